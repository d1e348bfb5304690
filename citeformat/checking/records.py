"""The faults of a file of references: `citeformat.check`.

In: whatever `read` takes, and perhaps a style. Out: a `Report`: everything that reading found,
duplicates, malformed numbers and dates, unknown types and fields, and what the style would print
and does not find. Each with its line.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from citeformat.checking.duplicates import duplicates
from citeformat.checking.numbers import doi_fault, isbn_faults, issn_faults
from citeformat.checking.report import Report
from citeformat.checking.tables import BIB_FIELDS, NO_DATE_WORDS
from citeformat.csl.variables import ALIASES, KIND, TYPES
from citeformat.errors import Problem, Severity
from citeformat.interchange.bibtex.entry import ProblemLog
from citeformat.interchange.bibtex.entry_types import TYPES as ENTRY_TYPES
from citeformat.interchange.bibtex.fields import FIELD_ALIASES
from citeformat.interchange.convert import Convertible, as_records, is_source
from citeformat.interchange.losses import bibtex_data
from citeformat.interchange.registry import READERS, find_reader
from citeformat.interchange.source import open_source
from citeformat.record import Date, Record, Records
from citeformat.style import Style

__all__ = ["check"]


_ENTRY_TYPE = re.compile(r"there is no entry type @(.+)\Z")

_WORDS = re.compile(r"[^\W_]+")

_KNOWN_KEYS = frozenset({*KIND, *ALIASES, "custom", "categories", "note"})


def check(
    source: Convertible,
    *,
    style: Style | str | None = None,
    format: str | None = None,
    encoding: str | None = None,
) -> Report:
    """Look for faults.

    Args:
        source: Records, or a path, text, bytes or an open file.
        style: A style, or its name: then what it would print and does not find is reported too.
        format: The format of the source; without it `read` finds out.
        encoding: The encoding of the source; without it `read` finds out.

    Raises:
        SourceError: There is no such file, or it holds no text.
        StyleNotFound: There is no such style.

    >>> print(check("@book{x, title={T}, isbn={0-201-13447-1}}"), end="")
    <text>:1: warning: the check digit of the ISBN '0-201-13447-1' should be 0
    """
    records, lines = _opened(source, format, encoding)
    found = [_with_nearest_type(problem) for problem in records.problems]
    for record in records:
        subject = _Subject(record, lines.get(record.id, {}))
        for rule in _RULES:
            found += rule(subject)
    found += duplicates(records)
    if style is not None:
        from citeformat.checking.style import missing_for_style

        used = style if isinstance(style, Style) else Style.load(style)
        found += missing_for_style(records, used)
    ordered = sorted(dict.fromkeys(found), key=lambda problem: (problem.source, problem.line))
    return Report(tuple(ordered))


@dataclass(frozen=True, slots=True)
class _Subject:
    """A record that is looked at, and the lines of its fields."""

    record: Record
    lines: Mapping[str, int]
    """Name of a field as in the file -> its line."""

    def fault(self, severity: Severity, message: str, hint: str = "", field: str = "") -> Problem:
        """A Problem of the record, in the line of a field where that is known."""
        record = self.record
        names = (field, *_FIELDS_OF.get(field, ()))
        line = next((self.lines[name] for name in names if name in self.lines), record.line)
        return Problem(severity, message, record.file, line, hint, record.id)


_FIELDS_OF = {
    "DOI": ("doi",), "ISBN": ("isbn",), "ISSN": ("issn",), "issued": ("date", "year"),
    "accessed": ("urldate",), "event-date": ("eventdate",), "original-date": ("origdate",),
}  # fmt: skip
"""CSL variable -> the fields of a .bib file that it is read from."""


def _opened(
    source: Convertible, format: str | None, encoding: str | None
) -> tuple[Records, dict[str, dict[str, int]]]:
    """The records, and for a .bib file the lines of each entry's fields."""
    if not is_source(source):
        return as_records(source), {}
    opened = open_source(source, encoding)
    importer = READERS.find(format) if format is not None else find_reader(opened.text, opened.name)
    records = importer.read(opened.text, file=opened.name)
    lines = {}
    if importer.name == "bibtex":
        from citeformat.interchange.bibtex.reading.parser import (
            parse,  # 54 ms that other formats need not pay
        )

        entries = parse(opened.text, ProblemLog(opened.name))
        lines = {entry.key: entry.lines for entry in entries}
    return Records(records, (*opened.problems, *records.problems)), lines


def _with_nearest_type(problem: Problem) -> Problem:
    """A reader's fault, with the type that was probably meant."""
    unknown = _ENTRY_TYPE.match(problem.message)
    near = _nearest(unknown.group(1), ENTRY_TYPES) if unknown is not None else ""
    if not near:
        return problem
    hint = f"did you mean @{near}? {problem.hint}".strip()
    return Problem(problem.severity, problem.message, problem.source, problem.line, hint,
                   problem.record)  # fmt: skip


def _nearest(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1, 0.75)
    return near[0] if near else ""


def _numbers(subject: _Subject) -> Iterator[Problem]:
    """Malformed DOI, ISBN, ISSN."""
    record = subject.record
    faults = [("DOI", doi_fault(record.DOI))] if record.DOI else []
    faults += [("ISBN", fault) for fault in isbn_faults(record.ISBN or "")]
    faults += [("ISSN", fault) for fault in issn_faults(record.ISSN or "")]
    for variable, fault in faults:
        if fault:
            yield subject.fault("warning", fault, field=variable)


def _dates(subject: _Subject) -> Iterator[Problem]:
    """Dates that are none, and ranges that end before they begin."""
    for variable, value in subject.record.fields.items():
        if not isinstance(value, Date):
            continue
        text = value.literal or value.raw
        words = {word.lower() for word in _WORDS.findall(text)}
        if text and not value.parts and not words & NO_DATE_WORDS:
            message = f"{text!r} in {variable} is no date"
            yield subject.fault("warning", message, "it is printed as it is", variable)
        for parts in value.parts:
            if not _is_possible(parts):
                shown = "-".join(map(str, parts))
                message = f"there is no date {shown} ({variable})"
                yield subject.fault("warning", message, field=variable)
        if value.end and value.end != (0,) and value.end < value.parts[0][: len(value.end)]:
            yield subject.fault("warning", f"{variable} ends before it begins", field=variable)


def _is_possible(parts: tuple[int, ...]) -> bool:
    if len(parts) > 1 and not 1 <= parts[1] <= 24:
        return False
    if len(parts) < 3:
        return True
    days = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    year, month, day = parts[:3]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    most = 28 if month == 2 and not leap else days[month - 1] if month <= 12 else 31
    return 1 <= day <= most


def _names_of_things(subject: _Subject) -> Iterator[Problem]:
    """Unknown types and fields."""
    record = subject.record
    if record.type not in TYPES:
        near = _nearest(record.type, TYPES)
        hint = f"did you mean {near!r}?" if near else ""
        yield subject.fault("warning", f"there is no type {record.type!r}", hint)
    for name in bibtex_data(record):
        if name == "entrytype" or name in BIB_FIELDS or name in FIELD_ALIASES:
            continue
        yield _unknown(subject, name, BIB_FIELDS)
    for key in record.extra:
        if key not in _KNOWN_KEYS and not key.startswith("_"):
            yield _unknown(subject, key, KIND)


def _unknown(subject: _Subject, name: str, known: Iterable[str]) -> Problem:
    near = _nearest(name, known)
    message = f"the field {name!r} is not known"
    if near:
        return subject.fault("warning", message, f"did you mean {near!r}?", name)
    return subject.fault("info", message, "no style prints it", name)


_RULES: tuple[Callable[[_Subject], Iterator[Problem]], ...] = (_numbers, _dates, _names_of_things)
