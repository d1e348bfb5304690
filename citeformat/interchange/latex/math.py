"""A formula of TeX → Unicode with CSL-JSON's markup, where it is simple enough.

In: what stands between dollars. Out: text with `<i>`, `<b>`, `<sup>` and `<sub>`, or None where
only TeX can set the formula (fractions of formulas, matrices, unknown commands).
"""

from __future__ import annotations

import re
import unicodedata

from citeformat.interchange.latex.math_tables import (  # fmt: skip
    ALPHABETS,
    BINARY,
    FUNCTIONS,
    LETTERS,
    MATH_ACCENTS,
    ORDINARY,
    RELATIONS,
)

__all__ = ["convert"]

_TOKEN = re.compile(r"\\([A-Za-z]+)\*?[ \t\n]*|\\([\s\S])|([A-Za-z]+)|(\d[\d.,]*\d|\d)|([\s\S])")
_SPACES = {",": "", ":": " ", ";": " ", "!": "", " ": " ", "\n": " "}
_QUIET = frozenset("left right big Big bigl bigr Bigl Bigr displaystyle limits nolimits".split())
_WORDS = {"quad": " ", "qquad": " ", "bmod": "mod", "colon": ":"}
_SIGNS = {"-": "−", "*": "∗", "'": "′", "~": "\u00a0"}
_DEEPEST = 20
_CAPITALS = {"cal": "\U0001d49c", "bb": "\U0001d538", "frak": "\U0001d504"}
_HOLES = {
    ("cal", "B"): "ℬ", ("cal", "E"): "ℰ", ("cal", "F"): "ℱ", ("cal", "H"): "ℋ",
    ("cal", "I"): "ℐ", ("cal", "L"): "ℒ", ("cal", "M"): "ℳ", ("cal", "R"): "ℛ",
    ("bb", "C"): "ℂ", ("bb", "H"): "ℍ", ("bb", "N"): "ℕ", ("bb", "P"): "ℙ", ("bb", "Q"): "ℚ",
    ("bb", "R"): "ℝ", ("bb", "Z"): "ℤ", ("frak", "C"): "ℭ", ("frak", "H"): "ℌ",
    ("frak", "I"): "ℑ", ("frak", "R"): "ℜ", ("frak", "Z"): "ℨ",
}  # fmt: skip
"""Letters that Unicode had before it got these alphabets, outside of their row."""


def convert(source: str) -> str | None:
    """The text of a formula, or None.

    >>> convert(r"O(n^3 / \\log n)")
    '<i>O</i>(<i>n</i><sup>3</sup>/log <i>n</i>)'
    """
    try:
        text = _Formula(source).sequence()
    except _TooComplex:
        return None
    return re.sub(r" {2,}", " ", text).replace("</i><i>", "").replace("</b><b>", "").strip(" ")


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
        self.alphabet = "i"

    def sequence(self) -> str:
        """The text up to the end of the group, or of the formula."""
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
        """The next token's text; `before` tells a sign from an operator."""
        token = _TOKEN.match(self.source, self.position)
        if token is None:
            raise _TooComplex
        self.position = token.end()
        command, control, letters, digits, other = token.groups()
        if command is not None:
            return self._command(command, before)
        if control is not None:
            return self._control(control)
        if letters is not None:
            return self._letters(letters)
        return digits if digits is not None else self._other(other, before)

    def _control(self, character: str) -> str:
        if character in _SPACES:
            return _SPACES[character]
        if character in ORDINARY:
            return ORDINARY[character]
        raise _TooComplex

    def _other(self, character: str, before: str) -> str:
        if character == "{":
            text = self.sequence()
            self.position += 1
            return text
        if character in "^_":
            return self._script("sup" if character == "^" else "sub")
        if character in " \t\n":
            return self._blank(before)
        if character in "=<>":
            return self._spaced(character)
        if character in "+-":
            sign = _SIGNS.get(character, character)
            return self._spaced(sign) if _is_operand(before) else sign
        if character in "&$\\#%":
            raise _TooComplex
        return _SIGNS.get(character, character)

    def _blank(self, before: str) -> str:
        """TeX ignores blanks; between words people mean them."""
        following = self.source[self.position : self.position + 1]
        spaced = before[-2:] == "i>" and following.isalpha() and before.endswith("</i>")
        return " " if spaced or (following == "\\" and before[-1:].isalpha()) else ""

    def _spaced(self, sign: str) -> str:
        return sign if self.script else f" {sign} "

    def _letters(self, letters: str) -> str:
        alphabet = self.alphabet
        if alphabet in ("i", "b"):
            return f"<{alphabet}>{letters}</{alphabet}>"
        if not alphabet:
            return letters
        return "".join([_in_alphabet(alphabet, letter) for letter in letters])

    def _command(self, name: str, before: str) -> str:
        if name in LETTERS:
            return f"<i>{LETTERS[name]}</i>"
        if name in RELATIONS:
            return self._spaced(RELATIONS[name])
        if name in BINARY:
            sign = BINARY[name]
            return self._spaced(sign) if _is_operand(before) else sign
        if name in FUNCTIONS:
            return self._function(name, before)
        if name in ORDINARY:
            return ORDINARY[name]
        if name in ALPHABETS:
            return self._alphabet(name)
        if name in MATH_ACCENTS:
            return self._accent(MATH_ACCENTS[name])
        if name in _WORDS:
            return _WORDS[name]
        if name in _QUIET:
            return ""
        return self._structure(name)

    def _function(self, name: str, before: str) -> str:
        """A name such as log, set off from letters on both sides."""
        following = self.source[self.position : self.position + 1]
        after = " " if following.isalnum() or following == "\\" else ""
        return (" " if before.endswith(">") or before[-1:].isalnum() else "") + name + after

    def _alphabet(self, name: str) -> str:
        """`\\mathbf{x}`, or the old `{\\bf x}` that holds to the end of the group."""
        if self.source[self.position : self.position + 1] != "{":
            if name in ("cal", "rm", "bf", "it", "sf", "tt"):
                self.alphabet = ALPHABETS[name]
                return ""
            self.position += 0
        before, self.alphabet = self.alphabet, ALPHABETS[name]
        text = self._atom(keep_blanks=not ALPHABETS[name])
        self.alphabet = before
        return text

    def _structure(self, name: str) -> str:
        """Roots and fractions of single things, and `x mod n`."""
        if name == "sqrt" and not self.source.startswith("[", self.position):
            inner = self._atom()
            return "√" + (inner if _is_single(inner) else f"({inner})")
        if name in ("frac", "tfrac", "dfrac"):
            upper, lower = self._atom(), self._atom()
            if _is_single(upper) and _is_single(lower):
                return f"{upper}/{lower}"
        if name == "pmod":
            return f" (mod {self._atom()})"
        raise _TooComplex

    def _accent(self, mark: str) -> str:
        inner = self._atom()
        plain = re.sub(r"</?[ib]>", "", inner)
        if len(plain) != 1:
            raise _TooComplex
        return inner.replace(plain, unicodedata.normalize("NFC", plain + mark), 1)

    def _script(self, tag: str) -> str:
        self.script += 1
        inner = self._atom()
        self.script -= 1
        if inner in ("′", "∘") and tag == "sup":
            return "°" if inner == "∘" else inner
        return f"<{tag}>{inner}</{tag}>" if inner else ""

    def _atom(self, *, keep_blanks: bool = False) -> str:
        """The next group, command or character."""
        while self.source[self.position : self.position + 1].isspace():
            self.position += 1
        first = self.source[self.position : self.position + 1]
        if first in ("", "}"):
            raise _TooComplex
        if first == "{" and keep_blanks:
            end = self.source.find("}", self.position)
            inner = self.source[self.position + 1 : end]
            if end > 0 and "\\" not in inner and "{" not in inner and "$" not in inner:
                self.position = end + 1
                return inner
        if first.isalnum():
            self.position += 1
            return self._letters(first) if first.isalpha() and first.isascii() else first
        return self._next("")


def _is_operand(before: str) -> bool:
    """Whether an operator after this text stands between two things."""
    text = re.sub(r"<[^<>]*>", "", before).rstrip()
    return bool(text) and (text[-1].isalnum() or text[-1] in ")]}⟩′∞⌋⌉")


def _is_single(text: str) -> bool:
    return re.sub(r"<[^<>]*>", "", text).isalnum()


def _in_alphabet(alphabet: str, letter: str) -> str:
    hole = _HOLES.get((alphabet, letter))
    if hole:
        return hole
    if letter.isupper():
        return chr(ord(_CAPITALS[alphabet]) + ord(letter) - ord("A"))
    return letter
