"""The command `citeformat explain`: say what made each part of a reference.

In: a file, keys and a style. Out: text for people, or JSON.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from citeformat.cli.input import (
    load_styles,
    problems_of,
    refuse_overwriting,
    select_records,
    titles_option,
)
from citeformat.cli.output import report, write
from citeformat.explain import explain
from citeformat.interchange import read
from citeformat.interchange.source import open_source
from citeformat.record.core import TitleCase

__all__ = ["explain_command"]


@click.command("explain")
@click.argument("file", metavar="FILE")
@click.option("-k", "--key", "keys", multiple=True, required=True, metavar="KEY",
              help="The record to explain; may be repeated.")  # fmt: skip
@click.option("-s", "--style", "name", metavar="NAME",
              help="Name, title or alias of a style.  [default: apa]")  # fmt: skip
@click.option("--csl", "csl_file", metavar="FILE", help="A style in a .csl file.")
@click.option("-l", "--locale", metavar="TAG", help="The language, such as de or en-GB.")
@titles_option
@click.option("-t", "--to", "format", default="text", show_default=True,
              type=click.Choice(["text", "json"]), help="The format of the output.")  # fmt: skip
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def explain_command(
    file: str,
    keys: tuple[str, ...],
    name: str | None,
    csl_file: str | None,
    locale: str | None,
    titles: TitleCase | None,
    format: str,
    output: str | None,
) -> int:
    """Say which element of a style and which field made each part of a reference in FILE."""
    if name and csl_file:
        raise click.UsageError("Give --style or --csl, not both.")
    style = load_styles(filter(None, [name]), filter(None, [csl_file]), locale)[0]
    refuse_overwriting(output, (file,))
    # A str could be the text of a file, a Path never is.
    source = open_source(sys.stdin.buffer.read() if file == "-" else Path(file))
    records = read(source.text if file == "-" else Path(file), titles=titles)
    texts = [
        explain(record, style, source=source.text).to(format)
        for record in select_records(records, keys)
    ]
    if format == "json" and len(texts) > 1:
        objects = ",\n".join([text.rstrip() for text in texts])
        write(f"[\n{objects}\n]\n", output, format)
    else:
        write("\n".join(texts), output, format)
    return report(problems_of(keys, records.problems))
