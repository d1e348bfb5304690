"""Write the table in Markdown, with the times of the peers and their ratios to ours."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.jobs import BASELINE, Row
from benchmarks.peers import Peer

__all__ = ["duration", "render"]


def render(rows: Sequence[Row], peers: Sequence[Peer], headline: str) -> str:
    """Write all rows as one Markdown table, with a line about each column below it."""
    columns = [peer.name for peer in peers]
    if any(BASELINE in row.others for row in rows):
        columns.append(BASELINE)
    others = {name for row in rows for name in row.others}
    columns += sorted(others.difference(columns))
    lines = [headline, "", _line(["job", "citeformat", "each reference", *columns])]
    lines.append(_line(["---", *["---:"] * (2 + len(columns))]))
    lines += [_line(_cells(row, columns)) for row in rows]
    lines += [
        "",
        "In parentheses: the ratio to our time (`ours`: of our time to the baseline).",
    ]
    lines += [f"- {peer.name}: {peer.note}" for peer in peers]
    lines += [f"- {note}" for row in rows for note in dict.fromkeys(row.notes)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row, columns: Sequence[str]) -> list[str]:
    each = duration(row.ours / row.per) if row.ours and row.per else ""
    ours = "failed" if row.ours is None else duration(row.ours)
    return [row.job, ours, each, *[_other(row, column) for column in columns]]


def _other(row: Row, column: str) -> str:
    if column not in row.others:
        return ""
    seconds = row.others[column]
    if seconds is None:
        return "failed"
    if not row.ours:
        return duration(seconds)
    ratio = row.ours / seconds if column == BASELINE else seconds / row.ours
    ours = "ours " if column == BASELINE else ""
    digits = 0 if ratio >= 20 else 1 if ratio >= 2 else 2
    return f"{duration(seconds)} ({ours}×{ratio:.{digits}f})"


def duration(seconds: float) -> str:
    """Write a number of seconds in a suitable unit.

    >>> duration(0.000123), duration(0.0123), duration(1.23)
    ('123 µs', '12.3 ms', '1.23 s')
    """
    for unit, scale in (("µs", 1e6), ("ms", 1e3)):
        if seconds * scale < 1000:
            return f"{seconds * scale:.3g} {unit}"
    return f"{seconds:.3g} s" if seconds < 1000 else f"{seconds:.0f} s"
