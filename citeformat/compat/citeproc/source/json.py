"""CSL-JSON as a source of references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from citeformat.compat.citeproc.source import (
    BibliographySource,
    Date,
    DateRange,
    LiteralDate,
    Name,
    Reference,
)
from citeformat.compat.citeproc.variables import DATES, NAMES, python_name
from citeformat.errors import Problem
from citeformat.record.citation_keys import make_id

__all__ = ["CiteProcJSON", "date_of", "names_of"]

_NAMES, _DATES = frozenset(NAMES), frozenset(DATES)


class CiteProcJSON(BibliographySource):
    """References from the items of CSL-JSON.

    Args:
        json_data: The items. One item is taken for a list of one.

    >>> CiteProcJSON([{"id": "Knuth1984", "type": "book", "title": "The TeXbook"}])["knuth1984"]
    Reference(Knuth1984)
    """

    def __init__(self, json_data: Iterable[Mapping[str, Any]] | Mapping[str, Any]) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        items = [json_data] if isinstance(json_data, Mapping) else json_data
        for item in items:
            if isinstance(item, Mapping):
                self.add(_reference(item))
            else:
                message = f"a CSL-JSON item must be an object, not {type(item).__name__}"
                self.problems.append(Problem("error", message, hint="the item was left out"))


def _reference(item: Mapping[str, Any]) -> Reference:
    id = item.get("id")
    values = {}
    for name, value in item.items():
        if name in ("id", "type", "key") or value is None:
            continue
        variable = python_name(name)
        if variable in _NAMES:
            value = names_of(value)
        elif variable in _DATES:
            value = date_of(value)
        elif variable != "language" and isinstance(value, int | float):
            value = str(value)
        values[variable] = value
    key = make_id(dict(item)) if id is None or id == "" else str(id)
    return Reference(key, str(item.get("type") or "document"), **values)


def names_of(value: Any) -> Any:
    """Make `Name` values of the names of CSL-JSON; anything else stays as it is."""
    if not isinstance(value, list | tuple):
        return value
    return [Name(**name) if isinstance(name, dict) else name for name in value]


def date_of(value: Any) -> Any:
    """Make a date of a date of CSL-JSON; anything else stays as it is.

    >>> date_of({"date-parts": [[2020, "5"]]})
    {'circa': False, 'year': 2020, 'month': 5}
    """
    if not isinstance(value, dict):
        return value
    parts = value.get("date-parts") or []
    others = {name: value[name] for name in ("season", "circa") if name in value}
    if set(value) - {"date-parts", "season", "circa", "literal"} or not isinstance(parts, list):
        return value
    if not parts and "literal" in value:
        return LiteralDate(value["literal"], **others)
    dates = []
    for part in parts:
        if not isinstance(part, list | tuple) or not 0 < len(part) <= 3:
            return value
        dates.append(Date(**dict(zip(("year", "month", "day"), part, strict=False)), **others))
    if len(dates) == 1 and "literal" not in value:
        return dates[0]
    if len(dates) == 2 and "literal" not in value:
        return DateRange(begin=dates[0], end=dates[1], **others)
    return value
