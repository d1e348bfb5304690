"""Superscript characters of Unicode -> letters and digits in a superscript span.

In: finished rich text. Out: the same text, in which "1ʳᵉ" is "1" and a superscript "re". Many fonts
lack such characters, so a format that has superscripts of its own writes those instead.

Source: CSL 1.0.2 specification, "Ordinal Suffixes", whose terms use these characters; the
compatibility decompositions of Unicode.
"""

from __future__ import annotations

import re
import unicodedata

from citeformat._util.patterns import lazy_pattern
from citeformat.richtext.spans import SUPERSCRIPT, close_of

__all__ = ["raise_superscripts"]

_RAISED = re.compile("[ª²³¹ºʰ-ʸˠ-ˤᴬ-ᴮᴰ-ᴺᴼ-ᵍᵏ-ᵡᵸᶛ-ᶿ\u2070\u2071\u2074-\u207f\u2c7d]+")
"""Letters, digits and signs. The sign for a trade mark is not one of them."""
_SPAN = lazy_pattern(
    f"{SUPERSCRIPT}[^{close_of(SUPERSCRIPT)}]*{close_of(SUPERSCRIPT)}|{_RAISED.pattern}"
)


def raise_superscripts(text: str) -> str:
    """Put superscript characters into superscript spans, neighbours into one span.

    >>> from citeformat.richtext.spans import wrap
    >>> raise_superscripts("1ʳᵉ éd.") == "1" + wrap(SUPERSCRIPT, "re") + " éd."
    True
    """
    if text.isascii() or not _RAISED.search(text):
        return text
    return _SPAN().sub(_raised, text)


def _raised(match: re.Match[str]) -> str:
    if match[0][0] == SUPERSCRIPT:
        return match[0]
    return f"{SUPERSCRIPT}{unicodedata.normalize('NFKD', match[0])}{close_of(SUPERSCRIPT)}"
