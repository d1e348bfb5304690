"""The values that a research portal prints both in BIBTEX and in RIS.

In: a record. Out: its kind, date, keywords and identifier as the portal writes them. Data for which
CSL has no variable comes from the record's own values (`record.custom`): `uuid`, `type-name`,
`scopus`, `links`, `publisher-country`.
"""

from __future__ import annotations

import re
import uuid
from enum import Enum

from citeformat._util.surrogates import replace_surrogates
from citeformat.interchange.losses import without_markup
from citeformat.record import Date, Record
from citeformat.record.custom import custom_text

__all__ = [
    "Kind",
    "date_parts",
    "first_of",
    "identity",
    "keywords",
    "kind_of",
    "line",
    "plain",
    "type_name",
]


class Kind(Enum):
    """The kinds of works that a portal distinguishes."""

    ARTICLE = "article"
    CONTRIBUTION = "contribution to proceedings"
    CHAPTER = "chapter"
    PAPER = "paper without proceedings"
    BOOK = "book"
    THESIS = "thesis"
    WORKING_PAPER = "working paper"
    OTHER = "other"


_KINDS = {
    "article-journal": Kind.ARTICLE, "article-magazine": Kind.ARTICLE,
    "article-newspaper": Kind.ARTICLE, "review": Kind.ARTICLE, "review-book": Kind.ARTICLE,
    "chapter": Kind.CHAPTER, "entry": Kind.CHAPTER, "entry-dictionary": Kind.CHAPTER,
    "entry-encyclopedia": Kind.CHAPTER, "speech": Kind.PAPER, "book": Kind.BOOK,
    "report": Kind.BOOK, "collection": Kind.BOOK, "thesis": Kind.THESIS,
    "article": Kind.WORKING_PAPER,
}  # fmt: skip
_TYPE_NAMES = {
    "article-journal": "Article", "article-magazine": "Article", "article-newspaper": "Article",
    "review": "Review article", "review-book": "Book/Film/Article review", "chapter": "Chapter",
    "entry": "Entry for encyclopedia/dictionary", "report": "Report", "collection": "Anthology",
    "entry-dictionary": "Entry for encyclopedia/dictionary", "book": "Book",
    "entry-encyclopedia": "Entry for encyclopedia/dictionary", "thesis": "Doctoral Thesis",
    "article": "Working paper",
}  # fmt: skip
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SEPARATORS = re.compile(r"(?:(?<!\s)\s+)?;\s*")
_COMMAS = re.compile(r"(?:(?<!\s)\s+)?,\s*")


def kind_of(record: Record) -> Kind:
    """Return the kind of a record.

    >>> kind_of(Record("x", "paper-conference", {"container-title": "Proceedings"}))
    <Kind.CONTRIBUTION: 'contribution to proceedings'>
    """
    if record.type == "paper-conference":
        return Kind.CONTRIBUTION if record.container_title else Kind.PAPER
    return _KINDS.get(record.type, Kind.OTHER)


def type_name(record: Record) -> str:
    """Return the portal's name of a record's type, or the `type-name` of the record."""
    own = custom_text(record, "type-name")
    if own:
        return own
    kind = kind_of(record)
    if kind is Kind.CONTRIBUTION:
        return "Conference contribution"
    if kind is Kind.PAPER:
        return "Paper"
    if kind is Kind.THESIS and record.genre:
        return line(record.genre)
    return _TYPE_NAMES.get(record.type, "Other contribution")


def identity(record: Record) -> str:
    """Return the 32 hexadecimal digits that identify a record in the portal.

    They are the `uuid` of the record. Without it, they are derived from the DOI or the id, so they
    are the same each time.

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
    """Return a value as one line. A line break or control character would end a field.

    >>> line("one\\r\\nER  - two")
    'one ER - two'
    """
    return _BLANKS.sub(" ", str(value)).strip() if value is not None else ""


def plain(value: object) -> str:
    """Return a value as one line without the markup of CSL-JSON.

    >>> plain("The <i>Nautilus</i> & H<sub>2</sub>O")
    'The Nautilus & H2O'
    """
    return line(without_markup(str(value))) if value is not None else ""


def keywords(record: Record) -> list[str]:
    """Split the keywords at semicolons, or at commas if there is no semicolon.

    >>> keywords(Record("x", "book", {"keyword": "graphs; trees, binary"}))
    ['graphs', 'trees, binary']
    """
    text = plain(record.keyword)
    parts = (_SEPARATORS if ";" in text else _COMMAS).split(text)
    return [part for part in parts if part]


_MONTHS, _DAYS, _FULL = 12, 31, 3


def date_parts(date: Date | None) -> tuple[int, ...]:
    """Return year, month and day as far as they are known, or `()` for a date in words.

    A month that does not exist, such as the number of a season, is not known.

    >>> date_parts(Date(((2012, 1),))), date_parts(Date(raw="2012-99"))
    ((2012, 1), (2012,))
    """
    if date is None:
        return ()
    if date.parts:
        parts = date.parts[0]
    else:
        found = re.match(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?!\d)", date.raw)
        parts = tuple([int(part) for part in found.groups() if part]) if found else ()
    if len(parts) > 1 and not 1 <= parts[1] <= _MONTHS:
        return parts[:1]
    return parts if len(parts) < _FULL or 1 <= parts[2] <= _DAYS else parts[:2]


def first_of(text: str | None) -> str:
    """Return the first of several numbers, because a portal prints one ISSN or ISBN.

    >>> first_of("1475-7516, 1475-7508")
    '1475-7516'
    """
    parts = re.split(r"[\s,;]+", line(text))
    return parts[0]
