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
from citeformat.interchange.shared.record_builder import (
    RecordBuilder,
    clean_doi,
    date_of,
    join_keywords,
    pages_of,
)
from citeformat.interchange.shared.yaml_text import Node, load
from citeformat.interchange.yaml.cff.tables import (
    ANONYMOUS,
    DATES,
    ENTITIES,
    PEOPLE,
    PLACES,
    STATUSES,
    TEXT,
    TYPES,
)
from citeformat.record import Date, Name, Record, Records
from citeformat.record.citation_keys import UniqueIds

__all__ = ["read"]

_REPOSITORIES = ("repository-code", "repository", "repository-artifact")
"""Fields with an address. The first one is the URL of a work without `url`."""
_DEPENDENT = ("cff-version", "message", "type", "preferred-citation", "references", "authors",
              "year", "month", "start", "end", "keywords", "identifiers", "languages",
              *_REPOSITORIES)  # fmt: skip
"""Fields that are read together with others."""
_REPEATED = frozenset(("cff-version", "message", "title", "authors", "preferred-citation",
                       "references"))  # fmt: skip
"""The fields of a file that describes no program."""
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
        if _only_repeats(root.value, preferred.value):
            works.clear()
        works.append((preferred, "generic"))
    references = root.get("references")
    if references is not None and not isinstance(references.value, (list, type(None))):
        problems.append(Problem("error", "references is not a list", file, references.line,
                                "it was left out"))  # fmt: skip
    works += [(node, "generic") for node in (references.items if references else ())]
    records = []
    for node, default in works:
        if isinstance(node.value, dict):
            records.append(_record(node, default, file, ids, problems))
        else:
            problems.append(Problem("error", "this is not a reference", file, node.line))
    return Records(records, problems)


def _only_repeats(root: dict[str, Any], preferred: Any) -> bool:
    """Return whether a file describes no program, but has title and authors of its citation.

    The schema needs both. Writers of files for other works repeat those of the work.
    """
    return (
        root.keys() <= _REPEATED
        and isinstance(preferred, dict)
        and all(
            (root.get(key) or None) == (preferred.get(key) or None) for key in ("title", "authors")
        )
    )


def _record(
    node: Node, default_type: str, file: str, ids: UniqueIds, problems: list[Problem]
) -> Record:
    builder = RecordBuilder(node.line)
    fields = node.value
    cff_type = str(fields.get("type") or default_type)
    type = TYPES.get(cff_type, "document")
    if cff_type not in TYPES:
        message = f"unknown reference type {cff_type!r}"
        builder.add_problem("warning", message, "it was read as generic")
    if type in ("webpage", "software") and "title" not in fields:
        builder.add_problem("warning", "the work has no title")
    _report_people(builder, node)
    builder.keep("type", cff_type)
    places: dict[str, str] = {}
    for key, value in fields.items():
        values = value if isinstance(value, list) else [value]
        if key in PEOPLE:
            builder.add_names(PEOPLE[key], map(_name, _people(key, fields)))
        elif key in ENTITIES:
            places |= _put_entity(builder, key, value)
        elif key in DATES:
            date = date_of(_text(value))
            if date is not None and not builder.put(DATES[key], date):
                builder.keep(key, _text(value))
        elif key in TEXT:
            text = _clean(key, ", ".join(map(_text, values)))
            in_proceedings = key == "collection-title" and type == "paper-conference"
            builder.put_or_keep("container-title" if in_proceedings else TEXT[key], text, key)
        elif key == "keywords":
            builder.put("keyword", join_keywords(map(_text, values)))
        elif key not in _DEPENDENT:
            builder.keep(key, *map(_text, values))
    for variable, place in places.items():  # `location` comes first
        builder.put(variable, place)
    if type == "book" and ("container-title" in builder.fields or fields.get("journal")):
        type = "chapter"
    _put_year(builder, fields)
    builder.put("page", pages_of(_text(fields.get("start")), _text(fields.get("end"))))
    _put_identifiers(builder, fields.get("identifiers"))
    for key in _REPOSITORIES:
        builder.put_or_keep("URL", _text(fields.get(key)), key)
    _put_languages(builder, fields.get("languages"))
    return builder.record("", type, "cff", file, ids, problems)


def _people(key: str, fields: dict[str, Any]) -> list[Any]:
    """Return the persons and entities of a field, but no authors that only the schema needs."""
    people = fields[key]
    if key == "authors" and people in (ANONYMOUS, fields.get("editors")):
        return []
    return people if isinstance(people, list) else [people]


def _report_people(builder: RecordBuilder, node: Node) -> None:
    """Report lists of people that have text instead of persons and entities."""
    for key, people in node.keys:
        values = people.value if isinstance(people.value, list) else [people.value]
        if key in PEOPLE and not all(isinstance(each, (dict, type(None))) for each in values):
            message = f"{key} is not a list of persons and entities"
            hint = "text is read as the name of an entity"
            builder.add_problem("warning", message, hint, people.line)


def _put_entity(builder: RecordBuilder, key: str, value: Any) -> dict[str, str]:
    """Set the variable of an entity, such as a publisher, and return the variable of its place."""
    entity = value if isinstance(value, dict) else {"name": value}
    builder.put_or_keep(ENTITIES[key], _text(entity.get("name")), key)
    if key == "conference":
        start, end = (date_of(_text(entity.get(f"date-{edge}"))) for edge in ("start", "end"))
        if start and end and start.parts and end.parts and end.parts > start.parts:
            start = Date((start.parts[0], end.parts[0]))
        builder.put("event-date", start or "")
    location = [_text(entity.get(part)) for part in ("city", "region", "country")]
    place = ", ".join(filter(None, location))
    return {PLACES[key]: place} if place and key in PLACES else {}


def _put_year(builder: RecordBuilder, fields: dict[str, Any]) -> None:
    """Set the date of publication from year and month, unless there is a whole date."""
    year, month = _text(fields.get("year")), _text(fields.get("month"))
    if year and "issued" not in builder.fields:
        is_number = year.lstrip("-").isdecimal() and len(year) < 6
        has_month = month.isdecimal() and len(month) < 3
        parts = (int(year), *([int(month)] if has_month else ())) if is_number else ()
        builder.put("issued", Date((parts,)) if is_number else Date(literal=year))


def _put_languages(builder: RecordBuilder, languages: Any) -> None:
    """Set the language, and keep the other ones of a work in several languages."""
    if isinstance(languages, list) and languages:
        builder.put("language", _text(languages[0]))
        builder.keep("languages", *map(_text, languages[1:]))


def _put_identifiers(builder: RecordBuilder, identifiers: Any) -> None:
    """Set DOI and URL from the list of identifiers, and keep the other ones."""
    items = identifiers if isinstance(identifiers, list) else ()
    for item in [one for one in items if isinstance(one, dict)]:
        kind, text = _text(item.get("type")), _text(item.get("value"))
        variable = _VARIABLE_OF_IDENTIFIER.get(kind, "")
        builder.put_or_keep(variable, _clean(kind, text), f"identifier-{kind}")


def _clean(key: str, text: str) -> str:
    """Return a DOI without its address, a status in words, and other text as it is."""
    if key == "doi":
        return clean_doi(text)
    return STATUSES.get(text, text) if key == "status" else text


def _text(value: Any) -> str:
    """Return a value of YAML as text on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        name = _name(value)
        return str(name) if name is not None else ", ".join(map(_text, value.values()))
    if isinstance(value, list):
        return "; ".join(map(_text, value))
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
