"""Markdown: CommonMark, with HTML elements for what Markdown has no marks for.

Emphasis begins and ends by what stands beside its asterisks (CommonMark 0.31, "Emphasis and strong
emphasis", left- and right-flanking). A letter beside one would hide it, and becomes an entity.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Sequence
from typing import ClassVar

from citeformat.output import inline_runs as kinds
from citeformat.output.inline_runs import Run, RunFormat

__all__ = ["MARKDOWN"]

_ESCAPED = re.compile(r"[\\`*_\[\]<>~|$^]|&(?=[#\w])|!\Z")
_START = re.compile(
    r"(?:[-+=#:%]|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|[@#])(?=[.)](?:\s|\Z)))(?P<mark>[.)])?"
)
_DELIMITERS = {kinds.BOLD: "**", kinds.ITALIC: "*"}
_ELEMENTS = {
    kinds.SUPERSCRIPT: ("<sup>", "</sup>"),
    kinds.SUBSCRIPT: ("<sub>", "</sub>"),
    kinds.UNDERLINE: ("<u>", "</u>"),
    kinds.SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
}
_BETWEEN = "&#8203;"
"""Keeps asterisks that close from running into those that open."""


class Markdown(RunFormat):
    """CommonMark, as GitHub, Jupyter and static sites read it."""

    name: ClassVar[str] = "markdown"
    indent: ClassVar[str] = "&emsp;"

    def inline(self, runs: Sequence[Run]) -> str:
        """Runs with nested emphasis."""
        parts: list[str] = []
        active: list[int] = []
        for text, style, _ in runs:
            wanted = [flag for flag in _DELIMITERS if style & flag]
            kept = 0
            while kept < len(active) and active[kept] in wanted:
                kept += 1
            closing, active = active[kept:], active[:kept]
            opening = [flag for flag in wanted if flag not in active]
            active += opening
            _delimit(parts, _written(text, style), closing, opening)
        _delimit(parts, "", active, [])
        return "".join(parts)

    def linked(self, runs: Sequence[Run], target: str) -> str:
        """A link with its target in angle brackets, so that parentheses do not end it."""
        return f"[{self.inline(runs)}](<{target}>)"

    def joined(self, lines: list[str]) -> str:
        """Lines with hard breaks."""
        return "\\\n".join([_START.sub(_guarded, line.lstrip(), count=1)
                            if _START.match(line.lstrip()) else line.lstrip()
                            for line in lines])  # fmt: skip


def _written(text: str, style: int) -> str:
    written = _ESCAPED.sub(r"\\\g<0>", text)
    if style & ~(kinds.BOLD | kinds.ITALIC):
        for flag, (start, end) in _ELEMENTS.items():
            if style & flag:
                written = f"{start}{written}{end}"
    return written


def _delimit(parts: list[str], text: str, closing: list[int], opening: list[int]) -> None:
    """Add asterisks and the text behind them, and see to it that they are recognised."""
    if closing:
        parts += [_DELIMITERS[flag] for flag in reversed(closing)]
        if opening:
            parts.append(_BETWEEN)
        elif text and _is_letter(text[0]):
            text = f"&#{ord(text[0])};{text[1:]}"
    if opening:
        if parts and not closing and _is_letter(parts[-1][-1]):
            parts[-1] = f"{parts[-1][:-1]}&#{ord(parts[-1][-1])};"
        parts += [_DELIMITERS[flag] for flag in opening]
    if text:
        parts.append(text)


def _is_letter(character: str) -> bool:
    """Whether a character is neither a blank nor punctuation beside asterisks."""
    if character.isspace() or character in string.punctuation:
        return False
    return not unicodedata.category(character).startswith("P")


def _guarded(match: re.Match[str]) -> str:
    """The beginning of a line with a backslash where it would begin a list or heading."""
    found, mark = match[0], match["mark"]
    return f"{found[:-1]}\\{mark}" if mark else f"\\{found}"


MARKDOWN = Markdown()
