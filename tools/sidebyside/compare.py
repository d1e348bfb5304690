"""Pair what both sides rendered in a style, and sort the differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.sidebyside import ours, reference
from tools.sidebyside.batches import Batch
from tools.sidebyside.normalise import normalised
from tools.sidebyside.patterns import Pair, classify
from tools.sidebyside.reference import Rendered

__all__ = ["KINDS", "Comparison", "Difference", "compare"]

KINDS = ("entries", "singles", "located", "clusters", "notes", "order")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the two sides print differently."""

    pattern: str
    pair: Pair


@dataclass(slots=True)
class Comparison:
    """The outcome for one style."""

    style: str
    compared: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    """The number of texts of each kind that both sides have."""
    differences: list[Difference] = field(default_factory=list)


def compare(name: str, style: str, batches: Sequence[Batch], locale: str = "") -> Comparison:
    """Render the batches on both sides and compare.

    Args:
        name: The style's name.
        style: Its text.
        batches: What to render.
        locale: Overrides the style's locale on both sides.
    """
    theirs = reference.render(style, batches, locale)
    try:
        mine = ours.render(style, batches, locale)
    except Exception as error:
        failed: Rendered = {"error": f"{type(error).__name__}: {error}"}
        mine = [failed] * len(batches)
    result = Comparison(name)
    labels = "citation-label" in style
    for batch, left, right in zip(batches, theirs, mine, strict=True):
        for pair in _pairs(name, batch, left, right, labels):
            result.compared[pair.kind] += 1
            if _tight(pair.reference) != _tight(pair.ours):
                pattern = "order of entries" if pair.kind == "order" else classify(pair)
                result.differences.append(Difference(pattern, pair))
    return result


def _tight(text: str) -> str:
    """Remove white space, which does not count."""
    return "".join(text.split())


def _pairs(
    style: str, batch: Batch, left: Rendered, right: Rendered, labels: bool
) -> Iterator[Pair]:
    languages = {str(item["id"]): str(item.get("language", "")) for item in batch.items}

    def pair(kind: str, ids: Sequence[str], theirs: Any, mine: Any) -> Pair:
        language = " ".join(languages[id] for id in ids if languages.get(id))
        return Pair(style, kind, tuple(ids), _text(theirs), _text(mine), language, labels)

    yield from (pair("entries", [id], a, b) for id, a, b in _entries(left, right))
    for kind, clusters in _cited(batch).items():
        theirs, mine = (_list(side, kind, len(clusters)) for side in (left, right))
        for cites, a, b in zip(clusters, theirs, mine, strict=True):
            yield pair(kind, [str(cite["id"]) for cite in cites], a, b)
    yield from _order(style, left, right)


def _cited(batch: Batch) -> dict[str, list[list[dict[str, Any]]]]:
    return {
        "singles": [[cite] for cite in batch.singles],
        "located": [[cite] for cite in batch.located],
        "clusters": batch.clusters,
        "notes": batch.notes,
    }


def _entries(left: Rendered, right: Rendered) -> Iterator[tuple[str, Any, Any]]:
    theirs = left.get("entries", left)
    mine = right.get("entries", right)
    if not isinstance(theirs, list):  # the style has no bibliography
        return
    own = dict(mine) if isinstance(mine, list) else {}
    error = mine if isinstance(mine, dict) else ""
    for id, text in theirs:
        yield id, text, own.get(id, error)


def _order(style: str, left: Rendered, right: Rendered) -> Iterator[Pair]:
    """Yield a pair for each entry: the entry before it."""
    theirs, mine = left.get("entries"), right.get("entries")
    if not isinstance(theirs, list) or not isinstance(mine, list):
        return
    listed = {id for id, _ in theirs}  # it leaves out works whose entry would be empty
    order = [id for id, _ in mine if id in listed]
    before = dict(zip(order, ["", *order], strict=False))
    last = ""
    for id, _ in theirs:
        yield Pair(style, "order", (id,), f"{last} | {id}", f"{before.get(id, '')} | {id}")
        last = id


def _list(side: Rendered, kind: str, length: int) -> list[Any]:
    texts = side.get(kind, side)
    return texts if isinstance(texts, list) else [texts] * length


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return f"error: {value.get('error')}"
    return normalised(value or "")
