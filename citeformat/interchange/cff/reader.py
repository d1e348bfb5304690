"""The Citation File Format (CITATION.cff) → records.

In: the file's text. Out: the program or data set that the file describes, its `preferred-citation`
and its `references`, in this order. What has no variable is kept under `extra["custom"]["cff"]`.

Source: "Guide to Citation File Format schema version 1.2.0".
"""

from __future__ import annotations

import re
from typing import Any

from citeformat.errors import Problem, SourceError
from citeformat.interchange.cff.tables import DATES, ENTITIES, PEOPLE, TEXT, TYPES
from citeformat.interchange.shared.citation_keys import UniqueIds
from citeformat.interchange.shared.record_builder import Draft, date_of, joined, pages_of
from citeformat.interchange.shared.yaml_text import Node, load
from citeformat.record import Date, Name, Record, Records

__all__ = ["read"]

_OWN = ("cff-version", "message", "type", "preferred-citation", "references", "authors", "year",
        "month", "start", "end", "keywords", "identifiers", "languages",
        "repository-code")  # fmt: skip
_NAME_KEYS = ("family-names", "given-names", "name-particle", "name-suffix", "name")


def read(text: str, *, file: str = "") -> Records:
    """Read a CITATION.cff.

    Args:
        text: The YAML text.
        file: The name of its file, for problems.

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
            problems.append(Problem("error", "this is no reference", file, node.line))
    return Records(records, problems)


def _record(node: Node, default: str, file: str, ids: UniqueIds, problems: list[Problem]) -> Record:
    draft = Draft(node.line)
    name = str(node.value.get("type") or default)
    type = TYPES.get(name, "")
    if not type:
        problems.append(Problem("warning", f"there is no reference type {name!r}", file, node.line,
                                "it was read as generic"))  # fmt: skip
        type = "document"
    if type in ("webpage", "software") and "title" not in node.value:
        problems.append(Problem("warning", "the work has no title", file, node.line))
    draft.keep("type", name)
    for key, value in node.value.items():
        _field(draft, key, value)
    if (type == "book" and draft.fields.get("container-title")) or node.value.get("journal"):
        type = "chapter" if type == "book" else type
    _dates(draft, node.value)
    _pages(draft, node.value)
    _identifiers(draft, node.value)
    return draft.record("", type, "cff", file, ids)[0]


def _field(draft: Draft, key: str, value: Any) -> None:
    if key in PEOPLE:
        for one in value if isinstance(value, list) else [value]:
            draft.add_name(PEOPLE[key], _name(one))
    elif key in ENTITIES:
        name = value.get("name") if isinstance(value, dict) else value
        if not draft.put(ENTITIES[key], _text(name)):
            draft.keep(key, _text(name))
        if key == "conference" and isinstance(value, dict):
            places = [_text(value.get(part)) for part in ("city", "region", "country")]
            draft.put("event-place", ", ".join(place for place in places if place))
            draft.put("event-date", date_of(_text(value.get("date-start"))) or "")
    elif key in DATES:
        draft.put(DATES[key], date_of(_text(value)) or "")
    elif key in TEXT:
        text = ", ".join(map(_text, value)) if isinstance(value, list) else _text(value)
        if not draft.put(TEXT[key], text):
            draft.keep(key, text)
    elif key == "keywords":
        draft.put("keyword", joined(map(_text, value if isinstance(value, list) else [value])))
    elif key not in _OWN:
        draft.keep(key, _text(value))


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, (list, dict)):
        return str(value)
    return re.sub(r"\s+", " ", str(value)).strip()


def _name(value: Any) -> Name | None:
    """A person or an entity."""
    if not isinstance(value, dict):
        return Name(literal=_text(value)) if _text(value) else None
    parts = {key: _text(value.get(key)) for key in _NAME_KEYS}
    extra = tuple(
        sorted((key, _text(one)) for key, one in value.items() if key not in _NAME_KEYS and one)
    )
    if parts["name"]:
        return Name(literal=parts["name"], extra=extra)
    family, given = parts["family-names"], parts["given-names"]
    if not family and not given:
        alias = _text(value.get("alias"))
        return Name(literal=alias, extra=extra) if alias else None
    if not family:
        family, given = given, ""
    return Name(
        family=family,
        given=given,
        non_dropping_particle=parts["name-particle"],
        suffix=parts["name-suffix"],
        extra=extra,
    )


def _dates(draft: Draft, value: dict[str, Any]) -> None:
    """`year` and `month`, where there is no exact date."""
    year = _text(value.get("year"))
    if "issued" in draft.fields or not year:
        return
    month = _text(value.get("month"))
    if year.lstrip("-").isdecimal() and len(year) < 6:
        parts = (int(year), int(month)) if month.isdecimal() and len(month) < 3 else (int(year),)
        draft.put("issued", Date((parts,)))
    else:
        draft.put("issued", Date(literal=year))


def _pages(draft: Draft, value: dict[str, Any]) -> None:
    draft.put("page", pages_of(_text(value.get("start")), _text(value.get("end"))))


def _identifiers(draft: Draft, value: dict[str, Any]) -> None:
    """DOI and addresses of the list, where the fields of their own are missing."""
    for item in value.get("identifiers") or ():
        if not isinstance(item, dict):
            continue
        kind, text = _text(item.get("type")), _text(item.get("value"))
        variable = {"doi": "DOI", "url": "URL"}.get(kind, "")
        if not (variable and draft.put(variable, text)):
            draft.keep(f"identifier-{kind}", text)
    code = _text(value.get("repository-code"))
    if code and not draft.put("URL", code):
        draft.keep("repository-code", code)
    languages = value.get("languages")
    if isinstance(languages, list) and languages:
        draft.put("language", _text(languages[0]))
