"""The value of a field: from `{Text}`, `"Text"`, `1990` or `jan # "~1"` to TeX source.

Delimiters are removed, macros expanded and the pieces joined. Problems are reported to the caller.

Sources: "BibTeXing" (btxdoc), section 2.1, for the syntax; "Designing BibTeX Styles" (btxhak), the
command MACRO, for the months that every standard style defines.
"""

from __future__ import annotations

import re
from typing import Protocol

from citeformat._util.text import MONTHS
from citeformat.errors import Severity
from citeformat.interchange.bibtex.entry import ExpansionLimit

__all__ = [
    "MONTH_MACROS",
    "Macros",
    "ReportProblem",
    "closing_brace",
    "closing_delimiter",
    "closing_quote",
    "simple_value",
    "skip_blanks",
    "unclosed_braces",
]


class ReportProblem(Protocol):
    """Takes a problem of a value."""

    def __call__(
        self, severity: Severity, message: str, hint: str, *, counted: bool = False
    ) -> None:
        """Report a problem; `counted`: once for the file, with the number of its uses."""
        ...


MONTH_MACROS = {month[:3].lower(): month for month in MONTHS}

_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r'(?<!\\)[{}"]')
_BARE = re.compile(r'[^\s#{}",=]+')
_MISSING_COMMA = re.compile(r"""\s*,?\s*([A-Za-z][\w:.+/-]*)\s*=(?=\s*["{\w])""")
_JOIN = re.compile(r"\s*#\s*")
_BLANKS = re.compile(r"\s*")
_UNICODE_SPACE = re.compile(r"[ \t\n\r\f\v]+")


class Macros:
    """The `@string` definitions of a file; names are compared without regard to case.

    >>> macros = Macros()
    >>> macros.define("acm", "ACM")
    >>> macros.expand('acm # " Press"', print)
    ('ACM Press', '')
    """

    __slots__ = ("_expansion", "_later", "_texts")

    def __init__(self, later: dict[str, str] | None = None, length: int = 0) -> None:
        """Start with the months.

        Args:
            later: Definitions that follow their use.
            length: The length of the file, which limits what the macros expand to.
        """
        self._expansion = ExpansionLimit(length)
        self._texts = dict(MONTH_MACROS)
        self._later = later or {}

    def define(self, name: str, text: str) -> None:
        """Define a macro, or redefine it."""
        self._texts[name.lower()] = text

    def text_of(self, name: str) -> str | None:
        """Return the text of a macro that is defined and not too long, or `None`."""
        text = self._texts.get(name.lower())
        if text is None or not self._expansion.take(len(text)):
            return None
        return _collapse(text)

    def expand(
        self, raw: str, report: ReportProblem, *, keep_blanks: bool = False
    ) -> tuple[str, str]:
        """Return the text of a value, and what follows the value if a comma is missing.

        Args:
            raw: The value as written in the file, stripped.
            report: Called with each problem.
            keep_blanks: Whether a blank at an end of the text stays, as it does in an `@string`.
        """
        text = None if keep_blanks else simple_value(raw)
        if text is not None:
            return text, ""
        collapse = _single_blanks if keep_blanks else _collapse
        if _BARE.fullmatch(raw):
            return collapse(self._name(raw, report)), ""
        pieces: list[str] = []
        position = 0
        while True:
            start = raw[position : position + 1]
            if start in ("{", '"'):
                end = closing_delimiter(raw, position)
                pieces.append(raw[position + 1 : end])
                if start == '"' and unclosed_braces(pieces[-1]):
                    report(
                        "error", "a brace in quotation marks does not close",
                        "BibTeX reads on to the next quotation mark",
                    )  # fmt: skip
                position = end + 1
            elif bare := _BARE.match(raw, position):
                pieces.append(self._name(bare.group(), report))
                position = bare.end()
            elif start:
                report("error", f"{start!r} is not allowed here", "put the value in braces")
                position += 1
            else:
                report("error", "a value is missing", "")
            join = _JOIN.match(raw, position)
            if join is None:
                break
            position = join.end()
        rest = raw[position:].lstrip()
        if not rest:
            return collapse("".join(pieces)), ""
        if _MISSING_COMMA.match(rest):
            return collapse("".join(pieces)), rest
        report("error", "the value has text after its end", "put the whole value in braces")
        if len(pieces) == 1 and raw[0] == raw[-1] == '"':  # "A "quoted" word"
            return collapse(raw[1:-1]), ""
        return collapse("".join(pieces) + " " + rest.strip('{}" ')), ""

    def _name(self, name: str, report: ReportProblem) -> str:
        """Expand a macro; a number is its own text, as is a name without a definition."""
        if name.isdigit():
            return name
        text = self._texts.get(name.lower())
        if text is not None:
            return self._limited(name, text, report)
        if name[0].isdigit():
            report("warning", f"{name} is neither a number nor a name", "put it in braces")
            return name
        text = self._later.get(name.lower())
        if text is not None:
            report(
                "warning", f"the string name {name!r} is used before it is defined",
                "move its @string above this entry", counted=True,
            )  # fmt: skip
            return self._limited(name, text, report)
        report(
            "error", f"the string name {name!r} is not defined",
            f"add @string{{{name} = {{...}}}}, read the file that has it too, "
            "or put the value in braces", counted=True,
        )  # fmt: skip
        return name

    def _limited(self, name: str, text: str, report: ReportProblem) -> str:
        """Return the text of a macro, or its name if the file's macros expand to too much."""
        if self._expansion.take(len(text)):
            return text
        report(
            "error", f"the string {name!r} is not expanded: those of this file make megabytes",
            "the name is kept",
        )  # fmt: skip
        return name


def simple_value(raw: str) -> str | None:
    """Return the text of a value that is one piece without inner delimiters, as most are.

    Any other value returns None.

    >>> simple_value("{Text}"), simple_value("1990"), simple_value("a # b")
    ('Text', '1990', None)
    """
    first = raw[:1]
    if first == '"':
        if raw.count('"') != 2 or raw[-1] != '"':
            return None
        if "{" in raw and raw.count("{") != raw.count("}"):
            return None
    elif first == "{":
        if raw.count("{") != 1 or raw.count("}") != 1 or raw[-1] != "}":
            return None
    else:
        return raw if raw.isdigit() else None
    inner = raw[1:-1]
    if "\n" in inner or "  " in inner or "\t" in inner:
        return _collapse(inner)
    return inner.strip(" ")


def _single_blanks(text: str) -> str:
    """Reduce each run of white space to one space, also at the ends."""
    return _UNICODE_SPACE.sub(" ", text)


def _collapse(text: str) -> str:
    """Reduce each run of white space to one space, as BibTeX does; no-break spaces are kept."""
    if "\n" in text or "  " in text or "\t" in text:
        if text.isascii():
            return " ".join(text.split())
        return _UNICODE_SPACE.sub(" ", text).strip(" ")
    return text.strip(" ")


def closing_brace(text: str, position: int) -> int:
    """Return where the group that begins at `position` closes, or the text's length."""
    depth = 0
    for brace in _BRACE.finditer(text, position):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.start()
    return len(text)


def unclosed_braces(text: str) -> frozenset[int]:
    """Return the positions of the opening braces that are never closed.

    >>> unclosed_braces("{a {b} {c")
    frozenset({0, 7})
    """
    opened: list[int] = []
    for brace in _BRACE.finditer(text):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            opened.pop()
    return frozenset(opened)


def closing_quote(text: str, position: int) -> int:
    """Return where the quotation that begins at `position` closes, or the text's length."""
    depth = 0
    last = len(text)
    for mark in _BRACE_OR_QUOTE.finditer(text, position + 1):
        if mark.group() == "{":
            depth += 1
        elif mark.group() == "}":
            depth -= 1
        elif depth <= 0:
            return mark.start()
        else:
            last = mark.start()
    return last if text[last:].strip() == '"' else len(text)


def closing_delimiter(text: str, position: int) -> int:
    """Return where the braces or quotation marks that begin at `position` close, or the text's
    length.

    >>> closing_delimiter('{a}, "b"', 0), closing_delimiter('{a}, "b"', 5)
    (2, 7)
    """
    return (closing_brace if text[position] == "{" else closing_quote)(text, position)


def skip_blanks(text: str, position: int) -> int:
    """Return the position of the first character from `position` on that is not white space."""
    blanks = _BLANKS.match(text, position)
    return blanks.end() if blanks is not None else position
