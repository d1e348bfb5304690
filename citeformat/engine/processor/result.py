"""The results of rendering: citations, entries and bibliographies.

In: finished rich text. Out: the same text in every output format, with the id of its record and its
problems, links and spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, overload

from citeformat._util.collector import paused_collector
from citeformat.errors import Problem
from citeformat.output import EntryText, Format, Layout, get_format
from citeformat.record import Record
from citeformat.record.display import NotebookRepr

if TYPE_CHECKING:
    from citeformat.output.protocol import Span
    from citeformat.richtext.links import Links

__all__ = ["Bibliography", "CitationText", "Entry"]


_NO_LAYOUT = Layout()


class _Rendered(NotebookRepr):
    """A text that notebooks show in the formats HTML and Markdown."""

    __slots__ = ()

    def to(self, format: str = "text") -> str:
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self.to("html")

    def _repr_markdown_(self) -> str:
        return self.to("markdown")


class CitationText(_Rendered, str):
    """A rendered citation: a `str` of its plain text, which can be written in other formats too.

    >>> citation = CitationText("(Knuth, 1984)")
    >>> citation == "(Knuth, 1984)", citation.to("html")
    (True, '(Knuth, 1984)')
    """

    __slots__ = ("parts", "problems", "rich")

    rich: str
    """Finished rich text."""
    problems: tuple[Problem, ...]
    """What could not be rendered as the style says."""
    parts: tuple[Span, ...]
    """All parts of the text, with what made each part; empty unless they were asked for."""

    def __new__(
        cls, rich: str, problems: tuple[Problem, ...] = (), parts: tuple[Span, ...] = ()
    ) -> CitationText:
        """Make a citation from finished rich text."""
        self = super().__new__(cls, get_format("text").write(rich))
        self.rich = rich
        self.problems = problems
        self.parts = parts
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.rich, self.problems, self.parts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The values in the text with their variables; see `Entry.spans`."""
        return tuple([part for part in self.parts if part.kind == "value"])

    def to(self, format: str = "text") -> str:
        """Write the citation in an output format."""
        return get_format(format).write(self.rich)


@dataclass(frozen=True, slots=True)
class Entry(_Rendered):
    """One entry of a bibliography."""

    id: str
    """The id of its record."""
    rich: str = field(repr=False)
    """Finished rich text."""
    fallback: bool = False
    """Whether the style could not render the record; the entry is only authors, year and title."""
    targets: tuple[str, ...] = field(default=(), repr=False)
    """The addresses of the links in `rich`, in order."""
    parts: tuple[Span, ...] = field(default=(), repr=False)
    """All parts of `text`, with what made each part; empty unless they were asked for."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The values in `text` (authors, title, DOI ...) with their variables.

        It is empty unless spans were asked for by `Style.bibliography(records, spans=True)`.
        """
        return tuple([part for part in self.parts if part.kind == "value"])

    @property
    def text(self) -> str:
        """The entry as plain text."""
        return self.to("text").strip()

    @property
    def html(self) -> str:
        """The entry as HTML, without a wrapping element."""
        return self.to("html")

    @property
    def html_with_spans(self) -> str:
        """The entry as HTML in which a `span` around each value names its variable, if spans were
        asked for."""
        from citeformat.output.writers.html import html_with_spans

        return html_with_spans(self.rich, self.targets, self.spans)

    def to(self, format: str = "text") -> str:
        """Write the entry in an output format."""
        return self.written(get_format(format))

    def written(self, output: Format) -> str:
        """Write the entry with an output format."""
        return output.write(self.rich, self.targets) if self.targets else output.write(self.rich)

    def with_links(self, record: Record, links: Links | None = None) -> Entry:
        """Make links of the identifiers in the entry, or of its title if none is printed.

        Args:
            record: The record of the entry.
            links: Which links to make, and where identifiers resolve.
        """
        from citeformat.richtext.links import Links, add_links

        rich, targets = add_links(self.rich, record.fields, links or Links())
        return replace(self, rich=rich, targets=targets) if targets else self

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f'<div class="csl-entry">{self.html}</div>'


@dataclass(frozen=True, slots=True, repr=False)
class Bibliography(_Rendered, Sequence[Entry]):
    """A reference list: entries in the style's order, its layout, and problems."""

    entries: tuple[Entry, ...]
    layout: Layout = _NO_LAYOUT
    problems: tuple[Problem, ...] = ()

    def to(self, format: str = "text") -> str:
        """Write the whole list in an output format (`"text"`, `"html"` ...).

        Raises:
            FormatError: The format is unknown.
        """
        output = get_format(format)
        with paused_collector():
            written = [
                EntryText(entry.id, entry.written(output), entry.spans if entry.parts else ())
                for entry in self.entries
            ]
            return output.bibliography(written, self.layout)

    @property
    def html_with_spans(self) -> str:
        """The list as HTML in which a `span` around each value names its variable, if spans were
        asked for."""
        written = [EntryText(entry.id, entry.html_with_spans) for entry in self.entries]
        return get_format("html").bibliography(written, self.layout)

    def with_links(self, records: Iterable[Record], links: Links | None = None) -> Bibliography:
        """Make links of the identifiers in the entries, for the formats that have links.

        Args:
            records: The records of the list.
            links: Which links to make, and where identifiers resolve.

        >>> record = Record("x", "book", {"title": "TeX", "URL": "https://tug.org"})
        >>> Bibliography((Entry("x", "TeX."),)).with_links([record])[0].html
        '<a href="https://tug.org">TeX</a>.'
        """
        by_id = {record.id: record for record in records}
        entries = [
            entry.with_links(by_id[entry.id], links) if entry.id in by_id else entry
            for entry in self.entries
        ]
        return replace(self, entries=tuple(entries))

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

    def __repr__(self) -> str:
        shown = ", ".join([repr(entry.id) for entry in self.entries[:3]])
        more = ", ..." if len(self.entries) > 3 else ""
        problems = f", {len(self.problems)} problems" if self.problems else ""
        return f"<Bibliography: {len(self.entries)} ({shown}{more}){problems}>"
