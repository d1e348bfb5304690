"""Phase: disambiguate works, all at once or one after another.

In: the works of a document, numbered in the order of the bibliography; then perhaps more works.
Out: an expansion, `disambiguate` conditions or a year-suffix for works with equal cites. A work
that is added later changes only the works that it is ambiguous with, and those that name persons
with the same family names.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from citeformat.engine.processor.disambiguation.cite_text import BareCites
from citeformat.engine.processor.disambiguation.given_names import FamilyName, GivenNameIndex
from citeformat.engine.processor.sorting.keys import by_number, sort_again
from citeformat.engine.processor.state import DocumentState, Reference
from citeformat.engine.runtime.style import CompiledStyle

__all__ = ["Disambiguator", "disambiguate_works"]


def disambiguate_works(document: DocumentState, works: Sequence[Reference]) -> None:
    """Disambiguate new works from each other and from the works of the document."""
    disambiguator = document.disambiguator
    if not document.is_growing:
        Disambiguator(document.style).disambiguate_all(works)
        return
    if disambiguator is None:
        new = {reference.item.id for reference in works}
        references = document.references
        disambiguator = document.disambiguator = Disambiguator(document.style)
        disambiguator.disambiguate_all([references[id] for id in references if id not in new])
    for reference in works:
        disambiguator.add(reference)


class Disambiguator:
    """Disambiguates the works of one document, all at once or one after another."""

    def __init__(self, style: CompiledStyle) -> None:
        self._style = style
        self._cites = BareCites(style)
        options = style.citation.options
        self._given_names: GivenNameIndex | None = None
        if options.add_givenname and options.givenname_rule != "by-cite":
            self._given_names = GivenNameIndex(options.givenname_rule)
        self._groups: dict[str, list[Reference]] = {}
        """The text of a bare cite before disambiguation -> the works that have this cite."""
        self._texts: dict[int, str] = {}
        """By the identity of a work, the text of its bare cite before disambiguation. Kept only
        where a work that is added later can change it."""

    def disambiguate_all(self, works: Sequence[Reference]) -> None:
        """Disambiguate the works of a document, numbered in the order of the bibliography.

        Args:
            works: The works. The order in which they were made is the fastest.
        """
        if self._given_names is not None:
            families: set[FamilyName] = set()
            for reference in works:
                families |= self._given_names.add(reference, self._cites.name_lists(reference))
            self._given_names.disambiguate(families)
        if not self._style.can_disambiguate:
            return
        for reference in works:
            self._enter(reference)
        ambiguous = [group for group in self._groups.values() if len(group) > 1]
        if ambiguous:
            self._disambiguate(ambiguous, by_number)

    def add(self, reference: Reference) -> None:
        """Disambiguate one more work, the last one that was cited.

        The works that it is ambiguous with are disambiguated anew, and so are those that name
        persons with the same family names as its own.
        """
        if not self._style.can_disambiguate:
            return
        changed: dict[str, None] = {}
        if self._given_names is not None:
            families = self._given_names.add(reference, self._cites.name_lists(reference))
            for each in self._given_names.disambiguate(families):
                if each is not reference:
                    text = self._texts[id(each)]
                    self._groups[text].remove(each)
                    changed[text] = None
                    changed[self._enter(each)] = None
        changed[self._enter(reference)] = None
        for text in changed:
            works = self._groups[text]
            for each in works:
                self._reset(each)
            if len(works) > 1:
                self._disambiguate([works], partial(sort_again, self._style))

    def _enter(self, reference: Reference) -> str:
        """Put a work into the group of those with the same bare cite, and return the cite."""
        self._reset(reference)
        text = self._cites.text(reference)
        self._groups.setdefault(text, []).append(reference)
        if self._given_names is not None:
            self._texts[id(reference)] = text
        return text

    def _reset(self, reference: Reference) -> None:
        """Undo the disambiguation of a work, except for the given names of all its cites."""
        reference.disambiguate, reference.year_suffix = 0, ""
        reference.expansion = None
        if self._given_names is not None:
            reference.expansion = self._given_names.expansion(self._cites.name_lists(reference))

    def _disambiguate(
        self,
        groups: Sequence[list[Reference]],
        in_order: Callable[[Iterable[Reference]], list[Reference]],
    ) -> None:
        """Disambiguate the works of each group.

        Args:
            groups: Works with the same bare cite.
            in_order: Sorts works in the order of the bibliography.
        """
        # imported here because few documents have ambiguous cites
        from citeformat.engine.processor.disambiguation.methods import disambiguate, methods_of

        methods = methods_of(self._style, in_order)
        for works in groups:
            disambiguate(self._cites, methods, works)
