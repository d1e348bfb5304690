"""citeformat as a `Processor`: the one place where the suite and the tools touch the engine.

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
    """The style of this text."""
    return Style.from_string(csl, locale=locale or None)


class Engine:
    """A style and a document that may cite the items.

    What the style prints nothing for stays empty here, which `Document` would fill in: the suite
    judges what a style prints.
    """

    def __init__(self, style: Style | str, items: Sequence[Mapping[str, Any]]) -> None:
        made = make_style(style) if isinstance(style, str) else style
        records = [Record.from_csl(item) for item in items]
        by_id = {record.id: record for record in records}  # the last one of an id counts
        self._session: Any = made.document(list(by_id.values()))._session

    def register(self, ids: Sequence[str], sort: bool = True) -> list[str]:
        """Take items into the bibliography; say in which order they stand there."""
        return [str(id) for id in self._session.register(ids, sort=sort)]

    def clusters(self, clusters: Sequence[Sequence[Mapping[str, Any]]]) -> list[str]:
        """Clusters as HTML; a cite that states no position is a first one."""
        citations = [Citation(tuple(_placed(item) for item in cluster)) for cluster in clusters]
        return [text.to("html") for text in self._session.process(citations)]

    def notes(self, clusters: Sequence[Sequence[Mapping[str, Any]]]) -> list[str]:
        """Successive notes of a document as HTML."""
        citations = [
            Citation(tuple(map(Cite.from_csl, cluster)), id=f"note-{number}", note_number=number)
            for number, cluster in enumerate(clusters, 1)
        ]
        return [text.to("html") for text in self._session.process(citations)]

    def update(self, citation: Mapping[str, Any], before: Neighbours, after: Neighbours) -> Changes:
        """Put a citation into the document, or another in its place."""
        changes = self._session.update(Citation.from_csl(citation), before=before, after=after)
        return [(index, id, text.to("html")) for index, id, text in changes]

    def bibliography(self, section: Mapping[str, Any] | None) -> str:
        """The bibliography as HTML."""
        options = {key: section[key] for key in _SECTION if key in section} if section else {}
        html: str = self._session.bibliography(**options).to("html")
        return html

    def entries(self) -> list[tuple[str, str]]:
        """The bibliography's entries: id and HTML."""
        return [(entry.id, entry.to("html")) for entry in self._session.bibliography()]


_SECTION = ("include", "exclude", "select", "quash")


def _placed(item: Mapping[str, Any]) -> Cite:
    return Cite.from_csl({"position": 0, "near-note": False, **item})


make_processor = Engine
