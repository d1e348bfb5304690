"""The markup of CSL-JSON: tags, spans, quotation marks, apostrophes, and guards."""

from __future__ import annotations

import pytest

from citeformat.richtext.markup import guard, parse
from tests.richtext.show import shown
from tests.samples import entry, record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param("<i>a</i>", "{I}a{/I}", id="italics"),
        pytest.param("<b>a</b>", "{B}a{/B}", id="bold"),
        pytest.param("H<sub>2</sub>O", "H{sub}2{/sub}O", id="subscript"),
        pytest.param("x<sup>2</sup>", "x{sup}2{/sup}", id="superscript"),
        pytest.param("<sc>a</sc>", "{SC}a{/SC}", id="small capitals"),
        pytest.param('<span style="font-variant: small-caps;">a</span>', "{SC}a{/SC}", id="style"),
        pytest.param(
            '<span style="font-variant:small-caps">a</span>', "{SC}a{/SC}", id="style without blank"
        ),
        pytest.param('<span class="nocase">a</span>', "{nocase}a{/nocase}", id="nocase"),
        pytest.param("<I>a</I>", "{I}a{/I}", id="capitals"),
        pytest.param("<i>a<b>b</b></i>", "{I}a{B}b{/B}{/I}", id="nested"),
        pytest.param("<i>a<i>b</i></i>", "{I}a{I}b{/I}{/I}", id="nested in itself"),
        pytest.param("a < b > c", "a < b > c", id="less than"),
        pytest.param("<script>", "<script>", id="another tag"),
        pytest.param("<em>a</em>", "<em>a</em>", id="a tag of HTML alone"),
        pytest.param("<i >a</i>", "<i >a</i>", id="no tag"),
    ],
)
def test_tags(text: str, expected: str) -> None:
    actual = shown(parse(text))

    assert expected == actual


@pytest.mark.parametrize(
    "text",
    ["<i>a", "a</i>", "</i>a<i>", "<i>a</b>", "<b>", "</span>", '<span class="nocase">a', "<i"],
)
def test_tag_without_its_partner_is_text(text: str) -> None:
    actual = shown(parse(text))

    assert text == actual


def test_tags_that_cross_are_balanced() -> None:
    """The inner tag, which was not closed in time, is ordinary text."""
    actual = shown(parse("<i>a<b>b</i>c</b>"))

    assert actual == "{I}a<b>b{/I}c</b>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('A "b" c', "A {q}b{/q} c", id="double"),
        pytest.param("A “b” c", "A {q}b{/q} c", id="curly"),
        pytest.param("\"A 'b' c\"", "{q}A {q}b{/q} c{/q}", id="nested"),
        pytest.param('"<i>a</i>"', "{q}{I}a{/I}{/q}", id="around a tag"),
        pytest.param('<i>"a"</i>', "{I}{q}a{/q}{/I}", id="within a tag"),
        pytest.param('("a")', "({q}a{/q})", id="in parentheses"),
        pytest.param("don't", "don’t", id="apostrophe"),
        pytest.param("the dogs' tails", "the dogs’ tails", id="apostrophe at the end"),
        pytest.param("'90s", "’90s", id="apostrophe at the start"),
        pytest.param("d’Alembert", "d’Alembert", id="curly apostrophe"),
        pytest.param('5" pipe', '5" pipe', id="a mark without its partner"),
        pytest.param('"a', '"a', id="an opening mark without its partner"),
    ],
)  # fmt: skip
def test_quotes_and_apostrophes(text: str, expected: str) -> None:
    actual = shown(parse(text))

    assert expected == actual


def test_quotes_may_stay_text() -> None:
    actual = shown(parse('"a" don\'t', quotes=False))

    assert actual == '"a" don’t'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wait...", "wait.{|}.{|}."),
        ("What?!", "What?{|}!"),
        ("a, b.", "a, b."),
        ("a .", "a {|}."),
        ("none", "none"),
    ],
)
def test_guard(text: str, expected: str) -> None:
    """A guard separates marks that are side by side in one field."""
    actual = shown(guard(text))

    assert expected == actual


@pytest.mark.parametrize(
    ("title", "suffix", "expected"),
    [
        ("wait...", "", "wait..."),
        ("What?!", "", "What?!"),
        ("wait..", ".", "wait.."),
        ("Why?", ".", "Why?"),
        ("a,, b", "", "a,, b"),
    ],
)
def test_marks_of_an_author_stay(title: str, suffix: str, expected: str) -> None:
    actual = entry(f'<text variable="title" suffix="{suffix}"/>', record(title=title))

    assert expected == actual


def test_private_characters_are_removed() -> None:
    assert parse("a\ue000b\uf8ff<i>c</i>") == parse("ab<i>c</i>")
