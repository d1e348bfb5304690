"""The working state of one rendering of one item, which generated code reads and changes.

A `Context` holds the circumstances: the area of the style, the position, the locator, what
disambiguation adds. It is the only thing that changes while code runs, and no other rendering
uses it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeformat.engine.runtime.item.fields import Item

if TYPE_CHECKING:
    from citeformat.csl.locale import Locale
    from citeformat.engine.runtime.names.spec import Expansion, RenderedNames

__all__ = ["BIBLIOGRAPHY", "CITATION", "Context", "SortNames"]

CITATION, BIBLIOGRAPHY = 0, 1
"""The two areas of a style; names inherit their options by area."""


class SortNames:
    """The et-al options of a cs:key: names-min, names-use-first, names-use-last."""

    __slots__ = ("minimum", "use_first", "use_last")

    def __init__(
        self,
        minimum: int | None = None,
        use_first: int | None = None,
        use_last: bool | None = None,
    ) -> None:
        self.minimum = minimum
        self.use_first = use_first
        self.use_last = use_last


class Context:
    """The circumstances of one rendering of one item."""

    __slots__ = (
        "area", "citation_label", "dates", "disambiguate", "expansion", "fields",
        "first_names", "first_note", "item", "label", "language", "locale", "locator",
        "mark_names", "names", "names_index", "names_suppressed", "near_note", "number",
        "position", "rendered_names", "sort", "suppress_names", "text", "type",
        "used_names", "year_suffix", "year_suffix_pending",
    )  # fmt: skip

    def __init__(self, item: Item, locale: Locale, area: int) -> None:
        self.item = item
        self.locale = locale
        self.area = area
        self.type = item.type
        self.fields = item.fields
        self.text = item.text
        self.names = item.names
        self.dates = item.dates
        self.language = item.language
        self.position = -1
        self.near_note = False
        self.first_note = 0
        self.locator = ""
        self.label = ""
        self.number = 0
        """The citation-number."""
        self.citation_label = ""
        self.year_suffix = ""
        self.year_suffix_pending = False
        """Whether the next year that is rendered takes the year-suffix."""
        self.disambiguate = 0
        """How many of the conditions `disambiguate` are true; each test uses one up."""
        self.expansion: Expansion | None = None
        """The names and given names that disambiguation adds to what the style renders."""
        self.suppress_names = False
        """Whether to leave the first names out, for suppress-author and collapsed cites."""
        self.names_suppressed = False
        """Whether the first names have been left out; a group around them keeps its text."""
        self.names_index = 0
        """How many lists of names have been rendered so far."""
        self.rendered_names: tuple[RenderedNames, ...] | None = None
        """The lists of names that were rendered, if disambiguation asks for them."""
        self.sort: SortNames | None = None
        """The et-al options of the sort key, while one is made."""
        self.first_names: str | None = None
        """The first names that were rendered, or what substitutes them."""
        self.used_names: list[str] | None = None
        """In a substitute, the names variables that it has rendered."""
        self.mark_names = False
        """Whether to mark the first names, for subsequent-author-substitute."""
