"""Page ranges: the tables of Appendix V, and "Range Delimiters", of CSL 1.0.2."""

from __future__ import annotations

import pytest

from citeformat.runtime.pages import format_pages
from tests.styles import entry, record, render, terms

CHICAGO_15 = [
    ("3-10", "3–10"),
    ("71-72", "71–72"),
    ("100-104", "100–104"),
    ("600-613", "600–613"),
    ("1100-1123", "1100–1123"),
    ("107-108", "107–8"),
    ("505-517", "505–17"),
    ("1002-1006", "1002–6"),
    ("321-325", "321–25"),
    ("415-532", "415–532"),
    ("11564-11568", "11564–68"),
    ("13792-13803", "13792–803"),
    ("1496-1504", "1496–1504"),
    ("2787-2816", "2787–2816"),
]
CHICAGO_16 = [
    ("3-10", "3–10"),
    ("71-72", "71–72"),
    ("92-113", "92–113"),
    ("100-104", "100–104"),
    ("600-613", "600–613"),
    ("1100-1123", "1100–1123"),
    ("107-108", "107–8"),
    ("505-517", "505–17"),
    ("1002-1006", "1002–6"),
    ("321-325", "321–25"),
    ("415-532", "415–532"),
    ("1087-1089", "1087–89"),
    ("1496-1500", "1496–500"),
    ("11564-11568", "11564–68"),
    ("13792-13803", "13792–803"),
    ("12991-13001", "12991–3001"),
]
EXPANDED = [("42-5", "42–45"), ("321-8", "321–328"), ("2787-816", "2787–2816"), ("42-45", "42–45")]
MINIMAL = [("42-45", "42–5"), ("321-328", "321–8"), ("2787-2816", "2787–816"), ("3-10", "3–10"),
           ("145-145", "145–145")]  # fmt: skip
MINIMAL_TWO = [
    ("42-45", "42–45"),
    ("321-328", "321–28"),
    ("2787-2816", "2787–816"),
    ("3-5", "3–5"),
    ("42-5", "42–45"),
]
TABLES = {
    "chicago-15": CHICAGO_15,
    "chicago": CHICAGO_15,
    "chicago-16": CHICAGO_16,
    "expanded": EXPANDED,
    "minimal": MINIMAL,
    "minimal-two": MINIMAL_TWO,
}
ROWS = [(style, given, expected) for style, table in TABLES.items() for given, expected in table]


@pytest.mark.parametrize(("style", "given", "expected"), ROWS)
def test_page_range_format(style: str, given: str, expected: str) -> None:
    """Appendix V: one row for each example."""
    actual = format_pages(given, style, "–")

    assert expected == actual


@pytest.mark.parametrize(("style", "given", "expected"), ROWS)
def test_page_range_that_is_formatted_already(style: str, given: str, expected: str) -> None:
    """An abbreviated range is expanded first, so that a range is never abbreviated twice."""
    actual = format_pages(expected, style, "–")

    assert expected == actual


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("42", "42", id="single page"),
        pytest.param("321-328, 341-349", "321–8, 341–9", id="list"),
        pytest.param("321-328; 400", "321–8; 400", id="semicolon"),
        pytest.param("321 - 328", "321–8", id="blanks"),
        pytest.param("321–328", "321–8", id="en dash"),
        pytest.param("321--328", "321–8", id="two hyphens"),
        pytest.param("A321-A328", "A321–8", id="prefix"),
        pytest.param("iv-xii", "iv–xii", id="roman numerals"),
        pytest.param("e1234", "e1234", id="electronic"),
        pytest.param("328-321", "328–321", id="falling"),
        pytest.param("", "", id="empty"),
    ],
)
def test_other_pages(given: str, expected: str) -> None:
    actual = format_pages(given, "minimal", "–")

    assert expected == actual


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ('page-range-format="minimal"', "321–8"),
        ('page-range-format="expanded"', "321–328"),
        ('page-range-format="chicago"', "321–28"),
    ],
)
def test_option_of_the_style(option: str, expected: str) -> None:
    actual = render('<text variable="page"/>', record(page="321-328"), attributes=option)

    assert expected == actual


def test_pages_without_the_option_are_not_abbreviated() -> None:
    """Page Ranges: without the attribute, numbers stay as they are."""
    actual = entry('<text variable="page"/>', record(page="321-8")).replace("–", "-")

    assert actual == "321-8"


@pytest.mark.parametrize("layout", ['<text variable="page"/>', '<text variable="locator"/>'])
def test_delimiter_is_a_term(layout: str) -> None:
    own = terms('<term name="page-range-delimiter"> to </term>')
    actual = render(
        layout,
        record(page="321-328"),
        {"locator": "321-328"},
        locale=own,
        attributes='page-range-format="expanded"',
    )

    assert actual == "321 to 328"


@pytest.mark.parametrize("label", ["page", "chapter", "section"])
def test_locator_always_has_an_en_dash(label: str) -> None:
    """Range Delimiters: an en dash replaces any hyphen in a locator."""
    actual = render('<text variable="locator"/>', record(), {"locator": "3-5", "label": label})

    assert actual == "3–5"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("321-328", "321"),
        ("42", "42"),
        ("5, 9", "5"),
        ("A1–A3", "A1"),
        ("Cover 3", "Cover 3"),
        ("12 15", "12"),
    ],
)
def test_first_page(page: str, expected: str) -> None:
    """Appendix IV: page-first is the first page of the range."""
    actual = render('<text variable="page-first"/>', record(page=page))

    assert expected == actual


def test_first_page_of_the_record_counts() -> None:
    actual = render('<text variable="page-first"/>', record(page="5-9", page_first="7"))

    assert actual == "7"


def test_pages_have_an_en_dash_without_a_format_too() -> None:
    """The suite's `page_NoOption` and `locale_PageRangeDelimiterTermUndefined` have it so, against
    "Range Delimiters", where it takes page-range-format. The suite decides."""
    actual = render('<text variable="page"/>', record(page="12-14"))

    assert actual == "12–14"
