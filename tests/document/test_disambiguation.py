"""Disambiguation: every method, every rule for given names, and their order, from CSL 1.0.2."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Citation, Cite
from tests.styles import bib, cited, csl, date, document, entries, names, record

YEAR = '<date variable="issued" prefix=" "><date-part name="year"/></date>'
SHORT = '<names variable="author"><name form="short"/></names>'
INITIALS = '<names variable="author"><name form="short" initialize-with=". "/></names>'
GIVEN = 'disambiguate-add-givenname="true"'
NAMES = 'disambiguate-add-names="true"'
SUFFIX = 'disambiguate-add-year-suffix="true"'
ET_AL = 'et-al-min="3" et-al-use-first="1"'


def works(*authors: str, year: int = 2000, years: tuple[int, ...] = ()) -> list[Any]:
    """Works of these authors, with the ids a, b, c ..."""
    return [
        record(chr(97 + index), author=names(people),
               issued=date(years[index] if years else year), title=f"Title {index}")
        for index, people in enumerate(authors)
    ]  # fmt: skip


def cites(options: str, authors: list[str], layout: str = SHORT, **other: Any) -> list[str]:
    """One citation of each work."""
    text = csl(layout + YEAR, citation=options)
    ids = [chr(97 + index) for index in range(len(authors))]
    return cited(text, works(*authors, **other), *ids)


# Method 1: given names


@pytest.mark.parametrize(
    ("layout", "authors", "expected"),
    [
        pytest.param(
            INITIALS, ["Homer Simpson", "Bart Simpson"], ["H. Simpson 2000", "B. Simpson 2000"],
            id="initials",
        ),
        pytest.param(
            INITIALS, ["John Doe", "Jane Doe"], ["John Doe 2000", "Jane Doe 2000"],
            id="full names where initials are the same",
        ),
        pytest.param(
            SHORT, ["John Doe", "Jane Doe"], ["John Doe 2000", "Jane Doe 2000"],
            id="full names where there are no initials",
        ),
        pytest.param(
            SHORT, ["John Doe", "Ann Smith"], ["Doe 2000", "Smith 2000"], id="nothing to do"
        ),
        pytest.param(
            SHORT, ["John Doe", "John Doe"], ["Doe 2000", "Doe 2000"],
            id="names that cannot be told apart stay",
        ),
        pytest.param(
            INITIALS, ["Ann Roe, John Doe", "Ann Roe, Jim Doe"],
            ["Roe, John Doe 2000", "Roe, Jim Doe 2000"], id="the first name that helps",
        ),
    ],
)  # fmt: skip
def test_given_names(layout: str, authors: list[str], expected: list[str]) -> None:
    """Expansion of Individual Names, and "by-cite", the default."""
    actual = cites(GIVEN, authors, layout)

    assert expected == actual


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("by-cite", ["Doe, Roe 1950", "Doe, Poe 2000", "Poe, Roe 2001"]),
        ("all-names", ["A. Doe, Ann Roe 1950", "B. Doe, Poe 2000", "Poe, Alf Roe 2001"]),
        ("all-names-with-initials", ["A. Doe, Roe 1950", "B. Doe, Poe 2000", "Poe, Roe 2001"]),
        ("primary-name", ["A. Doe, Roe 1950", "B. Doe, Poe 2000", "Poe, Roe 2001"]),
        ("primary-name-with-initials", ["A. Doe, Roe 1950", "B. Doe, Poe 2000", "Poe, Roe 2001"]),
    ],
)
def test_given_name_rules_in_unambiguous_cites(rule: str, expected: list[str]) -> None:
    """Given Name Disambiguation Rules: all but by-cite expand names of unambiguous cites too."""
    authors = ["Al Doe, Ann Roe", "Bob Doe, Cy Poe", "Cy Poe, Alf Roe"]
    option = f'{GIVEN} givenname-disambiguation-rule="{rule}"'
    actual = cites(option, authors, INITIALS, years=(1950, 2000, 2001))

    assert expected == actual


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("by-cite", ["H. Simpson 2000", "B. Simpson 2000"]),
        ("all-names", ["H. Simpson 2000", "B. Simpson 2000"]),
        ("all-names-with-initials", ["H. Simpson 2000", "B. Simpson 2000"]),
        ("primary-name", ["H. Simpson 2000", "B. Simpson 2000"]),
        ("primary-name-with-initials", ["H. Simpson 2000", "B. Simpson 2000"]),
    ],
)
def test_given_name_rules_in_ambiguous_cites(rule: str, expected: list[str]) -> None:
    option = f'{GIVEN} givenname-disambiguation-rule="{rule}"'
    actual = cites(option, ["Homer Simpson", "Bart Simpson"], INITIALS)

    assert expected == actual


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("all-names-with-initials", ["Doe 1950", "Doe 2000"]),
        ("primary-name-with-initials", ["Doe 1950", "Doe 2000"]),
        ("all-names", ["Jane Doe 1950", "John Doe 2000"]),
        ("primary-name", ["Jane Doe 1950", "John Doe 2000"]),
    ],
)
def test_full_names_are_beyond_the_rules_with_initials(rule: str, expected: list[str]) -> None:
    """A name that its initials do not tell apart remains in its original form."""
    option = f'{GIVEN} givenname-disambiguation-rule="{rule}"'
    actual = cites(option, ["Jane Doe", "John Doe"], INITIALS, years=(1950, 2000))

    assert expected == actual


@pytest.mark.parametrize("rule", ["all-names-with-initials", "primary-name-with-initials"])
@pytest.mark.parametrize("attributes", ["", 'initialize="false" initialize-with=". "'])
def test_rules_with_initials_do_nothing_where_there_are_none(rule: str, attributes: str) -> None:
    """Given Name Disambiguation Rules: no attempt without initialize-with, or with initialize
    set to false."""
    option = f'{GIVEN} givenname-disambiguation-rule="{rule}"'
    layout = f'<names variable="author"><name form="short" {attributes}/></names>'
    actual = cites(option, ["Homer Doe", "Bart Doe"], layout, years=(1950, 2000))

    assert actual == ["Doe 1950", "Doe 2000"]


def test_primary_name_leaves_later_names_alone() -> None:
    option = f'{GIVEN} givenname-disambiguation-rule="primary-name"'
    authors = ["Ann Roe, Homer Doe", "Ann Roe, Bart Doe"]
    actual = cites(option, authors, INITIALS)

    assert actual == ["Roe, Doe 2000", "Roe, Doe 2000"]


# Method 2: more names


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        pytest.param(
            ["A Doe, B Roe, C Poe", "A Doe, D Moe, C Poe"],
            ["Doe, Roe, et al. 2000", "Doe, Moe, et al. 2000"], id="one more",
        ),
        pytest.param(
            ["A Doe, B Roe, C Poe", "A Doe, B Roe, D Moe"],
            ["Doe, Roe, Poe 2000", "Doe, Roe, Moe 2000"], id="two more",
        ),
        pytest.param(
            ["A Doe, B Roe, C Poe", "A Doe, B Roe, D Moe", "A Doe, E Zoe, D Moe"],
            ["Doe, Roe, Poe 2000", "Doe, Roe, Moe 2000", "Doe, Zoe, et al. 2000"],
            id="as many as each needs",
        ),
        pytest.param(
            ["A Doe, B Roe, C Poe", "A Doe, B Roe, C Poe"],
            ["Doe et al. 2000", "Doe et al. 2000"], id="nothing helps",
        ),
    ],
)  # fmt: skip
def test_more_names(authors: list[str], expected: list[str]) -> None:
    """disambiguate-add-names: hidden names are added one by one."""
    actual = cites(f"{NAMES} {ET_AL}", authors)

    assert expected == actual


def test_given_names_come_before_more_names() -> None:
    """If both are set, given names of the names that are shown come first."""
    authors = ["Ann Doe, B Roe, C Poe", "Bob Doe, D Moe, C Poe"]
    actual = cites(f"{NAMES} {GIVEN} {ET_AL}", authors)

    assert actual == ["Ann Doe et al. 2000", "Bob Doe et al. 2000"]


def test_added_names_are_expanded() -> None:
    """Added names are expanded if that disambiguates."""
    authors = ["Ann Doe, Bob Roe, Cy Poe", "Ann Doe, Ben Roe, Cy Poe"]
    actual = cites(f"{NAMES} {GIVEN} {ET_AL}", authors)

    assert actual == ["Doe, Bob Roe, et al. 2000", "Doe, Ben Roe, et al. 2000"]


# Method 3: the condition

CONDITION = (
    SHORT + '<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose>'
)


@pytest.mark.parametrize(
    ("authors", "options", "expected"),
    [
        pytest.param(
            ["A Doe", "A Doe"], "", ["Doe, Title 0 2000", "Doe, Title 1 2000"], id="ambiguous"
        ),
        pytest.param(["A Doe", "A Roe"], "", ["Doe 2000", "Roe 2000"], id="unambiguous"),
        pytest.param(
            ["Ann Doe", "Bob Doe"], GIVEN, ["Ann Doe 2000", "Bob Doe 2000"],
            id="after given names",
        ),
        pytest.param(
            ["A Doe", "A Doe"], SUFFIX, ["Doe, Title 0 2000", "Doe, Title 1 2000"],
            id="before the year-suffix",
        ),
    ],
)  # fmt: skip
def test_condition(authors: list[str], options: str, expected: list[str]) -> None:
    actual = cites(options, authors, CONDITION)

    assert expected == actual


def test_conditions_that_change_nothing_are_passed_over() -> None:
    """Method 3: the attempt goes on until every condition of the cite is true."""
    idle = '<choose><if disambiguate="true"><text variable="DOI"/></if></choose>'
    actual = cites("", ["A Doe", "A Doe"], idle + CONDITION)

    assert actual == ["Doe, Title 0 2000", "Doe, Title 1 2000"]


# Method 4: the year-suffix


@pytest.mark.parametrize(
    ("authors", "options", "expected"),
    [
        pytest.param(["A Doe", "A Doe"], SUFFIX, ["Doe 2000a", "Doe 2000b"], id="two"),
        pytest.param(["A Doe", "A Roe"], SUFFIX, ["Doe 2000", "Roe 2000"], id="unambiguous"),
        pytest.param(["A Doe", "B Doe"], SUFFIX, ["Doe 2000a", "Doe 2000b"], id="names as shown"),
        pytest.param(
            ["Ann Doe", "Bob Doe", "Ann Doe"], f"{SUFFIX} {GIVEN}",
            ["Ann Doe 2000a", "Bob Doe 2000", "Ann Doe 2000b"], id="after given names",
        ),
        pytest.param(["A Doe", "A Doe"], "", ["Doe 2000", "Doe 2000"], id="off"),
    ],
)  # fmt: skip
def test_year_suffix(authors: list[str], options: str, expected: list[str]) -> None:
    actual = cites(options, authors)

    assert expected == actual


def test_year_suffix_after_z() -> None:
    """Additional letters are used once z is reached: z, aa, ab, ... az, ba."""
    made = cites(SUFFIX, ["A Doe"] * 54)

    assert [text.removeprefix("Doe 2000") for text in made[24:29]] == ["y", "z", "aa", "ab", "ac"]
    assert [text.removeprefix("Doe 2000") for text in made[51:54]] == ["az", "ba", "bb"]


def test_year_suffix_follows_the_order_of_the_bibliography() -> None:
    text = csl(
        SHORT + YEAR,
        bib('<text variable="title"/>' + YEAR, sort='<key variable="title" sort="descending"/>'),
        citation=SUFFIX,
    )
    made = works("A Doe", "A Doe", "A Doe")

    assert cited(text, made, "a", "b", "c") == ["Doe 2000c", "Doe 2000b", "Doe 2000a"]
    assert entries(text, made) == ["Title 2 2000a", "Title 1 2000b", "Title 0 2000c"]


def test_year_suffix_goes_to_the_first_year() -> None:
    """By default it is appended to the first year rendered through cs:date."""
    text = csl(SHORT + YEAR + YEAR, bib(YEAR + YEAR), citation=SUFFIX)
    made = works("A Doe", "A Doe")

    assert cited(text, made, "a", "b") == ["Doe 2000a 2000", "Doe 2000b 2000"]
    assert [line.strip() for line in entries(text, made)] == ["2000a 2000", "2000b 2000"]


EXPLICIT = '<text variable="year-suffix" prefix="/"/>'


@pytest.mark.parametrize(
    ("in_citation", "in_bibliography", "cite", "line"),
    [
        pytest.param("", "", "Doe 2000a", "2000a", id="nowhere"),
        pytest.param(EXPLICIT, EXPLICIT, "Doe 2000/a", "2000/a", id="in both"),
        pytest.param(EXPLICIT, "", "Doe 2000/a", "2000", id="in citations"),
        pytest.param("", EXPLICIT, "Doe 2000", "2000/a", id="in the bibliography"),
    ],
)
def test_explicit_year_suffix(in_citation: str, in_bibliography: str, cite: str, line: str) -> None:
    """Rendered through cs:text in one scope, it is suppressed in the other."""
    text = csl(SHORT + YEAR + in_citation, bib(YEAR + in_bibliography), citation=SUFFIX)
    made = works("A Doe", "A Doe")

    assert cited(text, made, "a", "b")[0] == cite
    assert entries(text, made)[0].strip() == line


def test_year_suffix_stands_in_a_range_of_years_at_its_end() -> None:
    made = [record(id, author=names("Doe"), issued={"date-parts": [[2000], [2001]]}) for id in "ab"]

    assert cited(csl(SHORT + YEAR, citation=SUFFIX), made, "a") != []
    assert cited(csl(SHORT + YEAR, citation=SUFFIX), made, "a", "b") == [
        "Doe 2000–2001a",
        "Doe 2000–2001b",
    ]


def test_works_that_are_not_cited_make_cites_ambiguous() -> None:
    """Disambiguation, note: uncited entries take part."""
    text = csl(SHORT + YEAR, bib('<text variable="title"/>'), citation=SUFFIX)
    made = document(text, works("A Doe", "A Doe"))
    made.register(["a", "b"])

    assert made.process([Citation((Cite("b"),))]) == ["Doe 2000b"]


def test_all_methods_in_their_order() -> None:
    options = f"{NAMES} {GIVEN} {SUFFIX} {ET_AL}"
    authors = [
        "Ann Doe, B Roe, C Poe",
        "Bob Doe, B Roe, C Poe",
        "Ann Doe, B Roe, C Poe",
        "Zoe Smith",
    ]
    actual = cites(options, authors)

    assert actual == [
        "Ann Doe et al. 2000a",
        "Bob Doe et al. 2000",
        "Ann Doe et al. 2000b",
        "Smith 2000",
    ]
