"""Make keys that sort texts as the readers of a language expect.

There are two levels, as in the Unicode Collation Algorithm: letters, then accents. Case and
punctuation do not count: "Water and society" of 1990 comes before "Water and Society" of 2000 if
the next key is the year. Numbers count by their value. Letters that a language counts as letters of
their own have their places in a table.

Source: CSL 1.0.2 specification, "Sorting"; Unicode Technical Standard 10; CLDR's tailorings.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from citeformat._util.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

__all__ = ["collation_key"]

Key = tuple[str, str]

_ACCENTS = lazy_pattern("[\u0300-\u036fʼʻ]")
_ASCII = dict.fromkeys(code for code in range(33, 127) if not chr(code).isalnum())
_PUNCTUATION = lazy_pattern(r"[^\w\s\x01-\x03\u0300-\u036f]|_")
"""Everything but letters, digits, blanks and the separators of names in a sort key
(`runtime.names.single`)."""
_BETWEEN_DIGITS = lazy_pattern(r"(?<=[0-9])[^\w\s](?=[0-9])")
_NUMBER = lazy_pattern(r"[0-9]+")
_EXPANSIONS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l",
                             "ð": "d", "þ": "th", "ı": "i"})  # fmt: skip
_EXPANDED = lazy_pattern(f"[{''.join(map(chr, _EXPANSIONS))}]")
_Z = "zzz"
_TAILORINGS = {
    "sv": {"å": f"{_Z}1", "ä": f"{_Z}2", "ö": f"{_Z}3", "æ": f"{_Z}2", "ø": f"{_Z}3"},
    "da": {"æ": f"{_Z}1", "ø": f"{_Z}2", "å": f"{_Z}3", "ä": f"{_Z}1", "ö": f"{_Z}2"},
    "es": {"ñ": "nzzz"},
    "et": {"õ": f"{_Z}1", "ä": f"{_Z}2", "ö": f"{_Z}3", "ü": f"{_Z}4", "š": "szzz"},
    "cs": {"č": "czzz", "ch": "hzzz", "ř": "rzzz", "š": "szzz", "ž": f"{_Z}"},
    "pl": {"ą": "azzz", "ć": "czzz", "ę": "ezzz", "ł": "lzzz", "ń": "nzzz",
           "ó": "ozzz", "ś": "szzz", "ź": f"{_Z}1", "ż": f"{_Z}2"},
    "hr": {"č": "czzz", "ć": "czzzz", "đ": "dzzz", "š": "szzz", "ž": f"{_Z}"},
    "hu": {"ö": "ozzz", "ő": "ozzz", "ü": "uzzz", "ű": "uzzz"},
    "tr": {"ç": "czzz", "ğ": "gzzz", "ı": "hzzz", "ö": "ozzz", "ş": "szzz",
           "ü": "uzzz"},
}  # fmt: skip
for _same, _as in (("nb", "da"), ("nn", "da"), ("no", "da"), ("fi", "sv"), ("sk", "cs"),
                   ("sl", "hr"), ("sr", "hr"), ("bs", "hr")):  # fmt: skip
    _TAILORINGS[_same] = _TAILORINGS[_as]


_TAILORED = {
    language: (lazy_pattern("|".join(sorted(table, key=len, reverse=True))), table)
    for language, table in _TAILORINGS.items()
}
"""A language -> a pattern that finds the letters in its table, and the table."""

_CYRILLIC = "\u0400-\u052f"
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_SCRIPTS = {
    **dict.fromkeys(("be", "bg", "mk", "mn", "ru", "sr", "uk"), lazy_pattern(f"[{_CYRILLIC}]")),
    **dict.fromkeys(("ar", "fa", "ur"), lazy_pattern("[\u0600-\u06ff]")),
    "el": lazy_pattern("[\u0370-\u03ff]"),
    "he": lazy_pattern("[\u0590-\u05ff]"),
    "hy": lazy_pattern("[\u0530-\u058f]"),
    "ka": lazy_pattern("[\u10a0-\u10ff]"),
    "ko": lazy_pattern(f"[\u1100-\u11ff{_HAN}]"),
    "th": lazy_pattern("[\u0e00-\u0e7f]"),
    "zh": lazy_pattern(f"[{_HAN}]"),
}
"""The scripts that come before the Latin script in their own languages. Decomposed text has no
Hangul syllables."""


def collation_key(text: str, lang: str = "en") -> Key:
    """Make the key that a text is sorted by.

    Args:
        text: Flat rich text; its markup does not count.
        lang: A BCP 47 tag.

    >>> words = ["Zürich", "zurich", "Äpfel", "apfel"]
    >>> sorted(words, key=lambda word: collation_key(word, "de"))
    ['apfel', 'Äpfel', 'zurich', 'Zürich']
    >>> sorted(["Part 10", "part 9", "Part 1"], key=collation_key)
    ['Part 1', 'part 9', 'Part 10']
    """
    has_number = _NUMBER().search(text) is not None
    if has_number:
        text = _BETWEEN_DIGITS().sub(" ", text)
    tailoring = _TAILORED.get(lang[:2])
    accents = ""
    if tailoring is None and text.isascii():
        primary = text.lower()
        if not text.isalpha():
            primary = " ".join(primary.translate(_ASCII).split())
    else:
        lowered = unicodedata.normalize("NFC", text).lower()
        if tailoring is not None:
            pattern, table = tailoring
            lowered = pattern().sub(lambda match: table[match[0]], lowered)
        if _EXPANDED().search(lowered):
            lowered = lowered.translate(_EXPANSIONS)
        # decomposed, each accent follows its letter
        accents = _PUNCTUATION().sub("", unicodedata.normalize("NFKD", lowered))
        primary = " ".join(_ACCENTS().sub("", accents).split())
        script = _SCRIPTS.get(lang[:2])
        if script is not None:  # a mark that sorts after digits and before letters
            primary = script().sub(r"@\g<0>", primary)
        if accents.isascii():
            accents = ""
    return (_NUMBER().sub(_by_value, primary) if has_number else primary), accents


def _by_value(match: re.Match[str]) -> str:
    """Write the count of a number's digits before it, so that 9 comes before 10."""
    digits = match[0].lstrip("0")
    return f"{len(digits):02}{digits}"
