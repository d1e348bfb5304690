"""Phases: the order of the bibliography, and of the cites within a citation.

Source: CSL 1.0.2 specification, "Sorting".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from citeformat.csl.variables import DATE_VARIABLES, NUMBER_VARIABLES
from citeformat.engine.processor.sorting.collation import collation_key
from citeformat.engine.processor.state import CiteState, Reference
from citeformat.engine.runtime.context import BIBLIOGRAPHY, CITATION, SortNames
from citeformat.engine.runtime.dates import sort_date
from citeformat.engine.runtime.style import CompiledStyle, SortKey

__all__ = ["BibliographyOrder", "number_by_citation", "sort_bibliography", "sort_cites"]

_T = TypeVar("_T")


def number_by_citation(references: Sequence[Reference]) -> None:
    """Number the works in the order in which the document cites them."""
    for number, reference in enumerate(references, 1):
        reference.number = number


def sort_bibliography(style: CompiledStyle, references: Sequence[Reference]) -> list[Reference]:
    """The works in the order of the bibliography, and numbered so."""
    keys = style.bibliography.sort if style.bibliography is not None else ()
    if not keys:
        return list(references)
    order = _sorted(list(references), keys, style, BIBLIOGRAPHY, lambda reference: reference)
    for number, reference in enumerate(order, 1):
        reference.number = number
    return order


class BibliographyOrder:
    """The order of the bibliography, for works that come one after another."""

    def __init__(self, style: CompiledStyle) -> None:
        self._style = style
        self._keys = style.bibliography.sort if style.bibliography is not None else ()
        self._known: dict[int, tuple[Any, ...]] = {}
        """By the identity of a work, what each key sorts it by."""

    @property
    def is_sorted(self) -> bool:
        """Whether the style has an order of its own, not that of the citations."""
        return bool(self._keys)

    def sort(self, references: Iterable[Reference]) -> list[Reference]:
        """The works in order; those that no key parts stay in the order of their numbers."""
        order = sorted(references, key=lambda reference: reference.number)
        for index in range(len(self._keys) - 1, -1, -1):
            values = [self._values(reference)[index] for reference in order]
            reverse = self._keys[index].descending
            places = sorted(range(len(order)), key=values.__getitem__, reverse=reverse)
            order = [order[place] for place in places]
        return order

    def _values(self, reference: Reference) -> tuple[Any, ...]:
        """What each key sorts a work by, before it is told from others."""
        known = self._known.get(id(reference))
        if known is None:
            plain = Reference(reference.item, reference.number)
            plain.label = reference.label
            known = self._known[id(reference)] = tuple([
                _tagged(_value(key, plain, self._style, BIBLIOGRAPHY), key) for key in self._keys
            ])  # fmt: skip
        return known


def sort_cites(style: CompiledStyle, cites: list[CiteState]) -> list[CiteState]:
    """The cites of one citation in the style's order."""
    keys = style.citation.sort
    if not keys or len(cites) < 2:
        return cites
    return _sorted(cites, keys, style, CITATION, lambda state: state.reference)


def _sorted(
    items: list[_T],
    keys: Sequence[SortKey],
    style: CompiledStyle,
    area: int,
    reference_of: Callable[[_T], Reference],
) -> list[_T]:
    """Sort by the first key, and those that it leaves equal by the next; a key is made only
    where it is needed. Empty values stand at the end either way."""
    if not keys or len(items) < 2:
        return items
    key = keys[0]
    values = [_value(key, reference_of(item), style, area) for item in items]
    tagged = [_tagged(value, key) for value in values]
    order = sorted(range(len(items)), key=tagged.__getitem__, reverse=key.descending)
    result: list[_T] = []
    for _, equal in groupby(order, key=tagged.__getitem__):
        same = [items[index] for index in equal]
        result += _sorted(same, keys[1:], style, area, reference_of)
    return result


def _tagged(value: Any, key: SortKey) -> tuple[bool, Any]:
    """A value so that empty ones stand at the end either way."""
    return (value is None) != key.descending, value or _LEAST


_LEAST: Any = ()


def _value(key: SortKey, reference: Reference, style: CompiledStyle, area: int) -> Any:
    """What a key sorts by; `None` where it is empty."""
    lang = style.locale.lang
    if key.render is None:
        return _variable_value(key.variable, reference, lang)
    context = reference.context(style, area)
    context.sort = SortNames(key.minimum, key.use_first, key.use_last)
    context.year_suffix_pending = False
    text = key.render(context)
    return (1, *collation_key(text, lang)) if text else None


def _variable_value(variable: str, reference: Reference, lang: str) -> Any:
    if variable in DATE_VARIABLES:
        date = reference.item.dates.get(variable)
        return (sort_date(date),) if date is not None and date.parts else None
    if variable == "citation-number":
        return (0, len(str(reference.number)), str(reference.number), "")
    if variable in NUMBER_VARIABLES:
        return _number(reference.item.text[variable], lang)
    text = reference.label if variable == "citation-label" else reference.item.text[variable]
    return (1, *collation_key(text, lang)) if text else None


def _number(text: str, lang: str) -> Any:
    """Numbers sort by their value, before what is no number."""
    digits = ""
    for character in text.lstrip():
        if not "0" <= character <= "9":
            break
        digits += character
    if not text:
        return None
    rest = text.strip()[len(digits) :]
    return (
        (0, len(digits.lstrip("0")), digits.lstrip("0"), rest)
        if digits
        else (1, *collation_key(text, lang))
    )
