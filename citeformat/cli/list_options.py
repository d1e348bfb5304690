"""The options of the command `bibliography` that shape a list: links, emphasis, sections, numbers.

In: a style, records, and the options as click hands them on. Out: the list, and its text or file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from citeformat.engine.processor.result import Bibliography
from citeformat.publications.lists import (
    NUMBERINGS,
    ListOptions,
    Numbering,
    PublicationList,
    Section,
    publication_list,
)
from citeformat.publications.sections import SECTIONS, SectionKind
from citeformat.record import Record
from citeformat.richtext.links import Links
from citeformat.style import Style

__all__ = ["joined", "list_options", "make_list", "whole"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_RESOLVER = Links().doi
LINKS = ("on", "identifiers", "off")
_OPTIONS = (
    click.option("--links", type=click.Choice(LINKS), default="off", show_default=True,
                 help="What is a link: identifiers, and titles where none is printed (on), "
                      "identifiers only, or nothing."),
    click.option("--doi-resolver", "resolver", default=_RESOLVER, show_default=True,
                 metavar="URL", help="What goes before a DOI in a link."),
    click.option("--bold-author", "authors", multiple=True, metavar="NAME",
                 help="Put this author in bold; a name in any order, or an ORCID."),
    click.option("--sections", type=click.Choice(SECTIONS), default=None,
                 help="Part the list, the newest first."),
    click.option("--numbers", type=click.Choice(NUMBERINGS[1:]), default=None,
                 help="Number the entries, the newest first."),
)  # fmt: skip


def list_options(command: _Command) -> _Command:
    """Give a command the options of this module."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def make_list(
    style: Style, records: Sequence[Record], wanted: Mapping[str, Any], spans: bool = False
) -> Bibliography | PublicationList:
    """The list that the options ask for.

    Args:
        style: Its style.
        records: The works.
        wanted: The values of the options.
        spans: Whether entries say which parts of their text are of which variable.
    """
    links = None
    if wanted["links"] != "off":
        links = Links(doi=wanted["resolver"], titles=wanted["links"] == "on")
    sections: SectionKind = wanted["sections"] or ""
    numbers: Numbering = wanted["numbers"] or ""
    if sections or numbers or wanted["authors"]:
        options = ListOptions(
            authors=wanted["authors"],
            sections=sections,
            numbering=numbers,
            links=links,
            spans=spans,
        )
        return publication_list(style, records, options)
    made = style.bibliography(records, spans=spans)
    return made.with_links(records, links) if links else made


def joined(
    titles: Sequence[str], made: Sequence[Bibliography | PublicationList], format: str
) -> str:
    """The text of a list, or of several with a heading each.

    Args:
        titles: The headings.
        made: The lists.
        format: The output format.
    """
    if len(made) == 1:
        return made[0].to(format)
    sections = [Section(title, whole(each)) for title, each in zip(titles, made, strict=True)]
    return PublicationList(tuple(sections)).to(format)


def whole(made: Bibliography | PublicationList) -> Bibliography:
    """A list as one bibliography, its headings among the entries."""
    return made if isinstance(made, Bibliography) else made.whole()
