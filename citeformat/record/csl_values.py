"""Convert the values of a CSL-JSON item, also those that differ from the schema.

In: values as exporters, publishers and programs write them: `"issued": 2007`, `"author": "Doe, J"`,
`"title": ["T"]`, `"type": "journal-article"`. Out: the typed values of a record. Each function
tells `note` what it had to guess, and raises `RecordError` if a value cannot be read.

Source: the CSL-JSON schema of CSL 1.0.2 for what is valid; the type names of Crossref's REST API,
Zotero and BibTeX for what is common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from citeformat.csl.variables import KIND, TYPES
from citeformat.errors import RecordError
from citeformat.record.date import Date
from citeformat.record.name import Name

__all__ = [
    "Note", "csl_type", "date_value", "has_id", "is_missing", "members_of", "names_value",
    "text_value", "typed_value",
]  # fmt: skip

Note = Callable[[str, str], None]
"""Receives a message and what was done about it."""

_NEAREST_TYPES = {
    # Crossref
    "book-part": "chapter", "book-section": "chapter", "book-series": "book", "book-set": "book",
    "book-track": "chapter", "component": "document", "database": "dataset",
    "dissertation": "thesis", "edited-book": "book", "grant": "document", "journal": "periodical",
    "journal-article": "article-journal", "journal-issue": "periodical",
    "journal-section": "article-journal", "journal-volume": "periodical", "monograph": "book",
    "other": "document", "peer-review": "review", "posted-content": "article",
    "proceedings": "book", "proceedings-article": "paper-conference",
    "proceedings-series": "book", "reference-book": "book", "reference-entry": "entry",
    "report-component": "report", "report-series": "report", "standard-series": "standard",
    # Zotero, Mendeley and DataCite
    "audio-recording": "song", "audiovisual": "motion_picture", "blog-post": "post-weblog",
    "book-chapter": "chapter", "case": "legal_case", "computational-notebook": "software",
    "computer-program": "software", "conference-paper": "paper-conference",
    "conference-proceeding": "book", "conference-proceedings": "book",
    "data-paper": "article-journal",
    "dictionary-entry": "entry-dictionary", "email": "personal_communication",
    "encyclopedia-article": "entry-encyclopedia", "film": "motion_picture", "forum-post": "post",
    "generic": "document", "image": "graphic", "instant-message": "personal_communication",
    "artwork": "graphic", "letter": "personal_communication",
    "magazine-article": "article-magazine", "newspaper-article": "article-newspaper",
    "podcast": "broadcast", "preprint": "article", "presentation": "speech",
    "radio-broadcast": "broadcast", "sound": "song", "statute": "legislation",
    "television-broadcast": "broadcast", "text": "document", "tv-broadcast": "broadcast",
    "video": "motion_picture", "video-recording": "motion_picture", "web-page": "webpage",
    "website": "webpage", "working-paper": "report",
    # BibTeX and BibLaTeX
    "booklet": "pamphlet", "conference": "paper-conference", "electronic": "webpage",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "inreference": "entry", "manual": "report", "mastersthesis": "thesis", "misc": "document",
    "mvbook": "book", "online": "webpage", "phdthesis": "thesis", "techreport": "report",
    "unpublished": "manuscript", "www": "webpage",
}  # fmt: skip
"""A type that other programs use -> the nearest type of CSL."""

_SAME_TYPES = {re.sub("[-_]", "", type): type for type in sorted(TYPES | _NEAREST_TYPES.keys())}
"""A type without hyphens -> the type."""

_MEMBERS: dict[str, dict[str, str]] = {
    "event-title": {
        "location": "event-place", "place": "event-place", "start": "event-date",
        "date": "event-date",
    },
    "publisher": {"location": "publisher-place", "place": "publisher-place"},
}  # fmt: skip
"""Variable -> the other members of an object in its place, and their variables."""

_TEXT_MEMBERS = (
    "name", "title", "value", "literal", "text", "label", "number", "version", "id", "url", "URL",
    "content-version",
)  # fmt: skip
"""The members of an object that may have its text, the most telling first."""

_PARTS_OF_NAMES = frozenset(
    "family given literal dropping-particle non-dropping-particle suffix".split()
)


def is_missing(value: object) -> bool:
    """Whether a value is absent: `None`, NaN, or what pandas has for them.

    >>> is_missing(float("nan")), is_missing("")
    (True, False)
    """
    if value is None:
        return True
    if isinstance(value, float):
        return value != value
    return type(value).__name__ in ("NaTType", "NAType")


def has_id(item: Mapping[str, Any]) -> bool:
    """Whether a CSL-JSON item has an id: text or a number."""
    id = item.get("id")
    return isinstance(id, (str, int, float)) and id != "" and not is_missing(id)


def csl_type(value: object, note: Note) -> str:
    """Return the CSL type, or the nearest one; without any, `document`.

    >>> csl_type("journal-article", print)
    unknown type 'journal-article' it is read as 'article-journal'
    'article-journal'
    """
    if isinstance(value, str) and value in TYPES:
        return value
    if is_missing(value) or value == "":
        return "document"
    word = "".join(re.findall(r"[^\W_]+", value)).lower() if isinstance(value, str) else ""
    known = _SAME_TYPES.get(word)
    if known is None:
        import difflib  # only a wrong type needs it

        known = _SAME_TYPES[
            (difflib.get_close_matches(word, _SAME_TYPES, 1, 0.85) or ["document"])[0]
        ]
    type = _NEAREST_TYPES.get(known, known)
    note(f"unknown type {value!r}", f"it is read as {type!r}")
    return type


def members_of(variable: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the variables that an object in the place of text gives, such as Crossref's event.

    >>> members_of("event-title", {"name": "Conf", "location": "Oslo"})
    {'event-title': 'Conf', 'event-place': 'Oslo'}
    """
    texts = (value.get(member) for member in _TEXT_MEMBERS)
    text = next((one for one in texts if isinstance(one, (str, int, float)) and one != ""), None)
    found = {} if text is None else {variable: text}
    for member, other in _MEMBERS.get(variable, {}).items():
        if not is_missing(value.get(member)):
            found.setdefault(other, value[member])
    return found


def typed_value(
    variable: str, value: Any, note: Note
) -> str | int | Date | tuple[Name, ...] | None:
    """Return the value of a variable in the type of the variable, or `None` if it has none."""
    kind = KIND[variable]
    if kind == "names":
        return names_value(variable, value, note)
    if kind == "date":
        return date_value(variable, value, note)
    return text_value(variable, value, note)


def text_value(variable: str, value: Any, note: Note) -> str | int | None:
    """Return the value of a text or number variable.

    Of several titles the first is read, as Crossref writes the one that is meant first; other
    lists, such as keywords, are joined.
    """
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return int(value) if value.is_integer() else str(value)
    if isinstance(value, Mapping):
        text = members_of(variable, value).get(variable)
        if text is None:
            raise RecordError(f"{variable} must be text, not an object")
        return text_value(variable, text, note)
    if isinstance(value, (list, tuple, set, frozenset)):
        texts = [text_value(variable, one, note) for one in value if not is_missing(one)]
        found = [str(one) for one in texts if one not in (None, "")]
        if len(found) > 1 and "title" in variable:
            note(f"{variable} has {len(found)} values", "the first is read")
            return found[0]
        return ", ".join(found) or None
    return str(value)


def date_value(variable: str, value: Any, note: Note) -> Date:
    """Return the value of a date variable.

    >>> date_value("issued", 2007, print), date_value("issued", {"year": 2001, "month": 5}, print)
    issued is a number, not a date it is read as a year
    (Date('2007'), Date('2001-05'))
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        note(f"{variable} is a number, not a date", "it is read as a year")
        return Date.from_csl({"date-parts": [[value]]})
    if isinstance(value, (list, tuple)):
        if any(isinstance(one, Mapping) for one in value):
            points = [date_value(variable, one, note) for one in value]
            return Date(tuple([point.parts[0] for point in points if point.parts][:2]))
        note(f"{variable} is a list, not a date", "it is read as its date-parts")
        value = {"date-parts": value}
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if isinstance(parts, (str, int)):
        return date_value(variable, {**value, "date-parts": None, "raw": str(parts)}, note)
    if isinstance(parts, (list, tuple)) and parts:
        if not any(isinstance(one, (list, tuple)) for one in parts):
            return date_value(variable, {**value, "date-parts": [parts]}, note)
        try:
            return Date.from_csl(value)
        except RecordError:
            # Words, such as the name of a month, are left to the parser of raw dates.
            words = [
                " ".join(str(part) for part in reversed(point) if isinstance(part, (str, int)))
                for point in parts
                if isinstance(point, (list, tuple))
            ]
            raw = "/".join(filter(None, words))
            if not raw:
                raise
        note(f"the date-parts of {variable} are not numbers", f"{raw!r} is read as a raw date")
        return Date.from_csl({**value, "date-parts": None, "raw": raw})
    if isinstance(value, Mapping) and not parts:
        if "year" in value:
            names = ("year", "month", "day")
            rest = {key: part for key, part in value.items() if key not in names}
            given = [value[name] for name in names if not is_missing(value.get(name))]
            return date_value(variable, {**rest, "date-parts": [given]}, note)
        time = value.get("date-time")
        if isinstance(time, str) and not value.get("raw") and not value.get("literal"):
            return Date.from_csl({**value, "raw": time.partition("T")[0]})
        texts = {name: value[name] for name in ("literal", "raw", "season") if name in value}
        if any(isinstance(text, (list, Mapping)) for text in texts.values()):
            value = {**value, **{name: text_value(name, texts[name], note) for name in texts}}
    return Date.from_csl(value)


def names_value(variable: str, value: Any, note: Note) -> tuple[Name, ...]:
    """Return the value of a variable of names. A name without any part is left out."""
    if isinstance(value, (str, Mapping)):
        value = [value]
    if not isinstance(value, (list, tuple)):
        raise RecordError(f"{variable} must be a list of names, not {value!r}")
    names: list[Name] = []
    for name in value:
        if isinstance(name, Mapping):
            parts = dict(name)
            for part, text in name.items():
                if part in _PARTS_OF_NAMES and not isinstance(text, str):
                    found = None if is_missing(text) else text_value(part, text, note)
                    parts[part] = found
            made = Name.from_csl(parts)
            if made:
                names.append(made)
            elif name:
                note(f"a name in {variable} has no part", "it is left out")
            if made.extra and (unknown := made.unknown_keys):
                note(f"a name in {variable} has keys that CSL-JSON does not define: "
                     f"{', '.join(unknown)}", "no style prints them")  # fmt: skip
        elif isinstance(name, str) and name.strip():
            note(f"{variable} has the text {name!r}, not a name in parts",
                 "it is read as a literal name")  # fmt: skip
            names.append(Name(literal=name.strip()))
        elif not is_missing(name) and name != "":
            raise RecordError(f"a name must be an object, not {name!r}")
    return tuple(names)
