"""Lists of the names of journals.

In: a file of a user. Out: full name -> short name. The formats are those that people share: the CSV
files of JabRef, text files with `=`, and the JSON of pandoc and citeproc-js.

Sources: the documentation of JabRef, "Journal abbreviations"; pandoc's manual,
"citation-abbreviations".
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from citeformat._util.files import reason_of
from citeformat.errors import SourceError

__all__ = ["JournalIndex", "read_journals"]


def read_journals(path: str | os.PathLike[str]) -> dict[str, str]:
    """Read a list of journals.

    Args:
        path: A file whose lines are `Full name;Short name`, `"Full name","Short name"`, or
            `Full name = Short name`; or JSON, an object of full and short names or a file of
            abbreviations for pandoc.

    Returns:
        Full name -> short name.

    Raises:
        SourceError: The file cannot be read, or a line does not have two names.
    """
    name = os.fspath(path)
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise SourceError(f"{name} cannot be read: {reason_of(error)}") from None
    if text.lstrip().startswith("{"):
        return _from_json(text, name)
    return dict(_rows(text, name))


def _from_json(text: str, name: str) -> dict[str, str]:
    import json  # few lists need it

    try:
        table: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{name} is not JSON: {error}") from None
    table = table.get("default", table)
    table = table.get("container-title", table) if isinstance(table, Mapping) else table
    if not isinstance(table, Mapping) or not all(isinstance(one, str) for one in table.values()):
        raise SourceError(f"{name} has no object of full and short names")
    return dict(table)


def _rows(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the names in each line. Lines that begin with `#` or `%` are comments."""
    import csv  # few commands need it

    lines = [
        (number, line) for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and line[0] not in "#%"
    ]  # fmt: skip
    for number, line in lines:
        if " = " in line:
            cells = line.split(" = ", 1)
        else:
            delimiter = ";" if ";" in line else "\t" if "\t" in line else ","
            try:
                cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True))
            except csv.Error as error:  # a name of 130,000 characters
                raise SourceError(f"{name}:{number}: this is not a list: {error}") from None
        full, short = (cells[0].strip(), cells[1].strip()) if len(cells) > 1 else ("", "")
        if not full or not short:
            raise SourceError(f"{name}:{number}: a full and a short name are needed: {line!r}")
        yield full, short


class JournalIndex:
    """Finds the other name of a journal. Case, full stops and a leading "The" do not count.

    >>> JournalIndex({"Journal of Chemical Physics": "J. Chem. Phys."}).short("J Chem Phys")
    'J. Chem. Phys.'
    """

    __slots__ = ("_full", "_short")

    def __init__(self, names: Mapping[str, str]) -> None:
        self._short: dict[str, str] = {}
        self._full: dict[str, set[str]] = {}
        for full, short in names.items():
            self._short.setdefault(_key(full), short)
            self._full.setdefault(_key(short), set()).add(full)
        for short in names.values():
            self._short.setdefault(_key(short), short)
        for full in names:
            self._full[_key(full)] = {full}

    def short(self, name: str) -> str:
        """Return the short name of a journal, or `""`."""
        return self._short.get(_key(name), "")

    def full(self, name: str) -> tuple[str, ...]:
        """Return the full names of the journals that a name may mean."""
        return tuple(sorted(self._full.get(_key(name), ())))


def _key(name: str) -> str:
    return " ".join(name.replace(".", " ").replace("&", "and").casefold().split()).removeprefix(
        "the "
    )
