"""Find the private folder for what the package can make again quickly.

In: the environment. Out: a folder that belongs to the user alone, or `None`, and then the package
works without a cache. The folder never contains anything that a user wrote.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from importlib.util import source_hash
from pathlib import Path

from citeformat._util.files import remove_leftovers, replace_file

__all__ = [
    "VARIABLE", "cache_folder", "make_room", "modules_state", "read_checked", "write_aside",
    "write_checked",
]  # fmt: skip

VARIABLE = "CITEFORMAT_CACHE_DIR"
"""The environment variable that names the folder. An empty value switches caching off."""


def cache_folder() -> Path | None:
    """Return the folder, and make it if necessary.

    Returns:
        The folder, or `None` if caching is off, the folder cannot be made, or other users may
        write to it. Compiled code is read from the folder, so nobody else may put files into it.

    >>> folder = cache_folder()
    >>> folder is None or folder.is_dir()
    True
    """
    named = os.environ.get(VARIABLE)
    try:
        if named is not None:
            if not named:
                return None
            folder = Path(named)
        elif sys.platform == "win32":
            folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
            folder /= "citeformat"
        elif sys.platform == "darwin":
            folder = Path.home() / "Library" / "Caches" / "citeformat"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME", ""))
            # The XDG Base Directory Specification: a path that is not absolute is ignored.
            folder = (base if base.is_absolute() else Path.home() / ".cache") / "citeformat"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if sys.platform == "win32":  # a user's profile is private there
            return folder
        status = folder.stat()
    except (OSError, RuntimeError):  # RuntimeError: the user has no home
        return None
    others_write = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return folder if status.st_uid == os.geteuid() and not others_write else None


def write_aside(path: Path, content: bytes) -> bool:
    """Write a file so that no reader ever sees half of it.

    Without its cache the package only needs more time, so a full disk or a read-only home does not
    raise an exception.

    Returns:
        Whether the file was written.
    """
    try:
        replace_file(path, content, sync=False)  # entries of the cache have checksums
    except OSError:
        return False
    return True


def write_checked(path: Path, body: bytes) -> bool:
    """Write a file that begins with the checksum of the rest.

    Returns:
        Whether the file was written.
    """
    return write_aside(path, _checksum(body) + b"\n" + body)


def read_checked(path: Path) -> bytes | None:
    """Read a file of `write_checked`.

    Returns:
        What was written, or `None` if the file is absent or damaged.
    """
    try:
        checksum, _, body = path.read_bytes().partition(b"\n")
    except (OSError, ValueError):
        return None
    return body if checksum == _checksum(body) else None


def _checksum(body: bytes) -> bytes:
    return source_hash(body).hex().encode()  # Python's for its bytecode; hashlib takes 4 ms to load


def modules_state(folders: Iterable[str]) -> str:
    """Identify the state of this package's modules by their paths, sizes and times.

    What they make is in the cache, so another state must not use it.

    Args:
        folders: Folders in the package; the modules at any depth count.
    """
    package = Path(__file__).parents[1]
    found = []
    pending = [str(package / folder) for folder in folders]
    try:
        while pending:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.name.endswith(".py"):
                        status = entry.stat()
                        found.append(f"{entry.path}:{status.st_size}:{status.st_mtime_ns}")
                    elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                        pending.append(entry.path)
    except OSError:  # inside an archive, where nothing changes
        return str(package)
    return "|".join(sorted(found))


def make_room(folder: Path, prefix: str, most: int) -> None:
    """Delete the older half of the files with a prefix, if there are many, and what processes left
    that were killed while they wrote.

    Args:
        folder: The folder.
        prefix: What the names of the files begin with.
        most: The number of files from which on the older half is deleted.
    """
    try:
        entries = [path for path in folder.iterdir() if path.name.startswith(prefix)]
        if len(entries) >= most:
            entries.sort(key=lambda path: path.stat().st_mtime)
            for path in entries[: len(entries) - most // 2]:
                path.unlink(missing_ok=True)
        remove_leftovers(folder)
    except OSError:  # another process deletes them as well
        pass
