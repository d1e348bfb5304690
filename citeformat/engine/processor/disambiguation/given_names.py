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

__all__ = ["GivenNameIndex", "has_namesakes", "names_of_rule"]

FamilyName = tuple[str, str]
"""A non-dropping particle and a family name."""


def names_of_rule(rule: GivenNameRule) -> slice:
    """Return which names of a list a rule expands: the first one, or all of them.

    >>> ["Doe", "Roe"][names_of_rule("primary-name")]
    ['Doe']
    """
    return slice(1 if rule in ("primary-name", "primary-name-with-initials") else None)


def has_namesakes(lists: Iterable[tuple[Person, ...]], compared: slice) -> bool:
    """Return whether different persons of one work have the same family name.

    Args:
        lists: The lists of names of the work.
        compared: Which names of each list count; see `names_of_rule`.

    >>> has_namesakes([(Person("Doe", "Ann"), Person("Doe", "Jo"))], names_of_rule("all-names"))
    True
    """
    found: dict[FamilyName, Person] = {}
    for persons in lists:
        for person in persons[compared]:
            family = person.non_dropping, person.family
            if person.family:
                first = found.setdefault(family, person)
                if first is not person and first != person:
                    return True
    return False


class _SameInitials:
    """Persons whose names are the same when given names are shortened."""

    __slots__ = ("given", "level", "persons")

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.given: set[str] = set()
        """Their given names, without the dots and blanks that people set differently."""
        self.level = AS_STYLED


class GivenNameIndex:
    """The persons of a document by their family names."""

    def __init__(self, rule: GivenNameRule) -> None:
        """Prepare an empty index.

        Args:
            rule: A rule other than `"by-cite"`.
        """
        self._compared = names_of_rule(rule)
        self._initials_only = rule in ("all-names-with-initials", "primary-name-with-initials")
        self._persons: dict[FamilyName, dict[Person, RenderedNames]] = {}
        """A family name -> its persons, each with a list of names that names the person."""
        self._initials: dict[FamilyName, dict[str, _SameInitials]] = {}
        """A family name of several persons -> its persons by their shortened names."""
        self._works: dict[Person, list[Reference]] = {}
        self._levels: dict[Person, int] = {}

    def add(self, reference: Reference, lists: NameLists) -> list[Reference]:
        """Add the persons that a work names, and find how much of given names has to be printed.

        Args:
            reference: The work.
            lists: The lists of names in its cite.

        Returns:
            The works that name a person whose given name is printed in another way now.
        """
        changed: list[Person] = []
        for names in lists:
            for person in names.persons[self._compared]:
                works = self._works.get(person)
                if works is None:
                    if not person.family:
                        continue
                    works = self._works[person] = []
                    changed += self._add_person(person, names)
                if not works or works[-1] is not reference:
                    works.append(reference)
        if not changed:
            return []
        works_by_identity = {id(each): each for person in changed for each in self._works[person]}
        return list(works_by_identity.values())

    def _add_person(self, person: Person, names: RenderedNames) -> list[Person]:
        """Add a person, and return those whose given names are printed in another way now."""
        family = person.non_dropping, person.family
        persons = self._persons.setdefault(family, {})
        persons[person] = names
        if len(persons) == 1:
            return []
        new = persons if len(persons) == 2 else (person,)
        return [changed for each in new for changed in self._compare(family, each, persons[each])]

    def _compare(self, family: FamilyName, person: Person, names: RenderedNames) -> list[Person]:
        """Compare a person with others of the family name, and return those whose names change."""
        mark, initialize = names.options.initialize_with, names.options.initialize
        if self._initials_only and (mark is None or not initialize):
            return []  # the style does not shorten this given name
        short = person.given
        if mark is not None:
            hyphen = names.options.initialize_with_hyphen
            short = initials(person.given, mark, initialize, hyphen)
        by_initials = self._initials.setdefault(family, {})
        is_second = len(by_initials) == 1 and short not in by_initials
        same = by_initials.setdefault(short, _SameInitials())
        same.persons.append(person)
        same.given.add(person.given.replace(".", "").replace(" ", ""))
        changed: list[Person] = []
        for group in by_initials.values() if is_second else (same,):
            level = INITIALS if len(by_initials) > 1 else AS_STYLED
            if len(group.given) > 1 and not self._initials_only:
                level = FULL
            new = group.persons if level != group.level else group.persons[-1:]
            group.level = level
            changed += [each for each in new if self._levels.get(each) != level]
            self._levels.update(dict.fromkeys(new, level))
        return changed

    def expansion(self, lists: NameLists) -> Expansion | None:
        """Return how much of the given names a cite prints; `None`: what the style says.

        Args:
            lists: The lists of names in the cite.
        """
        known = self._levels
        levels = [
            tuple([known.get(person, AS_STYLED) for person in names.persons[self._compared]])
            for names in lists
        ]
        return Expansion(levels=tuple(levels)) if any(map(any, levels)) else None
