"""The variables, types, locators and terms of CSL 1.0.2.

Source: CSL 1.0.2 specification, Appendix II (terms and locators), Appendix III (types) and Appendix
IV (variables), with the names that CSL-JSON spells otherwise (`journalAbbreviation`, `shortTitle`),
the old `event` and `editortranslator`, and `printing`, as the locale files call `printing-number`.
"""

from __future__ import annotations

from typing import Literal

__all__ = [
    "ALIASES",
    "CONTEXT_VARIABLES",
    "DATE_VARIABLES",
    "DERIVED_FROM",
    "KIND",
    "LOCATORS",
    "NAME_VARIABLES",
    "NUMBER_VARIABLES",
    "TERMS",
    "TEXT_VARIABLES",
    "TYPES",
    "Kind",
]

Kind = Literal["text", "number", "date", "names"]

TEXT_VARIABLES = frozenset(
    """
    abstract annote archive archive_collection archive_location archive-place authority
    call-number citation-key citation-label collection-title container-title
    container-title-short dimensions division DOI event event-place event-title genre ISBN ISSN
    jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place
    references reviewed-genre reviewed-title scale source status title title-short URL
    volume-title year-suffix
    """.split()
)

NUMBER_VARIABLES = frozenset(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number
    printing-number section supplement-number version volume
    """.split()
)

DATE_VARIABLES = frozenset(
    "accessed available-date event-date issued original-date submitted".split()
)

NAME_VARIABLES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator
    director editor editor-translator editorial-director executive-producer guest host
    illustrator interviewer narrator organizer original-author performer producer recipient
    reviewed-author script-writer series-creator translator
    """.split()
)

KIND: dict[str, Kind] = {
    **dict.fromkeys(sorted(TEXT_VARIABLES), "text"),
    **dict.fromkeys(sorted(NUMBER_VARIABLES), "number"),
    **dict.fromkeys(sorted(DATE_VARIABLES), "date"),
    **dict.fromkeys(sorted(NAME_VARIABLES), "names"),
}
"""Each variable -> its kind."""

CONTEXT_VARIABLES = frozenset(
    {"citation-number", "year-suffix", "citation-label", "first-reference-note-number", "locator"}
)
"""Variables whose value depends on the context of a cite, not on the record alone."""

DERIVED_FROM = {"page-first": "page", "event": "event-title"}
"""Variable -> the variable that its value is taken from if a record does not have it. The name of
event-title before CSL 1.0.2 was `event`."""

ALIASES = {
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "event": "event-title",
}
"""An older name of a variable -> its name in CSL 1.0.2."""

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song
    speech standard thesis treaty webpage
    """.split()
)

LOCATORS = frozenset(
    """
    act appendix article-locator book canon chapter column elocation equation figure folio issue
    line note opus page paragraph part rule scene section sub-verbo supplement table timestamp
    title title-locator verse version volume
    """.split()
)
"""Appendix II, "Locators", and those that only the schema has."""

_NUMBERED_TERMS = (
    [f"month-{number:02d}" for number in range(1, 13)]
    + [f"season-{number:02d}" for number in range(1, 5)]
    + [f"ordinal-{number:02d}" for number in range(100)]
    + [f"long-ordinal-{number:02d}" for number in range(1, 11)]
)
_PUNCTUATION_TERMS = """
    open-quote close-quote open-inner-quote close-inner-quote page-range-delimiter colon comma
    semicolon
""".split()
_OTHER_TERMS = """
    accessed ad advance-online-publication album and anonymous at audio-recording bc bce by ce
    circa cited et-al film forthcoming from henceforth ibid in internet interview letter loc-cit
    no-place no-publisher on online op-cit ordinal original-work-published personal-communication
    podcast podcast-episode preprint printing radio-broadcast radio-series radio-series-episode
    reference retrieved review-of scale special-issue special-section television-broadcast
    television-series television-series-episode video working-paper editortranslator
""".split()
_TERMS_WITH_BLANKS = [
    "and others", "available at", "in press", "no date", "presented at", "sub verbo"
]  # fmt: skip

TERMS = (
    TYPES
    | NAME_VARIABLES
    | NUMBER_VARIABLES
    | LOCATORS
    | {*_NUMBERED_TERMS, *_PUNCTUATION_TERMS, *_OTHER_TERMS, *_TERMS_WITH_BLANKS}
)
"""The names of all terms."""
