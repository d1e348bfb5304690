"""The options of the command `bibliography` that shape a list: links, emphasis, sections, numbers.

In: a style, records, and the options as click hands them on. Out: the list, and its text or file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from citeformat.cli_output import Failure
from citeformat.document.result import Bibliography
from citeformat.errors import FormatError
from citeformat.formats import get_format
from citeformat.publication_list import (
    NUMBERINGS,
    ListOptions,
    PublicationList,
    Section,
    publication_list,
)
from citeformat.publication_sections import SECTIONS
from citeformat.record import Record
from citeformat.richtext.links import Links
from citeformat.style import Style

__all__ = ["DOCX", "checked_format", "joined", "list_options", "make_list", "write_docx"]

DOCX = "docx"
"""The name of the one output format that is no text."""

_Command = TypeVar("_Command", bound=Callable[..., Any])
_RESOLVER = Links().doi
_OPTIONS = (
    click.option("--links", "links", is_flag=True, help="Make identifiers or titles links."),
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


def checked_format(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """The name of an output format; those of other packages are known too.

    Raises:
        click.BadParameter: There is none.
    """
    if value != DOCX:
        try:
            get_format(value)
        except FormatError as error:
            raise click.BadParameter(str(error)) from None
    return value


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
    links = Links(doi=wanted["resolver"]) if wanted["links"] else None
    sections, numbers = wanted["sections"] or "", wanted["numbers"] or ""
    if sections or numbers or wanted["authors"]:
        options = ListOptions(
            authors=wanted["authors"], sections=sections, numbering=numbers, links=links
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
    sections = [Section(title, _whole(each)) for title, each in zip(titles, made, strict=True)]
    return PublicationList(tuple(sections)).to(format)


def _whole(made: Bibliography | PublicationList) -> Bibliography:
    return made if isinstance(made, Bibliography) else made.whole()


def write_docx(made: Sequence[Bibliography | PublicationList], output: str | None) -> None:
    """Write a Word document.

    Args:
        made: The list, which is to be the only one.
        output: The file's name.

    Raises:
        Failure: There is no name or more than one list, or the file cannot be written.
        FormatError: python-docx is not installed.
    """
    if output in (None, "-") or len(made) != 1:
        raise Failure("a Word document needs --output with a file name, and one style")
    from citeformat.formats.docx import to_docx

    try:
        Path(str(output)).write_bytes(to_docx(_whole(made[0])))
    except OSError as error:
        raise Failure(f"{output} cannot be written: {error.strerror or error}") from None
