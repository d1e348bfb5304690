"""The types and fields of the Citation File Format, as CSL types and variables.

Source: "Guide to Citation File Format schema version 1.2.0": definitions.reference and its types.
"""

from __future__ import annotations

import re

__all__ = [
    "ANONYMOUS", "DATES", "ENTITIES", "LISTS", "OTHER_PEOPLE", "PATTERNS", "PEOPLE", "PLACES",
    "SOFTWARE", "STATUSES", "TEXT", "TYPES", "TYPE_OF",
]  # fmt: skip

SOFTWARE = (
    "software", "software-code", "software-container", "software-executable",
    "software-virtual-machine",
)  # fmt: skip
"""The types of programs."""

TYPES = {
    "art": "graphic", "article": "article-journal", "audiovisual": "motion_picture",
    "bill": "bill", "blog": "post-weblog", "book": "book", "catalogue": "book",
    "conference": "event", "conference-paper": "paper-conference", "data": "dataset",
    "database": "dataset", "dataset": "dataset", "dictionary": "entry-dictionary",
    "edited-work": "book", "encyclopedia": "entry-encyclopedia",
    "film-broadcast": "motion_picture", "generic": "document", "government-document": "report",
    "grant": "document", "hearing": "hearing", "historical-work": "classic",
    "legal-case": "legal_case", "legal-rule": "regulation",
    "magazine-article": "article-magazine", "manual": "book", "map": "map",
    "multimedia": "webpage", "music": "musical_score", "newspaper-article": "article-newspaper",
    "pamphlet": "pamphlet", "patent": "patent",
    "personal-communication": "personal_communication", "proceedings": "book",
    "report": "report", "serial": "periodical", "slides": "speech",
    "sound-recording": "song", "standard": "standard", "statute": "legislation",
    "thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture",
    "website": "webpage",
} | dict.fromkeys(SOFTWARE, "software")  # fmt: skip
"""Type of a reference -> CSL type."""

TYPE_OF = {type: name for name, type in reversed(TYPES.items())} | {
    "article": "unpublished", "book": "book", "chapter": "book", "classic": "historical-work",
    "collection": "generic", "dataset": "dataset", "document": "generic",
    "entry": "encyclopedia", "figure": "art", "interview": "personal-communication",
    "motion_picture": "video", "performance": "generic", "post": "website", "report": "report",
    "review": "article", "review-book": "article", "software": "software", "treaty": "legal-rule",
    "webpage": "website", "broadcast": "film-broadcast",
}  # fmt: skip
"""CSL type -> type of a reference."""

TEXT = {
    "title": "title", "abstract": "abstract", "collection-title": "collection-title",
    "doi": "DOI", "edition": "edition", "isbn": "ISBN", "issn": "ISSN", "issue": "issue",
    "journal": "container-title", "license": "license", "medium": "medium", "notes": "note",
    "number": "number", "number-volumes": "number-of-volumes", "pages": "number-of-pages",
    "pmcid": "PMCID", "section": "section", "status": "status", "thesis-type": "genre",
    "url": "URL", "version": "version", "volume": "volume", "volume-title": "volume-title",
    "database": "archive", "department": "division",
    "abbreviation": "title-short",
}  # fmt: skip
"""Field -> CSL variable."""

PATTERNS = {
    "doi": re.compile(r"10\.\d{4,9}(?:\.\d+)?/[A-Za-z0-9:/_;.()\[\]\\-]+"),
    "isbn": re.compile(r"[0-9 -]{10,17}X?"),
    "issn": re.compile(r"\d{4}-\d{3}[\dxX]"),
    "pmcid": re.compile(r"PMC[0-9]{7}"),
    "url": re.compile(r"(?:https?|s?ftp)://.+"),
}
"""Field -> the values that the schema accepts."""

PEOPLE = {
    "authors": "author", "editors": "editor", "editors-series": "collection-editor",
    "translators": "translator", "recipients": "recipient",
}  # fmt: skip
"""Field -> CSL variable of people."""

ANONYMOUS = [{"name": "anonymous"}]
"""The authors of a work without authors."""

OTHER_PEOPLE = ("contact", "senders")
"""Fields with people for which CSL has no variable."""

LISTS = ("languages", "patent-states")
"""Fields with a list of texts for which CSL has no variable, or one for a single text."""

ENTITIES = {
    "publisher": "publisher", "institution": "publisher", "location": "publisher-place",
    "conference": "event-title", "database-provider": "source",
}  # fmt: skip
"""Field with an entity -> CSL variable of the name of the entity."""

PLACES = {
    "conference": "event-place", "publisher": "publisher-place", "institution": "publisher-place",
}  # fmt: skip
"""Field with an entity -> CSL variable of its city, region and country."""

STATUSES = {
    "abstract": "abstract", "advance-online": "advance online publication",
    "in-preparation": "in preparation", "in-press": "in press", "preprint": "preprint",
    "submitted": "submitted",
}  # fmt: skip
"""Status of a work that is not published -> the words that are printed."""

DATES = {
    "date-released": "issued", "date-published": "issued", "issue-date": "issued",
    "date-accessed": "accessed",
}  # fmt: skip
"""Field -> CSL variable of a date."""
