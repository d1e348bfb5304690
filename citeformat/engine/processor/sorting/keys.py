"""Phases: number works, and sort the bibliography and the cites of a citation.

Source: CSL 1.0.2 specification, "Sorting".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, pairwise
from typing import TypeVar

from citeformat.csl.variables import DATE_VARIABLES, NUMBER_VARIABLES
from citeformat.engine.processor.sorting.collation import collation_key
from citeformat.engine.processor.state import (
    CiteState,
    Cluster,
    DocumentState,
    Reference,
    SortValue,
)
from citeformat.engine.runtime.context import BIBLIOGRAPHY, CITATION, SortNames
from citeformat.engine.runtime.dates import sort_date
from citeformat.engine.runtime.style import CompiledStyle, SortKey

__all__ = [
    "by_number", "number_by_citation", "remember_sort_values", "renumber", "sort_again",
    "sort_bibliography", "sort_cites",
]  # fmt: skip

_T = TypeVar("_T")

SortFunction = Callable[[Reference], SortValue]
"""Returns what a key sorts a work by."""


def number_by_citation(document: DocumentState, works: Sequence[Reference]) -> None:
    """Number new works in the order in which the document cites them."""
    references = document.references
    for number, reference in enumerate(works, len(references) + 1):
        reference.number = reference.cited_at = number
        references[reference.item.id] = reference


def sort_bibliography(document: DocumentState, works: Sequence[Reference]) -> None:
    """Sort the bibliography, and number the works anew.

    A document that grows is sorted as late as possible, by `put_in_order`. Works remember what they
    are sorted by.
    """
    style = document.style
    keys = style.bibliography.sort if style.bibliography is not None else ()
    if not keys:
        return
    if document.is_growing:
        document.is_sorted = False
        if document.order is not None:
            for reference in works:
                document.order.add(reference)
        return
    renumber(document, _sorted(list(works), keys, style, BIBLIOGRAPHY, _known_sort_value))


def renumber(document: DocumentState, works: Iterable[Reference]) -> None:
    """Number the works of a document in the order given."""
    document.references = {reference.item.id: reference for reference in works}
    for number, reference in enumerate(document.references.values(), 1):
        reference.number = number


def by_number(works: Iterable[Reference]) -> list[Reference]:
    """Sort works by their citation-numbers."""
    return sorted(works, key=lambda reference: reference.number)


def sort_again(style: CompiledStyle, works: Iterable[Reference]) -> list[Reference]:
    """Sort works of a document that grows in the order of the bibliography.

    Works that are equal are in the order in which they are cited.
    """
    order = sorted(works, key=lambda reference: reference.cited_at)
    keys = remember_sort_values(style, order)
    for index in range(len(keys) - 1, -1, -1):
        column = [reference.sort_values[index] for reference in order]
        ranks = sorted(range(len(order)), key=column.__getitem__, reverse=keys[index].descending)
        order = [order[rank] for rank in ranks]
    return order


def remember_sort_values(style: CompiledStyle, works: Iterable[Reference]) -> Sequence[SortKey]:
    """Let works remember what they are sorted by in the bibliography, and return its sort keys."""
    keys = style.bibliography.sort if style.bibliography is not None else ()
    new = [reference for reference in works if len(reference.sort_values) < len(keys)]
    functions = [_sort_function(key, style, BIBLIOGRAPHY) for key in keys if new]
    for reference in new:
        ambiguous = Reference(reference.item, reference.cited_at)  # as before disambiguation
        ambiguous.label = reference.label
        known = reference.sort_values
        new_values = [value_of(ambiguous) for value_of in functions[len(known) :]]
        reference.sort_values = (*known, *new_values)
    return keys


def sort_cites(document: DocumentState, cluster: Cluster) -> None:
    """Sort the cites of a citation in the style's order, unless it asks for its own.

    If it asks for it, each series is sorted that begins with a prefixed cite, or that is between
    cites with affixes. The cite whose author is in the sentence stays the first, unless cites are
    numbers.
    """
    style = document.style
    previous, cluster.previous = cluster.previous, None
    if style.citation.sort and len(cluster.cites) > 1 and cluster.citation.sort:
        if previous is not None and previous.citation.sort == cluster.citation.sort:
            order = _order_before(style, cluster, previous)
            if order:
                cluster.cites = order
                return
        cites, starts = cluster.cites, {0, len(cluster.cites)}
        if cluster.citation.mode == "composite" and not style.uses_citation_number:
            starts.add(1)
        if cluster.citation.sort == "between-prefixes":
            starts |= {place for place, state in enumerate(cites) if state.cite.prefix}
        elif cluster.citation.sort == "between-affixes":
            fixed = [
                place for place, state in enumerate(cites) if state.cite.prefix or state.cite.suffix
            ]
            starts.update(fixed, [place + 1 for place in fixed])
        cluster.cites = [
            state
            for start, end in pairwise(sorted(starts))
            for state in _sorted(
                cites[start:end], style.citation.sort, style, CITATION,
                lambda state, _, value_of: value_of(state.reference),
            )
        ]  # fmt: skip


def _order_before(style: CompiledStyle, cluster: Cluster, previous: Cluster) -> list[CiteState]:
    """Return the cites of a citation in the order that they had before the document was edited, if
    nothing that they are sorted by can have changed."""
    has_numbers = style.numbers_cites
    states = {id(state.cite): state for state in cluster.cites}
    order: list[CiteState] = []
    for old in previous.cites:
        state = states.pop(id(old.cite), None)
        if (
            state is None
            or state.reference.state(style) != old.reference.state(style)
            or (has_numbers and state.reference.number != old.reference.number)
        ):
            return []
        order.append(state)
    return order


def _sorted(
    items: list[_T],
    keys: Sequence[SortKey],
    style: CompiledStyle,
    area: int,
    sort_value: Callable[[_T, int, SortFunction], SortValue],
) -> list[_T]:
    """Sort by the first key, and what is equal then by the next one. A key is rendered only where
    it decides something.

    Args:
        items: The works or cites.
        keys: The sort keys.
        style: The style.
        area: Whether cites or entries are sorted.
        sort_value: Called with an item, the index of a key, and the function of this key. Returns
            what the key sorts the item by.
    """
    functions: list[SortFunction] = []
    result: list[_T] = []
    pending = [(items, 0)]
    """Equal items, and the key that they are sorted by; the next ones of the list come last."""
    while pending:
        equal, index = pending.pop()
        if len(equal) < 2 or index == len(keys):
            result += equal
            continue
        if index == len(functions):
            functions.append(_sort_function(keys[index], style, area))
        value_of = functions[index]
        values = [sort_value(item, index, value_of) for item in equal]
        if values.count(values[0]) == len(values):
            pending.append((equal, index + 1))
            continue
        order = sorted(range(len(equal)), key=values.__getitem__, reverse=keys[index].descending)
        groups = groupby(order, values.__getitem__)
        same = [[equal[place] for place in places] for _, places in groups]
        pending += [(group, index + 1) for group in reversed(same)]
    return result


def _known_sort_value(reference: Reference, index: int, value_of: SortFunction) -> SortValue:
    """Return what the key with this index sorts a work by, and let the work remember it."""
    known = reference.sort_values
    if index < len(known):
        return known[index]
    value = value_of(reference)
    reference.sort_values = (*known, value)
    return value


def _sort_function(key: SortKey, style: CompiledStyle, area: int) -> SortFunction:
    """Make the function that returns what a key sorts a work by.

    Empty values come last, in descending order too. Works with the same text share a value.

    Args:
        key: The key.
        style: The style.
        area: Whether cites or entries are sorted.
    """
    text_of = _text_function(key, style, area)
    lang, descending = style.locale.lang, key.descending
    values: dict[str, SortValue] = {"": (not descending, ())}

    def value_of(reference: Reference) -> SortValue:
        text = text_of(reference)
        value = values.get(text)
        if value is None:
            value = values[text] = (descending, (1, *collation_key(text, lang)))
        return value

    number_of = _number_function(key.variable)
    if number_of is None:
        return value_of

    def number_or_value_of(reference: Reference) -> SortValue:
        number = number_of(reference)
        return (descending, number) if number else value_of(reference)

    return number_or_value_of


def _text_function(key: SortKey, style: CompiledStyle, area: int) -> Callable[[Reference], str]:
    """Make the function that returns the text that a key sorts a work by."""
    variable, render, needed = key.variable, key.render, key.needed
    if render is None:
        if variable == "citation-label":
            return lambda reference: reference.label
        return lambda reference: reference.item.text.get(variable, "")
    sort = SortNames(key.minimum, key.use_first, key.use_last)

    def rendered(reference: Reference) -> str:
        if needed and needed.isdisjoint(reference.item.fields):
            return ""
        context = reference.context(style, area)
        context.year_suffix_pending = False
        context.sort = sort
        return render(context)

    return rendered


def _number_function(variable: str) -> Callable[[Reference], tuple[object, ...]] | None:
    """Make the function that returns the number that a variable sorts a work by; `()` if its value
    is not a number. A number comes before any word."""
    if variable in DATE_VARIABLES:

        def date_of(reference: Reference) -> tuple[object, ...]:
            date = reference.item.dates.get(variable)
            return (sort_date(date),) if date is not None and date.parts else ()

        return date_of
    if variable != "citation-number" and variable not in NUMBER_VARIABLES:
        return None

    def number_of(reference: Reference) -> tuple[object, ...]:
        is_number = variable == "citation-number"
        text = str(reference.number) if is_number else reference.item.text[variable].strip()
        rest = text.lstrip("0123456789")
        digits = text[: len(text) - len(rest)]
        return (0, len(digits.lstrip("0")), digits.lstrip("0"), rest) if digits else ()

    return number_of
