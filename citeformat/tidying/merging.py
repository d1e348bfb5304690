"""Merge the entries of one work in a file.

In: the entries of a file. Out: the first entry of each work with the fields that it lacks, and a
warning for each value of another entry that is not in it.
"""

from __future__ import annotations

from collections.abc import Callable

from citeformat.duplicates import find_duplicates
from citeformat.duplicates.spelling import same_text
from citeformat.interchange.bibtex.editing import BibEntry
from citeformat.interchange.latex.decoder import decode
from citeformat.tidying.keys import add_aliases
from citeformat.tidying.order import FileLayout, RecordOf

__all__ = ["merge_entries"]


def merge_entries(
    layout: FileLayout, record_of: RecordOf, report: Callable[[BibEntry, str], None]
) -> tuple[list[BibEntry], dict[str, str]]:
    """Merge entries.

    Args:
        layout: The file.
        record_of: Returns the record of an entry.
        report: Takes an entry and the message of a warning.

    Returns:
        The entries with fields of others, and the key of each removed entry with its new key.
    """
    works = [(entry, record_of(entry)) for entry in layout.entries]
    entries = [entry for entry, record in works if record is not None]
    groups = find_duplicates([record for _, record in works if record is not None])
    changed: list[BibEntry] = []
    renamed: dict[str, str] = {}
    removed: list[BibEntry] = []
    for group in groups:
        kept, *others = [entries[place] for place in group.places]
        for other, shared in zip(others, group.shared[1:], strict=True):
            report(other, f"{other.key!r} was merged into {kept.key!r} (the same {shared})")
            _merge(kept, other, report)
            if other.key != kept.key:
                renamed[other.key] = kept.key
        aliases = [other.key for other in others]
        ids = [alias.strip() for other in others for alias in other.get("ids", "").split(",")]
        add_aliases(kept, (*aliases, *filter(None, ids)))
        changed.append(kept)
        removed += others
    layout.remove(removed)
    return changed, renamed


def _merge(kept: BibEntry, other: BibEntry, report: Callable[[BibEntry, str], None]) -> None:
    """Add the fields of another entry that an entry lacks, and report those that differ."""
    if kept.type.lower() != other.type.lower():
        report(other, f"type: @{kept.type} was kept, @{other.type} was dropped")
    for name in dict.fromkeys(other):
        if name == "ids":
            continue
        if name not in kept:
            kept.set_raw(name, other.raw(name))
        elif not same_text(decode(kept[name])[0], decode(other[name])[0]):
            report(other, f"{name}: '{kept[name]}' was kept, '{other[name]}' was dropped")
