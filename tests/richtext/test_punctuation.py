"""Punctuation where elements meet: what is merged, and what moves into quotations.

Source: "Locale Options" and "Quotes" of CSL 1.0.2; which of two marks stays is what the reference
implementation and its test suite settled (a mark of the left wins over a full stop, a strong mark
over a weak one).
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citeformat.richtext.punctuation import merge, move_into_quotes
from tests.richtext.show import rich, shown
from tests.samples import entry, record, terms
from tests.time_limit import time_limit

# Rows: the mark on the left; columns: the mark on the right.
RIGHT = ".:;!?,"
TABLE = {
    ".": (".", ".:", ".;", ".!", ".?", ".,"),
    ":": (":", ":", ":;", "!", "?", ":,"),
    ";": (";", ";", ";", "!", "?", ";,"),
    "!": ("!", "!", "!;", "!", "!?", "!,"),
    "?": ("?", "?", "?;", "?!", "?", "?,"),
    ",": (",.", ",:", ",;", ",!", ",?", ","),
}
ROWS = [
    (left + right, expected)
    for left, row in TABLE.items()
    for right, expected in zip(RIGHT, row, strict=True)
]


@pytest.mark.parametrize(("marks", "expected"), ROWS)
def test_two_marks_that_meet(marks: str, expected: str) -> None:
    actual = merge(f"a{marks} b")

    assert f"a{expected} b" == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a..", "a.", id="two full stops"),
        pytest.param("a...", "a.", id="three full stops"),
        pytest.param("a?.", "a?", id="question mark"),
        pytest.param("a  b", "a b", id="two blanks"),
        pytest.param("a     b", "a b", id="many blanks"),
        pytest.param("{i}a.{/i}.", "{i}a.{/i}", id="through a span"),
        pytest.param("a {i} b{/i}", "a {i}b{/i}", id="blanks through a span"),
        pytest.param("a, .", "a.", id="a comma before a blank and a full stop"),
        pytest.param("a,{i} {/i}. b", "a{i}{/i}. b", id="a comma through a span"),
        pytest.param("a, , . b", "a. b", id="two commas before a full stop"),
        pytest.param("a, .NET", "a, .NET", id="a full stop of a word"),
        pytest.param("a.{|}.", "a.{|}.", id="guard"),
        pytest.param("a, b. c; d", "a, b. c; d", id="marks apart"),
        pytest.param("", "", id="empty"),
    ],
)
def test_merge(text: str, expected: str) -> None:
    actual = shown(merge(rich(text)))

    assert expected == actual


@given(st.text(st.sampled_from(["a", " ", *".,:;!?", *"(){}", "\ue000", "\ue001", "\ue080"])))
@example(" ;:")
@example(".:.")
def test_merging_twice_is_merging_once(text: str) -> None:
    once = merge(text)

    assert merge(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{q}a{/q}.", "{q}a.{/q}"),
        ("{q}a{/q},", "{q}a,{/q}"),
        ("{q}a{/q}, b", "{q}a,{/q} b"),
        ("{q}a{/q};", "{q}a{/q};"),
        ("{q}a{/q}:", "{q}a{/q}:"),
        ("{q}a{/q} .", "{q}a{/q} ."),
        ("{q}a {q}b{/q}{/q}.", "{q}a {q}b.{/q}{/q}"),
        ("{q}{i}a{/i}{/q}.", "{q}{i}a{/i}.{/q}"),
        ("{i}{q}a{/q}{/i}.", "{i}{q}a.{/q}{/i}"),
        ("a.", "a."),
        ("{q}a{/q}. {q}b{/q}, c", "{q}a.{/q} {q}b,{/q} c"),
        ("{q}a?{/q}.", "{q}a?{/q}"),
        ("{q}a.{/q}.", "{q}a.{/q}"),
        ("{q}a{/q}.{q}b{/q}.", "{q}a.{/q}{q}b.{/q}"),
        ("{q}a.{/q}, b", "{q}a.,{/q} b"),
        ("{q}a{/q}., b", "{q}a.,{/q} b"),
        ("{q}a{/q},. b", "{q}a,.{/q} b"),
        ("{q}a{/q},.", "{q}a.{/q}"),
        ("{q}a.{/q},.", "{q}a.{/q}"),
        ("{i}{q}a{/q},.{/i}", "{i}{q}a.{/q}{/i}"),
    ],
)
def test_moving_into_quotes(text: str, expected: str) -> None:
    """Locale Options: commas and full stops, and nothing else of weak punctuation."""
    actual = shown(move_into_quotes(rich(text)))

    assert expected == actual


def test_moving_into_thousands_of_quotations() -> None:
    """Marks between the ends of nested quotations all move inside, however many there are."""
    text = rich("{q}" * 1000 + "a" + "{/q}!" * 1000)

    with time_limit(20):
        actual = move_into_quotes(text)

    assert actual == rich("{q}" * 1000 + "a!" + "{/q}" * 1000)


@pytest.mark.parametrize(
    ("inside", "suffix", "title", "expected"),
    [
        ("true", ",", "A title", "“A title,”"),
        ("true", ".", "A title", "“A title.”"),
        ("false", ",", "A title", "“A title”,"),
        ("false", ".", "A title", "“A title”."),
        ("true", ";", "A title", "“A title”;"),
        ("true", ":", "A title", "“A title”:"),
        ("true", ".", "A title?", "“A title?”"),
        ("true", ".", "A title.", "“A title.”"),
        ("true", ",", "A “quoted” title", "“A ‘quoted’ title,”"),
        ("true", ",", "A “quote”", "“A ‘quote,’”"),
        ("false", ",", "A “quote”", "“A ‘quote’”,"),
    ],
)
def test_punctuation_in_quote(inside: str, suffix: str, title: str, expected: str) -> None:
    own = terms("", options=f'punctuation-in-quote="{inside}"')
    layout = f'<text variable="title" quotes="true"/><text value="{suffix}"/>'
    actual = entry(layout, record(title=title), locale=own)

    assert expected == actual


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("A.", ".", "A."),
        ("A?", ".", "A?"),
        ("A!", ".", "A!"),
        ("A,", ",", "A,"),
        ("A ", " B", "A B"),
        ("A etc.", ". ", "A etc."),
        ("A", ", ", "A,"),
    ],
)
def test_elements_that_meet(left: str, right: str, expected: str) -> None:
    actual = entry(f'<text variable="title"/><text value="{right}"/>', record(title=left))

    assert expected.strip() == actual.strip()
