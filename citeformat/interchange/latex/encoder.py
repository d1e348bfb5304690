"""Text with CSL-JSON's markup → TeX source: the inverse of `decoder`.

In: a record's text, such as `The <span class="nocase">NASA</span> story`. Out: TeX source, in
which tags are commands, spans that protect case are braces (in titles only: elsewhere BibTeX
never changes case), and whatever means something to TeX is escaped. In ASCII, accents and symbols
become commands too; a character that TeX has no command for stays as it is, and is reported.

Sources: "BibTeXing" (btxdoc), section 4; "The TeXbook", chapter 9.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from citeformat.interchange.latex import command_tables as text
from citeformat.interchange.latex import math_tables as math
from citeformat.interchange.latex.decoder import decode

__all__ = [
    "ACCENTS",
    "LETTERS",
    "LIGATURES",
    "MATH",
    "SPECIALS",
    "SYMBOLS",
    "encode",
    "is_balanced",
]


SPECIALS = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "`": r"{\textasciigrave}",
    "<": r"{\textless}", ">": r"{\textgreater}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_",
}  # fmt: skip
"""ASCII characters that mean something else in TeX. Braces are spelled as words, because BibTeX
counts those behind a backslash as well ("BibTeXing", section 4)."""

LIGATURES = {
    "\u00a0": "~", "\u202f": r"\,", "‘": "`", "’": "'", "“": "``", "”": "''", "–": "--",
    "—": "---",
}  # fmt: skip
"""Characters that people type in ASCII in any .bib file, whatever its encoding."""


def _inverted(commands: Mapping[str, str], skip: Iterable[str] = ()) -> dict[str, str]:
    """Character -> the first command that prints it and nothing else."""
    found: dict[str, str] = {}
    for command, printed in commands.items():
        single = len(printed) == 1 and not printed.isascii() and not printed.isspace()
        if single and printed not in skip:
            found.setdefault(printed, command)
    return found


SYMBOLS = _inverted(text.SYMBOLS, skip=LIGATURES)
"""Character -> the command that prints it in text."""

ACCENTS = {mark: command for command, mark in reversed(text.ACCENTS.items())}
"""Combining character -> accent command."""

LETTERS = _inverted(math.LETTERS)
"""Character -> the command that prints it, in italics, in a formula."""

MATH = _inverted({**math.ORDINARY, **math.RELATIONS, **math.BINARY}, skip=SYMBOLS)
"""Character -> the command that prints it, upright, in a formula."""

_SPECIAL = re.compile(r"[\\{}~^`<>$&%#_\u00a0\u202f‘’“”–—]|--|''|[^\x00-\x7f]")

_TAG = re.compile(r"(</?(?:i|b|sup|sub|sc)>|<span\s[^<>]*>|</span>)", re.IGNORECASE)

_FORMULA = re.compile(r"(\$[^$]*\$)")

_CLUSTER = re.compile(r".[\u0300-\u036f\u20d7\u20dd]*", re.DOTALL)

_BRACE = re.compile(r"(?<!\\)[{}]")

_COMMANDS = {"i": "emph", "b": "textbf", "sup": "textsuperscript", "sub": "textsubscript",
             "sc": "textsc"}  # fmt: skip

_JOINED = frozenset(("--", "''", "``", "!`", "?`", "/$"))
"""Two characters that would make one of them in TeX."""

_ABOVE_I = {"i": r"\i", "j": r"\j"}


def encode(text: str, *, title: bool = False, ascii: bool = False) -> tuple[str, str]:
    """The TeX source of a text.

    Args:
        text: Text with CSL-JSON's markup.
        title: Whether braces are to protect case where the text says so.
        ascii: Whether accents and symbols are to be commands.

    Returns:
        The source, and the characters that should have been commands and have none.

    >>> encode('Gödel’s <i>proof</i> of <span class="nocase">NASA</span>', title=True, ascii=True)
    ('G{\\\\"o}del\\'s \\\\emph{proof} of {NASA}', '')
    """
    if _SPECIAL.search(text) is None:
        return text, ""
    writer = _Writer(title, ascii)
    return writer.source(text), "".join(dict.fromkeys(writer.missing))


def is_balanced(source: str) -> bool:
    """Whether each brace of TeX source has its partner, so that it can stand in braces."""
    depth = 0
    for brace in _BRACE.findall(source):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and not source.endswith("\\")


class _Writer:
    """Writes one text."""

    __slots__ = ("ascii", "missing", "protected", "title")

    def __init__(self, title: bool, ascii: bool) -> None:
        self.title = title
        self.ascii = ascii
        self.missing: list[str] = []
        self.protected = 0

    def source(self, text: str) -> str:
        """The source of a whole text: its tags are matched, each one's inside is wrapped."""
        tokens = _TAG.split(text)
        partners = _partners(tokens)
        open_pieces: list[list[str]] = [[]]
        kinds: list[str] = []
        for index, token in enumerate(tokens):
            role = partners.get(index)
            if role == "i" and self._is_letter(tokens[index + 1]) and index + 2 in partners:
                open_pieces[-1].append(f"$\\{LETTERS[tokens[index + 1]]}$")
                tokens[index + 1] = partners[index + 2] = ""
            elif role is None:
                open_pieces[-1] += self._text(token)
            elif role == "":
                continue
            elif role == "/":
                inner = _join(open_pieces.pop())
                open_pieces[-1].append(self._wrapped(kinds.pop(), inner))
            else:
                kinds.append(role)
                self.protected += role == "nocase"
                open_pieces.append([])
        return _join(open_pieces[0])

    def _is_letter(self, text: str) -> bool:
        """Whether italics around this are a formula of one Greek letter. In a title, formulas
        are protected."""
        return self.ascii and text in LETTERS and bool(not self.title or self.protected)

    def _wrapped(self, kind: str, inner: str) -> str:
        if kind in _COMMANDS:
            return f"\\{_COMMANDS[kind]}{{{inner}}}"
        if kind != "nocase":
            return inner
        self.protected -= 1
        if not self.title or self.protected:
            return inner
        # A group that begins with a command protects nothing: it is a "special character".
        return f"{{{{{inner}}}}}" if inner.startswith("\\") else f"{{{inner}}}"

    def _text(self, text: str) -> list[str]:
        """The pieces of text without tags. What the importer kept as a formula stays one."""
        if "$" not in text:
            return self._characters(text)
        pieces: list[str] = []
        for part in _FORMULA.split(text):
            if len(part) > 2 and part[0] == part[-1] == "$" and _is_formula(part):
                pieces.append(part)
            else:
                pieces += self._characters(part)
        return pieces

    def _characters(self, text: str) -> list[str]:
        if text.isascii():
            return [SPECIALS.get(character, character) for character in text]
        if not self.ascii:
            return [_either(character) for character in text]
        normal = unicodedata.normalize("NFC", text)
        return [self._cluster(cluster) for cluster in _CLUSTER.findall(normal)]

    def _cluster(self, cluster: str) -> str:
        """One character with the accents that follow it, as commands."""
        if cluster.isascii():
            return SPECIALS.get(cluster, cluster)
        if cluster in LIGATURES:
            return LIGATURES[cluster]
        if cluster in SYMBOLS:
            return f"{{\\{SYMBOLS[cluster]}}}"
        base, *marks = list(unicodedata.normalize("NFD", cluster))
        if marks and all(mark in ACCENTS for mark in marks):
            return self._accented(base, marks)
        # In a title a formula is protected: a bare letter with a case cannot become one.
        free = not self.title or self.protected or cluster.lower() == cluster.upper()
        if cluster in MATH and free:
            return f"$\\{MATH[cluster]}$"
        self.missing.append(cluster)
        return cluster

    def _accented(self, base: str, marks: Iterable[str]) -> str:
        if base.isascii():
            source = _ABOVE_I.get(base, base)
        elif base in SYMBOLS:
            source = f"\\{SYMBOLS[base]}"
        else:
            self.missing.append(base)
            return unicodedata.normalize("NFC", base + "".join(marks))
        for mark in marks:
            command = ACCENTS[mark]
            bare = not command.isalpha() and (len(source) == 1 or source in (r"\i", r"\j"))
            source = f"\\{command}{source}" if bare else f"\\{command}{{{source}}}"
        return f"{{{source}}}"


def _either(character: str) -> str:
    return SPECIALS.get(character) or LIGATURES.get(character, character)


def _is_formula(source: str) -> bool:
    """Whether the importer keeps this as TeX; otherwise the dollars are text."""
    if not is_balanced(source):
        return False
    return decode(source)[0] == source


def _join(pieces: list[str]) -> str:
    """Put pieces side by side; an empty group keeps two of them from becoming one character."""
    result: list[str] = []
    last = ""
    for piece in pieces:
        if not piece:
            continue
        if last + piece[0] in _JOINED:
            result.append("{}")
        result.append(piece)
        last = piece[-1]
    return "".join(result)


def _partners(tokens: list[str]) -> dict[int, str]:
    """Index of a tag that has a partner -> its kind, or `/` for the one that closes."""
    found: dict[int, str] = {}
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
        found[begin] = _kind(name, tokens[begin])
        found[index] = "/"
    return found


def _kind(name: str, tag: str) -> str:
    if name != "span":
        return name
    lowered = tag.lower()
    if "nocase" in lowered:
        return "nocase"
    return "sc" if "small-caps" in lowered else "span"
