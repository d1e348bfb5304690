"""CSL-YAML ↔ records, as Pandoc reads it from a .yaml file or a document's metadata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citeformat.csl.variables import ALIASES, KIND
from citeformat.errors import Problem, RecordError, SourceError
from citeformat.interchange.losses import Losses
from citeformat.interchange.shared.citation_keys import UniqueIds
from citeformat.interchange.shared.dates import from_edtf
from citeformat.interchange.shared.markdown_markup import from_markdown, to_markdown
from citeformat.interchange.shared.yaml_text import Node, load, require_yaml
from citeformat.record import Record, Records

__all__ = ["VERBATIM", "read", "write"]


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


def write(records: Sequence[Record], losses: Losses) -> str:
    """Write CSL-YAML.

    Args:
        records: The records.
        losses: Is told of values that YAML cannot say.

    Raises:
        FormatError: PyYAML is not installed.

    >>> print(write([Record("x", "book", {"title": "<i>TeX</i>"})], Losses("CSL-YAML")), end="")
    references:
    - id: x
      type: book
      title: '*TeX*'
    """
    yaml = require_yaml()
    items = [_item(record, losses) for record in records]
    text = yaml.safe_dump({"references": items}, allow_unicode=True, sort_keys=False, width=10_000)
    return str(text)


def _item(record: Record, losses: Losses) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for key, value in record.to_csl().items():
        if KIND.get(key) in ("text", "number") and isinstance(value, str) and key not in VERBATIM:
            item[key] = to_markdown(value)
        else:
            item[key] = _plain(value, record, key, losses)
    return item


def _plain(value: Any, record: Record, key: str, losses: Losses) -> Any:
    """A value of JSON's kinds; each list is one of its own, so that YAML makes no aliases."""
    if isinstance(value, dict):
        return {str(name): _plain(inner, record, key, losses) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner, record, key, losses) for inner in value]
    if isinstance(value, (str, int, float)) or value is None:
        return value
    losses.add(record.id, key, f"{type(value).__name__} is written as text")
    return str(value)
