"""Keep compiled styles in memory.

In: the names of styles, as requests have them. Out: styles that are ready to render. The cache is
bounded, and threads share it.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Protocol

from citeformat.errors import InvalidStyle, SourceError, StyleError
from citeformat.style import Style

__all__ = ["LoadedStyle", "NotInMemory", "StyleCache", "Styles", "StylesInMemory"]

_NAMES_PER_STYLE = 8
"""The number of names and locales that are remembered, as a multiple of the styles."""

_MOST_GARBAGE = 16
"""The number of dropped styles from which on their memory is freed at once."""


class LoadedStyle(NamedTuple):
    """A style that is ready to render."""

    style: Style
    checksum: str
    """The checksum of its CSL, which changes whenever the style does."""


class NotInMemory(Exception):
    """A style must be compiled first, and the caller has no time for that."""


class Styles(Protocol):
    """Where a renderer gets its styles."""

    def get(self, name: str, locale: str = "") -> LoadedStyle:
        """Return a style by its name, in a locale or in its own."""
        ...


class StyleCache:
    """The styles that were used last.

    >>> styles = StyleCache(2)
    >>> styles.get("apa").style is styles.get("APA Style 7th edition").style
    True
    """

    def __init__(self, size: int, styles_folder: str | None = None) -> None:
        """Make an empty cache.

        Args:
            size: The number of styles that are kept.
            styles_folder: A folder of styles, which come before those of the package.
        """
        self._size = max(size, 1)
        self._folder = styles_folder
        self._styles: OrderedDict[tuple[str, str], LoadedStyle] = OrderedDict()
        """File name and locale -> the style. The one that was used last is at the end."""
        self._names: OrderedDict[tuple[str, str], tuple[str, str]] = OrderedDict()
        """Name and locale as requests have them -> file name and locale."""
        self._lock = Lock()
        self._dropped = 0
        """The number of styles that left the cache since garbage was collected."""
        self._compiling = Lock()
        """Held while a style is compiled: two threads would only take turns."""

    def get(self, name: str, locale: str = "") -> LoadedStyle:
        """Return a style by its name. It is compiled if it is not in the cache.

        Args:
            name: A name, as `Style.named` takes it. Paths and CSL text are not names.
            locale: A BCP 47 tag; `""` is the style's own.

        Raises:
            StyleNotFound: No style has the name; `suggestions` has similar names.
            StyleError: The style cannot be used, or `locale` is not a language tag.
        """
        found = self.find(name, locale)
        if found is None:
            with self._compiling:
                found = self.find(name, locale) or self._load(name, locale)
        return found

    def __len__(self) -> int:
        return len(self._styles)

    def find(self, name: str, locale: str) -> LoadedStyle | None:
        """Return a style if it is in the cache."""
        with self._lock:
            key = self._names.get((name, locale))
            found = self._styles.get(key) if key is not None else None
            if key is not None and found is not None:
                self._names.move_to_end((name, locale))
                self._styles.move_to_end(key)
            return found

    def _load(self, name: str, locale: str) -> LoadedStyle:
        try:
            style = Style.named(name, locale=locale or None, styles_folder=self._folder)
        except InvalidStyle as error:  # it names files of the server, which are nobody's business
            problems = [
                replace(problem, source=Path(problem.source).name) for problem in error.problems
            ]
            raise InvalidStyle(Path(error.name).name, problems) from None
        except SourceError:
            raise StyleError(f"the style {name!r} cannot be read") from None
        key = style.name, style.locale
        with self._lock:
            # A style has many names, and is kept once.
            loaded = self._styles.get(key) or LoadedStyle(style, style.version.checksum)
            self._styles[key] = loaded
            self._styles.move_to_end(key)
            self._names[name, locale] = key
            while len(self._styles) > self._size:
                self._styles.popitem(last=False)
                self._dropped += 1
            while len(self._names) > _NAMES_PER_STYLE * self._size:
                self._names.popitem(last=False)
        if self._dropped >= _MOST_GARBAGE:
            self._dropped = 0
            gc.collect()  # the functions of a compiled style refer to each other
        return loaded


class StylesInMemory:
    """The styles that a cache has now, for callers that have no time to compile one."""

    def __init__(self, cache: StyleCache) -> None:
        """Make a view of a cache."""
        self._cache = cache

    def get(self, name: str, locale: str = "") -> LoadedStyle:
        """Return a style of the cache.

        Raises:
            NotInMemory: The style must be compiled first.
        """
        found = self._cache.find(name, locale)
        if found is None:
            raise NotInMemory
        return found
