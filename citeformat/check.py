"""The faults of a file of references: `citeformat.check`.

In: whatever `read` takes, and perhaps a style. Out: a `Report`: everything that reading found,
duplicates, malformed numbers and dates, unknown types and fields, and what the style would print
and does not find. Each with its line.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass

from citeformat.check_numbers import doi_fault, isbn_faults, issn_faults
from citeformat.check_tables import BIB_FIELDS, NO_DATE_WORDS
from citeformat.convert import Convertible, as_records
from citeformat.csl.variables import ALIASES, KIND, TYPES
from citeformat.errors import FormatError, Problem
from citeformat.exporters.losses import bibtex_data, without_markup
from citeformat.importers.bibtex_fields import FIELD_ALIASES
from citeformat.importers.bibtex_types import TYPES as ENTRY_TYPES
from citeformat.record import Date, Record
from citeformat.style import Style

__all__ = ["Report", "check"]

_SEVERITIES = {"error": "error", "warning": "warning", "info": "notice"}
_ENTRY_TYPE = re.compile(r"there is no entry type @(.+)\Z")
_WORDS = re.compile(r"[^\W_]+")
_KNOWN_KEYS = frozenset({*KIND, *ALIASES, "custom", "categories", "note"})


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with a file."""

    problems: tuple[Problem, ...]
    """The faults, by file and line."""

    @property
    def has_errors(self) -> bool:
        """Whether one of them is an error."""
        return any(problem.severity == "error" for problem in self.problems)

    def to(self, format: str = "text") -> str:
        """The report as text.

        Args:
            format: `"text"`, one line each; `"json"`, a list of objects; `"github"`, the
                commands that make annotations of a workflow's run.

        Raises:
            FormatError: There is no such format.

        >>> Report((Problem("error", "it is broken", "refs.bib", 3),)).to("github")
        '::error file=refs.bib,line=3::it is broken\\n'
        """
        write = _FORMATS.get(format)
        if write is None:
            raise FormatError(f"there is no format {format!r}; there are {', '.join(_FORMATS)}")
        return write(self.problems)

    def __str__(self) -> str:
        return self.to("text")


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
    records = as_records(source, format, encoding)
    found = [_with_nearest_type(problem) for problem in records.problems]
    for record in records:
        for rule in _RULES:
            found += rule(record)
    found += _duplicates(records)
    if style is not None:
        from citeformat.check_style import missing_for_style

        used = style if isinstance(style, Style) else Style.load(style)
        found += missing_for_style(records, used)
    ordered = sorted(dict.fromkeys(found), key=lambda problem: (problem.source, problem.line))
    return Report(tuple(ordered))


def _problem(severity: str, record: Record, message: str, hint: str = "") -> Problem:
    return Problem(severity, message, record.file, record.line, hint, record.id)  # type: ignore[arg-type]


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


def _numbers(record: Record) -> Iterator[Problem]:
    """Malformed DOI, ISBN, ISSN."""
    faults = [doi_fault(record.DOI)] if record.DOI else []
    faults += isbn_faults(record.ISBN or "")
    faults += issn_faults(record.ISSN or "")
    for fault in filter(None, faults):
        yield _problem("warning", record, fault)


def _dates(record: Record) -> Iterator[Problem]:
    """Dates that are none, and ranges that end before they begin."""
    for variable, value in record.fields.items():
        if not isinstance(value, Date):
            continue
        text = value.literal or value.raw
        words = {word.lower() for word in _WORDS.findall(text)}
        if text and not value.parts and not words & NO_DATE_WORDS:
            yield _problem("warning", record, f"{text!r} in {variable} is no date",
                           "it is printed as it is")  # fmt: skip
        for parts in value.parts:
            if not _is_possible(parts):
                shown = "-".join(map(str, parts))
                yield _problem("warning", record, f"there is no date {shown} ({variable})")
        if value.end and value.end != (0,) and value.end < value.parts[0][: len(value.end)]:
            yield _problem("warning", record, f"{variable} ends before it begins")


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


def _names_of_things(record: Record) -> Iterator[Problem]:
    """Unknown types and fields."""
    if record.type not in TYPES:
        near = _nearest(record.type, TYPES)
        yield _problem("warning", record, f"there is no type {record.type!r}",
                       f"did you mean {near!r}?" if near else "")  # fmt: skip
    for name in bibtex_data(record):
        if name == "entrytype" or name in BIB_FIELDS or name in FIELD_ALIASES:
            continue
        yield _unknown(record, name, BIB_FIELDS)
    for key in record.extra:
        if key not in _KNOWN_KEYS and not key.startswith("_"):
            yield _unknown(record, key, KIND)


def _unknown(record: Record, name: str, known: Iterable[str]) -> Problem:
    near = _nearest(name, known)
    if near:
        return _problem("warning", record, f"the field {name!r} is not known",
                        f"did you mean {near!r}?")  # fmt: skip
    return _problem("info", record, f"the field {name!r} is not known", "no style prints it")


_RULES: tuple[Callable[[Record], Iterator[Problem]], ...] = (_numbers, _dates, _names_of_things)


def _duplicates(records: Iterable[Record]) -> Iterator[Problem]:
    """Records that are probably one work: the same DOI, or the same title and year."""
    seen: dict[tuple[str, ...], Record] = {}
    for record in records:
        said = False
        for mark, what in _marks(record):
            first = seen.setdefault(mark, record)
            if first is not record and not said:
                place = f" in line {first.line}" if first.line else ""
                yield _problem("warning", record, f"{record.id!r} has the {what} of {first.id!r}"
                               f"{place}", "the two are probably one work")  # fmt: skip
                said = True


def _marks(record: Record) -> Iterator[tuple[tuple[str, ...], str]]:
    if record.DOI:
        yield ("doi", record.DOI.casefold()), "DOI"
    plain = unicodedata.normalize("NFKD", without_markup(record.title or "")).casefold()
    title = " ".join(_WORDS.findall(plain))
    year = record.issued.year if record.issued else None
    # A chapter "Introduction" is in many books, and a column has one title each month.
    place = (str(record.container_title or ""), str(record.volume or ""), str(record.issue or ""),
             str(record.page or ""))  # fmt: skip
    names = [name.family or name.literal for name in (record.author or record.editor)]
    if title and year is not None and (names or record.type == "book"):
        who = unicodedata.normalize("NFKD", (names or [""])[0]).casefold()
        short = len(title.split()) < 3
        yield ("title", title, str(year), who, *(place if short else ())), "title and year"


def _as_text(problems: tuple[Problem, ...]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def _as_json(problems: tuple[Problem, ...]) -> str:
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def _as_github(problems: tuple[Problem, ...]) -> str:
    """Workflow commands: `::error file=...,line=...::message`."""
    lines = []
    for problem in problems:
        places = [f"file={_escape(problem.source, ':,')}"] if problem.source else []
        places += [f"line={problem.line}"] if problem.line else []
        hint = f" ({problem.hint})" if problem.hint else ""
        head = f"::{_SEVERITIES[problem.severity]} {','.join(places)}".rstrip()
        lines.append(f"{head}::{_escape(problem.message + hint)}\n")
    return "".join(lines)


def _escape(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


_FORMATS: dict[str, Callable[[tuple[Problem, ...]], str]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_github,
}
