"""Find styles: their names and titles.

In: words. Out: `Listing` values with `name`, `title` and `dependent`. `Style.load` takes a name, a
title, and short or earlier names as well.
"""

from __future__ import annotations

from citeformat.styles import catalogue, loader
from citeformat.styles.catalogue import Listing

__all__ = ["Listing", "names", "search", "title"]


def search(words: str = "") -> list[Listing]:
    """Search the styles whose name, title, short or earlier name contains all the words.

    Args:
        words: Words or beginnings of words, in any order and case; `""` finds all styles.

    Returns:
        The best matches first: exact names, then independent styles before dependent ones, which
        take their rules from another style.

    >>> [style.title for style in search("apa 7th")][0]
    'APA Style 7th edition'
    """
    return loader.search(words)


def names() -> list[str]:
    """List the names of all styles, sorted.

    >>> len(names()) > 10_000
    True
    """
    return catalogue.names()


def title(name: str) -> str:
    """Look up the title of a style.

    Args:
        name: Any name that `Style.load` takes.

    Raises:
        StyleNotFound: No style has this name.

    >>> title("ieee")
    'IEEE Reference Guide version 11.29.2023'
    """
    return loader.find(name).title
