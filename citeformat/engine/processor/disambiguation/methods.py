"""The methods of disambiguation: names, given names, the condition, and the year-suffix.

In: works with equal bare cites. Each method of the style gets the groups of works that are still
ambiguous and makes their cites differ; what it leaves ambiguous goes to the next method.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, Protocol

from citeformat._util.text import letters
from citeformat.engine.processor.disambiguation.cite_text import BareCites
from citeformat.engine.processor.state import NameLists, Reference
from citeformat.engine.runtime.names.single import given_name
from citeformat.engine.runtime.names.spec import FULL, INITIALS, Expansion, RenderedNames
from citeformat.engine.runtime.style import CompiledStyle

__all__ = ["Method", "disambiguate", "methods_of"]

_MOST_CONDITIONS = 30
_LEVELS = (INITIALS, FULL)

Ambiguous = list[Reference]
"""Works with equal bare cites."""
Method = Callable[[BareCites, Ambiguous], list[Ambiguous]]
"""Makes the cites of works differ, and returns the groups that are still ambiguous."""
Lengths = tuple[tuple[int, int], ...]
"""For each list of names in a cite, how many names it shows and how many it has."""


def disambiguate(cites: BareCites, methods: Sequence[Method], works: Ambiguous) -> None:
    """Make the cites of ambiguous works differ, as far as the style allows.

    Args:
        cites: Renders their bare cites.
        methods: The methods of the style.
        works: Works with equal bare cites.
    """
    remaining = [works]
    for method in methods:
        remaining = [rest for group in remaining for rest in method(cites, group)]


def methods_of(
    style: CompiledStyle, in_order: Callable[[Iterable[Reference]], list[Reference]]
) -> list[Method]:
    """Return the methods of a style, in the order of the specification.

    Args:
        style: The style.
        in_order: Sorts works in the order of the bibliography.
    """
    options = style.citation.options
    methods: list[Method] = []
    if options.add_givenname and options.givenname_rule == "by-cite":
        methods.append(_add_given_names)
    elif options.add_names:
        methods.append(_add_names)
    if style.tests_disambiguate:
        methods.append(_set_conditions)
    if options.add_year_suffix or style.uses_citation_label:
        methods.append(partial(_add_year_suffix, in_order))
    return methods


def _add_names(cites: BareCites, works: Ambiguous) -> list[Ambiguous]:
    """Show more of the names that et-al hides, one at a time."""
    groups = _group_by_names(cites, works)
    lengths = {length for group in groups for length in group.lengths}
    fewest = min([shown for shown, _ in lengths], default=0)
    most = max([total for _, total in lengths], default=0)
    return _try_steps(cites, groups, [ShowMoreNames(n) for n in range(fewest + 1, most + 1)])


def _add_given_names(cites: BareCites, works: Ambiguous) -> list[Ambiguous]:
    """Print initials or given names, from the first name on, until the cites differ. If names may
    be added, add them one at a time, each without its given name first."""
    groups = _group_by_names(cites, works)
    lengths = {length for group in groups for length in group.lengths}
    shown = max([shown for shown, _ in lengths], default=0)
    most = max([total for _, total in lengths], default=0)
    add_names = cites.style.citation.options.add_names
    return _try_steps(cites, groups, _given_name_steps(shown, most if add_names else shown))


@lru_cache(maxsize=64)
def _given_name_steps(shown: int, most: int) -> Sequence[Step]:
    """Return the steps for lists that show so many names, and may show so many."""
    steps: list[Step] = [
        ExpandGivenName(shown, position, level) for position in range(shown) for level in _LEVELS
    ]
    for count in range(shown + 1, most + 1):
        steps += [ShowMoreNames(count), *(ExpandGivenName(count, count - 1, x) for x in _LEVELS)]
    return steps


class SameNames(NamedTuple):
    """Works of the same persons, which names cannot disambiguate."""

    works: Ambiguous
    lists: NameLists
    """The lists of names in the cite of each work."""
    lengths: Lengths

    def expand(self, expansion: Expansion | None) -> None:
        """Set the expansion of the works."""
        for reference in self.works:
            reference.expansion = expansion


def _group_by_names(cites: BareCites, works: Ambiguous) -> list[SameNames]:
    """Group works whose cites name the same persons."""
    groups: dict[object, SameNames] = {}
    for reference in works:
        lists = cites.name_lists(reference)
        # equal names are one object (`person.prepare`), and an identity is hashed fast
        persons = tuple([id(person) for names in lists for person in (None, *names.persons)])
        group = groups.get(persons)
        if group is None:
            lengths = tuple([(names.shown, len(names.persons)) for names in lists])
            group = groups[persons] = SameNames([], lists, lengths)
        group.works.append(reference)
    return list(groups.values())


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
def _expand(step: Step, old: Expansion | None, lengths: Lengths) -> Expansion:
    """Apply a step to an expansion. There are few different ones, and equal ones are one object."""
    return step.expand(old or Expansion(), lengths)


def _try_steps(cites: BareCites, works: list[SameNames], steps: Sequence[Step]) -> list[Ambiguous]:
    """Try steps one after another. A step that splits a group is kept for all its members, and each
    part goes on with the next step; a step that does not is undone.

    Returns:
        The groups that are still ambiguous.
    """
    result: list[Ambiguous] = []
    pending = [(works, 0)]
    while pending:
        group, start = pending.pop()
        for index in range(start, len(steps) if len(group) > 1 else start):
            step = steps[index]
            # works stay ambiguous if the step adds the same to them: it is enough to render one
            same: dict[object, list[SameNames]] = {}
            for each in group:
                same.setdefault(step.revealed_text(each.lists), []).append(each)
            if len(same) == 1:
                continue
            before = [each.works[0].expansion for each in group]
            for each, old in zip(group, before, strict=True):
                each.expand(_expand(step, old, each.lengths))
            parts: dict[str, list[SameNames]] = {}
            for equal in same.values():
                parts.setdefault(cites.text(equal[0].works[0]), []).extend(equal)
            if len(parts) > 1:
                pending.extend((part, index + 1) for part in parts.values())
                break
            for each, old in zip(group, before, strict=True):
                each.expand(old)
        else:
            ambiguous = [reference for each in group for reference in each.works]
            if len(ambiguous) > 1:
                result.append(ambiguous)
    return result


def _set_conditions(cites: BareCites, works: Ambiguous) -> list[Ambiguous]:
    """Make `disambiguate` conditions true, no more than needed, if that changes anything."""
    result: list[Ambiguous] = []
    pending = [works]
    while pending:
        group = pending.pop()
        parts = [group]
        count = group[0].disambiguate
        while len(parts) == 1:
            # rendering with one more true condition can reach conditions that were not tested
            tested = [work.snapshot.conditions for work in group if work.snapshot is not None]
            if count >= min(max(tested), _MOST_CONDITIONS):
                break
            count += 1
            for reference in group:
                reference.disambiguate = count
            parts = cites.groups(group)
        if len(parts) == 1:
            result.append(group)
        else:
            pending.extend([part for part in parts if len(part) > 1])
    return result


def _add_year_suffix(
    in_order: Callable[[Iterable[Reference]], list[Reference]], _cites: BareCites, works: Ambiguous
) -> list[Ambiguous]:
    """Add letters to the years, in the order of the bibliography: a, b ... z, aa, ab ..."""
    for index, reference in enumerate(in_order(works), 1):
        reference.year_suffix = letters(index)
    return []
