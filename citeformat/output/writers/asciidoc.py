"""AsciiDoc. What means something in it is written as a character reference.

AsciiDoc's backslash prints itself where there was nothing to escape; a reference is always right.
Marks are doubled ("unconstrained"), so that they hold within words too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from citeformat.output import inline_runs as kinds
from citeformat.output.inline_runs import Run, RunFormat

__all__ = ["ASCIIDOC"]

_ESCAPED = re.compile(
    r"[&<>{}\[\]*_`#^~+|\\'\"]"
    r"|\((?=(?:C|R|TM)\))|(?<=\()\(|(?<=\))\)|(?<=-)-|(?<=\.)\.(?=\.)|(?<=[:;])[:;]|\\"
)
_SAFE_START = re.compile(r"[^\W\d_]{2,}[ ,;]")
_NOTHING = "{empty}"
_MARKS = (
    (kinds.SUPERSCRIPT, "^", "^"),
    (kinds.SUBSCRIPT, "~", "~"),
    (kinds.ITALIC, "__", "__"),
    (kinds.BOLD, "**", "**"),
    (kinds.UNDERLINE, "[.underline]##", "##"),
)
"""Innermost first."""


class AsciiDoc(RunFormat):
    """AsciiDoc, as Asciidoctor reads it."""

    name: ClassVar[str] = "asciidoc"
    indent: ClassVar[str] = "{nbsp}{nbsp}{nbsp}{nbsp}"

    def inline(self, runs: Sequence[Run]) -> str:
        """Runs with doubled marks."""
        return "".join([_marked(text, style) for text, style, _ in runs])

    def linked(self, runs: Sequence[Run], target: str) -> str:
        """A link macro whose target is passed through as it is."""
        text = self.inline(runs).replace("=", "&#61;").replace(",", "&#44;")
        return f"link:++{target.replace('+', '%2B')}++[{text}]"

    def joined(self, lines: list[str]) -> str:
        """Lines with hard breaks; none begins like a list, a title or an admonition."""
        guarded = [line if _SAFE_START.match(line) else _NOTHING + line for line in lines]
        # a reference may end where another semicolon begins: two begin a description list
        return " +\n".join(guarded).replace(";;", ";&#59;")


def _marked(text: str, style: int) -> str:
    written = _ESCAPED.sub(lambda match: f"&#{ord(match[0])};", text)
    if style & (kinds.SUPERSCRIPT | kinds.SUBSCRIPT):
        written = written.replace(" ", "&#32;")
    for flag, start, end in _MARKS if style else ():
        if style & flag:
            written = f"{start}{written}{end}"
    return written


ASCIIDOC = AsciiDoc()
