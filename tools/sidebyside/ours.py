"""citeformat's renderings of batches, in the form in which the reference gives its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.suite.engine import Engine, make_style
from tools.sidebyside.batches import Batch
from tools.sidebyside.reference import Rendered

__all__ = ["render"]


def render(style: str, batches: Sequence[Batch], locale: str = "") -> list[Rendered]:
    """Render batches in a style (its text); what raises is an error of its own place only."""
    made = make_style(style, locale)
    return [_batch(made, batch) for batch in batches]


def _batch(style: Any, batch: Batch) -> Rendered:
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
    """All clusters at once; one by one where that raises, to find the one."""
    whole = _guarded(lambda: engine.clusters(clusters))
    if isinstance(whole, list):
        return whole
    return [_guarded(lambda one=one: engine.clusters([one])[0]) for one in clusters]  # type: ignore[misc]


def _guarded(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}
