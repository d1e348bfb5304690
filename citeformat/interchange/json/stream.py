"""Read one record at a time: `citeformat.iter_records`.

In: a path, text, bytes or an open file, which may be compressed with gzip. Out: records, one at a
time. Of a JSON file only one item is in memory: of JSON Lines, of a list, or of the list in an
answer. A file in another format is read as a whole.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn, TextIO, cast

from citeformat.errors import Problem, SourceError
from citeformat.interchange import READERS, read_source
from citeformat.interchange.json.items import (
    ItemDecoder,
    Located,
    end_of_object,
    line_start,
    list_start,
)
from citeformat.interchange.json.works import CSL_ITEMS, records_of_items
from citeformat.interchange.registry import find_suffix
from citeformat.interchange.source import (
    BOMS,
    GZIP,
    Source,
    SourceLike,
    Unpacked,
    decode,
    given_text,
    is_file_name,
    name_of_file,
    open_source,
)
from citeformat.record import Record, Records
from citeformat.record.core import TitleCase
from citeformat.record.titles import with_title_case

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["RecordStream", "iter_records"]

_MOST_PROBLEMS = 1_000
"""So many problems are kept; the others are counted."""

_PIECE = 1 << 20
"""The number of characters that are read at once."""

_LONGEST_ITEM = 1 << 26
"""An item without an end is given up after so many characters."""

_GAP = re.compile(r"[\s,]*")
_ITEM_OR_END = re.compile(r"[{\]]")


class RecordStream(Iterator[Record]):
    """The records of a file, one at a time, and the problems so far.

    It is an iterator, and a context manager that closes the file. The file is also closed after the
    last record.

    >>> with iter_records('{"id": "a", "title": "A"}\\n{"id": "b", "title": "B"}\\n') as stream:
    ...     [record.title for record in stream]
    ['A', 'B']
    """

    def __init__(
        self, records: Iterator[Record], problems: _FirstProblems, close: Callable[[], None]
    ) -> None:
        self._records = records
        self._problems = problems
        self._close = close

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems so far, but no more than 1,000. A last one says how many there are more."""
        more = self.problem_count - len(self._problems)
        if not more:
            return tuple(self._problems)
        message = f"{more:,} more problem{'s are' if more > 1 else ' is'} not listed"
        return (*self._problems, Problem("info", message, self._problems[0].source))

    @property
    def problem_count(self) -> int:
        """The number of problems so far."""
        return self._problems.count_of_all

    def __next__(self) -> Record:
        try:
            return next(self._records)
        except BaseException:  # the last record, or a file that cannot be read on
            self.close()
            raise

    def close(self) -> None:
        """Close the file. An open file that was given stays open."""
        self._records = iter(())
        self._close()

    def __enter__(self) -> RecordStream:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


class _FirstProblems(list[Problem]):
    """The first problems of a stream, which may have any number of them."""

    def __init__(self, report: Callable[[Problem], None] | None) -> None:
        super().__init__()
        self.count_of_all = 0
        self._report = report

    def append(self, problem: Problem) -> None:
        self.count_of_all += 1
        if self._report is not None:
            self._report(problem)
        if len(self) < _MOST_PROBLEMS:
            super().append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.append(problem)


def iter_records(
    source: SourceLike,
    *,
    format: str | None = None,
    encoding: str | None = None,
    titles: TitleCase | None = None,
    report: Callable[[Problem], None] | None = None,
) -> RecordStream:
    """Read references one at a time.

    A JSON file of any size takes constant memory, whether it has one item per line or is a list.
    So ids are not compared: two records may have the same one.

    Args:
        source: A path, text, bytes or an open file, as `read` takes it. It may be compressed with
            gzip.
        format: The name of the format; `read` lists them. Otherwise the suffix of the file decides,
            then the text.
        encoding: The encoding of bytes; otherwise UTF-8.
        titles: As for `read`.
        report: Receives each problem when it is found. `problems` keeps the first 1,000.

    Returns:
        The records, an iterator with `problems` and `problem_count`.

    Raises:
        SourceError: The file does not exist, or it is not text.
        FormatError: No format has this name, or the text is in no format that citeformat knows.

    >>> stream = iter_records('[{"id": "a", "title": "A"}, {"id": "b", "issued": "x"}]')
    >>> [record.id for record in stream], stream.problem_count
    (['a', 'b'], 0)
    """
    with_title_case(Records(), titles)  # raises for any other value
    reader = READERS.find(format) if format is not None else None
    problems = _FirstProblems(report)
    with ExitStack() as opened:
        file = _open(source, encoding, opened)
        reader = reader or find_suffix(file.name)
        if reader is None and file.head.lstrip()[:1] in ("[", "{"):
            reader = READERS["csl-json"]
        if reader is None or reader.name not in CSL_ITEMS:
            found = with_title_case(read_source(_whole(file, source, encoding), reader), titles)
            problems.extend(found.problems)
            return RecordStream(iter(found), problems, opened.pop_all().close)
        items = _items(file, problems)
        records = records_of_items(items, file.name, problems, CSL_ITEMS[reader.name], None)
        if titles is not None:
            records = (record.replace(titles=titles) for record in records)
        return RecordStream(records, problems, opened.pop_all().close)
    raise AssertionError("an exit stack passes exceptions on")


class _File(NamedTuple):
    """An open file, and its first line that is not blank."""

    text: TextIO
    name: str
    head: str
    line: int
    unpacked: Unpacked | None


def _open(source: SourceLike, encoding: str | None, opened: ExitStack) -> _File:
    """Open a source, decompress it, and read its first line.

    Args:
        source: A path, text, bytes or an open file.
        encoding: The encoding of bytes.
        opened: Receives what is to be closed. A file that is given is not closed.

    Raises:
        SourceError: It cannot be read.
    """
    name, unpacked = name_of_file(source), None
    file: object = source
    if isinstance(source, (bytes, bytearray)):
        file = io.BytesIO(source)
    elif isinstance(source, os.PathLike) or (isinstance(source, str) and is_file_name(source)):
        name = os.fspath(source)
        try:
            file = Path(name).open("rb")  # noqa: SIM115 - the stream closes it
            opened.callback(file.close)
        except (OSError, ValueError):
            file = io.StringIO(open_source(Path(name), encoding).text)  # says what is wrong
    elif not hasattr(source, "readline") or isinstance(source, str):
        file = io.StringIO(open_source(source, encoding).text)
    try:
        if not isinstance(file, io.TextIOBase):
            binary = io.BufferedReader(cast("io.RawIOBase", file))
            opened.callback(binary.detach)
            if binary.peek(len(GZIP)).startswith(GZIP):
                unpacked = Unpacked(binary)
                binary = io.BufferedReader(unpacked)
            start = binary.peek(4)
            mark = next((codec for bom, codec in BOMS if start.startswith(bom)), "utf-8")
            # Stray bytes become lone surrogates, which `from_csl` reports.
            file = io.TextIOWrapper(binary, encoding or mark, "surrogateescape")
            opened.callback(file.detach)
        text = cast("TextIO", file)
        line, head = 1, text.readline(_PIECE)
        while head and not head.strip():
            line += head.count("\n")
            head = text.readline(_PIECE)
    except (OSError, ValueError, LookupError) as error:
        raise SourceError(f"{name or 'the file'} cannot be read: {error}") from error
    return _File(text, name, head, line, unpacked)


def _whole(file: _File, source: SourceLike, encoding: str | None) -> Source:
    """Read the rest of a file, and return all of its text."""
    if isinstance(source, (str, bytes, bytearray, os.PathLike)):
        return open_source(source, encoding)
    text = "\n" * (file.line - 1) + file.head + file.text.read()
    is_binary = isinstance(file.text, io.TextIOWrapper) and file.text is not source
    if is_binary:
        return decode(text.encode(file.text.encoding, "surrogateescape"), file.name, encoding)
    return given_text(text)._replace(name=file.name)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"JSON has no {name}")


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)
"""Decodes items without faults. The others are left to `ItemDecoder`, which reports the faults."""


def _items(file: _File, problems: list[Problem]) -> Iterator[Located]:
    """Decode the items of a file piece by piece.

    Raises:
        SourceError: The text is neither a list nor an object.
    """
    head, name = file.head, file.name
    try:
        if not head:
            problems.append(Problem("info", "no references were found", name))
        elif _is_item(head):
            yield from _items_of_lines(file, problems)
        else:
            yield from _Window(file, problems).items()
    except (OSError, UnicodeError) as error:
        problems.append(Problem("error", f"the file cannot be read on: {error}", name))
    if file.unpacked is not None and file.unpacked.fault:
        message = f"the file is not complete: {file.unpacked.fault}"
        problems.append(Problem("error", message, name, hint="the rest was left out"))


def _is_item(line: str) -> bool:
    """Return whether a line is a whole item, so that the file has one on each line."""
    if not line.endswith("\n") or not line.lstrip().startswith("{") or list_start(line):
        return False
    return _decoded(line.rstrip(" \t\n,")) is not None


def _decoded(text: str) -> object:
    """Decode a whole text, or return `None` if it is not JSON."""
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def _items_of_lines(file: _File, problems: list[Problem]) -> Iterator[Located]:
    """Decode JSON Lines: one item on each line."""
    text, line = file.head, file.line
    while text:
        if text.strip():
            item = _decoded(text)
            if item is None:
                yield from ItemDecoder(text, file.name, problems, line).items(0, "objects")
            else:
                yield item, line
        line += 1
        text = file.text.readline()


class _Window:
    """A part of a file that moves from item to item."""

    def __init__(self, file: _File, problems: list[Problem]) -> None:
        self._file = file.text
        self._text = file.head + file.text.read(_PIECE)
        self._position = len(file.head) - len(file.head.lstrip())
        self._line, self._counted = file.line, 0
        self._name, self._problems = file.name, problems
        self._in_list = self._ended = False

    def items(self) -> Iterator[Located]:
        """Yield the items of a list, or objects that follow one another.

        Raises:
            SourceError: The text is neither a list nor an object.
        """
        opening = self._text[self._position]
        if opening not in "[{":
            what = self._name or "the text"
            raise SourceError(f"{what} is not JSON with records: it is neither list nor object")
        wrapped = list_start(self._text) if opening == "{" else 0
        in_list = self._in_list = bool(wrapped) or opening == "["
        self._ended = not in_list
        if in_list:
            self._position = wrapped or self._position + 1
        while self._skip_gap():
            mark = self._text[self._position]
            if mark == "{":
                yield from self._item()
            elif mark == "]" and wrapped:
                return  # what follows are the other members of the answer
            elif mark in "[]" and in_list:  # one list may follow another
                self._ended = mark == "]"
                self._position += 1
            else:
                self._report_stray()
        if not self._ended:
            self._report("the list does not end")

    def _item(self) -> Iterator[Located]:
        while True:
            start = self._position
            self._line += self._text.count("\n", self._counted, start)
            self._counted = start
            try:
                item, self._position = _DECODER.raw_decode(self._text, start)
            except (ValueError, RecursionError):
                end = end_of_object(self._text, start)
                is_long = len(self._text) - start > _LONGEST_ITEM
                if not end and not is_long and self._extend():
                    continue
                self._position = end or len(self._text)
                piece = self._text[line_start(self._text, start) : self._position]
                decoder = ItemDecoder(piece, self._name, self._problems, self._line)
                # Without an end, all of the rest is left to it, with the end of the list.
                self._ended = self._ended or not end
                yield from decoder.items(0, "list" if self._in_list and not end else "objects")
            else:
                yield item, self._line
            return

    def _skip_gap(self) -> bool:
        """Move to the next character that is neither blank nor comma; false at the end."""
        while True:
            gap = _GAP.match(self._text, self._position)
            self._position = gap.end() if gap else self._position
            if self._position < len(self._text):
                return True
            if not self._extend():
                return False

    def _extend(self) -> bool:
        """Read on, and forget what is before the position; false at the end of the file."""
        kept = line_start(self._text, self._position)  # an indent tells items from what is in them
        rest = self._text[kept:]
        piece = self._file.read(max(_PIECE, len(rest)))
        if not piece:
            return False
        self._line += self._text.count("\n", self._counted, kept)
        self._text, self._position, self._counted = rest + piece, self._position - kept, 0
        return True

    def _report_stray(self) -> None:
        """Report text that is not an item, and go to the next item."""
        start = self._position
        shown = " ".join(self._text[start : start + 80].partition("{")[0].split()).rstrip(", ")
        shown = f"{shown[:40]}..." if len(shown) > 40 else shown
        self._report(f"an item is expected, not {shown!r}", "this was left out")
        while (found := _ITEM_OR_END.search(self._text, self._position)) is None:
            self._position = len(self._text)
            if not self._extend():
                return
        self._position = max(found.start(), start + 1 if found.start() == start else 0)

    def _report(self, message: str, hint: str = "") -> None:
        line = self._line + self._text.count("\n", self._counted, self._position)
        self._problems.append(Problem("error", message, self._name, line, hint))
