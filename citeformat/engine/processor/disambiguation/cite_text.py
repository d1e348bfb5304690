"""Render the bare cites that disambiguation compares.

In: works in their present state (expansion, `disambiguate` conditions). Out: the text of a cite
without a locator, and the lists of names in it.
"""

from __future__ import annotations

from citeformat.engine.processor.citation import POSITION_NUMBERS
from citeformat.engine.processor.state import CiteSnapshot, NameLists, Reference, bare_position
from citeformat.engine.runtime.context import CITATION
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.engine.runtime.substitution import without

__all__ = ["BareCites"]


class BareCites:
    """The bare cites of works in a style.

    Each work keeps its snapshots, because every method compares the same cites again.
    """

    def __init__(self, style: CompiledStyle) -> None:
        self.style = style
        self._position = POSITION_NUMBERS[bare_position(style)]

    def text(self, reference: Reference) -> str:
        """Return the text of the bare cite of a work, without formatting."""
        snapshot = reference.snapshot
        while snapshot is not None:
            if snapshot.is_current(reference):
                return snapshot.plain
            snapshot = snapshot.previous
        context = reference.context(self.style, CITATION)
        context.position = self._position
        context.first_note = reference.first_note if self.style.is_note else 0
        # numbers of works and of notes may change
        is_complete = not (self.style.uses_citation_number or self.style.uses_first_note)
        if "accessed" in context.dates:  # the date of a visit does not identify a work
            context.dates = without(context.dates, ("accessed",))
            is_complete = False
        if reference.snapshot is None:
            context.rendered_names = ()
        text = self.style.citation.render(context)
        if context.rendered_names is not None:
            reference.name_lists = context.rendered_names
        names = context.first_names or ""
        conditions = reference.disambiguate - context.disambiguate
        reference.snapshot = CiteSnapshot(
            reference, self.style, text, names, is_complete, conditions
        )
        return reference.snapshot.plain

    def name_lists(self, reference: Reference) -> NameLists:
        """Return the lists of names in the bare cite of a work, as they were at first."""
        if reference.snapshot is None:
            self.text(reference)
        return reference.name_lists
