"""Report records that are probably the same work.

In: records. Out: a Problem for each record that is the same work as an earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citeformat.duplicates import find_duplicates
from citeformat.errors import Problem
from citeformat.record import Record

__all__ = ["duplicates"]


def duplicates(records: Iterable[Record]) -> Iterator[Problem]:
    """Report the records that are probably the same work as an earlier record.

    Args:
        records: The records, in order.

    Returns:
        A warning for each duplicate.
    """
    for group in find_duplicates(records):
        original, *others = group.records
        line = f" in line {original.line}" if original.line else ""
        for record, shared in zip(others, group.shared[1:], strict=True):
            message = f"{record.id!r} has the same {shared} as {original.id!r}{line}"
            hint = "they are probably the same work; citeformat dedupe merges them"
            yield Problem("warning", message, record.file, record.line, hint, record.id)
