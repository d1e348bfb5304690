"""Find the places for citations and lists in a page of HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from html import unescape
from typing import Any, NamedTuple

from citeformat.integrations.html_pages.footnotes import note_places, numbered_notes
from citeformat.integrations.html_pages.source import PageSource
from citeformat.manuscripts.grammar import FoundCitation, FoundCite
from citeformat.manuscripts.protocol import FoundList, Page
from citeformat.manuscripts.settings import ALL_WORKS, Settings

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

_CITATION = r'<span(?=[^<>]*\sdata-cites="(\[\[[^"]*)")([^<>]*)>'
_PLACE = re.compile(
    rf'{_CITATION}((?:(?!<span[^<>]*\sdata-cites="\[\[).)*?)</span>'
    rf'|<div class="{LIST_CLASS}" data-list="([^"]*)">\s*</div>'
    r"|<div\s+id=[\"']?refs(?:-([^\"'\s<>]+))?[\"']?(?=[\s>])[^<>]*>\s*</div>",
    re.DOTALL,
)
_CITES = re.compile(r'\sdata-cites="[^"]*"')
_OWN_CLASS = re.compile(rf'\sclass="{CITATION_CLASS}"|(?<=\sclass="){CITATION_CLASS}\s')
_TAG = re.compile(r"<[^<>]*>")
_WRITTEN = tuple([each.name for each in fields(FoundCite) if not each.name.endswith("_at")])
"""What the attribute `data-cites` says about a cite."""


class Place(NamedTuple):
    """The place of a citation or a list in HTML."""

    start: int
    end: int
    source: str = ""
    """How the citation is written in the source."""
    attributes: str = ""
    """The attributes that the source gives the citation, such as ` class="small"`."""


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
        {name: value for name in _WRITTEN if (value := getattr(cite, name))} for cite in found.cites
    ]
    return json.dumps([cites, found.narrative, found.begins_block])


def list_value(name: str, conditions: Mapping[str, str]) -> str:
    """Return the value of the attribute `data-list`."""
    return json.dumps([name, dict(conditions)])


def _read_value(value: str) -> Any:
    """Return what an attribute has, or `None` if it is not JSON: HTML that a person writes may have
    our classes, too."""
    try:
        return json.loads(unescape(value))
    except (ValueError, RecursionError):
        return None


def _found_citation(value: str) -> FoundCitation | None:
    """Return the citation that `citation_value` has written, without its place."""
    match _read_value(value):
        case [[*cites], bool(narrative), bool(begins_block)]:
            try:
                made = tuple([FoundCite(**cite) for cite in cites])
            except TypeError:
                return None
            if made and all(isinstance(text, str) for cite in made
                            for text in (cite.id, cite.prefix, cite.suffix)):  # fmt: skip
                return FoundCitation(0, 0, made, narrative, begins_block=begins_block)
    return None


def _found_list(value: str) -> FoundList | None:
    """Return the list that `list_value` has written."""
    match _read_value(value):
        case [str(name), dict(conditions)] if all(
            isinstance(each, str) for each in conditions.values()
        ):
            return FoundList(name, 0, 0, conditions)
    return None


def read_page(
    html: str, *, source: str = "", file: str = "", settings: Settings | None = None,
    add_list: bool = False,
) -> Page:  # fmt: skip
    """Find the places for citations and lists in a page of HTML.

    Args:
        html: The page, with `span` and `div` elements of the two classes.
        source: The text that the page was made from, for the lines of problems.
        file: The name of its file, for problems.
        settings: The settings of the page. A list with the name `ALL_WORKS` adds all works of the
            bibliography to them.
        add_list: Whether to add a place for a list at the end of a page without one.
    """
    settings = settings or Settings()
    citations: list[tuple[tuple[int, int], FoundCitation, Place]] = []
    lists: list[tuple[FoundList, Place]] = []
    note_at = note_places(html)
    text = PageSource(source, html)
    for match in _PLACE.finditer(html):
        start, end = match.span()
        if match[1] is None:
            listed = FoundList(match[5] or "", 0, 0) if match[4] is None else _found_list(match[4])
            if listed is not None and listed.name == ALL_WORKS:
                settings |= Settings(nocite=(*(settings.nocite or ()), ALL_WORKS))
                listed = replace(listed, name="")
            if listed is not None:
                lists.append((listed, Place(start, end)))
            continue
        citation = _found_citation(match[1])
        if citation is None:
            continue
        written = unescape(match[3])
        at = text.find(written)
        mark, note_start = note_at(start)
        in_note = mark is not None
        found = replace(
            citation,
            start=at,
            end=at + len(written),
            in_note=in_note,
            begins_note=in_note
            and not citation.narrative
            and not _TAG.sub("", html[note_start:start]).strip(),
        )
        order = (start, 0) if mark is None else (mark, start)
        attributes = _OWN_CLASS.sub("", _CITES.sub("", match[2])).rstrip()
        citations.append((order, found, Place(start, end, match[3], attributes)))
    if add_list and not lists:
        lists.append((FoundList("", 0, 0), Place(len(html), len(html))))
    citations.sort(key=lambda each: each[0])
    numbered = list(numbered_notes([(order, found) for order, found, _ in citations], html))
    return Page(
        text=source,
        file=file,
        settings=settings,
        citations=tuple(numbered),
        lists=tuple([found for found, _ in lists]),
        source=HtmlPage(
            html, tuple([place for *_, place in citations]), tuple([place for _, place in lists])
        ),
    )
