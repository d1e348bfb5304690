"""Compare titles, names and numbers that differ only in their spelling.

In: texts. Out: their words, letters and initials in one form, so that equal ones are equal texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citeformat._util.text import strip_accents
from citeformat.interchange.losses import without_markup
from citeformat.record import Name
from citeformat.record.citation_keys import in_ascii

__all__ = [
    "family_letters", "initials_of", "is_abbreviated", "number_of", "same_letters", "same_text",
    "words_of",
]  # fmt: skip

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"0*(\d+)(?:st|nd|rd|th|\.|a|e)?(?:\s*ed\b.*)?\Z")
_SMALL = frozenset(("the", "of", "and", "for", "in", "on", "a", "an", "de", "la", "der", "und"))
_PARTICLES = re.compile(r"(?:(?:van|von|der|den|de|di|da|del|della|du|la|le|ter|ten)\s+)+")


def words_of(text: str) -> list[str]:
    """Return the words of a text without case, accents, markup and a leading article.

    >>> words_of("The <i>Œuvres</i> of Müller & Sons")
    ['ouvres', 'of', 'muller', 'and', 'sons']
    """
    if "<" in text:
        text = without_markup(text)
    if not text.isascii():
        text = strip_accents(in_ascii(text)).replace("’", "")
    text = text.replace("'", "").replace("&", " and ").casefold()
    words = _WORD.findall(text.replace("ae", "a").replace("oe", "o").replace("ue", "u"))
    return words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words


def same_letters(text: str) -> str:
    """Return the letters and digits of a text, to compare values that differ in their spelling.

    >>> same_letters("Gödel, Escher & Bach") == same_letters("Goedel, Escher and Bach")
    True
    """
    return "".join(words_of(text))


def same_text(one: str, other: str) -> bool:
    """Return whether two texts differ in nothing but case, punctuation, accents and markup.

    >>> same_text("{Mind}", "mind"), same_text("?", "!")
    (True, False)
    """
    letters = same_letters(one)
    return one == other or (bool(letters) and letters == same_letters(other))


def family_letters(name: Name) -> str:
    """Return the letters of a family name without particles.

    >>> family_letters(Name("van der Waals")), family_letters(Name(literal="W3C"))
    ('waals', 'w3c')
    """
    family = name.family or name.literal or name.given
    return same_letters(_PARTICLES.sub("", f"{family.casefold()} ").strip() or family)


def number_of(text: str) -> str:
    """Return a number without its ending, or the letters of a text that is not a number.

    >>> number_of("2nd ed."), number_of("02"), number_of("B 12")
    ('2', '2', 'b12')
    """
    number = _NUMBER.match(text.strip())
    return number[1] if number is not None else same_letters(text)


def is_abbreviated(one: str, other: str, loosely: bool) -> bool:
    """Return whether two titles are equal, or one abbreviates the other.

    Titles of periodicals that do have the same initials, or one consists of the other's initials.

    Args:
        one: The words of a title.
        other: The words of another title.
        loosely: Whether the short title may leave out words, as those of proceedings do.
    """
    first, second = sorted((one, other), key=len)
    joined = first.replace(" ", "")
    if joined in (second.replace(" ", ""), initials_of(second)):
        return True
    short, long = _main_words(first), _main_words(second)
    if len(short) != len(long) and not loosely:
        return False
    rest = iter(long)
    return all(any(_abbreviates(word, candidate) for candidate in rest) for word in short)


def _main_words(words: str) -> list[str]:
    """Return words without articles, prepositions and conjunctions."""
    return [word for word in words.split() if word not in _SMALL] or words.split()


def initials_of(words: str) -> str:
    """Return the initials of the words of a title. Numbers stay whole."""
    return "".join(word if word.isdigit() else word[0] for word in _main_words(words))


def _abbreviates(word: str, long: str) -> bool:
    """Return whether a word is the beginning of another, or its letters are a contraction of it."""
    if word.isdigit() or long.isdigit() or word[0] != long[0]:
        return word == long
    if long.startswith(word):
        return True
    letters: Iterator[str] = iter(long)
    return word[-1] == long[-1] and all(each in letters for each in word)
