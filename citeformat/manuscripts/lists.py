"""Choose the works of several reference lists in one document.

In: the attributes of the places for lists, such as `::: {#refs-books type="book"}`, and the works
of the document. Out: the works of each list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from citeformat.csl.variables import KIND
from citeformat.errors import Problem
from citeformat.record import Record

__all__ = ["ChosenWorks", "Selection", "choose_works", "list_name"]

_LIST_ID = re.compile(r"refs(?:-(.+))?\Z")
_SEPARATOR = re.compile(r"(?:(?<!\s)\s+)?[,;]\s*")
_NOT = "not-"
_MOST_NAMED = 5
"""The number of works that a message names."""


def list_name(id: str) -> str | None:
    """Return the name of the list whose place has an id, or `None` if no list is there.

    >>> list_name("refs"), list_name("refs-books"), list_name("references")
    ('', 'books', None)
    """
    match = _LIST_ID.match(id)
    return None if match is None else match[1] or ""


class Selection:
    """The works that the attributes of a list choose.

    `type` and other variables name one or more values, and `keyword` one or more keywords, with
    commas between them. A work has one value for each attribute. An attribute that begins with
    `not-` excludes works.

    >>> books = Selection({"type": "book, chapter", "not-language": "de"})
    >>> Record("x", "book", language="en") in books, Record("x", "book", language="de") in books
    (True, False)
    """

    def __init__(self, attributes: Mapping[str, str]) -> None:
        self.names = tuple(name for name in attributes if _variable(name))
        """The attributes that choose works."""
        self._values = {
            name: frozenset(_SEPARATOR.split(attributes[name].strip().casefold()))
            for name in self.names
        }

    def __contains__(self, record: Record) -> bool:
        for name, wanted in self._values.items():
            variable = _variable(name)
            value = record.type if variable == "type" else record.fields.get(variable)
            text = "" if value is None else str(value).casefold()
            values = _SEPARATOR.split(text) if variable == "keyword" else [text]
            if wanted.isdisjoint(values) != name.startswith(_NOT):
                return False
        return True


def _variable(attribute: str) -> str:
    """Return the variable that an attribute compares, or `""`."""
    name = attribute.removeprefix(_NOT)
    return name if name == "type" or KIND.get(name) in ("text", "number", "date") else ""


class ChosenWorks(NamedTuple):
    """The works of each list."""

    ids: tuple[frozenset[str] | None, ...]
    """For each place, the ids of its works; `None` means all works of the document."""
    missing: tuple[str, ...]
    """The ids of works that are in no list."""

    def problems(self, file: str = "") -> list[Problem]:
        """Return a warning if works are in no list.

        Args:
            file: The file of the document.
        """
        if not self.missing:
            return []
        names = ", ".join(self.missing[:_MOST_NAMED])
        names += " ..." if len(self.missing) > _MOST_NAMED else ""
        hint = "a list without attributes, such as {#refs-others}, shows the rest"
        return [Problem("warning", f"no list of the document shows {names}", file, hint=hint)]


def choose_works(
    places: Sequence[tuple[str, Mapping[str, str]]], records: Sequence[Record]
) -> ChosenWorks:
    """Choose the works of each list.

    Args:
        places: The name and the attributes of each place. The list without a name has all works;
            one with attributes has those that they choose; one without has the rest.
        records: The works of the document.

    >>> records = [Record("a", "book"), Record("b", "webpage")]
    >>> books, others = choose_works([("books", {"type": "book"}), ("others", {})], records).ids
    >>> sorted(books), sorted(others)
    (['a'], ['b'])
    """
    selections = [Selection(attributes) for _, attributes in places]
    chosen = {
        record.id
        for record in records
        for selection in selections
        if selection.names and record in selection
    }
    ids: list[frozenset[str] | None] = []
    for (name, _), selection in zip(places, selections, strict=True):
        if selection.names:
            ids.append(frozenset(record.id for record in records if record in selection))
        elif name:
            ids.append(frozenset(record.id for record in records if record.id not in chosen))
        else:
            ids.append(None)
    listed = set().union(*[each for each in ids if each is not None])
    missing = () if None in ids or not places else tuple(
        record.id for record in records if record.id not in listed
    )  # fmt: skip
    return ChosenWorks(tuple(ids), missing)
