"""Render the citations of pages: one document, one or many texts.

In: texts and settings. Out: `RenderedPage` values: the texts with their citations and lists,
problems with their lines, and the works that each page cites. All pages are one document: they
share the numbers, the year suffixes and the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from citeformat._util.collector import paused_collector
from citeformat.errors import Problem
from citeformat.manuscripts.registry import find_syntax
from citeformat.manuscripts.rendering import render_texts
from citeformat.manuscripts.settings import Settings
from citeformat.record.collection import RecordsLike
from citeformat.style import Style

__all__ = ["RenderedPage", "render", "render_pages"]


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A text with its citations and its list."""

    text: str
    problems: tuple[Problem, ...] = ()
    """What could not be read or rendered, with the file and the line."""
    cited: tuple[str, ...] = ()
    """The ids of the works that it cites, in the order of their first citations."""
    file: str = ""
    changed: bool = False
    """Whether the text differs from what was given."""
    title: str = ""
    """Its title, if the metadata has one."""
    lang: str = ""
    """The language of its citations."""

    def __str__(self) -> str:
        return self.text


def render(
    text: str,
    *,
    file: str = "",
    syntax: str = "",
    to: str = "",
    records: RecordsLike | None = None,
    style: Style | str | None = None,
    settings: Settings | Mapping[str, Any] | None = None,
    cache: bool = True,
) -> RenderedPage:
    """Render the citations and the reference list of a text.

    Args:
        text: The text.
        file: The name of its file. Its suffix chooses the syntax, problems name it, and the
            bibliography may be in its folder.
        syntax: The syntax, such as `"markdown"`; otherwise the suffix of the file decides.
        to: The format of the result: `"markdown"` or `"html"`; otherwise that of the text.
        records: Records that can be cited, before those that the settings name.
        style: The style. It counts more than the settings.
        settings: Settings that count more than the metadata of the text: a `Settings`, or pandoc's
            keys and their values.
        cache: Whether what was read of files may come from the cache on disk.

    Returns:
        The text, problems, and the ids of the works cited. A text without citations comes back
        unchanged. An unknown key is printed as `**key?**`, with a problem.

    Raises:
        StyleNotFound: No style has the name that `style` or `settings` have.
        SourceError: A file that `settings` name cannot be read.
        FormatError: There is no such syntax, or its package is not installed.

    >>> from citeformat import read
    >>> made = render("As @turing1950 [p. 433] and others say [see @knuth1984; @nobody].",
    ...     records=read("examples/varied.bib"), style="apa",
    ...     settings={"suppress-bibliography": True})
    >>> made.text
    'As Turing (1950, p. 433) and others say (see Knuth, 1984; **nobody?**).'
    >>> made.cited, made.problems[0].line
    (('turing1950', 'knuth1984'), 1)
    """
    return render_pages(
        [(file, text)],
        syntax=syntax,
        to=to,
        records=records,
        style=style,
        settings=settings,
        cache=cache,
    )[0]


def render_pages(
    pages: Iterable[tuple[str, str]],
    *,
    syntax: str = "",
    to: str = "",
    records: RecordsLike | None = None,
    style: Style | str | None = None,
    settings: Settings | Mapping[str, Any] | None = None,
    cache: bool = True,
) -> tuple[RenderedPage, ...]:
    """Render the citations of several texts as one document with one list.

    The metadata of all pages count; of two values for one key, the first counts. The list is in the
    places `::: {#refs}` of the pages, or at the end of the last page.

    Args:
        pages: The name of the file and the text of each page; see `render` for the other arguments.
        syntax: The syntax of all pages; otherwise the suffix of each file decides.
        to: The format of the results.
        records: Records that can be cited, before those that the settings name.
        style: The style.
        settings: Settings that count more than the metadata.
        cache: Whether what was read of files may come from the cache on disk.

    Returns:
        A result for each page, in order.

    Raises:
        StyleNotFound: No style has the name that `style` or `settings` have.
        SourceError: A file that `settings` name cannot be read.
        FormatError: There is no such syntax, or its package is not installed.
    """
    unread: list[Problem] = []
    options = settings
    if not isinstance(options, Settings):
        options = Settings.from_metadata(options or {}, file="settings", problems=unread)
    with paused_collector():
        manuscripts = []
        found = []
        for file, text in pages:
            manuscript = find_syntax(syntax, file)
            manuscripts.append(manuscript)
            found.append(manuscript.read(text, file=file))
        made = render_texts(found, options=options, records=records, style=style, cache=cache)
        rendered = []
        for manuscript, page, page_texts, problems in zip(
            manuscripts, found, made.texts, made.problems, strict=True
        ):
            text = page.text
            if to or page_texts.citations or page_texts.lists:
                text = manuscript.write(page, page_texts, to=to)
            rendered.append(
                RenderedPage(
                    text,
                    tuple(dict.fromkeys([*unread, *page.problems, *problems])),
                    page_texts.cited,
                    page.file,
                    text != page.text,
                    page.title,
                    page_texts.language,
                )
            )
            unread.clear()  # the first page has reported the settings
        return tuple(rendered)
