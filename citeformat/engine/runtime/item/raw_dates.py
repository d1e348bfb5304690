"""Dates as a person wrote them ("2004-05/2004-06", "12 May 2010", "spring 2011") -> date parts.

In: a `Date` with `raw` text. Out: a `Date` with parts, or with the text as its literal.

Source: CSL-JSON documentation, "Dates" (`raw`).
"""

from __future__ import annotations

import re

from citeformat._util.patterns import lazy_pattern
from citeformat.record import Date

__all__ = ["settle"]

_ISO = lazy_pattern(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_SLASHED = lazy_pattern(r"(\d{1,2})/(?:(\d{1,2})/)?(\d{4})$")
_YEAR = lazy_pattern(r"(?<!\d)(\d{4})(?!\d)")
_WORD = lazy_pattern(r"[a-z]+", re.IGNORECASE)
_DAY = lazy_pattern(r"(?<!\d)(\d{1,2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = ("spri", "summ", "autu", "wint")


def settle(date: Date) -> Date | None:
    """The date with its raw text taken apart; `None` where nothing is left of it.

    >>> settle(Date(raw="12 May 2010")).parts
    ((2010, 5, 12),)
    """
    if not date.raw or date.parts:
        return date if date else None
    circa = date.circa
    text = date.raw.strip()
    cleaned = re.sub(r"(?:\?|~|\bca?\.|\bcirca\b|[\[\]])", "", text).strip()
    if cleaned != text:
        circa = circa or bool(re.search(r"[?~]|\bc", text))
    ends = _ends(cleaned)
    parsed = [_one(end) for end in ends]
    if any(part is None for part in parsed) or not parsed:
        return Date(literal=text)
    seasons = [part[1] for part in parsed if part and part[1]]
    parts = tuple(part[0] for part in parsed if part)
    return Date(parts, seasons[0] if seasons and len(parts) == 1 else None, circa)


def _ends(text: str) -> list[str]:
    if re.search(r"\d/-?\d{3,4}(?:-|$)|\d-\d\d/", text) or text.count("/") == 1:
        first, _, second = text.partition("/")
        if len(first) >= 4 and second:
            return [first.strip(), second.strip()]
    for separator in (" - ", "–", "--"):
        if separator in text:
            return [end.strip() for end in text.split(separator, 1)]
    return [text]


def _one(text: str) -> tuple[tuple[int, ...], int] | None:
    iso = _ISO().match(text)
    if iso:
        numbers = [int(part) for part in iso.groups() if part]
        while len(numbers) > 1 and numbers[-1] == 0:
            numbers.pop()
        return tuple(numbers), 0
    slashed = _SLASHED().match(text)
    if slashed:
        month, day, year = slashed.groups()
        return (int(year), int(month), *([int(day)] if day else [])), 0
    return _words(text)


def _words(text: str) -> tuple[tuple[int, ...], int] | None:
    year = _YEAR().search(text)
    if year is None:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    month = season = 0
    for word in _WORD().findall(rest):
        lowered = word.lower()
        if lowered[:3] in _MONTHS:
            month = _MONTHS.index(lowered[:3]) + 1
        elif lowered[:4] in _SEASONS:
            season = _SEASONS.index(lowered[:4]) + 1
        elif lowered not in ("of", "the", "st", "nd", "rd", "th"):
            return None
    day = _DAY().search(rest)
    parts = [int(year[1])]
    if month:
        parts.append(month)
        if day:
            parts.append(int(day[1]))
    return tuple(parts), season
