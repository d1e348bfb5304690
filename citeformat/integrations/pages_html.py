"""Citations and reference lists in pages of HTML, for programs that make sites.

A Markdown extension finds citations while it parses, but numbers and year suffixes are known only
when a page, or a site, is complete. So it writes a `span` for each citation and a `div` for each
list, with what was found in an attribute. In: such pages. Out: the pages with rendered texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from html import escape, unescape
from typing import NamedTuple

from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.manuscripts import notes
from citeformat.manuscripts.grammar import FoundCitation, FoundCite
from citeformat.manuscripts.protocol import FoundList, Page, PageTexts
from citeformat.manuscripts.settings import Settings
from citeformat.output import get_format
from citeformat.output.entry_ids import ENTRY_IDS, entry_id
from citeformat.richtext.spans import BOLD
from citeformat.richtext.superscripts import is_superscript

__all__ = [
    "CITATION_CLASS",
    "LIST_CLASS",
    "HtmlOptions",
    "HtmlPage",
    "SitePage",
    "citation_value",
    "list_value",
    "read_page",
    "write_page",
]

CITATION_CLASS = "citeformat-citation"
"""The class of a `span` that a citation replaces."""
LIST_CLASS = "citeformat-list"
"""The class of a `div` that a list replaces."""

_PLACE = re.compile(
    rf'<span class="{CITATION_CLASS}" data-cites="([^"]*)">(.*?)</span>'
    rf'|<div class="{LIST_CLASS}" data-list="([^"]*)">\s*</div>'
    r"|<div\s+id=[\"']?refs(?:-([^\"'\s<>]+))?[\"']?(?=[\s>])[^<>]*>\s*</div>",
    re.DOTALL,
)
_ENTRY = re.compile(r'(<div class="csl-entry") id="([^"]*)"([^<>]*>)(.*?)(?=</div>\n)', re.DOTALL)
_LINK = re.compile(r'<a href="#([^"]*)" role="doc-biblioref">')
_ID = re.compile(r"\bid=[\"']?([^\"'\s<>]+)")
_TAG = re.compile(r"<[^<>]*>")
_NOTE = re.compile(r'<li id="fn(?P<separator>[^\w"])(?P<label>[^"]*)">')
_NOTES = re.compile(
    r'(<div class="footnote">\s*<hr ?/?>\s*<ol>\n?)(.*?)(\n?</ol>\s*</div>)', re.DOTALL
)
_MARK = re.compile(
    r'(<sup id="fnref(?:\d*)[^\w"][^"]*"><a class="footnote-ref" href="#fn[^\w"]([^"]*)"[^<>]*>)'
    r"(.*?)(</a></sup>)"
)
_DOT = re.compile(r"\.(?=\s|<|\Z)")
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


class _Place(NamedTuple):
    """The place of a citation or a list in HTML."""

    start: int
    end: int
    source: str
    """How the citation is written in the source."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page of HTML with places for citations and lists."""

    html: str
    citations: tuple[_Place, ...]
    """In the order of `Page.citations`."""
    lists: tuple[_Place, ...]


def citation_value(found: FoundCitation) -> str:
    """Return the value of the attribute `data-cites`."""
    cites = [
        {name: value for name, value in asdict(cite).items() if value and not name.endswith("_at")}
        for cite in found.cites
    ]
    return json.dumps([cites, found.narrative, found.begins_block])


def list_value(name: str, conditions: Mapping[str, str]) -> str:
    """Return the value of the attribute `data-list`."""
    return json.dumps([name, dict(conditions)])


def read_page(
    html: str, *, source: str = "", file: str = "", settings: Settings | None = None,
    add_list: bool = False,
) -> Page:  # fmt: skip
    """Find the places for citations and lists in a page of HTML.

    Args:
        html: The page, with `span` and `div` elements of the two classes.
        source: The text that the page was made from, for the lines of problems.
        file: The name of its file, for problems.
        settings: The settings of the page.
        add_list: Whether to add a place for a list at the end of a page without one.
    """
    citations: list[tuple[tuple[int, int], FoundCitation, _Place]] = []
    lists: list[tuple[FoundList, _Place]] = []
    note_places = _note_places(html)
    seen: dict[str, int] = {}
    for match in _PLACE.finditer(html):
        start, end = match.span()
        if match[1] is None:
            name, conditions = match[4] or "", {}
            if match[3] is not None:
                name, conditions = json.loads(unescape(match[3]))
            lists.append((FoundList(name, 0, 0, conditions), _Place(start, end, match[0])))
            continue
        written = unescape(match[2])
        at = source.find(written, seen.get(written, 0))
        if at < 0:
            at = max(source.find(written), 0)
        seen[written] = at + len(written)
        cites, narrative, begins_block = json.loads(unescape(match[1]))
        mark, note_start = note_places(start)
        in_note = mark is not None
        found = FoundCitation(
            at,
            at + len(written),
            tuple([FoundCite(**cite) for cite in cites]),
            narrative,
            in_note=in_note,
            begins_block=begins_block,
            begins_note=in_note
            and not narrative
            and not _TAG.sub("", html[note_start:start]).strip(),
        )
        order = (start, 0) if mark is None else (mark, start)
        citations.append((order, found, _Place(start, end, match[0])))
    if add_list and not lists:
        lists.append((FoundList("", 0, 0), _Place(len(html), len(html), "")))
    citations.sort(key=lambda each: each[0])
    numbered = list(_numbered([(order, found) for order, found, _ in citations], html))
    return Page(
        text=source,
        file=file,
        settings=settings or Settings(),
        citations=tuple(numbered),
        lists=tuple([found for found, _ in lists]),
        source=HtmlPage(
            html, tuple([place for *_, place in citations]), tuple([place for _, place in lists])
        ),
    )


def _note_places(html: str) -> Callable[[int], tuple[int | None, int]]:
    """Return a function that says where the mark and the start of the note at a position are."""
    block = _NOTES.search(html) if 'class="footnote"' in html else None
    if block is None:
        return lambda _position: (None, 0)
    starts = [(match.end(), match["label"]) for match in _NOTE.finditer(html, *block.span())]
    marks: dict[str, int] = {}
    for match in _MARK.finditer(html):
        marks.setdefault(match[2], match.start())

    def place(position: int) -> tuple[int | None, int]:
        if not block.start() <= position < block.end():
            return None, 0
        inside = [each for each in starts if each[0] <= position]
        if not inside:
            return None, 0
        start, label = inside[-1]
        return marks.get(label, start), start

    return place


def _numbered(
    found: Sequence[tuple[tuple[int, int], FoundCitation]], html: str
) -> Iterator[FoundCitation]:
    """Number the notes that citations are in, in the order of the text: a citation in the text is
    a note of its own in a style for notes."""
    marks = sorted(
        {match[2]: match.start() for match in reversed(list(_MARK.finditer(html)))}.values()
    )
    places = sorted({*marks, *[order[0] for order, _ in found]})
    numbers = {place: number for number, place in enumerate(places, 1)}
    for order, each in found:
        yield replace(each, note=numbers[order[0]])


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
            edits.append(self.citation(found, text, place))
        if not self.texts.citations:
            edits += [(place.start, place.end, self.kept(place)) for place in self.places.citations]
        shown: set[str] = set()
        for index, place in enumerate(self.places.lists):
            written = ""
            if index < len(self.lists) and self.lists[index].entries:
                written = self.listed(self.lists[index], shown, at_end=place.start == place.end)
            edits.append((place.start, place.end, written))
        pieces = []
        position = 0
        for start, end, text_ in sorted(edits, key=lambda edit: edit[:2]):
            pieces += [html[position : max(start, position)], text_]
            position = max(end, position)
        result = "".join([*pieces, html[position:]])
        return self.with_notes(result) if self.notes else result

    def kept(self, place: _Place) -> str:
        """Return the source of a citation."""
        match = _PLACE.fullmatch(place.source)
        return match[2] if match else ""

    def citation(
        self, found: FoundCitation, text: CitationText, place: _Place
    ) -> tuple[int, int, str]:
        """Return the place of a citation, and what is written there."""
        if text.problems and self.options.unknown == "keep":
            return place.start, place.end, self.kept(place)
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
        if found.in_note or self.options.notes == "inline":
            change: Callable[[str], str] = partial(self.begun, text)
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
        if not text:
            return start, end, self.wrapped(found, names)
        moves = self.texts.settings.notes_after_punctuation is not False
        start, end, before = self.mark(found, start, end, moves=moves, keep_blank=bool(names))
        if names.endswith(".") and before.startswith("."):
            before = before[1:]
        label = f"{_NOTE_LABEL}{len(self.notes) + 1}"
        self.notes.append(
            (label, self.wrapped(found, self.linked(text, partial(self.begun, text))))
        )
        mark = (
            f'<sup id="fnref:{label}"><a class="footnote-ref" href="#fn:{label}">'
            f"{len(self.notes)}</a></sup>"
        )
        return start, end, f"{names}{before}{mark}"

    def begun(self, text: CitationText, rich: str) -> str:
        """Return the rich text of a note with a capital at its beginning. A key stays as it is."""
        if rich.startswith(BOLD) and text.problems:
            return rich
        return notes.note_text(rich, self.texts.language.split("-")[0])

    def mark(
        self, found: FoundCitation, start: int, end: int, *, moves: bool, keep_blank: bool = False
    ) -> tuple[int, int, str]:
        """Return the place of a mark, and the punctuation before it. The mark follows the text
        without a blank."""
        html = self.places.html
        if not found.begins_block and not keep_blank:
            start = len(html[:start].rstrip())
        punctuation = notes.punctuation_before_mark(html, end) if moves else ""
        return start, end + len(punctuation), punctuation

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

    def with_notes(self, html: str) -> str:
        """Add the notes of citations to those of the page, and number all in the order of the
        text."""
        block = _NOTES.search(html)
        items: dict[str, str] = {}
        if block is not None:
            starts = list(_NOTE.finditer(block[2]))
            ends = [match.start() for match in starts[1:]] + [len(block[2])]
            for match, end in zip(starts, ends, strict=True):
                items[match["label"]] = block[2][match.start() : end].rstrip("\n")
        for label, text in self.notes:
            items[label] = (
                f'<li id="fn:{label}">\n<p>{text}&#160;<a class="footnote-backref"'
                f' href="#fnref:{label}" title="Jump back to the text">&#8617;</a></p>\n</li>'
            )
        order = list(dict.fromkeys(match[2] for match in _MARK.finditer(html)))
        order = [label for label in order if label in items]
        order += [label for label in items if label not in order]
        numbers = {label: number for number, label in enumerate(order, 1)}
        body = "\n".join([items[label] for label in order])
        if block is not None:
            html = f"{html[: block.start(2)]}{body}{html[block.end(2) :]}"
        else:
            notes_ = f'<div class="footnote">\n<hr />\n<ol>\n{body}\n</ol>\n</div>\n'
            at = html.rfind('<div role="doc-bibliography"')
            html = f"{html}\n{notes_}" if at < 0 else f"{html[:at]}{notes_}{html[at:]}"
        return _MARK.sub(
            lambda match: (
                f"{match[1]}{numbers[match[2]]}{match[4]}" if match[2] in numbers else match[0]
            ),
            html,
        )
