"""ANSI: text for terminals, with bold, italics, underlines and links.

Formatting is Select Graphic Rendition (ECMA-48, 8.3.117). Links are OSC 8, which terminals without
it ignore. Control characters in the text of records are left out, and those that are white space
become blanks, so that no record can control the terminal.
"""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar
from urllib.parse import quote

from citeformat.output.inline_runs import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    Run,
    RunFormat,
)
from citeformat.output.protocol import EntryText, Layout
from citeformat.richtext.superscripts import RAISED

__all__ = ["ANSI"]

_CODES = ((BOLD, 1, 22), (ITALIC, 3, 23), (UNDERLINE, 4, 24))
"""Formatting, the code that begins it, and the code that ends it."""
_OFF = {str(off): str(on) for _, on, off in _CODES}
_LINK_START, _LINK_END = "\x1b]8;;", "\x1b\\"
_NO_LINK = _LINK_START + _LINK_END
_ESCAPE = re.compile(r"\x1b\[(\d+)m|\x1b\]8;;([^\x1b]*)\x1b\\")
_CONTROL = {
    code: " " if chr(code).isspace() else None for code in (*range(0x20), *range(0x7F, 0xA0))
}
"""A control character -> what is written for it."""
_SUPERSCRIPTS = {ord(unicodedata.normalize("NFKD", letter)): letter for letter in RAISED}
_SUBSCRIPTS = str.maketrans("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_HANGING = 4
"""The columns of a hanging indent."""
_NARROWEST = 20
"""The columns from which on lines are wrapped."""


class Ansi(RunFormat):
    """Text with escape sequences. On a terminal, lists are wrapped at its width."""

    name: ClassVar[str] = "ansi"
    indent: ClassVar[str] = "    "

    def inline(self, runs: Sequence[Run]) -> str:
        """Write runs between the codes that begin and end their formatting.

        >>> ANSI.inline([("In ", 0, -1), ("Nature", ITALIC, -1)])
        'In \\x1b[3mNature\\x1b[23m'
        """
        pieces = []
        for text, style, _ in runs:
            text = text.translate(_CONTROL)
            for flag, letters in ((SUPERSCRIPT, _SUPERSCRIPTS), (SUBSCRIPT, _SUBSCRIPTS)):
                if style & flag and all(ord(letter) in letters for letter in text):
                    text = text.translate(letters)
            for flag, on, off in _CODES:
                if style & flag:
                    text = f"\x1b[{on}m{text}\x1b[{off}m"
            pieces.append(text)
        return "".join(pieces)

    def link(self, runs: Sequence[Run], target: str) -> str:
        """Write a link whose address is in the printable ASCII characters that OSC 8 allows."""
        address = quote(target, safe="%/:=&?~#+!$,;'@()*[]")
        return f"{_LINK_START}{address}{_LINK_END}{self.inline(runs)}{_NO_LINK}"

    def join_lines(self, lines: list[str]) -> str:
        """Join the lines of an entry by line breaks."""
        return "\n".join(lines)

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write each entry as a paragraph. Numbers are aligned, and lines wrapped on a terminal."""
        width = shutil.get_terminal_size((0, 0)).columns if sys.stdout.isatty() else 0
        indent = _HANGING if layout.hanging_indent else 0
        margin = layout.max_offset if layout.second_field_align else 0
        written = []
        for entry in entries:
            lines = entry.text.split("\n")
            if margin:
                first, blank, rest = lines[0].partition(" ")
                columns = _columns(first)
                if blank and columns <= margin:
                    lines[0] = f"{first}{' ' * (margin - columns)} {rest}"
                    indent = margin + 1
            if width >= _NARROWEST:
                lines = [_wrap(line, width, min(indent, width // 2)) for line in lines]
            written.append("\n".join(lines) + "\n")
        return "".join(written)


def _columns(text: str) -> int:
    """Count the columns of a terminal that a text takes."""
    text = _ESCAPE.sub("", text)
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )


def _wrap(line: str, width: int, indent: int) -> str:
    """Break a line at blanks. Formatting and links end before a break and begin again after it."""
    words = line.split(" ")
    pieces = [words[0]]
    column = _columns(words[0])
    active: dict[str, str] = {}
    for before, word in pairwise(words):
        for code, target in _ESCAPE.findall(before):
            if code in _OFF:
                active.pop(_OFF[code], None)
            elif code:
                active[code] = f"\x1b[{code}m"
            elif target:
                active["link"] = f"{_LINK_START}{target}{_LINK_END}"
            else:
                active.pop("link", None)
        columns = _columns(word)
        if column + 1 + columns > width and column > indent:
            ends = [f"\x1b[{off}m" for off, on in _OFF.items() if on in active]
            ends += [_NO_LINK] if "link" in active else []
            pieces.append("".join([*ends, "\n", " " * indent, *active.values(), word]))
            column = indent + columns
        else:
            pieces.append(f" {word}")
            column += 1 + columns
    return "".join(pieces)


ANSI = Ansi()
