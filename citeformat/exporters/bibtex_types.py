"""CSL types, as the entry types of BibLaTeX and BibTeX. Tables, and one look-up.

Source: the BibLaTeX manual, section 2.1; "BibTeXing" (btxdoc), section 3.1. The other direction is
`importers.bibtex_types`, by which each choice here is checked: an entry is written as the type
that it is read as, wherever there is one.
"""

from __future__ import annotations

from citeformat.importers.bibtex_types import SUBTYPES, TYPES

__all__ = ["BIBLATEX", "BIBTEX", "CLASSIC", "CLASSIC_OF", "could_be"]

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
"""BibLaTeX's entry types -> what BibTeX's styles know instead; all others are @misc."""

_SPECIAL = {
    "misc": ("article", "webpage"),
    "unpublished": ("speech",),
    "article": ("article",),
}
"""Entry type -> the CSL types that the importer finds by looking at the fields."""


def could_be(entry_type: str, subtype: str, type: str) -> bool:
    """Whether an entry of this type may be read as this CSL type.

    >>> could_be("article", "magazine", "article-magazine"), could_be("misc", "", "book")
    (True, False)
    """
    if type in _SPECIAL.get(entry_type, ()):
        return True
    return (SUBTYPES.get((entry_type, subtype)) or TYPES.get(entry_type, "document")) == type
