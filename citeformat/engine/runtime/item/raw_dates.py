"""Parse the raw dates of CSL-JSON, as a person wrote them.

In: a `Date` with `raw`. Out: the same date in parts; text that is not clear becomes its literal.

Source: CSL-JSON documentation (raw). Months and seasons are the English ones, and of two numbers
before a year, the first is the month.
"""

from __future__ import annotations

import re

from citeformat._util.patterns import TIME_OF_DAY, lazy_pattern
from citeformat._util.text import MONTHS, SEASONS
from citeformat.record import Date

__all__ = ["parse_raw_date"]

_CIRCA = lazy_pattern(r"(?:\?|~|\bca?\.|\bcirca\b|[\[\]])")
_ISO = lazy_pattern(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_ISO_RANGE = lazy_pattern(r"\d/-?\d{3,4}(?:-|$)|\d-\d\d/")
_TIME = lazy_pattern(TIME_OF_DAY)
_SLASHED = lazy_pattern(r"(\d{1,2})/(?:(\d{1,2})/)?(\d{4})$")
_YEAR = lazy_pattern(r"(?<!\d)(\d{4})(?!\d)")
_WORD = lazy_pattern(r"[a-z]+", re.IGNORECASE)
_DAY = lazy_pattern(r"(?<!\d)(\d{1,2})(?!\d)")
_MONTHS = [month[:3].lower() for month in MONTHS]
_SEASONS = [season[:4].lower() for season in SEASONS]


def parse_raw_date(date: Date) -> Date | None:
    """Parse the raw text of a date; return `None` for an empty date.

    >>> parse_raw_date(Date(raw="12 May 2010")).parts
    ((2010, 5, 12),)
    >>> parse_raw_date(Date(raw="2010-05-12T10:00:00Z")).parts
    ((2010, 5, 12),)
    """
    if not date.raw or date.parts:
        return date if date else None
    raw = date.raw.strip()
    text = _CIRCA().sub("", raw).strip()
    circa = date.circa or (text != raw and bool(re.search(r"[?~]|\bc", raw)))
    if ":" in text:
        text = _TIME().sub("", text)
    first, _, second = text.partition("/")
    is_range = text.count("/") == 1 or _ISO_RANGE().search(text)
    if is_range and len(first) >= 4 and second:
        ends = [first, second]
    else:
        dash = next((dash for dash in (" - ", "–", "--") if dash in text), None)
        ends = text.split(dash, 1) if dash else [text]
    parts: list[tuple[int, ...]] = []
    season = 0
    for end in map(str.strip, ends):
        if iso := _ISO().match(end):
            numbers = [int(part) for part in iso.groups() if part]
            while len(numbers) > 1 and numbers[-1] == 0:
                numbers.pop()
            parts.append(tuple(numbers))
        elif slashed := _SLASHED().match(end):  # "5/2010", "5/12/2010"
            parts.append(tuple([int(slashed[group]) for group in (3, 1, 2) if slashed[group]]))
        elif year := _YEAR().search(end):  # "12 May 2010", "spring 2011"
            rest = end[: year.start()] + " " + end[year.end() :]
            month = 0
            for word in map(str.lower, _WORD().findall(rest)):
                if word[:3] in _MONTHS:
                    month = _MONTHS.index(word[:3]) + 1
                elif word[:4] in _SEASONS:
                    season = _SEASONS.index(word[:4]) + 1
                elif word not in ("of", "the", "st", "nd", "rd", "th"):
                    return Date(literal=raw)
            day = _DAY().search(rest)
            numbers = [int(year[1]), month, int(day[1]) if day else 0]
            parts.append(tuple(numbers[: 1 + bool(month) + bool(month and day)]))
        else:
            return Date(literal=raw)
    return Date(tuple(parts), season if season and len(parts) == 1 else None, circa)
