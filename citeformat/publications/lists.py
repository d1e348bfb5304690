"""Publication lists: emphasized authors, sections, the newest first, numbers of the list itself.

In: a style, records, and `ListOptions`. Out: `PublicationList`, whose sections have a title and
entries. Each work is rendered separately, because its neighbours may be in another section: an
entry has no dash for a repeated author and no year suffix.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.errors import FormatError, Problem
from citeformat.output import Layout, get_format
from citeformat.output.blocks import HEADINGS, heading
from citeformat.output.entry_ids import entry_ids
from citeformat.publications.author_match import AuthorMatch, emphasize
from citeformat.publications.numbers import (
    NUMBERINGS,
    Numbering,
    number_entry,
    number_layout,
    text_before_numbers,
)
from citeformat.publications.sections import (
    SectionKind,
    newness,
    section_names,
    sorted_sections,
)
from citeformat.record import Record
from citeformat.record.collection import RecordsLike, records_of
from citeformat.record.display import RenderedRepr
from citeformat.richtext.links import Links
from citeformat.richtext.spans import BOLD, clean, wrap
from citeformat.style import Style

if TYPE_CHECKING:
    import os

__all__ = [
    "ListOptions",
    "PublicationList",
    "Section",
    "publication_list",
]

Hook = Callable[[Entry, Record], Entry]


@dataclass(frozen=True, slots=True)
class ListOptions:
    """The options of a publication list.

    Raises:
        FormatError: `numbering` has another value.
        TypeError: `authors`, `titles` or `links` is of another type.

    >>> ListOptions(sections="year", numbering="continued").newest_first
    True
    """

    authors: tuple[str, ...] = ()
    """The authors to emphasize: `"Pinilla-Ibarz J"`, `"Javier Pinilla-Ibarz"`, or an ORCID."""
    emphasis: str = BOLD
    """The span that emphasizes them, from `citeformat.richtext.spans`."""
    sections: SectionKind = ""
    """What divides the list: `"type"`, `"year"`, `"keyword"`, or `""` for nothing."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Usual title of a section -> another title. These sections come first, in this order."""
    newest_first: bool = True
    """Whether to sort by date. Otherwise the entries keep the order of the records."""
    numbering: Numbering = ""
    """`""`: numbers in the form of the style, if it has any, through all sections. `"continued"`:
    numbers of the list through all sections, in any style. `"restarted"`: the same, but from 1 in
    each section. `"off"`: no numbers."""
    links: Links | None = None
    """The links to add, or `None` for no links."""
    spans: bool = False
    """Whether entries have `spans`, the parts of their text."""
    hook: Hook | None = None
    """A function that is called with each entry and its record, and returns the entry to list."""

    def __post_init__(self) -> None:
        authors = (self.authors,) if isinstance(self.authors, str) else tuple(self.authors)
        if not all(isinstance(author, str) for author in authors):
            raise TypeError(f"authors are names or ORCIDs, not {self.authors!r}")
        if not isinstance(self.titles, Mapping):
            raise TypeError(f"titles are a mapping of titles, not {self.titles!r}")
        if not isinstance(self.links, Links | None):
            raise TypeError(f"links are Links() or None, not {self.links!r}")
        object.__setattr__(self, "authors", authors)
        if self.numbering not in NUMBERINGS:
            allowed = ", ".join(filter(None, NUMBERINGS))
            raise FormatError(f"numbering must be one of {allowed}, not {self.numbering!r}")


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a publication list."""

    title: str
    """The heading, or `""` if the list has no sections."""
    bibliography: Bibliography


@dataclass(frozen=True, slots=True, repr=False)
class PublicationList(RenderedRepr):
    """A publication list: its sections, in order."""

    sections: tuple[Section, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all sections."""
        problems = [each for section in self.sections for each in section.bibliography.problems]
        return tuple(dict.fromkeys(problems))

    def to(self, format: str = "text") -> str:
        """Write the list with its headings in an output format.

        Args:
            format: The name of the format.

        Raises:
            FormatError: No format has this name.
        """
        output = get_format(format)
        if output.name == "json":
            sections = [
                {"title": section.title, "entries": json.loads(section.bibliography.to("json"))}
                for section in self.sections
            ]
            return json.dumps(sections, ensure_ascii=False, indent=2) + "\n"
        if output.name not in HEADINGS:
            return self.whole().to(format)
        texts: list[str] = []
        taken: set[str] = set()
        for section in self.sections:
            title = heading(output, section.title) if section.title else ""
            bibliography = _with_unique_ids(section.bibliography, taken)
            texts.append(title + bibliography.to(format))
        return "\n".join(texts)

    def with_ids(self, prefix: str | None) -> PublicationList:
        """Change what the ids of the entries begin with; see `Bibliography.with_ids`."""
        sections = [
            replace(section, bibliography=section.bibliography.with_ids(prefix))
            for section in self.sections
        ]
        return PublicationList(tuple(sections))

    @property
    def text(self) -> str:
        """The list as plain text."""
        return self.to("text")

    @property
    def html(self) -> str:
        """The list as HTML."""
        return self.to("html")

    def whole(self) -> Bibliography:
        """Return the list as one bibliography whose entries include the headings.

        Formats that write complete documents, such as RTF, need this form.
        """
        entries: list[Entry] = []
        for section in self.sections:
            if section.title:
                entries.append(Entry("", wrap(BOLD, clean(section.title))))
            entries += section.bibliography.entries
        layout = self.sections[0].bibliography.layout if self.sections else Layout()
        return Bibliography(tuple(entries), layout, self.problems)

    def _repr_html_(self) -> str:
        """Show the list in a notebook, with hanging indents and aligned numbers."""
        from citeformat.output.page import styled

        return styled(self.to("html"))

    def __str__(self) -> str:
        return self.to("text")

    def __repr__(self) -> str:
        entries = sum(len(section.bibliography) for section in self.sections)
        return f"<PublicationList: {entries} entries in {len(self.sections)} sections>"


def _with_unique_ids(bibliography: Bibliography, taken: set[str]) -> Bibliography:
    """Give the ids of entries another beginning if lists before this one have some of them.

    Args:
        bibliography: A list.
        taken: The ids that are taken, to which those of the list are added.
    """
    prefix = bibliography.layout.entry_ids
    if prefix is None:
        return bibliography
    keys = [entry.id for entry in bibliography]
    number, own = 1, prefix
    while not taken.isdisjoint(ids := entry_ids(keys, own)):
        number += 1
        own = f"{prefix}{number}-"
    taken.update(ids)
    return bibliography if number == 1 else bibliography.with_ids(own)


def _unknown_authors(works: Sequence[Record], options: ListOptions) -> list[Problem]:
    """Report the authors to emphasize whose name is in no work."""
    names = {
        name
        for work in works
        for value in work.fields.values()
        if isinstance(value, tuple)
        for name in value
    }
    return [
        Problem("warning", f"no work has the name {author!r}, which is to be emphasized",
                hint="write the name in any order, or give an ORCID that the records have")
        for author in options.authors
        if not any(map(AuthorMatch.of(author).fits, names))
    ]  # fmt: skip


def publication_list(
    style: Style | str | os.PathLike[str],
    records: RecordsLike,
    options: ListOptions | None = None,
) -> PublicationList:
    """Make a publication list.

    Args:
        style: The style of its entries, or what `Style.load` takes.
        records: The works: records, or CSL-JSON items.
        options: The options of the list.

    Returns:
        The list. `str` of it is plain text, and `to` writes it in any output format.

    Raises:
        FormatError: `options.sections` has another value than those of `ListOptions`.
        StyleNotFound: No style has this name.
        RecordError: `records` are not records.

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
    style = Style.load(style)
    options = options or ListOptions()
    if not isinstance(options, ListOptions):
        raise TypeError(f"the options are a ListOptions, not {options!r}")
    works = list(records_of(records))
    if options.newest_first:
        works.sort(key=newness, reverse=True)
    grouped: dict[str, list[Record]] = {}
    for record in works:
        for name in section_names(record, options.sections):
            grouped.setdefault(name, []).append(record)
    named = [name for name in options.titles if name in grouped]
    matches = [AuthorMatch.of(author) for author in options.authors]
    before = text_before_numbers(style, works[0]) if works else None
    problems = _unknown_authors(works, options) if works else []
    sections: list[Section] = []
    number = 0
    for name in dict.fromkeys([*named, *sorted_sections(grouped, options.sections)]):
        if options.numbering == "restarted":
            number = 0
        entries: list[Entry] = []
        layout = Layout()
        for record in grouped[name]:
            number += 1
            rendered = style.bibliography([record], spans=options.spans)
            problems += rendered.problems
            layout = rendered.layout
            entry = rendered.entries[0]
            if matches:
                rich = emphasize(entry.rich, record, matches, options.emphasis)
                entry = replace(entry, rich=rich)
            if options.links is not None:
                entry = entry.with_links(record, options.links)
            entry = number_entry(entry, number, options.numbering, before)
            entries.append(options.hook(entry, record) if options.hook else entry)
        if before is not None or options.numbering:
            layout = number_layout(layout, number, options.numbering)
        bibliography = Bibliography(tuple(entries), layout, tuple(dict.fromkeys(problems)))
        sections.append(Section(options.titles.get(name, name), bibliography))
        problems = []
    return PublicationList(tuple(sections))
