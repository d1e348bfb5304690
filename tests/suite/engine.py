"""citeformat as a `Processor`. Only this module of the suite and the tools uses the engine.

In: a style (or its text) and CSL-JSON items. Out: HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citeformat.engine.processor.citation import Citation, Cite
from citeformat.record import Record
from citeformat.style import Style
from tests.suite.execute import Changes, Neighbours

__all__ = ["Engine", "make_processor", "make_style"]


def make_style(csl: str, locale: str = "") -> Style:
    """Load a style from its text."""
    return Style.from_string(csl, locale=locale or None)


class Engine:
    """A style and a document that may cite the items.

    Entries for which the style prints nothing stay empty, unlike those of a `Document`: the suite
    tests what a style prints.
    """

    def __init__(self, style: Style | str, items: Sequence[Mapping[str, Any]]) -> None:
        made = make_style(style) if isinstance(style, str) else style
        records = [Record.from_csl(item) for item in items]
        by_id = {
            record.id: record for record in records
        }  # of records with the same id, the last counts
        self._session: Any = made.document(list(by_id.values()))._session

    def register(self, ids: Sequence[str], sort: bool = True) -> list[str]:
        """Add items to the bibliography; return the ids in its order."""
        return [str(id) for id in self._session.register(ids, sort=sort)]

    def clusters(self, clusters: Sequence[Sequence[Mapping[str, Any]]]) -> list[str]:
        """Render clusters as HTML. A cite without a position is a first one."""
        citations = [Citation(tuple(_placed(item) for item in cluster)) for cluster in clusters]
        return [text.to("html") for text in self._session.process(citations)]

    def notes(self, clusters: Sequence[Sequence[Mapping[str, Any]]]) -> list[str]:
        """Render successive notes of a document as HTML."""
        citations = [
            Citation(tuple(map(Cite.from_csl, cluster)), id=f"note-{number}", note_number=number)
            for number, cluster in enumerate(clusters, 1)
        ]
        return [text.to("html") for text in self._session.process(citations)]

    def update(self, citation: Mapping[str, Any], before: Neighbours, after: Neighbours) -> Changes:
        """Insert a citation into the document, or replace one."""
        changes = self._session.update(
            Citation.from_csl(citation), before=before, after=after, dependencies=True
        )
        return [(index, id, text.to("html")) for index, id, text in changes]

    def bibliography(self, section: Mapping[str, Any] | None) -> str:
        """Render the bibliography as HTML."""
        options = {key: section[key] for key in _SECTION if key in section} if section else {}
        html: str = self._session.bibliography(**options).to("html")
        return html

    def entries(self) -> list[tuple[str, str]]:
        """Render the entries of the bibliography: id and HTML."""
        return [(entry.id, entry.to("html")) for entry in self._session.bibliography()]


_SECTION = ("include", "exclude", "select", "quash")


def _placed(item: Mapping[str, Any]) -> Cite:
    return Cite.from_csl({"position": 0, "near-note": False, **item})


make_processor = Engine
