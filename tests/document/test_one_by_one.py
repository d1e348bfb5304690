"""A document that grows by one citation after another is the document that is made all at once."""

from __future__ import annotations

import random

import pytest

from citeformat import Citation, Cite, Record
from tests.styles import bib, csl, date, make, record

CITE = (
    '<group delimiter=", ">'
    '<names variable="author"><name form="short" initialize-with="."/></names>'
    '<choose><if disambiguate="true"><text variable="title"/></if></choose>'
    '<date variable="issued"><date-part name="year"/></date>{more}</group>'
)
FULL_NAMES = CITE.replace(' initialize-with="."', "")
BY_AUTHOR = bib(
    '<text variable="citation-number"/>', sort='<key variable="author"/><key variable="title"/>'
)
NEWEST_FIRST = bib(
    '<text variable="title"/><date variable="issued"><date-part name="year"/></date>',
    sort='<key variable="issued" sort="descending"/><key variable="title"/>',
)
ALL = (
    'et-al-min="3" et-al-use-first="1" disambiguate-add-names="true" '
    'disambiguate-add-givenname="true" disambiguate-add-year-suffix="true" '
)
RULES = (
    "by-cite", "all-names", "all-names-with-initials", "primary-name", "primary-name-with-initials",
)  # fmt: skip
STYLES = {
    **{
        f"{rule}, {order}": csl(
            cite.format(more=""),
            bibliography,
            citation=f'{ALL} givenname-disambiguation-rule="{rule}"',
        )
        for rule, cite in zip(RULES, (CITE, FULL_NAMES, CITE, CITE, FULL_NAMES), strict=True)
        for order, bibliography in (("unsorted", bib('<text variable="title"/>')),
                                    ("newest first", NEWEST_FIRST))
    },
    "names and condition": csl(
        CITE.format(more=""), NEWEST_FIRST,
        citation='et-al-min="2" et-al-use-first="1" disambiguate-add-names="true"',
    ),
    "letters": csl(
        '<names variable="author"><name form="short"/></names>'
        '<date variable="issued"><date-part name="year"/></date>',
        NEWEST_FIRST, citation='disambiguate-add-year-suffix="true"',
    ),
    "sorted numbers": csl('<text variable="citation-number"/>', BY_AUTHOR),
    "sorted numbers and years": csl(
        CITE.format(more='<text variable="citation-number"/>'), BY_AUTHOR, citation=ALL
    ),
    "labels": csl(
        '<text variable="citation-label"/>',
        bib('<text variable="citation-label"/>', sort='<key variable="citation-label"/>'),
    ),
    "notes": csl(
        '<choose><if position="subsequent">' + CITE.format(more="") + "</if>"
        '<else><text variable="title"/></else></choose>',
        citation=ALL, kind="note",
    ),
    "sorted cites": csl(
        CITE.format(more=""), NEWEST_FIRST, citation=ALL,
        sort='<key variable="author"/><key variable="issued"/>',
    ),
}  # fmt: skip


def works(seed: int) -> list[Record]:
    """Works of few persons, in few years."""
    chance = random.Random(seed)
    persons = [
        {"family": family, "given": given}
        for family in ("Doe", "Roe")
        for given in ("Ann", "Anton", "Ben B.", "Carl")
    ]
    return [
        record(
            f"w{number}",
            title=f"Title {chance.randrange(12)}",
            author=chance.sample(persons, chance.choice([1, 1, 2, 3, 4])),
            issued=date(chance.choice([1999, 2001])),
        )
        for number in range(14)
    ]


def citations(seed: int) -> list[Citation]:
    """Citations of the works, some of them again and some together."""
    chance = random.Random(seed)
    ids = [f"w{number}" for number in range(14)]
    chance.shuffle(ids)
    again = [chance.choice(ids) for _ in range(6)]
    groups = [[id] for id in (*ids, *again)]
    groups += [chance.sample(ids, 3) for _ in range(3)]
    chance.shuffle(groups)
    return [
        Citation(tuple(Cite(id) for id in group), f"c{number}", number)
        for number, group in enumerate(groups, 1)
    ]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", STYLES)
def test_each_citation_is_that_of_the_document_so_far(name: str, seed: int) -> None:
    """Whatever a new work changes, the new citation is as if all had been there from the start."""
    style = make(STYLES[name])
    records, made = works(seed), citations(seed + 100)
    growing = style.document(records)

    for count, citation in enumerate(made, 1):
        text = growing.add(citation)

        assert text == style.document(records).process(made[:count])[-1], count


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", [name for name in STYLES if name != "notes"])
def test_the_bibliography_is_that_of_the_document(name: str, seed: int) -> None:
    """Order, numbers and letters are those of all works."""
    style = make(STYLES[name])
    records, made = works(seed), citations(seed + 100)
    growing, whole = style.document(records), style.document(records)
    whole.process(made)

    for citation in made:
        growing.add(citation)

    expected = [(entry.id, entry.text) for entry in whole.bibliography()]
    assert expected == [(entry.id, entry.text) for entry in growing.bibliography()]


@pytest.mark.parametrize("name", STYLES)
def test_a_whole_document_that_goes_on(name: str) -> None:
    """Works that come after those that were told apart together count as the others do."""
    style = make(STYLES[name])
    records, made = works(7), citations(8)
    half = len(made) // 2
    document = style.document(records)
    document.process(made[:half])

    for count, citation in enumerate(made[half:], half + 1):
        text = document.add(citation)

        assert text == style.document(records).process(made[:count])[-1], count
