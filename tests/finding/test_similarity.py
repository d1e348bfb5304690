"""The form in which texts are compared, and the distance between them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeformat.finding.similarity import (
    absent_marks,
    compared,
    edit_distance,
    fewest_edits,
    split_label,
)

TEXTS = st.text(alphabet="abcd,. ", max_size=25)


def table_distance(one: str, other: str) -> int:
    """The distance by the table of Wagner and Fischer, which is slow and plain."""
    above = list(range(len(other) + 1))
    for row, first in enumerate(one, 1):
        line = [row]
        for column, second in enumerate(other, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (first != second)))
        above = line
    return above[-1]


@given(TEXTS, TEXTS)
def test_distance_is_that_of_the_table(one: str, other: str) -> None:
    assert edit_distance(one, other) == table_distance(one, other)


@given(TEXTS, TEXTS)
def test_the_bound_is_never_too_high(one: str, other: str) -> None:
    assert fewest_edits(Counter(one), other) <= edit_distance(one, other)


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("[12] Doe J. Trees.", "[1] ", "Doe J. Trees."),
        ("(3) Doe J. Trees.", "(1) ", "Doe J. Trees."),
        ("7. Doe J. Trees.", "1. ", "Doe J. Trees."),
        ("41 Doe J. Trees.", "1 ", "Doe J. Trees."),
        ("  9.Doe J. Trees.", "1. ", "Doe J. Trees."),
        ("8) “Trees”, Doe", "1) ", "“Trees”, Doe"),
        ("Doe J. Trees. 2020.", "", "Doe J. Trees. 2020."),
        ("1984. A novel.", "1. ", "A novel."),
        ("2020 Vision", "", "2020 Vision"),
        ("3.14 and other numbers", "", "3.14 and other numbers"),
    ],
)
def test_labels(text: str, label: str, rest: str) -> None:
    assert split_label(text) == (label, rest)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Doe J. Trees in\nforests", "Doe J. Trees in forests"),
        ("Doe J. Pho-\ntosynthesis", "Doe J. Photosynthesis"),
        ("Doe J. Pho\u00adtosynthesis", "Doe J. Photosynthesis"),
        ("Doe J. Eﬃcient ﬁre", "Doe J. Efficient fire"),
        ('Doe J. "Trees"', "Doe J. “Trees”"),
        ("Doe J. ``Trees''", "Doe J. “Trees”"),
        ("Doe J. 'Trees'", "Doe J. ‘Trees’"),
        ("Doe J. 12--15", "Doe J. 12–15"),
        ("Doe J. 12-15", "Doe J. 12–15"),
        ("Doe J. <i>Trees</i>", "Doe J. Trees"),
        ("Doe J.\u00a0Trees", "Doe J. Trees"),
    ],
)
def test_what_copying_changes_does_not_count(typed: str, printed: str) -> None:
    assert compared(typed).text == compared(printed).text


def test_punctuation_counts() -> None:
    assert compared("Doe, J. 2020;3:4").text != compared("Doe J. 2020; 3: 4").text


def test_typographic_marks_count_if_a_reference_has_some() -> None:
    printed = "“Trees” 4–5"

    assert printed.translate(absent_marks("„Trees“ 4-5")) == "“Trees” 4-5"
    assert printed.translate(absent_marks('"Trees" 4–5')) == '"Trees" 4–5'
