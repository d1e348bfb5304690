"""Render the rows of a table in memory: `citeformat.render_batch`.

In: rows and a style. Out: a `Batch` with the texts and problems of each row. Each row is rendered
as if its record were the only one: its number is 1, and it is not disambiguated from other rows.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar, get_args

from citeformat._util.collector import paused_collector
from citeformat.batch.rows import Item, Row, find_source_format, read_rows
from citeformat.engine.processor.result import Entry
from citeformat.errors import FormatError, Problem
from citeformat.output import get_format
from citeformat.record import Record
from citeformat.richtext.links import Links
from citeformat.style import Style

if TYPE_CHECKING:
    import os

__all__ = ["Batch", "BatchFormat", "Rendering", "StyleLike", "render_batch", "render_rows"]

BatchFormat: TypeAlias = Literal["text", "html"]
"""The output formats of a batch."""

StyleLike: TypeAlias = "str | bytes | os.PathLike[str] | Style"
"""A style, or any of its names."""

_CHUNK = 1_000
"""The number of rows whose records are in memory at once."""

_T = TypeVar("_T")

_Rendered: TypeAlias = "tuple[Entry | None, tuple[Problem, ...]]"


@dataclass(frozen=True, slots=True)
class Batch:
    """The rendered rows of a table, in their order. Each attribute has a value for each row."""

    text: tuple[str, ...]
    """The entry as plain text; `""` for a row that cannot be read, or if it was not asked for."""
    html: tuple[str, ...]
    """The entry as HTML."""
    problems: tuple[tuple[Problem, ...], ...]
    """What is wrong with the row."""
    fallback: tuple[bool, ...]
    """Whether the entry is only authors, year and title, because the style prints nothing."""
    citation: tuple[str, ...] = ()
    """The citation of the work as plain text; `""` if it was not asked for."""
    ids: tuple[str, ...] = ()
    """The id of the record; `""` for a row that cannot be read."""

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        count = sum(map(bool, self.problems))
        return f"<Batch: {len(self):,} rows, {count:,} with problems>"


@dataclass(frozen=True, slots=True)
class Rendering:
    """What is rendered of each row.

    Raises:
        FormatError: A format is neither `"text"` nor `"html"`.
        TypeError: `links` is neither `Links` nor `None`.
    """

    formats: Sequence[BatchFormat] = ("text", "html")
    citation: bool = False
    links: Links | None = None

    def __post_init__(self) -> None:
        if isinstance(self.formats, str):
            object.__setattr__(self, "formats", (self.formats,))
        for format in self.formats:
            if format not in get_args(BatchFormat):
                known = " and ".join(map(repr, get_args(BatchFormat)))
                raise FormatError(f"a batch has the formats {known}, not {format!r}")
        object.__setattr__(self, "formats", tuple(self.formats))
        if not isinstance(self.links, Links | None):
            raise TypeError(f"links are Links() or None, not {self.links!r}")


def render_batch(
    items: Iterable[Item],
    style: StyleLike,
    *,
    formats: Sequence[BatchFormat] = ("text", "html"),
    locale: str | None = None,
    citation: bool = False,
    links: Links | None = None,
    source_format: str | None = None,
) -> Batch:
    """Render each item as if it were the only one of its list.

    The text of a record is that of `Style.bibliography([record])[0]`: its number is 1, and nothing
    depends on other items. It takes less time, because nothing is sorted or disambiguated.

    Args:
        items: Records, objects or JSON of CSL, Crossref, DataCite or OpenAlex. They may be mixed.
        style: A style, or any of its names.
        formats: What is rendered: `"text"`, `"html"` or both.
        locale: A BCP 47 tag; the style's own locale by default.
        citation: Whether the citation of each work is rendered too.
        links: The links that the entries get in HTML; by default, none.
        source_format: `"csl-json"`, `"crossref"`, `"datacite"` or `"openalex"`, if all items are in
            this format. By default, each item is recognized.

    Returns:
        The texts, in the order of the items. An item that cannot be read has no text, and a
        Problem. Items never raise exceptions.

    Raises:
        StyleNotFound: The name means no style, or several.
        InvalidStyle: The style cannot be used.
        FormatError: A format is unknown.
        TypeError: `items` is a data frame.

    >>> batch = render_batch([{"id": "a", "type": "book", "title": "TeX"}, "[]"], "vancouver")
    >>> batch.text
    ('1. TeX.', '')
    >>> [problem.message for problem in batch.problems[1]]
    ['a row must be an object, not []']
    """
    if hasattr(items, "columns"):
        raise TypeError("a data frame has rows: take one of its columns, or render_arrow")
    if isinstance(items, str | bytes | Mapping | Record):
        raise TypeError(f"a list of items is needed, not {type(items).__name__}")
    loaded = Style.load(style, locale=locale)
    service = find_source_format(source_format)
    rendering = Rendering(formats, citation, links)
    with paused_collector():
        parts = [
            render_rows(read_rows(chunk, service), loaded, rendering)
            for chunk in _chunks(items, _CHUNK)
        ]
    if len(parts) == 1:
        return parts[0]
    return Batch(*[
        tuple([value for part in parts for value in getattr(part, name)])
        for name in Batch.__slots__
    ])  # fmt: skip


def _chunks(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def render_rows(rows: Sequence[Row], style: Style, rendering: Rendering) -> Batch:
    """Render rows whose records were read.

    Args:
        rows: The rows.
        style: The style.
        rendering: What is rendered of each row.
    """
    entries = iter(_entries(style, [row.record for row in rows if row.record is not None]))
    with_text, with_html = "text" in rendering.formats, "html" in rendering.formats
    write_text, write_html = get_format("text").write, get_format("html").write
    links, with_citation = rendering.links, rendering.citation
    texts, htmls, citations, ids, fallback = [], [], [], [], []
    problems: list[tuple[Problem, ...]] = []
    for record, found in rows:
        text = html = citation = id = ""
        is_fallback = False
        if record is not None:
            id = record.id
            entry, more = next(entries)
            if more:
                found += more
            try:
                if entry is not None:
                    is_fallback = entry.fallback
                    if with_text:
                        text = write_text(entry.rich).strip()
                    if links is not None:
                        entry = entry.with_links(links)
                    if with_html:
                        html = write_html(entry.rich, entry.targets)
                if with_citation:
                    cited = style.document(record).cite(id)
                    citation = str(cited)
                    found += tuple([each for each in cited.problems if each not in found])
            except Exception as error:
                found = (*found, _failure(record, error))
        texts.append(text)
        htmls.append(html)
        citations.append(citation)
        ids.append(id)
        fallback.append(is_fallback)
        problems.append(found)
    return Batch(
        tuple(texts), tuple(htmls), tuple(problems), tuple(fallback), tuple(citations), tuple(ids)
    )


def _entries(style: Style, records: Sequence[Record]) -> list[_Rendered]:
    """Render the entry of each record. If that raises, render them one by one."""
    try:
        return list(style.entries_alone(records))
    except Exception as error:
        if len(records) == 1:
            return [(None, (_failure(records[0], error),))]
        return [_entries(style, [record])[0] for record in records]


def _failure(record: Record, error: Exception) -> Problem:
    """Describe an exception that only a bug can raise."""
    message = f"the row cannot be rendered: {type(error).__name__}: {error}"
    hint = "this is a bug in citeformat; please report it with the row"
    detail = "".join(traceback.format_exception(error))
    return Problem("error", message, record.file, record.line, hint, record.id, detail)
