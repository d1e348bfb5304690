"""The fields of BibTeX and BibLaTeX, as CSL variables, and what the number of an archive says."""

from __future__ import annotations

import re

from citeformat.interchange.latex.commands import verbatim

__all__ = [
    "DIRECT",
    "EDITOR_ROLES",
    "FIELD_ALIASES",
    "NAME_FIELDS",
    "ORDINALS",
    "PUBSTATES",
    "from_eprint",
]


FIELD_ALIASES = {
    "journaltitle": "journal", "location": "address", "annotation": "annote",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass", "school": "institution",
    "hyphenation": "langid", "pmc": "pmcid", "journal-iso": "shortjournal",
    "journalabbr": "shortjournal", "numpages": "pagetotal",
}  # fmt: skip
"""Another name of a field -> the name that this importer uses."""

DIRECT = {
    "abstract": ("abstract", "text"),
    "annote": ("annote", "text"),
    "chapter": ("chapter-number", "text"),
    "doi": ("DOI", "doi"),
    "edition": ("edition", "edition"),
    "eventtitle": ("event-title", "title"),
    "venue": ("event-place", "text"),
    "isbn": ("ISBN", "text"),
    "issn": ("ISSN", "text"),
    "keywords": ("keyword", "text"),
    "origlocation": ("original-publisher-place", "text"),
    "origpublisher": ("original-publisher", "text"),
    "origtitle": ("original-title", "title"),
    "pages": ("page", "pages"),
    "pagetotal": ("number-of-pages", "text"),
    "part": ("part-number", "text"),
    "pmcid": ("PMCID", "verbatim"),
    "pmid": ("PMID", "verbatim"),
    "pubstate": ("status", "status"),
    "shortjournal": ("container-title-short", "text"),
    "shorttitle": ("title-short", "title"),
    "url": ("URL", "url"),
    "version": ("version", "text"),
    "volume": ("volume", "text"),
    "volumes": ("number-of-volumes", "text"),
    "urldate": ("accessed", "date"),
    "eventdate": ("event-date", "date"),
    "origdate": ("original-date", "date"),
}
"""Field -> (CSL variable, kind of value), where this depends on nothing else in the entry."""

NAME_FIELDS = {
    "author": "author", "translator": "translator", "bookauthor": "container-author",
    "illustrator": "illustrator", "composer": "composer", "director": "director",
    "producer": "producer", "interviewer": "interviewer", "serieseditor": "collection-editor",
    "origauthor": "original-author",
}  # fmt: skip
"""Field -> the CSL variable of these people; editors have roles of their own."""

EDITOR_ROLES = {
    "editor": "editor", "compiler": "compiler", "founder": "editor",
    "continuator": "editor", "redactor": "editor", "reviser": "editor",
    "collaborator": "contributor", "organizer": "organizer", "director": "director",
    "producer": "producer", "illustrator": "illustrator", "translator": "translator",
    "host": "host", "narrator": "narrator", "performer": "performer", "guest": "guest",
    "interviewer": "interviewer", "curator": "curator", "chair": "chair", "composer": "composer",
    "scriptwriter": "script-writer",
}  # fmt: skip
"""BibLaTeX's `editortype` -> the CSL variable of these people."""

ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
    "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11",
    "twelfth": "12", "thirteenth": "13", "fourteenth": "14", "fifteenth": "15",
    "sixteenth": "16", "seventeenth": "17", "eighteenth": "18", "nineteenth": "19",
    "twentieth": "20",
}  # fmt: skip
"""Editions in words."""

PUBSTATES = {
    "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming",
    "inpress": "in press", "prepublished": "pre-published",
}  # fmt: skip
"""The localisation keys of BibLaTeX's `pubstate`, in words."""

_ARXIV = re.compile(r"(?i)\Aarxiv:")


def from_eprint(eprint: str, archive: str, type: str, *, addressed: bool) -> dict[str, str]:
    """The variables of an archive's number.

    Args:
        eprint: The source of `eprint`.
        archive: The archive's name.
        type: The record's CSL type.
        addressed: Whether the entry has a DOI or an address of its own.

    >>> from_eprint("1501.00001", "arXiv", "article-journal", addressed=False)
    {'URL': 'https://arxiv.org/abs/1501.00001'}
    """
    number = verbatim(eprint)
    archive = archive.lower()
    if archive == "pubmed":
        return {"PMID": number}
    found: dict[str, str] = {}
    if archive == "arxiv" or (not archive and type == "article"):
        number = _ARXIV.sub("", number)
        if type == "article":
            found = {"number": f"arXiv:{number}", "publisher": "arXiv"}
        if not addressed:
            found["URL"] = f"https://arxiv.org/abs/{number}"
    elif archive == "jstor" and not addressed:
        found["URL"] = f"https://www.jstor.org/stable/{number}"
    return found
