"""The README shows its two set-up commands and a finished document, and the list of pages is whole.

test_pages.py runs its other examples.
"""

from __future__ import annotations

import re

from tests.docs.examples import code
from tests.shared import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_gate_runs_the_set_up_commands() -> None:
    """`.ci/run` runs the commands after these marks, as they are printed."""
    found = re.findall(r"<!-- setup: (\w+) -->\n```sh\n(.*?)```", README, re.DOTALL)
    gate = (ROOT / ".ci" / "run").read_text("utf-8")

    assert [text for _, text in found] == code("README.md", "sh", 2)
    assert all(text.count("\n") == 1 for _, text in found)
    assert [name for name, _ in found] == re.findall(r"command=\$\(readme (\w+)\)", gate)
    assert gate.count('bash -euo pipefail -c "$command"') == len(found)


def test_the_document_is_the_example() -> None:
    """The README shows the text of the document that its next command finishes."""
    (shown,) = code("README.md", "markdown", 1)
    (whole,) = code("docs/documents.md", "markdown", 2)[:1]

    assert whole == (ROOT / "examples" / "paper.md").read_text("utf-8")
    assert shown in whole


def test_the_list_of_pages_is_complete() -> None:
    pages = ROOT / "docs"
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (pages / "README.md").read_text("utf-8")))

    assert listed == {path.name for path in pages.glob("*.md")} - {"README.md"}
