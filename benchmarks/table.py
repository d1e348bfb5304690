"""The table: Markdown, with the peers' times and how many times ours they are."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.jobs import OURSELVES, Row
from benchmarks.peers import Peer

__all__ = ["duration", "render"]


def render(rows: Sequence[Row], peers: Sequence[Peer], headline: str) -> str:
    """All rows as one Markdown table, with a line about each column below it."""
    columns = [peer.name for peer in peers]
    if any(OURSELVES in row.others for row in rows):
        columns.append(OURSELVES)
    lines = [headline, "", _line(["job", "citeformat", "each reference", *columns])]
    lines.append(_line(["---", *["---:"] * (2 + len(columns))]))
    lines += [_line(_cells(row, columns)) for row in rows]
    lines += ["", "In parentheses: how many times our time that is (`ours`: the other way round)."]
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
    ratio = row.ours / seconds if column == OURSELVES else seconds / row.ours
    ours = "ours " if column == OURSELVES else ""
    return f"{duration(seconds)} ({ours}×{ratio:.{_digits(ratio)}f})"


def _digits(ratio: float) -> int:
    return 0 if ratio >= 20 else 1 if ratio >= 2 else 2


def duration(seconds: float) -> str:
    """Seconds in a unit that suits them.

    >>> duration(0.000123), duration(0.0123), duration(1.23)
    ('123 µs', '12.3 ms', '1.23 s')
    """
    for unit, scale in (("µs", 1e6), ("ms", 1e3)):
        if seconds * scale < 1000:
            return f"{seconds * scale:.3g} {unit}"
    return f"{seconds:.3g} s" if seconds < 1000 else f"{seconds:.0f} s"
