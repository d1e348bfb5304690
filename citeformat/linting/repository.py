"""Rules for a style among the other styles: its parent, its template, and what must be unique.

Source: the tests (`spec/`) of https://github.com/citation-style-language/styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from citeformat.linting.subject import ADDRESS, Finding, Subject
from citeformat.styles import catalogue
from citeformat.styles.catalogue import Listing
from citeformat.styles.heads import read_head

if TYPE_CHECKING:
    import os
    from pathlib import Path

__all__ = ["check_among_others"]

_HEAD_BYTES = 4096
_ISSN = re.compile(rb"<e?issn>\s*([\dXx-]+)\s*</e?issn>")


def check_among_others(
    style: Subject, styles_folder: str | os.PathLike[str] | None = None
) -> Iterator[Finding]:
    """Compare a style with all others.

    Args:
        style: The style.
        styles_folder: The folder of the user's own styles.
    """
    others = [each for each in catalogue.listings(styles_folder) if each.name != style.name]
    yield from _links(style, {each.name: each for each in others}, styles_folder)
    title, line = style.find_text("title")
    for other in others:
        if title and other.title.casefold() == title.casefold():
            message = f"the style {other.name} has the title {title!r} too"
            yield Finding("warning", line, message, "give the style a title of its own")
    known: Mapping[str, tuple[str, ...]] | None = None
    for element in style.issns:
        if known is None:
            known = _issns(tuple([folder for folder, _ in catalogue.folders(styles_folder)]))
        names = [name for name in known.get(element.text.strip(), ()) if name != style.name]
        if names:
            message = f"the style {names[0]} has the ISSN {element.text.strip()} too"
            yield Finding("warning", element.line, message, "a journal has one style")


def _links(
    style: Subject, others: Mapping[str, Listing], folder: str | os.PathLike[str] | None
) -> Iterator[Finding]:
    """Check the links to a template and to a parent."""
    for rel in ("template", "independent-parent"):
        link = style.link(rel)
        if link is None:
            continue
        address = link.get("href")
        name = address.rstrip("/").rpartition("/")[2]
        other = others.get(name)
        if not address.startswith(ADDRESS):
            message = f"the link {address!r} of rel {rel!r} does not lead to the repository"
            yield Finding("warning", link.line, message, f"use {ADDRESS}{name}")
        elif other is None:
            message = f"the link of rel {rel!r} leads to {name!r}, which does not exist"
            yield Finding("warning", link.line, message, "link an independent style")
        elif other.dependent:
            message = f"the link of rel {rel!r} leads to {name!r}, which is a dependent style"
            yield Finding("warning", link.line, message, f"link {other.parent}")
        elif rel == "independent-parent" and style.citation_format:
            path = catalogue.file_of(name, folder)
            found = read_head(path.read_bytes(), name).citation_format if path else ""
            if found and found != style.citation_format:
                message = (
                    f"the citation-format is {style.citation_format!r}, but that of {name} is "
                    f"{found!r}"
                )
                yield Finding("warning", style.info.line, message, f"use {found}")


@lru_cache(maxsize=2)
def _issns(folders: tuple[Path, ...]) -> Mapping[str, tuple[str, ...]]:
    """Read which styles have each ISSN, from the heads of all styles (0.5 s)."""
    found: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.csl")):
            with path.open("rb") as file:
                head = file.read(_HEAD_BYTES)
            for issn in _ISSN.findall(head):
                text = issn.decode()
                found[text] = (*found.get(text, ()), path.stem)
    return found
