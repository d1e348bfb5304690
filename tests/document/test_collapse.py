"""Cite grouping and collapsing: "Cite Grouping" and "Cite Collapsing" of CSL 1.0.2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from citeformat import Cite, Record
from tests.styles import cited, csl, date, names, record

YEAR = '<date variable="issued"><date-part name="year"/></date>'
NAMES = '<names variable="author"><name form="short"/></names>'
LAYOUT = f'<group delimiter=" ">{NAMES}{YEAR}</group>'
LOCATED = LAYOUT + '<text variable="locator" prefix=", p. "/>'
NUMBER = '<text variable="citation-number"/>'
SUFFIX = 'disambiguate-add-year-suffix="true"'


def work(id: str, author: str, year: int) -> Record:
    """A work of a year."""
    return record(id, author=names(author), issued=date(year))


DOES = [work("a", "Doe", 2000), work("b", "Doe", 2001), work("c", "Jones", 2000)]
EQUALS = [work(id, "Doe", 2000) for id in "abcde"]
NUMBERED = [record(id) for id in "abcdef"]


def joined(
    records: Sequence[Record],
    options: str,
    delimiter: str,
    *cites: str | Cite,
    layout: str = LAYOUT,
) -> str:
    """One citation in parentheses."""
    text = csl(layout, citation=options, affixes=f'prefix="(" suffix=")" delimiter="{delimiter}"')
    return cited(text, records, list(cites) or [each.id for each in records])[0]


# collapse="citation-number"


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        ("abce", "(1–3, 5)"),
        ("abc", "(1–3)"),
        ("ab", "(1, 2)"),
        ("abde", "(1, 2, 4, 5)"),
        ("abcdf", "(1–4, 6)"),
        ("acdef", "(1, 3–6)"),
        ("cba", "(3, 2, 1)"),
        ("a", "(1)"),
        ("abcef", "(1–3, 5, 6)"),
    ],
)
def test_citation_numbers(cites: str, expected: str) -> None:
    """Only increasing ranges of three or more collapse."""
    text = csl(NUMBER, citation='collapse="citation-number"',
               affixes='prefix="(" suffix=")" delimiter=", "')  # fmt: skip
    actual = cited(text, NUMBERED, list("abcdef"), list(cites))[1]

    assert expected == actual


def test_numbers_with_locators_do_not_collapse() -> None:
    text = csl(NUMBER + '<text variable="locator" prefix=": "/>',
               citation='collapse="citation-number"', affixes='delimiter=", "')  # fmt: skip
    actual = cited(text, NUMBERED, ["a", Cite("b", locator="7"), "c"])[0]

    assert actual == "1, 2: 7, 3"


def test_numbers_collapse_with_an_after_collapse_delimiter() -> None:
    options = 'collapse="citation-number" after-collapse-delimiter="; "'
    text = csl(NUMBER, citation=options, affixes='delimiter=", "')
    actual = cited(text, NUMBERED, list("abcdef"), list("abcef"))[1]

    assert actual == "1–3; 5, 6"


def test_a_locator_is_followed_by_the_after_collapse_delimiter() -> None:
    """Behind "2, 15" a comma would not tell where the next cite begins."""
    options = 'collapse="citation-number" after-collapse-delimiter="; "'
    layout = NUMBER + '<text variable="locator" prefix=", "/>'
    text = csl(layout, citation=options, affixes='delimiter=", "')
    actual = cited(text, NUMBERED, ["a", Cite("b", locator="15"), "d"])[0]

    assert actual == "1, 2, 15; 3"


@pytest.mark.parametrize("options", ["", 'collapse="year"', 'cite-group-delimiter=", "'])
def test_a_suffix_with_its_own_mark_has_no_delimiter_behind_it(options: str) -> None:
    works = [work("a", "Doe", 2000), work("b", "Roe", 2001), work("c", "Poe", 2002)]
    actual = joined(works, options, "; ", Cite("a", suffix="."), "b", Cite("c", prefix=", and "))

    assert actual == "(Doe 2000. Roe 2001, and Poe 2002)"


def test_an_empty_cite_leaves_no_delimiter() -> None:
    """A cite of which only the author would be printed is empty without him."""
    works = [work("a", "Doe", 2000), record("b", author=names("Roe"))]
    actual = joined(works, 'collapse="year"', "; ", "a", Cite("b", suppress_author=True))

    assert actual == "(Doe 2000)"


def test_labels_do_not_collapse() -> None:
    """collapse="citation-number" is for cite numbers, which a label style does not print."""
    works = [record(id, title=title) for id, title in zip("abc", ("Aa", "Bb", "Cc"), strict=True)]
    text = csl('<text variable="citation-label"/>', citation='collapse="citation-number"',
               affixes='delimiter=", "')  # fmt: skip

    assert cited(text, works, list("abc")) == ["Aa, Bb, Cc"]


# Cite Grouping


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param("", "(Doe 1999; Smith 2002; Doe 2006; Doe et al. 2007)", id="off"),
        pytest.param(
            'cite-group-delimiter="; "',
            "(Doe 1999; Doe 2006; Smith 2002; Doe et al. 2007)",
            id="cite-group-delimiter",
        ),
        pytest.param(
            'cite-group-delimiter=","',
            "(Doe 1999,Doe 2006; Smith 2002; Doe et al. 2007)",
            id="another delimiter within the group",
        ),
        pytest.param(
            'collapse="year"', "(Doe 1999, 2006; Smith 2002; Doe et al. 2007)", id="collapse"
        ),
    ],
)
def test_grouping(options: str, expected: str) -> None:
    """Grouped cites are moved to the first of the group, and keep their order."""
    records = [
        work("a", "Doe", 1999),
        work("b", "Smith", 2002),
        work("c", "Doe", 2006),
        work("d", "Doe, Roe, Poe", 2007),
    ]
    actual = joined(records, f'{options} et-al-min="3" et-al-use-first="1"', "; ")

    assert expected == actual


def test_substitutes_are_grouped() -> None:
    """Cite Grouping: the output of cs:substitute counts."""
    layout = (
        '<group delimiter=" "><names variable="author"><name form="short"/><substitute>'
        f'<names variable="editor"/></substitute></names>{YEAR}</group>'
    )
    records = [
        work("a", "Doe", 1999),
        work("b", "Smith", 2002),
        record("c", editor=names("Doe"), issued=date(2006)),
    ]
    actual = joined(records, 'collapse="year"', "; ", layout=layout)

    assert actual == "(Doe 1999, 2006; Smith 2002)"


# collapse="year"


@pytest.mark.parametrize(
    ("options", "delimiter", "expected"),
    [
        pytest.param('collapse="year"', "; ", "(Doe 2000, 2001; Jones 2000)", id="default"),
        pytest.param(
            'collapse="year" cite-group-delimiter=","', "; ", "(Doe 2000,2001; Jones 2000)",
            id="cite-group-delimiter",
        ),
        pytest.param(
            'collapse="year" after-collapse-delimiter=" | "', ", ", "(Doe 2000, 2001 | Jones 2000)",
            id="after-collapse-delimiter",
        ),
        pytest.param("", "; ", "(Doe 2000; Doe 2001; Jones 2000)", id="off"),
    ],
)  # fmt: skip
def test_year(options: str, delimiter: str, expected: str) -> None:
    actual = joined(DOES, options, delimiter)

    assert expected == actual


def test_after_collapse_delimiter_follows_every_group() -> None:
    """The suite's `collapse_ChicagoAfterCollapse` has the delimiter behind a group of one cite
    too ("Whittaker 1967; Wiens 1989b"), against "Cite Collapsing", which has it after a collapsed
    group alone: (Doe 1999, 2001; Jones 2000, Brown 2001). The suite decides."""
    records = [
        work("a", "Doe", 1999),
        work("b", "Doe", 2001),
        work("c", "Jones", 2000),
        work("d", "Brown", 2001),
    ]
    actual = joined(records, 'collapse="year" after-collapse-delimiter="; "', ", ")

    assert actual == "(Doe 1999, 2001; Jones 2000; Brown 2001)"


@pytest.mark.parametrize("collapse", ["year", "year-suffix", "year-suffix-ranged"])
@pytest.mark.parametrize("delimiter", ["; ", " | "])
def test_cite_group_delimiter_is_a_comma_by_default(collapse: str, delimiter: str) -> None:
    """Cite Grouping: cite-group-delimiter defaults to ", "."""
    actual = joined(DOES, f'{SUFFIX} collapse="{collapse}"', delimiter)

    assert actual == f"(Doe 2000, 2001{delimiter}Jones 2000)"


def test_numbers_that_are_not_printed_do_not_collapse() -> None:
    """Cite Collapsing: ranges of cite numbers "rendered through the citation-number variable"."""
    actual = joined(DOES, 'collapse="citation-number"', "; ")

    assert actual == "(Doe 2000, Doe 2001; Jones 2000)"


# collapse="year-suffix" and "year-suffix-ranged"


@pytest.mark.parametrize(
    ("collapse", "more", "cites", "expected"),
    [
        pytest.param("year", "", "abc", "(Doe 2000a, 2000b, 2000c)", id="year"),
        pytest.param(
            "year-suffix", 'year-suffix-delimiter=", "', "abc", "(Doe 2000a, b, c)", id="suffix"
        ),
        pytest.param(
            "year-suffix", 'year-suffix-delimiter=","', "ab", "(Doe 2000a,b)", id="delimiter"
        ),
        pytest.param(
            "year-suffix", "", "ab", "(Doe 2000a; b)", id="the delimiter of the layout"
        ),
        pytest.param(
            "year-suffix-ranged", 'year-suffix-delimiter=","', "abce", "(Doe 2000a–c,e)",
            id="ranged",
        ),
        pytest.param(
            "year-suffix-ranged", 'year-suffix-delimiter=","', "ab", "(Doe 2000a,b)",
            id="two are no range",
        ),
        pytest.param(
            "year-suffix-ranged", 'year-suffix-delimiter=","', "acd", "(Doe 2000a,c,d)",
            id="gaps",
        ),
    ],
)  # fmt: skip
def test_year_suffix(collapse: str, more: str, cites: str, expected: str) -> None:
    text = csl(LAYOUT, citation=f'{SUFFIX} collapse="{collapse}" {more}',
               affixes='prefix="(" suffix=")" delimiter="; "')  # fmt: skip
    actual = cited(text, EQUALS, list("abcde"), list(cites))[1]

    assert expected == actual


@pytest.mark.parametrize("collapse", ["year-suffix", "year-suffix-ranged"])
def test_year_suffix_is_year_without_disambiguation(collapse: str) -> None:
    """Cite Collapsing: without disambiguate-add-year-suffix it falls back to "year"."""
    actual = joined(DOES, f'collapse="{collapse}" cite-group-delimiter=", "', "; ")

    assert actual == "(Doe 2000, 2001; Jones 2000)"


def test_locator_prevents_further_collapsing() -> None:
    """Cite Collapsing: (Doe 2000a–c, 2000d, p. 5, 2000e)."""
    options = f'{SUFFIX} collapse="year-suffix-ranged" year-suffix-delimiter="," '
    cites: list[Any] = ["a", "b", "c", Cite("d", locator="5"), "e"]
    actual = joined(EQUALS, options + 'cite-group-delimiter=", "', "; ", *cites, layout=LOCATED)

    assert actual == "(Doe 2000a–c, 2000d, p. 5, 2000e)"


def test_suffixes_of_two_years() -> None:
    records = [
        *(work(id, "Doe", 2000) for id in "ab"),
        *(work(id, "Doe", 2001) for id in "cd"),
        work("e", "Jones", 2000),
    ]
    options = f'{SUFFIX} collapse="year-suffix" year-suffix-delimiter="," cite-group-delimiter=", "'
    actual = joined(records, options, "; ")

    assert actual == "(Doe 2000a,b, 2001a,b; Jones 2000)"


def test_prefix_and_suffix_of_cites_stay() -> None:
    cites: list[str | Cite] = [Cite("a", prefix="see"), Cite("b", suffix="there"), "c"]
    actual = joined(DOES, 'collapse="year"', "; ", *cites)

    assert actual == "(see Doe 2000, 2001 there; Jones 2000)"
