"""CSL-JSON ↔ records.

In: JSON text. Out: records, and the text again, as a list or in lines. CSL-JSON holds everything
that a record has.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from citeformat.interchange.json.works import csl_items, read_items
from citeformat.record import Record, Records

if TYPE_CHECKING:
    from citeformat.interchange.losses import Losses

__all__ = ["read", "write", "write_lines"]


def read(text: str, *, file: str = "") -> Records:
    """Read CSL-JSON. Works of Crossref, DataCite and OpenAlex are recognized and read as well.

    Args:
        text: The JSON text.
        file: The name of its file, for problems.

    Returns:
        The records in order. `.problems` reports items that cannot be read, and stray text.

    Raises:
        SourceError: The text is neither a list nor an object.

    >>> read('[{"id": "x", "type": "book", "title": "TeX"}]')["x"].title
    'TeX'
    """
    return read_items(text, file, csl_items)


def write(
    records: Sequence[Record], losses: Losses, *, ascii: bool = False, indent: int = 2
) -> str:
    """Write CSL-JSON.

    Args:
        records: The records.
        losses: Receives values that JSON cannot hold. Only `extra` can have such values.
        ascii: Whether other characters than ASCII are written as `\\\\u....`.
        indent: Blanks for each level; 0 writes everything on one line.

    >>> from citeformat.interchange.losses import Losses
    >>> print(write([Record("x", "book", {"title": "TeX"})], Losses("CSL-JSON"), indent=0))
    [{"id": "x", "type": "book", "title": "TeX"}]
    <BLANKLINE>
    """
    items = [record.to_csl() for record in records]
    try:
        text = json.dumps(items, ensure_ascii=ascii, indent=indent or None)
    except (TypeError, RecursionError):
        items = [
            {key: losses.json_value(value, record.id, key) for key, value in item.items()}
            for record, item in zip(records, items, strict=True)
        ]
        text = json.dumps(items, ensure_ascii=ascii, indent=indent or None)
    return text + "\n"


def write_lines(records: Sequence[Record], losses: Losses, *, ascii: bool = False) -> str:
    """Write CSL-JSON as JSON Lines: each record is one line, as in large tables.

    Args:
        records: The records.
        losses: Receives values that JSON cannot hold, as in `write`.
        ascii: Whether other characters than ASCII are written as `\\\\u....`.

    >>> from citeformat.interchange.losses import Losses
    >>> records = [Record("x", "book", {"title": "TeX"}), Record("y", "map")]
    >>> print(write_lines(records, Losses("JSON Lines")), end="")
    {"id": "x", "type": "book", "title": "TeX"}
    {"id": "y", "type": "map"}
    """
    lists = [write([record], losses, ascii=ascii, indent=0) for record in records]
    return "".join([f"{text[1:-2]}\n" for text in lists])  # without the brackets of the list
