"""What all values have in common: which ones are absent, unclear or wrong.

In: a value of any type. Out: a message or an exception about it.
"""

from __future__ import annotations

import reprlib
from typing import Any, Protocol, TypeGuard

from citeformat.csl.variables import KIND, Kind
from citeformat.errors import RecordError

__all__ = ["Array", "Note", "has_list", "ignore_unclear", "is_deep", "is_missing",
           "refuse_unclear", "wrong_value"]  # fmt: skip

_DEEPEST = 50
"""How many lists and objects a value of a record may be in. Python cannot copy or write deeper ones
without running out of its stack."""


class Note(Protocol):
    """Receives a message and what was done about it.

    `unclear` says that the value may mean something else. A program that makes a record gets an
    exception with the hint instead.
    """

    def __call__(
        self, message: str, action: str, /, *, unclear: bool = False, hint: str = ""
    ) -> None:
        """Receive a message."""


def refuse_unclear(message: str, _action: str, /, *, unclear: bool = False, hint: str = "") -> None:
    """Raise what is unclear: the `Note` of values that a program gives.

    Raises:
        RecordError: `unclear` is true.
    """
    if unclear:
        raise RecordError(f"{message}; {hint}" if hint else message)


def ignore_unclear(
    _message: str, _action: str, /, *, unclear: bool = False, hint: str = ""
) -> None:
    """Ignore what is unclear: the `Note` of values that are only looked at."""


_WANTED: dict[Kind, str] = {
    "text": "text",
    "number": "text or a number",
    "date": "a date, such as '2020-05', 2020 or Date(((2020, 5),))",
    "names": "a list of names, such as ['Doe, Jane'] or [Name('Doe', 'Jane')]",
}


def is_deep(value: object) -> bool:
    """Return whether a value has lists and objects that are nested more than 50 deep.

    >>> is_deep([{"family": "Doe"}]), is_deep(eval("[" * 60 + "]" * 60))
    (False, True)
    """
    level: list[Any] = [value]
    for _ in range(_DEEPEST):
        level = [
            part
            for each in level
            for part in (each.values() if isinstance(each, dict) else each)
            if part.__class__ in (dict, list, tuple)
        ]
        if not level:
            return False
    return True


def is_missing(value: object) -> bool:
    """Whether a value is absent: `None`, NaN, or what numpy and pandas have for them.

    >>> is_missing(float("nan")), is_missing("")
    (True, False)
    """
    if value is None:
        return True
    if isinstance(value, float):
        return value != value
    kind = type(value)
    if kind.__name__ in ("NaTType", "NAType"):
        return True
    if kind.__module__ in ("builtins", "citeformat.record.date", "citeformat.record.name"):
        return False
    try:
        return bool(value != value)  # Decimal, and the scalars of numpy
    except Exception:  # an array has no truth value
        return False


def wrong_value(variable: str, value: object, wanted: str = "") -> RecordError:
    """Make the error of a value that a variable cannot have.

    >>> str(wrong_value("title", b"TeX"))
    "title must be text, not b'TeX'"
    """
    try:
        shown = " ".join(reprlib.repr(value).split())
    except Exception:  # the value's own code
        shown = f"a value of type {type(value).__name__}"
    return RecordError(f"{variable} must be {wanted or _WANTED[KIND[variable]]}, not {shown}")


class Array(Protocol):
    """An array or a scalar of numpy, or a column of pandas."""

    def tolist(self) -> Any:
        """Return Python's own values."""


def has_list(value: Any) -> TypeGuard[Array]:
    """Whether a value is an array or a scalar of numpy, or a column of pandas."""
    return hasattr(value, "tolist") and not isinstance(value.tolist(), type(value))
