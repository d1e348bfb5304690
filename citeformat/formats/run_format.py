"""What the formats have in common whose emphasis is marked by characters around a run of text.

In: finished rich text. Out: the format's syntax. A subclass says how text is escaped, how runs are
marked, how a line begins that must not be taken for a list or heading, and how lines are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from citeformat.formats.base import EntryText, Layout
from citeformat.formats.runs import Run, lines_of
from citeformat.richtext.spans import INDENT, LEFT_MARGIN, RIGHT_INLINE

__all__ = ["RunFormat"]


class RunFormat:
    """A format that is written line by line and run by run."""

    name: ClassVar[str] = ""
    indent: ClassVar[str] = ""
    """What stands before a line that is indented."""

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Finished rich text in this format's syntax; `targets` are those of its links."""
        written: list[str] = []
        beside = False
        for kind, runs in lines_of(text):
            display = kind[:1]
            line = self.line(runs, targets)
            if beside or (display == RIGHT_INLINE and written):
                written[-1] = f"{written[-1].rstrip()} {line}"
            else:
                written.append(self.indent + line if display == INDENT else line)
            beside = display == LEFT_MARGIN
        return self.joined([line for line in written if line])

    def line(self, runs: Sequence[Run], targets: Sequence[str]) -> str:
        """One line of runs, with its links."""
        if not targets:
            return self.assembled([self.inline(runs)], runs)
        pieces: list[str] = []
        for link, group in groupby(runs, key=lambda run: run[2]):
            if 0 <= link < len(targets):
                pieces.append(self.linked(list(group), targets[link]))
            else:
                pieces.append(self.inline(list(group)))
        return self.assembled(pieces, runs)

    def assembled(self, pieces: list[str], runs: Sequence[Run]) -> str:
        """The parts of a line put together."""
        return "".join(pieces)

    def inline(self, runs: Sequence[Run]) -> str:
        """Runs without links in the format's syntax."""
        raise NotImplementedError

    def linked(self, runs: Sequence[Run], target: str) -> str:
        """Runs that are a link to a target."""
        raise NotImplementedError

    def joined(self, lines: list[str]) -> str:
        """The lines of one entry as one text."""
        raise NotImplementedError

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """The entries as paragraphs, parted by blank lines."""
        return "\n\n".join(entry.text for entry in entries) + "\n" if entries else ""
