"""Citations, and the cites in them.

These are the values that a caller hands to a document. Each can be made from the citation objects
of CSL-JSON. The words are CSL's: a *citation* (cluster) has one or more *cites*.

Source: CSL 1.0.2 specification, "Citation"; the citation schema of CSL-JSON.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any, Literal, NamedTuple, SupportsIndex, get_args

from citeformat._util.text import FALSE
from citeformat.errors import RecordError
from citeformat.record.text.locators import locator_label, split_locator

__all__ = [
    "POSITION_NUMBERS", "Citation", "CitationMode", "Cite", "CiteRange", "CiteSort",
    "Position",
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


class CiteRange(NamedTuple):
    """Where a cite is in the text of its citation: `text[cite.start:cite.end]`."""

    id: str
    """The id of the cited record."""
    start: int
    end: int


CitationMode = Literal["", "author-only", "suppress-author", "composite"]
_MODES = get_args(CitationMode)


def _cites_of(value: object) -> tuple[Cite, ...]:
    """Return the cites that a program gave: cites or ids, one or several."""
    if isinstance(value, str | Cite):
        value = (value,)
    if not isinstance(value, Iterable):
        raise TypeError(f"the cites of a citation are a list of Cite values, not {value!r}")
    cites = []
    for one in value:
        cite = Cite(one) if isinstance(one, str) else one
        if not isinstance(cite, Cite):
            raise TypeError(f"a citation has Cite values or ids, not {one!r}")
        cites.append(cite)
    return tuple(cites)


def _note_number(value: object) -> int:
    """Return the number of a note."""
    if value is None:
        return 0
    if isinstance(value, str | float | SupportsIndex) and not isinstance(value, bool):
        if value == "":
            return 0
        with suppress(ValueError, OverflowError):
            return int(value)
    raise TypeError(f"the number of a note is a number, not {value!r}")


CiteSort = bool | Literal["between-affixes", "between-prefixes"]
"""Whether the style sorts the cites of a citation; see `Citation.sort`."""
_SERIES = ("between-affixes", "between-prefixes")


@dataclass(frozen=True, slots=True)
class Cite:
    """One work in a citation.

    Raises:
        ValueError: `position` is not a position of CSL, nor the number of one, or `label` is not
            the label of a locator.
        TypeError: A value has another type.

    >>> Cite("knuth", locator="pp. 3-5"), Cite("knuth", locator=3, label="chap.")
    (Cite('knuth', locator='3-5', label='page'), Cite('knuth', locator='3', label='chapter'))
    """

    id: str
    """The id of its record."""
    locator: str = ""
    """The place in the work: `"12"`, `"12-14"`. A number becomes text, and `None` is no locator. A
    label in it, as in `"chap. 3"`, becomes the label."""
    label: str = ""
    """What the locator counts; `""` means `"page"`. Plurals and abbreviations are converted."""
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
        if not (self.id.__class__ is self.prefix.__class__ is self.suffix.__class__ is str):
            self._convert_texts()
        if not (self.suppress_author.__class__ is self.author_only.__class__ is bool):
            self._convert_flags()
        if self.locator != "" or self.label != "":
            self._convert_locator()
        value: object = self.position
        if value is None or value in POSITION_NUMBERS:
            return
        for position, number in POSITION_NUMBERS.items():
            if value == number or value == str(number):
                object.__setattr__(self, "position", position)
                return
        known = ", ".join(POSITION_NUMBERS)
        raise ValueError(f"a position is one of {known} or a number from 0 to 3, not {value!r}")

    def _convert_texts(self) -> None:
        """Convert the id and the affixes to text. `None` is no affix."""
        for name in ("id", "prefix", "suffix"):
            value: object = getattr(self, name)
            if value is None and name != "id":
                value = ""
            if isinstance(value, bool) or not isinstance(value, str | int):
                raise TypeError(f"the {name} of a cite is text, not {value!r}")
            object.__setattr__(self, name, str(value))

    def _convert_flags(self) -> None:
        """Convert 0, 1 and `None`, which programs write for false and true."""
        for name in ("suppress_author", "author_only"):
            value: object = getattr(self, name)
            if value not in (True, False, None):
                raise TypeError(f"{name} is True or False, not {value!r}")
            object.__setattr__(self, name, bool(value))

    def _convert_locator(self) -> None:
        """Convert the locator to text, and the label to CSL's."""
        given: object = self.locator
        if given is None or (isinstance(given, float) and given != given):
            given = ""
        elif isinstance(given, float) and given.is_integer():
            given = int(given)
        elif isinstance(given, bool) or not isinstance(given, (str, int, float)):
            raise TypeError(f"a locator is text or a number, not {given!r}")
        label = locator_label(self.label) if self.label else ""
        found, locator = split_locator(label, str(given))
        put = object.__setattr__
        put(self, "locator", locator)
        put(self, "label", found if label or locator != str(given).strip() else "")

    @classmethod
    def from_csl(cls, item: Mapping[str, Any]) -> Cite:
        """Make a cite from a citation item of CSL-JSON.

        Raises:
            RecordError: It is not an object, has no id, or has a value that cannot be understood.

        >>> Cite.from_csl({"id": 1, "locator": 12, "position": 2, "suppress-author": True})
        Cite('1', locator='12', suppress_author=True, position='ibid')
        """
        if not isinstance(item, Mapping):
            raise RecordError(f"a citation item is an object, not {reprlib.repr(item)}")
        id = item.get("id")
        if isinstance(id, bool) or not isinstance(id, str | int):
            raise RecordError(f"a citation item has no id: {reprlib.repr(item)}")
        first = item.get("first-reference-note-number")
        near = item.get("near-note")
        try:
            return cls(
                id=str(id),
                locator=_text(item, "locator"),
                label=_text(item, "label"),
                prefix=_text(item, "prefix"),
                suffix=_text(item, "suffix"),
                suppress_author=item.get("suppress-author") not in FALSE,
                author_only=item.get("author-only") not in FALSE,
                position=item.get("position"),
                near_note=None if near is None else near not in FALSE,
                first_reference_note_number=None if first in (None, "") else _note_number(first),
            )
        except (TypeError, ValueError) as error:
            raise RecordError(f"the citation item of {id!r} cannot be read: {error}") from None

    def __repr__(self) -> str:
        given = [(each.name, getattr(self, each.name), each.default) for each in fields(self)[1:]]
        options = [f", {name}={value!r}" for name, value, default in given if value != default]
        return f"Cite({self.id!r}{''.join(options)})"


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation (cluster): the cites in one pair of parentheses or in one note.

    Raises:
        TypeError: `cites` are neither `Cite` values nor ids, or `note_number` is not a number.
        ValueError: `mode` or `sort` has another value than those below.

    >>> citation = Citation(("knuth", Cite("lamport", locator="p. 3")), mode="composite")
    >>> [cite.id for cite in citation.cites]
    ['knuth', 'lamport']
    """

    cites: tuple[Cite, ...]
    id: str = ""
    """Names the citation within a document that changes."""
    note_number: int = 0
    """The number of the note that contains it; 0 for a citation in the running text."""
    mode: CitationMode = ""
    """`"author-only"` prints the first author, `"suppress-author"` leaves the first author out, and
    `"composite"` prints the author in the text and then the rest of the citation."""
    infix: str = ""
    """Text between the author and the rest of a composite citation."""
    sort: CiteSort = True
    """Whether the style sorts the cites. If not, they stay in the order given. With
    `"between-affixes"`, a cite with a prefix ("see also") or a suffix keeps its place, and the
    style sorts the cites between two of them, as in pandoc 3.8. With `"between-prefixes"`, a cite
    with a prefix starts a new series, and the style sorts each series, as in pandoc 2."""

    def __post_init__(self) -> None:
        cites: object = self.cites
        if cites.__class__ is not tuple or {*map(type, self.cites)} != {Cite}:
            object.__setattr__(self, "cites", _cites_of(cites))
        if self.note_number.__class__ is not int:
            object.__setattr__(self, "note_number", _note_number(self.note_number))
        if self.mode not in _MODES:
            raise ValueError(f"mode is one of {_MODES}, not {reprlib.repr(self.mode)}")
        if self.sort is not True and self.sort not in (False, *_SERIES):
            raise ValueError(f"sort is True, False or one of {_SERIES}, not {self.sort!r}")

    @classmethod
    def from_csl(cls, data: Mapping[str, Any]) -> Citation:
        """Make a citation from a citation object of CSL-JSON (citationItems, properties).

        Raises:
            RecordError: It is not an object, or has a value that cannot be understood.

        >>> Citation.from_csl({"citationItems": [{"id": "a"}], "properties": {"noteIndex": 2}})
        Citation(cites=(Cite('a'),), id='', note_number=2, mode='', infix='', sort=True)
        """
        if not isinstance(data, Mapping):
            raise RecordError(f"a citation is an object, not {reprlib.repr(data)}")
        properties, items = data.get("properties"), data.get("citationItems")
        properties = {} if properties is None else properties
        items = () if items is None else items
        if not isinstance(properties, Mapping) or not isinstance(items, list | tuple):
            raise RecordError("the items of a citation are a list, and its properties an object")
        cites = tuple(map(Cite.from_csl, items))
        try:
            return cls(
                cites=cites,
                id=_text(data, "citationID"),
                note_number=_note_number(properties.get("noteIndex")),
                mode=properties.get("mode") or "",
                infix=_text(properties, "infix"),
                sort=properties.get("unsorted") in FALSE,
            )
        except (TypeError, ValueError) as error:
            raise RecordError(str(error)) from None
