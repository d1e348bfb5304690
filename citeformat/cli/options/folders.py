"""Write to a folder: one file for each input.

In: the value of `--output` and the names of inputs. Out: the folder, and the paths of its files.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath

import click

from citeformat._util.files import reason_of
from citeformat.cli.input import refuse_overwriting
from citeformat.cli.output import Failure

__all__ = ["make_folder", "output_folder", "paths_in"]


def output_folder(output: str | None) -> Path | None:
    """Return the folder that `--output` names, or `None` if it names a file.

    A folder exists already, or its name ends in a slash.

    >>> str(output_folder("converted/")), output_folder("refs.ris")
    ('converted', None)
    """
    if output is None or output == "-":
        return None
    named = output.endswith(("/", os.sep))
    return Path(output) if named or Path(output).is_dir() else None


def paths_in(folder: Path, files: Sequence[str], suffix: str, stdin: str = "stdin") -> list[Path]:
    """Return the path of a file in the folder for each input. Nothing is written.

    Args:
        folder: The folder, which need not exist.
        files: The names of the inputs; `-` is standard input.
        suffix: The suffix of the new files; `""` keeps the names of the inputs.
        stdin: What standard input is named.

    Raises:
        UsageError: Two inputs would be written to one file.
        Failure: An input would be overwritten.

    >>> [str(path) for path in paths_in(Path("out"), ["a/refs.bib", "more.nbib.gz"], ".ris")]
    ['out/refs.ris', 'out/more.ris']
    """
    sources: dict[str, str] = {}
    paths = []
    for file in files:
        name = stdin if file == "-" else PurePath(file).name
        if suffix:
            name = PurePath(name[:-3] if name.lower().endswith(".gz") else name).stem + suffix
        path = folder / name
        key = os.path.normcase(path)
        if key in sources:
            raise click.UsageError(f"{sources[key]} and {file} would both be written to {path}.")
        sources[key] = file
        paths.append(path)
    refuse_overwriting(map(str, paths), files)
    return paths


def make_folder(folder: Path) -> None:
    """Make a folder, unless it exists.

    Raises:
        Failure: The folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"{folder} cannot be made: {reason_of(error)}") from None
