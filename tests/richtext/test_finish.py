"""Finished text: quotation marks by depth, nested formatting, no internal characters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeformat.richtext import spans
from citeformat.richtext.finish import Quotes, finish
from citeformat.richtext.spans import MARK
from tests.richtext.show import rich, shown
from tests.samples import entry, record, terms

GERMAN = Quotes("„", "“", "‚", "‘")
FRENCH = Quotes("« ", " »", "“", "”")


@pytest.mark.parametrize(
    ("quotes", "text", "expected"),
    [
        (Quotes(), "{q}a{/q}", "“a”"),
        (Quotes(), "{q}a {q}b{/q}{/q}", "“a ‘b’”"),
        (Quotes(), "{q}a {q}b {q}c{/q}{/q}{/q}", "“a ‘b “c”’”"),
        (Quotes(), "{q}a{/q} {q}b{/q}", "“a” “b”"),
        (GERMAN, "{q}a {q}b{/q}{/q}", "„a ‚b‘“"),
        (FRENCH, "{q}a {q}b{/q}{/q}", "« a “b” »"),
        (Quotes("", "", "", ""), "{q}a {q}b{/q}{/q}", "a b"),
        (Quotes("[", "]"), "{q}a [b]{/q}", "[a ‘b’]"),
        (Quotes(punctuation_inside=True), "{q}a{/q}.", "“a.”"),
        (Quotes(punctuation_inside=False), "{q}a{/q}.", "“a”."),
        (Quotes(), "{i}{q}a{/q}{/i}", "{i}“a”{/i}"),
        (Quotes(), "{q}{i}a{/i}{/q}", "“{i}a{/i}”"),
    ],
)
def test_quotes_alternate(quotes: Quotes, text: str, expected: str) -> None:
    """Quotes: outer and inner marks by depth."""
    actual = shown(finish(rich(text), quotes))

    assert expected == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("{i}a {I}b{/I} c{/i}", "{i}a {roman}b{/roman} c{/i}", id="italics"),
        pytest.param("{b}a {B}b{/B}{/b}", "{b}a {thin}b{/thin}{/b}", id="bold"),
        pytest.param("{sc}a {SC}b{/SC}{/sc}", "{sc}a {plain}b{/plain}{/sc}", id="small capitals"),
        pytest.param("{u}a {u}b{/u}{/u}", "{u}a b{/u}", id="of elements"),
        pytest.param(
            "{i}a {I}b {I}c{/I}{/I}{/i}", "{i}a {roman}b {i}c{/i}{/roman}{/i}", id="three deep"
        ),
        pytest.param(
            "{i}a {b}b {I}c{/I}{/b}{/i}", "{i}a {b}b {roman}c{/roman}{/b}{/i}", id="between"
        ),
        pytest.param("{roman}a{/roman}", "a", id="normal alone says nothing"),
        pytest.param("{i}a {roman}b{/roman}{/i}", "{i}a {roman}b{/roman}{/i}", id="normal"),
        pytest.param(
            "{i}a {roman}b {roman}c{/roman}{/roman}{/i}", "{i}a {roman}b c{/roman}{/i}",
            id="normal inside normal",
        ),
        pytest.param(
            "{i}a {roman}b {i}c{/i}{/roman}{/i}", "{i}a {roman}b {i}c{/i}{/roman}{/i}",
            id="italics inside normal",
        ),
        pytest.param("{sup}a {base}b{/base}{/sup}", "{sup}a {base}b{/base}{/sup}", id="baseline"),
        pytest.param("{b}a {roman}b{/roman}{/b}", "{b}a b{/b}", id="normal of another kind"),
        pytest.param("{i}a{/i} {i}b{/i}", "{i}a{/i} {i}b{/i}", id="side by side"),
        pytest.param("{nocase}a{/nocase}", "a", id="nocase has done its work"),
        pytest.param("{names}{name}a{/name}{/names}", "a", id="names have done their work"),
        pytest.param("a.{|}.", "a..", id="guards have done their work"),
        pytest.param("{i}{/i}a", "a", id="empty span"),
    ],
)  # fmt: skip
def test_formatting_within_formatting(text: str, expected: str) -> None:
    actual = shown(finish(rich(text), Quotes()))

    assert expected == actual


@pytest.mark.parametrize(
    ("attribute", "title", "expected"),
    [
        (
            'font-style="italic"', "On <i>Homo</i>",
            '<i>On <span style="font-style:normal;">Homo</span></i>',
        ),
        ('font-style="normal"', "On <i>Homo</i>", "On <i>Homo</i>"),
        (
            'font-weight="bold"', "On <b>x</b>",
            '<b>On <span style="font-weight:normal;">x</span></b>',
        ),
        ('quotes="true"', 'On "x"', "“On ‘x’”"),
    ],
)  # fmt: skip
def test_markup_within_the_formatting_of_a_style(attribute: str, title: str, expected: str) -> None:
    actual = entry(f'<text variable="title" {attribute}/>', record(title=title))

    assert expected == actual


def test_quotes_are_terms() -> None:
    own = terms(
        '<term name="open-quote">&lt;&lt;</term><term name="close-quote">&gt;&gt;</term>'
        '<term name="open-inner-quote">&lt;</term><term name="close-inner-quote">&gt;</term>'
    )
    layout = '<text variable="title" quotes="true"/>'
    actual = entry(layout, record(title='a "b"'), locale=own)

    assert actual == "&lt;&lt;a &lt;b&gt;&gt;&gt;"


OPENERS = [spans.ITALIC, spans.BOLD, spans.SMALL_CAPS, spans.QUOTE, spans.NOCASE,
           spans.NORMAL_STYLE, spans.NAME, spans.NAMES, spans.SUPERSCRIPT, spans.BLOCK]  # fmt: skip
PLAIN = st.text(st.sampled_from("ab .,:;!?’"), max_size=4)
RICH = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(OPENERS), inner).map(lambda pair: spans.wrap(*pair)),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=12,
)


def unbalanced(text: str) -> list[str]:
    """Return the span characters of a text that have no partner."""
    stack: list[str] = []
    for mark in re.findall(MARK, text):
        if spans.is_open(mark):
            stack.append(mark)
        elif stack and spans.close_of(stack[-1]) == mark:
            stack.pop()
        else:
            return [mark]
    return stack


@given(RICH, st.booleans())
def test_finished_text_is_balanced_and_has_nothing_internal(text: str, inside: bool) -> None:
    done = finish(text, Quotes(punctuation_inside=inside))

    assert unbalanced(done) == []
    for internal in (spans.NOCASE, spans.NAME, spans.NAMES, spans.QUOTE, spans.GUARD):
        assert internal not in done


@given(RICH)
def test_letters_are_kept(text: str) -> None:
    """Finishing moves and merges marks; it never loses or moves a letter."""
    letters = [character for character in text if character.isalpha()]
    done = finish(text, Quotes(punctuation_inside=True))

    assert [character for character in done if character.isalpha()] == letters
