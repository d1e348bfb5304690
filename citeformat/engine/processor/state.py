"""The working state of one document while it is processed.

`Reference`: what the document knows of one work that it cites. `CiteState`: one cite in its place.
`citation_label`: the label of a work whose record has none. The phases fill the state in, each its
own part; nothing outlives the processing.

Source: CSL 1.0.2 specification, Appendix IV, "citation-label" ("Ferr78").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat.engine.processor.citation import Citation, Cite, split_locator
from citeformat.engine.runtime.context import CITATION, Context, Item
from citeformat.engine.runtime.names.expansion import Expansion, Shown
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.spans import MARK

__all__ = [
    "FIRST",
    "IBID",
    "IBID_WITH_LOCATOR",
    "NOTHING",
    "SUBSEQUENT",
    "CiteState",
    "Cluster",
    "Lists",
    "Look",
    "Reference",
    "citation_label",
    "usual_position",
]


_LETTERS = {1: 4, 2: 2}
"""Number of authors -> letters of each; more than four authors give one letter each."""

_LABELLED = ("author", "editor", "translator")


def citation_label(item: Item) -> str:
    """The label of a work.

    >>> from citeformat.record import Record
    >>> citation_label(Item(Record.from_csl({"id": "x", "type": "book", "author":
    ...     [{"family": "Ferrari"}], "issued": {"date-parts": [[1978]]}}), True))
    'Ferr78'
    """
    own = item.text["citation-label"]
    if own:
        return own
    families = [
        person.family or person.literal
        for person in next((item.names[each] for each in _LABELLED if each in item.names), ())
    ]
    families = [_plain(family) for family in families[:4]]
    letters = _LETTERS.get(len(families), 1)
    if not families:
        letters, families = 4, [_plain(item.text["title"])]
    names = "".join(family[:letters].capitalize() for family in families)
    date = item.dates.get("issued")
    year = f"{abs(date.parts[0][0]) % 100:02d}" if date is not None and date.parts else ""
    return names + year


def _plain(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(character for character in text if character.isalnum())


NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"
"""What is printed for a work of which the style prints nothing, so that it is seen."""

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = 0, 1, 2, 3
"""Positions, from the weakest claim to the strongest."""

Lists = Sequence[Shown]
"""The lists of names in a cite, in the order in which they are printed."""

_MARKS = re.compile(MARK)


def usual_position(style: CompiledStyle) -> int:
    """The position in which works are compared: notes are told apart where they are short."""
    return SUBSEQUENT if style.is_note else FIRST


class Look:
    """What a cite of a work without a locator looks like in one state of the work."""

    __slots__ = (
        "before", "conditions", "disambiguate", "expansion", "is_whole", "names", "plain", "style",
        "text",
    )  # fmt: skip

    def __init__(
        self,
        reference: Reference,
        style: CompiledStyle,
        text: str,
        names: str,
        is_whole: bool,
        conditions: int,
    ) -> None:
        """Make it of what was rendered for a work in its present state.

        Args:
            reference: The work.
            style: What rendered it.
            text: The text of the cite.
            names: The names that it prints first, or what stands in for them.
            is_whole: Whether a cite that is printed has nothing more.
            conditions: How many conditions `disambiguate` it asked for.
        """
        self.expansion = reference.expansion
        self.disambiguate = reference.disambiguate
        self.style = style
        self.text = text
        self.names = names
        self.is_whole = is_whole
        self.conditions = conditions
        self.plain = text if text.isascii() else _MARKS.sub("", text)
        """The text without formatting, which does not tell works apart."""
        self.before = reference.look
        """The look at the work before this one."""

    def is_of(self, reference: Reference) -> bool:
        """Whether the work is still in the state that was looked at."""
        return self.disambiguate == reference.disambiguate and self.expansion == reference.expansion


class Reference:
    """A work in the document."""

    __slots__ = (
        "disambiguate",
        "expansion",
        "first_note",
        "item",
        "label",
        "lists",
        "look",
        "number",
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
        self.first_note = 0
        """The note that cites it first."""
        self.look: Look | None = None
        """The last look at it."""
        self.lists: Lists = ()
        """The lists of names in its cite, as they were when it was looked at first."""

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

    def seen(self, style: CompiledStyle) -> Look | None:
        """The look at its work that shows what it prints, if there is one."""
        reference, cite = self.reference, self.cite
        look = reference.look
        if (
            look is None
            or not look.is_whole
            or look.style is not style
            or not look.is_of(reference)
            or self.position != usual_position(style)
            or cite.locator or cite.label or self.first_note or self.near_note
        ):  # fmt: skip
            return None
        return look

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
