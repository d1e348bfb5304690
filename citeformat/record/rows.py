"""Make records of the rows of a table: `Records.from_dicts`.

In: rows, each an object that maps the heads of columns to values, as `csv.DictReader`, pandas and
databases return them. Out: records, and problems with the numbers of their rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from citeformat._util.patterns import DOI_PREFIX, lazy_pattern
from citeformat._util.text import letters_and_digits
from citeformat.errors import Problem, RecordError
from citeformat.record.citation_keys import UniqueIds, make_id
from citeformat.record.core import Record
from citeformat.record.fields import (
    SPECIAL_COLUMNS,
    near_variables,
    variable_named,
    variable_of_column,
)
from citeformat.record.values.checks import is_missing, wrong_value
from citeformat.record.values.texts import record_id

__all__ = ["read_rows"]

_RANGE = lazy_pattern(r"\s*(?:-{1,3}|[–—‐‑])\s*")
_DOI = lazy_pattern(f"{DOI_PREFIX}+")
_SCOPUS_ID = "2-s2.0-"
"""What Scopus's own number of a work begins with. Its column has the name of BibLaTeX's `eid`."""
_NUMBER_OF_AUTHOR = lazy_pattern(r"\s*\(\d+\)(?=\s*(?:;|$))")
_MOST_COMPARED = 50
"""How many unknown columns are compared with those that there are, because comparing takes time."""
_SPECIAL = frozenset(SPECIAL_COLUMNS.values())
"""What a column may hold besides a variable."""


def read_rows(
    rows: Any,
    columns: Mapping[str, str | None] | None = None,
    file: str = "",
    lines: Sequence[int] = (),
) -> tuple[list[Record], list[Problem]]:
    """Make a record of each row.

    Args:
        rows: The rows, a data frame of pandas or polars, or a table of Arrow.
        columns: Head of a column -> the CSL variable that it holds, or `None` to leave it out.
        file: The name of the file that the rows come from, for problems.
        lines: The line of each row in this file; by default, a row is named by its number.

    Returns:
        The records and the problems.

    Raises:
        RecordError: `rows` are not rows, or `columns` names something that is not a variable.
    """
    heads = _Columns(_checked_columns(columns or {}))
    records: list[Record] = []
    problems: list[Problem] = []
    ids = UniqueIds()
    for number, row in enumerate(_rows_of(rows), 1):
        line = lines[number - 1] if lines else number
        values, custom, found = heads.read(row)
        record: Record | None = None
        if values:
            record, more = _record(values, custom, ids, file, line)
            found += more
        elif not found:
            message = "no column with a value is known" if custom else "it has no values"
            found.append(Problem("warning", message, hint="the row was left out"))
        for one in found:
            message = one.message if lines else f"row {number}: {one.message}"
            problems.append(replace(one, message=message, source=file, line=line))
        if record is not None:
            records.append(record)
    for number, head in enumerate(heads.unknown):
        near = near_variables(head) if number < _MOST_COMPARED else []
        hint = f"did you mean {near[0]!r}? " if near else ""
        hint += 'its values are in extra["custom"]'
        problems.append(Problem("warning", f"the column {head!r} is not known", file, 0, hint))
    for head in heads.unused:
        hint = "columns names the heads of columns and their variables"
        problems.append(Problem("warning", f"no row has the column {head!r}", file, 0, hint))
    return records, problems


class _Columns:
    """What the columns of a table hold."""

    def __init__(self, given: Mapping[str, str | None]) -> None:
        self._given = dict(given)
        self._in_any_case = {str(head).casefold(): head for head in given}
        self._meanings: dict[Any, str | None] = {}
        self._left_out: set[Any] = set()
        self.unknown: dict[Any, None] = {}
        """The heads of the columns whose meaning is not known, and that have values."""

    @property
    def unused(self) -> list[str]:
        """The columns that the user named and no row has."""
        return list(self._in_any_case.values())

    def read(self, row: Any) -> tuple[dict[str, Any], dict[str, Any], list[Problem]]:
        """Return the values of a row by their meanings, its other values, and problems."""
        values: dict[str, Any] = {}
        custom: dict[str, Any] = {}
        problems: list[Problem] = []
        try:  # a row of sqlite3 has keys, but no items
            names = () if hasattr(row, "items") else row.keys()
            items = row.items() if hasattr(row, "items") else [(each, row[each]) for each in names]
        except Exception:  # the row's own code
            message = "it is not an object that maps heads of columns to values"
            return {}, {}, [Problem("error", message, hint="the row was left out")]
        for head, value in items:
            if isinstance(value, str):
                value = value.strip()
            meaning = self._meaning(head)
            if is_missing(value) or value == "":
                continue
            if meaning == "page" and isinstance(value, str) and value.startswith(_SCOPUS_ID):
                meaning = None
            if meaning is not None and meaning not in values:
                values[meaning] = value
            elif meaning is not None:
                message = f"two columns hold {meaning}"
                hint = f"the value of {head!r} is in extra['custom']"
                problems.append(Problem("warning", message, hint=hint))
                custom[str(head)] = value
            elif head not in self._left_out:
                custom[str(head)] = value
                if self._meanings[head] is None:
                    self.unknown[head] = None
        return values, custom, problems

    def _meaning(self, head: Any) -> str | None:
        if head not in self._meanings:
            named = self._in_any_case.pop(str(head).casefold(), None)
            if named is None:
                self._meanings[head] = _meaning(head)
            else:
                self._meanings[head] = self._given[named]
                if self._given[named] is None:
                    self._left_out.add(head)
        return self._meanings[head]


def _rows_of(rows: Any) -> Iterable[Any]:
    """Return the rows of what a program gave."""
    if hasattr(rows, "read_all"):  # a reader of Arrow, which DuckDB returns
        rows = rows.read_all()
    if hasattr(rows, "to_pylist"):  # Arrow
        rows = rows.to_pylist()
    elif hasattr(rows, "to_dicts"):  # polars
        rows = rows.to_dicts()
    elif hasattr(rows, "to_dict") and hasattr(rows, "columns"):  # pandas
        rows = rows.to_dict("records")
    if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
        raise wrong_value("rows", rows, "a list of objects, such as those of csv.DictReader")
    found: Iterable[Any] = rows
    return found


def _checked_columns(columns: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the meaning of each column that the user named."""
    if not isinstance(columns, Mapping):
        raise wrong_value("columns", columns, "an object: head of a column -> variable")
    checked: dict[str, str | None] = {}
    for head, name in columns.items():
        meaning = name if name is None or name in _SPECIAL else variable_named(name)
        if meaning is None and name is not None:
            meaning = _meaning(name)
        if meaning is None and name is not None:
            swapped = variable_named(head) or head in _SPECIAL
            near = near_variables(name)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            if swapped:
                hint = f"; write {{{name!r}: {head!r}}}"
            raise RecordError(f"columns: CSL has no variable {name!r}{hint}")
        checked[head] = meaning
    return checked


def _meaning(head: object) -> str | None:
    """Return what a column holds by its head, or `None`."""
    if not isinstance(head, str):
        return None
    return SPECIAL_COLUMNS.get(letters_and_digits(head)) or variable_of_column(head)


def _record(
    values: dict[str, Any], custom: dict[str, Any], ids: UniqueIds, file: str, number: int
) -> tuple[Record | None, list[Problem]]:
    """Make the record of a row.

    Returns:
        The record, unless it cannot be made, and its problems.
    """
    found: list[Problem] = []
    item = {name: value for name, value in values.items() if name not in _SPECIAL}
    parts: tuple[str, ...] = ("year", "month", "day")
    date = {name: values[name] for name in parts if name in values}
    if "issued" not in item and "year" in date:
        item["issued"] = _issued(date)
    elif "issued" not in item and date:
        custom |= date
    first, last = values.get("first page"), values.get("last page")
    if "page" not in item and first is not None:
        item["page"] = str(first) if last is None else f"{_whole(first)}-{_whole(last)}"
    if isinstance(item.get("page"), str):
        item["page"] = _RANGE().sub("-", item["page"])
    names = values.get("full names", item.get("author"))
    if names is not None:  # Scopus's full names have the numbers of their authors
        item["author"] = _NUMBER_OF_AUTHOR().sub("", names) if isinstance(names, str) else names
    if item.get("status") == "Final":  # so Scopus says that a work is not in press
        custom["status"] = item.pop("status")
    if isinstance(item.get("DOI"), str):
        item["DOI"] = _DOI().sub("", item["DOI"], count=1)
    type = values.get("type")
    if (
        isinstance(type, str)
        and letters_and_digits(type) == "article"
        and "container-title" in item
    ):
        type = "article-journal"  # as BibTeX and Scopus say
    item["type"] = type or _likely_type(item)
    if item["type"] == "article-journal" and "number" in item and "issue" not in item:
        item["issue"] = item.pop("number")  # BibTeX's number
    if custom:
        item["custom"] = custom
    try:
        wanted = record_id(values["id"]) if "id" in values else make_id(item)
        id = ids.take(wanted)
        record = Record.from_csl({**item, "id": id}, file=file, line=number, problems=found)
    except RecordError as error:
        return None, [Problem("error", str(error), hint="the row was left out")]
    if id != wanted and "id" in values:
        message, hint = f"the id {wanted!r} is used twice", f"this one is read as {id!r}"
        problem = Problem("warning", message, hint=hint, record=id, other_records=(wanted,))
        found.append(problem)
    return record, list(_worth_telling(found))


def _issued(date: dict[str, Any]) -> Any:
    """Return a date of the columns year, month and day as CSL-JSON or text."""
    if len(date) == 1:
        return date["year"]
    whole = {name: _whole(value) for name, value in date.items()}
    if all(isinstance(value, int) for value in whole.values()):
        return whole
    return " ".join([str(whole[name]) for name in ("day", "month", "year") if name in whole])


def _whole(value: Any) -> Any:
    """Return an integer that pandas made a float, or text of digits, as an integer."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _likely_type(item: Mapping[str, Any]) -> str:
    """Return the type of a work whose row does not say it."""
    if "event-title" in item:
        return "paper-conference"
    if "container-title" in item:
        is_chapter = ("publisher" in item or "ISBN" in item) and "volume" not in item
        return "chapter" if is_chapter and "editor" in item else "article-journal"
    return "book" if "publisher" in item or "ISBN" in item else "document"


def _worth_telling(found: Iterable[Problem]) -> Iterator[Problem]:
    """Leave out what is usual in tables: names and years that are text, and types of others."""
    for problem in found:
        usual = ("a name in parts", "not a date", "unknown type")
        literal = "it is read as a literal name" in problem.hint and "," in problem.message
        guessed = problem.hint == "it is read as 'document'"
        is_usual = any(words in problem.message for words in usual)
        if problem.severity == "error" or literal or guessed or not is_usual:
            yield problem
