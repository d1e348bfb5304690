"""Read what commands need: files, folders and standard input.

In: names and keys from the command line. Out: records, or an exception whose message says what is
wrong.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from citeformat._util.text import did_you_mean
from citeformat.cli.output import Failure
from citeformat.cli.terminal import Progress
from citeformat.errors import Problem, SourceError
from citeformat.interchange import READERS, SourceLike
from citeformat.interchange.several import read_several
from citeformat.record import Record, Records
from citeformat.record.core import TitleCase
from citeformat.record.titles import with_title_case

__all__ = [
    "begin_reading", "file_names", "open_files", "problems_of", "read_files", "read_keys",
    "refuse_overwriting", "select_records",
]  # fmt: skip

_BYTES_PER_RECORD = 500
_MOST_NAMES = 3
"""The number of files from which on a message says how many there are."""
_GENERAL_SUFFIXES = frozenset(
    {".json", ".jsonl", ".yaml", ".yml", ".xml", ".txt", ".gz", ".csv", ".tsv"}
)
"""Suffixes of files that are often something else than references: in a folder they are skipped."""


def file_names(names: Iterable[str]) -> list[str]:
    """Return the names of files, with the files of references in each folder and its subfolders.

    Args:
        names: Names of files and folders; `-` is standard input.

    Raises:
        UsageError: Standard input is named twice.
        SourceError: A file does not exist, or a folder has no files of references.
    """
    files: list[str] = []
    for name in names:
        if name != "-" and not os.path.lexists(name):
            raise SourceError(f"there is no file named {name!r}{_hint(name)}")
        if name == "-" or not Path(name).is_dir():
            files.append(name)
            continue
        suffixes = {suffix for row in READERS.rows() for suffix in row.suffixes}
        suffixes -= _GENERAL_SUFFIXES
        found = []
        for folder, subfolders, inside in os.walk(name):
            subfolders[:] = sorted(each for each in subfolders if not each.startswith("."))
            found += [
                str(Path(folder, file)) for file in sorted(inside)
                if Path(file).suffix.lower() in suffixes
            ]  # fmt: skip
        if not found:
            known = ", ".join(sorted(suffixes))
            raise SourceError(f"the folder {name} has no files of references ({known})")
        files += found
    if files.count("-") > 1:
        raise click.UsageError("Standard input can be read only once.")
    return list(dict.fromkeys(files))


def _hint(name: str) -> str:
    """Say how a work is got by its identifier, or which file has a similar name."""
    # Only a wrong name needs it.
    from citeformat.record.text.identifiers import Identifier, identifier_of

    if isinstance(identifier_of(name), Identifier):
        return f"; citeformat fetch {name} gets the work from the web"
    similar = ""
    with suppress(OSError, ValueError):  # the folder does not exist either
        path = Path(name)
        similar = did_you_mean(path.name, [each.name for each in path.parent.iterdir()])
    return f"; {similar}" if similar else ""


def open_files(files: Iterable[str]) -> list[SourceLike]:
    """Return what `read` takes for the names of files."""
    # A str could be the text of a file, a Path never is.
    return [sys.stdin.buffer if name == "-" else Path(name) for name in files]


def read_files(
    files: Sequence[str],
    format: str | None = None,
    titles: TitleCase | None = None,
    progress: Progress | None = None,
) -> Records:
    """Read the records of all files.

    Args:
        files: Names of files; `-` is standard input.
        format: The format of the files. The default is to recognise it by suffix or text.
        titles: How styles print English titles.
        progress: Where to show that work is going on.

    Raises:
        SourceError: A file cannot be read.
    """
    if progress is not None:
        begin_reading(progress, "Reading", files)
    return read_several(open_files(files), format=format, titles=titles)


def read_keys(
    files: Sequence[str],
    keys: Iterable[str],
    format: str | None = None,
    titles: TitleCase | None = None,
    progress: Progress | None = None,
) -> Records:
    """Read the records with these keys, or all records if there are no keys.

    With keys, what the files contain comes from the cache and is put there. A file that has many
    records is read once.

    Args:
        files: Names of files; `-` is standard input, which is not put into the cache.
        keys: Ids of records, or other ids of theirs.
        format: The format of the files, as for `read_files`, and so are the other arguments.
        titles: How styles print English titles.
        progress: Where to show that work is going on.

    Returns:
        The records in the order of the keys, and all problems of the files.

    Raises:
        SourceError: A file cannot be read.
        RecordNotFound: No record has one of the keys.
    """
    selected = list(dict.fromkeys(keys))
    if not selected or format is not None or "-" in files:
        records = read_files(files, format, titles, progress)
        return Records(select_records(records, selected), records.problems)
    # imported here because a command without keys does not need it
    from citeformat.manuscripts.library import read_library

    if progress is not None:
        begin_reading(progress, "Reading", files)
    library = read_library(files)
    found = Records([library.find(key) for key in selected], library.problems)
    return with_title_case(found, titles)


def begin_reading(progress: Progress, message: str, files: Sequence[str]) -> None:
    """Begin a step that reads files, and estimate its records by their size."""
    size = 0
    for name in files:
        with suppress(OSError):  # reading says what is wrong
            size += Path(name).stat().st_size if name != "-" else 0
    shown = ", ".join(files) if len(files) < _MOST_NAMES else f"{len(files):,} files"
    progress.begin(f"{message} {shown}", size // _BYTES_PER_RECORD)


def refuse_overwriting(output: str | Iterable[str] | None, files: Iterable[str]) -> None:
    """Make sure that no output replaces an input.

    Args:
        output: The name of the output file, or the names of several; `-` is standard output.
        files: The names of the input files; `-` is standard input.

    Raises:
        Failure: An output file is one of the input files.
    """
    outputs = (output,) if isinstance(output, str) else output or ()
    existing = [(name, status) for name in outputs if (status := _status(name)) is not None]
    inputs = [status for name in files if existing and (status := _status(name)) is not None]
    identities = {(status.st_dev, status.st_ino) for status in inputs}
    for name, status in existing:
        if (status.st_dev, status.st_ino) in identities:
            raise Failure(f"{name} is an input file and would be overwritten")


def _status(name: str) -> os.stat_result | None:
    """Return the status of a file, or `None` if there is no such file, as for a standard stream."""
    if name == "-":
        return None
    try:
        return Path(name).stat()
    except OSError:
        return None


def select_records(records: Records, keys: Iterable[str]) -> list[Record]:
    """Return the records with these keys, or all records if there are no keys.

    Raises:
        RecordNotFound: No record has one of the keys.
    """
    selected = list(dict.fromkeys(keys))
    return [records[key] for key in selected] if selected else list(records)


def problems_of(keys: Collection[str], problems: Iterable[Problem]) -> list[Problem]:
    """Leave out the problems of other records than those with these keys; no keys mean all."""
    return [problem for problem in problems if not keys or problem.belongs_to(keys)]
