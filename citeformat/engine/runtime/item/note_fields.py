"""Variables that a reference manager could only keep in the note.

In: the fields of a record. Out: the fields with those added that lines of the note name, as
`container-title: Nature` does. Zotero hands on its field "Extra" in this way; it is the only place
that it has for variables which it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citeformat._util.patterns import lazy_pattern
from citeformat.csl.variables import ALIASES, KIND
from citeformat.record import Date, Name

__all__ = ["with_note_fields"]

_LINE = lazy_pattern(r"^([A-Za-z][A-Za-z_-]*):\s*(\S.*?)\s*$", re.MULTILINE)


def with_note_fields(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The fields, with those of the note that the record does not have itself.

    >>> sorted(with_note_fields({"note": "PMID: 123\\nevent-date: 2004-10-01"}))
    ['PMID', 'event-date', 'note']
    """
    note = fields.get("note")
    if not isinstance(note, str) or ":" not in note:
        return fields
    added: dict[str, Any] = {}
    for match in _LINE().finditer(note):
        variable = ALIASES.get(match[1], match[1])
        kind = KIND.get(variable)
        if kind is None or variable in fields or variable == "note":
            continue
        if kind == "date":
            added[variable] = Date(raw=match[2])
        elif kind == "names":
            added[variable] = (*added.get(variable, ()), _name(match[2]))
        else:
            added[variable] = match[2]
    return {**fields, **added} if added else fields


def _name(text: str) -> Name:
    family, separator, given = text.partition("||")
    return Name(family=family.strip(), given=given.strip()) if separator else Name(literal=text)
