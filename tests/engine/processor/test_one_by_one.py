"""A document that grows by one citation after another is the document that is made all at once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from citeformat.engine.processor.citation import Citation, Cite
from citeformat.record import Record
from tests.samples import date, make, record

STYLES = {
    path.stem: path.read_text("utf-8")
    for path in sorted((Path(__file__).parent / "styles" / "growing").glob("*.csl"))
}
"""Styles with every rule for given names, in the order of citing and sorted, and others in which a
new work can change the citations before it."""


def test_all_styles_are_there() -> None:
    assert len(STYLES) == 17


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
