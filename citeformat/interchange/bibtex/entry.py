"""One entry of a .bib file, before it becomes a record, and the log of its problems.

The parser makes a `ParsedEntry`: its fields are TeX source with the macros expanded. Every step of
the reader adds what it finds wrong to the `ProblemLog` of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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
    """The problems so far, as they were found."""
    counted: set[str] = field(default_factory=set)
    """The messages that are reported once for the file; see `add`."""
    decoded: dict[tuple[str, object], object] = field(default_factory=dict)
    """(Source, how it is read) -> what it means, for long values that several entries inherit."""

    def add(
        self,
        severity: Severity,
        message: str,
        line: int,
        hint: str = "",
        key: str = "",
        *,
        counted: bool = False,
        other_keys: tuple[str, ...] = (),
    ) -> None:
        """Add a problem at a line, of the entry with this key.

        Args:
            severity, message, line, hint, key: What the problem says.
            other_keys: The keys of further entries that it belongs to.
            counted: Whether the file reports this message once, with the number of its uses: one
                remedy, such as the definition of a command, is enough for all of them.
        """
        problem = Problem(severity, message, self.file, line, hint, key, other_records=other_keys)
        self.problems.append(problem)
        if counted:
            self.counted.add(problem.message)

    def add_to_field(
        self,
        entry: ParsedEntry,
        name: str,
        severity: Severity,
        message: str,
        hint: str = "",
        *,
        counted: bool = False,
    ) -> None:
        """Add a problem at the line of a field, or of its entry if the field has no line."""
        line = entry.lines.get(name, entry.line)
        self.add(severity, message, line, hint, entry.key, counted=counted)

    def by_line(self) -> list[Problem]:
        """Return the problems in the order of their lines.

        A counted message is at its first line, and belongs to the records of all its uses. One that
        is used outside of entries, as in an `@string`, may concern any record, and belongs to none.

        >>> log = ProblemLog("refs.bib")
        >>> for line, key in ((7, "b"), (2, "a")):
        ...     log.add("warning", "it is unknown", line, "it is kept", key, counted=True)
        >>> [(str(problem), problem.other_records) for problem in log.by_line()]
        [('refs.bib:2: warning: it is unknown (it is kept; 2 times in this file)', ('b',))]
        """
        uses: dict[object, list[Problem]] = {}
        for problem in sorted(self.problems, key=lambda problem: problem.line):
            counted = problem.message in self.counted
            uses.setdefault(problem.message if counted else id(problem), []).append(problem)
        result: list[Problem] = []
        for problem, *more in uses.values():
            if more:
                records = list(dict.fromkeys(each.record for each in (problem, *more)))
                own, *others = [""] if "" in records else records
                hint = f"{problem.hint}; {len(more) + 1} times in this file"
                problem = replace(problem, hint=hint, record=own, other_records=tuple(others))
            result.append(problem)
        return result
