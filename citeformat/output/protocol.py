"""What an output format is, and the values that it writes.

`Format` is the protocol of all formats. `EntryText` is an entry that is written, `Layout` the
layout of a list, and `Span` a part of an entry's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from citeformat.output.entry_ids import ENTRY_IDS

__all__ = ["EntryText", "Format", "Layout", "Span", "SpanKind"]

SpanKind = Literal["value", "label", "term", "text", "affix"]
"""`"value"` of a variable; `"label"` of a variable; `"term"` of the locale; `"text"`, words of the
style; `"affix"`, what an element puts around or between other parts."""


class Span(NamedTuple):
    """A part of an entry's text: `entry.text[span.start:span.end]`."""

    start: int
    end: int
    kind: SpanKind
    """What the part is: `"value"`, `"label"`, `"term"`, `"text"` or `"affix"`."""
    variable: str = ""
    """The CSL variable of a value or label."""
    field: str = ""
    """The field of the record that the value comes from; `""` if the document makes the value, as
    it makes a citation number."""
    element: str = ""
    """The CSL element, such as `"names"`."""
    line: int = 0
    """The line of the element in the style."""
    macros: tuple[str, ...] = ()
    """The macros that lead to the element, the outermost first."""


class EntryText(NamedTuple):
    """One entry of a bibliography, written in the syntax of a format."""

    id: str
    """The id of its record."""
    text: str
    """The entry in the format's syntax."""
    spans: tuple[Span, ...] = ()
    """The values in its plain text, if spans were asked for."""


class Layout(NamedTuple):
    """The layout of a bibliography (CSL 1.0.2, "Bibliography-specific Options")."""

    hanging_indent: bool = False
    second_field_align: Literal["", "flush", "margin"] = ""
    """Where the first field is: in the text (`"flush"`), in the margin, or `""` if not aligned."""
    line_spacing: int = 1
    """Lines, as a multiple of single spacing."""
    entry_spacing: int = 1
    """Blank lines between two entries, as a multiple of single spacing."""
    max_offset: int = 0
    """The width of the widest left margin, in characters."""
    language: str = ""
    """The language of the list, as a BCP 47 tag; `""` if it is not known."""
    entry_ids: str | None = ENTRY_IDS
    """What the ids of the entries begin with, in formats that have ids; `None` for no ids."""


@runtime_checkable
class Format(Protocol):
    """An output format of citations and bibliographies.

    If the attribute `internal_links` is true, `write` gets links whose address is `#` and the id of
    an entry; by default, it does not.
    """

    @property
    def name(self) -> str:
        """The name by which users choose the format."""
        ...

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Write finished rich text in this format's syntax.

        Args:
            text: Finished rich text.
            targets: The addresses of its links, in order.
        """
        ...

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Join written entries to a complete list.

        Args:
            entries: The entries, in the syntax of this format.
            layout: The layout that the style asks for.
        """
        ...
