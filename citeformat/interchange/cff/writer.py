"""Records → the Citation File Format (CITATION.cff).

In: records. Out: one file. The first program or data set is what the file describes; the first of
the other records is its `preferred-citation`, all that follow are `references`. Without a program,
the first record lends title and authors to the file and is the preferred citation as well.

Source: "Guide to Citation File Format schema version 1.2.0".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from citeformat.interchange.cff.tables import ENTITIES, PEOPLE, TEXT, TYPE_OF, TYPES
from citeformat.interchange.losses import Losses, Source, custom_data
from citeformat.interchange.shared.yaml_text import require_yaml
from citeformat.record import Date, Name, Record

__all__ = ["write"]

_MESSAGE = "If you use this software, please cite it using the metadata from this file."
_ROOT_KEYS = frozenset(
    """
    abstract authors contact date-released doi identifiers keywords license license-url
    repository repository-artifact repository-code title type url version commit
    """.split()
)
"""What the file itself may say; everything else belongs to references."""
_VARIABLES = {**TEXT, **PEOPLE, **ENTITIES, "year": "issued", "month": "issued",
              "start": "page", "end": "page", "languages": "language",
              "date-accessed": "accessed"}  # fmt: skip
"""Field -> the CSL variable that it came from."""
_PERSON_KEYS = frozenset("affiliation alias email orcid website address city country".split())


def write(records: Sequence[Record], losses: Losses, *, message: str = _MESSAGE) -> str:
    """Write a CITATION.cff.

    Args:
        records: The records.
        losses: Is told what the format cannot carry.
        message: What the file asks of its readers.

    Raises:
        FormatError: PyYAML is not installed.

    >>> print(write([Record("x", "software", {"title": "Tool"})], Losses("CFF")), end="")
    cff-version: 1.2.0
    message: If you use this software, please cite it using the metadata from this file.
    type: software
    title: Tool
    authors: []
    """
    yaml = require_yaml()
    own = next((one for one in records if one.type in ("software", "dataset")), None)
    others = [record for record in records if record is not own]
    root: dict[str, Any] = {"cff-version": "1.2.0", "message": message}
    if own is not None:
        root.update(_Reference(own, losses, root=True).fields)
    elif others:
        first = others[0]
        root["title"] = Source(first, Losses("")).plain("title") or first.id
        root["authors"] = [_person(name) for name in first.author]
    root.setdefault("title", "")
    root.setdefault("authors", [])
    if others:
        root["preferred-citation"] = _Reference(others[0], losses).fields
    if others[1:]:
        root["references"] = [_Reference(record, losses).fields for record in others[1:]]
    return str(yaml.safe_dump(root, allow_unicode=True, sort_keys=False, width=10_000))


class _Reference:
    """One work in the making."""

    __slots__ = ("fields", "source")

    def __init__(self, record: Record, losses: Losses, *, root: bool = False) -> None:
        self.source = Source(record, losses)
        self.fields: dict[str, Any] = {}
        kept = custom_data(record, "cff")
        own = (kept.pop("type", None) or [""])[0]
        type = own if TYPES.get(own) == record.type else TYPE_OF.get(record.type, "generic")
        if TYPES[type] != record.type and not (type == "book" and record.type == "chapter"):
            self.source.lose("type", f"{record.type} is written as {type}")
        self.fields["type"] = type
        self._collect(type, root)
        for key, values in kept.items():
            if not key.startswith("identifier-"):
                self.fields.setdefault(key, values[0])
        if root:
            self._move_aside()
        self.source.finish(kept_under="cff")

    def _collect(self, type: str, root: bool) -> None:
        self.put("title", self.source.plain("title"))
        self.fields["authors"] = self._people("author")
        for field, variable in PEOPLE.items():
            if variable != "author":
                self.put(field, self._people(variable))
        for field, variable in TEXT.items():
            if field != "title" and variable in self.source.rest:
                self.put(field, self.source.plain(variable))
        self._entities(type)
        self._dates(root)
        self._pages()
        words = self.source.text("keyword")
        pieces = re.split(r"\s*;\s*" if ";" in words else r"\s*,\s*", words)
        self.put("keywords", [word for word in pieces if word])
        language = self.source.text("language")
        self.put("languages", [language] if language else [])

    def put(self, field: str, value: Any) -> None:
        """Set a field, unless the value is empty."""
        if value:
            self.fields[field] = value

    def _people(self, variable: str) -> list[dict[str, str]]:
        names = self.source.names(variable)
        for name in names:
            lost = [key for key, _ in name.extra if key not in _PERSON_KEYS]
            if lost:
                self.source.lose(variable, f"the name of {name} loses {', '.join(lost)}")
        return [_person(name) for name in names]

    def _entities(self, type: str) -> None:
        publisher = self.source.plain("publisher")
        if publisher:
            field = "institution" if type in ("thesis", "report") else "publisher"
            self.fields[field] = {"name": publisher}
        place = self.source.plain("publisher-place")
        if place:
            self.fields["location"] = {"name": place}
        event = self.source.plain("event-title")
        if event:
            self.fields["conference"] = {"name": event}

    def _dates(self, root: bool) -> None:
        issued = self.source.date("issued")
        if issued is not None and issued.year is not None:
            if issued.day is not None:
                self.fields["date-released" if root else "date-published"] = _iso(issued)
            else:
                self.fields["year"] = issued.year
                self.put("month", issued.month)
            if issued.end or issued.circa or issued.season is not None:
                self.source.lose("issued", f"only {_iso(issued)} is written")
        elif issued is not None:
            self.source.lose("issued", "it is no date")
        accessed = self.source.date("accessed")
        if accessed is not None and accessed.day is not None:
            self.fields["date-accessed"] = _iso(accessed)
        elif accessed is not None:
            self.source.lose("accessed", "it is no whole date")

    def _pages(self) -> None:
        first, dash, last = self.source.text("page").partition("-")
        self.put("start", first)
        self.put("end", last if dash else "")

    def _move_aside(self) -> None:
        """What the file cannot say of itself is lost."""
        for field in [name for name in self.fields if name not in _ROOT_KEYS]:
            del self.fields[field]
            variable = _VARIABLES.get(field, field)
            self.source.lose(variable, f"{self.source.losses.format} has it in references only")


def _person(name: Name) -> dict[str, str]:
    extra = {key: str(value) for key, value in name.extra if key in _PERSON_KEYS}
    if name.literal:
        return {"name": name.literal, **extra}
    particle = f"{name.dropping_particle} {name.non_dropping_particle}".strip()
    parts = {"family-names": name.family, "given-names": name.given, "name-particle": particle,
             "name-suffix": name.suffix}  # fmt: skip
    return {key: value for key, value in parts.items() if value} | extra


def _iso(date: Date) -> str:
    return "-".join(f"{part:02d}" for part in date.parts[0]) if date.parts else ""
