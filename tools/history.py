"""Keep the figures of each measured version in a file, one JSON object to a line.

`python -m tests.suite --record` and `python -m benchmarks --record` append to these files, and
`python -m tools.plots` draws them.
"""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import citeformat

__all__ = ["BENCHMARKS", "CONFORMANCE", "ROOT", "append", "read"]

ROOT = Path(__file__).resolve().parent.parent

BENCHMARKS = ROOT / "benchmarks" / "history.jsonl"
CONFORMANCE = ROOT / "tests" / "suite" / "history.jsonl"


def append(path: Path, figures: Mapping[str, Any]) -> None:
    """Append figures, with the date, the version, the commit, and the Python that ran.

    Args:
        path: The file.
        figures: What was measured; the values are those of JSON.
    """
    commit = subprocess.run(
        ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True
    ).stdout.strip()
    entry = {
        "date": date.today().isoformat(),
        "version": citeformat.__version__,
        "commit": commit,
        "python": platform.python_version(),
        "machine": platform.machine(),
        **figures,
    }
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def read(path: Path) -> list[dict[str, Any]]:
    """Read all entries of a file, the oldest first."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
