"""The command `citeformat dedupe`.

In: files. Out: the same references, one for each work, and a report of what was merged.
"""

from __future__ import annotations

from typing import Literal

import click

from citeformat.cli.input import file_names, read_files, refuse_overwriting
from citeformat.cli.options.formats import choose_writer, writer_options
from citeformat.cli.options.sources import source_options
from citeformat.cli.output import report, write
from citeformat.cli.terminal import Progress
from citeformat.duplicates import dedupe
from citeformat.interchange.convert import convert
from citeformat.record.core import TitleCase

__all__ = ["dedupe_command"]


@click.command("dedupe", short_help="Merge the records of one work.")
@source_options
@writer_options()
@click.option(
    "--prefer",
    type=click.Choice(("first", "last")),
    default="first",
    show_default=True,
    help="The record of a work that keeps its key, and its values where others differ.",
)
@click.option("--dry-run", is_flag=True, help="Print the report, and write no references.")
def dedupe_command(
    files: tuple[str, ...],
    source_format: str | None,
    titles: TitleCase | None,
    format: str | None,
    output: str | None,
    prefer: Literal["first", "last"],
    dry_run: bool,
) -> int:
    """Write the references of FILE... with one record for each work.

    FILE... may be folders; - is standard input. The report of what was merged is printed on
    standard error, with each value that was dropped. The keys of merged records are aliases of the
    record that is kept (the field ids), so that documents can go on citing them.
    """
    writer = choose_writer(format, output, "bibtex" if dry_run else "")  # unused by a dry run
    sources = file_names(files)
    refuse_overwriting(output, sources)
    with Progress(2) as progress:
        records = read_files(sources, source_format, titles, progress)
        progress.begin(f"Comparing {len(records):,} references", len(records))
        result = dedupe(records, prefer=prefer)
    summary = (
        f"{len(records):,} records read, {len(records) - len(result.records):,} merged, "
        f"{len(result.conflicts):,} values dropped"
    )
    if dry_run:
        write(f"{result}{summary}\n", None, "text")
        return report(records.problems)
    made = convert(result.records, to=writer.name)
    write(str(made), output, writer.name)
    losses = [f"lost: {loss}" for loss in made.losses if loss.field == "ids"]
    return report(records.problems, *str(result).splitlines(), *losses, summary)
