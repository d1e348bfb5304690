"""The command `citeformat cite`: print one citation.

In: a file, keys of records, a locator, texts before and after. Out: the citation on standard output
or in a file.
"""

from __future__ import annotations

import click

from citeformat.cli.format_option import DOCX, format_option, write_docx
from citeformat.cli.input import (
    load_styles,
    problems_of,
    read_files,
    refuse_overwriting,
    select_records,
    titles_option,
)
from citeformat.cli.output import report, write
from citeformat.engine.processor.citation import Cite
from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.record.core import TitleCase

__all__ = ["cite"]


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "-k",
    "--key",
    "keys",
    multiple=True,
    required=True,
    metavar="KEY",
    help="The record to cite; may be repeated for a citation of several works.",
)
@click.option(
    "-s", "--style", "name", metavar="NAME", help="Name, title or alias of a style.  [default: apa]"
)
@click.option("--csl", "csl_file", metavar="FILE", help="A style in a .csl file.")
@click.option("-l", "--locale", metavar="TAG", help="The language, such as de or en-GB.")
@click.option("--locator", default="", metavar="TEXT", help="The place in the work, such as 12-14.")
@click.option(
    "--label",
    default="",
    metavar="WORD",
    help="The kind of locator: page, chapter, section ...  [default: page]",
)
@click.option("--prefix", default="", metavar="TEXT", help="Text before the citation.")
@click.option("--suffix", default="", metavar="TEXT", help="Text after the citation.")
@click.option("--suppress-author", is_flag=True, help="Leave the author out.")
@click.option("--keep-order", is_flag=True, help="Keep the order of the keys.")
@titles_option
@format_option
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def cite(
    file: str,
    keys: tuple[str, ...],
    name: str | None,
    csl_file: str | None,
    locale: str | None,
    locator: str,
    label: str,
    prefix: str,
    suffix: str,
    suppress_author: bool,
    keep_order: bool,
    titles: TitleCase | None,
    format: str,
    output: str | None,
) -> int:
    """Print the citation of one or more records in FILE (- is standard input)."""
    if name and csl_file:
        raise click.UsageError("Give --style or --csl, not both.")
    if locator and len(keys) > 1:
        raise click.UsageError("--locator needs a single --key.")
    style = load_styles(filter(None, [name]), filter(None, [csl_file]), locale)[0]
    refuse_overwriting(output, (file,))
    records = read_files((file,), titles=titles)
    select_records(records, keys)  # raises an exception if there is no such key
    last = len(keys) - 1
    cites = [
        Cite(
            key,
            locator=locator,
            label=label,
            prefix=prefix if index == 0 else "",
            suffix=suffix if index == last else "",
            suppress_author=suppress_author,
        )
        for index, key in enumerate(keys)
    ]
    citation = style.document(records).cite(*cites, sort=not keep_order)
    if format == DOCX:
        write_docx([Bibliography((Entry("", citation.rich),))], output)
    else:
        write(citation.to(format) + "\n", output, format)
    return report([*problems_of(keys, records.problems), *style.problems, *citation.problems])
