"""AsciiDoc. Characters with a meaning are written as character references.

A backslash that escapes nothing is printed in AsciiDoc, so references are safer. Marks are doubled
("unconstrained"), so that they work within words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from citeformat.output.inline_runs import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    Run,
    RunFormat,
)

__all__ = ["ASCIIDOC"]

_ESCAPED = re.compile(
    r"[&<>{}\[\]*_`#^~+|\\'\"]"
    r"|\((?=(?:C|R|TM)\))|(?<=\()\(|(?<=\))\)|(?<=-)-|(?<=\.)\.(?=\.)|(?<=[:;])[:;]|\\"
)
_SAFE_START = re.compile(r"[^\W\d_]{2,}[ ,;]")
_EMPTY = "{empty}"
_MARKS = (
    (SUPERSCRIPT, "^", "^"),
    (SUBSCRIPT, "~", "~"),
    (ITALIC, "__", "__"),
    (BOLD, "**", "**"),
    (UNDERLINE, "[.underline]##", "##"),
)
"""The innermost first."""


class AsciiDoc(RunFormat):
    """AsciiDoc, as Asciidoctor reads it."""

    name: ClassVar[str] = "asciidoc"
    indent: ClassVar[str] = "{nbsp}{nbsp}{nbsp}{nbsp}"

    def inline(self, runs: Sequence[Run]) -> str:
        """Write runs with doubled marks."""
        pieces: list[str] = []
        for text, style, _ in runs:
            written = _ESCAPED.sub(lambda match: f"&#{ord(match[0])};", text)
            if style & (SUPERSCRIPT | SUBSCRIPT):
                written = written.replace(" ", "&#32;")
            for flag, start, end in _MARKS if style else ():
                if style & flag:
                    written = f"{start}{written}{end}"
            pieces.append(written)
        return "".join(pieces)

    def link(self, runs: Sequence[Run], target: str) -> str:
        """Write a link macro. The plus signs keep the address unchanged."""
        text = self.inline(runs).replace("=", "&#61;").replace(",", "&#44;")
        return f"link:++{target.replace('+', '%2B')}++[{text}]"

    def join_lines(self, lines: list[str]) -> str:
        """Join lines by hard breaks. No line can begin a list, a title or an admonition."""
        guarded = [line if _SAFE_START.match(line) else _EMPTY + line for line in lines]
        # a reference ends in a semicolon, and two semicolons make a description list
        return " +\n".join(guarded).replace(";;", ";&#59;")


ASCIIDOC = AsciiDoc()
