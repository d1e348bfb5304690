"""How formatted text is held: one flat `str` in which private-use characters open and close spans.

Text is joined, searched and rewritten tens of times while a reference is made. A flat string does
all of that at the speed of C: no tree is walked, equal texts are equal strings, and an affix is
joined with `+`. Each kind of span has two characters, an even one that opens it and the next one
that closes it, so that the partner of a character is one addition away.

Unicode's private-use characters have no meaning outside an agreement. `clean` removes them from all
text that comes from outside, so none of these can be faked. Every rule that looks at neighbouring
characters (punctuation, case, quotation marks) looks past them with `MARK` or `SPAN_MARK`.
"""

from __future__ import annotations

from citeformat._util.patterns import lazy_pattern

__all__ = [
    "BASELINE",
    "BLOCK",
    "BOLD",
    "CLOSERS",
    "CURLY",
    "DISPLAY",
    "FLIP_BOLD",
    "FLIP_ITALIC",
    "FLIP_SMALL_CAPS",
    "FONT_STYLE",
    "FONT_VARIANT",
    "FONT_WEIGHT",
    "GUARD",
    "INDENT",
    "ITALIC",
    "LEFT_MARGIN",
    "LIGHT",
    "MARK",
    "NAME",
    "NAMES",
    "NOCASE",
    "NORMAL_STYLE",
    "NORMAL_VARIANT",
    "NORMAL_WEIGHT",
    "NO_DECORATION",
    "OBLIQUE",
    "OPENERS",
    "QUOTE",
    "RIGHT_INLINE",
    "SINGLE",
    "SMALL_CAPS",
    "SPAN_MARK",
    "SUBSCRIPT",
    "SUPERSCRIPT",
    "TEXT_DECORATION",
    "UNDERLINE",
    "VERTICAL_ALIGN",
    "balance",
    "clean",
    "close_of",
    "is_open",
    "plain_text",
    "wrap",
]

FIRST, LAST = 0xE000, 0xF8FF
_SPANS = 32
"""The number of kinds of spans, some of them unused; the guard comes after them."""


def _span(index: int) -> str:
    return chr(FIRST + 2 * index)


ITALIC, OBLIQUE, NORMAL_STYLE = _span(0), _span(1), _span(2)
SMALL_CAPS, NORMAL_VARIANT = _span(3), _span(4)
BOLD, LIGHT, NORMAL_WEIGHT = _span(5), _span(6), _span(7)
UNDERLINE, NO_DECORATION = _span(8), _span(9)
SUPERSCRIPT, SUBSCRIPT, BASELINE = _span(10), _span(11), _span(12)
BLOCK, LEFT_MARGIN, RIGHT_INLINE, INDENT = _span(13), _span(14), _span(15), _span(16)
QUOTE = _span(17)
"""A quotation. It gets the marks of the locale, outer or inner, when the text is finished."""
CURLY = _span(21)
"""A quotation whose author wrote “ ”: they stay if the locale has others."""
SINGLE = _span(25)
"""A quotation whose author wrote ‘ ’: they stay unless another quotation is around them."""
FLIP_ITALIC, FLIP_BOLD, FLIP_SMALL_CAPS = _span(22), _span(23), _span(24)
"""Markup in a field. Inside a span of its own kind it means the opposite: upright in italics."""
NOCASE = _span(18)
"""Text whose case no text-case changes."""
NAMES = _span(19)
"""The first names of an entry, for `subsequent-author-substitute`."""
NAME = _span(20)
"""One of those names."""

GUARD = chr(FIRST + 2 * _SPANS)
"""Separates two punctuation marks that are side by side in one field. Marks are merged only where
two elements join, never where an author wrote them ("Who?!")."""

FONT_STYLE = {"italic": ITALIC, "oblique": OBLIQUE, "normal": NORMAL_STYLE}
FONT_VARIANT = {"small-caps": SMALL_CAPS, "normal": NORMAL_VARIANT}
FONT_WEIGHT = {"bold": BOLD, "light": LIGHT, "normal": NORMAL_WEIGHT}
TEXT_DECORATION = {"underline": UNDERLINE, "none": NO_DECORATION}
VERTICAL_ALIGN = {"sup": SUPERSCRIPT, "sub": SUBSCRIPT, "baseline": BASELINE}
DISPLAY = {
    "block": BLOCK,
    "left-margin": LEFT_MARGIN,
    "right-inline": RIGHT_INLINE,
    "indent": INDENT,
}

OPENERS = "".join(_span(index) for index in range(_SPANS))
CLOSERS = "".join(chr(ord(opener) + 1) for opener in OPENERS)
MARK = f"[{chr(FIRST)}-{GUARD}]"
"""The pattern of a span character or a guard."""
SPAN_MARK = f"[{chr(FIRST)}-{chr(ord(GUARD) - 1)}]"
"""The pattern of a character that opens or closes a span."""

_MARK = lazy_pattern(MARK)
_PRIVATE = lazy_pattern(f"[{chr(FIRST)}-{chr(LAST)}]")


def close_of(opener: str) -> str:
    """Return the character that closes the span which `opener` opens.

    >>> close_of(ITALIC) == chr(ord(ITALIC) + 1)
    True
    """
    return chr(ord(opener) + 1)


def is_open(mark: str) -> bool:
    """Return whether a span character opens its span."""
    return not ord(mark) & 1


def wrap(opener: str, text: str) -> str:
    """Put a text in a span; an empty text stays empty.

    >>> wrap(BOLD, "")
    ''
    """
    return f"{opener}{text}{chr(ord(opener) + 1)}" if text else ""


def clean(text: str) -> str:
    """Remove private-use characters from a text that comes from outside.

    >>> clean("a\\ue000b")
    'ab'
    """
    return _PRIVATE().sub("", text) if not text.isascii() else text


def plain_text(text: str) -> str:
    """Remove the characters that hold formatting from a text.

    >>> plain_text(wrap(ITALIC, "Nature") + ".")
    'Nature.'
    """
    return text if text.isascii() else _MARK().sub("", text)


def opened(text: str) -> str:
    """Return the opening characters of the spans that a text does not close.

    >>> opened(wrap(BOLD, "a") + ITALIC + "b") == ITALIC
    True
    """
    spans: list[str] = []
    for character in "" if text.isascii() else text:
        if character in OPENERS:
            spans.append(character)
        elif spans and character == close_of(spans[-1]):
            spans.pop()
    return "".join(spans)


def balance(text: str) -> str:
    """Close the spans of a text that was cut, and remove closing characters without an opening one.

    >>> balance(close_of(BOLD) + "a" + ITALIC + "b") == "a" + wrap(ITALIC, "b")
    True
    """
    if text.isascii() or not _MARK().search(text):
        return text
    opened: list[str] = []
    balanced: list[str] = []
    for character in text:
        if character in OPENERS:
            opened.append(character)
        elif character in CLOSERS:
            if not opened or close_of(opened[-1]) != character:
                continue
            opened.pop()
        balanced.append(character)
    return "".join(balanced) + "".join(close_of(opener) for opener in reversed(opened))
