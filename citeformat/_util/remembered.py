"""Remember what functions of texts return, within bounded memory.

In: a function. Out: the same function, with a cache. `functools.lru_cache` bounds the number of its
entries. This also bounds their size, since texts come from anyone: a service would otherwise keep
thousands of texts of a megabyte.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

__all__ = ["remember"]

_Function = TypeVar("_Function", bound=Callable[..., Any])

_LONGEST = 1000
"""The length of the longest text that is remembered. Few titles are half as long."""


def remember(entries: int) -> Callable[[_Function], _Function]:
    """Make a decorator that remembers what a function returns for its last short texts.

    Args:
        entries: The number of results that are kept.

    >>> @remember(100)
    ... def capitalize(text):
    ...     print("called")
    ...     return text.capitalize()
    >>> capitalize("knuth"), capitalize("knuth")
    called
    ('Knuth', 'Knuth')
    """

    def decorate(function: _Function) -> _Function:
        known = lru_cache(entries)(function)

        @wraps(function)
        def call(text: str, *others: Any) -> Any:
            return (known if len(text) <= _LONGEST else function)(text, *others)

        return cast("_Function", call)

    return decorate
