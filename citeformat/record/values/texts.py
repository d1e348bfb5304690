"""Convert values to text, numbers and ids.

In: `["T"]`, `{"name": "Conf"}`, `12`, an array of numpy. Out: a text or a number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, SupportsIndex, TypeGuard
from urllib.parse import unquote

from citeformat._util.patterns import DOI_PREFIX, lazy_pattern
from citeformat.csl.variables import KIND
from citeformat.errors import RecordError
from citeformat.record.date import Date
from citeformat.record.name import Name
from citeformat.record.values.checks import Note, has_list, is_missing, wrong_value

__all__ = ["doi_value", "has_id", "members_of", "own_text", "record_id", "text_value"]

_DOI_ADDRESS = lazy_pattern(
    rf"\s*((?:{DOI_PREFIX}){{0,3}})\s*(10\.\d+(?:/|%2F).*?)\s*$", re.IGNORECASE | re.DOTALL
)
"""A DOI with its address or "doi:" before it; other text in the field stays as it is."""

_MEMBERS: dict[str, dict[str, str]] = {
    "event-title": {
        "location": "event-place", "place": "event-place", "start": "event-date",
        "date": "event-date",
    },
    "publisher": {"location": "publisher-place", "place": "publisher-place"},
}  # fmt: skip
"""Variable -> the other members of an object in its place, and their variables."""

_TEXT_MEMBERS = (
    "name", "title", "value", "literal", "text", "label", "number", "version", "id", "url", "URL",
    "content-version",
)  # fmt: skip
"""The members of an object that may have its text, the most telling first."""


def has_id(item: Mapping[str, Any]) -> bool:
    """Whether a CSL-JSON item has an id: text or a number."""
    id = item.get("id")
    if id.__class__ is str:
        return id != ""
    return _is_scalar(id) and id != "" and not is_missing(id)


def _is_scalar(value: object) -> TypeGuard[str | int | float | SupportsIndex]:
    return isinstance(value, (str, int, float)) or hasattr(value, "__index__")


def record_id(value: object) -> str:
    """Return an id as text, without NUL characters, which no file can have.

    Raises:
        RecordError: It is neither text nor a number, or it is empty.

    >>> record_id(12), record_id(3.0)
    ('12', '3')
    """
    if value.__class__ is str and value and "\0" not in value:
        return value
    if not _is_scalar(value) or isinstance(value, bool) or is_missing(value) or value == "":
        if is_missing(value) or value == "":
            raise RecordError("a record needs an id")
        raise wrong_value("the id", value, "text or a number")
    text = _plain_text(value)
    if "\0" in text:
        text = text.replace("\0", "")
        if not text:
            raise RecordError("a record needs an id")
    return text


_LONGEST_DOI = 2_000
"""A longer text is not a DOI. The time that its pattern takes grows with the square of blanks."""


def doi_value(text: str) -> str:
    """Remove the address before a DOI, which styles print themselves.

    An address has its signs escaped; a DOI has not.

    >>> doi_value("https://doi.org/10.1000/182"), doi_value("http://dx.doi.org/10.1000%2F182")
    ('10.1000/182', '10.1000/182')
    """
    found = _DOI_ADDRESS().match(text) if len(text) <= _LONGEST_DOI else None
    if found is None:
        return text
    prefix, value = found.groups()
    return unquote(value) if "%" in value and ("/" in prefix or "/" not in value) else value


def _plain_text(value: str | float | SupportsIndex) -> str:
    """Write text or a number as text. pandas has floats where integers are missing."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, float):
        return str(int(value) if value.is_integer() else float(value))
    return str(value.__index__())


def members_of(variable: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the variables that an object in the place of text gives, such as Crossref's event.

    >>> members_of("event-title", {"name": "Conf", "location": "Oslo"})
    {'event-title': 'Conf', 'event-place': 'Oslo'}
    """
    texts = (value.get(member) for member in _TEXT_MEMBERS)
    text = next((one for one in texts if isinstance(one, (str, int, float)) and one != ""), None)
    found = {} if text is None else {variable: text}
    for member, other in _MEMBERS.get(variable, {}).items():
        if not is_missing(value.get(member)):
            found.setdefault(other, value[member])
    return found


def text_value(variable: str, value: Any, note: Note) -> str | int | None:
    """Return the value of a text or number variable.

    Of several titles the first is read, as Crossref writes the one that is meant first; other
    lists, such as keywords, are joined.

    Raises:
        RecordError: The value has a type that text cannot have.
    """
    if isinstance(value, bool):
        note(f"{variable} must be text, not {value}", "it is read as text", unclear=True)
        return str(value).lower()
    if isinstance(value, int) and KIND.get(variable) == "number":
        return int(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise wrong_value(variable, value, "text or a number")
    if isinstance(value, float) and value.is_integer():
        return text_value(variable, int(value), note)
    if isinstance(value, (str, int, float)):
        plain = _plain_text(value)
        return doi_value(plain) if variable == "DOI" else plain
    if isinstance(value, Mapping):
        text = members_of(variable, value).get(variable)
        if text is None:
            raise wrong_value(variable, value, "text")
        return text_value(variable, text, note)
    if isinstance(value, (list, tuple, set, frozenset)):
        texts = [text_value(variable, one, note) for one in value if not is_missing(one)]
        found = [str(one) for one in texts if one not in (None, "")]
        if len(found) > 1 and "title" in variable:
            note(f"{variable} has {len(found)} values", "the first is read",
                 unclear=True, hint="give the one that is meant")  # fmt: skip
            return found[0]
        if len(found) > 1 and KIND.get(variable) == "number":
            note(f"{variable} has {len(found)} values", "they are joined",
                 unclear=True, hint="give one text, such as '1-9'")  # fmt: skip
        return ", ".join(found) or None
    if hasattr(value, "__index__"):
        return text_value(variable, value.__index__(), note)
    if has_list(value):
        return text_value(variable, value.tolist(), note)
    if isinstance(value, (bytes, bytearray, Name, Date)):
        raise wrong_value(variable, value)
    return own_text(variable, value)


def own_text(variable: str, value: object) -> str:
    """Return the text of an object that defines how it is written, such as an address or a path.

    Raises:
        RecordError: It would be written in Python's form.
    """
    if type(value).__str__ is not object.__str__:
        with suppress(Exception):  # the value's own code
            return str(value)
    raise wrong_value(variable, value)
