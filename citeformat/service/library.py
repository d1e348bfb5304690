"""The records that a service has.

In: records, a function or an SQLite file. Out: the record with an id, or with a DOI.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from threading import local
from typing import Any, Protocol, TypeAlias, runtime_checkable

from citeformat._util.surrogates import replace_surrogates
from citeformat.errors import SourceError
from citeformat.record import Record, Records
from citeformat.record.collection import RecordsLike, record_of
from citeformat.record.works.values import bare_doi

__all__ = ["FindRecord", "Library", "RecordLibrary", "StoreLibrary", "library_of", "write_store"]

_TABLE = "CREATE TABLE IF NOT EXISTS records (id TEXT PRIMARY KEY, doi TEXT, csl TEXT NOT NULL)"
_FIND = "SELECT csl FROM records WHERE id = ? UNION ALL SELECT csl FROM records WHERE doi = ?"


@runtime_checkable
class Library(Protocol):
    """Where a service gets its records."""

    def find(self, id: str) -> Record | None:
        """Return the record with an id, or `None`. Several threads call this."""
        ...


FindRecord: TypeAlias = "Callable[[str], Record | Mapping[str, Any] | None]"
"""A function that returns the record with an id, as a `Record` or a CSL-JSON item, or `None`."""


class RecordLibrary:
    """Records in memory, by id and by DOI.

    >>> library = RecordLibrary([Record("knuth", "book", {"DOI": "10.1000/TeX"})])
    >>> library.find("10.1000/tex").id
    'knuth'
    """

    def __init__(self, records: RecordsLike = ()) -> None:
        self._records = records if isinstance(records, Records) else Records(records)
        self._by_doi: dict[str, Record] = {}
        for record in self._records:
            if record.DOI:
                self._by_doi.setdefault(_doi_key(record.DOI), record)

    def find(self, id: str) -> Record | None:
        """Return the record with an id or a DOI, or `None`."""
        return self._records.get(id) or self._by_doi.get(_doi_key(id))


class FunctionLibrary:
    """Records that a function returns."""

    def __init__(self, function: FindRecord) -> None:
        self._function = function

    def find(self, id: str) -> Record | None:
        """Return what the function returns, as a record."""
        found = self._function(id)
        return None if found is None else record_of(found)


class StoreLibrary:
    """Records in an SQLite file, which is only read. `write_store` makes one.

    The table `records` has a row for each record: `id`, `doi` (in lower case, or NULL) and `csl`,
    the CSL-JSON item.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open a store.

        Raises:
            SourceError: The file does not exist, or it has no such table.
        """
        self._path = Path(path)
        self._threads = local()
        try:
            self._connection().execute("SELECT id, doi, csl FROM records LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise SourceError(
                f"{path} is not a store of records: {error}; "
                "citeformat.read and --records read files of references, and "
                "citeformat.service.write_store makes a store"
            ) from None

    def find(self, id: str) -> Record | None:
        """Return the record with an id or a DOI, or `None`."""
        row = self._connection().execute(_FIND, (id, _doi_key(id))).fetchone()
        return None if row is None else Record.from_csl(json.loads(row[0]))

    def _connection(self) -> sqlite3.Connection:
        """Return the connection of this thread."""
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            address = f"{self._path.resolve().as_uri()}?mode=ro"
            connection = self._threads.connection = sqlite3.connect(
                address, uri=True, check_same_thread=False, factory=_ClosingConnection
            )
        return connection


class _ClosingConnection(sqlite3.Connection):
    """A connection that is closed when its thread or its library is gone."""

    def __del__(self) -> None:
        self.close()


def library_of(records: RecordsLike | FindRecord | Library | str | os.PathLike[str]) -> Library:
    """Return the library that a program gave: records, a function, a library, or a store's path."""
    if isinstance(records, str | os.PathLike):
        return StoreLibrary(records)
    if isinstance(records, Library):
        return records
    if callable(records):
        return FunctionLibrary(records)
    return RecordLibrary(records)


def write_store(path: str | os.PathLike[str], records: Iterable[Record]) -> int:
    """Write records to an SQLite file, from which a service reads them.

    Records that the file has already stay, unless a new one has the same id.

    Args:
        path: The file. It is made if it does not exist.
        records: The records. `citeformat.iter_records` reads files that do not fit into memory.

    Returns:
        The number of records that were written.

    Raises:
        SourceError: The file cannot be written, or it is something else. It has its old records.
    """
    count = 0
    try:
        with closing(sqlite3.connect(Path(path))) as connection, connection:
            connection.execute(_TABLE)
            connection.execute("CREATE INDEX IF NOT EXISTS records_doi ON records (doi)")
            for record in records:
                count += 1
                item = json.dumps(record.to_csl(), ensure_ascii=False)
                doi = _doi_key(record.DOI) if record.DOI else None
                row = [replace_surrogates(each) for each in (record.id, doi, item)]
                connection.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?)", row)
    except sqlite3.Error as error:
        raise SourceError(f"the store {path} cannot be written: {error}") from None
    return count


def _doi_key(text: str) -> str:
    """Return a DOI as it is compared: in lower case, without the address of a resolver."""
    return bare_doi(text.strip()).lower()
