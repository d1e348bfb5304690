"""Sorting: keys, directions, empty values and collation, from "Sorting" of CSL 1.0.2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from citeformat import Record
from citeformat.document.collation import collation_key
from tests.styles import bib, cited, csl, date, document, names, record

ID = '<text value="x"/>'


def order(
    records: Sequence[Record], sort: str, macros: str = "", attributes: str = "", lang: str = ""
) -> str:
    """The ids of the records in the order of a bibliography sorted by some keys."""
    text = csl(ID, bib(ID, sort=sort), macros=macros, attributes=attributes)
    made = document(text, records, lang).register([each.id for each in records])
    return "".join(made)


def by(variable: str, values: Sequence[Any], direction: str = "", lang: str = "") -> str:
    """The ids (a, b, c ...) of works with these values, sorted by the variable."""
    works = [record(chr(97 + index), **{variable: value}) for index, value in enumerate(values)]
    return order(works, f'<key variable="{variable}" {direction}/>', lang=lang)


DESCENDING = 'sort="descending"'


@pytest.mark.parametrize(
    ("variable", "values", "up", "down"),
    [
        pytest.param("title", ["b", "a", "c"], "bac", "cab", id="text"),
        pytest.param("title", ["B", "a", "C"], "bac", "cab", id="case does not count"),
        pytest.param("title", ["<i>b</i>", "a", "c"], "bac", "cab", id="markup does not count"),
        pytest.param("title", ["b", None, "a"], "cab", "acb", id="empty last, both ways"),
        pytest.param("volume", ["10", "9", "100"], "bac", "cab", id="numbers"),
        pytest.param("volume", ["10", None, "9"], "cab", "acb", id="empty number"),
        pytest.param("issued", [date(2001), date(1999), date(2000)], "bca", "acb", id="years"),
        pytest.param(
            "issued", [date(2000, 5, 1), date(2000), date(2000, 5)], "bca", "acb",
            id="less specific dates first",
        ),
        pytest.param(
            "issued", [date(100), date(-50), date(50), date(-100)], "dbca", "acbd", id="BC"
        ),
        pytest.param("issued", [date(2000), None, date(1999)], "cab", "acb", id="no date"),
        pytest.param("author", [names("Roe"), names("Doe")], "ba", "ab", id="names"),
        pytest.param(
            "author", [names("Ann Doe"), names("Al Doe"), names("Doe")], "cba", "abc",
            id="given names",
        ),
        pytest.param("author", [names("Roe"), None, names("Doe")], "cab", "acb", id="nobody"),
    ],
)  # fmt: skip
def test_key(variable: str, values: list[Any], up: str, down: str) -> None:
    """Sorting Variables: both directions; an empty key is at the end in both."""
    given = [value if value is not None else {} if variable == "issued" else value
             for value in values]  # fmt: skip
    actual = by(variable, given), by(variable, given, DESCENDING)

    assert (up, down) == actual


def span(first: int, last: int) -> dict[str, Any]:
    """A range of years."""
    return {"date-parts": [[first], [last]]}


def test_ranges_sort_by_their_start_then_by_their_end() -> None:
    """Sorting Variables, dates: 2000–2001, 2000–2005, 2002–2003, 2002–2009."""
    values = [span(2002, 2009), span(2000, 2005), span(2002, 2003), span(2000, 2001)]
    actual = by("issued", values)

    assert actual == "dbca"


def test_ranges_stand_after_single_dates() -> None:
    """Sorting Variables, dates: 2000, 2000–2002."""
    actual = by("issued", [span(2000, 2002), date(2000)])

    assert actual == "ba"


def test_seasons_do_not_sort() -> None:
    """Sorting Variables, dates: seasons are ignored."""
    values = [
        {"date-parts": [[2000]], "season": 4},
        {"date-parts": [[2000, 23]]},
        {"date-parts": [[2000]], "season": 1},
        {"date-parts": [[2000, 21]]},
    ]
    actual = by("issued", values)

    assert actual == "abcd"


def test_case_does_not_sort_before_the_next_key() -> None:
    """Titles that differ in case alone go by the key behind the title."""
    works = [
        record("a", title="On Water", issued=date(2001)),
        record("b", title="On water", issued=date(2000)),
        record("c", title="On Water", issued=date(1999)),
    ]
    actual = order(works, '<key variable="title"/><key variable="issued"/>')

    assert actual == "cba"


def test_numbers_in_text_sort_by_value() -> None:
    actual = by("title", ["Part 10", "Part 9", "Part 1: B", "Part 1"])

    assert actual == "dcba"


def test_an_author_sorts_before_longer_names_whoever_follows() -> None:
    """ "Doe, J." and a second author come before "Doe, J. M."."""
    works = [
        record("a", author=names("J.M. Doe")),
        record("b", author=names("J. Doe, Ann Roe")),
        record("c", author=names("J. Doe")),
    ]
    actual = order(works, '<key variable="author"/>')

    assert actual == "cba"


def test_one_author_sorts_before_two_whatever_follows_the_names() -> None:
    works = [
        record("a", author=names("J. Doe, Ann Roe"), title="A"),
        record("b", author=names("J. Doe"), title="Z"),
    ]
    macro = '<macro name="m"><names variable="author" suffix=", "/><text variable="title"/></macro>'
    actual = order(works, '<key macro="m"/>', macro)

    assert actual == "ba"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        pytest.param("en", "9 Zebra Ωμέγα Яблоко עוז", id="Latin first"),
        pytest.param("ru", "9 Яблоко Zebra Ωμέγα עוז", id="Cyrillic first"),
        pytest.param("el", "9 Ωμέγα Zebra Яблоко עוז", id="Greek first"),
        pytest.param("he", "9 עוז Zebra Ωμέγα Яблоко", id="Hebrew first"),
    ],
)
def test_the_script_of_the_language_comes_first(lang: str, expected: str) -> None:
    """Sorting: scripts stand in Unicode's order, but the language's own before the others."""
    words = sorted(expected.split())
    actual = " ".join(sorted(words, key=lambda word: collation_key(word, lang)))

    assert expected == actual


def test_text_that_is_no_number_sorts_as_text() -> None:
    """Sorting Variables, numbers: non-numeric text is text."""
    actual = by("volume", ["special b", "special a"])

    assert actual == "ba"


def test_keys_in_sequence() -> None:
    """Sorting: the next key decides among those that share the first."""
    works = [
        record("a", author=names("Roe"), issued=date(2001)),
        record("b", author=names("Doe"), issued=date(2000)),
        record("c", author=names("Roe"), issued=date(2000)),
        record("d", author=names("Doe"), issued=date(2001)),
    ]
    up = order(works, '<key variable="author"/><key variable="issued"/>')
    down = order(works, f'<key variable="author"/><key variable="issued" {DESCENDING}/>')

    assert (up, down) == ("bdca", "dbac")


def test_case_leaves_the_order_to_the_next_key() -> None:
    """Sorting is case-insensitive: "doe" and "Doe" share a key."""
    works = [
        record("a", title="doe", issued=date(2001)),
        record("b", title="Doe", issued=date(2000)),
    ]
    actual = order(works, '<key variable="title"/><key variable="issued"/>')

    assert actual == "ba"


def test_equal_keys_keep_the_order_of_citing() -> None:
    actual = by("title", ["x", "x", "x"]), by("title", ["x", "x", "x"], DESCENDING)

    assert actual == ("abc", "abc")


def test_without_keys_the_order_is_that_of_citing() -> None:
    made = document(csl(ID, bib(ID)), [record(id) for id in "abc"]).register("cab")

    assert made == ["c", "a", "b"]


PARTICLES = [
    {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
    {"family": "Harris", "given": "Ann"},
    {"family": "Adams", "given": "Zoe"},
]


@pytest.mark.parametrize(
    ("demote", "expected"),
    [("never", "cba"), ("sort-only", "cab"), ("display-and-sort", "cab"), ("", "cab")],
)
def test_non_dropping_particle(demote: str, expected: str) -> None:
    """Name Particles: "never" sorts van Gogh under V, the other values under G."""
    works = [record(chr(97 + i), author=[name]) for i, name in enumerate(PARTICLES)]
    attributes = f'demote-non-dropping-particle="{demote}"' if demote else ""
    actual = order(works, '<key variable="author"/>', attributes=attributes)

    assert expected == actual


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"family": "Gogh"}, {"family": "Gogh", "given": "A"}, id="given"),
        pytest.param(
            {"family": "Gogh", "given": "Z"},
            {"family": "Gogh", "given": "A", "dropping-particle": "von"},
            id="particle before given name",
        ),
        pytest.param(
            {"family": "Gogh", "given": "A"},
            {"family": "Gogh", "given": "A", "suffix": "Jr."},
            id="suffix",
        ),
        pytest.param(
            {"family": "Mac", "given": "Z"},
            {"family": "Mac Adam", "given": "A"},
            id="longer family",
        ),
    ],
)
def test_keys_within_a_name(first: dict[str, str], second: dict[str, str]) -> None:
    """Name-part Order: family, particles, given name, suffix."""
    works = [record("b", author=[second]), record("a", author=[first])]
    actual = order(works, '<key variable="author"/>')

    assert actual == "ab"


@pytest.mark.parametrize("article", ["The", "A", "An", "the"])
def test_articles_of_institutions_do_not_sort(article: str) -> None:
    """Name-part Order: "The New York Times" sorts as "New York Times"."""
    works = [
        record("a", author=names("Roe")),
        record("b", author=[{"literal": f"{article} New York Times"}]),
        record("c", author=names("Mann")),
    ]
    actual = order(works, '<key variable="author"/>')

    assert actual == "cba"


NAMES_MACRO = (
    '<macro name="who"><names variable="author"><name {}/><label prefix=" "/>'
    '<substitute><names variable="editor"/><text variable="title"/></substitute></names></macro>'
)
BY_WHO = '<key macro="who"/>'


@pytest.mark.parametrize(
    ("attributes", "key", "authors", "expected"),
    [
        pytest.param("", BY_WHO, ["Ann Roe", "Zoe Doe"], "ba", id="sort order always"),
        pytest.param('form="short"', BY_WHO, ["Zoe Doe", "Ann Doe"], "ab", id="short"),
        pytest.param(
            'et-al-min="2" et-al-use-first="1"', BY_WHO,
            ["A Doe, C Roe", "A Doe, B Poe"], "ab", id="names that et-al hides do not count",
        ),
        pytest.param(
            'et-al-min="2" et-al-use-first="1"',
            '<key macro="who" names-min="9"/>',
            ["A Doe, C Roe", "A Doe, B Poe"], "ba", id="names-min",
        ),
        pytest.param(
            'et-al-min="2" et-al-use-first="1"',
            '<key macro="who" names-min="2" names-use-first="2"/>',
            ["A Doe, C Roe", "A Doe, B Poe"], "ba", id="names-use-first",
        ),
        pytest.param(
            "", '<key macro="who" names-min="2" names-use-first="1"/>',
            ["A Doe, C Roe", "A Doe, B Poe"], "ab", id="fewer names than are printed",
        ),
        pytest.param(
            'et-al-min="3" et-al-use-first="1"',
            '<key macro="who" names-min="3" names-use-first="1" names-use-last="true"/>',
            ["A Doe, C Roe, D Zoe", "A Doe, B Poe, D Foe"], "ba", id="names-use-last",
        ),
        pytest.param(
            'form="count"', BY_WHO, ["A Aa, B Bb", "Z Zz", "C Cc, D Dd, E Ee"], "bac", id="count"
        ),
    ],
)  # fmt: skip
def test_names_in_a_macro(attributes: str, key: str, authors: list[str], expected: str) -> None:
    """Sorting Macros."""
    works = [record(chr(97 + i), author=names(people)) for i, people in enumerate(authors)]
    actual = order(works, key, NAMES_MACRO.format(attributes))

    assert expected == actual


def test_count_of_ten_names_sorts_after_nine() -> None:
    people = [", ".join(f"A N{index}" for index in range(size)) for size in (10, 9)]
    works = [record(chr(97 + i), author=names(each)) for i, each in enumerate(people)]
    actual = order(works, BY_WHO, NAMES_MACRO.format('form="count"'))

    assert actual == "ba"


def test_substitutes_sort() -> None:
    """Sorting Macros: substitution is available, and labels do not count."""
    works = [
        record("a", title="Nature"),
        record("b", editor=names("A Moe, B Poe")),
        record("c", author=names("C Oak")),
    ]
    actual = order(works, BY_WHO, NAMES_MACRO.format(""))

    assert actual == "bac"


@pytest.mark.parametrize(
    ("macro", "expected"),
    [
        pytest.param(
            '<date variable="issued"><date-part name="year"/></date>', "abc", id="year alone"
        ),
        pytest.param(
            '<date variable="issued"><date-part name="month"/><date-part name="year"/></date>',
            "bac",
            id="month as well",
        ),
        pytest.param(
            '<date variable="issued" form="text" date-parts="year"/>', "abc", id="localized"
        ),
        pytest.param('<date variable="issued" form="text"/>', "cba", id="whole"),
    ],
)
def test_dates_in_a_macro_have_the_parts_that_are_printed(macro: str, expected: str) -> None:
    """Sorting Macros: years, months and days only where the date is printed with them."""
    days = [date(2000, 12, 31), date(2000, 2, 9), date(2000, 2, 1)]
    if expected == "bac":
        days[2] = date(2001, 1, 1)
    works = [record(chr(97 + i), issued=day) for i, day in enumerate(days)]
    actual = order(works, '<key macro="m"/>', f'<macro name="m">{macro}</macro>')

    assert expected == actual


def test_numbers_in_a_macro_sort_by_value() -> None:
    works = [record("a", volume="10"), record("b", volume="9")]
    macro = '<macro name="m"><number variable="volume"/></macro>'
    actual = order(works, '<key macro="m"/>', macro)

    assert actual == "ba"


def test_cites_within_a_citation() -> None:
    """Sorting: cs:sort of cs:citation."""
    works = [record(id, title=title) for id, title in zip("abc", "zxy", strict=True)]
    text = csl('<text variable="title"/>', affixes='delimiter=","', sort='<key variable="title"/>')
    actual = cited(text, works)

    assert actual == ["x,y,z"]


def test_citation_numbers_follow_the_bibliography() -> None:
    """Appendix IV: citation-number is the index of the reference in the bibliography."""
    works = [record(id, title=title) for id, title in zip("abc", "zxy", strict=True)]
    text = csl('<text variable="citation-number"/>', bib(ID, sort='<key variable="title"/>'))
    actual = cited(text, works, "a", "b", "c")

    assert actual == ["3", "1", "2"]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "apfel Äpfel Birne Österreich Zebra zurich Zürich"),
        ("de", "apfel Äpfel Birne Österreich Zebra zurich Zürich"),
        pytest.param("sv", "apfel Birne Zebra zurich Zürich Äpfel Österreich"),
    ],
)
def test_collation(lang: str, expected: str) -> None:
    """Letters with accents are letters, but where a language has them behind z."""
    words = sorted(expected.split(), reverse=True)
    actual = " ".join(sorted(words, key=lambda word: collation_key(word, lang)))

    assert expected == actual


@pytest.mark.parametrize(("lang", "expected"), [("en-US", "bca"), pytest.param("sv-SE", "cab")])
def test_bibliography_is_collated_by_its_locale(lang: str, expected: str) -> None:
    actual = by("title", ["Zebra", "Ärla", "Arm"], lang=lang)

    assert expected == actual
