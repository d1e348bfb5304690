"""The steps of disambiguation by names: show one more name, or more of a given name.

In: lists of names in a cite. Out: what a step adds to the cite, and the expansion of the work.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple, Protocol

from citeformat.engine.processor.state import NameLists
from citeformat.engine.runtime.names.single import given_name
from citeformat.engine.runtime.names.spec import FULL, INITIALS, Expansion, RenderedNames

__all__ = [
    "ExpandGivenName", "Lengths", "ShowMoreNames", "Step", "expanded", "given_name_steps",
    "more_names_steps",
]  # fmt: skip

_LEVELS = (INITIALS, FULL)
Lengths = tuple[tuple[int, int], ...]
"""For each list of names in a cite, how many names it shows and how many it has."""


class Step(Hashable, Protocol):
    """A step of the methods that add names: what a cite shows more."""

    def revealed_text(self, lists: NameLists) -> object:
        """Return what the step adds to a cite; works with equal additions stay ambiguous."""
        ...

    def expand(self, old: Expansion, lengths: Lengths) -> Expansion:
        """Return the expansion of a work whose cite has lists of names of these lengths."""
        ...


class ShowMoreNames(NamedTuple):
    """The step that shows so many names."""

    names: int

    def revealed_text(self, lists: NameLists) -> object:
        """Return the last name that is shown, of each list."""
        last = self.names - 1
        return tuple([newly_shown_name(names, self.names, last, FULL) for names in lists])

    def expand(self, old: Expansion, lengths: Lengths) -> Expansion:
        """Show so many names of each list."""
        return Expansion(_counts(lengths, self.names), old.levels)


class ExpandGivenName(NamedTuple):
    """The step that prints more of one given name, in lists that show so many names."""

    names: int
    position: int
    level: int

    def revealed_text(self, lists: NameLists) -> object:
        """Return the name with more of its given name, of each list."""
        return tuple([
            newly_shown_name(names, self.names, self.position, self.level) for names in lists
        ])  # fmt: skip

    def expand(self, old: Expansion, lengths: Lengths) -> Expansion:
        """Raise the level of one name of each list, unless it is as high already."""
        levels = []
        position = self.position
        for index, (_, total) in enumerate(lengths):
            own = old.levels_of(index, total)
            if position < len(own) and own[position] < self.level:
                own = (*own[:position], self.level, *own[position + 1 :])
            levels.append(own)
        return Expansion(_counts(lengths, self.names), tuple(levels))


def newly_shown_name(names: RenderedNames, count: int, position: int, level: int) -> object:
    """Return what a list shows more if it shows so many names, and so much of one of them."""
    persons = names.persons
    if position >= len(persons):
        return None
    person = persons[position]
    given = given_name(person, names.options, level)
    return (
        len(persons) > count, given, person.family, person.non_dropping, person.dropping,
        person.suffix, person.literal, id(names.options),
    )  # fmt: skip


def _counts(lengths: Lengths, count: int) -> tuple[int, ...]:
    return tuple([max(shown, min(count, total)) for shown, total in lengths])


@lru_cache(maxsize=1 << 12)
def expanded(step: Step, old: Expansion | None, lengths: Lengths) -> Expansion:
    """Apply a step to an expansion. There are few different ones, and equal ones are one object."""
    return step.expand(old or Expansion(), lengths)


@lru_cache(maxsize=64)
def more_names_steps(fewest: int, most: int) -> tuple[Step, ...]:
    """Return the steps that show more names, for lists that show and have so many."""
    return tuple([ShowMoreNames(count) for count in range(fewest + 1, most + 1)])


@lru_cache(maxsize=64)
def given_name_steps(shown: int, most: int) -> tuple[Step, ...]:
    """Return the steps for lists that show so many names, and may show so many."""
    steps: list[Step] = [
        ExpandGivenName(shown, position, level) for position in range(shown) for level in _LEVELS
    ]
    for count in range(shown + 1, most + 1):
        steps += [ShowMoreNames(count), *(ExpandGivenName(count, count - 1, x) for x in _LEVELS)]
    return tuple(steps)
