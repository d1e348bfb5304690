"""Records → Hayagriva's YAML.

In: records. Out: a mapping of keys to entries, as Typst's `bibliography` reads it. The container of
a work, its series and its conference are its parents.

Source: Hayagriva, "The Hayagriva YAML File Format".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from citeformat.interchange.losses import Losses, TrackedRecord, custom_data, without_markup
from citeformat.interchange.shared.yaml_text import dump
from citeformat.interchange.yaml.hayagriva.tables import (
    CHUNKED,
    CONTAINED,
    CONTAINER_FIELDS,
    DEFAULT_PARENTS,
    FIELDS,
    IN_CONTAINER,
    ROLES,
    SERIAL_NUMBERS,
    TYPE_OF,
    csl_type,
)
from citeformat.interchange.yaml.hayagriva.values import (
    date_text,
    person_value,
    split_nocase,
    to_chunks,
)
from citeformat.record import Record
from citeformat.record.citation_keys import UniqueIds

__all__ = ["write"]

_INTEGER = re.compile(r"0|[1-9]\d{0,8}")
_ARXIV = re.compile(r"arXiv:(?=\S)", re.IGNORECASE)
_VALID = {
    "volume-total": (_INTEGER, "a number"),
    "page-total": (_INTEGER, "a number"),
    "language": (re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"), "the tag of a language"),
    "runtime": (re.compile(r"(?:\d+:){1,3}\d{1,2}(?:[.,]\d+)?"), "a time such as 1:42:21"),
}
"""Field -> the values that Hayagriva accepts, and what they are."""
_NUMBERS = frozenset("issue volume volume-total edition page-range page-total chapter".split())
"""Fields whose values may be numbers of YAML."""
_ITEM = re.compile(r"(.+)\[(\d{1,3})\]\Z")
_SLOT = re.compile(r"parent(?:\[(conference|\d+)\])?\Z")


def write(records: Sequence[Record], losses: Losses) -> str:
    """Write Hayagriva's YAML.

    Args:
        records: The records.
        losses: Receives what Hayagriva cannot carry.

    Raises:
        FormatError: PyYAML is not installed.

    >>> print(write([Record("tex", "book", {"title": "The TeXbook"})], Losses("Hayagriva")), end="")
    tex:
      type: Book
      title: The TeXbook
    """
    ids = UniqueIds()
    entries: dict[str, Any] = {}
    for record in records:
        key = ids.take(record.id)
        if key != record.id:
            losses.add(record.id, "id", f"it is used twice, and is written as {key!r}")
        entries[key] = _Writer(record, losses).entry()
    return dump(entries) if entries else ""


class _Writer:
    """Writes one record as an entry with its parents."""

    def __init__(self, record: Record, losses: Losses) -> None:
        self.record = record
        self.values = TrackedRecord(record, losses)
        self.unmapped = custom_data(record, "hayagriva")

    def entry(self) -> dict[str, Any]:
        """Return the entry."""
        values = self.values
        type_name, parent_name, type = self.types()
        entry: dict[str, Any] = {"type": type_name}
        container: dict[str, Any] = {}
        event: dict[str, Any] = {}
        in_container = container if type in IN_CONTAINER else entry
        self.put(entry, "title", self.title("title", "title-short"))
        self.put(entry, "author", self.people("author"))
        if type in CONTAINED:
            self.put(container, "title", self.title("container-title", "container-title-short"))
            self.put(container, "author", self.people("container-author"))
        has_book = bool(container) and type in ("chapter", "paper-conference", "entry")
        self.put(container if has_book else entry, "editor", self.people("editor"))
        roles = {role: self.people(variable) for role, variable in ROLES.items()}
        affiliated = [{"role": role, "names": names} for role, names in roles.items() if names]
        self.put(entry, "date", self.date("issued"))
        if type in ("chapter", "paper-conference"):
            self.put(container, "parent", self.series(container))
        elif type not in CONTAINED:
            container = self.series(entry)
        if type == "paper-conference":
            self.put(event, "title", self.title("event-title", ""))
            self.put(event, "location", to_chunks(values.plain("event-place")))
            self.put(event, "date", self.date("event-date"))
        for field, variable in FIELDS.items():
            target = in_container if field in CONTAINER_FIELDS else entry
            if field not in target:
                self.put(target, field, self.field(field, variable))
        self.put_serial_numbers(entry, in_container)
        address, accessed = values.plain("URL"), self.date("accessed")
        if address and "://" not in address:
            values.lose("URL", "it is not an address")
            address = ""
        if accessed and not address:
            values.lose("accessed", "Hayagriva has it with a URL only")
        self.put(entry, "url", {"value": address, "date": accessed} if address and accessed
                 else address)  # fmt: skip
        self.put(entry, "affiliated", affiliated)
        default = DEFAULT_PARENTS.get(type_name.lower(), "misc")
        needs_parent = csl_type(type_name.lower(), "") != type and not event
        if (container and default != parent_name.lower()) or (needs_parent and not container):
            container = {"type": parent_name, **container}
        if event:
            event = {"type": "Conference", **event}
        self.put_parents(entry, container, event)
        values.finish(format="hayagriva")
        return entry

    def types(self) -> tuple[str, str, str]:
        """Return the entry type, the type of the parent, and the CSL type that these are read as.

        A type that the reader kept is written again, unless the type of the record has changed.
        """
        record = self.record
        type_name, parent_name = TYPE_OF.get(record.type, ("Misc", "Misc"))
        read_type = (self.unmapped.pop("type", None) or [type_name])[0]
        read_parent = (self.unmapped.pop("parent/type", None) or [parent_name])[0]
        if csl_type(read_type.lower(), read_parent.lower()) == record.type:
            type_name, parent_name = read_type, read_parent
        type = csl_type(type_name.lower(), parent_name.lower())
        if type != record.type:
            self.values.lose("type", f"{record.type} is written as {type_name}")
        return type_name, parent_name, type

    def put(self, fields: dict[str, Any], field: str, value: Any) -> None:
        """Set a field to a value, unless that is empty."""
        if value or value == 0:
            fields[field] = value

    def title(self, variable: str, short: str) -> Any:
        """Write a title as text, or as an object if it has a short form."""
        text = self.marked(variable)
        shorter = self.marked(short) if short else ""
        return {"value": text, "short": shorter} if shorter else text

    def marked(self, variable: str) -> str:
        """Write text with braces for the spans that keep their case."""
        text = self.values.text(variable)
        if "<" in text:
            parts = split_nocase(text)
            plain = [without_markup(part) for part in parts]
            if plain != parts:
                self.values.lose(variable, "its formatting is left out")
            text = "".join(
                f'<span class="nocase">{part}</span>' if at % 2 else part
                for at, part in enumerate(plain)
            )
        return to_chunks(text)

    def people(self, variable: str) -> list[Any]:
        """Write the names of a variable."""
        names = self.values.basic_names(variable, ("alias",), dropping_particles=False)
        return [person_value(name) for name in names]

    def date(self, variable: str) -> str:
        """Write a date. Its end, season or text is lost."""
        date = self.values.date(variable)
        if date is None:
            return ""
        text = date_text(date)
        if not text:
            self.values.lose(variable, "it is not a date in ISO 8601")
        elif date.end or date.season is not None:
            what = "end" if date.end else "season"
            self.values.lose(variable, f"its {what} is left out")
        return text

    def field(self, field: str, variable: str) -> str | int:
        """Write a field of text or a number."""
        text = self.values.plain(variable)
        pattern, what = _VALID.get(field, (None, ""))
        if text and pattern is not None and not pattern.fullmatch(text):
            self.values.lose(variable, f"it is not {what}")
            return ""
        if field in _NUMBERS and _INTEGER.fullmatch(text):
            return int(text)
        return to_chunks(text) if field in CHUNKED else text

    def series(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Write the series as a parent, and the number in it as the volume of its member."""
        series: dict[str, Any] = {}
        self.put(series, "title", self.title("collection-title", ""))
        self.put(series, "editor", self.people("collection-editor"))
        if "title" not in series:
            return series
        number = self.field("volume", "collection-number")
        volume = self.values.unread.get("volume")
        if number != "":
            self.put(fields, "volume", number)
        elif volume is not None:
            self.values.lose("volume", "it is written as the number in the series")
            self.put(fields, "volume", self.field("volume", "volume"))
        return series if fields.get("type") else {"type": "Anthology", **series}

    def put_serial_numbers(self, entry: dict[str, Any], in_container: dict[str, Any]) -> None:
        """Write the identifiers."""
        own: dict[str, str] = {}
        others: dict[str, str] = {}
        for key, variable in SERIAL_NUMBERS.items():
            target = others if key in ("isbn", "issn") and in_container is not entry else own
            number = self.values.plain(variable)
            if key == "serial" and _ARXIV.match(number):
                key, number = "arxiv", number[6:]
            self.put(target, key, number)
        self.put(entry, "serial-number", own["serial"] if [*own] == ["serial"] else own)
        self.put(in_container, "serial-number", others)

    def put_parents(
        self, entry: dict[str, Any], container: dict[str, Any], event: dict[str, Any]
    ) -> None:
        """Add the parents to the entry, and the fields that the reader kept."""
        slots: dict[str, dict[str, Any]] = {"parent": container, "parent[conference]": event}
        for path, texts in self.unmapped.items():
            head, _, rest = path.partition("/")
            if _SLOT.match(head) and rest:
                _insert(slots.setdefault(head, {}), rest, texts)
            elif head == "affiliated" and rest:
                one = {"role": rest, "names": texts}
                entry.setdefault("affiliated", []).append(one)
            else:
                _insert(entry, path, texts)
        parents = [parent for parent in slots.values() if parent]
        self.put(entry, "parent", parents if len(parents) > 1 else parents[0] if parents else None)


def _insert(fields: dict[str, Any], path: str, texts: Iterable[str]) -> None:
    """Set the value at a path, such as `title/translation`, unless it has one."""
    *parents, name = path.split("/")
    for parent in parents:
        found = _ITEM.match(parent)
        inner = fields.get(found.group(1) if found is not None else parent)
        if found is not None:  # an item of a list
            items = inner if isinstance(inner, list) else []
            fields[found.group(1)] = items
            at = min(int(found.group(2)), len(items))
            if at == len(items):
                items.append({})
            inner = items[at]
        elif not isinstance(inner, dict):  # text with sub-fields is an object
            key = "name" if (parent, name) == ("publisher", "location") else "value"
            inner = fields[parent] = {} if inner is None else {key: inner}
        if not isinstance(inner, dict):
            return
        fields = inner
    values = list(texts)
    value = values[0] if len(values) == 1 else values
    fields.setdefault(name, value == "true" if name == "verbatim" else value)
