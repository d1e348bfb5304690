"""The commands `citeformat convert` and `citeformat check`.

In: files. Out: the same references in another format, or a report of what is wrong with them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from citeformat.checking import check
from citeformat.cli.input import progress, read_files, refuse_overwriting, titles_option
from citeformat.cli.output import EXIT_PROBLEMS, report, write
from citeformat.interchange import READERS, WRITERS
from citeformat.interchange.convert import WriterOptions, convert
from citeformat.record.core import TitleCase
from citeformat.style import Style

__all__ = ["check_command", "convert_command"]


@click.command("convert")
@click.argument("files", nargs=-1, required=True, metavar="IN...")
@click.option(
    "-t",
    "--to",
    "format",
    metavar="FORMAT",
    help=f"The new format: {', '.join(WRITERS)}.  [default: by the suffix of OUT]",
)
@click.option(
    "-f",
    "--from",
    "source_format",
    metavar="FORMAT",
    help=f"The old format: {', '.join(READERS)}.  [default: by suffix or content]",
)
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
@click.option("--report", "reported", is_flag=True, help="List what the new format could not hold.")
@click.option("--ascii", "ascii", is_flag=True, help="Write accents and symbols in ASCII.")
@click.option(
    "--keys",
    metavar="PATTERN",
    help="A pattern for new keys, such as '[auth:lower][year][title:1]'.",
)
@titles_option
def convert_command(
    files: tuple[str, ...],
    format: str | None,
    source_format: str | None,
    output: str | None,
    reported: bool,
    ascii: bool,
    keys: str | None,
    titles: TitleCase | None,
) -> int:
    """Convert the references of IN... into another format (- is standard input)."""
    if format is None:
        writer = WRITERS.find_suffix(output or "")
        if writer is None:
            raise click.UsageError("Give the new format with --to.")
        format = writer.name
    refuse_overwriting(output, files)
    options: WriterOptions = {"ascii": True} if ascii else {}
    if keys is not None:
        options["keys"] = keys
    records = read_files(files, source_format)
    with progress(f"Converting {len(records):,} references", len(records)):
        made = convert(records, to=format, titles=titles, **options)
    write(str(made), output, format)
    losses = [f"lost: {loss}" for loss in made.losses] if reported else []
    return report(made.problems, *losses)


@click.command("check")
@click.argument("file", metavar="FILE")
@click.option(
    "-s", "--style", "name", metavar="NAME", help="Report missing fields that this style prints."
)
@click.option(
    "-t",
    "--to",
    "format",
    default="text",
    show_default=True,
    type=click.Choice(["text", "json", "github"]),
    help="The format of the report.",
)
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def check_command(file: str, name: str | None, format: str, output: str | None) -> int:
    """Report errors and omissions in the references of FILE (- is standard input)."""
    refuse_overwriting(output, (file,))
    style = Style.load(name) if name is not None else None
    source = sys.stdin.buffer if file == "-" else Path(file)
    result = check(source, style=style)
    write(result.to(format), output, format)
    return EXIT_PROBLEMS if result.has_errors else 0
