"""A record in the making.

In: an `Entry`. Out: its `Record`, once the steps of bibtex_convert.py have taken what they use.
"""

from __future__ import annotations

import re
from typing import Any

from citeformat.errors import Severity
from citeformat.interchange.bibtex.entry import Entry, Faults
from citeformat.interchange.bibtex.fields import FIELD_ALIASES
from citeformat.interchange.latex.decoder import SPECIAL, decode
from citeformat.record import Record
from citeformat.record.core import Value

__all__ = ["Draft"]

_ABOUT = re.compile("\u00a0(?=[?%\u00a0]*\\s*(?:/|\\Z))")


class Draft:
    """A record in the making: the fields not yet used, and the variables so far."""

    __slots__ = ("entry", "faults", "fields", "kept", "like", "origin", "rest", "type")

    def __init__(self, entry: Entry, faults: Faults) -> None:
        self.entry = entry
        self.faults = faults
        self.fields: dict[str, Value] = {}
        self.kept: dict[str, Any] = {}
        self.origin: dict[str, str] = {}
        self.rest: dict[str, str] = {}
        for name, source in entry.fields.items():
            own = FIELD_ALIASES.get(name)
            if own is None:
                self.rest[name] = source
            elif own in entry.fields or own in self.rest:
                # Publishers write the conference's place as location, next to an address.
                if name == "location" and "venue" not in entry.fields:
                    self.rest["venue"] = source
                    self.origin["venue"] = name
                else:
                    self.kept[name] = source
            else:
                self.rest[own] = source
                self.origin[own] = name
        self.like = entry.like or entry.type
        self.type = ""

    def take(self, name: str) -> str:
        """A field's source, or `""`; it counts as used."""
        return self.rest.pop(name, "")

    def text(self, name: str, *, title: bool = False) -> str:
        """A field's text, or `""`; it counts as used."""
        source = self.rest.pop(name, "")
        return self.decode(source, name, title=title) if source else ""

    def decode(self, source: str, name: str, *, title: bool = False) -> str:
        """The text of TeX source; commands that nobody knows become faults."""
        if SPECIAL.search(source) is None:
            return source
        text, unknown = decode(source, title=title)
        for command in unknown:
            self.fault(name, "warning", f"the command \\{command} is not known",
                       "its name or arguments are kept as text")  # fmt: skip
        return text.strip(" ")

    def date_text(self, source: str, name: str) -> str:
        """A date's text. At a date's end `~` is EDTF's sign for "about", and no tie."""
        return _ABOUT.sub("~", self.decode(source, name))

    def fault(self, name: str, severity: Severity, message: str, hint: str = "") -> None:
        """Note a fault of a field."""
        self.faults.at(self.entry, self.origin.get(name, name), severity, message, hint)

    def put(self, variable: str, value: Value) -> None:
        """Set a variable, unless it is set or the value is empty."""
        if value and variable not in self.fields:
            self.fields[variable] = value

    def record(self) -> Record:
        """The record; what is not used by now is kept as it was."""
        kept = {"entrytype": self.entry.type, **self.kept}
        for name, source in self.rest.items():
            kept[self.origin.get(name, name)] = source
        return Record(
            self.entry.key,
            self.type,
            self.fields,
            extra={"custom": {"bibtex": kept}},
            file=self.faults.file,
            line=self.entry.line,
        )
