"""Narrative citations: the names belong to the sentence, and the rest follows them."""

from __future__ import annotations

import copy
import pickle

import pytest

from citeformat import Citation, CitationText, Cite, Record, Style
from tests.samples import date, names, record

WORKS = [
    record(
        "turing",
        "article-journal",
        title="Computing Machinery",
        container_title="Mind",
        author=names("Alan Turing"),
        issued=date(1950),
    ),
    record("smith", title="Stuff", author=names("Ann Smith, Bo Lee"), issued=date(2000)),
    record("church", title="Lambdas", author=names("Alonzo Church"), issued=date(1941)),
    record("nobody", title="Beowulf", issued=date(1000)),
]


def narrative(style: str, *works: str | Cite, **details: object) -> CitationText:
    """Make a narrative citation in a new document."""
    document = Style.load(style).document(WORKS)
    return document.cite(*works, narrative=True, **details)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("style", "work", "locator", "text"),
    [
        ("apa", "turing", "433", "Turing (1950, p. 433)"),
        ("apa", "smith", "", "Smith & Lee (2000)"),
        ("apa", "nobody", "", "Beowulf (1000)"),
        ("ieee", "smith", "", "Smith and Lee [1]"),
        ("ieee", "turing", "433", "Turing [1, p. 433]"),
        ("modern-language-association", "turing", "433", "Turing (433)"),
        ("din-1505-2-alphanumeric", "smith", "", "Smith und Lee [SmLe00]"),
    ],
)
def test_text(style: str, work: str, locator: str, text: str) -> None:
    made = narrative(style, work, locator=locator)

    assert made == text
    assert made.author is not None
    assert made.startswith(made.author)


def test_a_raised_number_follows_the_names_without_a_blank() -> None:
    assert narrative("nature", "smith").to("html") == "Smith &amp; Lee<sup>1</sup>"


def test_a_note() -> None:
    """In a style for notes, the names are one text and the note is another."""
    made = narrative("chicago-notes-bibliography", "turing", locator="433", note_number=1)

    assert made.author == "Alan Turing"
    assert made == "“Computing Machinery,” Mind, 1950, 433."
    assert [made[cite.start : cite.end] for cite in made.cites] == [made[:-1]]


def test_only_the_first_work_is_in_the_sentence() -> None:
    assert narrative("apa", "turing", "church") == "Turing (1950; Church, 1941)"
    assert narrative("apa", "church", "turing") == "Church (1941; Turing, 1950)"


def test_numbers_are_sorted_but_the_sentence_names_the_first_work() -> None:
    document = Style.load("ieee").document(WORKS)
    document.cite("turing")

    assert document.cite("church", "turing", narrative=True) == "Church [1], [2]"


def test_other_citations_have_no_author() -> None:
    document = Style.load("apa").document(WORKS)

    assert document.cite("turing").author is None
    assert document.cite("turing", suppress_author=True).author is None


def test_the_mode_of_csl_json() -> None:
    data = {"citationItems": [{"id": "turing"}], "properties": {"mode": "composite"}}
    document = Style.load("apa").document(WORKS)

    assert document.add(Citation.from_csl(data)) == "Turing (1950)"


def test_an_edit_changes_the_names() -> None:
    turing = record("other", title="Other", author=names("Dermot Turing"), issued=date(1950))
    document = Style.load("apa").document([*WORKS, turing])
    document.cite("turing", narrative=True, id="first")

    changes = document.insert(1, "other", narrative=True)

    assert [str(text) for _, _, text in changes.citations] == [
        "A. Turing (1950)",
        "D. Turing (1950)",
    ]
    assert changes.citations[0].text.author == "A. Turing"


@pytest.mark.parametrize("field", ["suppress_author", "author_only"])
def test_an_author_that_is_left_out(field: str) -> None:
    with pytest.raises(TypeError, match="author"):
        narrative("apa", Cite("turing", **{field: True}))  # type: ignore[arg-type]


def test_copies_have_the_author() -> None:
    made = narrative("chicago-notes-bibliography", "turing", note_number=1)

    for same in (copy.copy(made), pickle.loads(pickle.dumps(made)), made.with_links()):
        assert same.author == "Alan Turing"


def test_spans_and_fallbacks_keep_the_author() -> None:
    document = Style.load("apa").document([*WORKS, Record("empty", "book", {})])
    citation = Citation((Cite("turing"), Cite("empty")), mode="composite")

    assert document.add(citation, spans=True).author == "Turing"
    assert document.add(citation).author == "Turing"
