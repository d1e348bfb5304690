"""The examples of the pages about the command line and about styles print what the pages say."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli
from tests.docs.examples import run_examples
from tests.shared import ROOT

TEXTS = {
    name: (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("command-line", "styles")
}
COMMANDS = [
    tuple(part.split("\n", 1))
    for text in TEXTS.values()
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    for part in block.split("$ citeformat ")
    if part
]


def test_python_examples() -> None:
    assert run_examples(TEXTS["styles"], "styles.md") > 8


@pytest.mark.parametrize(("command", "expected"), COMMANDS, ids=[line for line, _ in COMMANDS])
def test_console_example(command: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert CliRunner().invoke(cli, shlex.split(command), standalone_mode=False).output == expected
