"""Records → CSL-JSON, which carries everything that a record has.

In: records. Out: a JSON list, one item after another, as Zotero and pandoc read and write it.

Source: the CSL-JSON schema of CSL 1.0.2.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from citeformat.exporters.losses import Losses
from citeformat.record import Record

__all__ = ["write"]


def write(
    records: Sequence[Record], losses: Losses, *, ascii: bool = False, indent: int = 2
) -> str:
    """Write CSL-JSON.

    Args:
        records: The records.
        losses: Is told of values that JSON cannot say, which only `extra` can hold.
        ascii: Whether characters outside of ASCII are written as `\\\\u....`.
        indent: Blanks for each level; 0 writes all in one line.

    >>> print(write([Record("x", "book", {"title": "TeX"})], Losses("CSL-JSON"), indent=0))
    [{"id": "x", "type": "book", "title": "TeX"}]
    <BLANKLINE>
    """
    items = [record.to_csl() for record in records]

    def unknown(value: object) -> str:
        losses.add("", "extra", f"{type(value).__name__} is written as text")
        return str(value)

    text = json.dumps(items, ensure_ascii=ascii, indent=indent or None, default=unknown)
    return text + "\n"
