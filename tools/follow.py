"""Follow a page of the documentation step by step, as its reader does.

A block with a title is a file that the reader saves, or one line of it that the reader changes:

    ```bibtex title="refs.bib, line 4"

A block of the language `console` has commands, each after `$`, and what they print.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

__all__ = ["Step", "blocks", "follow"]

_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```', re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


class Step(NamedTuple):
    """A command of a page."""

    command: str
    expected: str
    """What it prints, as the page says."""
    printed: str
    """What it prints."""


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """Return the language, the title and the text of each block of a page."""
    return _BLOCK.findall(page.read_text("utf-8"))


def follow(page: Path, folder: Path) -> list[Step]:
    """Save the files of a page in a folder, and run its commands there.

    Args:
        page: The page, in Markdown. Its commands are `citeformat` and `python`.
        folder: An empty folder.

    Raises:
        ValueError: The page has another command.
    """
    steps = []
    for language, title, text in blocks(page):
        if title:
            _save(title, text, folder)
        elif language == "console":
            for command, expected in _COMMAND.findall(text):
                steps.append(Step(command, expected, _run(command, folder)))
    return steps


def _save(title: str, text: str, folder: Path) -> None:
    name, _, line = title.partition(", line ")
    file = folder / name
    if line:
        lines = file.read_text("utf-8").splitlines(keepends=True)
        lines[int(line) - 1] = text
        text = "".join(lines)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _run(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    if program not in ("citeformat", "python"):
        raise ValueError(f"a page cannot run {program}")
    module = ["-m", "citeformat"] if program == "citeformat" else []
    made = subprocess.run(
        [sys.executable, *module, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "1000"},
    )
    return made.stdout
