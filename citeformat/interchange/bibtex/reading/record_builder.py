"""Build a record from an entry, field by field.

A `BibRecordBuilder` starts with all fields of an entry unread. The converter in `to_record` reads
them and sets CSL variables; `record()` keeps under `custom` what is still unread.
"""

from __future__ import annotations

import html
import re
from functools import partial
from typing import cast

from citeformat._util.text import is_no_number
from citeformat.errors import Severity
from citeformat.interchange.bibtex.entry import ParsedEntry, ProblemLog
from citeformat.interchange.bibtex.entry_types import TYPE_ALIASES
from citeformat.interchange.bibtex.fields import FIELD_ALIASES, ORDINALS, PUBSTATES, FieldKind
from citeformat.interchange.bibtex.reading.names import read_names
from citeformat.interchange.latex.commands import verbatim
from citeformat.interchange.latex.decoder import SPECIAL, decode
from citeformat.interchange.latex.math import convert
from citeformat.interchange.shared.record_builder import (
    bare_number,
    bare_serials,
    page_range,
)
from citeformat.record import Date, Name, Record
from citeformat.record.core import Value
from citeformat.record.text.dates import from_text, is_ambiguous
from citeformat.record.text.edtf import from_edtf
from citeformat.record.values.texts import doi_value
from citeformat.record.works.markup import with_csl_tags

__all__ = ["BibRecordBuilder", "field_value"]

_TIE = "\u00a0"

_ENTITY = re.compile(
    r"(?:\{\\&\}|\\?&)(?:amp;(?=(?:\{\\#\}|\\?#)?\w{2,30};))?"
    r"((?:\{\\#\}|\\?#)(?:\d{1,6}|[xX][0-9A-Fa-f]{1,5})|[A-Za-z][A-Za-z0-9]{1,30})"
    r"(?:;|\{?\$\\mathsemicolon\$\}?)"
)
"""An HTML entity, also one that is escaped twice, and with the escapes of TeX around its signs."""

_LONG = 200
"""The length from which a value that several entries inherit is decoded once for all of them."""

_NOTHING = re.compile(r"n/a(?:\s*[-–—]+\s*n/a)?\Z", re.IGNORECASE)
"""What publishers write for a value that they do not have, also at both ends of a range."""


def _resolve_entity(entity: re.Match[str]) -> str:
    """Return the TeX source of an entity's character; an unknown entity stays."""
    name = re.sub(r"[\\{}]", "", entity.group(1))
    text = html.unescape(f"&{name};")
    if len(text) > 2:
        return entity.group()
    return f"\\{text}" if text in ("&", "%", "$", "#", "_", "{", "}") else text


class BibRecordBuilder:
    """The fields of an entry that are not read yet, and the CSL variables so far."""

    __slots__ = ("entry", "entry_type", "fields", "log", "type", "unmapped", "unread", "written_as")

    entry_type: str
    """The entry type by which the fields are read."""
    type: str
    """The CSL type."""
    fields: dict[str, Value]
    """CSL variable -> value."""
    unread: dict[str, str]
    """Field -> source, under the names that `FIELD_ALIASES` maps to."""
    unmapped: dict[str, str]
    """Field as named in the file -> source, for fields that no CSL variable expresses in full."""
    written_as: dict[str, str]
    """Field -> its name in the file, if that is an alias."""

    def __init__(self, entry: ParsedEntry, log: ProblemLog) -> None:
        self.entry = entry
        self.log = log
        type = entry.read_as_type or entry.type
        self.entry_type = TYPE_ALIASES.get(type, type)
        self.type = ""
        self.fields = {}
        self.unread = {}
        self.unmapped = {}
        self.written_as = {}
        for name, source in entry.fields.items():
            if "&" in source:
                source = _ENTITY.sub(_resolve_entity, source)
            elif source[1:2] == "/" and _NOTHING.match(source):
                continue
            target = FIELD_ALIASES.get(name)
            if target is None:
                self.unread[name] = source
            elif target not in entry.fields and target not in self.unread:
                self.unread[target] = source
                self.written_as[target] = name
            # Publishers write the conference's place as location, next to an address.
            elif name == "location" and "venue" not in entry.fields:
                self.unread["venue"] = source
                self.written_as["venue"] = name
            else:
                self.unmapped[name] = source
        for name in ("volume", "number", "issue", "pages"):
            source = self.unread.get(name, "")
            if source and not source[0].isdigit() and is_no_number(source):
                del self.unread[name]
        if self.unread.get("volume") == "0" == self.unread.get("number"):
            # Publishers write both zeros for an article that is in no issue yet.
            for name in ("volume", "number"):
                self.unmapped[name] = self.unread.pop(name)

    def text(self, name: str, *, title: bool = False) -> str:
        """Read a field as text; a field that is not there is `""`."""
        source = self.unread.pop(name, "")
        return self.decode(name, source, title=title) if source else ""

    def names(self, name: str, *, use_prefix: bool) -> tuple[Name, ...]:
        """Read a field as a list of names."""

        def report(message: str) -> None:
            self.add_problem(name, "warning", f"{name}: {message}")

        source = self.unread.pop(name)
        inherited = len(source) > _LONG and name not in self.entry.lines
        if inherited and (source, use_prefix) in self.log.decoded:
            return cast("tuple[Name, ...]", self.log.decoded[source, use_prefix])
        names = read_names(source, partial(self.decode, name), use_prefix=use_prefix, report=report)
        if inherited:
            self.log.decoded[source, use_prefix] = names
        return names

    def decode(self, name: str, source: str, *, title: bool = False) -> str:
        """Decode the TeX source of a field, and report unknown commands."""
        if SPECIAL.search(source) is None:
            return with_csl_tags(source) if "</" in source else source
        how = "title" if title else "text"
        inherited = len(source) > _LONG and name not in self.entry.lines
        if inherited and (source, how) in self.log.decoded:
            return cast("str", self.log.decoded[source, how])
        text, unknown = decode(source, title=title)
        if "</" in text:
            text = with_csl_tags(text)
        if inherited:
            self.log.decoded[source, how] = text.strip(" ")
        for command in unknown:
            if command.startswith("$"):
                self.add_problem(
                    name, "warning", f"{name} keeps TeX that only TeX can set: {command}"
                )
                continue
            symbol = convert("\\" + command)
            if symbol is not None:
                message, hint = "is only for formulas", f"it is read as {symbol}"
            else:
                message, hint = "is not known", "its name or arguments are kept as text"
            message = f"the command \\{command} {message}"
            self.add_problem(name, "warning", message, hint, counted=True)
        return text.strip(" ")

    def decode_date(self, name: str, source: str) -> str:
        """Decode a date. At its end `~` is EDTF's sign for "about", and not a tie."""
        text = self.decode(name, source)
        if _TIE not in text:
            return text
        ends = []
        for end in text.split("/"):
            date = end.rstrip().rstrip(f"?%{_TIE}")
            ends.append(date + end[len(date) :].replace(_TIE, "~"))
        return "/".join(ends)

    def date(self, name: str, text: str) -> Date | None:
        """Read the date of a field, and report what is not understood."""
        date = from_edtf(text) or from_text(text)
        if date is not None and date.literal and not date.parts:
            self.add_problem(name, "warning", f"{text!r} is not a date", "it is printed as it is")
        elif is_ambiguous(text):
            self.add_problem(
                name, "warning", f"{text!r} does not say which number is the month",
                "only the year is used",
            )  # fmt: skip
        return date

    def first_of(self, name: str, text: str, several: re.Pattern[str], what: str) -> str:
        """Return the first of several values in a field. The others are reported and kept."""
        found = several.match(text) if " " in text else None
        if found is None:
            return text
        self.add_problem(name, "info", f"the field has several {what}", "the first one is used")
        self.unmapped[name] = self.unread[name]
        return found[1]

    def add_problem(
        self, name: str, severity: Severity, message: str, hint: str = "", *, counted: bool = False
    ) -> None:
        """Report a problem of a field; see `ProblemLog.add`."""
        name = self.written_as.get(name, name)
        self.log.add_to_field(self.entry, name, severity, message, hint, counted=counted)

    def put(self, variable: str, value: Value) -> None:
        """Set a variable, unless it is set already or the value is empty."""
        if value and variable not in self.fields:
            self.fields[variable] = value

    def record(self) -> Record:
        """Return the record, with the source of each unread or unmapped field in `custom`."""
        type = self.entry.type
        custom = {"entrytype": TYPE_ALIASES.get(type, type), **self.unmapped}
        for name, source in self.unread.items():
            custom[self.written_as.get(name, name)] = source
        return Record(
            self.entry.key,
            self.type,
            self.fields,
            extra={"custom": {"bibtex": custom}},
            file=self.log.file,
            line=self.entry.line,
        )


_EDITION = re.compile(r"(\d+)(?:\s*(?:st|nd|rd|th|ed\.?|edn\.?|edition|\.))*\Z", re.IGNORECASE)
_ORDINAL_WORD = re.compile(r"([A-Za-z]+)(?:\s+(?:ed\.?|edn\.?|edition))?\Z", re.IGNORECASE)
_DOI = r"(?=\S*?\b10\.\d{4,9}/\S)"
_SEVERAL_DOIS = re.compile(rf"{_DOI}(\S+?)[;,]?\s+{_DOI}")
_SEVERAL_ADDRESSES = re.compile(r"(\S+?)[;,]?\s+\S")


def field_value(builder: BibRecordBuilder, name: str, kind: FieldKind) -> Value:
    """Convert a field that is not read yet; the field stays unread."""
    source = builder.unread[name]
    match kind:  # the most frequent kinds first
        case "text":
            return builder.decode(name, source)
        case "title":
            return builder.decode(name, source, title=True)
        case "pages":
            return page_range(builder.decode(name, source))
        case "volume":
            return bare_number("volume", builder.decode(name, source))
        case "doi":
            return doi_value(builder.first_of(name, verbatim(source), _SEVERAL_DOIS, "DOIs"))
        case "serial":
            return bare_serials(builder.decode(name, source))
        case "url":
            text = verbatim(source).strip("<>")
            return builder.first_of(name, text, _SEVERAL_ADDRESSES, "addresses")
        case "verbatim":
            return verbatim(source)
        case "date":
            text = builder.decode_date(name, source)
            return builder.date(name, text) or ""
        case "edition":
            text = builder.decode(name, source)
            if number := _EDITION.match(text):
                return number.group(1)
            word = _ORDINAL_WORD.match(text)
            return ORDINALS.get(word.group(1).lower(), text) if word else text
        case "status":
            text = builder.decode(name, source)
            return PUBSTATES.get(text.lower(), text)
