"""Load the CSL text of a style by the name that a user types.

In: a file name, a path, a title, a short or an earlier name, or what people say ("APA 7th",
`matching.py`). Out: a `StyleSource`. A dependent style is already replaced by the style whose rules
it uses. Only the head of a style is read here; an engine finds out whether the rest is valid.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from citeformat._util.patterns import lazy_pattern
from citeformat.errors import InvalidStyle, Problem, SourceError, StyleNotFound
from citeformat.styles import catalogue
from citeformat.styles.catalogue import Listing, normalise
from citeformat.styles.heads import MAX_BYTES, Head, as_utf8, read_head

__all__ = ["StyleSource", "StyleVersion", "find", "from_text", "search"]

_ADDRESS = re.compile(r"\Ahttps?://[^\s]*?/styles/(?:dependent/)?([^\s/]+?)/?\Z")
_OUTSIDE = lazy_pattern(r"[/\\:\0]|^\.")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)", re.IGNORECASE)
_Folder: TypeAlias = "str | os.PathLike[str] | None"


class StyleVersion(NamedTuple):
    """Which version of a style renders: what to write down to get the same output again."""

    id: str
    """The id of the style, which is an address as a rule, or `""`."""
    updated: str
    """When the style was changed last, as an ISO 8601 time, or `""`."""
    checksum: str
    """The SHA-256 of the CSL that renders: for a dependent style, that of its parent."""


class StyleSource(NamedTuple):
    """A style that was found, but not yet parsed."""

    name: str
    """Its file name without `.csl`, or the name that the caller gave."""
    title: str
    """Its title; a dependent style keeps its own."""
    path: str
    """The file that the text is from, or `""`."""
    text: bytes
    """The CSL in UTF-8. For a dependent style, it is the CSL of its parent."""
    default_locale: str = ""
    """The locale that the style asks for, or `""`. A dependent style's own locale comes first."""
    dependent_of: str = ""
    """The name of a dependent style's parent, or `""`."""
    id: str = ""
    """Its id, which is an address as a rule, or `""`."""
    updated: str = ""
    """When it was changed last, as an ISO 8601 time, or `""`."""
    locales: tuple[tuple[str, bytes], ...] = ()
    """The tag and the content of each locale file of the user."""

    @property
    def version(self) -> StyleVersion:
        """Its id, date and checksum."""
        import hashlib  # takes 4 ms, and only this property needs it

        return StyleVersion(self.id, self.updated, hashlib.sha256(self.text).hexdigest())


def find(
    name: str | os.PathLike[str], styles_folder: _Folder = None, *, paths: bool = True
) -> StyleSource:
    """Find a style by any of its names.

    Args:
        name: A file name with or without `.csl` in any case, a path, a title, a short name
            (`"harvard"`), an earlier name (`"vancouver"`), the style's address, or words that
            only one style can mean (`"Chicago 17"`).
        styles_folder: The folder of the user's own styles; by default, the one that the
            environment variable `CITEFORMAT_STYLES` names.
        paths: Whether a path is a name too.

    Raises:
        StyleNotFound: The name means no style, or several; `suggestions` has the nearest names.
        SourceError: The file of the style cannot be read.
        InvalidStyle: The file is not a CSL style.

    >>> find("Vancouver").name
    'nlm-citation-sequence'
    """
    path: Path | None = None
    is_style = False
    if not isinstance(name, str):
        path = Path(os.fsdecode(name))
    elif paths and "\0" not in name and "\n" not in name and not _ADDRESS.match(name):
        # A path is a name with a folder in it, or the name of an existing file ending in .csl.
        has_folder = os.sep in name or bool(os.altsep and os.altsep in name)
        is_style = name.lower().endswith(".csl")
        try:
            if has_folder:
                is_path = is_style or Path(name).exists()
            else:
                is_path = is_style and Path(name).is_file()
        except OSError:  # a name that is too long for a file
            is_path = False
        path = Path(name) if is_path else None
    if path is None:
        typed = str(name).strip()
        if not paths and ("/" in typed or "\\" in typed) and not _ADDRESS.match(typed):
            raise StyleNotFound(typed)
        path = _by_name(typed, styles_folder)
        if path is not None and _ORDINAL.search(typed) and not _ADDRESS.match(typed):
            from citeformat.styles.matching import editions, parse_name  # a file name needs neither

            # An earlier name can lead to a later edition than it names.
            named = editions(read_head(as_utf8(_read(path), str(path)), str(path)).title)
            if named and parse_name(typed).edition not in named and path.stem != typed:
                path = None
        if path is None and is_style:
            raise _no_file(Path(typed))
        if path is None:
            listing = _by_title(typed, catalogue.listings(styles_folder))
            path = catalogue.file_of(listing.name, styles_folder)
        if path is None:  # it was removed after it was listed
            raise StyleNotFound(typed)
    text = as_utf8(_read(path), str(path))
    name = path.name[:-4] if path.name.lower().endswith(".csl") else path.name
    return _resolve(name, str(path), text, read_head(text, str(path)), styles_folder)


def from_text(text: str | bytes, name: str = "", styles_folder: _Folder = None) -> StyleSource:
    """Make a `StyleSource` of CSL text.

    Args:
        text: The whole of a .csl file.
        name: What messages call it.
        styles_folder: The folder of the user's own styles, which may have its parent.

    Raises:
        InvalidStyle: The text is not a CSL style.
        StyleNotFound: It depends on an unknown style.

    >>> from_text('<style xmlns="http://purl.org/net/xbiblio/csl"/>').default_locale
    ''
    """
    name_in_messages = name or "<text>"
    data = as_utf8(text, name_in_messages)
    return _resolve(name, "", data, read_head(data, name_in_messages), styles_folder)


def search(words: str = "", styles_folder: _Folder = None) -> list[Listing]:
    """Search the styles whose name, titles or earlier names contain all the words.

    Args:
        words: Words or beginnings of words, in any order; `""` finds all styles.
        styles_folder: The folder of the user's own styles.

    Returns:
        The best matches first.

    >>> search("vancouver")[0].name
    'nlm-citation-sequence'
    """
    from citeformat.styles import matching

    return matching.search(words, catalogue.listings(styles_folder), catalogue.renamed())


def _by_title(typed: str, styles: Sequence[Listing]) -> Listing:
    """Return the style with a title, or the style that people mean by a name."""
    title = normalise(typed)
    for listing in styles if title else ():
        # Most styles are ruled out at once.
        if f" {title} " in listing.key and normalise(listing.title) == title:
            return listing
    from citeformat.styles import matching

    try:
        return matching.best_match(typed, styles, catalogue.renamed())
    except StyleNotFound as error:
        if not catalogue.has_common_styles_only():
            raise
        hint = "only common styles are installed; pip install 'citeformat[styles]' adds all others"
        raise StyleNotFound(typed, error.suggestions, f"{error} ({hint})") from None


def _by_name(typed: str, styles_folder: _Folder) -> Path | None:
    """Return the file of a file name, a short name or an earlier name."""
    address = _ADDRESS.match(typed)
    bare = address[1] if address else typed
    if bare.lower().endswith(".csl"):
        bare = bare[:-4]
    slug = normalise(bare).replace(" ", "-")
    candidates = list(dict.fromkeys((bare, bare.lower(), slug)))
    for candidate in candidates:
        path = catalogue.file_of(candidate, styles_folder)
        if path is not None:
            return path
    moved = catalogue.renamed()
    for candidate in candidates:
        path = catalogue.file_of(moved.get(candidate, ""), styles_folder)
        if path is not None:
            return path
    return None


def _not_found(typed: str, styles_folder: _Folder) -> StyleNotFound:
    """Make an exception that suggests similar names."""
    from citeformat.styles import matching

    styles = catalogue.listings(styles_folder)
    return StyleNotFound(typed, matching.suggestions(typed, styles, catalogue.renamed()))


def _no_file(path: Path) -> StyleNotFound:
    """Make an exception for a file that does not exist, which suggests a style."""
    near = _not_found(path.stem, None).suggestions
    hint = f"; did you mean the style {near[0]}?" if near else ""
    return StyleNotFound(str(path), near, f"there is no file named '{path}'{hint}")


def _resolve(name: str, path: str, text: bytes, head: Head, styles_folder: _Folder) -> StyleSource:
    """Return a style as it is, or the parent of a dependent style under the style's own name."""
    if not head.parent:
        return StyleSource(
            name, head.title, path, text, head.default_locale, "", head.id, head.updated
        )
    parent_path = _by_name(head.parent, styles_folder)
    if parent_path is None and path and not _OUTSIDE().search(head.parent):
        # The parent may be next to the style, or in the folder above.
        for folder in list(Path(path).resolve().parents)[:2]:
            if (folder / f"{head.parent}.csl").is_file():
                parent_path = folder / f"{head.parent}.csl"
                break
    if parent_path is None:
        raise _not_found(head.parent, styles_folder)
    parent_text = as_utf8(_read(parent_path), str(parent_path))
    parent = read_head(parent_text, str(parent_path))
    if parent.parent:
        message = f"it depends on {head.parent}, which is a dependent style itself"
        raise InvalidStyle(name, [Problem("error", message, path or name)])
    locale = head.default_locale or parent.default_locale
    parent_name = parent_path.name[:-4]
    return StyleSource(
        name, head.title, str(parent_path), parent_text, locale, parent_name, head.id, head.updated
    )


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            # A FIFO may never have a writer, and a device may never end.
            raise SourceError(f"the style {path} is not a regular file")
        if status.st_size > MAX_BYTES:
            message = f"the style has {status.st_size:,} bytes; at most {MAX_BYTES:,} are read"
            raise InvalidStyle(path.name, [Problem("error", message, str(path))])
        return path.read_bytes()
    except (FileNotFoundError, ValueError):  # or no file can have the name
        raise _no_file(path) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(f"the style {path} cannot be read: {reason}") from None
