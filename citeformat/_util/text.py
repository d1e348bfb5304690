"""Facts about letters and words that several packages share.

Accents, the letters that number things (a to z, aa ...), the English names of months and seasons,
the words for "false", and suggestions for misspelled words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = [
    "ESCAPED_TWICE", "FALSE", "MONTHS", "SEASONS", "counted", "did_you_mean", "is_digits",
    "is_no_number", "letters", "letters_and_digits", "nearest", "similar_to", "strip_accents",
    "text_of",
]  # fmt: skip

FALSE = (None, False, 0, "", "false", "0", "no")
"""How JSON files say that a flag is not set: as a boolean, a number or a word."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

SEASONS = ("Spring", "Summer", "Autumn", "Winter")

ESCAPED_TWICE = re.compile(r"&amp;(?=#?\w{2,30};)")
"""The beginning of an entity that was escaped again, such as `&amp;lt;`."""

_LONGEST = 60
"""The length of the longest word that may be a misspelling."""

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
_NO_NUMBER = re.compile(
    r"(n/a|n\.a\.|na|nan|none|null|undefined|no pagination(?: specified)?|[?]+)?"
    r"(?:\s*[-–—]+\s*(?(1)\1)?)?\Z",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


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


def is_digits(text: str) -> bool:
    """Return whether a text is one or more of the digits 0 to 9, so that `int` reads it.

    >>> is_digits("2012"), is_digits("²"), is_digits("")
    (True, False, False)
    """
    return text.isascii() and text.isdigit()


def is_no_number(value: str) -> bool:
    """Return whether a volume, an issue or pages only say that the number is missing.

    >>> is_no_number("n/a--n/a"), is_no_number("undefined"), is_no_number("A--B")
    (True, True, False)
    """
    return _NO_NUMBER.match(value) is not None


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


def letters_and_digits(text: str) -> str:
    """Return the letters and digits of a name in lower case, to compare names.

    >>> letters_and_digits("Container_Title"), letters_and_digits("Journal-Article")
    ('containertitle', 'journalarticle')
    """
    return "".join([character for character in text.lower() if character.isalnum()])


def did_you_mean(word: str, known: Iterable[str], before: str = "") -> str:
    """Return a hint that names the nearest known word, or `""`.

    Args:
        word: A word that is not known.
        known: The known words.
        before: Text before the known word in the hint.

    >>> did_you_mean("autor", ["author", "editor"])
    "did you mean 'author'?"
    """
    near = nearest(word, known)
    return f"did you mean {before + near!r}?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most similar to a word, or that begins with it, or `""`.

    >>> nearest("autor", ["author", "editor"]), nearest("bib", ["batch", "bibliography"])
    ('author', 'bibliography')
    """
    if len(word) > _LONGEST:
        return ""
    import difflib  # only a wrong word needs it

    words = list(known)
    begun = [each for each in words if each.startswith(word)] if len(word) > 2 else []
    return next(iter([*difflib.get_close_matches(word, words, 1), *begun]), "")


def similar_to(name: str, known: Iterable[str], least: float = 0.6) -> list[str]:
    """Return up to three known names that a name may be a misspelling of, the nearest first.

    Args:
        name: A name that is not known.
        known: The known names.
        least: How similar they are at least, from 0 to 1 (`difflib.get_close_matches`).

    >>> similar_to("knuth1894", ["knuth1984", "knuth1997", "doe2020"])
    ['knuth1984', 'knuth1997']
    """
    import difflib  # only a wrong name needs it

    return difflib.get_close_matches(name, list(known), cutoff=least)


def text_of(value: str) -> str:
    """Put text on one line, and resolve the HTML entities that publishers leave in it.

    >>> text_of("Food &amp; drink ")
    'Food & drink'
    """
    if "&" in value:
        from html import unescape  # only text with an ampersand needs it

        value = ESCAPED_TWICE.sub("&", value)
        value = _ENTITY.sub(lambda found: unescape(found.group()), value)
    return _BLANKS.sub(" ", value).strip(" ")


def counted(count: int, noun: str, plural: str = "") -> str:
    """Write a number and its noun.

    Args:
        count: The number.
        noun: The noun in the singular.
        plural: The plural, if it is not the singular with an `s`.

    >>> counted(1, "style"), counted(1200, "style"), counted(0, "entry", "entries")
    ('1 style', '1,200 styles', '0 entries')
    """
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"
