"""Which styles there are: their names and titles.

In: words. Out: `Listing` values with `name`, `title` and `dependent`. `Style.load` takes the name,
the title, and short or earlier names as well.
"""

from __future__ import annotations

from citeformat.styles import catalogue, loader
from citeformat.styles.catalogue import Listing

__all__ = ["Listing", "names", "search", "title"]


def search(words: str = "") -> list[Listing]:
    """The styles whose name, title, short or earlier name hold all the words.

    Args:
        words: Words or beginnings of words, in any order and case; `""` gives all styles.

    Returns:
        The likeliest first: exact names, then styles of their own before those that stand for
        another one.

    >>> [style.title for style in search("apa 7th")][0]
    'APA Style 7th edition'
    """
    return loader.search(words)


def names() -> list[str]:
    """The names of all styles, in order.

    >>> len(names()) > 10_000
    True
    """
    return catalogue.names()


def title(name: str) -> str:
    """The title of a style.

    Args:
        name: Any name that `Style.load` takes.

    Raises:
        StyleNotFound: There is no such style.

    >>> title("ieee")
    'IEEE Reference Guide version 11.29.2023'
    """
    return loader.find(name).title
