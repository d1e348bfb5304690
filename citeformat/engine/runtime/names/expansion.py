"""What disambiguation adds to a cite: more names, and more of their given names.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from typing import NamedTuple

from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.item.person import Person

__all__ = ["AS_STYLED", "FULL", "INITIALS", "Expansion", "Shown"]

AS_STYLED, INITIALS, FULL = 0, 1, 2
"""How much of a given name is printed."""


class Expansion(NamedTuple):
    """For each list of names of a cite, in the order they are printed: how many names it shows,
    and how much of each one's given name."""

    counts: tuple[int, ...] = ()
    """Names to show; 0: as many as the style says."""
    levels: tuple[tuple[int, ...], ...] = ()
    """AS_STYLED, INITIALS or FULL for each name."""

    def shown(self, index: int) -> int:
        """The number of names that the list of this index shows; 0: the style's own number."""
        return self.counts[index] if index < len(self.counts) else 0

    def levels_of(self, index: int, names: int) -> tuple[int, ...]:
        """How much of the given name is printed of so many names, or more, of a list."""
        levels = self.levels[index] if index < len(self.levels) else ()
        missing = names - len(levels)
        return levels + (AS_STYLED,) * missing if missing > 0 else levels


class Shown(NamedTuple):
    """A list of names as it was printed."""

    persons: tuple[Person, ...]
    shown: int
    """How many of them the text shows."""
    options: NameOptions
