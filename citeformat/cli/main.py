"""The command `citeformat`: reference lists, citations and style names on the command line.

In: arguments and files. Out: text on standard output or in a file, messages on standard error as
`file:line: severity: message`, and an exit code: 0 done, 1 done with problems of severity error,
2 wrong usage or unreadable input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from citeformat import __version__
from citeformat._util.bugs import bug_message
from citeformat._util.registry import Plugin, Registry
from citeformat._util.text import did_you_mean
from citeformat.cli.output import EXIT_PROBLEMS, EXIT_USAGE, report
from citeformat.errors import CiteformatError, StyleNotFound

__all__ = ["cli", "main"]

_COMMANDS: Registry[Plugin[click.Command]] = Registry(
    "command",
    (
        Plugin("batch", "citeformat.cli.batch:batch_command"),
        Plugin("bibliography", "citeformat.cli.bibliography:bibliography"),
        Plugin("check", "citeformat.cli.references.convert:check_command"),
        Plugin("cite", "citeformat.cli.cite:cite"),
        Plugin("cite-this", "citeformat.cli.cite_this:cite_this"),
        Plugin("convert", "citeformat.cli.references.convert:convert_command"),
        Plugin("dedupe", "citeformat.cli.references.dedupe:dedupe_command"),
        Plugin("document", "citeformat.cli.document:document"),
        Plugin("explain", "citeformat.cli.references.explain:explain_command"),
        Plugin("fetch", "citeformat.cli.references.fetch:fetch_command"),
        Plugin("list", "citeformat.cli.references.listing:list_command"),
        Plugin("process", "citeformat.cli.process:process_command"),
        Plugin("serve", "citeformat.cli.serve:serve"),
        Plugin("styles", "citeformat.cli.styles.command:styles"),
        Plugin("tidy", "citeformat.cli.references.tidy:tidy_command"),
    ),
    error=click.UsageError,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: What follows the command's name; `sys.argv` by default.

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
        hint = ""
        if isinstance(error, StyleNotFound) and not error.suggestions:
            hint = "; citeformat styles WORDS finds styles"
        report([], f"error: {error}{hint}")
        return EXIT_USAGE
    except BrokenPipeError:
        # The reader has gone (`| head`). Closing the output must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PROBLEMS
    except (KeyboardInterrupt, click.Abort):
        report([], "error: interrupted")
        return 130
    except Exception as error:
        report([], bug_message(error))
        return EXIT_USAGE
    return result if isinstance(result, int) else 0


class _Commands(click.Group):
    """The commands by name. Each is imported when it is called, and costs what it needs itself."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _COMMANDS[cmd_name].load() if cmd_name in _COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            known = ", ".join(_COMMANDS)
            hint = did_you_mean(args[0].lower(), _COMMANDS) or f"the commands are {known}"
            ctx.fail(f"No such command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Citations and reference lists in any CSL style.

    The exit code is 0 if everything was done, 1 if there are problems of severity error, and 2 if
    the usage is wrong or the input cannot be read.
    """
