"""What the commands read: files, standard input and styles.

In: the names that stand on the command line. Out: records and styles, or an error that says what is
wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from citeformat.cli.output import Failure
from citeformat.errors import Problem, SourceError
from citeformat.interchange import read
from citeformat.record import Record, Records
from citeformat.style import Style

__all__ = ["about", "chosen_of", "load_styles", "read_files", "refuse_overwriting", "working"]

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


def load_styles(names: Iterable[str], csl_files: Iterable[str], locale: str | None) -> list[Style]:
    """The styles that a command names; APA where it names none.

    Args:
        names: Names, titles, aliases.
        csl_files: Files; none of them is standard input.
        locale: The language, or `None` for each style's own.

    Raises:
        UsageError: A file is standard input.
        SourceError: There is no such file.
        StyleError: A style is unknown or cannot be used.
    """
    loaded = [Style.load(name, locale=locale) for name in names]
    for csl_file in csl_files:
        if csl_file == "-":
            raise click.UsageError("--csl cannot be standard input.")
        if not Path(csl_file).exists():
            raise SourceError(f"there is no file named {csl_file!r}")
        loaded.append(Style.load(Path(csl_file), locale=locale))
    return loaded or [Style.load("apa", locale=locale)]


def chosen_of(records: Records, keys: Iterable[str]) -> list[Record]:
    """The records with these keys, or all.

    Raises:
        RecordNotFound: No record has one of the keys.
    """
    wanted = list(dict.fromkeys(keys))
    return [records[key] for key in wanted] if wanted else list(records)


def about(problems: Iterable[Problem], keys: Sequence[str]) -> list[Problem]:
    """The problems that bear on what was asked for: other records' are left out."""
    return [fault for fault in problems if not keys or not fault.record or fault.record in keys]
