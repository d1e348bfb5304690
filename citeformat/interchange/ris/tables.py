"""The types and tags of RIS, as CSL types and variables.

Sources: "RIS Format Specifications" of Reference Manager (2001, and the revision of 2011 that
names tags by type); the tables of EndNote's "RefMan (RIS) Export" style and of Zotero's RIS
translator, for what these programs write in practice.
"""

from __future__ import annotations

__all__ = ["CONTAINERS", "COUNTED", "DATES", "PEOPLE", "TEXT", "TYPES", "TYPE_OF", "variable_of"]

TYPES = {
    "ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic",
    "ART": "graphic", "BILL": "bill", "BLOG": "post-weblog", "BOOK": "book", "CASE": "legal_case",
    "CHAP": "chapter", "CHART": "figure", "CLSWK": "classic", "COMP": "software",
    "COMPUTER": "software", "CONF": "paper-conference", "CPAPER": "paper-conference",
    "CTLG": "book", "DATA": "dataset", "DBASE": "dataset", "DICT": "entry-dictionary",
    "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal",
    "ELEC": "webpage", "ENCYC": "entry-encyclopedia", "EQUA": "figure", "FIGURE": "figure",
    "GEN": "document", "GOVDOC": "report", "GRANT": "document", "GRNT": "document",
    "HEAR": "hearing", "ICOMM": "personal_communication", "INPR": "article-journal",
    "INTV": "interview", "JFULL": "periodical", "JOUR": "article-journal", "LEGAL": "regulation",
    "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine", "MPCT": "motion_picture",
    "MULTI": "webpage", "MUSIC": "musical_score", "NEWS": "article-newspaper", "PAMP": "pamphlet",
    "PAT": "patent", "PCOMM": "personal_communication", "POD": "broadcast",
    "PODCST": "broadcast", "PREPRINT": "article", "PRESS": "document", "RPRT": "report",
    "SER": "book", "SLIDE": "speech", "SOUND": "song", "STAND": "standard", "STAT": "legislation",
    "STD": "standard", "THES": "thesis", "UNBILL": "bill", "UNPB": "manuscript",
    "UNPD": "manuscript", "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip
"""TY -> CSL type."""

TYPE_OF = {
    "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "VIDEO",
    "chapter": "CHAP", "classic": "CLSWK", "collection": "GEN", "dataset": "DATA",
    "document": "GEN", "entry": "DICT", "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC", "event": "GEN", "figure": "FIGURE", "graphic": "ART",
    "hearing": "HEAR", "interview": "PCOMM", "legal_case": "CASE", "legislation": "STAT",
    "manuscript": "UNPB", "map": "MAP", "motion_picture": "VIDEO", "musical_score": "MUSIC",
    "pamphlet": "PAMP", "paper-conference": "CONF", "patent": "PAT", "performance": "GEN",
    "periodical": "JFULL", "personal_communication": "PCOMM", "post": "ELEC",
    "post-weblog": "BLOG", "regulation": "LEGAL", "report": "RPRT", "review": "JOUR",
    "review-book": "JOUR", "software": "COMP", "song": "SOUND", "speech": "SLIDE",
    "standard": "STAND", "thesis": "THES", "treaty": "LEGAL", "webpage": "ELEC",
}  # fmt: skip
"""CSL type -> TY, chosen so that both EndNote and Zotero read it."""

PEOPLE: dict[str, dict[str, str]] = {
    "AU": {"": "author", "motion_picture": "director", "broadcast": "director"},
    "A1": {"": "author", "motion_picture": "director", "broadcast": "director"},
    "A2": {
        "": "editor", "book": "collection-editor", "personal_communication": "recipient",
        "interview": "interviewer", "song": "performer", "patent": "contributor",
        "bill": "contributor", "motion_picture": "producer",
    },
    "A3": {
        "": "collection-editor", "book": "editor", "motion_picture": "producer",
        "broadcast": "producer", "bill": "contributor",
    },
    "A4": {"": "translator", "motion_picture": "contributor", "legal_case": "contributor"},
    "ED": {"": "editor"},
    "TA": {"": "translator"},
    "C2": {"chapter": "container-author"},
}  # fmt: skip
"""Tag -> CSL type (`""` for all others) -> variable of people."""

TEXT: dict[str, dict[str, str]] = {
    "TI": {"": "title"},
    "T1": {"": "title"},
    "CT": {"": "title"},
    "T2": {
        "": "container-title", "book": "collection-title", "report": "collection-title",
        "software": "collection-title", "map": "collection-title", "speech": "event-title",
        "thesis": "division", "manuscript": "collection-title", "pamphlet": "collection-title",
        "standard": "collection-title", "motion_picture": "collection-title",
    },
    "T3": {"": "collection-title"},
    "ST": {"": "title-short"},
    "AB": {"": "abstract"},
    "N2": {"": "abstract"},
    "AN": {"": "archive_location"},
    "AV": {"": "archive_location"},
    "C1": {"map": "scale", "paper-conference": "event-place"},
    "C3": {"graphic": "dimensions", "paper-conference": "container-title",
           "patent": "jurisdiction"},
    "C5": {"song": "medium", "motion_picture": "medium", "broadcast": "medium",
           "patent": "references"},
    "C6": {"patent": "status"},
    "C7": {"article-journal": "number"},
    "CN": {"": "call-number"},
    "CY": {"": "publisher-place"},
    "PP": {"": "publisher-place"},
    "DB": {"": "archive"},
    "DP": {"": "source"},
    "ET": {"": "edition", "software": "version", "bill": "chapter-number"},
    "IS": {"": "issue", "book": "number-of-volumes", "report": "number", "thesis": "number",
           "patent": "number", "standard": "number"},
    "LA": {"": "language"},
    "M1": {"": "number", "article-journal": "issue", "article-magazine": "issue",
           "book": "collection-number", "chapter": "collection-number",
           "paper-conference": "collection-number"},
    "M3": {"": "genre"},
    "NV": {"": "number-of-volumes"},
    "PB": {"": "publisher", "legal_case": "authority", "legislation": "authority"},
    "RN": {"": "annote"},
    "SE": {"": "section"},
    "SV": {"": "collection-number"},
    "VL": {"": "volume"},
    "VO": {"": "volume"},
    "OP": {"": "original-title", "patent": "references", "hearing": "references"},
    "CR": {"": "license"},
}  # fmt: skip
"""Tag -> CSL type (`""` for all others) -> variable of text. The first tag of a variable is the one
that is written."""

DATES = {"Y2": "accessed"}
"""Tag -> variable of a date. PY, Y1 and DA together are `issued`."""

CONTAINERS = ("T2", "JF", "BT", "JO", "JA", "J2", "J1")
"""The tags that may have the title of the container, the most reliable first."""

COUNTED = ("book", "thesis", "manuscript", "pamphlet")
"""CSL types for which EndNote and Zotero write the number of pages to SP."""


def variable_of(table: dict[str, dict[str, str]], tag: str, type: str) -> str:
    """Return the variable of a tag for a CSL type, or `""`.

    >>> variable_of(TEXT, "T2", "book"), variable_of(TEXT, "T2", "chapter")
    ('collection-title', 'container-title')
    """
    row = table.get(tag, {})
    return row.get(type) or row.get("", "")
