"""Org. Zero width spaces separate characters that would be markup, as Org's manual advises.

Source: the Org manual, "Escape Character" and "Emphasis and Monospace".
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

__all__ = ["ORG"]

_ZERO = "\u200b"
_ADDRESS = re.compile(r"(https?://[^\s<>\[\]\\]*[^\s<>\[\]\\.,;:!?)])")
_SEPARATE = (
    r"[*_~=+^$]|(?<![^\s\-({'\"])/|/(?![^\s\-.,;:!?'\")}\\\[])"
    r"|(?<=\w)(?<!http)(?<!https)(?<!mailto):(?=\S)"
)
"""Characters with a space on both sides: marks of emphasis, scripts and formulas, and a colon that
would make a word an address (some of Org's schemes run programs)."""
_SEPARATE_AFTER = r"[\\\[{<@|]|-(?=-)|\.(?=\.)"
"""Characters with a space after them: they begin links, macros, entities, time stamps, dashes."""
_SPECIAL = re.compile(f"(?P<separate>{_SEPARATE})|{_SEPARATE_AFTER}")
_MAY_BE_SPECIAL = re.compile(r"[*_~=+^$/\\\[{<@|:\]]|--|\.\.")
"""A quick test: most text has no special characters."""
_SAFE_START = re.compile(r"[^\W\d_]{2,}[\s,;]")
_BEFORE = frozenset(" -({'\"")
_AFTER = frozenset(" -.,;:!?'\")}\\[")
_MARKS = ((ITALIC, "/"), (BOLD, "*"), (UNDERLINE, "_"))
"""The innermost first."""


class Org(RunFormat):
    """Org mode, as Emacs and pandoc read it."""

    name: ClassVar[str] = "org"
    indent: ClassVar[str] = "    "

    def inline(self, runs: Sequence[Run]) -> str:
        """Write runs with marks, and zero width spaces where Org would not recognise the marks."""
        result = ""
        open_end = False
        for text, style, _ in runs:
            written = _escape(text)
            if open_end and written[0] not in _AFTER:
                result += _ZERO
            marks = [mark for flag, mark in _MARKS if style & flag]
            if style & (SUPERSCRIPT | SUBSCRIPT):
                sign = "^" if style & SUPERSCRIPT else "_"
                written = written if "{" in text or "}" in text else f"{sign}{{{written}}}"
            for mark in marks:
                written = f"{mark}{written}{mark}"
            if marks and result and result[-1] not in _BEFORE:
                result += _ZERO
            result += written
            open_end = bool(marks)
        return result

    def link(self, runs: Sequence[Run], target: str) -> str:
        """Write a bracket link."""
        text = "".join([_escape(text, addresses=False) for text, _, _ in runs])
        return f"[[{target}][{text}]]"

    def join_lines(self, lines: list[str]) -> str:
        """Join lines by hard breaks. No line can begin a list, a heading or a keyword."""
        return "\\\\\n".join([line if _SAFE_START.match(line) else _ZERO + line for line in lines])


def _escape(text: str, addresses: bool = True) -> str:
    """Add zero width spaces to text, and put addresses in brackets, which keep them whole."""
    if addresses and "://" in text:
        pieces = _ADDRESS.split(text)
        return "".join(
            [f"[[{piece}]]" if index % 2 else _escape(piece, False)
             for index, piece in enumerate(pieces)]
        )  # fmt: skip
    if not _MAY_BE_SPECIAL.search(text):
        return text
    return _SPECIAL.sub(_add_space, text).replace("]]", f"]{_ZERO}]")


def _add_space(match: re.Match[str]) -> str:
    return f"{_ZERO if match['separate'] else ''}{match[0]}{_ZERO}"


ORG = Org()
