"""Render the citations and lists of pages that were read, as one document.

In: `Page` values and settings. Out: `PageTexts`, which a syntax writes into its pages, and problems
with their lines. The pages share the numbers, the year suffixes and the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from citeformat._util.collector import paused_collector
from citeformat.document import Document
from citeformat.engine.processor.result import Bibliography
from citeformat.errors import CiteformatError, Problem, RecordNotFound
from citeformat.manuscripts.library import Library, file_in, read_library
from citeformat.manuscripts.lists import choose_works
from citeformat.manuscripts.locators import make_citation
from citeformat.manuscripts.protocol import Page, PageTexts
from citeformat.manuscripts.settings import ALL_WORKS, DEFAULT_STYLE, Settings
from citeformat.record.collection import RecordsLike, records_of
from citeformat.style import Style

__all__ = ["RenderedTexts", "render_texts"]


class RenderedTexts(NamedTuple):
    """The rendered texts of the pages of one document."""

    texts: Sequence[PageTexts]
    """Those of each page."""
    problems: Sequence[Sequence[Problem]]
    """What could not be rendered on each page. Those of no page are at the first one."""


_NO_OPTIONS = Settings()


def render_texts(
    pages: Sequence[Page],
    *,
    options: Settings = _NO_OPTIONS,
    records: RecordsLike | None = None,
    style: Style | str | None = None,
    cache: bool = True,
    steady_letters: bool = False,
) -> RenderedTexts:
    """Render the citations and lists of pages that are read, as one document.

    Programs whose documents are not a `Manuscript` use it: they make the pages and write the texts.

    Args:
        pages: The pages. Their settings are merged; of two values for one key, the first counts.
        options: Settings that count more than those of the pages.
        records: Records that can be cited, before those that the settings name.
        style: The style.
        cache: Whether what was read of files may come from the cache on disk.
        steady_letters: Whether works get the letters of their years (2020a) as if all works of the
            bibliography were cited. They are the same in all documents with this bibliography.

    Raises:
        StyleNotFound: No style has the name that `style` or `options` have.
        SourceError: A file that `options` name cannot be read.
    """
    merged = Settings()
    for page in pages:
        merged = page.settings | merged
    document = _Document(pages, merged | options, options)
    if document.is_empty:
        return RenderedTexts([PageTexts()] * len(pages), document.problems)
    with paused_collector():
        texts = document.rendered(records, style, cache, steady_letters)
        return RenderedTexts(texts, document.problems)


class _Document:
    """The pages of one document while they are rendered."""

    def __init__(self, pages: Sequence[Page], settings: Settings, options: Settings) -> None:
        self.pages = pages
        self.settings = settings
        self.options = options
        self.folder = str(Path(pages[0].file).parent) if pages and pages[0].file else ""
        self.problems: list[list[Problem]] = [[] for _ in pages]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is cited. If works are only listed, and their list is there, the text is
        a result of ours."""
        if any(page.citations for page in self.pages):
            return False
        filled = any(
            page.text[place.start : place.end].strip()
            for page in self.pages
            for place in page.lists
        )
        return filled or not self.settings.nocite

    def report(self, key: str, message: str, hint: str = "") -> None:
        """Add a problem of a setting, at the line of the first page that has it."""
        for page, problems in zip(self.pages, self.problems, strict=True):
            if key in page.lines:
                problems.append(Problem("error", message, page.file, page.lines[key], hint))
                return
        self.problems[0].append(Problem("error", message, self.pages[0].file, 0, hint))

    def rendered(
        self,
        records: RecordsLike | None,
        given: Style | str | None,
        cache: bool,
        steady_letters: bool,
    ) -> list[PageTexts]:
        """Render the citations and lists of all pages."""
        style = self.style(given)
        library = self.library(records, cache)
        words = style.locator_words
        is_note = style.kind == "note"
        citations = [
            make_citation(found, library.resolve, words, note_number=found.note if is_note else 0)
            for page in self.pages
            for found in page.citations
        ]
        cited = [library.resolve(cite.id) for each in citations for cite in each.cites]
        nocite = [library.resolve(key) for key in self.settings.nocite or ()]
        listed = list(library) if ALL_WORKS in nocite else [key for key in nocite if key in library]
        for key in nocite:
            if key not in library and key != ALL_WORKS:
                self.report("nocite", str(RecordNotFound(key)), library.hint_for(key))
        shown = [id for id in dict.fromkeys((*cited, *listed)) if id in library]
        has_letters = steady_letters and style.citation_format not in ("numeric", "note")
        # Works that only share an author and a year are not listed.
        works = library.same_author_and_year(shown) if has_letters else shown
        document = library.document(
            style,
            works,
            link_citations=bool(self.settings.link_citations)
            and not self.settings.suppress_bibliography,
        )
        if listed or has_letters:  # works that no page cites are numbered after the others
            document.register(works, sort=False)
        texts = document.process(citations)
        self.problems[0] += [*style.problems, *library.problems_of({*cited, *listed})]
        lists = (
            []
            if self.settings.suppress_bibliography
            else self.lists(document, shown, len(works) > len(shown))
        )
        made = []
        start = 0
        for index, page in enumerate(self.pages):
            own = texts[start : start + len(page.citations)]
            keys = [cite.id for each in citations[start : start + len(own)] for cite in each.cites]
            start += len(own)
            for found, text in zip(page.citations, own, strict=True):
                line = page.line_of(found.start) if text.problems else 0
                for problem in text.problems:
                    # The document has the cited records only, and cannot say which id is similar.
                    known = not problem.record or problem.record in library
                    hint = problem.hint if known else library.hint_for(problem.record)
                    placed = replace(problem, source=page.file, line=line, hint=hint)
                    self.problems[index].append(placed)
            made.append(
                PageTexts(
                    citations=own,
                    lists=lists[index] if lists else (),
                    cited=tuple(key for key in dict.fromkeys(keys) if key in library),
                    settings=self.settings,
                    is_note=is_note,
                    language=style.locale,
                    punctuation_in_quote=style.punctuation_in_quote,
                )
            )
        return made

    def style(self, given: Style | str | None) -> Style:
        """Load the style. What the metadata name wrongly is a problem.

        Raises:
            StyleError: The style that the caller named cannot be used.
        """
        settings = self.settings
        language = settings.lang or None
        try:
            name = given or file_in(settings.csl or DEFAULT_STYLE, self.folder)
            style = (
                _loaded_style(name, language, _changed(name))
                if isinstance(name, str)
                else Style.load(name, locale=language)
            )
        except CiteformatError as error:
            if given or self.options.csl or (language and self.options.lang):
                raise
            key = "lang" if language else "csl"
            try:
                style = Style.load((language and settings.csl) or DEFAULT_STYLE)
            except CiteformatError:  # both are wrong, and the style counts more
                style, key = Style.load(DEFAULT_STYLE), "csl"
            self.report(key, str(error), f"the citations are in the style {style.name}")
        if settings.citation_abbreviations:
            try:
                path = file_in(settings.citation_abbreviations, self.folder)
                return _with_abbreviations(style, path, _changed(path))
            except CiteformatError as error:
                if self.options.citation_abbreviations:
                    raise
                self.report("citation-abbreviations", str(error))
        return style

    def library(self, records: RecordsLike | None, cache: bool) -> Library:
        """Read the bibliography. A file of the metadata that cannot be read is a problem.

        Raises:
            SourceError: A file that the caller named cannot be read.
        """
        names = self.settings.bibliography or ()
        library = Library()
        try:
            library = read_library(names, folder=self.folder, cache=cache) if names else library
        except CiteformatError:
            if self.options.bibliography:
                raise
            readable = []
            for name in names:
                try:
                    read_library([name], folder=self.folder, cache=cache)
                    readable.append(name)
                except CiteformatError as error:
                    self.report("bibliography", str(error), "its works are not cited")
            library = read_library(readable, folder=self.folder, cache=cache)
        own = [*records_of(records or ()), *(self.settings.references or ())]
        return library.with_records(own) if own else library

    def lists(
        self, document: Document, shown: Sequence[str], has_more: bool
    ) -> list[list[Bibliography]]:
        """Render the lists of each page. They have the works `shown`, and the document may have
        more."""
        include = [{"field": "id", "value": frozenset(shown)}] if has_more else []
        whole = document.bibliography(include=include)
        self.problems[0] += whole.problems
        places = [place for page in self.pages for place in page.lists]
        records = [entry.record for entry in whole if entry.record is not None]
        chosen = choose_works([(place.name, place.conditions) for place in places], records)
        self.problems[0] += chosen.problems(self.pages[0].file)
        rendered = iter(
            [
                whole
                if ids is None
                else document.bibliography(include=[{"field": "id", "value": ids}])
                if ids
                else replace(whole, entries=())
                for ids in chosen.ids
            ]
        )
        made = [[self.linked(next(rendered)) for _ in page.lists] for page in self.pages]
        if not places:
            made[-1] = [self.linked(whole)]
        return made

    def linked(self, bibliography: Bibliography) -> Bibliography:
        """Make links of the identifiers in a list, unless the settings say otherwise."""
        return (
            bibliography if self.settings.link_bibliography is False else bibliography.with_links()
        )


@lru_cache(maxsize=8)
def _loaded_style(name: str, locale: str | None, changed: int) -> Style:  # noqa: ARG001
    """Load a style. The pages of a site use the same one, unless its file has changed."""
    return Style.load(name, locale=locale)


@lru_cache(maxsize=8)
def _with_abbreviations(style: Style, path: str, changed: int) -> Style:  # noqa: ARG001
    """Read the abbreviations of a style. The pages of a site use the same ones, unless their file
    has changed."""
    return style.with_abbreviations(Path(path))


def _changed(name: str) -> int:
    """Return the time of the last change of a file, or 0 for a name that no file has."""
    try:
        return Path(name).stat().st_mtime_ns
    except (OSError, ValueError):  # loading says what is wrong
        return 0
