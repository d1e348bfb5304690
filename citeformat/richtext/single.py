"""An entry that stands alone, outside of a list: without its number, with marks as they were typed.

In and out: finished rich text of one entry.
"""

from __future__ import annotations

import re

from citeformat.richtext.spans import LEFT_MARGIN, RIGHT_INLINE, close_of

__all__ = ["as_typed", "without_number"]

_MARGIN = re.compile(f"{LEFT_MARGIN}[^{close_of(LEFT_MARGIN)}]*{close_of(LEFT_MARGIN)}")
_INLINE = re.compile(f"[{RIGHT_INLINE}{close_of(RIGHT_INLINE)}]")
_TYPED = {"‘": "'", "’": "'", "“": '"', "”": '"'}


def without_number(text: str) -> str:
    """The entry without its left margin, which numbers it in a list.

    >>> from citeformat.richtext.spans import wrap
    >>> without_number(wrap(LEFT_MARGIN, "1. ") + wrap(RIGHT_INLINE, "Knuth D. TeX."))
    'Knuth D. TeX.'
    """
    if LEFT_MARGIN not in text:
        return text
    return _INLINE.sub("", _MARGIN.sub("", text, count=1))


def as_typed(text: str, source: str) -> str:
    """The entry with straight quotation marks and apostrophes, as a keyboard has them.

    Args:
        text: The entry.
        source: The record's own text; a typographic mark that stands in it is kept.

    >>> as_typed("Dell’Aglio, “Data”", "Dell'Aglio")
    'Dell\\'Aglio, "Data"'
    """
    changes = {ord(mark): typed for mark, typed in _TYPED.items() if mark not in source}
    return text.translate(changes)
