"""The Citation File Format (CITATION.cff) → records.

In: the file's text. Out: the program or data set that the file describes, its `preferred-citation`
and its `references`, in this order. Fields without a CSL variable are kept under
`extra["custom"]["cff"]`.

Source: "Guide to Citation File Format schema version 1.2.0".
"""

from __future__ import annotations

import re
from typing import Any

from citeformat.errors import Problem, SourceError
from citeformat.interchange.cff.tables import DATES, ENTITIES, PEOPLE, TEXT, TYPES
from citeformat.interchange.shared.citation_keys import UniqueIds
from citeformat.interchange.shared.record_builder import RecordBuilder, date_of, joined, pages_of
from citeformat.interchange.shared.yaml_text import Node, load
from citeformat.record import Date, Name, Record, Records

__all__ = ["read"]

_DEPENDENT = ("cff-version", "message", "type", "preferred-citation", "references", "authors",
              "year", "month", "start", "end", "keywords", "identifiers", "languages",
              "repository-code")  # fmt: skip
"""Fields that are read together with others."""
_NAME_KEYS = ("family-names", "given-names", "name-particle", "name-suffix", "name")
_VARIABLE_OF_IDENTIFIER = {"doi": "DOI", "url": "URL"}


def read(text: str, *, file: str = "") -> Records:
    """Read a CITATION.cff.

    Args:
        text: The YAML text.
        file: The name of its file, for problems.

    Returns:
        The program or data set, its preferred citation and its references.

    Raises:
        SourceError: The text is not YAML, or not in the Citation File Format.
        FormatError: PyYAML is not installed.

    >>> read("cff-version: 1.2.0\\ntitle: Tool\\nauthors:\\n- family-names: Doe")[0].author
    (Name('Doe'),)
    """
    root = load(text, file)
    if root.get("cff-version") is None:
        raise SourceError(f"{file or 'the text'} is not in the Citation File Format: "
                          "it has no cff-version")  # fmt: skip
    problems: list[Problem] = []
    ids = UniqueIds()
    works = [(root, "software")]
    preferred = root.get("preferred-citation")
    if preferred is not None:
        works.append((preferred, "generic"))
    references = root.get("references")
    works += [(node, "generic") for node in (references.items if references else ())]
    records = []
    for node, default in works:
        if isinstance(node.value, dict):
            records.append(_record(node, default, file, ids, problems))
        else:
            problems.append(Problem("error", "this is not a reference", file, node.line))
    return Records(records, problems)


def _record(
    node: Node, default_type: str, file: str, ids: UniqueIds, problems: list[Problem]
) -> Record:
    builder = RecordBuilder(node.line)
    fields = node.value
    cff_type = str(fields.get("type") or default_type)
    type = TYPES.get(cff_type, "document")
    if cff_type not in TYPES:
        problems.append(Problem("warning", f"unknown reference type {cff_type!r}", file, node.line,
                                "it was read as generic"))  # fmt: skip
    if type in ("webpage", "software") and "title" not in fields:
        problems.append(Problem("warning", "the work has no title", file, node.line))
    builder.keep("type", cff_type)
    for key, value in fields.items():
        values = value if isinstance(value, list) else [value]
        if key in PEOPLE:
            builder.add_names(PEOPLE[key], map(_name, values))
        elif key in ENTITIES:
            entity = value if isinstance(value, dict) else {"name": value}
            builder.put_or_keep(ENTITIES[key], _text(entity.get("name")), key)
            if key == "conference":
                places = [_text(entity.get(part)) for part in ("city", "region", "country")]
                builder.put("event-place", ", ".join(filter(None, places)))
                builder.put("event-date", date_of(_text(entity.get("date-start"))) or "")
        elif key in DATES:
            builder.put(DATES[key], date_of(_text(value)) or "")
        elif key in TEXT:
            builder.put_or_keep(TEXT[key], ", ".join(map(_text, values)), key)
        elif key == "keywords":
            builder.put("keyword", joined(map(_text, values)))
        elif key not in _DEPENDENT:
            builder.keep(key, _text(value))
    if type == "book" and ("container-title" in builder.fields or fields.get("journal")):
        type = "chapter"
    year, month = _text(fields.get("year")), _text(fields.get("month"))
    if year and "issued" not in builder.fields:
        is_number = year.lstrip("-").isdecimal() and len(year) < 6
        has_month = month.isdecimal() and len(month) < 3
        parts = (int(year), *([int(month)] if has_month else ())) if is_number else ()
        builder.put("issued", Date((parts,)) if is_number else Date(literal=year))
    builder.put("page", pages_of(_text(fields.get("start")), _text(fields.get("end"))))
    identifiers = fields.get("identifiers")
    items = identifiers if isinstance(identifiers, list) else ()
    for item in [one for one in items if isinstance(one, dict)]:
        kind, text = _text(item.get("type")), _text(item.get("value"))
        builder.put_or_keep(_VARIABLE_OF_IDENTIFIER.get(kind, ""), text, f"identifier-{kind}")
    builder.put_or_keep("URL", _text(fields.get("repository-code")), "repository-code")
    languages = fields.get("languages")
    builder.put(
        "language", _text(languages[0]) if isinstance(languages, list) and languages else ""
    )
    return builder.record("", type, "cff", file, ids)[0]


def _text(value: Any) -> str:
    """Return a value of YAML as text on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, dict)):
        return str(value)
    return re.sub(r"\s+", " ", str(value)).strip()


def _name(value: Any) -> Name | None:
    """Read a person or an entity."""
    if not isinstance(value, dict):
        return Name(literal=_text(value)) if _text(value) else None
    extra = tuple(
        sorted((key, _text(one)) for key, one in value.items() if key not in _NAME_KEYS and one)
    )
    family, given, particle, suffix, entity = [_text(value.get(key)) for key in _NAME_KEYS]
    if not (entity or family or given):
        entity = _text(value.get("alias"))
        if not entity:
            return None
    if entity:
        return Name(literal=entity, extra=extra)
    if not family:
        family, given = given, ""
    return Name(
        family=family, given=given, non_dropping_particle=particle, suffix=suffix, extra=extra
    )
