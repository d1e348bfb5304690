"""Superscript characters of Unicode -> letters and digits in a superscript span.

In: finished rich text. Out: the same text, in which "1ʳᵉ" is "1" and a superscript "re". Many fonts
lack such characters, so a format that has superscripts of its own writes those instead.

Source: CSL 1.0.2 specification, "Ordinal Suffixes", whose terms use these characters; the
compatibility decompositions of Unicode.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from citeformat._util.patterns import lazy_pattern
from citeformat.richtext.spans import SUPERSCRIPT, close_of

if TYPE_CHECKING:
    import re

__all__ = ["RAISED", "is_superscript", "raise_superscripts"]

_RANGES = "ªª ²³ ¹¹ ºº ʰʸ ˠˤ ᴬᴮ ᴰᴺ ᴼᵍ ᵏᵡ ᵸᵸ ᶛᶿ \u2070\u2071 \u2074\u207f \u2c7d\u2c7d"
RAISED = "".join(
    chr(code) for pair in _RANGES.split() for code in range(ord(pair[0]), ord(pair[1]) + 1)
)
"""Letters, digits and signs. The sign for a trade mark is not one of them."""
_RAISED = lazy_pattern(f"[{RAISED}]+")
_SPAN = lazy_pattern(f"{SUPERSCRIPT}[^{close_of(SUPERSCRIPT)}]*{close_of(SUPERSCRIPT)}|[{RAISED}]+")


def raise_superscripts(text: str) -> str:
    """Put superscript characters into superscript spans, neighbours into one span.

    No superscript character is left.

    >>> from citeformat.richtext.spans import wrap
    >>> raise_superscripts("1ʳᵉ éd.") == "1" + wrap(SUPERSCRIPT, "re") + " éd."
    True
    """
    if text.isascii() or not _RAISED().search(text):
        return text
    return _SPAN().sub(_in_span, text)


def is_superscript(rich: str) -> bool:
    """Return whether a text begins and ends in superscript, as the numbers of some styles do.

    >>> from citeformat.richtext.spans import wrap
    >>> is_superscript(wrap(SUPERSCRIPT, "1") + "–" + wrap(SUPERSCRIPT, "3")), is_superscript("1")
    (True, False)
    """
    return rich.startswith(SUPERSCRIPT) and rich.endswith(close_of(SUPERSCRIPT))


def _in_span(match: re.Match[str]) -> str:
    text = _RAISED().sub(lambda found: unicodedata.normalize("NFKD", found[0]), match[0])
    return text if text[0] == SUPERSCRIPT else f"{SUPERSCRIPT}{text}{close_of(SUPERSCRIPT)}"
