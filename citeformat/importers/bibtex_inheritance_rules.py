"""Which field of a parent becomes which field of its child. Tables, and one look-up.

Source: the BibLaTeX manual, appendix "Default Inheritance Setup".
"""

from __future__ import annotations

from functools import cache

__all__ = ["DATE_FIELDS", "NEVER_INHERITED", "renamed_fields"]

NEVER_INHERITED = frozenset(
    """
    ids crossref xref xdata entryset entrysubtype execute label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro shorttitle sorttitle
    indextitle indexsorttitle sortkey key
    """.split()
)
"""Fields that describe one entry and no other."""

DATE_FIELDS = frozenset("date year month day".split())
"""An entry with any of these has a date of its own and inherits none of them."""

_BOOKS = frozenset("inbook bookinbook suppbook".split())
_COLLECTED = frozenset("incollection inreference suppcollection".split())
_PAPERS = frozenset("inproceedings conference".split())


def _named(word: str) -> dict[str, tuple[str, ...]]:
    return {
        "title": (f"{word}title",),
        "subtitle": (f"{word}subtitle",),
        "titleaddon": (f"{word}titleaddon",),
    }


_AUTHOR: dict[str, tuple[str, ...]] = {"author": ("author", "bookauthor")}

_RULES: tuple[tuple[frozenset[str], frozenset[str], dict[str, tuple[str, ...]]], ...] = (
    (frozenset({"mvbook", "book"}), _BOOKS, _AUTHOR),
    (frozenset({"mvbook"}), _BOOKS | {"book"}, _named("main")),
    (
        frozenset({"mvcollection", "mvreference"}),
        _COLLECTED | {"collection", "reference"},
        _named("main"),
    ),
    (frozenset({"mvproceedings"}), _PAPERS | {"proceedings"}, _named("main")),
    (frozenset({"book"}), _BOOKS | _COLLECTED, _named("book")),
    (frozenset({"collection", "reference"}), _COLLECTED | _BOOKS, _named("book")),
    (frozenset({"proceedings", "book"}), _PAPERS, _named("book")),
    (frozenset({"periodical"}), frozenset({"article", "suppperiodical"}), _named("journal")),
)
"""(Types of the parent, types of the child, field of the parent -> fields of the child). Classic
BibTeX has no @collection, so a @book is also the parent of @incollection and @inproceedings."""


@cache
def renamed_fields(parent: str, child: str) -> dict[str, tuple[str, ...]]:
    """The fields that change their name between these two types; all others keep theirs.

    >>> renamed_fields("proceedings", "inproceedings")["title"]
    ('booktitle',)
    """
    found: dict[str, tuple[str, ...]] = {}
    for parents, children, fields in _RULES:
        if parent in parents and child in children:
            found.update(fields)
    return found
