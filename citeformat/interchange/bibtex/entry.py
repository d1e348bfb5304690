"""One entry of a .bib file, before it becomes a record, and the log of its problems.

The parser makes a `ParsedEntry`: its fields are TeX source with the macros expanded. Every step of
the reader adds what it finds wrong to the `ProblemLog` of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from citeformat.errors import Problem, Severity

__all__ = ["NOT_ENTRIES", "ExpansionLimit", "ParsedEntry", "ProblemLog"]

NOT_ENTRIES = ("comment", "preamble", "string")
"""What is written like an entry and is not one."""


class ExpansionLimit:
    """Limits what macros and inheritance add to a file.

    A few lines of `@string` that double each other would fill the memory, as would a parent of
    many entries with many fields. A file may add ten times its own length and 10 MB, which is far
    more than any real file adds.

    >>> ExpansionLimit(0).take(10_000_000), ExpansionLimit(0).take(10_000_001)
    (True, False)
    """

    __slots__ = ("_left",)

    def __init__(self, length: int) -> None:
        """Start with what a file of this length may add."""
        self._left = 10 * length + 10_000_000

    def take(self, length: int) -> bool:
        """Count an addition, and return whether it is allowed."""
        if length > self._left:
            return False
        self._left -= length
        return True


@dataclass(slots=True)
class ParsedEntry:
    """An entry: its type, key and fields. Inheritance adds fields before it is converted."""

    type: str
    """The type in lower case, without the @."""
    key: str
    """The key as written, or with a suffix if an earlier entry has the same key."""
    fields: dict[str, str]
    """Field name in lower case -> TeX source, macros expanded, white space collapsed."""
    line: int
    """The line of the @, counted from 1."""
    lines: dict[str, int] = field(default_factory=dict)
    """Field name -> its line. Inherited fields have none."""
    read_as_type: str = ""
    """The type by which the fields are read, if it is not `type`: that of a set's first member."""


@dataclass(frozen=True, slots=True)
class ProblemLog:
    """Collects the problems of one file."""

    file: str
    """The name of the file."""
    problems: list[Problem] = field(default_factory=list)
    """The problems so far."""
    decoded: dict[tuple[str, object], object] = field(default_factory=dict)
    """(Source, how it is read) -> what it means, for long values that several entries inherit."""

    def add(
        self, severity: Severity, message: str, line: int, hint: str = "", key: str = ""
    ) -> None:
        """Add a problem at a line, of the entry with this key."""
        self.problems.append(Problem(severity, message, self.file, line, hint, key))

    def add_to_field(
        self, entry: ParsedEntry, name: str, severity: Severity, message: str, hint: str = ""
    ) -> None:
        """Add a problem at the line of a field, or of its entry if the field has no line."""
        self.add(severity, message, entry.lines.get(name, entry.line), hint, entry.key)
