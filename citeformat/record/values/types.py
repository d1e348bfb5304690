"""The type of a work, as other programs name it -> the nearest type of CSL.

Source: the type names of Crossref's REST API, Zotero, Mendeley, DataCite, BibTeX and BibLaTeX.
"""

from __future__ import annotations

import re
import reprlib

from citeformat._util.text import letters_and_digits, similar_to
from citeformat.csl.variables import TYPES
from citeformat.record.values.checks import Note, is_missing

__all__ = ["NEAREST_TYPES", "csl_type"]

NEAREST_TYPES = {
    # Crossref
    "book-part": "chapter", "book-section": "chapter", "book-series": "book", "book-set": "book",
    "book-track": "chapter", "book-entry": "entry", "component": "document", "database": "dataset",
    "dissertation": "thesis", "edited-book": "book", "grant": "document", "journal": "periodical",
    "journal-article": "article-journal", "journal-issue": "periodical",
    "journal-section": "article-journal", "journal-volume": "periodical", "monograph": "book",
    "other": "document", "peer-review": "review", "posted-content": "article",
    "proceedings": "book", "proceedings-article": "paper-conference",
    "proceedings-series": "book", "reference-book": "book", "reference-entry": "entry",
    "report-component": "report", "report-series": "report", "standard-series": "standard",
    # Zotero, Mendeley and DataCite
    "audio-recording": "song", "audiovisual": "motion_picture", "blog-post": "post-weblog",
    "book-chapter": "chapter", "case": "legal_case", "computational-notebook": "software",
    "computer-program": "software", "conference-paper": "paper-conference",
    "conference-proceeding": "book", "conference-proceedings": "book",
    "data-paper": "article-journal",
    "dictionary-entry": "entry-dictionary", "email": "personal_communication",
    "encyclopedia-article": "entry-encyclopedia", "film": "motion_picture", "forum-post": "post",
    "generic": "document", "image": "graphic", "instant-message": "personal_communication",
    "artwork": "graphic", "letter": "personal_communication",
    "magazine-article": "article-magazine", "newspaper-article": "article-newspaper",
    "podcast": "broadcast", "preprint": "article", "presentation": "speech",
    "radio-broadcast": "broadcast", "sound": "song", "statute": "legislation",
    "television-broadcast": "broadcast", "text": "document", "tv-broadcast": "broadcast",
    "video": "motion_picture", "video-recording": "motion_picture", "web-page": "webpage",
    "website": "webpage", "working-paper": "report",
    # BibTeX and BibLaTeX
    "booklet": "pamphlet", "conference": "paper-conference", "electronic": "webpage",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "inreference": "entry", "manual": "report", "mastersthesis": "thesis", "misc": "document",
    "mvbook": "book", "online": "webpage", "phdthesis": "thesis", "techreport": "report",
    "unpublished": "manuscript", "www": "webpage",
}  # fmt: skip
"""A type that other programs use -> the nearest type of CSL."""

_SAME_TYPES = {re.sub("[-_]", "", type): type for type in sorted(TYPES | NEAREST_TYPES.keys())}
"""A type without hyphens -> the type."""


def csl_type(value: object, note: Note) -> str:
    """Return the CSL type, or the nearest one; without any, `document`.

    >>> def show(message, action, **_): print(f"{message} ({action})")
    >>> csl_type("journal-article", show)
    unknown type 'journal-article' (it is read as 'article-journal')
    'article-journal'
    """
    if isinstance(value, str) and value in TYPES:
        return value
    if is_missing(value) or value == "":
        return "document"
    word = letters_and_digits(value) if isinstance(value, str) else ""
    known = _SAME_TYPES.get(word)
    unclear = known is None
    near: list[str] = []
    if known is None:
        near = similar_to(word[:60], _SAME_TYPES, 0.7)
        close = similar_to(word[:60], near, 0.85)
        known = _SAME_TYPES[close[0]] if close else "document"
    type = NEAREST_TYPES.get(known, known)
    types = [NEAREST_TYPES.get(name, name) for name in (_SAME_TYPES[each] for each in near)]
    hint = (
        f"did you mean {' or '.join(dict.fromkeys(types))}?"
        if types
        else "the types are those of CSL 1.0.2"
    )
    shown = repr(value) if isinstance(value, str) else reprlib.repr(value)
    note(f"unknown type {shown}", f"it is read as {type!r}", unclear=unclear, hint=hint)
    return type
