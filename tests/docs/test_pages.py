"""The Python examples of pages about languages and other processors print what the pages say."""

from __future__ import annotations

import pytest

from tests.docs.examples import run_examples
from tests.shared import ROOT


@pytest.mark.parametrize(
    ("page", "least"), [("from-citeproc-py.md", 25), ("languages.md", 8), ("pybtex.md", 4)]
)
def test_examples(page: str, least: int) -> None:
    assert run_examples((ROOT / "docs" / page).read_text("utf-8"), page) > least
