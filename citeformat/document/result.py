"""What rendering gives: entries and bibliographies that know which record each line belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from citeformat.errors import Problem
from citeformat.formats import EntryText, Layout, get_format

__all__ = ["Bibliography", "CitationText", "Entry"]


class CitationText(str):
    """A rendered citation: a `str` of its plain text that can be had in other formats too.

    >>> citation = CitationText("(Knuth, 1984)")
    >>> citation == "(Knuth, 1984)", citation.to("html")
    (True, '(Knuth, 1984)')
    """

    __slots__ = ("problems", "rich")

    rich: str
    """Finished rich text."""
    problems: tuple[Problem, ...]
    """What could not be rendered as asked."""

    def __new__(cls, rich: str, problems: tuple[Problem, ...] = ()) -> CitationText:
        """Make it of finished rich text."""
        self = super().__new__(cls, get_format("text").write(rich))
        self.rich = rich
        self.problems = problems
        return self

    def to(self, format: str = "text") -> str:
        """The citation in an output format."""
        return get_format(format).write(self.rich)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliography."""

    id: str
    """The id of its record."""
    rich: str = field(repr=False)
    """Finished rich text."""
    fallback: bool = False
    """Whether the style could not render the record, and this is authors, year and title only."""

    @property
    def text(self) -> str:
        """The entry as plain text."""
        return self.to("text").strip()

    @property
    def html(self) -> str:
        """The entry as HTML, without a wrapping element."""
        return self.to("html")

    def to(self, format: str) -> str:
        """The entry in an output format."""
        return get_format(format).write(self.rich)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Bibliography(Sequence[Entry]):
    """A reference list: entries in the style's order, and the problems met on the way."""

    entries: tuple[Entry, ...]
    layout: Layout = Layout()
    problems: tuple[Problem, ...] = ()

    def to(self, format: str = "text") -> str:
        """The whole list in an output format (`"text"`, `"html"` ...).

        Raises:
            FormatError: There is no such format.
        """
        output = get_format(format)
        written = [EntryText(entry.id, entry.to(format)) for entry in self.entries]
        return output.bibliography(written, self.layout)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        return self.entries[index]

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __str__(self) -> str:
        return self.to("text")

    def _repr_html_(self) -> str:
        return self.to("html")
