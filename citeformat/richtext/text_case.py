"""Text-case on rich text.

In: flat rich text and a value of the attribute text-case. Out: the same text in that case. Text in
a nocase span keeps its case, and in title case so do some other spans.

Source: CSL 1.0.2 specification, "Text-case", "Title Case Conversion", "Sentence Case Conversion".
How letters change their case depends on the language (Unicode's SpecialCasing, and CLDR for Greek).
The words that title case leaves lower case are those of "Title Case Conversion", widened by longer
prepositions and particles as the CSL test suite (`textcase_*`) has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Protocol

from citeformat._util.patterns import lazy_pattern
from citeformat._util.remembered import remember
from citeformat.richtext import spans
from citeformat.richtext.spans import MARK, NOCASE, close_of

__all__ = ["CASES", "STOP_WORDS", "capitalize_first", "change_case", "sentence", "title"]


STOP_WORDS = frozenset(
    """
    a about above across afore after against al along alongside amid amidst among amongst an and
    anenst apropos apud around as aside astride at athwart atop barring before behind below
    beneath beside besides between beyond but by c ca circa d de despite down during e et except
    for forenenst from given i in inside into lest like modulo near next nor notwithstanding o of
    off on onto or out over per plus pro qua sans since so than the through throughout till to
    toward towards under underneath until unto up upon v van versus via von vs with within without
    yet y
    """.split()
)


def _span(opener: str) -> str:
    close = close_of(opener)
    return f"{opener}[^{close}]*{close}"


_MARKS = re.compile(MARK)

_NOCASE = re.compile(_span(NOCASE))

_FIXED = lazy_pattern(
    "|".join(
        _span(opener)
        for opener in (
            NOCASE, spans.FLIP_SMALL_CAPS, spans.SUPERSCRIPT, spans.SUBSCRIPT, spans.NORMAL_STYLE
        )
    )
)  # fmt: skip
"""Spans whose text `title` and `capitalize-all` do not change."""

_WORD = lazy_pattern(rf"(?:[^\W_]+|{MARK}|['’.\u00ad\u200b-\u200d\u0300-\u036f](?=[^\W_]|{MARK}))+")
"""A word. Accents, soft hyphens and joiners do not end it."""

_SYMBOL = lazy_pattern(
    rf"{MARK}*[α-ωµ]{{1,2}}[0-9A-Za-z]*{MARK}*(?![^\W_])(?!\s+{MARK}*[\u0370-\u03ff\u1f00-\u1fff])"
)
"""A Greek letter that is not in Greek text: β-catenin, µm. Its capital means something else."""

_ENDS_PHRASE = lazy_pattern(rf"[:?!](?:{MARK})*\s+(?:{MARK}|[\"“‘(\[])*$")


def _outside(change: Callable[[str], str], text: str, fixed: re.Pattern[str] = _NOCASE) -> str:
    """Change the text outside some spans."""
    if not fixed.search(text):
        return change(text)
    result, position = [], 0
    for match in fixed.finditer(text):
        result += [change(text[position : match.start()]), match[0]]
        position = match.end()
    return "".join([*result, change(text[position:])])


_TURKIC = frozenset({"tr", "az"})
"""Languages in which i and İ are one letter, and ı and I another one."""
_GREEK = lazy_pattern(r"[\u0370-\u03ff\u1f00-\u1fff][\u0300-\u036f\u0370-\u03ff\u1f00-\u1fff]*")
_GREEK_ACCENTS = lazy_pattern(r"[\u0300\u0301\u0304\u0306\u0313\u0314\u0342]")
_GREEK_HIATUS = lazy_pattern(r"(?<=[\u0300\u0301\u0342])([ιυ])(?![\u0300-\u036f])")


def lowercase(text: str, language: str = "en") -> str:
    """Make all letters lower case."""
    return _outside(_lower_turkic if language in _TURKIC else str.lower, text)


def _lower_turkic(text: str) -> str:
    return text.replace("I\u0307", "i").replace("İ", "i").replace("I", "ı").lower()


def uppercase(text: str, language: str = "en") -> str:
    """Make all letters upper case.

    >>> uppercase("izmir", "tr"), uppercase("Μάιος", "el")
    ('İZMİR', 'ΜΑΪΟΣ')
    """
    if language in _TURKIC:
        return _outside(lambda piece: piece.replace("i", "İ").upper(), text)
    if language == "el":
        return _outside(lambda piece: _GREEK().sub(_upper_greek, piece).upper(), text)
    return _outside(str.upper, text)


def _upper_greek(word: re.Match[str]) -> str:
    """Return a Greek word in capitals, which have no accents; only the word "or" keeps its own. A
    diaeresis replaces an accent that kept two vowels apart."""
    if word[0] in ("ή", "Ή"):
        return "Ή"
    letters = _GREEK_HIATUS().sub("\\1\u0308", unicodedata.normalize("NFD", word[0]))
    return unicodedata.normalize("NFC", _GREEK_ACCENTS().sub("", letters).upper())


def capitalize_first(text: str, language: str = "en") -> str:
    """Capitalize the first word, if it is in lower case.

    >>> capitalize_first("in press"), capitalize_first("iPhone")
    ('In press', 'iPhone')
    """
    match = _WORD().search(text)
    if match is None or NOCASE in text[: match.end()]:
        return text
    return text[: match.start()] + _capital(match, language) + text[match.end() :]


def capitalize_all(text: str, language: str = "en") -> str:
    """Capitalize every word that is in lower case."""

    def capital(word: re.Match[str]) -> str:
        return _capital(word, language)

    return _outside(lambda piece: _WORD().sub(capital, piece), text, _FIXED())


@remember(1 << 12)
def sentence(text: str, language: str = "en") -> str:
    """Put a text in sentence case: words with a capital are lowered, acronyms and the like stay,
    and the first word gets a capital. A text that is all capitals is lowered first.

    "Sentence Case Conversion" keeps the case of all words but the first; that those with a capital
    are lowered is what the suite's `textcase_SentenceCapitalization` wants.

    >>> sentence("PLAIN Words"), sentence("A NASA Report"), sentence("ALL CAPITALS")
    ('PLAIN words', 'A NASA report', 'All capitals')
    """
    if _is_uppercase(text):
        return capitalize_first(lowercase(text, language), language)
    first = _WORD().search(text)
    head = first.end() if first is not None and NOCASE not in text[: first.end()] else 0

    def lowered(word: re.Match[str]) -> str:
        """Return a capitalized word in lower case, and a word with capitals inside as it is."""
        plain = _MARKS.sub("", word[0])
        inside = plain[2:] if language == "nl" and plain.startswith("IJ") else plain[1:]
        return lowercase(word[0], language) if inside == inside.lower() else word[0]

    rest = _outside(lambda piece: _WORD().sub(lowered, piece), text[head:])
    return capitalize_first(text[:head] + rest, language)


def _is_uppercase(text: str, more_than: int = 1) -> bool:
    """Return whether all of a text is capitals, and has more than some number of words. A single
    word may be an acronym, and the suite's `textcase_CapitalsUntouched` keeps it."""
    plain = text if text.isascii() else _MARKS.sub("", _NOCASE.sub("", text))
    if plain != plain.upper():
        return False
    return sum(word != word.lower() for word in plain.split()) > more_than


_SHOUTED_WORD = lazy_pattern(rf"(?:[^\W_]|{MARK}|['’.&\-‐‑](?=[^\W_]|{MARK}))+")
_KEPT_WORD = lazy_pattern(
    r"(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]?|[IVX]+|.*&.*|(?!\d+(?:ST|ND|RD|TH)$).*\d.*)$"
)
"""What keeps its capitals in a title that is all capitals: single letters, letters between full
stops (U.N.), Roman numerals, words with an ampersand (R&D) or with digits (COVID-19)."""


_ARTICLE = lazy_pattern(rf"(?:[^\W\d_]|{MARK})+['’](?=[^\W\d_]|{MARK})")
"""What is before the apostrophe of an elided word: an article, as in "l'Europe"."""


_LONGEST_BEFORE = 60
"""So many characters before an "A" are looked at; no word that is lowered is as long."""


def _lower_shouted(piece: str) -> str:
    """Lower the words of a title that is all capitals."""

    def lowered(word: re.Match[str]) -> str:
        plain = _MARKS.sub("", word[0])
        if plain == "A":  # "of a": an article; "vitamin A": a name
            before = piece[max(word.start() - _LONGEST_BEFORE, 0) : word.start()].split()
            is_article = bool(before) and len(before[-1]) > 1 and before[-1].lower() in STOP_WORDS
            return word[0].lower() if is_article else word[0]
        return word[0] if _KEPT_WORD().match(plain) else word[0].lower()

    return _SHOUTED_WORD().sub(lowered, piece)


def _capital(match: re.Match[str], language: str, elided: bool = True) -> str:
    """Return a lower-case word with a capital.

    Args:
        match: The word, in its text.
        language: The language of the text.
        elided: Whether an elided word ("d'un", "l'Europe", "o'clock") gets a capital too.
    """
    word = match[0]
    if word != word.lower():
        article = _ARTICLE().match(word) if elided else None
        if article is None or article[0] != article[0].lower():
            return word
    if word.isascii():
        if language == "en" and "'" not in word[1:2]:  # most words
            return word[0].upper() + word[1:]
    elif _SYMBOL().match(match.string, match.start()):
        is_abbreviation = language == "el" and match.string.startswith(".", match.end())
        if not is_abbreviation:  # "γρ." is one in Greek
            return word
    for index, character in enumerate(word):
        if _MARKS.match(character):
            continue
        letters = word[index:]
        if elided or len(letters) < 3 or letters[1] not in "'’":
            if character == "i" and language in _TURKIC:
                return f"{word[:index]}İ{letters[1:]}"
            if language == "nl" and letters.startswith("ij"):
                return f"{word[:index]}IJ{letters[2:]}"
            return word[:index] + character.title() + letters[1:]
        break
    return word


@remember(1 << 12)
def title(text: str, language: str = "en") -> str:
    """Put an English text in title case: lower-case words get a capital, except stop words inside a
    phrase. Words with capitals stay as they are, unless the text is more than three words that are
    all capitals. Shorter ones are acronyms and names (PLOS ONE, J. ACM, ASIA CCS '13); "Title Case
    Conversion" lowers those too, but citeproc-js, pandoc and `textcase_CapitalsUntouched` do not.

    >>> title("the cost of a thing: an overview of it")
    'The Cost of a Thing: An Overview of It'
    """
    if language != "en":
        return text
    if _is_uppercase(text, more_than=3):
        text = _outside(_lower_shouted, text, _FIXED())
    fixed = [] if text.isascii() else [match.span() for match in _FIXED().finditer(text)]
    passed = 0
    words = list(_WORD().finditer(text))
    result: list[str] = []
    position = 0
    for index, match in enumerate(words):
        word = match[0]
        if index and word != word.lower():
            continue
        start, end = match.span()
        while passed < len(fixed) and fixed[passed][1] <= start:
            passed += 1
        if passed < len(fixed) and fixed[passed][0] < end:
            continue
        plain = word if word.isascii() else _MARKS.sub("", word)
        is_edge = index == 0 or (index == len(words) - 1 and len(plain) > 1)
        if not is_edge and plain in STOP_WORDS:
            # It gets a capital only at the head of a compound ("By-Product") and after a phrase.
            is_head = text[end : end + 1] == "-" and text[start - 1 : start] != "-"
            follows_word = text[start - 1] == " " and text[start - 2].isalnum()
            if not is_head and (
                follows_word or not _ENDS_PHRASE().search(text[max(0, start - 12) : start])
            ):
                continue
        elif not is_edge and len(plain) == 1:  # a symbol
            continue
        result += [text[position:start], _capital(match, language, elided=index == 0)]
        position = end
    return "".join([*result, text[position:]])


class TextCase(Protocol):
    """A function that puts a text in a case; the language is that of the text, in two letters."""

    def __call__(self, text: str, language: str = "en") -> str: ...


CASES: dict[str, TextCase] = {
    "lowercase": lowercase,
    "uppercase": uppercase,
    "capitalize-first": capitalize_first,
    "capitalize-all": capitalize_all,
    "sentence": sentence,
    "title": title,
}
"""A value of the attribute text-case -> the function that does it."""


def change_case(text: str, case: str, language: str) -> str:
    """Put a text in a text-case, as its language has it; title case changes only English."""
    return CASES[case](text, language)
