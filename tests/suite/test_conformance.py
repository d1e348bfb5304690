"""docs/conformance.md is what the lists, the tests and the docstrings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shared import ROOT
from tests.suite import conformance, ratchet


def test_the_page_is_current() -> None:
    """`python -m tests.suite --write-docs` writes the page anew."""
    assert conformance.PAGE.read_text("utf-8") == conformance.page()


@pytest.mark.parametrize("folder", conformance.sections(), ids=lambda path: path.name)
def test_each_section_has_modules(folder: Path) -> None:
    modules = conformance.modules_of(folder.name)

    assert modules
    assert all((ROOT / "citeformat" / module).is_file() for module in modules)


def test_each_fixture_is_on_the_page() -> None:
    text = conformance.PAGE.read_text("utf-8")

    missing = [name for name in {*ratchet.passing(), *ratchet.noted()} if f"`{name}`" not in text]

    assert missing == []
