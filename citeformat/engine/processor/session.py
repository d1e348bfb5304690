"""A document that changes: citations are put in, replaced, moved and taken out.

In: a compiled style and records; then citations. Out: their texts, and which others changed by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from citeformat._util.collector import paused_collector
from citeformat.engine.processor.bibliography import selects
from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.phases import (
    Arranged,
    arrange,
    render_bibliography,
    render_citation,
    render_citations,
)
from citeformat.engine.processor.result import Bibliography, CitationText, Entry
from citeformat.engine.processor.state import Cluster, Reference
from citeformat.engine.runtime.context import Item
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.errors import CiteformatError, Problem, RecordNotFound
from citeformat.output import Layout
from citeformat.record import Record

if TYPE_CHECKING:
    from citeformat.engine.runtime.tracing import TracedStyle

__all__ = ["Session"]

Change = tuple[int, str, CitationText]
"""The place of a citation in the document, its id, and its new text."""
_T = TypeVar("_T")


class Session:
    """The citations of one document, in order, and what is rendered of them."""

    def __init__(
        self,
        style: CompiledStyle,
        records: Iterable[Record],
        problems: tuple[Problem, ...] = (),
        traced: Callable[[], TracedStyle] | None = None,
    ) -> None:
        self.style = style
        self._traced = traced
        self.records = {record.id: record for record in records}
        self.problems = problems
        self._faults: dict[str, Problem] = {}
        """The id of a work that the engine cannot render -> what went wrong."""
        self._variables = dict.fromkeys(style.variables, "")
        self._items: dict[str, Item] = {}
        self._listed: list[str] = []
        self._citations: list[Citation] = []
        self._texts: dict[str, str] = {}
        """The id of a citation -> its rich text when it was last rendered."""
        self._states: dict[str, Any] = {}
        """The id of a citation -> all that its text was made of."""
        self._arranged: Arranged | None = None

    @property
    def citations(self) -> Sequence[Citation]:
        """The citations in the order of the document."""
        return self._citations

    def register(self, ids: Iterable[str], sort: bool = True) -> list[str]:
        """List works in the bibliography without citing them.

        Args:
            ids: Of records; they take the place of those that were listed before.
            sort: Whether they are put in the style's order, or stay in the order given.

        Returns:
            All works of the document in the order of the bibliography.
        """
        self._listed = list(dict.fromkeys(ids))
        self._arranged = None
        if not sort:
            return self._listed
        return self._guarded(lambda: list(self._arrange().references))

    def cite(self, citation: Citation) -> CitationText:
        """Add a citation at the end, and render it."""
        return self._citation_text(citation, self._cite(citation)[1])

    def cite_with_spans(self, citation: Citation) -> CitationText:
        """Add a citation at the end, and say what made each part of its text."""
        from citeformat.engine.processor.tracing import citation_with_spans

        cluster, text = self._cite(citation)
        made = self._citation_text(citation, text)
        if self._traced is None or made.problems:
            return made
        try:
            return citation_with_spans(self._traced(), cluster, text)
        except CiteformatError:
            raise
        except Exception as error:  # the text is right; only what made its parts is unknown
            from citeformat.engine.processor.faults import fault

            records = [self.records[cite.id] for cite in citation.cites]
            return CitationText(text, tuple(fault(record, error) for record in records))

    def _cite(self, citation: Citation) -> tuple[Cluster, str]:
        if not citation.id:
            citation = _named(citation, self._free_id())
        self._prepare(citation)
        arranged = self._guarded(self._arrange)
        self._citations.append(citation)
        try:
            cluster = arranged.append(self._items, citation)
            text = render_citation(self.style, cluster)
        except Exception as error:
            self._silence_faulty(error)
            cluster = self._arrange().clusters[-1]
            text = render_citation(self.style, cluster)
        self._texts[citation.id] = text
        return cluster, text

    def _citation_text(self, citation: Citation, text: str) -> CitationText:
        """A citation with the faults of the works in it."""
        if not self._faults:
            return CitationText(text)
        faults = [self._faults[cite.id] for cite in citation.cites if cite.id in self._faults]
        return CitationText(text, tuple(faults))

    def process(self, citations: Sequence[Citation]) -> list[CitationText]:
        """Render the citations of a whole document at once; they replace what it had."""
        with paused_collector():
            for citation in citations:
                self._prepare(citation)  # an unknown id leaves the document as it was
            self._citations = _all_named(citations)
            self._arranged = None
            texts = self._guarded(lambda: render_citations(self.style, self._arrange()))
            named = list(zip(self._citations, texts, strict=True))
            self._texts = {citation.id: text for citation, text in named}
            return [self._citation_text(citation, text) for citation, text in named]

    def update(
        self,
        citation: Citation,
        before: Sequence[tuple[str, int]] = (),
        after: Sequence[tuple[str, int]] = (),
    ) -> list[Change]:
        """Put a citation in, or another in its place.

        Args:
            citation: The citation, with an id; its note number may be new.
            before: Id and note number of the citations before it, in order. Citations that are
                named neither here nor in `after` are taken out.
            after: The same for those behind it.

        Returns:
            The citation and all others whose text is now another.
        """
        self._prepare(citation)
        if not citation.id:
            citation = _named(citation, self._free_id())
        known = {each.id: each for each in self._citations}
        order = [_moved(known[id], note) for id, note in before if id in known]
        order.append(citation)
        order.extend(_moved(known[id], note) for id, note in after if id in known)
        self._citations = order
        self._arranged = None
        changed = self._render()
        changed.add(citation.id)
        return [
            (index, each.id, self._citation_text(each, self._texts[each.id]))
            for index, each in enumerate(self._citations)
            if each.id in changed
        ]

    def remove(self, id: str) -> list[Change]:
        """Take a citation out.

        Returns:
            The citations whose text is now another.
        """
        self._citations = [each for each in self._citations if each.id != id]
        self._texts.pop(id, None)
        self._arranged = None
        changed = self._render()
        return [
            (index, each.id, self._citation_text(each, self._texts[each.id]))
            for index, each in enumerate(self._citations)
            if each.id in changed
        ]

    def bibliography(
        self,
        include: Sequence[Mapping[str, Any]] = (),
        exclude: Sequence[Mapping[str, Any]] = (),
        select: Sequence[Mapping[str, Any]] = (),
        quash: Sequence[Mapping[str, Any]] = (),
        spans: bool = False,
    ) -> Bibliography:
        """The list of works that are cited or listed, in the style's order.

        Args:
            include: Conditions `{"field": ..., "value": ...}`: works that meet any of them.
            exclude: Works that meet any of them are left out.
            select: Works that meet all of them.
            quash: Works that meet all of them are left out.
            spans: Whether entries say what made each part of their text.
        """

        def render() -> tuple[list[Reference], Bibliography]:
            arranged = self._arrange()
            arranged.put_in_order()
            references = [
                reference
                for reference in arranged.references.values()
                if selects(reference.item, include, exclude, select, quash)
            ]
            return references, self.entries(references)

        references, made = self._guarded(render)
        if spans and made.entries and self._traced is not None:
            from citeformat.engine.processor.tracing import with_spans

            traced, problems = with_spans(self._traced(), references, made.entries)
            made = replace(made, entries=traced, problems=(*made.problems, *problems))
        return made

    def entries(self, references: Sequence[Reference]) -> Bibliography:
        """The bibliography of some works."""
        part = self.style.bibliography
        if part is None:
            message = f"the style {self.style.name!r} has no bibliography"
            hint = "it is made for notes; use its citations"
            problem = Problem("warning", message, self.style.name, 0, hint)
            return Bibliography((), Layout(), (*self.problems, problem))
        with paused_collector():
            texts, offset = render_bibliography(self.style, references)
            entries = tuple([
                Entry(reference.item.id, text)
                for reference, text in zip(references, texts, strict=True)
            ])  # fmt: skip
        options = part.options
        layout = Layout(
            options.hanging_indent,
            options.second_field_align,
            options.line_spacing,
            options.entry_spacing,
            offset,
        )
        return Bibliography(entries, layout, (*self.problems, *self._faults.values()))

    def _item(self, id: str) -> Item:
        if id not in self.records:
            raise RecordNotFound(id)
        try:
            return Item(self.records[id], self.style.english, self._variables)
        except Exception as error:
            return self._silenced(id, error)

    def _guarded(self, step: Callable[[], _T]) -> _T:
        """What a step of the engine gives; works that make it raise are silenced first."""
        try:
            return step()
        except CiteformatError:
            raise
        except Exception as error:
            self._silence_faulty(error)
            return step()

    def _silence_faulty(self, error: Exception) -> None:
        """Silence the works that make the engine raise, and arrange the document anew."""
        from citeformat.engine.processor.faults import find_faulty

        for id, own in find_faulty(self.style, self._items, error).items():
            self._items[id] = self._silenced(id, own)
        self._arranged = None

    def _silenced(self, id: str, error: Exception) -> Item:
        """An item without values, for which the style prints `NOTHING`."""
        from citeformat.engine.processor.faults import fault, silenced

        self._faults[id] = fault(self.records[id], error)
        self.style = silenced(self.style, id)
        return Item(Record(id, "document"), self.style.english, self._variables)

    def _prepare(self, citation: Citation) -> None:
        """Make the items of the works that a citation names."""
        for cite in citation.cites:
            if cite.id not in self._items:
                self._items[cite.id] = self._item(cite.id)

    def _arrange(self) -> Arranged:
        """The arranged document."""
        if self._arranged is None:
            for citation in self._citations:
                self._prepare(citation)
            for id in self._listed:
                if id not in self._items:
                    self._items[id] = self._item(id)
            self._arranged = arrange(self.style, self._items, self._listed, self._citations)
        return self._arranged

    def _render(self) -> set[str]:
        """Render all citations; the ids of those whose text is another now."""
        texts = self._guarded(lambda: render_citations(self.style, self._arrange()))
        arranged = self._arrange()
        changed = set()
        for cluster, text in zip(arranged.clusters, texts, strict=True):
            id, state = (
                cluster.citation.id,
                (text, cluster.state(self.style.uses_citation_number, self.style.uses_first_note)),
            )
            if self._states.get(id) != state:
                changed.add(id)
                self._states[id] = state
            self._texts[id] = text
        return changed

    def _free_id(self) -> str:
        number = len(self._citations)
        while f"citation-{number}" in self._texts:
            number += 1
        return f"citation-{number}"


def _named(citation: Citation, id: str) -> Citation:
    return Citation(citation.cites, id, citation.note_number, citation.mode, citation.infix)


def _all_named(citations: Sequence[Citation]) -> list[Citation]:
    """The citations, each with an id of its own."""
    known = {citation.id for citation in citations if citation.id}
    free = (f"citation-{number}" for number in count() if f"citation-{number}" not in known)
    return [citation if citation.id else _named(citation, next(free)) for citation in citations]


def _moved(citation: Citation, note: int) -> Citation:
    if citation.note_number == note:
        return citation
    return Citation(citation.cites, citation.id, note, citation.mode, citation.infix)
