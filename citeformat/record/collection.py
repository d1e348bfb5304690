"""A sequence of records, with the problems that were found while they were read.

In: records and problems. Out: a sequence that also looks records up by id. It is immutable; `+`
makes a longer one.
"""

from __future__ import annotations

import os
import reprlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar, overload

from citeformat._util.text import counted, similar_to
from citeformat.errors import Problem, RecordError, RecordNotFound
from citeformat.record.core import Record
from citeformat.record.custom import aliases
from citeformat.record.display import NotebookRepr, html_table, markdown_table
from citeformat.record.values.checks import wrong_value

__all__ = ["Records", "RecordsLike", "record_of", "records_of"]

RecordsLike: TypeAlias = "Record | Iterable[Record | Mapping[str, Any]]"
"""A record, or several; each may be a CSL-JSON item."""

_Default = TypeVar("_Default")
_HEAD = ("id", "type", "author", "issued", "title")
_MAX_ROWS = 50
"""The number of records that a notebook shows."""


def records_of(records: RecordsLike) -> tuple[Record, ...]:
    """Return the records that a program gave: a record, or several. CSL-JSON items become records.

    Raises:
        RecordError: Something is neither a record nor a CSL-JSON item.

    >>> records_of([{"id": "x", "type": "book"}])
    (Record('x', 'book'),)
    """
    if isinstance(records, Records):
        return records._records
    if not isinstance(records, (list, tuple)):
        if isinstance(records, Record):
            return (records,)
        if isinstance(records, Mapping):
            if "id" in records or any(isinstance(value, str) for value in records.values()):
                return (Record.from_csl(records),)
            records = records.values()  # id -> record
        if hasattr(records, "columns"):
            raise RecordError("a data frame has rows; Records.from_dicts makes records of them")
        if isinstance(records, (str, bytes, os.PathLike)) or not isinstance(records, Iterable):
            raise RecordError(
                f"a list of records is needed, not {type(records).__name__}; see citeformat.read"
            )
    given = tuple(records)
    for record in given:
        if not isinstance(record, Record):
            return tuple(map(record_of, given))
    return given


def record_of(record: Record | Mapping[str, Any]) -> Record:
    """Return the record that a program gave. A CSL-JSON item becomes a record.

    Raises:
        RecordError: It is neither a record nor a CSL-JSON item.

    >>> record_of({"id": "x", "type": "book"})
    Record('x', 'book')
    """
    if isinstance(record, Record):
        return record
    if isinstance(record, Mapping):
        return Record.from_csl(record)
    if isinstance(record, Sequence) and record and isinstance(record[0], Record):
        raise RecordError(
            f"one record is needed, not {type(record).__name__}; take one, as in records[0]"
        )
    shown = reprlib.repr(record)
    raise RecordError(f"{shown} is not a record; make one with Record(...) or citeformat.read")


class Records(NotebookRepr, Sequence[Record]):
    """An immutable sequence of records.

    Args:
        records: The records, in the order of their source. CSL-JSON items become records.
        problems: What could not be read, or had to be guessed.

    Raises:
        RecordError: One of the records is neither a record nor a CSL-JSON item.

    >>> records = Records([Record("knuth1984", "book", {"title": "TeX"})])
    >>> records["knuth1984"].title, "knuth1984" in records, len(records)
    ('TeX', True, 1)
    """

    __slots__ = ("_by_id", "_problems", "_records")

    def __init__(
        self,
        records: RecordsLike = (),
        problems: Iterable[Problem] = (),
    ) -> None:
        self._records = records_of(records)
        self._problems = tuple(problems)
        self._by_id: dict[str, Record] = {}
        if isinstance(records, Records):
            self._by_id = records._by_id
            return
        for record in self._records:
            self._by_id.setdefault(record.id, record)
        for record in self._records:
            if record.extra or "citation-key" in record.fields:
                for alias in aliases(record):
                    self._by_id.setdefault(alias, record)

    @classmethod
    def from_dicts(
        cls,
        rows: Iterable[Mapping[str, Any]],
        columns: Mapping[str, str | None] | None = None,
        *,
        file: str = "",
    ) -> Records:
        """Make records of the rows of a table.

        The head of a column may be the name of a CSL variable, a field of BibTeX, or what Zotero,
        Scopus, Web of Science and PubMed call it: `DOI`, `journal`, `Source title`, `pages`. Case,
        blanks, hyphens and underscores do not count. `authors` holds a text such as
        `"Doe, Jane; Roe, Richard"`, or a list. A row without a type becomes what it looks like.

        Args:
            rows: Objects that map heads of columns to values, such as those of `csv.DictReader`, or
                a data frame of pandas or polars, or a table of Arrow.
            columns: Head of a column -> the variable that it holds, or `None` to leave it out.
                Others than variables are `"id"`, `"type"`, `"year"`, `"month"`, `"day"`,
                `"first page"` and `"last page"`.
            file: The name of the file that the rows come from, for problems.

        Returns:
            A record for each row. A value that cannot be read, and a row without values, is a
            problem with the number of its row. Values of unknown columns are in `extra["custom"]`.

        Raises:
            RecordError: `rows` are not rows, or `columns` names something that is not a variable.

        >>> records = Records.from_dicts([{"Authors": "Doe, Jane; Roe, R.", "Year": 2020,
        ...     "Title": "On rows", "Journal": "Tables", "Pages": "1--9", "Shelf": "B7"}])
        >>> records[0].type, records[0].author, records[0].page
        ('article-journal', (Name('Doe, Jane'), Name('Roe, R.')), '1-9')
        >>> print(*records.problems)
        <text>: warning: the column 'Shelf' is not known (its values are in extra["custom"])
        """
        from citeformat.record.rows import read_rows  # other records do not need it

        return cls(*read_rows(rows, columns, file))

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

        Another id finds the record as well: one in BibLaTeX's field `ids`, or CSL's `citation-key`.

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
                raise RecordNotFound(key, similar_to(key, self._by_id)) from None
        if not hasattr(key, "__index__"):
            raise wrong_value("the key of a record", key, "an id or an index")
        return self._records[key]

    @overload
    def get(self, id: str) -> Record | None: ...
    @overload
    def get(self, id: str, default: _Default) -> Record | _Default: ...
    def get(self, id: str, default: Any = None) -> Any:
        """Return the record with an id, or the default.

        >>> Records([Record("x", "book")]).get("y") is None
        True
        """
        return self._by_id.get(id, default)

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
        parts = [counted(count, what) for count, what in counts if count > 0]
        return ", ".join(parts)

    def _repr_html_(self) -> str:
        return html_table(_HEAD, self._rows(), self._note())

    def _repr_markdown_(self) -> str:
        return markdown_table(_HEAD, self._rows(), self._note())
