"""A compiled style: a CSL style in one locale, as functions and their options.

In: the functions and constants of generated code. Out: the value that the processor works with.

Source: CSL 1.0.2 specification, "Citation-specific Options", "Bibliography-specific Options",
"Sorting".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.csl.locale import Locale
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.item.abbreviations import Abbreviations
from citeformat.engine.runtime.item.fields import ALL_VARIABLES, Item

__all__ = [
    "BibliographyOptions",
    "BibliographyPart",
    "CitationOptions",
    "CitationPart",
    "Collapse",
    "CompiledStyle",
    "GivenNameRule",
    "SecondFieldAlign",
    "SortKey",
    "SubstituteRule",
]

Render = Callable[[Context], str]

GivenNameRule = Literal[
    "all-names", "all-names-with-initials", "primary-name", "primary-name-with-initials", "by-cite"
]
"""The attribute `givenname-disambiguation-rule` of cs:citation."""
Collapse = Literal["", "citation-number", "year", "year-suffix", "year-suffix-ranged"]
"""The attribute `collapse` of cs:citation."""
SecondFieldAlign = Literal["", "flush", "margin"]
"""The attribute `second-field-align` of cs:bibliography."""
SubstituteRule = Literal["complete-all", "complete-each", "partial-each", "partial-first"]
"""The attribute `subsequent-author-substitute-rule` of cs:bibliography."""


class SortKey(NamedTuple):
    """A cs:key element."""

    variable: str = ""
    """A variable that is not a list of names, or `""` if `render` makes the key."""
    render: Render | None = None
    needed: frozenset[str] = frozenset()
    """The key of a work that has none of these variables is empty. If the set is empty, nothing is
    known."""
    descending: bool = False
    minimum: int | None = None
    use_first: int | None = None
    use_last: bool | None = None


class CitationOptions(NamedTuple):
    """The attributes of cs:citation."""

    add_names: bool = False
    add_givenname: bool = False
    givenname_rule: GivenNameRule = "by-cite"
    add_year_suffix: bool = False
    collapse: Collapse = ""
    cite_group_delimiter: str | None = None
    year_suffix_delimiter: str | None = None
    after_collapse_delimiter: str | None = None
    near_note_distance: int = 5


class CitationPart(NamedTuple):
    """The cs:citation element."""

    render: Render
    options: CitationOptions = CitationOptions()
    sort: tuple[SortKey, ...] = ()
    delimiter: str = ""
    formatting: Formatting = PLAIN
    """The formatting of cs:layout."""


class BibliographyOptions(NamedTuple):
    """The attributes of cs:bibliography."""

    hanging_indent: bool = False
    second_field_align: SecondFieldAlign = ""
    line_spacing: int = 1
    entry_spacing: int = 1
    substitute: str | None = None
    """subsequent-author-substitute."""
    substitute_rule: SubstituteRule = "complete-all"


class BibliographyPart(NamedTuple):
    """The cs:bibliography element."""

    render: Render
    options: BibliographyOptions = BibliographyOptions()
    sort: tuple[SortKey, ...] = ()
    formatting: Formatting = PLAIN
    """The formatting of cs:layout."""


class CompiledStyle(NamedTuple):
    """A style in a locale, ready to render."""

    name: str
    locale: Locale
    citation: CitationPart
    bibliography: BibliographyPart | None = None
    is_note: bool = False
    """Whether its class is `note`."""
    explicit_year_suffix: bool = False
    """Whether the style renders the variable year-suffix itself."""
    uses_citation_label: bool = False
    uses_citation_number: bool = False
    shortens_subsequent: bool = False
    """Whether "et al." replaces more names in subsequent cites than in first ones."""
    uses_locator: bool = True
    """Whether it renders locators."""
    uses_first_note: bool = False
    """Whether it renders first-reference-note-number."""
    terms: tuple[str, ...] = ()
    """The terms in lower case that are the whole text of an element ("ibid.")."""
    variables: tuple[str, ...] = tuple(ALL_VARIABLES)
    """The text and number variables that it reads."""
    tests_disambiguate: bool = False
    """Whether it has the condition `disambiguate`."""
    abbreviations: Abbreviations | None = None
    """Short forms that records do not have themselves."""
    citation_part: Callable[[Item], CitationPart] | None = None
    """In a style with layouts for several languages, the affixes and the delimiter of a citation
    that begins with a work."""

    @property
    def numbers_cites(self) -> bool:
        """Whether its citations print citation-numbers, or are sorted by them."""
        return self.uses_citation_number or _has_number(self.citation.sort)

    @property
    def numbers_works(self) -> bool:
        """Whether it prints citation-numbers, or its bibliography is sorted by them."""
        entries = self.bibliography
        return self.uses_citation_number or (entries is not None and _has_number(entries.sort))

    @property
    def can_disambiguate(self) -> bool:
        """Whether it has any method that makes ambiguous cites differ."""
        options = self.citation.options
        return (
            options.add_names
            or options.add_givenname
            or options.add_year_suffix
            or self.tests_disambiguate
            or self.uses_citation_label
        )


def _has_number(keys: Iterable[SortKey]) -> bool:
    """Return whether one of the sort keys is the citation-number."""
    return any(key.variable == "citation-number" for key in keys)
