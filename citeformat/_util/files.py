"""Replace files so that an interruption never leaves half of one, and say why a file fails.

In: a path and bytes. Out: a file with these bytes. After an `OSError` the old file is unchanged.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from pathlib import Path

__all__ = ["reason_of", "remove_leftovers", "replace_file"]

_LEFTOVER = re.compile(r"\.citeformat-[0-9a-f]{16}\.tmp")
_OLD = 3600
"""The age in seconds from which on a temporary file belongs to no process that still writes."""

_DESCRIPTORS = ("/dev/std", "/dev/fd/", "/proc/")
"""Names of open files. Another process may write to such a file, so it is never replaced."""


def reason_of(error: Exception) -> str:
    """Return why a file cannot be read or written, without the name of the file.

    >>> reason_of(FileNotFoundError(2, "No such file or directory", "a.bib"))
    'No such file or directory'
    >>> reason_of(ValueError("embedded null byte"))
    'embedded null byte'
    """
    return (isinstance(error, OSError) and error.strerror) or str(error)


def replace_file(path: str | os.PathLike[str], content: bytes, *, sync: bool = True) -> None:
    """Write a file. At any time it has its old content, or all of its new content.

    The bytes go to a new file in the same folder, which replaces the old one at the end. The new
    file keeps the mode of the old one, and its owner if the system allows that. A symbolic link
    stays, and the file that it names is replaced. Other hard links keep the old content. Anything
    but a regular file (`/dev/stdout`, a FIFO) is written to directly. Only a process that is killed
    leaves a file like `.citeformat-0123456789abcdef.tmp` in the folder. The next call for the
    folder removes it, if it is more than an hour old.

    Args:
        path: The file.
        content: Its new content.
        sync: Whether to wait until the bytes are on the disk, so that even a power failure leaves
            a whole file.

    Raises:
        OSError: The file cannot be written. This includes a writable file in a folder that is not
            writable: writing it in place would not be safe.
        ValueError: No file can have this name.
    """
    named = os.fspath(path)
    if named.endswith(("/", os.sep)) and not Path(named).exists():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", named)
    try:
        old = Path(named).stat()
    except FileNotFoundError:
        old = None
    if named.startswith(_DESCRIPTORS) or (old and not stat.S_ISREG(old.st_mode)):
        Path(named).write_bytes(content)
        return
    target = Path(named).resolve()
    if old and not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13), named)
    aside = target.with_name(f".citeformat-{os.urandom(8).hex()}.tmp")
    # A private file stays private while it is written.
    mode = 0o600 if old else 0o666
    try:
        descriptor = os.open(aside, _CREATE, mode)
    except OSError as error:
        if not old:
            raise
        reason = f"its folder does not take a new file ({error.strerror})"
        raise OSError(error.errno, reason, named) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            if old:
                _keep_status(aside, old)
            if sync:
                file.flush()
                os.fsync(descriptor)
        aside.replace(target)
        if sync:  # the cache does this on its own, less often
            remove_leftovers(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of processes that were killed more than an hour ago.

    Args:
        folder: A folder in which `replace_file` has written.
    """
    before = time.time() - _OLD
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _LEFTOVER.fullmatch(entry.name):
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(status.st_mode) and status.st_mtime < before:
                    Path(entry.path).unlink(missing_ok=True)


_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _keep_status(new: Path, old: os.stat_result) -> None:
    """Give a new file the owner and the mode of the old one."""
    mode = stat.S_IMODE(old.st_mode)
    if hasattr(os, "chown"):
        try:
            os.chown(new, -1, old.st_gid)
        except OSError:
            mode &= ~0o2070  # the rights of one group are not for another
        with contextlib.suppress(OSError):
            os.chown(new, old.st_uid, -1)
    with contextlib.suppress(OSError):  # some file systems have no modes
        new.chmod(mode)
