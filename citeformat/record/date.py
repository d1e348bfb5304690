"""A date as CSL knows it: one day or less exact, a range, a season, circa, or literal text.

Source: CSL 1.0.2 specification, "Date", and the CSL-JSON schema's `date-variable`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from citeformat.errors import RecordError

__all__ = ["Date"]

DateParts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a range of two. Years before the common era are negative (-43 is 43 BC... as
    CSL-JSON writes it), and a missing month or day is left out of the parts.

    >>> Date(((2012, 1),)).month
    1
    >>> Date(((2020, 5), (2021,))).end
    (2021,)
    """

    parts: tuple[DateParts, ...] = ()
    """The date's `(year, month, day)`, each cut where it is unknown; two of them for a range.
    The end `(0,)` is that of an open range."""
    season: int | str | None = None
    """1 to 4 (spring to winter), or a word."""
    circa: bool = False
    """Whether the date is approximate."""
    literal: str = ""
    """Text that stands for the date, printed as it is."""
    raw: str = ""
    """A date as a person wrote it, not yet parsed."""
    extra: tuple[tuple[str, Any], ...] = field(default=(), hash=False)
    """Keys that CSL-JSON does not define, as sorted pairs."""

    @property
    def year(self) -> int | None:
        """The year of the (first) date."""
        return self._part(0)

    @property
    def month(self) -> int | None:
        """The month of the (first) date, 1 to 12 (13 to 24 are seasons)."""
        return self._part(1)

    @property
    def day(self) -> int | None:
        """The day of the (first) date, 1 to 31."""
        return self._part(2)

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
        """Make a date of a CSL-JSON date object, or of text (kept as `raw`).

        Raises:
            RecordError: `value` is neither, or its date-parts are no numbers.

        >>> Date.from_csl({"date-parts": [["2012", 1]]})
        Date('2012-01')
        """
        if isinstance(value, str):
            return cls(raw=value)
        if not isinstance(value, Mapping):
            raise RecordError(f"a date must be an object, not {value!r}")
        rest = dict(value)
        parts = _date_parts(rest.pop("date-parts", None) or ())
        season = _season(rest.pop("season", None))
        circa = rest.pop("circa", False) not in (None, False, 0, "", "false", "0")
        literal = str(rest.pop("literal", None) or "")
        raw = str(rest.pop("raw", None) or "")
        return cls(parts, season, circa, literal, raw, tuple(sorted(rest.items())))

    def to_csl(self) -> dict[str, Any]:
        """The CSL-JSON object of this date.

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
        text = "/".join(_iso(parts) for parts in self.parts)
        if self.season is not None:
            text += f" season {self.season}"
        return text.strip() + ("~" if self.circa else "")

    def __repr__(self) -> str:
        return f"Date({str(self)!r})"


_LARGEST = 10**9
"""The greatest year that is taken for one."""


def _date_parts(value: Any) -> tuple[DateParts, ...]:
    try:
        dates = []
        for date in value:
            numbers = [int(part) for part in date if part not in (None, "")]
            if any(abs(number) > _LARGEST for number in numbers):
                raise ValueError
            dates.append(tuple(numbers))
    except (TypeError, ValueError, OverflowError):
        raise RecordError(f"date-parts must be lists of numbers, not {value!r}") from None
    if dates and not any(dates):
        return ()
    return tuple(dates)


def _season(value: Any) -> int | str | None:
    if value is None or value == "" or isinstance(value, bool):
        return None
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else text


def _iso(parts: DateParts) -> str:
    if not parts or parts == (0,):
        return ""
    year, *rest = parts
    head = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    return "-".join([head, *(f"{part:02d}" for part in rest)])
