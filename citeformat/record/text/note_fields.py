"""Variables in the lines of a note.

In: the variables of a record. Out: the same with those that a reference manager could only keep in
the note: Zotero writes what it has no field for as lines such as `container-title: Nature` in its
field "Extra", which becomes the note.

Source: CSL-JSON documentation (note).
"""

from __future__ import annotations

from collections.abc import Mapping

from citeformat._util.patterns import lazy_pattern
from citeformat.csl.variables import ALIASES, KIND, TYPES
from citeformat.record.date import Date
from citeformat.record.fields import Value
from citeformat.record.name import Name

__all__ = ["with_note_fields"]

_NOTE_LINE = lazy_pattern(r"([A-Za-z][A-Za-z_-]*|[A-Z]\w*(?: \w+)+):\s*(\S.*)")
_IN_BRACES = lazy_pattern(r"\{:([A-Za-z_-]+:[^{}\n]+)\}")
"""A line of the note in an older form: `{:original-date: 1850}`."""
_INSTRUCTION = lazy_pattern(r"tex\.[\w.]+\s*[:=]|Citation Key:")
"""A line that tells Better BibTeX what to write into a .bib file."""


def with_note_fields(
    fields: Mapping[str, Value], *, instructions: bool = False
) -> Mapping[str, Value]:
    """Move the variables that are lines of the note out of it, unless the record has its own.

    Args:
        fields: The variables of a record.
        instructions: Whether the lines that tell Better BibTeX what to write stay in the note.

    Returns:
        The variables; `type` is among them if a line has a type of CSL.

    >>> with_note_fields({"note": "PMID: 123\\nOriginal Title: Emma\\nSigned.\\ntex.ids: x"})
    {'note': 'Signed.', 'PMID': '123', 'original-title': 'Emma'}
    """
    note = fields.get("note")
    if not isinstance(note, str) or ":" not in note:
        return fields
    added: dict[str, Value] = {}
    names: dict[str, tuple[Name, ...]] = {}
    kept: list[str] = []
    lines = _IN_BRACES().sub(r"\n\1\n", note).split("\n")
    for line in lines:
        if not instructions and _INSTRUCTION().match(line):
            continue
        match = _NOTE_LINE().match(line)
        label = match[1] if match is not None else ""
        variable = label.lower().replace(" ", "-") if " " in label else ALIASES.get(label, label)
        kind = KIND.get(variable)
        if match is not None and label == "type" and match[2].rstrip() in TYPES:
            added["type"] = match[2].rstrip()
            continue
        if match is None or kind is None or variable in fields or variable == "note":
            kept.append(line)
            continue
        value = match[2].rstrip()
        if kind == "date":
            added[variable] = Date(raw=value)
        elif kind == "names":
            family, separator, given = value.partition("||")
            name = Name(family=family.strip(), given=given.strip())
            name = name if separator else Name(literal=value)
            added[variable] = names[variable] = (*names.get(variable, ()), name)
        else:
            added[variable] = value
    if len(kept) == len(lines):
        return fields
    return {**fields, "note": "\n".join(kept).strip(), **added}
