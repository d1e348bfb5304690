"""cs:choose: every condition and every match, from "Choose" of CSL 1.0.2."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Cite
from tests.styles import cited, csl, date, entry, names, record, render

WORK = {
    "type": "book",
    "title": "T",
    "volume": "3",
    "edition": "second",
    "author": names("Doe"),
    "issued": date(2000, circa=True),
    "accessed": date(2001),
}


def holds(conditions: str, cite: dict[str, Any] | None = None, **fields: Any) -> bool:
    """Whether a cs:if with these conditions is true of a work."""
    layout = f'<choose><if {conditions}><text value="yes"/></if></choose><text value="."/>'
    return render(layout, record(**{**WORK, **fields}), cite) == "yes."


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ('type="book"', True),
        ('type="thesis"', False),
        ('variable="title"', True),
        ('variable="publisher"', False),
        ('variable="author"', True),
        ('variable="editor"', False),
        ('variable="issued"', True),
        ('variable="event-date"', False),
        ('is-numeric="volume"', True),
        ('is-numeric="edition"', False),
        ('is-numeric="issue"', False),
        ('is-uncertain-date="issued"', True),
        ('is-uncertain-date="accessed"', False),
        ('is-uncertain-date="event-date"', False),
        ('locator="page"', True),
        ('locator="chapter"', False),
        ('position="first"', True),
        ('position="subsequent"', False),
        ('disambiguate="true"', False),
    ],
)
def test_condition(conditions: str, expected: bool) -> None:
    actual = holds(conditions, {"locator": "12", "label": "page"})

    assert expected == actual


@pytest.mark.parametrize(
    ("values", "all_", "any_", "none"),
    [
        ('variable="title volume"', True, True, False),
        ('variable="title publisher"', False, True, False),
        ('variable="editor publisher"', False, False, True),
        ('type="book thesis"', True, True, False),  # no work has two types: any of them will do
        ('type="thesis report"', False, False, True),
        ('is-numeric="volume edition"', False, True, False),
        ('is-uncertain-date="issued accessed"', False, True, False),
        ('locator="page chapter"', False, True, False),
        ('type="book" variable="title"', True, True, False),
        ('type="book" variable="publisher"', False, True, False),
        ('type="thesis" variable="title"', False, True, False),
        ('type="thesis" variable="publisher"', False, False, True),
        ('type="book thesis" variable="title publisher"', False, True, False),
        ('position="first subsequent"', False, True, False),
    ],
)
def test_match(values: str, all_: bool, any_: bool, none: bool) -> None:
    """Choose, match: over all conditions, and over all values of each but `type`."""
    cite = {"locator": "12"}
    actual = [
        holds(f"{values}{match}", cite)
        for match in ("", ' match="all"', ' match="any"', ' match="none"')
    ]

    assert [all_, all_, any_, none] == actual


@pytest.mark.parametrize(
    ("label", "tested", "expected"),
    [
        ("sub verbo", "sub-verbo", True),
        ("sub-verbo", "sub-verbo", True),
        ("", "page", True),
        ("chapter", "chapter", True),
        ("chapter", "page", False),
    ],
)
def test_locator(label: str, tested: str, expected: bool) -> None:
    actual = holds(f'locator="{tested}"', {"locator": "3", "label": label})

    assert expected == actual


def test_locator_is_false_without_one() -> None:
    assert not holds('locator="page"')


BRANCHES = (
    '<choose><if type="book"><text value="if"/></if><else-if type="report thesis" match="any">'
    '<text value="second"/></else-if><else-if variable="title"><text value="third"/></else-if>'
    '<else><text value="else"/></else></choose>'
)


@pytest.mark.parametrize(
    ("type", "fields", "expected"),
    [
        ("book", {"title": "T"}, "if"),
        ("thesis", {"title": "T"}, "second"),
        ("report", {}, "second"),
        ("song", {"title": "T"}, "third"),
        ("song", {}, "else"),
    ],
)
def test_first_branch_that_holds_is_printed(
    type: str, fields: dict[str, str], expected: str
) -> None:
    actual = entry(BRANCHES, record(type=type, **fields))

    assert expected == actual


def test_no_branch_prints_nothing() -> None:
    actual = entry('<choose><if type="song"><text value="x"/></if></choose>', record())

    assert actual == ""


def test_position_is_false_in_the_bibliography() -> None:
    """Choose, position: within cs:bibliography it tests false."""
    layout = (
        '<choose><if position="first"><text value="first"/></if>'
        '<else-if position="subsequent"><text value="subsequent"/></else-if>'
        '<else><text value="none"/></else></choose>'
    )
    actual = entry(layout, record())

    assert actual == "none"


def test_variable_tests_the_long_form() -> None:
    """Choose, variable: the default (long) forms are tested."""
    layout = '<choose><if variable="title"><text value="x"/></if></choose>'
    actual = entry(layout, record(title_short="S"))

    assert actual == ""


TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
""".split()


@pytest.mark.parametrize("type", TYPES)
def test_every_type(type: str) -> None:
    """Appendix III."""
    actual = entry(f'<choose><if type="{type}"><text value="x"/></if></choose>', record(type=type))

    assert actual == "x"


@pytest.mark.parametrize(
    ("variable", "cite", "expected"),
    [
        ("locator", {"locator": "1"}, True),
        ("locator", {}, False),
        ("citation-number", {}, True),
        ("first-reference-note-number", {}, False),
        ("year-suffix", {}, False),
    ],
)
def test_variables_that_the_processor_makes(
    variable: str, cite: dict[str, str], expected: bool
) -> None:
    actual = holds(f'variable="{variable}"', cite)

    assert expected == actual


def test_choose_in_a_note_sees_the_first_note() -> None:
    layout = (
        '<choose><if variable="first-reference-note-number">'
        '<text variable="first-reference-note-number"/></if><else><text value="-"/></else></choose>'
    )
    made = cited(csl(layout, kind="note"), [record(), record("b")], "b", "a", [Cite("a")])

    assert made == ["-", "-", "2"]
