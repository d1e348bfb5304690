"""Many records in order, with what was found wrong while they were read.

In: records and problems. Out: a sequence that also looks a record up by its id. It does not
change; `+` makes a longer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from citeformat.errors import Problem, RecordNotFound
from citeformat.record.core import Record
from citeformat.record.display import Shown, html_table, markdown_table

__all__ = ["Records"]

_HEAD = ("id", "type", "author", "issued", "title")
_MOST_SHOWN = 50
"""A notebook shows no more rows."""


class Records(Shown, Sequence[Record]):
    """An immutable sequence of records.

    Args:
        records: The records, in the order of their source.
        problems: What could not be read, or only by a guess.

    >>> records = Records([Record("knuth1984", "book", {"title": "TeX"})])
    >>> records["knuth1984"].title, "knuth1984" in records, len(records)
    ('TeX', True, 1)
    """

    __slots__ = ("_by_id", "_problems", "_records")

    def __init__(self, records: Iterable[Record] = (), problems: Iterable[Problem] = ()) -> None:
        self._records = tuple(records)
        self._problems = tuple(problems)
        self._by_id: dict[str, Record] = {}
        for record in self._records:
            self._by_id.setdefault(record.id, record)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, or only by a guess, in the order of the source."""
        return self._problems

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(record.id for record in self._records)

    def to_csl(self) -> list[dict[str, Any]]:
        """The CSL-JSON items of all records.

        >>> Records([Record("x", "book")]).to_csl()
        [{'id': 'x', 'type': 'book'}]
        """
        return [record.to_csl() for record in self._records]

    @overload
    def __getitem__(self, key: int | str) -> Record: ...
    @overload
    def __getitem__(self, key: slice) -> Records: ...
    def __getitem__(self, key: int | str | slice) -> Record | Records:
        """The record at an index or with an id, or the records of a slice.

        Raises:
            RecordNotFound: There is no record with this id; `suggestions` has the nearest ids.
            IndexError: There is no record at this index.
        """
        if isinstance(key, slice):
            return Records(self._records[key], self.problems)
        if isinstance(key, str):
            try:
                return self._by_id[key]
            except KeyError:
                import difflib

                nearest = difflib.get_close_matches(key, self._by_id, 3)
                raise RecordNotFound(key, nearest) from None
        return self._records[key]

    def __contains__(self, item: object) -> bool:
        """Whether there is a record with this id, or this record."""
        if isinstance(item, str):
            return item in self._by_id
        return item in self._records

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __add__(self, other: Iterable[Record]) -> Records:
        """The records of both, with the problems of both."""
        if not isinstance(other, Iterable):
            return NotImplemented
        problems = other.problems if isinstance(other, Records) else ()
        return Records((*self._records, *other), (*self.problems, *problems))

    def __eq__(self, other: object) -> bool:
        """Whether both hold equal records in the same order; problems do not count."""
        if not isinstance(other, Records):
            return NotImplemented
        return self._records == other._records

    def __hash__(self) -> int:
        return hash(self._records)

    def __repr__(self) -> str:
        shown = ", ".join(repr(record.id) for record in self._records[:3])
        more = ", ..." if len(self._records) > 3 else ""
        faults = f", {len(self.problems)} problems" if self.problems else ""
        return f"<Records: {len(self._records)} ({shown}{more}){faults}>"

    def _rows(self) -> Iterator[tuple[str, ...]]:
        """The first records in a few words, for a table."""
        for record in self._records[:_MOST_SHOWN]:
            names = record.author or record.editor
            yield (
                record.id,
                record.type,
                "; ".join([name.literal or name.family or name.given for name in names]),
                str(record.issued or ""),
                str(record.title or ""),
            )

    def _note(self) -> str:
        """What the table leaves out."""
        more, faults = len(self._records) - _MOST_SHOWN, len(self._problems)
        said = [f"{more:,} more record{'s' * (more > 1)}"] if more > 0 else []
        if faults:
            said.append(f"{faults:,} problem{'s' * (faults > 1)}")
        return ", ".join(said)

    def _repr_html_(self) -> str:
        return html_table(_HEAD, self._rows(), self._note())

    def _repr_markdown_(self) -> str:
        return markdown_table(_HEAD, self._rows(), self._note())
