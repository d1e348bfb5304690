"""Given names -> initials.

Source: CSL 1.0.2 specification, "Name" (initialize, initialize-with, initialize-with-hyphen).
"""

from __future__ import annotations

import re
from functools import lru_cache

from citeformat._util.patterns import lazy_pattern
from citeformat.richtext.spans import CLOSERS, OPENERS, SPAN_MARK, balance

__all__ = ["initials"]

_WORD = re.compile(
    rf"([\s\-‐‑–]*)([{OPENERS}]*)([^\s.\-‐‑–{SPAN_MARK[1:-1]}]+)(\.?)([{CLOSERS}]*)(\.?)"
)
"""One given name, initial or particle, with the blanks or the hyphen before it."""
_HYPHENS = lazy_pattern(r"[\-‐‑–]")


@lru_cache(maxsize=1 << 14)
def initials(given: str, mark: str, initialize: bool, hyphen: bool) -> str:
    """Shorten given names to initials.

    Args:
        given: Flat rich text.
        mark: What follows each initial (initialize-with).
        initialize: Whether full names are shortened. If not, only the initials of the record are
            written in the style's way.
        hyphen: Whether the hyphen of a double name stays.

    >>> initials("Jean-Luc Marie", ". ", True, True), initials("John R", ".", False, True)
    ('J.-L. M.', 'John R.')
    """
    dot, blank = mark.rstrip(), mark[len(mark.rstrip()) :]
    result = ""
    after_initial = False
    for match in _WORD.finditer(given):
        before, opening, letters, dot_inside, closing, dot_outside = match.groups()
        is_dotted = bool(dot_inside or dot_outside)
        hyphenated = bool(result and before.strip())
        is_particle = not letters[0].isalpha() or (letters[0].islower() and not is_dotted)
        is_initial = is_dotted or (len(letters) == 1 and letters.isupper())
        if is_particle or not (is_initial or initialize):  # a word that stays as it is
            if hyphenated and initialize and letters[0].islower():
                continue  # the second half of a double name that has a single initial
            separator = before.strip() if hyphenated else (" " if result else "")
            result = f"{result.rstrip()}{separator}{opening}{letters}{closing}"
            after_initial = False
            continue
        if not is_initial:
            capitals = 1
            while capitals < len(letters) and letters[capitals].isupper():
                capitals += 1
            # A name that begins with several capitals keeps them: "TSeren" becomes "Ts".
            more = letters[1:capitals].lower() if 1 < capitals < len(letters) else ""
            letters = letters[0] + more
        if hyphenated and hyphen:
            result = result.rstrip() + (_HYPHENS().search(before) or "-")[0]
        elif result and not after_initial and not hyphenated:
            result += " "
        result += f"{opening}{letters}{dot}{closing}{blank}"
        after_initial = True
    return balance(result.rstrip())
