"""cs:date: dates and ranges of dates.

In: a context and a `DateSpec`. Out: flat rich text.

Source: CSL 1.0.2 specification, "Date", "Date-part", "Date Ranges", "AD and BC", "Seasons",
"Approximate Dates".
"""

from __future__ import annotations

from collections.abc import Sequence
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
    """A cs:date-part element."""

    name: str
    """`"year"`, `"month"` or `"day"`."""
    form: str = ""
    formatting: Formatting = PLAIN
    range_delimiter: str = "–"

    def season_formatting(self) -> Formatting:
        """Return the formatting of a season in the place of a month.

        A letter beside a month's number, such as the sign for "month" in Chinese and Japanese
        dates, does not belong to a season.
        """
        formatting = self.formatting
        if formatting is PLAIN or not self.form.startswith("numeric"):
            return formatting
        prefix, suffix = (
            "".join(character for character in affix if not character.isalpha())
            for affix in (formatting.prefix, formatting.suffix)
        )
        return formatting._replace(prefix=prefix, suffix=suffix)


class DateSpec(NamedTuple):
    """A cs:date element, or the locale's date format that it calls."""

    variable: str
    parts: tuple[DatePart, ...]
    delimiter: str = ""
    formatting: Formatting = PLAIN


_MONTHS = {month: f"month-{month:02d}" for month in range(1, 13)}
"""Month -> its term; a record may have other numbers."""
_UNITS = ("year", "month", "day")
_FOUR_DIGITS = (999,)


def render_date(context: Context, spec: DateSpec) -> str:
    """Render a cs:date element for a record that has the date."""
    date, units = context.dates[spec.variable], spec.parts
    if context.sort is not None:
        return sort_date(date, [part.name for part in units])
    parts = date.parts
    if len(parts) == 1 == len(units) and parts[0][:1] > _FOUR_DIGITS and not date.literal:
        (unit,) = units
        if unit.name == "year" and unit.form != "short":  # most dates
            text = str(parts[0][0])
            if context.year_suffix_pending:
                text += _pending_suffix(context)
            if unit.formatting is not PLAIN:
                text = unit.formatting.apply(text, context.language)
            if spec.formatting is not PLAIN:
                text = spec.formatting.apply(text, context.language)
            return text
    if date.literal:  # a text is rendered in the place and the formatting of the year
        year = next((part for part in spec.parts if part.name == "year"), None)
        if year is None:
            return ""
        text = year.formatting.apply(
            parse(date.literal) + _pending_suffix(context), context.language
        )
    elif len(date.parts) > 1:
        text = _range(context, spec, _DateValue(date, 0), _DateValue(date, 1))
    else:
        text = _parts(context, spec, spec.parts, _DateValue(date, 0))
    formatting = spec.formatting
    return text if formatting is PLAIN else formatting.apply(text, context.language)


class _DateValue:
    """One date of a range, or a date that is not a range, with its season."""

    __slots__ = ("day", "month", "season", "year")

    def __init__(self, date: Date, index: int) -> None:
        parts: DateParts = date.parts[index] if date.parts else ()
        self.year = parts[0] if parts else None
        self.month = parts[1] if len(parts) > 1 else 0
        self.day = parts[2] if len(parts) > 2 else 0
        self.season: int | str | None = date.season if index == 0 or not self.month else None
        if self.month > 12:  # 13 to 24 are seasons
            self.season = (self.month - 1) % 4 + 1 if self.month < 25 else None
            self.month = 0

    def known(self) -> set[str]:
        """Return the units that the date has; a season counts as a month."""
        has = (self.year is not None, bool(self.month or self.season), bool(self.day))
        return {unit for unit, known in zip(_UNITS, has, strict=True) if known}

    def precision(self) -> int:
        """Return how many units the date has."""
        return len(self.known())


def _pending_suffix(context: Context) -> str:
    """Return the year-suffix for the first year that is rendered, and `""` for later ones."""
    if not context.year_suffix_pending:
        return ""
    context.year_suffix_pending = False
    return context.year_suffix


def _parts(context: Context, spec: DateSpec, parts: tuple[DatePart, ...], value: _DateValue) -> str:
    """Render some of the cs:date-part elements for one date."""
    texts = []
    for part in parts:
        formatting = part.formatting
        if part.name == "month":
            text = _month(context.locale, part, value)
            if text and not value.month:
                formatting = part.season_formatting()
        elif part.name == "day":
            text = _day(context.locale, part, value)
        elif not value.year:
            text = ""
        elif value.year < 0:
            text = f"{-value.year}{context.locale.term('bc')}{_pending_suffix(context)}"
        elif value.year < 1000:
            text = f"{value.year}{context.locale.term('ad')}{_pending_suffix(context)}"
        else:
            year = f"{value.year % 100:02d}" if part.form == "short" else str(value.year)
            text = year + _pending_suffix(context) if context.year_suffix_pending else year
        if text:
            texts.append(text if formatting is PLAIN else formatting.apply(text, context.language))
    return spec.delimiter.join(texts)


def _month(locale: Locale, part: DatePart, value: _DateValue) -> str:
    """Render a cs:date-part of a month, or of the season in its place."""
    form = part.form or "long"
    if not value.month:
        if isinstance(value.season, str):
            return parse(value.season)
        is_season = value.season is not None and 1 <= value.season <= 4
        return locale.term(f"season-{value.season:02d}") if is_season else ""
    if form == "numeric":
        return str(value.month)
    if form == "numeric-leading-zeros":
        return f"{value.month:02d}"
    return locale.term(_MONTHS.get(value.month, ""), form)  # "long" or "short"


def _day(locale: Locale, part: DatePart, value: _DateValue) -> str:
    """Render a cs:date-part of a day; limit-day-ordinals-to-day-1 makes others numeric."""
    day = value.day
    if not day or not value.month:
        return ""
    if part.form == "numeric-leading-zeros":
        return f"{day:02d}"
    if part.form == "ordinal" and (day == 1 or not locale.limit_day_ordinals):
        gender = locale.gender(_MONTHS.get(value.month, ""))
        return f"{day}{ordinal(day, locale, gender)}"
    return str(day)  # "numeric"


def _range(context: Context, spec: DateSpec, first: _DateValue, second: _DateValue) -> str:
    """Render a range of dates ("Date Ranges"): the parts that differ twice, with the delimiter of
    the largest unit that differs; what both dates share, once."""
    delimiters = {part.name: part.range_delimiter for part in reversed(spec.parts)}
    if not second.year:  # an open range
        text = _parts(context, spec, spec.parts, first)
        return text + delimiters.get("year", "–") if text else ""
    differs = {
        "year": first.year != second.year,
        "month": (first.month, first.season) != (second.month, second.season),
        "day": first.day != second.day,
    }
    unit = next((unit for unit in _UNITS if unit in delimiters and differs[unit]), None)
    if unit is None:
        return _parts(context, spec, spec.parts, first)
    repeated = {*_UNITS[_UNITS.index(unit) :]} & (first.known() | second.known())
    # one end has no unit that differs, as in 5 May 2008 to 2008
    if not (repeated & first.known() and repeated & second.known()):
        return _parts(context, spec, spec.parts, max(first, second, key=_DateValue.precision))
    indexes = [index for index, part in enumerate(spec.parts) if part.name in repeated]
    low, high = indexes[0], indexes[-1] + 1
    before = _parts(context, spec, spec.parts[:low], first)
    middle = spec.parts[low:high]
    pending, context.year_suffix_pending = context.year_suffix_pending, False
    left = _parts(context, spec, _without_affix(middle, first, "suffix"), first)
    context.year_suffix_pending = pending  # the year-suffix follows the second year
    right = _parts(context, spec, _without_affix(middle, second, "prefix"), second)
    both = f"{left}{delimiters[unit]}{right}" if left and right else left + right
    after = _parts(context, spec, spec.parts[high:], first)
    return spec.delimiter.join([text for text in (before, both, after) if text])


def _without_affix(
    parts: tuple[DatePart, ...], value: _DateValue, affix: str
) -> tuple[DatePart, ...]:
    """Return the parts without the affix beside the delimiter of the range."""
    known = [part for part in parts if part.name in value.known()]
    if not known:
        return parts
    edge = known[-1 if affix == "suffix" else 0]
    style = edge.formatting
    bare_style = style._replace(suffix="") if affix == "suffix" else style._replace(prefix="")
    bare = edge._replace(formatting=bare_style)
    return tuple(bare if part is edge else part for part in parts)


def sort_date(date: Date, units: Sequence[str] = _UNITS) -> str:
    """Return a date as a sort key.

    >>> sort_date(Date(((2012, 1),))) < sort_date(Date(((2012, 10),)))
    True
    """
    if not date.parts:
        return date.literal
    ends = []
    for parts in date.parts[:2]:
        year, month, day = (*parts, 0, 0, 0)[:3]
        if month > 12 or "month" not in units:
            month = 0  # a season
        number = 100 * month + (day if "day" in units else 0)
        ends.append(f"{year + 50000:06d}{number:04d}" if "year" in units else f"{number:04d}")
    return ends[0] if len(ends) == 1 else " ".join(ends)
