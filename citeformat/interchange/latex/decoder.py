"""TeX source of one field → text with CSL-JSON's markup.

In: a field's source, such as ``The {NASA} story of {\\em Apollo~11}``. Out: its text, in which
`<i>`, `<b>`, `<sup>`, `<sub>` and two kinds of `<span>` stand for formatting, with the name of
each command that is not known. In fields that styles set in title or sentence case, braces become
`<span class="nocase">`, as they protect case in BibTeX.

The source is read from left to right: groups, commands, accents, ligatures, formulas. What single
commands print is in command_tables.py; those with a syntax of their own are in commands.py.

Sources: "BibTeXing" (btxdoc), section 4, for braces and special characters; "The TeXbook".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from citeformat.interchange.latex import command_tables as tables
from citeformat.interchange.latex import math as latex_math
from citeformat.interchange.latex.command_tables import JOURNALS
from citeformat.interchange.latex.commands import SPECIALS

__all__ = ["SPECIAL", "Reader", "decode"]


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

_OPTION = re.compile(r"\[[^\[\]{}]*\](?=[\[{])")

_DEEPEST = 60
"""Braces nested deeper than this are dropped: no real text has them, and recursion has an end."""

NOCASE = ('<span class="nocase">', "</span>")


class Reader:
    """Reads one field's source from left to right."""

    __slots__ = ("depth", "position", "protected", "quotes", "source", "unknown")

    def __init__(self, source: str, *, protect: bool) -> None:
        self.source = source
        self.position = 0
        self.depth = 0
        self.protected = not protect
        self.quotes = 0
        self.unknown: list[str] = []

    def sequence(self) -> str:
        """The text up to the end of the group, or of the source."""
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
            kind = token.lastgroup or "control"
            if kind == "command":
                self._command(token.group("command"), parts, fonts, token.start() == begin)
            elif kind == "close":
                if self.depth:
                    break
            else:
                parts.append(_HANDLERS[kind](self, token))
        _close_fonts(parts, fonts)
        return "".join(parts)

    def _command(
        self,
        name: str,
        parts: list[str],
        fonts: list[tuple[int, tuple[str, str]]],
        first: bool,
    ) -> None:
        """A command of letters, of which font switches hold to the end of the group."""
        if name in tables.DECLARATIONS:
            self._skip_blanks()
            markup = tables.DECLARATIONS[name]
            if markup is None:
                _close_fonts(parts, fonts)
            elif markup[0]:
                fonts.append((len(parts), markup))
            return
        parts.append(self._expand(name, first and self.depth > 0))

    def _expand(self, name: str, first: bool = False) -> str:
        """What a command prints."""
        if name in tables.SYMBOLS:
            self._skip_blanks()
            return tables.SYMBOLS[name]
        if name in tables.LOGOS:
            self._skip_blanks()
            return self._keep_case(tables.LOGOS[name])
        if name in tables.ACCENTS:
            return self._accent(name)
        if name in tables.ARGUMENT_STYLES:
            before, after = tables.ARGUMENT_STYLES[name]
            if before == "“":
                return self._quoted()
            return before + self.argument() + after
        if name in tables.GONE:
            self._skip_blanks()
            return ""
        special = SPECIALS.get(name)
        if special is not None:
            return special(self)
        if name in tables.TRANSPARENT:
            return self.argument()
        if name in JOURNALS:
            self._skip_blanks()
            return self._keep_case(JOURNALS[name])
        if name in tables.GONE_WITH_ARGUMENT:
            self.argument()
            return ""
        return self._unknown(name, first)

    def _unknown(self, name: str, first: bool) -> str:
        """A command with arguments stands for them; a bare one for its name.

        One that opens a group and is followed by text is most likely a font of the author's.
        """
        source = self.source
        option = _OPTION.match(source, self.position)
        if option is not None:
            self.position = option.end()
        if source[self.position : self.position + 1] == "{":
            self.unknown.append(name)
            arguments = []
            while source[self.position : self.position + 1] == "{":
                arguments.append(self.argument())
            text = " ".join(argument for argument in arguments if argument)
            return text or name
        self.unknown.append(name)
        math = latex_math.convert("\\" + name)
        if math is not None:
            self._skip_blanks()
            return math
        blanks = self._skip_blanks()
        following = source[self.position : self.position + 1]
        if first and blanks and following not in ("", "}"):
            return ""
        return self._keep_case(name) + (" " if blanks else "")

    def _open(self, _: re.Match[str]) -> str:
        return self._group()

    def _group(self) -> str:
        """A group whose brace is just read. In a title it protects case, unless it begins with
        a command: that is BibTeX's "special character"."""
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

    def _keep_case(self, text: str) -> str:
        """Protect text, unless it is protected already or has no letter with a case."""
        if self.protected or text.lower() == text.upper():
            return text
        inner = text.strip(" ")
        before, _, after = text.partition(inner)
        return f"{before}{NOCASE[0]}{inner}{NOCASE[1]}{after}"

    def _control(self, token: re.Match[str]) -> str:
        """A backslash before a character that is no letter."""
        character = token.group("control")
        if character in tables.ACCENTS:
            return self._accent(character)
        if character == "(" or character == "[":
            return self._math_to("\\)" if character == "(" else "\\]", token)
        if character in tables.CHARACTERS:
            return tables.CHARACTERS[character]
        return character

    def _ligature(self, token: re.Match[str]) -> str:
        return tables.LIGATURES[token.group()]

    def _math(self, token: re.Match[str]) -> str:
        return self._math_to(token.group(), token)

    def _math_to(self, end: str, token: re.Match[str]) -> str:
        """A formula: in Unicode where that is possible, otherwise its source between dollars."""
        close = self.source.find(end, self.position)
        while end[0] == "$" and close > 0 and self.source[close - 1] == "\\":
            close = self.source.find(end, close + 1)
        if close < 0:
            return "$" if end[0] == "$" else token.group()[1:]
        source = self.source[self.position : close]
        self.position = close + len(end)
        if source.strip() == "\\sim" and self.source[: token.start()].endswith("/"):
            return "~"  # how people write the tilde of a home page
        text = latex_math.convert(source)
        if text is None:
            return self._keep_case(f"${source.strip()}$")
        return self._keep_case(text)

    def _accent(self, name: str) -> str:
        """An accent over the first letter of its argument."""
        base = self.argument(whole=False)
        base = tables.UNDOTTED.get(base, base)
        if not base.strip():
            return tables.SPACING_ACCENTS.get(name, "") + base
        if base[0] == "<":  # markup, as in \'{\em e}: the letter stands after it
            start = base.find(">") + 1
            inner = base[start:]
            return base[:start] + inner[:1] + tables.ACCENTS[name] + inner[1:]
        return unicodedata.normalize("NFC", base[0] + tables.ACCENTS[name] + base[1:])

    def _quoted(self) -> str:
        """Quotation marks, the inner ones single."""
        self.quotes += 1
        text = self.argument()
        self.quotes -= 1
        return f"‘{text}’" if self.quotes % 2 else f"“{text}”"

    def argument(self, *, whole: bool = True) -> str:
        """The next group, command or character. Its own braces do not protect case."""
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
        try:
            if token.lastgroup == "open":
                return self.sequence() if whole else self._plain_sequence()
            if token.lastgroup == "command":
                name = token.group("command")
                return "" if name in tables.DECLARATIONS else self._expand(name)
            return _HANDLERS[token.lastgroup or "control"](self, token)
        finally:
            self.depth -= 1

    def _plain_sequence(self) -> str:
        """A group in which braces mean nothing: the letter under an accent."""
        before, self.protected = self.protected, True
        text = self.sequence()
        self.protected = before
        return text

    def _skip_blanks(self) -> bool:
        blanks = _BLANKS.match(self.source, self.position)
        end = blanks.end() if blanks else self.position
        skipped = end > self.position
        self.position = end
        return skipped

    def raw_argument(self) -> str:
        """The source of the next group, or what stands between two equal characters."""
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


def _close_fonts(parts: list[str], fonts: list[tuple[int, tuple[str, str]]]) -> None:
    """End the font switches of a group: each holds from where it stood."""
    while fonts:
        start, (before, after) = fonts.pop()
        text = "".join(parts[start:])
        del parts[start:]
        if text:
            parts.append(before + text + after)


_HANDLERS: dict[str, Callable[[Reader, re.Match[str]], str]] = {
    "control": Reader._control,
    "open": Reader._open,
    "close": lambda reader, token: "",
    "math": Reader._math,
    "ligature": Reader._ligature,
}

_SEVERAL_BLANKS = re.compile(r" {2,}")

SPECIAL = re.compile(r"[\\{}$~`']|--")
"""What makes TeX source differ from its text; most fields have none of it."""


def decode(source: str, *, title: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text of a field.

    Args:
        source: TeX source, without the delimiters of the field.
        title: Whether styles may change this field's case, so that braces protect it.

    Returns:
        The text, and the names of commands that are not known, in order.

    >>> decode(r"G{\\"o}del's {\\em proof} of {NASA}", title=True)[0]
    'Gödel’s <i>proof</i> of <span class="nocase">NASA</span>'
    """
    if SPECIAL.search(source) is None:
        return source, ()
    reader = Reader(source, protect=title)
    text = reader.sequence()
    if "  " in text:
        text = _SEVERAL_BLANKS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text, tuple(reader.unknown)
