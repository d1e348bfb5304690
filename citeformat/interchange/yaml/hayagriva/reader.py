"""Hayagriva's YAML → records.

In: the file's text, a mapping of keys to entries. Out: a record for each entry. The first parent is
the container or the series of a work, and a parent of type `conference` its event. What has no CSL
variable is kept under its path, such as `parent/archive`, in `extra["custom"]["hayagriva"]`.

Source: Hayagriva, "The Hayagriva YAML File Format".
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator
from typing import Any

from citeformat._util.text import did_you_mean, letters_and_digits
from citeformat.errors import Problem, SourceError
from citeformat.interchange.shared.record_builder import RecordBuilder, clean_doi
from citeformat.interchange.shared.yaml_text import Node, load
from citeformat.interchange.yaml.hayagriva.tables import (
    CHUNKED,
    CONTAINED,
    CONTAINER_FIELDS,
    DEFAULT_PARENTS,
    FIELDS,
    IN_CONTAINER,
    PROCEEDINGS,
    ROLES,
    SERIAL_NUMBERS,
    TYPE_OF,
    TYPES,
    csl_type,
)
from citeformat.interchange.yaml.hayagriva.values import date_of, from_chunks, person_of, scalar
from citeformat.record import Date, Name, Record, Records
from citeformat.record.citation_keys import UniqueIds

__all__ = ["read"]

_ROLE_OF = {letters_and_digits(role): role for role in ROLES}
_TITLE_KEYS = ("short", "shorthand")
"""Two names of the same sub-field of titles."""
_PARENT = "parent"
_EVENT = "parent[conference]"


def read(text: str, *, file: str = "") -> Records:
    """Read Hayagriva's YAML.

    Args:
        text: The YAML text.
        file: The name of its file, for problems.

    Raises:
        SourceError: The text is not YAML, or not a mapping of entries.
        FormatError: PyYAML is not installed.

    >>> read("pain:\\n  type: Article\\n  title: Pain\\n  parent: {title: J, volume: 2}")[0].volume
    '2'
    """
    root = load(text, file)
    if not isinstance(root.value, dict):
        raise SourceError(f"{file or 'the text'} is not in Hayagriva's format: it has no keys")
    problems: list[Problem] = []
    ids = UniqueIds()
    records = []
    for key, node in root.keys:
        if isinstance(node.value, dict):
            records.append(_Entry(key, node).record(file, ids, problems))
        else:
            problems.append(Problem("error", f"{key!r} is not an entry with fields", file,
                                    node.line, "the entry was left out"))  # fmt: skip
    return Records(records, problems)


class _Entry:
    """An entry that is being read. Whatever is read is taken out of `fields`."""

    def __init__(self, key: str, node: Node) -> None:
        self.key = key
        self.node = node
        self.builder = RecordBuilder(node.line)
        self.fields: dict[str, Any] = copy.deepcopy(node.value)

    def record(self, file: str, ids: UniqueIds, problems: list[Problem]) -> Record:
        """Build the record."""
        builder, fields = self.builder, self.fields
        written = scalar(fields.get("type"))
        kind = written.lower()
        if kind and kind not in TYPES:
            hint = did_you_mean(kind, TYPES)
            hint = "it was read as Misc" + (f"; {hint}" if hint else "")
            self.report("type", f"unknown entry type {written!r}", hint)
        kind = kind or "misc"
        slots, type = self.take_parents(kind)
        if kind == TYPE_OF[type][0].lower():
            fields.pop("type", None)
        container, event = slots.get(_PARENT), slots.get(_EVENT)

        self.put_title(fields, "title", "title-short")
        self.put_people(fields)
        builder.put("issued", self.take_date(fields, "date"))
        if isinstance(container, dict):
            if type in CONTAINED:
                self.put_container(container, type)
            else:
                self.put_series(fields, container)
        if isinstance(event, dict):
            self.put_title(event, "event-title", "")
            builder.put("event-place", from_chunks(self.take_text(event, "location")))
            builder.put("event-date", self.take_date(event, "date"))
        self.put_fields(fields, FIELDS)
        if isinstance(container, dict) and type in CONTAINED:
            self.put_fields(container, CONTAINER_FIELDS)
        url = fields.get("url")
        if isinstance(url, dict):
            builder.put("accessed", self.take_date(url, "date"))
            builder.put("URL", scalar(url.pop("value", None)))
        elif url is not None:
            builder.put("URL", scalar(fields.pop("url")))
        for path, text in _leaves({**fields, **slots}):
            builder.keep(path, text)
        return builder.record(self.key, type, "hayagriva", file, ids, problems)

    def take_parents(self, kind: str) -> tuple[dict[str, Any], str]:
        """Take the parents, and find the CSL type.

        Args:
            kind: The entry type in lower case.

        Returns:
            The parents by their paths: `parent` is the container or series, `parent[conference]`
            the event. The type of a parent stays only if the writer would choose another one.
        """
        value = self.fields.pop(_PARENT, None)
        default = DEFAULT_PARENTS.get(kind, "misc")
        parents: list[tuple[Any, str]] = []
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                parents.append((one, scalar(one.get("type")).lower() or default))
            elif one is not None:
                self.report(_PARENT, "a parent is not an entry with fields", "it was kept as text")
                parents.append((one, ""))
        type = csl_type(kind, parents[0][1] if parents else "")
        is_paper = type == "paper-conference"
        slots: dict[str, Any] = {}
        for at, (one, parent_kind) in enumerate(parents):
            slot = _EVENT if is_paper and parent_kind == "conference" else _PARENT
            if slot in slots or (is_paper and slot == _PARENT and parent_kind not in PROCEEDINGS):
                slot = f"{_PARENT}[{at}]"
            elif isinstance(one, dict):
                one.pop("type", None)
                if slot == _PARENT and parent_kind != TYPE_OF[type][1].lower():
                    one["type"] = parent_kind
            slots[slot] = one
        return slots, type

    def report(self, field: str, message: str, hint: str) -> None:
        """Add a warning about a field."""
        node = self.node.get(field)
        self.builder.add_problem("warning", message, hint, node.line if node is not None else 0)

    def put_container(self, container: dict[str, Any], type: str) -> None:
        """Set the variables of the work that contains this one, and of its series."""
        builder = self.builder
        self.put_title(container, "container-title", "container-title-short")
        authors = _people(container.get("author"))
        if authors and "container-author" not in builder.fields:
            builder.add_names("container-author", authors)
            del container["author"]
        editors = _people(container.get("editor"))
        if editors and "editor" not in builder.fields:
            builder.add_names("editor", editors)
            del container["editor"]
        series = container.get(_PARENT)
        if isinstance(series, dict) and type in ("chapter", "paper-conference"):
            self.put_series(container, series)
        if type in IN_CONTAINER:
            self.put_fields(container, CONTAINER_FIELDS)

    def put_series(self, fields: dict[str, Any], series: dict[str, Any]) -> None:
        """Set the series of a book, its editors, and the number of the book in it."""
        builder = self.builder
        self.put_title(series, "collection-title", "")
        if "collection-title" in builder.fields:
            builder.put("collection-number", self.take_text(fields, "volume"))
        editors = _people(series.get("editor"))
        if editors:
            builder.add_names("collection-editor", editors)
            del series["editor"]
        if scalar(series.get("type")).lower() == "anthology":
            del series["type"]

    def put_fields(self, fields: dict[str, Any], names: Collection[str]) -> None:
        """Set date, numbers, publisher and the other fields that have one variable each.

        Args:
            fields: The fields of the entry or of its container.
            names: The names of the fields that count.
        """
        builder = self.builder
        if "issued" not in builder.fields:
            builder.put("issued", self.take_date(fields, "date"))
        publisher = fields.get("publisher")
        if isinstance(publisher, dict) and "publisher" not in builder.fields:
            builder.put("publisher", from_chunks(self.take_text(publisher, "name")))
            if "publisher-place" not in builder.fields and "location" not in fields:
                builder.put("publisher-place", from_chunks(self.take_text(publisher, "location")))
        for field, variable in FIELDS.items():
            if field in names and field in fields and variable not in builder.fields:
                text = self.take_text(fields, field)
                if variable == "page":
                    text = text.replace(" - ", "-").replace("–", "-")
                builder.put(variable, from_chunks(text) if field in CHUNKED else text)
        if "organization" in fields and "publisher" not in builder.fields:
            builder.put("publisher", self.take_text(fields, "organization"))
        numbers = fields.get("serial-number")
        is_own = fields is self.fields
        if isinstance(numbers, dict):
            for key in (*SERIAL_NUMBERS, "arxiv") if is_own else ("isbn", "issn"):
                variable = SERIAL_NUMBERS.get(key, "number")
                if key in numbers and variable not in builder.fields:
                    number = clean_doi(self.take_text(numbers, key))
                    is_arxiv = key == "arxiv" and not number.lower().startswith("arxiv:")
                    builder.put(variable, f"arXiv:{number}" if is_arxiv else number)
        elif is_own and "number" not in builder.fields:
            builder.put("number", self.take_text(fields, "serial-number"))
        for field in ("doi", "isbn", "issn") if is_own else ("isbn", "issn"):
            if field in fields and SERIAL_NUMBERS[field] not in builder.fields:
                builder.put(SERIAL_NUMBERS[field], clean_doi(self.take_text(fields, field)))

    def put_people(self, fields: dict[str, Any]) -> None:
        """Set author, editor and the people in `affiliated`."""
        for field in ("author", "editor"):
            self.builder.add_names(field, _people(fields.pop(field, None)))
        others = fields.pop("affiliated", None)
        unread: dict[str, Any] = {}
        for one in others if isinstance(others, list) else [others]:
            if not isinstance(one, dict):
                continue
            written = scalar(one.get("role"))
            role = _ROLE_OF.get(letters_and_digits(written), "")
            if role:
                self.builder.add_names(ROLES[role], _people(one.get("names")))
            else:
                names = [str(name) for name in _people(one.get("names"))]
                unread.setdefault(written or "role", []).extend(names)
        if unread:
            fields["affiliated"] = unread

    def put_title(self, fields: dict[str, Any], variable: str, short: str) -> None:
        """Set a title, which may be text or an object, and its short form."""
        title = fields.get("title")
        if not isinstance(title, dict):
            self.builder.put(variable, from_chunks(self.take_text(fields, "title")))
            return
        text = scalar(title.pop("value", None))
        if variable == "title" and scalar(title.get("verbatim")) == "true":
            del title["verbatim"]
            plain = from_chunks(text).replace('<span class="nocase">', "").replace("</span>", "")
            text = f'<span class="nocase">{plain}</span>' if plain else ""
        else:
            text = from_chunks(text)
        self.builder.put(variable, text)
        for key in _TITLE_KEYS:
            if short and key in title and short not in self.builder.fields:
                value = title[key]
                shorter = value.pop("value", None) if isinstance(value, dict) else title.pop(key)
                self.builder.put(short, from_chunks(scalar(shorter)))

    def take_text(self, fields: dict[str, Any], field: str) -> str:
        """Take the text of a field. Of an object, take `value` and leave the rest."""
        value = fields.get(field)
        if isinstance(value, dict):
            return scalar(value.pop("value", None))
        if isinstance(value, list):
            return ""
        return scalar(fields.pop(field, None))

    def take_date(self, fields: dict[str, Any], field: str) -> Date | None:
        """Take a date. Text that is not a date becomes its literal, with a warning."""
        text = self.take_text(fields, field)
        date = date_of(text)
        if date is None and text:
            self.report(field, f"{text!r} is not a date in ISO 8601", "it is printed as it is")
            return Date(literal=text)
        return date


def _people(value: Any) -> list[Name]:
    """Read one person or a list of persons."""
    listed = value if isinstance(value, list) else [value]
    return [name for one in listed if (name := person_of(one)) is not None]


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the paths and texts of a value that may be nested."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, f"{path}/{key}" if path else str(key))
    elif isinstance(value, list):
        for at, part in enumerate(value):
            is_nested = isinstance(part, (dict, list))
            yield from _leaves(part, f"{path}[{at}]" if is_nested else path)
    elif scalar(value):
        yield path, scalar(value)
