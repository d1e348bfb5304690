"""Markdown: CommonMark, with HTML elements for formatting that Markdown cannot express.

The characters next to asterisks decide whether they mark emphasis (CommonMark 0.31, "Emphasis and
strong emphasis", left- and right-flanking). A letter that would prevent it becomes an entity.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Sequence
from typing import ClassVar

from citeformat.output.inline_runs import (
    BOLD,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    Run,
    RunFormat,
)

__all__ = ["MARKDOWN"]

_ESCAPED = re.compile(r"[\\`*_\[\]<>~|$^]|&(?=[#\w])|!\Z")
_BLOCK_START = re.compile(
    r"[-+=#:%](?=[.)])|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|[@#])(?=[.)](?:\s|\Z))|(?=[-+=#:%])"
)
"""The beginning of a line, up to the character that would make it a list or a heading."""
_DELIMITERS = {BOLD: "**", ITALIC: "*"}
_ELEMENTS = {
    SUPERSCRIPT: ("<sup>", "</sup>"),
    SUBSCRIPT: ("<sub>", "</sub>"),
    UNDERLINE: ("<u>", "</u>"),
    SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
}
_BETWEEN = "&#8203;"
"""Separates closing asterisks from opening ones."""


class Markdown(RunFormat):
    """CommonMark, as GitHub, Jupyter and static sites read it."""

    name: ClassVar[str] = "markdown"
    indent: ClassVar[str] = "&emsp;"

    def inline(self, runs: Sequence[Run]) -> str:
        """Write runs with nested emphasis."""
        pieces: list[str] = []
        active: list[int] = []
        for text, style, _ in runs:
            written = _ESCAPED.sub(r"\\\g<0>", text)
            for flag, (start, end) in _ELEMENTS.items() if style & ~(BOLD | ITALIC) else ():
                if style & flag:
                    written = f"{start}{written}{end}"
            wanted = [flag for flag in _DELIMITERS if style & flag]
            common = 0
            while common < len(active) and active[common] in wanted:
                common += 1
            closing, active = active[common:], active[:common]
            opening = [flag for flag in wanted if flag not in active]
            active += opening
            _delimit(pieces, written, closing, opening)
        _delimit(pieces, "", active, [])
        return "".join(pieces)

    def link(self, runs: Sequence[Run], target: str) -> str:
        """Write a link with its address in angle brackets, so that parentheses do not end it."""
        return f"[{self.inline(runs)}](<{target}>)"

    def join_lines(self, lines: list[str]) -> str:
        """Join lines by hard breaks. No line can begin a list or a heading."""
        stripped = [line.lstrip() for line in lines]
        return "\\\n".join(
            _BLOCK_START.sub(r"\g<0>\\", line, count=1) if _BLOCK_START.match(line) else line
            for line in stripped
        )


def _delimit(pieces: list[str], text: str, closing: list[int], opening: list[int]) -> None:
    """Append asterisks and the text after them, and make sure that they mark emphasis."""
    if closing:
        pieces += [_DELIMITERS[flag] for flag in reversed(closing)]
        if opening:
            pieces.append(_BETWEEN)
        elif text and _is_letter(text[0]):
            text = f"&#{ord(text[0])};{text[1:]}"
    if opening:
        if pieces and not closing and _is_letter(pieces[-1][-1]):
            pieces[-1] = f"{pieces[-1][:-1]}&#{ord(pieces[-1][-1])};"
        pieces += [_DELIMITERS[flag] for flag in opening]
    if text:
        pieces.append(text)


def _is_letter(character: str) -> bool:
    """Whether CommonMark takes a character for neither white space nor punctuation."""
    if character.isspace() or character in string.punctuation:
        return False
    return not unicodedata.category(character).startswith("P")


MARKDOWN = Markdown()
