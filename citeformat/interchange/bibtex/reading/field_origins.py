"""Which fields of a .bib entry a record's variables are of, and where they stand.

In: a file's text and the key of an entry. Out: for each field its line and the variables that it
has a share in. No table says so: the entry is read again without the field, and what is another
then is of the field. So it holds whatever the importer does with titles, dates and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from citeformat.interchange.bibtex.entry import Entry, Faults
from citeformat.interchange.bibtex.reading.crossref import inherit
from citeformat.interchange.bibtex.reading.parser import parse
from citeformat.interchange.bibtex.reading.to_record import convert

__all__ = ["FieldPlace", "field_places"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field of an entry."""

    name: str
    """Its name in lower case, as the file has it."""
    line: int
    """Its line, counted from 1; 0 where it is not known."""
    value: str
    """Its source, with macros put in."""
    variables: tuple[str, ...] = ()
    """The CSL variables that it has a share in."""
    key: str = ""
    """The entry that it is inherited from, or `""`."""


def field_places(text: str, id: str) -> tuple[FieldPlace, ...]:
    """The fields of an entry, its own and those that it inherits.

    Args:
        text: The whole file.
        id: The id of the entry's record.

    Returns:
        In the order of the file, inherited ones last; nothing where there is no such entry.

    >>> text = "@article{a, title = {T}, journal = {J},\\n  year = 1984}"
    >>> [(place.name, place.line, place.variables) for place in field_places(text, "a")]
    [('title', 1, ('title',)), ('journal', 1, ('container-title',)), ('year', 2, ('issued',))]
    """
    faults = Faults("")
    parsed = parse(text, faults)
    written = {entry.key: dict(entry.fields) for entry in parsed}
    lines = {entry.key: entry.lines for entry in parsed}
    entry = next((each for each in inherit(parsed, faults) if each.key == id), None)
    if entry is None:
        return ()
    whole = convert(entry, faults).fields
    return tuple(_places(entry, whole, written, lines))


def _places(
    entry: Entry,
    whole: Mapping[str, object],
    written: Mapping[str, Mapping[str, str]],
    lines: Mapping[str, Mapping[str, int]],
) -> Iterator[FieldPlace]:
    shares = {name: _changed(entry, name, whole) for name in entry.fields}
    for name, source in entry.fields.items():
        line, key = entry.lines.get(name, 0), ""
        if not line:
            line, key = _inherited(entry, name, source, written, lines)
        yield FieldPlace(name, line, source, tuple(_own(entry, name, whole, shares)), key)


def _changed(entry: Entry, name: str, whole: Mapping[str, object]) -> tuple[str, ...]:
    """The variables that are another where the entry has no such field."""
    rest = {other: source for other, source in entry.fields.items() if other != name}
    without = convert(replace(entry, fields=rest), Faults("")).fields
    return tuple([each for each, value in whole.items() if without.get(each) != value])


def _own(
    entry: Entry,
    name: str,
    whole: Mapping[str, object],
    shares: Mapping[str, tuple[str, ...]],
) -> Iterator[str]:
    """The variables that a field changes, without those that it only moves: a book's title makes
    its journal a series, say. Then it has words in common with one, another field with the other.
    """
    said = [each for each in shares[name] if _in_common(entry.fields[name], whole[each])]
    for variable in shares[name]:
        others = [
            other
            for other, variables in shares.items()
            if variable in variables and _in_common(entry.fields[other], whole[variable])
        ]
        if variable in said or not said or not others:
            yield variable


def _in_common(source: str, value: object) -> bool:
    """Whether a field's source and a value have words in common."""
    words = set(_WORD.findall(source.lower()))
    return not words.isdisjoint(_WORD.findall(str(value).lower()))


def _inherited(
    entry: Entry,
    name: str,
    source: str,
    written: Mapping[str, Mapping[str, str]],
    lines: Mapping[str, Mapping[str, int]],
) -> tuple[int, str]:
    """The line of an inherited field, and the key of the entry that has it."""
    linked = " ".join(entry.fields.get(link, "") for link in ("xdata", "crossref", "entryset"))
    named = set(re.split(r"[\s,]+", linked.lower()))
    # the nearest entries first, then those that they may have it from
    for key in sorted(written, key=lambda each: each.lower() not in named):
        for own in (name, *written[key]):
            if key != entry.key and written[key].get(own) == source:
                return lines[key].get(own, 0), key
    return 0, ""
