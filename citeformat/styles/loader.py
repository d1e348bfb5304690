"""The name that a user types -> the bytes of a CSL style.

In: a file name, a path, a title, a short or an earlier name. Out: a `StyleSource`, with a dependent
style already replaced by the style that it stands for. Only the head of a style is looked at;
whether the rest is a valid style is for the engine to say.
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
    """A style as it was found, not yet parsed."""

    name: str
    """Its file name without `.csl`, or the name that the caller gave."""
    title: str
    """Its title; a dependent style keeps its own."""
    path: str
    """The file that the text is from, or `""`."""
    text: bytes
    """The CSL in UTF-8; for a dependent style, that of the style that it stands for."""
    default_locale: str = ""
    """The locale that the style asks for, or `""`; a dependent style's own comes first."""
    dependent_of: str = ""
    """The name of the style that a dependent style stands for, or `""`."""


def find(name: str | os.PathLike[str]) -> StyleSource:
    """Find a style by whatever name it is known.

    Args:
        name: A file name with or without `.csl` in any case, a path, a title, a short name
            (`"harvard"`), an earlier name (`"vancouver"`), or the style's address.

    Raises:
        StyleNotFound: There is none; `suggestions` has the nearest names.
        SourceError: There is such a file, but it cannot be read.
        InvalidStyle: The file is no CSL style.

    >>> find("Vancouver").name
    'nlm-citation-sequence'
    """
    path = _as_path(name)
    if path is None:
        typed = str(name).strip()
        path = _by_name(typed) or _by_title(typed)
        if path is None:
            raise StyleNotFound(typed, _suggestions(typed))
    return _load(path)


def from_text(text: str | bytes, name: str = "") -> StyleSource:
    """A style of CSL text.

    Args:
        text: The whole of a .csl file.
        name: What messages call it.

    Raises:
        InvalidStyle: The text is no CSL style.
        StyleNotFound: It depends on a style that there is not.

    >>> from_text('<style xmlns="http://purl.org/net/xbiblio/csl"/>').default_locale
    ''
    """
    shown = name or "<text>"
    data = as_utf8(text, shown)
    return _resolve(name, "", data, read_head(data, shown))


def search(words: str = "") -> list[Listing]:
    """The styles whose name, title or earlier names hold all the words, the likeliest first.

    Args:
        words: Words or beginnings of words, in any order; `""` gives all styles.

    >>> search("vancouver")[0].name
    'nlm-citation-sequence'
    """
    wanted = normalise(words).split()
    earlier = _earlier_keys() if wanted else {}
    whole = " ".join(wanted)
    found = []
    for listing in catalogue.listings():
        key = listing.key + earlier.get(listing.name, "")
        if all(f" {word}" in key for word in wanted):
            found.append((_rank(listing, whole, earlier), listing))
    return [listing for _, listing in sorted(found, key=lambda pair: pair[0])]


def _rank(listing: Listing, whole: str, earlier: dict[str, str]) -> tuple[object, ...]:
    """Exact names first, then whole styles before dependent ones, then beginnings, then names."""
    own = listing.name.replace("-", " ").casefold()
    exact = whole in (own, normalise(listing.title))
    known_as = f" {whole}\n" in earlier.get(listing.name, "")
    begins = own.startswith(whole) or normalise(listing.title).startswith(whole)
    return not exact, not known_as, listing.dependent, not begins, listing.name


def _earlier_keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for old, new in catalogue.renamed().items():
        keys[new] = keys.get(new, "") + f" {normalise(old)}\n"
    return keys


def _as_path(name: str | os.PathLike[str]) -> Path | None:
    """The path that a name means: one with a folder in it, or an existing file ending in .csl."""
    if not isinstance(name, str):
        return Path(os.fsdecode(name))
    if "\0" in name or "\n" in name or _ADDRESS.match(name):
        return None
    path = Path(name)
    has_folder = os.sep in name or bool(os.altsep and os.altsep in name)
    is_style = name.lower().endswith(".csl")
    try:
        meant = (has_folder and (is_style or path.exists())) or (is_style and path.is_file())
    except OSError:  # a name too long for a file
        return None
    return path if meant else None


def _by_name(typed: str) -> Path | None:
    """The file of a file name, a short name or an earlier name."""
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
    return next(
        (
            path
            for candidate in candidates
            if (path := catalogue.file_of(moved.get(candidate, ""))) is not None
        ),
        None,
    )


def _by_title(typed: str) -> Path | None:
    wanted = normalise(typed)
    if not wanted:
        return None
    for listing in catalogue.listings():
        # the key ends with the title, so most styles are ruled out without another look
        if listing.key.endswith(wanted) and normalise(listing.title) == wanted:
            return catalogue.file_of(listing.name)
    return None


def _suggestions(typed: str) -> list[str]:
    """The nearest names, then styles whose titles hold the words."""
    import difflib

    moved = catalogue.renamed()
    known = {*moved, *catalogue.names()}
    slug = normalise(typed).replace(" ", "-")[:100]  # comparing takes time by length
    near: list[str] = difflib.get_close_matches(slug, known, _SUGGESTIONS, 0.75)
    found = [listing.name for listing in search(typed)[:_SUGGESTIONS]] if slug else []
    return list(dict.fromkeys([*near, *found]))[:_SUGGESTIONS]


def _load(path: Path) -> StyleSource:
    text = as_utf8(_read(path), str(path))
    name = path.name[:-4] if path.name.lower().endswith(".csl") else path.name
    return _resolve(name, str(path), text, read_head(text, str(path)))


def _resolve(name: str, path: str, text: bytes, head: Head) -> StyleSource:
    """A style as it is, or the style that a dependent one stands for under its own name."""
    if not head.parent:
        return StyleSource(name, head.title, path, text, head.default_locale)
    parent_path = _parent(head.parent, path)
    parent_text = as_utf8(_read(parent_path), str(parent_path))
    parent = read_head(parent_text, str(parent_path))
    if parent.parent:
        message = f"it depends on {head.parent}, which is a dependent style itself"
        raise InvalidStyle(name, [Problem("error", message, path or name)])
    locale = head.default_locale or parent.default_locale
    parent_name = parent_path.name[:-4]
    return StyleSource(name, head.title, str(parent_path), parent_text, locale, parent_name)


def _parent(name: str, child: str) -> Path:
    """The file of a parent: a known style, or a file beside the child or above its folder."""
    known = _by_name(name)
    if known is not None:
        return known
    if child and not _OUTSIDE().search(name):
        for folder in list(Path(child).resolve().parents)[:2]:
            path = folder / f"{name}.csl"
            if path.is_file():
                return path
    raise StyleNotFound(name, _suggestions(name))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise StyleNotFound(str(path), _suggestions(path.name)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(f"the style {path} cannot be read: {reason}") from None
