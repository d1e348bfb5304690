"""Records → CSL-YAML, as Pandoc reads it from a .yaml file or a document's metadata.

In: records. Out: YAML with the key `references`; text is Pandoc's Markdown.

Source: Pandoc's manual, "Specifying bibliographic data".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from citeformat.csl.variables import KIND
from citeformat.exporters.losses import Losses
from citeformat.importers.csl_yaml import VERBATIM
from citeformat.importers.markdown_markup import to_markdown
from citeformat.importers.yaml_text import require_yaml
from citeformat.record import Record

__all__ = ["write"]


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
