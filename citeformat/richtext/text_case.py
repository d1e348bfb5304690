"""Text-case on rich text. Text in a nocase span keeps its case.

Source: CSL 1.0.2 specification, "Text-case", "Title Case Conversion", "Sentence Case Conversion".
The words that title case leaves lower case are those of "Title Case Conversion", widened by longer
prepositions and particles as the CSL test suite (`textcase_*`) has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from citeformat._util.patterns import lazy_pattern
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
"""Spans whose text title case and its kin leave alone."""

_WORD = re.compile(rf"(?:[^\W_]|{MARK}|['’.](?=[^\W_]|{MARK}))+")

_ENDS_PHRASE = lazy_pattern(rf"[:?!](?:{MARK})*\s+(?:{MARK}|[\"“‘(\[])*$")


def _outside(change: Callable[[str], str], text: str, fixed: re.Pattern[str] = _NOCASE) -> str:
    """Change what stands outside some spans."""
    if not fixed.search(text):
        return change(text)
    result, position = [], 0
    for match in fixed.finditer(text):
        result += [change(text[position : match.start()]), match[0]]
        position = match.end()
    return "".join([*result, change(text[position:])])


def lowercase(text: str) -> str:
    """All letters lower case."""
    return _outside(str.lower, text)


def uppercase(text: str) -> str:
    """All letters upper case."""
    return _outside(str.upper, text)


def capitalize_first(text: str) -> str:
    """The first letter of the first word upper case, if the word is lower case.

    >>> capitalize_first("in press"), capitalize_first("iPhone")
    ('In press', 'iPhone')
    """
    match = _WORD.search(text)
    if match is None or NOCASE in text[: match.end()]:
        return text
    return text[: match.start()] + _capital(match[0]) + text[match.end() :]


def capitalize_all(text: str) -> str:
    """The first letter of every lower-case word upper case."""
    return _outside(lambda piece: _WORD.sub(lambda word: _capital(word[0]), piece), text, _FIXED())


@lru_cache(maxsize=1 << 12)
def sentence(text: str) -> str:
    """Sentence case: words with a capital are lowered, acronyms and the like are kept; text that
    is all capitals is lowered; the first word gets a capital.

    "Sentence Case Conversion" keeps the case of all words but the first; that those with a capital
    are lowered is what the suite's `textcase_SentenceCapitalization` wants.

    >>> sentence("PLAIN Words"), sentence("A NASA Report"), sentence("ALL CAPITALS")
    ('PLAIN words', 'A NASA report', 'All capitals')
    """
    if _is_uppercase(text):
        return capitalize_first(_outside(str.lower, text))
    first = _WORD.search(text)
    head = first.end() if first is not None and NOCASE not in text[: first.end()] else 0

    def lower(piece: str) -> str:
        return _WORD.sub(lambda word: _lowered(word[0]), piece)

    return capitalize_first(text[:head] + _outside(lower, text[head:]))


def _is_uppercase(text: str) -> bool:
    """Whether all of a text is capitals. A single word is not: an acronym is no text, and
    `textcase_CapitalsUntouched` keeps it."""
    plain = _MARKS.sub("", _NOCASE.sub("", text))
    if plain != plain.upper():
        return False
    return sum(word != word.lower() for word in plain.split()) > 1


def _lowered(word: str) -> str:
    """A capitalized word in lower case; a word with capitals inside stays."""
    plain = _MARKS.sub("", word)
    return word.lower() if plain[1:] == plain[1:].lower() else word


def _capital(word: str, elided: bool = False) -> str:
    """A lower-case word with its first letter upper case; that of an elided word where asked."""
    if word != word.lower():
        return word
    for index, character in enumerate(word):
        if _MARKS.match(character):
            continue
        if elided or not _is_elided(word[index:]):
            return word[:index] + character.upper() + word[index + 1 :]
        break
    return word


def _is_elided(word: str) -> bool:
    """Whether a word begins with one letter and an apostrophe ("d'un", "o'clock", "x's")."""
    return len(word) > 2 and word[1] in "'’"


@lru_cache(maxsize=1 << 12)
def title(text: str) -> str:
    """Title case, as English has it: lower-case words get a capital, but for stop words within
    a phrase. Words with capitals are left alone, unless all of the text is capitals.

    >>> title("the cost of a thing: an overview of it")
    'The Cost of a Thing: An Overview of It'
    """
    if _is_uppercase(text):
        text = _outside(str.lower, text, _FIXED())
    fixed = [match.span() for match in _FIXED().finditer(text)]
    passed = 0
    words = list(_WORD.finditer(text))
    result: list[str] = []
    position = 0
    for index, match in enumerate(words):
        start, end = match.span()
        while passed < len(fixed) and fixed[passed][1] <= start:
            passed += 1
        if passed < len(fixed) and fixed[passed][0] < end:
            continue
        word = match[0]
        is_edge = index == 0 or (index == len(words) - 1 and len(_MARKS.sub("", word)) > 1)
        if not is_edge and _stays_low(text, start, end, word):
            continue
        result += [text[position:start], _capital(word, elided=index == 0)]
        position = end
    return "".join([*result, text[position:]])


def _stays_low(text: str, start: int, end: int, word: str) -> bool:
    """Whether a word is a stop word within a phrase, or a single letter (a symbol)."""
    plain = _MARKS.sub("", word)
    if len(plain) == 1 and plain not in STOP_WORDS:
        return True
    if plain not in STOP_WORDS:
        return False
    if text[end : end + 1] == "-" and text[start - 1 : start] != "-":
        return False  # the head of a compound ("Pro-Environmental")
    return _ENDS_PHRASE().search(text[max(0, start - 12) : start]) is None


CASES: dict[str, Callable[[str], str]] = {
    "lowercase": lowercase,
    "uppercase": uppercase,
    "capitalize-first": capitalize_first,
    "capitalize-all": capitalize_all,
    "sentence": sentence,
    "title": title,
}
"""Value of the attribute text-case -> what it does."""


def change_case(text: str, case: str, english: bool) -> str:
    """Text in a text-case; title case is for English alone."""
    if case == "title":
        return title(text) if english else text
    return CASES[case](text)
