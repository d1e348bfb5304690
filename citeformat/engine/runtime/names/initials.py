"""Given names -> initials.

Source: CSL 1.0.2 specification, "Name" (initialize, initialize-with, initialize-with-hyphen).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from citeformat._util.patterns import lazy_pattern
from citeformat.richtext.spans import CLOSERS, MARK, OPENERS, SPAN_MARK, close_of

__all__ = ["initials"]

_TOKEN = re.compile(
    rf"([\s\-‐‑–]*)([{OPENERS}]*)([^\s.\-‐‑–{SPAN_MARK[1:-1]}]+)(\.?)([{CLOSERS}]*)(\.?)"
)
_HYPHENS = lazy_pattern(r"[\-‐‑–]")
_MARKS = re.compile(MARK)


class _Word(NamedTuple):
    """One given name, initial or particle."""

    before: str
    """Blanks or a hyphen before it."""
    opening: str
    letters: str
    closing: str
    dotted: bool


@lru_cache(maxsize=1 << 14)
def initials(given: str, mark: str, initialize: bool, hyphen: bool) -> str:
    """Given names shortened to initials.

    Args:
        given: Flat rich text.
        mark: What follows each initial (initialize-with).
        initialize: Whether full names are shortened; if not, only initials that stand there
            are written the style's way.
        hyphen: Whether the hyphen of a double name stays.

    >>> initials("Jean-Luc Marie", ". ", True, True), initials("John R", ".", False, True)
    ('J.-L. M.', 'John R.')
    """
    dot, blank = mark.rstrip(), mark[len(mark.rstrip()) :]
    result = ""
    after_initial = False
    for match in _TOKEN.finditer(given):
        before, opening, letters, point, closing, late_point = match.groups()
        word = _Word(before, opening, letters, closing, bool(point or late_point))
        hyphenated = bool(result and before.strip())
        short = _short(word, initialize)
        if short is None:
            if hyphenated and initialize and letters[0].islower():
                continue  # the second half of a double name that has but one initial
            separator = before.strip() if hyphenated else (" " if result else "")
            result = f"{result.rstrip()}{separator}{opening}{letters}{closing}"
            after_initial = False
            continue
        if hyphenated and hyphen:
            result = result.rstrip() + (_HYPHENS().search(before) or "-")[0]
        elif result and not after_initial and not hyphenated:
            result += " "
        result += f"{opening}{short}{dot}{closing}{blank}"
        after_initial = True
    return _balanced(result.rstrip())


def _balanced(text: str) -> str:
    """Spans that lost an end with letters that are not printed are closed, or go."""
    if text.isascii() or not _MARKS.search(text):
        return text
    opened: list[str] = []
    kept: list[str] = []
    for character in text:
        if character in OPENERS:
            opened.append(character)
        elif character in CLOSERS:
            if not opened or close_of(opened[-1]) != character:
                continue
            opened.pop()
        kept.append(character)
    return "".join(kept) + "".join(close_of(opener) for opener in reversed(opened))


def _short(word: _Word, initialize: bool) -> str | None:
    """The initial of one given name; `None` for a word that stays as it is."""
    letters = word.letters
    if not letters[0].isalpha() or (letters[0].islower() and not word.dotted):
        return None
    if word.dotted or (len(letters) == 1 and letters.isupper()):
        return letters
    if not initialize:
        return None
    return _initial(letters)


def _initial(name: str) -> str:
    """The first letter, or the letters that a name in mixed capitals begins with ("TSeren")."""
    capitals = 1
    while capitals < len(name) and name[capitals].isupper():
        capitals += 1
    if 1 < capitals < len(name):
        return name[0] + name[1:capitals].lower()
    return name[0]
