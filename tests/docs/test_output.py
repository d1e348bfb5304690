"""The examples of the pages about output do what the pages say."""

from __future__ import annotations

import doctest
import re
import shlex

import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli
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
    blocks = "".join(re.findall(r"```python\n(.*?)```", TEXTS[name], re.DOTALL))
    test = doctest.DocTestParser().get_doctest(blocks, {}, name, f"{name}.md", 0)
    report: list[str] = []

    result = doctest.DocTestRunner().run(test, out=report.append)

    assert result.failed == 0, "".join(report)
    assert result.attempted > 3


@pytest.mark.parametrize(("command", "expected"), COMMANDS)
def test_console_example(command: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    made = CliRunner().invoke(cli, shlex.split(command), standalone_mode=False)

    assert made.output.rstrip() == expected.rstrip()
