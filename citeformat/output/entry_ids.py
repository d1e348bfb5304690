"""The ids of entries, which citations link to.

In: the ids of records, which may be any text. Out: ids that are valid in HTML, unique in their
list, and equal to the end of a link (`#ref-knuth1984`) without any escapes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["ENTRY_IDS", "entry_id", "entry_ids"]

ENTRY_IDS = "ref-"
"""What the ids of entries begin with by default."""

_ESCAPED = re.compile(r"[^\w.:-]|_(?=x[0-9A-F]{2})")


def entry_id(key: str, prefix: str = ENTRY_IDS) -> str:
    """Return the id of the entry of a record.

    Letters, digits and `.:-_` stay. Other characters become the bytes of their UTF-8, as `_x20` for
    a blank. Different keys have different ids.

    Args:
        key: The id of the record.
        prefix: The beginning of the id.

    >>> entry_id("knuth1984"), entry_id("Aad:2012 (b)", "list2-")
    ('ref-knuth1984', 'list2-Aad:2012_x20_x28b_x29')
    """
    id = prefix + key
    return _ESCAPED.sub(_bytes_of, id) if _ESCAPED.search(id) else id


def _bytes_of(match: re.Match[str]) -> str:
    return "".join([f"_x{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass")])


def entry_ids(keys: Sequence[str], prefix: str = ENTRY_IDS) -> list[str]:
    """Return the ids of the entries of a list. If keys are equal, the later ones get a number.

    Args:
        keys: The ids of the records.
        prefix: The beginning of the ids.

    >>> entry_ids(["a", "a", "a-2"])
    ['ref-a', 'ref-a-3', 'ref-a-2']
    """
    if len(keys) == 1:
        return [entry_id(keys[0], prefix)]
    ids = [prefix + key for key in keys]
    if _ESCAPED.search("".join(ids)):
        ids = [entry_id(key, prefix) for key in keys]
    taken = set(ids)
    if len(taken) == len(ids):
        return ids
    seen: set[str] = set()
    for index, id in enumerate(ids):
        if id in seen:
            number = 2
            while f"{id}-{number}" in taken:
                number += 1
            ids[index] = f"{id}-{number}"
            taken.add(ids[index])
        seen.add(id)
    return ids
