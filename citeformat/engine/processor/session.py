"""A document that changes: citations are added, replaced, moved and removed.

In: a compiled style and records; then citations. Out: their texts, the citations that changed with
them, and the bibliography.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from citeformat._util.collector import paused_collector
from citeformat.engine.processor.bibliography.entries import layout_of
from citeformat.engine.processor.bibliography.selection import Conditions, selects
from citeformat.engine.processor.changes import ChangedCitation
from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.citation_list import CitationList
from citeformat.engine.processor.phases import (
    KnownTexts,
    arrange,
    complete,
    grow,
    render_bibliography,
    render_citations,
)
from citeformat.engine.processor.result import Bibliography, CitationText, Entry
from citeformat.engine.processor.state import Cluster, DocumentState, Reference
from citeformat.engine.processor.works.citable import CitableWorks, SharedWorks
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.errors import CiteformatError, Problem
from citeformat.output import Layout
from citeformat.record import Record
from citeformat.richtext.finish import finish

if TYPE_CHECKING:
    from citeformat.engine.runtime.tracing import TracedStyle

__all__ = ["CompiledSession"]

_T = TypeVar("_T")


class CompiledSession:
    """The citations of one document, in order, rendered by a compiled style."""

    def __init__(
        self,
        style: CompiledStyle,
        records: Iterable[Record],
        traced: Callable[[], TracedStyle] | None = None,
        shared: SharedWorks | None = None,
    ) -> None:
        """Begin a document without citations.

        Args:
            style: The style.
            records: The records that can be cited.
            traced: Compiles the style for tracing, when spans are asked for.
            shared: What the documents of the style share about works.
        """
        self.works = CitableWorks(style, records, shared)
        """The works that can be cited, and the style that renders them."""
        self._traced = traced
        self._listed: list[str] = []
        self.citations = CitationList()
        """The citations in the order of the document."""
        self._texts: dict[str, str] = {}
        """The id of a citation -> its rich text when it was last returned."""
        self._dependencies: dict[str, tuple[object, ...]] = {}
        """The id of a citation -> everything that its text depended on when it was last updated."""
        self._document: DocumentState | None = None
        """The arranged document, until something other than a citation at the end changes it."""
        self._previous: DocumentState | None = None
        """The document as it was arranged before it was edited."""
        self._current: dict[str, tuple[object, CitationText]] = {}
        """The id of a citation -> what its text depended on when it was last rendered for `texts`,
        and the text."""
        self._listing: tuple[Mapping[str, Reference], Bibliography] | None = None
        """The works of the last bibliography of a document that is edited, and the bibliography."""
        self._known: KnownTexts | None = None
        """What was rendered for the bibliography before, in a document that is edited."""

    def mark_unknown(self) -> None:
        """Print a mark for an id that no record has, from now on, and do not raise an exception."""
        self.works.mark_unknown()

    def register(self, ids: Iterable[str], sort: bool = True) -> list[str]:
        """List works in the bibliography without citing them.

        Args:
            ids: The ids of records. They replace those that were listed before.
            sort: Whether to return them in the style's order instead of the order given.

        Returns:
            All works of the document in the order of the bibliography.
        """
        listed = list(dict.fromkeys(ids))
        self.works.prepare(listed)  # an unknown id leaves the document unchanged
        self._listed = listed
        self._forget()
        if not sort:
            return list(listed)
        return self._guarded(lambda: list(self._arrange().references))

    def cite(self, citation: Citation) -> CitationText:
        """Add a citation at the end, and render it."""
        return self._citation_text(*self._cite(citation))

    def cite_with_spans(self, citation: Citation) -> CitationText:
        """Add a citation at the end, and render it with the spans of its parts."""
        from citeformat.engine.processor.tracing import citation_with_spans

        cluster, rich = self._cite(citation)
        text = self._citation_text(cluster, rich)
        if self._traced is None or text.problems:
            return text
        try:
            return citation_with_spans(self._traced(), cluster, text)
        except CiteformatError:
            raise
        except Exception as error:  # the text is right; only its spans are unknown
            from citeformat.engine.processor.works.failures import describe_failure

            known = self.works.records
            records = [known[cite.id] for cite in citation.cites if cite.id in known]
            return CitationText(
                rich, tuple([describe_failure(record, error) for record in records])
            )

    def _cite(self, citation: Citation) -> tuple[Cluster, str]:
        """Add a citation at the end, and return it in its place and its rich text."""
        self.works.prepare_cited(citation)
        document = self._document
        if document is None:
            document = self._guarded(self._arrange)
        citation = self.citations.append(citation)
        try:
            cluster = grow(document, self.works.items, citation)
            (text,) = render_citations(self.works.style, [cluster])
        except Exception as error:
            self._silence_failing(error)
            cluster = self._arrange().clusters[-1]
            (text,) = render_citations(self.works.style, [cluster])
        self._texts[citation.id] = text
        return cluster, text

    def _citation_text(self, cluster: Cluster, text: str) -> CitationText:
        """Add the places of the cites, and what went wrong with their works, to a text."""
        cites, unfinished = cluster.unfinished or (), cluster.unfinished
        author: CitationText | None = None
        if unfinished is not None and unfinished.author:
            author = CitationText(finish(unfinished.author, unfinished.quotes))
        works = self.works
        if not works.have_problems:
            return CitationText(text, (), (), cites, (), author)
        problems = works.problems_of(cluster.citation)
        if unfinished is not None and works.unknown:  # a work without a record has no range
            unfinished.ranges = [each for each in unfinished.ranges if each[0] not in works.unknown]
        return CitationText(text, problems, (), cites, (), author)

    def process(self, citations: Sequence[Citation]) -> list[CitationText]:
        """Render the citations of a whole document at once. They replace its old citations.

        A citation without an id, or with that of an earlier one, gets another id.
        """
        with paused_collector():
            for citation in citations:
                self.works.prepare_cited(citation)  # an unknown id leaves the document unchanged
            self.citations.replace_all(citations)
            self._forget()
            texts = self._guarded(
                lambda: render_citations(self.works.style, self._arrange().clusters)
            )
            pairs = zip(self.citations, texts, strict=True)
            self._texts = {citation.id: text for citation, text in pairs}
            clusters = self._arrange().clusters
            return [self._citation_text(*each) for each in zip(clusters, texts, strict=True)]

    def find(self, id: str) -> Citation:
        """Find a citation by its id."""
        return self.citations.find(id)

    def insert(self, position: int, citation: Citation) -> Citation:
        """Insert a citation before the one at a position; return it with its id."""
        self.works.prepare_cited(citation)
        citation = self.citations.insert(position, citation)
        self._edited()
        return citation

    def replace(self, citation: Citation) -> None:
        """Replace the citation that has the same id."""
        self.works.prepare_cited(citation)
        self.citations.replace(citation)
        self._edited()

    def remove(self, id: str) -> None:
        """Remove a citation."""
        self.citations.remove(id)
        self._texts.pop(id, None)
        self._edited()

    def move(self, id: str, position: int) -> None:
        """Move a citation to the position that it will have."""
        self.citations.move(id, position)
        self._edited()

    def renumber(self, note_numbers: Mapping[str, int]) -> None:
        """Put citations into other notes: id -> the number of the note."""
        self.citations.renumber(note_numbers)
        self._edited()

    def _edited(self) -> None:
        """Have the document arranged again, but keep what is known about it."""
        if self._document is not None:
            self._previous, self._document = self._document, None
        if self._known is None:
            self._known = {}

    def texts(self) -> list[CitationText]:
        """Return the present text of each citation.

        Only texts that have changed since the last call are rendered.
        """
        texts = self._present_texts()
        self._texts = {
            citation.id: text.rich for citation, text in zip(self.citations, texts, strict=True)
        }
        return texts

    def changes(self, *ids: str, dependencies: bool = False) -> list[ChangedCitation]:
        """Return the citations whose texts differ from those that were returned last.

        Args:
            ids: The ids of citations that are returned even if their texts are the same.
            dependencies: Whether to return citations whose text is the same but depends on
                something that has changed since the last call.
        """
        texts = self._present_texts()
        changed = []
        for index, cluster in enumerate(self._arrange().clusters):
            id, text = cluster.citation.id, texts[index]
            has_changed = id in ids or self._texts.get(id) != text.rich
            if dependencies:
                current = cluster.dependencies(self.works.style)
                has_changed |= self._dependencies.get(id) != current
                self._dependencies[id] = current
            if has_changed:
                changed.append(ChangedCitation(index, id, text))
                self._texts[id] = text.rich
        return changed

    def update(
        self,
        citation: Citation,
        before: Sequence[tuple[str, int]] = (),
        after: Sequence[tuple[str, int]] = (),
        dependencies: bool = False,
    ) -> list[ChangedCitation]:
        """Insert a citation, or replace the one with its id.

        Args:
            citation: The citation, with an id; its note number may be new.
            before: Id and note number of the citations before it, in order. Citations that neither
                `before` nor `after` names are removed. One that is named twice has the first place.
            after: The same for those after it.
            dependencies: Whether to return, as citeproc-js does, citations whose text is the same
                but depends on something that has changed, such as a note number.

        Returns:
            The citation, and all others whose text has changed.
        """
        self.works.prepare_cited(citation)
        citation = self.citations.place_between(citation, before, after)
        self._edited()
        return self.changes(citation.id, dependencies=dependencies)

    def _present_texts(self) -> list[CitationText]:
        """Return the text of each citation; render those that have changed."""
        if self._document is not None and self._document.has_grown:
            self._edited()  # a new work may have changed the texts before it

        def render() -> list[CitationText]:
            style, known = self.works.style, self._current
            keys = {
                cluster: (each.cites, each.mode, each.infix, each.sort, cluster.dependencies(style))
                for cluster in self._arrange().clusters
                for each in (cluster.citation,)
            }
            changed = [
                cluster
                for cluster, key in keys.items()
                if known.get(cluster.citation.id, (None,))[0] != key
            ]
            rich = render_citations(style, changed)
            new = {
                cluster: self._citation_text(cluster, text)
                for cluster, text in zip(changed, rich, strict=True)
            }
            self._current = {
                id: (key, new[cluster] if cluster in new else known[id][1])
                for cluster, key in keys.items()
                for id in (cluster.citation.id,)
            }
            return [text for _, text in self._current.values()]

        with paused_collector():
            return self._guarded(render)

    def bibliography(
        self,
        include: Conditions = (),
        exclude: Conditions = (),
        select: Conditions = (),
        quash: Conditions = (),
        spans: bool = False,
    ) -> Bibliography:
        """Render the list of works that are cited or listed, in the style's order.

        Args:
            include: Conditions `{"field": ..., "value": ...}`: list works that meet any of them.
            exclude: Leave out works that meet any of them.
            select: List works that meet all of them.
            quash: Leave out works that meet all of them.
            spans: Whether entries have the spans of their parts.
        """

        def render() -> tuple[list[Reference], Bibliography]:
            document = self._arrange()
            complete(document)
            references = list(document.references.values())
            if include or exclude or select or quash:
                references = [
                    reference
                    for reference in references
                    if selects(reference.item, include, exclude, select, quash)
                ]
                return references, self._bibliography_of(references)
            if self._known is None or document.has_grown:
                return references, self._bibliography_of(references, self._known)
            if self._listing is None or self._listing[0] is not document.references:
                listing = self._bibliography_of(references, self._known)
                self._listing = document.references, listing
            return references, self._listing[1]

        references, bibliography = self._guarded(render)
        if self._document is not None and self._document.has_new_numbers:
            problem = Problem(
                "warning",
                "works have other numbers than in the citations that were returned before",
                self.works.style.name,
                hint="the style sorts the list; take the present texts from Document.texts",
            )
            bibliography = replace(bibliography, problems=(*bibliography.problems, problem))
        if spans and bibliography.entries and self._traced is not None:
            from citeformat.engine.processor.tracing import with_spans

            entries, problems = with_spans(self._traced(), references, bibliography.entries)
            problems = [*bibliography.problems, *problems]
            return replace(bibliography, entries=entries, problems=tuple(problems))
        return bibliography

    def _bibliography_of(
        self, references: Sequence[Reference], known: KnownTexts | None = None
    ) -> Bibliography:
        """Render the bibliography of some works.

        Args:
            references: The works.
            known: What was rendered for the bibliography before.
        """
        part = self.works.style.bibliography
        if part is None:
            message = f"the style {self.works.style.name!r} has no bibliography"
            hint = "it is made for notes; use its citations"
            problem = Problem("warning", message, self.works.style.name, 0, hint)
            return Bibliography((), Layout(), (problem,))
        with paused_collector():
            texts, offset = render_bibliography(self.works.style, references, known)
            entries = tuple([
                Entry(reference.item.id, text, record=reference.item.record)
                for reference, text in zip(references, texts, strict=True)
            ])  # fmt: skip
        layout = layout_of(self.works.style, offset)
        return Bibliography(entries, layout, self.works.failures)

    def _guarded(self, step: Callable[[], _T]) -> _T:
        """Run a step of the engine. If it raises, silence the works that make it raise, and run it
        again."""
        try:
            return step()
        except CiteformatError:
            raise
        except Exception as error:
            self._silence_failing(error)
            return step()

    def _silence_failing(self, error: Exception) -> None:
        """Silence the works that make the engine raise, and render the document again."""
        self.works.silence_failing(error)
        self._forget()

    def _forget(self) -> None:
        """Have the whole document arranged and rendered again."""
        self._document = self._previous = None
        self._current = {}
        self._listing = None
        self._known = None if self._known is None else {}

    def _arrange(self) -> DocumentState:
        """Return the arranged document."""
        if self._document is None:
            works = self.works
            previous, self._previous = self._previous, None
            self._document = arrange(
                works.style, works.items, self._listed, self.citations, previous, works.unknown,
                works.shared_references,
            )  # fmt: skip
        return self._document
