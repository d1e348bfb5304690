"""One entry of a .bib file, before it becomes a record, and the collector of its faults.

In: what the parser found. Out: `Entry`, whose fields are TeX source with macros put in, and
`Faults`, which turns a finding into a Problem with its line. The parts of the BibTeX importer
share these two.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from citeformat.errors import Problem, Severity

__all__ = ["Entry", "Faults"]


@dataclass(slots=True)
class Entry:
    """An entry: its type, key and fields. Inheritance adds fields before it is converted."""

    type: str
    """The type in lower case, without the @."""
    key: str
    """The key as written, or the suffixed one where it is a duplicate."""
    fields: dict[str, str]
    """Field name in lower case -> TeX source, macros expanded, white space collapsed."""
    line: int
    """The line of the @, counted from 1."""
    lines: dict[str, int] = field(default_factory=dict)
    """Field name -> its line."""
    like: str = ""
    """The type by which its fields are read, where that is not its own (a set's first member)."""


@dataclass(frozen=True, slots=True)
class Faults:
    """Collects the Problems of one file."""

    file: str
    """The file's name."""
    found: list[Problem] = field(default_factory=list)
    """The Problems so far."""

    def add(
        self, severity: Severity, message: str, line: int, hint: str = "", key: str = ""
    ) -> None:
        """Note one fault."""
        self.found.append(Problem(severity, message, self.file, line, hint, key))

    def at(self, entry: Entry, name: str, severity: Severity, message: str, hint: str = "") -> None:
        """Note a fault of one field."""
        self.add(severity, message, entry.lines.get(name, entry.line), hint, entry.key)
