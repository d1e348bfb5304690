"""Keep compiled styles on disk.

An entry is a magic number, the checksum of everything that it depends on, the checksum of what
follows, and marshalled code. If anything does not match, the entry is not used. The folder belongs
to the user alone (`cache_folder`), since what is read from it is run; without such a folder, there
is no cache.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Sequence
from importlib.util import source_hash
from typing import TYPE_CHECKING, Any

from citeformat._util.cache_folder import cache_folder, make_room, modules_state, write_aside

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["key", "load", "store"]

_MAGIC = b"citeformat style 3\n"
_CHECKSUM_SIZE = 8
_MAX_ENTRIES = 500
"""With so many entries, the older half is deleted."""
_FOLDERS = ("csl", "engine/compiler", "engine/runtime", "richtext")
"""The folders whose modules, at any depth, decide what a style is compiled to."""


def key(data: bytes, name: str, locale: str, files: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """Compute the checksum of a style, its locale, the user's own locale files, this package's
    compiler and this Python."""
    parts = [name, locale, sys.version, modules_state(_FOLDERS), *[lang for lang, _ in files]]
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return source_hash(b"\0".join([data, *encoded, *[content for _, content in files]]))


def load(key: bytes) -> Any | None:
    """Return the stored value, or `None`."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        content = _path(folder, key).read_bytes()
    except OSError:
        return None
    head = _MAGIC + key
    body = content[len(head) + _CHECKSUM_SIZE :]
    if content[: len(head) + _CHECKSUM_SIZE] != head + _checksum(body):
        return None
    try:
        return marshal.loads(body)
    except (EOFError, TypeError, ValueError):
        return None


def store(key: bytes, value: Any) -> None:
    """Store a value, if there is a folder for it, and delete the oldest of many entries."""
    folder = cache_folder()
    if folder is None:
        return
    make_room(folder, "style-", _MAX_ENTRIES)
    body = marshal.dumps(value)
    write_aside(_path(folder, key), _MAGIC + key + _checksum(body) + body)


def _path(folder: Path, key: bytes) -> Path:
    return folder / f"style-{key.hex()}.bin"


def _checksum(body: bytes) -> bytes:
    return source_hash(body)  # Python checks its own bytecode with it; hashlib takes 1 ms to load
