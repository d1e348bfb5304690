"""References in pasted text, and the records that they belong to."""

from __future__ import annotations

import pytest

from citeformat import Record
from citeformat.finding.references import best_record, fit, split_references

TREES = Record.from_csl({
    "id": "trees", "type": "article-journal", "title": "The <i>secret</i> life of trees",
    "author": [{"family": "Doe"}], "issued": {"date-parts": [[2020]]}, "volume": "3",
})  # fmt: skip
SEAS = Record.from_csl({"id": "seas", "type": "book", "title": "Rising seas and cities"})


@pytest.mark.parametrize(
    "text",
    [
        "Doe J. The secret life of trees.\n\nRising seas and cities. 1999.",
        "[1] Doe J. The secret\nlife of trees.\n[2] Rising seas and cities. 1999.",
        "7. Doe J. The secret life\nof trees.\n8. Rising seas and\ncities. 1999.",
        "Doe J. The secret life of trees.\nRising seas and cities. 1999.",
    ],
)
def test_two_references(text: str) -> None:
    found = split_references(text, [TREES, SEAS])

    assert [best_record(each, [TREES, SEAS]) for each in found] == [TREES, SEAS]


@pytest.mark.parametrize(
    "text",
    [
        "Doe J. The secret\nlife of trees.",
        "Doe J. The secret life of trees. 2020\nThe secret life of trees.",
        "Doe J. The secret life of trees.\n12 Elm Street",
    ],
)
def test_one_reference(text: str) -> None:
    assert split_references(text, [TREES, SEAS]) == [text]


def test_a_title_may_be_hyphenated_and_in_capitals() -> None:
    assert best_record("DOE J. THE SE-\nCRET LIFE OF TREES", [SEAS, TREES]) is TREES


def test_no_record_fits() -> None:
    assert best_record("Roe R. Mountains.", [TREES, SEAS]) is None
    assert best_record("Roe R. Mountains.", []) is None


def test_no_record_is_chosen_by_chance() -> None:
    other = TREES.replace(id="other")

    assert best_record("Doe J. The secret life of trees.", [TREES, other]) is None


def test_the_year_decides_between_editions() -> None:
    later = TREES.replace(id="later", issued={"date-parts": [[2022]]})

    assert best_record("Doe J. The secret life of trees. 2022.", [TREES, later]) is later


def test_a_record_without_a_title_fits_nothing() -> None:
    assert fit("Doe J.", Record("x", "book", {})) == 0
