"""What a writer puts around a cite ("see", ", emphasis mine"), and the blanks between the two.

In: the prefix or suffix of a cite, as it was typed, often without blanks at its ends. Out: rich
text with the blank that separates it from the cite. The specification leaves this open.
"""

from __future__ import annotations

import unicodedata

from citeformat.engine.processor.citation import Cite
from citeformat.richtext.markup import parse
from citeformat.richtext.spans import CLOSERS, CURLY, OPENERS, QUOTE, SINGLE, SUBSCRIPT, SUPERSCRIPT

__all__ = ["blank_after", "blank_before", "is_wide", "suffix_of", "with_affixes"]

_SPACED = "&§¶"
"""Signs that a blank separates from what precedes them."""
_ATTACHED = "/’'¿¡"
"""Signs without a blank after them."""
_PARTNERS = {"«": "»", "»": "«", "‹": "›", "›": "‹", "“": "„", "‘": "‚"}
"""Quotation marks that open in one language and close in another -> the other one of the pair."""


def with_affixes(cite: Cite, text: str) -> str:
    """Add the prefix and suffix of a cite to its text."""
    prefix = parse(cite.prefix)
    return f"{prefix}{blank_after(prefix) if text else ''}{text}{suffix_of(cite)}"


def suffix_of(cite: Cite) -> str:
    """Return the suffix of a cite as it follows text."""
    suffix = parse(cite.suffix)
    return f"{blank_before(suffix)}{suffix}"


def blank_after(text: str) -> str:
    """Return the blank between a text and what follows it, or `""`.

    >>> blank_after("see"), blank_after("(see"), blank_after("("), blank_after("见")
    (' ', ' ', '', '')
    >>> blank_after("siehe „"), blank_after("„Text“")
    ('', ' ')
    """
    last = text.rstrip(CLOSERS)[-1:]
    if last == "" or last.isspace() or last in _ATTACHED or is_wide(last):
        return ""
    if last in _PARTNERS:
        return " " if _has_partner(last, text) else ""
    return "" if unicodedata.category(last) in ("Ps", "Pi", "Pd") else " "


def blank_before(text: str) -> str:
    """Return the blank between a text and what precedes it, or `""`.

    >>> blank_before("for more"), blank_before("(my translation)"), blank_before("„Text“")
    (' ', ' ', ' ')
    >>> blank_before(", for more"), blank_before("’s book"), blank_before("“"), blank_before("，译")
    ('', '', '', '')
    """
    bare = text.lstrip(OPENERS)
    opening, first = text[: len(text) - len(bare)], bare[:1]
    if first == "" or is_wide(first) or SUPERSCRIPT in opening or SUBSCRIPT in opening:
        return ""
    if first in _PARTNERS:
        return " " if _has_partner(first, text) else ""
    is_quotation = any(mark in opening for mark in (QUOTE, CURLY, SINGLE))
    is_spaced = first.isalnum() or first in _SPACED or unicodedata.category(first) == "Ps"
    return " " if is_quotation or is_spaced else ""


def is_wide(char: str) -> bool:
    """Return whether a character is as wide as a Han character. Such text has no blanks, except in
    Korean.

    >>> is_wide("译"), is_wide("，"), is_wide("한"), is_wide("a")
    (True, True, False, False)
    """
    if char == "" or not char.isprintable() or "\uac00" <= char <= "\ud7af":
        return False
    return unicodedata.east_asian_width(char) in ("W", "F")


def _has_partner(mark: str, text: str) -> bool:
    return text.count(mark) <= text.count(_PARTNERS[mark])
