"""The command `citeformat batch`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyarrow import parquet

from citeformat import render_batch
from tests.batch.test_rendering import ARTICLE, BOOK
from tests.cli.conftest import Run


@pytest.fixture
def works(tmp_path: Path) -> Path:
    path = tmp_path / "works.jsonl"
    lines = [json.dumps(BOOK), "null", json.dumps(ARTICLE), '{"id": "x", "type": "boook"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("works.jsonl", ("--column", "cls"), "works.jsonl: the table has no column 'cls'; its"),
        ("utf16.jsonl", (), "utf16.jsonl is in UTF-16, and JSON Lines are in UTF-8"),
    ],
)
def test_tables_that_cannot_be_read(
    name: str, options: tuple[str, ...], message: str, run: Run, works: Path, tmp_path: Path
) -> None:
    (tmp_path / "utf16.jsonl").write_text("{}\n", encoding="utf-16")
    source = works.with_name(name)

    code, _, messages = run("batch", str(source), "-o", str(tmp_path / "out"), *options)

    assert code > 0
    assert message in messages


def test_standard_input_is_refused(run: Run, tmp_path: Path) -> None:
    code, _, messages = run("batch", "-", "-o", str(tmp_path / "out"))

    assert (code, "cannot read standard input" in messages) == (2, True)


def test_a_table_in_two_styles(run: Run, works: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"

    code, printed, messages = run(
        "batch", str(works), "-o", str(out), "--style", "apa", "--style", "vancouver",
        "--to", "text", "--citations", "--from", "csl-json",
    )  # fmt: skip

    rows = parquet.read_table(out).to_pylist()
    assert [row["text"] for row in rows[:3]] == [
        render_batch([BOOK], "apa").text[0], None, render_batch([ARTICLE], "apa").text[0]
    ]  # fmt: skip
    assert rows[0]["citation"] == "(Knuth, 1984)"
    assert {row["html"] for row in rows} == {None}
    assert [row["style"] for row in rows] == ["apa"] * 4 + ["nlm-citation-sequence"] * 4
    assert (code, printed) == (1, "")
    lines = messages.splitlines()
    assert lines[0] == f"{works}:2: error: the row is empty (the row has no text)"
    assert "citeformat: 1 × error: the row is empty" in lines
    assert any(line.startswith(f"citeformat: {out}: 4 rows in 1 part, 0:0") for line in lines)
    assert lines[-1].startswith("citeformat: 2 errors, 1 warning")


def test_a_second_run_does_nothing(run: Run, works: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    works.write_text(json.dumps(BOOK), encoding="utf-8")

    assert run("batch", str(works), "-o", out)[0] == 0
    code, _, messages = run("batch", str(works), "-o", out)

    assert code == 0
    assert "1 row in 1 part (1 finished before)" in messages


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.jsonl", "-o", "out"], "error: there is no file named 'missing.jsonl'"),
        (["works.jsonl", "-o", "works.jsonl"], "works.jsonl is an input file"),
        (["works.jsonl"], "Missing option '-o' / '--output'"),
        (["works.jsonl", "-o", "out", "--workers", "0"], "0 is not in the range x>=1"),
        (["works.jsonl", "-o", "works.jsonl/out"], "the table cannot be written"),
        (["works.jsonl", "-o", "out", "--style", "no such style"], "no style"),
    ],
)
def test_wrong_usage(
    arguments: list[str],
    message: str,
    run: Run,
    works: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(works.parent)

    code, _, messages = run("batch", *arguments)

    assert code == 2
    assert message in messages
