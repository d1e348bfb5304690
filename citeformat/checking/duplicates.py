"""Report records that are probably the same work.

In: records. Out: a Problem for each record that is the same work as an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citeformat.duplicates import find_duplicates
from citeformat.errors import Problem
from citeformat.interchange.losses import bibtex_data
from citeformat.record import Record

__all__ = ["duplicates"]


def duplicates(records: Iterable[Record]) -> Iterator[Problem]:
    """Report the records that are probably the same work as an earlier record.

    Args:
        records: The records, in order. A `@set` of BibLaTeX, which is read as its first member, is
            not a duplicate of it.

    Returns:
        A warning for each duplicate.
    """
    works = [each for each in records if bibtex_data(each).get("entrytype") != "set"]
    for group in find_duplicates(works):
        original, *others = group.records
        line = f" in line {original.line}" if original.line else ""
        elsewhere = f"{line} of {original.file}" if line else f" in {original.file}"
        for record, shared in zip(others, group.shared[1:], strict=True):
            place = line if record.file == original.file else elsewhere
            message = f"{record.id!r} has the same {shared} as {original.id!r}{place}"
            hint = "they are probably the same work; citeformat dedupe merges them"
            yield Problem("warning", message, record.file, record.line, hint, record.id)
