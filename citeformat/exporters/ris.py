"""Records → RIS, in the form that EndNote, Zotero and Mendeley read.

In: records. Out: RIS with the tags of its revision of 2011, one value a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.exporters.losses import Losses
from citeformat.exporters.ris_tags import Tags
from citeformat.record import Record

__all__ = ["write"]


def write(records: Sequence[Record], losses: Losses) -> str:
    """Write RIS.

    Args:
        records: The records.
        losses: Is told what RIS cannot carry.

    >>> print(write([Record("x", "book", {"title": "TeX"})], Losses("RIS")), end="")
    TY  - BOOK
    ID  - x
    TI  - TeX
    ER  -
    """
    references = (Tags(record, losses, "ris") for record in records)
    return "\n".join(map(_text, references))


def _text(reference: Tags) -> str:
    lines = "".join(f"{tag}  - {value}\n" for tag, value in reference.lines)
    return f"TY  - {reference.type}\n{lines}ER  -\n"
