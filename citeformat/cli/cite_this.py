"""The command `cite-this`: the texts of a "Cite this" box for the records of a file.

In: a file, a set of outputs. Out: text, HTML or JSON on standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from citeformat.cite_this.box import CiteThis, Texts
from citeformat.cite_this.sets import BOXES, get_box
from citeformat.cli.format_option import DOCX, format_option, write_docx
from citeformat.cli.output import report, write
from citeformat.engine.processor.result import Bibliography
from citeformat.interchange import read
from citeformat.output import get_format
from citeformat.output.blocks import HEADINGS
from citeformat.record import Record

__all__ = ["cite_this"]


@click.command("cite-this")
@click.argument("file", metavar="FILE")
@click.option("-k", "--key", "keys", multiple=True, metavar="KEY",
              help="This record only; may be repeated.")  # fmt: skip
@click.option("--set", "box_name", default="research-portal", show_default=True, metavar="NAME",
              help=f"Which texts: {', '.join(BOXES)}.")  # fmt: skip
@click.option("--only", "labels", multiple=True, metavar="LABEL",
              help="This text of the set only; may be repeated.")  # fmt: skip
@format_option
@click.option(
    "-l", "--locale", default="", metavar="TAG", help="The language, such as de or en-GB."
)
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def cite_this(
    file: str,
    keys: tuple[str, ...],
    box_name: str,
    labels: tuple[str, ...],
    format: str,
    locale: str,
    output: str | None,
) -> int:
    """Print what a "Cite this" box shows of the records in FILE (- is standard input)."""
    box = get_box(box_name)
    if labels:
        box = box.only(*labels)
    ready = CiteThis(replace(box, locale=locale))
    # a path object: a file's name is never to be taken for text
    records = read(sys.stdin.buffer if file == "-" else Path(file))
    chosen = [records[key] for key in dict.fromkeys(keys)] if keys else list(records)
    made = [ready.texts(record) for record in chosen]
    if format == DOCX:
        entries = [entry for texts in made for entry in texts.whole().entries]
        write_docx([Bibliography(tuple(entries))], output)
    else:
        write(_written(chosen, made, format), output, format)
    shown = {record.id for record in chosen}
    read_badly = [each for each in records.problems if not each.record or each.record in shown]
    rendered_badly = [
        problem for texts in made for text in texts.values() for problem in text.problems
    ]
    return report([*read_badly, *rendered_badly])


def _written(records: Sequence[Record], made: Sequence[Texts], format: str) -> str:
    if format == "json":
        objects = [
            {"id": record.id, "outputs": texts.as_dicts()}
            for record, texts in zip(records, made, strict=True)
        ]
        return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"
    if get_format(format).name not in HEADINGS:  # a whole document
        entries = [entry for texts in made for entry in texts.whole().entries]
        return Bibliography(tuple(entries)).to(format)
    return ("" if format == "html" else "\n").join([texts.to(format) for texts in made])
