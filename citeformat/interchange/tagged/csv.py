"""Tables of CSV and TSV → records.

In: the file's text, whose first line has the heads of the columns, as Scopus, PubMed, Zotero and
spreadsheets export them. Out: records, each with the line of its row. `Records.from_dicts` reads
the rows.

Source: RFC 4180, "Common Format and MIME Type for CSV Files".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from citeformat.errors import Problem, SourceError
from citeformat.record import Records
from citeformat.record.rows import read_rows

__all__ = ["read"]

_DELIMITERS = (",", ";", "\t")
"""What separates cells; a spreadsheet of a language with decimal commas writes semicolons."""


def read(text: str, *, file: str = "") -> Records:
    """Read the rows of a table.

    Args:
        text: The table. Commas, semicolons or tabs separate its cells.
        file: The name of its file.

    Raises:
        SourceError: No column is known.

    >>> records = read("Title;Year\\nOn rows;2020\\n")
    >>> records[0].title, records[0].line
    ('On rows', 2)
    """
    lines: list[int] = []
    problems: list[Problem] = []
    rows = list(_rows(text, file, lines, problems))
    records, found = read_rows(rows, file=file, lines=lines)
    if rows and not records and all(each.severity == "warning" for each in found):
        heads = ", ".join(map(repr, rows[0]))
        raise SourceError(
            f"{file or 'the table'} has no column that is known, only {heads[:200]}; "
            "name the columns title, author, year and so on in the first line, "
            "or give their meanings to Records.from_dicts"
        )
    if not rows and not problems:
        problems.append(Problem("warning", "there is no row in this table", file))
    return Records(records, [*problems, *found])


def _rows(
    text: str, file: str, lines: list[int], problems: list[Problem]
) -> Iterator[dict[str, Any]]:
    """Yield the rows by the heads of their columns, and append the number of each one's line."""
    head = text.lstrip("\n").partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=head.count))
    heads: list[str] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:  # a cell of more than 130,000 characters
            problems.append(Problem("error", f"the row cannot be read: {error}", file, line))
            continue
        if not heads:
            heads = [cell.strip() for cell in cells]
        elif any(cells):
            if any(cells[len(heads) :]):
                message = "the row has more cells than the table has columns"
                problems.append(Problem("warning", message, file, line, "they are left out"))
            lines.append(line)
            yield dict(zip(heads, cells, strict=False))
    if text.count('"') % 2 and lines:
        hint = "the rows after it are read as part of a cell"
        message = "a quotation mark does not close"
        problems.append(Problem("error", message, file, lines[-1], hint))
