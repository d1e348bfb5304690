"""Every example on every page of the documentation prints what the page says."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli
from tests.docs.examples import run_examples
from tests.shared import ROOT
from tools.follow import blocks

PAGES = {
    path.name: path.read_text("utf-8")
    for path in sorted((ROOT / "docs").glob("*.md"))
    if not any(title for _, title, _ in blocks(path))  # the others: test_followed_pages.py
}
COMMANDS = [
    (page, *part.split("\n", 1))
    for page, text in PAGES.items()
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)
    if part.startswith("citeformat ")
]


@pytest.mark.parametrize("page", [page for page, text in PAGES.items() if "```python\n>>>" in text])
def test_python_examples(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert run_examples(PAGES[page], page)


@pytest.mark.parametrize(
    ("page", "command", "expected"), COMMANDS, ids=[f"{page}-{line}" for page, line, _ in COMMANDS]
)
def test_console_examples(
    page: str, command: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    arguments = shlex.split(command)[1:]

    made = CliRunner().invoke(cli, arguments, standalone_mode=False)

    assert made.output.rstrip() == expected.rstrip()
