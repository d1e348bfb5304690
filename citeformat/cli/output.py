"""What the command prints: results, problems, tables of styles.

In: finished text, problems, listings. Out: standard output or a file, and standard error. Every
fault of writing becomes a message.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Sequence

import click

from citeformat._util.files import replace_file
from citeformat._util.surrogates import replace_surrogates
from citeformat.errors import Problem
from citeformat.styles import Listing

__all__ = ["EXIT_PROBLEMS", "EXIT_USAGE", "Failure", "report", "save", "show_styles", "write"]

EXIT_PROBLEMS = 1
EXIT_USAGE = 2


class Failure(click.ClickException):
    """What cannot be done, in one line."""

    exit_code = EXIT_USAGE

    def show(self, file: object = None) -> None:
        """Print the message as every other one is printed."""
        report([], f"error: {self.message}")


def write(text: str, output: str | None, format: str) -> None:
    """Write a result to a file, or to standard output.

    Args:
        text: The result.
        output: The file's name; `None` and `-` are standard output.
        format: The output format, which knows how to spell what a terminal cannot show.

    Raises:
        Failure: It cannot be written.
    """
    text = replace_surrogates(text)
    if output is None or output == "-":
        _print(text, "xmlcharrefreplace" if format == "html" else "strict")
    else:
        save(text.encode(), output)


def save(content: bytes, output: str) -> None:
    """Write a file, which has its old content until the new content is complete.

    Raises:
        Failure: It cannot be written.
    """
    try:
        replace_file(output, content)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Failure(f"{output} cannot be written: {reason}") from None


def report(problems: Iterable[Problem], *messages: str) -> int:
    """Print problems and messages on standard error; the exit code that follows from them."""
    code = 0
    lines = []
    for problem in dict.fromkeys(problems):
        lines.append(str(problem))
        if problem.severity == "error":
            code = EXIT_PROBLEMS
    lines += [f"citeformat: {message}" for message in messages]
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    for line in lines:
        shown = line.encode(encoding, "backslashreplace").decode(encoding)
        print(shown, file=sys.stderr)
    return code


def show_styles(found: Sequence[Listing], total: int) -> None:
    """Print names and titles: a table in a terminal, else lines with a tab."""
    if not sys.stdout.isatty():
        _print("".join(f"{style.name}\t{style.title}\n" for style in found), "replace")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, caption_justify="left")
    table.add_column("name", style="bold", no_wrap=True)
    table.add_column("title")
    for style in found:
        table.add_row(style.name, style.title)
    if total > len(found):
        table.caption = f"{len(found)} of {total:,}"
    Console().print(table)


def _print(text: str, errors: str) -> None:
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text = text.encode(encoding, errors).decode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        raise Failure(
            f"the encoding of standard output ({encoding}) has no {character!a}; "
            "set PYTHONIOENCODING=utf-8, or use --output"
        ) from None
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise BrokenPipeError from None
        raise Failure(f"standard output cannot be written: {error.strerror}") from None
