"""What the commands read: files and standard input.

In: the names that stand on the command line. Out: records, or an error that says what is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from citeformat.cli_output import Failure
from citeformat.importers import read
from citeformat.record import Records

__all__ = ["read_files", "refuse_overwriting", "working"]

_LONG_WORK = 200
"""From this many records on, a terminal is told that work goes on."""


def read_files(files: Iterable[str], format: str | None = None) -> Records:
    """The records of all files; `-` is standard input, once.

    Args:
        files: Their names.
        format: Their format; without it each one's suffix or text tells.

    Raises:
        UsageError: Standard input is named twice.
        SourceError: A file cannot be read.
    """
    names = list(files)
    if names.count("-") > 1:
        raise click.UsageError("Standard input can be read once only.")
    records = Records()
    for name in names:
        # a path object: a file's name is never to be taken for text
        source = sys.stdin.buffer if name == "-" else Path(name)
        with working(f"Reading {name}", _size(name) // 500):
            records = records + read(source, format=format)
    return records


def refuse_overwriting(output: str | None, files: Iterable[str]) -> None:
    """An output file that is also an input would be lost.

    Raises:
        Failure: It is one.
    """
    for name in files:
        if output and name != "-" and _same_file(output, name):
            raise Failure(f"{output} is an input file and would be overwritten")


def _same_file(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size if name != "-" else 0
    except OSError:
        return 0


@contextmanager
def working(what: str, amount: int) -> Iterator[None]:
    """Tell a person at a terminal that long work goes on."""
    if amount < _LONG_WORK or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # 60 ms that a script need not pay

    with Console(stderr=True).status(f"{what} ..."):
        yield
