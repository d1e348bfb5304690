"""cs:date: tables from "Date", "Date-part", "Date Ranges", "AD and BC", "Seasons" of CSL 1.0.2."""

from __future__ import annotations

from typing import Any

import pytest

from tests.styles import date, entry, record, render, terms

FULL = (
    '<date-part name="day" suffix=" "/><date-part name="month" suffix=" "/><date-part name="year"/>'
)
SLASHES = '<date-part name="year"/><date-part name="month"/><date-part name="day"/>'


def issued(value: Any, parts: str, attributes: str = "", **style: str) -> str:
    """A date in a cs:date with these parts."""
    layout = f'<date variable="issued" {attributes}>{parts}</date>'
    return entry(layout, record(issued=value), **style)


def between(first: list[int], last: list[int]) -> dict[str, Any]:
    """A range of dates of CSL-JSON."""
    return {"date-parts": [first, last]}


# Date-part: form


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ('name="day"', "5"),
        ('name="day" form="numeric"', "5"),
        ('name="day" form="numeric-leading-zeros"', "05"),
        ('name="day" form="ordinal"', "5th"),
        ('name="month"', "January"),
        ('name="month" form="long"', "January"),
        ('name="month" form="short"', "Jan."),
        ('name="month" form="short" strip-periods="true"', "Jan"),
        ('name="month" form="numeric"', "1"),
        ('name="month" form="numeric-leading-zeros"', "01"),
        ('name="year"', "2005"),
        ('name="year" form="long"', "2005"),
        ('name="year" form="short"', "05"),
        ('name="year" font-weight="bold" prefix="(" suffix=")"', "(<b>2005</b>)"),
        ('name="month" text-case="uppercase"', "JANUARY"),
    ],
)
def test_date_part(part: str, expected: str) -> None:
    actual = issued(date(2005, 1, 5), f"<date-part {part}/>")

    assert expected == actual


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(date(2005, 12, 15), "15 December 2005", id="day"),
        pytest.param(date(2005, 12), "December 2005", id="month"),
        pytest.param(date(2005), "2005", id="year"),
        pytest.param({"date-parts": [["2005", "12", "15"]]}, "15 December 2005", id="text"),
        pytest.param({}, "", id="empty"),
    ],
)
def test_parts_that_are_missing_are_left_out(value: dict[str, Any], expected: str) -> None:
    actual = issued(value, FULL)

    assert expected == actual


def test_parts_stand_in_the_order_of_the_style() -> None:
    actual = issued(date(2005, 12, 15), SLASHES.replace("/>", ' form="numeric"/>'), 'delimiter="/"')

    assert actual == "2005/12/15"


def test_delimiter_stands_between_parts_that_are_there() -> None:
    actual = issued(date(2005), SLASHES, 'delimiter="/"')

    assert actual == "2005"


def test_formatting_and_affixes_of_the_date() -> None:
    attributes = 'prefix="[" suffix="]" font-style="italic" text-case="uppercase"'
    actual = issued(date(2005, 12, 15), FULL, attributes)

    assert actual == "[<i>15 DECEMBER 2005</i>]"


def test_affixes_of_an_empty_date_are_not_printed() -> None:
    actual = issued({}, FULL, 'prefix="[" suffix="]"')

    assert actual == ""


# Date: localized formats


@pytest.mark.parametrize(
    ("lang", "attributes", "inner", "expected"),
    [
        ("en-US", 'form="text"', "", "December 5, 2005"),
        ("en-US", 'form="text" date-parts="year-month-day"', "", "December 5, 2005"),
        ("en-US", 'form="text" date-parts="year-month"', "", "December 2005"),
        ("en-US", 'form="text" date-parts="year"', "", "2005"),
        ("en-US", 'form="numeric"', "", "12/05/2005"),
        ("en-US", 'form="numeric" date-parts="year-month"', "", "12/2005"),
        ("en-US", 'form="numeric" date-parts="year"', "", "2005"),
        ("en-GB", 'form="text"', "", "5 December 2005"),
        ("de-DE", 'form="text"', "", "5. Dezember 2005"),
        ("de-DE", 'form="text" date-parts="year-month"', "", "Dezember 2005"),
        ("en-US", 'form="text"', '<date-part name="month" form="short"/>', "Dec. 5, 2005"),
        ("en-US", 'form="text"', '<date-part name="day" form="ordinal"/>', "December 5th, 2005"),
        ("en-US", 'form="text" prefix="(" suffix=")"', "", "(December 5, 2005)"),
    ],
)
def test_localized_date(lang: str, attributes: str, inner: str, expected: str) -> None:
    """Date: date-parts takes parts away, cs:date-part overrides attributes and nothing else."""
    layout = f'<date variable="issued" {attributes}>{inner}</date>'
    actual = entry(layout, record(issued=date(2005, 12, 5)), lang=lang)

    assert expected == actual


def test_parts_within_a_localized_date_do_not_choose_what_is_printed() -> None:
    layout = '<date variable="issued" form="text"><date-part name="year" form="short"/></date>'
    actual = entry(layout, record(issued=date(2005, 12, 5)))

    assert actual == "December 5, 05"


def test_localized_date_of_the_style() -> None:
    own = (
        '<locale><date form="text" delimiter="~"><date-part name="year"/>'
        '<date-part name="month" form="numeric"/></date></locale>'
    )
    layout = '<date variable="issued" form="text"/>'
    actual = entry(layout, record(issued=date(2005, 12, 5)), locale=own)

    assert actual == "2005~12"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", "<i>MAY 2005</i>"),
        ('prefix="(" suffix=")"', "(<i>MAY 2005</i>)"),
        ('font-weight="bold"', "<b><i>MAY 2005</i></b>"),
        ('text-case="lowercase"', "<i>may 2005</i>"),
    ],
)
def test_formatting_of_the_locale_s_date(attributes: str, expected: str) -> None:
    """Localized Date Formats: formatting and text-case of the locale's cs:date hold as well."""
    own = (
        '<locale><date form="text" font-style="italic" text-case="uppercase">'
        '<date-part name="month" suffix=" "/><date-part name="year"/></date></locale>'
    )
    layout = f'<date variable="issued" form="text" {attributes}/>'
    actual = entry(layout, record(issued=date(2005, 5)), locale=own)

    assert expected == actual


# Date Ranges

RANGE_PARTS = (
    '<date-part name="day" suffix=" " range-delimiter="-"/><date-part name="month" suffix=" "/>'
    '<date-part name="year" range-delimiter="/"/>'
)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param([2008, 5, 1], [2008, 5, 4], "1-4 May 2008", id="days"),
        pytest.param([2008, 5], [2008, 7], "May–July 2008", id="months"),
        pytest.param([2008, 5], [2009, 6], "May 2008/June 2009", id="years"),
        pytest.param([2008, 5, 1], [2008, 7, 4], "1 May–4 July 2008", id="days of two months"),
        pytest.param([2008, 5, 1], [2009, 6, 4], "1 May 2008/4 June 2009", id="days of two years"),
        pytest.param([2008], [2009], "2008/2009", id="bare years"),
        pytest.param([2008, 5, 1], [2008, 5, 1], "1 May 2008", id="the same day"),
    ],
)
def test_range_takes_the_delimiter_of_the_largest_part_that_differs(
    first: list[int], last: list[int], expected: str
) -> None:
    actual = issued(between(first, last), RANGE_PARTS)

    assert expected == actual


@pytest.mark.parametrize(
    ("attributes", "first", "last", "expected"),
    [
        ('form="text"', [2008, 5, 1], [2008, 5, 4], "May 1–4, 2008"),
        ('form="text"', [2008, 5], [2008, 7], "May–July 2008"),
        ('form="text"', [2008, 5, 1], [2009, 6, 4], "May 1, 2008–June 4, 2009"),
        ('form="text" date-parts="year"', [2008, 5, 1], [2009, 6, 4], "2008–2009"),
        ('form="text" date-parts="year"', [2008, 5, 1], [2008, 6, 4], "2008"),
        ('form="text" date-parts="year-month"', [2008, 5, 1], [2008, 5, 4], "May 2008"),
    ],
)
def test_range_in_a_localized_date(
    attributes: str, first: list[int], last: list[int], expected: str
) -> None:
    """Only parts that are printed can differ."""
    actual = issued(between(first, last), "", attributes)

    assert expected == actual


def test_range_of_short_years_has_an_en_dash() -> None:
    actual = issued(between([2008], [2009]), '<date-part name="year" form="short"/>')

    assert actual == "08–09"


# AD and BC


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (79, "79AD"),
        (999, "999AD"),
        (1000, "1000"),
        (1, "1AD"),
        (-1, "1BC"),
        (-43, "43BC"),
        (-2500, "2500BC"),
    ],
)
def test_ad_and_bc(year: int, expected: str) -> None:
    """The terms follow years of less than four digits, and negative years."""
    own = terms('<term name="ad">AD</term><term name="bc">BC</term>')
    actual = issued(date(year), '<date-part name="year"/>', locale=own)

    assert expected == actual


def test_range_from_bc_to_ad() -> None:
    own = terms('<term name="ad">AD</term><term name="bc">BC</term>')
    actual = issued(between([-44], [14]), '<date-part name="year"/>', locale=own)

    assert actual == "44BC–14AD"


# Seasons


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(date(2008, 5), "May 2008", id="month"),
        pytest.param({"date-parts": [[2009]], "season": 1}, "Spring 2009", id="spring"),
        pytest.param({"date-parts": [[2009]], "season": 2}, "Summer 2009", id="summer"),
        pytest.param({"date-parts": [[2009]], "season": 3}, "Autumn 2009", id="autumn"),
        pytest.param({"date-parts": [[2009]], "season": 4}, "Winter 2009", id="winter"),
        pytest.param({"date-parts": [[2009]], "season": "4"}, "Winter 2009", id="text"),
        pytest.param({"date-parts": [[2009, 16]]}, "Winter 2009", id="month 16"),
    ],
)
def test_season_takes_the_place_of_the_month(value: dict[str, Any], expected: str) -> None:
    parts = '<date-part name="month" suffix=" "/><date-part name="year"/>'
    actual = issued(value, parts)

    assert expected == actual


def test_season_is_a_term_of_the_locale() -> None:
    layout = '<date variable="issued"><date-part name="month"/></date>'
    value = {"date-parts": [[2009]], "season": 4}
    actual = render(layout, record(issued=value), lang="de-DE")

    assert actual == "Winter"


# Approximate Dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [(date(2005), "2005"), (date(2003, circa=True), "ca. 2003"), ({}, "")],
)
def test_approximate_date(value: dict[str, Any], expected: str) -> None:
    layout = (
        '<choose><if is-uncertain-date="issued"><text term="circa" form="short" suffix=" "/>'
        '</if></choose><date variable="issued"><date-part name="year"/></date>'
    )
    own = terms('<term name="circa" form="short">ca.</term>')
    actual = entry(layout, record(issued=value), locale=own)

    assert expected == actual


# Literal dates, and dates as people write them


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param({"literal": "forthcoming"}, "forthcoming", id="literal"),
        pytest.param({"raw": "2005-12-15"}, "15 December 2005", id="ISO"),
        pytest.param({"raw": "2005-12"}, "December 2005", id="month"),
        pytest.param({"raw": "2005"}, "2005", id="year"),
        pytest.param({"raw": "2005/2007"}, "2005–2007", id="range"),
        pytest.param({"raw": "in the days of old"}, "in the days of old", id="no date"),
    ],
)
def test_literal_and_raw_dates(value: dict[str, Any], expected: str) -> None:
    actual = issued(value, FULL)

    assert expected == actual


def test_a_literal_date_is_written_as_the_year() -> None:
    """It has the affixes and the formatting of the part whose place it takes."""
    parts = (
        '<date-part name="month"/>'
        '<date-part name="year" prefix="(" suffix=")" font-style="italic"/>'
    )
    actual = issued({"literal": "Michaelmas 1822"}, parts, 'suffix="."')

    assert actual == "(<i>Michaelmas 1822</i>)."


# Ordinal Suffixes, Gender-specific Ordinals, limit-day-ordinals-to-day-1

FRENCH = (
    '<term name="month-01" gender="masculine">janvier</term>'
    '<term name="month-02" gender="feminine">fête</term>'
    '<term name="month-03">mars</term>'
    '<term name="ordinal">e</term>'
    '<term name="ordinal-01" gender-form="feminine" match="whole-number">re</term>'
    '<term name="ordinal-01" gender-form="masculine" match="whole-number">er</term>'
)


@pytest.mark.parametrize(
    ("month", "day", "limit", "expected"),
    [
        pytest.param(1, 1, False, "1er janvier", id="masculine"),
        pytest.param(2, 1, False, "1re fête", id="feminine"),
        pytest.param(3, 1, False, "1e mars", id="neuter"),
        pytest.param(1, 2, False, "2e janvier", id="second day"),
        pytest.param(1, 21, False, "21e janvier", id="whole number"),
        pytest.param(1, 1, True, "1er janvier", id="first day, limited"),
        pytest.param(1, 2, True, "2 janvier", id="second day, limited"),
        pytest.param(1, 31, True, "31 janvier", id="last day, limited"),
    ],
)
def test_ordinal_day(month: int, day: int, limit: bool, expected: str) -> None:
    """The gender of the ordinal is that of the month's term."""
    parts = '<date-part name="day" form="ordinal" suffix=" "/><date-part name="month"/>'
    option = 'limit-day-ordinals-to-day-1="true"' if limit else ""
    actual = issued(date(2000, month, day), parts, locale=terms(FRENCH, options=option))

    assert expected == actual


@pytest.mark.parametrize(
    ("day", "expected"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (22, "22nd"), (23, "23rd"), (30, "30th"), (31, "31st")],
)  # fmt: skip
def test_english_ordinal_days(day: int, expected: str) -> None:
    actual = issued(date(2000, 1, day), '<date-part name="day" form="ordinal"/>')

    assert expected == actual


@pytest.mark.parametrize(
    "variable",
    ["accessed", "available-date", "event-date", "issued", "original-date", "submitted"],
)
def test_every_date_variable(variable: str) -> None:
    """Appendix IV: date variables."""
    layout = f'<date variable="{variable}"><date-part name="year"/></date>'
    actual = entry(layout, record(**{variable: date(1984)}))

    assert actual == "1984"
