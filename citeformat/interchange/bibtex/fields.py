"""The fields of BibTeX and BibLaTeX as CSL variables: the tables that reading and writing share."""

from __future__ import annotations

import re
from typing import Literal

from citeformat.interchange.latex.commands import verbatim

__all__ = [
    "COUNTRIES",
    "DIRECT",
    "EDITOR_ROLES",
    "FIELD_ALIASES",
    "KEY_FIELDS",
    "NAME_FIELDS",
    "ORDINALS",
    "PUBSTATES",
    "SERIES",
    "FieldKind",
    "arxiv_number",
    "arxiv_preprint",
    "from_eprint",
]


FIELD_ALIASES = {
    "journaltitle": "journal", "location": "address", "annotation": "annote",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass", "school": "institution",
    "hyphenation": "langid", "pmc": "pmcid", "journal-iso": "shortjournal",
    "journalabbr": "shortjournal", "numpages": "pagetotal", "article-number": "eid",
    "articleno": "eid", "art_number": "eid", "article_number": "eid", "articlenumber": "eid",
    "lastchecked": "urldate", "lastaccessed": "urldate", "lastvisited": "urldate",
    "urlaccessdate": "urldate", "elocation-id": "eid", "elocationid": "eid", "artnum": "eid",
    "abbrev_source_title": "shortjournal", "page_count": "pagetotal", "eissn": "issn",
    "bdsk-url-1": "url",
}  # fmt: skip
"""Another name of a field -> the name that the reader uses."""

KEY_FIELDS = ("crossref", "xref", "xdata", "entryset", "related")
"""Fields whose values are keys of other entries, with commas between them."""

FieldKind = Literal[
    "date", "doi", "edition", "pages", "serial", "status", "text", "title", "url", "verbatim",
    "volume"
]  # fmt: skip
"""How the source of a field becomes the value of its variable."""

DIRECT: dict[str, tuple[str, FieldKind]] = {
    "abstract": ("abstract", "text"),
    "annote": ("annote", "text"),
    "chapter": ("chapter-number", "text"),
    "doi": ("DOI", "doi"),
    "edition": ("edition", "edition"),
    "eventtitle": ("event-title", "title"),
    "venue": ("event-place", "text"),
    "isbn": ("ISBN", "serial"),
    "issn": ("ISSN", "serial"),
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
    "volume": ("volume", "volume"),
    "volumes": ("number-of-volumes", "text"),
    "urldate": ("accessed", "date"),
    "eventdate": ("event-date", "date"),
    "origdate": ("original-date", "date"),
}
"""Field -> (CSL variable, kind), for fields that mean the same in every entry."""

NAME_FIELDS = {
    "author": "author", "translator": "translator", "bookauthor": "container-author",
    "illustrator": "illustrator", "composer": "composer", "director": "director",
    "producer": "producer", "interviewer": "interviewer", "serieseditor": "collection-editor",
    "origauthor": "original-author",
}  # fmt: skip
"""Field -> the CSL variable of its names. `EDITOR_ROLES` has the editors."""

EDITOR_ROLES = {
    "editor": "editor", "compiler": "compiler", "founder": "editor",
    "continuator": "editor", "redactor": "editor", "reviser": "editor",
    "collaborator": "contributor", "organizer": "organizer", "director": "director",
    "producer": "producer", "illustrator": "illustrator", "translator": "translator",
    "host": "host", "narrator": "narrator", "performer": "performer", "guest": "guest",
    "interviewer": "interviewer", "curator": "curator", "chair": "chair", "composer": "composer",
    "scriptwriter": "script-writer",
}  # fmt: skip
"""BibLaTeX's `editortype` -> the CSL variable of these editors."""

ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
    "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11",
    "twelfth": "12", "thirteenth": "13", "fourteenth": "14", "fifteenth": "15",
    "sixteenth": "16", "seventeenth": "17", "eighteenth": "18", "nineteenth": "19",
    "twentieth": "20",
}  # fmt: skip
"""An edition in words -> its number."""

PUBSTATES = {
    "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming",
    "inpress": "in press", "prepublished": "pre-published",
}  # fmt: skip
"""The localisation keys of BibLaTeX's `pubstate` -> their words."""

COUNTRIES = {
    "countryde": "Germany", "countryeu": "European Union", "countryep": "European Union",
    "countryfr": "France", "countryuk": "United Kingdom", "countryus": "United States of America",
}  # fmt: skip
"""The localisation keys of BibLaTeX's `location` of patents -> their words."""

SERIES = {"newseries": "new series", "oldseries": "old series"}
"""The localisation keys of BibLaTeX's `series` -> their words."""

_ARXIV = re.compile(r"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv:)", re.IGNORECASE)

_ARXIV_NUMBER = re.compile(r"(?:\d{4}\.\d+|[a-z.-]+/\d{4,})(?:v\d+)?\Z", re.IGNORECASE)


def arxiv_number(eprint: str, archive: str) -> str:
    """Return the number of a work at arXiv, or `""`.

    Args:
        eprint: The source of `eprint`. Publishers write the address of a file here.
        archive: The name of the archive. If there is no name, the form of the number decides.

    >>> arxiv_number("https://arxiv.org/abs/1501.00001", ""), arxiv_number("/doi/pdf/10.1000/x", "")
    ('1501.00001', '')
    """
    if archive.lower() not in ("", "arxiv"):
        return ""
    number = verbatim(eprint)
    if (found := _ARXIV.match(number)) is not None:
        return number[found.end() :].removesuffix(".pdf")
    is_number = "://" not in number if archive else _ARXIV_NUMBER.match(number)
    return number if is_number else ""


_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\S{1,40})\Z", re.IGNORECASE)
_ARXIV_NOTE = re.compile(r"arxiv:\s*(\S{1,40}?)(?:\s*\[[\w.-]+\])?\.?\Z", re.IGNORECASE)


def arxiv_preprint(doi: str, note: str) -> str:
    """Return the number of a work at arXiv that its DOI or note gives, or `""`.

    Args:
        doi: The source of `doi`.
        note: The source of `note`, where Zotero writes the number and the class.

    >>> arxiv_preprint("10.48550/arXiv.1501.00001", ""), arxiv_preprint("", "arXiv:1501.00001 [cs]")
    ('1501.00001', '1501.00001')
    """
    found = _ARXIV_DOI.search(verbatim(doi)) or _ARXIV_NOTE.match(verbatim(note))
    return found[1] if found is not None and _ARXIV_NUMBER.match(found[1]) else ""


def from_eprint(eprint: str, archive: str, type: str, *, has_address: bool) -> dict[str, str]:
    """Return the CSL variables that an archive's number determines.

    Args:
        eprint: The source of `eprint`.
        archive: The name of the archive.
        type: The CSL type of the record.
        has_address: Whether the entry has a DOI or a URL. If not, the number becomes a URL.

    >>> from_eprint("1501.00001", "arXiv", "article-journal", has_address=False)
    {'URL': 'https://arxiv.org/abs/1501.00001'}
    """
    variables: dict[str, str] = {}
    at_arxiv = arxiv_number(eprint, archive)
    if at_arxiv and (archive or type == "article"):
        if type == "article":
            variables = {"number": f"arXiv:{at_arxiv}", "publisher": "arXiv"}
        if not has_address:
            variables["URL"] = f"https://arxiv.org/abs/{at_arxiv}"
        return variables
    number = verbatim(eprint)
    archive = archive.lower()
    if "://" in number:
        return {}
    if archive == "pubmed":
        return {"PMID": number}
    if archive == "pmc":
        return {"PMCID": number}
    if archive == "jstor" and not has_address:
        variables["URL"] = f"https://www.jstor.org/stable/{number}"
    elif archive in ("hdl", "googlebooks") and not has_address:
        is_handle = archive == "hdl"
        site = "https://hdl.handle.net/" if is_handle else "https://books.google.com/books?id="
        variables["URL"] = f"{site}{number}"
    return variables
