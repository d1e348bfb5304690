"""The results of rendering: citations, entries and bibliographies.

In: finished rich text. Out: the same text in every output format, with the id of its record and its
problems, links and spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, overload

from citeformat._util.collector import paused_collector
from citeformat._util.text import similar_to
from citeformat.engine.processor.citation import CiteRange
from citeformat.errors import Problem, RecordNotFound
from citeformat.output import EntryText, Format, Layout, get_format
from citeformat.output.entry_ids import ENTRY_IDS, entry_id
from citeformat.output.writers.plain import PLAIN
from citeformat.record import Record
from citeformat.record.collection import records_of
from citeformat.record.display import RenderedRepr

if TYPE_CHECKING:
    from citeformat.output.protocol import Span
    from citeformat.richtext.finish import Quotes
    from citeformat.richtext.links import Links

__all__ = ["Bibliography", "CitationText", "Entry", "UnfinishedCitation"]


_NO_LAYOUT = Layout()


class UnfinishedCitation:
    """The text of a citation before it is finished, and where its cites are in it.

    Most programs do not ask for the cites of a citation. They are looked up in the finished text
    when they are needed (`CitationText.cites`).
    """

    __slots__ = ("author", "offset", "quotes", "ranges", "text")

    def __init__(self, quotes: Quotes) -> None:
        """Begin a citation without cites.

        Args:
            quotes: The quotation marks that finishing puts into the text.
        """
        self.quotes = quotes
        self.text = ""
        self.author = ""
        """The names of a narrative citation, which belong to the sentence."""
        self.ranges: list[tuple[str, int, int]] = []
        """The id, start and end of each cite."""
        self.offset = 0
        """The number of characters in front of what the ranges count."""

    def add(self, id: str, text: str, affixes: tuple[int, int] = (0, 0)) -> None:
        """Append the text of a cite. The range leaves out affixes of these lengths."""
        start = len(self.text) + affixes[0]
        self.text += text
        self.ranges.append((id, start, len(self.text) - affixes[1]))

    def enclose(self, before: str, after: str) -> None:
        """Put text in front of the cites and after them."""
        self.text = f"{before}{self.text}{after}"
        self.offset += len(before)

    def cites(self, rich: str) -> tuple[CiteRange, ...]:
        """Find the cites in the plain text of the finished text."""
        from citeformat.output.text_ranges import ranges_in_plain_text

        offset = self.offset
        pairs = [(start + offset, end + offset) for _, start, end in self.ranges]
        found = ranges_in_plain_text(self.text, pairs, rich, self.quotes[:4])
        return tuple([
            CiteRange(id, *place)
            for (id, _, _), place in zip(self.ranges, found, strict=True)
            if place is not None and place[0] < place[1]
        ])  # fmt: skip


class CitationText(RenderedRepr, str):
    """A rendered citation: a `str` of its plain text, which can be written in other formats too.

    >>> citation = CitationText("(Knuth, 1984)")
    >>> citation == "(Knuth, 1984)", citation.to("html")
    (True, '(Knuth, 1984)')
    """

    __slots__ = ("_cites", "author", "parts", "problems", "rich", "targets")

    rich: str
    """Finished rich text."""
    problems: tuple[Problem, ...]
    """What could not be rendered as the style says."""
    parts: tuple[Span, ...]
    """All parts of the text, with what made each part; empty unless they were asked for."""
    targets: tuple[str, ...]
    """The addresses of the links in `rich`, in order."""
    author: CitationText | None
    """The names of a narrative citation, which belong to the sentence; otherwise `None`. In a style
    for notes, they are not in this text, which is that of the note."""
    _cites: tuple[CiteRange, ...] | UnfinishedCitation

    def __new__(
        cls,
        rich: str,
        problems: tuple[Problem, ...] = (),
        parts: tuple[Span, ...] = (),
        cites: tuple[CiteRange, ...] | UnfinishedCitation = (),
        targets: tuple[str, ...] = (),
        author: CitationText | None = None,
    ) -> CitationText:
        """Make a citation from finished rich text."""
        self = super().__new__(cls, PLAIN.write(rich))
        self.rich = rich
        self.problems = problems
        self.parts = parts
        self._cites = cites
        self.targets = targets
        self.author = author
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        values = self.rich, self.problems, self.parts, self.cites, self.targets, self.author
        return type(self), values

    @property
    def cites(self) -> tuple[CiteRange, ...]:
        """Where each cite is in the text, in the order of the text, without its prefix and suffix.

        A work that a collapsed range only implies has no range: in `[1–3]`, the second one. The
        engine citeproc-py has no ranges.

        >>> from citeformat import Cite, Record, Style
        >>> records = [Record(id, "book", {"title": id.upper()}) for id in ("ab", "cd")]
        >>> citation = Style.load("apa").document(records).cite(Cite("ab", prefix="see"), "cd")
        >>> citation, [citation[cite.start : cite.end] for cite in citation.cites]
        ('(see AB, n.d.; CD, n.d.)', ['AB, n.d.', 'CD, n.d.'])
        """
        if isinstance(self._cites, UnfinishedCitation):
            self._cites = self._cites.cites(self.rich)
        return self._cites

    @property
    def spans(self) -> tuple[Span, ...]:
        """The values in the text with their variables; see `Entry.spans`."""
        return tuple([part for part in self.parts if part.kind == "value"])

    def with_links(self, entry_ids: str = ENTRY_IDS) -> CitationText:
        """Link each cite to its entry in the bibliography, in the formats that have such links.

        Of numbers that are collapsed to a range (`[1–3]`), the first and the last are links.

        Args:
            entry_ids: What the ids of the entries begin with; see `Bibliography.with_ids`.

        >>> citation = CitationText("(Knuth, 1984)", cites=(CiteRange("knuth1984", 1, 12),))
        >>> citation.with_links().to("html")
        '(<a href="#ref-knuth1984" role="doc-biblioref">Knuth, 1984</a>)'
        """
        if self.targets:
            return self
        from citeformat.output.text_ranges import link_ranges

        targets = [f"#{entry_id(cite.id, entry_ids)}" for cite in self.cites]
        places = [(cite.start, cite.end) for cite in self.cites]
        rich, linked = link_ranges(self.rich, places, targets)
        return type(self)(rich, self.problems, self.parts, self.cites, linked, self.author)

    def to(self, format: str = "text") -> str:
        """Write the citation in an output format."""
        output = get_format(format)
        if not self.targets:
            return output.write(self.rich)
        if getattr(output, "internal_links", False):
            return output.write(self.rich, self.targets)
        from citeformat.richtext.links import without_links

        return output.write(without_links(self.rich))


@dataclass(frozen=True, slots=True)
class Entry(RenderedRepr):
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
    record: Record | None = field(default=None, repr=False, compare=False)
    """The record, which `with_links` reads."""

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
        from citeformat.output.html_spans import html_with_spans

        return html_with_spans(self.rich, self.targets, self.spans)

    def to(self, format: str = "text") -> str:
        """Write the entry in an output format."""
        return self.written(get_format(format))

    def written(self, output: Format) -> str:
        """Write the entry with an output format."""
        return output.write(self.rich, self.targets) if self.targets else output.write(self.rich)

    def with_links(self, record: Record | Links | None = None, links: Links | None = None) -> Entry:
        """Make links of the identifiers in the entry, or of its title if none is printed.

        Args:
            record: A record with other identifiers than those of the entry's own.
            links: Which links to make, and where identifiers resolve.
        """
        from citeformat.richtext.links import Links, add_links

        if isinstance(record, Links):
            record, links = None, record
        record = record or self.record
        if record is None:
            return self
        rich, targets = add_links(self.rich, record.fields, links or Links())
        return replace(self, rich=rich, targets=targets) if targets else self

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        """Show the entry in a notebook, with the number in its margin."""
        from citeformat.output.page import styled

        return styled(f'<div class="csl-entry">{self.html}</div>')


@dataclass(frozen=True, slots=True, repr=False)
class Bibliography(RenderedRepr, Sequence[Entry]):
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
        if len(self.entries) == 1:
            return self._written(output)
        with paused_collector():
            return self._written(output)

    def _written(self, output: Format) -> str:
        written = [
            EntryText(entry.id, entry.written(output), entry.spans if entry.parts else ())
            for entry in self.entries
        ]
        return output.bibliography(written, self.layout)

    @property
    def text(self) -> str:
        """The list as plain text."""
        return self.to("text")

    @property
    def html(self) -> str:
        """The list as HTML.

        >>> Bibliography((Entry("knuth", "Knuth. TeX."),)).html.splitlines()[:2]
        ['<div role="doc-bibliography">', '<div class="csl-bib-body" role="list">']
        """
        return self.to("html")

    @property
    def html_with_spans(self) -> str:
        """The list as HTML in which a `span` around each value names its variable, if spans were
        asked for."""
        written = [EntryText(entry.id, entry.html_with_spans) for entry in self.entries]
        return get_format("html").bibliography(written, self.layout)

    def with_links(
        self, records: Iterable[Record] | Links | None = None, links: Links | None = None
    ) -> Bibliography:
        """Make links of the identifiers in the entries, for the formats that have links.

        Args:
            records: Records with other identifiers than those that were rendered.
            links: Which links to make, and where identifiers resolve.

        >>> record = Record("x", "book", {"title": "TeX", "URL": "https://tug.org"})
        >>> Bibliography((Entry("x", "TeX.", record=record),)).with_links()[0].html
        '<a href="https://tug.org">TeX</a>.'
        """
        from citeformat.richtext.links import Links

        if isinstance(records, Links):
            records, links = None, records
        by_id = {record.id: record for record in records_of(records or ())}
        links = links or Links()
        entries = [entry.with_links(by_id.get(entry.id), links) for entry in self.entries]
        return replace(self, entries=tuple(entries))

    def with_ids(self, prefix: str | None) -> Bibliography:
        """Change the ids that entries have in HTML: each is a prefix and the id of the record.

        Two lists on one page need different prefixes.

        Args:
            prefix: The beginning of the ids, by default `"ref-"`; `None` for entries without ids.

        >>> Bibliography((Entry("knuth", "TeX."),)).with_ids("list2-").html.count("list2-knuth")
        1
        """
        return replace(self, layout=self.layout._replace(entry_ids=prefix))

    @overload
    def __getitem__(self, index: int | str) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | str | slice) -> Entry | Sequence[Entry]:
        """Return the entry at an index or of a record, or the entries of a slice.

        Raises:
            RecordNotFound: The list has no entry of the record; `suggestions` has similar ids.
            IndexError: The index is out of range.

        >>> Bibliography((Entry("knuth", "Knuth. TeX."),))["knuth"].text
        'Knuth. TeX.'
        """
        if isinstance(index, slice) or hasattr(index, "__index__"):
            return self.entries[index]
        if not isinstance(index, str):
            raise TypeError(f"an entry is found by its index or its id, not by {index!r}")
        for entry in self.entries:
            if entry.id == index:
                return entry
        raise RecordNotFound(index, similar_to(index, [entry.id for entry in self.entries]))

    def __contains__(self, item: object) -> bool:
        """Whether the list has this entry, or one of the record with this id."""
        if isinstance(item, str):
            return any(entry.id == item for entry in self.entries)
        return item in self.entries

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __str__(self) -> str:
        return self.to("text")

    def _repr_html_(self) -> str:
        """Show the list in a notebook, with hanging indents and aligned numbers."""
        from citeformat.output.page import styled

        return styled(self.to("html"))

    def __repr__(self) -> str:
        shown = ", ".join([repr(entry.id) for entry in self.entries[:3]])
        more = ", ..." if len(self.entries) > 3 else ""
        problems = f", {len(self.problems)} problems" if self.problems else ""
        return f"<Bibliography: {len(self.entries)} ({shown}{more}){problems}>"
