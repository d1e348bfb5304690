"""Dates in EDTF ↔ `Date`.

In: EDTF such as `"2004-06/.."`. Out: a `Date`, and EDTF again. What `to_edtf` writes, `from_edtf`
reads as the same date.

Source: EDTF (ISO 8601-2), level 1; the BibLaTeX manual, sections 2.3.8 and 2.4.
"""

from __future__ import annotations

import re

from citeformat.record.date import Date, DateParts

__all__ = ["from_edtf", "is_sound", "to_edtf"]

_OPEN_WORDS = ("", "..", "open", "unknown")

_POINT = re.compile(
    r"(?P<year>Y-?\d{4,9}|-?\d{4}|-?\d{1,4}X{1,3}|-?X{4})"
    r"(?:-(?P<month>\d{1,2}|XX)(?:-(?P<day>\d{1,2}|XX))?)?"
    r"(?:T[\d:.+Z-]*)?(?P<mark>[~?%]*)\Z",
    re.IGNORECASE,
)

_OPEN = (0,)
"""The end of an open range."""


def from_edtf(text: str) -> Date | None:
    """Read an EDTF date.

    Returns:
        The date, or `None` if the text is not EDTF.

    >>> from_edtf("2004-22"), from_edtf("1999-05/.."), from_edtf("199X")
    (Date('2004 season 2'), Date('1999-05/'), Date('1990/1999'))
    """
    text = text.strip()
    begin, slash, end = text.partition("/")
    first = _read_point(begin.strip())
    if not slash:
        if first is None:
            return None
        start, stop, circa = first
        if stop:
            return Date((start, stop), circa=circa)
        if len(start) == 2 and start[1] > 12:
            return Date((start[:1],), season=start[1] - 20, circa=circa)
        return Date((start,), circa=circa)
    last = _read_point(end.strip())
    if first is None:
        if last is None or begin.strip() not in _OPEN_WORDS:
            return None
        # CSL has no date without a start: sort by the end, print the text.
        return Date((last[0],), circa=last[2], literal=f"–{end.strip().rstrip('~?%')}")
    start, _, circa = first
    if last is None:
        return Date((start, (0,)), circa=circa) if end.strip() in _OPEN_WORDS else None
    if (last[1] or last[0]) < start[: len(last[1] or last[0])]:
        return None  # a range does not end before it begins
    return Date((start, last[1] or last[0]), circa=circa or last[2])


def _read_point(text: str) -> tuple[DateParts, DateParts, bool] | None:
    """Read one date.

    Returns:
        The date; the end of the span if the date has unspecified digits; whether it is circa.
    """
    found = _POINT.match(text)
    if found is None:
        return None
    circa = bool(found.group("mark"))
    year = found.group("year").upper()
    if "X" in year:
        low, high = sorted([_year(year.replace("X", "0")), _year(year.replace("X", "9"))])
        return None if year.endswith("XXXX") else ((low,), (high,), circa)
    parts = [_year(year.lstrip("Y"))]
    for name, most in (("month", 24), ("day", 31)):
        digits = found.group(name)
        if digits is None or digits.upper() == "XX":
            break
        number = int(digits)
        if not 1 <= number <= most or (name == "month" and 12 < number < 21):
            return None
        parts.append(number)
    return tuple(parts), (), circa


def _year(digits: str) -> int:
    """Convert an EDTF year, where 0 is 1 BC, to one of CSL, where -1 is 1 BC."""
    year = int(digits)
    return year if year > 0 else year - 1


def to_edtf(date: Date) -> str:
    """Write a date as EDTF.

    Returns:
        The EDTF string, or `""` if EDTF cannot express the date.

    >>> to_edtf(Date(((2004,),), season=2)), to_edtf(Date(((1999, 5), (0,)), circa=True))
    ('2004-22', '1999-05~/..')
    """
    if date.literal and date.parts and date.literal.startswith("–"):
        # a range without a start, as `from_edtf` reads it
        return f"/{_written_point(date.parts[0], date.circa)}"
    if date.literal or date.raw or not date.parts or not date.parts[0]:
        return ""
    start, end = date.parts[0], date.end
    if date.season is not None:
        season = date.season if isinstance(date.season, int) else 0
        if len(start) > 1 or end or not 1 <= season <= 4:
            return ""
        return _written_point((start[0], 20 + season), date.circa)
    if not all(map(is_sound, date.parts)):
        return ""
    if not end:
        return _written_point(start, date.circa)
    if end != _OPEN and end < start[: len(end)]:
        return ""  # a range does not end before it begins
    if end == _OPEN:
        return f"{_written_point(start, date.circa)}/.."
    return f"{_written_point(start, date.circa)}/{_written_point(end, date.circa)}"


def _written_point(parts: DateParts, circa: bool) -> str:
    year, *rest = parts
    year += year < 0  # EDTF has a year 0, which is 1 BC
    head = f"{'-' if year < 0 else ''}{abs(year):04d}" if abs(year) < 10000 else f"Y{year}"
    text = "-".join([head, *(f"{part:02d}" for part in rest)])
    return text + "~" if circa else text


def is_sound(parts: DateParts) -> bool:
    """Return whether year, month and day are possible. `(0,)` is the open end of a range."""
    if parts == _OPEN:
        return True
    month = parts[1] if len(parts) > 1 else 1
    day = parts[2] if len(parts) > 2 else 1
    return bool(parts) and parts[0] != 0 and len(parts) < 4 and 1 <= month <= 12 and 1 <= day <= 31
