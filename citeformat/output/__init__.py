"""Finished rich text -> str: the output formats.

`get_format` finds a format by name. Another package adds formats by entry points of the group
`citeformat.formats`; each names an object with `name`, `write` and `bibliography` (`Format`).
`Markup` makes such an object from a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeformat.output.markup import Markup
from citeformat.output.protocol import EntryText, Format, Layout
from citeformat.output.registry import FORMATS, get_format

if TYPE_CHECKING:
    from citeformat.output.page import standalone, stylesheet
    from citeformat.output.writers.docx import to_docx
    from citeformat.richtext.links import Links

__all__ = [
    "FORMATS", "EntryText", "Format", "Layout", "Links", "Markup", "get_format", "standalone",
    "stylesheet", "to_docx",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import what few programs need when it is first used."""
    if name == "Links":
        from citeformat.richtext.links import Links

        return Links
    if name in ("standalone", "stylesheet"):
        from citeformat.output import page

        return getattr(page, name)
    if name == "to_docx":
        from citeformat.output.writers.docx import to_docx

        return to_docx
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
