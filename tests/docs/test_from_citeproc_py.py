"""The examples of docs/from-citeproc-py.md print what the page says."""

from __future__ import annotations

from tests.docs.examples import run_examples
from tests.shared import ROOT


def test_examples() -> None:
    text = (ROOT / "docs" / "from-citeproc-py.md").read_text("utf-8")
    assert run_examples(text, "from-citeproc-py.md") > 25
