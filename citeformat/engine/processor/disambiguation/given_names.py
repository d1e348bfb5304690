"""Given names that tell persons apart wherever they are named (all rules but by-cite).

In: all works of a document. A person who shares a family name with another gets initials, or the
whole given name where initials are not enough.

Source: CSL 1.0.2 specification, "Disambiguation" (givenname-disambiguation-rule).
"""

from __future__ import annotations

from collections.abc import Iterable

from citeformat.engine.processor.state import Lists, Reference
from citeformat.engine.runtime.item.person import Person
from citeformat.engine.runtime.names.expansion import AS_STYLED, FULL, INITIALS, Expansion, Shown
from citeformat.engine.runtime.names.initials import initials

__all__ = ["Family", "Namesakes"]

Family = tuple[str, str]
"""A non-dropping particle and a family name."""


class Namesakes:
    """The persons of a document by their family names."""

    def __init__(self, rule: str) -> None:
        self._rule = rule
        self._first_only = rule.startswith("primary")
        self._families: dict[Family, dict[Person, Shown]] = {}
        self._works: dict[Family, list[Reference]] = {}
        self._levels: dict[Person, int] = {}

    def add(self, reference: Reference, lists: Lists) -> set[Family]:
        """Take in the persons that one more work names.

        Args:
            reference: The work.
            lists: The lists of names that its cite prints.

        Returns:
            The family names that somebody has who was not known before.
        """
        grown: set[Family] = set()
        named: set[Family] = set()
        for person, shown in self._persons(lists):
            family = _family(person)
            named.add(family)
            namesakes = self._families.setdefault(family, {})
            if person not in namesakes:
                namesakes[person] = shown
                grown.add(family)
        for family in named:
            self._works.setdefault(family, []).append(reference)
        return grown

    def tell_apart(self, families: Iterable[Family]) -> list[Reference]:
        """Find how much of their given names tells namesakes apart.

        Returns:
            The works that name them.
        """
        works: dict[int, Reference] = {}
        for family in families:
            namesakes = self._families[family]
            if len(namesakes) > 1:
                self._levels.update(_levels(namesakes, self._rule))
                works.update((id(each), each) for each in self._works[family])
        return list(works.values())

    def expansion(self, lists: Lists) -> Expansion | None:
        """How much of the given names in a cite is printed; `None`: no more than the style says.

        Args:
            lists: The lists of names that the cite prints.
        """
        expanded = [
            tuple([
                AS_STYLED if self._first_only and place else self._levels.get(person, AS_STYLED)
                for place, person in enumerate(shown.persons)
            ])
            for shown in lists
        ]  # fmt: skip
        if any(any(level) for level in expanded):
            return Expansion(levels=tuple(expanded))
        return None

    def _persons(self, lists: Lists) -> list[tuple[Person, Shown]]:
        return [
            (person, shown)
            for shown in lists
            for person in (shown.persons[:1] if self._first_only else shown.persons)
            if person.family
        ]


def _family(person: Person) -> Family:
    return person.non_dropping, person.family


def _levels(namesakes: dict[Person, Shown], rule: str) -> dict[Person, int]:
    """How much of the given name each of the persons with one family name needs."""
    initials_only = rule.endswith("with-initials")
    short: dict[str, list[Person]] = {}
    for person, shown in namesakes.items():
        if initials_only and not _has_initials(shown):
            continue
        short.setdefault(_initials(person, shown), []).append(person)
    result: dict[Person, int] = {}
    for same in short.values():
        given = {_letters(person.given) for person in same}
        for person in same:
            if len(given) > 1 and not initials_only:
                result[person] = FULL
            else:
                result[person] = INITIALS if len(short) > 1 else AS_STYLED
    return result


def _has_initials(shown: Shown) -> bool:
    """Whether given names are printed as initials where they are printed."""
    return shown.options.initialize_with is not None and shown.options.initialize


def _initials(person: Person, shown: Shown) -> str:
    options = shown.options
    if options.initialize_with is None:
        return person.given
    return initials(
        person.given, options.initialize_with, options.initialize, options.initialize_with_hyphen
    )


def _letters(given: str) -> str:
    """A given name without the dots and blanks that people set differently."""
    return given.replace(".", "").replace(" ", "")
