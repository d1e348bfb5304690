"""Phase: disambiguate works, all at once or one after another.

In: the works of a document, numbered in the order of the bibliography; then perhaps more works.
Out: an expansion, `disambiguate` conditions or a year-suffix for works with equal cites. A work
that is added later changes only the works that it is ambiguous with, and those that name persons
with the same family names.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from citeformat.engine.processor.disambiguation.cite_text import BareCites
from citeformat.engine.processor.disambiguation.given_names import GivenNameIndex
from citeformat.engine.processor.state import DocumentState, Reference
from citeformat.engine.runtime.style import CompiledStyle

if TYPE_CHECKING:
    from citeformat.engine.processor.disambiguation.methods import AmbiguousWorks

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
        self._groups: dict[str, dict[int, Reference]] = {}
        """The text of a bare cite before disambiguation -> the works that have this cite, by their
        identity."""
        self._texts: dict[int, str] = {}
        """By the identity of a work, the text of its bare cite before disambiguation."""
        self._ambiguous: dict[str, AmbiguousWorks] = {}
        """The text of a bare cite of several works -> how they are disambiguated. Made when a work
        joins them."""

    def disambiguate_all(self, works: Sequence[Reference]) -> None:
        """Disambiguate the works of a document, numbered in the order of the bibliography.

        Args:
            works: The works. The order in which they were made is the fastest.
        """
        if self._given_names is not None:
            for reference in works:
                self._given_names.add(reference, self._cites.name_lists(reference))
        if not self._style.can_disambiguate:
            return
        for reference in works:
            self._enter(reference)
        for group in self._groups.values():
            if len(group) > 1:
                self._compared(group.values()).add_year_suffixes()

    def add(self, reference: Reference) -> None:
        """Disambiguate one more work, the last one that was cited.

        The works that it is ambiguous with are disambiguated from it, and so are those that name
        persons with the same family names as its own. Year-suffixes are not given to any.
        """
        if not self._style.can_disambiguate:
            return
        changed: dict[str, None] = {}
        if self._given_names is not None:
            for each in self._given_names.add(reference, self._cites.name_lists(reference)):
                if each is not reference:
                    text = self._texts[id(each)]
                    del self._groups[text][id(each)]
                    changed[text] = None
                    changed[self._enter(each)] = None
        text = self._enter(reference)
        ambiguous = self._ambiguous.get(text)
        if text in changed or ambiguous is None or not ambiguous.add(reference):
            changed[text] = None
        for text in changed:
            works = self._groups[text].values()
            for each in works:
                self._reset(each)
            self._ambiguous.pop(text, None)
            if len(works) > 1:
                self._ambiguous[text] = self._compared(works)

    def add_year_suffixes(self, works: Iterable[Reference]) -> None:
        """Give works of a document that grows their present year-suffixes."""
        for reference in works:
            ambiguous = self._ambiguous.get(self._texts.get(id(reference), ""))
            if ambiguous is not None:
                ambiguous.add_year_suffix(reference)

    def _compared(self, works: Iterable[Reference]) -> AmbiguousWorks:
        # imported here because few documents have ambiguous cites
        from citeformat.engine.processor.disambiguation.methods import AmbiguousWorks

        return AmbiguousWorks(self._cites, works)

    def _enter(self, reference: Reference) -> str:
        """Put a work into the group of those with the same bare cite, and return the cite."""
        self._reset(reference)
        text = self._cites.text(reference)
        self._groups.setdefault(text, {})[id(reference)] = reference
        self._texts[id(reference)] = text
        return text

    def _reset(self, reference: Reference) -> None:
        """Undo the disambiguation of a work, except for the given names of all its cites."""
        reference.disambiguate, reference.year_suffix = 0, ""
        reference.expansion = None
        if self._given_names is not None:
            reference.expansion = self._given_names.expansion(self._cites.name_lists(reference))
