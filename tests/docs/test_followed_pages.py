"""Pages that the reader follows step by step print what they say.

A block with a title is a file that the reader saves, or one line of it that the reader changes.
All blocks of a page are followed in order, in an empty folder.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli
from tests.shared import ROOT

BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```', re.DOTALL | re.MULTILINE)
PAGES = [
    path.name
    for path in sorted((ROOT / "docs").glob("*.md"))
    if any(title for _, title, _ in BLOCK.findall(path.read_text("utf-8")))
]


def run(command: str, folder: Path) -> str:
    """Run a command of the page and return what it prints."""
    program, *arguments = shlex.split(command)
    if program == "citeformat":
        return CliRunner().invoke(cli, arguments, standalone_mode=False).output
    assert program == "python", f"the page runs {program}"
    made = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, encoding="utf-8"
    )
    return made.stdout + made.stderr


def save(title: str, text: str, folder: Path) -> None:
    """Save a file, or change one line of it."""
    name, _, line = title.partition(", line ")
    file = folder / name
    if line:
        lines = file.read_text("utf-8").splitlines(keepends=True)
        lines[int(line) - 1] = text
        text = "".join(lines)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = 0

    for language, title, text in BLOCK.findall((ROOT / "docs" / page).read_text("utf-8")):
        if title:
            save(title, text, tmp_path)
        elif language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, expected = part.partition("\n")
                assert run(command, tmp_path).rstrip() == expected.rstrip(), command
                commands += 1
    assert commands
