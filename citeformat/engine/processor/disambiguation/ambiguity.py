"""The works of a document told apart, all at once or one more at a time.

In: works numbered in the order of the bibliography, then perhaps more of them. Works whose cites
look the same are found, and `disambiguate` makes them differ. A work that comes later changes no
others but those that look as it does, or that name its namesakes; only they are told apart anew.

Source: CSL 1.0.2 specification, "Disambiguation".
"""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.engine.processor.disambiguation.cite_text import Looks
from citeformat.engine.processor.disambiguation.given_names import Family, Namesakes
from citeformat.engine.processor.sorting.keys import BibliographyOrder
from citeformat.engine.processor.state import Reference
from citeformat.engine.runtime.style import CompiledStyle

__all__ = ["Distinction"]


class Distinction:
    """What is known of the works of one document while it tells them apart."""

    def __init__(self, style: CompiledStyle, order: BibliographyOrder) -> None:
        self._looks = Looks(style)
        self._style = style
        self._order = order
        self._is_numbered = True
        """Whether the works are numbered in the order of the bibliography."""
        self._namesakes: Namesakes | None = None
        options = style.citation.options
        if options.add_givenname and options.givenname_rule != "by-cite":
            self._namesakes = Namesakes(options.givenname_rule)
        self._alike: dict[str, list[Reference]] = {}
        """What a cite looks like before it is told from others -> the works of which it does."""
        self._looked: dict[int, str] = {}
        """By the identity of a work, what its cite looks like then; where that may change."""

    def tell_apart(self, references: Sequence[Reference]) -> None:
        """Tell all works of a document apart, which are numbered in the order of the bibliography.

        Args:
            references: The works. To go through them in the order in which they were made is quick.
        """
        namesakes = self._namesakes
        if namesakes is not None:
            families: set[Family] = set()
            for reference in references:
                families |= namesakes.add(reference, self._looks.lists(reference))
            namesakes.tell_apart(families)
        if not self._style.tells_apart:
            return
        for reference in references:
            self._enter(reference)
        self._disambiguate([alike for alike in self._alike.values() if len(alike) > 1])

    def admit(self, reference: Reference) -> None:
        """Take in one more work, the last that was cited. Others that look as it does, or that
        name its namesakes, may be told apart in another way then."""
        if not self._style.tells_apart:
            return
        self._is_numbered = False
        touched: dict[str, None] = {}
        if self._namesakes is not None:
            grown = self._namesakes.add(reference, self._looks.lists(reference))
            for each in self._namesakes.tell_apart(grown):
                if each is not reference:
                    touched[self._leave(each)] = None
                    touched[self._enter(each)] = None
        touched[self._enter(reference)] = None
        for text in touched:
            self._settle(self._alike[text])

    def _enter(self, reference: Reference) -> str:
        """Put a work with those that look the same."""
        self._reset(reference)
        text = self._looks.text(reference)
        self._alike.setdefault(text, []).append(reference)
        if self._namesakes is not None:
            self._looked[id(reference)] = text
        return text

    def _leave(self, reference: Reference) -> str:
        """Take a work from those that look the same."""
        text = self._looked[id(reference)]
        self._alike[text].remove(reference)
        return text

    def _settle(self, alike: list[Reference]) -> None:
        """Tell works that look the same apart anew."""
        for reference in alike:
            self._reset(reference)
        if len(alike) > 1:
            self._disambiguate([alike])

    def _disambiguate(self, sets: Sequence[list[Reference]]) -> None:
        """Make the cites of works differ that look the same."""
        if not sets:
            return
        from citeformat.engine.processor.disambiguation.methods import disambiguate, methods_of

        methods = methods_of(self._style, self._sorted)
        for alike in sets:
            disambiguate(self._looks, methods, alike)

    def _sorted(self, references: Sequence[Reference]) -> list[Reference]:
        """Works in the order of the bibliography."""
        if self._is_numbered:
            return sorted(references, key=lambda reference: reference.number)
        return self._order.sort(references)

    def _reset(self, reference: Reference) -> None:
        """Make a work what it is before it is told from others."""
        reference.disambiguate, reference.year_suffix = 0, ""
        reference.expansion = None
        if self._namesakes is not None:
            reference.expansion = self._namesakes.expansion(self._looks.lists(reference))
