"""What a run over files reports: its progress, and its rows and problems at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from citeformat.batch.manifest import DonePart
from citeformat.batch.parts import Part
from citeformat.batch.rendering import Batch
from citeformat.errors import Problem

__all__ = ["BatchProgress", "BatchSummary", "Tally"]

_MOST_EXAMPLES = 3
"""The number of problems of a part that are shown."""
_MOST_KINDS = 50
"""The number of different messages that are counted in a part."""

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\d[\d,.]*")
"""The values in a message."""


class BatchProgress(NamedTuple):
    """How far a run is."""

    rows: int
    """The number of rows so far, without those that an earlier run has finished."""
    part: float
    """How much of the source is done, from 0 to 1."""
    seconds: float
    """The time since the beginning."""

    @property
    def rate(self) -> float:
        """The number of rows per second."""
        return self.rows / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float:
        """The time that the rest will take at this rate."""
        return self.seconds / self.part * (1 - self.part) if self.part else 0.0


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What a run has done."""

    rows: int
    """The number of rows of the source."""
    parts: int
    """The number of parts."""
    skipped: int
    """The number of parts that an earlier run has finished."""
    fallback: int
    """The number of entries that are only authors, year and title."""
    problems: Mapping[str, int]
    """Severity -> the number of problems."""
    kinds: Mapping[str, int]
    """A message without its values -> the number of problems with it, the most frequent first."""
    examples: tuple[str, ...] = field(repr=False)
    """The first problems, as `file:line: severity: message`. The message begins with the number
    of the row if that is not the line: in Parquet, or after blank lines."""
    failed: tuple[Problem, ...]
    """The parts of the source that cannot be read."""
    digest: str
    """A checksum of all that was rendered. Equal runs have equal ones."""
    seconds: float
    """The time that it took."""


class Tally:
    """The problems of a part."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self.row = part.first_row
        """The number of the next row in the source."""
        self._fallback = 0
        self._problems: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._examples: list[str] = []

    def add(self, batch: Batch, known: Sequence[int]) -> None:
        """Count the problems of rendered rows, which begin at `row`.

        Args:
            batch: The rows.
            known: How many problems of each row were counted for another style.
        """
        self._fallback += sum(batch.fallback)
        for number, (problems, start) in enumerate(
            zip(batch.problems, known, strict=True), self.row
        ):
            for problem in problems[start:]:
                self._problems[problem.severity] += 1
                kind = f"{problem.severity}: {_QUOTED.sub('…', problem.message[:500])}"
                if kind in self._kinds or len(self._kinds) < _MOST_KINDS:
                    self._kinds[kind] += 1
                if len(self._examples) < _MOST_EXAMPLES:
                    self._examples.append(str(self._placed(problem, number)))

    def _placed(self, problem: Problem, row: int) -> Problem:
        """Say where a problem is: the line in JSON Lines, and the row where it has another number.

        Parquet has no lines.
        """
        numbers = self._part.line_numbers
        line = numbers[row - self._part.first_row] if numbers else 0
        message = problem.message if line == row else f"row {row:,}: {problem.message}"
        return replace(problem, message=message, source=self._part.source, line=line)

    def done(self, input: str, digest: str) -> DonePart:
        """Return the finished part."""
        return DonePart(
            self._part.source,
            self._part.first_row,
            self._part.rows,
            input,
            digest,
            self._fallback,
            dict(self._problems),
            dict(self._kinds),
            tuple(self._examples),
        )
