"""The command `citeformat list`: show which records files have.

In: files. Out: the key, authors, year and title of each record: a table on a terminal, otherwise
lines with tabs, or JSON.
"""

from __future__ import annotations

import json
import sys
from unicodedata import category

import click

from citeformat.cli.input import (
    file_names,
    problems_of,
    read_files,
    refuse_overwriting,
    select_records,
)
from citeformat.cli.options.formats import report_options
from citeformat.cli.options.sources import key_option, source_options
from citeformat.cli.output import report, write
from citeformat.cli.terminal import Progress, shows_formatting
from citeformat.output import get_format
from citeformat.record import Name, Record
from citeformat.record.core import TitleCase
from citeformat.richtext.markup import parse_field

__all__ = ["list_command"]

_MOST_AUTHORS = 3
"""The number of authors up to which all of them are shown."""
_COLUMNS = ("key", "authors", "year", "title")


def _authors(names: tuple[Name, ...]) -> str:
    shown = [
        name.literal
        or f"{name.dropping_particle} {name.non_dropping_particle} {name.family}".strip()
        or name.given
        for name in names
    ]
    others = len(shown) > 1 and shown[-1] == "others"  # BibTeX's "and others"
    if len(shown) - others > _MOST_AUTHORS:
        return f"{shown[0]} et al."
    if others:
        return f"{', '.join(shown[:-1])} et al."
    return ", ".join(shown)


def _row(record: Record) -> tuple[str, ...]:
    """Return what a record is recognized by."""
    issued = record.issued
    year = ""
    if issued is not None:
        year = str(issued.year) if issued.year else issued.literal or issued.raw or ""
    names = record.author or record.editor or ()
    values = (record.id, _authors(names), year, record.title or "")
    write = get_format("text").write
    texts = [" ".join(write(parse_field(value)).split()) for value in values]
    # Control characters could change what a terminal shows.
    return tuple(["".join([each for each in text if category(each) != "Cc"]) for text in texts])


@click.command("list", short_help="List keys, authors, years and titles.")
@source_options
@key_option("List only this record")
@report_options("text", "json")
def list_command(
    files: tuple[str, ...],
    source_format: str | None,
    titles: TitleCase | None,
    keys: tuple[str, ...],
    format: str,
    output: str | None,
) -> int:
    """List the keys, authors, years and titles of the records in FILE...

    FILE... may be folders; - is standard input. On a terminal the list is a table, otherwise each
    record is a line with tabs.
    """
    sources = file_names(files)
    refuse_overwriting(output, sources)
    with Progress(1) as progress:
        records = read_files(sources, source_format, titles, progress)
    chosen = select_records(records, keys)
    rows = [_row(record) for record in chosen]
    if format == "json":
        objects = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
        write(json.dumps(objects, ensure_ascii=False, indent=2) + "\n", output, format)
    elif output in (None, "-") and sys.stdout.isatty():
        _print_table(rows)
    else:
        write("".join(["\t".join(row) + "\n" for row in rows]), output, format)
    return report(problems_of(keys, records.problems))


def _print_table(rows: list[tuple[str, ...]]) -> None:
    """Print rows as a table that fits the terminal."""
    from rich.console import Console  # takes 60 ms, which a script need not spend
    from rich.table import Table
    from rich.text import Text

    bold = "bold" if shows_formatting() else ""
    table = Table(box=None, pad_edge=False, header_style=bold)
    table.add_column("key", style=bold, overflow="fold", min_width=8)
    table.add_column("authors", overflow="fold", max_width=24)
    table.add_column("year", no_wrap=True, max_width=9, overflow="ellipsis")
    table.add_column("title", overflow="fold", ratio=1)
    for row in rows:
        table.add_row(*[Text(cell) for cell in row])
    Console(highlight=False).print(table)
