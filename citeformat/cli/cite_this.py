"""The command `citeformat cite-this`: print the texts of a "Cite this" box.

In: files and a set of texts. Out: text, HTML, JSON or another format on standard output or in a
file.
"""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape

import click

from citeformat.cite_this.box import CiteThis
from citeformat.cite_this.element import element_script
from citeformat.cite_this.sets import BOXES, get_box
from citeformat.cli.input import (
    file_names,
    problems_of,
    read_files,
    refuse_overwriting,
    select_records,
)
from citeformat.cli.options.completion import complete_names
from citeformat.cli.options.formats import (
    DOCX,
    output_options,
    standalone_options,
    whole_document,
    write_docx,
)
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
@click.option("--service", default="", metavar="URL",
              help="A citeformat service, with which readers of the page find other styles "
              "(with --standalone).")  # fmt: skip
@locale_option
@output_options
@standalone_options("Cite this")
def cite_this(
    files: tuple[str, ...],
    source_format: str | None,
    titles: TitleCase | None,
    keys: tuple[str, ...],
    box_name: str,
    labels: tuple[str, ...],
    service: str,
    locale: str | None,
    format: str,
    output: str | None,
    standalone: bool,
    title: str,
) -> int:
    """Print the texts of a "Cite this" box for the records in FILE...

    FILE... may be folders; - is standard input. With --to html and --standalone, the page needs no
    other file: its boxes have tabs, copy the texts and save them as files.
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
        elif standalone and format == "html":
            text = "".join([
                f"<h2>{escape(without_markup(record.title or record.id))}</h2>\n"
                f"{texts.element(record, service=service, locale=locale or '')}"
                for record, texts in zip(chosen, boxes, strict=True)
            ]) + f"<script>\n{element_script()}</script>\n"  # fmt: skip
        else:
            text = ("" if format == "html" else "\n").join([texts.to(format) for texts in boxes])
        if standalone:
            text = whole_document(text, format, title, locale or "en")
        write(text, output, format)
    rendering = [problem for texts in boxes for text in texts.values() for problem in text.problems]
    return report([*problems_of([record.id for record in chosen], records.problems), *rendering])
