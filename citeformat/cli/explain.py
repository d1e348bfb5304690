"""The command `explain`: what made each part of a reference.

In: a file, keys and a style. Out: text for people, or JSON.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from citeformat.cli.input import load_styles, refuse_overwriting
from citeformat.cli.output import report, write
from citeformat.explain import explain
from citeformat.interchange import read
from citeformat.interchange.source import open_source

__all__ = ["explain_command"]


@click.command("explain")
@click.argument("file", metavar="FILE")
@click.option("-k", "--key", "keys", multiple=True, required=True, metavar="KEY",
              help="The record; may be repeated.")  # fmt: skip
@click.option("-s", "--style", "name", metavar="NAME",
              help="Name, title or alias of a style.  [default: apa]")  # fmt: skip
@click.option("--csl", "csl_file", metavar="FILE", help="A style in a .csl file.")
@click.option("-l", "--locale", metavar="TAG", help="The language, such as de or en-GB.")
@click.option("-t", "--to", "format", default="text", show_default=True,
              type=click.Choice(["text", "json"]), help="The form of the explanation.")  # fmt: skip
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def explain_command(
    file: str,
    keys: tuple[str, ...],
    name: str | None,
    csl_file: str | None,
    locale: str | None,
    format: str,
    output: str | None,
) -> int:
    """Say which element of a style and which field made each part of a reference in FILE."""
    if name and csl_file:
        raise click.UsageError("Give --style or --csl, not both.")
    style = load_styles(filter(None, [name]), filter(None, [csl_file]), locale)[0]
    refuse_overwriting(output, (file,))
    # a path object: a file's name is never to be taken for text
    source = open_source(sys.stdin.buffer.read() if file == "-" else Path(file))
    records = read(source.text if file == "-" else Path(file))
    chosen = [records[key] for key in dict.fromkeys(keys)]
    made = [explain(record, style, source=source.text) for record in chosen]
    write(_joined([each.to(format) for each in made], format), output, format)
    shown = {record.id for record in chosen}
    return report([each for each in records.problems if not each.record or each.record in shown])


def _joined(texts: list[str], format: str) -> str:
    """One text of several: JSON is an array then."""
    if len(texts) == 1 or format != "json":
        return "\n".join(texts)
    inner = ",\n".join([text.rstrip() for text in texts])
    return f"[\n{inner}\n]\n"
