"""The entry types of BibTeX and BibLaTeX, as CSL types. Tables only.

Source: "BibTeXing" (btxdoc), section 3.1; the BibLaTeX manual, sections 2.1.1 to 2.1.3 (types,
aliases, types that the standard styles print as @misc), and "Localization Keys"; the CSL
1.0.2 specification, Appendix III.
"""

from __future__ import annotations

__all__ = [
    "GENRES",
    "GENRE_OF_TYPE",
    "IN_BOOK",
    "NUMBER_IS_ISSUE",
    "NUMBER_IS_OWN",
    "SUBTYPES",
    "TYPES",
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
    # Reports, theses and what is not published
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
    # The net, data and programs
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
"""The genre of an entry type whose entry has no `type` field."""

GENRES = {
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
"""The localisation keys that BibLaTeX's `type` field takes, in words."""

NUMBER_IS_ISSUE = frozenset(
    "article suppperiodical periodical magazine newspaper newsarticle review".split()
)
"""Entry types whose `number` counts the issues of a periodical."""

NUMBER_IS_OWN = frozenset(
    """
    report techreport manual patent standard legislation legal jurisdiction thesis phdthesis
    mastersthesis bachelorsthesis unpublished online electronic www webpage misc dataset data
    software softwareversion preprint booklet audio music video movie artwork image letter
    """.split()
)
"""Entry types whose `number` is the work's own; in all others it counts within the series."""

IN_BOOK = frozenset(
    """
    inbook incollection bookinbook suppbook suppcollection inreference inproceedings conference
    """.split()
)
"""Entry types of a part that stands in a larger work with a title of its own."""
