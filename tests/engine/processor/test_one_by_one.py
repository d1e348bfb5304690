"""A document that grows by one citation after another equals one that is processed at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from citeformat import Citation, Cite, Record
from tests.samples import date, make, record

STYLES = {
    path.stem: path.read_text("utf-8")
    for path in sorted((Path(__file__).parent / "styles" / "growing").glob("*.csl"))
}
"""Styles with every given-name rule, sorted and in the order of citing, and other styles in which a
new work can change earlier citations."""


def test_all_styles_are_found() -> None:
    assert len(STYLES) == 21


def works(seed: int) -> list[Record]:
    """Make works of few persons in few years."""
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
    """Make citations of the works, some of them repeated and some together."""
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
def test_each_citation_equals_that_of_the_document_so_far(name: str, seed: int) -> None:
    """A new citation is rendered as if the document had been processed at once."""
    style = make(STYLES[name])
    records, made = works(seed), citations(seed + 100)
    growing = style.document(records)

    for count, citation in enumerate(made, 1):
        text = growing.add(citation)

        assert text == style.document(records).process(made[:count])[-1], count


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", [name for name in STYLES if name != "notes"])
def test_the_bibliography_equals_that_of_the_document(name: str, seed: int) -> None:
    """Order, numbers and year-suffixes take all works into account."""
    style = make(STYLES[name])
    records, made = works(seed), citations(seed + 100)
    growing, whole = style.document(records), style.document(records)
    whole.process(made)

    for citation in made:
        growing.add(citation)

    expected = [(entry.id, entry.text) for entry in whole.bibliography()]
    assert expected == [(entry.id, entry.text) for entry in growing.bibliography()]


@pytest.mark.parametrize("name", STYLES)
def test_a_whole_document_that_grows(name: str) -> None:
    """Works that are added after a whole document count like the others."""
    style = make(STYLES[name])
    records, made = works(7), citations(8)
    half = len(made) // 2
    document = style.document(records)
    document.process(made[:half])

    for count, citation in enumerate(made[half:], half + 1):
        text = document.add(citation)

        assert text == style.document(records).process(made[:count])[-1], count
