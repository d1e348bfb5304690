"""Say what made each part of a reference: `citeformat.explain`.

In: a record and a style. Out: an `Explanation`: the parts of the entry, and the fields that the
style did not print. Each part has the element of the style that printed it and the field that it
comes from. Fields of a .bib file have the names and lines of the file, if it can be read again.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.result import Entry
from citeformat.errors import FormatError, SourceError
from citeformat.interchange.source import open_source
from citeformat.output.protocol import Span
from citeformat.record import Record
from citeformat.record.collection import record_of
from citeformat.record.titles import join_volume_title
from citeformat.style import Style

if TYPE_CHECKING:
    import os

    from citeformat.interchange.bibtex.reading.field_origins import FieldOrigin

__all__ = ["Explanation", "SourceField", "explain"]


@dataclass(frozen=True, slots=True)
class SourceField:
    """A field that a part comes from, as its file has it."""

    name: str
    """The name of the field in a .bib file; otherwise the CSL variable."""
    value: str
    """The value, as the file has it."""
    file: str = ""
    line: int = 0
    """The line of the field, or the line of its record if the field's own is not known."""
    inherited_from: str = ""
    """The key of the entry that the field is inherited from, or `""`."""

    @property
    def location(self) -> str:
        """`file:line`, as far as they are known."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file

    def __str__(self) -> str:
        value = self.value if len(self.value) <= _LONG else f"{self.value[: _LONG - 1]}…"
        location = f" ({self.location})" if self.location else ""
        via = f", inherited from {self.inherited_from}" if self.inherited_from else ""
        return f"{self.name} = {value}{location}{via}"

    def to_dict(self) -> dict[str, str | int]:
        """Return the field as a JSON object, without the values that are not known."""
        result: dict[str, str | int] = {"name": self.name, "value": self.value}
        if self.file:
            result["file"] = self.file
        if self.line:
            result["line"] = self.line
        if self.inherited_from:
            result["inherited_from"] = self.inherited_from
        return result


_COLUMN = 24
_INDENT = " " * _COLUMN
"""An explanation begins in this column, next to the part or below a longer one."""
_LONG = 70
"""The length to which a value is cut in text for people."""


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """An entry, and what made it."""

    record: Record
    style: str
    """The name of the style's file, without `.csl`."""
    entry: Entry
    sources: dict[str, tuple[SourceField, ...]]
    """The fields that each CSL variable comes from."""
    unprinted: tuple[SourceField, ...]
    """The fields of the record that the style did not print."""

    def to(self, format: str = "text") -> str:
        """Write the explanation as text for people, as `"json"`, or as `"html"`.

        Raises:
            FormatError: The format is another one.
        """
        if format == "text":
            return self._text()
        if format == "html":
            return f"<pre>{html.escape(self._text(), quote=False)}</pre>\n"
        if format == "json":
            return self._json()
        raise FormatError(f"an explanation is text, json or html, not {format!r}")

    def _text(self) -> str:
        lines = [self.entry.text, ""]
        for part in self.entry.parts:
            text = repr(self._printed(part))
            what = f"{part.kind} of {part.variable}" if part.variable else part.kind
            within = f", in {' > '.join(part.macros)}" if part.macros else ""
            printed_by = f"{what}: {part.element} at {self.style}.csl:{part.line}{within}"
            if len(text) < _COLUMN:
                lines.append(f"{text:{_COLUMN - 1}} {printed_by}")
            else:
                lines += [text, _INDENT + printed_by]
            lines += [f"{_INDENT}from {source}" for source in self._sources(part)]
        if not self.entry.parts:
            lines.append("The style prints nothing for this record; the text above replaces it.")
        if self.unprinted:
            lines += ["", "Never printed:", *(f"    {source}" for source in self.unprinted)]
        return "\n".join(lines) + "\n"

    def _json(self) -> str:
        parts = [
            {
                "text": self._printed(part),
                "start": part.start,
                "end": part.end,
                "kind": part.kind,
                "variable": part.variable,
                "element": part.element,
                "line": part.line,
                "macros": list(part.macros),
                "fields": [source.to_dict() for source in self._sources(part)],
            }
            for part in self.entry.parts
        ]
        value = {
            "id": self.record.id,
            "style": self.style,
            "text": self.entry.text,
            "parts": parts,
            "unprinted": [source.to_dict() for source in self.unprinted],
        }
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

    def _printed(self, part: Span) -> str:
        return self.entry.text[part.start : part.end]

    def _sources(self, part: Span) -> tuple[SourceField, ...]:
        return self.sources.get(part.field, ()) if part.field else ()

    def __str__(self) -> str:
        return self._text()

    def __repr__(self) -> str:
        parts = len(self.entry.parts)
        return f"<Explanation of {self.record.id!r} in {self.style}: {parts} parts>"


def explain(
    record: Record | Mapping[str, Any],
    style: Style | str | os.PathLike[str],
    *,
    source: str | None = None,
) -> Explanation:
    """Say what made each part of a record's entry in a style.

    A style for notes without a bibliography is explained by the record's first citation.

    Args:
        record: The record, or a CSL-JSON item.
        style: The style, or what `Style.load` takes.
        source: The text that the record was read from, if its file cannot be read again.

    Raises:
        RecordError: `record` is neither a record nor a CSL-JSON item.
        StyleNotFound: No style has this name.
        StyleError: The engine of the style has no spans.

    >>> record = Record("x", "book", {"title": "TeX", "note": "A gift"})
    >>> print(explain(record, Style.load("research-portal-vancouver")), end="")
    TeX. n.d.
    <BLANKLINE>
    'TeX'                   value of title: text at research-portal-vancouver.csl:329
                            from title = TeX
    '. '                    affix: group at research-portal-vancouver.csl:327
    'n.d.'                  term: text at research-portal-vancouver.csl:77, in source > book > year
    <BLANKLINE>
    Never printed:
        note = A gift
    """
    record, style = record_of(record), Style.load(style)
    if style.has_bibliography:
        entry = style.bibliography([record], spans=True)[0]
    else:
        citation = Citation((Cite(record.id),), note_number=1)
        made = style.document([record]).add(citation, spans=True)
        entry = Entry(record.id, made.rich, parts=made.parts)
    origins = _origins(record, source)
    fields = [
        SourceField(origin.name, origin.value, record.file, origin.line, origin.key)
        for origin in origins
    ]
    sources: dict[str, tuple[SourceField, ...]] = {}
    for variable, value in record.fields.items():
        text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        sources[variable] = tuple(
            field
            for field, origin in zip(fields, origins, strict=True)
            if variable in origin.variables
        ) or (SourceField(variable, text, record.file, record.line),)

    printed = {part.field for part in entry.parts if part.field}
    if origins and "volume-title" not in printed and join_volume_title(record) is not record:
        # The style has no place for the title of the volume, so it is a part of another title.
        whole = "container-title" if record.type == "chapter" else "title"
        sources[whole] = (*sources.get(whole, ()), *sources["volume-title"])
        printed.add("volume-title")
    unprinted = [
        field
        for field, origin in zip(fields, origins, strict=True)
        if printed.isdisjoint(origin.variables)
    ]
    with_origin = {variable for origin in origins for variable in origin.variables}
    for variable in record.fields:
        if variable not in with_origin and variable not in printed:
            unprinted += sources[variable]
    name = style.dependent_of or style.name or "style"
    return Explanation(record, name, entry, sources, tuple(unprinted))


def _origins(record: Record, source: str | None) -> tuple[FieldOrigin, ...]:
    """Return the fields of the .bib entry that a record was read from."""
    custom = record.extra.get("custom")
    if not isinstance(custom, Mapping) or "bibtex" not in custom:
        return ()
    if source is None:
        if not record.file:
            return ()
        try:
            source = open_source(Path(record.file)).text
        except SourceError:  # the file has gone; the record still has its variables
            return ()
    # The module imports bibtexparser (50 ms), which other records do not need.
    from citeformat.interchange.bibtex.reading.field_origins import field_origins

    return field_origins(source, record.id)
