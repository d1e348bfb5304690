"""Compiled styles on disk.

An entry is a magic number, the checksum of all that went into it, the checksum of what follows, and
marshalled code. A mismatch of anything is a miss. The folder belongs to the user alone
(`cache_folder`), since what is read from it is run; where there is none, there is no cache.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from importlib.util import source_hash
from pathlib import Path
from typing import Any, TypeVar

from citeformat._util.cache_folder import cache_folder, write_aside

__all__ = ["key", "load", "remembered", "store"]

_V = TypeVar("_V")
_MAGIC = b"citeformat style 2\n"
_DIGEST = 8
_MOST = 500
"""The number of entries from which the older half is deleted."""
_FOLDERS = ("csl", "engine/compiler", "engine/runtime", "richtext")
"""The folders whose modules, at any depth, decide what a style is compiled to."""


def key(data: bytes, name: str, locale: str) -> bytes:
    """The checksum of a style, its locale, this package's compiler and this Python."""
    parts = (name, locale, sys.version, _compiler())
    return source_hash(
        b"\0".join([data, *[part.encode("utf-8", "surrogatepass") for part in parts]])
    )


def _compiler() -> str:
    """Identify this state of the compiler: the paths, sizes and times of its modules."""
    package = Path(__file__).parents[2]
    try:
        found = [each for folder in _FOLDERS for each in _modules(str(package / folder), folder)]
    except OSError:  # inside an archive, where nothing changes
        return str(package)
    return "|".join(sorted(found))


def _modules(folder: str, shown: str) -> list[str]:
    """The state of each module in a folder, and in the folders within it."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                found.append(f"{shown}/{entry.name}:{status.st_size}:{status.st_mtime_ns}")
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                found += _modules(entry.path, f"{shown}/{entry.name}")
    return found


def remembered(key: bytes, make: Callable[[], _V]) -> _V:
    """The stored value; where there is none, what `make` gives, which is kept."""
    stored: _V | None = load(key)
    if stored is None:
        stored = make()
        store(key, stored)
    return stored


def load(key: bytes) -> Any | None:
    """The stored value, or `None`."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        content = _path(folder, key).read_bytes()
    except OSError:
        return None
    head = _MAGIC + key
    body = content[len(head) + _DIGEST :]
    if not content.startswith(head) or content[len(head) : len(head) + _DIGEST] != _sum(body):
        return None
    try:
        return marshal.loads(body)
    except (EOFError, TypeError, ValueError):
        return None


def store(key: bytes, value: Any) -> None:
    """Keep a value; where that is not possible, nothing happens."""
    folder = cache_folder()
    if folder is None:
        return
    _prune(folder)
    body = marshal.dumps(value)
    write_aside(_path(folder, key), _MAGIC + key + _sum(body) + body)


def _prune(folder: Path) -> None:
    """Delete the entries that were written longest ago, where there are many."""
    try:
        files = [path for path in folder.iterdir() if path.name.startswith("style-")]
        if len(files) < _MOST:
            return
        files.sort(key=lambda path: path.stat().st_mtime)
        for path in files[: len(files) - _MOST // 2]:
            path.unlink(missing_ok=True)
    except OSError:  # another process is at it
        return


def _path(folder: Path, key: bytes) -> Path:
    return folder / f"style-{key.hex()}.bin"


def _sum(body: bytes) -> bytes:
    return source_hash(body)  # what Python checks its own bytecode with; hashlib takes 1 ms to load
