"""Superscript characters in the output formats."""

from __future__ import annotations

import unicodedata

import pytest

from citeformat.output import Markup, get_format
from citeformat.richtext.superscripts import raise_superscripts
from tests.richtext.show import rich, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1ʳᵉ", "1{sup}re{/sup}", id="neighbours"),
        pytest.param("4ª ed.", "4{sup}a{/sup} ed.", id="one letter"),
        pytest.param("{i}nᵒ{/i} 3º", "{i}n{sup}o{/sup}{/i} 3{sup}o{/sup}", id="in a span"),
        pytest.param("{sup}eᵉ{/sup}", "{sup}ee{/sup}", id="in a superscript"),
        pytest.param("Sign™ 5° é", "Sign™ 5° é", id="other characters"),
    ],
)
def test_superscripts_are_spans(text: str, expected: str) -> None:
    actual = shown(raise_superscripts(rich(text)))

    assert expected == actual


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("text", "1ʳᵉ"),
        ("html", "1<sup>re</sup>"),
        ("markdown", "1<sup>re</sup>"),
        ("latex", "1\\textsuperscript{re}"),
        ("rtf", "1{\\super re}"),
    ],
)
def test_a_format_without_superscripts_has_the_characters(format: str, expected: str) -> None:
    assert get_format(format).write("1ʳᵉ") == expected
    assert Markup("own", {}, {}).write("1ʳᵉ") == "1ʳᵉ"


def test_only_superscript_characters_are_raised() -> None:
    """Unicode decomposes each of them to a letter with the note that it is raised."""
    for code in range(0x80, 0xE000):
        if raise_superscripts(chr(code)) != chr(code):
            assert unicodedata.decomposition(chr(code)).startswith("<super>")
