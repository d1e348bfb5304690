"""What a research portal knows of a record, for its BIBTEX and RIS alike.

In: a record. Out: its kind in the portal's words, its date, keywords and event as the portal writes
them. Data that CSL has no variable for is read from the record's own values (`record.custom`):
`uuid`, `type-name`, `scopus`, `links`, `publisher-country`.
"""

from __future__ import annotations

import re
import uuid

from citeformat._util.surrogates import replace_surrogates
from citeformat.record import Date, Record
from citeformat.record.custom import custom_text

__all__ = [
    "ARTICLE",
    "BOOK",
    "CHAPTER",
    "CONTRIBUTION",
    "OTHER",
    "PAPER",
    "THESIS",
    "WORKING_PAPER",
    "date_parts",
    "first_of",
    "identity",
    "keywords",
    "kind_of",
    "line",
    "plain",
    "type_name",
]

ARTICLE, CONTRIBUTION, CHAPTER, PAPER, BOOK, THESIS, WORKING_PAPER, OTHER = range(8)
"""The kinds: a contribution is one to proceedings, a paper was presented and not published."""

_KINDS = {
    "article-journal": ARTICLE, "article-magazine": ARTICLE, "article-newspaper": ARTICLE,
    "review": ARTICLE, "review-book": ARTICLE, "chapter": CHAPTER, "entry": CHAPTER,
    "entry-dictionary": CHAPTER, "entry-encyclopedia": CHAPTER, "speech": PAPER, "book": BOOK,
    "report": BOOK, "collection": BOOK, "thesis": THESIS, "article": WORKING_PAPER,
}  # fmt: skip
_TYPE_NAMES = {
    "article-journal": "Article", "article-magazine": "Article", "article-newspaper": "Article",
    "review": "Review article", "review-book": "Book/Film/Article review", "chapter": "Chapter",
    "entry": "Entry for encyclopedia/dictionary", "report": "Report", "collection": "Anthology",
    "entry-dictionary": "Entry for encyclopedia/dictionary", "book": "Book",
    "entry-encyclopedia": "Entry for encyclopedia/dictionary", "thesis": "Doctoral Thesis",
    "article": "Working paper",
}  # fmt: skip
_TAG = re.compile(r"</?(?:i|b|sup|sub|sc)>|<span\s[^<>]*>|</span>", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SEPARATORS = re.compile(r"\s*;\s*")
_COMMAS = re.compile(r"\s*,\s*")


def kind_of(record: Record) -> int:
    """The kind of a record.

    >>> kind_of(Record("x", "paper-conference", {"container-title": "Proceedings"})) == CONTRIBUTION
    True
    """
    if record.type == "paper-conference":
        return CONTRIBUTION if record.container_title else PAPER
    return _KINDS.get(record.type, OTHER)


def type_name(record: Record) -> str:
    """The portal's name of a record's type: the record's own, else the usual one."""
    own = custom_text(record, "type-name")
    if own:
        return own
    kind = kind_of(record)
    if kind in (CONTRIBUTION, PAPER):
        return "Conference contribution" if kind == CONTRIBUTION else "Paper"
    if kind == THESIS and record.genre:
        return line(record.genre)
    return _TYPE_NAMES.get(record.type, "Other contribution")


def identity(record: Record) -> str:
    """The 32 hexadecimal digits by which the portal knows a record.

    Those of the record's `uuid`; without it, digits that follow from its DOI or id and so are
    the same each time.

    >>> identity(Record.from_csl({"id": "x", "custom":
    ...     {"uuid": "d0087380-2e0f-4eae-985c-1003e74600dc"}}))
    'd00873802e0f4eae985c1003e74600dc'
    """
    digits = custom_text(record, "uuid").replace("-", "").lower()
    if re.fullmatch(r"[0-9a-f]{32}", digits):
        return digits
    name = f"https://doi.org/{record.DOI.lower()}" if record.DOI else record.id
    return uuid.uuid5(uuid.NAMESPACE_URL, replace_surrogates(name)).hex


def line(value: object) -> str:
    """A value as one line of text: line breaks and control characters would end a field.

    >>> line("one\\r\\nER  - two")
    'one ER - two'
    """
    return _BLANKS.sub(" ", str(value)).strip() if value is not None else ""


def plain(value: object) -> str:
    """A value as one line without CSL-JSON's markup.

    >>> plain("The <i>Nautilus</i> & H<sub>2</sub>O")
    'The Nautilus & H2O'
    """
    return line(_TAG.sub("", str(value))) if value is not None else ""


def keywords(record: Record) -> list[str]:
    """The keywords: parted by semicolons, or by commas where there are none.

    >>> keywords(Record("x", "book", {"keyword": "graphs; trees, binary"}))
    ['graphs', 'trees, binary']
    """
    text = plain(record.keyword)
    parts = (_SEPARATORS if ";" in text else _COMMAS).split(text)
    return [part for part in parts if part]


def date_parts(date: Date | None) -> tuple[int, ...]:
    """Year, month and day as far as they are known; `()` for a date in words.

    >>> date_parts(Date(((2012, 1),)))
    (2012, 1)
    """
    if date is None:
        return ()
    if date.parts:
        parts = date.parts[0]
        return parts if len(parts) < 2 or 1 <= parts[1] <= 12 else parts[:1]
    found = re.match(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?!\d)", date.raw)
    return tuple([int(part) for part in found.groups() if part]) if found else ()


def first_of(text: str | None) -> str:
    """The first of several numbers: a portal prints one ISSN, one ISBN.

    >>> first_of("1475-7516, 1475-7508")
    '1475-7516'
    """
    parts = re.split(r"[\s,;]+", line(text))
    return parts[0]
