"""Records that are probably one work.

In: records. Out: a Problem for each one that has the DOI, or author, title and year, of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from citeformat._util.text import strip_accents
from citeformat.errors import Problem
from citeformat.interchange.losses import without_markup
from citeformat.record import Record

__all__ = ["duplicates"]


_WORDS = re.compile(r"[^\W_]+")


def duplicates(records: Iterable[Record]) -> Iterator[Problem]:
    """Records that are probably one work: the same DOI, or author, title and year."""
    seen: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        for what, mark in _marks(record):
            others = seen.setdefault((what, *mark), [])
            first = next((one for one in others if not _differ(one, record)), None)
            others.append(record)
            if first is not None:
                place = f" in line {first.line}" if first.line else ""
                message = f"{record.id!r} has the {what} of {first.id!r}{place}"
                hint = "the two are probably one work"
                yield Problem("warning", message, record.file, record.line, hint, record.id)
                break


def _marks(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    if record.DOI:
        yield "DOI", (record.DOI.casefold(),)
    title = _letters(without_markup(record.title or ""))
    year = record.issued.year if record.issued else None
    names = record.author or record.editor
    if title and year is not None and (names or record.type == "book"):
        who = _letters(names[0].family or names[0].literal) if names else ""
        yield "title and year", (title, str(year), who)


def _letters(text: str) -> str:
    return " ".join(_WORDS.findall(strip_accents(text).casefold()))


def _differ(one: Record, other: Record) -> bool:
    """Whether two records of one title stand in different places: a column has one title for
    years, and many books have a chapter "Introduction"."""
    for variable in ("volume", "issue", "page", "container-title", "edition"):
        first, second = one.fields.get(variable), other.fields.get(variable)
        if first and second and _letters(str(first)) != _letters(str(second)):
            return True
    return False
