"""Phase: tell apart works whose cites look the same.

In: works whose cites look the same. Each of the style's methods gets the sets of works that are
still alike and makes them differ; what it cannot part goes to the next. `distinction` finds these
works.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, Protocol

from citeformat.engine.processor.disambiguation.cite_text import Looks
from citeformat.engine.processor.state import Lists, Reference
from citeformat.engine.runtime.names.expansion import FULL, INITIALS, Expansion, Shown
from citeformat.engine.runtime.names.single import given_name
from citeformat.engine.runtime.style import CompiledStyle

__all__ = ["Method", "disambiguate", "methods_of"]

_MOST_CONDITIONS = 30
_LEVELS = (INITIALS, FULL)

Alike = list[Reference]
"""Works whose cites are the same."""
Method = Callable[[Looks, Alike], list[Alike]]
Lengths = tuple[tuple[int, int], ...]
"""For each list of names in a cite, how many it shows, and how many there are."""


def disambiguate(looks: Looks, methods: Sequence[Method], alike: Alike) -> None:
    """Make the cites of works that look the same differ, as far as the style allows.

    Args:
        looks: Looks at their cites.
        methods: The style's.
        alike: The works.
    """
    remaining = [alike]
    for method in methods:
        remaining = [rest for group in remaining for rest in method(looks, group)]


def methods_of(style: CompiledStyle, in_order: Callable[[Alike], Alike]) -> list[Method]:
    """The methods that the style asks for, in the order of the specification.

    Args:
        style: The style.
        in_order: Gives works in the order of the bibliography.
    """
    options = style.citation.options
    methods: list[Method] = []
    if options.add_givenname and options.givenname_rule == "by-cite":
        methods.append(_add_given_names)
    elif options.add_names:
        methods.append(_add_names)
    if style.tests_disambiguate:
        methods.append(_set_condition)
    if options.add_year_suffix or style.uses_citation_label:
        methods.append(partial(_add_year_suffix, in_order))
    return methods


class Step(Hashable, Protocol):
    """One try: what a cite shows more."""

    def tells(self, lists: Lists) -> object:
        """What the step brings to light; works of which it is the same stay alike."""
        ...

    def expand(self, old: Expansion, lengths: Lengths) -> Expansion:
        """The expansion of a work whose cite prints lists of names of these lengths."""
        ...


class _Kin(NamedTuple):
    """Works of the same persons, which no name can tell apart."""

    works: Alike
    lists: Lists
    """The lists of names that the cite of each of them prints."""
    lengths: Lengths

    def expand(self, expansion: Expansion | None) -> None:
        """Print so much of the names."""
        for reference in self.works:
            reference.expansion = expansion


def _kin(looks: Looks, alike: Alike) -> list[_Kin]:
    """The works, those together whose cites name the same persons."""
    result: dict[object, _Kin] = {}
    for reference in alike:
        lists = looks.lists(reference)
        # equal names are one and the same person (`prepare`), whose identity is quickly hashed
        persons = tuple([id(person) for shown in lists for person in (None, *shown.persons)])
        kin = result.get(persons)
        if kin is None:
            lengths = tuple([(shown.shown, len(shown.persons)) for shown in lists])
            kin = result[persons] = _Kin([], lists, lengths)
        kin.works.append(reference)
    return list(result.values())


def _refine(looks: Looks, alike: Sequence[_Kin], steps: Sequence[Step]) -> list[Alike]:
    """Try steps one after another; one that parts a set is kept for its members, and the parts go
    on with the next step. What no step parts is left as it was.

    Returns:
        The sets that are still alike.
    """
    result: list[Alike] = []
    pending = [(alike, 0)]
    while pending:
        group, start = pending.pop()
        parts, index = _first_split(looks, group, steps, start)
        if len(parts) > 1:
            pending.extend((part, index + 1) for part in parts)
            continue
        works = [reference for kin in group for reference in kin.works]
        if len(works) > 1:
            result.append(works)
    return result


def _first_split(
    looks: Looks, group: Sequence[_Kin], steps: Sequence[Step], start: int
) -> tuple[list[list[_Kin]], int]:
    """The parts into which the first effective step splits a set, and which step that is.

    A step's works that show the same stay alike, so that it is enough to look at one of them.
    """
    for index in range(start, len(steps) if len(group) > 1 else start):
        step = steps[index]
        same: dict[object, list[_Kin]] = {}
        for kin in group:
            same.setdefault(step.tells(kin.lists), []).append(kin)
        if len(same) == 1:
            continue
        before = [kin.works[0].expansion for kin in group]
        for kin, old in zip(group, before, strict=True):
            kin.expand(_expand(step, old, kin.lengths))
        parts: dict[str, list[_Kin]] = {}
        for each in same.values():
            parts.setdefault(looks.text(each[0].works[0]), []).extend(each)
        if len(parts) > 1:
            return list(parts.values()), index
        for kin, old in zip(group, before, strict=True):
            kin.expand(old)
    return [list(group)], len(steps)


@lru_cache(maxsize=1 << 12)
def _expand(step: Step, old: Expansion | None, lengths: Lengths) -> Expansion:
    """What a step makes of an expansion; few are different, and equal ones are one value."""
    return step.expand(old or Expansion(), lengths)


def _longest(alike: Sequence[_Kin]) -> tuple[int, int, int]:
    """The fewest and the most names that a list shows, and how many the longest one has."""
    lengths = {length for kin in alike for length in kin.lengths}
    shown = [shown for shown, _ in lengths]
    there = [there for _, there in lengths]
    return min(shown, default=0), max(shown, default=0), max(there, default=0)


def _add_names(looks: Looks, alike: Alike) -> list[Alike]:
    """Show more of the names that et-al hides, one at a time."""
    kin = _kin(looks, alike)
    fewest, _, there = _longest(kin)
    return _refine(looks, kin, [_ShowNames(count) for count in range(fewest + 1, there + 1)])


class _ShowNames(NamedTuple):
    """The step that shows so many names."""

    names: int

    def tells(self, lists: Lists) -> object:
        last = self.names - 1
        return tuple([_brought(shown, self.names, last, FULL) for shown in lists])

    def expand(self, old: Expansion, lengths: Lengths) -> Expansion:
        return Expansion(_counts(lengths, self.names), old.levels)


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


def _counts(lengths: Lengths, count: int) -> tuple[int, ...]:
    return tuple([max(shown, min(count, there)) for shown, there in lengths])


def _add_given_names(looks: Looks, alike: Alike) -> list[Alike]:
    """Print initials or given names, from the first name on, until the cites differ; where names
    may be added, add them one at a time, each first by itself."""
    kin = _kin(looks, alike)
    _, shown, there = _longest(kin)
    add_names = looks.style.citation.options.add_names
    return _refine(looks, kin, _given_name_steps(shown, there if add_names else shown))


@lru_cache(maxsize=64)
def _given_name_steps(shown: int, last: int) -> Sequence[Step]:
    """The steps for lists that show so many names, and may show so many."""
    steps: list[Step] = [
        _GiveName(shown, position, level) for position in range(shown) for level in _LEVELS
    ]
    for count in range(shown + 1, last + 1):
        steps += [_ShowNames(count), *(_GiveName(count, count - 1, each) for each in _LEVELS)]
    return steps


class _GiveName(NamedTuple):
    """The step that prints more of one given name, among so many names."""

    names: int
    position: int
    level: int

    def tells(self, lists: Lists) -> object:
        return tuple([_brought(shown, self.names, self.position, self.level) for shown in lists])

    def expand(self, old: Expansion, lengths: Lengths) -> Expansion:
        levels = []
        for index, (_, there) in enumerate(lengths):
            own = old.levels_of(index, there)
            place = self.position
            if place < len(own) and own[place] < self.level:
                own = (*own[:place], self.level, *own[place + 1 :])
            levels.append(own)
        return Expansion(_counts(lengths, self.names), tuple(levels))


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
    while count < min(_conditions(group), _MOST_CONDITIONS):
        count += 1
        for reference in group:
            reference.disambiguate = count
        parts = looks.groups(group)
        if len(parts) > 1:
            return parts
    return [group]


def _conditions(group: Alike) -> int:
    """The most conditions `disambiguate` that a cite asked for when it was looked at last."""
    return max([reference.look.conditions for reference in group if reference.look is not None])


def _add_year_suffix(in_order: Callable[[Alike], Alike], looks: Looks, alike: Alike) -> list[Alike]:
    """Letters behind the year, in the order of the bibliography."""
    for index, reference in enumerate(in_order(alike)):
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
