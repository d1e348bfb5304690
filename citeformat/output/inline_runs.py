"""Rich text as lines of runs, for formats whose emphasis cannot be nested freely.

In: finished rich text. Out: lines of `Run` values, each a piece of text with one set of formatting.
`RunFormat` is the base of the formats that mark the formatting of a run by characters around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import ClassVar, NamedTuple

from citeformat.output.markup import BREAKS
from citeformat.output.protocol import EntryText, Layout
from citeformat.richtext import spans
from citeformat.richtext.links import LINK
from citeformat.richtext.spans import INDENT, LEFT_MARGIN, RIGHT_INLINE, SPAN_MARK
from citeformat.richtext.superscripts import raise_superscripts

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
"""A piece of text, the sum of the constants of its formatting, and the number of its link in the
entry (-1 without a link). A plain tuple is quicker to make and to unpack than a class."""


class Line(NamedTuple):
    """A line of an entry."""

    display: str
    """The span character of its `display` attribute, or `""`."""
    runs: list[Run]


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
    """Split an entry or citation into lines of runs. There is always at least one line.

    >>> from citeformat.richtext.spans import wrap
    >>> [line] = lines_of("In " + wrap(spans.ITALIC, "Nature"))
    >>> line.runs
    [('In ', 0, -1), ('Nature', 1, -1)]
    """
    line = Line("", [])
    lines = [line]
    style, link, display, block = 0, -1, "", 0
    line_block = links = 0
    blank_ends = False
    enclosing: list[tuple[int, int, str, int]] = []
    # Every second piece is a span character. Its number tells a block from the block before it.
    for number, piece in enumerate(_MARKS.split(_BREAK.sub(" ", raise_superscripts(text)))):
        if number % 2 == 0:
            if not piece:
                continue
            if block != line_block:
                line, line_block = Line(display, []), block
                lines.append(line)
            runs = line.runs
            if link >= 0 and piece != piece.strip():
                blank_ends = True
            new = _emphasized(piece, style, link) if style else ((piece, style, link),)
            for content, content_style, content_link in new:
                if runs and runs[-1][1] == content_style and runs[-1][2] == content_link:
                    content = runs.pop()[0] + content
                if content:
                    runs.append((content, content_style, content_link))
        elif piece in _OPENERS:
            enclosing.append((style, link, display, block))
            if piece == LINK:
                link, links = links, links + 1
            elif piece in _DISPLAYS:
                display, block = piece, number
            style = (style | _SETS.get(piece, 0)) & ~_CLEARS.get(piece, 0)
        elif enclosing:
            style, link, display, block = enclosing.pop()
    for line in lines if blank_ends else ():
        line.runs[:] = _without_blank_ends(line.runs)
    return [line for line in lines if line.runs] or [Line("", [])]


def _emphasized(text: str, style: int, link: int) -> tuple[Run, ...]:
    """Format a text, but not the blanks at its ends."""
    inner = text.strip()
    if len(inner) == len(text):
        return ((text, style, link),)
    before, _, after = text.partition(inner) if inner else (text, "", "")
    return ((before, 0, link), (inner, style, link), (after, 0, link))


def _without_blank_ends(runs: Sequence[Run]) -> list[Run]:
    """Take the blanks at the ends of links out of the links."""
    made: list[Run] = []
    for link, group in groupby(runs, key=itemgetter(2)):
        own = list(group)
        if link >= 0:
            text, style, _ = own[0]
            blanks = text[: len(text) - len(text.lstrip())]
            if blanks:
                made.append((blanks, 0, -1))
                own[0] = (text[len(blanks) :], style, link)
            text, style, _ = own[-1]
            blanks = text[len(text.rstrip()) :]
            if blanks:
                own[-1] = (text[: -len(blanks)], style, link)
                own.append((blanks, 0, -1))
        for text, style, link in own:
            if text and made and made[-1][1:] == (style, link):
                text = made.pop()[0] + text
            if text:
                made.append((text, style, link))
    return made


class RunFormat:
    """A format that is written line by line and run by run."""

    name: ClassVar[str] = ""
    indent: ClassVar[str] = ""
    """What is written before an indented line."""

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Write finished rich text in this format's syntax."""
        written: list[str] = []
        after_margin = False
        for display, runs in lines_of(text):
            line = self.line(runs, targets)
            if after_margin or (display == RIGHT_INLINE and written):
                written[-1] = f"{written[-1].rstrip()} {line}"
            else:
                written.append(self.indent + line if display == INDENT else line)
            after_margin = display == LEFT_MARGIN
        return self.join_lines([line for line in written if line])

    def line(self, runs: Sequence[Run], targets: Sequence[str]) -> str:
        """Write a line of runs and links.

        Args:
            runs: The runs of the line.
            targets: The addresses of the links of the whole text.
        """
        if not targets:
            return self.inline(runs)
        pieces: list[str] = []
        for link, group in groupby(runs, key=lambda run: run[2]):
            if 0 <= link < len(targets):
                pieces.append(self.link(list(group), targets[link]))
            else:
                pieces.append(self.inline(list(group)))
        return "".join(pieces)

    def inline(self, runs: Sequence[Run]) -> str:
        """Write runs without links."""
        raise NotImplementedError

    def link(self, runs: Sequence[Run], target: str) -> str:
        """Write runs as a link."""
        raise NotImplementedError

    def join_lines(self, lines: list[str]) -> str:
        """Join the lines of an entry."""
        raise NotImplementedError

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write the entries as paragraphs with blank lines between them."""
        return "\n\n".join(entry.text for entry in entries) + "\n" if entries else ""
