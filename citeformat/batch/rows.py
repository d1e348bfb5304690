"""The rows of a table -> records.

In: records, objects and JSON, mixed. Out: a record for each row, and the problems of the row. A row
that cannot be read has no record, and never keeps the others from being read.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

from citeformat.errors import CiteformatError, FormatError, Problem, RecordError
from citeformat.interchange import READERS
from citeformat.interchange.json.works import CSL_ITEMS
from citeformat.record import Record
from citeformat.record.citation_keys import make_id
from citeformat.record.values.checks import is_missing
from citeformat.record.values.texts import has_id
from citeformat.record.works import Service, only_work, service_of

__all__ = [
    "MOST_CHARACTERS", "MOST_NAMES", "Item", "Row", "SourceFormat", "find_source_format",
    "read_rows",
]  # fmt: skip

Item: TypeAlias = "Record | Mapping[str, Any] | str | bytes | None"
"""What a row may be: a record, an object or its JSON."""

SourceFormat: TypeAlias = "Service | None"
"""The service whose works the rows are, or `None` if each row is recognized."""

MOST_NAMES = 10_000
"""So many names of a list are used. More of them would take longer than thousands of rows."""

MOST_CHARACTERS = 1_000_000
"""So many characters of a text are used."""

_SERVICES: dict[str, SourceFormat] = {
    "auto": None, "csl-json": None, "crossref": "crossref", "datacite": "datacite",
    "openalex": "openalex",
}  # fmt: skip


_DECODER = json.JSONDecoder()


class Row(NamedTuple):
    """The record of a row, or `None` if it cannot be read, and what is wrong with it."""

    record: Record | None
    problems: tuple[Problem, ...] = ()


def find_source_format(name: str | None) -> SourceFormat:
    """Return what the rows of a table are.

    Args:
        name: `"csl-json"`, `"crossref"`, `"datacite"`, `"openalex"`, or `"auto"` for any of them.

    Raises:
        FormatError: Rows cannot be in this format.

    >>> find_source_format("openalex"), find_source_format("auto")
    ('openalex', None)
    """
    if name is None or name in _SERVICES:
        return _SERVICES[name or "auto"]
    found = READERS.find(name).name
    if found not in CSL_ITEMS:
        raise FormatError(f"rows cannot be in the format {name!r}; choose {', '.join(_SERVICES)}")
    return _SERVICES[found]


def read_rows(items: Iterable[Item], source_format: SourceFormat) -> list[Row]:
    """Read the record of each row.

    >>> rows = read_rows(['{"id": "a", "title": "TeX"}', None], None)
    >>> rows[0].record, rows[1].problems[0].message
    (Record('a', 'document', title='TeX'), 'the row is empty')
    """
    rows = []
    for item in items:
        problems: list[Problem] = []
        record: Record | None = None
        try:
            record = _limited(_record_of(item, source_format, problems), problems)
        except CiteformatError as error:
            problems.append(Problem("error", str(error), hint="the row has no text"))
        except RecursionError:
            message = "it is nested too deeply"
            problems.append(Problem("error", message, hint="the row has no text"))
        except Exception as error:
            message = f"the row cannot be read: {type(error).__name__}: {error}"
            hint = "this is a bug in citeformat; please report it with the row"
            problems.append(Problem("error", message, hint=hint, detail=traceback.format_exc()))
        rows.append(Row(record, tuple(problems)))
    return rows


def _record_of(item: Any, source_format: SourceFormat, problems: list[Problem]) -> Record:
    """Make a record of a row.

    Raises:
        RecordError: The row cannot be read.
    """
    if isinstance(item, Record):
        return item
    if isinstance(item, (str, bytes, bytearray)):
        item = _decoded(item, problems)
    if item.__class__ is not dict or not item:
        if is_missing(item) or item == {}:
            raise RecordError("the row is empty")
        if not isinstance(item, Mapping):
            shown = repr(item)
            shown = shown if len(shown) <= 40 else f"{shown[:40]}..."
            raise RecordError(f"a row must be an object, not {shown}")
    service = source_format or service_of(item)
    if service is not None:
        item = only_work(service, item)
    elif not has_id(item):
        made = make_id(item)
        item = {**item, "id": made}
        hint = f"the id {made!r} was made for it"
        problems.append(Problem("warning", "the item has no id", hint=hint, record=made))
    return Record.from_csl(item, problems=problems)


def _decoded(text: str | bytes | bytearray, problems: list[Problem]) -> Any:
    """Decode JSON. Python's extension NaN is read as null, as in files.

    Raises:
        RecordError: It is not JSON.
    """
    try:
        if not isinstance(text, str):
            text = bytes(text).decode("utf-8", "surrogateescape").removeprefix("\ufeff")
        text = text.strip()
        if not text:
            return None
        if "NaN" not in text and "Infinity" not in text:
            return _DECODER.decode(text)
        constants: list[str] = []
        item = json.loads(text, parse_constant=constants.append)
    except ValueError as error:
        raise RecordError(f"this is not JSON: {getattr(error, 'msg', error)}") from None
    if constants:
        message = f"JSON has no {' and no '.join(dict.fromkeys(constants))}"
        problems.append(Problem("warning", message, hint="it is read as null"))
    return item


def _limited(record: Record, problems: list[Problem]) -> Record:
    """Shorten values that are too long for a table, and report them."""
    for variable, value in record.fields.items():
        shortened: Any
        if isinstance(value, tuple) and len(value) > MOST_NAMES:
            message = f"{variable} has {len(value):,} names"
            hint = f"the first {MOST_NAMES - 1:,} and the last are used"
            shortened = (*value[: MOST_NAMES - 1], value[-1])
        elif isinstance(value, str) and len(value) > MOST_CHARACTERS:
            message = f"{variable} has {len(value):,} characters"
            hint = f"the first {MOST_CHARACTERS:,} are used"
            shortened = value[:MOST_CHARACTERS]
        else:
            continue
        problems.append(Problem("warning", message, hint=hint, record=record.id))
        record = record.replace(**{variable.replace("-", "_"): shortened})
    return record
