"""Output formats on the command line: their names, and the one that is no text.

In: what stands behind `--to`, and a list. Out: the option and its checked value; a Word document in
a file.
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
"""The name of the one output format that is no text."""


def _checked(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """The name of an output format; those of other packages are known too.

    Raises:
        click.BadParameter: There is none.
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
    callback=_checked,
    help=f"The output format: {', '.join(FORMATS)}, {DOCX}.",
)
"""The option `--to`, the same for all commands that print references."""


def write_docx(made: Sequence[Bibliography], output: str | None) -> None:
    """Write a Word document.

    Args:
        made: The list, which is to be the only one.
        output: The file's name.

    Raises:
        Failure: There is no name or more than one list, or the file cannot be written.
        FormatError: python-docx is not installed.
    """
    if output in (None, "-") or len(made) != 1:
        raise Failure("a Word document needs --output with a file name, and one style")
    from citeformat.output.writers.docx import to_docx

    save(to_docx(made[0]), str(output))
