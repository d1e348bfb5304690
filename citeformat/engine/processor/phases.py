"""Process the citations of a document: the phases, in order.

    number_by_citation → sort_bibliography → disambiguate → sort_cites → positions →
    render_cluster (group and collapse, modes) → render_entries → substitute_authors → finish

In: a compiled style, prepared items, the works that are listed without being cited, and citations.
Out: `Processed`: finished rich text of every citation and of every entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from citeformat.engine.processor.bibliography import (
    max_offset,
    render_entries,
    substitute_authors,
    tidy_display,
)
from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.disambiguation.ambiguity import Distinction
from citeformat.engine.processor.positions import Positions
from citeformat.engine.processor.sorting.keys import (
    BibliographyOrder,
    number_by_citation,
    sort_bibliography,
    sort_cites,
)
from citeformat.engine.processor.state import CiteState, Cluster, Reference, citation_label
from citeformat.engine.runtime.context import Item
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.finish import finish

__all__ = [
    "Arranged", "arrange", "render_bibliography", "render_citation", "render_citations"
]  # fmt: skip


class Arranged:
    """A document whose works are numbered, sorted and told apart."""

    def __init__(
        self,
        style: CompiledStyle,
        references: Sequence[Reference],
        ordered: Sequence[Reference],
    ) -> None:
        """Tell works apart.

        Args:
            references: Works in the order in which they are listed and cited.
            ordered: The same works in the order of the bibliography, and numbered.
        """
        self.style = style
        self.references = {reference.item.id: reference for reference in ordered}
        """Id -> work, in the order of the bibliography."""
        self.clusters: list[Cluster] = []
        self.positions = Positions(style.citation.options.near_note_distance)
        self._order = BibliographyOrder(style)
        self._distinction: Distinction | None = None
        """Made when more works come; what it knows of all works would fill the memory before."""
        self._in_order = True
        self._tell_apart(references)

    def append(self, items: Mapping[str, Item], citation: Citation) -> Cluster:
        """Add a citation at the end. Works that are new are told from those that they look like,
        and numbered; what is before the citation is not rendered again."""
        for cite in citation.cites:
            if cite.id not in self.references:
                self._add(items[cite.id])
        if self.style.uses_citation_number:
            self.put_in_order()
        return self.place(citation)

    def _tell_apart(self, references: Sequence[Reference]) -> Distinction:
        """Tell the works apart that are there."""
        distinction = Distinction(self.style, self._order)
        distinction.tell_apart(references)
        return distinction

    def _add(self, item: Item) -> None:
        if self._distinction is None:
            self._distinction = self._tell_apart(list(self.references.values()))
        reference = Reference(item, number=len(self.references) + 1)
        if self.style.uses_citation_label:
            reference.label = citation_label(item)
        self._distinction.admit(reference)
        self.references[item.id] = reference
        self._in_order = not self._order.is_sorted

    def put_in_order(self) -> None:
        """Put works that came one after another in the order of the bibliography."""
        if self._in_order:
            return
        ordered = self._order.sort(self.references.values())
        number_by_citation(ordered)
        self.references = {reference.item.id: reference for reference in ordered}
        self._in_order = True

    def place(self, citation: Citation) -> Cluster:
        """Put a citation of known works at the end."""
        cites = [CiteState(cite, self.references[cite.id]) for cite in citation.cites]
        cluster = Cluster(citation, sort_cites(self.style, cites))
        self.positions.place(cluster)
        self.clusters.append(cluster)
        return cluster


def arrange(
    style: CompiledStyle,
    items: Mapping[str, Item],
    listed: Iterable[str],
    citations: Sequence[Citation],
) -> Arranged:
    """Everything that has to be known before a text can be rendered.

    Args:
        items: Id -> item; every id that is listed or cited is among them.
        listed: The ids of works that stand in the bibliography without being cited.
        citations: In the order of the document.
    """
    cited = (cite.id for citation in citations for cite in citation.cites)
    in_order = [Reference(items[id]) for id in dict.fromkeys((*listed, *cited))]
    number_by_citation(in_order)
    if style.uses_citation_label:
        for reference in in_order:
            reference.label = citation_label(reference.item)
    arranged = Arranged(style, in_order, sort_bibliography(style, in_order))
    for citation in citations:
        arranged.place(citation)
    return arranged


def render_citations(style: CompiledStyle, arranged: Arranged) -> list[str]:
    """The finished rich text of every citation."""
    from citeformat.engine.processor.cites.modes import (
        render_cluster,  # a bibliography needs none of it
    )

    quotes = style.locale.quotes()
    texts = [render_cluster(style, cluster) for cluster in arranged.clusters]
    return [finish(text, quotes) for text in texts]


def render_citation(style: CompiledStyle, cluster: Cluster) -> str:
    """The finished rich text of one citation."""
    from citeformat.engine.processor.cites.modes import render_cluster

    return finish(render_cluster(style, cluster), style.locale.quotes())


def render_bibliography(
    style: CompiledStyle, references: Sequence[Reference]
) -> tuple[list[str], int]:
    """The finished rich text of every entry, and the width of the widest left margin."""
    if style.bibliography is None:
        return [], 0
    quotes = style.locale.quotes()
    texts = substitute_authors(style.bibliography.options, render_entries(style, references))
    finished = [finish(tidy_display(text), quotes) for text in texts]
    return finished, max_offset(finished)
