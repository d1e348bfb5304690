"""The command `citeformat bibliography`: print reference lists in citation styles.

In: files and options. Out: a list in each style on standard output or in a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citeformat.cli.input import (
    file_names,
    problems_of,
    read_keys,
    refuse_overwriting,
)
from citeformat.cli.options.formats import (
    DOCX,
    document_options,
    output_options,
    whole_document,
    write_docx,
)
from citeformat.cli.options.lists import (
    ListSettings,
    join_lists,
    list_options,
    make_list,
)
from citeformat.cli.options.sources import key_option, source_options
from citeformat.cli.options.styles import StyleChoice, style_options
from citeformat.cli.output import report, write
from citeformat.cli.terminal import Progress
from citeformat.record.core import TitleCase

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["bibliography"]


@click.command(short_help="Print reference lists in citation styles.")
@source_options
@style_options(several=True)
@key_option("List only this record")
@list_options
@document_options
@output_options
def bibliography(
    files: tuple[str, ...],
    source_format: str | None,
    titles: TitleCase | None,
    choice: StyleChoice,
    keys: tuple[str, ...],
    entry_ids: str,
    standalone: bool,
    title: str,
    format: str,
    output: str | None,
    **settings: Unpack[ListSettings],
) -> int:
    """Print the references in FILE... as a list in a citation style.

    FILE... may be folders; - is standard input.
    """
    styles = choice.load_all()
    sources = file_names(files)
    refuse_overwriting(output, sources)
    with Progress(1 + len(styles)) as progress:
        chosen = read_keys(sources, keys, source_format, titles, progress)
        problems = [
            *problems_of(keys, chosen.problems),
            *(problem for style in styles for problem in style.problems),
        ]
        lists = []
        for style in styles:
            message = f"Formatting {len(chosen):,} references in {style.name}"
            progress.begin(message, len(chosen))
            lists.append(make_list(style, chosen, settings, format))
    headings = [style.title or style.name for style in styles]
    if format == DOCX:
        write_docx(lists, output, headings)
    else:
        text = join_lists(headings, lists, format, entry_ids)
        if standalone:
            text = whole_document(text, format, title, styles[0].locale)
        write(text, output, format)
    return report([*problems, *(problem for each in lists for problem in each.problems)])
