"""Make keys that sort texts as the readers of a language expect.

There are two levels, as in the Unicode Collation Algorithm: letters, then accents. Case and
punctuation do not count: "Water and society" of 1990 comes before "Water and Society" of 2000 if
the next key is the year. Numbers count by their value.

Most texts are plain English. They are their own keys, and no table is read for them.

Source: CSL 1.0.2 specification, "Sorting"; Unicode Technical Standard 10; CLDR's tailorings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeformat._util.patterns import lazy_pattern
from citeformat.engine.processor.sorting.tailoring import collation_of
from citeformat.richtext.spans import plain_text

if TYPE_CHECKING:
    import re

__all__ = ["OWN_ORDER_OF_ASCII", "collation_key"]

Key = tuple[str, str]

_PUNCTUATION = bytes(code for code in range(33, 127) if not chr(code).isalnum())
_BETWEEN_DIGITS = lazy_pattern(r"(?<=[0-9])[^\w\s](?=[0-9])")
_DIGIT = lazy_pattern(r"[0-9]")
_NUMBER = lazy_pattern(r"[0-9]+")
OWN_ORDER_OF_ASCII = frozenset("""
    az bs ceb cs cy da dsb ee et fil fo fy ha haw hr hsb hu ig lt lv nb nn no om sk
    sq sr tl to tr yo
""".split())  # fmt: skip
"""The languages in which letters of the English alphabet have another order, or count as one: "ch"
comes after "h" in Czech."""


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
    >>> sorted(["Ljubić", "Lukić"], key=lambda name: collation_key(name, "hr-HR"))
    ['Lukić', 'Ljubić']
    """
    if not text.isascii():
        text = plain_text(text)
    has_number = _DIGIT().search(text) is not None
    if has_number:
        text = _BETWEEN_DIGITS().sub(" ", text)
    if text.isascii() and lang.partition("-")[0] not in OWN_ORDER_OF_ASCII:
        primary, accents = text.lower(), ""
        if not text.isalpha():
            primary = primary.encode().translate(None, _PUNCTUATION).decode()
            primary = " ".join(primary.split())
    else:
        primary, accents = collation_of(lang).key(text)
        primary = " ".join(primary.split())
        has_number = has_number or _DIGIT().search(primary) is not None  # ٩ weighs 9
    return (_NUMBER().sub(_by_value, primary) if has_number else primary), accents


def _by_value(match: re.Match[str]) -> str:
    """Write the count of a number's digits before it, so that 9 comes before 10."""
    digits = match[0].lstrip("0")
    return f"{len(digits):02}{digits}"
