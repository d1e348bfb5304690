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

__all__ = ["expand_names_globally"]


def expand_names_globally(
    rule: str, references: Sequence[Reference], lists: Sequence[list[Shown]]
) -> None:
    """Fill in the expansion of every work that names a person who has a namesake.

    Args:
        rule: givenname-disambiguation-rule.
        references: The works.
        lists: For each of them, the lists of names that its cite prints.
    """
    families: dict[tuple[str, str], dict[Person, Shown]] = {}
    for each in lists:
        for shown in each:
            for person in shown.persons[:1] if rule.startswith("primary") else shown.persons:
                if person.family:
                    families.setdefault(_family(person), {}).setdefault(person, shown)
    levels: dict[Person, int] = {}
    for namesakes in families.values():
        if len(namesakes) > 1:
            levels.update(_levels(namesakes, rule))
    if levels:
        for reference, each in zip(references, lists, strict=True):
            _expand(reference, each, levels, rule)


def _family(person: Person) -> tuple[str, str]:
    return person.non_dropping, person.family


def _levels(namesakes: dict[Person, Shown], rule: str) -> dict[Person, int]:
    """How much of the given name each of the persons with one family name needs."""
    short: dict[str, list[Person]] = {}
    for person, shown in namesakes.items():
        short.setdefault(_initials(person, shown), []).append(person)
    result: dict[Person, int] = {}
    for same in short.values():
        given = {_letters(person.given) for person in same}
        for person in same:
            if len(given) > 1 and not rule.endswith("with-initials"):
                result[person] = FULL
            else:
                result[person] = INITIALS if len(short) > 1 else AS_STYLED
    return result


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


def _expand(
    reference: Reference, lists: list[Shown], levels: dict[Person, int], rule: str
) -> None:
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
