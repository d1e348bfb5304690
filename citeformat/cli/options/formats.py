"""The options `--to` and `--output`, and the one format that is not text.

In: the values of `--to` and `--output`, and a list. Out: the options and the format that they
choose, for lists, reports and references; a Word document in a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import click

from citeformat.cli.input import refuse_overwriting
from citeformat.cli.options.completion import complete_names
from citeformat.cli.output import Failure, save
from citeformat.cli.terminal import shows_formatting
from citeformat.errors import FormatError
from citeformat.interchange import WRITERS, Writer
from citeformat.interchange.registry import find_writer
from citeformat.output import FORMATS
from citeformat.output.entry_ids import ENTRY_IDS

if TYPE_CHECKING:
    from citeformat.cite_this.box import Texts
    from citeformat.engine.processor.result import Bibliography
    from citeformat.publications.lists import PublicationList

__all__ = [
    "DOCX", "choose_writer", "document_options", "output_option", "output_options",
    "report_options", "standalone_options", "whole_document", "write_docx", "writer_options",
]  # fmt: skip

_Command = TypeVar("_Command", bound=Callable[..., Any])

DOCX = "docx"
"""The name of the one output format that is not text."""


def _suffix(context: click.Context) -> str:
    """Return the suffix of the output file, or `""`."""
    output = context.params.get("output")
    return PurePath(output).suffix.lower() if output and output != "-" else ""


def _choose_format(context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """Return the name of the output format: the one given, or that of the output file's suffix.

    Raises:
        click.BadParameter: No format has this name.
        click.UsageError: No format has the suffix.
    """
    if value is not None:
        if value.lower() == DOCX:
            return DOCX
        try:
            return FORMATS.find(value).name
        except FormatError as error:
            raise click.BadParameter(f"{error}; {DOCX} is a Word document") from None
    suffix = _suffix(context)
    if not suffix:
        to_file = context.params.get("output") not in (None, "-")
        return "ansi" if not to_file and shows_formatting() else "text"
    if suffix == f".{DOCX}":
        return DOCX
    row = FORMATS.find_suffix(context.params["output"])
    if row is None:
        refuse_overwriting(context.params["output"], context.params.get("files") or ())
        known = ", ".join([*FORMATS.names(), DOCX])
        raise click.UsageError(
            f"No output format has files that end in {suffix!r}; choose one with --to: {known}."
        )
    return row.name


output_option = click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(allow_dash=True),
    is_eager=True,  # so that the callback of --to knows the file
    help="Write to this file.",
)
"""The option `--output`, the same for all commands."""

_format_option = click.option(
    "-t",
    "--to",
    "format",
    metavar="FORMAT",
    callback=_choose_format,
    shell_complete=complete_names([*FORMATS, DOCX]),
    help=f"The output format: {', '.join(FORMATS)}, {DOCX}.  "
    "[default: by the suffix of OUT; ansi on a terminal, otherwise text]",
)


def output_options(command: _Command) -> _Command:
    """Add `--to` and `--output` to a command that prints references."""
    return _format_option(output_option(command))


def standalone_options(title: str) -> Callable[[_Command], _Command]:
    """Make a decorator that adds `--standalone` and `--title`.

    Args:
        title: The title of documents by default.
    """
    standalone = click.option(
        "--standalone",
        is_flag=True,
        help="Write a whole document: in HTML a page with a stylesheet, or a LaTeX document.",
    )
    title_option = click.option(
        "--title",
        default=title,
        show_default=True,
        metavar="TEXT",
        help="The title of the document (with --standalone).",
    )
    return lambda command: standalone(title_option(command))


def document_options(command: _Command) -> _Command:
    """Add `--entry-ids`, `--standalone` and `--title` to a command that prints references."""
    entry_ids = click.option(
        "--entry-ids",
        default=ENTRY_IDS,
        show_default=True,
        metavar="PREFIX",
        help="What the ids of the entries begin with in HTML.",
    )
    return entry_ids(standalone_options("References")(command))


def whole_document(text: str, format: str, title: str, locale: str) -> str:
    """Make a whole document of a text, as `--standalone` asks for.

    Args:
        text: The text in an output format.
        format: The format.
        title: The title of the document.
        locale: The locale of the style.
    """
    from citeformat.output.page import standalone  # few calls need it

    return standalone(text, format, title=title, language=locale)


def report_options(*formats: str) -> Callable[[_Command], _Command]:
    """Make a decorator that adds `--to` and `--output` to a command that prints a report.

    Args:
        formats: The formats; the first is the default. The others are chosen by suffix as well.
    """

    def choose(context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
        if value is not None:
            return value
        suffix = _suffix(context).removeprefix(".")
        if suffix in ("", "txt", *formats):
            return suffix if suffix in formats else formats[0]
        raise click.UsageError(
            f"No format of this report has files that end in {'.' + suffix!r}; "
            f"choose one with --to: {', '.join(formats)}."
        )

    option = click.option(
        "-t",
        "--to",
        "format",
        type=click.Choice(formats),
        callback=choose,
        help=f"The format of the report.  [default: by the suffix of OUT, otherwise {formats[0]}]",
    )
    return lambda command: option(output_option(command))


def writer_options(default: str = "") -> Callable[[_Command], _Command]:
    """Make a decorator that adds `--to` and `--output` to a command that writes references.

    Args:
        default: The format if neither option names one, or `""` if one of them has to.
    """
    otherwise = f", otherwise {default}" if default else ""
    option = click.option(
        "-t",
        "--to",
        "format",
        metavar="FORMAT",
        shell_complete=complete_names(WRITERS),
        help=f"The format of OUT: {', '.join(WRITERS)}.  "
        f"[default: by the suffix of OUT{otherwise}]",
    )
    return lambda command: option(output_option(command))


def choose_writer(format: str | None, output: str | None, default: str = "") -> Writer:
    """Choose the format of references: the one given, or that of the output file's suffix.

    Args:
        format: The value of `--to`.
        output: The value of `--output`.
        default: The format if neither option names one, or `""` if one of them has to.

    Raises:
        FormatError: No format has this name.
        click.UsageError: No format has the suffix, or nothing names a format.

    >>> choose_writer(None, "refs.ris").name
    'ris'
    """
    if format is not None:
        return find_writer(format)
    suffix = PurePath(output or "").suffix
    writer = WRITERS.find_suffix(output or "") if suffix or not default else WRITERS[default]
    if writer is None:
        missing = f"No format to convert to has files that end in {suffix!r}. " if suffix else ""
        known = ", ".join(WRITERS.names())
        raise click.UsageError(
            f"{missing}Give a file with --output, or a format with --to: {known}."
        )
    return writer


def write_docx(
    lists: Sequence[Bibliography | PublicationList | Texts],
    output: str | None,
    titles: Sequence[str] = (),
) -> None:
    """Write a Word document.

    Args:
        lists: The lists.
        output: The name of the file.
        titles: The headings of several lists; a single list has none.

    Raises:
        Failure: The name is missing, or the file cannot be written.
        FormatError: python-docx is not installed.
    """
    if output in (None, "-"):
        raise Failure("a Word document needs --output with a file name")
    from citeformat.output.writers.docx import to_docx

    save(to_docx(*lists, titles=titles if len(lists) > 1 else ()), str(output))
