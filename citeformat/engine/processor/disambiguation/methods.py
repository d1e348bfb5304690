"""The methods of disambiguation: names, given names, the condition, and the year-suffix.

In: works with equal bare cites. Each method of the style makes the cites differ of works that are
still ambiguous; what it leaves ambiguous goes to the next method.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citeformat._util.text import letters
from citeformat.engine.processor.disambiguation.cite_text import BareCites
from citeformat.engine.processor.disambiguation.steps import (
    Lengths,
    Step,
    expanded,
    given_name_steps,
    more_names_steps,
)
from citeformat.engine.processor.sorting.growing import GrowingOrder
from citeformat.engine.processor.sorting.keys import by_number
from citeformat.engine.processor.state import NameLists, Reference
from citeformat.engine.runtime.names.spec import Expansion

__all__ = ["AmbiguousWorks"]

_MOST_CONDITIONS = 30


class AmbiguousWorks:
    """Works with equal bare cites, which are made to differ as far as the style allows.

    Another work can be added. Year-suffixes wait until they are asked for, because each new work
    can change all of them.
    """

    def __init__(self, cites: BareCites, works: Iterable[Reference]) -> None:
        """Disambiguate works, but for their year-suffixes.

        Args:
            cites: Renders their bare cites.
            works: The works.
        """
        self._cites = cites
        self._options = cites.style.citation.options
        self._has_suffixes = self._options.add_year_suffix or cites.style.uses_citation_label
        self._groups: dict[object, SameNames] = {}
        """The persons in a cite -> the works of these persons."""
        self._lengths: set[tuple[int, int]] = set()
        """For the lists of names in all cites, how many names are shown and how many there are."""
        for reference in works:
            self._group(reference).works.append(reference)
        self._steps = self._possible_steps()
        self._all = NamesPart()
        self._split(self._all, list(self._groups.values()))

    def add(self, reference: Reference) -> bool:
        """Disambiguate one more work.

        Returns:
            Whether this was possible. If not, the names of all works have to be compared again.
        """
        group = self._group(reference)
        group.works.append(reference)
        if len(group.works) > 1:
            reference.expansion = group.works[0].expansion
            group.same_cites.add(reference, self._cites)
            return True
        steps = self._possible_steps()
        if steps[: len(self._steps)] != self._steps:
            return False
        self._steps = steps
        self._add_names(group)
        return True

    def add_year_suffix(self, reference: Reference) -> None:
        """Give a work of a document that grows its present year-suffix."""
        if self._has_suffixes:
            part = self._group(reference).same_cites.part_of(reference, self._cites)
            position = part.position(reference, self._cites)
            reference.year_suffix = "" if position is None else letters(position + 1)

    def add_year_suffixes(self) -> None:
        """Give all works their year-suffixes, in the order of their numbers."""
        if self._has_suffixes:
            for same_cites in dict.fromkeys(group.same_cites for group in self._groups.values()):
                for works in same_cites.ambiguous():
                    for number, reference in enumerate(by_number(works), 1):
                        reference.year_suffix = letters(number)

    def _group(self, reference: Reference) -> SameNames:
        """Find the works whose cites name the same persons, or begin a group for them."""
        lists: NameLists = ()
        persons: tuple[object, ...] = ()
        if self._options.add_names or self._options.add_givenname:
            lists = self._cites.name_lists(reference)
            # equal names are one object (`person.prepare`), and an identity is hashed fast
            persons = tuple([id(person) for names in lists for person in (None, *names.persons)])
        group = self._groups.get(persons)
        if group is None:
            group = self._groups[persons] = SameNames(lists, reference.expansion)
            self._lengths.update(group.lengths)
        return group

    def _possible_steps(self) -> Sequence[Step]:
        """Return the steps that may make the names of all groups differ."""
        options, lengths = self._options, self._lengths
        most = max([total for _, total in lengths], default=0)
        if options.add_givenname and options.givenname_rule == "by-cite":
            shown = max([shown for shown, _ in lengths], default=0)
            return given_name_steps(shown, most if options.add_names else shown)
        if not options.add_names:
            return ()
        fewest = min([shown for shown, _ in lengths], default=0)
        return more_names_steps(fewest, most)

    def _split(self, part: NamesPart, groups: list[SameNames]) -> None:
        """Try steps one after another on the works of a part.

        A step that splits them is kept for all of them, and each smaller part goes on with the next
        step; a step that does not is undone. Works that no step splits go to the next methods.
        """
        pending = [(part, groups)]
        while pending:
            part, groups = pending.pop()
            last = len(self._steps) if len(groups) > 1 else part.start
            for index in range(part.start, last):
                texts = self._try_step(self._steps[index], groups)
                if len(texts) > 1:
                    part.split_at = index
                    for text, smaller in texts.items():
                        part.parts[text] = NamesPart((*part.path, index), index + 1)
                        pending.append((part.parts[text], smaller))
                    break
            else:
                part.groups = groups
                same_cites = SameCites()
                for group in groups:
                    group.same_cites = same_cites
                    for reference in group.works:
                        same_cites.add(reference, self._cites)

    def _try_step(self, step: Step, groups: list[SameNames]) -> dict[str, list[SameNames]]:
        """Take a step for several groups if it makes their cites differ.

        Returns:
            The text of a cite after the step -> the groups that have this cite.
        """
        # works stay ambiguous if the step adds the same to them: it is enough to render one
        same: dict[object, list[SameNames]] = {}
        for group in groups:
            same.setdefault(step.revealed_text(group.lists), []).append(group)
        if len(same) == 1:
            return {"": groups}
        before = [group.works[0].expansion for group in groups]
        for group, old in zip(groups, before, strict=True):
            group.expand(expanded(step, old, group.lengths))
        texts: dict[str, list[SameNames]] = {}
        for equal in same.values():
            texts.setdefault(self._cites.text(equal[0].works[0]), []).extend(equal)
        if len(texts) == 1:
            for group, old in zip(groups, before, strict=True):
                group.expand(old)
        return texts

    def _add_names(self, group: SameNames) -> None:
        """Take the steps for a new group that have been kept for those that it is ambiguous with.

        If a step that was undone splits the others now, those are compared again.
        """
        part = self._all
        while part.split_at is not None:
            first = part.first
            for index in range(part.start, part.split_at):
                revealed_text = self._steps[index].revealed_text
                if revealed_text(group.lists) != revealed_text(first.lists):
                    self._split_again(part, group)
                    return
            step = self._steps[part.split_at]
            group.expand(expanded(step, group.works[0].expansion, group.lengths))
            text = self._cites.text(group.works[0])
            if text not in part.parts:
                part.parts[text] = NamesPart((*part.path, part.split_at), part.split_at + 1)
            part = part.parts[text]
        self._split_again(part, group)

    def _split_again(self, part: NamesPart, new: SameNames) -> None:
        """Compare the works of a part, and those of a new group, from the start."""
        groups = [*part.all_groups(), new]
        for group in groups:
            expansion = group.expansion
            for index in part.path:
                expansion = expanded(self._steps[index], expansion, group.lengths)
            group.expand(expansion)
            for reference in group.works:
                reference.disambiguate, reference.year_suffix = 0, ""
        part.split_at = None
        part.groups, part.parts = [], {}
        self._split(part, groups)


class NamesPart:
    """Works whose cites are equal after some steps that make names differ."""

    __slots__ = ("groups", "parts", "path", "split_at", "start")

    def __init__(self, path: tuple[int, ...] = (), start: int = 0) -> None:
        self.path = path
        """The numbers of the steps that were kept for these works."""
        self.start = start
        """The number of the step that is tried first to split them."""
        self.split_at: int | None = None
        """The number of the step that has split them."""
        self.parts: dict[str, NamesPart] = {}
        """The text of a cite after that step -> the works that have this cite."""
        self.groups: list[SameNames] = []
        """The works, if no step has split them."""

    @property
    def first(self) -> SameNames:
        """The first group of the works."""
        part = self
        while part.split_at is not None:
            part = next(iter(part.parts.values()))
        return part.groups[0]

    def all_groups(self) -> Iterator[SameNames]:
        """Yield the groups of the works."""
        pending = [self]
        while pending:
            part = pending.pop()
            yield from part.groups
            pending.extend(part.parts.values())


class SameCites:
    """Works whose cites are equal while no more than so many `disambiguate` conditions are true.

    If another condition can make their cites differ, it splits the works into parts.
    """

    __slots__ = ("_conditions", "_order", "_parts", "_tested", "_works")

    def __init__(self, conditions: int = 0) -> None:
        self._conditions = conditions
        self._tested = 0
        """The most conditions that one of the cites tests."""
        self._works: list[Reference] = []
        """The works, unless they have been split."""
        self._parts: dict[str, SameCites] | None = None
        """The text of a cite with one more true condition -> the works that have this cite."""
        self._order: GrowingOrder | None = None

    def part_of(self, reference: Reference, cites: BareCites) -> SameCites:
        """Find the part that a work belongs to, and make as many conditions true as it takes."""
        part = self
        while part._parts is not None:
            reference.disambiguate = conditions = part._conditions + 1
            part = part._parts.setdefault(cites.text(reference), SameCites(conditions))
        return part

    def add(self, reference: Reference, cites: BareCites) -> None:
        """Add a work to the part that it belongs to, and split this part if that helps."""
        part = self.part_of(reference, cites)
        part._works.append(reference)
        if part._order is not None:
            part._order.add(reference)
        if reference.snapshot is not None:
            part._tested = max(part._tested, reference.snapshot.conditions)
        # rendering with one more true condition can reach conditions that were not tested
        if len(part._works) > 1 and part._conditions < min(part._tested, _MOST_CONDITIONS):
            works, part._works, part._parts, part._order = part._works, [], {}, None
            for each in works:
                each.year_suffix = ""  # it is not in a bare cite
                part.add(each, cites)

    def position(self, reference: Reference, cites: BareCites) -> int | None:
        """Return the number of works before a work in the bibliography, or `None` if it is the only
        one."""
        if len(self._works) < 2:
            return None
        if self._order is None:
            self._order = GrowingOrder(cites.style, self._works)
        return self._order.position(reference)

    def ambiguous(self) -> Iterator[list[Reference]]:
        """Yield the parts of two or more works."""
        if len(self._works) > 1:
            yield self._works
        for part in (self._parts or {}).values():
            yield from part.ambiguous()


class SameNames:
    """Works of the same persons, which names cannot disambiguate."""

    __slots__ = ("expansion", "lengths", "lists", "same_cites", "works")

    def __init__(self, lists: NameLists, expansion: Expansion | None) -> None:
        """Begin a group without works."""
        self.works: list[Reference] = []
        self.lists = lists
        """The lists of names in the cite of each work."""
        self.lengths: Lengths = tuple([(names.shown, len(names.persons)) for names in lists])
        self.expansion = expansion
        """The expansion of the works before disambiguation."""
        self.same_cites = SameCites()
        """The works that names leave ambiguous with these."""

    def expand(self, expansion: Expansion | None) -> None:
        """Set the expansion of the works."""
        for reference in self.works:
            reference.expansion = expansion
