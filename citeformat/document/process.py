"""Process the citations of a document: the phases, in order.

    number_by_citation → sort_bibliography → sort_cites → assign_positions → disambiguate →
    render_cluster (group and collapse, modes) → render_entries → substitute_authors → finish

In: a compiled style, prepared items, the works that are listed without being cited, and citations.
Out: `Processed`: finished rich text of every citation and of every entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from citeformat.document.bibliography import (
    max_offset,
    render_entries,
    substitute_authors,
    tidy_display,
)
from citeformat.document.cite import Citation
from citeformat.document.disambiguate import disambiguate
from citeformat.document.label import citation_label
from citeformat.document.modes import render_cluster
from citeformat.document.positions import assign_positions
from citeformat.document.reference import CiteState, Cluster, Reference
from citeformat.document.sorting import number_by_citation, sort_bibliography, sort_cites
from citeformat.richtext.finish import finish
from citeformat.runtime.compiled import CompiledStyle
from citeformat.runtime.context import Item

__all__ = ["Arranged", "arrange", "render_bibliography", "render_citations"]


@dataclass(frozen=True, slots=True)
class Arranged:
    """A document whose works are numbered, sorted and told apart."""

    references: tuple[Reference, ...]
    """In the order of the bibliography."""
    clusters: tuple[Cluster, ...]


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
    references: dict[str, Reference] = {}
    for id in listed:
        references.setdefault(id, Reference(items[id]))
    clusters = []
    for citation in citations:
        cluster = Cluster(citation)
        for cite in citation.cites:
            if cite.id not in references:
                references[cite.id] = Reference(items[cite.id])
            cluster.cites.append(CiteState(cite, references[cite.id]))
        clusters.append(cluster)
    in_order = list(references.values())
    number_by_citation(in_order)
    if style.uses_citation_label:
        for reference in in_order:
            reference.label = citation_label(reference.item)
    ordered = sort_bibliography(style, in_order)
    disambiguate(style, ordered)
    for cluster in clusters:
        cluster.cites = sort_cites(style, cluster.cites)
    assign_positions(clusters, style.citation.options.near_note_distance)
    return Arranged(tuple(ordered), tuple(clusters))


def render_citations(style: CompiledStyle, arranged: Arranged) -> list[str]:
    """The finished rich text of every citation."""
    quotes = style.locale.quotes()
    return [finish(render_cluster(style, cluster), quotes) for cluster in arranged.clusters]


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
