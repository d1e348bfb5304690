"""The order of a bibliography that grows by one work after another.

In: works, in the order in which they are cited. Out: the position of each in the sorted list.

Source: CSL 1.0.2 specification, "Sorting".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from citeformat.engine.processor.sorting.keys import remember_sort_values, renumber, sort_again
from citeformat.engine.processor.state import DocumentState, Reference, SortValue
from citeformat.engine.runtime.style import CompiledStyle

__all__ = ["GrowingOrder", "number_again", "put_in_order"]


class _Descending:
    """A value that comes before smaller ones."""

    __slots__ = ("value",)

    def __init__(self, value: SortValue) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Descending) and self.value == other.value

    def __lt__(self, other: _Descending) -> bool:
        return other.value < self.value


class GrowingOrder:
    """Works in the order of the bibliography. A new work is put in its place by bisection."""

    def __init__(self, style: CompiledStyle, works: Iterable[Reference]) -> None:
        """Sort the works that are known so far."""
        self._style = style
        works = list(works)
        self._sort_keys = remember_sort_values(style, works)
        self._works = sorted(works, key=self._value)
        self._values = [self._value(reference) for reference in self._works]

    def __iter__(self) -> Iterator[Reference]:
        return iter(self._works)

    def __len__(self) -> int:
        return len(self._works)

    def add(self, reference: Reference) -> None:
        """Put a work in its place."""
        remember_sort_values(self._style, [reference])
        position = self.position(reference)
        self._values.insert(position, self._value(reference))
        self._works.insert(position, reference)

    def position(self, reference: Reference) -> int:
        """Return the number of works before a work."""
        return bisect_left(self._values, self._value(reference))

    def _value(self, reference: Reference) -> tuple[object, ...]:
        """Return a value by which works are sorted. No two works have the same."""
        values = [
            _Descending(value) if key.descending else value
            for key, value in zip(self._sort_keys, reference.sort_values, strict=True)
        ]
        return (*values, reference.cited_at)


def put_in_order(document: DocumentState) -> None:
    """Sort the bibliography of a document that has grown, if it is not sorted."""
    if not document.is_sorted:
        works = document.order or sort_again(document.style, document.references.values())
        renumber(document, works)
        document.is_sorted = True


def number_again(document: DocumentState, works: Iterable[Reference]) -> None:
    """Number works of a document that has grown as if its bibliography were sorted.

    The other works get their numbers from `put_in_order`.
    """
    if document.is_sorted:
        return
    if document.order is None:
        document.order = GrowingOrder(document.style, document.references.values())
    for reference in works:
        reference.number = document.order.position(reference) + 1
