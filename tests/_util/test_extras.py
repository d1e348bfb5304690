"""The message about a package that is missing names its extra."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("package", "code", "extra"),
    [
        ("mimeparse", "import citeformat; citeformat.negotiate('text/html')", "service"),
        ("starlette", "from citeformat.service import create_app", "service"),
        ("markdown", "from citeformat.integrations.markdown import CitationExtension", "markdown"),
        ("pybtex", "import citeformat.compat.pybtex", "pybtex"),
    ],
)
def test_missing_packages(package: str, code: str, extra: str) -> None:
    program = (
        f"import sys; sys.modules[{package!r}] = None\n"
        f"try: exec({code!r})\n"
        "except ModuleNotFoundError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert f"pip install 'citeformat[{extra}]'" in done.stdout, done.stderr
