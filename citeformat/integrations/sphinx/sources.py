"""The files and the styles that a project names.

In: the configuration. Out: the records, and styles of CSL.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from citeformat.errors import CiteformatError
from citeformat.integrations.sphinx.log import WarningLog
from citeformat.manuscripts.library import Library, read_library
from citeformat.manuscripts.settings import DEFAULT_STYLE
from citeformat.style import Style

__all__ = ["Sources"]

_STYLES = {
    "alpha": "din-1505-2-alphanumeric",
    "unsrtalpha": "din-1505-2-alphanumeric",
    "plain": "ieee",
    "unsrt": "ieee",
}
"""A style of pybtex -> one of CSL that looks like it."""
_REFERENCE_STYLES = {
    "author_year": "chicago-author-date",
    "author_year_round": "chicago-author-date",
    "super": "nature",
}


class Sources:
    """The records and the styles of a project."""

    def __init__(self, folder: Path, config: Any, log: WarningLog) -> None:
        self.folder = folder
        self.config = config
        self.log = log
        self.paths: list[str] = []
        for name in config.bibtex_bibfiles:
            path = Path(folder, name)
            if path.is_file():
                self.paths.append(str(path))
            else:
                log.warn(f"could not open the bibliography {path}", "bibfile_error")
        self.library = Library()
        """The records of all files."""
        try:
            self.library = read_library(self.paths)
        except CiteformatError as error:
            log.warn(str(error), "bibfile_data_error")

    def ids_in(self, file: str) -> Iterable[str] | None:
        """Return the ids of the records of a file, or `None` if the project has no such file."""
        for path in self.paths:
            if str(Path(path).resolve()) == file:
                return self.library if len(self.paths) == 1 else read_library([path])
        return None

    def warn_of_key(self, key: str, place: tuple[str, int]) -> None:
        """Warn that no record has a key, and name similar keys."""
        message, hint = f'could not find bibtex key "{key}"', self.library.hint_for(key)
        self.log.warn(f"{message} ({hint})" if hint else message, "key_not_found", place)

    def style(self, name: str = "", place: tuple[str, int] | None = None) -> Style:
        """Load a style of CSL by its name, or by the name of a style of pybtex. Without a name, it
        is the style of the project. A warning has the place of the list that names the style."""
        config = self.config
        if not name:
            reference = _REFERENCE_STYLES.get(config.bibtex_reference_style, "")
            name = config.citeformat_style or reference or config.bibtex_default_style
        is_of_pybtex = name in _STYLES
        name = _STYLES.get(name, name) or DEFAULT_STYLE
        if name.endswith(".csl") and Path(self.folder, name).is_file():
            name = str(Path(self.folder, name))
        locale = config.citeformat_locale or None
        if not locale and config.language and (config.language != "en" or is_of_pybtex):
            locale = config.language.replace("_", "-")
        try:
            return Style.load(name, locale=locale)
        except CiteformatError as error:
            self.log.warn(str(error), "style_error", place)
            return Style.load(DEFAULT_STYLE)
