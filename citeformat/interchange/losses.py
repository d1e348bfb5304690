"""What a conversion could not carry, and a record whose used values are ticked off.

In: a record that an exporter writes. Out: its values, one by one, and a `Loss` for each value
that the exporter never asked for or could write only in part. The check is the other way round
from a list of known gaps: what nobody took is lost, so that nothing is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from citeformat.record import Date, Name, Record

__all__ = ["Loss", "Losses", "Source", "bibtex_data", "custom_data", "without_markup"]

_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc)>|<span\s[^<>]*>|</span>", re.IGNORECASE)


class Loss(NamedTuple):
    """One value that a conversion did not carry, or changed.

    >>> str(Loss("knuth1984", "annote", "RIS has no field for it"))
    'knuth1984: annote: RIS has no field for it'
    """

    record: str
    """The id of the record."""
    field: str
    """The CSL variable, or the name of the field that only the source has."""
    message: str
    """What happened to it, in plain English."""

    def __str__(self) -> str:
        return f"{self.record}: {self.field}: {self.message}"


@dataclass(slots=True)
class Losses:
    """Collects the losses of one conversion."""

    format: str
    """The format's name, as messages call it."""
    found: list[Loss] = field(default_factory=list)
    """The losses so far, in the order of the records."""

    def add(self, record: str, field: str, message: str) -> None:
        """Note one loss."""
        self.found.append(Loss(record, field, message))


class Source:
    """A record that is being written, with the values that are not written yet.

    >>> source = Source(Record("x", "book", {"title": "<i>T</i>", "note": "N"}), Losses("RIS"))
    >>> source.plain("title")
    'T'
    >>> source.finish()
    >>> [str(loss) for loss in source.losses.found]
    ['x: title: its formatting is left out', 'x: note: RIS has no field for it']
    """

    __slots__ = ("losses", "record", "rest")

    def __init__(self, record: Record, losses: Losses) -> None:
        self.record = record
        self.losses = losses
        self.rest: dict[str, Any] = dict(record.fields)

    def text(self, variable: str) -> str:
        """The text of a variable with its markup, or `""`; it counts as written."""
        value = self.rest.pop(variable, "")
        return str(value) if isinstance(value, (str, int)) else ""

    def plain(self, variable: str) -> str:
        """The text of a variable without markup, or `""`; it counts as written."""
        text = self.text(variable)
        if "<" not in text:
            return text
        plain = without_markup(text)
        if re.sub(r'<span class="nocase">([^<]*)</span>', r"\1", text) != plain:
            self.lose(variable, "its formatting is left out")
        return plain

    def names(self, variable: str) -> tuple[Name, ...]:
        """The names of a variable; they count as written."""
        value = self.rest.pop(variable, ())
        return value if isinstance(value, tuple) else ()

    def date(self, variable: str) -> Date | None:
        """The date of a variable; it counts as written."""
        value = self.rest.pop(variable, None)
        return value if isinstance(value, Date) and value else None

    def lose(self, field: str, message: str) -> None:
        """Note that a value was left out or changed."""
        self.losses.add(self.record.id, field, message)

    def finish(self, *, kept: Iterable[str] = (), kept_under: str = "bibtex") -> None:
        """Note what was not written.

        Args:
            kept: Names of kept fields that were written. Only the BibTeX exporters need them;
                all others write whatever was kept under their own name.
            kept_under: The name under which the format's own fields are kept.
        """
        for variable in self.rest:
            self.lose(variable, f"{self.losses.format} has no field for it")
        custom = self.record.extra.get("custom")
        own = dict(custom) if isinstance(custom, dict) else {}
        for origin in ("bibtex", "ris", "nbib", "endnote", "cff"):
            data = own.pop(origin, None)
            if not isinstance(data, dict) or (origin == kept_under != "bibtex"):
                continue
            for name in data:
                if name not in _TYPES and not (origin == kept_under and name in kept):
                    self.lose(str(name), f"{self.losses.format} has no field for it")
        for key in (*own, *(key for key in self.record.extra if key != "custom")):
            self.lose(str(key), f"{self.losses.format} has no field for it")


_TYPES = ("entrytype", "TY", "PT", "ref-type")
"""Kept names of a type, which the record has as well."""


def without_markup(text: str) -> str:
    """Text without the tags of CSL-JSON."""
    return _MARKUP.sub("", text)


def custom_data(record: Record, origin: str) -> dict[str, list[str]]:
    """What an importer kept of a reference, under the name of its format.

    >>> custom_data(Record("x", "book", extra={"custom": {"ris": {"U1": ["seen"]}}}), "ris")
    {'U1': ['seen']}
    """
    custom = record.extra.get("custom")
    kept = custom.get(origin) if isinstance(custom, dict) else None
    if not isinstance(kept, dict):
        return {}
    return {
        str(name): [str(value) for value in values]
        for name, values in kept.items()
        if isinstance(values, (list, tuple))
    }


def bibtex_data(record: Record) -> dict[str, str]:
    """What the BibTeX importer kept of the entry: its type and the fields without a variable."""
    custom = record.extra.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    if not isinstance(kept, dict):
        return {}
    return {str(name): value for name, value in kept.items() if isinstance(value, str)}
