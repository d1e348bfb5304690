"""Make up citations of records, in batches. Each batch is a document.

A batch has a few records of every type, so that sorting and disambiguation meet mixed types. It
cites each record alone, each record alone with a locator or an affix, clusters of records, and
records in a sequence of notes with repetitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from tools.sidebyside.records import Item, make_records

__all__ = ["Batch", "batches_of", "make_batches"]

_LABELS = [
    "page",
    "chapter",
    "section",
    "volume",
    "paragraph",
    "line",
    "note",
    "sub-verbo",
    "folio",
]
_LOCATORS = ["12", "12-14", "12, 15", "iv", "3a", "100–104", "1"]


@dataclass(frozen=True, slots=True)
class Batch:
    """One document: records and citations of them."""

    name: str
    items: list[Item]
    singles: list[Item]
    """A plain cite of each record."""
    located: list[Item]
    """A cite of each record with a locator, an affix or without its author."""
    clusters: list[list[Item]]
    """Cites in one pair of parentheses."""
    notes: list[list[Item]]
    """The clusters of successive notes, with repeated works."""

    def to_json(self) -> dict[str, Any]:
        """Return what the driver of citeproc-js needs."""
        names = ("items", "singles", "located", "clusters", "notes")
        return {name: getattr(self, name) for name in names}


def make_batches(per_type: int, together: int = 2) -> list[Batch]:
    """Make batches of `together` records of every type, of `per_type` records in all."""
    rounds = make_records(per_type)
    return [
        batches_of(f"made-up-{start}", [item for items in rounds[start : start + together]
                                        for item in items])
        for start in range(0, per_type, together)
    ]  # fmt: skip


def batches_of(name: str, items: list[Item]) -> Batch:
    """Make a batch of these records."""
    random = Random(name)
    ids = [str(item["id"]) for item in items]
    return Batch(
        name,
        items,
        [{"id": id} for id in ids],
        [_located(random, id) for id in ids],
        [_cluster(random, ids) for _ in range(max(1, len(ids) // 3))],
        _notes(random, ids),
    )


def _located(random: Random, id: str) -> Item:
    cite: Item = {"id": id}
    if random.random() < 0.75:
        cite |= {"locator": random.choice(_LOCATORS), "label": random.choice(_LABELS)}
    if random.random() < 0.2:
        cite["prefix"] = random.choice(["see ", "cf. ", "see also "])
    if random.random() < 0.2:
        cite["suffix"] = random.choice([", emphasis mine", " and passim", "."])
    if random.random() < 0.2:
        cite["suppress-author"] = True
    return cite


def _cluster(random: Random, ids: list[str]) -> list[Item]:
    chosen = random.sample(ids, min(len(ids), random.choice([2, 2, 3, 4, 6])))
    return [_located(random, id) if random.random() < 0.15 else {"id": id} for id in chosen]


def _notes(random: Random, ids: list[str]) -> list[list[Item]]:
    few = random.sample(ids, min(len(ids), 8))
    notes = []
    for _ in range(24):
        chosen = random.sample(few, random.choice([1, 1, 1, 1, 2, 3]) if len(few) > 2 else 1)
        notes.append([_repeated(random, id) for id in chosen])
        if random.random() < 0.4:  # the same work in the next note: ibid
            notes.append([_repeated(random, chosen[-1])])
    return notes


def _repeated(random: Random, id: str) -> Item:
    if random.random() < 0.6:
        return {"id": id}
    return {"id": id, "locator": random.choice(_LOCATORS[:3]), "label": "page"}
