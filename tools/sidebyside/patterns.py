"""Sorts the differences between the reference (citeproc-js) and us by kind.

In: two levelled texts that differ, and what they render. Out: the name of the first pattern that
explains the whole difference. The first patterns are habits of the reference that are outside of
the CSL specification and not wanted, then come causes that are known; the others say where to look.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from tools.sidebyside.causes import CAUSES, Texts
from tools.sidebyside.level import plain

__all__ = ["HABITS", "PATTERNS", "Pair", "classify", "signature"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing that both sides have rendered."""

    style: str
    kind: str
    """`entries`, `singles`, `located`, `clusters` or `notes`."""
    ids: tuple[str, ...]
    """The records in it."""
    reference: str
    """What citeproc-js prints, levelled."""
    ours: str
    """What we print, levelled."""
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
    """Whether both are the same after a change to both."""
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
    """The same words in another order, or without commas, but for particles and suffixes.

    The reference drops those when it puts the family name first.
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
    """Both without italics for text in Chinese, Japanese or Korean."""
    return _both(pair, lambda text: _CJK_ITALICS.sub(r"\1", text))


def _hyphens(pair: Pair) -> Pair:
    """Both with hyphens for dashes, where ours has more hyphens than the reference."""
    if pair.ours.count("-") <= pair.reference.count("-"):
        return pair
    return _both(pair, lambda text: re.sub(r"(?<=\w)[-–](?=\w)", "-", text))


def _no_strays(pair: Pair) -> Pair:
    """Where the reference has a full stop or comma behind a blank or twice: both with one mark
    for marks that meet."""
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
    """Where the first letter of the reference alone is a capital, it is none."""
    theirs, mine = (_LETTER.search(text) for text in (pair.reference, pair.ours))
    if theirs is None or mine is None or theirs[0].lower() != mine[0] or theirs.end() != mine.end():
        return pair
    text = pair.reference
    return replace(pair, reference=text[: theirs.start()] + mine[0] + text[theirs.end() :])


def _no_narrow_blanks(pair: Pair) -> Pair:
    """The reference without narrow blanks before punctuation."""
    return replace(pair, reference=_NARROW.sub("", pair.reference))


def _no_labels(pair: Pair) -> Pair:
    """Both without labels, which open a bracket."""
    return _both(pair, lambda text: _LABEL.sub("L", text)) if pair.labels else pair


def _both(pair: Pair, change: Callable[[str], str]) -> Pair:
    return replace(pair, reference=change(pair.reference), ours=change(pair.ours))


def _equal(pair: Pair) -> bool:
    return "".join(pair.reference.split()) == "".join(pair.ours.split())


def _without(level: Callable[[Pair], Pair]) -> Test:
    """Whether both are the same after one habit is taken away."""
    return lambda pair: _equal(level(pair))


_LEVELS = (_no_narrow_blanks, _no_cjk_italics, _hyphens, _no_strays, _no_capital, _no_labels)


def _all_levels(pair: Pair) -> Pair:
    for level in _LEVELS:
        pair = level(pair)
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
        _equal(_all_levels(pair)) or _family_first(_all_levels(pair))
    ),
}
"""Habits of citeproc-js that are outside of the specification."""


def _caused(test: Callable[[Texts], bool]) -> Test:
    """Whether a cause explains what is left when the habits are taken away."""
    return lambda pair: test(_all_levels(pair))


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
"""Where to look for what has no known cause."""

PATTERNS = HABITS | _ERRORS | {name: _caused(test) for name, test in CAUSES.items()} | _OPEN
"""Every pattern in the order in which they are tried."""


def classify(pair: Pair) -> str:
    """The name of the first pattern that fits.

    >>> classify(Pair("apa", "entries", ("a",), "A ‘b’.", "A “b”."))
    'kind of quotation marks'
    """
    return next(name for name, fits in PATTERNS.items() if fits(pair))


def signature(pair: Pair) -> str:
    """What is replaced by what, digits as 0, so that like differences count as one.

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
