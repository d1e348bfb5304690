"""Rich text -> str: the output formats, in one table.

A package of a user's own adds formats by entry points of the group `citeformat.formats`: each
names an object with `name`, `write` and `bibliography` (`Format`). They are looked up only for a
name that is not in the table.
"""

from __future__ import annotations

from citeformat.errors import FormatError
from citeformat.formats.base import EntryText, Format, Layout, Markup
from citeformat.formats.table import ENTRY_POINTS, FORMATS

__all__ = [
    "ENTRY_POINTS", "FORMATS", "EntryText", "Format", "Layout", "Markup",
    "get_format",
]  # fmt: skip


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
