"""Text with CSL-JSON's markup → TeX source: the inverse of `decoder`.

In: a record's text, such as `The <span class="nocase">NASA</span> story`. Out: TeX source, in
which tags are commands, spans that protect case are braces (in titles only: elsewhere BibTeX
never changes case), and every character with a meaning in TeX is escaped. In ASCII, accents and
symbols become commands too; a character without a command stays as it is, and is reported.

Sources: "BibTeXing" (btxdoc), section 4; "The TeXbook", chapter 9.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from citeformat.interchange.latex import command_tables as tables
from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.latex.safety import (
    has_matching_braces,
    is_mathematics,
    unsafe_commands,
)
from citeformat.richtext.markup import MARKUP

__all__ = ["Encoded", "encode", "is_balanced"]

_ESCAPES = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "`": r"{\textasciigrave}",
    "<": r"{\textless}", ">": r"{\textgreater}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_",
    # Characters that people type in ASCII in any .bib file, whatever its encoding:
    "\u00a0": "~", "\u202f": r"\,", "‘": "`", "’": "'", "“": "``", "”": "''", "–": "--",
    "—": "---",
}  # fmt: skip
"""Characters whose source differs in every encoding. Braces are spelled as words, because BibTeX
counts those after a backslash as well ("BibTeXing", section 4)."""


def _inverted(commands: Mapping[str, str], skip: Iterable[str] = ()) -> dict[str, str]:
    """Return character → the first command that prints it and nothing else."""
    inverted: dict[str, str] = {}
    for command, printed in commands.items():
        single = len(printed) == 1 and not printed.isascii() and not printed.isspace()
        if single and printed not in skip:
            inverted.setdefault(printed, command)
    return inverted


_SYMBOLS = _inverted(tables.SYMBOLS, skip=_ESCAPES)
"""Character → the command that prints it in text."""
_ACCENTS = {mark: command for command, mark in reversed(tables.ACCENTS.items())}
"""Combining character → accent command."""
_LETTERS = _inverted(tables.LETTERS)
"""Character → the command that prints it, in italics, in a formula."""
_MATH = _inverted({**tables.ORDINARY, **tables.RELATIONS, **tables.BINARY}, skip=_SYMBOLS)
"""Character → the command that prints it, upright, in a formula."""

_SPECIAL = re.compile(r"[\\{}~^`<>$&%#_\u00a0\u202f‘’“”–—]|--|''|[^\x00-\x7f]")
_FORMULA = re.compile(r"(\$[^$]*\$)")
_CLUSTER = re.compile(r".[\u0300-\u036f\u20d7\u20dd]*", re.DOTALL)
_BRACE = re.compile(r"(?<!\\)[{}]")

_COMMANDS = {"i": "emph", "b": "textbf", "sup": "textsuperscript", "sub": "textsubscript",
             "sc": "textsc"}  # fmt: skip
_JOINED = frozenset(("--", "''", "``", "!`", "?`", "/$"))
"""Two characters that would make one of them in TeX."""
_UNDER_ACCENT = {"i": r"\i", "j": r"\j"}


class Encoded(NamedTuple):
    """The TeX source of a text, and what could not be written as it was meant."""

    source: str
    missing: str
    """The characters that should have been commands and have none."""
    escaped: tuple[str, ...]
    """Formulas that could harm the reader of the file; they were written as plain text."""


def encode(
    text: str, *, title: bool = False, ascii: bool = False, from_bibtex: bool = False
) -> Encoded:
    """Return the TeX source of a text.

    A formula between dollars stays a formula if its commands are known to be mathematics.

    Args:
        text: Text with CSL-JSON's markup.
        title: Whether braces are to protect case where the text says so.
        ascii: Whether accents and symbols are to be commands.
        from_bibtex: Whether the text comes from a .bib file. Then its formulas may have any
            commands, except for those that read or write files, run code or define commands.

    >>> encode('Gödel’s <i>proof</i> of <span class="nocase">NASA</span>', title=True,
    ...        ascii=True).source
    'G{\\\\"o}del\\'s \\\\emph{proof} of {NASA}'
    >>> encode(r"$\\write18{x}$ and $\\frac{a+b}{c}$").escaped
    ('$\\\\write18{x}$',)
    """
    if _SPECIAL.search(text) is None:
        return Encoded(text, "", ())
    writer = _TextWriter(title, ascii, from_bibtex)
    source = writer.source(text)
    return Encoded(source, "".join(dict.fromkeys(writer.missing)), tuple(writer.escaped))


def is_balanced(source: str) -> bool:
    """Return whether each brace of TeX source has its partner, so that braces can enclose it."""
    if source.endswith("\\"):
        return False
    if "{" not in source and "}" not in source:
        return True
    depth = 0
    for brace in _BRACE.findall(source):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


class _TextWriter:
    """Writes one text."""

    __slots__ = ("ascii", "escaped", "from_bibtex", "missing", "protected", "title")

    def __init__(self, title: bool, ascii: bool, from_bibtex: bool) -> None:
        self.title = title
        self.ascii = ascii
        self.from_bibtex = from_bibtex
        self.missing: list[str] = []
        self.escaped: list[str] = []
        self.protected = 0
        """The number of nocase spans around this position."""

    def source(self, text: str) -> str:
        """Return the source of a whole text."""
        tokens = MARKUP().split(text)
        roles = _tag_roles(tokens)
        pieces: list[list[str]] = [[]]
        kinds: list[str] = []
        for index, token in enumerate(tokens):
            role = roles.get(index)
            if role is None:
                pieces[-1] += self._text(token)
            elif role == "/":
                kind, inner = kinds.pop(), _join(pieces.pop())
                if kind in _COMMANDS:
                    inner = f"\\{_COMMANDS[kind]}{{{inner}}}"
                elif kind == "nocase":
                    self.protected -= 1
                    if self.title and not self.protected:
                        # A group that begins with a command protects nothing: it is BibTeX's
                        # "special character".
                        inner = f"{{{{{inner}}}}}" if inner.startswith("\\") else f"{{{inner}}}"
                pieces[-1].append(inner)
            elif (
                role == "i"
                and self.ascii
                and (letter := tokens[index + 1]) in _LETTERS
                and roles.get(index + 2) == "/"
                and (not self.title or self.protected)  # in a title, a formula is protected
            ):
                pieces[-1].append(f"$\\{_LETTERS[letter]}$")
                tokens[index + 1] = ""
                roles[index + 2] = ""
            elif role:
                kinds.append(role)
                self.protected += role == "nocase"
                pieces.append([])
        return _join(pieces[0])

    def _text(self, text: str) -> list[str]:
        """Return the pieces of text without tags."""
        if "$" not in text:
            return self._characters(text)
        pieces: list[str] = []
        for part in _FORMULA.split(text):
            # The decoder keeps a formula that only TeX can set. Other dollars are text.
            if len(part) > 2 and part[0] == part[-1] == "$" and decode(part)[0] == part:
                known = not unsafe_commands(part) if self.from_bibtex else is_mathematics(part)
                if known and has_matching_braces(part):
                    pieces.append(part)
                    continue
                self.escaped.append(part)
            pieces += self._characters(part)
        return pieces

    def _characters(self, text: str) -> list[str]:
        if text.isascii() or not self.ascii:
            return [_ESCAPES.get(character, character) for character in text]
        pieces: list[str] = []
        # Each character with the accents that follow it.
        for cluster in _CLUSTER.findall(unicodedata.normalize("NFC", text)):
            base, *marks = list(unicodedata.normalize("NFD", cluster))
            if cluster.isascii() or cluster in _ESCAPES:
                pieces.append(_ESCAPES.get(cluster, cluster))
            elif cluster in _SYMBOLS:
                pieces.append(f"{{\\{_SYMBOLS[cluster]}}}")
            elif marks and all(mark in _ACCENTS for mark in marks):
                pieces.append(self._accented(base, marks))
            # In a title a formula is protected: a bare letter with a case cannot become one.
            elif cluster in _MATH and (
                not self.title or self.protected or cluster.lower() == cluster.upper()
            ):
                pieces.append(f"$\\{_MATH[cluster]}$")
            else:
                self.missing.append(cluster)
                pieces.append(_ESCAPES.get(cluster[0], cluster[0]) + cluster[1:])
        return pieces

    def _accented(self, base: str, marks: Iterable[str]) -> str:
        """Return a letter under its accents, the innermost accent first."""
        if base.isascii():
            source = _UNDER_ACCENT.get(base) or _ESCAPES.get(base, base)
        elif base in _SYMBOLS:
            source = f"\\{_SYMBOLS[base]}"
        else:
            self.missing.append(base)
            return unicodedata.normalize("NFC", base + "".join(marks))
        for mark in marks:
            command = _ACCENTS[mark]
            bare = not command.isalpha() and (len(source) == 1 or source in (r"\i", r"\j"))
            source = f"\\{command}{source}" if bare else f"\\{command}{{{source}}}"
        return f"{{{source}}}"


def _join(pieces: list[str]) -> str:
    """Put pieces side by side; an empty group keeps two of them from becoming one character.

    The decoder takes a backslash and an accent for a command whose backslash was escaped.
    """
    result: list[str] = []
    last = ""
    for piece in pieces:
        if not piece:
            continue
        is_accent = last == "}" and piece[0] in "'\"=." and result[-1] == _ESCAPES["\\"]
        if is_accent or last + piece[0] in _JOINED:
            result.append("{}")
        result.append(piece)
        last = piece[-1]
    return "".join(result)


def _tag_roles(tokens: list[str]) -> dict[int, str]:
    """Return index of a tag that has a partner → its kind, or `/` for the one that closes.

    Every other token is a tag; the rest is text.
    """
    roles: dict[int, str] = {}
    open_tags: list[tuple[str, int]] = []
    for index in range(1, len(tokens), 2):
        tag = tokens[index].lower()
        name = "span" if "span" in tag else tag.strip("</>")
        if not tag.startswith("</"):
            open_tags.append((name, index))
            continue
        at = next((i for i in reversed(range(len(open_tags))) if open_tags[i][0] == name), None)
        if at is None:
            continue
        begin = open_tags[at][1]
        del open_tags[at:]
        opening = tokens[begin].lower()
        if "nocase" in opening:
            name = "nocase"
        elif "small-caps" in opening:
            name = "sc"
        roles[begin], roles[index] = name, "/"
    return roles
