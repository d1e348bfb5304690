"""The entry that is made of one record, and the two dialects of .bib files.

In: a record. Out: the text of its entry, once its fields have been written. A value with a field of
its own is written by `EntryBuilder.write`; dependent_fields.py writes those that depend on others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from citeformat._util.text import is_digits
from citeformat.interchange.bibtex.entry_types import csl_type
from citeformat.interchange.bibtex.fields import FIELD_ALIASES, KEY_FIELDS, FieldKind
from citeformat.interchange.bibtex.writing.case_protection import protect
from citeformat.interchange.bibtex.writing.fields import LISTS, ORDER, ORDINALS, PUBSTATES
from citeformat.interchange.bibtex.writing.names import write_names
from citeformat.interchange.latex.commands import english_ordinal, verbatim
from citeformat.interchange.latex.encoder import encode, is_balanced
from citeformat.interchange.latex.safety import has_matching_braces, unsafe_commands
from citeformat.interchange.losses import Losses, TrackedRecord, bibtex_data, flags_of
from citeformat.record import Date, Record
from citeformat.record.text.edtf import to_edtf

__all__ = ["Dialect", "EntryBuilder"]

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_AND = re.compile(r"\sand\s", re.IGNORECASE)
_FIELD_NAME = re.compile(r"[^\s,{}()=\"#%~\\]+\Z")
_NAME_KEY = re.compile(r"[A-Za-z][\w-]*\Z")
_NAME_PARTS = frozenset(
    """
    family-i given-i prefix-i suffix-i id hash sortingnamekeytemplatename uniquenametemplatename
    labelalphanametemplatename nohashothers nosortothers
    """.split()
)
"""The parts of names that Biber knows, besides those that CSL has."""
_PAGE_RANGE = re.compile(r"(?<=[^\s,-])-(?=[^\s,-])|(?<!\s)\s*[–—]\s*")
_PERCENT_CODES = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", "^^": "%5E%5E"}
_UNSAFE = re.compile(r"[\\{} ]|\^\^")
"""What TeX would act on in an address: `^^5c` is a backslash."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """A dialect of .bib files, and the options for writing it."""

    name: str
    """Its name in messages."""
    classic: bool
    """Whether it is BibTeX, with `year`, `journal` and `address`, and not BibLaTeX."""
    names: Mapping[str, str]
    """The reader's name of a field → the dialect's, if it differs."""
    ascii: bool = False
    """Whether accents and symbols are TeX commands."""
    protect_case: bool = True
    """Whether capitals are put in braces in titles that come without any."""


class EntryBuilder:
    """Builds the entry of one record."""

    __slots__ = (
        "dialect", "fields", "from_bibtex", "read_as_type", "type", "unmapped", "values",
    )  # fmt: skip

    def __init__(self, record: Record, dialect: Dialect, losses: Losses) -> None:
        self.values = TrackedRecord(record, losses)
        """The record's values that are not written yet."""
        self.dialect = dialect
        self.unmapped = bibtex_data(record)
        """The fields without a CSL variable that the reader kept, as TeX source."""
        self.from_bibtex = "entrytype" in self.unmapped
        """Whether the record was an entry before. Then its author has protected case already."""
        self.fields: dict[str, str] = {}
        """Name → right side."""
        self.type = ""
        self.read_as_type = ""
        """The type by which the reader will interpret the fields."""

    @property
    def record(self) -> Record:
        """The record that is written."""
        return self.values.record

    def has_unmapped(self, name: str) -> bool:
        """Return whether the entry had this field or an alias of it, without a CSL variable."""
        return name in self.unmapped or any(
            own == name and alias in self.unmapped for alias, own in FIELD_ALIASES.items()
        )

    def encode(
        self, text: str, variable: str, *, title: bool = False, protected: bool = True
    ) -> str:
        """Return the TeX source of text, and report what could not be written as it was meant."""
        if title and protected and self.dialect.protect_case and not self.from_bibtex:
            text = protect(text, self.record.language or "")
        if not title and "nocase" in text:
            self.values.lose(variable, "the protection of its case is left out")
        source, missing, escaped = encode(
            _BLANKS.sub(" ", text).strip(" "),
            title=title,
            ascii=self.dialect.ascii,
            from_bibtex=self.from_bibtex,
        )
        if missing:
            self.values.lose(variable, f"{missing} has no command in TeX and stays as it is")
        for formula in escaped:
            self.values.lose(
                variable,
                f"the formula {formula} is written as plain text: it has commands that are not"
                " known to be mathematics, or its braces do not match",
            )
        return source

    def encode_date(self, date: Date, variable: str) -> str:
        """Return a date in EDTF, or the text of one that EDTF cannot express."""
        exact = to_edtf(date)
        if exact:
            return exact
        text = date.literal or date.raw
        if not text:
            year = str(date.parts[0][0]) if date.parts and date.parts[0] else ""
            text = f"{date.season or ''} {year}".strip()
            self.values.lose(variable, f"the date is written as {text!r}")
        return self.encode(text, variable)

    def put(self, field: str, source: str) -> None:
        """Set a field to TeX source."""
        if source:
            self.put_raw(field, f"{{{source}}}")

    def put_raw(self, field: str, right_side: str) -> None:
        """Set a field to its right side, under the dialect's name.

        If the entry has an unmapped field of that name, the field gets another one of its names.
        """
        name = self.dialect.names.get(field, field)
        if name in self.unmapped:
            aliases = [
                alias for alias, own in FIELD_ALIASES.items()
                if own == field and alias not in self.unmapped
            ]  # fmt: skip
            name = field if name != field or not aliases else aliases[0]
        self.fields[name] = right_side

    def write_text(
        self, variable: str, field: str, *, title: bool = False, protected: bool = True
    ) -> None:
        """Write the text of a variable as a field.

        Args:
            variable: The variable.
            field: The field.
            title: Whether the text is a title, which may say which words keep their case.
            protected: Whether other words with capitals get braces as well.
        """
        value = self.values.text(variable)
        if not value:
            return
        source = self.encode(value, variable, title=title, protected=protected)
        if not self.dialect.classic and field in LISTS and _AND.search(source):
            source = f"{{{source}}}"  # one item, not two
        self.put(field, source)

    def write_names(self, variable: str, field: str, *, prefix: bool) -> None:
        """Write the names of a variable as a field.

        Args:
            variable: The CSL variable.
            field: The field.
            prefix: Whether the entry has the option `useprefix`.
        """
        names = []
        for name in self.values.names(variable):
            # An entry may have parts that its document declares.
            wrong = {
                key for key, _ in name.extra
                if not (_NAME_KEY.match(key) if self.from_bibtex else key in _NAME_PARTS)
            }  # fmt: skip
            if lost := sorted(wrong) + flags_of(name):
                extra = tuple(item for item in name.extra if item[0] not in wrong)
                self.values.lose(variable, f"the name of {name} loses {', '.join(lost)}")
                name = replace(name, extra=extra)
            names.append(name)
        source = write_names(
            names,
            lambda text: self.encode(text, variable),
            prefix=prefix,
            extended=not self.dialect.classic,
            report=lambda message: self.values.lose(variable, message),
        )
        self.put(field, source)

    def write_verbatim(self, value: str, variable: str, field: str) -> None:
        """Write an address or a number as it is, except for characters that TeX would act on."""
        value = value.strip()
        safe = _UNSAFE.sub(lambda match: _PERCENT_CODES[match.group()], value)
        if safe != value:
            self.values.lose(variable, f"it is written as {safe}")
        self.put(field, safe)

    def write(self, variable: str, field: str, kind: FieldKind) -> None:
        """Write a variable as a field: the inverse of reading a field of this kind."""
        values = self.values
        match kind:
            case "text" | "title" | "volume" | "serial":
                # No style changes the case of the title of an event or of an original.
                is_short = variable == "title-short"
                self.write_text(variable, field, title=kind == "title", protected=is_short)
            case "verbatim" | "doi":
                self.write_verbatim(values.text(variable), variable, field)
            case "url":
                text = values.text(variable)
                # A field with several addresses keeps them, as long as this is the first.
                old = verbatim(self.unmapped.get(field, "")).split()
                if not old or old[0].rstrip(";,") != text:
                    self.write_verbatim(text, variable, field)
            case "date":
                date = values.date(variable)
                if date is not None:
                    self.put(field, self.encode_date(date, variable))
            case "pages":
                # Ranges get two hyphens; a hyphen within a page's number stays single.
                parts = values.text(variable).split(",")
                for index, part in enumerate(parts):
                    marks = list(_PAGE_RANGE.finditer(part))
                    if len(marks) % 2:
                        mark = marks[len(marks) // 2]
                        parts[index] = f"{part[: mark.start()]}–{part[mark.end() :]}"
                self.put(field, self.encode(",".join(parts), variable))
            case "edition":
                text = values.text(variable)
                # BibTeX prints the text itself, BibLaTeX makes an ordinal of a number.
                if self.dialect.classic and is_digits(text):
                    text = ORDINALS.get(text) or english_ordinal(text)
                self.put(field, self.encode(text, variable))
            case "status":
                text = values.text(variable)
                self.put(field, PUBSTATES.get(text) or self.encode(text, variable))

    def write_unmapped(self, keys: Mapping[str, str]) -> None:
        """Write the unmapped fields as they were, and report everything that was not written.

        Args:
            keys: The id of each record → its key. Links to other entries follow it.
        """
        written = []
        for name, source in self.unmapped.items():
            if name == "entrytype":
                continue
            written.append(name)
            unsafe = unsafe_commands(source)
            balanced = has_matching_braces(source) and is_balanced(source)
            if unsafe or not balanced or not _FIELD_NAME.match(name):
                reason = f"has {', '.join(unsafe)}" if unsafe else "would break the entry"
                self.values.lose(name, f"its source {reason}, so it is left out")
            elif name in self.fields:
                self.values.lose(name, "the record has another value for it")
            elif name not in KEY_FIELDS:
                self.fields[name] = f"{{{source}}}"
            else:
                targets = [key.strip() for key in source.split(",") if key.strip()]
                found = [keys[key] for key in targets if key in keys]
                if len(found) < len(targets):
                    missing = ", ".join(key for key in targets if key not in keys)
                    self.values.lose(name, f"{missing} is not among the entries")
                if found:
                    self.fields[name] = f"{{{','.join(found)}}}"
        if self.type != "set":
            sides = {
                FIELD_ALIASES.get(name, name): side[1:-1] for name, side in self.fields.items()
            }
            if (csl_type(self.type, sides) or "document") != self.record.type:
                self.values.lose("type", f"{self.record.type} is written as @{self.type}")
                for variable, field in (("authority", "institution"), ("jurisdiction", "address")):
                    if variable in self.record.fields and variable not in self.values.unread:
                        message = f"it is written as the {field} of @{self.type}"
                        self.values.lose(variable, message)
        self.values.finish(written=written)

    def text(self, key: str) -> str:
        """Return the text of the entry: one field a line, in the usual order."""
        names = sorted(self.fields, key=lambda name: ORDER.get(name, len(ORDER)))
        lines = "".join(f"  {name} = {self.fields[name]},\n" for name in names)
        return f"@{self.type}{{{key},\n{lines}}}\n"
