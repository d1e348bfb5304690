"""RIS as research portals print it: the tags of each kind in the portal's order.

In: a record. Out: lines `XX  - value` from `TY` to `ER`. Subtitles have a tag of their own, dates
are not padded, abstract, DOI and journal stand twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from citeformat.cite_this.portal import facts
from citeformat.cite_this.portal.facts import line, plain
from citeformat.record import Date, Name, Record
from citeformat.record.custom import custom_text, custom_texts
from citeformat.record.titles import split_title

__all__ = ["write"]

Tags = Iterator[tuple[str, str]]

_TYPES = {
    facts.ARTICLE: "JOUR", facts.CONTRIBUTION: "GEN", facts.CHAPTER: "CHAP", facts.PAPER: "CONF",
    facts.BOOK: "BOOK", facts.THESIS: "THES", facts.WORKING_PAPER: "UNPB", facts.OTHER: "GEN",
}  # fmt: skip
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_RANGE = re.compile(r"\s*[-–—]+\s*")


def write(record: Record) -> str:
    """A record as a portal's RIS.

    Args:
        record: A record. Of its custom values, `links` (addresses), `scopus` (the number there)
            and `type-name` are printed.

    >>> print(write(Record("x", "article-journal", {"title": "Parrots: their names",
    ...     "author": (Name("Curtis", "Frank E."),), "page": "5-9",
    ...     "issued": Date(((2012, 1),))})), end="")
    TY  - JOUR
    T1  - Parrots
    T2  - their names
    AU  - Curtis, Frank E.
    PY  - 2012/1
    Y1  - 2012/1
    M3  - Article
    SP  - 5
    EP  - 9
    ER  -
    """
    kind = facts.kind_of(record)
    part = _SOURCES.get(kind, _whole)
    tags = [("TY", _TYPES[kind]), *_head(record), *part(record)]
    lines = [f"{tag}  - {value}\n" for tag, value in tags if value]
    return "".join([*lines, "ER  -\n"])


def _head(record: Record) -> Tags:
    main, subtitle = split_title(plain(record.title))
    event = plain(record.event_title)
    yield "T1", main
    if subtitle:
        yield "T2", event or subtitle
    for name in record.author:
        yield "AU", _name(name)
    for name in record.editor:
        yield "ED", _name(name)
    yield "N1", plain(record.note)
    date = "/".join(map(str, facts.date_parts(record.issued)))
    yield from (("PY", date), ("Y1", date))
    abstract = plain(record.abstract)
    yield from (("N2", abstract), ("AB", abstract))
    for keyword in facts.keywords(record):
        yield "KW", keyword
    for link in (*custom_texts(record, "links"), line(record.URL)):
        yield "UR", line(link)
    yield from (("U2", line(record.DOI)), ("DO", line(record.DOI)))
    yield "M3", facts.type_name(record)
    yield "C2", line(record.PMID)
    scopus = line(custom_text(record, "scopus"))
    yield "AN", f"SCOPUS:{scopus}" if scopus else ""


def _article(record: Record) -> Tags:
    yield "SN", facts.first_of(record.ISSN)
    yield "VL", plain(record.volume)
    yield from _pages(record)
    journal = plain(record.container_title)
    yield from (("JO", journal), ("JF", journal))
    yield "IS", plain(record.issue)
    yield "M1", plain(record.number)


def _in_book(record: Record) -> Tags:
    yield "SN", facts.first_of(record.ISBN)
    yield "VL", plain(record.volume)
    yield "T3", plain(record.collection_title)
    yield from _pages(record)
    yield "BT", plain(record.container_title)
    yield from _publisher(record)
    yield from _event(record)


def _whole(record: Record) -> Tags:
    yield "SN", facts.first_of(record.ISBN)
    yield "VL", plain(record.volume)
    yield "T3", plain(record.collection_title)
    yield "ET", plain(record.edition)
    yield "BT", plain(record.container_title)
    yield from _publisher(record)


def _paper(record: Record) -> Tags:
    yield from _pages(record)
    yield from _event(record)


_SOURCES: dict[int, Callable[[Record], Tags]] = {
    facts.ARTICLE: _article, facts.CONTRIBUTION: _in_book, facts.CHAPTER: _in_book,
    facts.PAPER: _paper,
}  # fmt: skip


def _publisher(record: Record) -> Tags:
    yield "PB", plain(record.publisher)
    yield "CY", plain(record.publisher_place)


def _event(record: Record) -> Tags:
    """The event, unless it stands in the subtitle's place already, and its days."""
    if not split_title(plain(record.title))[1]:
        yield "T2", plain(record.event_title)
    yield "Y2", _days(record.event_date)


def _pages(record: Record) -> Tags:
    first, *rest = _RANGE.split(plain(record.page), maxsplit=1)
    yield "SP", first
    yield "EP", rest[0] if rest else ""


def _name(name: Name) -> str:
    if name.literal:
        return plain(name.literal)
    family = f"{name.non_dropping_particle} {name.family}"
    given = f"{name.given} {name.dropping_particle}"
    return ", ".join([part for part in map(plain, (family, given, name.suffix)) if part])


def _days(date: Date | None) -> str:
    """`29 June 2024 through 3 July 2024`."""
    if date is None:
        return ""
    shown = []
    for parts in date.parts:
        if len(parts) == 3 and 1 <= parts[1] <= 12:
            shown.append(f"{parts[2]} {_MONTHS[parts[1] - 1]} {parts[0]}")
    return " through ".join(shown)
