"""A `Date` → BibTeX's `year` and `month`.

In: a date. Out: the source of the fields. The reader makes the same date of them.

Source: "BibTeXing" (btxdoc), section 3.2 on `month`.
"""

from __future__ import annotations

from citeformat.interchange.bibtex.macros import MONTH_MACROS
from citeformat.interchange.shared.dates import is_sound
from citeformat.record import Date

__all__ = ["to_year"]

_MACROS = tuple(MONTH_MACROS)
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_OPEN = (0,)


def to_year(date: Date) -> dict[str, str]:
    """Return the right sides of BibTeX's fields, or an empty dict if they cannot express the date.

    >>> to_year(Date(((1984, 7, 4),)))
    {'year': '{1984}', 'month': 'jul # "~4"'}
    >>> to_year(Date(((1998, 12), (1999, 1))))
    {'year': '{1999}', 'month': 'dec # "--" # jan'}
    """
    if date.literal or date.raw or not date.parts or not date.parts[0]:
        return {}
    start, end = date.parts[0], date.end
    circa = "circa " if date.circa else ""
    year = start[0]
    if len(start) == 1 and year < 0 and not end and date.season is None:
        return {"year": f"{{{circa}{-year} BC}}"}
    if not (is_sound(start) and 0 < year < 100_000):
        return {}
    if date.season is not None:
        season = date.season if isinstance(date.season, int) else 0
        if len(start) > 1 or end or not 1 <= season <= 4:
            return {}
        month = f"{{{_SEASONS[season - 1]}}}"
    elif not end:
        month = _month(start)
    elif end == _OPEN or not is_sound(end) or len(start) != len(end):
        return {}
    elif len(start) == 1:
        return {"year": f"{{{circa}{year}--{end[0]}}}"} if 1000 <= year < end[0] <= 9999 else {}
    else:
        # "December--January" of one issue: the year is that of its end.
        year = end[0]
        if not (start[0] == year or (start[0] == year - 1 and start[1] > end[1])):
            return {}
        if start[:2] != end[:2]:
            month = f'{_month(start)} # "--" # {_month(end)}'
        elif len(start) == 3 and start[2] < end[2]:
            month = f'{_month(start)} # "--{end[2]}"'
        else:
            return {}
    fields = {"year": f"{{{circa}{year}}}"}
    return {**fields, "month": month} if month else fields


def _month(parts: tuple[int, ...]) -> str:
    """Return the macro of the month, which each style prints in its own language, and the day."""
    if len(parts) < 2:
        return ""
    macro = _MACROS[parts[1] - 1]
    return f'{macro} # "~{parts[2]}"' if len(parts) > 2 else macro
