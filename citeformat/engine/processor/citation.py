"""Citations, the cites in them, and the labels of their locators.

These are the values that a caller hands to a document. Each can be made from the citation objects
of CSL-JSON. The words are CSL's: a *citation* (cluster) has one or more *cites*.

Source: CSL 1.0.2 specification, "Citation"; the citation schema of CSL-JSON.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from citeformat._util.patterns import lazy_pattern

__all__ = [
    "POSITION_NUMBERS", "Citation", "CitationMode", "Cite", "CiteRange", "CiteSort",
    "Position", "split_locator",
]  # fmt: skip


Position = Literal["first", "subsequent", "ibid", "ibid-with-locator"]
"""A position of a cite, as in the attribute `position` of cs:if."""

POSITION_NUMBERS: dict[Position, int] = {
    "first": 0,
    "subsequent": 1,
    "ibid": 2,
    "ibid-with-locator": 3,
}
"""A position -> its number in CSL-JSON and in generated code. The numbers are ordered: a cite that
is "ibid-with-locator" is "ibid" too, and a cite that is "ibid" is "subsequent" too."""

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
"""An abbreviation that people write before a locator -> CSL's label."""

_ABBREVIATION = lazy_pattern(r"([a-z][a-z.]*\.)\s+(?=\S)", re.IGNORECASE)


def split_locator(label: str, locator: str) -> tuple[str, str]:
    """Split a label that is written in a locator from it.

    Returns:
        The label, which is `"page"` by default, and the locator.

    >>> split_locator("", "vol. 1, fol. 186"), split_locator("chapter", "3")
    (('volume', '1, fol. 186'), ('chapter', '3'))
    """
    locator = locator.strip()
    if "." in locator and not label:
        match = _ABBREVIATION().match(locator)
        if match and match[1].lower() in _LABELS:
            return _LABELS[match[1].lower()], locator[match.end() :]
    return label or "page", locator


class CiteRange(NamedTuple):
    """Where a cite is in the text of its citation: `text[cite.start:cite.end]`."""

    id: str
    """The id of the cited record."""
    start: int
    end: int


CitationMode = Literal["", "author-only", "suppress-author", "composite"]

CiteSort = bool | Literal["between-prefixes"]
"""Whether the style sorts the cites of a citation; see `Citation.sort`."""


@dataclass(frozen=True, slots=True)
class Cite:
    """One work in a citation.

    Raises:
        ValueError: `position` is not a position of CSL, nor the number of one.
    """

    id: str
    """The id of its record."""
    locator: str = ""
    """The place in the work: `"12"`, `"12-14"`."""
    label: str = ""
    """What the locator counts; `""` means `"page"`."""
    prefix: str = ""
    """Text before the cite, with CSL-JSON's markup."""
    suffix: str = ""
    """Text after the cite, with CSL-JSON's markup."""
    suppress_author: bool = False
    """Leave the author out (the sentence names it)."""
    author_only: bool = False
    """Print the author and nothing else."""
    position: Position | None = None
    """`"first"`, `"subsequent"`, `"ibid"` or `"ibid-with-locator"`; `None`: worked out from the
    document. The numbers of CSL-JSON, 0 to 3 in this order, are converted."""
    near_note: bool | None = None
    """Whether the last citation of the work is near; `None`: worked out from the document."""
    first_reference_note_number: int | None = None
    """The note that cites the work first; `None`: worked out from the document."""

    def __post_init__(self) -> None:
        value: object = self.position
        if value is None or value in POSITION_NUMBERS:
            return
        for position, number in POSITION_NUMBERS.items():
            if value == number or value == str(number):
                object.__setattr__(self, "position", position)
                return
        known = ", ".join(POSITION_NUMBERS)
        raise ValueError(f"a position is one of {known} or a number from 0 to 3, not {value!r}")

    @classmethod
    def from_csl(cls, item: Mapping[str, Any]) -> Cite:
        """Make a cite from a citation item of CSL-JSON.

        Raises:
            ValueError: The item has a position or note number that cannot be understood.

        >>> Cite.from_csl({"id": 1, "locator": 12, "position": 2, "suppress-author": True})
        Cite('1', locator='12', suppress_author=True, position='ibid')
        """
        first = item.get("first-reference-note-number")
        near = item.get("near-note")
        return cls(
            id=str(item["id"]),
            locator=_text(item, "locator"),
            label=_text(item, "label"),
            prefix=_text(item, "prefix"),
            suffix=_text(item, "suffix"),
            suppress_author=bool(item.get("suppress-author")),
            author_only=bool(item.get("author-only")),
            position=item.get("position"),
            near_note=None if near is None else bool(near),
            first_reference_note_number=None if first in (None, "") else int(first),
        )

    def __repr__(self) -> str:
        arguments = [repr(self.id)]
        for name in _OPTIONAL:
            value = getattr(self, name)
            if value not in ("", False, None):
                arguments.append(f"{name}={value!r}")
        return f"Cite({', '.join(arguments)})"


_OPTIONAL = ("locator", "label", "prefix", "suffix", "suppress_author", "author_only", "position",
             "near_note", "first_reference_note_number")  # fmt: skip


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation (cluster): the cites in one pair of parentheses or in one note."""

    cites: tuple[Cite, ...]
    id: str = ""
    """Names the citation within a document that changes."""
    note_number: int = 0
    """The number of the note that contains it; 0 for a citation in the running text."""
    mode: CitationMode = ""
    """`"composite"` prints the author in the text and then the rest of the citation."""
    infix: str = ""
    """Text between the author and the rest of a composite citation."""
    sort: CiteSort = True
    """Whether the style sorts the cites. If not, they stay in the order given. With
    `"between-prefixes"`, a cite with a prefix ("see also") starts a new series, and the style sorts
    each series. Pandoc does so."""

    def __post_init__(self) -> None:
        if self.sort is not True and self.sort not in (False, "between-prefixes"):
            raise ValueError(f"sort is True, False or 'between-prefixes', not {self.sort!r}")

    @classmethod
    def from_csl(cls, data: Mapping[str, Any]) -> Citation:
        """Make a citation from a citation object of CSL-JSON (citationItems, properties).

        >>> Citation.from_csl({"citationItems": [{"id": "a"}], "properties": {"noteIndex": 2}})
        Citation(cites=(Cite('a'),), id='', note_number=2, mode='', infix='', sort=True)
        """
        properties = data.get("properties") or {}
        return cls(
            cites=tuple([Cite.from_csl(item) for item in data.get("citationItems") or ()]),
            id=_text(data, "citationID"),
            note_number=int(properties.get("noteIndex") or 0),
            mode=properties.get("mode") or "",
            infix=_text(properties, "infix"),
            sort=not properties.get("unsorted"),
        )
