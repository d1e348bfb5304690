"""The causes of intended differences from the reference (citeproc-js), besides its habits.

Each cause is a test that says whether it explains the whole difference of two normalised texts.
`docs/differences.md` has the reasons.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Protocol

from tools.sidebyside.normalise import plain

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
    """Test whether both are the same after a change to both; blanks do not count."""

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
    """We name a cite whose text is empty; the reference leaves it out or marks it."""
    mine = re.sub(rf"; {re.escape(_NOTHING)}|{re.escape(_NOTHING)}(?:; )?", "", texts.ours)
    theirs = texts.reference.replace("[NO_PRINTED_FORM]", "")
    return (theirs, mine) != (texts.reference, texts.ours) and _marks(theirs) == _marks(mine)


def _marks(text: str) -> str:
    return re.sub(r"[\s,;.()]", "", plain(text))


def _given_names(texts: Texts) -> bool:
    """The reference prints more given names."""
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
    "delimiter next to an institution": _without(r", (?=and |& )"),
    "AD and BC within affixes": _without(r"\)(?= ?(?:AD|BC|n\. Chr))|(?<=AD|BC)\)"),
    "marks that meet": _without(r"(?<=[?!.;:…”’»])[.,;:]+| :|(?<= ):"),
    "a full stop at the end": _without(r"\.$"),
    "labels within numbers": _without(r"\b(?:[Nn]o\.|[Ee]pisode) "),
    "case of letters in titles and terms": _same(_caseless),
    "kind of quotation marks": _without("[\"'“”‘’„‚«»‹›]", "'"),
    "marks next to a closing quotation": _same(
        lambda text: re.sub(r"([”’»'])([.,])", r"\2\1", text)
    ),
    "delimiter of cites": _without("[,;] "),
    "namesakes outside of the citations": _given_names,
    "particles of short names": _same(
        lambda text: _sorted_words(text) if _PARTICLE.search(text) else text
    ),
}
"""The test of each cause, in the order in which they are tried."""
