"""Rich text as a person can read and write it: `{i}word{/i}` is a word in italics.

`{I}..{/I}` are italics in a field, `{q}..{/q}` is a quotation, `{roman}` undoes
italics, `{|}` is a guard.
"""

from __future__ import annotations

from citeformat.richtext import spans
from citeformat.richtext.spans import close_of

__all__ = ["rich", "shown"]

_NAMES = {
    "i": spans.ITALIC,
    "I": spans.FLIP_ITALIC,
    "B": spans.FLIP_BOLD,
    "SC": spans.FLIP_SMALL_CAPS,
    "ob": spans.OBLIQUE,
    "b": spans.BOLD,
    "sc": spans.SMALL_CAPS,
    "sup": spans.SUPERSCRIPT,
    "sub": spans.SUBSCRIPT,
    "u": spans.UNDERLINE,
    "roman": spans.NORMAL_STYLE,
    "thin": spans.NORMAL_WEIGHT,
    "plain": spans.NORMAL_VARIANT,
    "bare": spans.NO_DECORATION,
    "base": spans.BASELINE,
    "nocase": spans.NOCASE,
    "q": spans.QUOTE,
    "names": spans.NAMES,
    "name": spans.NAME,
}
_PAIRS = [
    *((f"{{{name}}}", opener) for name, opener in _NAMES.items()),
    *((f"{{/{name}}}", close_of(opener)) for name, opener in _NAMES.items()),
    ("{|}", spans.GUARD),
]


def rich(text: str) -> str:
    """Read rich text in its written form: `{i}word{/i}`.

    >>> rich("{i}a{/i}") == spans.wrap(spans.ITALIC, "a")
    True
    """
    for written, character in _PAIRS:
        text = text.replace(written, character)
    return text


def shown(text: str) -> str:
    """Write rich text; curly quotations are written like others."""
    text = text.replace(spans.CURLY, spans.QUOTE).replace(
        close_of(spans.CURLY), close_of(spans.QUOTE)
    )
    for written, character in _PAIRS:
        text = text.replace(character, written)
    return text
