"""Print results and problems.

In: finished text and problems. Out: standard output or a file, and standard error. If writing
fails, a message says why.
"""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from citeformat._util.files import reason_of, replace_file
from citeformat._util.surrogates import replace_surrogates
from citeformat.errors import Problem

__all__ = ["EXIT_PROBLEMS", "EXIT_USAGE", "Failure", "print_text", "report", "save", "write"]

EXIT_PROBLEMS = 1
"""The exit code if the data has errors."""
EXIT_USAGE = 2
"""The exit code for wrong usage or an input that cannot be read."""


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
"""Characters that control a terminal, such as those that begin an escape sequence."""


class Failure(click.ClickException):
    """An error whose message is one line."""

    exit_code = EXIT_USAGE

    def show(self, file: object = None) -> None:
        """Print the message like all other messages."""
        report([], f"error: {self.message}")


def write(text: str, output: str | None, format: str) -> None:
    """Write a result to a file, or to standard output.

    Args:
        text: The result.
        output: The name of the file; `None` and `-` are standard output.
        format: The output format. HTML can spell characters that a terminal cannot show.

    Raises:
        Failure: The text cannot be written.
    """
    text = replace_surrogates(text)
    if format.endswith(("json", "jsonl")):
        text = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    if output is None or output == "-":
        errors = "xmlcharrefreplace" if format == "html" else "strict"
        print_text(text, errors, escapes=format == "ansi")
    else:
        save(text.encode(), output)


def save(content: bytes, output: str) -> None:
    """Write a file. It has its old content until the new content is complete.

    Raises:
        Failure: The file cannot be written.
    """
    if Path(output).is_dir():
        raise Failure(f"{output} is a folder; name a file in it")
    try:
        replace_file(output, content)
    except (OSError, ValueError) as error:
        raise Failure(f"{output} cannot be written: {reason_of(error)}") from None


def report(problems: Iterable[Problem], *messages: str, placed: Iterable[str] = ()) -> int:
    """Print problems and messages on standard error, and return the exit code.

    Args:
        problems: The problems. An error makes the exit code 1.
        messages: Other messages, which get the name of the program.
        placed: Messages that begin with a file, as problems do.
    """
    code = 0
    lines = []
    for problem in dict.fromkeys(problems):
        lines.append(str(problem))
        if problem.severity == "error":
            code = EXIT_PROBLEMS
    lines += [*placed, *(f"citeformat: {message}" for message in messages)]
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    for line in lines:
        line = _CONTROL.sub("", line)
        print(line.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)
    return code


def print_text(text: str, errors: str, *, escapes: bool = False) -> None:
    """Print text on standard output, without characters that control a terminal.

    Args:
        text: The text.
        errors: What happens to characters that the encoding does not have, as for `str.encode`.
        escapes: Whether the text may control a terminal, because its format left out what records
            have of such characters.

    Raises:
        Failure: The text cannot be printed.
        BrokenPipeError: Nobody reads standard output any more.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if not escapes and not text.isprintable():
        text = _CONTROL.sub("", text)
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
