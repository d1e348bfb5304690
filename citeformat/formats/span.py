"""A part of an entry's text, with what made it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Span"]


class Span(NamedTuple):
    """A part of an entry's text: `entry.text[span.start:span.end]`."""

    start: int
    end: int
    kind: str
    """`"value"` of a variable; `"label"` of one; `"term"` of the locale; `"text"`, words of the
    style; `"affix"`, what an element put around or between others."""
    variable: str = ""
    """The CSL variable of a value or label."""
    field: str = ""
    """The field of the record that the value is of; `""` for what the document gives (numbers)."""
    element: str = ""
    """The CSL element, such as `"names"`."""
    line: int = 0
    """Its line in the style."""
    macros: tuple[str, ...] = ()
    """The macros through which it was called, from the outside to the inside."""
