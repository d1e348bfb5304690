"""A formula in TeX → Unicode text with CSL-JSON's markup, if it is simple enough.

In: what a field has between its dollars. Out: text with `<i>`, `<b>`, `<sup>` and `<sub>`, or None
if only TeX can set the formula (fractions of formulas, matrices, unknown commands).
"""

from __future__ import annotations

import re
import unicodedata

from citeformat.interchange.latex.command_tables import (  # fmt: skip
    ALPHABETS,
    BINARY,
    CROSSREF,
    FUNCTIONS,
    LETTERS,
    MATH_ACCENTS,
    ORDINARY,
    RELATIONS,
    UNDOTTED,
)

__all__ = ["add_accent", "convert"]

_TOKEN = re.compile(r"\\([A-Za-z]+)\*?[ \t\n]*|\\([\s\S])|([A-Za-z]+)|(\d[\d.,]*\d|\d)|([\s\S])")
_TAG = re.compile(r"<[^<>]*>")
_ALPHABET_TAG = re.compile(r"</?[ib]>")
_TAGS = re.compile(r"(?:<[^<>]*>)*")
_IGNORED = "left right big Big bigl bigr Bigl Bigr displaystyle limits nolimits".split()
_PRINTED = {
    "quad": " ", "qquad": " ", **dict.fromkeys(_IGNORED, ""), **CROSSREF, **ORDINARY,
    **{name: f"<i>{letter}</i>" for name, letter in LETTERS.items()},
}  # fmt: skip
_SIGNS = {"*": "∗", "'": "′", "~": "\u00a0"}
_AFTER_BACKSLASH = {",": "", ":": " ", ";": " ", "!": "", " ": " ", "\n": " ", **ORDINARY}
_RELATIONS = {"=": "=", "<": "<", ">": ">", **RELATIONS}
_BINARY = {"+": "+", "-": "−", **BINARY}
_DEEPEST = 20
_CAPITALS = {"cal": "\U0001d49c", "bb": "\U0001d538", "frak": "\U0001d504"}
_OLD_LETTERS = {
    ("cal", "B"): "ℬ", ("cal", "E"): "ℰ", ("cal", "F"): "ℱ", ("cal", "H"): "ℋ",
    ("cal", "I"): "ℐ", ("cal", "L"): "ℒ", ("cal", "M"): "ℳ", ("cal", "R"): "ℛ",
    ("bb", "C"): "ℂ", ("bb", "H"): "ℍ", ("bb", "N"): "ℕ", ("bb", "P"): "ℙ", ("bb", "Q"): "ℚ",
    ("bb", "R"): "ℝ", ("bb", "Z"): "ℤ", ("frak", "C"): "ℭ", ("frak", "H"): "ℌ",
    ("frak", "I"): "ℑ", ("frak", "R"): "ℜ", ("frak", "Z"): "ℨ",
}  # fmt: skip
"""Letters that Unicode had before it got these alphabets, outside of their row."""


def convert(source: str) -> str | None:
    """Return the text of a formula, or None if only TeX can set it.

    >>> convert(r"O(n^3 / \\log n)")
    '<i>O</i>(<i>n</i><sup>3</sup>/log <i>n</i>)'
    """
    try:
        text = _Formula(source).sequence()
    except _TooComplex:
        return None
    return re.sub(r" {2,}", " ", text).replace("</i><i>", "").replace("</b><b>", "").strip(" ")


def add_accent(text: str, mark: str) -> str | None:
    """Put a combining character on the first letter, after all tags before it.

    Returns:
        The text, or None if it has no letter.

    >>> add_accent("<b><i>A</i></b>", "\\u0302")
    '<b><i>Â</i></b>'
    """
    tags = _TAGS.match(text)
    start = tags.end() if tags is not None else 0
    letter = text[start : start + 1]
    if not letter.strip():
        return None
    accented = UNDOTTED.get(letter, letter) + mark
    return unicodedata.normalize("NFC", text[:start] + accented + text[start + 1 :])


class _TooComplex(Exception):
    """The formula needs TeX."""


class _Formula:
    """Reads one formula from left to right."""

    __slots__ = ("alphabet", "depth", "position", "script", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.depth = 0
        self.script = 0
        """The number of superscripts and subscripts around this position."""
        self.alphabet = "i"

    def sequence(self) -> str:
        """Return the text up to the end of the group, or of the formula."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _TooComplex
        alphabet = self.alphabet
        parts: list[str] = []
        while self.position < len(self.source):
            if self.source[self.position] == "}":
                break
            piece = self._next("".join(parts[-2:]))
            if piece == " " and (not parts or parts[-1].endswith(" ")):
                continue
            parts.append(piece)
        self.alphabet = alphabet
        self.depth -= 1
        return "".join(parts)

    def _next(self, before: str) -> str:
        """Return the text of the next token. `before` decides whether a sign is an operator."""
        token = _TOKEN.match(self.source, self.position)
        if token is None:
            raise _TooComplex
        self.position = token.end()
        command, control, letters, digits, other = token.groups()
        if letters is not None:
            return self._letters(letters)
        if digits is not None:
            return str(digits)
        if control is not None:
            if control not in _AFTER_BACKSLASH:
                raise _TooComplex
            return _AFTER_BACKSLASH[control]
        symbol = other if command is None else command
        if symbol in _RELATIONS:
            return self._spaced(_RELATIONS[symbol])
        if symbol in _BINARY:
            sign = _BINARY[symbol]
            # A binary operator after nothing, or after another one, is a sign.
            operand = _TAG.sub("", before).rstrip()
            binary = operand and (operand[-1].isalnum() or operand[-1] in ")]}⟩′∞⌋⌉")
            return self._spaced(sign) if binary else sign
        if command is not None:
            return _PRINTED[command] if command in _PRINTED else self._command(command, before)
        if other in "^_":
            tag = "sup" if other == "^" else "sub"
            self.script += 1
            inner = self._atom()
            self.script -= 1
            if tag == "sup" and inner in ("′", "∘"):
                return "°" if inner == "∘" else inner
            return f"<{tag}>{inner}</{tag}>" if inner else ""
        if other in " \t\n":  # TeX ignores blanks, but people mean those between words
            following = self.source[self.position : self.position + 1]
            spaced = before.endswith("</i>") and following.isalpha()
            return " " if spaced or (following == "\\" and before[-1:].isalpha()) else ""
        if other == "{":
            text = self.sequence()
            self.position += 1
            return text
        if other in "&$\\#%":
            raise _TooComplex
        return _SIGNS.get(other, other)

    def _command(self, name: str, before: str) -> str:
        """Return the text of a command whose surroundings or arguments matter."""
        if name in FUNCTIONS:  # set off from letters on both sides
            following = self.source[self.position : self.position + 1]
            after = " " if following.isalnum() or following == "\\" else ""
            return (" " if before.endswith(">") or before[-1:].isalnum() else "") + name + after
        if name in ALPHABETS:
            braces = self.source.startswith("{", self.position)
            if not braces and name in ("cal", "rm", "bf", "it", "sf", "tt"):
                self.alphabet = ALPHABETS[name]  # to the end of the group, as in `{\bf x}`
                return ""
            outer, self.alphabet = self.alphabet, ALPHABETS[name]
            text = self._atom(keep_blanks=not ALPHABETS[name])
            self.alphabet = outer
            return text
        if name in MATH_ACCENTS:
            letter = self._atom()
            accented = add_accent(letter, MATH_ACCENTS[name])
            if accented is not None and len(_ALPHABET_TAG.sub("", letter)) == 1:
                return accented
        if name == "sqrt" and not self.source.startswith("[", self.position):
            radicand = self._atom()
            return "√" + (radicand if _is_single(radicand) else f"({radicand})")
        if name in ("frac", "tfrac", "dfrac"):
            upper, lower = self._atom(), self._atom()
            if _is_single(upper) and _is_single(lower):
                return f"{upper}/{lower}"
        if name == "pmod":
            return f" (mod {self._atom()})"
        raise _TooComplex

    def _spaced(self, sign: str) -> str:
        return sign if self.script else f" {sign} "

    def _letters(self, letters: str) -> str:
        alphabet = self.alphabet
        if alphabet in ("i", "b"):
            return f"<{alphabet}>{letters}</{alphabet}>"
        if not alphabet:
            return letters
        row = ord(_CAPITALS[alphabet]) - ord("A")
        return "".join([
            _OLD_LETTERS.get((alphabet, letter))
            or (chr(row + ord(letter)) if letter.isupper() else letter)
            for letter in letters
        ])  # fmt: skip

    def _atom(self, *, keep_blanks: bool = False) -> str:
        """Return the text of the next group, command or character."""
        while self.source[self.position : self.position + 1].isspace():
            self.position += 1
        first = self.source[self.position : self.position + 1]
        if first in ("", "}"):
            raise _TooComplex
        if first == "{" and keep_blanks:
            end = self.source.find("}", self.position)
            inner = self.source[self.position + 1 : end]
            if end > 0 and not any(character in inner for character in "\\{$_^"):
                self.position = end + 1
                return inner
        if first.isalnum():
            self.position += 1
            return self._letters(first) if first.isalpha() and first.isascii() else first
        return self._next("")


def _is_single(text: str) -> bool:
    """Return whether this is one letter, number or word, apart from its markup."""
    return _TAG.sub("", text).isalnum()
