"""The working state of one document while it is processed.

`Reference`: what the document knows of one work that it cites. `CiteState`: one cite in its place.
The phases fill them in, each its own part; nothing outlives the processing.
"""

from __future__ import annotations

from citeformat.document.cite import Citation, Cite
from citeformat.document.locators import split_locator
from citeformat.runtime.compiled import CompiledStyle
from citeformat.runtime.context import CITATION, Context, Item
from citeformat.runtime.expansion import Expansion

__all__ = [
    "FIRST",
    "IBID",
    "IBID_WITH_LOCATOR",
    "NOTHING",
    "SUBSEQUENT",
    "CiteState",
    "Cluster",
    "Reference",
]

NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"
"""What is printed for a work of which the style prints nothing, so that it is seen."""

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = 0, 1, 2, 3
"""Positions, from the weakest claim to the strongest."""


class Reference:
    """A work in the document."""

    __slots__ = (
        "disambiguate",
        "expansion",
        "first_note",
        "item",
        "label",
        "number",
        "rank",
        "year_suffix",
    )

    def __init__(self, item: Item, number: int = 0) -> None:
        self.item = item
        self.number = number
        """Its citation-number."""
        self.label = ""
        """Its citation-label."""
        self.expansion: Expansion | None = None
        self.disambiguate = 0
        """How many of the conditions `disambiguate` are true."""
        self.year_suffix = ""
        self.rank = 0
        """Its place among works that look the same, in the order of the bibliography."""
        self.first_note = 0
        """The note that cites it first."""

    def context(self, style: CompiledStyle, area: int) -> Context:
        """A context for rendering it as a whole."""
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
    """A cite in its place."""

    __slots__ = ("cite", "first_note", "near_note", "position", "reference")

    def __init__(self, cite: Cite, reference: Reference) -> None:
        self.cite = cite
        self.reference = reference
        self.position = FIRST
        self.near_note = False
        self.first_note = 0

    def context(self, style: CompiledStyle) -> Context:
        """A context for rendering it."""
        context = self.reference.context(style, CITATION)
        context.position = self.position
        context.near_note = self.near_note
        context.first_note = self.first_note
        context.label, context.locator = split_locator(self.cite.label, self.cite.locator)
        return context


class Cluster:
    """A citation in its place."""

    __slots__ = ("citation", "cites")

    def __init__(self, citation: Citation, cites: list[CiteState]) -> None:
        self.citation = citation
        self.cites = cites

    def state(self, numbered: bool, noted: bool) -> tuple[object, ...]:
        """All that the text of the citation depends on, besides the style.

        Args:
            numbered: Whether the style prints citation numbers.
            noted: Whether it prints the numbers of notes that cite a work first.
        """
        return tuple(
            (
                each.cite.id,
                each.position,
                each.near_note,
                each.reference.first_note if noted else 0,
                each.reference.number if numbered else 0,
                each.reference.year_suffix,
                each.reference.expansion,
                each.reference.disambiguate,
            )
            for each in self.cites
        )
