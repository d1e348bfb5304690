"""The command `citeformat cite-this`: print the texts of a "Cite this" box.

In: files and a set of texts. Out: text, HTML, JSON or another format on standard output or in a
file.
"""

from __future__ import annotations

import json
from dataclasses import replace

import click

from citeformat.cite_this.box import CiteThis
from citeformat.cite_this.sets import BOXES, get_box
from citeformat.cli.input import (
    file_names,
    problems_of,
    read_files,
    refuse_overwriting,
    select_records,
)
from citeformat.cli.options.completion import complete_names
from citeformat.cli.options.formats import DOCX, output_options, write_docx
from citeformat.cli.options.sources import key_option, source_options
from citeformat.cli.options.styles import locale_option
from citeformat.cli.output import report, write
from citeformat.cli.terminal import Progress
from citeformat.engine.processor.result import Bibliography
from citeformat.interchange.losses import without_markup
from citeformat.output import get_format
from citeformat.output.blocks import HEADINGS
from citeformat.record.core import TitleCase

__all__ = ["cite_this"]


@click.command("cite-this", short_help='Print the texts of a "Cite this" box.')
@source_options
@key_option("Only this record")
@click.option("--set", "box_name", default="research-portal", show_default=True, metavar="NAME",
              shell_complete=complete_names(BOXES),
              help=f"The set of texts: {', '.join(BOXES)}.")  # fmt: skip
@click.option("--only", "labels", multiple=True, metavar="LABEL",
              help="Only this text of the set; may be repeated.")  # fmt: skip
@locale_option
@output_options
def cite_this(
    files: tuple[str, ...],
    source_format: str | None,
    titles: TitleCase | None,
    keys: tuple[str, ...],
    box_name: str,
    labels: tuple[str, ...],
    locale: str | None,
    format: str,
    output: str | None,
) -> int:
    """Print the texts of a "Cite this" box for the records in FILE...

    FILE... may be folders; - is standard input.
    """
    box = get_box(box_name)
    if labels:
        box = box.only(*labels)
    ready = CiteThis(replace(box, locale=locale or ""))
    sources = file_names(files)
    refuse_overwriting(output, sources)
    with Progress(2) as progress:
        records = read_files(sources, source_format, titles, progress)
        chosen = select_records(records, keys)
        boxes = []
        progress.begin(f"Making the texts of {len(chosen):,} records", len(chosen))
        for done, record in enumerate(chosen):
            progress.advance(done / len(chosen))
            boxes.append(ready.texts(record))
    if format == DOCX:
        write_docx(boxes, output, [without_markup(record.title or record.id) for record in chosen])
    else:
        if format == "json":
            objects = [
                {"id": record.id, "outputs": texts.as_dicts()}
                for record, texts in zip(chosen, boxes, strict=True)
            ]
            text = json.dumps(objects, ensure_ascii=False, indent=2) + "\n"
        elif get_format(format).name not in HEADINGS:  # the format writes whole documents only
            entries = [entry for texts in boxes for entry in texts.whole().entries]
            text = Bibliography(tuple(entries)).to(format)
        else:
            text = ("" if format == "html" else "\n").join([texts.to(format) for texts in boxes])
        write(text, output, format)
    rendering = [problem for texts in boxes for text in texts.values() for problem in text.problems]
    return report([*problems_of([record.id for record in chosen], records.problems), *rendering])
