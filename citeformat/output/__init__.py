"""Rich text -> str: the output formats, in one table.

A package of a user's own adds formats by entry points of the group `citeformat.formats`: each
names an object with `name`, `write` and `bibliography` (`Format`). They are looked up only for a
name that is not in the table.
"""

from __future__ import annotations

from citeformat.output.protocol import EntryText, Format, Layout, Markup
from citeformat.output.registry import ENTRY_POINTS, FORMATS, get_format

__all__ = ["ENTRY_POINTS", "FORMATS", "EntryText", "Format", "Layout", "Markup", "get_format"]
