"""A two-way ratchet: `passing.txt` lists what passes, `NOTES.md` says why the rest does not.

A listed fixture that fails is a regression. A fixture that passes but is not listed is progress
that could be lost unnoticed. Both are errors; `python -m tests.suite --update` removes the second.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

__all__ = ["NOTES", "PASSING", "find_suite", "noted", "passing", "write_notes", "write_passing"]

_HERE = Path(__file__).parent
PASSING = _HERE / "passing.txt"
NOTES = _HERE / "NOTES.md"
NO_REASON = "no reason known yet"

_ROW = re.compile(r"^\| `(\w+)` \| (.*) \|$")


def find_suite(given: str = "") -> Path | None:
    """Return the folder of the fixtures: the given one, $CSL_TEST_SUITE, or ../shared."""
    name = given or os.environ.get("CSL_TEST_SUITE", "")
    folder = Path(name) if name else _HERE.parents[2] / "shared" / "csl-test-suite"
    return folder if folder.is_dir() else None


def passing() -> set[str]:
    """Return the names of the fixtures that are known to pass."""
    return set(PASSING.read_text(encoding="utf-8").split()) if PASSING.exists() else set()


def write_passing(names: Iterable[str]) -> None:
    """List the fixtures that pass, one a line, sorted."""
    PASSING.write_text("".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")


def noted() -> dict[str, str]:
    """Return the failing fixtures in the notes with their reasons."""
    text = NOTES.read_text(encoding="utf-8") if NOTES.exists() else ""
    return {row[1]: row[2] for row in map(_ROW.match, text.splitlines()) if row}


def write_notes(failing: Iterable[str]) -> None:
    """Rewrite the table of failing fixtures in the notes, and keep known reasons."""
    reasons = noted()
    text = NOTES.read_text(encoding="utf-8")
    head = text[: text.index("| fixture |")]
    rows = [f"| `{name}` | {reasons.get(name, NO_REASON)} |\n" for name in sorted(failing)]
    table = "| fixture | why it does not pass |\n|---|---|\n" + "".join(rows)
    NOTES.write_text(head + table, encoding="utf-8")
