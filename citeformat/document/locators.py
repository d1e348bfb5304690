"""Locators that say themselves what they count ("vol. 1", "ch. 3").

In: a cite's label and locator. Out: the label and the rest of the locator.
"""

from __future__ import annotations

import re

from citeformat.patterns import lazy_pattern

__all__ = ["split_locator"]

_LABELS = {
    "bk.": "book",
    "ch.": "chapter",
    "chap.": "chapter",
    "col.": "column",
    "fig.": "figure",
    "fol.": "folio",
    "l.": "line",
    "n.": "note",
    "no.": "issue",
    "op.": "opus",
    "p.": "page",
    "pp.": "page",
    "para.": "paragraph",
    "pt.": "part",
    "sec.": "section",
    "s.v.": "sub-verbo",
    "sv.": "sub-verbo",
    "v.": "verse",
    "vol.": "volume",
}
"""What people write before a locator -> the label of CSL."""
_HEAD = lazy_pattern(r"([a-z][a-z.]*\.)\s+(?=\S)", re.IGNORECASE)


def split_locator(label: str, locator: str) -> tuple[str, str]:
    """The label and the locator without it.

    >>> split_locator("", "vol. 1, fol. 186"), split_locator("chapter", "3")
    (('volume', '1, fol. 186'), ('chapter', '3'))
    """
    locator = locator.strip()
    if "." in locator and not label:
        match = _HEAD().match(locator)
        if match and match[1].lower() in _LABELS:
            return _LABELS[match[1].lower()], locator[match.end() :]
    return label or "page", locator
