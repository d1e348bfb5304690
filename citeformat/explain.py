"""What made each part of a reference: `citeformat.explain`.

In: a record and a style. Out: `Explanation`: the entry part by part, each with the element of the
style that printed it and the field that it is of; and the fields that the style never printed.
Fields of a .bib file are named as the file has them, with their lines, where it can be read again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.result import Entry
from citeformat.errors import SourceError
from citeformat.interchange.source import open_source
from citeformat.output.protocol import Span
from citeformat.record import Date, Record
from citeformat.style import Style

if TYPE_CHECKING:
    from citeformat.interchange.bibtex.reading.field_origins import FieldOrigin

__all__ = ["Explanation", "Source", "explain"]


@dataclass(frozen=True, slots=True)
class Source:
    """A field that a part is of, as its file has it."""

    name: str
    """The name of the field: of a .bib file its own, else the CSL variable."""
    value: str
    """What stands there."""
    file: str = ""
    line: int = 0
    """The line of the field; that of its record where the field's own is not known."""
    inherited_from: str = ""
    """The key of the entry that has it, where it is inherited."""

    @property
    def place(self) -> str:
        """`file:line`, as far as they are known."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file


@dataclass(frozen=True, slots=True)
class Explanation:
    """An entry, and what made it."""

    record: Record
    style: str
    """The name of the style's file, without `.csl`."""
    entry: Entry
    sources: dict[str, tuple[Source, ...]]
    """CSL variable -> the fields that it is of."""
    unprinted: tuple[Source, ...]
    """The fields of the record that the entry does not have."""

    def to(self, format: str = "text") -> str:
        """The explanation as text for people, or as `"json"`."""
        return self._json() if format == "json" else self._text()

    def _text(self) -> str:
        lines = [self.entry.text, ""]
        for part in self.entry.parts:
            head = repr(self.entry.text[part.start : part.end])
            first, *more = self._about(part)
            lines += (
                [f"{head:{_COLUMN - 1}} {first}"] if len(head) < _COLUMN else [head, _GAP + first]
            )
            lines += [_GAP + line for line in more]
        if not self.entry.parts:
            lines.append("The style prints nothing for this record; this stands in its place.")
        if self.unprinted:
            lines += ["", "Never printed:"]
            lines += [f"    {_shown(source)}" for source in self.unprinted]
        return "\n".join(lines) + "\n"

    def _about(self, part: Span) -> list[str]:
        """What is said of a part: what it is, and what printed it."""
        what = f"{part.kind} of {part.variable}" if part.variable else part.kind
        within = f", in {' > '.join(part.macros)}" if part.macros else ""
        said = [f"{what}: {part.element} at {self.style}.csl:{part.line}{within}"]
        return said + [f"from {_shown(source)}" for source in self._sources(part)]

    def _sources(self, part: Span) -> tuple[Source, ...]:
        return self.sources.get(part.field, ()) if part.field else ()

    def _json(self) -> str:
        parts = [
            {
                "text": self.entry.text[part.start : part.end],
                "start": part.start,
                "end": part.end,
                "kind": part.kind,
                "variable": part.variable,
                "element": part.element,
                "line": part.line,
                "macros": list(part.macros),
                "fields": [_plain(source) for source in self._sources(part)],
            }
            for part in self.entry.parts
        ]
        value = {
            "id": self.record.id,
            "style": self.style,
            "text": self.entry.text,
            "parts": parts,
            "unprinted": [_plain(source) for source in self.unprinted],
        }
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

    def __str__(self) -> str:
        return self.to("text")


def explain(record: Record, style: Style, *, source: str | None = None) -> Explanation:
    """Say what made each part of a record's entry in a style.

    Args:
        record: The record.
        style: The style.
        source: The text that the record was read from, where its file cannot be read again.

    Raises:
        StyleError: The engine of the style knows no spans.

    >>> record = Record("x", "book", {"title": "TeX", "note": "A gift"})
    >>> print(explain(record, Style.load("research-portal-vancouver")), end="")
    TeX. n.d.
    <BLANKLINE>
    'TeX'                   value of title: text at research-portal-vancouver.csl:267
                            from title = TeX
    '. '                    affix: group at research-portal-vancouver.csl:265
    'n.d.'                  term: text at research-portal-vancouver.csl:68, in source > book > year
    <BLANKLINE>
    Never printed:
        note = A gift
    """
    entry = _entry(record, style)
    places = _places(record, source)
    sources = _by_variable(record, places)
    printed = {part.field for part in entry.parts if part.field}
    unprinted = [
        _source(record, place) for place in places if not printed.intersection(place.variables)
    ]
    said = {variable for place in places for variable in place.variables}
    unprinted += [
        each
        for variable in record.fields
        if variable not in said and variable not in printed
        for each in sources[variable]
    ]
    name = style.dependent_of or style.name or "style"
    return Explanation(record, name, entry, sources, tuple(unprinted))


def _entry(record: Record, style: Style) -> Entry:
    """The record's entry; its citation where the style is for notes and has no lists."""
    if style.has_bibliography:
        return style.bibliography([record], spans=True)[0]
    text = style.document([record]).add(Citation((Cite(record.id),), note_number=1), spans=True)
    return Entry(record.id, text.rich, parts=text.parts)


def _places(record: Record, source: str | None) -> tuple[FieldOrigin, ...]:
    """The fields of the .bib entry that a record was read from."""
    custom = record.extra.get("custom")
    if not isinstance(custom, Mapping) or "bibtex" not in custom:
        return ()
    if source is None:
        if not record.file:
            return ()
        try:
            source = open_source(Path(record.file)).text
        except SourceError:  # it has gone; what the record knows itself is said
            return ()
    from citeformat.interchange.bibtex.reading.field_origins import (
        field_origins,  # imports bibtexparser
    )

    return field_origins(source, record.id)


def _by_variable(record: Record, places: tuple[FieldOrigin, ...]) -> dict[str, tuple[Source, ...]]:
    sources: dict[str, tuple[Source, ...]] = {
        variable: (Source(variable, _text(value), record.file, record.line),)
        for variable, value in record.fields.items()
    }
    for variable in record.fields:
        own = [_source(record, place) for place in places if variable in place.variables]
        if own:
            sources[variable] = tuple(own)
    return sources


def _source(record: Record, place: FieldOrigin) -> Source:
    return Source(place.name, place.value, record.file, place.line, place.key)


def _text(value: Any) -> str:
    """A value of a record in one line."""
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value) if isinstance(value, (str, int, Date)) else repr(value)


def _shown(source: Source) -> str:
    """A field with its value, and its place if it is known."""
    value = source.value if len(source.value) <= _LONG else f"{source.value[: _LONG - 1]}…"
    place = f" ({source.place})" if source.place else ""
    via = f", inherited from {source.inherited_from}" if source.inherited_from else ""
    return f"{source.name} = {value}{place}{via}"


_COLUMN = 24
_GAP = " " * _COLUMN
"""What is said of a part stands in a column beside it, or below it where it is longer."""
_LONG = 70
"""A longer value is cut where it is shown to people."""


def _plain(source: Source) -> dict[str, Any]:
    value: dict[str, Any] = {"name": source.name, "value": source.value}
    if source.file:
        value["file"] = source.file
    if source.line:
        value["line"] = source.line
    if source.inherited_from:
        value["inherited_from"] = source.inherited_from
    return value
