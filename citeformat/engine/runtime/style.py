"""A compiled style: what generated code makes of a CSL style in one locale.

In: the functions and constants of generated code. Out: the value that `document` works with.

Source: CSL 1.0.2 specification, "Citation-specific Options", "Bibliography-specific Options",
"Sorting".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.csl.locale import Locale
from citeformat.engine.runtime.context import ALL_VARIABLES, Context

__all__ = [
    "BibliographyOptions",
    "BibliographyPart",
    "CitationOptions",
    "CitationPart",
    "CompiledStyle",
    "SortKey",
]

Render = Callable[[Context], str]


class SortKey(NamedTuple):
    """cs:key."""

    variable: str = ""
    """A variable that is no list of names, or `""` where `render` makes the key."""
    render: Render | None = None
    descending: bool = False
    minimum: int | None = None
    use_first: int | None = None
    use_last: bool | None = None


class CitationOptions(NamedTuple):
    """The attributes of cs:citation."""

    add_names: bool = False
    add_givenname: bool = False
    givenname_rule: str = "by-cite"
    add_year_suffix: bool = False
    collapse: str = ""
    cite_group_delimiter: str | None = None
    year_suffix_delimiter: str | None = None
    after_collapse_delimiter: str | None = None
    near_note_distance: int = 5


class CitationPart(NamedTuple):
    """cs:citation."""

    render: Render
    options: CitationOptions = CitationOptions()
    sort: tuple[SortKey, ...] = ()
    delimiter: str = ""
    formatting: Formatting = PLAIN
    """Of cs:layout."""


class BibliographyOptions(NamedTuple):
    """The attributes of cs:bibliography."""

    hanging_indent: bool = False
    second_field_align: str = ""
    line_spacing: int = 1
    entry_spacing: int = 1
    substitute: str | None = None
    """subsequent-author-substitute."""
    substitute_rule: str = "complete-all"


class BibliographyPart(NamedTuple):
    """cs:bibliography."""

    render: Render
    options: BibliographyOptions = BibliographyOptions()
    sort: tuple[SortKey, ...] = ()
    formatting: Formatting = PLAIN
    """Of cs:layout."""


class CompiledStyle(NamedTuple):
    """A style in a locale, ready to render."""

    name: str
    locale: Locale
    citation: CitationPart
    bibliography: BibliographyPart | None = None
    is_note: bool = False
    """Whether its class is `note`."""
    english: bool = True
    """Whether records without a language are taken for English."""
    explicit_year_suffix: bool = False
    """Whether the style prints the variable year-suffix itself."""
    uses_citation_label: bool = False
    uses_citation_number: bool = False
    uses_locator: bool = True
    """Whether it prints locators."""
    uses_first_note: bool = False
    """Whether it prints first-reference-note-number."""
    terms: tuple[str, ...] = ()
    """The terms in lower case that it prints by themselves ("ibid.")."""
    variables: tuple[str, ...] = tuple(ALL_VARIABLES)
    """The variables of text and numbers that are read."""
    tests_disambiguate: bool = False
    """Whether a condition asks for `disambiguate`."""

    @property
    def tells_apart(self) -> bool:
        """Whether it has any means to tell works apart whose cites look the same."""
        options = self.citation.options
        return (
            options.add_names
            or options.add_givenname
            or options.add_year_suffix
            or self.tests_disambiguate
            or self.uses_citation_label
        )
