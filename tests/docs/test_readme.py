"""The examples of the README print what it says."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli
from tests.docs.examples import run_examples
from tests.shared import ROOT

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = [
    (part.split("\n", 1)[0], part.split("\n", 1)[1])
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for part in block.split("$ citeformat ")
    if part
]


def test_python_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert run_examples(README, "README.md") > 10


@pytest.mark.parametrize(("command", "expected"), COMMANDS, ids=[line for line, _ in COMMANDS])
def test_console_example(command: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    result = CliRunner().invoke(cli, shlex.split(command), standalone_mode=False)

    assert result.output == expected


def test_set_up_commands_are_one_line_each() -> None:
    found = re.findall(r"<!-- setup: (\w+) -->\n```sh\n(.*?)```", README, re.DOTALL)

    assert [name for name, _ in found] == ["run", "test"]
    assert all(text.count("\n") == 1 for _, text in found)


def test_the_list_of_pages_is_complete() -> None:
    pages = ROOT / "docs"
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (pages / "README.md").read_text("utf-8")))

    assert listed == {path.name for path in pages.glob("*.md")} - {"README.md"}
