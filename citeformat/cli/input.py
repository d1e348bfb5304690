"""Read what commands need: files, standard input and styles.

In: names and keys from the command line. Out: records and styles, or an exception whose message
says what is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import get_args

import click

from citeformat.cli.output import Failure
from citeformat.errors import Problem, SourceError
from citeformat.interchange.several import read_several
from citeformat.record import Record, Records
from citeformat.record.core import TitleCase
from citeformat.style import Style

__all__ = [
    "load_styles", "problems_of", "progress", "read_files", "refuse_overwriting", "select_records",
    "titles_option",
]  # fmt: skip

_LONG_WORK = 200
"""The number of records from which on a terminal shows that work is going on."""
_BYTES_PER_RECORD = 500

titles_option = click.option(
    "--titles",
    type=click.Choice(get_args(TitleCase)),
    help="The case of English titles.  [default: sentence for BibTeX, as-is for other formats]",
)
"""The option `--titles`, the same for all commands that read references."""


def read_files(
    files: Iterable[str], format: str | None = None, titles: TitleCase | None = None
) -> Records:
    """Read the records of all files.

    Args:
        files: Names of files; `-` is standard input.
        format: The format of the files. The default is to recognise it by suffix or text.
        titles: How styles print English titles.

    Raises:
        UsageError: Standard input is named twice.
        SourceError: A file cannot be read.
    """
    names = list(files)
    if names.count("-") > 1:
        raise click.UsageError("Standard input can be read only once.")
    sizes = 0
    for name in names:
        with suppress(OSError):  # `read_several` says what is wrong
            sizes += Path(name).stat().st_size if name != "-" else 0
    # A str could be the text of a file, a Path never is.
    sources = [sys.stdin.buffer if name == "-" else Path(name) for name in names]
    with progress(f"Reading {', '.join(names)}", sizes // _BYTES_PER_RECORD):
        return read_several(sources, format=format, titles=titles)


def refuse_overwriting(output: str | None, files: Iterable[str]) -> None:
    """Make sure that the output does not replace an input.

    Raises:
        Failure: The output file is one of the input files.
    """
    for name in files:
        if not output or name == "-":
            continue
        try:
            same = Path(output).samefile(name)
        except OSError:  # one of them does not exist
            same = False
        if same:
            raise Failure(f"{output} is an input file and would be overwritten")


@contextmanager
def progress(message: str, records: int) -> Iterator[None]:
    """Show a message on a terminal while many records are worked on."""
    if records < _LONG_WORK or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # takes 60 ms, which a script need not spend

    with Console(stderr=True).status(f"{message} ..."):
        yield


def load_styles(names: Iterable[str], csl_files: Iterable[str], locale: str | None) -> list[Style]:
    """Load the styles that a command names; the default is APA.

    Args:
        names: Names, titles, aliases.
        csl_files: Names of .csl files. Standard input is not allowed.
        locale: The language; the default is each style's own.

    Raises:
        UsageError: A file is standard input.
        SourceError: A file does not exist.
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


def select_records(records: Records, keys: Iterable[str]) -> list[Record]:
    """Return the records with these keys, or all records if there are no keys.

    Raises:
        RecordNotFound: No record has one of the keys.
    """
    selected = list(dict.fromkeys(keys))
    return [records[key] for key in selected] if selected else list(records)


def problems_of(keys: Collection[str], problems: Iterable[Problem]) -> list[Problem]:
    """Leave out the problems of other records than those with these keys; no keys mean all."""
    return [each for each in problems if not keys or not each.record or each.record in keys]
