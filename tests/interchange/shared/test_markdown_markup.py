"""Pandoc's Markdown and CSL-JSON's markup, in both directions."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeformat.interchange.shared.markdown_markup import from_markdown, to_markdown


@pytest.mark.parametrize(
    ("markdown", "markup"),
    [
        ("a*b**c***", "a<i>b<b>c</b></i>"),
        ("**a*b***", "<b>a<i>b</i></b>"),
        ("***a** b*", "<i><b>a</b> b</i>"),
        ("***a* b**", "<b><i>a</i> b</b>"),
        ("[a [B]{.smallcaps}]{.nocase}",
         '<span class="nocase">a <span style="font-variant:small-caps;">B</span></span>'),
        ("~a~[]{}~b~", "<sub>a</sub><sub>b</sub>"),
        ("^a\\ b^ ^a b^", "<sup>a b</sup> ^a b^"),
        ("_a b_ snake_case_", "<i>a b</i> snake_case_"),
        ("3 * 4 ** 5 ~~a~~ [b] *c", "3 * 4 ** 5 ~~a~~ [b] *c"),
    ],
)  # fmt: skip
def test_nested_marks_are_read(markdown: str, markup: str) -> None:
    """Pandoc's manual, "Inline formatting"."""
    assert from_markdown(markdown) == markup


def nested(free: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Make text in which no tag is within itself."""
    text = st.sampled_from(["a", " b", "c ", "*", "~", "_d_", "[e]", "^", "\\"])
    if not free:
        return text

    def tagged(tag: str) -> st.SearchStrategy[str]:
        inner = nested(tuple(one for one in free if one != tag))
        return inner.map(lambda inside: f"<{tag}>{inside}</{tag}>")

    part = st.one_of(text, st.sampled_from(free).flatmap(tagged))
    return st.lists(part, min_size=1, max_size=3).map("".join)


@given(nested(("i", "b", "sup", "sub")))
def test_markup_is_read_as_it_was_written(markup: str) -> None:
    assert from_markdown(to_markdown(markup)) == markup


@pytest.mark.parametrize("text", ["*a ", "[", " *a**", "^a ", "~a", "***"])
def test_marks_that_never_close_take_linear_time(text: str) -> None:
    start = time.perf_counter()

    assert from_markdown(text * 20_000)
    assert time.perf_counter() - start < 5


def test_blanks_in_raised_text() -> None:
    """A blank ends a superscript, unless it is escaped or belongs to a tag."""
    nocase = '<span class="nocase">'

    assert from_markdown("^a b^ ^c\\ d^") == "^a b^ <sup>c d</sup>"
    assert from_markdown("^[x]{.nocase}\\ ~y~^") == f"<sup>{nocase}x</span> <sub>y</sub></sup>"
    assert from_markdown("~^a b^~ ^c^") == "~^a b^~ <sup>c</sup>"
