"""reStructuredText. Its inline markup cannot be nested, and needs blanks around it.

A backslash with a blank prints nothing, and allows markup to begin and end within a word (docutils,
"Inline markup recognition rules").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from citeformat.output.inline_runs import BOLD, ITALIC, SUBSCRIPT, SUPERSCRIPT, Run, RunFormat

__all__ = ["RST"]

_ESCAPED = re.compile(r"[\\*`_|<>]|(?<=:):|@(?=\w)|(?<=[a-z0-9]):(?=[^\s])", re.IGNORECASE)
_OPEN_SCHEME = re.compile(r"(?:https?|ftp|mailto)\Z", re.IGNORECASE)
_SAFE_START = re.compile(r"[^\W\d_]{2,}[\s,;]")
_GAP = "\\ "
_MARKS = (
    (SUPERSCRIPT, ":sup:`", "`"),
    (SUBSCRIPT, ":sub:`", "`"),
    (BOLD, "**", "**"),
    (ITALIC, "*", "*"),
)
"""Only the first one that applies is written, because marks cannot be nested."""


class Rst(RunFormat):
    """reStructuredText, as docutils and Sphinx read it."""

    name: ClassVar[str] = "rst"
    indent: ClassVar[str] = "    "

    def line(self, runs: Sequence[Run], targets: Sequence[str]) -> str:
        """Write a line, without the gaps at its ends."""
        return super().line(runs, targets).removeprefix(_GAP).removesuffix(_GAP)

    def inline(self, runs: Sequence[Run]) -> str:
        """Write runs with one kind of markup each."""
        pieces = []
        last = len(runs) - 1
        for index, (text, style, _) in enumerate(runs):
            written = escape(text)
            for flag, start, end in _MARKS if style else ():
                if style & flag:
                    before = "" if index and runs[index - 1][0][-1].isspace() else _GAP
                    after = "" if index < last and runs[index + 1][0][0].isspace() else _GAP
                    written = f"{before}{start}{written}{end}{after}"
                    break
            pieces.append(written)
        return "".join(pieces)

    def link(self, runs: Sequence[Run], target: str) -> str:
        """Write an anonymous link. Its text cannot have markup."""
        text = "".join([escape(text) for text, _, _ in runs])
        address = target.replace("\\", "%5C")
        if address.endswith("_"):
            address = f"{address[:-1]}%5F"
        return f"{_GAP}`{text} <{address}>`__{_GAP}"

    def join_lines(self, lines: list[str]) -> str:
        """Write one line as a paragraph, several lines as a line block."""
        if len(lines) > 1:
            return "\n".join(f"| {line}" for line in lines)
        return "".join([line if _SAFE_START.match(line) else _GAP + line for line in lines])


def escape(text: str) -> str:
    """Escape markup, and the colon of an address whose scheme is not a known one.

    >>> print(escape("a_b *c* https://x javascript:y"))
    a\\_b \\*c\\* https://x javascript\\:y
    """

    def escaped(match: re.Match[str]) -> str:
        if match[0] == ":" and _OPEN_SCHEME.search(text, max(match.start() - 6, 0), match.start()):
            return ":"
        return f"\\{match[0]}"

    return _ESCAPED.sub(escaped, text)


RST = Rst()
