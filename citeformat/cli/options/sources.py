"""The files that commands read, and the options that say how.

In: the words of a command line. Out: `FILE...`, `--from`, `--titles` and `--key`, the same for all
commands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from citeformat.cli.options.completion import complete_keys, complete_names
from citeformat.interchange import READERS
from citeformat.record.core import TitleCase

__all__ = ["key_option", "source_options"]

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.argument(
        "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True)
    ),
    click.option(
        "-f",
        "--from",
        "source_format",
        metavar="FORMAT",
        shell_complete=complete_names(READERS),
        help=f"The format of FILE...: {', '.join(READERS)}.  [default: by suffix or content]",
    ),
    click.option(
        "--titles",
        type=click.Choice(get_args(TitleCase)),
        help="The case of English titles.  [default: sentence for BibTeX, as-is for other formats]",
    ),
)


def source_options(command: _Command) -> _Command:
    """Add `FILE...`, `--from` and `--titles` to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def key_option(help: str, required: bool = False) -> Callable[[_Command], _Command]:
    """Make a decorator that adds `--key`, which may be repeated.

    Args:
        help: What the records are for.
        required: Whether the command needs a key.
    """
    return click.option(
        "-k",
        "--key",
        "keys",
        multiple=True,
        required=required,
        metavar="KEY",
        shell_complete=complete_keys,
        help=f"{help}; may be repeated.",
    )
