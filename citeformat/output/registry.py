"""The table of the output formats, and the look-up by name.

In: a format's name. Out: the format, whose module is imported when it is first asked for: most
programs need one of them. A package of a user's own adds formats by entry points of the group
`citeformat.formats`; they are looked up only for a name that is not in the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from citeformat.errors import FormatError
from citeformat.output.protocol import Format

__all__ = ["ENTRY_POINTS", "FORMATS", "get_format"]


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
    format: Format = getattr(import_module(f"citeformat.output.writers.{module}"), attribute)
    return format


FORMATS: Mapping[str, Format] = _Formats()


def get_format(name: str) -> Format:
    """The output format of this name.

    Raises:
        FormatError: There is none, or another package's cannot be loaded.

    >>> get_format("html").name
    'html'
    """
    if name in FORMATS:
        return FORMATS[name]
    import difflib
    from importlib.metadata import entry_points

    for found in entry_points(group=ENTRY_POINTS, name=name):
        try:
            format = found.load()
        except Exception as error:
            raise FormatError(f"the format {name!r} of {found.value} fails: {error}") from error
        if isinstance(format, Format):
            return format
        raise FormatError(f"{found.value} is no output format")
    known = [*FORMATS, *sorted(found.name for found in entry_points(group=ENTRY_POINTS))]
    near = difflib.get_close_matches(name, known, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise FormatError(f"there is no output format {name!r}{hint} ({', '.join(known)})")
