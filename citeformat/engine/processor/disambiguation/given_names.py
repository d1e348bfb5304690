"""Disambiguate persons by their given names wherever they are named (all rules except by-cite).

In: the lists of names in the cites of all works. Out: initials for a person who shares a family
name with another person, or the full given name if initials are not enough.

Source: CSL 1.0.2 specification, "Disambiguation" (givenname-disambiguation-rule).
"""

from __future__ import annotations

from collections.abc import Iterable

from citeformat.engine.processor.state import NameLists, Reference
from citeformat.engine.runtime.item.person import Person
from citeformat.engine.runtime.names.single import initials
from citeformat.engine.runtime.names.spec import (
    AS_STYLED,
    FULL,
    INITIALS,
    Expansion,
    RenderedNames,
)
from citeformat.engine.runtime.style import GivenNameRule

__all__ = ["FamilyName", "GivenNameIndex"]

FamilyName = tuple[str, str]
"""A non-dropping particle and a family name."""


class GivenNameIndex:
    """The persons of a document by their family names."""

    def __init__(self, rule: GivenNameRule) -> None:
        """Prepare an empty index.

        Args:
            rule: A rule other than `"by-cite"`. The rules `"primary-name..."` expand only the
                first name of a list, the rules `"all-names..."` every name.
        """
        self._primary_only = rule in ("primary-name", "primary-name-with-initials")
        self._initials_only = rule in ("all-names-with-initials", "primary-name-with-initials")
        self._persons: dict[FamilyName, dict[Person, RenderedNames]] = {}
        """A family name -> its persons, each with a list of names that names the person."""
        self._works: dict[FamilyName, list[Reference]] = {}
        self._levels: dict[Person, int] = {}

    def add(self, reference: Reference, lists: NameLists) -> set[FamilyName]:
        """Add the persons that a work names.

        Args:
            reference: The work.
            lists: The lists of names in its cite.

        Returns:
            The family names of the persons who were not known before.
        """
        grown: set[FamilyName] = set()
        named: set[FamilyName] = set()
        for names in lists:
            for person in names.persons[:1] if self._primary_only else names.persons:
                if not person.family:
                    continue
                family = person.non_dropping, person.family
                named.add(family)
                persons = self._persons.setdefault(family, {})
                if person not in persons:
                    persons[person] = names
                    grown.add(family)
        for family in named:
            self._works.setdefault(family, []).append(reference)
        return grown

    def disambiguate(self, families: Iterable[FamilyName]) -> list[Reference]:
        """Find how much of their given names the persons with these family names need.

        Returns:
            The works that name them.
        """
        works: dict[int, Reference] = {}
        for family in families:
            persons = self._persons[family]
            if len(persons) == 1:
                continue
            works.update([(id(each), each) for each in self._works[family]])
            by_initials: dict[str, list[Person]] = {}
            for person, names in persons.items():
                mark, initialize = names.options.initialize_with, names.options.initialize
                if self._initials_only and (mark is None or not initialize):
                    continue  # the style does not shorten this given name
                short = person.given
                if mark is not None:
                    hyphen = names.options.initialize_with_hyphen
                    short = initials(person.given, mark, initialize, hyphen)
                by_initials.setdefault(short, []).append(person)
            distinct = INITIALS if len(by_initials) > 1 else AS_STYLED
            for same in by_initials.values():
                # people set dots and blanks in a given name differently
                given = {person.given.replace(".", "").replace(" ", "") for person in same}
                level = FULL if len(given) > 1 and not self._initials_only else distinct
                self._levels.update(dict.fromkeys(same, level))
        return list(works.values())

    def expansion(self, lists: NameLists) -> Expansion | None:
        """Return how much of the given names a cite prints; `None`: what the style says.

        Args:
            lists: The lists of names in the cite.
        """
        known = self._levels
        if not known or not any(person in known for names in lists for person in names.persons):
            return None
        levels = [
            tuple([
                AS_STYLED if self._primary_only and place else self._levels.get(person, AS_STYLED)
                for place, person in enumerate(names.persons)
            ])
            for names in lists
        ]  # fmt: skip
        return Expansion(levels=tuple(levels)) if any(map(any, levels)) else None
