"""The patterns of the comparison with citeproc-js recognise habits and causes."""

from __future__ import annotations

import pytest

from tools.sidebyside.normalise import normalised
from tools.sidebyside.patterns import HABITS, Pair, classify
from tools.sidebyside.records import make_record, make_records


def pattern(reference: str, ours: str, language: str = "", labels: bool = False) -> str:
    """Return the pattern of an entry."""
    return classify(
        Pair("s", "entries", ("a",), normalised(reference), normalised(ours), language, labels)
    )


@pytest.mark.parametrize(
    ("reference", "ours", "expected"),
    [
        ("<i>红楼梦</i>, 红 1", "<i>红楼梦</i>, <i>红</i> 1", "no italics for CJK text"),
        ("Nature 12–13", "Nature 12-13", "hyphen made a dash"),
        ("Title. . 1999", "Title. 1999", "stray ' .' or ' ,' where a part is empty"),
        ("Title, , 1999", "Title, 1999", "stray ' .' or ' ,' where a part is empty"),
        ("“Title.” . 1999", "“Title.” 1999", "stray ' .' or ' ,' where a part is empty"),
        ("In Title", "in Title", "capital at the beginning"),
        ("[1] N.d.", "[1] n.d.", "capital at the beginning"),
        ("红. . 12–13", "<i>红</i>. 12-13", "several habits at once"),
    ],
)
def test_habits(reference: str, ours: str, expected: str) -> None:
    actual = pattern(reference, ours)

    assert expected == actual


@pytest.mark.parametrize(
    ("reference", "ours"),
    [
        pytest.param("Title", "<i>Title</i>", id="italics of Latin text"),
        pytest.param("12-13", "12–13", id="our dash"),
        pytest.param("Title, 1999", "Title. 1999", id="another mark"),
        pytest.param("Doe. . 1999", "Doe. 1998", id="a stray mark, and another year"),
        pytest.param("in Title", "In Title", id="our capital"),
        pytest.param("[Doe99] Title", "[Do99] Title", id="a label of a style without labels"),
    ],
)
def test_what_is_no_habit(reference: str, ours: str) -> None:
    assert pattern(reference, ours) not in HABITS


def test_names_by_language_are_a_habit_of_records_in_that_language() -> None:
    assert pattern("Nagy Péter", "Péter Nagy", "hu") == "family name first by language"
    assert pattern("Nagy Péter", "Péter Nagy", "de") not in HABITS


def test_labels_are_a_habit_of_styles_that_print_them() -> None:
    assert pattern("[DoRP01] Title", "[DRP01] Title", labels=True) == "trigraph label"


@pytest.mark.parametrize(
    ("reference", "ours", "expected"),
    [
        ("The “end” of", "The “End” of", "case of letters in titles and terms"),
        ("[7] Doe", "[8] Doe", "numbers by another order"),
        ("No. 5", "5", "labels within numbers"),
        ("Who goes?. Here", "Who goes? Here", "marks that meet"),
        ("Doe, J. P.", "Doe, J.-P.", "initials of a double name"),
        ("Doe 1999", "Doe 1998", "numbers only"),
    ],
)
def test_causes(reference: str, ours: str, expected: str) -> None:
    actual = pattern(reference, ours)

    assert expected == actual


def test_records_are_the_same_for_the_same_number() -> None:
    """Each type has a record with the usual variables of the type."""
    first, again = make_records(1)[0], make_records(1)[0]

    assert first == again
    assert len({record["type"] for record in first}) == len(first)
    assert "title" in make_record("book", 1)
