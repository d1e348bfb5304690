"""What generated code reads: an item, and the circumstances under which it is rendered.

An `Item` is a record prepared for one style: values become rich text when they are first asked
for, once. A `Context` is the working state of one rendering of one item; it is the only thing
that changes while code runs, and it does not outlive it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from citeformat.csl.variables import NAME_VARIABLES, NUMBER_VARIABLES, TEXT_VARIABLES
from citeformat.record import Date, Name, Record
from citeformat.richtext.markup import parse_field
from citeformat.runtime.note_fields import with_note_fields
from citeformat.runtime.person import Person, prepare
from citeformat.runtime.raw_dates import settle

if TYPE_CHECKING:
    from citeformat.csl.locale import Locale
    from citeformat.runtime.expansion import Expansion, Shown

__all__ = ["BIBLIOGRAPHY", "CITATION", "Context", "Item", "SortNames"]

CITATION, BIBLIOGRAPHY = 0, 1
"""The two areas of a style; names inherit their options by area."""

_VERBATIM = frozenset({"DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "citation-key"})


class _Texts(dict[str, str]):
    """Variable -> rich text, made when it is first asked for; `""` for what is not there."""

    __slots__ = ("fields",)

    def __init__(self, fields: Mapping[str, Any]) -> None:
        super().__init__(_NO_TEXTS)
        self.fields = fields
        for variable in fields:
            self.pop(variable, None)

    def __missing__(self, variable: str) -> str:
        value = self.fields.get(variable)
        if isinstance(value, str):
            text = parse_field(value, variable in _VERBATIM)
        elif isinstance(value, int):
            text = str(value) if abs(value) < 10**18 else ""
        elif value is None and variable in _DERIVED:
            text = _DERIVED[variable](self)
        else:
            text = ""
        self[variable] = text
        return text


def _first_page(texts: _Texts) -> str:
    page = texts["page"]
    for index, character in enumerate(page):
        if character in "-–—,; &":
            return page[:index].strip()
    return page


_DERIVED: dict[str, Callable[[_Texts], str]] = {
    "page-first": _first_page,
    "event": lambda texts: texts["event-title"],
}
"""Variables that follow from others."""


_NO_TEXTS = dict.fromkeys((TEXT_VARIABLES | NUMBER_VARIABLES) - _DERIVED.keys(), "")
_NO_NAMES: dict[str, tuple[Person, ...]] = dict.fromkeys(NAME_VARIABLES, ())
"""What a record has that has nothing: it is copied, which is quicker than to look for each."""


class _Names(dict[str, tuple[Person, ...]]):
    """Names variable -> prepared names, made when they are first asked for."""

    __slots__ = ("fields",)

    def __init__(self, fields: Mapping[str, Any]) -> None:
        super().__init__(_NO_NAMES)
        self.fields = fields
        for variable in fields:
            if variable in _NO_NAMES:
                del self[variable]

    def __missing__(self, variable: str) -> tuple[Person, ...]:
        value = self.fields.get(variable)
        persons: tuple[Person, ...] = ()
        if isinstance(value, tuple):
            persons = tuple([prepare(name) for name in value if isinstance(name, Name)])
        self[variable] = persons
        return persons


class _Dates(dict[str, Date | None]):
    """Date variable -> date, with dates that a person wrote taken apart."""

    __slots__ = ("fields",)

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.fields = fields

    def __missing__(self, variable: str) -> Date | None:
        value = self.fields.get(variable)
        date = settle(value) if isinstance(value, Date) else None
        self[variable] = date
        return date


class Item:
    """A record prepared for rendering in one style."""

    __slots__ = (
        "dates", "english", "fields", "id", "names", "names_printed", "record", "text", "type"
    )  # fmt: skip

    def __init__(self, record: Record, english: bool) -> None:
        self.record = record
        self.id = record.id
        self.type = record.type
        fields = with_note_fields(
            {key: value for key, value in record.fields.items() if value or value == 0}
        )
        self.fields = fields
        self.text: dict[str, str] = _Texts(fields)
        self.names: dict[str, tuple[Person, ...]] = _Names(fields)
        self.dates: dict[str, Date | None] = _Dates(fields)
        self.names_printed: dict[Any, Any] = {}
        """Lists of names that were printed before, by all that they depend on."""
        language = fields.get("language")
        self.english = english if not language else str(language)[:2].lower() == "en"
        """Whether title case applies (CSL 1.0.2, "Title case conversion")."""


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
    names_index = 0
    """How many lists of names have been printed so far."""
    log: list[Shown] | None = None
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
