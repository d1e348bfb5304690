"""A dozen records of different types and three notes that cite them; plain data without traps."""

from __future__ import annotations

from typing import Any

__all__ = ["ARCHIVED", "NOTES", "RECORDS"]


def _names(*names: str) -> list[dict[str, str]]:
    pairs = [name.split(", ") for name in names]
    return [{"family": pair[0], "given": pair[1]} for pair in pairs]


def _date(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


RECORDS: list[dict[str, Any]] = [
    {
        "id": "article",
        "type": "article-journal",
        "author": _names("Knuth, Donald E.", "Doe, Jane"),
        "title": "The structure of small things",
        "container-title": "Journal of Small Things",
        "container-title-short": "J. Small Things",
        "volume": "12",
        "issue": "3",
        "page": "112-118",
        "issued": _date(1999, 5),
        "DOI": "10.1000/182",
    },
    {
        "id": "book",
        "type": "book",
        "author": _names("Lamport, Leslie"),
        "title": "A book of clocks",
        "publisher": "Addison Press",
        "publisher-place": "Boston",
        "issued": _date(1994),
        "edition": "2",
        "ISBN": "978-3-16-148410-0",
    },
    {
        "id": "chapter",
        "type": "chapter",
        "author": _names("Curie, Marie", "Bohr, Niels", "Hahn, Otto", "Noether, Emmy"),
        "title": "On rays",
        "container-title": "Handbook of rays",
        "editor": _names("Meitner, Lise", "Pauli, Wolfgang"),
        "publisher": "Springer",
        "publisher-place": "Berlin",
        "page": "12-34",
        "issued": _date(1930),
        "volume": "2",
    },
    {
        "id": "paper",
        "type": "paper-conference",
        "author": _names("Adams, Alice"),
        "title": "Fast parsers",
        "container-title": "Proceedings of the workshop on parsers",
        "event-title": "Workshop on parsers",
        "event-place": "Kyoto",
        "publisher": "ACM",
        "page": "1-9",
        "issued": _date(2012, 6, 3),
    },
    {
        "id": "thesis",
        "type": "thesis",
        "author": _names("Baker, Bob"),
        "title": "Growth of cities",
        "genre": "PhD thesis",
        "publisher": "University of Leeds",
        "publisher-place": "Leeds",
        "issued": _date(2005),
    },
    {
        "id": "report",
        "type": "report",
        "author": [{"literal": "World Health Organization"}],
        "title": "Health in numbers",
        "genre": "Technical report",
        "number": "17",
        "publisher": "WHO",
        "publisher-place": "Geneva",
        "issued": _date(2018),
        "URL": "https://example.org/report",
    },
    {
        "id": "webpage",
        "type": "webpage",
        "author": _names("Clark, Carla"),
        "title": "How to cite",
        "container-title": "Citing",
        "URL": "https://example.org/cite",
        "issued": _date(2020, 2, 1),
        "accessed": _date(2021, 3, 4),
    },
    {
        "id": "newspaper",
        "type": "article-newspaper",
        "author": _names("Davis, Dora"),
        "title": "Rain expected",
        "container-title": "The Daily News",
        "page": "4",
        "issued": _date(2001, 9, 10),
    },
    {
        "id": "case",
        "type": "legal_case",
        "title": "Smith v. Jones",
        "authority": "Supreme Court",
        "container-title": "U.S. Reports",
        "volume": "347",
        "page": "483",
        "issued": _date(1954),
    },
    {
        "id": "patent",
        "type": "patent",
        "author": _names("Evans, Erik"),
        "title": "A better trap",
        "number": "US123456",
        "authority": "Patent Office",
        "issued": _date(1988, 7, 2),
        "jurisdiction": "us",
    },
    {
        "id": "film",
        "type": "motion_picture",
        "director": _names("Fellini, Federico"),
        "title": "The long road",
        "publisher": "Studio",
        "issued": _date(1954),
        "medium": "Film",
    },
    {"id": "anonymous", "type": "book", "title": "A work without a name", "issued": _date(1850)},
]

ARCHIVED: dict[str, Any] = {
    "id": "archived",
    "type": "manuscript",
    "title": "Letters of a year",
    "archive": "National Archives",
    "archive_location": "A1, 1901/2",
    "issued": _date(1901),
}
"""A work of another kind, for styles that cite nothing else."""

NOTES: list[list[dict[str, Any]]] = [
    [{"id": "article"}],
    [{"id": "article", "locator": "115", "label": "page"}],
    [{"id": "book", "prefix": "see "}, {"id": "article"}, {"id": "anonymous"}],
]
