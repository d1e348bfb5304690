"""Look up values that a record has besides CSL's variables, under names of the user's own.

In: a record and a name. Out: the value, wherever the record's source put it. CSL-JSON has the
object `custom` for such values. `custom.bibtex` has the BibTeX fields that are not CSL variables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from citeformat.record.core import Record

__all__ = ["aliases", "custom_text", "custom_texts", "custom_value", "ids_by_alias"]


def aliases(record: Record) -> tuple[str, ...]:
    """Return the other ids of a record: BibLaTeX's field `ids` and CSL's `citation-key`.

    >>> aliases(Record.from_csl({"id": "x", "custom": {"bibtex": {"ids": "old, older"}}}))
    ('old', 'older')
    >>> aliases(Record.from_csl({"id": "http://zotero.org/users/1/items/A", "citation-key": "doe"}))
    ('doe',)
    """
    key = record.fields.get("citation-key")
    keys = (key,) if isinstance(key, str) and key and key != record.id else ()
    custom = record.extra.get("custom")
    fields = custom.get("bibtex") if isinstance(custom, Mapping) else None
    ids = fields.get("ids") if isinstance(fields, Mapping) else None
    if not isinstance(ids, str):
        return keys
    return (*keys, *(id.strip() for id in ids.split(",") if id.strip()))


def ids_by_alias(records: Iterable[Record]) -> dict[str, str]:
    """Return the other ids of records -> their ids. Of several records with one, the first has it.

    >>> ids_by_alias([Record.from_csl({"id": "x", "custom": {"bibtex": {"ids": "old, older"}}})])
    {'old': 'x', 'older': 'x'}
    """
    found: dict[str, str] = {}
    for record in records:
        if record.extra or "citation-key" in record.fields:
            for alias in aliases(record):
                found.setdefault(alias, record.id)
    return found


def custom_value(record: Record, name: str) -> Any:
    """Return the value with this name, or `None`.

    Args:
        record: A record.
        name: The name. It is case-sensitive, except for BibTeX fields.

    >>> record = Record.from_csl({"id": "x", "custom": {"scopus": "85164438987"}})
    >>> custom_value(record, "scopus")
    '85164438987'
    """
    custom = record.extra.get("custom")
    if not isinstance(custom, Mapping):
        return record.extra.get(name)
    if name in custom:
        return custom[name]
    fields = custom.get("bibtex")
    if isinstance(fields, Mapping) and name.lower() in fields:
        return fields[name.lower()]
    return record.extra.get(name)


def custom_text(record: Record, name: str) -> str:
    """Return the value with this name as text, or `""`.

    >>> custom_text(Record.from_csl({"id": "x", "custom": {"scopus": 85164438987}}), "scopus")
    '85164438987'
    """
    value = custom_value(record, name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def custom_texts(record: Record, name: str) -> tuple[str, ...]:
    """Return the items of a list with this name as texts, or a single value.

    >>> custom_texts(Record.from_csl({"id": "x", "custom": {"links": ["a", "b"]}}), "links")
    ('a', 'b')
    """
    value = custom_value(record, name)
    if isinstance(value, list | tuple):
        return tuple([str(part) for part in value if isinstance(part, str | int | float)])
    text = custom_text(record, name)
    return (text,) if text else ()
