"""The command `citeformat explain`: say what made each part of a reference.

In: files, keys and a style. Out: text for people, or JSON.
"""

from __future__ import annotations

import sys

import click

from citeformat.cli.input import (
    file_names,
    open_files,
    problems_of,
    refuse_overwriting,
    select_records,
)
from citeformat.cli.options.formats import report_options
from citeformat.cli.options.sources import key_option, source_options
from citeformat.cli.options.styles import StyleChoice, style_options
from citeformat.cli.output import report, write
from citeformat.explain import explain
from citeformat.interchange.several import read_several
from citeformat.interchange.source import open_source
from citeformat.record.core import TitleCase

__all__ = ["explain_command"]


@click.command("explain", short_help="Say what made each part of a reference.")
@source_options
@key_option("The record to explain", required=True)
@style_options()
@report_options("text", "json")
def explain_command(
    files: tuple[str, ...],
    source_format: str | None,
    titles: TitleCase | None,
    keys: tuple[str, ...],
    choice: StyleChoice,
    format: str,
    output: str | None,
) -> int:
    """Say which element of a style and which field made each part of a reference in FILE...

    FILE... may be folders; - is standard input.
    """
    style = choice.load()
    names = file_names(files)
    refuse_overwriting(output, names)
    # Standard input can be read only once, and its text is needed twice.
    typed = open_source(sys.stdin.buffer.read()).text if "-" in names else ""
    sources = [
        typed if name == "-" else source
        for name, source in zip(names, open_files(names), strict=True)
    ]
    records = read_several(sources, format=source_format, titles=titles)
    texts = [
        explain(record, style, source=None if record.file else typed).to(format)
        for record in select_records(records, keys)
    ]
    if format == "json" and len(texts) > 1:
        objects = ",\n".join([text.rstrip() for text in texts])
        write(f"[\n{objects}\n]\n", output, format)
    else:
        write("\n".join(texts), output, format)
    return report(problems_of(keys, records.problems))
