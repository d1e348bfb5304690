"""What a document cites: citations (clusters) of cites, and the labels of their locators.

The words are CSL's: see the CSL 1.0.2 specification, "Citation", and the CSL-JSON citation schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from citeformat._util.patterns import lazy_pattern

__all__ = ["Citation", "CitationMode", "Cite", "split_locator"]


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


CitationMode = Literal["", "author-only", "suppress-author", "composite"]


@dataclass(frozen=True, slots=True)
class Cite:
    """One work in a citation."""

    id: str
    """The id of its record."""
    locator: str = ""
    """The place in the work: `"12"`, `"12-14"`."""
    label: str = ""
    """What the locator counts; `""` means `"page"`."""
    prefix: str = ""
    """Text before the cite, with CSL-JSON's markup."""
    suffix: str = ""
    """Text behind the cite, with CSL-JSON's markup."""
    suppress_author: bool = False
    """Leave the author out (the sentence names it)."""
    author_only: bool = False
    """Print the author and nothing else."""
    position: int | None = None
    """0 first, 1 subsequent, 2 ibid with locator, 3 ibid; `None`: as it is found."""
    near_note: bool | None = None
    """Whether the last citation of the work is near; `None`: as it is found."""
    first_reference_note_number: int | None = None
    """The note that cites the work first; `None`: as it is found."""

    @classmethod
    def from_csl(cls, item: Mapping[str, Any]) -> Cite:
        """Make a cite of a citation item of CSL-JSON.

        >>> Cite.from_csl({"id": 1, "locator": 12, "suppress-author": True})
        Cite('1', locator='12', suppress_author=True)
        """
        first = item.get("first-reference-note-number")
        near = item.get("near-note")
        position = item.get("position")
        return cls(
            id=str(item["id"]),
            locator=_text(item, "locator"),
            label=_text(item, "label"),
            prefix=_text(item, "prefix"),
            suffix=_text(item, "suffix"),
            suppress_author=bool(item.get("suppress-author")),
            author_only=bool(item.get("author-only")),
            position=None if position is None else int(position),
            near_note=None if near is None else bool(near),
            first_reference_note_number=None if first in (None, "") else int(first),
        )

    def __repr__(self) -> str:
        given = [repr(self.id)]
        for name in _SHOWN:
            value = getattr(self, name)
            if value not in ("", False, None):
                given.append(f"{name}={value!r}")
        return f"Cite({', '.join(given)})"


_SHOWN = ("locator", "label", "prefix", "suffix", "suppress_author", "author_only", "position",
          "near_note", "first_reference_note_number")  # fmt: skip


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation (cluster): the cites that stand in one pair of parentheses or in one note."""

    cites: tuple[Cite, ...]
    id: str = ""
    """Names the citation within a document that changes."""
    note_number: int = 0
    """The number of the note that it stands in; 0 for a citation in the running text."""
    mode: CitationMode = ""
    """`composite` prints the author in the text and the rest of the citation behind it."""
    infix: str = ""
    """Text between the author and the rest of a composite citation."""

    @classmethod
    def from_csl(cls, data: Mapping[str, Any]) -> Citation:
        """Make a citation of a citation object of CSL-JSON (citationItems, properties).

        >>> Citation.from_csl({"citationItems": [{"id": "a"}], "properties": {"noteIndex": 2}})
        Citation(cites=(Cite('a'),), id='', note_number=2, mode='', infix='')
        """
        properties = data.get("properties") or {}
        mode: Any = properties.get("mode") or ""
        return cls(
            cites=tuple(Cite.from_csl(item) for item in data.get("citationItems") or ()),
            id=_text(data, "citationID"),
            note_number=int(properties.get("noteIndex") or 0),
            mode=mode,
            infix=_text(properties, "infix"),
        )
