"""What databases write that no style should print.

Genres that only repeat the type of a work, such as `type = {Journal Article}` of @article, and
notes about the record, such as `Cited By :12`.
"""

from __future__ import annotations

import re

__all__ = ["is_bookkeeping", "repeats_type"]

_ARTICLE = frozenset(
    ("article", "journal article", "research article", "original article", "journal",
     "research paper", "original paper", "original research", "full length article",
     "proceedings paper", "conference paper", "early access")
)  # fmt: skip

_WORDS: dict[str, frozenset[str]] = {
    "article-journal": _ARTICLE,
    "article-magazine": _ARTICLE | {"magazine article"},
    "article-newspaper": _ARTICLE | {"newspaper article"},
    "book": frozenset(("book", "edited book", "whole book")),
    "chapter": frozenset(("book chapter", "book section", "chapter", "inbook", "incollection")),
    "paper-conference": frozenset(
        ("conference paper", "conference proceedings", "proceedings", "proceedings paper",
         "proceedings article", "inproceedings", "conference")
    ),
    "webpage": frozenset(
        ("web page", "webpage", "website", "web site", "electronic", "online", "misc")
    ),
    "dataset": frozenset(("dataset", "data set")),
    "software": frozenset(("software", "computer program")),
    "document": frozenset(("misc", "miscellaneous", "document", "generic", "other")),
    "article": frozenset(("preprint",)),
}  # fmt: skip
"""CSL type -> what reference managers and publishers call it."""


def repeats_type(genre: str, type: str) -> bool:
    """Return whether a genre only repeats the type of its work.

    >>> repeats_type("Journal Article", "article-journal"), repeats_type("Review", "book")
    (True, False)
    >>> repeats_type("Article; Proceedings Paper", "article-journal")  # Web of Science
    True
    """
    words = " ".join(genre.lower().replace("-", " ").replace("_", " ").split())
    known = _WORDS.get(type, ())
    return all(part.strip() in known for part in words.split(";"))


_BOOKKEEPING = re.compile(
    r"(?:cited by\s*:?\s*\d+|export date:[^;]*|last updated - [^;]*|coden\s*[:-]\s*\w+"
    r"|_eprint:\s*\S+|conference name:[^;]*|number:\s*\S+ publisher:[^;]*"  # Zotero
    r"|source:\s*scopus|all open access\b[^;]*|correspondence address:.*)(?:\s*;\s*|\Z)",
    re.IGNORECASE | re.DOTALL,
)


def is_bookkeeping(note: str) -> bool:
    """Return whether a note only says what a database knows about its own record.

    >>> is_bookkeeping("Cited by: 12; All Open Access, Gold"), is_bookkeeping("Cited by many")
    (True, False)
    """
    position = 0
    while position < len(note) and (found := _BOOKKEEPING.match(note, position)):
        position = found.end()
    return position == len(note)
