"""How formatted text is held: one flat `str` in which private-use characters open and close spans.

Text is joined, searched and rewritten tens of times while a reference is made; a flat string does
all of that at the speed of C. Each kind of span has two characters, an even one that opens and the
next one that closes. Text from outside never holds them: `clean` removes them at the door.
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
    "SMALL_CAPS",
    "SPAN_MARK",
    "SUBSCRIPT",
    "SUPERSCRIPT",
    "TEXT_DECORATION",
    "UNDERLINE",
    "VERTICAL_ALIGN",
    "clean",
    "close_of",
    "is_open",
    "wrap",
]

FIRST, LAST = 0xE000, 0xF8FF
_SPANS = 32
"""How many kinds of spans there is room for; the guard comes after them."""


def _span(index: int) -> str:
    return chr(FIRST + 2 * index)


ITALIC, OBLIQUE, NORMAL_STYLE = _span(0), _span(1), _span(2)
SMALL_CAPS, NORMAL_VARIANT = _span(3), _span(4)
BOLD, LIGHT, NORMAL_WEIGHT = _span(5), _span(6), _span(7)
UNDERLINE, NO_DECORATION = _span(8), _span(9)
SUPERSCRIPT, SUBSCRIPT, BASELINE = _span(10), _span(11), _span(12)
BLOCK, LEFT_MARGIN, RIGHT_INLINE, INDENT = _span(13), _span(14), _span(15), _span(16)
QUOTE = _span(17)
"""A quotation: printed by the locale, inner or outer marks by its depth."""
CURLY = _span(21)
"""A quotation whose author wrote curly marks: kept where the locale has others."""
FLIP_ITALIC, FLIP_BOLD, FLIP_SMALL_CAPS = _span(22), _span(23), _span(24)
"""Markup within a field: upright, normal, where what is around it is formatted so already."""
NOCASE = _span(18)
"""Text whose case no text-case changes."""
NAMES = _span(19)
"""The first rendered names of an entry, for `subsequent-author-substitute`."""
NAME = _span(20)
"""One of those names."""

GUARD = chr(FIRST + 2 * _SPANS)
"""Stands between two punctuation marks that one field holds side by side: only marks that meet
where two elements join are merged, never those that an author wrote."""

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
"""The pattern of one such character."""
SPAN_MARK = f"[{chr(FIRST)}-{chr(ord(GUARD) - 1)}]"
"""The pattern of one that opens or closes a span."""

_PRIVATE = lazy_pattern(f"[{chr(FIRST)}-{chr(LAST)}]")


def close_of(opener: str) -> str:
    """The character that closes the span which `opener` opens.

    >>> close_of(ITALIC) == chr(ord(ITALIC) + 1)
    True
    """
    return chr(ord(opener) + 1)


def is_open(mark: str) -> bool:
    """Whether a span character opens its span."""
    return not ord(mark) & 1


def wrap(opener: str, text: str) -> str:
    """The text in a span; nothing stays nothing.

    >>> wrap(BOLD, "")
    ''
    """
    return f"{opener}{text}{chr(ord(opener) + 1)}" if text else ""


def clean(text: str) -> str:
    """Text from outside without the characters that mean something in here.

    >>> clean("a\\ue000b")
    'ab'
    """
    return _PRIVATE().sub("", text) if not text.isascii() else text
