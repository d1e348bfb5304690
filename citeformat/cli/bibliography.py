"""The command `bibliography`: reference lists in citation styles.

In: files and options. Out: one list for each style on standard output or in a file.
"""

from __future__ import annotations

from typing import Any

import click

from citeformat.cli.format_option import DOCX, format_option, write_docx
from citeformat.cli.input import (
    about,
    chosen_of,
    load_styles,
    read_files,
    refuse_overwriting,
    working,
)
from citeformat.cli.list_options import joined, list_options, make_list, whole
from citeformat.cli.output import report, write

__all__ = ["bibliography"]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-s",
    "--style",
    "names",
    multiple=True,
    metavar="NAME",
    help="Name, title or alias of a style; once for each list.  [default: apa]",
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
    help="List this record only; may be repeated.",
)
@list_options
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def bibliography(
    files: tuple[str, ...],
    names: tuple[str, ...],
    csl_files: tuple[str, ...],
    locale: str | None,
    format: str,
    keys: tuple[str, ...],
    output: str | None,
    **wanted: Any,
) -> int:
    """Print the references in FILEs as a list in a citation style (- is standard input)."""
    styles = load_styles(names, csl_files, locale)
    refuse_overwriting(output, files)
    records = read_files(files)
    chosen = chosen_of(records, keys)
    problems = [
        *about(records.problems, keys),
        *(fault for style in styles for fault in style.problems),
    ]
    lists = []
    for style in styles:
        with working(f"Formatting {len(chosen):,} references in {style.name}", len(chosen)):
            lists.append(make_list(style, chosen, wanted, spans=format == "json"))
    if format == DOCX:
        write_docx([whole(made) for made in lists], output)
    else:
        titles = [style.title or style.name for style in styles]
        write(joined(titles, lists, format), output, format)
    return report([*problems, *(fault for made in lists for fault in made.problems)])
