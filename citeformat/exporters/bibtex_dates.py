"""A `Date` → BibLaTeX's `date` (EDTF) or BibTeX's `year` and `month`.

In: a date. Out: the source of the fields. The inverse of `importers.bibtex_dates`: what is written
here is read as the same date.

Sources: the BibLaTeX manual, sections 2.3.8 and 2.4; EDTF (ISO 8601-2), level 1; "BibTeXing"
(btxdoc), section 3.2 on `month`.
"""

from __future__ import annotations

from citeformat.importers.bibtex_values import MONTH_MACROS
from citeformat.record import Date

__all__ = ["to_edtf", "to_year"]

_MACROS = tuple(MONTH_MACROS)
_NAMES = tuple(MONTH_MACROS.values())
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_OPEN = (0,)


def to_edtf(date: Date) -> str:
    """The EDTF string of a date, or `""` where it is none.

    >>> to_edtf(Date(((2004,),), season=2)), to_edtf(Date(((1999, 5), (0,)), circa=True))
    ('2004-22', '1999-05~/..')
    """
    if date.literal and date.parts and date.literal.startswith("–"):
        return "/" + _point(date.parts[0], date.circa)  # no beginning: how it is read
    if date.literal or date.raw or not date.parts or not date.parts[0]:
        return ""
    start, end = date.parts[0], date.end
    if date.season is not None:
        season = date.season if isinstance(date.season, int) else 0
        if len(start) > 1 or end or not 1 <= season <= 4:
            return ""
        return _point((start[0], 20 + season), date.circa)
    if not all(map(_is_sound, date.parts)):
        return ""
    if not end:
        return _point(start, date.circa)
    if end == _OPEN:
        return f"{_point(start, date.circa)}/.."
    return f"{_point(start, date.circa)}/{_point(end, date.circa)}"


def _point(parts: tuple[int, ...], circa: bool) -> str:
    year, *rest = parts
    if year < 0:  # EDTF has a year 0, which is 1 BC
        head = f"-{-year - 1:04d}" if year < -1 else "0000"
    else:
        head = f"{year:04d}" if year < 10000 else f"Y{year}"
    text = "-".join([head, *(f"{part:02d}" for part in rest)])
    return text + "~" if circa else text


def _is_sound(parts: tuple[int, ...]) -> bool:
    if parts == _OPEN:
        return True
    month = parts[1] if len(parts) > 1 else 1
    day = parts[2] if len(parts) > 2 else 1
    return bool(parts) and parts[0] != 0 and len(parts) < 4 and 1 <= month <= 12 and 1 <= day <= 31


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
    if not (_is_sound(start) and 0 < start[0] < 100_000):
        return {}
    if date.season is not None:
        return _with_season(date, start, end)
    if not end:
        return _fields(start[0], date.circa, _month(start))
    if end == _OPEN or not _is_sound(end):
        return {}
    return _range(start, end, date.circa)


def _with_season(date: Date, start: tuple[int, ...], end: tuple[int, ...]) -> dict[str, str]:
    season = date.season if isinstance(date.season, int) else 0
    if len(start) > 1 or end or not 1 <= season <= 4:
        return {}
    return _fields(start[0], date.circa, f"{{{_SEASONS[season - 1]}}}")


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
