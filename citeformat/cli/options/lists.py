"""The options of `citeformat bibliography` for links, emphasis, sections and numbers.

In: a style, records, and the values of the options. Out: the list, and its text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypedDict, TypeVar, get_args

import click

from citeformat.engine.processor.result import Bibliography
from citeformat.output.entry_ids import ENTRY_IDS
from citeformat.publications.lists import (
    ListOptions,
    PublicationList,
    Section,
    publication_list,
)
from citeformat.publications.numbers import NUMBERINGS, Numbering
from citeformat.publications.sections import SECTIONS, SectionKind
from citeformat.record import Record
from citeformat.richtext.links import Links
from citeformat.style import Style

__all__ = ["ListSettings", "join_lists", "list_options", "make_list", "whole_list"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_RESOLVER = Links().doi
_LinkMode = Literal["on", "identifiers", "off"]


class ListSettings(TypedDict):
    """The values of the options."""

    links: _LinkMode | None
    resolver: str
    authors: tuple[str, ...]
    sections: SectionKind | None
    numbers: Numbering | None


_OPTIONS = (
    click.option("--links", type=click.Choice(get_args(_LinkMode)), default=None,
                 help="Link identifiers, and titles in entries without identifiers (on); "
                      "identifiers only; or nothing.  [default: on for ansi, otherwise off]"),
    click.option("--doi-resolver", "resolver", default=_RESOLVER, show_default=True,
                 metavar="URL", help="The address before a DOI in a link."),
    click.option("--bold-author", "authors", multiple=True, metavar="NAME",
                 help="Print this author in bold: a name in any order, or an ORCID; newest first."),
    click.option("--sections", type=click.Choice(SECTIONS), default=None,
                 help="Divide the list into sections, with the newest work first in each."),
    click.option("--numbers", type=click.Choice(NUMBERINGS[1:]), default=None,
                 help="Number the entries in any style, or print no numbers (off); newest first."),
)  # fmt: skip


def list_options(command: _Command) -> _Command:
    """Add the options of this module to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def make_list(
    style: Style, records: Sequence[Record], settings: ListSettings, format: str
) -> Bibliography | PublicationList:
    """Make the list that the options describe.

    Args:
        style: The style.
        records: The works.
        settings: The values of the options.
        format: The output format.
    """
    spans = format == "json"
    links = None
    mode = settings["links"] or ("on" if format == "ansi" else "off")
    if mode != "off":
        links = Links(doi=settings["resolver"], titles=mode == "on")
    if settings["sections"] or settings["numbers"] or settings["authors"]:
        options = ListOptions(
            authors=settings["authors"],
            sections=settings["sections"] or "",
            numbering=settings["numbers"] or "",
            links=links,
            spans=spans,
        )
        return publication_list(style, records, options)
    bibliography = style.bibliography(records, spans=spans)
    return bibliography.with_links(links) if links else bibliography


def join_lists(
    titles: Sequence[str],
    lists: Sequence[Bibliography | PublicationList],
    format: str,
    entry_ids: str = ENTRY_IDS,
) -> str:
    """Write a list, or several lists with a heading each.

    Args:
        titles: The headings.
        lists: The lists.
        format: The output format.
        entry_ids: What the ids of the entries begin with.
    """
    if entry_ids != ENTRY_IDS:
        lists = [each.with_ids(entry_ids) for each in lists]
    if len(lists) == 1:
        return lists[0].to(format)
    pairs = zip(titles, lists, strict=True)
    sections = [Section(title, whole_list(each)) for title, each in pairs]
    return PublicationList(tuple(sections)).to(format)


def whole_list(publications: Bibliography | PublicationList) -> Bibliography:
    """Return a list as one bibliography, with its headings among the entries."""
    if isinstance(publications, Bibliography):
        return publications
    return publications.whole()
