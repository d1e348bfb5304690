"""Works of Crossref, DataCite and OpenAlex in JSON -> records.

In: JSON text, or the items in it. Out: records. `citeformat.record.works` knows what the fields of
each service mean. Here are the items of a whole file, their ids, and the ways to recognize them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeAlias

from citeformat.csl.variables import NAME_VARIABLES
from citeformat.errors import Problem, RecordError
from citeformat.interchange.json.items import Located, decode_items
from citeformat.record import Record, Records
from citeformat.record.citation_keys import UniqueIds, make_id
from citeformat.record.values.texts import has_id
from citeformat.record.works import csl_items_of, service_of

__all__ = [
    "CSL_ITEMS", "CslItems", "csl_items", "read_crossref", "read_datacite", "read_items",
    "read_openalex", "records_of_items",
]  # fmt: skip

_SEPARATED = re.compile(r"[,;\n]|\s(?:and|&)\s")
"""What separates the parts of a name, or two names."""

CslItems: TypeAlias = Callable[[Any], Iterable[Any]]
"""Returns the CSL-JSON items in an item of a file."""


def csl_items(item: Any) -> Iterable[Any]:
    """Return the CSL-JSON items in an item, which may be a work or an answer of a service.

    >>> csl_items({"id": "x", "type": "book"})
    [{'id': 'x', 'type': 'book'}]
    >>> csl_items({"message": {"DOI": "10.1000/x", "type": "monograph", "title": ["TeX"]}})
    [{'id': '10.1000/x', 'type': 'book', 'DOI': '10.1000/x', 'title': 'TeX'}]
    >>> csl_items({"x": {"type": "book"}, "y": {"type": "map"}})  # as programs index items
    [{'id': 'x', 'type': 'book'}, {'id': 'y', 'type': 'map'}]
    """
    service = service_of(item) if isinstance(item, dict) else None
    if service is not None:
        return csl_items_of(service, item)
    if isinstance(item, dict) and item and "type" not in item:
        values = item.values()
        if all(isinstance(each, dict) and isinstance(each.get("type"), str) for each in values):
            return [{"id": id} | each for id, each in item.items()]
    return [item]


CSL_ITEMS: dict[str, CslItems] = {
    "csl-json": csl_items,
    "crossref": partial(csl_items_of, "crossref"),
    "datacite": partial(csl_items_of, "datacite"),
    "openalex": partial(csl_items_of, "openalex"),
}
"""The name of a format -> the function that returns the CSL-JSON items in an item."""


def read_crossref(text: str, *, file: str = "") -> Records:
    """Read works of Crossref's REST API.

    Args:
        text: JSON: works, or an answer with one or several in its `message`.
        file: The name of its file, for problems.

    Raises:
        SourceError: The text is neither a list nor an object.

    >>> read_crossref('{"DOI": "10.1000/x", "type": "journal-article", "title": ["T"]}')[0].title
    'T'
    """
    return read_items(text, file, CSL_ITEMS["crossref"])


def read_datacite(text: str, *, file: str = "") -> Records:
    """Read works of DataCite's REST API.

    Args:
        text: JSON: the attributes of DOIs, or an answer with one or several in its `data`.
        file: The name of its file, for problems.

    Raises:
        SourceError: The text is neither a list nor an object.

    >>> read_datacite('{"data": {"attributes": {"doi": "10.1000/x", "version": "2"}}}')[0].version
    '2'
    """
    return read_items(text, file, CSL_ITEMS["datacite"])


def read_openalex(text: str, *, file: str = "") -> Records:
    """Read works of OpenAlex.

    Args:
        text: JSON: works, or an answer with several in its `results`.
        file: The name of its file, for problems.

    Raises:
        SourceError: The text is neither a list nor an object.

    >>> read_openalex('{"results": [{"id": "https://openalex.org/W1", "title": "T"}]}')[0].id
    'W1'
    """
    return read_items(text, file, CSL_ITEMS["openalex"])


def read_items(text: str, file: str, csl_items: CslItems) -> Records:
    """Read all items of JSON text, and give each record an id of its own.

    Raises:
        SourceError: The text is neither a list nor an object.
    """
    problems: list[Problem] = []
    items = decode_items(text, file, problems)
    return Records(records_of_items(items, file, problems, csl_items, UniqueIds()), problems)


def records_of_items(
    items: Iterable[Located],
    file: str,
    problems: list[Problem],
    csl_items: CslItems,
    ids: UniqueIds | None,
) -> Iterator[Record]:
    """Make records from the items of a file.

    Args:
        items: The items, each with its line.
        file: The name of the file, for problems.
        problems: A list to which problems are added.
        csl_items: Returns the CSL-JSON items in an item.
        ids: The ids so far, or `None` if equal ids may stay.
    """
    for located, line in items:
        for item in csl_items(located):
            made = ""
            if isinstance(item, dict) and _is_of_zotero(item):
                message = "the item is in Zotero's own JSON, which is not CSL-JSON"
                hint = "export the items as CSL JSON (format=csljson)"
                problems.append(Problem("error", message, file, line, hint))
            try:
                if isinstance(item, dict) and not has_id(item):
                    made = make_id(item) if ids is None else ids.take(make_id(item))
                    item = item | {"id": made}
                    hint = f"the id {made!r} was made for it"
                    message = "the item has no id"
                    problems.append(Problem("warning", message, file, line, hint, made))
                if isinstance(item, dict):
                    item = _with_literal_names(item, file, line, problems)
                record = Record.from_csl(item, file=file, line=line, problems=problems)
            except (RecordError, RecursionError) as error:
                id = str(item.get("id") or "") if isinstance(item, dict) else ""
                hint = "the item was left out"
                problems.append(Problem("error", str(error), file, line, hint, id))
                continue
            id = made or (record.id if ids is None else ids.take(record.id))
            if id != record.id:
                message = f"the id {record.id!r} is used twice"
                hint = f"the second item is read as {id!r}"
                problems.append(
                    Problem("warning", message, file, line, hint, id, other_records=(record.id,))
                )
                record = record.replace(id=id)
            yield record


def _is_of_zotero(item: dict[str, Any]) -> bool:
    """Return whether an item is one of Zotero's Web API or of Better BibTeX's JSON."""
    data = item.get("data")
    return "itemType" in item or (isinstance(data, dict) and "itemType" in data)


def _with_literal_names(
    item: dict[str, Any], file: str, line: int, problems: list[Problem]
) -> dict[str, Any]:
    """Keep a name that is one text without a comma as it is.

    `from_csl` splits the names that a program gives. In a file, nobody knows whether "Ann Lee" is a
    person, and which part is the family name.
    """
    literal: dict[str, list[Any]] = {}
    for variable in sorted(item.keys() & NAME_VARIABLES):
        value = item[variable]
        if not value or isinstance(value, dict):
            continue
        names = value if isinstance(value, list) else [value]
        if str not in map(type, names):  # as CSL-JSON has them
            continue
        kept = [
            {"literal": name.strip()}
            if isinstance(name, str) and name.strip() and not _SEPARATED.search(name)
            else name
            for name in names
        ]
        if kept != names:
            literal[variable] = kept
            texts = ", ".join(repr(name) for name, one in zip(names, kept, strict=True)
                              if name is not one)  # fmt: skip
            message = f"{variable} has the text {texts}, not a name in parts"
            hint, id = "it is read as a literal name", str(item["id"])
            problems.append(Problem("warning", message, file, line, hint, id))
    return item | literal if literal else item
