"""Render batches with citeformat, in the form of the reference's renderings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from citeformat.style import Style
from tests.suite.engine import Engine, make_style
from tools.sidebyside.batches import Batch
from tools.sidebyside.reference import Rendered

__all__ = ["render"]


def render(style: str, batches: Sequence[Batch], locale: str = "") -> list[Rendered]:
    """Render batches in a style (its text). An exception becomes an error of one citation."""
    made = make_style(style, locale)
    return [_batch(made, batch) for batch in batches]


def _batch(style: Style, batch: Batch) -> Rendered:
    engine = Engine(style, batch.items)
    engine.register([str(item["id"]) for item in batch.items])
    return {
        "entries": _guarded(engine.entries),
        "singles": _each(engine, [[cite] for cite in batch.singles]),
        "located": _each(engine, [[cite] for cite in batch.located]),
        "clusters": _each(engine, batch.clusters),
        "notes": _guarded(lambda: Engine(style, batch.items).notes(batch.notes)),
    }


def _each(engine: Engine, clusters: Sequence[Sequence[dict[str, Any]]]) -> Any:
    """Render all clusters at once; after an exception, render them singly to find its cause."""
    whole = _guarded(lambda: engine.clusters(clusters))
    if isinstance(whole, list):
        return whole
    return [_guarded(lambda one=one: engine.clusters([one])[0]) for one in clusters]  # type: ignore[misc]


def _guarded(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}
