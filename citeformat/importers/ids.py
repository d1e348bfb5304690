"""Ids that are unique within one file.

In: the ids as they stand in the file. Out: the same id the first time, `id-2`, `id-3` ...
afterwards, so that both works stay citable.
"""

from __future__ import annotations

__all__ = ["UniqueIds"]


class UniqueIds:
    """Gives each id once.

    >>> ids = UniqueIds()
    >>> ids.take("knuth"), ids.take("knuth"), ids.take("knuth-2")
    ('knuth', 'knuth-2', 'knuth-2-2')
    """

    __slots__ = ("_next",)

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def take(self, id: str) -> str:
        """This id, or the first free one made of it."""
        if id not in self._next:
            self._next[id] = 2
            return id
        number = self._next[id]
        while f"{id}-{number}" in self._next:
            number += 1
        self._next[id] = number + 1
        free = f"{id}-{number}"
        self._next[free] = 2
        return free
