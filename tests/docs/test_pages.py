"""Every example on every page of the documentation prints what the page says."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli
from tests.docs.examples import EXAMPLES, PAGES, run_examples, texts
from tests.shared import ROOT

NETWORK = "docs/fetching.md"
"""The page whose examples need the server of test_fetching.py."""
FOLLOWED = {example.page for example in EXAMPLES if example.title}
"""Pages that have files to save: test_followed_pages.py."""
SESSIONS = {
    page: examples
    for page in PAGES
    if page not in FOLLOWED and page != NETWORK and (examples := texts(page, "doctest"))
}
COMMANDS = [
    (example.page, *part.split("\n", 1))
    for example in EXAMPLES
    if example.language == "console" and example.page not in FOLLOWED and example.page != NETWORK
    for part in re.split(r"^\$ ", example.text, flags=re.MULTILINE)
    if part.startswith("citeformat ")
]


@pytest.mark.parametrize("page", SESSIONS)
def test_python_examples(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert run_examples(SESSIONS[page], page)


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
