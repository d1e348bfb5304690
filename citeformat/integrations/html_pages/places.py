"""Find the places for citations and lists in a page of HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from html import unescape
from typing import NamedTuple

from citeformat.integrations.html_pages.footnotes import note_places, numbered_notes
from citeformat.integrations.html_pages.source import PageSource
from citeformat.manuscripts.grammar import FoundCitation, FoundCite
from citeformat.manuscripts.protocol import FoundList, Page
from citeformat.manuscripts.settings import Settings

__all__ = [
    "CITATION_CLASS",
    "LIST_CLASS",
    "HtmlPage",
    "Place",
    "citation_value",
    "list_value",
    "read_page",
]

CITATION_CLASS = "citeformat-citation"
"""The class of a `span` that a citation replaces."""
LIST_CLASS = "citeformat-list"
"""The class of a `div` that a list replaces."""

_CITATION = f'<span class="{CITATION_CLASS}"'
_PLACE = re.compile(
    rf'{_CITATION} data-cites="([^"]*)">((?:(?!{_CITATION}).)*?)</span>'
    rf'|<div class="{LIST_CLASS}" data-list="([^"]*)">\s*</div>'
    r"|<div\s+id=[\"']?refs(?:-([^\"'\s<>]+))?[\"']?(?=[\s>])[^<>]*>\s*</div>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")


class Place(NamedTuple):
    """The place of a citation or a list in HTML."""

    start: int
    end: int
    source: str = ""
    """How the citation is written in the source."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page of HTML with places for citations and lists."""

    html: str
    citations: tuple[Place, ...]
    """In the order of `Page.citations`."""
    lists: tuple[Place, ...]


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
    citations: list[tuple[tuple[int, int], FoundCitation, Place]] = []
    lists: list[tuple[FoundList, Place]] = []
    note_at = note_places(html)
    text = PageSource(source, html)
    for match in _PLACE.finditer(html):
        start, end = match.span()
        if match[1] is None:
            name, conditions = match[4] or "", {}
            if match[3] is not None:
                name, conditions = json.loads(unescape(match[3]))
            lists.append((FoundList(name, 0, 0, conditions), Place(start, end)))
            continue
        written = unescape(match[2])
        at = text.find(written)
        cites, narrative, begins_block = json.loads(unescape(match[1]))
        mark, note_start = note_at(start)
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
        citations.append((order, found, Place(start, end, match[2])))
    if add_list and not lists:
        lists.append((FoundList("", 0, 0), Place(len(html), len(html))))
    citations.sort(key=lambda each: each[0])
    numbered = list(numbered_notes([(order, found) for order, found, _ in citations], html))
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
