"""What a style would print for a record and does not find there.

In: a style and records. Out: for each record, the variables that it lacks. The style itself is
asked: a reference of the same shape is rendered with one more variable, and where that shows, the
style would print it. So it holds whatever the style does with conditions and macros. Records of
one shape are asked about once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citeformat.checking.tables import CORE
from citeformat.csl.variables import KIND
from citeformat.errors import Problem
from citeformat.record import Date, Name, Record
from citeformat.record.core import Value
from citeformat.style import Style

__all__ = ["missing_for_style", "missing_variables"]

_ASKED = (
    "author", "editor", "title", "container-title", "issued", "publisher", "publisher-place",
    "volume", "issue", "page", "edition", "genre", "number", "event-title", "DOI", "URL",
    "accessed",
)  # fmt: skip
"""The variables that are asked about, in the order of the message."""
_DEFAULT = ("author", "title", "issued")
_WORDS = ("Qxbase", "Zyprobe")
_NUMBERS = ("86420", "97531")
_YEARS = (7642, 7531)
"""What the record has, and what is tried: neither is part of the other, nor of two side by side."""


def missing_for_style(records: Iterable[Record], style: Style) -> Iterator[Problem]:
    """The Problems of all records: a warning where a reference cannot well do without what is
    missing, else a notice.

    Args:
        records: The records.
        style: The style.
    """
    known: dict[tuple[str, frozenset[str]], tuple[str, ...]] = {}
    for record in records:
        shape = (record.type, frozenset(record.fields))
        if shape not in known:
            known[shape] = tuple(missing_variables(record, style))
        core = CORE.get(record.type, _DEFAULT)
        needed = [name for name in known[shape] if name in core]
        if "editor" in record.fields and "author" in needed:
            needed.remove("author")
        if needed:
            yield _problem("warning", record, style, needed)
        others = [name for name in known[shape] if name not in core]
        if others:
            yield _problem("info", record, style, others)


def _problem(severity: str, record: Record, style: Style, names: list[str]) -> Problem:
    message = f"{style.name} would print more for {_article(record.type)}: {', '.join(names)}"
    return Problem(severity, message, record.file, record.line, "", record.id)  # type: ignore[arg-type]


def _article(type: str) -> str:
    return f"an {type}" if type[0] in "aeiou" else f"a {type}"


def missing_variables(record: Record, style: Style) -> Iterator[str]:
    """The variables that a style would print for a record, if it had them.

    Args:
        record: The record.
        style: The style.
    """
    fields = {variable: _probe(variable, 0) for variable in record.fields}
    present = [variable for variable in _ASKED if variable not in record.fields]
    probes = [Record(record.id, record.type, fields)]
    for variable in present:
        probes.append(Record(record.id, record.type, {**fields, variable: _probe(variable, 1)}))
    before, *texts = (_text(style, probe) for probe in probes)
    for variable, text in zip(present, texts, strict=True):
        if text != before and _shows(text, variable) and not _shows(before, variable):
            yield variable


def _text(style: Style, record: Record) -> str:
    made = style.bibliography([record])
    return "".join(entry.text for entry in made.entries).casefold()


def _probe(variable: str, kind: int) -> Value:
    """A value that can be told from all others in what is printed."""
    word = _WORDS[kind]
    if KIND[variable] == "names":
        return (Name(word, "Ann"),)
    if KIND[variable] == "date":
        return Date(((_YEARS[kind], 1, 1),))
    if KIND[variable] == "number":
        return _NUMBERS[kind]
    return {"DOI": f"10.9999/{word}", "URL": f"https://{word}.example"}.get(variable, word)


def _shows(text: str, variable: str) -> bool:
    value = _probe(variable, 1)
    if isinstance(value, tuple):
        return value[0].family.casefold() in text
    if isinstance(value, Date):
        return str(value.year) in text
    return str(value).casefold() in text
