"""References → records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citeformat.compat.citeproc.source import Date, DateRange, LiteralDate
from citeformat.compat.citeproc.variables import csl_name
from citeformat.errors import Problem
from citeformat.record import Record

__all__ = ["record_of_reference"]


def record_of_reference(reference: Mapping[str, Any], problems: list[Problem]) -> Record:
    """Make a record of a reference.

    Args:
        reference: The reference. It may have changed since it was made.
        problems: A list to which a Problem is added for each value that cannot be used.

    >>> from citeformat.compat.citeproc.source import Reference
    >>> reference = Reference("knuth1984", "book", title="TeX", issued=Date(year=1984))
    >>> record_of_reference(reference, []).to_csl()
    {'id': 'knuth1984', 'type': 'book', 'title': 'TeX', 'issued': {'date-parts': [[1984]]}}
    """
    item: dict[str, Any] = {"id": reference["key"], "type": str(reference["type"])}
    for name, value in reference.items():
        if name not in ("key", "type"):
            item[csl_name(name)] = _csl_value(value)
    return Record.from_csl(item, problems=problems)


def _csl_value(value: Any) -> Any:
    if isinstance(value, LiteralDate):
        return {"literal": value["text"], "circa": value["circa"]}
    if isinstance(value, Date):
        return _csl_date([value], value)
    if isinstance(value, DateRange):
        ends = [value["begin"], *([value["end"]] if "end" in value else [])]
        return _csl_date(ends, value)
    if isinstance(value, str):
        return str(value)  # a subclass of str may have operators of its own
    return value


def _csl_date(dates: list[Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("year", "month", "day")
    made: dict[str, Any] = {
        "date-parts": [[date[key] for key in keys if key in date] for date in dates]
    }
    season = whole.get("season") or dates[0].get("season")
    if season:
        made["season"] = season
    if whole.get("circa"):
        made["circa"] = True
    return made
