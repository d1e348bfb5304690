"""Render the parts of a table to files of their own, and join these files.

In: a part, and what is rendered. Out: a Parquet file, which is written aside and moved, so that it
is whole at any time.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from contextlib import ExitStack
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from citeformat._util.collector import paused_collector
from citeformat.batch.arrow import arrow_schema, to_arrow
from citeformat.batch.manifest import DonePart, file_digest
from citeformat.batch.parts import Part, part_digest, part_rows
from citeformat.batch.rendering import Rendering, render_rows
from citeformat.batch.rows import SourceFormat, read_rows
from citeformat.batch.summary import Tally
from citeformat.errors import Problem, SourceError
from citeformat.style import Style

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Job", "Outcome", "is_rendered", "join_parts", "remove_unfinished", "render_part",
]  # fmt: skip

_CHUNK = 1_000
"""The number of rows whose records are in memory at once."""

Outcome: TypeAlias = "DonePart | Problem"
"""A rendered part, or why its rows cannot be read."""


class Job(NamedTuple):
    """What a worker needs to know, once."""

    styles: bytes
    """The pickled styles. A worker loads them from the cache of compiled styles."""
    folder: Path
    column: str | None
    rows: int
    rendering: Rendering
    source_format: SourceFormat


def render_part(job: Job, part: Part, known: DonePart | None) -> Outcome:
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


@lru_cache(maxsize=1)
def _loaded(styles: bytes) -> tuple[Style, ...]:
    """Load the styles of a run. A worker does it once."""
    loaded: tuple[Style, ...] = pickle.loads(styles)
    return loaded


def _rendered(job: Job, part: Part, digest: str) -> DonePart:
    """Render a part to its file."""
    from pyarrow import RecordBatch, array, parquet, string

    path = job.folder / part.name
    aside = job.folder / f".{part.name}.{os.getpid()}.tmp"
    styles, service = _loaded(job.styles), job.source_format
    schema = _schema()
    tally = Tally(part)
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


def _schema() -> Any:
    """Return the schema of the files: that of `arrow_schema`, and the name of the style."""
    from pyarrow import field, string

    return arrow_schema().append(field("style", string()))


def is_rendered(path: Path) -> bool:
    """Whether a file is a Parquet file with the columns that this module writes."""
    from pyarrow import ArrowException, parquet

    try:
        return bool(parquet.read_schema(path).names == _schema().names)
    except (OSError, ArrowException):
        return False


def remove_unfinished(folder: Path) -> None:
    """Remove what processes that were killed have left."""
    for aside in folder.glob(".part-*.tmp"):
        aside.unlink(missing_ok=True)


def join_parts(folder: Path, names: Sequence[str], target: Path) -> None:
    """Join the files of all parts to one file, which is written aside and moved."""
    from pyarrow import parquet

    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    schema = _schema()
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
