"""Read the values of a CSL-JSON item.

In: an item, as programs write it. Out: the values of CSL variables, and what CSL does not define.
A value that is as the CSL-JSON schema has it takes a short way. Most values are so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from citeformat._util.surrogates import replace_surrogates
from citeformat.csl.variables import (
    ALIASES,
    DATE_VARIABLES,
    KIND,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    TEXT_VARIABLES,
)
from citeformat.errors import RecordError
from citeformat.record.fields import Value, variable_named
from citeformat.record.values.arguments import typed_value
from citeformat.record.values.checks import Note, is_deep, is_missing
from citeformat.record.values.dates import date_of_parts
from citeformat.record.values.names import names_of_parts
from citeformat.record.values.texts import doi_value, members_of

__all__ = ["ReadItem", "read_item"]

_TEXTS = (TEXT_VARIABLES | NUMBER_VARIABLES) - ALIASES.keys()
_HEAD = frozenset(("id", "type"))


class ReadItem(NamedTuple):
    """The values of an item, and what is wrong with it."""

    fields: dict[str, Value]
    extra: dict[str, Any]
    """The keys that CSL does not define."""
    errors: list[RecordError]
    """An error for each value that cannot be read."""
    replaced: list[str]
    """The keys of the values with lone surrogates."""


def read_item(data: Mapping[str, Any], note: Note) -> ReadItem:
    """Read the values of a CSL-JSON item except for its id and type.

    Args:
        data: The item.
        note: Receives what was guessed.
    """
    fields: dict[str, Value] = {}
    item = ReadItem(fields, {}, [], [])
    for key, value in data.items():
        kind = value.__class__
        if kind is str:
            if value.isascii() or replace_surrogates(value) is value:
                if key in _TEXTS:
                    fields[key] = value
                    continue
                if key in _HEAD:
                    continue
        elif kind is list:
            if key in NAME_VARIABLES and (names := names_of_parts(value)):
                fields[key] = names
                continue
        elif kind is dict and key in DATE_VARIABLES:
            date = date_of_parts(value)
            if date is not None:
                fields[key] = date
                continue
        _read_value(data, key, value, note, item)
    doi = fields.get("DOI")
    if doi.__class__ is str and not doi.startswith("10."):
        fields["DOI"] = doi_value(doi)
    return item


def _read_value(data: Mapping[str, Any], key: Any, value: Any, note: Note, item: ReadItem) -> None:
    """Read a value that is not as the schema has it, or that CSL does not define."""
    if value.__class__ in (dict, list) and is_deep(value):
        item.errors.append(RecordError(f"{key} is nested too deeply"))
        return
    if isinstance(value, (str, dict, list)) or not str(key).isascii():
        given = {key: value}
        clean = replace_surrogates(given)
        if clean is not given:
            item.replaced.append(key)
            ((key, value),) = clean.items()
    if key in _HEAD:
        return
    fields = item.fields
    variable = _variable_of_key(data, key, note)
    kind = KIND.get(variable)
    if kind is None or (variable != key and variable in data):
        if value is None or not is_missing(value):
            item.extra[key] = value
    elif value.__class__ is str and kind in ("text", "number"):
        fields[variable] = value
    elif not is_missing(value):
        found = {variable: value}
        if kind in ("text", "number") and isinstance(value, Mapping):
            found |= _members(data, variable, value, note)
        for name, part in found.items():
            try:
                typed = typed_value(name, part, note)
            except RecordError as error:
                item.errors.append(error)
                continue
            if typed is not None and (typed != () or not part):
                fields[name] = typed


def _variable_of_key(data: Mapping[str, Any], key: Any, note: Note) -> str:
    """Return the variable that a key means. A key that CSL does not define stays as it is."""
    variable: str = ALIASES.get(key, key)
    if variable not in KIND:
        other = variable_named(key)
        if other is not None and other not in data:
            note(f"CSL spells {key} {other}", "it is read so")
            return other
    return variable


def _members(
    data: Mapping[str, Any], variable: str, value: Mapping[str, Any], note: Note
) -> dict[str, Any]:
    """Return the values that an object in the place of text has for variables."""
    members = members_of(variable, value)
    if variable in members:
        note(f"{variable} is an object", "its members are read")
    return {name: part for name, part in members.items() if name not in data}
