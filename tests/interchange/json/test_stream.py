"""One record at a time, from files of any size."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citeformat
from citeformat import Problem, RecordStream, SourceError, iter_records, read

A = '{"id": "a", "title": "A"}'
B = '{"id": "b", "title": "B"}'
LINES = f'{A}\n\n{{"id": "x" "title": "X"}}\n{B}\n'


def read_all(stream: RecordStream) -> tuple[list[str], list[tuple[str, int]]]:
    """Return the ids, and the severities and lines of the problems."""
    ids = [record.id for record in stream]
    return ids, [(problem.severity, problem.line) for problem in stream.problems]


def sources(tmp_path: Path, data: bytes) -> Iterator[str | bytes | Path | IO[str] | IO[bytes]]:
    """Yield bytes in all forms that `read` takes."""
    path = tmp_path / "file"
    path.write_bytes(data)
    yield path
    yield str(path)
    yield data
    yield io.BytesIO(data)
    if not data.startswith(b"\x1f"):
        yield data.decode("utf-8")
        yield io.StringIO(data.decode("utf-8"))


@pytest.mark.parametrize("is_compressed", [False, True])
def test_json_lines_from_any_source(tmp_path: Path, is_compressed: bool) -> None:
    data = gzip.compress(LINES.encode()) if is_compressed else LINES.encode()

    for source in sources(tmp_path, data):
        assert read_all(iter_records(source)) == (["a", "b"], [("error", 3)])


@pytest.mark.parametrize(
    ("text", "ids", "problems"),
    [
        (f"[{A}, {B}]", "ab", []),
        (f"[\n{A},\n{B}\n]\n", "ab", []),
        (f'{{"items": [{A}, {B}], "more": [{{"id": "c"}}]}}', "ab", []),
        (f'\n\n{{"meta": {{"n": 2}},\n"results": [{A}, {B}]}}', "ab", []),
        (f"{A}{B}", "ab", []),
        (f"{A}\n{B}", "ab", []),
        (f"{A},\n{B},\n", "ab", []),
        ('{\n"id": "a"\n}\n{\n"id": "b"\n}', "ab", []),
        (f"[{A}]\n[{B}]", "ab", []),
        (f"[{A}, {B}", "ab", [("error", 1)]),
        (f"[{A},\nand {B}]", "ab", [("error", 2)]),
        (f'[{A},\n{{"id" 1}},\n{B}]', "ab", [("error", 2)]),
        (f'[{A},\n{{"id": "x", "title": "X\n{B}]', "ab", [("error", 2)]),
        (f'[\n {A},\n {{"id": "x",\n  "author": [{{"family": "X\n {B}]', "ab", [("error", 4)]),
        (f'{A}\n{{"id": "x", "volume": NaN}}\n{B}', "axb", [("warning", 2)]),
        (f'[{A}, {{"id": "x", "volume": NaN}}, {B}]', "axb", [("warning", 1)]),
        ('{"id": "a"}\n5\n[]\n{"id": "b"}\n', "ab", [("error", 2), ("error", 3)]),
        ("", "", [("info", 0)]),
        (" \n ", "", [("info", 0)]),
        ("[]", "", []),
    ],
)
def test_lists_answers_and_faults(text: str, ids: str, problems: list[tuple[str, int]]) -> None:
    assert read_all(iter_records(io.StringIO(text))) == (list(ids), problems)


ITEM = st.fixed_dictionaries(
    {"title": st.text(st.characters(exclude_categories=["Cs"]), max_size=9)},
    optional={"volume": st.integers(0, 99), "note": st.sampled_from(["{", "]", '"', "\\"])},
)


@given(
    st.lists(ITEM, max_size=5),
    st.sampled_from([("[", ",\n", "]"), ("", "\n", "\n"), ('{"items": [', ", ", "]}")]),
    st.sampled_from([None, 1]),
)
def test_a_stream_has_the_records_of_read(
    items: list[dict[str, object]], form: tuple[str, str, str], indent: int | None
) -> None:
    start, between, end = form
    made = [json.dumps({"id": str(at), **item}, indent=indent) for at, item in enumerate(items)]
    text = start + between.join(made) + end
    if not text.strip():
        return
    records = read(text)
    stream = iter_records(text)

    assert [(record, record.line) for record in stream] == [(one, one.line) for one in records]
    assert len(records) == len(items)


def test_items_may_be_longer_than_a_piece() -> None:
    """A piece has a million characters."""
    items = [{"id": str(number), "title": "x" * 700_000} for number in range(6)]
    stream = iter_records(json.dumps(items))

    assert [len(record.title or "") for record in stream] == [700_000] * 6
    assert stream.problems == ()


class Endless(io.RawIOBase):
    """A file with a number of equal lines, none of which is kept."""

    def __init__(self, line: bytes, count: int, start: bytes = b"") -> None:
        self._line, self._left, self._rest = line, count, start

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
        while len(self._rest) < len(buffer) and self._left:
            copies = min(self._left, 1 + len(buffer) // len(self._line))
            self._rest += self._line * copies
            self._left -= copies
        found, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(found)] = found
        return len(found)


@pytest.mark.parametrize(
    ("line", "start", "per_line"),
    [
        (b'{"id": "a", "title": "%s"}\n' % (b"A" * 900), b"", 1),
        (b'{"id": "a", "title": "%s"},\n' % (b"A" * 900), b"[", 1),
        (b'{"id": "a" "title": "%s"}\n' % (b"A" * 900), b"", 0),
    ],
)
def test_memory_does_not_depend_on_the_length(line: bytes, start: bytes, per_line: int) -> None:
    """10 MB of records, or more problems than are kept."""
    count = 10_000 if per_line else 1_500
    tracemalloc.start()
    try:
        stream = iter_records(cast("IO[bytes]", Endless(line, count, start)))
        found = sum(1 for _ in stream)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert found == count * per_line
    assert stream.problem_count == (count if not per_line else bool(start))
    assert peak < 7_000_000


def test_of_very_many_problems_the_first_are_kept_and_all_are_reported() -> None:
    reported: list[Problem] = []
    stream = iter_records('{"id" 1}\n' * 1_500, report=reported.append)

    assert list(stream) == []
    assert stream.problem_count == len(reported) == 1_500
    assert len(stream.problems) == 1_001
    assert stream.problems[-1].message == "500 more problems are not listed"


def test_the_records_before_a_broken_end_are_read(tmp_path: Path) -> None:
    lines = "".join(f'{{"id": "r{number}", "title": "{number**9}"}}\n' for number in range(2_000))
    data = gzip.compress(lines.encode())
    path = tmp_path / "part.jsonl.gz"
    path.write_bytes(data[: len(data) // 2])
    with iter_records(path) as stream:
        ids = [record.id for record in stream]
    records = read(path)

    assert ids == [f"r{number}" for number in range(len(ids))]
    assert 500 < len(ids) < 1_500
    assert "not complete" in stream.problems[-1].message
    assert list(records.ids) == ids
    assert any("not complete" in problem.message for problem in records.problems)


def test_other_formats_are_read_as_a_whole(tmp_path: Path) -> None:
    bib = "@book{a, title = {The Art of Cooking}, tilte = {x}}\n@book{b, title = {É}}\n"
    path = tmp_path / "refs.bib.gz"
    path.write_bytes(gzip.compress(bib.encode("cp1252")))

    for source in (path, path.read_bytes(), io.BytesIO(path.read_bytes()), path.open("rb")):
        stream = iter_records(source)
        assert [record.title for record in stream] == ["The Art of Cooking", "É"]
        assert "Windows-1252" in stream.problems[0].message
        assert stream.problems[0].source == getattr(source, "name", "") or source is path
        if isinstance(source, io.IOBase):
            source.close()
    assert read(path).ids == ("a", "b")


def test_the_title_case_can_be_chosen() -> None:
    (record,) = iter_records(A, titles="sentence")
    assert record.titles == "sentence"
    with pytest.raises(citeformat.RecordError, match="titles"):
        iter_records(A, titles="upper")  # type: ignore[arg-type]


def test_files_are_closed_and_given_files_are_not(tmp_path: Path) -> None:
    """Warnings are errors here, so an open file would fail the test."""
    path = tmp_path / "refs.jsonl"
    path.write_text(f"{A}\n{B}\n", encoding="utf-8")
    for record in iter_records(path):
        assert record.id == "a"
        break
    with iter_records(path) as stream:
        assert next(stream).id == "a"
    assert list(stream) == []
    with path.open("rb") as file:
        list(iter_records(file))
        assert not file.closed
    with path.open(encoding="utf-8") as text:
        list(iter_records(text))
        assert not text.closed


def test_an_encoding_and_stray_bytes(tmp_path: Path) -> None:
    path = tmp_path / "refs.jsonl"
    path.write_bytes('{"id": "a", "title": "É"}\n'.encode("latin-1"))

    assert next(iter_records(path, encoding="latin-1")).title == "É"
    stream = iter_records(path)
    assert [record.title for record in stream] == ["\ufffd"]
    assert [problem.severity for problem in stream.problems] == ["warning"]
    path.write_bytes('[{"id": "a", "title": "É"}]'.encode("utf-16"))
    assert next(iter_records(path)).title == "É"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (Path("missing.jsonl"), "there is no file named"),
        ("missing.jsonl", "there is no file named"),
        (Path(), "is a folder"),
        (5, "a path, text, bytes or an open file is needed"),
    ],
)
def test_what_cannot_be_opened_is_refused_at_once(source: object, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        iter_records(source)  # type: ignore[arg-type]


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "refs.jsonl"
    path.write_text(A, encoding="utf-8")

    with pytest.raises(SourceError, match="cannot be read"):
        iter_records(path, encoding="utf-99")


def test_all_problems_of_an_item_are_counted() -> None:
    item = '{"id": "a", "type": "book", "issued": {"date-parts": 5}, "author": 7, "title": {}}'
    with iter_records(f"{item}\n{item}\n") as stream:
        assert [record.id for record in stream] == ["a", "a"]

    assert stream.problem_count == len(stream.problems) > 2
    assert {problem.severity for problem in stream.problems} <= {"error", "warning"}
