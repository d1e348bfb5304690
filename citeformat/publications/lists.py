"""Publication lists: emphasised authors, sections, the newest first, numbers of their own.

In: a style, records, and how the list is to be (`ListOptions`). Out: `PublicationList`: sections
with a title and entries. Each work is rendered by itself, so that neither dashes for repeated
authors nor letters behind years depend on a neighbour that may stand in another section.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.errors import FormatError, Problem
from citeformat.output import Layout, get_format
from citeformat.output.blocks import HEADINGS, heading
from citeformat.output.protocol import Span
from citeformat.publications.author_match import AuthorMatch, emphasise
from citeformat.publications.sections import in_order, section_names
from citeformat.record import Record
from citeformat.record.display import Shown
from citeformat.richtext import single
from citeformat.richtext.links import Links
from citeformat.richtext.spans import BOLD, LEFT_MARGIN, RIGHT_INLINE, clean, wrap
from citeformat.style import Style

__all__ = ["ListOptions", "PublicationList", "Section", "publication_list"]

Hook = Callable[[Entry, Record], Entry]
NUMBERINGS = ("", "continued", "restarted")


@dataclass(frozen=True, slots=True)
class ListOptions:
    """How a publication list is to be.

    >>> ListOptions(sections="year", numbering="continued").newest_first
    True
    """

    authors: tuple[str, ...] = ()
    """Whom to emphasise: `"Pinilla-Ibarz J"`, `"Javier Pinilla-Ibarz"`, an ORCID."""
    emphasis: str = BOLD
    """The span that emphasises them."""
    sections: str = ""
    """What parts the list: `"type"`, `"year"`, `"keyword"`, or `""`."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """A section's usual title -> another; their order is that of the sections, others follow."""
    newest_first: bool = True
    """Whether the order is by date; otherwise it is that of the records."""
    numbering: str = ""
    """`"continued"` through all sections, `"restarted"` in each, or `""` for the style's own."""
    links: Links | None = None
    """Which links there are; `None` for none."""
    spans: bool = False
    """Whether entries say which parts of their text are of which variable."""
    hook: Hook | None = None
    """Called with each entry and its record; gives the entry that is listed."""

    def __post_init__(self) -> None:
        if self.numbering not in NUMBERINGS:
            shown = ", ".join(filter(None, NUMBERINGS))
            raise FormatError(f"numbers are {shown}, not {self.numbering!r}")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the list."""

    title: str
    """Its heading; `""` where the list has no sections."""
    bibliography: Bibliography


@dataclass(frozen=True, slots=True)
class PublicationList(Shown):
    """The sections of a list, in order."""

    sections: tuple[Section, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all sections."""
        found = [each for section in self.sections for each in section.bibliography.problems]
        return tuple(dict.fromkeys(found))

    def to(self, format: str = "text") -> str:
        """The whole list with its headings in an output format.

        Raises:
            FormatError: There is no such format.
        """
        output = get_format(format)
        if format == "json":
            return self._json()
        if output.name not in HEADINGS:
            return self.whole().to(format)
        parts = []
        for section in self.sections:
            head = heading(output, section.title) if section.title else ""
            parts.append(head + section.bibliography.to(format))
        return "\n".join(parts)

    def _json(self) -> str:
        sections = [
            {"title": section.title, "entries": json.loads(section.bibliography.to("json"))}
            for section in self.sections
        ]
        return json.dumps(sections, ensure_ascii=False, indent=2) + "\n"

    def whole(self) -> Bibliography:
        """One list with headings as entries, for formats that are whole documents."""
        entries: list[Entry] = []
        for section in self.sections:
            if section.title:
                entries.append(Entry("", wrap(BOLD, clean(section.title))))
            entries += section.bibliography.entries
        layout = self.sections[0].bibliography.layout if self.sections else Layout()
        return Bibliography(tuple(entries), layout, self.problems)

    def __str__(self) -> str:
        return self.to("text")

    def _repr_html_(self) -> str:
        return self.to("html")

    def _repr_markdown_(self) -> str:
        return self.to("markdown")


def publication_list(
    style: Style, records: Iterable[Record], options: ListOptions | None = None
) -> PublicationList:
    """Make a publication list.

    Args:
        style: The style of its entries.
        records: The works.
        options: How the list is to be.

    Raises:
        FormatError: There is no such kind of sections.

    >>> from citeformat import Date, Name
    >>> records = [Record(str(year), "book", {"title": f"Work of {year}",
    ...     "author": (Name("Doe", "Jane"),), "issued": Date(((year,),))}) for year in (2019, 2021)]
    >>> made = publication_list(Style.load("apa"), records,
    ...     ListOptions(authors=("Doe J",), sections="year"))
    >>> print(made.to("markdown"), end="")
    ## 2021
    <BLANKLINE>
    **Doe, J.** (2021). *Work of 2021*.
    <BLANKLINE>
    ## 2019
    <BLANKLINE>
    **Doe, J.** (2019). *Work of 2019*.
    """
    wanted = options or ListOptions()
    works = list(records)
    if wanted.newest_first:
        works.sort(key=_date, reverse=True)
    grouped: dict[str, list[Record]] = {}
    for record in works:
        for name in section_names(record, wanted.sections):
            grouped.setdefault(name, []).append(record)
    rest = in_order(grouped, wanted.sections)
    order = [*(name for name in wanted.titles if name in grouped), *rest]
    matches = tuple([AuthorMatch.of(author) for author in wanted.authors])
    sections: list[Section] = []
    count = 0
    for name in dict.fromkeys(order):
        if wanted.numbering == "restarted":
            count = 0
        made = _rendered(style, grouped[name], wanted, matches, count)
        count += len(grouped[name])
        sections.append(Section(wanted.titles.get(name, name), made))
    return PublicationList(tuple(sections))


def _rendered(
    style: Style,
    records: Sequence[Record],
    options: ListOptions,
    matches: Sequence[AuthorMatch],
    count: int,
) -> Bibliography:
    entries: list[Entry] = []
    problems: list[Problem] = []
    layout = Layout()
    for number, record in enumerate(records, count + 1):
        made = style.bibliography([record], spans=options.spans)
        problems += made.problems
        layout = made.layout
        entry = made.entries[0]
        if matches:
            entry = replace(entry, rich=emphasise(entry.rich, record, matches, options.emphasis))
        if options.links is not None:
            entry = entry.with_links(record, options.links)
        if options.numbering:
            entry = _numbered(entry, number)
        entries.append(options.hook(entry, record) if options.hook else entry)
    if options.numbering:
        widest = len(f"{count + len(records)}. ")
        layout = layout._replace(second_field_align="flush", max_offset=widest)
    return Bibliography(tuple(entries), layout, tuple(dict.fromkeys(problems)))


def _numbered(entry: Entry, number: int) -> Entry:
    """The entry with another number; its parts move with their text."""
    text = single.without_number(entry.rich)
    made = replace(entry, rich=wrap(LEFT_MARGIN, f"{number}.") + wrap(RIGHT_INLINE, text))
    cut = len(entry.text) - len(Entry("", text).text)
    moved = len(made.text) - len(entry.text)
    parts = [
        part._replace(start=max(part.start, cut) + moved, end=part.end + moved)
        for part in entry.parts
        if part.end > cut
    ]
    head = [Span(0, parts[0].start, "affix")] if parts else []
    return replace(made, parts=(*head, *parts))


def _date(record: Record) -> tuple[int, ...]:
    """What sorts by date; works without a date are newest of all: they are yet to come."""
    parts = record.issued.parts if record.issued else ()
    return (*parts[0], 0, 0)[:3] if parts and parts[0] else (99999,)
