"""Dates as people write them."""

from __future__ import annotations

import pytest

from citeformat.record import Date
from citeformat.record.text.dates import from_text, from_year, is_ambiguous

# "BibTeXing", section 3.2 (year, month) and section 4 (dates with a day, ranges).
WILD = [
    (("1999", ""), Date(((1999,),))),
    (("1999", "January"), Date(((1999, 1),))),
    (("1999", "Jan."), Date(((1999, 1),))),
    (("1999", "sept"), Date(((1999, 9),))),
    (("1999", "1"), Date(((1999, 1),))),
    (("1999", "01"), Date(((1999, 1),))),
    (("1999", "January 7"), Date(((1999, 1, 7),))),
    (("1999", "7 January"), Date(((1999, 1, 7),))),
    (("1999", "10\u00a0January"), Date(((1999, 1, 10),))),
    (("1999", "July 4th"), Date(((1999, 7, 4),))),
    (("1999", "May–June"), Date(((1999, 5), (1999, 6)))),
    (("1999", "May-June"), Date(((1999, 5), (1999, 6)))),
    (("1999", "May/June"), Date(((1999, 5), (1999, 6)))),
    (("1999", "July and August"), Date(((1999, 7), (1999, 8)))),
    (("1999", "May 3–5"), Date(((1999, 5, 3), (1999, 5, 5)))),
    (("1999", "June 30–July 2"), Date(((1999, 6, 30), (1999, 7, 2)))),
    (("1999", "December/January"), Date(((1998, 12), (1999, 1)))),
    (("1999", "Spring"), Date(((1999,),), season=1)),
    (("1999", "März"), Date(((1999, 3),))),
    (("[1999]", ""), Date(((1999,),))),
    (("c. 1999", ""), Date(((1999,),), circa=True)),
    (("44 BC", ""), Date(((-44,),))),
    (("c. 300 B.C.E.", ""), Date(((-300,),), circa=True)),
    (("A.D. 70", ""), Date(((70,),))),
    (("70 CE", ""), Date(((70,),))),
    (("-0043~", ""), Date(((-44,),), circa=True)),
    (("ca. 1850", ""), Date(((1850,),), circa=True)),
    (("1999?", ""), Date(((1999,),), circa=True)),
    (("1999–2001", ""), Date(((1999,), (2001,)))),
    (("1999/2000", ""), Date(((1999,), (2000,)))),
    (("1998/99", ""), Date(((1998,), (1999,)))),
    (("August, 2005", ""), Date(((2005, 8),))),
    (("to appear", ""), Date(literal="to appear")),
    (("1999a", ""), Date(literal="1999a")),
    (("??", ""), Date(literal="??")),
    (("", ""), None),
    (("n.d.", ""), None),
]


@pytest.mark.parametrize(("fields", "expected"), WILD)
def test_a_date_of_bibtex(fields: tuple[str, str], expected: Date | None) -> None:
    assert from_year(*fields) == (expected, True)


@pytest.mark.parametrize("month", ["Michaelmas", "13", "January 40", "May–June–July"])
def test_a_month_that_is_none_leaves_the_year(month: str) -> None:
    assert from_year("1999", month) == (Date(((1999,),)), False)


def test_the_day_field_is_used() -> None:
    assert from_year("1999", "May", "3")[0] == Date(((1999, 5, 3),))


# What reference managers, publishers, catalogues and people write.
TEXTS = [
    # ISO 8601 and its basic format, with and without a time
    ("20150512", Date(((2015, 5, 12),))),
    ("201505", Date(((2015, 5),))),
    ("2015-05-12 10:11:12", Date(((2015, 5, 12),))),
    ("2015-05-12T10:11:12+02:00", Date(((2015, 5, 12),))),
    ("Tue, 12 May 2015 10:11:12 GMT", Date(((2015, 5, 12),))),
    ("2015-00-00", Date(((2015,),))),
    ("2015-05-00", Date(((2015, 5),))),
    # The year first
    ("2015/05/12", Date(((2015, 5, 12),))),
    ("2015.05.12", Date(((2015, 5, 12),))),
    ("2014/09", Date(((2014, 9),))),
    ("2014-09", Date(((2014, 9),))),
    ("2009/10", Date(((2009,), (2010,)))),
    ("1999/00", Date(((1999,), (2000,)))),
    ("2015年5月12日", Date(((2015, 5, 12),))),
    # The year last
    ("26.09.2020", Date(((2020, 9, 26),))),
    ("26. 9. 2020", Date(((2020, 9, 26),))),
    ("13/05/2015", Date(((2015, 5, 13),))),
    ("05/13/2015", Date(((2015, 5, 13),))),
    ("05/05/2015", Date(((2015, 5, 5),))),
    ("10/05/2015", Date(((2015,),))),
    ("09/2020", Date(((2020, 9),))),
    # Months in words
    ("12 May 2015", Date(((2015, 5, 12),))),
    ("May 12th, 2015", Date(((2015, 5, 12),))),
    ("12-May-2015", Date(((2015, 5, 12),))),
    ("12. Mai 2015", Date(((2015, 5, 12),))),
    ("12 de mayo de 2015", Date(((2015, 5, 12),))),
    ("2015 May 12", Date(((2015, 5, 12),))),
    ("Jan./1992", Date(((1992, 1),))),
    ("2015/october", Date(((2015, 10),))),
    ("2014 (Oct.)", Date(((2014, 10),))),
    ("Spring 2015", Date(((2015,),), season=1)),
    ("Accessed: 12 May 2015", Date(((2015, 5, 12),))),
    ("last visited on 2015-05-12", Date(((2015, 5, 12),))),
    # Ranges
    ("12–14 May 2015", Date(((2015, 5, 12), (2015, 5, 14)))),
    ("12 May – 3 June 2015", Date(((2015, 5, 12), (2015, 6, 3)))),
    ("Dec 2014/Jan 2015", Date(((2014, 12), (2015, 1)))),
    ("Dec 2014-Jan 2015", Date(((2014, 12), (2015, 1)))),
    ("31 Dec 2014-3 Jan 2015", Date(((2014, 12, 31), (2015, 1, 3)))),
    ("2014-Dec-31", Date(((2014, 12, 31),))),
    ("Jan 2015-Dec 2014", Date(literal="Jan 2015-Dec 2014")),
    ("2015-05-12 – 2015-05-14", Date(((2015, 5, 12), (2015, 5, 14)))),
    ("300 BC – 250 BC", Date(((-300,), (-250,)))),
    # Copyright years
    ("c2001", Date(((2001,),))),
    ("©2001", Date(((2001,),))),
    ("cop. 2001", Date(((2001,),))),
    ("2001, c2000", Date(((2001,),))),
    ("[2021] © 2021", Date(((2021,),))),
    ("[2001?]", Date(((2001,),), circa=True)),
    # No date
    ("0000", None),
    ("0000-00-00", None),
    ("0", None),
    ("n.d.", None),
    # Text
    ("2005–2003", Date(literal="2005–2003")),
    ("2015/13/05", Date(literal="2015/13/05")),
    ("Winter 2014/15", Date(literal="Winter 2014/15")),
    ("1990s", Date(literal="1990s")),
    ("2001–", Date(literal="2001–")),
    ("1 January", Date(literal="1 January")),
    ("2015/October 2015", Date(((2015, 10),))),
    ("2015/October 2016", Date(((2015,), (2016, 10)))),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_a_date_that_people_write(text: str, expected: Date | None) -> None:
    assert from_text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10/05/2015", True),
        ("10-05-2015 12:00", True),
        ("05/05/2015", False),
        ("13/05/2015", False),
        ("10.05.2015", False),
    ],
)
def test_day_and_month_may_be_ambiguous(text: str, expected: bool) -> None:
    assert is_ambiguous(text) == expected


def test_a_year_that_has_its_month_needs_no_other() -> None:
    assert from_year("2014-09", "May") == (Date(((2014, 9),)), False)
    assert from_year("44 BC", "March", "15") == (Date(((-44, 3, 15),)), True)
