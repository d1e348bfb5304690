"""cs:number, and whether a value is a number.

In: the text of a number variable. Out: the same as a numeral, an ordinal or a roman numeral.

Source: CSL 1.0.2 specification, "Number", "Label", "Choose" (is-numeric), "Ordinal Suffixes".
"""

from __future__ import annotations

import re

from citeformat._util.patterns import lazy_pattern
from citeformat._util.remembered import remember
from citeformat.csl.locale import Locale
from citeformat.csl.variables import CONTEXT_VARIABLES, NUMBER_VARIABLES
from citeformat.engine.runtime.pages import format_pages, list_pieces, range_ends
from citeformat.richtext.spans import GUARD

__all__ = [
    "RANGES", "is_numeric_text", "is_plural", "long_ordinal", "ordinal", "render_number", "roman",
    "sortable", "without_thousands",
]  # fmt: skip

RANGES = NUMBER_VARIABLES - CONTEXT_VARIABLES - {"number", "page-first", "section", "version"}
"""Number variables that may hold a range. A hyphen in the others belongs to their value, as in the
number of a standard."""

_THOUSANDS = lazy_pattern(r"(?<=\d),(?=\d{3}(?!\d))")
"""The comma in the number of a patent, such as 6,265,123."""
_ONE = r"(?:[A-Za-z]*\d+[A-Za-z]*|[ivxlcdm]{2,}|[ivx])"
_NUMERIC = lazy_pattern(rf"\s*{_ONE}(?:\s*(?:--|[,&\-–—/]|\\-|\band\b)\s*{_ONE})*\s*[-–]?\s*$")
_WHOLE = re.compile(r"[0-9]{1,18}")
_LONGEST = 200
"""A longer value is not a number."""
_DIGITS = re.compile(r"\d+")
_SEPARATOR = re.compile(r"(?:(?<!\s)\s+)?(--|\\?-|[–—]|,|&|\band\b)\s*")
_NUMBER = re.compile(r"\S*\d\S*")
_SEVERAL = lazy_pattern(
    r"\s*(?:[^\W\d_]{0,2}\d+[^\W\d_]{0,2}|[ivxlcdm]+\b(?!-\d))"
    r"\s*(?:[-–—,;&]|,?\s*\b(?-i:[^\W\d_A-ZА-Я]{1,3})\b(?=\s))\s*"
    r"(?:[^\W\d_]{0,2}\d+|[ivxlcdm]+\b|$)",
    re.IGNORECASE,
)
"""Two numbers with a mark or a short word between them, as in a list of pages."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@remember(1 << 12)
def is_numeric_text(text: str) -> bool:
    """Return whether a value is a number: digits with affixes ("2nd", "D2"), or several of them
    joined by a comma, an ampersand or a hyphen.

    >>> is_numeric_text("12-14"), is_numeric_text("2nd"), is_numeric_text("second")
    (True, True, False)
    """
    if not 0 < len(text) <= _LONGEST:
        return False
    return text.isdecimal() or _NUMERIC().match(text.replace(GUARD, "")) is not None


def without_thousands(number: str) -> str:
    """Remove the commas between thousands.

    >>> without_thousands("6,265,123"), without_thousands("2,3")
    ('6265123', '2,3')
    """
    return _THOUSANDS().sub("", number)


@remember(1 << 12)
def is_plural(text: str) -> bool:
    """Return whether a value holds several numbers.

    >>> is_plural("12-14"), is_plural("12"), is_plural("M-1"), is_plural("M-1-M-14")
    (True, False, False, True)
    >>> is_plural("5 und 6"), is_plural("2 BvR 1/99")
    (True, False)
    """
    if text.isdecimal() or len(text) > _LONGEST:
        return False
    text = text.replace("\\-", "")
    if _SEVERAL().match(text):
        return True
    numbers = [piece.strip() for piece in list_pieces(text)[::2]]
    if len(numbers) > 1 and all(map(_NUMBER.fullmatch, numbers)):
        return True
    return any(range_ends(number) for number in numbers)


def render_number(text: str, form: str, locale: Locale, variable: str) -> str:
    """Render a number variable in a form. Of a value that is not numeric, only ranges change.

    >>> render_number("2", "roman", Locale("en-US"), "volume")
    'ii'
    >>> render_number("IV-VI", "numeric", Locale("en-US"), "volume")
    'IV–VI'
    >>> render_number("6,265,123", "numeric", Locale("en-US"), "number")
    '6,265,123'
    """
    is_one_number = variable == "number" and "," in text and _THOUSANDS().search(text)
    if is_one_number or (form == "numeric" and text.isdigit()):
        return text
    if not is_numeric_text(text):
        if "-" not in text or variable not in RANGES:
            return text
        return format_pages(text, "", locale.term("page-range-delimiter") or "–")
    pieces = _SEPARATOR.split(text.replace(GUARD, "").strip())  # numbers and separators, in turn
    for index, piece in enumerate(pieces):
        if index % 2:
            if piece == "\\-":
                pieces[index] = "-"
            elif piece in ("-", "--", "–", "—"):
                pieces[index] = locale.term("page-range-delimiter") or "–"
            elif piece == "and":
                pieces[index] = f" {locale.term('and') or 'and'} "
            elif piece == "&":
                pieces[index] = f" {locale.ampersand()} "
            else:
                pieces[index] = ", "
        elif _WHOLE.fullmatch(piece):  # "D2" and the like are printed as they are
            if form == "ordinal":
                pieces[index] += ordinal(int(piece), locale, locale.gender(variable))
            elif form == "long-ordinal":
                pieces[index] = long_ordinal(int(piece), locale, locale.gender(variable))
            elif form == "roman":
                pieces[index] = roman(int(piece)) or piece
    return "".join(pieces)


def sortable(text: str) -> str:
    """Return a value as a sort key that compares the numbers in it.

    >>> sortable("12") > sortable("2")
    True
    """
    return _DIGITS.sub(lambda match: match[0].zfill(9), text[:_LONGEST])


def roman(number: int) -> str:
    """Return the lower-case roman numeral, or `""` for a number that has none.

    >>> roman(1984)
    'mcmlxxxiv'
    """
    if not 0 < number < 10000:
        return ""
    result = ""
    for value, letters in _ROMAN:
        while number >= value:
            result += letters
            number -= value
    return result


def ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """Return the ordinal suffix of a number, in a gender.

    >>> terms = {("ordinal", "long", ""): ("th",) * 3, ("ordinal-02", "long", ""): ("nd",) * 3}
    >>> ordinal(22, Locale("en-US", terms))
    'nd'
    """
    digit = number % 10
    if ("ordinal", "long", "") not in locale.terms and all(
        (f"ordinal-0{term}", "long", "") in locale.terms for term in (1, 2, 3, 4)
    ):  # a locale of CSL 1.0: ordinal-04 is the suffix of all numbers but 1 to 3
        if digit > 3 or digit == 0 or 10 < number % 100 < 14:
            digit = 4
        return _gendered(locale, f"ordinal-{digit:02d}", gender) or ""
    gender = _available(locale, "ordinal", gender)
    for digits in dict.fromkeys((number % 100, digit)):
        name = f"ordinal-{digits:02d}"
        form = gender if (name, "long", gender) in locale.terms else ""
        match = locale.ordinals.get((name, form), "")
        if match == "whole-number":
            compared = number
        elif match == "last-two-digits" or digits > 9:
            compared = number % 100
        else:  # "last-digit"
            compared = digit
        suffix = _gendered(locale, name, gender)
        if suffix is not None and compared == digits:
            return suffix
    return _gendered(locale, "ordinal", gender) or ""


def long_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """Return a number from 1 to 10 as an ordinal word, and a larger one with its suffix."""
    name = f"long-ordinal-{number:02d}"
    word = _gendered(locale, name, _available(locale, name, gender)) if number <= 10 else None
    return word or f"{number}{ordinal(number, locale, gender)}"


def _available(locale: Locale, name: str, gender: str) -> str:
    """Return the gender, or another one if a term has neither this nor the neuter (Portuguese).
    The specification is silent about that; citeproc-js and pandoc take the feminine."""
    if any((name, "long", form) in locale.terms for form in (gender, "")):
        return gender
    forms = [form for form in ("feminine", "masculine") if (name, "long", form) in locale.terms]
    return forms[0] if forms else gender


def _gendered(locale: Locale, name: str, gender: str) -> str | None:
    found = locale.terms.get((name, "long", gender)) or locale.terms.get((name, "long", ""))
    return found[0] if found else None
