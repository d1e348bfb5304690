"""Read a user's own CSL locale files.

In: a folder. Out: the tag and the content of each locale file in it. An engine parses the
files that it needs.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from citeformat.errors import SourceError

if TYPE_CHECKING:
    import os

__all__ = ["read_locale_files"]

_NAME = re.compile(r"locales-([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\.xml")


def read_locale_files(folder: str | os.PathLike[str]) -> tuple[tuple[str, bytes], ...]:
    """Read the locale files in a folder: `locales-eo.xml`, `locales-de-DE.xml`.

    Args:
        folder: A folder, or the path of one locale file.

    Raises:
        SourceError: There is no such folder, it has no locale files, or one cannot be read.
    """
    path = Path(folder)
    try:
        paths = sorted(path.iterdir()) if path.is_dir() else [path]
        named = [(_NAME.fullmatch(each.name), each) for each in paths]
        files = tuple((match[1], each.read_bytes()) for match, each in named if match)
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror or error}") from None
    if not path.exists():
        raise SourceError(f"there is no folder {path}")
    if not files:
        raise SourceError(f"{path} has no locale files; their names are like locales-de-DE.xml")
    return files
