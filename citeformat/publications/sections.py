"""The sections of a publication list, and the sections that a record belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, get_args

from citeformat.errors import FormatError
from citeformat.record import Record

__all__ = ["SECTIONS", "SectionKind", "section_names", "sorted_sections"]

SectionKind = Literal["", "type", "year", "keyword"]
"""What divides a list, or `""`."""
SECTIONS: tuple[SectionKind, ...] = get_args(SectionKind)[1:]

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


def sorted_sections(names: Iterable[str], kind: SectionKind) -> list[str]:
    """Sort the names of sections.

    Types have a fixed order, keywords are sorted alphabetically, and years stay as they are.

    >>> sorted_sections(["Theses", "Books"], "type")
    ['Books', 'Theses']
    """
    distinct = list(dict.fromkeys(names))
    if kind == "type":
        ranks = {name: rank for rank, name in enumerate(dict.fromkeys(_TYPES.values()))}
        distinct.sort(key=lambda name: ranks.get(name, len(ranks)))
    elif kind == "keyword":
        distinct.sort(key=lambda name: (name == _OTHER, name.casefold()))
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
        year = record.issued.year if record.issued else None
        return (str(year) if year else str(record.status or record.issued or "No date"),)
    if kind == "keyword":
        words = [word for word in _SEPARATOR.split(record.keyword or "") if word]
        return tuple(dict.fromkeys(words)) or (_OTHER,)
    raise FormatError(f"sections must be one of {', '.join(SECTIONS)}, not {kind!r}")
