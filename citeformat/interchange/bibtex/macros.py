"""The right side of `field = value` → TeX source: delimiters off, macros in, pieces joined.

In: a value as it stands in the file, such as `{Text}`, `"Text"`, `1990`, `jan # "~1"`. Out: its
text, and what was wrong with it. Source: "BibTeXing" (btxdoc), section 2.1 and "Designing BibTeX
Styles" (btxhak), the command MACRO, for the months that every standard style defines.
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["MONTH_MACROS", "Macros", "Report", "closing_brace", "closing_quote", "simple_value"]

Report = Callable[[str, str, str], None]
"""Takes a fault's severity, message and hint."""

MONTH_MACROS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
    "nov": "November", "dec": "December",
}  # fmt: skip

_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE_END = re.compile(r'(?<!\\)[{}"]')
_BARE = re.compile(r'[^\s#{}",=]+')
_MISSING_COMMA = re.compile(r"""\s*([A-Za-z][\w:.+/-]*)\s*=(?=\s*["{\w])""")
_SPACES = re.compile(r"\s*")


class Macros:
    """The `@string` names that are defined so far; case does not count.

    >>> macros = Macros()
    >>> macros.define("acm", "ACM")
    >>> macros.expand('acm # " Press"', print)
    ('ACM Press', '')
    """

    __slots__ = ("_later", "_texts")

    def __init__(self, later: dict[str, str] | None = None) -> None:
        self._texts = dict(MONTH_MACROS)
        self._later = later or {}

    def define(self, name: str, text: str) -> None:
        """Define a macro, or define it anew."""
        self._texts[name.lower()] = text

    def expand(self, raw: str, report: Report) -> tuple[str, str]:
        """The text of a value, and what follows the value where a comma is missing.

        Args:
            raw: The value as it stands in the file, stripped.
            report: Is told each fault.
        """
        text = simple_value(raw)
        if text is not None:
            return text, ""
        if _BARE.fullmatch(raw):
            return self._name(raw, report), ""
        return self._join(raw, report)

    def _join(self, raw: str, report: Report) -> tuple[str, str]:
        """The pieces of a value, between which stands `#`."""
        pieces: list[str] = []
        position = 0
        while True:
            position = _skip(raw, position)
            piece, position = self._piece(raw, position, report)
            pieces.append(piece)
            position = _skip(raw, position)
            if position >= len(raw):
                return _collapse("".join(pieces)), ""
            if raw[position] != "#":
                break
            position += 1
        rest = raw[position:]
        if _MISSING_COMMA.match(rest):
            return _collapse("".join(pieces)), rest
        report("error", "the value has text after its end", "put the whole value in braces")
        return _collapse("".join(pieces) + " " + rest.strip('{}" ')), ""

    def _piece(self, raw: str, position: int, report: Report) -> tuple[str, int]:
        start = raw[position : position + 1]
        if start == "{":
            end = closing_brace(raw, position)
            return raw[position + 1 : end], end + 1
        if start == '"':
            end = closing_quote(raw, position)
            return raw[position + 1 : end], end + 1
        bare = _BARE.match(raw, position)
        if bare is None:
            if position < len(raw):
                report("error", f"{start!r} cannot stand here", "put the value in braces")
                return "", position + 1
            report("error", "a value is missing", "")
            return "", position
        return self._name(bare.group(), report), bare.end()

    def _name(self, name: str, report: Report) -> str:
        if name.isdigit():
            return name
        text = self._texts.get(name.lower())
        if text is not None:
            return text
        if name[0].isdigit():
            report("warning", f"{name} is neither a number nor a name", "put it in braces")
            return name
        text = self._later.get(name.lower())
        if text is not None:
            report(
                "warning", f"the string name {name!r} is used before it is defined",
                "move its @string above this entry",
            )  # fmt: skip
            return text
        report(
            "error", f"the string name {name!r} is not defined",
            f"add @string{{{name} = {{...}}}}, or put the value in braces",
        )  # fmt: skip
        return name


def simple_value(raw: str) -> str | None:
    """The text of a value that is one piece without inner delimiters, which most are.

    >>> simple_value("{Text}"), simple_value("1990"), simple_value("a # b")
    ('Text', '1990', None)
    """
    first, inner = raw[:1], raw[1:-1]
    if first == "{":
        if raw[-1] == "}" and "{" not in inner and "}" not in inner:
            return _collapse(inner)
    elif first == '"':
        if raw[-1] == '"' and len(raw) > 1 and '"' not in inner:
            return _collapse(inner)
    elif raw.isdigit():
        return raw
    return None


def _collapse(text: str) -> str:
    """BibTeX makes one blank of each run of white space."""
    if "\n" in text or "  " in text or "\t" in text:
        return " ".join(text.split(None)) if text.isascii() else _collapse_unicode(text)
    return text.strip(" ")


def _collapse_unicode(text: str) -> str:
    """The same for text in which no-break spaces must survive."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip(" ")


def _skip(text: str, position: int) -> int:
    gap = _SPACES.match(text, position)
    return gap.end() if gap else position


def closing_brace(text: str, position: int) -> int:
    """Where the group that begins at `position` closes, or the text's length."""
    depth = 0
    for brace in _BRACE.finditer(text, position):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.start()
    return len(text)


def closing_quote(text: str, position: int) -> int:
    """Where the quotation that begins at `position` closes, or the text's length."""
    depth = 0
    last = len(text)
    for mark in _QUOTE_END.finditer(text, position + 1):
        if mark.group() == "{":
            depth += 1
        elif mark.group() == "}":
            depth -= 1
        elif depth <= 0:
            return mark.start()
        else:
            last = mark.start()
    return last if text[last:].strip() == '"' else len(text)
