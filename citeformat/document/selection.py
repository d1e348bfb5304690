"""Which works a bibliography shows: include, exclude, select and quash.

In: an item and lists of conditions `{"field": name, "value": text}`. A condition on `type` looks
at the type, one with an empty value asks for an absent field, one on a field of several words or
names asks whether the value is among them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citeformat.record import Date
from citeformat.runtime.context import Item

__all__ = ["selects"]

Conditions = Sequence[Mapping[str, Any]]


def selects(
    item: Item, include: Conditions, exclude: Conditions, select: Conditions, quash: Conditions
) -> bool:
    """Whether a work is shown."""
    if include:
        return any(_meets(item, condition) for condition in include)
    if exclude:
        return not any(_meets(item, condition) for condition in exclude)
    if select:
        return all(_meets(item, condition) for condition in select)
    if quash:
        return not all(_meets(item, condition) for condition in quash)
    return True


def _meets(item: Item, condition: Mapping[str, Any]) -> bool:
    field, wanted = str(condition.get("field", "")), str(condition.get("value", ""))
    if field == "type":
        return item.type == wanted
    value = item.fields.get(field, item.record.extra.get(field))
    if not wanted:
        return not value
    if isinstance(value, (list, tuple)):
        return any(wanted in (str(each), getattr(each, "family", None)) for each in value)
    if isinstance(value, Date):
        return wanted == str(value)
    return value is not None and wanted == str(value)
