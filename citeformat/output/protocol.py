"""What an output format is: how it escapes text, and how it writes each span.

`Format` is the protocol, `Markup` the class of the formats that are tables of opening and closing
marks. `Span` is a part of an entry's text, with what made it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from citeformat.richtext.spans import MARK

__all__ = ["BREAKS", "EntryText", "Format", "Layout", "Markup", "Span"]


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


BREAKS = dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
"""Line breaks within a text -> a blank: only a format itself begins a line."""


class EntryText(NamedTuple):
    """One entry of a bibliography on its way out."""

    id: str
    """The id of its record."""
    text: str
    """The entry in the format's syntax."""
    spans: tuple[Span, ...] = ()
    """The values in its plain text, where they were asked for."""


class Layout(NamedTuple):
    """How a bibliography stands on the page (CSL 1.0.2, "Bibliography-specific Options")."""

    hanging_indent: bool = False
    second_field_align: str = ""
    """`"flush"`, `"margin"` or `""`."""
    line_spacing: int = 1
    """Lines, as a multiple of single spacing."""
    entry_spacing: int = 1
    """Blank lines between two entries, as a multiple of single spacing."""
    max_offset: int = 0
    """The characters of the widest left margin."""


@runtime_checkable
class Format(Protocol):
    """An output format of citations and bibliographies."""

    @property
    def name(self) -> str:
        """The name that a user gives it."""
        ...

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Finished rich text in this format's syntax; `targets` are those of its links."""
        ...

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Written entries as one whole text."""
        ...


class Markup:
    """A format that is a table: characters to escape, and what stands for each span character.

    Args:
        name: The name that a user gives it.
        escapes: Character -> its escaped form.
        spans: Span character (opening or closing) -> the markup; a missing one is written as
            nothing.
    """

    __slots__ = ("_special", "_table", "name")

    def __init__(self, name: str, escapes: Mapping[str, str], spans: Mapping[str, str]) -> None:
        self.name = name
        escapes = {**BREAKS, **escapes}
        keys = "".join(re.escape(key) for key in escapes)
        self._table = {**escapes, **spans}
        self._special = re.compile(f"[{keys}]|{MARK}")

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Finished rich text in this format's syntax.

        >>> Markup("plain", {}, {}).write("as it is")
        'as it is'
        """
        if targets:
            return self._linked(text, targets)
        if not self._special.search(text):
            return text
        table = self._table
        return self._special.sub(lambda match: table.get(match[0], ""), text)

    def link(self, content: str, target: str) -> str:
        """A link of written content; here its content alone.

        Args:
            content: What is printed, in the format's syntax.
            target: The address, not yet escaped.
        """
        return content

    def _linked(self, text: str, targets: Sequence[str]) -> str:
        """Write what is between links, and each link with its content."""
        from citeformat.richtext.links import LINKED

        pieces = LINKED.split(text)
        for index, piece in enumerate(pieces):
            written = self.write(piece)
            if index % 2:
                written = self.link(written, targets[index // 2])
            pieces[index] = written
        return "".join(pieces)

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """The entries, one a paragraph, with a line break at the end of each."""
        return "".join(f"{entry.text}\n" for entry in entries)
