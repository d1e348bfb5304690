"""Sort the differences between the reference (citeproc-js) and citeformat by kind.

In: two different normalised texts, and what they render. Out: the name of the first pattern that
explains the whole difference. The first patterns are habits of the reference that are outside of
the CSL specification and not wanted. Known causes follow. The others say where to look.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from tools.sidebyside.causes import CAUSES, Texts
from tools.sidebyside.normalise import plain

__all__ = ["HABITS", "PATTERNS", "Pair", "classify", "signature"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A text that both sides have rendered."""

    style: str
    kind: str
    """`entries`, `singles`, `located`, `clusters` or `notes`."""
    ids: tuple[str, ...]
    """The records in it."""
    reference: str
    """What citeproc-js prints, normalised."""
    ours: str
    """What we print, normalised."""
    language: str = ""
    """The languages of the records, joined by blanks."""
    labels: bool = False
    """Whether the style prints `citation-label`."""


Test = Callable[[Pair], bool]
_CJK = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
_CJK_ITALICS = re.compile(f"<i>([^<]*{_CJK}[^<]*)</i>")
_NARROW = re.compile("\u202f(?=[:;?!»])|(?<=«)\u202f")
_LABEL = re.compile(r"(?:(?<=\[)|(?<=[,;] ))(?=[^\W\d]|[«“‘])[^\]\[\s,;]{1,10}(?=[\],; ])")
_STRAY = re.compile(r" +([.,])(?=[\s.,”’<]|$)")
_DOUBLED = re.compile(r",,|(?<!\.)\.\.(?!\.)")
_MARKS = re.compile(r"([.,])((?:[ ”’]|</?\w+>)*)[.,]")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTES = re.compile("[\"'“”‘’„‚«»‹›]")
_YEAR_SUFFIX = re.compile(r"(?<=\d{4})[-–]?[a-z]{1,2}\b")
_PARTICLES = set("al d de den der die du ibn ii iii jr la le st t van von".split())
_FAMILY_FIRST = re.compile(r"\b(?:zh|ja|ko|hu|vi|mn)\b")


def _same(change: Callable[[str], str]) -> Test:
    """Test whether both are the same after a change to both."""
    return lambda pair: change(pair.reference) == change(pair.ours)


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", plain(text).casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def _without_punctuation(text: str) -> str:
    text = _QUOTES.sub("", plain(text))
    return "".join(char for char in text if char.isalnum() or char.isspace()).replace(" ", "")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text).casefold())


def _family_first(pair: Pair) -> bool:
    """Test for the same words in another order or without commas.

    Particles and suffixes do not count: the reference drops them if the family name comes first.
    """
    if not _FAMILY_FIRST.search(pair.language):
        return False
    theirs, mine = _words(pair.reference), _words(pair.ours)
    first, second = Counter(theirs), Counter(mine)
    same_words = set((first - second) + (second - first)) <= _PARTICLES
    return same_words and (theirs != mine or _same(_without_commas)(pair))


def _without_commas(text: str) -> str:
    return plain(text).replace(",", "")


def _bag(pair: Pair) -> bool:
    return sorted(_words(pair.reference)) == sorted(_words(pair.ours))


def _subset(longer: str, shorter: str) -> bool:
    words = iter(_words(longer))
    return all(word in words for word in _words(shorter))


def _no_cjk_italics(pair: Pair) -> Pair:
    """Remove italics of text in Chinese, Japanese or Korean from both."""
    return _both(pair, lambda text: _CJK_ITALICS.sub(r"\1", text))


def _hyphens(pair: Pair) -> Pair:
    """Write hyphens for dashes in both, if ours has more hyphens."""
    if pair.ours.count("-") <= pair.reference.count("-"):
        return pair
    return _both(pair, lambda text: re.sub(r"(?<=\w)[-–](?=\w)", "-", text))


def _no_strays(pair: Pair) -> Pair:
    """Write one mark for adjacent marks in both.

    This is for a full stop or comma that the reference prints twice or after a blank.
    """
    reference = pair.reference
    if not _STRAY.search(reference) and not _DOUBLED.search(reference):
        return pair
    return _both(replace(pair, reference=_STRAY.sub(r"\1", reference)), _one_mark)


def _one_mark(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, _MARKS.sub(r"\1\2", text)
    return text


def _no_capital(pair: Pair) -> Pair:
    """Make the first letter of the reference small if only this one is a capital."""
    theirs, mine = (_LETTER.search(text) for text in (pair.reference, pair.ours))
    if theirs is None or mine is None or theirs[0].lower() != mine[0] or theirs.end() != mine.end():
        return pair
    text = pair.reference
    return replace(pair, reference=text[: theirs.start()] + mine[0] + text[theirs.end() :])


def _no_narrow_blanks(pair: Pair) -> Pair:
    """Remove narrow blanks before punctuation from the reference."""
    return replace(pair, reference=_NARROW.sub("", pair.reference))


def _no_labels(pair: Pair) -> Pair:
    """Remove labels, which open a bracket, from both."""
    return _both(pair, lambda text: _LABEL.sub("L", text)) if pair.labels else pair


def _both(pair: Pair, change: Callable[[str], str]) -> Pair:
    return replace(pair, reference=change(pair.reference), ours=change(pair.ours))


def _equal(pair: Pair) -> bool:
    return "".join(pair.reference.split()) == "".join(pair.ours.split())


def _without(remove_habit: Callable[[Pair], Pair]) -> Test:
    """Test whether both are the same without one habit."""
    return lambda pair: _equal(remove_habit(pair))


_REMOVE_HABITS = (_no_narrow_blanks, _no_cjk_italics, _hyphens, _no_strays, _no_capital, _no_labels)


def _without_habits(pair: Pair) -> Pair:
    for remove_habit in _REMOVE_HABITS:
        pair = remove_habit(pair)
    return pair


HABITS: dict[str, Test] = {
    "U+202F before : ; ? !": _without(_no_narrow_blanks),
    "no italics for CJK text": _without(_no_cjk_italics),
    "family name first by language": _family_first,
    "hyphen made a dash": _without(_hyphens),
    "stray ' .' or ' ,' where a part is empty": _without(_no_strays),
    "capital at the beginning": _without(_no_capital),
    "trigraph label": _without(_no_labels),
    "several habits at once": lambda pair: (
        _equal(_without_habits(pair)) or _family_first(_without_habits(pair))
    ),
}
"""Habits of citeproc-js that are outside of the specification."""


def _caused(test: Callable[[Texts], bool]) -> Test:
    """Test whether a cause explains what is left without the habits."""
    return lambda pair: test(_without_habits(pair))


_ERRORS: dict[str, Test] = {
    "we raise": lambda pair: pair.ours.startswith("error:"),
    "the reference raises": lambda pair: pair.reference.startswith("error:"),
}
_OPEN: dict[str, Test] = {
    "we have nothing": lambda pair: not pair.ours,
    "the reference has nothing": lambda pair: not pair.reference,
    "formatting only": _same(plain),
    "white space only": _same(lambda text: re.sub(r"\s", "", plain(text))),
    "quotes only": _same(lambda text: _QUOTES.sub("'", plain(text))),
    "quotes present or not": _same(lambda text: _QUOTES.sub("", plain(text))),
    "punctuation only": _same(_without_punctuation),
    "case only": _same(lambda text: plain(text).casefold()),
    "case and punctuation": _same(lambda text: _without_punctuation(text).casefold()),
    "accents or compatibility forms": _same(_folded),
    "year-suffix": _same(lambda text: _YEAR_SUFFIX.sub("", plain(text))),
    "numbers only": _same(lambda text: re.sub(r"\d+", "0", plain(text))),
    "order of words": _bag,
    "we lack words": lambda pair: _subset(pair.reference, pair.ours),
    "we have more words": lambda pair: _subset(pair.ours, pair.reference),
    "other": lambda _pair: True,
}
"""Patterns that say where to look for an unknown cause."""

PATTERNS = HABITS | _ERRORS | {name: _caused(test) for name, test in CAUSES.items()} | _OPEN
"""All patterns, in the order in which they are tried."""


def classify(pair: Pair) -> str:
    """Return the name of the first pattern that fits.

    >>> classify(Pair("apa", "entries", ("a",), "A ‘b’.", "A “b”."))
    'kind of quotation marks'
    """
    return next(name for name, fits in PATTERNS.items() if fits(pair))


def signature(pair: Pair) -> str:
    """Describe what replaces what, with 0 for digits, so that similar differences count as one.

    >>> signature(Pair("apa", "entries", ("a",), "Doe, p. 12", "Doe, pp. 15"))
    '‹p› → ‹pp›; ‹00› → ‹00›'
    """
    if pair.ours.startswith("error:"):
        return re.sub(r"'[^']*'|\d+", "…", pair.ours)
    left, right = _tokens(pair.reference), _tokens(pair.ours)
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    changes = [
        f"‹{_piece(left[a:b])}› → ‹{_piece(right[c:d])}›"
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
    return "; ".join(dict.fromkeys(changes[:3]))


def _tokens(text: str) -> list[str]:
    return re.findall(r"</?\w[^>]*>|\w+|\s|.", text, re.DOTALL)


def _piece(tokens: list[str]) -> str:
    text = re.sub(r"\d", "0", "".join(tokens)).replace("\u202f", "U+202F")
    return text if len(text) <= 40 else f"{text[:18]} … {text[-18:]}"
