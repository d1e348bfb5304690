"""Convert values to dates.

In: `2007`, `"2020-05"`, `{"year": 2001, "month": 5}`, an object with date-parts. Out: a `Date`.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

from citeformat._util.patterns import TIME_OF_DAY, lazy_pattern
from citeformat.errors import RecordError
from citeformat.record.date import Date
from citeformat.record.name import Name
from citeformat.record.values.checks import Note, has_list, is_missing, wrong_value
from citeformat.record.values.texts import own_text, text_value

__all__ = ["date_of_parts", "date_value"]

_TIME = lazy_pattern(TIME_OF_DAY)


def date_of_parts(value: dict[str, Any]) -> Date | None:
    """Return the date of an object that has only date-parts, as lists of whole numbers.

    Returns:
        The date, or `None` if something must be converted or reported.

    >>> date_of_parts({"date-parts": [[2020, 5]]}), date_of_parts({"date-parts": [["2020"]]})
    (Date('2020-05'), None)
    """
    if len(value) != 1:
        return None
    points = value.get("date-parts", ())
    try:
        return _date_of_numbers(tuple([tuple(point) for point in points]))
    except TypeError:  # some part is not a list
        return None


@lru_cache(maxsize=1 << 12)
def _date_of_numbers(points: tuple[tuple[int, ...], ...]) -> Date | None:
    """Make a date of numbers. Many works are of the same month."""
    usual = 1 <= len(points) <= 2 and all(points)
    if not usual or any(number.__class__ is not int for point in points for number in point):
        return None
    with suppress(RecordError):
        date = Date.from_csl({"date-parts": points})
        return date if date and date.is_in_calendar else None
    return None


def date_value(variable: str, value: Any, note: Note) -> Date | None:
    """Return the value of a date variable, or `None` if it is empty.

    Raises:
        RecordError: The value has a type that dates cannot have.

    >>> def show(message, action, **_): print(f"{message} ({action})")
    >>> date_value("issued", 2007, show), date_value("issued", {"year": 2001, "month": 5}, show)
    issued is a number, not a date (it is read as a year)
    (Date('2007'), Date('2001-05'))
    >>> date_value("issued", "2020-05", show), date_value("issued", "in spring", show)
    (Date('2020-05'), Date('in spring'))
    """
    if isinstance(value, Date):
        return value
    if isinstance(value, datetime.date):
        return Date(((value.year, value.month, value.day),))
    if isinstance(value, str):
        return _date_of_text(value)
    if isinstance(value, (bool, bytes, bytearray, Name, set, frozenset)):
        raise wrong_value(variable, value)
    if isinstance(value, float) or hasattr(value, "__index__"):
        return _date_of_number(variable, value, note)
    if isinstance(value, (list, tuple)):
        given = [one for one in value if not is_missing(one)]
        are_texts = bool(given) and all(isinstance(one, str) and len(one) > 4 for one in given)
        if are_texts or any(isinstance(one, (Mapping, datetime.date, Date)) for one in given):
            points = [date_value(variable, one, note) for one in given]
            parts = [each.parts[0] for each in points if each and each.parts]
            if len(parts) != len(points) or len(parts) > 2:
                note(
                    f"{variable} is not a date or a range of two",
                    "the first are read",
                    unclear=True,
                )
            return Date(tuple(parts[:2]))
        note(f"{variable} is a list, not a date", "it is read as its date-parts")
        value = {"date-parts": [None if is_missing(one) else one for one in value]}
    if not isinstance(value, Mapping):
        return _date_of_numpy(variable, value, note)
    return _date_of_object(variable, value, note)


def _date_of_object(variable: str, value: Mapping[str, Any], note: Note) -> Date | None:
    """Read a date in parts: `date-parts`, `raw`, `literal`, or `year`, `month` and `day`."""
    if "date_parts" in value and "date-parts" not in value:  # as Python spells it
        rest = {key: part for key, part in value.items() if key != "date_parts"}
        value = {**rest, "date-parts": value["date_parts"]}
    parts = value.get("date-parts")
    if parts is not None and has_list(parts):
        value = {**value, "date-parts": (parts := parts.tolist())}
    if isinstance(parts, (str, int)):
        return date_value(variable, {**value, "date-parts": None, "raw": str(parts)}, note)
    if isinstance(parts, (list, tuple)) and parts:
        if not any(isinstance(one, (list, tuple)) for one in parts):
            return date_value(variable, {**value, "date-parts": [parts]}, note)
        try:
            return Date.from_csl(value)
        except RecordError:
            # Words, such as the name of a month, are left to the parser of raw dates.
            points = [one if isinstance(one, (list, tuple)) else [one] for one in parts]
            words = [
                " ".join(str(part) for part in reversed(point) if isinstance(part, (str, int)))
                for point in points
            ]
            raw = "/".join(filter(None, words))
            if not raw:
                raise wrong_value(variable, value) from None
        note(f"the date-parts of {variable} are not numbers", f"{raw!r} is read as a raw date")
        return Date.from_csl({**value, "date-parts": None, "raw": raw})
    if not parts:
        if "year" in value:
            names = ("year", "month", "day")
            rest = {key: part for key, part in value.items() if key not in names}
            point = [None if is_missing(value.get(name)) else value[name] for name in names]
            return date_value(variable, {**rest, "date-parts": [point]}, note)
        time = value.get("date-time")
        if isinstance(time, str) and not value.get("raw") and not value.get("literal"):
            return Date.from_csl({**value, "raw": time.partition("T")[0]})
        texts = {name: value[name] for name in ("literal", "raw", "season") if name in value}
        if any(isinstance(text, (list, Mapping)) for text in texts.values()):
            value = {**value, **{name: text_value(name, texts[name], note) for name in texts}}
        stamped = _date_of_time_stamp(value.get("raw") or value.get("literal"))
        if stamped is not None:
            return stamped
    made = Date.from_csl(value)
    if made.extra and not made:
        keys = ", ".join(str(key) for key, _ in made.extra)
        note(f"{variable} has no part of a date, but {keys}", "nothing is printed", unclear=True)
    return made


def _date_of_time_stamp(text: object) -> Date | None:
    """Read the date of a time stamp in ISO 8601."""
    if not isinstance(text, str) or ":" not in text:
        return None
    date_alone, count = _TIME().subn("", text.strip())
    date = _date_of_text(date_alone) if count else None
    return date if date is not None and date.parts else None


def _date_of_text(text: str) -> Date | None:
    """Read a date in ISO 8601, EDTF or words. Other text becomes `raw`."""
    if not text.strip():
        return None
    from citeformat.record.text.dates import from_text, is_ambiguous  # compiles many patterns

    date = from_text(text)
    if date is None or date.literal or not date.parts or is_ambiguous(text):
        return Date(raw=str.__str__(text))
    return date


def _date_of_number(variable: str, value: Any, note: Note) -> Date | None:
    """Read a year, or a date of eight digits such as 20200517."""
    if isinstance(value, float) and not value.is_integer():
        raise wrong_value(variable, value)
    number = int(value)
    if 10_000 <= number <= 99_991_231:
        date = _date_of_text(str(number))
        if date and date.parts:
            return date
    unclear = abs(number) > 9_999
    note(f"{variable} is a number, not a date", "it is read as a year", unclear=unclear)
    return Date.from_csl({"date-parts": [[number]]})


def _date_of_numpy(variable: str, value: Any, note: Note) -> Date | None:
    """Read a date of numpy or pandas, which is written in ISO 8601, or an array of date-parts."""
    plain = value.tolist() if has_list(value) else None
    if not isinstance(plain, list):
        date = _date_of_text(own_text(variable, value))
        if date and date.parts:
            return date
    if plain is None:
        raise wrong_value(variable, value)
    return date_value(variable, plain, note)
