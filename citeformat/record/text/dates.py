"""Dates as people write them -> `Date`.

In: any text, or a year and a month as text. Out: a `Date`.

Sources: the BibLaTeX manual, sections 2.3.8 and 2.4; "BibTeXing" (btxdoc), section 3.2 on `month`;
ISO 8601, basic format; "MARC 21 Format for Bibliographic Data", field 264, for copyright dates.
"""

from __future__ import annotations

import re

from citeformat._util.remembered import remember
from citeformat._util.text import MONTHS, SEASONS, is_digits
from citeformat.record.date import Date, DateParts
from citeformat.record.text.edtf import from_edtf, is_sound

__all__ = [
    "MONTH_NUMBERS",
    "SEASON_CODES",
    "VISITED",
    "from_text",
    "from_year",
    "is_ambiguous",
]


_FOREIGN_MONTHS = (
    "januar janvier janv enero ene gennaio gen januari janeiro",
    "februar février fevrier févr fevr febrero febbraio februari fevereiro fev",
    "märz maerz mrz mars marzo maart março marco",
    "avril avr abril abr aprile",
    "mai mayo maggio mag mei maio",
    "juni juin junio giugno giu junho",
    "juli juillet juil julio luglio lug julho",
    "août aout agosto ago augustus",
    "sept septembre septiembre settembre set setembro",
    "oktober okt octobre octubre ottobre ott outubro out",
    "novembre noviembre novembro",
    "dezember dez décembre decembre déc diciembre dic dicembre dezembro",
)

MONTH_NUMBERS = {
    name: number
    for number, (month, names) in enumerate(zip(MONTHS, _FOREIGN_MONTHS, strict=True), 1)
    for name in (month.lower(), month[:3].lower(), *names.split())
}
"""Name or abbreviation in lower case, without a full stop -> 1 to 12."""

SEASON_CODES = {season.lower(): code for code, season in enumerate(SEASONS, 21)} | {
    "frühling": 21, "frühjahr": 21, "printemps": 21, "primavera": 21,
    "sommer": 22, "été": 22, "verano": 22, "estate": 22,
    "fall": 23, "herbst": 23, "automne": 23, "otoño": 23, "autunno": 23,
    "hiver": 24, "invierno": 24, "inverno": 24,
}  # fmt: skip
"""Name in lower case -> EDTF's code, 21 (spring) to 24 (winter)."""

_NO_DATE = ("n.d.", "nd", "n.d", "nodate", "undated", "s.d.", "s.a.", "o.j.")
"""What people write for a missing date. A style has its own words for that."""

_YEAR_RANGE = re.compile(r"(\d{4})\s*([-–—/]+|to)\s*(\d{4}|\d{2})\Z")

_ERA = re.compile(
    r"(?:A\.?\s?D\.?\s*)?(?P<year>[1-9]\d{0,4})"
    r"(?:\s*(?:(?P<before>B\.?\s?C\.?(?:\s?E\.?)?)|A\.?\s?D\.?|C\.?\s?E\.?))?\Z",
    re.IGNORECASE,
)
"""A year, perhaps with its era: "44 BC", "A.D. 70"."""

_NUMERIC = re.compile(
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2}))?\.?\Z"
    r"|(?P<basic>\d{4})(?P<basic_month>\d{2})(?P<basic_day>\d{2})?\Z"
    r"|(?P<han>\d{4})\s*年(?:\s*(?P<han_month>\d{1,2})\s*月(?:\s*(?P<han_day>\d{1,2})\s*日)?)?\Z"
)
"""Year, month and day in this order: "2015/05/12", "20150512"."""

_YEAR_LAST = re.compile(r"(?:(\d{1,2})([-/.])\s?)?(\d{1,2})(?(2)\2|[-/.])\s?(\d{4})\Z")
"""Year last: "26.09.2020", "5/12/2015", "09/2020"."""

_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[-./\s]+([^\W\d_]+)[-./,\s]+(\d{4})\Z")
"""A hyphen here does not make a range: "12-May-2015"."""

_YEAR_MONTH_DAY = re.compile(r"(\d{4})[-./,\s]+([^\W\d_]+)(?:[-./,\s]+(\d{1,2}))?\.?\Z")

_TIME = re.compile(
    r"(?:T|(?:,|(?<![\s,]))\s+(?:at\s+)?)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[AP]\.?M\.?)?"
    r"(?:\s*(?:Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2}))?\s*\Z",
    re.IGNORECASE,
)

VISITED = (
    r"(?:(?:last\s+|zuletzt\s+)?(?:accessed|visited|retrieved|abgerufen|besucht|aufgerufen|zugriff)"
    r"(?:\s+am)?|stand|(?:dernier\s+accès|consultée?|page\s+consultée)(?:\s+le)?"
    r"|(?:consultado|recuperado|acessado|acesso|accedido)(?:\s+e[lm])?"
    r"|(?:consultato|visitato|ultimo\s+accesso)(?:\s+il)?)"
)
"""The words before the date of a visit, in some languages. Compile it with `re.IGNORECASE`."""

_ACCESSED = re.compile(
    rf"(?:{VISITED}|viewed|checked|updated)\s*(?:on\b)?\s*[:,]?\s*",
    re.IGNORECASE,
)

_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*", re.IGNORECASE
)

_COPYRIGHT = re.compile(r"(?:[©℗]|\(c\)|copyright|\bcop\.?|\b[cp](?=\d))\s*(?=\d{4}(?!\d))", re.I)

_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")

_SPAN = re.compile(
    r"(?<!\s)\s+(?:-+|to|bis)\s+|(?:(?<!\s)\s+)?(?:--+|[–—])\s*|(?<=[^\W\d_]|\d)\s*/\s*(?=[^\W\d_])"
    r"|(?<=\d{4})-(?=(?:\d\d?\.?\s+)?[^\W\d_])"
)
"""What is between two whole dates."""

_CIRCA = re.compile(r"(?:[~∼]|c\.|ca\.?|circa|approx\.?|around|about)\s*(?=\d)", re.IGNORECASE)

_RANGE = re.compile(r"(?:(?<!\s)\s+)?(?:-+|[–—/&]|\s(?:and|to|und|et|y|e)\s)\s*")

_PART_OF_MONTH = re.compile(r"(?:early|mid|late)-", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]+")

_FILLERS = ("st", "nd", "rd", "th", "of", "de", "early", "mid", "late")
"""Words that may accompany a month or a day."""

_NUMBER = re.compile(r"\d+")


def from_text(text: str) -> Date | None:
    """Read a date in EDTF or as people write it.

    Returns:
        The date, whose `literal` is the text if it cannot be read, or `None` if the text says that
        there is no date.

    >>> from_text("12 May 2015"), from_text("26.09.2020"), from_text("c2001")
    (Date('2015-05-12'), Date('2020-09-26'), Date('2001'))
    >>> from_text("forthcoming"), from_text("n.d.")
    (Date('forthcoming'), None)
    """
    text = text.strip()
    if len(text) == 4 and is_digits(text):
        return Date(((int(text),),)) if int(text) else None
    if text.lower().replace(" ", "") in _NO_DATE:
        return None
    date = _from_words(text)
    if date is None and text.strip("0-/.[]() "):
        return Date(literal=text)
    return date


def is_ambiguous(text: str) -> bool:
    """Return whether a date has day and month in an order that only its author knows.

    >>> is_ambiguous("10/05/2015"), is_ambiguous("13/05/2015"), is_ambiguous("10.05.2015")
    (True, False, False)
    """
    found = _YEAR_LAST.match(_TIME.sub("", text.strip()))
    if found is None or not found.group(1) or found.group(2) == ".":
        return False
    first, second = int(found.group(1)), int(found.group(3))
    return first != second and 1 <= first <= 12 and 1 <= second <= 12


def _from_words(text: str) -> Date | None:
    """Read a date, or return None if that is not possible."""
    text = text.strip(" ;,")
    if text[:1].isalpha():
        text = _WEEKDAY.sub("", _ACCESSED.sub("", text, count=1), count=1)
    if ":" in text:
        text = _TIME.sub("", text)
    copyrights = _COPYRIGHT.search(text)
    if copyrights is not None:  # the year of the copyright counts if there is no other
        others = _FOUR_DIGITS.search(text[: copyrights.start()])
        text = text[: copyrights.start()] if others is not None else _COPYRIGHT.sub(" ", text)
    text = text.strip("[](),; ")
    words = _CIRCA.match(text)
    precise = (text[words.end() :] if words is not None else text).rstrip("~?%")
    circa = precise != text
    text = precise.strip()
    if text.endswith(".") and text[-5:-1].isdigit():
        text = text[:-1]

    numeric = _numeric(text)
    if numeric is not None:
        return Date((numeric,), circa=circa) if numeric[0] else None
    if (span := _YEAR_RANGE.match(text)) is not None:
        begin, _, end = span.groups()
        # "1998/03" has the last digits of the second year; "1999/00" is 1999 to 2000
        is_next_century = end == "00" and begin.endswith("99")
        end = str(int(begin) + 1) if is_next_century else begin[: 4 - len(end)] + end
        return _span(Date(((int(begin),),)), Date(((int(end),),)), circa=circa)
    is_edtf = text[:4] != "0000" and "x" not in text
    if is_edtf and (exact := from_edtf(text + "~" * circa)) is not None:
        return exact
    if (era := _ERA.match(text)) is not None:
        year = -int(era.group("year")) if era.group("before") else int(era.group("year"))
        return Date(((year,),), circa=circa)
    date = _with_one_year(text, circa)
    if date is not None:
        return date
    ends = _SPAN.split(text)
    if len(ends) == 2 and all(ends):
        first, last = map(_from_words, ends)
        if first is not None and last is not None:
            # "2013/Spring2013" has the year of one date twice
            is_one = first.parts == ((last.year,),) and not last.end
            return last if is_one else _span(first, last, circa=circa)
    return None


def _with_one_year(text: str, circa: bool) -> Date | None:
    """Read a year of four digits with a month, a season or a range of them around it."""
    if (found := _DAY_MONTH_YEAR.match(text)) is not None:
        day, month, year_text = found.groups()
    elif (found := _YEAR_MONTH_DAY.match(text)) is not None:
        year_text, month, day = found.groups(default="")
    else:
        day = month = year_text = ""
    if month.lower() in MONTH_NUMBERS:
        date, understood = _with_month(int(year_text), month, day, circa)
        return date if understood else None
    years = _FOUR_DIGITS.findall(text)
    rest = _FOUR_DIGITS.sub(" ", text).strip(" ,./-–—")
    if len(years) != 1 or not int(years[0]) or not rest:
        return None
    date, understood = _with_month(int(years[0]), rest, "", circa)
    return date if understood else None


def _numeric(text: str) -> DateParts | None:
    """Read a date in numbers, or return None. A month or day of 0 is missing."""
    found = _NUMERIC.match(text)
    if found is not None:
        sign, month_digits = found.group("sign"), found.group("month")
        is_two_years = sign == "/" and found.group("day") is None and len(month_digits) == 2
        ends_century = text[2:4] == "99" and month_digits == "00"
        if is_two_years and (int(month_digits) > int(text[2:4]) or ends_century):
            return None  # "2009/10" is one academic year; "2009/03" would end before it begins
        year, month, day = (
            found.group(name) or found.group(f"basic{suffix}") or found.group(f"han{suffix}")
            for name, suffix in (("year", ""), ("month", "_month"), ("day", "_day"))
        )
        parts = [int(part) for part in (year, month, day) if part]
    elif (last := _YEAR_LAST.match(text)) is not None:
        first, sign, second, year = last.groups()
        parts = [int(year), int(second)]
        if is_ambiguous(text):
            parts = [int(year)]
        elif first and int(second) > 12 and sign != ".":
            parts = [int(year), int(first), int(second)]
        elif first:
            parts = [int(year), int(second), int(first)]
    else:
        return None
    parts = parts[: parts.index(0, 1)] if 0 in parts[1:] else parts
    return tuple(parts) if is_sound((parts[0] or 1, *parts[1:])) else None


def _span(first: Date, last: Date, *, circa: bool) -> Date | None:
    """Join two dates to a range, unless it would end before it begins."""
    if not first.parts or not last.parts or first.end or last.end:
        return None
    begin, end = (
        (*date.parts[0], 20 + int(date.season)) if date.season else date.parts[0]
        for date in (first, last)
    )
    if end == begin:
        return first
    if end < begin[: len(end)]:
        return None
    return Date((begin, end), circa=circa or first.circa or last.circa)


@remember(1 << 10)
def from_year(year: str, month: str = "", day: str = "") -> tuple[Date | None, bool]:
    """Read the date of BibTeX's fields.

    Returns:
        The date, and whether all fields were understood.

    >>> from_year("1999", "October 1")
    (Date('1999-10-01'), True)
    >>> from_year("44 BC")
    (Date('-0044'), True)
    >>> from_year("to appear")
    (Date('to appear'), True)
    """
    date = from_text(year)
    if date is None or not month.strip():
        return date, not month.strip() and not day.strip()
    if date.literal or date.season or date.end or len(date.parts[0]) > 1:
        return date, False
    number = date.parts[0][0]
    if month.endswith(str(number)) and number > 31:  # "June 2001", with the year again
        month = month.removesuffix(str(number)).rstrip(" ,./-")
    return _with_month(number, month, day, date.circa)


def _with_month(year: int, month: str, day: str, circa: bool) -> tuple[Date, bool]:
    """Complete a year by a month, a season, or a range such as "May 3--5"."""
    only_year = Date(((year,),), circa=circa)
    found: list[tuple[int, int]] = []  # month, or 21 to 24 for seasons, and day; 0 if missing
    for text in _RANGE.split(_PART_OF_MONTH.sub("", month.strip().strip("."))):
        words = [word.lower() for word in _WORD.findall(text)]
        names = [word for word in words if word not in _FILLERS]
        months = [MONTH_NUMBERS.get(name) or SEASON_CODES.get(name) or 0 for name in names]
        days = [int(number[:4]) for number in _NUMBER.findall(text)]
        is_date = all(months) and len(months) <= 1 and all(1 <= one <= 31 for one in days)
        if not is_date or len(days) > 1 or not (months or (days and not words)):
            return only_year, False
        found.append((months[0] if months else 0, days[0] if days else 0))
    if len(found) > 2:
        return only_year, False
    if not any(month for month, _ in found):  # no name of a month: the numbers are months
        found = [(number, 0) for _, number in found]
    days = [int(number[:4]) for number in _NUMBER.findall(day)]
    has_days = 0 < len(days) <= 2 and days == sorted(days) and days[0] > 0 and days[-1] <= 31
    if len(found) == 1 and has_days:
        found = [(found[0][0], one) for one in days]
    understood = has_days or not day.strip()
    if len(found) == 2:
        # "May 3--5" names the month at the start only, "3--5 May" at the end only.
        (first, first_day), (last, last_day) = found
        found = [(first or last, first_day), (last or first, last_day)]
        found = found[:1] if found[0] == found[1] else found
    if not all(1 <= month <= 12 or (21 <= month <= 24 and not day) for month, day in found):
        return only_year, False
    if len(found) == 1 and found[0][0] > 12:
        return Date(((year,),), season=found[0][0] - 20, circa=circa), True
    dates = [(year, month, day) if day and month <= 12 else (year, month) for month, day in found]
    if len(dates) == 2 and dates[0][:2] > dates[1][:2] and dates[0][1] <= 12:
        dates[0] = (year - 1, *dates[0][1:])  # "December/January" of one issue ends in this year
    return Date(tuple(dates), circa=circa), understood
