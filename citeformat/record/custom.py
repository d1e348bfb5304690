"""What a record carries beyond CSL's variables: values under names of a user's own.

In: a record and a name. Out: the value, wherever the record's source put it. CSL-JSON has the
object `custom` for such values; BibTeX fields that mean no variable are kept in `custom.bibtex`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citeformat.record.core import Record

__all__ = ["custom_text", "custom_texts", "custom_value"]


def custom_value(record: Record, name: str) -> Any:
    """The value of this name, or `None`.

    Args:
        record: A record.
        name: Its case counts, except in BibTeX fields, whose names have none.

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
    """The value of this name as text; `""` where there is none.

    >>> custom_text(Record.from_csl({"id": "x", "custom": {"scopus": 85164438987}}), "scopus")
    '85164438987'
    """
    value = custom_value(record, name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def custom_texts(record: Record, name: str) -> tuple[str, ...]:
    """The values of this name as texts: a list's, or the one that there is.

    >>> custom_texts(Record.from_csl({"id": "x", "custom": {"links": ["a", "b"]}}), "links")
    ('a', 'b')
    """
    value = custom_value(record, name)
    if isinstance(value, list | tuple):
        return tuple([str(part) for part in value if isinstance(part, str | int | float)])
    text = custom_text(record, name)
    return (text,) if text else ()
