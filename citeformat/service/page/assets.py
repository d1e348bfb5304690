"""The stylesheets, scripts and pictures of the page.

In: the name of a file. Out: its content and media type. The files are part of the package.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from citeformat.cite_this import element_script
from citeformat.output import stylesheet

__all__ = ["Asset", "assets"]

_MEDIA_TYPES = {
    ".bib": "application/x-bibtex",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


class Asset(NamedTuple):
    """A file that the page loads."""

    content: bytes
    media_type: str

    @property
    def tag(self) -> str:
        """The value of the header `ETag`."""
        return f'"{sha256(self.content).hexdigest()[:16]}"'


@cache
def assets() -> dict[str, Asset]:
    """Return the files of the page by their names.

    >>> sorted(assets())
    ['cite-this.js', 'example.bib', 'icon.svg', 'page.css', 'page.js', 'references.css']
    """
    texts = {file.name: file.read_text("utf-8") for file in
             files("citeformat.service.page").joinpath("static").iterdir()}  # fmt: skip
    texts |= {"cite-this.js": element_script(), "references.css": stylesheet()}
    return {
        name: Asset(text.encode(), _MEDIA_TYPES[f".{name.rpartition('.')[2]}"])
        for name, text in texts.items()
    }
