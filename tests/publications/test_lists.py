"""Publication lists: emphasized authors, sections and numbers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from citeformat.engine.processor.result import Entry
from citeformat.errors import FormatError
from citeformat.output import FORMATS
from citeformat.publications import (
    AuthorMatch,
    ListOptions,
    PublicationList,
    emphasize,
    publication_list,
)
from citeformat.publications.numbers import Numbering
from citeformat.publications.sections import SectionKind
from citeformat.record import Date, Name, Record
from citeformat.record.core import Value
from citeformat.richtext.links import Links
from citeformat.richtext.spans import BOLD, close_of, wrap
from citeformat.style import Style

JAVIER = Name(
    "Pinilla-Ibarz", "Javier", extra=(("ORCID", "https://orcid.org/0000-0002-1825-0097"),)
)


def work(id: str, type: str = "article-journal", year: int = 2012, **fields: str) -> Record:
    values: dict[str, Value] = {"title": f"Work {id}", "author": (Name("Veliz", "Marays"), JAVIER),
              "issued": Date(((year,),)), **fields}  # fmt: skip
    return Record(id, type, values)


WORKS = [
    work("a", year=2012, keyword="graphs; trees"),
    work("b", "book", 2020, keyword="trees"),
    work("c", year=2020),
    work("d", "thesis", 2005),
]
APA = Style.load("apa")


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("Pinilla-Ibarz J", True), ("Pinilla-Ibarz, J.", True), ("J. Pinilla-Ibarz", True),
        ("Javier Pinilla-Ibarz", True), ("pinilla-ibarz", True), ("Pinilla-Ibarz, Javier M", True),
        ("0000-0002-1825-0097", True), ("https://orcid.org/0000-0002-1825-0097", True),
        ("Pinilla-Ibarz A", False), ("Ibarz J", False), ("0000-0002-1825-0098", False), ("", False),
    ],
)  # fmt: skip
def test_author_match(typed: str, fits: bool) -> None:
    assert AuthorMatch.of(typed).fits(JAVIER) is fits


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (Name("Müller", "Jürgen R."), "Muller JR"),
        (Name("Heijden", "J. J. M.", non_dropping_particle="van der"), "van der Heijden J"),
        (Name("García Márquez", "Gabriel"), "Gabriel García Márquez"),
        (Name("Sartre", "Jean-Paul"), "Sartre JP"),
        (Name(literal="World Health Organization"), "World Health Organization"),
    ],
)
def test_author_match_of_other_names(name: Name, typed: str) -> None:
    assert AuthorMatch.of(typed).fits(name)


@pytest.mark.slow
@pytest.mark.parametrize(
    "style",
    ["apa", "nlm-citation-sequence", "ieee", "modern-language-association", "nature",
     "chicago-author-date", "research-portal-author", "research-portal-standard"],
)  # fmt: skip
def test_every_form_of_a_name_is_found(style: str) -> None:
    record = Record("x", "book", {"title": "Pinilla-Ibarz and others", "author": (JAVIER,)})
    made = Style.load(style).bibliography([record]).entries[0].rich

    text = emphasize(made, record, [AuthorMatch.of("Pinilla-Ibarz J")], BOLD)

    found = text[text.rindex(BOLD) + 1 :] if "author" not in style else text[text.index(BOLD) + 1 :]
    inner = found[: found.index(close_of(BOLD))]
    assert inner.startswith(("Pinilla-Ibarz", "J")), text
    assert "others" not in inner


def test_other_authors_are_not_emphasized() -> None:
    record = Record("x", "book", {"author": (Name("Li", "Wei"), Name("Lima", "W."))})

    text = emphasize("Lima, W., & Li, W. (2000)", record, [AuthorMatch.of("Li W")], BOLD)

    assert text == f"Lima, W., & {wrap(BOLD, 'Li, W.')} (2000)"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("type", [("Books", "b"), ("Journal articles", "ca"), ("Theses", "d")]),
        ("year", [("2020", "bc"), ("2012", "a"), ("2005", "d")]),
        ("keyword", [("graphs", "a"), ("trees", "ba"), ("Other works", "cd")]),
        ("", [("", "bcad")]),
    ],
)
def test_sections(kind: SectionKind, expected: list[tuple[str, str]]) -> None:
    made = publication_list(APA, WORKS, ListOptions(sections=kind))

    found = [(part.title, "".join(entry.id for entry in part.bibliography))
             for part in made.sections]  # fmt: skip
    assert found == expected


def test_titles_rename_and_order_sections() -> None:
    titles = {"Theses": "Dissertation", "Books": "Monographs"}

    made = publication_list(APA, WORKS, ListOptions(sections="type", titles=titles))

    assert [part.title for part in made.sections] == [
        "Dissertation", "Monographs", "Journal articles",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numbering", "expected"), [("continued", "1. 2. 3. 4. "), ("restarted", "1. 2. 1. 1. ")]
)
def test_numbers(numbering: Numbering, expected: str) -> None:
    options = ListOptions(sections="year", numbering=numbering)
    made = publication_list(Style.load("nlm-citation-sequence"), WORKS, options)

    entries = [entry.text for part in made.sections for entry in part.bibliography]
    assert "".join(text.partition(" ")[0] + " " for text in entries) == expected


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("ieee", ["[1] ", "[2] ", "[3] ", "[4] "]),
        ("nature", ["1. ", "2. ", "3. ", "4. "]),
        ("the-oncologist", ["1 ", "2 ", "3 ", "4 "]),  # the margin has no blank
        ("avian-diseases", ["1. ", "2. ", "3. ", "4. "]),  # no margin, and a blank before it
        ("apa", ["", "", "", ""]),
    ],
)
def test_a_numbered_style_numbers_the_works(style: str, numbers: list[str]) -> None:
    """Each work is rendered by itself, but has its number in the list, in the form of the style."""
    loaded = Style.load(style)
    made = publication_list(loaded, WORKS, ListOptions(sections="year"))
    without = publication_list(loaded, WORKS, ListOptions(sections="year", numbering="off"))

    bare = [entry.text for entry in _entries(without)]
    assert not any(text.startswith(("1", "[", "2")) for text in bare)
    assert [entry.text for entry in _entries(made)] == [
        number + text for number, text in zip(numbers, bare, strict=True)
    ]
    assert not any(entry.parts for entry in _entries(made))


def _entries(made: PublicationList) -> list[Entry]:
    return [entry for part in made.sections for entry in part.bibliography]


def test_numbers_of_the_other_engine() -> None:
    made = publication_list(Style.load("ieee", engine="citeproc-py"), WORKS[:2])

    assert [entry.text[:4] for entry in _entries(made)] == ["[1] ", "[2] "]


def test_a_title_that_begins_with_a_number_is_not_numbered() -> None:
    works = [Record(str(index), "book", {"title": "1. FC Köln"}) for index in range(2)]
    made = publication_list(APA, works)

    assert [entry.text for entry in _entries(made)] == ["1. FC Köln. (n.d.)."] * 2


def test_numbers_make_the_margin_wider() -> None:
    works = [work(str(index)) for index in range(10)]
    (section,) = publication_list(Style.load("ieee"), works).sections

    one = Style.load("ieee").bibliography(works[:1]).layout.max_offset
    assert section.bibliography.layout.max_offset == one + 1


def test_a_number_keeps_its_formatting_and_emphasis() -> None:
    options = ListOptions(authors=("Veliz M",), links=Links())
    works = [work(str(index), DOI=f"10.1000/{index}") for index in range(3)]
    (section,) = publication_list(Style.load("ieee"), works, options).sections
    last = section.bibliography[2]

    assert last.text.startswith("[3] M. Veliz")
    assert "<b>M. Veliz</b>" in last.html
    assert last.targets == ("https://doi.org/10.1000/2",)


def test_an_author_of_no_work_is_reported() -> None:
    options = ListOptions(authors=("Veliz M", "Velis M"), sections="year")

    (problem,) = publication_list(APA, WORKS, options).problems

    assert problem.severity == "warning"
    assert problem.message == "no work has the name 'Velis M', which is to be emphasized"


def test_a_terminal_shows_emphasized_authors() -> None:
    made = publication_list(APA, WORKS[:1], ListOptions(authors=("Pinilla-Ibarz J",)))

    assert made.to("ansi").startswith("Veliz, M., & \x1b[1mPinilla-Ibarz, J.\x1b[22m (2012).")


@pytest.mark.parametrize("sections", ["year", ""])
def test_works_without_a_date_come_last(sections: SectionKind) -> None:
    works = [
        work("none").replace(issued=None),
        work("old", year=-43),
        work("words").replace(issued=Date(literal="long ago")),
        work("raw").replace(issued=Date(raw="March 2016")),
        work("new", year=2020),
        work("online").replace(issued=None, available_date=Date(((2018, 2),))),
        work("press").replace(issued=None, status="in press"),
    ]

    made = publication_list(APA, works, ListOptions(sections=sections))

    order = ["press", "new", "online", "raw", "old", "words", "none"]
    assert [entry.id for entry in _entries(made)] == order
    if sections:
        assert [part.title for part in made.sections] == [
            "In press", "2020", "2018", "2016", "43 BC", "long ago", "No date",
        ]  # fmt: skip


def test_no_date_comes_last_in_the_order_of_the_records() -> None:
    works = [work("none").replace(issued=None), work("a", year=2001), work("b", year=2010)]

    made = publication_list(APA, works, ListOptions(sections="year", newest_first=False))

    assert [part.title for part in made.sections] == ["2001", "2010", "No date"]


def test_hook_changes_each_entry() -> None:
    options = ListOptions(hook=lambda entry, record: replace(entry, rich=f"{record.id}!"))

    assert str(publication_list(APA, WORKS, options)) == "b!\nc!\na!\nd!\n"


def test_order_of_the_records() -> None:
    made = publication_list(APA, WORKS, ListOptions(newest_first=False))

    assert [entry.id for entry in made.sections[0].bibliography] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_headings(format: str) -> None:
    made = publication_list(APA, WORKS, ListOptions(sections="year")).to(format)

    assert made.index("2020") < made.index("2012") < made.index("2005")
    if format == "json":
        assert [part["title"] for part in json.loads(made)] == ["2020", "2012", "2005"]


def test_unknown_options() -> None:
    with pytest.raises(FormatError, match="sections must be one of type, year, keyword"):
        publication_list(APA, WORKS, ListOptions(sections="colour"))  # type: ignore[arg-type]
    with pytest.raises(FormatError, match="numbering must be one of continued, restarted"):
        ListOptions(numbering="odd")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value"), [("authors", [5]), ("titles", ["Books"]), ("links", True)]
)
def test_options_of_another_type(name: str, value: Any) -> None:
    with pytest.raises(TypeError, match=f"{name} are .*, not {re.escape(repr(value))}"):
        ListOptions(**{name: value})


@pytest.mark.parametrize("style", ["apa", "vancouver"])
def test_spans_move_with_numbers(style: str) -> None:
    """The number of the list replaces that of the style, and the spans move with their text."""
    options = ListOptions(authors=("Veliz M",), numbering="continued", spans=True)
    for entry in publication_list(Style.load(style), WORKS, options).whole():
        assert "".join(entry.text[part.start : part.end] for part in entry.parts) == entry.text
        found = {span.variable: entry.text[span.start : span.end] for span in entry.spans}
        assert found["title"].startswith("Work")
        assert "citation-number" not in found
