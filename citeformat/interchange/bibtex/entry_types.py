"""The entry types of BibTeX and BibLaTeX as CSL types, and CSL types as entry types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from citeformat._util.text import similar_to
from citeformat.interchange.bibtex.addresses import address_in
from citeformat.interchange.bibtex.fields import arxiv_number, arxiv_preprint

__all__ = [
    "BIBLATEX",
    "BIBTEX",
    "CLASSIC",
    "CLASSIC_OF",
    "GENRES",
    "GENRE_OF_TYPE",
    "IN_BOOK",
    "NUMBER_IS_ISSUE",
    "NUMBER_IS_OWN",
    "PATENT",
    "SUBTYPES",
    "TYPES",
    "TYPE_ALIASES",
    "could_be",
    "csl_type",
    "nearest_type",
]


TYPES = {
    # Periodicals and their parts
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "periodical": "periodical",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "newsarticle": "article-newspaper",
    "review": "review",
    "preprint": "article",
    # Books and their parts
    "book": "book",
    "mvbook": "book",
    "ebook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "manual": "book",
    "booklet": "pamphlet",
    "pamphlet": "pamphlet",
    "inbook": "chapter",
    "incollection": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    # Reports, theses and unpublished works
    "report": "report",
    "techreport": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "bachelorsthesis": "thesis",
    "unpublished": "manuscript",
    "letter": "personal_communication",
    "talk": "speech",
    "presentation": "speech",
    "lecture": "speech",
    # The web, data and software
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "webpage": "webpage",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "softwareversion": "software",
    "softwaremodule": "software",
    "codefragment": "software",
    # Law and standards
    "patent": "patent",
    "standard": "standard",
    "legislation": "legislation",
    "legal": "treaty",
    "jurisdiction": "legal_case",
    "commentary": "book",
    # Arts
    "artwork": "graphic",
    "image": "graphic",
    "figure": "figure",
    "audio": "song",
    "music": "song",
    "video": "motion_picture",
    "movie": "motion_picture",
    "performance": "performance",
    "map": "map",
    # Anything else
    "misc": "document",
    "set": "document",
}
"""Entry type -> CSL type."""

TYPE_ALIASES = {
    "bill": "legislation",
    "book_section": "incollection",
    "case": "jurisdiction",
    "computer_program": "software",
    "conference_proceedings": "inproceedings",
    "encyclopedia_article": "inreference",
    "film": "movie",
    "generic": "misc",
    "hearing": "legislation",
    "journal_article": "article",
    "magazine_article": "magazine",
    "newspaper_article": "newspaper",
    "statute": "legislation",
    "television_broadcast": "video",
    "web_page": "online",
    "working_paper": "report",
}
"""Mendeley's name of a type -> the entry type."""

SUBTYPES = {
    ("article", "magazine"): "article-magazine",
    ("article", "newspaper"): "article-newspaper",
    ("article", "newsletter"): "article-newspaper",
    ("suppperiodical", "magazine"): "article-magazine",
    ("suppperiodical", "newspaper"): "article-newspaper",
    ("periodical", "magazine"): "periodical",
    ("inreference", "dictionary"): "entry-dictionary",
    ("misc", "letter"): "personal_communication",
    ("unpublished", "letter"): "personal_communication",
    ("misc", "interview"): "interview",
    ("online", "blog"): "post-weblog",
    ("online", "forum"): "post",
    ("online", "post"): "post",
    ("image", "map"): "map",
    ("artwork", "map"): "map",
    ("video", "broadcast"): "broadcast",
    ("audio", "broadcast"): "broadcast",
    ("audio", "podcast"): "broadcast",
    ("legal", "treaty"): "treaty",
    ("legislation", "bill"): "bill",
    ("legislation", "regulation"): "regulation",
    ("legislation", "hearing"): "hearing",
    ("music", "score"): "musical_score",
}
"""(Entry type, entrysubtype) -> CSL type."""

GENRE_OF_TYPE = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "bachelorsthesis": "Bachelor’s thesis",
    "techreport": "Technical report",
}
"""Entry type -> the genre of an entry without a `type` field."""

GENRES = {
    "theses": "PhD thesis",  # HAL
    "mathesis": "Master’s thesis",
    "phdthesis": "PhD thesis",
    "candthesis": "Candidate thesis",
    "bathesis": "Bachelor’s thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "software": "Computer software",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
    "patent": "Patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patreqmk": "British patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
}
"""The localisation keys of BibLaTeX's `type` field -> their words."""

NUMBER_IS_ISSUE = frozenset(
    "article suppperiodical periodical magazine newspaper newsarticle review".split()
)
"""Entry types whose `number` is the issue of a periodical."""

NUMBER_IS_OWN = frozenset(
    """
    report techreport manual patent standard legislation legal jurisdiction thesis phdthesis
    mastersthesis bachelorsthesis unpublished online electronic www webpage misc dataset data
    software softwareversion preprint booklet audio music video movie artwork image letter
    """.split()
)
"""Entry types whose `number` is the work's own; in others it is the number within a series."""

IN_BOOK = frozenset(
    """
    inbook incollection bookinbook suppbook suppcollection inreference inproceedings conference
    """.split()
)
"""Entry types for a part of a larger work that has a title of its own."""


def csl_type(entry_type: str, fields: Mapping[str, str]) -> str | None:
    """Return the CSL type of an entry, or None for an unknown entry type.

    Args:
        entry_type: The entry type in lower case.
        fields: The entry's fields, under the names that `FIELD_ALIASES` maps to.

    >>> csl_type("misc", {"url": "http://example.org"}), csl_type("misc", {"publisher": "P"})
    ('webpage', 'document')
    """
    subtype = fields.get("entrysubtype", "").lower()
    type = SUBTYPES.get((entry_type, subtype)) or TYPES.get(entry_type)
    if entry_type == "misc" and type == "document":
        note = fields.get("note", "")
        if PATENT.match(note):
            return "patent"
        if arxiv_preprint(fields.get("doi", ""), note):
            return "article"
        archive = fields.get("eprinttype", "")
        if "eprint" in fields and archive.lower() in ("", "arxiv"):
            if arxiv_number(fields["eprint"], archive):
                return "article"
            if "://" in fields["eprint"]:
                return "webpage"
        # A web page has an address, and nothing else that says where it was published.
        if _PUBLISHED.isdisjoint(fields):
            published = fields.get("howpublished", "")
            address = address_in(published or fields.get("note", ""))
            if address is not None and (published or not address.before):
                return "webpage"
            if "url" in fields and not published:
                return "webpage"
    elif entry_type == "unpublished" and ("eventtitle" in fields or "venue" in fields):
        return "speech"
    elif entry_type == "article" and "journal" not in fields and "eprint" in fields:
        archive = fields.get("eprinttype", "")
        if arxiv_number(fields["eprint"], archive) or (archive and "://" not in fields["eprint"]):
            return "article"
    return type


PATENT = re.compile(r"([A-Z]{2} Patent(?: App\.)?) (\d\S*)\Z")
"""The note that Google Scholar writes for a patent: "US Patent 6,265,123"."""

_PUBLISHED = frozenset(("publisher", "journal", "booktitle", "doi", "institution"))


BIBLATEX = {
    "article": ("misc", ""),
    "article-journal": ("article", ""),
    "article-magazine": ("article", "magazine"),
    "article-newspaper": ("article", "newspaper"),
    "bill": ("legislation", "bill"),
    "book": ("book", ""),
    "broadcast": ("video", "broadcast"),
    "chapter": ("incollection", ""),
    "classic": ("book", ""),
    "collection": ("misc", ""),
    "dataset": ("dataset", ""),
    "document": ("misc", ""),
    "entry": ("inreference", ""),
    "entry-dictionary": ("inreference", "dictionary"),
    "entry-encyclopedia": ("inreference", ""),
    "event": ("misc", ""),
    "figure": ("image", ""),
    "graphic": ("artwork", ""),
    "hearing": ("legislation", "hearing"),
    "interview": ("misc", "interview"),
    "legal_case": ("jurisdiction", ""),
    "legislation": ("legislation", ""),
    "manuscript": ("unpublished", ""),
    "map": ("image", "map"),
    "motion_picture": ("movie", ""),
    "musical_score": ("music", "score"),
    "pamphlet": ("booklet", ""),
    "paper-conference": ("inproceedings", ""),
    "patent": ("patent", ""),
    "performance": ("performance", ""),
    "periodical": ("periodical", ""),
    "personal_communication": ("letter", ""),
    "post": ("online", "forum"),
    "post-weblog": ("online", "blog"),
    "regulation": ("legislation", "regulation"),
    "report": ("report", ""),
    "review": ("review", ""),
    "review-book": ("review", ""),
    "software": ("software", ""),
    "song": ("music", ""),
    "speech": ("unpublished", ""),
    "standard": ("standard", ""),
    "thesis": ("thesis", ""),
    "treaty": ("legal", "treaty"),
    "webpage": ("online", ""),
}
"""CSL type -> (entry type, entrysubtype) of BibLaTeX."""

BIBTEX = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "speech": "unpublished",
    "thesis": "phdthesis",
}
"""CSL type -> entry type of BibTeX; all others are @misc."""

CLASSIC = frozenset(
    """
    article book booklet conference inbook incollection inproceedings manual mastersthesis misc
    phdthesis proceedings techreport unpublished
    """.split()
)
"""The entry types that every BibTeX style knows."""

CLASSIC_OF = {
    "bookinbook": "inbook",
    "collection": "book",
    "inreference": "incollection",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "proceedings",
    "mvreference": "book",
    "reference": "book",
    "report": "techreport",
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "suppperiodical": "article",
    "thesis": "phdthesis",
}
"""Entry type of BibLaTeX -> the nearest one of BibTeX; all others are @misc."""

_TYPES_FROM_FIELDS = {
    "misc": ("article", "webpage"),
    "unpublished": ("speech",),
    "article": ("article",),
}
"""Entry type -> the CSL types that `csl_type` chooses by the fields of the entry."""


@lru_cache(maxsize=256)
def nearest_type(entry_type: str) -> str:
    """Return the entry type that an unknown one may be a misspelling of, or `""`.

    >>> nearest_type("artcle"), nearest_type("scroll")
    ('article', '')
    """
    return next(iter(similar_to(entry_type[:60], TYPES, 0.75)), "")


def could_be(entry_type: str, subtype: str, type: str) -> bool:
    """Return whether an entry of this type and `entrysubtype` can be read as this CSL type.

    >>> could_be("article", "magazine", "article-magazine"), could_be("misc", "", "book")
    (True, False)
    """
    if type in _TYPES_FROM_FIELDS.get(entry_type, ()):
        return True
    return (SUBTYPES.get((entry_type, subtype)) or TYPES.get(entry_type, "document")) == type
