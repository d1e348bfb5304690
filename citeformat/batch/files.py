"""Render the works in files: `citeformat.batch_files`.

In: Parquet files, and files of JSON Lines. Out: Parquet files, one for each part, or one for all.
A part is written aside and moved, so that each file is whole at any time. A run that was stopped
goes on after the parts that it has finished.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple, TypeAlias

from citeformat import __version__
from citeformat._util.collector import paused_collector
from citeformat._util.processes import worker_pool
from citeformat.batch.arrow import arrow_schema, import_arrow, to_arrow
from citeformat.batch.manifest import DonePart, Manifest, describe_style, file_digest
from citeformat.batch.parts import Part, find_sources, iter_parts, part_digest, part_rows
from citeformat.batch.rendering import Batch, BatchFormat, Rendering, StyleLike, render_rows
from citeformat.batch.rows import SourceFormat, find_source_format, read_rows
from citeformat.errors import CiteformatError, Problem, SourceError
from citeformat.richtext.links import Links
from citeformat.style import Style

__all__ = ["BatchProgress", "BatchSummary", "batch_files"]

_CHUNK = 1_000
"""The number of rows whose records are in memory at once."""
_MOST_EXAMPLES = 3
"""The number of problems of a part that are shown."""
_MOST_KINDS = 50
"""The number of different messages that are counted in a part."""
_MOST_RESTARTS = 3
"""How often workers that were killed are replaced."""

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\d[\d,.]*")
"""The values in a message."""

_Sources: TypeAlias = "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]"


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
    """The first problems, as `file:row: severity: message`."""
    failed: tuple[Problem, ...]
    """The parts of the source that cannot be read."""
    digest: str
    """A checksum of all that was rendered. Equal runs have equal ones."""
    seconds: float
    """The time that it took."""


class _Job(NamedTuple):
    """What a worker needs to know, once."""

    styles: bytes
    """The pickled styles. A worker loads them from the cache of compiled styles."""
    folder: Path
    column: str | None
    rows: int
    rendering: Rendering
    source_format: SourceFormat


def batch_files(
    source: _Sources,
    target: str | os.PathLike[str],
    style: StyleLike | Sequence[StyleLike],
    *,
    workers: int = 1,
    rows: int = 10_000,
    column: str | None = None,
    formats: Sequence[BatchFormat] = ("text", "html"),
    locale: str | None = None,
    citation: bool = False,
    links: Links | None = None,
    source_format: str | None = None,
    report: Callable[[BatchProgress], None] | None = None,
) -> BatchSummary:
    """Render the works in files, in one style or several.

    Args:
        source: A Parquet file, a file of JSON Lines (which may be compressed with gzip), a folder
            of them, or several.
        target: A folder, or a file whose name ends in `.parquet`. A row group of the source is a
            file in the folder, and so are `rows` lines.
        style: A style or several, by any of their names. Each row is rendered in each style.
        workers: The number of processes. The result is the same for any number. A program that
            uses several needs `if __name__ == "__main__":`, as always with `multiprocessing`.
        rows: The number of lines in a part, and of rows that are in memory.
        column: The column with the works, as JSON or as structs; in JSON Lines, a member of the
            object on each line. By default, a row itself is a work, or its only column has one.
        formats: As for `render_batch`, and so are the arguments up to `source_format`.
        locale: A BCP 47 tag.
        citation: Whether the citation of each work is rendered too.
        links: The links that the entries get in HTML.
        source_format: What all works are.
        report: Receives the progress after each part.

    Returns:
        The numbers of rows and problems. The files have the columns of `arrow_schema`, and `style`,
        the name of the style.

    Raises:
        SourceError: A file does not exist, or is neither Parquet nor JSON Lines. No file can be
            read. The target is one of them, or in a folder of them.
        RecordError: A file has no such column.
        CiteformatError: pyarrow is not installed, or a worker was killed again and again.
        OSError: A file cannot be written.
    """
    pa = import_arrow()
    if workers < 1 or rows < 1:
        raise ValueError("workers and rows are at least 1")
    given = [style] if isinstance(style, (str, bytes, os.PathLike, Style)) else style
    styles = [Style.load(each, locale=locale) for each in given]
    service = find_source_format(source_format)
    rendering = Rendering(formats, citation, links)
    path = Path(target)
    sources = find_sources(source, path)
    is_file = path.name.lower().endswith(".parquet") and not path.is_dir()
    folder = path.with_name(f".{path.name}.parts") if is_file else path
    folder.mkdir(parents=True, exist_ok=True)
    _remove_unfinished(folder)
    settings = {
        "citeformat": __version__,
        "pyarrow": pa.__version__,
        "styles": [describe_style(each) for each in styles],
        "rows": rows,
        "column": column,
        "formats": list(rendering.formats),
        "citation": citation,
        "links": None if links is None else list(links),
        "source_format": service or "auto",
    }
    manifest = Manifest(folder, settings)
    job = _Job(pickle.dumps(tuple(styles)), folder, column, rows, rendering, service)
    run = _Run(manifest, sources, report)
    run.render(job, rows, workers)
    if is_file:
        _join(folder, sorted(manifest.parts), path)
        shutil.rmtree(folder)
    return run.summary()


class _Run:
    """A run, and what it has done so far."""

    def __init__(
        self,
        manifest: Manifest,
        sources: Sequence[Path],
        report: Callable[[BatchProgress], None] | None,
    ) -> None:
        self._manifest = manifest
        self._sources = sources
        self._report = report
        self._begun = perf_counter()
        self._size = sum([path.stat().st_size for path in sources])
        self._done_size = self._skipped_size = 0
        self._done_rows = self._skipped = 0
        self._failed: dict[str, Problem] = {}

    def render(self, job: _Job, rows: int, workers: int) -> None:
        """Render all parts, and keep the manifest up to date."""
        earlier, previous = self._manifest.names_of_previous(), self._manifest.previous()
        parts = iter_parts(self._sources, rows)
        tasks = ((part, previous.get(part.name)) for part in parts)
        if workers == 1:
            for part, known in tasks:
                self._finish(part, known, _outcome(job, part, known))
        else:
            self._render_in_processes(job, tasks, workers)
        for name in earlier - {
            *self._manifest.parts
        }:  # the source was larger, or a part has failed
            (self._manifest.folder / Path(name).name).unlink(missing_ok=True)
        _remove_unfinished(self._manifest.folder)
        if self._failed and not self._manifest.parts:
            raise SourceError(next(iter(self._failed.values())).message)
        self._manifest.finished = not self._failed
        self._manifest.save()

    def _render_in_processes(
        self, job: _Job, tasks: Iterator[tuple[Part, DonePart | None]], workers: int
    ) -> None:
        """Render parts in spawned processes. A killed process costs only its own part."""
        waiting: list[tuple[Part, DonePart | None]] = []
        for restart in range(_MOST_RESTARTS + 1):
            running: dict[Future[_Outcome], tuple[Part, DonePart | None]] = {}
            pool = worker_pool(workers)
            try:
                while True:
                    while len(running) < 2 * workers:
                        task = waiting.pop(0) if waiting else next(tasks, None)
                        if task is None:
                            break
                        try:
                            running[pool.submit(_outcome, job, *task)] = task
                        except BrokenProcessPool:
                            waiting.append(task)
                            raise
                    if not running:
                        return
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        outcome = future.result()
                        self._finish(*running.pop(future), outcome)
            except BrokenProcessPool as error:
                waiting = [*running.values(), *waiting]
                if restart == _MOST_RESTARTS:
                    message = "a worker was killed again and again, perhaps for lack of memory"
                    raise CiteformatError(
                        f"{message}; run it again with fewer workers: finished parts are kept"
                    ) from error
            finally:
                pool.shutdown(cancel_futures=True)

    def _finish(self, part: Part, known: DonePart | None, outcome: _Outcome) -> None:
        """Note that a part is done."""
        self._done_size += part.size
        if part.fault:
            hint = "the rest of its rows was left out"
            self._failed[part.name] = Problem("error", part.fault, part.source, hint=hint)
        if isinstance(outcome, Problem):
            self._failed[part.name] = outcome
        elif part.rows:
            self._manifest.parts[part.name] = outcome
            if outcome == known:
                self._skipped += 1
                self._skipped_size += part.size
            else:
                self._done_rows += part.rows
                self._manifest.save()
        if self._report is not None:
            seconds = perf_counter() - self._begun
            todo = max(self._size - self._skipped_size, 1)
            share = min((self._done_size - self._skipped_size) / todo, 1.0)
            self._report(BatchProgress(self._done_rows, share, seconds))

    def summary(self) -> BatchSummary:
        """Return the numbers of the run."""
        parts = [self._manifest.parts[name] for name in sorted(self._manifest.parts)]
        problems: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        for part in parts:
            problems.update(part.problems)
            kinds.update(part.kinds)
        failed = tuple([self._failed[name] for name in sorted(self._failed)])
        problems.update([each.severity for each in failed])
        return BatchSummary(
            sum([part.rows for part in parts]),
            len(parts),
            self._skipped,
            sum([part.fallback for part in parts]),
            dict(problems),
            dict(kinds.most_common()),
            tuple([each for part in parts for each in part.examples]),
            failed,
            self._manifest.digest,
            perf_counter() - self._begun,
        )


def _remove_unfinished(folder: Path) -> None:
    """Remove what processes that were killed have left."""
    for aside in folder.glob(".part-*.tmp"):
        aside.unlink(missing_ok=True)


_Outcome: TypeAlias = "DonePart | Problem"
"""A rendered part, or why its rows cannot be read."""


@lru_cache(maxsize=1)
def _loaded(styles: bytes) -> tuple[Style, ...]:
    """Load the styles of a run. A worker does it once."""
    loaded: tuple[Style, ...] = pickle.loads(styles)
    return loaded


def _outcome(job: _Job, part: Part, known: DonePart | None) -> _Outcome:
    """Render a part, unless an earlier run has finished it."""
    if not part.rows:
        return DonePart(part.source, part.first_row, 0, "", "")
    path = job.folder / part.name
    try:
        digest = part_digest(part)
        if known is not None and known.input == digest and known.digest == file_digest(path):
            return known
        return _rendered(job, part, digest)
    except SourceError as error:
        return Problem("error", str(error), part.source, hint="its rows were left out")


def _rendered(job: _Job, part: Part, digest: str) -> DonePart:
    """Render a part to its file."""
    from pyarrow import RecordBatch, array, parquet, string

    path = job.folder / part.name
    aside = job.folder / f".{part.name}.{os.getpid()}.tmp"
    styles, service = _loaded(job.styles), job.source_format
    schema = arrow_schema().append(_style_field())
    tally = _Tally(part)
    try:
        with parquet.ParquetWriter(aside, schema, compression="zstd") as writer:
            for items in part_rows(part, job.column, job.rows):
                made: list[list[RecordBatch]] = [[] for _ in styles]
                for start in range(0, len(items), _CHUNK):
                    with paused_collector():
                        rows = read_rows(items[start : start + _CHUNK], service)
                        known = [0] * len(rows)
                        for style, batches in zip(styles, made, strict=True):
                            batch = render_rows(rows, style, job.rendering)
                            tally.add(batch, known)
                            known = [len(row.problems) for row in rows]
                            names = array([style.name or style.title] * len(batch), string())
                            columns = to_arrow(batch, job.rendering).columns
                            batches.append(
                                RecordBatch.from_arrays([*columns, names], schema=schema)
                            )
                    tally.row += len(rows)
                for batches in made:
                    for each in batches:
                        writer.write_batch(each)
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        rendered = file_digest(aside)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return tally.done(digest, rendered)


def _style_field() -> Any:
    from pyarrow import field, string

    return field("style", string())


class _Tally:
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
                    shown = replace(problem, source=self._part.source, line=number)
                    self._examples.append(str(shown))

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


def _join(folder: Path, names: Sequence[str], target: Path) -> None:
    """Join the files of all parts to one file, which is written aside and moved."""
    from pyarrow import parquet

    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    schema = arrow_schema().append(_style_field())
    with ExitStack() as undo:
        undo.callback(aside.unlink, missing_ok=True)
        with parquet.ParquetWriter(aside, schema, compression="zstd") as writer:
            for name in names:
                with parquet.ParquetFile(folder / name) as file:
                    for group in range(file.num_row_groups):
                        writer.write_table(file.read_row_group(group))
        with aside.open("rb+") as written:
            os.fsync(written.fileno())
        aside.replace(target)
        undo.pop_all()
