"""What works look like when they are cited: what disambiguation compares.

In: works in their present state (expansion, conditions). Out: the text of a cite without a locator,
and the lists of names that it prints.
"""

from __future__ import annotations

from collections.abc import Iterable

from citeformat.engine.processor.state import Lists, Look, Reference, usual_position
from citeformat.engine.runtime.context import CITATION
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.engine.runtime.substitution import without

__all__ = ["Looks"]


class Looks:
    """Looks at works that are cited in a style without a locator. Each work remembers the looks
    at it, since every method looks at the same cites again."""

    def __init__(self, style: CompiledStyle) -> None:
        self.style = style
        self._position = usual_position(style)

    def text(self, reference: Reference) -> str:
        """The text of a cite, without formatting."""
        return self._look(reference).plain

    def _look(self, reference: Reference) -> Look:
        look = reference.look
        while look is not None:
            if look.is_of(reference):
                return look
            look = look.before
        reference.look = self._render(reference)
        return reference.look

    def _render(self, reference: Reference) -> Look:
        context = reference.context(self.style, CITATION)
        context.position = self._position
        is_whole = not self.style.uses_citation_number  # which may become another one
        if "accessed" in context.dates:  # when somebody looked is none of the work
            context.dates = without(context.dates, ("accessed",))
            is_whole = False
        context.log = ()
        text = self.style.citation.render(context)
        if reference.look is None:
            reference.lists = context.log
        names = context.first_names or ""
        asked = reference.disambiguate - context.disambiguate
        return Look(reference, self.style, text, names, is_whole, asked)

    def lists(self, reference: Reference) -> Lists:
        """The lists of names in a cite, as they were when it was looked at first."""
        if reference.look is None:
            self.text(reference)
        return reference.lists

    def groups(self, references: Iterable[Reference]) -> list[list[Reference]]:
        """The works, those together whose cites are the same."""
        groups: dict[str, list[Reference]] = {}
        for reference in references:
            groups.setdefault(self.text(reference), []).append(reference)
        return list(groups.values())
