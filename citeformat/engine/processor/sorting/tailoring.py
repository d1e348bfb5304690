"""The order of letters in one language: the order of all scripts, and how the language changes it.

`data/tailorings.txt` has the rules of CLDR, in CLDR's own notation:

    &N<ñ            ñ is a letter of its own, which comes after n
    &[before 1]b<á  ... which comes before b
    &Y<<ü           ü is a y with an accent
    &D<dž           two letters count as one
    &cs<<<ccs/cs    ccs counts as cs and cs
    [reorder Cyrl]  a script comes before the others

The files `data/han-*.txt` have the order of Han characters: by pinyin, by strokes, as in JIS, or
after the Hangul syllable of a Korean reading.

Source: Unicode Technical Standard 35, part 5, "Collation Tailorings".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from citeformat._util.patterns import lazy_pattern
from citeformat.engine.processor.sorting.weights import (
    AFTER,
    PLAIN,
    Weights,
    expand_ranges,
    lines_of,
    root_weights,
)
from citeformat.richtext.text_case import lowercase

__all__ = ["Collation", "collation_of"]

_RULE = lazy_pattern(r"&(?:\[before (\d)\])?\s*(\[[^]]*\]|[^<=&]+)((?:(?:<+|=)[^<=&]+)*)")
_RELATION = lazy_pattern(r"(<+|=)(\*?)([^<=&/]+)(?:/([^<=&]+))?")
_REORDER = lazy_pattern(r"\[reorder ([^]]*)\]")
_LEADING_VOWEL = lazy_pattern(
    "([\u0e40-\u0e44])([\u0e01-\u0e2e])|([\u0ec0-\u0ec4])([\u0e81-\u0eae])"
)
"""A Thai or Lao vowel that is written before the consonant that it is spoken after."""
_LONG_VOWEL = lazy_pattern("([ぁ-ヺ])ー")
_ACCENT = lazy_pattern("([\u0300-\u0362])")
_FIRST_SIGN = 0x10F000
_BEFORE_PLAIN = "!"
_FIRST_SCRIPT, _AFTER_LATIN = 0x3A, 0x7B
"""What precedes the weights of letters whose script comes before the Latin one, or right after."""
_MARKS = [chr(code) for code in (*range(0x300, 0x370), *range(0x591, 0x900))]
_BLANKS = bytes(ord(" ") if chr(code).isspace() else code for code in range(256))
_PUNCTUATION = bytes(
    code for code in range(128)
    if not (chr(code).isalnum() or chr(code).isspace() or chr(code) in "\x01\x02\x03")
)  # fmt: skip
"""The characters of ASCII that have no weight."""
_SAME = {"zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-MO": "zh-Hant", "tl-PH": "fil", "tl": "fil"}
"""A tag of CSL -> the tag that CLDR has its rules for."""


class Collation:
    """The order of the letters of one language.

    Args:
        lang: A BCP 47 tag.
    """

    def __init__(self, lang: str) -> None:
        self._root = root_weights()
        self._lang = lang.partition("-")[0].lower()
        self._units: dict[str, Weights] = {}
        self._followers: dict[tuple[str, str], int] = {}
        self._prefixes: dict[str, str] = {}
        tailorings = _tailorings()
        name = _SAME.get(lang, lang)
        while name and name not in tailorings:
            name = name.rpartition("-")[0]
        rules = tailorings.get(name, "")
        self._backwards = "[backwards 2]" in rules
        for match in _REORDER().finditer(rules):
            scripts = match[1].split()
            latin = scripts.index("Latn") if "Latn" in scripts else len(scripts)
            for rank, script in enumerate(scripts):
                first = _FIRST_SCRIPT + rank if rank < latin else _AFTER_LATIN + rank - latin - 1
                self._prefixes[script] = chr(first)
            self._prefixes.pop("Latn", None)
        for match in _RULE().finditer(rules):
            self._add_rule(match[1] or "", match[2].strip(), match[3])
        if name in ("ja", "ko", "zh", "zh-Hant"):
            self._add_han(name)
        self._composed = {unicodedata.normalize("NFD", char): char for char in self._root.composed}
        if "[suppressContractions [Ии]]" in rules:
            del self._composed["и\u0306"]
        self._signs: dict[str, str] = {}
        self._by_sign: dict[str, str] = {}
        self._several = self._find_several()
        ascii_units = [unit for unit in self._units if unit.isascii()]
        self.changes_ascii = bool(ascii_units) or self._lang in ("az", "tr")
        """Whether a text in ASCII is sorted differently in this language."""
        self._accents_ascii = any(len(unit) == 1 for unit in ascii_units)
        """Whether a letter of the English alphabet counts as another one with an accent."""
        self._primary, self._secondary = _Level(self), _Level(self)

    def key(self, text: str) -> Weights:
        """Return the weights of a text.

        >>> Collation("es").key("ñu") > Collation("es").key("nz")
        True
        """
        lowered = lowercase(text, self._lang) if self._lang in ("az", "tr") else text.lower()
        decomposed = unicodedata.normalize("NFKD", lowered)
        primary, secondary = self._levels(decomposed)
        if not secondary.strip(PLAIN):
            secondary = ""
        elif self._backwards:
            secondary = secondary[::-1]
        return Weights(primary, secondary)

    def _levels(self, decomposed: str) -> tuple[str, str]:
        """Return the primary and the secondary weights of a text, decomposed and in lower case."""
        if not self._units:
            letters = _ACCENT().split(decomposed)
            if "".join(letters[::2]).isascii():  # "garcía": most letters are their own weights
                plain = [each.encode().translate(_BLANKS, _PUNCTUATION) for each in letters[::2]]
                letters[::2] = [PLAIN * (len(each) - each.count(b" ")) for each in plain]
                letters[1::2] = [self._secondary[ord(each)] for each in letters[1::2]]
                return b"".join(plain).decode(), "".join(letters)
        highest = max(decomposed, default="")
        if highest > "\u0dff":
            decomposed = _LEADING_VOWEL().sub(r"\2\1\4\3", decomposed)
            if self._lang == "ja" and "ー" in decomposed:
                decomposed = _LONG_VOWEL().sub(_spoken, decomposed)
        if self._units or highest > "\u036f":  # beyond Latin letters and their accents
            decomposed = self._several.sub(self._sign, decomposed)
        primary = decomposed.translate(self._primary)
        if self._accents_ascii or not decomposed.isascii():
            return primary, decomposed.translate(self._secondary)
        return primary, ""

    def learn(self, code: int) -> None:
        """Look up the weights of a character, once."""
        char = chr(code)
        unit = self._by_sign.get(char, char)
        found = self._units.get(unit)
        if found is None:
            found = self._moved(self._root[self._composed.get(unit, unit)])
        self._primary[code], self._secondary[code] = found

    def _moved(self, weights: Weights) -> Weights:
        """Put the weights of a letter where its script comes in this language."""
        if not self._prefixes or weights.primary.isascii():
            return weights
        moved = [
            f"{self._prefixes.get(self._root.script(char), '')}{char}"
            if ord(char) < AFTER
            else char
            for char in weights.primary
        ]
        return Weights("".join(moved), weights.secondary)

    def _add_rule(self, before: str, anchor: str, relations: str) -> None:
        """Add the letters of one rule after, or before, a letter."""
        anchor = unicodedata.normalize("NFKD", anchor.lower())
        base = Weights() if anchor.startswith("[") else self._weights_of(anchor)
        if before == "1":
            if not base.primary:  # a mark that does not count
                return
            letter, moved = base.primary, ""
            if letter[0] in self._prefixes.values():
                letter, moved = letter[-1], letter[:-1]
            base = Weights(moved + self._root.before(letter), base.secondary)
        elif before == "2":
            base = Weights(base.primary, _BEFORE_PLAIN)
        current = base
        for relation, is_list, text, expansion in _RELATION().findall(relations):
            for unit in text if is_list else (text,):
                if relation == "<":
                    current = Weights(self._letter_after(base.primary), PLAIN)
                    base = Weights(base.primary, PLAIN)
                elif relation == "<<" and base.secondary:  # not after what does not count
                    accent = self._accent_after(current.primary, base.secondary)
                    current = Weights(current.primary, accent)
                weights = current
                if expansion:
                    more = self._weights_of(expansion)
                    weights = Weights(
                        weights.primary + more.primary, weights.secondary + more.secondary
                    )
                self._units[unicodedata.normalize("NFKD", unit)] = weights

    def _letter_after(self, primary: str) -> str:
        """Return a new primary weight, right after a letter and those that follow it already."""
        follows = self._followers[primary, ""] = self._followers.get((primary, ""), 0) + 1
        return primary + chr(AFTER + follows)

    def _accent_after(self, primary: str, secondary: str) -> str:
        """Return a new secondary weight for a letter, right after one that it has."""
        follows = self._followers[primary, secondary] = (
            self._followers.get((primary, secondary), 0) + 1
        )
        return secondary[:-1] + chr(ord(secondary[-1]) + follows)

    def _weights_of(self, text: str) -> Weights:
        """Return the weights of a text by the rules added so far; the longest unit counts."""
        result, position = Weights(), 0
        while position < len(text):
            size = next(
                (size for size in (4, 3, 2, 1) if text[position : position + size] in self._units),
                1,
            )
            unit = text[position : position + size]
            found = self._units.get(unit) or self._moved(self._root[unit])
            result = Weights(result.primary + found.primary, result.secondary + found.secondary)
            position += size
        return result

    def _add_han(self, name: str) -> None:
        root = self._root
        if name == "ko":
            for reading, characters in lines_of("han-ko.txt"):
                base = self._weights_of(unicodedata.normalize("NFKD", reading))
                for char in characters:
                    accent = self._accent_after(base.primary, base.secondary)
                    self._units[char] = Weights(base.primary, accent)
            return
        prefix = self._prefixes.get("Hani", "")
        first = ord(root["一"].primary)
        for text, _ in lines_of(f"han-{name}.txt"):
            for rank, char in enumerate(expand_ranges(text), first):
                self._units[char] = Weights(prefix + chr(rank), PLAIN)

    def _find_several(self) -> re.Pattern[str]:
        """Make the pattern that finds several characters which count as one, and their signs."""
        units = {unit for unit in [*self._units, *self._composed] if len(unit) > 1}
        alternatives = []
        for number, unit in enumerate(sorted(units, key=lambda unit: (-len(unit), unit))):
            sign = chr(_FIRST_SIGN + number)
            self._signs[unit], self._by_sign[sign] = sign, unit
            rank = unicodedata.combining(unit[-1])
            if len(unit) == 2 and rank:  # marks at other places may be between: ậ is â with a dot
                alternatives.append(f"{unit[0]}{_marks_below(rank)}{unit[1]}")
            else:
                alternatives.append(re.escape(unit))
        return re.compile("|".join(alternatives) or r"(?!)")

    def _sign(self, match: re.Match[str]) -> str:
        found = match[0]
        return self._signs.get(found) or self._signs[found[0] + found[-1]] + found[1:-1]


class _Level(dict[int, str]):
    """A character code -> its weight at one level; `str.translate` looks weights up here."""

    def __init__(self, collation: Collation) -> None:
        super().__init__()
        self._collation = collation

    def __missing__(self, code: int) -> str:
        self._collation.learn(code)
        return self[code]


@cache
def _marks_below(rank: int) -> str:
    """Make a pattern of the marks that Unicode puts before a mark with this combining class."""
    marks = "".join(mark for mark in _MARKS if 0 < unicodedata.combining(mark) < rank)
    return f"[{marks}]*" if marks else ""


def _spoken(match: re.Match[str]) -> str:
    """Write the vowel that a Japanese length mark makes longer."""
    vowel = {"A": "あ", "I": "い", "U": "う", "E": "え", "O": "お"}
    return match[1] + vowel.get(unicodedata.name(match[1])[-1], "")


@cache
def _tailorings() -> dict[str, str]:
    return dict(lines_of("tailorings.txt"))


@lru_cache(maxsize=64)
def collation_of(lang: str) -> Collation:
    """Return the order of letters in a language, which is read when it is first used.

    >>> order = collation_of("da")
    >>> sorted(["Aagaard", "Zahle", "Andersen"], key=order.key)
    ['Andersen', 'Zahle', 'Aagaard']
    """
    return Collation(lang)
