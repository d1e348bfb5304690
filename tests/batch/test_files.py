"""Files of works: parts, workers, runs that were stopped, and input that cannot be read."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from citeformat import RecordError, SourceError, batch_files, render_batch
from citeformat.batch.manifest import MANIFEST
from citeformat.batch.summary import BatchProgress
from tests.batch.test_rendering import ARTICLE, BOOK
from tests.shared import ROOT

Write = Callable[[Path], Path]


def items(count: int) -> list[dict[str, Any]]:
    return [{**(ARTICLE if n % 2 else BOOK), "id": f"i{n}", "title": f"Title {n}"}
            for n in range(count)]  # fmt: skip


def write_lines(folder: Path, count: int = 25, name: str = "works.jsonl") -> Path:
    text = "".join(json.dumps(item) + "\n" for item in items(count))
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


def write_json_column(folder: Path) -> Path:
    table = pa.table({"n": range(25), "csl": [json.dumps(item) for item in items(25)]})
    parquet.write_table(table, folder / "works.parquet", row_group_size=10)
    return folder / "works.parquet"


def write_structs(folder: Path) -> Path:
    table = pa.table({"csl": pa.array(items(25))})
    parquet.write_table(table, folder / "works.parquet", row_group_size=10)
    return folder / "works.parquet"


def write_rows(folder: Path) -> Path:
    table = pa.Table.from_struct_array(pa.array(items(25)))
    parquet.write_table(table, folder / "w.parquet", row_group_size=10)
    return folder / "w.parquet"


def read_table(path: Path) -> Any:
    names = sorted(path.glob("part-*.parquet")) if path.is_dir() else [path]
    return pa.concat_tables([parquet.read_table(name) for name in names])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MANIFEST}


@pytest.mark.parametrize(
    ("write", "column"),
    [
        (write_lines, None),
        (lambda folder: write_lines(folder, name="works.ndjson.gz"), None),
        (write_json_column, "csl"),
        (write_structs, None),
        (write_structs, "csl"),
        (write_rows, None),
    ],
    ids=["lines", "compressed lines", "JSON", "structs", "named structs", "rows"],
)
@pytest.mark.parametrize("target", ["out", "out.parquet"])
def test_sources_and_targets(write: Write, column: str | None, target: str, tmp_path: Path) -> None:
    source, out = write(tmp_path), tmp_path / target

    summary = batch_files(source, out, ["apa", "vancouver"], rows=10, column=column)

    table = read_table(out)
    assert (summary.rows, summary.parts, summary.skipped) == (25, 3, 0)
    assert (summary.problems, summary.failed, summary.fallback) == ({}, (), 0)
    assert table.schema.names == ["id", "text", "html", "citation", "problems", "style"]
    for name, own in (("apa", "apa"), ("vancouver", "nlm-citation-sequence")):
        rows = [row for row in table.to_pylist() if row["style"] == own]
        expected = render_batch(items(25), name)
        assert [row["text"] for row in rows] == list(expected.text)
        assert [row["html"] for row in rows] == list(expected.html)
        assert [row["id"] for row in rows] == list(expected.ids)
    left = {"out", "out.parquet"} & {path.name for path in tmp_path.iterdir()}
    assert left == {target}
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")]


def test_the_result_does_not_depend_on_workers(tmp_path: Path) -> None:
    source = write_lines(tmp_path, 60)

    runs = [
        batch_files(source, tmp_path / str(workers), "apa", rows=10, workers=workers)
        for workers in (1, 2)
    ]

    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert runs[0].digest == runs[1].digest


def test_finished_parts_are_not_done_again(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path), tmp_path / "out"
    first = batch_files(source, out, "apa", rows=10)
    before = contents(out)
    (out / "part-000001.parquet").write_bytes(b"damaged")
    times = {name: (out / name).stat().st_mtime_ns for name in before}

    again = batch_files(source, out, "apa", rows=10)

    assert (again.skipped, again.rows, again.digest) == (2, 25, first.digest)
    assert contents(out) == before
    changed = {name for name in before if (out / name).stat().st_mtime_ns != times[name]}
    assert changed == {"part-000001.parquet"}
    manifest = json.loads((out / MANIFEST).read_text("utf-8"))
    assert manifest["finished"]
    assert (manifest["rows"], manifest["digest"]) == (25, first.digest)
    assert manifest["settings"]["styles"][0]["name"] == "apa"


@pytest.mark.parametrize(
    "settings",
    [{"style": "vancouver"}, {"locale": "de"}, {"formats": ["text"]}, {"citation": True}],
    ids=str,
)
def test_other_settings_do_all_parts_again_if_asked_to(
    settings: dict[str, Any], tmp_path: Path
) -> None:
    source, out = write_lines(tmp_path), tmp_path / "out"
    batch_files(source, out, "apa", rows=10)
    before = contents(out)

    with pytest.raises(SourceError, match=r"other settings \(.*--force"):
        batch_files(source, out, **{"style": "apa", "rows": 10, **settings})
    assert contents(out) == before
    again = batch_files(source, out, overwrite=True, **{"style": "apa", "rows": 10, **settings})

    assert again.skipped == 0
    batch_files(source, tmp_path / "new", **{"style": "apa", "rows": 10, **settings})
    assert contents(out) == contents(tmp_path / "new")


def test_another_size_of_parts_does_all_parts_again(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path), tmp_path / "out"
    batch_files(source, out, "apa", rows=10)

    again = batch_files(source, out, "apa", rows=20)

    assert (again.skipped, again.parts, again.rows) == (0, 2, 25)
    assert sorted(contents(out)) == ["part-000000.parquet", "part-000001.parquet"]


def test_a_changed_source_does_its_parts_again(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path), tmp_path / "out"
    batch_files(source, out, "apa", rows=10)
    lines = source.read_text("utf-8").splitlines(keepends=True)
    source.write_text("".join(lines[:19]), encoding="utf-8")

    again = batch_files(source, out, "apa", rows=10)

    assert (again.rows, again.skipped) == (19, 1)
    assert sorted(contents(out)) == ["part-000000.parquet", "part-000001.parquet"]
    assert read_table(out).num_rows == 19


def test_settings_that_cannot_be_read_are_other_settings(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path), tmp_path / "out"
    batch_files(source, out, "apa", rows=10)
    (out / MANIFEST).write_text('{"settings": {"styles": [1]}}', encoding="utf-8")

    with pytest.raises(SourceError, match=r"other settings \(styles\)"):
        batch_files(source, out, "apa", rows=10)
    assert batch_files(source, out, "apa", rows=10, overwrite=True).skipped == 0


@pytest.mark.parametrize("text", ["", "{", "[]", '{"settings": 1, "parts": {"x": 1}}'])
def test_a_damaged_manifest_is_replaced(text: str, tmp_path: Path) -> None:
    source, out = write_lines(tmp_path), tmp_path / "out"
    batch_files(source, out, "apa", rows=10)
    (out / MANIFEST).write_text(text, encoding="utf-8")

    assert batch_files(source, out, "apa", rows=10).skipped == 0
    assert batch_files(source, out, "apa", rows=10).skipped == 3


def test_a_folder_of_files(tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    (folder / "2024").mkdir(parents=True)
    write_lines(folder, 5, "b.jsonl.gz")
    write_lines(folder / "2024", 5, "a.jsonl")
    write_rows(folder / "2024")
    (folder / "README.txt").write_text("not a table")

    summary = batch_files(folder, tmp_path / "out", "apa", rows=10)

    assert (summary.rows, summary.parts) == (35, 5)
    assert read_table(tmp_path / "out").column("id").to_pylist()[:6] == [
        "i0", "i1", "i2", "i3", "i4", "i0"
    ]  # fmt: skip


def test_a_member_of_each_line(tmp_path: Path) -> None:
    source = tmp_path / "works.jsonl"
    rows = [{"n": 1, "csl": BOOK}, {"n": 2}, 3]
    source.write_text("\n\n".join(map(json.dumps, rows)) + "\n{", encoding="utf-8")

    summary = batch_files(source, tmp_path / "out", "apa", column="csl")

    made = read_table(tmp_path / "out").column("id").to_pylist()
    assert made == ["knuth", None, None, None]
    assert summary.problems == {"error": 3}
    assert (
        summary.kinds
        == {
            "error: the row is empty": 1,
            "error: a row must be an object, not …": 1,
            "error: this is not JSON: Expecting property name enclosed in double quotes": 1,
        }
        or len(summary.kinds) == 3
    )
    assert summary.examples[0] == (
        f"{source}:3: error: row 2: the row is empty (the row has no text)"
    )


def test_problems_of_rows_are_counted_once(tmp_path: Path) -> None:
    source = tmp_path / "works.jsonl"
    source.write_text('null\n{"id": "x", "type": "boook", "title": "T"}\n', encoding="utf-8")

    summary = batch_files(source, tmp_path / "out", ["apa", "vancouver"])

    assert summary.problems == {"error": 1, "warning": 1}


def test_a_broken_row_group_costs_its_rows(tmp_path: Path) -> None:
    source, out = write_json_column(tmp_path), tmp_path / "out"
    about = parquet.ParquetFile(source).metadata.row_group(1).column(1)
    data = bytearray(source.read_bytes())
    start = about.dictionary_page_offset or about.data_page_offset
    data[start : start + 40] = b"\xff" * 40
    source.write_bytes(data)

    summary = batch_files(source, out, "apa", column="csl")

    assert summary.rows == 15
    assert [str(each).partition(" cannot")[0] for each in summary.failed] == [
        f"{source}: error: row group 1 of {source}"
    ]
    assert sorted(contents(out)) == ["part-000000.parquet", "part-000002.parquet"]
    assert not json.loads((out / MANIFEST).read_text("utf-8"))["finished"]


def test_a_compressed_file_that_ends_early(tmp_path: Path) -> None:
    source = write_lines(tmp_path, 2_000, "works.jsonl.gz")
    source.write_bytes(source.read_bytes()[:-200])
    other = write_lines(tmp_path, 7)

    summary = batch_files([source, other], tmp_path / "out", "apa", rows=500)

    assert 1_500 < summary.rows < 2_007
    assert [each.message.partition(": ")[0] for each in summary.failed] == [
        f"{source} cannot be read on"
    ]
    assert read_table(tmp_path / "out").column("id").to_pylist()[-7:] == [f"i{n}" for n in range(7)]


def test_a_broken_file_costs_its_rows(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    other = write_lines(tmp_path, 7)

    summary = batch_files([tmp_path / "a.parquet", other], tmp_path / "out", "apa", workers=2)

    assert (summary.rows, len(summary.failed)) == (7, 1)
    assert sorted(contents(tmp_path / "out")) == ["part-000001.parquet"]


@pytest.mark.parametrize("target", ["dump", "dump/out", "dump/out.parquet"])
def test_the_target_is_not_in_the_source(target: str, tmp_path: Path) -> None:
    (tmp_path / "dump").mkdir()
    write_lines(tmp_path / "dump")

    with pytest.raises(SourceError, match="is in the source"):
        batch_files(tmp_path / "dump", tmp_path / target, "apa")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("works.bib", b"", r"neither .* JSON Lines; citeformat convert \S+ -o works\.jsonl writes"),
        ("works.xlsx", b"", r"the names of tables end in \.parquet or \.jsonl"),
        ("works.parquet", b"PAR1", "cannot be read"),
        ("missing.jsonl", None, "there is no file named"),
    ],
)
def test_sources_that_are_no_tables(
    name: str, content: bytes | None, message: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(SourceError, match=message):
        batch_files(tmp_path / name, tmp_path / "out", "apa")


def test_wrong_arguments(tmp_path: Path) -> None:
    source = write_json_column(tmp_path)

    with pytest.raises(RecordError, match=r"works\.parquet: the table has no column 'cls'; did"):
        batch_files(source, tmp_path / "out", "apa", column="cls")
    with pytest.raises(ValueError, match="at least 1"):
        batch_files(source, tmp_path / "out", "apa", workers=0)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=r"has no \.parquet or \.jsonl files"):
        batch_files(tmp_path / "empty", tmp_path / "out", "apa")
    with pytest.raises(SourceError, match=r"out\.csv would be a folder of Parquet files"):
        batch_files(source, tmp_path / "out.csv", "apa")
    assert not (tmp_path / "out.csv").exists()
    assert batch_files(source, tmp_path / "run-1.5", "apa", column="csl").rows == 25


def test_progress(tmp_path: Path) -> None:
    source, seen = write_lines(tmp_path, 40), list[BatchProgress]()

    batch_files(source, tmp_path / "out", "apa", rows=10, report=seen.append)

    assert [each.rows for each in seen] == [10, 20, 30, 40]
    assert seen[-1].part == 1.0
    assert seen[-1].seconds_left == 0.0
    assert BatchProgress(100, 0.25, 10.0).rate == 10.0
    assert BatchProgress(100, 0.25, 10.0).seconds_left == 30.0
    assert BatchProgress(0, 0.0, 0.0).seconds_left == 0.0


def test_a_source_without_rows(tmp_path: Path) -> None:
    (tmp_path / "works.jsonl").write_text("\n", encoding="utf-8")

    assert batch_files(tmp_path / "works.jsonl", tmp_path / "o.parquet", "apa").rows == 0
    assert parquet.read_table(tmp_path / "o.parquet").num_rows == 0


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_killed_command_goes_on_where_it_was(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path, 12_000), tmp_path / "out"
    batch_files(source, tmp_path / "whole", "apa", rows=500)
    words = [sys.executable, "-m", "citeformat", "batch", str(source), "-o", str(out),
             "--rows", "500", "--workers", "2"]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
    while running.poll() is None and len([*out.glob("part-*.parquet")]) < 3:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    stored = json.loads((out / MANIFEST).read_text("utf-8"))
    times = {name: (out / name).stat().st_mtime_ns for name in stored["parts"]}

    summary = batch_files(source, out, "apa", rows=500)

    assert 2 <= summary.skipped < 24
    assert {name: (out / name).stat().st_mtime_ns for name in times} == times
    assert contents(out) == contents(tmp_path / "whole")


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="the system has no groups of processes")
def test_an_interrupted_command_ends_quietly(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path, 12_000), tmp_path / "out"
    script = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from citeformat.cli.main import main; raise SystemExit(main())"
    )  # a process in the background may ignore the signal
    words = [sys.executable, "-c", script, "batch", str(source), "-o", str(out),
             "--rows", "500", "--workers", "2"]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        words, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while running.poll() is None and not [*out.glob("part-*.parquet")]:
        time.sleep(0.01)

    os.killpg(running.pid, signal.SIGINT)

    _, said = running.communicate()
    assert (running.returncode, said.strip()) == (130, "citeformat: error: interrupted")
    assert not [*out.glob(".*")]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_killed_worker_is_replaced(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path, 12_000), tmp_path / "out"
    batch_files(source, tmp_path / "whole", "apa", rows=500)
    killed: list[int] = []

    def kill_a_worker(_progress: BatchProgress) -> None:
        import multiprocessing

        workers = multiprocessing.active_children()
        if not killed and workers and workers[0].pid:
            killed.append(workers[0].pid)
            os.kill(workers[0].pid, signal.SIGKILL)

    summary = batch_files(source, out, "apa", rows=500, workers=2, report=kill_a_worker)

    assert killed
    assert (summary.rows, summary.parts) == (12_000, 24)
    assert contents(out) == contents(tmp_path / "whole")


def test_problems_have_the_line_and_the_row_where_blank_lines_are_between(tmp_path: Path) -> None:
    source = tmp_path / "works.jsonl"
    source.write_text(f"{json.dumps(BOOK)}\n\n\nnull\n{{\n")

    summary = batch_files(source, tmp_path / "out", "apa", rows=2)

    assert summary.examples == (
        f"{source}:4: error: row 2: the row is empty (the row has no text)",
        f"{source}:5: error: row 3: this is not JSON: Expecting property name enclosed in double "
        "quotes (the row has no text)",
    )


def test_problems_of_parquet_have_the_row(tmp_path: Path) -> None:
    source = tmp_path / "works.parquet"
    parquet.write_table(
        pa.table({"csl": [json.dumps(BOOK)] * 3 + [None]}), source, row_group_size=2
    )

    summary = batch_files(source, tmp_path / "out", "apa", column="csl")

    assert summary.examples == (f"{source}: error: row 4: the row is empty (the row has no text)",)


@pytest.mark.parametrize("target", ["out", "out.parquet"])
def test_what_others_have_written_stays(tmp_path: Path, target: str) -> None:
    source, path = tmp_path / "works.jsonl", tmp_path / target
    source.write_text(json.dumps(BOOK))
    other = path
    if not path.suffix:
        path.mkdir()
        other = path / "notes.txt"
    other.write_text("mine")

    with pytest.raises(SourceError, match="--force"):
        batch_files(source, path, "apa")
    assert other.read_text() == "mine"

    batch_files(source, path, "apa", overwrite=True)
    again = batch_files(source, path, "apa")

    assert again.rows == 1
    assert other == path or other.read_text() == "mine"
