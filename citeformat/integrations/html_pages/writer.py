"""Write a page of HTML with rendered citations and lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from html import escape, unescape

from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.integrations.html_pages.footnotes import with_notes
from citeformat.integrations.html_pages.places import HtmlPage, Place
from citeformat.manuscripts import notes
from citeformat.manuscripts.grammar import FoundCitation
from citeformat.manuscripts.protocol import Page, PageTexts
from citeformat.output import get_format
from citeformat.output.entry_ids import ENTRY_IDS, entry_id
from citeformat.richtext.superscripts import is_superscript

__all__ = ["HtmlOptions", "SitePage", "write_page"]

_ENTRY = re.compile(r'(<div class="csl-entry") id="([^"]*)"([^<>]*>)(.*?)(?=</div>\n)', re.DOTALL)
_LINK = re.compile(r'<a href="#([^"]*)" role="doc-biblioref">')
_ID = re.compile(r"\bid=[\"']?([^\"'\s<>]+)")
_TAG = re.compile(r"<[^<>]*>")
_DOT = re.compile(r"\.(?=\s|<|\Z)")
_CLOSING_QUOTES = re.compile(r"(?<=\w)(?:[\"'”’]|&(?:quot|rdquo|rsquo);)+\Z")
_NEAR = 40
"""How many characters around a citation are looked at for punctuation."""
_NOTE_LABEL = "citeformat-"


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlOptions:
    """How citations and lists are written."""

    link_citations: bool = True
    """Whether citations link to their entries."""
    tooltips: bool = False
    """Whether links show the entries when a pointer is over them."""
    backlinks: bool = False
    """Whether entries link back to their citations."""
    notes: str = "footnotes"
    """Where a style for notes puts citations: `"footnotes"` or `"inline"`."""
    unknown: str = "mark"
    """What an unknown key becomes: `"mark"` or `"keep"`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page among the other pages of its site."""

    url: str = ""
    """Its address in the site."""
    list_url: str = ""
    """The address of the page with the list, if that is another page."""
    back: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """A key -> the address and the id of each citation. All pages of a site share it, and the page
    with the list is written last."""
    relative: Callable[[str], str] = field(default=lambda url: "")  # noqa: ARG005
    """Returns the address of another page, seen from this one."""


def write_page(
    page: Page,
    texts: PageTexts,
    options: HtmlOptions,
    *,
    site: SitePage | None = None,
) -> str:
    """Write the HTML of a page with rendered citations and lists.

    Args:
        page: A page that `read_page` made.
        texts: Its rendered texts.
        options: How citations are written.
        site: The other pages of the site, if its pages are one document.
    """
    return _Writer(page, texts, options, site or SitePage()).written()


class _Writer:
    """One page while it is written."""

    def __init__(
        self,
        page: Page,
        texts: PageTexts,
        options: HtmlOptions,
        site: SitePage,
    ) -> None:
        self.page = page
        self.texts = texts
        self.options = options
        self.site = site
        self.places: HtmlPage = page.source
        taken = {match[1] for match in _ID.finditer(self.places.html)}
        self.lists = texts.lists[: len(self.places.lists)]
        listed = {entry.id for each in self.lists for entry in each}
        self.prefix = ENTRY_IDS
        while any(entry_id(key, self.prefix) in taken for key in listed):
            self.prefix = f"cite-{self.prefix}"
        self.ids = {entry_id(key, self.prefix): key for key in listed}
        self.tooltips: dict[str, str] = {}
        if options.tooltips:
            self.tooltips = {entry.id: entry.text for each in texts.lists for entry in each}
        self.taken = taken
        self.linked_back = 0
        """The number of citations with an id."""
        self.notes: list[tuple[str, str]] = []
        """The label and the text of each note that a citation makes."""

    def written(self) -> str:
        """Return the whole page."""
        html = self.places.html
        edits: list[tuple[int, int, str]] = []
        pairs = zip(self.page.citations, self.texts.citations, self.places.citations, strict=False)
        for found, text, place in pairs:
            start, end, made = self.citation(found, text, place)
            if place.attributes:
                made = f"<span{place.attributes}>{made}</span>"
            edits.append((start, end, made))
        if not self.texts.citations:
            edits += [(place.start, place.end, place.source) for place in self.places.citations]
        shown: set[str] = set()
        for index, place in enumerate(self.places.lists):
            written = ""
            if index < len(self.lists) and self.lists[index].entries:
                written = self.listed(self.lists[index], shown, at_end=place.start == place.end)
            edits.append((place.start, place.end, written))
        pieces = []
        position = 0
        for start, end, made in sorted(edits, key=lambda edit: edit[:2]):
            pieces += [html[position : max(start, position)], made]
            position = max(end, position)
        result = "".join([*pieces, html[position:]])
        return with_notes(result, self.notes) if self.notes else result

    def citation(
        self, found: FoundCitation, text: CitationText, place: Place
    ) -> tuple[int, int, str]:
        """Return the place of a citation, and what is written there."""
        if text.problems and self.options.unknown == "keep":
            return place.start, place.end, place.source
        html = self.places.html
        start, end = place.start, place.end
        after = unescape(_TAG.sub("", html[end : end + _NEAR]))
        if not self.texts.is_note:
            before = ""
            if is_superscript(text.rich):
                moves = bool(self.texts.settings.notes_after_punctuation)
                start, end, before = self.mark(found, start, end, moves=moves)
            elif text.endswith(".") and _DOT.match(html, end):
                end += 1
            return start, end, before + self.wrapped(found, self.linked(text))
        names = self.names(text)
        change: Callable[[str], str] = partial(notes.begun_note, text, language=self.texts.language)
        if not notes.has_note(text):
            return start, end, self.wrapped(found, names)
        if found.in_note or self.options.notes == "inline":
            if not found.begins_note:
                rest = after.strip()
                change = partial(
                    notes.in_note,
                    narrative=text.author is not None,
                    ends_sentence=found.in_note and (not rest or rest[0].isupper()),
                )
            elif text.endswith(".") and _DOT.match(html, end):
                end += 1
            return start, end, self.wrapped(found, names + self.linked(text, change))
        moves = self.texts.settings.notes_after_punctuation is not False
        author = text.author or ""
        start, end, before = self.mark(found, start, end, moves=moves, names=author)
        quotes = ""
        if not names and self.texts.punctuation_in_quote and before[:1] in (".", ","):
            found_quotes = _CLOSING_QUOTES.search(html[max(start - _NEAR, 0) : start])
            quotes = found_quotes[0] if found_quotes is not None else ""
            start -= len(quotes)
        label = f"{_NOTE_LABEL}{len(self.notes) + 1}"
        self.notes.append((label, self.wrapped(found, self.linked(text, change))))
        mark = (
            f'<sup id="fnref:{label}"><a class="footnote-ref" href="#fn:{label}">'
            f"{len(self.notes)}</a></sup>"
        )
        return start, end, f"{names}{before[:1]}{quotes}{before[1:]}{mark}"

    def mark(
        self, found: FoundCitation, start: int, end: int, *, moves: bool, names: str = ""
    ) -> tuple[int, int, str]:
        """Return the place of a mark, and the punctuation before it. The mark follows the text, or
        names in the sentence, without a blank."""
        html = self.places.html
        if not found.begins_block and not names:
            while start and html[start - 1].isspace():
                start -= 1
        punctuation = notes.punctuation_before_mark(html, end) if moves else ""
        before = unescape(_TAG.sub("", html[max(start - _NEAR, 0) : start]))
        return start, end + len(punctuation), notes.after_text(punctuation, names or before)

    def names(self, text: CitationText) -> str:
        """Write the names of a narrative citation in a style for notes."""
        return text.author.to("html") if text.author is not None else ""

    def linked(self, text: CitationText, change: Callable[[str], str] = str) -> str:
        """Write a citation with links to its entries, after a change of its rich text."""
        output = get_format("html")
        if self.options.link_citations and (self.ids or self.site.list_url):
            text = text.with_links(self.prefix)
            if text.targets:
                written = output.write(change(text.rich), text.targets)
                return _LINK.sub(self.link, written)
        return output.write(change(text.rich))

    def link(self, match: re.Match[str]) -> str:
        """Write the start of a link to an entry, which may be on another page."""
        id = unescape(match[1])
        key = self.ids.get(id, "")
        url = f"#{id}"
        if not key:
            key = next((key for key in self.texts.cited if entry_id(key, self.prefix) == id), "")
            url = f"{self.site.list_url}#{id}" if self.site.list_url and key else ""
            if not url:
                return '<a role="doc-biblioref">'
        tooltip = self.tooltips.get(key, "")
        title = f' title="{escape(tooltip)}"' if tooltip else ""
        return f'<a href="{escape(url)}" role="doc-biblioref"{title}>'

    def wrapped(self, found: FoundCitation, written: str) -> str:
        """Put a citation into a span with its keys."""
        keys = escape(" ".join(dict.fromkeys(cite.id for cite in found.cites)))
        id = ""
        if self.options.backlinks:
            self.linked_back += 1
            name = self.free_id(f"cite-{self.linked_back}")
            for key in dict.fromkeys(cite.id for cite in found.cites):
                self.site.back.setdefault(key, []).append((self.site.url, name))
            id = f' id="{name}"'
        return f'<span class="citation"{id} data-cites="{keys}">{written}</span>'

    def free_id(self, id: str) -> str:
        """Return an id that nothing on the page has."""
        while id in self.taken:
            id = f"cite-{id}"
        self.taken.add(id)
        return id

    def listed(self, bibliography: Bibliography, shown: set[str], *, at_end: bool) -> str:
        """Write a list. Of two entries for one work, the first has the id."""
        written = bibliography.with_ids(self.prefix).to("html")

        def entry(match: re.Match[str]) -> str:
            head, id, rest, text = match.groups()
            key = self.ids.get(unescape(id), "")
            attribute = "" if id in shown else f' id="{id}"'
            shown.add(id)
            links = "".join(
                [
                    f' <a class="citation-backref" href="{escape(self.site.relative(url))}#{name}"'
                    f' role="doc-backlink" title="{number}">↩</a>'
                    for number, (url, name) in enumerate(self.site.back.get(key, ()), 1)
                ]
            )
            if links and text.endswith("</div>"):
                text, links = text[: -len("</div>")], f"{links}</div>"
            return f"{head}{attribute}{rest}{text}{links}"

        written = _ENTRY.sub(entry, written)
        if not at_end:
            return written
        title = self.texts.settings.reference_section_title
        heading = ""
        if title:
            heading = f'<h2 id="{self.free_id("bibliography")}">{escape(title)}</h2>\n'
        return f"\n{heading}{written}"
