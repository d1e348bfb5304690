"""The extension of Python-Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from citeformat._util.text import did_you_mean
from citeformat.errors import CiteformatError, Problem
from citeformat.integrations.html_pages.places import LIST_CLASS, read_page
from citeformat.integrations.html_pages.writer import write_page
from citeformat.integrations.markdown.host import HostPage, log_problems
from citeformat.integrations.markdown.options import (
    OPTIONS,
    check_options,
    html_options,
    located,
    site_settings,
)
from citeformat.integrations.markdown.parsing import CitationPattern, ListBlocks, SourceText
from citeformat.manuscripts.protocol import Page, PageTexts
from citeformat.manuscripts.rendering import render_texts
from citeformat.manuscripts.settings import Settings, is_true

if TYPE_CHECKING:
    from markdown import Markdown

__all__ = ["CitationExtension", "makeExtension", "refuse_unknown"]


class CitationExtension(Extension):
    """The extension of Python-Markdown.

    >>> import markdown
    >>> options = {"bibliography": "examples/varied.bib", "style": "apa", "bib_by_default": False}
    >>> html = markdown.markdown("As @turing1950 [p. 433] says.",
    ...     extensions=[CitationExtension(link_citations=False, **options)])
    >>> print(html)
    <p>As <span class="citation" data-cites="turing1950">Turing (1950, p. 433)</span> says.</p>
    """

    def __init__(self, **options: Any) -> None:
        """Make the extension.

        Raises:
            KeyError: There is no such option.
            ValueError: An option has no such value.
        """
        for name in options.keys() - OPTIONS.keys():
            near = did_you_mean(name, OPTIONS)
            hint = f"; {near}" if near else f" ({', '.join(OPTIONS)})"
            raise KeyError(f"citeformat.markdown has no option {name!r}{hint}")
        self.config = {name: list(value) for name, value in OPTIONS.items()}
        super().__init__(**options)
        check_options(self.getConfigs())

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the processors."""
        source = SourceText(md)
        commands = [str(self.getConfig(each)) for each in ("bib_command", "full_bib_command")]
        md.ESCAPED_CHARS.append("@")
        md.preprocessors.register(source, "citeformat-source", 1_000)
        # Code and backslashes come before citations; links and tags come after them.
        md.inlinePatterns.register(CitationPattern(md), "citeformat", 172)
        # Indented code comes before lists; the identifiers of mkdocstrings (`:::`) after them.
        md.parser.blockprocessors.register(ListBlocks(md, commands), "citeformat-list", 78)
        # Raw HTML is in its place again; what is written now is not changed any more.
        md.postprocessors.register(_Rendering(md, self, source), "citeformat", -10)


class _Rendering(Postprocessor):
    """Renders the citations and lists of a page."""

    def __init__(self, md: Markdown, extension: CitationExtension, source: SourceText) -> None:
        super().__init__(md)
        self.extension = extension
        self.source = source

    def run(self, text: str) -> str:
        """Render the citations in the HTML of a page."""
        if "data-cites" not in text and LIST_CLASS not in text and "refs" not in text:
            return text
        if "mkdocstrings_ids" in self.md.treeprocessors or self.extension.getConfig("deferred"):
            return text  # a docstring, which its page renders, or a page, which the site renders
        document = HostPage.of(self.md)
        options = self.extension.getConfigs()
        problems: list[Problem] = []
        page = self.page(text, document, options, problems)
        texts = PageTexts()
        if page.settings.bibliography or page.settings.references:
            try:
                # Links are made when the ids of the page are known.
                unlinked = replace(page, settings=replace(page.settings, link_citations=False))
                made = render_texts(
                    [unlinked],
                    cache=is_true(options["cache"]),
                    steady_letters=options["year_letters"] == "bibliography",
                )
            except CiteformatError as error:
                problems.append(Problem("error", str(error), document.file))
            else:
                texts = made.texts[0]
                problems += made.problems[0]
        elif any(not found.narrative for found in page.citations):
            hint = "name it by the option bibliography, or in the front matter"
            problems.append(
                Problem(
                    "warning", "the page cites, but has no bibliography", document.file, hint=hint
                )
            )
        log_problems(problems, document.logger)
        if options["unknown"] == "error":
            try:
                refuse_unknown(page, texts, problems)
            except CiteformatError as error:
                raise document.build_error(error) from None
        return write_page(page, texts, html_options(options, page.settings))

    def page(
        self, text: str, document: HostPage, options: Mapping[str, Any], problems: list[Problem]
    ) -> Page:
        """Find the citations in the HTML of a page, and its settings."""
        own = Settings.from_metadata(document.metadata, file=document.file, problems=problems)
        given = site_settings(options, document.folder, problems)
        settings = given | located(own, Path(document.path).parent, document.folder)
        if document.is_fragment:
            settings = settings | Settings(suppress_bibliography=True)
        return read_page(
            text,
            source=document.text or self.source.text,
            file=document.file,
            settings=settings,
            add_list=bool(options["bib_by_default"]) and not document.is_fragment,
        )


def refuse_unknown(page: Page, texts: PageTexts, problems: Sequence[Problem]) -> None:
    """Make sure that a page cites no unknown works.

    Raises:
        CiteformatError: It cites one.
    """
    cited = {cite.id for found in page.citations for cite in found.cites}
    for problem in problems:
        if problem.record in cited and problem.record not in texts.cited:
            raise CiteformatError(str(problem))


def makeExtension(**options: Any) -> CitationExtension:  # noqa: N802
    """Make the extension; Python-Markdown calls this function."""
    return CitationExtension(**options)
