"""The command `citeformat bibliography`: print reference lists in citation styles.

In: files and options. Out: a list in each style on standard output or in a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citeformat.cli.format_option import DOCX, format_option, write_docx
from citeformat.cli.input import (
    load_styles,
    problems_of,
    progress,
    read_files,
    refuse_overwriting,
    select_records,
    titles_option,
)
from citeformat.cli.list_options import (
    ListSettings,
    join_lists,
    list_options,
    make_list,
    whole_list,
)
from citeformat.cli.output import report, write
from citeformat.record.core import TitleCase

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["bibliography"]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-s",
    "--style",
    "names",
    multiple=True,
    metavar="NAME",
    help="Name, title or alias of a style; may be repeated.  [default: apa]",
)
@click.option("--csl", "csl_files", multiple=True, metavar="FILE", help="A style in a .csl file.")
@click.option("-l", "--locale", metavar="TAG", help="The language, such as de or en-GB.")
@format_option
@click.option(
    "-k",
    "--key",
    "keys",
    multiple=True,
    metavar="KEY",
    help="List only this record; may be repeated.",
)
@list_options
@titles_option
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def bibliography(
    files: tuple[str, ...],
    names: tuple[str, ...],
    csl_files: tuple[str, ...],
    locale: str | None,
    format: str,
    keys: tuple[str, ...],
    titles: TitleCase | None,
    output: str | None,
    **settings: Unpack[ListSettings],
) -> int:
    """Print the references in FILE... as a list in a citation style (- is standard input)."""
    styles = load_styles(names, csl_files, locale)
    refuse_overwriting(output, files)
    records = read_files(files, titles=titles)
    chosen = select_records(records, keys)
    problems = [
        *problems_of(keys, records.problems),
        *(problem for style in styles for problem in style.problems),
    ]
    lists = []
    for style in styles:
        with progress(f"Formatting {len(chosen):,} references in {style.name}", len(chosen)):
            lists.append(make_list(style, chosen, settings, spans=format == "json"))
    if format == DOCX:
        write_docx([whole_list(each) for each in lists], output)
    else:
        headings = [style.title or style.name for style in styles]
        write(join_lists(headings, lists, format), output, format)
    return report([*problems, *(problem for each in lists for problem in each.problems)])
