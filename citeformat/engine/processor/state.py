"""The working state of a document while it is processed.

`DocumentState` has the works (`Reference`) and the citations (`Cluster` of `CiteState`) of a
document. Each phase fills in its own part. Nothing outlives the processing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from citeformat.engine.processor.citation import POSITION_NUMBERS, Citation, Cite, Position
from citeformat.engine.runtime.context import CITATION, Context
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.names.spec import Expansion, RenderedNames
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.record.text.locators import split_locator
from citeformat.richtext.spans import MARK

if TYPE_CHECKING:
    from citeformat.engine.processor.disambiguation.ambiguity import Disambiguator
    from citeformat.engine.processor.result import UnfinishedCitation
    from citeformat.engine.processor.sorting.growing import GrowingOrder

__all__ = [
    "NOTHING",
    "CiteSnapshot",
    "CiteState",
    "Cluster",
    "DocumentState",
    "NameLists",
    "Reference",
    "SortValue",
    "bare_position",
]


NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"
"""A visible message for a work that the style prints nothing for."""

NameLists = Sequence[RenderedNames]
"""The lists of names in a cite, in the order in which they are printed."""

SortValue = tuple[bool, tuple[object, ...]]
"""What a sort key sorts a work by: whether it goes to the end, and a value that compares."""

_MARKS = re.compile(MARK)


def bare_position(style: CompiledStyle) -> Position:
    """The position of the bare cites that disambiguation compares: the one with shorter cites."""
    return "subsequent" if style.is_note or style.shortens_subsequent else "first"


class CiteSnapshot:
    """The bare cite of a work (without a locator) in one state of the work."""

    __slots__ = (
        "conditions", "disambiguate", "expansion", "first_note", "is_complete", "names", "plain",
        "previous", "style", "text",
    )  # fmt: skip

    def __init__(
        self,
        reference: Reference,
        style: CompiledStyle,
        text: str,
        names: str,
        is_complete: bool,
        conditions: int,
    ) -> None:
        """Keep what was rendered for a work in its present state.

        Args:
            reference: The work.
            style: The style that rendered it.
            text: The text of the cite.
            names: The names that it prints first, or what is printed in their place.
            is_complete: Whether a printed cite of the work has the same text.
            conditions: How many `disambiguate` conditions it tested.
        """
        self.expansion = reference.expansion
        self.disambiguate = reference.disambiguate
        self.first_note = reference.first_note if style.uses_first_note else None
        self.style = style
        self.text = text
        self.names = names
        self.is_complete = is_complete
        self.conditions = conditions
        self.plain = text if text.isascii() else _MARKS.sub("", text)
        """The text without formatting, which does not make a cite unambiguous."""
        self.previous = reference.snapshot
        """The snapshot of the work before this one."""

    def is_current(self, reference: Reference) -> bool:
        """Whether the work is still in the state of the snapshot."""
        return (
            self.disambiguate == reference.disambiguate
            and self.expansion == reference.expansion
            and (self.first_note is None or self.first_note == reference.first_note)
        )


class Reference:
    """A work in the document."""

    __slots__ = (
        "cited_at",
        "disambiguate",
        "expansion",
        "first_note",
        "is_unknown",
        "item",
        "label",
        "name_lists",
        "number",
        "snapshot",
        "sort_values",
        "year_suffix",
    )

    def __init__(self, item: Item, number: int = 0, is_unknown: bool = False) -> None:
        self.item = item
        self.number = number
        """Its citation-number."""
        self.cited_at = number
        """Its number in the order in which the document lists and cites works."""
        self.is_unknown = is_unknown
        """Whether no record has its id. It is neither numbered nor in the bibliography."""
        self.label = ""
        """Its citation-label."""
        self.expansion: Expansion | None = None
        self.disambiguate = 0
        """How many `disambiguate` conditions are true."""
        self.year_suffix = ""
        self.first_note = 0
        """The note that cites it first."""
        self.snapshot: CiteSnapshot | None = None
        """Its last snapshot."""
        self.name_lists: NameLists = ()
        """The lists of names in its first snapshot."""
        self.sort_values: tuple[SortValue, ...] = ()
        """What the first sort keys of the bibliography sort it by, as far as it is known."""

    def state(self, style: CompiledStyle) -> tuple[object, ...]:
        """Everything in the document that the texts of the work depend on."""
        number = self.number if style.uses_citation_number else 0
        return number, self.year_suffix, self.expansion, self.disambiguate

    def context(self, style: CompiledStyle, area: int) -> Context:
        """Make a context that renders the work as a whole."""
        context = Context(self.item, style.locale, area)
        context.number = self.number
        if self.label:
            context.citation_label = self.label
        if self.year_suffix:
            context.year_suffix = self.year_suffix
            context.year_suffix_pending = not (
                style.explicit_year_suffix or style.uses_citation_label
            )
        if self.expansion is not None:
            context.expansion = self.expansion
        if self.disambiguate:
            context.disambiguate = self.disambiguate
        return context


class CiteState:
    """A cite in its place in the document."""

    __slots__ = ("cite", "first_note", "near_note", "position", "reference")

    def __init__(self, cite: Cite, reference: Reference) -> None:
        self.cite = cite
        self.reference = reference
        self.position: Position = "first"
        self.near_note = False
        self.first_note = 0

    def reusable_snapshot(self, style: CompiledStyle) -> CiteSnapshot | None:
        """The snapshot of the work, if the cite is printed with the same text."""
        reference, cite = self.reference, self.cite
        snapshot = reference.snapshot
        if (
            snapshot is None
            or not snapshot.is_complete
            or snapshot.style is not style
            or not snapshot.is_current(reference)
            or self.position != bare_position(style)
            or cite.locator or cite.label or self.first_note or self.near_note
        ):  # fmt: skip
            return None
        return snapshot

    def context(self, style: CompiledStyle) -> Context:
        """Make a context that renders the cite."""
        context = self.reference.context(style, CITATION)
        context.position = POSITION_NUMBERS[self.position]
        context.near_note = self.near_note
        context.first_note = self.first_note
        context.label, context.locator = self.located(style)
        return context

    def located(self, style: CompiledStyle) -> tuple[str, str]:
        """Return the label and the locator of the cite. A word of the style's language before the
        locator is its label."""
        cite = self.cite
        if not cite.locator:
            return cite.label or "page", ""
        words = style.locale.locator_words() if cite.locator[0].isalpha() else None
        return split_locator(cite.label, cite.locator, words)


class Cluster:
    """A citation in its place in the document."""

    __slots__ = ("citation", "cites", "previous", "unfinished")

    def __init__(
        self, citation: Citation, cites: list[CiteState], previous: Cluster | None = None
    ) -> None:
        self.citation = citation
        self.cites = cites
        """Its cites in the order in which they are printed."""
        self.previous = previous
        """The same citation before the document was edited, until its cites are sorted."""
        self.unfinished: UnfinishedCitation | None = None
        """Its text when it was last rendered, before it was finished."""

    def dependencies(self, style: CompiledStyle) -> tuple[object, ...]:
        """Everything that the text of the citation depends on, besides the style."""
        has_first_notes = style.uses_first_note
        return tuple([
            (
                state.cite.id,
                state.position,
                state.near_note,
                state.reference.first_note if has_first_notes else 0,
                state.first_note if has_first_notes else 0,
                *state.reference.state(style),
            )
            for state in self.cites
        ])  # fmt: skip


class DocumentState:
    """The works and citations of a document."""

    __slots__ = (
        "clusters", "disambiguator", "first_notes", "has_grown", "has_new_numbers", "is_growing",
        "is_sorted", "last_note", "order", "previous", "references", "style", "unknown", "works",
    )  # fmt: skip

    def __init__(
        self, style: CompiledStyle, unknown: Mapping[str, Reference] | None = None
    ) -> None:
        self.style = style
        self.unknown = {} if unknown is None else unknown
        """The works that are cited, but have no records."""
        self.works: list[str] = []
        """The ids of the works in the order in which they are listed and cited, when the document
        was arranged."""
        self.first_notes: dict[str, int] = {}
        """The id of a work -> the note that cites it first, in a style that prints its number, when
        the document was arranged."""
        self.references: dict[str, Reference] = {}
        """Id -> work, in the order of the bibliography once they are sorted."""
        self.clusters: list[Cluster] = []
        """The citations in the order of the document."""
        self.is_growing = False
        """Whether works are added to those of a document that has been processed."""
        self.has_grown = False
        """Whether citations were added since it was arranged as a whole."""
        self.has_new_numbers = False
        """Whether a work that was added since then has changed the numbers of works before it."""
        self.is_sorted = True
        """Whether no work was added since the bibliography was sorted."""
        self.order: GrowingOrder | None = None
        """The works in the order of the bibliography, in a document that grows and whose citations
        depend on numbers."""
        self.disambiguator: Disambiguator | None = None
        """Kept in a document that grows only; what it knows about all works takes much memory."""
        self.last_note: dict[str, int] = {}
        """The id of a work -> the number of the note that cites it last."""
        self.previous: dict[bool, list[Cluster]] = {True: [], False: []}
        """Whether a cite is in a note -> the citations that its "ibid" refers to."""
