"""Render the works in files: `citeformat.batch_files`.

In: Parquet files, and files of JSON Lines. Out: Parquet files, one for each part, or one for all. A
run that was stopped goes on after the parts that it has finished.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

from citeformat import __version__
from citeformat._util.processes import worker_pool
from citeformat.batch.arrow import import_arrow
from citeformat.batch.manifest import MANIFEST, DonePart, Manifest, describe_style
from citeformat.batch.part_files import (
    Job,
    Outcome,
    is_rendered,
    join_parts,
    remove_unfinished,
    render_part,
)
from citeformat.batch.parts import Part, find_sources, iter_parts
from citeformat.batch.rendering import BatchFormat, Rendering, StyleLike
from citeformat.batch.rows import find_source_format
from citeformat.batch.summary import BatchProgress, BatchSummary
from citeformat.errors import CiteformatError, Problem, SourceError
from citeformat.richtext.links import Links
from citeformat.style import Style

__all__ = ["batch_files"]

_MOST_RESTARTS = 3
"""How often workers that were killed are replaced."""

_Sources: TypeAlias = "str | os.PathLike[str] | Iterable[str | os.PathLike[str]]"


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
    overwrite: bool = False,
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
        overwrite: Whether a file that citeformat did not write is replaced, and what a run with
            other settings has written; and whether a folder is used that has other files, which
            stay.
        report: Receives the progress after each part.

    Returns:
        The numbers of rows and problems. The files have the columns of `arrow_schema`, and `style`,
        the name of the style.

    Raises:
        SourceError: A file does not exist, or is neither Parquet nor JSON Lines. No file can be
            read. The target is one of them, or in a folder of them, or has something else, or has
            the suffix of another kind of file. The folder has what a run with another style or
            other options has written.
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
    suffix = path.suffix.lower()
    is_file = suffix == ".parquet" and not path.is_dir()
    if suffix[1:].isalpha() and not is_file and not path.is_dir():
        raise SourceError(
            f"{path} would be a folder of Parquet files; give a folder without {suffix}, "
            "or a file whose name ends in .parquet"
        )
    if not overwrite:
        _refuse_other_files(path, is_file)
    folder = path.with_name(f".{path.name}.parts") if is_file else path
    folder.mkdir(parents=True, exist_ok=True)
    remove_unfinished(folder)
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
    if not is_file and not overwrite and (other := manifest.other_choices()):
        raise SourceError(
            f"{path} has the result of a run with other settings ({', '.join(other)}); "
            "choose another folder, or use --force (overwrite=True) to replace it"
        )
    job = Job(pickle.dumps(tuple(styles)), folder, column, rows, rendering, service)
    run = _Run(manifest, sources, report)
    run.render(job, rows, workers)
    if is_file:
        join_parts(folder, sorted(manifest.parts), path)
        shutil.rmtree(folder)
    return run.summary()


def _refuse_other_files(target: Path, is_file: bool) -> None:
    """Make sure that nothing is at the target that an earlier run did not write.

    Raises:
        SourceError: Something else is there.
    """
    if is_file and target.exists() and not is_rendered(target):
        raise SourceError(
            f"{target} exists, and citeformat batch has not written it; "
            "choose another target, or use --force (overwrite=True) to replace it"
        )
    if target.is_dir() and not (target / MANIFEST).exists():
        own = ("part-", ".part-")  # a run that was killed may have left them
        others = [each.name for each in target.iterdir() if not each.name.startswith(own)]
        if others:
            raise SourceError(
                f"the folder {target} has other files, such as {min(others)!r}; "
                "choose another one, or use --force (overwrite=True) to put the parts there"
            )


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

    def render(self, job: Job, rows: int, workers: int) -> None:
        """Render all parts, and keep the manifest up to date.

        Raises:
            SourceError: No part can be read.
            CiteformatError: A worker was killed again and again.
        """
        earlier, previous = self._manifest.names_of_previous(), self._manifest.previous()
        parts = iter_parts(self._sources, rows)
        tasks = ((part, previous.get(part.name)) for part in parts)
        if workers == 1:
            for part, known in tasks:
                self._finish(part, known, render_part(job, part, known))
        else:
            self._render_in_processes(job, tasks, workers)
        # The source was larger, or a part has failed.
        for name in earlier - {*self._manifest.parts}:
            (self._manifest.folder / Path(name).name).unlink(missing_ok=True)
        if self._failed and not self._manifest.parts:
            raise SourceError(next(iter(self._failed.values())).message)
        self._manifest.finished = not self._failed
        self._manifest.save()

    def _render_in_processes(
        self, job: Job, tasks: Iterator[tuple[Part, DonePart | None]], workers: int
    ) -> None:
        """Render parts in spawned processes. A killed process costs only its own part."""
        waiting: list[tuple[Part, DonePart | None]] = []
        for restart in range(_MOST_RESTARTS + 1):
            running: dict[Future[Outcome], tuple[Part, DonePart | None]] = {}
            pool = worker_pool(workers)
            try:
                while True:
                    while len(running) < 2 * workers:
                        task = waiting.pop(0) if waiting else next(tasks, None)
                        if task is None:
                            break
                        try:
                            running[pool.submit(render_part, job, *task)] = task
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
                remove_unfinished(self._manifest.folder)

    def _finish(self, part: Part, known: DonePart | None, outcome: Outcome) -> None:
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
