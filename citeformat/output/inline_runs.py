"""Rich text as lines of runs, for formats whose emphasis cannot be nested freely.

In: finished rich text. Out: lines of `Run` values, each a stretch of text with one set of marks;
`RunFormat` writes them for the formats whose emphasis is marked by characters around a run.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from citeformat.output.protocol import BREAKS, EntryText, Layout
from citeformat.richtext import spans
from citeformat.richtext.links import LINK
from citeformat.richtext.spans import INDENT, LEFT_MARGIN, RIGHT_INLINE, SPAN_MARK

__all__ = [
    "BOLD",
    "ITALIC",
    "SMALL_CAPS",
    "SUBSCRIPT",
    "SUPERSCRIPT",
    "UNDERLINE",
    "Line",
    "Run",
    "RunFormat",
    "lines_of",
]


ITALIC, BOLD, SMALL_CAPS, UNDERLINE, SUPERSCRIPT, SUBSCRIPT = 1, 2, 4, 8, 16, 32

Run = tuple[str, int, int]
"""Text, its formatting as a sum of the constants, and the number of its link (-1 for none)."""

Line = tuple[str, list[Run]]
"""The span character of a display with a number that tells lines apart (`""` outside of displays),
and the runs."""

_SETS = {
    spans.ITALIC: ITALIC, spans.OBLIQUE: ITALIC, spans.BOLD: BOLD, spans.SMALL_CAPS: SMALL_CAPS,
    spans.UNDERLINE: UNDERLINE, spans.SUPERSCRIPT: SUPERSCRIPT, spans.SUBSCRIPT: SUBSCRIPT,
}  # fmt: skip

_CLEARS = {
    spans.NORMAL_STYLE: ITALIC, spans.NORMAL_WEIGHT: BOLD, spans.NORMAL_VARIANT: SMALL_CAPS,
    spans.NO_DECORATION: UNDERLINE, spans.BASELINE: SUPERSCRIPT | SUBSCRIPT,
}  # fmt: skip

_DISPLAYS = frozenset(spans.DISPLAY.values())

_MARKS = re.compile(f"({SPAN_MARK})")

_OPENERS = frozenset(spans.OPENERS)

_BREAK = re.compile(f"[{''.join(BREAKS)}]")


def lines_of(text: str) -> list[Line]:
    """The lines of an entry or citation, each with its runs; there is at least one.

    >>> from citeformat.richtext.spans import wrap
    >>> lines_of("In " + wrap(spans.ITALIC, "Nature") + ".")
    [('', [('In ', 0, -1), ('Nature', 1, -1), ('.', 0, -1)])]
    """
    # Every second piece is a span character; a display's number keeps two blocks in a row apart.
    pieces = _MARKS.split(_BREAK.sub(" ", text))
    first: list[Run] = []
    lines: list[Line] = [("", first)]
    style, link, display = 0, -1, ""
    links = 0
    stack: list[tuple[int, int, str]] = []
    for index, piece in enumerate(pieces):
        if not index % 2:
            if piece:
                if lines[-1][0] != display:
                    lines.append((display, []))
                _add(lines[-1][1], piece, style, link)
        elif piece in _OPENERS:
            stack.append((style, link, display))
            if piece == LINK:
                link, links = links, links + 1
            elif piece in _DISPLAYS:
                display = f"{piece}{index}"
            style = (style | _SETS.get(piece, 0)) & ~_CLEARS.get(piece, 0)
        elif stack:
            style, link, display = stack.pop()
    return [line for line in lines if line[1]] or [("", [])]


def _add(runs: list[Run], piece: str, style: int, link: int) -> None:
    """Put a piece behind the runs, parted from the blanks at its edges."""
    if not style and link < 0:
        _join(runs, piece, 0, -1)
        return
    inner = piece.strip()
    if len(inner) == len(piece):
        _join(runs, piece, style, link)
    elif inner:
        before, _, after = piece.partition(inner)
        _join(runs, before, 0, -1)
        _join(runs, inner, style, link)
        _join(runs, after, 0, -1)
    else:
        _join(runs, piece, 0, -1)


def _join(runs: list[Run], text: str, style: int, link: int) -> None:
    """Put a run behind the others, or into the last one where it is formatted in the same way."""
    if not text:
        return
    if runs and runs[-1][1] == style and runs[-1][2] == link:
        text = runs.pop()[0] + text
    runs.append((text, style, link))


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
