"""Page ranges and other lists of numbers, in the style's page-range-format.

In: rich text such as `"12-14, 20"`. Out: the same with its ranges in the style's format.

Source: CSL 1.0.2 specification, Appendix V, "Page Range Formats"; "Range Delimiters".
"""

from __future__ import annotations

import re

from citeformat._util.patterns import lazy_pattern

__all__ = ["first_page", "format_pages", "list_pieces", "range_ends"]

_RANGE = lazy_pattern(
    r"(\d*[^\W\d_]+)?(\d+)([^\W\d_]*)\s*(?:-{1,3}|–)\s*(\d*[^\W\d_]+)?(\d+)([^\W\d_]*)"
)
_PLAIN_RANGE = re.compile(r"(\d+)[-–](\d+)")
"""The range that most records have."""
_DASH = re.compile(r"(?<!\\)\s*(-{1,3}|–)\s*")
_LONGEST = 400
"""A longer value does not hold pages; it is left as it is."""
_LIST = re.compile(r"(\s*[,&;]\s*|\s+[^\W\d_A-ZА-Я]{1,3}\s+)")
"""What separates numbers: a mark or a short word such as `and`. Capitals are a part of one number,
such as that of a case: 2 BvR 1/99."""
_NUMBER = lazy_pattern(r"\S*\d\S*")
_ROMAN = lazy_pattern(r"[ivxlcdm]+", re.IGNORECASE)
_FRONT_MATTER = lazy_pattern(r"[ivxlcdm]{2,}|[ivx]")
"""A page before page 1. Capitals count parts or chapters: "II-20" is one page."""


def format_pages(text: str, style: str, delimiter: str, ampersand: str = "&") -> str:
    """Format the page ranges in a text.

    Args:
        text: Flat rich text such as `"12-14, 20"`.
        style: The page-range-format: `"expanded"`, `"minimal"`, `"minimal-two"`, `"chicago"`,
            `"chicago-15"`, `"chicago-16"`, or `""` for numbers as they are.
        delimiter: What separates the numbers of a range (the term page-range-delimiter).
        ampersand: What is written for `&` between two numbers.

    >>> format_pages("321-328", "minimal", "–"), format_pages("42-5", "expanded", "–")
    ('321–8', '42–45')
    """
    if text.isdigit() or len(text) > _LONGEST:
        return text
    match = _PLAIN_RANGE.fullmatch(text)
    if match is not None:
        return _format_range(match[1], match[2], style, delimiter)
    pieces = list_pieces(text)
    for index, piece in enumerate(pieces):
        if index % 2:
            mark = piece.strip()
            if mark == "&":
                pieces[index] = f" {ampersand} "
            elif mark in ",;":
                pieces[index] = f"{mark} "
            continue
        if "-" not in piece and "–" not in piece:
            continue
        whole = piece.strip()
        match = _RANGE().fullmatch(whole)
        if match is None:
            ends = range_ends(whole)
            dashed = delimiter.join(ends) if ends else _DASH.sub(r"\1", piece)
            pieces[index] = dashed.replace("\\-", "-")
            continue
        prefix, first, tail, second_prefix, second, second_tail = match.groups("")
        if prefix != second_prefix:  # two numbers of different kinds, such as "A3-4"
            pieces[index] = _DASH.sub(r"\1", whole)
            continue
        if tail or second_tail:
            pieces[index] = _DASH.sub(delimiter, whole, count=1)
        else:
            pieces[index] = _format_range(first, second, style, delimiter, prefix)
    return "".join(pieces)


def _format_range(first: str, second: str, style: str, delimiter: str, prefix: str = "") -> str:
    """Format a range of two numbers, with a prefix such as the letter of a section."""
    # The second number with the digits that it leaves out: "42-5" means "42-45".
    missing = len(first) - len(second)
    full = first[:missing] + second if missing > 0 else second
    if not style or len(first) + len(second) > 36 or int(full) < int(first):
        return f"{prefix}{first}{delimiter}{prefix}{second}"
    if style == "expanded" or full == first:
        return f"{prefix}{first}{delimiter}{prefix}{full}"
    return f"{prefix}{first}{delimiter}{_abbreviated(first, full, style)}"


def list_pieces(text: str) -> list[str]:
    """Split a list of numbers: numbers or ranges, and what separates them, in turn.

    >>> list_pieces("1-4 and 9")
    ['1-4', ' and ', '9']
    """
    return _LIST.split(text)


def range_ends(text: str) -> tuple[str, str] | None:
    """Return the two ends of a range; `None` if the text is not a range.

    An end may have hyphens of its own, as in "M-1--M-14" or "M-1-M-14". If one dash is not a
    hyphen, it separates the ends; otherwise, the hyphen in the middle does.

    >>> range_ends("M-1-M-14"), range_ends("xii-240"), range_ends("M-1")
    (('M-1', 'M-14'), ('xii', '240'), None)
    """
    if len(text) > _LONGEST:
        return None
    hyphens = list(_DASH.finditer(text))
    dashes = [hyphen for hyphen in hyphens if hyphen[1] != "-"]
    candidates = dashes if len(dashes) == 1 else hyphens
    if len(candidates) % 2 == 0:
        return None
    dash = candidates[len(candidates) // 2]
    first, second = text[: dash.start()], text[dash.end() :]
    if len(candidates) > 1 and first[:1].isdigit() != second[:1].isdigit():
        return None  # a number with hyphens, such as "TR-04-28-B"
    start, end = first.strip("[]()"), second.strip("[]()")
    is_range = (
        (_NUMBER().fullmatch(start) and _NUMBER().fullmatch(end))
        or (_ROMAN().fullmatch(start) and _ROMAN().fullmatch(end))
        or (_FRONT_MATTER().fullmatch(start) and end.isdigit())
    )
    return (first, second) if is_range else None


def _abbreviated(first: str, second: str, style: str) -> str:
    """Return the digits of a range's second number that page-range-format prints."""
    number = int(first)
    if len(first) != len(second):
        return second
    if style == "minimal":
        return _changed(first, second, 1)
    if style == "minimal-two":
        return _changed(first, second, 2)
    # chicago: "3-10", "100-104", "107-8", "321-28", and in chicago-15 "1496-1504".
    if number < 100 or number % 100 == 0:
        return second
    if number % 100 < 10:
        return _changed(first, second, 1)
    short = _changed(first, second, 2)
    if style != "chicago-16" and len(first) == 4 and len(short) == 3:
        return second
    return short


def _changed(first: str, second: str, least: int) -> str:
    """Return the digits from the first one that differs, but at least so many."""
    index = 0
    while index < len(second) - least and first[index] == second[index]:
        index += 1
    return second[index:]


def first_page(page: str) -> str:
    """Return the first page of a value (the variable page-first): the start of a range, or what
    precedes a comma or the like. A blank separates two pages only after a digit.

    >>> first_page("12-14"), first_page("M-1"), first_page("Cover 3"), first_page("12 15")
    ('12', 'M-1', 'Cover 3', '12')
    """
    match = _PLAIN_RANGE.fullmatch(page)
    if match is not None:
        return match[1]
    for index, character in enumerate(page):
        if character in "—,;&" or (character == " " and page[max(index - 1, 0) : index].isdigit()):
            page = page[:index].strip()
            break
    if "-" not in page and "–" not in page:
        return page
    ends = range_ends(page)
    return ends[0] if ends else page.rstrip("-– ")
