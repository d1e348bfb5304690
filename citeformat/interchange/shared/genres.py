"""Genres that only repeat the type of a work, such as `type = {Journal Article}` of @article."""

from __future__ import annotations

__all__ = ["repeats_type"]

_ARTICLE = frozenset(
    ("article", "journal article", "research article", "original article", "journal")
)

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
    """
    words = " ".join(genre.lower().replace("-", " ").replace("_", " ").split())
    return words in _WORDS.get(type, ())
