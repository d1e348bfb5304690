"""The types and tags of RIS, as CSL types and variables.

Sources: "RIS Format Specifications" of Reference Manager (2001, and the revision of 2011 that
names tags by type); the tables of EndNote's reference types, of its "RefMan (RIS) Export" style and
of Zotero's RIS translator, for what these programs write in practice.
"""

from __future__ import annotations

import re

__all__ = [
    "ACCESS", "ACCESSED_IN_DA", "CONTAINERS", "COUNTED", "DATES", "PEOPLE", "START_PAGES", "TEXT",
    "TYPES", "TYPE_OF", "is_count", "variable_of",
]  # fmt: skip

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
    # The authors of an edited book are its editors.
    "AU": {"": "author", "motion_picture": "director", "broadcast": "director",
           "EDBOOK": "editor"},
    "A1": {"": "author", "motion_picture": "director", "broadcast": "director",
           "EDBOOK": "editor"},
    "A2": {
        "": "editor", "book": "collection-editor", "classic": "collection-editor",
        "report": "collection-editor", "software": "collection-editor",
        "map": "collection-editor", "manuscript": "collection-editor",
        "personal_communication": "recipient", "interview": "interviewer", "song": "performer",
        "bill": "contributor", "motion_picture": "producer", "dataset": "producer",
        "legal_case": "", "patent": "", "pamphlet": "", "MPCT": "", "GOVDOC": "", "CTLG": "",
        "CHART": "", "FIGURE": "", "EQUA": "", "ADVS": "performer", "EBOOK": "editor",
    },
    "A3": {
        "": "collection-editor", "book": "editor", "classic": "editor",
        "motion_picture": "producer", "broadcast": "producer", "bill": "contributor",
        "post-weblog": "illustrator", "thesis": "", "report": "", "legal_case": "",
        "patent": "", "figure": "", "EBOOK": "collection-editor", "ADVS": "collection-editor",
    },
    "A4": {
        "": "translator", "motion_picture": "contributor", "legal_case": "contributor",
        "musical_score": "producer", "paper-conference": "", "dataset": "", "report": "",
        "bill": "", "GRANT": "", "GRNT": "", "MPCT": "performer",
    },
    "ED": {"": "editor"},
    "C2": {"chapter": "container-author"},
}  # fmt: skip
"""Tag -> CSL type or TY (`""` for all others) -> variable of people, or `""` for none."""

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
    "T3": {"": "collection-title", "bill": "authority", "hearing": "authority",
           "post-weblog": "", "standard": "", "regulation": "", "EJOUR": "", "DICT": "volume-title",
           "CLSWK": "volume-title"},
    "ST": {"": "title-short"},
    "AB": {"": "abstract"},
    "N2": {"": "abstract"},
    "AN": {"": "archive_location"},
    "AV": {"": "archive_location"},
    "A2": {"legal_case": "container-title", "patent": "authority"},
    "C1": {"map": "scale", "chapter": "section", "paper-conference": "publisher-place"},
    "C2": {"JOUR": "PMCID"},
    "C3": {"graphic": "dimensions", "paper-conference": "container-title",
           "patent": "jurisdiction"},
    "C5": {"song": "medium", "motion_picture": "medium", "broadcast": "medium",
           "patent": "references"},
    "C6": {"patent": "status"},
    "C7": {"article-journal": "number"},
    "CN": {"": "call-number"},
    "CY": {"": "publisher-place", "paper-conference": "event-place"},
    "PP": {"": "publisher-place"},
    "DB": {"": "archive"},
    "DP": {"": "source"},
    "ET": {"": "edition", "software": "version", "dataset": "version", "figure": "version",
           "bill": "chapter-number", "hearing": "chapter-number",
           "legislation": "chapter-number", "article-journal": "", "legal_case": "",
           "patent": "", "GRANT": "", "GRNT": ""},
    "IS": {"": "issue", "book": "number-of-volumes", "chapter": "number-of-volumes",
           "report": "number", "thesis": "number", "patent": "number", "standard": "number"},
    "LA": {"": "language"},
    "M1": {"": "number", "article-journal": "issue", "article-magazine": "issue",
           "book": "collection-number", "chapter": "number-of-volumes",
           "paper-conference": "collection-number", "webpage": "", "article-newspaper": ""},
    "M3": {"": "genre"},
    "NV": {"": "number-of-volumes", "report": "collection-number", "legislation": "number",
           "personal_communication": "number", "dataset": "number",
           "regulation": "chapter-number", "article-magazine": "", "article-newspaper": "",
           "patent": "", "standard": "", "EJOUR": "number"},
    "PB": {"": "publisher", "legal_case": "authority", "legislation": "authority"},
    "RN": {"": "annote"},
    "SE": {"": "section", "chapter": "chapter-number", "book": "page", "article-journal": "",
           "article-magazine": "", "manuscript": "", "legal_case": "", "dataset": "",
           "patent": "", "post-weblog": "", "GRANT": "", "GRNT": ""},
    "SP": {"motion_picture": "dimensions"},
    "SV": {"": "collection-number", "legal_case": "number"},
    "VL": {"": "volume", "thesis": "genre", "software": "edition", "regulation": "number",
           "webpage": "", "post-weblog": "", "patent": "", "standard": "", "figure": ""},
    "VO": {"": "volume"},
    "OP": {"": "original-title", "patent": "references", "hearing": "references",
           "bill": "references", "legislation": "references", "legal_case": "references"},
    "CR": {"": "license"},
}  # fmt: skip
"""Tag -> CSL type or TY (`""` for all others) -> variable of text, or `""` for none. The first tag
of a variable is the one that is written."""

DATES: dict[str, dict[str, str]] = {
    "Y2": {"": "accessed"},
    "ET": {"article-journal": "available-date"},
    "SE": {"EJOUR": "available-date"},
}
"""Tag -> CSL type or TY -> variable of a date. PY, Y1 and DA together are `issued`."""

ACCESS = {"ELEC": ("M1", "VL"), "WEB": ("M1", "VL"), "BLOG": ("M1", "VL")}
"""TY -> the tags in which EndNote has the day and the year of access."""

ACCESSED_IN_DA = ("EJOUR", "EBOOK", "ECHAP", "MULTI")
"""The types whose DA is the date of access. Their date of publication is in PY."""

START_PAGES = {"JOUR": "SE", "MGZN": "SE", "MANSCPT": "SE", "NEWS": "M1"}
"""TY -> the tag of the first page, which SP has as well."""

CONTAINERS = ("T2", "JF", "BT", "JO", "JA", "J2", "J1")
"""The tags that may have the title of the container, the most reliable first."""

COUNTED = ("book", "thesis", "manuscript", "pamphlet")
"""CSL types for which EndNote and Zotero write the number of pages to SP."""


_PAGE = re.compile(r"[-–]|\b[A-OQ-Za-oq-z]\d|\d(?:ff?\.?|\+)\Z")
"""What is in pages such as "S12", "12ff." and "7-9", but not in a number of pages."""


def is_count(pages: str, type: str) -> bool:
    """Return whether the value of SP, without EP, is the number of pages of a work.

    Args:
        pages: The value.
        type: The CSL type.

    >>> is_count("321", "book"), is_count("7-9", "book"), is_count("321", "chapter")
    (True, False, False)
    """
    return type in COUNTED and not _PAGE.search(pages)


def variable_of(table: dict[str, dict[str, str]], tag: str, type: str, ty: str = "") -> str:
    """Return the variable of a tag, or `""`.

    Args:
        table: `TEXT`, `PEOPLE` or `DATES`.
        tag: The tag.
        type: The CSL type.
        ty: The type of RIS. It decides for tags whose meaning depends on more than the CSL type.

    >>> variable_of(TEXT, "T2", "book"), variable_of(TEXT, "T2", "chapter")
    ('collection-title', 'container-title')
    """
    row = table.get(tag, {})
    return next((row[key] for key in (ty or type, type, "") if key in row), "")
