"""Find records that are probably the same work.

In: records. Out: a Problem for each record that has the same DOI, or the same first author, title
and year, as an earlier one.
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
_DETAILS = ("volume", "issue", "page", "container-title", "edition")
"""Variables that distinguish works of the same title. A column keeps its title for years, and many
books have a chapter "Introduction"."""


def duplicates(records: Iterable[Record]) -> Iterator[Problem]:
    """Find records that are probably the same work as an earlier record.

    Args:
        records: The records, in order.

    Returns:
        A warning for each duplicate.
    """
    earlier: dict[tuple[str, ...], list[tuple[Record, dict[str, str]]]] = {}
    for record in records:
        keys: list[tuple[str, ...]] = []
        if record.DOI:
            keys.append(("DOI", record.DOI.casefold()))
        title = _normalised(without_markup(record.title or ""))
        year = record.issued.year if record.issued else None
        names = record.author or record.editor
        if title and year is not None and (names or record.type == "book"):
            name = _normalised(names[0].family or names[0].literal) if names else ""
            keys.append(("title and year", title, str(year), name))
        details = {
            variable: _normalised(str(record.fields[variable]))
            for variable in _DETAILS
            if record.fields.get(variable)
        }
        for key in keys:
            candidates = earlier.setdefault(key, [])
            original = next(
                (
                    other
                    for other, known in candidates
                    if all(known.get(name, value) == value for name, value in details.items())
                ),
                None,
            )
            candidates.append((record, details))
            if original is not None:
                line = f" in line {original.line}" if original.line else ""
                message = f"{record.id!r} has the same {key[0]} as {original.id!r}{line}"
                hint = "they are probably the same work"
                yield Problem("warning", message, record.file, record.line, hint, record.id)
                break


def _normalised(text: str) -> str:
    return " ".join(_WORDS.findall(strip_accents(text).casefold()))
