"""Phase: tell apart works whose cites look the same.

In: works whose cites look the same, in the order of the bibliography. Each of the style's methods
gets the sets of works that are still alike and makes them differ; what it cannot part goes to the
next. `distinction` finds these works.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from citeformat.document.looks import Lists, Looks
from citeformat.document.reference import Reference
from citeformat.runtime.compiled import CompiledStyle
from citeformat.runtime.expansion import FULL, INITIALS, Expansion, Shown
from citeformat.runtime.one_name import given_name

__all__ = ["Method", "disambiguate", "methods_of"]

_MOST_CONDITIONS = 30
_LEVELS = (INITIALS, FULL)

Alike = list[Reference]
"""Works whose cites are the same."""
Method = Callable[[Looks, Alike], list[Alike]]


def disambiguate(looks: Looks, methods: Sequence[Method], alike: Alike) -> None:
    """Make the cites of works that look the same differ, as far as the style allows.

    Args:
        looks: Looks at their cites.
        methods: The style's.
        alike: The works, in the order of the bibliography.
    """
    for rank, reference in enumerate(alike):
        reference.rank = rank
    remaining = [alike]
    for method in methods:
        remaining = [rest for group in remaining for rest in method(looks, group)]


def methods_of(style: CompiledStyle) -> list[Method]:
    """The methods that the style asks for, in the order of the specification."""
    options = style.citation.options
    methods: list[Method] = []
    if options.add_givenname and options.givenname_rule == "by-cite":
        methods.append(_add_given_names)
    elif options.add_names:
        methods.append(_add_names)
    if style.tests_disambiguate:
        methods.append(_set_condition)
    if options.add_year_suffix or style.uses_citation_label:
        methods.append(_add_year_suffix)
    return methods


def _same_persons(lists: Iterable[Lists]) -> bool:
    """Whether all cites name the same persons, so that no name can tell them apart."""
    persons = [[shown.persons for shown in each] for each in lists]
    return all(each == persons[0] for each in persons)


class Step(Protocol):
    """One try: what a cite shows more."""

    def tells(self, lists: Lists) -> object:
        """What the step brings to light; works of which it is the same stay alike."""
        ...

    def expand(self, old: Expansion, lists: Lists) -> Expansion:
        """The expansion of a work, given the lists of names that its cite prints."""
        ...


def _refine(looks: Looks, alike: Alike, steps: Sequence[Step]) -> list[Alike]:
    """Try steps one after another; one that parts a set is kept for its members, and the parts go
    on with the next step. What no step parts is left as it was.

    Returns:
        The sets that are still alike.
    """
    result: list[Alike] = []
    lists = {id(reference): looks.lists(reference) for reference in alike}
    pending = [(alike, 0)]
    while pending:
        group, start = pending.pop()
        parts, index = [group], start
        if not _same_persons(lists[id(reference)] for reference in group):
            parts, index = _first_split(looks, group, lists, steps, start)
        if len(parts) == 1:
            result.append(group)
        else:
            pending.extend((part, index + 1) for part in parts if len(part) > 1)
    return result


def _first_split(
    looks: Looks,
    group: Alike,
    lists: dict[int, Lists],
    steps: Sequence[Step],
    start: int,
) -> tuple[list[Alike], int]:
    """The parts into which the first effective step splits a set, and which step that is.

    A step's works that show the same stay alike, so that it is enough to look at one of them.
    """
    before = [reference.expansion for reference in group]
    for index in range(start, len(steps)):
        step = steps[index]
        same: dict[object, Alike] = {}
        for reference in group:
            same.setdefault(step.tells(lists[id(reference)]), []).append(reference)
        if len(same) == 1:
            continue
        for reference in group:
            old = reference.expansion or Expansion()
            reference.expansion = step.expand(old, lists[id(reference)])
        parts: dict[str, Alike] = {}
        for each in same.values():
            parts.setdefault(looks.text(each[0]), []).extend(each)
        if len(parts) > 1:
            return list(parts.values()), index
        for reference, expansion in zip(group, before, strict=True):
            reference.expansion = expansion
    return [group], len(steps)


def _most(lists: Iterable[Lists]) -> tuple[int, int]:
    """The number of names that are shown, and that there are, in the longest lists."""
    every = [shown for each in lists for shown in each]
    return (
        max((shown.shown for shown in every), default=0),
        max((len(shown.persons) for shown in every), default=0),
    )


def _add_names(looks: Looks, alike: Alike) -> list[Alike]:
    """Show more of the names that et-al hides, one at a time."""
    lists = [looks.lists(reference) for reference in alike]
    first = min((shown.shown for each in lists for shown in each), default=0)
    _, last = _most(lists)
    return _refine(looks, alike, [_ShowNames(count) for count in range(first + 1, last + 1)])


class _ShowNames(NamedTuple):
    """The step that shows so many names."""

    names: int

    def tells(self, lists: Lists) -> object:
        last = self.names - 1
        return tuple([_brought(shown, self.names, last, FULL) for shown in lists])

    def expand(self, old: Expansion, lists: Lists) -> Expansion:
        return Expansion(_counts(lists, self.names), old.levels)


def _brought(shown: Shown, names: int, position: int, level: int) -> object:
    """What a list of names shows more with so many names and so much of one of them."""
    persons = shown.persons
    if position >= len(persons):
        return None
    person = persons[position]
    given = given_name(person, shown.options, level)
    return (
        len(persons) > names, given, person.family, person.non_dropping, person.dropping,
        person.suffix, person.literal, id(shown.options),
    )  # fmt: skip


def _counts(lists: Lists, count: int) -> tuple[int, ...]:
    return tuple(max(shown.shown, min(count, len(shown.persons))) for shown in lists)


def _add_given_names(looks: Looks, alike: Alike) -> list[Alike]:
    """Print initials or given names, from the first name on, until the cites differ; where names
    may be added, add them one at a time, each first by itself."""
    shown, there = _most(looks.lists(reference) for reference in alike)
    last = there if looks.style.citation.options.add_names else shown
    steps: list[Step] = [
        _GiveName(shown, position, level) for position in range(shown) for level in _LEVELS
    ]
    for count in range(shown + 1, last + 1):
        steps += [_ShowNames(count), *(_GiveName(count, count - 1, each) for each in _LEVELS)]
    return _refine(looks, alike, steps)


class _GiveName(NamedTuple):
    """The step that prints more of one given name, among so many names."""

    names: int
    position: int
    level: int

    def tells(self, lists: Lists) -> object:
        return tuple([_brought(shown, self.names, self.position, self.level) for shown in lists])

    def expand(self, old: Expansion, lists: Lists) -> Expansion:
        levels = []
        for index, shown in enumerate(lists):
            own = [old.level(index, name) for name in range(len(shown.persons))]
            if self.position < len(own):
                own[self.position] = max(own[self.position], self.level)
            levels.append(tuple(own))
        return Expansion(_counts(lists, self.names), tuple(levels))


def _set_condition(looks: Looks, alike: Alike) -> list[Alike]:
    """Let the condition `disambiguate` be true, where that changes anything."""
    result: list[Alike] = []
    pending = [alike]
    while pending:
        group = pending.pop()
        parts = _split_by_condition(looks, group)
        if len(parts) == 1:
            result.append(group)
        else:
            pending.extend(part for part in parts if len(part) > 1)
    return result


def _split_by_condition(looks: Looks, group: Alike) -> list[Alike]:
    """The parts that a set falls into when just enough conditions are true."""
    count = group[0].disambiguate
    while count < min(looks.conditions, _MOST_CONDITIONS):
        count += 1
        for reference in group:
            reference.disambiguate = count
        parts = looks.groups(group)
        if len(parts) > 1:
            return parts
    return [group]


def _add_year_suffix(looks: Looks, alike: Alike) -> list[Alike]:
    """Letters behind the year, in the order of the bibliography."""
    for index, reference in enumerate(sorted(alike, key=lambda reference: reference.rank)):
        reference.year_suffix = _letters(index)
    return []


def _letters(index: int) -> str:
    """a, b ... z, aa, ab ..."""
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters
