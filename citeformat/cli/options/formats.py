"""The option `--to` for output formats, and the one format that is not text.

In: the value of `--to`, and a list. Out: the option and its checked value; a Word document in a
file.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from citeformat.cli.output import Failure, save
from citeformat.engine.processor.result import Bibliography
from citeformat.errors import FormatError
from citeformat.output import FORMATS, get_format

__all__ = ["DOCX", "format_option", "write_docx"]

DOCX = "docx"
"""The name of the one output format that is not text."""


def _check_format(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return the name of an output format, which another package may have added.

    Raises:
        click.BadParameter: No format has this name.
    """
    if value != DOCX:
        try:
            get_format(value)
        except FormatError as error:
            raise click.BadParameter(str(error)) from None
    return value


format_option = click.option(
    "-t",
    "--to",
    "format",
    default="text",
    show_default=True,
    metavar="FORMAT",
    callback=_check_format,
    help=f"The output format: {', '.join(FORMATS)}, {DOCX}.",
)
"""The option `--to`, the same for all commands that print references."""


def write_docx(lists: Sequence[Bibliography], output: str | None) -> None:
    """Write a Word document.

    Args:
        lists: The lists. A document has room for one.
        output: The name of the file.

    Raises:
        Failure: The name is missing, there is more than one list, or the file cannot be written.
        FormatError: python-docx is not installed.
    """
    if output in (None, "-") or len(lists) != 1:
        raise Failure("a Word document needs --output with a file name, and a single style")
    from citeformat.output.writers.docx import to_docx

    save(to_docx(lists[0]), str(output))
