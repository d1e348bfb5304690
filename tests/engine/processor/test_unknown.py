"""Ids that no record has: an exception, or a mark in the text and a Problem."""

from __future__ import annotations

import pytest

from citeformat import Citation, Cite, Document, RecordNotFound, Style, StyleError
from tests.samples import date, names, record

WORKS = [
    record(id, title=id.upper(), author=names(id.title()), issued=date(2000))
    for id in ("doe", "poe", "roe")
]


def marking(style: str = "apa") -> Document:
    """Begin a document that marks unknown ids."""
    return Style.load(style).document(WORKS, unknown="mark")


def test_an_exception_by_default() -> None:
    with pytest.raises(RecordNotFound, match="did you mean doe"):
        Style.load("apa").document(WORKS).cite("do")


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("text", "(do?)"),
        ("markdown", "(**do?**)"),
        ("html", "(<b>do?</b>)"),
        ("latex", "(\\textbf{do?})"),
    ],
)
def test_a_mark(format: str, text: str) -> None:
    assert marking().cite("do").to(format) == text


def test_the_problem() -> None:
    document = marking()

    (problem,) = document.cite("do", "do").problems
    assert problem.severity == "error"
    assert problem.message == "there is no record with the id 'do'"
    assert problem.hint == "did you mean doe?"
    assert problem.record == "do"
    assert not document.cite("doe").problems


def test_known_works_are_cited_as_usual() -> None:
    """The mark is sorted last, keeps its prefix, and meets no punctuation."""
    document = marking()

    assert document.cite(Cite("x", prefix="see"), "poe", "doe") == "(Doe, 2000; Poe, 2000; see x?)"
    assert document.cite("x", "doe", sort=False) == "(x?; Doe, 2000)"
    assert document.cite("doe") == "(Doe, 2000)"
    assert [entry.id for entry in document.bibliography()] == ["doe", "poe"]


def test_numbers_count_known_works_only() -> None:
    document = marking("nature")

    assert document.cite("x") == "x?"
    assert document.cite("doe") == "1"
    assert document.cite("doe", "poe", "roe", "x", "y") == "1–3,x?,y?"
    assert [entry.text[:2] for entry in document.bibliography()] == ["1.", "2.", "3."]


def test_a_range_of_cites_leaves_the_mark_out() -> None:
    """Nothing can be linked to a work that is not in the bibliography."""
    text = marking().cite("doe", "x")

    assert [cite.id for cite in text.cites] == ["doe"]


def test_notes() -> None:
    """An unknown work is no ibid, and ends one."""
    document = marking("chicago-notes-bibliography")
    document.cite("x", note_number=1)

    assert document.cite("x", note_number=2) == "x?"
    assert document.cite("doe", note_number=3) == "Doe, DOE (2000)."


def test_a_narrative_citation() -> None:
    assert marking().cite("x", locator="7", narrative=True) == "x?"
    assert marking().cite("x", "doe", narrative=True) == "x? (Doe, 2000)"
    assert marking("ieee").cite("x", "doe", narrative=True) == "x? [1]"


def test_an_id_with_marks_is_printed_as_it_is() -> None:
    assert marking().cite("a,,b..c <i>d</i>") == "(a,,b..c <i>d</i>?)"


def test_edits() -> None:
    document = marking()
    document.cite("x", id="first")

    assert document.replace("first", "doe").citations[0].text == "(Doe, 2000)"
    assert document.insert(0, "y", "doe").citations[0].text == "(Doe, 2000; y?)"
    assert document.texts == ("(Doe, 2000; y?)", "(Doe, 2000)")
    assert document.texts[0].problems[0].record == "y"


def test_a_whole_document() -> None:
    citations = [Citation((Cite("x"),)), Citation((Cite("doe"),))]

    assert marking().process(citations) == ["(x?)", "(Doe, 2000)"]


def test_wrong_values() -> None:
    with pytest.raises(ValueError, match="'raise' or 'mark'"):
        Style.load("apa").document(WORKS, unknown="ignore")  # type: ignore[arg-type]
    with pytest.raises(StyleError, match="engine"):
        Style.load("apa", engine="citeproc-py").document(WORKS, unknown="mark")
