"""Output formats on the command line: their names, and the one that is no text.

In: what stands behind `--to`, and a list. Out: a checked name; a Word document in a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from citeformat.cli_output import Failure
from citeformat.document.result import Bibliography
from citeformat.errors import FormatError
from citeformat.formats import get_format

__all__ = ["DOCX", "checked_format", "write_docx"]

DOCX = "docx"
"""The name of the one output format that is no text."""


def checked_format(context: click.Context, parameter: click.Parameter, value: str) -> str:
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
    from citeformat.formats.docx import to_docx

    try:
        Path(str(output)).write_bytes(to_docx(made[0]))
    except OSError as error:
        raise Failure(f"{output} cannot be written: {error.strerror or error}") from None
