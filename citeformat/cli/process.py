"""The command `citeformat process`: citations and a bibliography by the JSON protocol of citeproc.

In: a JSON object on standard input or in a file. Out: a JSON object on standard output. See
`compat/process.py`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from citeformat.cli.output import report, write
from citeformat.compat.process import ResultFormat, process
from citeformat.engine.runtime.item.abbreviations import Abbreviations
from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.interchange.source import SourceLike, open_source

__all__ = ["process_command"]


@click.command("process", short_help="Render the citations of a JSON object.")
@click.argument("file", metavar="[FILE]", default="-")
@click.option("-s", "--style", metavar="FILE", help="The style: a .csl file, or a name.")
@click.option("-r", "--references", metavar="FILE", help="A file of references, in any format.")
@click.option("-a", "--abbreviations", metavar="FILE", help="A JSON file of abbreviations.")
@click.option("-l", "--lang", metavar="TAG", help="The language, such as de or en-GB.")
@click.option(
    "-f",
    "--format",
    type=click.Choice(["html", "json"]),
    default="html",
    show_default=True,
    help="How texts are written: as HTML, or as lists of text and formatting.",
)
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def process_command(
    file: str,
    style: str | None,
    references: str | None,
    abbreviations: str | None,
    lang: str | None,
    format: ResultFormat,
    output: str | None,
) -> int:
    """Render the citations of a JSON object in FILE (- is standard input).

    The object has the keys "citations", "references", "style", "abbreviations" and "lang". The
    options replace what it says.
    """
    records = None if references is None else read(Path(references))
    result = process(
        _json(file),
        style=style,
        references=records,
        abbreviations=None if abbreviations is None else Abbreviations.read(abbreviations),
        lang=lang,
        format=format,
    )
    write(json.dumps(result, ensure_ascii=False, indent=2) + "\n", output, "json")
    return report([] if records is None else records.problems)


def _json(file: str) -> Any:
    """Read a JSON value.

    Raises:
        SourceError: The file cannot be read, or it is not JSON.
    """
    source: SourceLike = sys.stdin.buffer if file == "-" else Path(file)
    text = open_source(source).text
    name = "standard input" if file == "-" else file
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"{name}:{error.lineno}: this is not JSON: {error.msg}"
        raise SourceError(message) from None
    except RecursionError:
        raise SourceError(f"{name} is nested too deeply") from None
