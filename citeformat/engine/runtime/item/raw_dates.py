"""Parse the raw dates of CSL-JSON, as a person wrote them.

In: a `Date` with `raw`. Out: the same date in parts; text that is not clear becomes its literal.

Source: CSL-JSON documentation (raw). Of two numbers before a year, the first is the month. Dates in
words are read as in other formats.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citeformat._util.patterns import TIME_OF_DAY, lazy_pattern
from citeformat.record import Date

__all__ = ["parse_raw_date"]

_CIRCA = lazy_pattern(r"(?:\?|~|\bca?\.|\bcirca\b|[\[\]])")
_ISO = lazy_pattern(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_ISO_RANGE = lazy_pattern(r"\d/-?\d{3,4}(?:-|$)|\d-\d\d/")
_TIME = lazy_pattern(TIME_OF_DAY)
_SLASHED = lazy_pattern(r"(\d{1,2})/(?:(\d{1,2})/)?(\d{4})$")


def parse_raw_date(date: Date) -> Date | None:
    """Parse the raw text of a date; return `None` for an empty date.

    >>> parse_raw_date(Date(raw="5/12/2010")).parts
    ((2010, 5, 12),)
    >>> parse_raw_date(Date(raw="13-14 May 2010")).parts
    ((2010, 5, 13), (2010, 5, 14))
    >>> parse_raw_date(Date(raw="2010-05-12T10:00:00Z")).parts
    ((2010, 5, 12),)
    """
    if date.parts:
        return date
    if not date.raw:
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
    for end in map(str.strip, ends):
        if iso := _ISO().match(end):
            numbers = [int(part) for part in iso.groups() if part]
            while len(numbers) > 1 and numbers[-1] == 0:
                numbers.pop()
            parts.append(tuple(numbers))
        elif slashed := _SLASHED().match(end):  # "5/2010", "5/12/2010"
            parts.append(tuple([int(slashed[group]) for group in (3, 1, 2) if slashed[group]]))
        else:
            break
    else:
        return Date(tuple(parts), circa=circa)
    from citeformat.record.text.dates import from_text  # compiles many patterns

    words = from_text(raw)
    if words is None or not words.parts:
        return Date(literal=raw)
    return replace(words, circa=True) if date.circa else words
