"""The variables and types of CSL 1.0.2, and the kind of each variable.

Source: CSL 1.0.2 specification, Appendix III (types) and Appendix IV (variables), with the
names that CSL-JSON spells otherwise (`journalAbbreviation`, `shortTitle`) and the old `event`.
"""

from __future__ import annotations

from typing import Literal

__all__ = [
    "ALIASES",
    "CONTEXT_VARIABLES",
    "DATE_VARIABLES",
    "KIND",
    "NAME_VARIABLES",
    "NUMBER_VARIABLES",
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

KIND: dict[str, Kind] = (
    dict.fromkeys(sorted(TEXT_VARIABLES), "text")  # type: ignore[assignment]
    | dict.fromkeys(sorted(NUMBER_VARIABLES), "number")
    | dict.fromkeys(sorted(DATE_VARIABLES), "date")
    | dict.fromkeys(sorted(NAME_VARIABLES), "names")
)

CONTEXT_VARIABLES = frozenset(
    {"citation-number", "year-suffix", "citation-label", "first-reference-note-number", "locator"}
)
"""Variables whose value does not come from the record alone."""

ALIASES = {
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "event": "event-title",
}
"""Older names of a variable, and the name that CSL 1.0.2 gives it."""

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
