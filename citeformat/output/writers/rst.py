"""reStructuredText. Its inline markup cannot be nested, and stands between blanks.

A backslash with a blank prints nothing, and lets markup begin and end within a word (docutils,
"Inline markup recognition rules").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from citeformat.output import inline_runs as kinds
from citeformat.output.inline_runs import Run, RunFormat

__all__ = ["RST"]

_ESCAPED = re.compile(r"[\\*`_|<>]|(?<=:):|@(?=\w)|(?<=[a-z0-9]):(?=[^\s])", re.IGNORECASE)
_OPEN_SCHEME = re.compile(r"(?:https?|ftp|mailto)\Z", re.IGNORECASE)
_SAFE_START = re.compile(r"[^\W\d_]{2,}[\s,;]")
_GAP = "\\ "
_MARKS = (
    (kinds.SUPERSCRIPT, ":sup:`", "`"),
    (kinds.SUBSCRIPT, ":sub:`", "`"),
    (kinds.BOLD, "**", "**"),
    (kinds.ITALIC, "*", "*"),
)
"""What is marked, the first that holds: there is no markup for two at once."""


class Rst(RunFormat):
    """reStructuredText, as docutils and Sphinx read it."""

    name: ClassVar[str] = "rst"
    indent: ClassVar[str] = "    "

    def assembled(self, pieces: list[str], runs: Sequence[Run]) -> str:
        """The parts of a line, with gaps that print nothing between markup and words."""
        return "".join(pieces).removeprefix(_GAP).removesuffix(_GAP)

    def inline(self, runs: Sequence[Run]) -> str:
        """Runs with one kind of markup each."""
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

    def linked(self, runs: Sequence[Run], target: str) -> str:
        """An anonymous link; its text can have no markup."""
        text = "".join([escape(text) for text, _, _ in runs])
        address = target.replace("\\", "%5C")
        if address.endswith("_"):
            address = f"{address[:-1]}%5F"
        return f"{_GAP}`{text} <{address}>`__{_GAP}"

    def joined(self, lines: list[str]) -> str:
        """A paragraph, or a line block where there are several lines."""
        if len(lines) > 1:
            return "\n".join(f"| {line}" for line in lines)
        return "".join([line if _SAFE_START.match(line) else _GAP + line for line in lines])


def escape(text: str) -> str:
    """Text with backslashes before what is markup, or would be an address of a strange scheme.

    >>> print(escape("a_b *c* https://x javascript:y"))
    a\\_b \\*c\\* https://x javascript\\:y
    """

    def escaped(match: re.Match[str]) -> str:
        if match[0] == ":" and _OPEN_SCHEME.search(text, 0, match.start()):
            return ":"
        return f"\\{match[0]}"

    return _ESCAPED.sub(escaped, text)


RST = Rst()
