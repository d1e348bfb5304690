"""The values of cs:names: what goes in, what disambiguation adds, and what was rendered.

In: `NamesSpec` is the element with everything that it inherits, which is known before there is a
record; `Expansion` is what disambiguation adds to one cite. Out: `RenderedNames` says which names
of a list were rendered, which is where disambiguation begins.

Source: CSL 1.0.2 specification, "Names", "Label", "Substitute", "Disambiguation".
"""

from __future__ import annotations

from typing import NamedTuple

from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.csl.locale import Locale
from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.item.person import Person

__all__ = ["AS_STYLED", "FULL", "INITIALS", "Expansion", "LabelSpec", "NamesSpec", "RenderedNames"]


class LabelSpec(NamedTuple):
    """A cs:label in cs:names."""

    form: str = "long"
    plural: str = "contextual"
    """`"contextual"`, `"always"` or `"never"`."""
    formatting: Formatting = PLAIN
    before: bool = False
    """Whether the label precedes the names."""

    def text(self, locale: Locale, variable: str, number: int) -> str:
        """Render the label of a list of so many names.

        >>> locale = Locale("en-US", {("editor", "long", ""): ("editor", "editors", "")})
        >>> LabelSpec().text(locale, "editor", 2)
        'editors'
        """
        plural = self.plural == "always" or (self.plural == "contextual" and number > 1)
        term = locale.term(variable, self.form, plural)
        return self.formatting.apply_to_label(term, locale.language)


class NamesSpec(NamedTuple):
    """A cs:names element with everything that it inherits, without its substitutes."""

    variables: tuple[str, ...]
    options: tuple[NameOptions, NameOptions]
    """The options in a citation, and in the bibliography."""
    formatting: Formatting = PLAIN
    name: Formatting = PLAIN
    """The formatting of cs:name."""
    family: Formatting = PLAIN
    given: Formatting = PLAIN
    et_al_term: str = "et-al"
    et_al: Formatting = PLAIN
    label: LabelSpec | None = None


AS_STYLED, INITIALS, FULL = 0, 1, 2
"""How much of a given name is rendered: what the style says, initials, or all of it."""


class Expansion(NamedTuple):
    """The names and given names that disambiguation adds to a cite, for each of its lists of names
    in the order in which they are rendered."""

    counts: tuple[int, ...] = ()
    """How many names to show; 0: as many as the style says."""
    levels: tuple[tuple[int, ...], ...] = ()
    """AS_STYLED, INITIALS or FULL for each name."""

    def shown(self, index: int) -> int:
        """Return how many names a list shows; 0: as many as the style says."""
        return self.counts[index] if index < len(self.counts) else 0

    def levels_of(self, index: int, names: int) -> tuple[int, ...]:
        """Return the level of each of the first names of a list.

        >>> Expansion(levels=((FULL, INITIALS),)).levels_of(0, 3)
        (2, 1, 0)
        """
        levels = self.levels[index][:names] if index < len(self.levels) else ()
        return levels + (AS_STYLED,) * (names - len(levels))


class RenderedNames(NamedTuple):
    """A list of names that was rendered."""

    persons: tuple[Person, ...]
    shown: int
    """How many of the names were rendered, counted from the first one."""
    options: NameOptions
