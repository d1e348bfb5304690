"""CSL-YAML ↔ records, as Pandoc reads it from a .yaml file or a document's metadata.

In: YAML text. Out: records, and the text again. Values of text are Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citeformat.csl.variables import ALIASES, KIND
from citeformat.errors import Problem, SourceError
from citeformat.interchange.json.works import records_of_items
from citeformat.interchange.losses import Losses
from citeformat.interchange.shared.markdown_markup import (
    escape_markdown,
    from_markdown,
    to_markdown,
    unescape_markdown,
)
from citeformat.interchange.shared.yaml_text import dump, load
from citeformat.record import Record, Records
from citeformat.record.citation_keys import UniqueIds
from citeformat.record.text.edtf import from_edtf

__all__ = ["VERBATIM", "read", "write"]


VERBATIM = frozenset("URL DOI ISBN ISSN PMID PMCID language call-number citation-key".split())
"""Variables whose text has no markup. Pandoc reads them as Markdown too, so signs are escaped."""


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
    references = root.get("references") or root.get("items") or root
    if not isinstance(references.value, list):
        raise SourceError(f"{file or 'the text'} has no list of references")
    problems: list[Problem] = []
    items = []
    for node in references.items:
        item = node.value
        if isinstance(item, dict):
            item = {key: _csl_json_value(key, part) for key, part in item.items()}
        items.append((item, node.line))
    return Records(
        records_of_items(items, file, problems, lambda item: [item], UniqueIds()), problems
    )


def _csl_json_value(key: str, value: Any) -> Any:
    """Convert the value of a variable to CSL-JSON."""
    variable = ALIASES.get(key, key)
    kind = KIND.get(variable)
    if kind == "text" and isinstance(value, int):
        return str(value)  # a book may be called 1984
    if isinstance(value, str) and (variable in VERBATIM or key == "id"):
        return unescape_markdown(value)
    if kind in ("text", "number") and isinstance(value, str):
        return from_markdown(value)
    if kind != "date":
        return value
    if isinstance(value, (int, str)):
        date = from_edtf(str(value))
        return date.to_csl() if date is not None else str(value)
    points = [value] if isinstance(value, dict) and "year" in value else value
    if not isinstance(points, list) or not all(isinstance(point, dict) for point in points):
        return value
    parts = [
        [point[name] for name in ("year", "month", "day") if name in point] for point in points
    ]
    result: dict[str, Any] = {"date-parts": parts} if any(parts) else {}
    for point in points:
        result |= {name: point[name] for name in ("season", "circa", "literal") if name in point}
        if "other" in point:  # the older name of literal
            result["literal"] = point["other"]
    return result


def write(records: Sequence[Record], losses: Losses) -> str:
    """Write CSL-YAML.

    Args:
        records: The records.
        losses: Receives values that YAML cannot hold.

    Raises:
        FormatError: PyYAML is not installed.

    >>> print(write([Record("x", "book", {"title": "<i>TeX</i>"})], Losses("CSL-YAML")), end="")
    references:
    - id: x
      type: book
      title: '*TeX*'
    """
    items = []
    for record in records:
        item: dict[str, Any] = {}
        for key, value in record.to_csl().items():
            is_text = KIND.get(key) in ("text", "number") and isinstance(value, str)
            # The copy also keeps YAML from writing an alias for a value that occurs twice.
            copied = losses.json_value(value, record.id, key)
            if key in VERBATIM and isinstance(value, str):
                copied = escape_markdown(value)
            elif is_text:
                copied = to_markdown(value)
                changed = copied != value or "\n" in value
                if changed and from_markdown(copied) != value.strip("\n"):
                    losses.add(record.id, key, "Markdown cannot express all of its formatting")
            item[key] = copied
        items.append(item)
    return dump({"references": items})
