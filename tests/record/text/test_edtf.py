"""Dates in EDTF, as BibLaTeX defines them."""

from __future__ import annotations

import pytest

from citeformat.record import Date
from citeformat.record.text.edtf import from_edtf, to_edtf

# The BibLaTeX manual, "Date and Time Specifications", the tables of date specifications.
EDTF = [
    ("1850", Date(((1850,),))),
    ("1997/", Date(((1997,), (0,)))),
    ("1997/..", Date(((1997,), (0,)))),
    ("/1997", Date(((1997,),), literal="–1997")),
    ("../1997", Date(((1997,),), literal="–1997")),
    ("1967-02", Date(((1967, 2),))),
    ("2009-01-31", Date(((2009, 1, 31),))),
    ("1988/1992", Date(((1988,), (1992,)))),
    ("2002-01/2002-02", Date(((2002, 1), (2002, 2)))),
    ("1995-03-30/1995-04-05", Date(((1995, 3, 30), (1995, 4, 5)))),
    ("2004-04-05T14:34:00Z", Date(((2004, 4, 5),))),
    ("0000", Date(((-1,),))),
    ("-0876", Date(((-877,),))),
    ("-0877/-0866", Date(((-878,), (-867,)))),
    ("Y17000", Date(((17000,),))),
    ("1723~", Date(((1723,),), circa=True)),
    ("1723?", Date(((1723,),), circa=True)),
    ("1723?~", Date(((1723,),), circa=True)),
    ("1723%", Date(((1723,),), circa=True)),
    ("2004-22", Date(((2004,),), season=2)),
    ("2003-21/2003-23", Date(((2003, 21), (2003, 23)))),
    ("199X", Date(((1990,), (1999,)))),
    ("19XX", Date(((1900,), (1999,)))),
    ("-004X", Date(((-50,), (-41,)))),
    ("1999-XX", Date(((1999,),))),
    ("1999-07-XX", Date(((1999, 7),))),
    ("to appear", None),
    ("1999-13", None),
    ("1999-01-32", None),
    ("", None),
    ("/", None),
    ("XXXX", None),
    # A range does not end before it begins; a year of more than four digits begins with Y.
    ("2005/2003", None),
    ("2005-06/2005-05", None),
    ("20150512", None),
    ("Y-11999", Date(((-12000,),))),
    ("Y12345678901", None),
]


@pytest.mark.parametrize(("text", "expected"), EDTF)
def test_a_date_of_biblatex(text: str, expected: Date | None) -> None:
    assert from_edtf(text) == expected


@pytest.mark.parametrize("date", [date for _, date in EDTF if date is not None], ids=str)
def test_what_is_written_is_read_as_the_same_date(date: Date) -> None:
    written = to_edtf(date)

    assert from_edtf(written) == (date if written else None)
    assert written or any(month > 12 for _, month in (point[:2] for point in date.parts))


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (Date(((-12000,),)), "Y-11999"), (Date(((-1,),)), "0000"),
        (Date(((-44, 3, 15),)), "-0043-03-15"),
        (Date(((17000,),)), "Y17000"), (Date(((2001,), (1999,))), ""), (Date(((2001, 13),)), ""),
        (Date(literal="forthcoming"), ""), (Date(raw="2001"), ""), (Date(), ""),
        (Date(((2001, 5),), season=2), ""), (Date(((2001,),), season="Easter"), ""),
    ],
)  # fmt: skip
def test_what_edtf_can_express(date: Date, written: str) -> None:
    assert to_edtf(date) == written
