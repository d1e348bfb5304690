"""Find the variables that a style would print but a record lacks.

In: a style and records. Out: the missing variables of each record. A record with the same type and
fields is rendered once without and once with each variable, so the answer is right whatever the
conditions and macros of the style do. Records with the same type and fields are rendered only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citeformat.checking.tables import CORE
from citeformat.csl.variables import KIND
from citeformat.errors import Problem, Severity
from citeformat.record import Date, Name, Record
from citeformat.record.core import Value
from citeformat.style import Style

__all__ = ["missing_for_style", "missing_variables"]

_CHECKED = (
    "author", "editor", "title", "container-title", "issued", "publisher", "publisher-place",
    "volume", "issue", "page", "edition", "genre", "number", "event-title", "DOI", "URL",
    "accessed",
)  # fmt: skip
"""The variables to check, in the order of the message."""
_DEFAULT_CORE = ("author", "title", "issued")
_WORDS = ("Qxbase", "Zyprobe")
_NUMBERS = ("86420", "97531")
_YEARS = (7642, 7531)
"""The value of the variables that the record has, and the value of the variable that is tried. No
value contains the other one, and two values next to each other do not contain a third."""


def missing_for_style(records: Iterable[Record], style: Style) -> Iterator[Problem]:
    """Report the variables that a style would print but the records lack.

    Args:
        records: The records.
        style: The style.

    Returns:
        A warning for the variables that a reference of its type needs, and a notice for others.
    """
    known: dict[tuple[str, frozenset[str]], tuple[str, ...]] = {}
    for record in records:
        shape = (record.type, frozenset(record.fields))
        if shape not in known:
            known[shape] = tuple(missing_variables(record, style))
        core = CORE.get(record.type, _DEFAULT_CORE)
        needed = [name for name in known[shape] if name in core]
        if "editor" in record.fields and "author" in needed:
            needed.remove("author")
        others = [name for name in known[shape] if name not in core]
        article = "an" if record.type[0] in "aeiou" else "a"
        missing: tuple[tuple[Severity, list[str]], ...] = (("warning", needed), ("info", others))
        for severity, names in missing:
            if names:
                what = f"{article} {record.type}: {', '.join(names)}"
                message = f"{style.name} would print more for {what}"
                yield Problem(severity, message, record.file, record.line, "", record.id)


def missing_variables(record: Record, style: Style) -> Iterator[str]:
    """List the variables that a style would print for a record if it had them.

    Args:
        record: The record.
        style: The style.
    """
    fields = {variable: _probe(variable, 0) for variable in record.fields}
    absent = [variable for variable in _CHECKED if variable not in record.fields]
    tried = [fields, *[{**fields, variable: _probe(variable, 1)} for variable in absent]]
    before, *texts = [
        "".join(
            entry.text for entry in style.bibliography([Record(record.id, record.type, each)])
        ).casefold()
        for each in tried
    ]
    for variable, text in zip(absent, texts, strict=True):
        if text != before and _shows(text, variable) and not _shows(before, variable):
            yield variable


def _probe(variable: str, number: int) -> Value:
    """Make a value that can be recognized in a rendered entry."""
    word = _WORDS[number]
    if KIND[variable] == "names":
        return (Name(word, "Ann"),)
    if KIND[variable] == "date":
        return Date(((_YEARS[number], 1, 1),))
    if KIND[variable] == "number":
        return _NUMBERS[number]
    return {"DOI": f"10.9999/{word}", "URL": f"https://{word}.example"}.get(variable, word)


def _shows(text: str, variable: str) -> bool:
    value = _probe(variable, 1)
    if isinstance(value, tuple):
        return value[0].family.casefold() in text
    if isinstance(value, Date):
        return str(value.year) in text
    return str(value).casefold() in text
