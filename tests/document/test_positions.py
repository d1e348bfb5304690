"""Positions of cites: "Choose" (position) and "Note Distance" of CSL 1.0.2."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Citation, Cite
from tests.styles import cited, csl, record

LAYOUT = (
    '<choose><if position="ibid-with-locator"><text value="ibid-with-locator"/></if>'
    '<else-if position="ibid"><text value="ibid"/></else-if>'
    '<else-if position="subsequent"><text value="subsequent"/></else-if>'
    '<else-if position="first"><text value="first"/></else-if></choose>'
)
WORKS = [record(id) for id in "abc"]


def at(id: str, locator: str = "", label: str = "") -> Cite:
    """A cite with a locator."""
    return Cite(id, locator=locator, label=label)


def positions(*notes: Any, layout: str = LAYOUT, citation: str = "", kind: str = "note") -> str:
    """The positions of the cites of successive notes."""
    text = csl(layout, citation=citation, affixes='delimiter="+"', kind=kind)
    return " ".join(cited(text, WORKS, *notes)).lower()


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        pytest.param(["a", "b"], "first first", id="first"),
        pytest.param(["a", "a"], "first ibid", id="ibid"),
        pytest.param(["a", "b", "a"], "first first subsequent", id="subsequent"),
        pytest.param(["a", [at("a", "1")]], "first ibid-with-locator", id="a locator now"),
        pytest.param([[at("a", "1")], [at("a", "1")]], "first ibid", id="the same locator"),
        pytest.param(
            [[at("a", "1")], [at("a", "2")]], "first ibid-with-locator", id="another locator"
        ),
        pytest.param([[at("a", "1")], "a"], "first subsequent", id="no locator now"),
        pytest.param(
            [[at("a", "1", "page")], [at("a", "1", "chapter")]], "first ibid-with-locator",
            id="another label",
        ),
        pytest.param(
            [[at("a", "1", "page")], [at("a", "1")]], "first ibid", id="page is the default label"
        ),
        pytest.param([["a", "a"]], "first+ibid", id="within a citation"),
        pytest.param([["a", "b", "a"]], "first+first+subsequent", id="not side by side"),
        pytest.param([["a", "b"], "a"], "first+first subsequent", id="after a citation of two"),
        pytest.param([["a", "b"], "b"], "first+first subsequent", id="after the last of two"),
        pytest.param(["a", ["a", "b"]], "first ibid+first", id="first of two"),
        pytest.param(["a", ["b", "a"]], "first first+subsequent", id="second of two"),
        pytest.param(["a", "a", "a"], "first ibid ibid", id="again and again"),
        pytest.param(
            ["a", [at("a", "1")], [at("a", "1")], "a"],
            "first ibid-with-locator ibid subsequent",
            id="locators in a row",
        ),
    ],
)  # fmt: skip
def test_position(notes: list[Any], expected: str) -> None:
    actual = positions(*notes)

    assert expected == actual


IMPLIED = "".join(
    f'<choose><if position="{position}"><text value="{position[0]}{position[-1]}"/></if></choose>'
    for position in ("first", "subsequent", "ibid", "ibid-with-locator", "near-note")
)


@pytest.mark.parametrize(
    ("notes", "last"),
    [
        (["a"], "ft"),
        (["a", "b", "a"], "stne"),
        (["a", "a"], "stidne"),
        (["a", [at("a", "1")]], "stidirne"),
    ],
)
def test_positions_that_follow_from_others(notes: list[Any], last: str) -> None:
    """ibid-with-locator is ibid as well; ibid and near-note are subsequent as well."""
    actual = positions(*notes, layout=IMPLIED).split()[-1]

    assert last == actual


NEAR = (
    '<choose><if position="near-note"><text value="near"/></if>'
    '<else-if position="subsequent"><text value="far"/></else-if>'
    '<else><text value="first"/></else></choose>'
)


@pytest.mark.parametrize(
    ("distance", "between", "expected"),
    [
        ("", 0, "near"),
        ("", 4, "near"),
        ("", 5, "far"),
        ('near-note-distance="1"', 0, "near"),
        ('near-note-distance="1"', 1, "far"),
        ('near-note-distance="10"', 9, "near"),
        ('near-note-distance="10"', 10, "far"),
    ],
)
def test_near_note(distance: str, between: int, expected: str) -> None:
    """Note Distance: the default is 5 notes."""
    notes = ["a", *(["b"] * between), "a"]
    actual = positions(*notes, layout=NEAR, citation=distance).split()[-1]

    assert expected == actual


def test_near_note_is_false_outside_of_notes() -> None:
    """Both cites have to be located in footnotes or endnotes."""
    actual = positions("a", "b", "a", layout=NEAR, kind="in-text").split()[-1]

    assert actual == "far"


def test_positions_in_the_text() -> None:
    actual = positions("a", "a", "b", "a", kind="in-text")

    assert actual == "first ibid first subsequent"


@pytest.mark.parametrize(
    ("notes", "expected"),
    [(["a", "b", "a"], "- - 1"), (["b", "a", "b", "a"], "- - 1 2")],
)
def test_first_reference_note_number(notes: list[str], expected: str) -> None:
    layout = (
        '<choose><if variable="first-reference-note-number">'
        '<text variable="first-reference-note-number"/></if>'
        '<else><text value="-"/></else></choose>'
    )
    actual = positions(*notes, layout=layout)

    assert expected == actual


def test_note_numbers_with_gaps() -> None:
    """The distance is measured in notes, and some of them cite nothing."""
    text = csl(NEAR, kind="note", citation='near-note-distance="3"')
    notes = [Citation((Cite("a"),), note_number=number) for number in (1, 4, 8)]
    actual = cited(text, WORKS, *notes)

    assert [each.lower() for each in actual] == ["first", "near", "far"]


def test_note_begins_with_a_capital() -> None:
    """Citation: the first character of a note is preferably uppercased, where nothing precedes."""
    text = csl('<text term="ibid"/>', kind="note")

    assert cited(text, WORKS, "a") == ["Ibid."]
    assert cited(text, WORKS, [Cite("a", prefix="see")]) == ["see ibid."]


def test_note_begins_as_the_style_says() -> None:
    """Text-case: a style that asks for lower case gets it at the beginning of a note as well."""
    text = csl('<text term="ibid" text-case="lowercase"/>', kind="note")

    assert cited(text, WORKS, "a") == ["ibid."]
