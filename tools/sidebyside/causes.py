"""Why the reference (citeproc-js) and we differ on purpose, beyond its habits.

Each cause is a test of a pair of levelled texts: whether it explains the whole difference.
`docs/differences.md` has the reasons.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Protocol

from tools.sidebyside.level import plain

__all__ = ["CAUSES", "Texts"]


class Texts(Protocol):
    """The two texts of a pair."""

    @property
    def reference(self) -> str:
        """What citeproc-js prints."""
        ...

    @property
    def ours(self) -> str:
        """What we print."""
        ...


Test = Callable[[Texts], bool]
_NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"
_GIVEN = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?)+ ?|[A-ZÀ-Þ][\w’]+ (?:[A-Z]\. )?(?=[A-ZÀ-Þ])")
_PARTICLE = re.compile(r"\b(?:al|da|de|den|der|d’|ibn|la|’t|van|von) ?|’t ", re.IGNORECASE)


def _same(change: Callable[[str], str]) -> Test:
    """Whether both are the same, but for blanks, after a change to both."""

    def test(texts: Texts) -> bool:
        theirs, mine = change(plain(texts.reference)), change(plain(texts.ours))
        return "".join(theirs.split()) == "".join(mine.split())

    return test


def _without(pattern: str, by: str = "") -> Test:
    expression = re.compile(pattern)
    return _same(lambda text: expression.sub(by, text))


def _caseless(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character))


def _nothing(texts: Texts) -> bool:
    """A cite of which nothing is printed is named by us, left out or marked by the reference."""
    mine = re.sub(rf"; {re.escape(_NOTHING)}|{re.escape(_NOTHING)}(?:; )?", "", texts.ours)
    theirs = texts.reference.replace("[NO_PRINTED_FORM]", "")
    return (theirs, mine) != (texts.reference, texts.ours) and _marks(theirs) == _marks(mine)


def _marks(text: str) -> str:
    return re.sub(r"[\s,;.()]", "", plain(text))


def _given_names(texts: Texts) -> bool:
    """The reference has more of given names."""
    if len(texts.reference) <= len(texts.ours):
        return False
    theirs, mine = (_GIVEN.sub("", plain(text)) for text in (texts.reference, texts.ours))
    return "".join(theirs.split()) == "".join(mine.split())


def _sorted_words(text: str) -> str:
    return " ".join(sorted(re.findall(r"\w+|[^\w\s]", text)))


def _numbers(texts: Texts) -> bool:
    """The numbers before entries, or citations of nothing but numbers, differ."""
    pair = [plain(text) for text in (texts.reference, texts.ours)]
    if all(re.fullmatch(r"[\W\d]+", text) for text in pair):
        return True
    first, second = (re.sub(r"^\W*\d+", "", text) for text in pair)
    return first == second


CAUSES: dict[str, Test] = {
    "a cite without a text": _nothing,
    "formatting": _same(str),
    "numbers by another order": _numbers,
    "brackets for inner parentheses": _same(lambda text: text.translate({91: 40, 93: 41})),
    "initials of a double name": _without(r"-|(?<=[A-Z]\.)-| (?=[A-Z]\.)"),
    "delimiter beside an institution": _without(r", (?=and |& )"),
    "AD and BC within affixes": _without(r"\)(?= ?(?:AD|BC|n\. Chr))|(?<=AD|BC)\)"),
    "marks that meet": _without(r"(?<=[?!.;:…”’»])[.,;:]+| :|(?<= ):"),
    "a full stop at the end": _without(r"\.$"),
    "labels within numbers": _without(r"\b(?:[Nn]o\.|[Ee]pisode) "),
    "case of letters in titles and terms": _same(_caseless),
    "kind of quotation marks": _without("[\"'“”‘’„‚«»‹›]", "'"),
    "marks beside a closing quotation": _same(
        lambda text: re.sub(r"([”’»'])([.,])", r"\2\1", text)
    ),
    "delimiter of cites": _without("[,;] "),
    "namesakes outside of the citations": _given_names,
    "particles of short names": _same(
        lambda text: _sorted_words(text) if _PARTICLE.search(text) else text
    ),
}
"""Cause -> its test, in the order in which they are tried."""
