"""A `Date` → BibTeX's `year` and `month`.

In: a date. Out: the source of the fields. What is written here is read as the same date.

Source: "BibTeXing" (btxdoc), section 3.2 on `month`.
"""

from __future__ import annotations

from citeformat._util.text import SEASONS
from citeformat.interchange.bibtex.macros import MONTH_MACROS
from citeformat.interchange.shared.dates import is_sound
from citeformat.record import Date

__all__ = ["to_year"]


_MACROS = tuple(MONTH_MACROS)

_OPEN = (0,)


def to_year(date: Date) -> dict[str, str]:
    """The right sides of BibTeX's fields, or an empty dict where they cannot say the date.

    >>> to_year(Date(((1984, 7, 4),)))
    {'year': '{1984}', 'month': 'jul # "~4"'}
    >>> to_year(Date(((1998, 12), (1999, 1))))
    {'year': '{1999}', 'month': 'dec # "--" # jan'}
    """
    if date.literal or date.raw or not date.parts or not date.parts[0]:
        return {}
    start, end = date.parts[0], date.end
    if len(start) == 1 and start[0] < 0 and not end and date.season is None:
        return {"year": f"{{{'circa ' if date.circa else ''}{-start[0]} BC}}"}
    if not (is_sound(start) and 0 < start[0] < 100_000):
        return {}
    if date.season is not None:
        return _with_season(date, start, end)
    if not end:
        return _fields(start[0], date.circa, _month(start))
    if end == _OPEN or not is_sound(end):
        return {}
    return _range(start, end, date.circa)


def _with_season(date: Date, start: tuple[int, ...], end: tuple[int, ...]) -> dict[str, str]:
    season = date.season if isinstance(date.season, int) else 0
    if len(start) > 1 or end or not 1 <= season <= 4:
        return {}
    return _fields(start[0], date.circa, f"{{{SEASONS[season - 1]}}}")


def _fields(year: int, circa: bool, month: str) -> dict[str, str]:
    found = {"year": f"{{circa {year}}}" if circa else f"{{{year}}}"}
    if month:
        found["month"] = month
    return found


def _month(parts: tuple[int, ...]) -> str:
    """The macro of the month, which each style prints in its own language, and the day."""
    if len(parts) < 2:
        return ""
    macro = _MACROS[parts[1] - 1]
    return f'{macro} # "~{parts[2]}"' if len(parts) > 2 else macro


def _range(start: tuple[int, ...], end: tuple[int, ...], circa: bool) -> dict[str, str]:
    if len(start) == len(end) == 1:
        plain = 1000 <= start[0] < end[0] <= 9999
        years = f"circa {start[0]}--{end[0]}" if circa else f"{start[0]}--{end[0]}"
        return {"year": f"{{{years}}}"} if plain else {}
    if len(start) != len(end):
        return {}
    # "December--January" of one issue: the year is that of its end.
    turn = end[0] - start[0] == 1 and start[1] > end[1]
    if len(start) == 2 and (turn or (start[0] == end[0] and start[1] != end[1])):
        return _fields(end[0], circa, f'{_month(start)} # "--" # {_month(end)}')
    if len(start) == 3 and (turn or start[0] == end[0]):
        same = start[:2] == end[:2]
        if same and start[2] < end[2]:
            return _fields(end[0], circa, f'{_month(start)} # "--{end[2]}"')
        if start[1] != end[1]:
            return _fields(end[0], circa, f'{_month(start)} # "--" # {_month(end)}')
    return {}
