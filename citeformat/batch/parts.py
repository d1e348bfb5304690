"""Split files into parts that are rendered by themselves.

In: Parquet files and files of JSON Lines. Out: parts. A row group of Parquet is a part, and so are
a number of lines. Only one part of a file is in memory.
"""

from __future__ import annotations

import codecs
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from citeformat.batch.arrow import UNREAD, import_arrow, missing_column, rows_of
from citeformat.errors import RecordError, SourceError
from citeformat.interchange.registry import find_suffix

__all__ = ["Part", "find_sources", "iter_parts", "part_digest", "part_rows"]

_PARQUET = ".parquet"
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_GZIP = b"\x1f\x8b"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_MOST_BYTES = 1 << 26
"""A part ends after so many bytes, whatever its number of lines. A longer line is cut, and so it
is not JSON."""


class Part(NamedTuple):
    """Some rows of a file."""

    name: str
    """The name of the file that they are rendered to."""
    source: str
    first_row: int
    """The number of its first row in the file, counted from 1."""
    rows: int
    size: int
    """How many bytes of the file it takes."""
    group: int = -1
    """The number of a row group, or -1 for lines."""
    lines: tuple[bytes, ...] = ()
    line_numbers: Sequence[int] = ()
    """The numbers of the lines in the file, where blank ones count."""
    fault: str = ""
    """Why the rest of the file cannot be read."""


def find_sources(
    source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], target: Path
) -> list[Path]:
    """List the files of a table. Those of a folder are sorted by their names.

    Args:
        source: Files and folders.
        target: Where the result will be.

    Raises:
        SourceError: A file does not exist, or it is neither Parquet nor JSON Lines. The target is
            one of the files or folders, or in one of them.
    """
    written = target.resolve()
    given = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    found: list[Path] = []
    for path in map(Path, given):
        given_path = path.resolve()
        if given_path == written or (path.is_dir() and given_path in written.parents):
            raise SourceError(f"the target {target} is in the source {path}; choose another one")
        if path.is_dir():
            inside = sorted(
                each for each in path.rglob("*") if each.is_file() and _is_table(each)
                and not each.name.startswith((".", "_"))
            )  # fmt: skip
            if not inside:
                raise SourceError(f"the folder {str(path)!r} has no .parquet or .jsonl files")
            found += inside
        elif not path.exists():
            raise SourceError(f"there is no file named {str(path)!r}")
        elif not _is_table(path):
            hint = f"the names of tables end in {_PARQUET} or {_LINES[0]}"
            if find_suffix(path.name):
                hint = f"citeformat convert {path} -o {path.stem}{_LINES[0]} writes JSON Lines"
            raise SourceError(f"{path} is neither Parquet nor JSON Lines; {hint}")
        else:
            found.append(path)
    return found


def _is_table(path: Path) -> bool:
    return path.name.lower().endswith((_PARQUET, *_LINES))


def iter_parts(sources: Iterable[Path], rows: int) -> Iterator[Part]:
    """Split files into parts.

    Args:
        sources: The files.
        rows: The number of lines in a part.

    The last part of a file that cannot be read has a fault, and may have no rows.
    """
    number = 0
    for source in sources:
        is_parquet = source.name.lower().endswith(_PARQUET)
        for part in _row_groups(source) if is_parquet else _line_groups(source, rows):
            yield part._replace(name=f"part-{number:06}{_PARQUET}")
            number += 1


def _row_groups(source: Path) -> Iterator[Part]:
    try:
        with _parquet_file(str(source)) as file:
            metadata, first = file.metadata, 1
            for group in range(metadata.num_row_groups):
                about = metadata.row_group(group)
                size = source.stat().st_size * about.num_rows // max(metadata.num_rows, 1)
                yield Part("", str(source), first, about.num_rows, size, group)
                first += about.num_rows
    except SourceError as error:
        yield Part("", str(source), 1, 0, source.stat().st_size, fault=str(error))


def _parquet_file(source: str) -> Any:
    """Open a Parquet file.

    Raises:
        SourceError: It cannot be read.
    """
    pa = import_arrow()
    from pyarrow import parquet

    try:
        return parquet.ParquetFile(source)
    except (OSError, pa.ArrowException) as error:
        raise SourceError(f"{source} cannot be read: {error}") from error


def _line_groups(source: Path, rows: int) -> Iterator[Part]:
    lines: list[bytes] = []
    numbers: list[int] = []
    first, begun, size, fault = 1, 0, 0, ""
    with source.open("rb") as raw:

        def part() -> Part:
            read = raw.tell() - begun
            return Part(
                "", str(source), first, len(lines), read, -1, tuple(lines), tuple(numbers), fault
            )

        file: IO[bytes] = raw
        if raw.peek(2).startswith(_UTF_16):
            fault = f"{source} is in UTF-16, and JSON Lines are in UTF-8"
            yield part()
            return
        if raw.peek(2).startswith(_GZIP):
            file = cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
        try:
            for number, line in _lines(file):
                lines.append(line)
                numbers.append(number)
                size += len(line)
                if len(lines) >= rows or size >= _MOST_BYTES:
                    yield part()
                    first, begun, size = first + len(lines), raw.tell(), 0
                    lines.clear()
                    numbers.clear()
        except (OSError, EOFError, zlib.error) as error:
            fault = f"{source} cannot be read on: {error}"
        if lines or fault:
            yield part()


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the text of each line that is not blank. The rest of a line that is too
    long is skipped."""
    number = 0
    while line := file.readline(_MOST_BYTES):
        number += 1
        if len(line) == _MOST_BYTES and not line.endswith(b"\n"):
            while (rest := file.readline(_MOST_BYTES)) and not rest.endswith(b"\n"):
                pass
            line = line[:1000]
        if stripped := line.strip():
            yield number, stripped


def part_digest(part: Part) -> str:
    """Return a checksum of the rows of a part, as they are in the file."""
    digest = hashlib.blake2b(digest_size=16)
    if part.group < 0:
        for line in part.lines:
            digest.update(line)
            digest.update(b"\n")
        return digest.hexdigest()
    with _parquet_file(part.source) as file:
        digest.update(str(file.schema_arrow).encode())
        about = file.metadata.row_group(part.group)
        chunks = [about.column(index) for index in range(about.num_columns)]
    with Path(part.source).open("rb") as raw:
        for chunk in chunks:
            starts = chunk.data_page_offset, chunk.dictionary_page_offset
            raw.seek(min([start for start in starts if start is not None]))
            left = chunk.total_compressed_size
            while left > 0 and (data := raw.read(min(left, 1 << 20))):
                digest.update(data)
                left -= len(data)
    return digest.hexdigest()


def part_rows(part: Part, column: str | None, rows: int) -> Iterator[list[Any]]:
    """Yield the rows of a part, some at a time.

    Args:
        part: The part.
        column: The column with the works; `None` if each row is one, or there is one column.
        rows: The most rows at a time.

    Raises:
        SourceError: The file cannot be read.
        RecordError: The file has no such column.
    """
    if part.group < 0:
        yield _members(part, column) if column else list(part.lines)
        return
    pa = import_arrow()
    try:
        with _parquet_file(part.source) as file:
            names = file.schema_arrow.names
            if column is None and len(names) == 1:
                column = names[0]
            wanted = [name for name in names if name not in UNREAD] if column is None else [column]
            if column is not None and column not in names:
                try:
                    rows_of(file.schema_arrow.empty_table(), column)
                except RecordError as error:
                    raise RecordError(f"{part.source}: {error}") from None
            for batch in file.iter_batches(rows, row_groups=[part.group], columns=wanted):
                yield rows_of(batch, column)
    except (OSError, pa.ArrowException) as error:
        raise SourceError(
            f"row group {part.group} of {part.source} cannot be read: {error}"
        ) from error


def _members(part: Part, column: str) -> list[Any]:
    """Return a member of the object in each line. A line that is not an object stays as it is.

    Raises:
        RecordError: No object at the beginning of the file has the member.
    """
    rows: list[Any] = []
    for line in part.lines:
        try:
            rows.append(json.loads(line))
        except (ValueError, RecursionError):
            rows.append(line)  # is reported when the row is read
    objects = [row for row in rows if isinstance(row, dict)]
    if part.first_row == 1 and objects and not any(column in row for row in objects):
        raise RecordError(f"{part.source}: {missing_column(column, objects[0])}")
    return [row.get(column) if isinstance(row, dict) else row for row in rows]
