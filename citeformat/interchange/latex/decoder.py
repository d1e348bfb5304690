"""TeX source of one field → text with CSL-JSON's markup.

In: a field's source, such as ``The {NASA} story of {\\em Apollo~11}``. Out: its text, in which
`<i>`, `<b>`, `<sup>`, `<sub>` and two kinds of `<span>` mark formatting, and the names of unknown
commands. In fields that styles set in title or sentence case, braces become
`<span class="nocase">`, because they protect case in BibTeX.

What single commands print is in command_tables.py; those with a syntax of their own are in
commands.py.

Sources: "BibTeXing" (btxdoc), section 4, for braces and special characters; "The TeXbook".
"""

from __future__ import annotations

import re
import unicodedata

from citeformat.interchange.latex import command_tables as tables
from citeformat.interchange.latex import math as latex_math
from citeformat.interchange.latex.commands import COMMANDS

__all__ = ["SPECIAL", "FieldReader", "decode", "is_known"]

_TOKEN = re.compile(
    r"""
      \\(?P<command>[A-Za-z]+)\*?
    | \\(?P<control>[\s\S]?)
    | (?P<open>\{)
    | (?P<close>\})
    | (?P<math>\$\$?)
    | (?P<ligature>---?|``|''|[!?]`|[`'~])
    """,
    re.VERBOSE,
)
_BLANKS = re.compile(r"[ \t\n]*")
_SEVERAL_BLANKS = re.compile(r" {2,}")
_OPTION = re.compile(r"\[[^\[\]{}]*\](?=[\[{])")

SPECIAL = re.compile(r"[\\{}$~`'-](?:(?<!-)|-)")
"""Matches source that differs from its text; most fields have none of it."""

_PRINTED = tables.TEXT_GREEK | tables.SEQUENCES | tables.SYMBOLS | dict.fromkeys(tables.IGNORED, "")
_PROTECTED = tables.LOGOS | tables.JOURNALS
_FORMULA_ENDS = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}

_ESCAPED_ACCENT = re.compile(
    r"(?:\{?\$\\backslash\$\}?|\{\\\$\}\\backslash\{\\\$\}|\{\\textbackslash\}|\\textbackslash\{\})"
    r"(['`\"^~=.])(?:(?:\\\{|\{\\\{\})([A-Za-z])(?:\\\}|\{\\\}\})|([A-Za-z]))"
)
"""An accent of TeX whose own signs are escaped, as Mendeley exports what people typed."""

_VOWELS = frozenset("aeiouyAEIOUY")

_DEEPEST = 60
"""Braces nested deeper than this are dropped: no real text has them, and recursion has an end."""


def decode(source: str, *, title: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return the text of a field.

    Args:
        source: TeX source, without the delimiters of the field.
        title: Whether styles may change this field's case, so that braces protect it.

    Returns:
        The text, and in order the names of unknown commands and the formulas, with their `$`, that
        stay TeX.

    >>> decode(r"G{\\"o}del's {\\em proof} of {NASA}", title=True)[0]
    'Gödel’s <i>proof</i> of <span class="nocase">NASA</span>'
    """
    if SPECIAL.search(source) is None:
        return source, ()
    if "backslash" in source:
        source = _ESCAPED_ACCENT.sub(r"\\\1{\2\3}", source)
    reader = FieldReader(source, protect=title)
    text = reader.sequence()
    if "  " in text:
        text = _SEVERAL_BLANKS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text, tuple(reader.unknown)


def is_known(command: str) -> bool:
    """Return whether a command, without its backslash, has a meaning in text.

    >>> is_known("emph"), is_known("mycommand")
    (True, False)
    """
    known = (
        _PRINTED, _PROTECTED, COMMANDS, tables.ACCENTS, tables.ARGUMENT_STYLES, tables.DECLARATIONS
    )  # fmt: skip
    return any(command in table for table in known)


class FieldReader:
    """Reads one field's source from left to right."""

    __slots__ = ("depth", "position", "protected", "quotes", "source", "unknown")

    def __init__(self, source: str, *, protect: bool) -> None:
        self.source = source
        self.position = 0
        self.depth = 0
        self.protected = not protect
        """Whether braces mean nothing here, because the case is protected already."""
        self.quotes = 0
        """The number of quotations around this position."""
        self.unknown: list[str] = []

    def sequence(self) -> str:
        """Return the text up to the end of the group, or of the source."""
        source = self.source
        parts: list[str] = []
        fonts: list[tuple[int, tuple[str, str]]] = []
        begin = self.position
        while True:
            token = _TOKEN.search(source, self.position)
            if token is None:
                parts.append(source[self.position :])
                self.position = len(source)
                break
            if token.start() > self.position:
                parts.append(source[self.position : token.start()])
            self.position = token.end()
            kind = token.lastgroup
            if kind == "open":
                parts.append(self._group())
            elif kind == "close":
                if self.depth:
                    break
            elif kind != "command":
                parts.append(self._symbol(token))
            elif (name := token.group("command")) not in tables.DECLARATIONS:
                first = self.depth > 0 and token.start() == begin
                parts.append(self._expand(name, first_in_group=first))
            else:  # a font switch holds to the end of the group
                self._skip_blanks()
                markup = tables.DECLARATIONS[name]
                if markup is None:
                    _close_fonts(parts, fonts)
                elif markup[0]:
                    fonts.append((len(parts), markup))
        _close_fonts(parts, fonts)
        return "".join(parts)

    def _group(self) -> str:
        """Read a group after its brace. In a title it protects case, unless it begins with a
        command: that is BibTeX's "special character"."""
        if self.depth >= _DEEPEST:
            return ""
        special = self.source.startswith("\\", self.position)
        protects = not self.protected and not special
        self.depth += 1
        if protects:
            self.protected = True
        text = self.sequence()
        self.depth -= 1
        if protects:
            self.protected = False
            return self._keep_case(text)
        return text

    def _symbol(self, token: re.Match[str]) -> str:
        """Return what a ligature, a formula or a backslash before a non-letter prints."""
        if token.lastgroup == "ligature":
            return tables.LIGATURES[token.group()]
        character = token.group("control")
        if character in tables.ACCENTS:
            return self._accent(character)
        end = _FORMULA_ENDS.get(token.group())
        if end is None:
            return tables.CHARACTERS.get(character, character)
        close = self.source.find(end, self.position)
        while end[0] == "$" and close > 0 and self.source[close - 1] == "\\":
            close = self.source.find(end, close + 1)
        if close < 0:
            return character or "$"
        formula = self.source[self.position : close]
        self.position = close + len(end)
        if formula.strip() == "\\sim" and self.source[: token.start()].endswith("/"):
            return "~"  # how people write the tilde of a home page
        text = latex_math.convert(formula)
        if text is None:
            self.unknown.append(f"${formula.strip()}$")
        # A formula that only TeX can set keeps its source.
        return self._keep_case(f"${formula.strip()}$" if text is None else text)

    def _expand(self, name: str, *, first_in_group: bool = False) -> str:
        """Return what a command prints."""
        if name in _PRINTED:
            self._skip_blanks()
            return _PRINTED[name]
        if name in _PROTECTED:
            self._skip_blanks()
            return self._keep_case(_PROTECTED[name])
        if name in tables.ACCENTS:
            return self._accent(name)
        if name in tables.ARGUMENT_STYLES:
            before, after = tables.ARGUMENT_STYLES[name]
            return before + self.argument() + after
        if name in COMMANDS:
            return COMMANDS[name](self)
        self.unknown.append(name)
        source = self.source
        option = _OPTION.match(source, self.position)
        if option is not None:
            self.position = option.end()
        if source.startswith("{", self.position):
            arguments = []
            while source.startswith("{", self.position):
                arguments.append(self.argument())
            return " ".join(filter(None, arguments)) or name
        symbol = latex_math.convert("\\" + name)  # a math command outside of a formula
        if symbol is not None:
            self._skip_blanks()
            return symbol
        blanks = self._skip_blanks()
        if first_in_group and blanks and source[self.position : self.position + 1] not in ("", "}"):
            return ""  # followed by text, this is most likely a font of the author's
        return self._keep_case(name) + (" " if blanks else "")

    def _keep_case(self, text: str) -> str:
        """Protect text, unless it is protected already or no style would change its case."""
        if self.protected or text.lower() == text.upper():
            return text
        if len(text) == 1 and "α" <= text <= "ω":
            return text  # text-case leaves a single Greek letter, as in α-synuclein, as it is
        inner = text.strip(" ")
        before, _, after = text.partition(inner)
        return f'{before}<span class="nocase">{inner}</span>{after}'

    def _accent(self, name: str) -> str:
        """Put an accent on the first letter of its argument."""
        start = self.position - len(name) - 2
        text = self.argument(protect=True)
        source = self.source
        if not text and source.startswith("{", start) and source.startswith("}", self.position):
            # Crossref writes decomposed letters: the accent follows its letter in a group.
            letter, following = source[max(start - 1, 0) : start], source[self.position + 1 :][:1]
            if letter in _VOWELS or (letter.isalpha() and following not in _VOWELS):
                return tables.ACCENTS[name]
        accented = latex_math.add_accent(text, tables.ACCENTS[name])
        return tables.SPACING_ACCENTS.get(name, "") + text if accented is None else accented

    def argument(self, *, protect: bool = False) -> str:
        """Return what the next group, command or character prints.

        Its own braces do not protect case.

        Args:
            protect: Whether the braces inside of it do not either.
        """
        self._skip_blanks()
        source = self.source
        if self.position >= len(source) or source[self.position] == "}":
            return ""
        token = _TOKEN.match(source, self.position)
        if token is None:
            self.position += 1
            return source[self.position - 1]
        self.position = token.end()
        if self.depth >= _DEEPEST:
            return ""
        self.depth += 1
        if token.lastgroup == "open":
            before = self.protected
            self.protected = before or protect
            text = self.sequence()
            self.protected = before
        elif token.lastgroup == "command":
            name = token.group("command")
            text = "" if name in tables.DECLARATIONS else self._expand(name)
        else:
            text = self._symbol(token)
        self.depth -= 1
        return text

    def raw_argument(self) -> str:
        """Return the source of the next group, or of what two equal characters enclose."""
        self._skip_blanks()
        source = self.source
        first = source[self.position : self.position + 1]
        if first == "{":
            start = self.position + 1
            depth = 0
            for index in range(self.position, len(source)):
                if source[index] == "{":
                    depth += 1
                elif source[index] == "}":
                    depth -= 1
                    if depth == 0:
                        self.position = index + 1
                        return source[start:index]
            self.position = len(source)
            return source[start:]
        end = source.find(first, self.position + 1) if first and not first.isalnum() else -1
        if end < 0:
            return ""
        text = source[self.position + 1 : end]
        self.position = end + 1
        return text

    def _skip_blanks(self) -> bool:
        blanks = _BLANKS.match(self.source, self.position)
        end = blanks.end() if blanks else self.position
        skipped = end > self.position
        self.position = end
        return skipped


def _close_fonts(parts: list[str], fonts: list[tuple[int, tuple[str, str]]]) -> None:
    """End the font switches of a group: each one holds from its own position."""
    while fonts:
        start, (before, after) = fonts.pop()
        text = "".join(parts[start:])
        del parts[start:]
        if text:
            parts.append(before + text + after)
