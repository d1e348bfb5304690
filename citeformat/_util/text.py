"""Facts about letters and words that several packages share.

Accents, the letters that number things (a to z, aa ...), and the English names of months and
seasons.
"""

from __future__ import annotations

import unicodedata

__all__ = ["MONTHS", "SEASONS", "letters", "strip_accents"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

SEASONS = ("Spring", "Summer", "Autumn", "Winter")


def strip_accents(text: str) -> str:
    """Remove accents, and replace ligatures and the like by plain letters (NFKD).

    Letters that Unicode does not decompose, such as `ø`, stay.

    >>> strip_accents("Gödel, ﬁrst Été")
    'Godel, first Ete'
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join([each for each in decomposed if not unicodedata.combining(each)])


def letters(number: int) -> str:
    """Write a number in letters: a to z, then aa, ab ...

    Args:
        number: The number, counted from 1. Zero has no letters.

    >>> letters(1), letters(26), letters(27), letters(703)
    ('a', 'z', 'aa', 'aaa')
    """
    text = ""
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("a") + digit) + text
    return text
