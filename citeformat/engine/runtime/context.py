"""What generated code reads: an item, and the circumstances under which it is rendered.

An `Item` is a record prepared for one style: the values that the style reads are made rich text,
once. A `Context` is the working state of one rendering of one item; it is the only thing
that changes while code runs, and it does not outlive it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from citeformat.csl.variables import NUMBER_VARIABLES, TEXT_VARIABLES
from citeformat.engine.runtime.item.note_fields import with_note_fields
from citeformat.engine.runtime.item.person import NOBODY, Person, prepare
from citeformat.engine.runtime.item.raw_dates import settle
from citeformat.record import Date, Record
from citeformat.richtext.markup import parse_field

if TYPE_CHECKING:
    from citeformat.csl.locale import Locale
    from citeformat.engine.runtime.names.expansion import Expansion, Shown

__all__ = ["ALL_VARIABLES", "BIBLIOGRAPHY", "CITATION", "Context", "Item", "SortNames"]

CITATION, BIBLIOGRAPHY = 0, 1
"""The two areas of a style; names inherit their options by area."""

_VERBATIM = frozenset({"DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "citation-key"})


def _first_page(text: Mapping[str, str]) -> str:
    """The value up to its first dash, comma and the like, with a word before the number: "Cover 3"
    is one page, "12 15" two."""
    page = text["page"]
    for index, character in enumerate(page):
        if character in "-–—,;&" or (character == " " and page[:index][-1:].isdigit()):
            return page[:index].strip()
    return page


_DERIVED: dict[str, Callable[[Mapping[str, str]], str]] = {
    "page-first": _first_page,
    "event": lambda text: text["event-title"],
}
"""Variables that follow from others."""
ALL_VARIABLES = dict.fromkeys(sorted(TEXT_VARIABLES | NUMBER_VARIABLES), "")
"""Every text and number variable, empty."""


class Item:
    """A record prepared for rendering in one style.

    Its tables are plain and small: Python's garbage collector looks at each of them again and
    again while a long document is made.
    """

    __slots__ = ("dates", "english", "fields", "id", "names", "record", "text", "type")

    def __init__(
        self, record: Record, english: bool, variables: dict[str, str] = ALL_VARIABLES
    ) -> None:
        """Prepare a record.

        Args:
            record: The record.
            english: Whether it is in English unless it says otherwise.
            variables: The text and number variables that the style reads, each empty.
        """
        self.record = record
        self.id = record.id
        self.type = record.type
        fields = record.fields
        if not all(fields.values()):
            fields = {key: value for key, value in fields.items() if value or value == 0}
        self.fields = with_note_fields(fields)
        self.text: dict[str, str] = variables.copy()
        """Variable -> rich text; `""` for what is not there."""
        self.names: dict[str, tuple[Person, ...]] = {}
        """Names variable -> names, of those that are there."""
        self.dates: dict[str, Date] = {}
        """Date variable -> date, of those that are there."""
        self._fill()
        language = fields.get("language")
        self.english = english if not language else str(language)[:2].lower() == "en"
        """Whether title case applies (CSL 1.0.2, "Title case conversion")."""

    def _fill(self) -> None:
        """Make the values of the record's fields."""
        text, fields = self.text, self.fields
        for variable, value in fields.items():
            if isinstance(value, str):
                if variable in text:
                    text[variable] = parse_field(value, variable in _VERBATIM)
            elif isinstance(value, tuple):
                persons = tuple([prepare(each) for each in value])
                if NOBODY in persons:
                    persons = tuple([person for person in persons if person != NOBODY])
                if persons:
                    self.names[variable] = persons
                else:
                    self.fields = {key: self.fields[key] for key in self.fields if key != variable}
            elif isinstance(value, Date):
                date = settle(value)
                if date is not None:
                    self.dates[variable] = date
            elif variable in text:
                text[variable] = str(value) if abs(value) < 10**18 else ""
        for variable, derive in _DERIVED.items():
            if variable in text and variable not in fields:
                text[variable] = derive(text)


class SortNames:
    """How a sort key overrides the et-al options of names (names-min, names-use-first ...)."""

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
    """The circumstances of one rendering of one item.

    What is seldom set has its value in the class, which makes a context cheap.
    """

    position = -1
    near_note = False
    first_note = 0
    locator = ""
    label = ""
    number = 0
    """The citation-number."""
    citation_label = ""
    year_suffix = ""
    year_suffix_pending = False
    """Whether the next year printed takes the year-suffix."""
    disambiguate = 0
    """How many of the conditions `disambiguate` are true; each that is met uses up one."""
    expansion: Expansion | None = None
    """More names and given names than the style prints by itself."""
    suppress_names = False
    """Leave the first names out, for suppress-author and collapsed cites."""
    hides_names = False
    """Whether they have been left out by now; a group around them keeps its words."""
    names_index = 0
    """How many lists of names have been printed so far."""
    log: tuple[Shown, ...] | None = None
    """Collects which lists of names were printed, where somebody asks."""
    sort: SortNames | None = None
    """Set while a sort key is made."""
    first_names: str | None = None
    """The first names printed, or what stood in for them."""
    used_names: list[str] | None = None
    """Within a substitute, the names variables that it printed."""
    mark_names = False
    """Whether the first names are marked, for subsequent-author-substitute."""

    def __init__(self, item: Item, locale: Locale, area: int) -> None:
        self.item = item
        self.locale = locale
        self.area = area
        self.type = item.type
        self.fields: Mapping[str, Any] = item.fields
        self.text = item.text
        self.names = item.names
        self.dates = item.dates
        self.english = item.english
