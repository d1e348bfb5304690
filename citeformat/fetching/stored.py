"""Keep the answers of services in the cache folder, one file for each identifier.

In: the address of a service and an identifier. Out: the text that the service answered before, if
it is not too old. An entry begins with a checksum, so a damaged one is not read.
"""

from __future__ import annotations

import json
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from citeformat._util.cache_folder import cache_folder, make_room, read_checked, write_checked
from citeformat.record.text.identifiers import Identifier

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Found", "StoredAnswers"]

_PREFIX = "fetched-"
_MOST_ENTRIES = 20_000
_VERSION = "1"


class Found(NamedTuple):
    """What a service knows about one work."""

    text: str
    format: str
    """The name of an input format, or `arxiv` or `open-library`."""


class StoredAnswers:
    """The entries of the cache folder.

    Args:
        max_age: The seconds after which an entry is too old.
    """

    def __init__(self, max_age: float) -> None:
        self._max_age = max_age
        self._folder = cache_folder()
        if self._folder is not None:
            make_room(self._folder, _PREFIX, _MOST_ENTRIES)

    def get(self, service: str, identifier: Identifier) -> Found | None:
        """Return the stored answer, or `None`."""
        path = self._path(service, identifier)
        body = read_checked(path) if path is not None else None
        if body is None:
            return None
        try:
            stored, text, format = json.loads(body)
            age = time.time() - float(stored)
        except (ValueError, TypeError):
            return None
        return Found(text, format) if 0 <= age <= self._max_age else None

    def put(self, service: str, identifier: Identifier, found: Found) -> None:
        """Store an answer."""
        path = self._path(service, identifier)
        if path is not None:
            body = json.dumps([time.time(), found.text, found.format]).encode()
            write_checked(path, body)

    def _path(self, service: str, identifier: Identifier) -> Path | None:
        if self._folder is None:
            return None
        name = json.dumps([_VERSION, service, *identifier.key])
        return self._folder / f"{_PREFIX}{blake2b(name.encode(), digest_size=16).hexdigest()}.json"
