"""The command `citeformat cite-this`: print the texts of a "Cite this" box.

In: a file and a set of texts. Out: text, HTML, JSON or another format on standard output or in a
file.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from citeformat.cite_this.box import CiteThis
from citeformat.cite_this.sets import BOXES, get_box
from citeformat.cli.format_option import DOCX, format_option, write_docx
from citeformat.cli.input import problems_of, select_records, titles_option
from citeformat.cli.output import report, write
from citeformat.engine.processor.result import Bibliography
from citeformat.interchange import read
from citeformat.output import get_format
from citeformat.output.blocks import HEADINGS
from citeformat.record.core import TitleCase

__all__ = ["cite_this"]


@click.command("cite-this")
@click.argument("file", metavar="FILE")
@click.option("-k", "--key", "keys", multiple=True, metavar="KEY",
              help="Only this record; may be repeated.")  # fmt: skip
@click.option("--set", "box_name", default="research-portal", show_default=True, metavar="NAME",
              help=f"The set of texts: {', '.join(BOXES)}.")  # fmt: skip
@click.option("--only", "labels", multiple=True, metavar="LABEL",
              help="Only this text of the set; may be repeated.")  # fmt: skip
@format_option
@click.option(
    "-l", "--locale", default="", metavar="TAG", help="The language, such as de or en-GB."
)
@titles_option
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def cite_this(
    file: str,
    keys: tuple[str, ...],
    box_name: str,
    labels: tuple[str, ...],
    format: str,
    locale: str,
    titles: TitleCase | None,
    output: str | None,
) -> int:
    """Print the texts of a "Cite this" box for the records in FILE (- is standard input)."""
    box = get_box(box_name)
    if labels:
        box = box.only(*labels)
    ready = CiteThis(replace(box, locale=locale))
    # A str could be the text of a file, a Path never is.
    records = read(sys.stdin.buffer if file == "-" else Path(file), titles=titles)
    chosen = select_records(records, keys)
    boxes = [ready.texts(record) for record in chosen]
    whole = Bibliography(tuple([entry for texts in boxes for entry in texts.whole().entries]))
    if format == DOCX:
        write_docx([whole], output)
    else:
        if format == "json":
            objects = [
                {"id": record.id, "outputs": texts.as_dicts()}
                for record, texts in zip(chosen, boxes, strict=True)
            ]
            text = json.dumps(objects, ensure_ascii=False, indent=2) + "\n"
        elif get_format(format).name not in HEADINGS:  # the format writes whole documents only
            text = whole.to(format)
        else:
            text = ("" if format == "html" else "\n").join([texts.to(format) for texts in boxes])
        write(text, output, format)
    rendering = [problem for texts in boxes for text in texts.values() for problem in text.problems]
    return report([*problems_of([record.id for record in chosen], records.problems), *rendering])
