"""CSL-YAML → records.

In: a YAML text: the key `references` of Pandoc's metadata, or a list of items. Out: records, each
with the line where its item begins. Text is Pandoc's Markdown; dates may be lists of objects, EDTF
or CSL-JSON's objects.

Source: Pandoc's manual, "Specifying bibliographic data".
"""

from __future__ import annotations

from typing import Any

from citeformat.csl.variables import ALIASES, KIND
from citeformat.errors import Problem, RecordError, SourceError
from citeformat.importers.bibtex_dates import from_edtf
from citeformat.importers.ids import UniqueIds
from citeformat.importers.markdown_markup import from_markdown
from citeformat.importers.yaml_text import Node, load
from citeformat.record import Record, Records

__all__ = ["VERBATIM", "read"]

VERBATIM = frozenset("URL DOI ISBN ISSN PMID PMCID language call-number citation-key".split())
"""Variables of text that is no Markdown."""


def read(text: str, *, file: str = "") -> Records:
    """Read CSL-YAML.

    Args:
        text: The YAML text.
        file: The name of its file, for problems.

    Raises:
        SourceError: The text is not YAML, or has no list of references.
        FormatError: PyYAML is not installed.

    >>> read("references:\\n- id: x\\n  type: book\\n  title: '*TeX*'\\n")["x"].title
    '<i>TeX</i>'
    """
    root = load(text, file)
    found = root.get("references") or root.get("items") or root
    if not isinstance(found.value, list):
        raise SourceError(f"{file or 'the text'} has no list of references")
    problems: list[Problem] = []
    records: list[Record] = []
    ids = UniqueIds()
    for node in found.items:
        record = _record(node, file, problems)
        if record is None:
            continue
        id = ids.take(record.id)
        if id != record.id:
            message, hint = f"the id {record.id!r} is used twice", f"the second is read as {id!r}"
            problems.append(Problem("warning", message, file, node.line, hint, id))
        records.append(record.replace(id=id))
    return Records(records, problems)


def _record(node: Node, file: str, problems: list[Problem]) -> Record | None:
    try:
        if not isinstance(node.value, dict):
            raise RecordError(f"an item must be an object, not {node.value!r}")
        item = {key: _value(key, value) for key, value in node.value.items()}
        return Record.from_csl(item, file=file, line=node.line, problems=problems)
    except RecordError as error:
        id = str(node.value.get("id") or "") if isinstance(node.value, dict) else ""
        problems.append(Problem("error", str(error), file, node.line, "the item was left out", id))
        return None


def _value(key: str, value: Any) -> Any:
    variable = ALIASES.get(key, key)
    kind = KIND.get(variable)
    if kind == "date":
        return _date(value)
    if kind == "text" and isinstance(value, int):
        return str(value)  # a book may be called 1984
    if kind in ("text", "number") and isinstance(value, str) and variable not in VERBATIM:
        return from_markdown(" ".join(value.split()) if "\n" in value else value)
    return value


def _date(value: Any) -> Any:
    """A date as CSL-JSON has it."""
    if isinstance(value, int):
        value = str(value)
    if isinstance(value, str):
        date = from_edtf(value)
        return date.to_csl() if date is not None else value
    if isinstance(value, dict):
        value = [value] if "year" in value else value
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        return value
    parts = [[part[name] for name in ("year", "month", "day") if name in part] for part in value]
    result: dict[str, Any] = {"date-parts": parts} if any(parts) else {}
    for part in value:
        for name in ("season", "circa", "literal"):
            if name in part:
                result[name] = part[name]
        if "other" in part:  # the older name of literal
            result["literal"] = part["other"]
    return result
