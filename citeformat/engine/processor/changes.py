"""What an edit has changed in a document: the texts of citations, and the bibliography.

In: the entries of a bibliography before and after an edit. Out: those that differ, as frozen values
from which a word processor brings its own copy up to date.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from citeformat.engine.processor.result import CitationText, Entry

__all__ = ["ChangedCitation", "ChangedEntry", "Changes", "changed_entries"]


class ChangedCitation(NamedTuple):
    """A citation that is new or has a new text."""

    position: int
    """The number of citations before it."""
    id: str
    text: CitationText
    """Its present text."""


class ChangedEntry(NamedTuple):
    """An entry of the bibliography that was added, changed, moved or removed."""

    kind: Literal["added", "changed", "moved", "removed"]
    """`"changed"` means that the text is new. A changed entry may have moved, too."""
    position: int
    """The number of entries before it. A removed entry has the position that it had."""
    entry: Entry


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit has changed in a document.

    To bring a bibliography up to date, take all of `entries` out of it. Then put those that were
    not removed in at their `position`, in the order given.
    """

    id: str
    """The id of the citation that was edited; `""` if there were several."""
    citations: tuple[ChangedCitation, ...] = ()
    """The citations that are new or have new texts, in the order of the document."""
    entries: tuple[ChangedEntry, ...] = ()
    """The entries that were removed, then those that are new, have new texts or have moved, in the
    order of the bibliography."""

    @property
    def added(self) -> tuple[Entry, ...]:
        """The entries that are new."""
        return self._entries("added")

    @property
    def changed(self) -> tuple[Entry, ...]:
        """The entries that have new texts."""
        return self._entries("changed")

    @property
    def removed(self) -> tuple[Entry, ...]:
        """The entries of works that are not cited any longer."""
        return self._entries("removed")

    def _entries(self, kind: str) -> tuple[Entry, ...]:
        return tuple([each.entry for each in self.entries if each.kind == kind])

    def __bool__(self) -> bool:
        """Whether anything has changed."""
        return bool(self.citations or self.entries)


def changed_entries(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[ChangedEntry, ...]:
    """Compare two bibliographies whose entries have distinct ids.

    Returns:
        The entries that differ. As few as possible are moved.

    >>> a, b, c = (Entry(id, id.upper()) for id in "abc")
    >>> [(each.kind, each.entry.id) for each in changed_entries([a, b], [b, c, a])]
    [('moved', 'b'), ('added', 'c')]
    """
    if before is after or list(before) == list(after):
        return ()
    places = {entry.id: index for index, entry in enumerate(before)}
    present = {entry.id for entry in after}
    changes = [
        ChangedEntry("removed", index, entry)
        for index, entry in enumerate(before)
        if entry.id not in present
    ]
    common = [places[entry.id] for entry in after if entry.id in places]
    unmoved = _longest_increasing(common)
    for index, entry in enumerate(after):
        place = places.get(entry.id)
        if place is None:
            changes.append(ChangedEntry("added", index, entry))
        elif before[place] != entry:
            changes.append(ChangedEntry("changed", index, entry))
        elif place not in unmoved:
            changes.append(ChangedEntry("moved", index, entry))
    return tuple(changes)


def _longest_increasing(numbers: Sequence[int]) -> set[int]:
    """Return a longest increasing subsequence of distinct numbers, by patience sorting.

    >>> sorted(_longest_increasing([3, 0, 1, 4, 2]))
    [0, 1, 2]
    """
    if all(first < second for first, second in pairwise(numbers)):
        return set(numbers)
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        before[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    result: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        result.add(last)
        last = before[last]
    return result
