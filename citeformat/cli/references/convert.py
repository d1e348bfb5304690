"""The commands `citeformat convert` and `citeformat check`.

In: files. Out: the same references in another format, or a report of what is wrong with them.
"""

from __future__ import annotations

from collections import Counter

import click

from citeformat._util.text import counted
from citeformat.checking import check
from citeformat.cli.input import (
    begin_reading,
    file_names,
    open_files,
    problems_of,
    read_files,
    refuse_overwriting,
    select_records,
)
from citeformat.cli.options.folders import make_folder, output_folder, paths_in
from citeformat.cli.options.formats import choose_writer, report_options, writer_options
from citeformat.cli.options.sources import key_option, source_options
from citeformat.cli.options.styles import StyleChoice, style_options
from citeformat.cli.output import EXIT_PROBLEMS, report, write
from citeformat.cli.terminal import Progress
from citeformat.interchange.convert import WriterOptions, convert
from citeformat.record import Records
from citeformat.record.core import TitleCase

__all__ = ["check_command", "convert_command"]


@click.command("convert", short_help="Convert references into another format.")
@source_options
@key_option("Convert only this record")
@writer_options()
@click.option("--report", "reported", is_flag=True, help="List what the new format could not hold.")
@click.option("--ascii", "ascii", is_flag=True, help="Write accents and symbols in ASCII.")
@click.option(
    "--keys",
    "pattern",
    metavar="PATTERN",
    help="A pattern for new keys, such as '[auth:lower][year][title:1]'.",
)
def convert_command(
    files: tuple[str, ...],
    source_format: str | None,
    titles: TitleCase | None,
    keys: tuple[str, ...],
    format: str | None,
    output: str | None,
    reported: bool,
    ascii: bool,
    pattern: str | None,
) -> int:
    """Convert the references of FILE... into another format.

    FILE... may be folders; - is standard input. All references are written to OUT or, if it is a
    folder, those of each file to a file in it.
    """
    writer = choose_writer(format, output)
    sources = file_names(files)
    folder = output_folder(output)
    inputs: dict[str | None, list[str]]
    if folder is None:
        refuse_overwriting(output, sources)
        inputs = {output: sources}
    else:
        suffix = writer.suffixes[0] if writer.suffixes else f".{writer.name}"
        paths = map(str, paths_in(folder, sources, suffix))
        inputs = {path: [name] for path, name in zip(paths, sources, strict=True)}
        if keys and len(inputs) > 1:
            raise click.UsageError("--key needs one FILE, or an OUT that is not a folder.")
    options: WriterOptions = {"ascii": True} if ascii else {}
    if pattern is not None:
        options["keys"] = pattern
    made = {}
    with Progress(2 * len(inputs)) as progress:
        for path, names in inputs.items():
            read = read_files(names, source_format, progress=progress)
            records = Records(select_records(read, keys), problems_of(keys, read.problems))
            progress.begin(f"Converting {len(records):,} references", len(records))
            made[path] = convert(records, to=writer.name, titles=titles, **options)
    if folder is not None:
        make_folder(folder)
    for path, text in made.items():
        write(str(text), path, writer.name)
    notes = []
    counts: Counter[str] = Counter()
    for path, text in made.items():
        counts.update([loss.field for loss in text.losses])
        if reported:
            file = f"{inputs[path][0]}: " if len(inputs) > 1 else ""
            notes += [f"{file}lost: {loss}" for loss in text.losses]
    if counts:
        fields = ", ".join([f"{field} ({count:,})" for field, count in counts.most_common()])
        hint = "" if reported else "; --report lists each value"
        notes.append(f"{writer.title or writer.name} cannot hold everything: {fields}{hint}")
    return report([problem for text in made.values() for problem in text.problems], *notes)


@click.command("check", short_help="Report mistakes and likely duplicates.")
@source_options
@style_options(default="  [default: none]")
@report_options("text", "json", "github")
def check_command(
    files: tuple[str, ...],
    source_format: str | None,
    titles: TitleCase | None,
    choice: StyleChoice,
    format: str,
    output: str | None,
) -> int:
    """Report errors and omissions in the references of FILE...

    FILE... may be folders; - is standard input. With a style, missing fields that it prints are
    reported as well. The last line, on standard error, counts records and problems.
    """
    sources = file_names(files)
    refuse_overwriting(output, sources)
    style = choice.load() if choice else None
    with Progress(1) as progress:
        begin_reading(progress, "Checking", sources)
        result = check(open_files(sources), style=style, format=source_format, titles=titles)
    write(result.to(format), output, format)
    report([], f"{counted(result.records, 'record')} checked: {result.summary}")
    return EXIT_PROBLEMS if result.has_errors else 0
