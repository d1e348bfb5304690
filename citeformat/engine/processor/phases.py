"""The phases of the processor, in order.

In: a compiled style, prepared items, the works that are listed without being cited, and citations.
Out: the finished rich text of each citation and of each entry of the bibliography.

`PHASES` is the only place that knows the order. A whole document, a document that grows by one
citation after another, and the bibliography all run it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from citeformat.engine.processor.bibliography.entries import (
    max_offset,
    render_entries,
    substitute_authors,
    tidy_display_blocks,
)
from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.citation_labels import assign_citation_labels
from citeformat.engine.processor.cites.positions import assign_positions
from citeformat.engine.processor.disambiguation.ambiguity import disambiguate_works
from citeformat.engine.processor.sorting.growing import number_again, put_in_order
from citeformat.engine.processor.sorting.keys import (
    number_by_citation,
    sort_bibliography,
    sort_cites,
)
from citeformat.engine.processor.state import CiteState, Cluster, DocumentState, Reference
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.finish import finish

__all__ = [
    "PHASES", "KnownTexts", "Phase", "Stage", "arrange", "complete",
    "finish_texts", "grow", "render_bibliography", "render_citations", "render_clusters",
]  # fmt: skip


def render_clusters(style: CompiledStyle, clusters: Sequence[Cluster]) -> list[str]:
    """Render citations in their modes: render their cites (`cites.render`), then group, collapse
    and join them (`cites.collapse`)."""
    # imported here because a bibliography does not need it
    from citeformat.engine.processor.cites.collapse import render_cluster

    return [render_cluster(style, cluster) for cluster in clusters]


def finish_texts(style: CompiledStyle, texts: Sequence[str]) -> list[str]:
    """Finish texts: merge punctuation, and choose quotation marks (`richtext.finish`)."""
    quotes = style.locale.quotes()
    return [finish(text, quotes) for text in texts]


KnownTexts = dict[str, dict[Hashable, str]]
"""The name of a phase -> the texts that it made, by what they were made from."""

Stage = Literal["works", "citation", "citation texts", "entry texts"]


class Phase(NamedTuple):
    """A phase of the processor."""

    name: str
    function: Callable[..., Any]
    section: str
    """The section of the CSL 1.0.2 specification that it implements."""
    is_separate: bool = False
    """Whether the text that it makes of an entry depends on this entry alone."""
    takes_works: bool = False
    """Whether it is called with the works as well as their texts."""


PHASES: dict[Stage, tuple[Phase, ...]] = {
    "works": (
        Phase("number by citation", number_by_citation, "Sorting"),
        Phase("citation labels", assign_citation_labels, "Appendix IV - Variables"),
        Phase("sort the bibliography", sort_bibliography, "Sorting"),
        Phase("disambiguate", disambiguate_works, "Disambiguation"),
    ),
    "citation": (
        Phase("sort cites", sort_cites, "Sorting"),
        Phase("assign positions", assign_positions, "Choose"),
    ),
    "citation texts": (
        Phase("render citations", render_clusters, "Cite Grouping"),
        Phase("finish citations", finish_texts, "Quotes"),
    ),
    "entry texts": (
        Phase("render entries", render_entries, "Layout", is_separate=True),
        Phase("substitute authors", substitute_authors, "Reference Grouping", takes_works=True),
        Phase("tidy display blocks", tidy_display_blocks, "Display"),
        Phase("finish entries", finish_texts, "Quotes", is_separate=True),
    ),
}
"""The phases of each stage, in order.

- `"works"`: called with the document and its new works.
- `"citation"`: called with the document and its next citation, once all works are disambiguated.
- `"citation texts"`, `"entry texts"`: called with the style and what the phase before returned. The
  first phase is called with the citations, or with the works of the bibliography.
"""


def arrange(
    style: CompiledStyle,
    items: Mapping[str, Item],
    listed: Iterable[str],
    citations: Sequence[Citation],
    previous: DocumentState | None = None,
    unknown: Mapping[str, Reference] | None = None,
    shared: dict[str, Reference] | None = None,
) -> DocumentState:
    """Prepare a whole document: everything that must be known before a text can be rendered.

    Args:
        style: The style.
        items: Id -> item, for every id that is listed or cited.
        listed: The ids of works that are in the bibliography without being cited.
        citations: The citations in the order of the document.
        previous: The document before it was edited, in the same style. What it knows about a work
            or a citation that is still the same is not rendered again.
        unknown: The works that are cited, but have no items.
        shared: Id -> work, for the works of other documents in the same style. What they know about
            a work is not rendered again. The works of this document are added.
    """
    document = DocumentState(style, unknown)
    cited = [cite.id for citation in citations for cite in citation.cites]
    if unknown:
        cited = [id for id in cited if id not in unknown]
    document.works = list(dict.fromkeys((*listed, *cited)))
    known: dict[int, Cluster] = {}
    if previous is not None and not previous.has_grown:  # otherwise, cites may be sorted anew
        known = {id(cluster.citation.cites): cluster for cluster in previous.clusters}
    if style.uses_first_note:
        for citation in citations:
            for cite in citation.cites:
                document.first_notes.setdefault(cite.id, citation.note_number)
    if (
        previous is not None and not previous.has_grown
        and previous.works == document.works and previous.first_notes == document.first_notes
    ):  # fmt: skip
        document.references = previous.references
    else:
        works = [Reference(items[id]) for id in document.works]
        if document.first_notes:
            for work in works:
                work.first_note = document.first_notes.get(work.item.id, 0)
        if shared is not None:
            _remember(style, shared, works)
        if previous is not None:
            _remember(style, previous.references, works)
        _add_works(document, works)
        if shared is not None:
            shared.update(document.references)
    document.is_growing = True
    for citation in citations:
        _place(document, citation, known.get(id(citation.cites)))
    return document


def _remember(
    style: CompiledStyle, known: Mapping[str, Reference], works: Sequence[Reference]
) -> None:
    """Tell works what was rendered for them before, in another document or in an earlier state of
    this one."""
    if style.numbers_works:  # numbers change, and may be in anything that was rendered
        return
    for work in works:
        old = known.get(work.item.id)
        if old is not None and old.item is work.item:
            work.snapshot, work.name_lists = old.snapshot, old.name_lists
            work.sort_values = old.sort_values


def grow(document: DocumentState, items: Mapping[str, Item], citation: Citation) -> Cluster:
    """Add a citation to the end of a document.

    New works are numbered, and disambiguated from those of the document. No citation before this
    one is rendered again.

    Args:
        document: The document.
        items: Id -> item, for every id that is cited.
        citation: The citation.
    """
    document.has_grown = True
    known = document.references
    new = {
        cite.id: Reference(items[cite.id])
        for cite in citation.cites
        if cite.id not in known and cite.id not in document.unknown
    }
    for work in new.values():
        work.first_note = citation.note_number
    if new:
        _add_works(document, list(new.values()))
    cited = [known[cite.id] for cite in citation.cites if cite.id in known]
    if document.style.numbers_cites:
        number_again(document, cited)
        before = len(document.references) - len(new)
        if any(reference.number <= before for reference in new.values()):
            document.has_new_numbers = True
    if document.disambiguator is not None:
        document.disambiguator.add_year_suffixes(cited)
    return _place(document, citation)


def complete(document: DocumentState) -> None:
    """Sort and number all works of a document that has grown, and give them their year-suffixes.

    A work that is added gets its own, because the citation prints them; what it changes in others
    waits until something prints them.
    """
    put_in_order(document)
    if document.disambiguator is not None:
        document.disambiguator.add_year_suffixes(document.references.values())


def _add_works(document: DocumentState, works: Sequence[Reference]) -> None:
    for phase in PHASES["works"]:
        phase.function(document, works)


def _place(document: DocumentState, citation: Citation, previous: Cluster | None = None) -> Cluster:
    """Put a citation of works of the document at its end.

    Args:
        document: The document.
        citation: The citation.
        previous: The same citation in the document before it was edited.
    """
    works, unknown = document.references, document.unknown
    cites = [
        CiteState(cite, works[cite.id] if cite.id in works else unknown[cite.id])
        for cite in citation.cites
    ]
    cluster = Cluster(citation, cites, previous)
    for phase in PHASES["citation"]:
        phase.function(document, cluster)
    document.clusters.append(cluster)
    return cluster


def render_citations(style: CompiledStyle, clusters: Sequence[Cluster]) -> list[str]:
    """Render citations, and return the finished rich text of each."""
    return _render("citation texts", style, clusters)


def render_bibliography(
    style: CompiledStyle, references: Sequence[Reference], known: KnownTexts | None = None
) -> tuple[list[str], int]:
    """Render the entries of works.

    Args:
        style: The style.
        references: The works in the order of the bibliography.
        known: What was rendered for the bibliography before, in the same style. Only entries that
            have changed are rendered again.

    Returns:
        The finished rich text of each entry, and the width of the widest left margin. Both are
        empty if the style has no bibliography.
    """
    if style.bibliography is None:
        return [], 0
    texts = _render("entry texts", style, references, known)
    return texts, max_offset(texts)


def _render(
    stage: Stage, style: CompiledStyle, sources: Sequence[Any], known: KnownTexts | None = None
) -> list[str]:
    rendered: Any = sources
    for phase in PHASES[stage]:
        if known is None or not phase.is_separate:
            works = (sources,) if phase.takes_works else ()
            rendered = phase.function(style, rendered, *works)
            continue
        keys = [
            (source.item.id, source.state(style)) if isinstance(source, Reference) else source
            for source in rendered
        ]
        before = known.get(phase.name, {})
        new = {key: each for key, each in zip(keys, rendered, strict=True) if key not in before}
        made = zip(new, phase.function(style, list(new.values())), strict=True)
        texts_by_key = {**before, **dict(made)}
        rendered = [texts_by_key[key] for key in keys]
        known[phase.name] = dict(zip(keys, rendered, strict=True))
    texts: list[str] = rendered
    return texts
