"""Remove differences of notation from renderings: white space, entities, wrapping elements.

Formatting is kept as a reader sees it: each character has properties, no matter how the elements
around it are nested. A blank has the properties that its neighbours share.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

__all__ = ["normalised", "plain"]

Properties = frozenset[str]

_BLOCK = re.compile(r"</?div[^>]*>")
_TOKEN = re.compile(r"</?(?:i|em|b|strong|sup|sub|span|a)\b[^>]*>|[^<]+|<")
_SPACE = re.compile(r"[ \t\r\n\xa0\u2009\u202f]+")
_SHOWN = {"i": "i", "b": "b", "sup": "sup", "sub": "sub", "small-caps": "sc", "underline": "u"}
_TAG = re.compile(rf"</?(?:{'|'.join(_SHOWN.values())})>")
_ELEMENTS = {
    "i": ("style", "i"), "em": ("style", "i"), "b": ("weight", "b"), "strong": ("weight", "b"),
    "sup": ("align", "sup"), "sub": ("align", "sub"),
}  # fmt: skip
_STYLES = {"font-style": "style", "font-weight": "weight", "font-variant": "variant",
           "text-decoration": "decoration", "vertical-align": "align"}  # fmt: skip
_VALUES = {"italic": "i", "oblique": "i", "bold": "b", "super": "sup"}


def normalised(text: str) -> str:
    """Return the text in the notation in which both sides are compared.

    >>> left, right = "csl-left-margin", "csl-right-inline"
    >>> normalised(f'<div class="{left}">1.</div><div class="{right}">A &#38;  B</div>')
    '1. A & B'
    >>> normalised("<i>A <i>b</i></i> c, <b>d </b>e")
    '<i>A b</i> c, <b>d</b> e'
    """
    letters: list[tuple[str, Properties]] = []
    for char, properties in _letters(_BLOCK.sub(" ", text)):
        if char == " " and (not letters or letters[-1][0] == " "):
            continue
        letters.append((char, properties))
    if letters and letters[-1][0] == " ":
        letters.pop()
    return "".join(_written(_shared(letters)))


def plain(text: str) -> str:
    """Return the normalised text without formatting.

    >>> plain('<i>A</i> b')
    'A b'
    """
    return _TAG.sub("", text)


def _letters(text: str) -> Iterator[tuple[str, Properties]]:
    """Yield each character and its properties; white space becomes blanks."""
    stack: list[dict[str, str]] = [{}]
    for token in _TOKEN.findall(text):
        if token.startswith("</"):
            del stack[max(1, len(stack) - 1) :]
        elif token.startswith("<") and len(token) > 1:
            stack.append(stack[-1] | _properties(token))
        else:
            shown = frozenset(_SHOWN[value] for value in stack[-1].values() if value in _SHOWN)
            for char in _SPACE.sub(" ", html.unescape(token)):
                yield char, shown


def _properties(start: str) -> dict[str, str]:
    """Return the properties that a start tag sets."""
    name = start[1:-1].split()[0]
    if name in _ELEMENTS:
        return dict([_ELEMENTS[name]])
    found = re.findall(r"([a-z-]+): *([a-z-]+)", start)
    return {_STYLES[key]: _VALUES.get(value, value) for key, value in found if key in _STYLES}


def _shared(letters: list[tuple[str, Properties]]) -> Iterator[tuple[str, Properties]]:
    for index, (char, properties) in enumerate(letters):
        if char == " ":
            properties = letters[index - 1][1] & letters[index + 1][1]
        yield char, properties


def _written(letters: Iterator[tuple[str, Properties]]) -> Iterator[str]:
    for properties, group in groupby(letters, key=lambda letter: letter[1]):
        tags = sorted(properties)
        yield "".join(f"<{tag}>" for tag in tags)
        yield "".join(char for char, _ in group)
        yield "".join(f"</{tag}>" for tag in reversed(tags))
