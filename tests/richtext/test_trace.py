"""Marks of the parts of a text, and where the parts are when it is finished."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeformat.richtext import spans
from citeformat.richtext.finish import Quotes, finish
from citeformat.richtext.trace import (
    CLOSE,
    is_marked,
    opener,
    owners,
    parse,
    through,
    without_marks,
)

AMERICAN = Quotes(punctuation_inside=True)
MARKS = "“”‘’"


def marked(*texts: str) -> str:
    """Join texts; each is a part, numbered from 0."""
    return "".join(f"{opener(number)}{text}{CLOSE}" for number, text in enumerate(texts))


def numbered(text: str, quotes: Quotes = AMERICAN) -> tuple[str, str]:
    """Finish a text, and return it with the number of the part of each character."""
    finished = finish(without_marks(text), quotes)
    found = owners(parse(text), finished, MARKS)
    plain = "".join(each for each in finished if not "\ue000" <= each <= "\uf8ff")
    return plain, "".join(
        (str(numbers[-1]) if numbers else "-") * length for length, numbers in found
    )


@pytest.mark.parametrize(
    ("text", "plain", "numbers"),
    [
        (marked("Inc.", "."), "Inc.", "0000"),
        (marked("What?", ". ", "Then"), "What? Then", "0000012222"),
        (marked("a", ", ", ", ", "b"), "a, b", "0113"),
        (marked("a:", "?"), "a?", "01"),
        (spans.wrap(spans.QUOTE, marked("Ti")) + marked("", ", ", "x"), "“Ti,” x", "-001-12"),
        (marked(spans.wrap(spans.QUOTE, "Ti"), ", ", "x"), "“Ti,” x", "0000012"),
        (marked(spans.wrap(spans.QUOTE, "A " + spans.wrap(spans.QUOTE, "B")), ".") + "c",
         "“A ‘B.’”c", "00000000-"),
        (marked(spans.wrap(spans.ITALIC, "a"), spans.wrap(spans.BOLD, "b")), "ab", "01"),
        (marked("a", "b") + ".", "ab.", "01-"),
    ],
)  # fmt: skip
def test_parts_are_found_in_the_finished_text(text: str, plain: str, numbers: str) -> None:
    """Punctuation that was merged or moved belongs to the element that printed it."""
    assert numbered(text) == (plain, numbers)


def test_a_replacement_belongs_to_the_part_that_it_replaces() -> None:
    """A dash for repeated authors belongs to the authors."""
    found = owners(parse(marked("Doe, J. ", "Title")), "———. Title", MARKS)
    assert found == [(5, (0,)), (5, (1,))]


def test_a_text_without_parts() -> None:
    """Characters that appear from nowhere belong to no part."""
    assert owners(parse(""), "abc", MARKS) == [(3, ())]
    assert owners(parse(marked("abc")), "", MARKS) == []


def test_parts_within_parts() -> None:
    """Each character has all parts around it, from the outside to the inside."""
    text = opener(5) + "(" + opener(70_000) + "x" + CLOSE + ")" + CLOSE
    assert parse(text).text == "(x)"
    assert parse(text).runs == [(1, (5,)), (1, (5, 70_000)), (1, (5,))]


@given(st.lists(st.text("aßéİǆﬁΣσSb’ 1", max_size=8), max_size=6))
def test_changes_go_around_marks(texts: list[str]) -> None:
    """A change of case has the same result with and without marks, and the marks stay."""
    text = marked(*texts)
    for change in (str.upper, str.lower, str.title):
        changed = through(change, text)
        assert without_marks(changed) == change("".join(texts))
        assert changed.count(CLOSE) == len(texts)
        assert is_marked(changed) == bool(texts)


@given(st.lists(st.text("ab.,:;!? ’" + spans.QUOTE + spans.close_of(spans.QUOTE)), max_size=8))
def test_every_character_has_a_part(texts: list[str]) -> None:
    """Whatever happens to punctuation, each printed character belongs to a part."""
    text = marked(*texts)
    plain, numbers = numbered(text)
    assert len(plain) == len(numbers)
    assert "-" not in numbers


@pytest.mark.parametrize("words", [3, 300])
def test_parts_of_a_long_text_that_was_changed(words: int) -> None:
    """Every character has a part, and unchanged text keeps its own."""
    name = "a b, " * words
    traced = parse(f"{opener(1)}{name}{CLOSE}; {opener(2)}Title{CLOSE}")

    found = owners(traced, f"{name.replace(', ', '; ')}and more; Title", "“”")

    assert sum(length for length, _ in found) == len(name) + len("and more; Title")
    assert found[-1] == (5, (2,))
    assert found[0][1] == (1,)
