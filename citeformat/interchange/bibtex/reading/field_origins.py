"""Find out which fields of a .bib entry each variable of its record was read from.

No table says so: the entry is converted again without each of its fields, and the variables that
change were read from that field. So this is right for whatever the reader does with titles, dates
and numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from citeformat.interchange.bibtex.entry import ProblemLog
from citeformat.interchange.bibtex.reading.crossref import LINKS, inherit
from citeformat.interchange.bibtex.reading.parser import parse
from citeformat.interchange.bibtex.reading.to_record import convert

__all__ = ["FieldOrigin", "field_origins"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FieldOrigin:
    """A field of an entry, where it is, and the variables that were read from it."""

    name: str
    """The name in lower case, as in the file."""
    line: int
    """The line, counted from 1, or 0 if it is not known."""
    value: str
    """The source, with macros expanded."""
    variables: tuple[str, ...] = ()
    """The CSL variables that were read from the field, as a whole or in part."""
    key: str = ""
    """The key of the entry that the field is inherited from, or `""`."""


def field_origins(text: str, id: str) -> tuple[FieldOrigin, ...]:
    """Return the fields of an entry, its own and those that it inherits.

    Args:
        text: The whole file.
        id: The id of the entry's record.

    Returns:
        The fields in the order of the file, inherited ones last. An unknown id has no fields.

    >>> text = "@article{a, title = {T}, journal = {J},\\n  year = 1984}"
    >>> [(origin.name, origin.line, origin.variables) for origin in field_origins(text, "a")]
    [('title', 1, ('title',)), ('journal', 1, ('container-title',)), ('year', 2, ('issued',))]
    """
    log = ProblemLog("")
    parsed = parse(text, log)
    written = {entry.key: dict(entry.fields) for entry in parsed}
    lines = {entry.key: entry.lines for entry in parsed}
    entry = next((entry for entry in inherit(parsed, log) if entry.key == id), None)
    if entry is None:
        return ()
    variables = convert(entry, log).fields

    # Field -> the variables that are different without it, and those of them that share a word
    # with it.
    changed: dict[str, list[str]] = {}
    similar: dict[str, set[str]] = {}
    for name, source in entry.fields.items():
        others = {other: entry.fields[other] for other in entry.fields if other != name}
        without = convert(replace(entry, fields=others), log).fields
        changed[name] = [each for each in variables if without.get(each) != variables[each]]
        words = set(_WORD.findall(source.lower()))
        similar[name] = {
            each
            for each in changed[name]
            if not words.isdisjoint(_WORD.findall(str(variables[each]).lower()))
        }

    # The nearest entries first, then the entries that those may inherit from.
    links = " ".join(entry.fields.get(link, "") for link in LINKS)
    linked = set(re.split(r"[\s,]+", links.lower()))
    ancestors = sorted(
        (key for key in written if key != entry.key), key=lambda key: key.lower() not in linked
    )
    origins: list[FieldOrigin] = []
    for name, source in entry.fields.items():
        line, key = entry.lines.get(name, 0), ""
        if not line:  # the field is inherited, perhaps under another name
            line, key = next(
                (
                    (lines[ancestor].get(field, 0), ancestor)
                    for ancestor in ancestors
                    for field in (name, *written[ancestor])
                    if written[ancestor].get(field) == source
                ),
                (0, ""),
            )
        # A field may only move a variable: a book's title makes its journal a series, say. Such a
        # variable has words of another field, and the field has words of another variable.
        read = tuple(
            variable
            for variable in changed[name]
            if variable in similar[name]
            or not similar[name]
            or not any(variable in each for each in similar.values())
        )
        origins.append(FieldOrigin(name, line, source, read, key))
    return tuple(origins)
