"""Rich text -> str: the output formats, in one table.

A package of a user's own adds formats by entry points of the group `citeformat.formats`: each
names an object with `name`, `write` and `bibliography` (`Format`). They are looked up only for a
name that is not in the table.
"""

from __future__ import annotations

import difflib
from importlib.metadata import entry_points

from citeformat.errors import FormatError
from citeformat.formats.asciidoc import ASCIIDOC
from citeformat.formats.base import EntryText, Format, Layout, Markup
from citeformat.formats.html import HTML
from citeformat.formats.json_text import JSON
from citeformat.formats.latex import LATEX
from citeformat.formats.markdown import MARKDOWN
from citeformat.formats.org import ORG
from citeformat.formats.plain import PLAIN
from citeformat.formats.rst import RST
from citeformat.formats.rtf import RTF
from citeformat.formats.typst import TYPST

__all__ = ["ENTRY_POINTS", "FORMATS", "EntryText", "Format", "Layout", "Markup", "get_format"]

_OWN: tuple[Format, ...] = (
    PLAIN, HTML, MARKDOWN, LATEX, RTF, RST, TYPST, ASCIIDOC, ORG, JSON,
)  # fmt: skip
FORMATS: dict[str, Format] = {format.name: format for format in _OWN}

ENTRY_POINTS = "citeformat.formats"
"""The group of entry points under which other packages have formats."""


def get_format(name: str) -> Format:
    """The output format of this name.

    Raises:
        FormatError: There is none, or another package's cannot be loaded.

    >>> get_format("html").name
    'html'
    """
    if name in FORMATS:
        return FORMATS[name]
    for found in entry_points(group=ENTRY_POINTS, name=name):
        try:
            format = found.load()
        except Exception as error:
            raise FormatError(f"the format {name!r} of {found.value} fails: {error}") from error
        if isinstance(format, Format):
            return format
        raise FormatError(f"{found.value} is no output format")
    near = difflib.get_close_matches(name, FORMATS, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise FormatError(f"there is no output format {name!r}{hint} ({', '.join(FORMATS)})")
