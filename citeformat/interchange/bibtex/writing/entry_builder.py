"""An entry in the making, and what the two dialects of .bib files differ in.

In: a record. Out: the fields of its entry, once the steps of bibtex_core.py have put them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from citeformat.interchange.bibtex.fields import FIELD_ALIASES
from citeformat.interchange.bibtex.writing.case_protection import protect
from citeformat.interchange.bibtex.writing.fields import LISTS
from citeformat.interchange.latex.encoder import encode
from citeformat.interchange.losses import Losses, Source, bibtex_data
from citeformat.record import Record

__all__ = ["Dialect", "Draft"]

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_AND = re.compile(r"\sand\s", re.IGNORECASE)
_UNSAFE = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one kind of .bib file is written."""

    name: str
    """What messages call it."""
    classic: bool
    """Whether it is BibTeX, with `year`, `journal` and `address`, and not BibLaTeX."""
    names: Mapping[str, str]
    """The importer's name of a field -> the dialect's, where they differ."""
    ascii: bool = False
    """Whether accents and symbols are TeX commands."""
    protect_case: bool = True
    """Whether capitals are put in braces in titles that come without any."""


class Draft:
    """An entry in the making."""

    __slots__ = ("by_hand", "dialect", "fields", "kept", "like", "source", "subtype", "type")

    def __init__(self, record: Record, dialect: Dialect, losses: Losses) -> None:
        self.source = Source(record, losses)
        self.dialect = dialect
        self.kept = bibtex_data(record)
        self.by_hand = "entrytype" in self.kept
        """Whether the record was an entry before: its author has protected case already."""
        self.fields: dict[str, str] = {}
        self.type = self.subtype = ""
        self.like = ""
        """The type by which the importer will read the fields."""

    @property
    def record(self) -> Record:
        """The record that is written."""
        return self.source.record

    def has(self, name: str) -> bool:
        """Whether the entry had this field and it has no variable: then it is written as it was."""
        return name in self.kept or any(
            own == name and alias in self.kept for alias, own in FIELD_ALIASES.items()
        )

    def encode(self, text: str, field: str, *, title: bool = False) -> str:
        """The TeX source of text; characters that have no command become losses."""
        if title and self.dialect.protect_case and not self.by_hand:
            text = protect(text, self.record.language or "")
        text = _BLANKS.sub(" ", text).strip(" ")
        source, missing, _ = encode(text, title=title, ascii=self.dialect.ascii)
        if missing:
            self.source.lose(field, f"{missing} has no command in TeX and stays as it is")
        return source

    def put(self, field: str, source: str) -> None:
        """Set a field to TeX source."""
        if source:
            self.raw(field, f"{{{source}}}")

    def raw(self, field: str, right_side: str) -> None:
        """Set a field to what stands behind its `=`."""
        self.fields[self.named(field)] = right_side

    def named(self, field: str) -> str:
        """The dialect's name of a field; another one where the entry has that already."""
        wanted = self.dialect.names.get(field, field)
        if wanted in self.kept and wanted != field:
            return field
        if wanted in self.kept:
            others = (alias for alias, own in FIELD_ALIASES.items() if own == field)
            return next((alias for alias in others if alias not in self.kept), wanted)
        return wanted

    def text(self, variable: str, field: str, *, title: bool = False) -> None:
        """Write the text of a variable as a field."""
        value = self.source.text(variable)
        if not value:
            return
        source = self.encode(value, variable, title=title)
        if not self.dialect.classic and field in LISTS and _AND.search(source):
            source = f"{{{source}}}"  # one item, not two
        self.put(field, source)

    def verbatim(self, variable: str, field: str) -> None:
        """Write an address or a number as it is, apart from what would end the field."""
        value = self.source.text(variable).strip()
        safe = "".join(_UNSAFE.get(character, character) for character in value)
        if safe != value:
            self.source.lose(variable, f"it is written as {safe}")
        self.put(field, safe)
