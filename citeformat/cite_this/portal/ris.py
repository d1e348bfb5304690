"""RIS as research portals print it.

In: a record. Out: lines `XX  - value` from `TY` to `ER`, in the portal's order of tags. Subtitles
have their own tag, dates are not padded, and abstract, DOI and journal are printed twice.
"""

from __future__ import annotations

import re

from citeformat._util.text import MONTHS
from citeformat.cite_this.portal import fields
from citeformat.cite_this.portal.fields import Kind, line, plain
from citeformat.record import Name, Record
from citeformat.record.custom import custom_text, custom_texts
from citeformat.record.titles import split_title

__all__ = ["write"]

_TYPES = {
    Kind.ARTICLE: "JOUR", Kind.CONTRIBUTION: "GEN", Kind.CHAPTER: "CHAP", Kind.PAPER: "CONF",
    Kind.BOOK: "BOOK", Kind.THESIS: "THES", Kind.WORKING_PAPER: "UNPB", Kind.OTHER: "GEN",
}  # fmt: skip

_IN_BOOK = "SN VL T3 SP EP BT PB CY T2 Y2"

_WHOLE = "SN VL T3 ET BT PB CY"

_ORDERS = {
    Kind.ARTICLE: "SN VL SP EP JO JF IS M1",
    Kind.CONTRIBUTION: _IN_BOOK,
    Kind.CHAPTER: _IN_BOOK,
    Kind.PAPER: "SP EP T2 Y2",
}
"""The tags at the end of each kind, after those that all kinds have."""

_RANGE = re.compile(r"(?:(?<!\s)\s+)?[-–—]+\s*")


def write(record: Record) -> str:
    """Write a record as a portal's RIS.

    Args:
        record: A record. Its custom values `links` (addresses), `scopus` (its number in Scopus) and
            `type-name` are printed.

    >>> from citeformat.record import Date, Name
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
    kind = fields.kind_of(record)
    title, subtitle = split_title(plain(record.title))
    event = plain(record.event_title)
    date = "/".join(map(str, fields.date_parts(record.issued or record.available_date)))
    abstract = plain(record.abstract)
    addresses = (*custom_texts(record, "links"), line(record.URL))
    doi = line(record.DOI)
    scopus = line(custom_text(record, "scopus"))
    tags = [
        ("TY", _TYPES[kind]),
        ("T1", title),
        ("T2", (event or subtitle) if subtitle else ""),
        *[("AU", _name(name)) for name in record.author],
        *[("ED", _name(name)) for name in record.editor],
        ("N1", plain(record.note)),
        ("PY", date),
        ("Y1", date),
        ("N2", abstract),
        ("AB", abstract),
        *[("KW", keyword) for keyword in fields.keywords(record)],
        *[("UR", line(address)) for address in addresses],
        ("U2", doi),
        ("DO", doi),
        ("M3", fields.type_name(record)),
        ("C2", line(record.PMID)),
        ("AN", f"SCOPUS:{scopus}" if scopus else ""),
    ]
    first_page, *last_page = _RANGE.split(plain(record.page), maxsplit=1)
    days = [
        f"{parts[2]} {MONTHS[parts[1] - 1]} {parts[0]}"
        for parts in (record.event_date.parts if record.event_date else ())
        if len(parts) == 3 and 1 <= parts[1] <= 12
    ]
    values = {
        "SN": fields.first_of(record.ISSN if kind is Kind.ARTICLE else record.ISBN or record.ISSN),
        "VL": plain(record.volume),
        "T3": plain(record.collection_title),
        "SP": first_page,
        "EP": "".join(last_page),
        "ET": plain(record.edition),
        "BT": plain(record.container_title),
        "PB": plain(record.publisher or record.authority),
        "CY": plain(record.publisher_place),
        "T2": "" if subtitle else event,
        "Y2": " through ".join(days),
        "JO": plain(record.container_title),
        "JF": plain(record.container_title),
        "IS": plain(record.issue),
        "M1": plain(record.number),
    }
    tags += [(tag, values[tag]) for tag in _ORDERS.get(kind, _WHOLE).split()]
    return "".join([*[f"{tag}  - {value}\n" for tag, value in tags if value], "ER  -\n"])


def _name(name: Name) -> str:
    if name.literal:
        return plain(name.literal)
    family = f"{name.non_dropping_particle} {name.family}"
    given = f"{name.given} {name.dropping_particle}"
    return ", ".join([part for part in map(plain, (family, given, name.suffix)) if part])
