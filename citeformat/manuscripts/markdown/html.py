"""Markdown with rendered citations → HTML.

markdown-it-py makes the HTML. Citations are spans with `data-cites`, as in pandoc's HTML, and the
lists are those of the output format `html`.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from citeformat.manuscripts.grammar import FoundCitation
from citeformat.manuscripts.markdown.rules import rendering
from citeformat.manuscripts.markdown.writer import Edit, MarkdownWriter
from citeformat.manuscripts.protocol import FoundList, Page, PageTexts
from citeformat.output.entry_ids import entry_id

if TYPE_CHECKING:
    from citeformat.engine.processor.result import Bibliography

__all__ = ["write_html"]


def write_html(page: Page, texts: PageTexts) -> str:
    """Write a page as HTML, without the head and body of a document.

    Args:
        page: A page of Markdown.
        texts: Its rendered texts.
    """
    writer = _HtmlWriter(page, texts)
    source = writer.written()
    html = str(rendering().render(source[page.body :], {}))
    for place, listed in writer.lists.items():
        html = html.replace(place, listed)
    return html


class _HtmlWriter(MarkdownWriter):
    """Writes Markdown in which markdown-it-py finds spans, and comments in the places of lists."""

    def __init__(self, page: Page, texts: PageTexts) -> None:
        super().__init__(page, texts)
        self.lists: dict[str, str] = {}
        """A comment -> the list that replaces it."""

    def wrapped(self, found: FoundCitation, written: str) -> str:
        """Put a citation into a span with its keys."""
        keys = escape(" ".join(cite.id for cite in found.cites))
        return f'<span class="citation" data-cites="{keys}">{written}</span>'

    def filled(self, place: FoundList, bibliography: Bibliography) -> Edit:
        """Put a list into its place."""
        inside = self.page.text[place.start : place.end]
        return Edit(
            place.end if inside.strip() else place.start, place.end, self._place(bibliography)
        )

    def list_block(self, bibliography: Bibliography) -> str:
        """Write the list at the end in a div, as pandoc does."""
        return f'<div id="refs" class="references">\n\n{self._place(bibliography)}\n</div>\n'

    def _place(self, bibliography: Bibliography) -> str:
        comment = f"<!--citeformat-list-{len(self.lists)}-->"
        while comment in self.page.text:
            comment = comment.replace("list", "list-")
        html = bibliography.to("html").rstrip("\n")
        prefix = bibliography.layout.entry_ids
        for entry in bibliography.entries:
            if entry.id in self.listed and prefix is not None:
                html = html.replace(f' id="{escape(entry_id(entry.id, prefix))}"', "", 1)
            self.listed.add(entry.id)
        self.lists[comment] = html
        return f"\n{comment}\n\n"
