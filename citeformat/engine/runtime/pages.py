"""Page ranges and other lists of numbers, in the style's page-range-format.

Source: CSL 1.0.2 specification, Appendix V, "Page Range Formats".
"""

from __future__ import annotations

import re

from citeformat._util.patterns import lazy_pattern

__all__ = ["format_pages"]

_RANGE = lazy_pattern(
    r"(\d*[^\W\d_]+)?(\d+)([^\W\d_]*)\s*(?:--|[-–])\s*(\d*[^\W\d_]+)?(\d+)([^\W\d_]*)"
)
_ONE_RANGE = re.compile(r"(\d+)[-–](\d+)")
"""What most records have, and most styles print as it stands."""
_DASH = re.compile(r"(?<!\\)\s*(--|–|-)\s*")
_LONGEST = 400
"""A value of more characters holds no pages; it is left as it is."""
_LIST = re.compile(r"\s*([,&;])\s*")
_OTHER_RANGE = lazy_pattern(
    r"[ivxlcdm]+\s*(?:--|[-–])\s*[ivxlcdm]+|\S*\d\S*\s*(?:--|[-–])\s*\S*\d\S*", re.IGNORECASE
)
"""Roman numerals, and numbers with more to them than `_RANGE` knows."""


def format_pages(text: str, style: str, delimiter: str, ampersand: str = "&") -> str:
    """The page ranges in a text, in the style's format.

    Args:
        text: Flat rich text such as `"12-14, 20"`.
        style: `"expanded"`, `"minimal"`, `"minimal-two"`, `"chicago"`, `"chicago-15"`,
            `"chicago-16"`, or `""` for numbers as they stand.
        delimiter: What stands between the numbers of a range (the term page-range-delimiter).
        ampersand: What stands for `&` between two numbers.

    >>> format_pages("321-328", "minimal", "–"), format_pages("42-5", "expanded", "–")
    ('321–8', '42–45')
    """
    if text.isdigit() or len(text) > _LONGEST:
        return text
    if not style:
        match = _ONE_RANGE.fullmatch(text)
        if match is not None:
            return f"{match[1]}{delimiter}{match[2]}"
    pieces = _LIST.split(text)
    for index, piece in enumerate(pieces):
        if index % 2:
            pieces[index] = f" {ampersand} " if piece == "&" else f"{piece} "
        elif "-" in piece or "–" in piece:
            pieces[index] = _one(piece, style, delimiter)
    return "".join(pieces)


def _one(part: str, style: str, delimiter: str) -> str:
    match = _RANGE().fullmatch(part.strip())
    if match is None:
        is_range = _OTHER_RANGE().fullmatch(part.strip()) is not None
        return _DASH.sub(delimiter if is_range else r"\1", part).replace("\\-", "-")
    prefix, first, tail, second_prefix, second, second_tail = match.groups()
    if prefix != second_prefix:
        return _DASH.sub(r"\1", part.strip())  # no range of numbers of one kind
    if not style or tail or second_tail or len(first) + len(second) > 36:
        return _DASH.sub(delimiter, part.strip(), count=1)
    prefix = prefix or ""
    full = _expand(first, second)
    if int(full) < int(first):
        return _DASH.sub(delimiter, part.strip(), count=1)
    if style == "expanded" or full == first:
        return f"{prefix}{first}{delimiter}{prefix}{full}"
    return f"{prefix}{first}{delimiter}{_shorten(first, full, style)}"


def _expand(first: str, second: str) -> str:
    """The second number with the digits that it leaves out."""
    missing = len(first) - len(second)
    return first[:missing] + second if missing > 0 else second


def _shorten(first: str, second: str, style: str) -> str:
    if len(first) != len(second):
        return second
    if style == "minimal":
        return _minimal(first, second, 1)
    if style == "minimal-two":
        return _minimal(first, second, 2)
    return _chicago(first, second, style)


def _minimal(first: str, second: str, least: int) -> str:
    index = 0
    while index < len(second) - least and first[index] == second[index]:
        index += 1
    return second[index:]


def _chicago(first: str, second: str, style: str) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0:
        return second
    if 1 <= number % 100 <= 9:
        return _minimal(first, second, 1)
    if style != "chicago-16" and len(first) == 4:
        short = _minimal(first, second, 2)
        return second if len(short) == 3 else short
    return _minimal(first, second, 2)
