"""The command `citeformat cite`: print one citation.

In: files, keys of records, a locator, texts before and after. Out: the citation on standard output
or in a file.
"""

from __future__ import annotations

import click

from citeformat.cli.input import (
    file_names,
    problems_of,
    read_keys,
    refuse_overwriting,
)
from citeformat.cli.options.completion import complete_names
from citeformat.cli.options.formats import (
    DOCX,
    document_options,
    output_options,
    whole_document,
    write_docx,
)
from citeformat.cli.options.sources import key_option, source_options
from citeformat.cli.options.styles import StyleChoice, style_options
from citeformat.cli.output import report, write
from citeformat.csl.variables import LOCATORS
from citeformat.engine.processor.citation import Cite
from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.record.core import TitleCase
from citeformat.record.text.locators import locator_label

__all__ = ["cite"]


def _check_label(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return CSL's name of a kind of locator, whose plural or abbreviation may be given.

    Raises:
        click.BadParameter: CSL has no such kind.
    """
    try:
        return locator_label(value) if value.strip() else ""
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command(short_help="Print a citation of one or more records.")
@source_options
@key_option("The record to cite", required=True)
@style_options()
@click.option("--locator", default="", metavar="TEXT", help="The place in the work, such as 12-14.")
@click.option(
    "--label",
    default="",
    metavar="WORD",
    callback=_check_label,
    shell_complete=complete_names(sorted(LOCATORS)),
    help="The kind of locator: page, chapter, section ...  [default: page]",
)
@click.option("--prefix", default="", metavar="TEXT", help="Text before the citation.")
@click.option("--suffix", default="", metavar="TEXT", help="Text after the citation.")
@click.option("--suppress-author", is_flag=True, help="Leave the author out.")
@click.option("--narrative", is_flag=True, help="Put the author before the parentheses.")
@click.option("--keep-order", is_flag=True, help="Keep the order of the keys.")
@click.option(
    "--link-citations", is_flag=True, help="Link each cite to its entry in the list (HTML)."
)
@document_options
@output_options
def cite(
    files: tuple[str, ...],
    source_format: str | None,
    titles: TitleCase | None,
    keys: tuple[str, ...],
    choice: StyleChoice,
    locator: str,
    label: str,
    prefix: str,
    suffix: str,
    suppress_author: bool,
    narrative: bool,
    keep_order: bool,
    link_citations: bool,
    entry_ids: str,
    standalone: bool,
    title: str,
    format: str,
    output: str | None,
) -> int:
    """Print the citation of one or more records in FILE...

    FILE... may be folders; - is standard input. With --standalone and --link-citations, the list
    of the cited works follows the citation.
    """
    if locator and len(keys) > 1:
        raise click.UsageError("--locator needs a single --key.")
    if narrative and suppress_author:
        raise click.UsageError("--narrative needs the author that --suppress-author leaves out.")
    style = choice.load()
    sources = file_names(files)
    refuse_overwriting(output, sources)
    records = read_keys(sources, keys, source_format, titles)
    last = len(records) - 1
    cites = [
        Cite(
            record.id,
            locator=locator,
            label=label,
            prefix=prefix if index == 0 else "",
            suffix=suffix if index == last else "",
            suppress_author=suppress_author,
        )
        for index, record in enumerate(records)
    ]
    document = style.document(records, link_citations=link_citations, entry_ids=entry_ids)
    citation = document.cite(*cites, sort=not keep_order, narrative=narrative)
    if format == DOCX:
        write_docx([Bibliography((Entry("", citation.rich),))], output)
    else:
        text = citation.to(format) + "\n"
        if citation.author is not None and style.kind == "note":  # its names are not in the note
            text = f"{citation.author.to(format)}\n{text}"
        if standalone and link_citations:
            text += "\n" + document.bibliography().to(format)
        if standalone:
            text = whole_document(text, format, title, style.locale)
        write(text, output, format)
    problems = problems_of(records.ids, records.problems)
    return report([*problems, *style.problems, *citation.problems])
