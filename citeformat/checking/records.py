"""Check a file of references: `citeformat.check`.

In: whatever `read` takes, and optionally a style. Out: a `Report` of everything that reading
reported, duplicates, malformed numbers and dates, unknown types and fields, and the variables that
the style would print but a record lacks. Each problem has the line of its field or record.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeGuard, cast

from citeformat._util.text import similar_to
from citeformat.checking.duplicates import duplicates
from citeformat.checking.numbers import doi_error, isbn_errors, issn_errors
from citeformat.checking.report import Report
from citeformat.checking.tables import BIB_FIELDS, NO_DATE_WORDS
from citeformat.csl.variables import ALIASES, KIND
from citeformat.engine.runtime.item.raw_dates import parse_raw_date
from citeformat.errors import Problem, Severity
from citeformat.interchange.bibtex.entry import ProblemLog
from citeformat.interchange.bibtex.fields import FIELD_ALIASES
from citeformat.interchange.convert import Convertible, as_records, is_source
from citeformat.interchange.losses import bibtex_data
from citeformat.interchange.registry import READERS, Reader, find_reader
from citeformat.interchange.several import read_several
from citeformat.interchange.source import Source, SourceLike, open_source
from citeformat.record import Date, Record, Records
from citeformat.record.core import TitleCase
from citeformat.record.text.dates import from_text
from citeformat.record.titles import with_title_case
from citeformat.richtext.markup import MARKUP
from citeformat.style import Style

__all__ = ["check"]


_SIMILAR = 0.75
"""How similar to a known field an unknown one is at least for a hint."""

_MOST_CAPITALS = 3
"""More words in capitals are a title, not acronyms; more letters are a name, not initials."""

_WORDS = re.compile(r"[^\W_]+")

_KNOWN_KEYS = frozenset({*KIND, *ALIASES, "custom", "categories", "note"})

_FieldLines: TypeAlias = "dict[tuple[str, int], dict[str, int]]"
"""File and line of an entry -> the line of each of its fields."""

_BIB_FIELDS_OF = {
    "DOI": ("doi",), "ISBN": ("isbn",), "ISSN": ("issn",), "issued": ("date", "year"),
    "accessed": ("urldate",), "event-date": ("eventdate",), "original-date": ("origdate",),
    "container-title": ("journal", "journaltitle", "booktitle"),
}  # fmt: skip
"""CSL variable -> the fields of a .bib file that it is read from."""


def check(
    source: Convertible | Sequence[SourceLike],
    *,
    style: Style | str | None = None,
    format: str | None = None,
    encoding: str | None = None,
    titles: TitleCase | None = None,
) -> Report:
    """Check references for errors.

    Args:
        source: Records, or a path, text, bytes or an open file, or a list of those. The files of a
            list are checked together: `@string` names and parents of one count in all of them,
            and duplicates are found across them.
        style: A style or its name. Variables that it would print but a record lacks are reported.
        format: The format of the source. By default, `read` detects it.
        encoding: The encoding of the source. By default, `read` detects it.
        titles: The case of English titles, as in `read`. The problems do not depend on it.

    Returns:
        The problems, sorted by file and line.

    Raises:
        SourceError: The file does not exist or is not text.
        FormatError: No format has this name, or the text is in no format that citeformat knows.
        RecordError: `titles` is neither `"sentence"` nor `"as-is"`.
        StyleNotFound: The style does not exist.

    >>> print(check("@book{x, title={T}, isbn={0-201-13447-1}}"), end="")
    <text>:1: warning: the check digit of the ISBN '0-201-13447-1' should be 0
    >>> print(check(["@string{j = {Journal}}", "@article{x, journal = j, issn = {1}}"]), end="")
    <text>:1: warning: '1' is not an ISSN: an ISSN is two groups of four digits
    """
    if _are_sources(source):
        opened = [open_source(each, encoding) for each in source]
    else:
        one = cast("Convertible", source)
        if not is_source(one):
            return _report(as_records(one), {}, style)
        opened = [open_source(one, encoding)]
    if len(opened) == 1:
        [only] = opened
        reader = READERS.find(format) if format else find_reader(only.text, only.name)
        records = reader.read(only.text, file=only.name)
        records = Records(with_title_case(records, titles), (*only.problems, *records.problems))
        return _report(records, _lines_of_fields(only, reader), style)
    lines: _FieldLines = {}
    for each in opened:
        if each.text.strip():
            reader = READERS.find(format) if format else find_reader(each.text, each.name)
            lines.update(_lines_of_fields(each, reader))
    return _report(read_several(opened, format=format, titles=titles), lines, style)


def _are_sources(source: object) -> TypeGuard[Sequence[SourceLike]]:
    """Return whether a value is a list of what `read` takes, not of records."""
    return (
        isinstance(source, (list, tuple))
        and bool(source)
        and all(
            isinstance(each, (str, bytes, bytearray, os.PathLike)) or hasattr(each, "read")
            for each in source
        )
    )


def _lines_of_fields(source: Source, reader: Reader) -> _FieldLines:
    """Find the line of each field of a .bib file."""
    if reader.name != "bibtex":
        return {}
    # imports bibtexparser, which takes 54 ms
    from citeformat.interchange.bibtex.reading.parser import parse

    entries = parse(source.text, ProblemLog(source.name))
    return {(source.name, entry.line): entry.lines for entry in entries}


def _report(records: Records, field_lines: _FieldLines, style: Style | str | None) -> Report:
    """Check records, and sort what reading and checking found."""
    problems = list(records.problems)
    for record in records:
        located = _LocatedRecord(record, field_lines.get((record.file, record.line), {}))
        problems += [*_record_problems(located), *_capitals(located)]
    problems += duplicates(records)
    if style is not None:
        # imports what only this option needs
        from citeformat.checking.style import missing_for_style

        problems += missing_for_style(records, Style.load(style))
    problems = sorted(dict.fromkeys(problems), key=lambda problem: (problem.source, problem.line))
    return Report(tuple(problems), len(records))


@dataclass(frozen=True, slots=True)
class _LocatedRecord:
    """A record and the lines of its fields."""

    record: Record
    lines: Mapping[str, int]
    """Name of a field in the file -> its line."""

    def problem(self, severity: Severity, message: str, hint: str = "", field: str = "") -> Problem:
        """Make a Problem of the record, in the line of a field if the line is known."""
        record = self.record
        names = (field, *_BIB_FIELDS_OF.get(field, ()))
        line = next((self.lines[name] for name in names if name in self.lines), record.line)
        return Problem(severity, message, record.file, line, hint, record.id)


def _record_problems(located: _LocatedRecord) -> Iterator[Problem]:
    """Find malformed numbers and dates, and unknown types and fields."""
    record = located.record
    messages = [("DOI", doi_error(record.DOI))] if record.DOI else []
    messages += [("ISBN", message) for message in isbn_errors(record.ISBN or "")]
    messages += [("ISSN", message) for message in issn_errors(record.ISSN or "")]
    for variable, message in messages:
        if message:
            yield located.problem("warning", message, field=variable)
    for variable, date in record.fields.items():
        if not isinstance(date, Date):
            continue
        text = date.literal or date.raw
        words = {word.lower() for word in _WORDS.findall(text)}
        printed = parse_raw_date(date)
        is_missing = from_text(text) is None  # such as "n.d."
        if printed and not printed.parts and not is_missing and not words & NO_DATE_WORDS:
            # as the reader of BibTeX reports it, so that it is reported once
            message = f"{text!r} is not a date"
            yield located.problem("warning", message, "it is printed as it is", variable)
        for parts in date.parts:
            year, month, day = (*parts, 1, 1, 1)[:3]  # an end may be unknown
            # months above 12 are seasons
            in_calendar = month > 12 or Date((parts,)).is_in_calendar
            if not (1 <= month <= 24 and 1 <= day <= 31 and in_calendar):
                message = f"there is no date {'-'.join(map(str, parts))} ({variable})"
                yield located.problem("warning", message, field=variable)
            if parts and (0 < year < 100 or year > 9999):
                message = f"the year {year} does not have four digits ({variable})"
                yield located.problem("warning", message, field=variable)
        if date.end and date.end != (0,) and date.end < date.parts[0][: len(date.end)]:
            yield located.problem("warning", f"{variable} ends before it begins", field=variable)
    unknown = [
        (name, similar_to(name, BIB_FIELDS, _SIMILAR))
        for name in bibtex_data(record)
        if name != "entrytype" and name not in BIB_FIELDS and name not in FIELD_ALIASES
    ]
    unknown += [
        (key, similar_to(key, KIND, _SIMILAR))
        for key in record.extra
        if key not in _KNOWN_KEYS and not key.startswith("_")
    ]
    for name, similar in unknown:
        message = f"the field {name!r} is not known"
        if similar:
            yield located.problem("warning", message, f"did you mean {similar[0]!r}?", name)
        else:
            yield located.problem("info", message, "no style prints it", name)


def _capitals(located: _LocatedRecord) -> Iterator[Problem]:
    """Find titles and names that a database has written in capitals."""
    hint = "styles print the capitals"
    for variable in ("title", "container-title"):
        text = MARKUP().sub("", str(located.record.fields.get(variable, "")))
        words = [word for word in _WORDS.findall(text) if word.isalpha()]
        if text.isupper() and len(words) > _MOST_CAPITALS:
            yield located.problem("warning", f"{variable} is in capitals", hint, variable)
    names = [name.family for name in located.record.author or () if name.given]
    if any(len(name) > _MOST_CAPITALS for name in names) and all(map(str.isupper, names)):
        yield located.problem("warning", "the names of author are in capitals", hint, "author")
