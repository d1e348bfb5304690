"""The reference types and elements of EndNote's XML, as types and tags of RIS.

Source: EndNote's XML export and its list of reference types; EndNote writes the same fields to
RIS with its "RefMan (RIS) Export" style, so the tables of RIS apply to both.
"""

from __future__ import annotations

__all__ = ["ELEMENTS", "NAMES", "NUMBERS", "TAG_OF_NUMBER", "TYPE_WITH_NAME", "name_of_type"]

NAMES = {
    "Aggregated Database": ("AGGR", 55), "Ancient Text": ("ANCIENT", 51), "Artwork": ("ART", 2),
    "Audiovisual Material": ("ADVS", 3), "Bill": ("BILL", 4), "Blog": ("BLOG", 56),
    "Book": ("BOOK", 6), "Book Section": ("CHAP", 5), "Case": ("CASE", 7),
    "Catalog": ("CTLG", 8), "Chart or Table": ("CHART", 38), "Classical Work": ("CLSWK", 49),
    "Computer Program": ("COMP", 9), "Conference Paper": ("CPAPER", 47),
    "Conference Proceedings": ("CONF", 10), "Dataset": ("DATA", 59), "Dictionary": ("DICT", 52),
    "Edited Book": ("EDBOOK", 28), "Electronic Article": ("EJOUR", 43),
    "Electronic Book": ("EBOOK", 44), "Electronic Book Section": ("ECHAP", 60),
    "Encyclopedia": ("ENCYC", 53), "Equation": ("EQUA", 39), "Figure": ("FIGURE", 37),
    "Film or Broadcast": ("MPCT", 21), "Generic": ("GEN", 13),
    "Government Document": ("GOVDOC", 46), "Grant": ("GRANT", 54), "Hearing": ("HEAR", 14),
    "Journal Article": ("JOUR", 17), "Legal Rule or Regulation": ("LEGAL", 50),
    "Magazine Article": ("MGZN", 19), "Manuscript": ("MANSCPT", 36), "Map": ("MAP", 20),
    "Music": ("MUSIC", 61), "Newspaper Article": ("NEWS", 23), "Online Database": ("DBASE", 45),
    "Online Multimedia": ("MULTI", 48), "Pamphlet": ("PAMP", 24), "Patent": ("PAT", 25),
    "Personal Communication": ("PCOMM", 26), "Report": ("RPRT", 27), "Serial": ("SER", 57),
    "Standard": ("STAND", 58), "Statute": ("STAT", 31), "Thesis": ("THES", 32),
    "Unpublished Work": ("UNPB", 34), "Web Page": ("ELEC", 12),
}  # fmt: skip
"""Name of a reference type -> (TY, EndNote's number)."""

NUMBERS = {number: ty for ty, number in NAMES.values()}
"""EndNote's number of a reference type -> TY."""

ELEMENTS = (
    ("contributors/authors/author", "AU"),
    ("contributors/secondary-authors/author", "A2"),
    ("contributors/tertiary-authors/author", "A3"),
    ("contributors/subsidiary-authors/author", "A4"),
    ("contributors/translated-authors/author", "TA"),
    ("titles/title", "TI"),
    ("titles/secondary-title", "T2"),
    ("titles/tertiary-title", "T3"),
    ("titles/alt-title", "J2"),
    ("titles/short-title", "ST"),
    ("titles/translated-title", "TT"),
    ("periodical/full-title", "JF"),
    ("periodical/abbr-1", "J2"),
    ("alt-periodical/full-title", "JO"),
    ("pages", "SP"),
    ("volume", "VL"),
    ("number", "IS"),
    ("num-vols", "NV"),
    ("edition", "ET"),
    ("section", "SE"),
    ("reprint-edition", "RP"),
    ("keywords/keyword", "KW"),
    ("dates/year", "PY"),
    ("dates/pub-dates/date", "DA"),
    ("pub-location", "CY"),
    ("publisher", "PB"),
    ("orig-pub", "OP"),
    ("isbn", "SN"),
    ("accession-num", "AN"),
    ("call-num", "CN"),
    ("label", "ID"),
    ("abstract", "AB"),
    ("notes", "N1"),
    ("research-notes", "RN"),
    ("work-type", "M3"),
    ("misc1", "M1"),
    ("urls/related-urls/url", "UR"),
    ("urls/web-urls/url", "UR"),
    ("urls/pdf-urls/url", "L1"),
    ("custom1", "C1"),
    ("custom2", "C2"),
    ("custom3", "C3"),
    ("custom4", "C4"),
    ("custom5", "C5"),
    ("custom6", "C6"),
    ("custom7", "C7"),
    ("custom8", "C8"),
    ("electronic-resource-num", "DO"),
    ("remote-database-name", "DB"),
    ("remote-database-provider", "DP"),
    ("access-date", "Y2"),
    ("auth-address", "AD"),
    ("language", "LA"),
    ("custom-license", "CR"),
)
"""(Path of an element within a record, tag), in the order in which EndNote writes them."""

TAG_OF_NUMBER = {
    "BOOK": "M1", "EDBOOK": "M1", "CHAP": "SV", "ECHAP": "SV", "ELEC": "M1", "NEWS": "M1",
}  # fmt: skip
"""Types whose element `number` does not correspond to IS -> its tag: the volume in the series, the
date of access or the first page."""

TYPE_WITH_NAME = {"VIDEO": "MPCT", "SLIDE": "GEN", "SOUND": "MUSIC", "JFULL": "SER",
                  "WEB": "ELEC", "INPR": "JOUR"}  # fmt: skip
"""Type of RIS that EndNote does not have -> one that it has."""

_NAME_OF_TYPE = {ty: (name, number) for name, (ty, number) in NAMES.items()}


def name_of_type(ty: str) -> tuple[str, str, int]:
    """Return the type that EndNote has for one of RIS, its name and its number.

    >>> name_of_type("JOUR"), name_of_type("VIDEO")
    (('JOUR', 'Journal Article', 17), ('MPCT', 'Film or Broadcast', 21))
    """
    known = TYPE_WITH_NAME.get(ty, ty)
    return (known, *_NAME_OF_TYPE.get(known, ("Generic", 13)))
