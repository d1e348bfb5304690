"""Org. What would be markup is parted by zero width spaces, as Org's manual advises.

Source: the Org manual, "Escape Character" and "Emphasis and Monospace".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from citeformat.output import inline_runs as kinds
from citeformat.output.inline_runs import Run, RunFormat

__all__ = ["ORG"]

_ZERO = "\u200b"
_ADDRESS = re.compile(r"(https?://[^\s<>\[\]\\]*[^\s<>\[\]\\.,;:!?)])")
_BOTH = (
    r"[*_~=+^$]|(?<![^\s\-({'\"])/|/(?![^\s\-.,;:!?'\")}\\\[])"
    r"|(?<=\w)(?<!http)(?<!https)(?<!mailto):(?=\S)"
)
"""What is parted on both sides: marks of emphasis, scripts and formulas, and what would make an
address of a word: Org has schemes that run programs."""
_BEHIND = r"[\\\[{<@|]|-(?=-)|\.(?=\.)"
"""What is parted from what follows: links, macros, entities, time stamps, dashes."""
_PARTED = re.compile(f"({_BOTH})|{_BEHIND}")
_ANY = re.compile(r"[*_~=+^$/\\\[{<@|:\]]|--|\.\.")
"""Whether there is anything of all this, which most text has not."""
_SAFE_START = re.compile(r"[^\W\d_]{2,}[\s,;]")
_BEFORE = frozenset(" -({'\"")
_AFTER = frozenset(" -.,;:!?'\")}\\[")
_MARKS = ((kinds.ITALIC, "/"), (kinds.BOLD, "*"), (kinds.UNDERLINE, "_"))
"""Innermost first."""


class Org(RunFormat):
    """Org mode, as Emacs and pandoc read it."""

    name: ClassVar[str] = "org"
    indent: ClassVar[str] = "    "

    def inline(self, runs: Sequence[Run]) -> str:
        """Runs with marks, parted by zero width spaces where Org would not see them."""
        result = ""
        open_end = False
        for text, style, _ in runs:
            written = _escape(text)
            if open_end and written[0] not in _AFTER:
                result += _ZERO
            marks = [mark for flag, mark in _MARKS if style & flag]
            if style & (kinds.SUPERSCRIPT | kinds.SUBSCRIPT):
                sign = "^" if style & kinds.SUPERSCRIPT else "_"
                written = written if "{" in text or "}" in text else f"{sign}{{{written}}}"
            for mark in marks:
                written = f"{mark}{written}{mark}"
            if marks and result and result[-1] not in _BEFORE:
                result += _ZERO
            result += written
            open_end = bool(marks)
        return result

    def linked(self, runs: Sequence[Run], target: str) -> str:
        """A bracket link."""
        text = "".join([_escape(text, addresses=False) for text, _, _ in runs])
        return f"[[{target}][{text}]]"

    def joined(self, lines: list[str]) -> str:
        """Lines with hard breaks; none begins like a list, a heading or a keyword."""
        return "\\\\\n".join([line if _SAFE_START.match(line) else _ZERO + line for line in lines])


def _escape(text: str, addresses: bool = True) -> str:
    """Text with zero width spaces; an address stands in brackets, which keep it whole."""
    if addresses and "://" in text:
        pieces = _ADDRESS.split(text)
        return "".join(
            [f"[[{piece}]]" if index % 2 else _escape(piece, False)
             for index, piece in enumerate(pieces)]
        )  # fmt: skip
    if not _ANY.search(text):
        return text
    return _PARTED.sub(_part, text).replace("]]", f"]{_ZERO}]")


def _part(found: re.Match[str]) -> str:
    return f"{_ZERO}{found[0]}{_ZERO}" if found[1] else f"{found[0]}{_ZERO}"


ORG = Org()
