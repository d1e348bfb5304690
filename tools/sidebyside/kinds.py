"""The variables that a record of each CSL type usually has, and sometimes has."""

from __future__ import annotations

__all__ = ["NOW_AND_THEN", "USUAL", "variables_of"]

_BOOK = "author publisher publisher-place issued ISBN edition collection-title number-of-pages"
_ARTICLE = "author container-title volume issue page issued DOI"
_PART = f"{_BOOK} container-title editor page"
_WEB = "author container-title issued URL accessed"
_LEGAL = "authority number issued container-title volume page section references"
_SHOW = "director publisher issued medium dimensions"

USUAL: dict[str, str] = {
    "article": f"{_WEB} number publisher genre",
    "article-journal": _ARTICLE,
    "article-magazine": "author container-title issue page issued",
    "article-newspaper": "author container-title page issued section edition publisher-place URL",
    "bill": f"{_LEGAL} chapter-number",
    "book": _BOOK,
    "broadcast": f"{_SHOW} container-title number",
    "chapter": _PART,
    "classic": _BOOK,
    "collection": "author archive archive_collection archive-place issued",
    "dataset": "author publisher version issued DOI URL",
    "entry": _PART,
    "entry-dictionary": _PART,
    "entry-encyclopedia": _PART,
    "event": "organizer event-place event-date issued",
    "graphic": "author medium dimensions archive archive-place issued",
    "hearing": f"{_LEGAL} event-place",
    "interview": "author interviewer container-title medium issued",
    "legal_case": f"{_LEGAL} event-place",
    "legislation": f"{_LEGAL} chapter-number",
    "manuscript": "author genre archive archive_location archive-place issued",
    "map": "author scale publisher publisher-place issued",
    "motion_picture": _SHOW,
    "musical_score": "composer publisher publisher-place issued genre",
    "paper-conference": f"{_PART} event-title event-place event-date",
    "patent": "author authority number issued submitted",
    "performance": "performer composer event-place event-date issued",
    "periodical": "editor publisher volume issue issued ISSN",
    "personal_communication": "author recipient medium issued",
    "post": f"{_WEB} genre",
    "post-weblog": _WEB,
    "regulation": _LEGAL,
    "report": "author genre number publisher publisher-place issued URL",
    "review": f"{_ARTICLE} reviewed-author reviewed-title reviewed-genre",
    "review-book": f"{_ARTICLE} reviewed-author reviewed-title",
    "software": "author version publisher issued URL",
    "song": "composer performer container-title publisher medium issued",
    "speech": "author event-title event-place genre issued",
    "standard": "author authority number publisher issued",
    "thesis": "author genre publisher publisher-place number issued URL",
    "treaty": "container-title volume page issued",
    "webpage": _WEB,
}

_RARE = """
    archive archive_location available-date call-number chair chapter-number
    collection-editor collection-number collection-title compiler container-author
    container-title-short contributor curator DOI edition editor editorial-director
    event-title executive-producer genre guest host illustrator ISBN ISSN issue medium
    narrator note number number-of-pages number-of-volumes original-author original-date
    original-publisher original-publisher-place original-title page part-number part-title
    performer PMCID PMID printing-number producer recipient script-writer section
    series-creator source status submitted supplement-number title-short translator URL
    accessed version volume volume-title
"""
NOW_AND_THEN = _RARE.split()


def variables_of(type: str) -> list[str]:
    """Return the usual variables of a type, or those of a book for a type without a list.

    >>> variables_of("webpage")
    ['author', 'container-title', 'issued', 'URL', 'accessed']
    """
    return list(dict.fromkeys(USUAL.get(type, _BOOK).split()))
