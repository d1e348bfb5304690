"""Compile regular expressions when they are first used; patterns that several packages share.

Compiling a pattern takes 0.1 to 3 ms, and most patterns are for what few texts have, so `import`
does not compile them. A pattern that every text needs is better compiled at once, since each call
of a lazy one takes 0.05 µs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import AnyStr

__all__ = ["DOI_PREFIX", "TIME_OF_DAY", "lazy_pattern"]

DOI_PREFIX = (
    r"(?:doi(?::\s*|\s+)|(?:https?://)?(?:dx[.-]|www\.)?doi[.-](?:acm\.|ieeecomputersociety\.)?org"
    r"(?:\.[\w.-]+)?(?::\d+)?/)"
)
"""The text that people write before a DOI: "doi:", or an address, also that of the proxy of a
library. Compile it with `re.IGNORECASE`."""

TIME_OF_DAY = (
    r"(?<=\d)[Tt ]+\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[Zz]|[+-]\d\d(?::?\d\d)?)?(?=\s*(?:/|$))"
)
"""The time after a date in ISO 8601, as in `2010-03-12T10:00:00Z`."""


def lazy_pattern(pattern: AnyStr, flags: int = 0) -> Callable[[], re.Pattern[AnyStr]]:
    """Return a function that compiles the pattern once, when it is first called.

    Args:
        pattern: A regular expression, as `re.compile` takes it.
        flags: Flags of `re`.

    >>> word = lazy_pattern(r"[a-z]+", re.IGNORECASE)
    >>> word().findall("Donald E. Knuth")
    ['Donald', 'E', 'Knuth']
    """

    @cache
    def compiled() -> re.Pattern[AnyStr]:
        return re.compile(pattern, flags)

    return compiled
