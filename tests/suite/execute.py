"""Run a fixture with a processor, as the documentation of the test suite describes it.

- All items are registered in the order of INPUT, or those that BIBENTRIES names. This determines
  citation numbers and the members of the bibliography; `-nosort` keeps the order.
- CITATION-ITEMS: each list is one cluster, rendered alone on a line, with the positions that its
  cites state. Without it, and without CITATIONS, all registered items make one cluster.
- CITATIONS: each step inserts one citation into the document and names all citations before and
  after it. A line of the result is `>>[n] text` for a citation that the last step changed, and
  `..[n] text` for an unchanged one. Nothing is registered before.
- MODE bibliography prints the bibliography instead of the citations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from tests.suite.fixture import Fixture

__all__ = ["Changes", "Neighbours", "Processor", "execute"]

Neighbours = Sequence[tuple[str, int]]
"""Citations in order: id and note number."""
Changes = Sequence[tuple[int, str, str]]
"""Citations that are new or changed: index, id and HTML."""


class Processor(Protocol):
    """The methods that a fixture needs. A processor has a style and CSL-JSON items."""

    def register(self, ids: Sequence[str], sort: bool) -> list[str]:
        """Add items to the bibliography; return the ids in its order."""
        ...

    def clusters(self, clusters: Sequence[Sequence[Mapping[str, Any]]]) -> list[str]:
        """Render clusters of cites as HTML, outside of any document."""
        ...

    def update(self, citation: Mapping[str, Any], before: Neighbours, after: Neighbours) -> Changes:
        """Insert a citation into the document, or replace one."""
        ...

    def bibliography(self, section: Mapping[str, Any] | None) -> str:
        """Render the bibliography as HTML."""
        ...


def execute(fixture: Fixture, processor: Processor) -> str:
    """Return what the processor prints for the fixture.

    Raises:
        ValueError: The fixture asks for an unknown mode.
    """
    mode, _, submode = fixture.mode.partition("-")
    if mode not in ("citation", "bibliography") or submode not in ("", "nosort"):
        raise ValueError(f"the mode {fixture.mode!r} is not known")
    if fixture.citations is not None:
        printed = _document(fixture, processor)
    else:
        order = _register(fixture, processor, sort=submode != "nosort")
        printed = _clusters(fixture, processor, order) if mode == "citation" else []
    if mode == "citation":
        return "\n".join(printed)
    return processor.bibliography(fixture.bibsection).strip("\n")


def _register(fixture: Fixture, processor: Processor, sort: bool) -> list[str]:
    order: list[str] = []
    for ids in fixture.bibentries or ([item["id"] for item in fixture.input],):
        order = processor.register(list(dict.fromkeys(map(str, ids))), sort)
    return order


def _clusters(fixture: Fixture, processor: Processor, order: Sequence[str]) -> list[str]:
    clusters = fixture.citation_items or ([{"id": id} for id in order],)
    return processor.clusters(clusters)


def _document(fixture: Fixture, processor: Processor) -> list[str]:
    texts: dict[str, str] = {}
    order: list[str] = []
    changed: set[str] = set()
    for index, (citation, before, after) in enumerate(fixture.citations or ()):
        own = str(citation.get("citationID") or f"citation-{index}")
        before, after = _neighbours(before), _neighbours(after)
        changes = processor.update({**citation, "citationID": own}, before, after)
        texts.update((id, text) for _, id, text in changes)
        changed = {id for _, id, _ in changes}
        order = [id for id, _ in before] + [own] + [id for id, _ in after]
    return [
        f"{'>>' if id in changed else '..'}[{number}] {texts.get(id, '')}"
        for number, id in enumerate(order)
    ]


def _neighbours(pairs: Sequence[Sequence[Any]]) -> list[tuple[str, int]]:
    return [(str(id), int(note or 0)) for id, note in pairs]
