"""A CSL date: a day, a month or a year, a range, a season, an approximate date, or text.

Source: CSL 1.0.2 specification, "Date", and the CSL-JSON schema's `date-variable`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from citeformat._util.text import FALSE, is_digits
from citeformat.errors import RecordError

__all__ = ["Date", "DateParts"]

DateParts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Date:
    """A date, or a range of two dates.

    The parts may also be lists, a single date (`Date((2012, 1))`), a year (`Date(2012)`), or a
    `datetime.date`, or a date in ISO 8601 (`Date("2012-01")`).

    Raises:
        RecordError: The parts are nothing of this, or the calendar has no such day.

    Years before the common era are negative, as in CSL-JSON: -43 is 43 BC. Parts have no item for a
    missing month or day.

    >>> Date(((2012, 1),)).month
    1
    >>> Date(((2020, 5), (2021,))).end
    (2021,)
    """

    parts: tuple[DateParts, ...] = ()
    """`(year, month, day)`, `(year, month)` or `(year,)`; a range has two of them. The end of an
    open range is `(0,)`."""
    season: int | str | None = None
    """1 to 4 (spring to winter), or a word."""
    circa: bool = False
    """Whether the date is approximate."""
    literal: str = ""
    """Text that is printed instead of a date."""
    raw: str = ""
    """A date as a person wrote it, which is not yet parsed."""
    extra: tuple[tuple[str, Any], ...] = field(default=(), hash=False)
    """Keys that CSL-JSON does not define, as sorted pairs."""

    def __post_init__(self) -> None:
        if not (self.literal.__class__ is str is self.raw.__class__):
            self._convert_texts()
        parts = self.parts
        if parts.__class__ is tuple:
            for part in parts:
                if part.__class__ is not tuple:
                    break
                for number in part:
                    if number.__class__ is not int:
                        break
                else:
                    continue
                break
            else:
                return
        object.__setattr__(self, "parts", _parts_of(parts, self.season))

    def _convert_texts(self) -> None:
        """Convert the texts of a date to `str`. `None` is no text."""
        for name in ("literal", "raw"):
            value: object = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise RecordError(f"the {name} of a date must be text, not {value!r}")
            object.__setattr__(self, name, "" if value is None else str.__str__(value))

    @property
    def year(self) -> int | None:
        """The year of the date; of a range, the year of its begin."""
        return self._part(0)

    @property
    def month(self) -> int | None:
        """The month of the date, 1 to 12; 13 to 24 are seasons."""
        return self._part(1)

    @property
    def day(self) -> int | None:
        """The day of the date, 1 to 31."""
        return self._part(2)

    @property
    def is_in_calendar(self) -> bool:
        """Whether the calendar has the days of the date. A file may have a day that it has not.

        Months from 13 to 24 are seasons. A month or a day of 0 is unknown.

        >>> Date(((2024, 2, 29),)).is_in_calendar, Date(((2023, 2, 29),)).is_in_calendar
        (True, False)
        >>> Date(((2024, 21),)).is_in_calendar, Date(((2024, 25),)).is_in_calendar
        (True, False)
        """
        return all(map(_is_in_calendar, self.parts))

    @property
    def end(self) -> DateParts:
        """The second date of a range, or `()`."""
        return self.parts[1] if len(self.parts) > 1 else ()

    def _part(self, index: int) -> int | None:
        if self.parts and len(self.parts[0]) > index:
            return self.parts[0][index]
        return None

    @classmethod
    def from_csl(cls, value: Mapping[str, Any] | str) -> Date:
        """Make a date from a CSL-JSON date object, or from text, which becomes `raw`.

        Raises:
            RecordError: `value` is neither, or its date-parts are not numbers.

        >>> Date.from_csl({"date-parts": [["2012", 1]]})
        Date('2012-01')
        """
        if isinstance(value, str):
            return cls(raw=value)
        if not isinstance(value, Mapping):
            raise RecordError(f"a date must be an object, not {value!r}")
        rest = dict(value)
        parts = _date_parts(rest.pop("date-parts", None) or ())
        season = rest.pop("season", None)
        if season is None or season == "" or isinstance(season, bool):
            season = None
        else:
            text = str(season)
            season = int(text) if is_digits(text) else text
        circa = rest.pop("circa", False) not in FALSE
        literal = str(rest.pop("literal", None) or "")
        raw = str(rest.pop("raw", None) or "")
        extra = tuple(sorted(rest.items(), key=lambda pair: str(pair[0])))
        return cls(parts, season, circa, literal, raw, extra)

    def to_csl(self) -> dict[str, Any]:
        """Return the CSL-JSON object of this date.

        >>> Date(((2012, 1),), circa=True).to_csl()
        {'date-parts': [[2012, 1]], 'circa': True}
        """
        result: dict[str, Any] = {}
        if self.parts:
            result["date-parts"] = [list(parts) for parts in self.parts]
        if self.season is not None:
            result["season"] = self.season
        if self.circa:
            result["circa"] = True
        if self.literal:
            result["literal"] = self.literal
        if self.raw:
            result["raw"] = self.raw
        result.update(self.extra)
        return result

    def __bool__(self) -> bool:
        return bool(self.parts or self.literal or self.raw or self.season is not None)

    def __str__(self) -> str:
        if self.literal or self.raw:
            return self.literal or self.raw
        dates = []
        for parts in self.parts:
            if not parts or parts == (0,):  # the end of an open range
                dates.append("")
                continue
            year, *rest = parts
            head = f"-{-year:04d}" if year < 0 else f"{year:04d}"
            dates.append("-".join([head, *(f"{part:02d}" for part in rest)]))
        text = "/".join(dates)
        if self.season is not None:
            text += f" season {self.season}"
        return text.strip() + ("~" if self.circa else "")

    def __repr__(self) -> str:
        return f"Date({str(self)!r})"


_ISO_DATE = re.compile(r"-?\d{4}(?:-\d\d?(?:-\d\d?)?)?")

_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_GREGORIAN = 1583
"""The first whole year of the Gregorian calendar. Before it, every fourth year has a leap day."""


def _is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has a day. A month or a day of 0 is unknown."""
    if month == 0 or day == 0:
        return 0 <= month <= len(_LAST_DAYS) and 0 <= day <= 31
    if month == 2 and day == 29:
        year += year < 0  # -1 is the year before 1
        return year % 4 == 0 and (year < _GREGORIAN or year % 100 != 0 or year % 400 == 0)
    return 1 <= month <= len(_LAST_DAYS) and 1 <= day <= _LAST_DAYS[month - 1]


def _is_in_calendar(point: DateParts) -> bool:
    """Whether the calendar has a year, a month or season, or a day. `(0,)` ends an open range."""
    if len(point) > 1 and point[0] == 0:  # 1 BC is -1
        return False
    if len(point) == 3:
        return _is_day(*point)
    return len(point) < 2 or (len(point) == 2 and 0 <= point[1] <= 24)


_LARGEST = 10**9
"""The greatest number that is accepted as a year."""


def _parts_of(value: Any, season: object) -> tuple[DateParts, ...]:
    """Convert what a program gave as the parts of a date."""
    if value is None:
        return ()
    if isinstance(value, datetime.date):
        return ((value.year, value.month, value.day),)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if season is not None:  # it may be meant as a month
            raise RecordError(
                f"the parts of a date are one argument: Date(({value}, {season})), "
                f"or Date((({value},),), season={season!r})"
            )
        value = [[value]]
    elif isinstance(value, str) and _ISO_DATE.fullmatch(value):
        year, *rest = value.removeprefix("-").split("-")
        point = (-int(year) if value.startswith("-") else int(year), *map(int, rest))
        if len(point) == 3 and not _is_day(*point):
            raise RecordError(f"the calendar has no day {value}")
        value = [point]
    elif isinstance(value, str) or not isinstance(value, Iterable):
        raise RecordError(
            f"the parts of a date are numbers, such as Date((2020, 5)), not {value!r}; "
            "Date(raw=...) takes text"
        )
    else:
        value = list(value)
        if value and not any(isinstance(part, (list, tuple)) for part in value):
            value = [value]
    return _date_parts(value)


def _date_parts(value: Any) -> tuple[DateParts, ...]:
    try:
        dates = []
        for date in value:
            if isinstance(date, str):
                raise TypeError
            given = list(date)
            while given and given[-1] in (None, ""):
                del given[-1]
            numbers = [int(part or 0) for part in given]  # a missing month has a place
            if any(abs(number) > _LARGEST for number in numbers):
                raise ValueError
            dates.append(tuple(numbers))
    except (TypeError, ValueError, OverflowError):
        raise RecordError(f"date-parts must be lists of numbers, not {value!r}") from None
    if dates and not any(dates):
        return ()
    return tuple(dates)
