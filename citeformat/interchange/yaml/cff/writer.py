"""Records → the Citation File Format (CITATION.cff).

In: records. Out: one file. It describes the first program or data set. The first of the other
records is its `preferred-citation`, the rest are its `references`. Without a program, the file
takes title and authors from the first record, which is the preferred citation as well.

The schema needs an author. If a work has none, its editors are written as authors too, or the
entity "anonymous", as the guide says. Neither is read as an author again.

Source: "Guide to Citation File Format schema version 1.2.0".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citeformat.interchange.losses import Losses, TrackedRecord, custom_data
from citeformat.interchange.shared.yaml_text import dump
from citeformat.interchange.yaml.cff.tables import (
    ANONYMOUS,
    ENTITIES,
    LISTS,
    OTHER_PEOPLE,
    PATTERNS,
    PEOPLE,
    PLACES,
    STATUSES,
    TEXT,
    TYPE_OF,
    TYPES,
)
from citeformat.record import Date, Name, Record
from citeformat.record.text.edtf import to_edtf

__all__ = ["write"]

_MESSAGE = "If you use this software, please cite it using the metadata from this file."
_ROOT_FIELDS = frozenset(
    """
    abstract authors contact date-released doi identifiers keywords license license-url
    repository repository-artifact repository-code title type url version commit
    """.split()
)
"""The fields of the file itself. All others belong to references."""
_VARIABLES = {**TEXT, **PEOPLE, **ENTITIES, "year": "issued", "month": "issued",
              "start": "page", "end": "page", "languages": "language",
              "date-accessed": "accessed"}  # fmt: skip
"""Field -> the CSL variable that it came from."""
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
_STATUS_KEYS = {words: key for key, words in STATUSES.items()}
_ONLY_OF_PERSONS = "affiliation"
"""The field that persons have and entities do not."""
_PERSON_FIELDS = frozenset("affiliation alias email orcid website address city country".split())


def write(records: Sequence[Record], losses: Losses, *, message: str = _MESSAGE) -> str:
    """Write a CITATION.cff.

    Args:
        records: The records.
        losses: Receives what the format cannot carry.
        message: What the file asks of its readers.

    Raises:
        FormatError: PyYAML is not installed.

    >>> print(write([Record("x", "software", {"title": "Tool"})], Losses("CFF")), end="")
    cff-version: 1.2.0
    message: If you use this software, please cite it using the metadata from this file.
    type: software
    title: Tool
    authors:
    - name: anonymous
    """
    own = next((one for one in records if one.type in ("software", "dataset")), None)
    others = [record for record in records if record is not own]
    root: dict[str, Any] = {"cff-version": "1.2.0", "message": message}
    if own is not None:
        root.update(_Reference(own, losses, is_root=True).fields)
    references = [_Reference(record, losses).fields for record in others]
    first = references[0] if references else {}
    root.setdefault("title", first.get("title", ""))
    root.setdefault("authors", [dict(one) for one in first.get("authors", ())])
    if references:
        root["preferred-citation"] = first
    if references[1:]:
        root["references"] = references[1:]
    return dump(root)


class _Reference:
    """The fields of one work.

    Args:
        record: The record.
        losses: Receives what the format cannot carry.
        is_root: Whether this is the work that the file describes.
    """

    __slots__ = ("fields", "values")

    def __init__(self, record: Record, losses: Losses, *, is_root: bool = False) -> None:
        self.values = values = TrackedRecord(record, losses)
        self.fields: dict[str, Any] = {}
        unmapped = custom_data(record, "cff")
        read_type = (unmapped.pop("type", None) or [""])[0]
        is_current = TYPES.get(read_type) == record.type
        type = read_type if is_current else TYPE_OF.get(record.type, "generic")
        in_book = type == "book" and "container-title" in record.fields  # is read as a chapter
        if ("chapter" if in_book else TYPES[type]) != record.type:
            values.lose("type", f"{record.type} is written as {type}")

        self.fields["type"] = type
        self.put("title", values.plain("title"))
        self.fields["authors"] = []
        for field, variable in PEOPLE.items():
            self.put(field, self.people(variable))
        self.complete_authors()
        fields = dict(TEXT)
        if type == "conference-paper":  # collection-title is the title of the proceedings
            fields |= {"collection-title": "container-title"}
        for field, variable in fields.items():
            self.put(field, values.plain(variable))
        for field, pattern in PATTERNS.items():
            self.put_identifier(field, pattern)
        self.put_license()
        self.put_status()
        is_institutional = type in ("thesis", "report")
        field = "institution" if is_institutional else "publisher"
        self.put_entity(field, "publisher", place="publisher-place")
        self.put_entity("location", "publisher-place")
        self.put_entity("database-provider", "source")
        self.put_entity("conference", "event-title", place="event-place")
        self.put_dates(is_root=is_root)
        first, dash, last = values.text("page").partition("-")
        self.put("start", first)
        self.put("end", last if dash else "")
        self.put("keywords", values.keywords())
        language = values.text("language")
        code = language.partition("-")[0].lower()
        if code != language:
            values.lose("language", f"only {code} is written")
        self.put("languages", [code, *unmapped.get("languages", ())] if code else [])
        for field, texts in unmapped.items():
            if not texts:
                continue
            if field.startswith("identifier-"):
                items = self.fields.setdefault("identifiers", [])
                items += [
                    {"type": field.removeprefix("identifier-"), "value": text} for text in texts
                ]
            elif field in OTHER_PEOPLE:
                self.fields.setdefault(field, [{"name": text} for text in texts])
            else:
                is_list = len(texts) > 1 or field in LISTS
                self.fields.setdefault(field, list(texts) if is_list else texts[0])
        misplaced = [field for field in self.fields if is_root and field not in _ROOT_FIELDS]
        for field in misplaced:
            value = self.fields.pop(field)
            message = f"{losses.format} has it in references only"
            values.lose(_VARIABLES.get(field, field), message)
            if isinstance(value, dict) and "city" in value:
                values.lose(PLACES[field], message)
            if isinstance(value, dict) and "date-start" in value:
                values.lose("event-date", message)
        values.finish(format="cff")

    def complete_authors(self) -> None:
        """Set the authors of a work without authors, because the schema needs one."""
        authors, editors = self.fields["authors"], self.fields.get("editors")
        if not authors:
            # copies, because PyYAML writes an alias for a value that comes twice
            self.fields["authors"] = [dict(one) for one in editors or ANONYMOUS]
        elif authors in (ANONYMOUS, editors):
            self.values.lose("author", "it is read as that of a work without authors")

    def put_identifier(self, field: str, pattern: re.Pattern[str]) -> None:
        """Replace a value that the schema does not accept by the first of several that it does, or
        make it an identifier of another kind."""
        text = self.fields.get(field, "")
        if not text or pattern.fullmatch(text):
            return
        first = next(filter(pattern.fullmatch, re.split(r"[\s,;]+", text)), "")
        if first:
            self.fields[field] = first
            self.values.lose(TEXT[field], f"only {first} is written")
        else:
            del self.fields[field]
            self.fields.setdefault("identifiers", []).append({"type": "other", "value": text})
            self.values.lose(TEXT[field], f"it is written as another identifier than {field}")

    def put_license(self) -> None:
        """Write several licenses as a list, and the address of a license to its own field."""
        text = self.fields.pop("license", "")
        licenses = text.split(", ")
        if "://" in text:
            self.fields["license-url"] = text
            self.values.lose("license", "it is written as license-url")
        elif all(map(_SPDX.fullmatch, licenses)):
            self.fields["license"] = licenses if licenses[1:] else text
        elif text:
            self.values.lose("license", "it is not an identifier of SPDX")

    def put_status(self) -> None:
        """Replace the words of the status by one of the format's own, or leave it out."""
        words = self.fields.pop("status", "")
        if words in _STATUS_KEYS:
            self.fields["status"] = _STATUS_KEYS[words]
        elif words:
            self.values.lose("status", f"{self.values.losses.format} has no such status")

    def put_dates(self, *, is_root: bool) -> None:
        """Set the dates of publication, of access and of the conference."""
        values = self.values
        issued = values.date("issued")
        if issued is not None and issued.year is None:
            values.lose("issued", "it is not a date")
        elif issued is not None:
            written = _iso(issued)
            if written:
                self.put("date-released" if is_root else "date-published", written)
            else:
                self.fields["year"] = issued.year
                self.put("month", issued.month)
                written = f"{issued.year}-{issued.month:02d}" if issued.month else str(issued.year)
            has_more = issued.end or issued.circa or issued.season is not None
            if has_more or (issued.day is not None and "year" in self.fields):
                values.lose("issued", f"only {written} is written")
        accessed = values.date("accessed")
        if accessed is not None:
            self.put("date-accessed", self.day("accessed", accessed))
        held = values.date("event-date") if "conference" in self.fields else None
        if held is not None and (start := self.day("event-date", held, is_range=True)):
            self.fields["conference"]["date-start"] = start
            if end := _iso(Date((held.end,))):
                self.fields["conference"]["date-end"] = end

    def day(self, variable: str, date: Date, *, is_range: bool = False) -> str:
        """Write the day of a date, and note what the format does not have.

        Args:
            variable: The variable.
            date: Its date.
            is_range: Whether the format has the last day of a range, too.
        """
        day = _iso(date)
        if not day:
            self.values.lose(variable, "it is not a full date")
        elif (date.end and not (is_range and _iso(Date((date.end,))))) or date.circa:
            self.values.lose(variable, f"only {day} is written")
        return day

    def put(self, field: str, value: Any) -> None:
        """Set a field, unless the value is empty."""
        if value:
            self.fields[field] = value

    def put_entity(self, field: str, variable: str, *, place: str = "") -> None:
        """Set a field with an entity. CSL has only its name, and for some the place."""
        name = self.values.plain(variable)
        city = self.values.plain(place) if name and place else ""
        if name:
            self.fields[field] = {"name": name} | ({"city": city} if city else {})

    def people(self, variable: str) -> list[dict[str, str]]:
        """Read the names of a variable."""
        names = self.values.basic_names(variable, _PERSON_FIELDS, dropping_particles=False)
        for name in names:
            if name.literal and dict(name.extra).get(_ONLY_OF_PERSONS):
                self.values.lose(variable, f"the name of {name} loses {_ONLY_OF_PERSONS}")
        return [_person(name) for name in names]


def _person(name: Name) -> dict[str, str]:
    extra = {
        key: text for key, value in name.extra if key in _PERSON_FIELDS and (text := _plain(value))
    }
    if name.literal:
        extra.pop(_ONLY_OF_PERSONS, None)
        return {"name": name.literal, **extra}
    particle = f"{name.dropping_particle} {name.non_dropping_particle}".strip()
    parts = {"family-names": name.family, "given-names": name.given, "name-particle": particle,
             "name-suffix": name.suffix}  # fmt: skip
    return {key: value for key, value in parts.items() if value} | extra


def _plain(value: object) -> str:
    """Write a part of a name as text: Crossref has affiliations as a list of `{"name": ...}`.

    >>> _plain([{"name": "University of Bonn"}, {"name": "Acme"}])
    'University of Bonn; Acme'
    """
    if isinstance(value, Mapping):
        value = value.get("name", "")
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_plain, value)))
    return "" if value is None else str(value)


def _iso(date: Date) -> str:
    """Write a day of the years 1 to 9999 in ISO 8601. Another date is `""`."""
    is_day = date.day is not None and 0 < (date.year or 0) < 10_000 and date.is_in_calendar
    return to_edtf(Date((date.parts[0],))) if is_day else ""
