"""The sections of a publication list: which a record belongs to. A table, and one function."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citeformat.errors import FormatError
from citeformat.record import Record

__all__ = ["SECTIONS", "in_order", "section_names"]

SECTIONS = ("type", "year", "keyword")
"""What can part a list."""

_OTHER = "Other works"
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
_SEPARATOR = re.compile(r"\s*[;,]\s*")


def in_order(names: Iterable[str], kind: str) -> list[str]:
    """The sections in their order: types as in the table, keywords by letters, years as they come.

    >>> in_order(["Theses", "Books"], "type")
    ['Books', 'Theses']
    """
    distinct = list(dict.fromkeys(names))
    if kind == "type":
        ranks = {name: rank for rank, name in enumerate(dict.fromkeys(_TYPES.values()))}
        distinct.sort(key=lambda name: ranks.get(name, len(ranks)))
    elif kind == "keyword":
        distinct.sort(key=lambda name: (name == _OTHER, name.casefold()))
    return distinct


def section_names(record: Record, kind: str) -> tuple[str, ...]:
    """The sections that a record stands in; one with several keywords stands in several.

    Args:
        record: A record.
        kind: One of `SECTIONS`, or `""` for a list without sections.

    Raises:
        FormatError: There is no such kind.

    >>> section_names(Record("x", "thesis", {"keyword": "graphs; trees"}), "keyword")
    ('graphs', 'trees')
    """
    if not kind:
        return ("",)
    if kind == "type":
        return (_TYPES.get(record.type, _OTHER),)
    if kind == "year":
        year = record.issued.year if record.issued else None
        return (str(year) if year else str(record.status or record.issued or "No date"),)
    if kind == "keyword":
        words = [word for word in _SEPARATOR.split(record.keyword or "") if word]
        return tuple(dict.fromkeys(words)) or (_OTHER,)
    raise FormatError(f"a list has sections by {', '.join(SECTIONS)}, not by {kind!r}")
