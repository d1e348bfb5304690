"""Choose the works of a bibliography by conditions, as citeproc-js does.

In: a work and conditions. Out: whether the work is listed. A condition of `include`, `exclude`,
`select` and `quash` is `{"field": name, "value": text}`. For the field `type`, it compares the type
of the work. An empty value asks for an absent field. If a field has several words or names, one of
them must be equal.

Source: the documentation of citeproc-js, "Selective output with makeBibliography()".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citeformat.engine.runtime.item.fields import Item
from citeformat.record import Date

__all__ = ["Conditions", "check_conditions", "selects"]

Conditions = Sequence[Mapping[str, Any]]


def check_conditions(**conditions: object) -> None:
    """Make sure that conditions of a bibliography are lists of objects with a field.

    Raises:
        TypeError: Something else was given.

    >>> check_conditions(include=[{"field": "type", "value": "book"}])
    """
    for name, given in conditions.items():
        if (
            not isinstance(given, Sequence)
            or isinstance(given, (str, bytes))
            or not all(isinstance(one, Mapping) and isinstance(one.get("field"), str)
                       for one in given)
        ):  # fmt: skip
            example = '[{"field": "type", "value": "book"}]'
            raise TypeError(f"{name} takes a list of conditions, such as {example}, not {given!r}")


def selects(
    item: Item, include: Conditions, exclude: Conditions, select: Conditions, quash: Conditions
) -> bool:
    """Return whether a work is in a bibliography with these conditions."""
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
    field, given = str(condition.get("field", "")), condition.get("value", "")
    if isinstance(given, (frozenset, set, list, tuple)):
        if field == "id":
            return item.id in given
        return any(_meets(item, {"field": field, "value": each}) for each in given)
    wanted = str(given)
    if field == "type":
        return item.type == wanted
    if field == "id":
        return item.id == wanted
    value = item.fields.get(field, item.record.extra.get(field))
    if not wanted:
        return not value
    if isinstance(value, (list, tuple)):
        return any(wanted in (str(each), getattr(each, "family", None)) for each in value)
    if isinstance(value, Date):
        return wanted == str(value)
    return value is not None and wanted == str(value)
