"""The weights of characters in the order of all scripts, before a language changes it.

A primary weight says which letter a character is, and a secondary one which accents it has. Weights
are strings, so that texts are compared at the speed of C:

- The letters a to z and the digits weigh what they are, so plain English needs no table. Another
  letter of the Latin script follows a letter of the alphabet: þ is `z` and a character that sorts
  after everything that may follow a z.
- A letter of another script weighs one character. A Han character weighs itself.
- A letter without an accent has the secondary weight `PLAIN`. An accent adds a character.

`data/root.txt` has one line for each run of letters of one script, in order. Its first lines have
the accents, and the letters that Unicode decomposes but that are letters of their own. Lines with
`=` have letters that weigh as much as others. The lines of other scripts are read when a letter is
not Latin.

Source: Unicode Technical Standard 10, "Default Unicode Collation Element Table".
"""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from citeformat._util.patterns import lazy_pattern

__all__ = ["AFTER", "PLAIN", "RootWeights", "Weights", "expand_ranges", "lines_of", "root_weights"]

PLAIN = "."
AFTER = 0xF0000
"""From here on, characters mark letters that follow another letter: first those that a language
inserts, then the rest of the Latin script."""
_LATIN_AFTER = 0x100000
_FIRST_LETTER = 0x100
_FIRST_ACCENT, _BETWEEN_ACCENTS = 0x400, 64
_BEFORE_DIGITS = "!"
_HAN = 0x4E00
_IN_TABLE = "LMN"
"""The table has letters, marks and numbers alone: punctuation does not need the other scripts."""
_RANGE = lazy_pattern("(.)-(.)")


class Weights(NamedTuple):
    """The weights of a character or a text."""

    primary: str = ""
    secondary: str = ""


_NONE = Weights()


class RootWeights(dict[str, Weights]):
    """A character -> its weights."""

    def __init__(self) -> None:
        super().__init__()
        self.composed = ""
        """Letters of their own that Unicode decomposes, such as й."""
        self._latin: list[str] = []
        self._starts: list[int] = []
        self._scripts: list[str] = []
        self._later: list[tuple[str, str]] = []
        self.update((separator, Weights(separator, PLAIN)) for separator in "\x01\x02\x03")
        for name, text in lines_of("root.txt"):
            if name == "composed":
                self.composed = text
            elif name == "marks":
                for rank, char in enumerate(text):
                    self[char] = Weights("", chr(_FIRST_ACCENT + rank * _BETWEEN_ACCENTS))
            elif name == "digits":
                self.update((char, Weights(char, PLAIN)) for char in "0123456789")
                self._later.append((name, text))
            elif name == "Latn":
                self._add_latin(expand_ranges(text))
            elif name != "=" or not self._add_equal(text):
                self._later.append((name, text))

    def _add_latin(self, letters: str) -> None:
        base, follows = "", 0
        for char in letters:
            if char.isascii():
                base, follows = char, 0
                primary = base
            else:
                primary, follows = base + chr(_LATIN_AFTER + follows), follows + 1
            self[char] = Weights(primary, PLAIN)
            self._latin.append(primary)

    def _add_equal(self, text: str) -> bool:
        """Add letters that weigh as much as a text, if the weights of the text are known."""
        same, _, letters = text.partition(" ")
        if not all(char in self for char in same):
            return False
        weights = Weights(*map("".join, zip(*[self[char] for char in same], strict=True)))
        self.update(dict.fromkeys(expand_ranges(letters), weights))
        return True

    def __missing__(self, char: str) -> Weights:
        if self._later and unicodedata.category(char)[0] in _IN_TABLE:
            self._add_later()
            return self[char]
        self[char] = weights = _weights_of_others(char)
        return weights

    def _add_later(self) -> None:
        """Read the lines of the scripts other than Latin."""
        before, equal = _BEFORE_DIGITS, []
        rank = _FIRST_LETTER
        for name, text in self._later:
            if name == "=":
                equal.append(text)
            elif name == "digits":
                before = ""
            else:
                self._starts.append(rank)
                self._scripts.append(name)
                for rank, char in enumerate(expand_ranges(text), rank):  # noqa: B020
                    self[char] = Weights(before + chr(rank), PLAIN)
                rank += 1
        self._later = []
        for text in equal:
            self._add_equal(text)

    def script(self, primary: str) -> str:
        """Return the script of a letter by the only character of its primary weight."""
        code = ord(primary)
        if code >= _HAN:
            return "Hani"
        return self._scripts[bisect(self._starts, code) - 1] if code >= _FIRST_LETTER else "Latn"

    def before(self, primary: str) -> str:
        """Return the primary weight of the letter before a letter."""
        if primary in self._latin:
            return self._latin[self._latin.index(primary) - 1]
        return chr(ord(primary) - 1)


def _weights_of_others(char: str) -> Weights:
    """Return the weights of a character that the table does not have."""
    code = ord(char)
    category = unicodedata.category(char)
    if category[0] not in "LN" or category == "Lm":  # punctuation, and modifier letters such as ʿ
        return Weights(" ") if char.isspace() else _NONE
    if not (_HAN <= code <= 0x9FFF or code >= 0x20000 or 0xFA00 <= code <= 0xFA2F):
        code += 0x10000  # rare ideographs come after the common ones
    return Weights(chr(code), PLAIN)


@cache
def root_weights() -> RootWeights:
    """Return the weights of all characters, which are read when they are first used."""
    return RootWeights()


def lines_of(name: str) -> Iterator[tuple[str, str]]:
    """Read the lines of a file of data: the first word, and the rest."""
    text = Path(__file__).with_name("data").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            word, _, rest = line.partition(" ")
            yield word, rest


def expand_ranges(text: str) -> str:
    """Write each range in full.

    >>> expand_ranges("a-dxyz")
    'abcdxyz'
    """
    if "-" not in text:
        return text
    return _RANGE().sub(
        lambda match: "".join(map(chr, range(ord(match[1]), ord(match[2]) + 1))), text
    )
