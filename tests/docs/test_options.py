"""The commands of the pages that a test does not run have the options that the page gives them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from importlib.util import find_spec

import click
import pytest

from citeformat.cli.main import cli
from tests.docs.examples import EXAMPLES, PAGES, code
from tests.shared import ROOT

DEVELOPERS = [
    line
    for text in (
        *code("CONTRIBUTING.md", "sh", 7),
        *code("RELEASING.md", "sh", 2),
        *code("docs/benchmarks.md", "sh", 1),
        *code("docs/differences.md", "sh", 1),
        *code("tests/fuzz/README.md", "sh", 1),
        *code("tests/specification/README.md", "sh", 1),
    )
    for line in text.splitlines()
    if line
]
"""Commands for developers. Most of them take minutes."""
SHOWN = {
    ".venv/bin/pre-commit install": "writes hooks into the checkout",
    "npm install citeproc": "asks a package registry",
    "python3 -m venv .venv": "the gate runs it",
}
"""Commands of these that are not checked, and why."""
EXTRAS = re.findall(
    r"^(\w+) = \[",
    (ROOT / "pyproject.toml").read_text("utf-8").partition("optional-dependencies]")[2]
    .partition("\n[")[0],
    re.MULTILINE,
)  # fmt: skip
OTHERS = {"pandas", "pre-commit"}
"""Packages of others that the pages install."""


@cache
def help_of(*words: str) -> str:
    """Return the help of a module or a program of the environment of the tests."""
    done = subprocess.run(
        [sys.executable, "-m", *words, "--help"], capture_output=True, text=True, check=True,
        cwd=ROOT, env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"},
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize(
    "command", [line for line in DEVELOPERS if line not in SHOWN and "pip install" not in line]
)
def test_developers(command: str) -> None:
    """The program of a command exists, and has the options and subcommands."""
    words = [word for word in shlex.split(command) if not re.match(r"[A-Z_]+=", word)]
    program = words.pop(0).removeprefix(".venv/bin/")
    if program == "python":
        assert words.pop(0) == "-m"
        program = words.pop(0)
    subcommand = [words.pop(0)] if program in ("ruff", "towncrier") else []
    text = help_of(program, *subcommand)

    named = {word.partition("=")[0] for word in words if word.startswith("-")}
    if program == "tests.fuzz":
        named.add(words[0])
    assert {word for word in named if not re.search(rf"(?<![\w-]){word}(?![\w-])", text)} == set()


def test_the_notes_of_changes() -> None:
    """towncrier collects the notes."""
    (_, command) = code("RELEASING.md", "sh", 2)
    words = [sys.executable, "-m", *shlex.split(command), "--draft"]

    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)

    assert words[-2] in done.stdout
    notes = [path for path in (ROOT / "changes").glob("*.md") if path.name != "README.md"]
    assert done.stdout.count("\n- ") == len(notes)


def test_the_commands_that_are_only_shown_exist() -> None:
    assert set(SHOWN) <= set(DEVELOPERS)


def inline() -> list[tuple[str, str]]:
    """List the code in the sentences and blocks of all pages, and the page of each."""
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        found += [(page, piece) for piece in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)]
    return found + [(each.page, line) for each in EXAMPLES for line in each.text.splitlines()]


def test_packages() -> None:
    """Each package that a page installs is this one, with extras that exist, or a known one."""
    found = [
        (page, word)
        for page, text in inline()
        for line in re.findall(r"\bpip install (.*?)(?: && |$)", text)
        for word in shlex.split(line)
        if not word.startswith("-")
    ]
    wrong = [
        (page, word)
        for page, word in found
        if word not in OTHERS
        and not (
            (named := re.fullmatch(r"(?:citeformat|\.)(?:\[([\w,]+)\])?", word))
            and {*(named[1] or "all").split(",")} <= {*EXTRAS}
        )
    ]

    assert len(found) > 8
    assert wrong == []


def test_modules() -> None:
    """Each module that a page runs exists."""
    found = {
        module for _, text in inline() for module in re.findall(r"\bpython3? -m ([\w.]+)", text)
    }
    files = {module: ROOT / module.replace(".", "/") for module in found}

    assert len(found) > 8
    missing = {
        module
        for module, path in files.items()
        if not (path / "__main__.py").is_file()
        and not path.with_suffix(".py").is_file()
        and find_spec(module) is None
    }
    assert missing <= {"build"}, "the gate installs this one"


def test_options_in_sentences() -> None:
    """A command of citeformat within a sentence has its subcommand and its options."""
    wrong = []
    commands = [
        (page, text)
        for page, text in inline()
        if re.match(r"(\$ )?citeformat [a-z]", text) and not text.startswith("citeformat.")
    ]
    for page, text in commands:
        _, name, *words = text.removeprefix("$ ").split()
        command = cli.get_command(click.Context(cli), name)
        if command is None:
            wrong.append((page, text))
            continue
        options = {
            option for each in command.params for option in [*each.opts, *each.secondary_opts]
        } | {"--help"}
        wrong += [
            (page, text)
            for word in words
            if word.startswith("--") and word.partition("=")[0] not in options
        ]

    assert len(commands) > 50
    assert wrong == []
