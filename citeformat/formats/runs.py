"""Rich text as lines of runs, for formats whose emphasis cannot be nested freely.

In: finished rich text. Out: lines, each of a kind (a display of CSL, or none) and of runs; a run is
text with all the formatting that holds for it at once. Blanks at the edges of formatted text are
runs of their own, since no such format lets emphasis begin or end with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citeformat.formats.base import BREAKS
from citeformat.richtext import spans
from citeformat.richtext.links import LINK
from citeformat.richtext.spans import MARK

__all__ = [
    "BOLD",
    "ITALIC",
    "SMALL_CAPS",
    "SUBSCRIPT",
    "SUPERSCRIPT",
    "UNDERLINE",
    "Line",
    "Run",
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
_MARKS = re.compile(f"({MARK})")
_BREAKS = {ord(key): value for key, value in BREAKS.items()}


def lines_of(text: str) -> list[Line]:
    """The lines of an entry or citation, each with its runs; there is at least one.

    >>> from citeformat.richtext.spans import wrap
    >>> lines_of("In " + wrap(spans.ITALIC, "Nature") + ".")
    [('', [('In ', 0, -1), ('Nature', 1, -1), ('.', 0, -1)])]
    """
    lines: list[Line] = []
    kind, runs = "", list[Run]()
    for where, piece, style, link in _pieces(text):
        if where != kind:
            lines.append((kind, runs))
            kind, runs = where, []
        _add(runs, piece, style, link)
    lines.append((kind, runs))
    return [line for line in lines if line[1]] or [("", [])]


def _pieces(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Each piece of text, with the display that it stands in, its formatting and its link.

    A line is told by its display and a number, so that two blocks in a row stay two.
    """
    style, link, links, display, count = 0, -1, 0, "", 0
    stack: list[tuple[int, int, str]] = []
    for piece in _MARKS.split(text.translate(_BREAKS)):
        if not piece:
            continue
        if not spans.FIRST <= ord(piece[0]) <= ord(spans.GUARD):
            yield display, piece, style, link
        elif not spans.is_open(piece):
            if stack:
                style, link, display = stack.pop()
        elif piece != spans.GUARD:
            stack.append((style, link, display))
            if piece == LINK:
                link, links = links, links + 1
            elif piece in _DISPLAYS:
                display, count = piece + str(count), count + 1
            style = (style | _SETS.get(piece, 0)) & ~_CLEARS.get(piece, 0)


def _add(runs: list[Run], piece: str, style: int, link: int) -> None:
    """Put a piece behind the runs, parted from the blanks at its edges."""
    inner = piece.strip() if style or link >= 0 else ""
    if inner:
        before, _, after = piece.partition(inner)
        parts = [(before, 0, -1), (inner, style, link), (after, 0, -1)]
    else:
        parts = [(piece, 0, -1)]
    for text, own, target in parts:
        if not text:
            continue
        if runs and runs[-1][1:] == (own, target):
            text = runs.pop()[0] + text
        runs.append((text, own, target))
