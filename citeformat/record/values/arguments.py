"""Convert the values that a program gives for variables.

In: `{"issued": 2020, "author": "Doe, Jane"}`. Out: the typed values of a record, or an exception.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citeformat.csl.variables import ALIASES, KIND, Kind
from citeformat.errors import RecordError
from citeformat.record.date import Date
from citeformat.record.fields import Value, near_variables, variable_named
from citeformat.record.name import Name
from citeformat.record.values.checks import Note, is_missing, refuse_unclear, wrong_value
from citeformat.record.values.dates import date_value
from citeformat.record.values.names import names_value
from citeformat.record.values.texts import text_value

__all__ = ["checked_extra", "converted", "typed_fields", "typed_value", "variable_of"]

_TYPES_OF_KINDS: dict[Kind, tuple[type, ...]] = {
    "text": (str,), "number": (str, int), "date": (Date,), "names": (tuple,),
}  # fmt: skip
_TYPES_OF = {variable: _TYPES_OF_KINDS[kind] for variable, kind in KIND.items()}
"""Variable -> the types that its values have in a record."""


def typed_fields(fields: Mapping[str, Any]) -> dict[str, Value]:
    """Return variables with values of the right types. Usually they have these already.

    Raises:
        RecordError: There is no such variable, or a value is not clear.
    """
    if not isinstance(fields, Mapping):
        raise wrong_value("fields", fields, "an object with CSL variables")
    for variable, value in fields.items():
        types = _TYPES_OF.get(variable)
        if types is None or value.__class__ not in types:
            return converted(fields)
        if value.__class__ is tuple:
            for name in value:
                if name.__class__ is not Name:
                    return converted(fields)
    return dict(fields)


def converted(values: Mapping[str, Any]) -> dict[str, Value]:
    """Convert the values that a program gives for variables.

    Raises:
        RecordError: There is no such variable, or a value is not clear.
    """
    fields: dict[str, Value] = {}
    for name, value in values.items():
        variable = variable_of(name)
        if is_missing(value):
            continue
        typed = typed_value(variable, value, refuse_unclear)
        if typed is not None and typed != ():
            fields[variable] = typed
    return fields


def variable_of(name: object) -> str:
    """Return the variable of this name, in CSL's or Python's spelling.

    Raises:
        RecordError: CSL has no such variable.
    """
    variable = variable_named(name)
    if variable is None:
        near = near_variables(name)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; extra holds other values"
        raise RecordError(f"CSL has no variable {name!r}{hint}")
    return variable


def checked_extra(extra: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of `extra`, which has no variables of CSL: no style would print them.

    Raises:
        RecordError: It has one, or is not an object.
    """
    if not isinstance(extra, Mapping):
        raise wrong_value("extra", extra, "an object with keys that CSL does not define")
    for key in extra:
        if key in ("id", "type") or (key in KIND and key not in ALIASES):
            raise RecordError(f"{key} is a variable of CSL, and cannot be in extra")
    return dict(extra)


def typed_value(
    variable: str, value: Any, note: Note
) -> str | int | Date | tuple[Name, ...] | None:
    """Return the value of a variable in the type of the variable, or `None` if it has none.

    Args:
        variable: A CSL variable.
        value: A value that is not missing.
        note: Receives what was guessed.

    Raises:
        RecordError: The value cannot be read.
    """
    kind = KIND[variable]
    if kind == "names":
        return names_value(variable, value, note)
    if kind == "date":
        date = date_value(variable, value, note)
        if date == Date():  # Crossref has the date-parts [[null]] if it knows no date
            return None
        if date is not None and not date.is_in_calendar:
            message = f"{variable} is {date}, and the calendar has no such day"
            note(message, "it is printed as it is")
        return date
    return text_value(variable, value, note)
