"""The examples of the pages about output print what the pages say."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli
from tests.docs.examples import run_examples
from tests.shared import ROOT

PAGES = ("cite-this", "output-formats", "links", "publication-lists", "spans")
TEXTS = {name: (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in PAGES}
COMMANDS = [
    (command, expected)
    for text in TEXTS.values()
    for command, expected in re.findall(r"```console\n\$ citeformat (.*?)\n(.*?)```", text, re.S)
]


@pytest.mark.parametrize("name", PAGES)
def test_python_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "docx" in TEXTS[name]:
        pytest.importorskip("docx")
    monkeypatch.chdir(ROOT)

    assert run_examples(TEXTS[name], f"{name}.md") > 3


@pytest.mark.parametrize(("command", "expected"), COMMANDS)
def test_console_example(command: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    made = CliRunner().invoke(cli, shlex.split(command), standalone_mode=False)

    assert made.output.rstrip() == expected.rstrip()
