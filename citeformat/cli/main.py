"""The command `citeformat`: reference lists, citations and style names on the command line.

In: arguments and files. Out: text on standard output or in a file, messages on standard error as
`file:line: severity: message`, and an exit code: 0 done, 1 done with problems of severity error,
2 wrong usage or unreadable input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from importlib import import_module
from typing import cast

import click

from citeformat import __version__
from citeformat.cli.output import EXIT_PROBLEMS, EXIT_USAGE, report
from citeformat.errors import CiteformatError

__all__ = ["cli", "main"]

_TRACEBACK = "CITEFORMAT_TRACEBACK"
_PLACES = {
    "bibliography": "bibliography:bibliography",
    "check": "convert:check_command",
    "cite": "cite:cite",
    "cite-this": "cite_this:cite_this",
    "convert": "convert:convert_command",
    "explain": "explain:explain_command",
    "styles": "styles:styles",
}
"""The name of a command -> module and object."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: What stands behind the command's name; without it, `sys.argv`.

    Returns:
        The exit code.
    """
    try:
        result = cli.main(arguments, prog_name="citeformat", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except CiteformatError as error:
        report([], f"error: {error}")
        return EXIT_USAGE
    except BrokenPipeError:
        # The reader has gone (`| head`). Nothing is left to say, and closing must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PROBLEMS
    except (KeyboardInterrupt, click.Abort):
        report([], "error: interrupted")
        return 130
    except Exception as error:
        if os.environ.get(_TRACEBACK):
            raise
        report(
            [],
            f"error: unexpected {type(error).__name__}: {error} (this is a fault of citeformat; "
            f"set {_TRACEBACK}=1 to see where)",
        )
        return EXIT_USAGE
    return result if isinstance(result, int) else 0


class _Commands(Mapping[str, click.Command]):
    """Name -> command, imported when it is called: a command costs only what it needs itself."""

    def __getitem__(self, name: str) -> click.Command:
        module, _, attribute = _PLACES[name].partition(":")
        command: click.Command = getattr(import_module(f"citeformat.cli.{module}"), attribute)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


@click.group(
    # nothing is ever put in or taken out
    commands=cast("MutableMapping[str, click.Command]", _Commands()),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Citations and reference lists in any CSL style."""
