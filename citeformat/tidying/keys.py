"""New keys for entries, and the fields that refer to keys.

In: entries and a pattern. Out: unique keys. An entry keeps a key that the pattern could have made,
so that a second run changes nothing, and a new entry does not rename others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from citeformat._util.text import letters
from citeformat.interchange.bibtex.editing import BibEntry
from citeformat.interchange.bibtex.fields import KEY_FIELDS
from citeformat.record.citation_keys import make_keys
from citeformat.tidying.order import RecordOf

__all__ = ["add_aliases", "new_keys", "rename_references"]

_LONGEST_SUFFIX = 2
"""Letters after a key that make it unique: enough for 702 entries."""


def new_keys(entries: Sequence[BibEntry], pattern: str, record_of: RecordOf) -> list[str]:
    """Make a key for each entry. An entry that is not a work keeps its own.

    Args:
        entries: The entries.
        pattern: The pattern, as `make_keys` takes it.
        record_of: Returns the record of an entry.
    """
    bases: list[str | None] = []
    for entry in entries:
        record = record_of(entry)
        bases.append(make_keys((record,), pattern)[0] if record is not None else None)
    uses = Counter(base.lower() for base in bases if base is not None)
    keys: list[str] = [""] * len(entries)
    taken = _dangling(entries)
    for index, (entry, base) in enumerate(zip(entries, bases, strict=True)):
        key = entry.key
        if base is None or (key.lower() not in taken and _is_made_of(key, base, uses)):
            keys[index] = key
            taken.add(key.lower())
    numbers: dict[str, int] = {}
    for index, base in enumerate(bases):
        if keys[index] or base is None:
            continue
        key, number = base, numbers.get(base.lower(), 0)
        while key.lower() in taken or (number and key.lower() in uses):
            number += 1
            key = base + letters(number)
        numbers[base.lower()] = number
        keys[index] = key
        taken.add(key.lower())
    return keys


def _dangling(entries: Iterable[BibEntry]) -> set[str]:
    """Return the keys that fields refer to and no entry has. A new key must not take one."""
    entries = list(entries)
    named = {
        key.strip().lower()
        for entry in entries
        for name in KEY_FIELDS
        if name in entry
        for key in entry[name].split(",")
    }
    return named - {entry.key.lower() for entry in entries}


def _is_made_of(key: str, base: str, uses: Mapping[str, int]) -> bool:
    """Return whether a key is a base, or one that letters made unique."""
    if key == base:
        return True
    suffix = key.removeprefix(base)
    return (
        uses[base.lower()] > 1
        and suffix != key
        and len(suffix) <= _LONGEST_SUFFIX
        and suffix.isascii()
        and suffix.isalpha()
        and suffix.islower()
        and key.lower() not in uses
    )


def rename_references(entries: Iterable[BibEntry], renamed: Mapping[str, str]) -> None:
    """Write new keys in the fields that refer to entries, such as `crossref` and `xdata`."""
    without_case = {old.casefold(): new for old, new in renamed.items()}
    for entry in entries:
        for name in KEY_FIELDS:
            if name not in entry:
                continue
            old = [key.strip() for key in entry[name].split(",")]
            new = [renamed.get(key, without_case.get(key.casefold(), key)) for key in old]
            if new != old:
                entry[name] = ",".join(new)


def add_aliases(entry: BibEntry, aliases: Iterable[str]) -> None:
    """Add keys to the field `ids`."""
    known = [key.strip() for key in entry.get("ids", "").split(",") if key.strip()]
    wanted = [key for key in dict.fromkeys((*known, *aliases)) if key != entry.key]
    if wanted != known:
        if wanted:
            entry["ids"] = ",".join(wanted)
        else:
            del entry["ids"]
