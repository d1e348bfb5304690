"""The histories of figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import citeformat
from tools import history
from tools.plots import speed_ratios

if TYPE_CHECKING:
    from pathlib import Path


def test_figures_are_appended(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"

    history.append(path, {"passed": 5})
    history.append(path, {"passed": 6})

    first, second = history.read(path)
    assert (first["passed"], second["passed"]) == (5, 6)
    assert first["version"] == citeformat.__version__
    assert set(first) == {"date", "version", "commit", "python", "machine", "passed"}
    assert [json.loads(line) for line in path.read_text("utf-8").splitlines()] == [first, second]


def test_a_job_that_a_version_did_not_have_is_a_gap() -> None:
    entries = [
        {"seconds": {"a": {"citeformat": 1.0, "citeproc-js": 4.0}}},
        {"seconds": {"a": {"citeformat": 1.0}, "b": {"citeformat": 2.0, "citeproc-js": 3.0}}},
    ]

    assert speed_ratios(entries) == {"a": [4.0, None], "b": [None, 1.5]}


def test_the_last_recorded_version_passes_the_most_fixtures() -> None:
    passed = [entry["passed"] for entry in history.read(history.CONFORMANCE)]

    assert len(passed) > 1
    assert passed[-1] == max(passed)
