"""Find records that are the same work.

In: records. Out: groups of records. Records with the same DOI, PMID, PMCID or arXiv number are one
work, and so are books with the same ISBN. Other records are one work if title, year and first
author agree, and nothing else distinguishes them: parts, volumes, editions, pages, identifiers.

The time is linear in the number of records: every comparison starts from a dictionary, and works
of one title, year and author that an index cannot separate are compared with a hundred others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from citeformat.duplicates.spelling import is_abbreviated, words_of
from citeformat.duplicates.works import NUMBERS, Work, work_of
from citeformat.record import Record

__all__ = ["DuplicateGroup", "find_duplicates"]

_DISTINCT = (
    "DOI", "PMID", "PMCID", "arXiv number", "page", *NUMBERS, "kind", "initial",
)  # fmt: skip
"""Details in which the records of one work do not differ."""

_SHARED = ("URL", "container", "publisher")
"""Details: works without a year or an author share one of them."""

_CLEAR = ("clear", "")
"""What an index has the works under that have a year and an author."""

_MOST_COMPARED = 100
"""The number of works of one title, year and author that a work is compared with. Those with an
equal detail come first."""

_MOST_SPELLINGS = 20
"""The number of journals from which on the records of one work must have the same one."""

_INDEX_FROM = 16
"""The number of works of one title, year and author from which on an index is worth its cost."""


class DuplicateGroup(NamedTuple):
    """The records of one work."""

    records: tuple[Record, ...]
    """The records in their order."""
    shared: tuple[str, ...]
    """What each of them has in common with an earlier one, such as `"DOI"`; `""` for the first."""
    places: tuple[int, ...]
    """The places of the records among all records, counted from 0."""


class _Bucket:
    """Works with the same title, year and first author."""

    __slots__ = ("index", "works")

    def __init__(self) -> None:
        self.works: list[Work] = []
        self.index: dict[tuple[str, str], list[int]] | None = None
        """A detail and its value, or `""` -> the places of the works among `works`."""

    def add(self, work: Work) -> None:
        """Add a work, which may have been merged into an earlier one."""
        self.works.append(work)
        if self.index is not None:
            self._add_to_index(len(self.works) - 1)
        elif len(self.works) == _INDEX_FROM:
            self.index = defaultdict(list)
            for place in range(_INDEX_FROM):
                self._add_to_index(place)

    def _add_to_index(self, place: int) -> None:
        assert self.index is not None
        work = self.works[place]
        for name in (*_DISTINCT, *_SHARED, "initials"):
            for value in work.details.get(name) or ("",):
                self.index[name, value].append(place)
        if not work.is_vague:
            self.index[_CLEAR].append(place)

    def candidates(self, work: Work) -> list[Work]:
        """Return the works that may be the same as a work."""
        if self.index is None:
            return list(dict.fromkeys([one.root() for one in self.works]))
        equal = [
            self.index.get((name, value), [])
            for name in _SHARED
            for value in work.details.get(name, ())
        ]
        best: Sequence[Sequence[int]] = [range(len(self.works))]
        if work.is_vague:
            best = [*equal, self.index.get(_CLEAR, [])]
        has_place = "volume" in work.details and "page" in work.details
        for name in _DISTINCT if has_place else (*_DISTINCT, "initials"):
            values = work.details.get(name)
            if values:
                places = [self.index.get((name, value), []) for value in ("", *values)]
                if sum(map(len, places)) < sum(map(len, best)):
                    best = places
        if sum(map(len, best)) > _MOST_COMPARED:
            several = (chain.from_iterable(each) for each in (equal, best))
            best = [list(islice(each, _MOST_COMPARED)) for each in several]
        found = chain.from_iterable(best)
        return list(dict.fromkeys([self.works[place].root() for place in found]))


def find_duplicates(records: Iterable[Record]) -> list[DuplicateGroup]:
    """Find the records that are the same work as another record.

    Args:
        records: The records.

    Returns:
        A group for each work with several records.

    >>> first = Record("a", "book", title="The TeXbook", ISBN="0-201-13447-0")
    >>> second = Record("b", "book", title="TeXbook", ISBN="978-0-201-13447-6")
    >>> [[record.id for record in group.records] for group in find_duplicates([first, second])]
    [['a', 'b']]
    """
    records = list(records)
    journal_words = lru_cache(None)(lambda text: " ".join(words_of(text)))
    works = [work_of(index, record, journal_words) for index, record in enumerate(records)]
    _merge_by_identifiers(records, works)
    _merge_by_titles(works)
    groups = []
    for work in works:
        if work.merged_into is None and len(work.members) > 1:
            members = sorted(work.members)
            groups.append((members, work.members))
    groups.sort()
    return [
        DuplicateGroup(
            tuple([records[index] for index in members]),
            tuple([shared[index] for index in members]),
            tuple(members),
        )
        for members, shared in groups
    ]


def _merge_by_identifiers(records: Sequence[Record], works: Sequence[Work]) -> None:
    """Merge the works with the same identifier, and records that differ only in their ids."""
    known: dict[tuple[str, object], Work] = {}
    for record, work in zip(records, works, strict=True):
        keys: list[tuple[str, object]] = [
            (name, value)
            for name in ("DOI", "PMID", "PMCID", "arXiv number", "ISBN")
            for value in work.details.get(name, ())
        ]
        if len(record.fields) > 1:
            keys.append(("fields", (record.type, frozenset(record.fields.items()))))
        for key in keys:
            earlier = known.setdefault(key, work).root()
            own = work.root()
            if earlier is not own and _is_same_work(earlier, own, key[0]):
                earlier.merge(own, key[0])


def _is_same_work(one: Work, other: Work, shared: str) -> bool:
    """Return whether two works that share an identifier are the same."""
    if shared == "DOI":
        # Chapters often have the DOI of their book.
        if not one.is_part and not other.is_part:
            return True
        if one.differs(other, ("kind",)):
            return False
        return one.shares(other, "page") or not one.title_keys.isdisjoint(other.title_keys) or (
            not one.title_keys or not other.title_keys
        )  # fmt: skip
    if shared == "arXiv number":
        # A preprint and its article may have DOIs of their own.
        return not one.differs(other, ("DOI",))
    if shared == "ISBN":
        return not one.differs(other, ("DOI", "volume", "part-number", "volume-title"))
    return True


def _merge_by_titles(works: Sequence[Work]) -> None:
    """Merge the works whose titles, years and first authors agree."""
    buckets: defaultdict[str, _Bucket] = defaultdict(_Bucket)
    for work in works:
        if work.merged_into is not None:
            continue
        own = work
        for key in sorted(work.title_keys):
            for other in buckets[key].candidates(work):
                if other is not own and _agree(other, own):
                    other.merge(own, "title and year")
                    own = other
                    break
            if own is not work:
                break
        for key in work.title_keys:
            buckets[key].add(work)


def _agree(one: Work, other: Work) -> bool:
    """Return whether nothing distinguishes two works of one title, year and first author."""
    if one.differs(other, _DISTINCT):
        return False
    has_subtitles = "subtitle" in one.details and "subtitle" in other.details
    if has_subtitles and not one.shares(other, "title"):
        return False
    same_place = one.shares(other, "page") and one.shares(other, "volume")
    if not same_place and one.differs(other, ("month",)):
        return False
    containers = [each.details.get("container", set()) for each in (one, other)]
    if containers[0] and containers[1] and not same_place:
        loosely = one.is_part or other.is_part
        if max(map(len, containers)) > _MOST_SPELLINGS:
            return not containers[0].isdisjoint(containers[1])
        if not any(
            is_abbreviated(left, right, loosely)
            for left in containers[0]
            for right in containers[1]
        ):
            return loosely and one.shares(other, "page")
    if one.is_vague:
        return any(one.shares(other, name) for name in _SHARED)
    return True
