"""The style and the bibliography, as citeproc-py's users know them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from citeformat.compat.citeproc.formatter import html
from citeformat.compat.citeproc.formatter.writing import format_of, on_one_line
from citeformat.compat.citeproc.records import record_of_reference
from citeformat.compat.citeproc.source import BibliographySource, Citation, CitationItem, Locator
from citeformat.document import Document
from citeformat.engine.processor import citation as processor
from citeformat.engine.processor.result import Entry
from citeformat.errors import InvalidStyle, Problem, SourceError, StyleError, StyleNotFound
from citeformat.record import Record
from citeformat.style import Style

__all__ = ["CitationStylesBibliography", "CitationStylesStyle", "FormattedEntry"]


class _Place(NamedTuple):
    """A name of a style, or a path with the time and the size of its file."""

    name: str
    time: int = 0
    size: int = 0

    @classmethod
    def of(cls, name: str) -> _Place:
        try:
            found = Path(name).stat()
        except (OSError, ValueError):
            return cls(name)
        return cls(name, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=128)
def _load(place: _Place, locale: str | None) -> Style:
    return Style.load(place.name, locale=locale)


@lru_cache(maxsize=32)
def _from_text(text: str | bytes, locale: str | None) -> Style:
    return Style.from_string(text, locale=locale)


class CitationStylesStyle:
    """A style, ready to use. Equal styles are compiled once in a process.

    Args:
        style: A name, a path, an open file or CSL text.
        locale: A BCP 47 tag; the style's own locale by default. A locale without terms prints
            English terms, with a Problem in `problems`.
        validate: Accepted and ignored: a style is always checked.

    Raises:
        ValueError: The style does not exist or is not valid, or the locale is not a language tag.

    >>> CitationStylesStyle("apa", locale="de-DE").problems
    ()
    """

    def __init__(self, style: Any, locale: str | None = None, validate: bool = True) -> None:
        if hasattr(style, "read"):
            style = style.read()
        self._source: Any = style
        self.formatter: Any = html
        self.set_locale_list(locale, validate)

    def set_locale_list(self, output_locale: str | None, validate: bool = True) -> None:
        """Choose the locale.

        Raises:
            ValueError: The style does not exist or is not valid, or the locale is not a language
                tag.
        """
        source = self._source
        try:
            if isinstance(source, bytes) or (
                isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith("<")
            ):
                self.style = _from_text(source, output_locale)
            else:
                self.style = _load(_Place.of(os.fspath(source)), output_locale)
        except (StyleNotFound, InvalidStyle, SourceError, TypeError) as error:
            shown = repr(source)
            shown = shown if len(shown) <= 200 else f"{shown[:197]}..."
            raise ValueError(f"{shown} is not a known style: {error}") from error
        except StyleError as error:  # the locale is wrong
            raise ValueError(str(error)) from error

    @property
    def root(self) -> CitationStylesStyle:
        """The style itself: `style.root.set_locale_list("de-DE")`."""
        return self

    @property
    def xml(self) -> Any:
        """The CSL as an element tree of lxml. A dependent style has the CSL of its parent."""
        from lxml import etree

        parser = etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False)
        return etree.ElementTree(etree.fromstring(self.style.csl.encode(), parser))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is odd about the style or its locale."""
        return self.style.problems

    def has_bibliography(self) -> bool:
        """Return whether the style makes reference lists."""
        return self.style.has_bibliography


class FormattedEntry(str):
    """An entry or a citation: a `str` in the syntax of the formatter."""

    __slots__ = ("html", "id", "problems")

    id: str
    """The id of its record; `""` for a citation."""
    html: str
    """The same text as HTML."""
    problems: tuple[Problem, ...]
    """What could not be read or rendered."""

    def __new__(
        cls, text: str, id: str = "", html: str = "", problems: tuple[Problem, ...] = ()
    ) -> FormattedEntry:
        """Make an entry from text in the syntax of the formatter."""
        self = super().__new__(cls, text)
        self.id = id
        self.html = html
        self.problems = problems
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.id, self.html, self.problems)


class CitationStylesBibliography:
    """The works that a document cites, and its citations.

    Register every citation, sort if the list is to have the style's order, and then render the
    citations and the list.

    Args:
        style: The style.
        source: References by their keys.
        formatter: What texts are written in: a formatter, or the name of an output format.

    Raises:
        FormatError: `formatter` is neither.
    """

    def __init__(
        self, style: CitationStylesStyle, source: Mapping[str, Any], formatter: Any = html
    ) -> None:
        self.style = style
        self.source = source
        self.formatter = formatter
        self.keys: list[str] = []
        self.items: list[CitationItem] = []
        self._format = format_of(formatter)
        self._cited: list[processor.Citation] = []
        self._records: dict[str, Record] = {}
        self._problems: dict[str, list[Problem]] = {}
        self._document: Document | None = None
        self._entries: list[FormattedEntry] | None = None

    def register(
        self, citation: Citation, callback: Callable[[CitationItem], Any] | None = None
    ) -> None:
        """Add the works of a citation to the bibliography.

        Args:
            citation: The citation.
            callback: Called with each item whose key no reference has.
        """
        citation.bibliography = self
        for item in citation.cites:
            key = self._key(item)
            if key is None:
                if callback is not None:
                    callback(item)
                continue
            item.key = key
            if key not in self._problems:
                self._problems[key] = []
                self.keys.append(key)
                self.items.append(item)
                self._document = self._entries = None

    def sort(self) -> None:
        """Put the works in the style's order."""
        document = self.style.style.document(self._all_records())
        keys = {record.id: key for key, record in self._records.items()}
        order = {keys[id]: number for number, id in enumerate(document.register(keys))}
        self.keys.sort(key=order.__getitem__)
        self.items.sort(key=lambda item: order[item.key])
        self._document = self._entries = None

    def cite(
        self, citation: Citation, callback: Callable[[CitationItem], Any] | None = None
    ) -> FormattedEntry:
        """Render a citation.

        Args:
            citation: A registered citation.
            callback: Called with each item whose key no reference has. What it returns is printed
                for the item; otherwise its key and a question mark are.
        """
        good = [item for item in citation.cites if item.key in self._problems]
        bad = [item for item in citation.cites if item.key not in self._problems]
        texts = [str((callback and callback(item)) or f"{item.id}?") for item in bad]
        if not good:
            return FormattedEntry(f"({'; '.join(texts)})")
        document = self._made_document()
        cites = [_cite(item, self._records[item.key].id) for item in good]
        if texts:
            last = cites[-1]
            cites[-1] = processor.Cite(
                last.id, last.locator, last.label, last.prefix, "; ".join([last.suffix, *texts])
            )
        made = processor.Citation(tuple(cites))
        self._cited.append(made)
        text = document.add(made)
        return FormattedEntry(
            self._format.write(text.rich), html=text.to("html"), problems=text.problems
        )

    def bibliography(self) -> Sequence[FormattedEntry]:
        """Render the list of the registered works, in the order of registration or of `sort`."""
        if self._entries is None:
            entries: dict[str, Entry] = {}
            problems: dict[str, list[Problem]] = {}
            if len(self.keys) == 1 and self._document is None and not self._cited:
                # most programs make a bibliography for each record
                for entry, found in self.style.style.entries_alone(self._all_records()):
                    entries[entry.id] = entry
                    problems[entry.id] = list(found)
            else:
                made = self._made_document().bibliography()
                entries = {entry.id: entry for entry in made.entries}
                for problem in made.problems:
                    problems.setdefault(problem.record, []).append(problem)
            self._entries = []
            for key in self.keys:
                record = self._records[key]
                own = (*self._problems[key], *problems.get(record.id, ()))
                entry = entries[record.id]
                text = self._format.write(on_one_line(entry.rich)).strip()
                self._entries.append(FormattedEntry(text, entry.id, entry.html, own))
        return self._entries

    def _key(self, item: CitationItem) -> str | None:
        """Find the key of the source that an item means."""
        if isinstance(self.source, BibliographySource):
            return self.source.find(item.id)
        return next((key for key in (item.id, item.key) if key in self.source), None)

    def _all_records(self) -> list[Record]:
        """Make the records of the registered works, in their order."""
        made: dict[str, Record] = {}
        ids: set[str] = set()
        for key in self.keys:
            problems: list[Problem] = []
            record = record_of_reference(self.source[key], problems)
            if record.id in ids:
                record = record.replace(id=key)
            ids.add(record.id)
            made[key] = record
            self._problems[key] = problems
        self._records = made
        return list(made.values())

    def _made_document(self) -> Document:
        """Return the document with all registered works and the citations so far."""
        if self._document is None:
            records = self._all_records()
            document = self.style.style.document(records, sort=False)
            document.register([record.id for record in records], sort=False)
            for citation in self._cited:
                document.add(citation)
            self._document = document
        return self._document


def _cite(item: CitationItem, id: str) -> processor.Cite:
    """Make a cite of the processor from an item."""
    locator = item.get("locator")
    label = ""
    if isinstance(locator, Locator):
        label, locator = str(locator.label or ""), locator.identifier
    return processor.Cite(
        id=id,
        locator="" if locator is None else str(locator),
        label=str(item.get("label") or label),
        prefix=str(item.get("prefix") or ""),
        suffix=str(item.get("suffix") or ""),
        suppress_author=bool(item.get("suppress_author")),
        author_only=bool(item.get("author_only")),
    )
