"""What a conversion could not carry.

In: a record that an exporter writes. Out: its values, one by one, and a `Loss` for each value that
the exporter never read or could write only in part. Whatever nobody reads is lost, so the check
needs no list of known gaps.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from citeformat.record import Date, Name, Record
from citeformat.record.text.dates import from_text, is_ambiguous
from citeformat.record.values.texts import doi_value
from citeformat.richtext.markup import MARKUP

__all__ = [
    "Loss",
    "Losses",
    "TrackedRecord",
    "bibtex_data",
    "custom_data",
    "flags_of",
    "without_markup",
]


_DEEPEST = 50


class Loss(NamedTuple):
    """A value that a conversion left out or changed.

    >>> str(Loss("knuth1984", "annote", "RIS has no field for it"))
    'knuth1984: annote: RIS has no field for it'
    """

    record: str
    """The id of the record."""
    field: str
    """The CSL variable, or the name that the field has in the source."""
    message: str
    """What happened to it, in plain English."""

    def __str__(self) -> str:
        return f"{self.record}: {self.field}: {self.message}"


@dataclass(slots=True)
class Losses:
    """Collects the losses of one conversion."""

    format: str
    """The format's name in messages."""
    found: list[Loss] = field(default_factory=list)
    """The losses so far, in the order of the records."""

    def add(self, record: str, field: str, message: str) -> None:
        """Note a loss. Its message, which may quote a value, becomes one line."""
        self.found.append(Loss(record, field, " ".join(message.split())))

    def json_value(self, value: object, record: str, field: str, depth: int = 0) -> Any:
        """Copy a value with JSON's types only. Any other value becomes text, which is a loss.

        Args:
            value: The value, such as one of `Record.extra`.
            record: The id of the record.
            field: The variable or key that has the value.
            depth: How many lists and objects the value is in. What is nested more than 50 deep is
                lost, because few programs read such JSON.

        >>> Losses("CSL-JSON").json_value({1: ("a", None)}, "x", "custom")
        {'1': ['a', None]}
        """
        if isinstance(value, dict):
            if depth < _DEEPEST:
                return {
                    str(key): self.json_value(item, record, field, depth + 1)
                    for key, item in value.items()
                }
        elif isinstance(value, (list, tuple)) and depth < _DEEPEST:
            return [self.json_value(item, record, field, depth + 1) for item in value]
        if isinstance(value, (str, int, float)) or value is None:
            return value
        if depth >= _DEEPEST:
            self.add(record, field, f"it is nested more than {_DEEPEST} deep and was left out")
            return None
        self.add(record, field, f"{type(value).__name__} is written as text")
        return str(value)


class TrackedRecord:
    """A record that is being written, and which of its values no writer has read yet.

    >>> tracked = TrackedRecord(Record("x", "book", {"title": "<i>T</i>", "note": "N"}),
    ...                         Losses("RIS"))
    >>> tracked.plain("title")
    'T'
    >>> tracked.finish()
    >>> [str(loss) for loss in tracked.losses.found]
    ['x: title: its formatting is left out', 'x: note: RIS has no field for it']
    """

    __slots__ = ("losses", "record", "unread")

    def __init__(self, record: Record, losses: Losses) -> None:
        self.record = record
        self.losses = losses
        self.unread: dict[str, Any] = dict(record.fields)

    def text(self, variable: str) -> str:
        """Read the text of a variable with its markup, or `""`. A DOI comes without its address.

        Only CSL-JSON and CSL-YAML have values of several lines.
        """
        value = self.unread.pop(variable, "")
        text = str(value) if isinstance(value, (str, int)) else ""
        if not text.isprintable() and len(text.strip().splitlines()) > 1:
            self.lose(variable, "its line ends become blanks")
        return doi_value(text) if variable == "DOI" else text

    def plain(self, variable: str) -> str:
        """Read the text of a variable without markup, or `""`."""
        text = self.text(variable)
        if "<" not in text:
            return text
        plain = without_markup(text)
        unprotected = re.sub(r'<span class="nocase">([^<]*)</span>', r"\1", text)
        if unprotected != text:
            self.lose(variable, "the protection of its case is left out")
        if unprotected != plain:
            self.lose(variable, "its formatting is left out")
        return plain

    def keywords(self) -> list[str]:
        """Read the keywords, which semicolons separate, or else commas."""
        text = self.text("keyword")
        words = text.split(";" if ";" in text else ",")
        return [word for word in map(str.strip, words) if word]

    def names(self, variable: str) -> tuple[Name, ...]:
        """Read the names of a variable."""
        value = self.unread.pop(variable, ())
        return value if isinstance(value, tuple) else ()

    def basic_names(
        self,
        variable: str,
        extra_keys: Container[str] = frozenset(),
        *,
        dropping_particles: bool = True,
    ) -> tuple[Name, ...]:
        """Read the names of a variable, and note the parts that are left out.

        Args:
            variable: The variable.
            extra_keys: The keys of the extra parts that the format has.
            dropping_particles: Whether the format says which particles are dropped.
        """
        names = self.names(variable)
        if names and names[-1] == _OTHERS:  # other programs would take it for a person
            names = names[:-1]
            self.lose(variable, "that there are others is left out")
        for name in names:
            lost = [key for key, _ in name.extra if key not in extra_keys] + flags_of(name)
            if lost:
                self.lose(variable, f"the name of {name} loses {', '.join(lost)}")
            if name.dropping_particle and not dropping_particles:
                self.lose(variable, f"that the particle of {name} is dropped is left out")
        return names

    def date(self, variable: str) -> Date | None:
        """Read the date of a variable. A raw date is written as what it says.

        Only CSL has dates with a text besides year, month and day.
        """
        value = self.unread.pop(variable, None)
        if not isinstance(value, Date) or not value:
            return None
        if value.literal and value.parts:
            self.lose(variable, f"its text {value.literal!r} is left out")
            return replace(value, literal="")
        if value.raw and not value.parts and not is_ambiguous(value.raw):
            date = from_text(value.raw)
            if date is not None and date.parts:
                return date
        return value

    def lose(self, field: str, message: str) -> None:
        """Note that a value was left out or changed."""
        self.losses.add(self.record.id, field, message)

    def finish(self, *, written: Iterable[str] = (), format: str = "bibtex") -> None:
        """Note everything that was not read.

        Args:
            written: Names of BibTeX fields without a CSL variable that were written. Writers of
                other formats write all such fields of their own format.
            format: The name under which the reader of the same format keeps fields without a
                variable.
        """
        for variable in self.unread:
            self.lose(variable, f"{self.losses.format} has no field for it")
        custom = self.record.extra.get("custom")
        others = dict(custom) if isinstance(custom, dict) else {}
        for origin in _ORIGINS:
            if not isinstance(others.get(origin), dict):
                continue
            unmapped = others.pop(origin)
            if origin == format != "bibtex":
                continue
            for name in unmapped:
                if name not in _REPEATED and not (origin == format and name in written):
                    self.lose(str(name), f"{self.losses.format} has no field for it")
        for key in (*others, *(key for key in self.record.extra if key != "custom")):
            self.lose(str(key), f"{self.losses.format} has no field for it")


_ORIGINS = (
    "bibtex", "ris", "nbib", "endnote", "cff", "refer", "web-of-science", "refworks", "pubmed-xml",
    "mods", "hayagriva",
)  # fmt: skip
"""Names under which readers keep the fields without a variable."""

_OTHERS = Name(literal="others")
"""The end of a list that BibTeX cut off by `and others`."""

_REPEATED = ("entrytype", "TY", "PT", "RT", "ref-type", "maintitle")
"""Names under which readers keep what a variable of the record has as well: the type, and the main
title that a longer title begins with."""


def flags_of(name: Name) -> list[str]:
    """Return the properties of a name that only CSL-JSON has.

    >>> flags_of(Name("Mao", "Zedong", static_ordering=True))
    ['static-ordering']
    """
    flags = {"comma-suffix": name.comma_suffix, "static-ordering": name.static_ordering}
    return [key for key, is_set in flags.items() if is_set]


def without_markup(text: str) -> str:
    """Remove the tags of CSL-JSON from text."""
    return MARKUP().sub("", text)


def custom_data(record: Record, format: str) -> dict[str, list[str]]:
    """Return the fields that the reader of a format kept because they have no CSL variable.

    >>> custom_data(Record("x", "book", extra={"custom": {"ris": {"U1": ["seen"]}}}), "ris")
    {'U1': ['seen']}
    """
    custom = record.extra.get("custom")
    unmapped = custom.get(format) if isinstance(custom, dict) else None
    if not isinstance(unmapped, dict):
        return {}
    return {
        str(name): [str(value) for value in values]
        for name, values in unmapped.items()
        if isinstance(values, (list, tuple))
    }


def bibtex_data(record: Record) -> dict[str, str]:
    """Return what the BibTeX reader kept of an entry: its type and the fields without a variable.

    >>> bibtex_data(Record("x", "book", extra={"custom": {"bibtex": {"entrytype": "book"}}}))
    {'entrytype': 'book'}
    """
    custom = record.extra.get("custom")
    unmapped = custom.get("bibtex") if isinstance(custom, dict) else None
    if not isinstance(unmapped, dict):
        return {}
    return {str(name): value for name, value in unmapped.items() if isinstance(value, str)}
