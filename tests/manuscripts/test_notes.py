"""The rules for citations in notes."""

from __future__ import annotations

import pytest

from citeformat.manuscripts.notes import (
    in_note,
    note_text,
    punctuation_before_mark,
    quotes_at_end,
    without_period,
)
from citeformat.richtext.spans import ITALIC, wrap


def test_notes_begin_with_a_capital() -> None:
    assert note_text("ibid.") == "Ibid."
    assert note_text(wrap(ITALIC, "ibid.")) == wrap(ITALIC, "Ibid.")
    assert note_text("istanbul", "tr") == "İstanbul"
    assert note_text("“workbook,” 7.") == "“workbook,” 7."


@pytest.mark.parametrize(
    ("text", "without"),
    [("Doe, Frogs.", "Doe, Frogs"), ("Doe, “Frogs.”", "Doe, “Frogs”"), ("Frogs?", "Frogs?"),
     ("ibid.", "ibid."), ("Doe et al., eds.", "Doe et al., eds."), ("", ""),
     (wrap(ITALIC, "Frogs."), wrap(ITALIC, "Frogs"))],
)  # fmt: skip
def test_last_period_is_removed(text: str, without: str) -> None:
    assert without_period(text) == without


def test_citations_inside_notes_are_in_parentheses() -> None:
    assert in_note("Doe, Frogs.") == "(Doe, Frogs)"
    assert in_note("Frogs.", narrative=True) == ", Frogs"
    assert in_note("Frogs.", narrative=True, ends_sentence=True) == ", Frogs."
    assert in_note("", narrative=True) == ""


@pytest.mark.parametrize(
    ("text", "punctuation"),
    [(". And", "."), (", and", ","), ('."', '."'), (".) And", ".)"), ("?!", "?!"), (".*", "."),
     (" .", ""), (")", ""), ("—x", ""), ("", "")],
)  # fmt: skip
def test_punctuation_precedes_the_mark(text: str, punctuation: str) -> None:
    assert punctuation_before_mark(text) == punctuation


def test_closing_quotation_marks_are_found() -> None:
    assert quotes_at_end("say “yes”") == "”"
    assert quotes_at_end("say \"'yes'\"") == "'\""
    assert quotes_at_end('say "') == quotes_at_end("yes") == ""
