"""cs:date: dates and ranges of dates.

In: a context and a `DateSpec`. Out: flat rich text.

Source: CSL 1.0.2 specification, "Date", "Date-part", "Date Ranges", "AD and BC", "Seasons",
"Approximate Dates".
"""

from __future__ import annotations

from typing import NamedTuple

from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.csl.locale import Locale
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.numbers import ordinal
from citeformat.record import Date
from citeformat.record.date import DateParts
from citeformat.richtext.markup import parse

__all__ = ["DatePart", "DateSpec", "render_date", "sort_date"]


class DatePart(NamedTuple):
    """cs:date-part."""

    name: str
    """`"year"`, `"month"` or `"day"`."""
    form: str = ""
    formatting: Formatting = PLAIN
    range_delimiter: str = "–"


class DateSpec(NamedTuple):
    """A cs:date element, or the locale's date format that it calls, in the style's order."""

    variable: str
    parts: tuple[DatePart, ...]
    delimiter: str = ""
    formatting: Formatting = PLAIN


_MONTHS = {month: f"month-{month:02d}" for month in range(1, 13)}
"""Month -> its term; a record may have numbers that are no months."""
_UNITS = ("year", "month", "day")


def render_date(context: Context, spec: DateSpec) -> str:
    """The text of a cs:date element, `""` where the record has no such date."""
    if spec.variable not in context.dates:
        return ""
    date = context.dates[spec.variable]
    if context.sort is not None:
        return sort_date(date, tuple(part.name for part in spec.parts))
    if date.literal:
        text = _literal(context, spec, date.literal)
    elif len(date.parts) > 1:
        text = _range(context, spec, date)
    else:
        text = _single(context, spec, spec.parts, _Value(date, 0))
    formatting = spec.formatting
    return text if formatting is PLAIN else formatting.apply(text, context.english)


def _literal(context: Context, spec: DateSpec, literal: str) -> str:
    """A date that is a text: it stands where the year would, and as the year is written."""
    year = next((part for part in spec.parts if part.name == "year"), None)
    if year is None:
        return ""
    text = parse(literal)
    if context.year_suffix_pending:
        text += _take_suffix(context)
    return year.formatting.apply(text, context.english)


class _Value:
    """One end of a date, and its season."""

    __slots__ = ("day", "month", "season", "year")

    def __init__(self, date: Date, index: int) -> None:
        parts: DateParts = date.parts[index] if date.parts else ()
        self.year = parts[0] if parts else None
        self.month = parts[1] if len(parts) > 1 else 0
        self.day = parts[2] if len(parts) > 2 else 0
        self.season: int | str | None = date.season if index == 0 or not self.month else None
        if self.month > 12:
            self.season = (self.month - 1) % 4 + 1 if self.month < 25 else None
            self.month = 0

    def known(self) -> tuple[bool, bool, bool]:
        """Whether there is a year, a month (or season) and a day."""
        return self.year is not None, bool(self.month or self.season), bool(self.day)


def _take_suffix(context: Context) -> str:
    context.year_suffix_pending = False
    return context.year_suffix


def _single(context: Context, spec: DateSpec, parts: tuple[DatePart, ...], value: _Value) -> str:
    texts = []
    for part in parts:
        text = _part(context, part, value)
        if text:
            texts.append(text)
    return spec.delimiter.join(texts)


def _part(context: Context, part: DatePart, value: _Value) -> str:
    if part.name == "year":
        text = _year(context, part, value)
    elif part.name == "month":
        text = _month(context.locale, part, value)
    else:
        text = _day(context.locale, part, value)
    formatting = part.formatting
    return text if formatting is PLAIN else formatting.apply(text, context.english)


def _year(context: Context, part: DatePart, value: _Value) -> str:
    year = value.year
    if year is None or year == 0:
        return ""
    if year < 0:
        text = f"{-year}{context.locale.term('bc')}"
    elif year < 1000:
        text = f"{year}{context.locale.term('ad')}"
    else:
        text = f"{year % 100:02d}" if part.form == "short" else str(year)
    if context.year_suffix_pending:
        text += _take_suffix(context)
    return text


def _month(locale: Locale, part: DatePart, value: _Value) -> str:
    form = part.form or "long"
    if not value.month:
        if value.season is None:
            return ""
        if isinstance(value.season, str):
            return parse(value.season)
        return locale.term(f"season-{value.season:02d}") if 1 <= value.season <= 4 else ""
    if form == "numeric":
        return str(value.month)
    if form == "numeric-leading-zeros":
        return f"{value.month:02d}"
    return locale.term(_MONTHS.get(value.month, ""), form)


def _day(locale: Locale, part: DatePart, value: _Value) -> str:
    day = value.day
    if not day or not value.month:
        return ""
    if part.form == "numeric-leading-zeros":
        return f"{day:02d}"
    if part.form == "ordinal" and (day == 1 or not locale.limit_day_ordinals):
        gender = locale.gender(_MONTHS.get(value.month, ""))
        return f"{day}{ordinal(day, locale, gender)}"
    return str(day)


def _range(context: Context, spec: DateSpec, date: Date) -> str:
    """Both ends; what they share is printed once."""
    first, second = _Value(date, 0), _Value(date, 1)
    if not second.year:
        text = _single(context, spec, spec.parts, first)
        return text + _delimiter(spec, "year") if text else ""
    unit = _difference(spec, first, second)
    if unit is None:
        return _single(context, spec, spec.parts, first)
    differing = set(_UNITS[_UNITS.index(unit) :])
    indexes = [
        i
        for i, part in enumerate(spec.parts)
        if part.name in differing and _is_known(part, first, second)
    ]
    low, high = indexes[0], indexes[-1] + 1
    middle = spec.parts[low:high]
    suffix, context.year_suffix_pending = context.year_suffix_pending, False
    left = _single(context, spec, _without_affix(middle, first, "suffix"), first)
    context.year_suffix_pending = suffix  # it follows the second year
    right = _single(context, spec, _without_affix(middle, second, "prefix"), second)
    both = f"{left}{_delimiter(spec, unit)}{right}" if left and right else left + right
    before = _single(context, spec, spec.parts[:low], first)
    after = _single(context, spec, spec.parts[high:], first)
    return spec.delimiter.join([text for text in (before, both, after) if text])


def _is_known(part: DatePart, first: _Value, second: _Value) -> bool:
    index = _UNITS.index(part.name)
    return first.known()[index] or second.known()[index]


def _difference(spec: DateSpec, first: _Value, second: _Value) -> str | None:
    """The largest unit that is printed and differs."""
    names = {part.name for part in spec.parts}
    for unit in _UNITS:
        if unit not in names:
            continue
        if unit == "month":
            same = (first.month, first.season) == (second.month, second.season)
        else:
            same = getattr(first, unit) == getattr(second, unit)
        if not same:
            return unit
    return None


def _delimiter(spec: DateSpec, unit: str) -> str:
    for part in spec.parts:
        if part.name == unit:
            return part.range_delimiter
    return "–"


def _without_affix(parts: tuple[DatePart, ...], value: _Value, affix: str) -> tuple[DatePart, ...]:
    """The parts without the affix that would stand beside the range's delimiter."""
    known = [part for part in parts if value.known()[_UNITS.index(part.name)]]
    if not known:
        return parts
    edge = known[-1 if affix == "suffix" else 0]
    style = edge.formatting
    bare_style = style._replace(suffix="") if affix == "suffix" else style._replace(prefix="")
    bare = edge._replace(formatting=bare_style)
    return tuple(bare if part is edge else part for part in parts)


def sort_date(date: Date, units: tuple[str, ...] = _UNITS) -> str:
    """A date as text that sorts as the date does.

    >>> sort_date(Date(((2012, 1),))) < sort_date(Date(((2012, 10),)))
    True
    """
    if not date.parts:
        return date.literal
    ends = []
    for parts in date.parts[:2]:
        year, month, day = (*parts, 0, 0, 0)[:3]
        if month > 12:
            month = 0  # a season, which does not sort
        ends.append(
            (f"{year + 50000:06d}" if "year" in units else "")
            + (f"{month:02d}" if "month" in units else "00")
            + (f"{day:02d}" if "day" in units else "00")
        )
    return " ".join(ends)
