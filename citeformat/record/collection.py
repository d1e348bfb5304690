"""A sequence of records, with the problems that were found while they were read.

In: records and problems. Out: a sequence that also looks records up by id. It is immutable; `+`
makes a longer one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from citeformat.errors import Problem, RecordNotFound
from citeformat.record.core import Record
from citeformat.record.display import NotebookRepr, html_table, markdown_table

__all__ = ["Records"]

_HEAD = ("id", "type", "author", "issued", "title")
_MAX_ROWS = 50
"""The number of records that a notebook shows."""


class Records(NotebookRepr, Sequence[Record]):
    """An immutable sequence of records.

    Args:
        records: The records, in the order of their source.
        problems: What could not be read, or had to be guessed.

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
        """What could not be read, or had to be guessed, in the order of the source."""
        return self._problems

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(record.id for record in self._records)

    def to_csl(self) -> list[dict[str, Any]]:
        """Return the CSL-JSON items of all records.

        >>> Records([Record("x", "book")]).to_csl()
        [{'id': 'x', 'type': 'book'}]
        """
        return [record.to_csl() for record in self._records]

    @overload
    def __getitem__(self, key: int | str) -> Record: ...
    @overload
    def __getitem__(self, key: slice) -> Records: ...
    def __getitem__(self, key: int | str | slice) -> Record | Records:
        """Return the record at an index or with an id, or the records of a slice.

        Raises:
            RecordNotFound: No record has this id; `suggestions` has the nearest ids.
            IndexError: The index is out of range.
        """
        if isinstance(key, slice):
            return Records(self._records[key], self.problems)
        if isinstance(key, str):
            try:
                return self._by_id[key]
            except KeyError:
                import difflib  # only a wrong id needs it

                nearest = difflib.get_close_matches(key, self._by_id, 3)
                raise RecordNotFound(key, nearest) from None
        return self._records[key]

    def __contains__(self, item: object) -> bool:
        """Whether the records include this record, or one with this id."""
        if isinstance(item, str):
            return item in self._by_id
        return item in self._records

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __add__(self, other: Iterable[Record]) -> Records:
        """Join the records and the problems of both."""
        if not isinstance(other, Iterable):
            return NotImplemented
        problems = other.problems if isinstance(other, Records) else ()
        return Records((*self._records, *other), (*self.problems, *problems))

    def __eq__(self, other: object) -> bool:
        """Whether both have equal records in the same order; problems do not count."""
        if not isinstance(other, Records):
            return NotImplemented
        return self._records == other._records

    def __hash__(self) -> int:
        return hash(self._records)

    def __repr__(self) -> str:
        shown = ", ".join(repr(record.id) for record in self._records[:3])
        more = ", ..." if len(self._records) > 3 else ""
        problems = f", {len(self.problems)} problems" if self.problems else ""
        return f"<Records: {len(self._records)} ({shown}{more}){problems}>"

    def _rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a table of the first records."""
        for record in self._records[:_MAX_ROWS]:
            names = record.author or record.editor
            yield (
                record.id,
                record.type,
                "; ".join([name.literal or name.family or name.given for name in names]),
                str(record.issued or ""),
                str(record.title or ""),
            )

    def _note(self) -> str:
        """Say what the table leaves out."""
        counts = (
            (len(self._records) - _MAX_ROWS, "more record"),
            (len(self._problems), "problem"),
        )
        parts = [f"{count:,} {what}{'s' * (count > 1)}" for count, what in counts if count > 0]
        return ", ".join(parts)

    def _repr_html_(self) -> str:
        return html_table(_HEAD, self._rows(), self._note())

    def _repr_markdown_(self) -> str:
        return markdown_table(_HEAD, self._rows(), self._note())
