"""Rich text -> str: the output formats, in one table."""

from __future__ import annotations

import difflib

from citeformat.errors import FormatError
from citeformat.formats.base import EntryText, Format, Layout, Markup
from citeformat.formats.html import HTML
from citeformat.formats.plain import PLAIN

__all__ = ["FORMATS", "EntryText", "Format", "Layout", "Markup", "get_format"]

FORMATS: dict[str, Format] = {format.name: format for format in (PLAIN, HTML)}


def get_format(name: str) -> Format:
    """The output format of this name.

    Raises:
        FormatError: There is none.

    >>> get_format("html").name
    'html'
    """
    if name in FORMATS:
        return FORMATS[name]
    near = difflib.get_close_matches(name, FORMATS, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise FormatError(f"there is no output format {name!r}{hint} ({', '.join(FORMATS)})")
