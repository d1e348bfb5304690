"""Load the CSL text of a style by the name that a user types.

In: a file name, a path, a title, a short or an earlier name. Out: a `StyleSource`. A dependent
style is already replaced by the style whose rules it uses. Only the head of a style is read here;
an engine finds out whether the rest is valid.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from citeformat._util.patterns import lazy_pattern
from citeformat.errors import InvalidStyle, Problem, SourceError, StyleNotFound
from citeformat.styles import catalogue
from citeformat.styles.catalogue import Listing, normalise
from citeformat.styles.heads import Head, as_utf8, read_head

__all__ = ["StyleSource", "find", "from_text", "search"]

_ADDRESS = re.compile(r"\Ahttps?://[^\s]*?/styles/(?:dependent/)?([^\s/]+?)/?\Z")
_OUTSIDE = lazy_pattern(r"[/\\:\0]|^\.")
_SUGGESTIONS = 4


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


def find(name: str | os.PathLike[str]) -> StyleSource:
    """Find a style by any of its names.

    Args:
        name: A file name with or without `.csl` in any case, a path, a title, a short name
            (`"harvard"`), an earlier name (`"vancouver"`), or the style's address.

    Raises:
        StyleNotFound: No style has this name; `suggestions` has the nearest names.
        SourceError: The file of the style cannot be read.
        InvalidStyle: The file is not a CSL style.

    >>> find("Vancouver").name
    'nlm-citation-sequence'
    """
    path: Path | None = None
    if not isinstance(name, str):
        path = Path(os.fsdecode(name))
    elif "\0" not in name and "\n" not in name and not _ADDRESS.match(name):
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
        path = _by_name(typed)
        title = normalise(typed)
        if path is None and title:
            for listing in catalogue.listings():
                # The key ends with the title, so most styles are ruled out at once.
                if listing.key.endswith(title) and normalise(listing.title) == title:
                    path = catalogue.file_of(listing.name)
                    break
        if path is None:
            raise StyleNotFound(typed, _suggestions(typed))
    text = as_utf8(_read(path), str(path))
    name = path.name[:-4] if path.name.lower().endswith(".csl") else path.name
    return _resolve(name, str(path), text, read_head(text, str(path)))


def from_text(text: str | bytes, name: str = "") -> StyleSource:
    """Make a `StyleSource` of CSL text.

    Args:
        text: The whole of a .csl file.
        name: What messages call it.

    Raises:
        InvalidStyle: The text is not a CSL style.
        StyleNotFound: It depends on an unknown style.

    >>> from_text('<style xmlns="http://purl.org/net/xbiblio/csl"/>').default_locale
    ''
    """
    name_in_messages = name or "<text>"
    data = as_utf8(text, name_in_messages)
    return _resolve(name, "", data, read_head(data, name_in_messages))


def search(words: str = "") -> list[Listing]:
    """Search the styles whose name, title or earlier names contain all the words.

    Args:
        words: Words or beginnings of words, in any order; `""` finds all styles.

    Returns:
        The best matches first: exact names, then independent styles before dependent ones, then
        names that begin with the words.

    >>> search("vancouver")[0].name
    'nlm-citation-sequence'
    """
    wanted = normalise(words).split()
    whole = " ".join(wanted)
    earlier: dict[str, str] = {}
    for old, new in catalogue.renamed().items() if wanted else ():
        earlier[new] = f"{earlier.get(new, '')} {normalise(old)}\n"
    found = []
    for listing in catalogue.listings():
        earlier_names = earlier.get(listing.name, "")
        key = listing.key + earlier_names
        if not all(f" {word}" in key for word in wanted):
            continue
        own = listing.name.replace("-", " ").casefold()
        title = normalise(listing.title)
        exact = whole in (own, title)
        known_as = f" {whole}\n" in earlier_names
        begins = own.startswith(whole) or title.startswith(whole)
        rank = (not exact, not known_as, listing.dependent, not begins, listing.name)
        found.append((rank, listing))
    return [listing for _, listing in sorted(found, key=lambda pair: pair[0])]


def _by_name(typed: str) -> Path | None:
    """Return the file of a file name, a short name or an earlier name."""
    address = _ADDRESS.match(typed)
    bare = address[1] if address else typed
    if bare.lower().endswith(".csl"):
        bare = bare[:-4]
    slug = normalise(bare).replace(" ", "-")
    candidates = list(dict.fromkeys((bare, bare.lower(), slug)))
    for candidate in candidates:
        path = catalogue.file_of(candidate)
        if path is not None:
            return path
    moved = catalogue.renamed()
    for candidate in candidates:
        path = catalogue.file_of(moved.get(candidate, ""))
        if path is not None:
            return path
    return None


def _suggestions(typed: str) -> list[str]:
    """Return the nearest names, then styles whose titles contain the words."""
    import difflib  # only a wrong name needs it

    known = {*catalogue.renamed(), *catalogue.names()}
    slug = normalise(typed).replace(" ", "-")[:100]  # the time of a comparison grows with length
    near: list[str] = difflib.get_close_matches(slug, known, _SUGGESTIONS, 0.75)
    found = [listing.name for listing in search(typed)[:_SUGGESTIONS]] if slug else []
    return list(dict.fromkeys([*near, *found]))[:_SUGGESTIONS]


def _resolve(name: str, path: str, text: bytes, head: Head) -> StyleSource:
    """Return a style as it is, or the parent of a dependent style under the style's own name."""
    if not head.parent:
        return StyleSource(name, head.title, path, text, head.default_locale)
    parent_path = _by_name(head.parent)
    if parent_path is None and path and not _OUTSIDE().search(head.parent):
        # The parent may be next to the style, or in the folder above.
        for folder in list(Path(path).resolve().parents)[:2]:
            if (folder / f"{head.parent}.csl").is_file():
                parent_path = folder / f"{head.parent}.csl"
                break
    if parent_path is None:
        raise StyleNotFound(head.parent, _suggestions(head.parent))
    parent_text = as_utf8(_read(parent_path), str(parent_path))
    parent = read_head(parent_text, str(parent_path))
    if parent.parent:
        message = f"it depends on {head.parent}, which is a dependent style itself"
        raise InvalidStyle(name, [Problem("error", message, path or name)])
    locale = head.default_locale or parent.default_locale
    parent_name = parent_path.name[:-4]
    return StyleSource(name, head.title, str(parent_path), parent_text, locale, parent_name)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise StyleNotFound(str(path), _suggestions(path.name)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(f"the style {path} cannot be read: {reason}") from None
