"""Given names that tell persons apart wherever they are named (all rules but by-cite).

In: all works of a document. A person who shares a family name with another gets initials, or the
whole given name where initials are not enough.

Source: CSL 1.0.2 specification, "Disambiguation" (givenname-disambiguation-rule).
"""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.document.reference import Reference
from citeformat.runtime.expansion import AS_STYLED, FULL, INITIALS, Expansion, Shown
from citeformat.runtime.initials import initials
from citeformat.runtime.person import Person

__all__ = ["Namesakes"]

Lists = Sequence[Shown]
"""The lists of names in a cite."""


class Namesakes:
    """The persons of a document by their family names."""

    def __init__(self, rule: str) -> None:
        self._rule = rule
        self._families: dict[tuple[str, str], dict[Person, Shown]] = {}

    def expand(self, references: Sequence[Reference], lists: Sequence[Lists]) -> None:
        """Fill in the expansion of every work that names a person who has a namesake.

        Args:
            references: The works.
            lists: For each of them, the lists of names that its cite prints.
        """
        for each in lists:
            for person, shown in self._persons(each):
                self._families.setdefault(_family(person), {}).setdefault(person, shown)
        levels: dict[Person, int] = {}
        for namesakes in self._families.values():
            if len(namesakes) > 1:
                levels.update(_levels(namesakes, self._rule))
        if levels:
            for reference, each in zip(references, lists, strict=True):
                _expand(reference, each, levels, self._rule)

    def admit(self, lists: Lists) -> bool:
        """Take in the persons of one more work, if none of them has a namesake."""
        persons = self._persons(lists)
        for person, _ in persons:
            known = self._families.get(_family(person))
            if known is not None and (person not in known or len(known) > 1):
                return False
        for person, shown in persons:
            self._families.setdefault(_family(person), {}).setdefault(person, shown)
        return True

    def _persons(self, lists: Lists) -> list[tuple[Person, Shown]]:
        first_only = self._rule.startswith("primary")
        return [
            (person, shown)
            for shown in lists
            for person in (shown.persons[:1] if first_only else shown.persons)
            if person.family
        ]


def _family(person: Person) -> tuple[str, str]:
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


def _expand(reference: Reference, lists: Lists, levels: dict[Person, int], rule: str) -> None:
    expanded = []
    for shown in lists:
        primary = rule.startswith("primary")
        expanded.append(
            tuple(
                AS_STYLED if primary and position else levels.get(person, AS_STYLED)
                for position, person in enumerate(shown.persons)
            )
        )
    if any(any(level) for level in expanded):
        reference.expansion = Expansion(levels=tuple(expanded))
