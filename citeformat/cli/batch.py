"""The command `citeformat batch`: render the works in large tables.

In: Parquet files or JSON Lines, and options. Out: Parquet files with a row for each work and style,
and a summary on standard error.
"""

from __future__ import annotations

import click

from citeformat._util.text import counted
from citeformat.batch.files import batch_files
from citeformat.batch.rendering import BatchFormat
from citeformat.batch.summary import BatchProgress, BatchSummary
from citeformat.cli.input import refuse_overwriting
from citeformat.cli.options.styles import StyleChoice, style_options
from citeformat.cli.output import EXIT_PROBLEMS, Failure, report
from citeformat.cli.terminal import Progress
from citeformat.richtext.links import Links

__all__ = ["batch_command"]

_FORMATS = ("auto", "csl-json", "crossref", "datacite", "openalex")
_MOST_SHOWN = 10
"""The number of problems, and of kinds of problems, that the summary shows."""
_LONG = 10_000
"""Shows the progress of any table."""


@click.command("batch", short_help="Render large tables of works, row by row.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    type=click.Path(),
    help="A folder for the parts, or a .parquet file.",
)
@style_options(several=True)
@click.option("--column", metavar="NAME", help="The column with the works.  [default: the row]")
@click.option(
    "-f",
    "--from",
    "source_format",
    default="auto",
    show_default=True,
    type=click.Choice(_FORMATS),
    help="What the works are.",
)
@click.option(
    "-t",
    "--to",
    "formats",
    multiple=True,
    type=click.Choice(["text", "html"]),
    help="What is rendered; may be repeated.  [default: text and html]",
)
@click.option("--citations", is_flag=True, help="Render the citation of each work, too.")
@click.option("--links", is_flag=True, help="Link identifiers and titles in HTML.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1),
    help="The number of processes.",
)
@click.option(
    "--rows",
    default=10_000,
    show_default=True,
    type=click.IntRange(1),
    help="Lines in a part, and rows in memory.",
)
@click.option(
    "--force",
    "overwrite",
    is_flag=True,
    help="Replace the file of another program or what a run with other settings has written, or "
    "use a folder with other files.",
)
def batch_command(
    files: tuple[str, ...],
    output: str,
    choice: StyleChoice,
    column: str | None,
    source_format: str,
    formats: tuple[BatchFormat, ...],
    citations: bool,
    links: bool,
    workers: int,
    rows: int,
    overwrite: bool,
) -> int:
    """Render each work in FILE... by itself, in one style or several.

    FILE... are Parquet files, JSON Lines (which may be compressed with gzip), or folders of them.
    The command can be stopped at any time. When it is run again, it goes on where it was.
    """
    if "-" in files:
        raise click.UsageError("This command cannot read standard input; name a file.")
    refuse_overwriting(output, files)
    styles = choice.load_all()
    try:
        with Progress(1) as progress:
            progress.begin("Rendering", _LONG)

            def show(done: BatchProgress) -> None:
                message = (
                    f"{done.rows:,} rows, {done.rate:,.0f} a second, "
                    f"{_duration(done.seconds_left)} left"
                )
                progress.advance(done.part, message)

            summary = batch_files(
                files,
                output,
                styles,
                workers=workers,
                rows=rows,
                column=column,
                formats=formats or ("text", "html"),
                citation=citations,
                links=Links() if links else None,
                source_format=source_format,
                overwrite=overwrite,
                report=show,
            )
    except OSError as error:
        reason = f"{error.filename or output}: {error.strerror or error}"
        raise Failure(f"the table cannot be written: {reason}") from None
    code = report(
        [*(problem for style in styles for problem in style.problems), *summary.failed],
        *_summary(summary, output),
        placed=summary.examples[:_MOST_SHOWN],
    )
    return EXIT_PROBLEMS if summary.problems.get("error") else code


def _duration(seconds: float) -> str:
    """Write a number of seconds as hours, minutes and seconds.

    >>> _duration(3725.4), _duration(59)
    ('1:02:05', '0:59')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _summary(summary: BatchSummary, output: str) -> list[str]:
    """Return the lines that say what a run has done."""
    kinds = list(summary.kinds.items())[:_MOST_SHOWN]
    lines = [f"{count:,} × {kind}" for kind, count in kinds]
    skipped = f" ({summary.skipped:,} finished before)" if summary.skipped else ""
    lines.append(
        f"{output}: {counted(summary.rows, 'row')} in {counted(summary.parts, 'part')}{skipped}, "
        f"{_duration(summary.seconds)}"
    )
    counts = [counted(count, name) for name, count in sorted(summary.problems.items())]
    if summary.fallback:
        entries = counted(summary.fallback, "entry", "entries")
        counts.append(f"{entries} with only authors, year and title")
    if counts:
        lines.append(", ".join(counts))
    return lines
