"""Phase: tell apart works whose cites look the same.

In: the works of a document, in the order of its bibliography. Each method of `METHODS` gets the
sets of works that are still alike and makes them differ; what it cannot part goes to the next.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from citeformat.document.global_names import expand_names_globally
from citeformat.document.reference import FIRST, SUBSEQUENT, Reference
from citeformat.richtext.spans import MARK
from citeformat.runtime.compiled import CompiledStyle
from citeformat.runtime.context import CITATION
from citeformat.runtime.recording import Without
from citeformat.runtime.expansion import FULL, INITIALS, Expansion, Shown

__all__ = ["disambiguate"]

_MOST_CONDITIONS = 9
_MARKS = re.compile(MARK)

Alike = list[Reference]
"""Works whose cites are the same."""
Method = Callable[["_Cites", Alike], list[Alike]]


def disambiguate(style: CompiledStyle, references: Sequence[Reference]) -> None:
    """Make the cites of different works differ, as far as the style allows."""
    options = style.citation.options
    cites = _Cites(style)
    if options.add_givenname and options.givenname_rule != "by-cite":
        lists = [cites.look(reference)[1] for reference in references]
        expand_names_globally(options.givenname_rule, references, lists)
    methods: list[Method] = []
    if options.add_names:
        methods.append(_add_names)
    if options.add_givenname and options.givenname_rule == "by-cite":
        methods.append(_add_given_names)
    if style.tests_disambiguate:
        methods.append(_set_condition)
    if options.add_year_suffix or style.uses_citation_label:
        methods.append(_add_year_suffix)
    if not methods:
        return
    alike = [group for group in cites.groups(references) if len(group) > 1]
    for method in methods:
        alike = [rest for group in alike for rest in method(cites, group)]


class _Cites:
    """What the works look like when they are cited without a locator; remembered, since every
    method looks at the same cites again."""

    def __init__(self, style: CompiledStyle) -> None:
        self.style = style
        self._position = SUBSEQUENT if style.is_note else FIRST
        self._seen: dict[tuple[int, Expansion | None, int], tuple[str, list[Shown]]] = {}

    def look(self, reference: Reference) -> tuple[str, list[Shown]]:
        """The text of a cite, and the lists of names in it."""
        key = (id(reference), reference.expansion, reference.disambiguate)
        seen = self._seen.get(key)
        if seen is None:
            context = reference.context(self.style, CITATION)
            context.position = self._position
            context.dates = Without(context.dates, _NOT_TELLING)
            context.log = []
            text = self.style.citation.render(context)
            if not text.isascii():  # formatting does not tell works apart
                text = _MARKS.sub("", text)
            seen = self._seen[key] = text, context.log
        return seen

    def groups(self, references: Iterable[Reference]) -> list[Alike]:
        """The works, those together whose cites are the same."""
        groups: dict[str, Alike] = {}
        for reference in references:
            groups.setdefault(self.look(reference)[0], []).append(reference)
        return list(groups.values())

    def shown(self, group: Alike) -> dict[int, list[Shown]]:
        """The lists of names of each work."""
        return {id(reference): self.look(reference)[1] for reference in group}


_NOT_TELLING = {"accessed": None}
"""Variables that do not tell works apart: the day on which somebody looked is none of the work."""


def _same_persons(lists: Iterable[list[Shown]]) -> bool:
    """Whether all cites name the same persons, so that no name can tell them apart."""
    persons = [[shown.persons for shown in each] for each in lists]
    return all(each == persons[0] for each in persons)


def _expand(reference: Reference, **changes: object) -> None:
    reference.expansion = replace(reference.expansion or Expansion(), **changes)  # type: ignore[arg-type]


def _add_names(cites: _Cites, alike: Alike) -> list[Alike]:
    """Show more of the names that et-al hides, one at a time."""
    result: list[Alike] = []
    pending = [alike]
    while pending:
        group = pending.pop()
        parts = _split_by_names(cites, group)
        if len(parts) == 1:
            result.append(parts[0])
        else:
            pending.extend(part for part in parts if len(part) > 1)
    return result


def _split_by_names(cites: _Cites, group: Alike) -> list[Alike]:
    """The parts that a set falls into when it shows just enough more names; the set itself
    where no number of names parts it."""
    lists = cites.shown(group)
    if _same_persons(lists.values()):
        return [group]
    before = {id(reference): reference.expansion for reference in group}
    first = min((shown.shown for each in lists.values() for shown in each), default=0)
    last = max((len(shown.persons) for each in lists.values() for shown in each), default=0)
    for count in range(first + 1, last + 1):
        for reference in group:
            counts = tuple(
                max(shown.shown, min(count, len(shown.persons))) for shown in lists[id(reference)]
            )
            _expand(reference, counts=counts)
        parts = cites.groups(group)
        if len(parts) > 1:
            return parts
    for reference in group:
        reference.expansion = before[id(reference)]
    return [group]


def _add_given_names(cites: _Cites, alike: Alike) -> list[Alike]:
    """Print initials or given names, from the first name on, until the cites differ."""
    result: list[Alike] = []
    pending = [alike]
    while pending:
        group = pending.pop()
        parts = _split_by_given_names(cites, group)
        if len(parts) == 1:
            result.append(group)
        else:
            pending.extend(part for part in parts if len(part) > 1)
    return result


def _split_by_given_names(cites: _Cites, group: Alike) -> list[Alike]:
    lists = cites.shown(group)
    if _same_persons(lists.values()):
        return [group]
    before = {id(reference): reference.expansion for reference in group}
    hidden = cites.style.citation.options.add_names
    most = max((len(shown.persons) for each in lists.values() for shown in each), default=0)
    base = max((shown.shown for each in lists.values() for shown in each), default=0)
    for count in range(base, (most if hidden else base) + 1):
        for position in range(count):
            for level in (INITIALS, FULL):
                _raise_level(group, lists, position, level, count)
                parts = cites.groups(group)
                if len(parts) > 1:
                    return parts
                for reference in group:
                    reference.expansion = before[id(reference)]
    return [group]


def _raise_level(
    group: Alike, lists: dict[int, list[Shown]], position: int, level: int, count: int
) -> None:
    for reference in group:
        old = reference.expansion or Expansion()
        levels, counts = [], []
        for index, shown in enumerate(lists[id(reference)]):
            own = [old.level(index, name) for name in range(len(shown.persons))]
            if position < len(own):
                own[position] = max(own[position], level)
            levels.append(tuple(own))
            counts.append(max(shown.shown, min(count, len(shown.persons))))
        _expand(reference, levels=tuple(levels), counts=tuple(counts))


def _set_condition(cites: _Cites, alike: Alike) -> list[Alike]:
    """Let the condition `disambiguate` be true, where that changes anything."""
    result: list[Alike] = []
    pending = [alike]
    while pending:
        group = pending.pop()
        parts = _split_by_condition(cites, group)
        if len(parts) == 1:
            result.append(group)
        else:
            pending.extend(part for part in parts if len(part) > 1)
    return result


def _split_by_condition(cites: _Cites, group: Alike) -> list[Alike]:
    """The parts that a set falls into when just enough conditions are true."""
    before = group[0].disambiguate
    last = cites.look(group[0])[0]
    for count in range(before + 1, before + _MOST_CONDITIONS):
        for reference in group:
            reference.disambiguate = count
        parts = cites.groups(group)
        if len(parts) > 1:
            return parts
        now = cites.look(group[0])[0]
        if now == last:
            break
        last = now
    return [group]


def _add_year_suffix(cites: _Cites, alike: Alike) -> list[Alike]:
    """Letters behind the year, in the order of the bibliography."""
    for index, reference in enumerate(sorted(alike, key=lambda reference: reference.number)):
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
