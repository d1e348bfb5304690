"""A record prepared for rendering: raw dates, particles and suffixes of names, the note."""

from __future__ import annotations

import pytest

from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.item.person import Person, prepare
from citeformat.engine.runtime.item.raw_dates import parse_raw_date
from citeformat.record import Date, Name, Record


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("2010", Date(((2010,),))),
        ("2010-05", Date(((2010, 5),))),
        ("2010-05-00", Date(((2010, 5),))),
        ("5/2010", Date(((2010, 5),))),
        ("5/12/2010", Date(((2010, 5, 12),))),
        ("12 May 2010", Date(((2010, 5, 12),))),
        ("May 12th, 2010", Date(((2010, 5, 12),))),
        ("spring 2011", Date(((2011,),), season=1)),
        ("ca. 1850", Date(((1850,),), circa=True)),
        ("[1850?]", Date(((1850,),), circa=True)),
        ("[1850]", Date(((1850,),))),
        ("2004-05/2004-06", Date(((2004, 5), (2004, 6)))),
        ("2004 - 2006", Date(((2004,), (2006,)))),
        ("May 2004–June 2005", Date(((2004, 5), (2005, 6)))),
        ("13-14 May 2010", Date(((2010, 5, 13), (2010, 5, 14)))),
        ("June-July 2010", Date(((2010, 6), (2010, 7)))),
        ("2010-2012", Date(((2010,), (2012,)))),
        ("-0044", Date(((-44,),))),
        ("44 BC", Date(((-44,),))),
        ("1. Mai 2010", Date(((2010, 5, 1),))),
        ("Dec 2009-Jan 2010", Date(((2009, 12), (2010, 1)))),
        ("n.d.", Date(literal="n.d.")),
        ("forthcoming", Date(literal="forthcoming")),
        ("Easter 2010", Date(literal="Easter 2010")),
    ],
)
def test_raw_dates(raw: str, date: Date) -> None:
    assert parse_raw_date(Date(raw=raw)) == date


def test_a_date_that_has_parts_stays() -> None:
    assert parse_raw_date(Date(((2010,),), raw="1999")) == Date(((2010,),), raw="1999")
    assert parse_raw_date(Date()) is None


@pytest.mark.parametrize(
    ("name", "person"),
    [
        (Name(family="van Gogh", given="Vincent"), Person("Gogh", "Vincent", non_dropping="van")),
        (Name(family="de la Vega", given="J"), Person("Vega", "J", non_dropping="de la")),
        (Name(family="al-Hakim", given="T"), Person("Hakim", "T", non_dropping="al-")),
        (Name(family="d'Arcy", given="J"), Person("Arcy", "J", non_dropping="d’")),
        (Name(family='"van Gogh"', given="V"), Person("van Gogh", "V", is_simple=True)),
        (Name(family="van", given=""), Person("van")),
        (Name(family="Goethe", given="J. W. von"), Person("Goethe", "J. W.", dropping="von")),
        (Name(family="King", given="Martin, Jr."), Person("King", "Martin", suffix="Jr.")),
        (Name(family="King", given="Martin,! Jr."),
         Person("King", "Martin", suffix="Jr.", comma_suffix=True)),
        (Name(family="Hardt", given="Emil, von"),
         Person("Hardt", "Emil", dropping="von", comma_particle=True)),
        (Name(family="Hardt", given=", von"), Person("Hardt", "", dropping="von")),
        (Name(family="毛", given="泽东"), Person("毛", "泽东", unspaced=True)),
        (Name(family="毛", given="Zedong"), Person("毛", "Zedong", static=True)),
        (Name(literal="The <i>Times</i> Staff"), Person(literal="The \ue02cTimes\ue02d Staff")),
    ],
)  # fmt: skip
def test_names(name: Name, person: Person) -> None:
    assert prepare(name) == person


def test_variables_in_the_note() -> None:
    fields = {
        "note": "event-date: 2004-10-01\nauthor: Doe || Jane\nauthor: The Group\nDOI: 10.1/x\n"
        "title: not this one",
        "title": "Own title",
    }
    item = Item(Record(id="x", type="book", fields=fields), language="en")

    assert item.dates["event-date"] == Date(((2004, 10, 1),))
    assert item.names["author"] == (
        Person("Doe", "Jane", is_simple=True),
        Person(literal="The Group"),
    )
    assert (item.text["DOI"], item.text["title"]) == ("10.1/x", "Own title")
    assert item.text["note"] == "title: not this one"


@pytest.mark.parametrize(
    ("note", "printed", "type"),
    [
        ("Signed.\nOriginal Title: Emma\ntex.ids= a, b\nCitation Key: c", "Signed.", "book"),
        ("{:PMID: 12} Signed {:original-title: Emma}", "Signed", "book"),
        ("type: dataset\noriginal-title: Emma", "", "dataset"),
        ("original-title: Emma\ntype: other\nSource: a friend\nPrinted in Oslo: 1850",
         "type: other Source: a friend Printed in Oslo: 1850", "book"),
    ],
)  # fmt: skip
def test_lines_for_programs_are_not_printed(note: str, printed: str, type: str) -> None:
    item = Item(Record("x", "book", {"note": note}), language="en")

    assert (item.text["note"], item.text["original-title"], item.type) == (printed, "Emma", type)


def test_names_without_any_part_are_left_out() -> None:
    names = (Name(), Name(family=" "), Name(suffix="Jr."), Name(literal="\n"), Name(family="Doe"))
    item = Item(Record(id="x", type="book", fields={"author": names, "editor": (Name(),)}), "en")

    assert item.names == {"author": (Person("Doe"),)}
    assert "editor" not in item.fields


@pytest.mark.parametrize("title", [" TeX ", "\n TeX", "\u00a0TeX\u00a0"])
def test_blanks_around_a_value_are_not_part_of_it(title: str) -> None:
    item = Item(Record("a", "book", {"title": title}), "en")

    assert item.text["title"] == "TeX"
    assert item.record.title == title


def test_a_value_of_blanks_is_no_value() -> None:
    item = Item(Record("a", "book", {"title": " \n", "volume": "2"}), "en")

    assert item.text["title"] == ""
    assert set(item.fields) == {"volume"}
