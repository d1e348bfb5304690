"""The private folder in which the package keeps what is quick to make again.

In: nothing but the environment. Out: a folder that belongs to the user alone, or `None` where there
is none to be had; then its callers work without a cache. Nothing that a user wrote is ever in it.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from citeformat._util.files import replace_file

__all__ = ["VARIABLE", "cache_folder", "write_aside"]

VARIABLE = "CITEFORMAT_CACHE_DIR"
"""The environment variable that names the folder; empty, it switches caching off."""


def cache_folder() -> Path | None:
    """The folder, made if need be; `None` where it cannot be made or others may write to it.

    >>> folder = cache_folder()
    >>> folder is None or folder.is_dir()
    True
    """
    folder = _wanted()
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_private(folder) else None
    except OSError:
        return None


def write_aside(path: Path, content: bytes) -> bool:
    """Write a file so that no reader ever sees half of it; whether that worked.

    A cache that cannot be written (a full disk, a read-only home) costs time and nothing else, so
    there is no exception.
    """
    try:
        replace_file(path, content, sync=False)  # what is read from the cache has a checksum
    except OSError:
        return False
    return True


def _wanted() -> Path | None:
    if VARIABLE in os.environ:
        named = os.environ[VARIABLE]
        return Path(named) if named else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "citeformat"


def _is_private(folder: Path) -> bool:
    """Whether nobody else can put files into the folder (compiled code is read from it)."""
    if sys.platform == "win32":  # a user's profile is private there
        return True
    status = folder.stat()
    others_write = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return status.st_uid == os.geteuid() and not others_write
