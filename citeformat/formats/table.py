"""The table of the package's own output formats.

In: a format's name. Out: the format, whose module is imported when it is first asked for: most
programs need one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from citeformat.formats.base import Format

__all__ = ["ENTRY_POINTS", "FORMATS"]

ENTRY_POINTS = "citeformat.formats"
"""The group of entry points under which other packages have formats."""

_PLACES = {
    "text": "plain:PLAIN",
    "html": "html:HTML",
    "markdown": "markdown:MARKDOWN",
    "latex": "latex:LATEX",
    "rtf": "rtf:RTF",
    "rst": "rst:RST",
    "typst": "typst:TYPST",
    "asciidoc": "asciidoc:ASCIIDOC",
    "org": "org:ORG",
    "json": "json_text:JSON",
}
"""Name -> module and object."""


class _Formats(Mapping[str, Format]):
    """Name -> format, imported when it is first asked for."""

    def __getitem__(self, name: str) -> Format:
        return _load(_PLACES[name])

    def __contains__(self, name: object) -> bool:
        return name in _PLACES

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


@cache
def _load(place: str) -> Format:
    """The object of this name in this module; every citation asks for it."""
    module, _, attribute = place.partition(":")
    format: Format = getattr(import_module(f"citeformat.formats.{module}"), attribute)
    return format


FORMATS: Mapping[str, Format] = _Formats()
