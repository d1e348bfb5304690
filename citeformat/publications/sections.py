"""The sections of a publication list, and the order of works in them.

In: a record. Out: the sections that it is in, by type, year or keyword, and how new it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, get_args

from citeformat.engine.runtime.item.raw_dates import parse_raw_date
from citeformat.errors import FormatError
from citeformat.record import Date, Record

__all__ = ["SECTIONS", "SectionKind", "newness", "section_names", "sorted_sections"]

SectionKind = Literal["", "type", "year", "keyword"]
"""What divides a list, or `""`."""
SECTIONS: tuple[SectionKind, ...] = get_args(SectionKind)[1:]

_OTHER = "Other works"
_NO_DATE = "No date"
_TYPES = {
    "book": "Books", "collection": "Books", "article-journal": "Journal articles",
    "chapter": "Book chapters", "paper-conference": "Conference papers", "review": "Reviews",
    "review-book": "Reviews", "speech": "Talks", "thesis": "Theses",
    "report": "Reports", "article": "Preprints and working papers", "dataset": "Data sets",
    "software": "Software", "patent": "Patents", "article-magazine": "Magazine articles",
    "article-newspaper": "Newspaper articles", "entry-encyclopedia": "Encyclopedia entries",
    "entry-dictionary": "Encyclopedia entries", "entry": "Encyclopedia entries",
    "webpage": "Web pages", "post-weblog": "Web pages", "post": "Web pages",
}  # fmt: skip
_SEPARATOR = re.compile(r"(?:(?<!\s)\s+)?[;,]\s*")


def sorted_sections(names: Iterable[str], kind: SectionKind) -> list[str]:
    """Sort the names of sections.

    Types have a fixed order, keywords are sorted alphabetically, and years stay as they are, except
    that works without a date come last.

    >>> sorted_sections(["Theses", "Books"], "type")
    ['Books', 'Theses']
    """
    distinct = list(dict.fromkeys(names))
    if kind == "type":
        ranks = {name: rank for rank, name in enumerate(dict.fromkeys(_TYPES.values()))}
        distinct.sort(key=lambda name: ranks.get(name, len(ranks)))
    elif kind == "keyword":
        distinct.sort(key=lambda name: (name == _OTHER, name.casefold()))
    elif kind == "year":
        distinct.sort(key=lambda name: name == _NO_DATE)
    return distinct


def section_names(record: Record, kind: SectionKind) -> tuple[str, ...]:
    """Return the sections of a record. A record with several keywords is in several.

    Args:
        record: A record.
        kind: What divides the list, or `""` for a list without sections.

    Raises:
        FormatError: `kind` has another value.

    >>> section_names(Record("x", "thesis", {"keyword": "graphs; trees"}), "keyword")
    ('graphs', 'trees')
    """
    if not kind:
        return ("",)
    if kind == "type":
        return (_TYPES.get(record.type, _OTHER),)
    if kind == "year":
        date = _date_of(record)
        if date and date.year:
            return (str(date.year) if date.year > 0 else f"{-date.year} BC",)
        status = record.status or ""
        return (status[:1].upper() + status[1:] or str(date or _NO_DATE),)
    if kind == "keyword":
        words = [word for word in _SEPARATOR.split(record.keyword or "") if word]
        return tuple(dict.fromkeys(words)) or (_OTHER,)
    raise FormatError(f"sections must be one of {', '.join(SECTIONS)}, not {kind!r}")


def _date_of(work: Record) -> Date | None:
    """Return the date of a work, or that of its publication online."""
    date = work.issued or work.available_date
    return parse_raw_date(date) if date else None


def newness(work: Record) -> tuple[int, ...]:
    """Return the date of a work as a sort key. One with a status, such as "in press", is the newest
    if it has no date. Dates in words and works without a date come last."""
    date = _date_of(work)
    if date and any(date.parts[:1]):
        return (1, *date.parts[0], 0, 0)[:4]
    return (2,) if work.status else (0, bool(date))
