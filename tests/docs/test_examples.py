"""Each example of each page is run or checked by a test, or is in a short list of the others."""

from __future__ import annotations

import re

import pytest

from tests.docs.examples import EXAMPLES, Example
from tests.docs.test_pages import COMMANDS, FOLLOWED, SESSIONS
from tests.shared import ROOT

SHOWN = {
    ("docs/architecture.md", "text"): "a drawing of how data flow",
}
"""The page and the language of examples that no test reads, and why."""
TAKEN = {
    taken
    for path in (ROOT / "tests").rglob("test_*.py")
    for taken in re.findall(
        r'\bcode\(\s*"([^"]+)",\s*"([^"]+)",\s*\d+,?\s*\)', path.read_text("utf-8")
    )
}
"""The page and the language of examples that a test asks for, with their number."""


def is_run(example: Example) -> bool:
    """Tell whether a test runs or checks an example."""
    if example.page in FOLLOWED and (example.title or example.language == "console"):
        return True
    if example.language == "doctest" and example.page in SESSIONS:
        return True
    printed = {command for page, command, _ in COMMANDS if page == example.page}
    typed = re.findall(r"^\$ (.*)", example.text, re.MULTILINE)
    if example.language == "console" and typed and {*typed} <= printed:
        return True
    return (example.page, example.language) in TAKEN


@pytest.mark.parametrize("page", sorted({example.page for example in EXAMPLES}))
def test_each_example_is_run(page: str) -> None:
    unrun = [
        f"{page}:{example.line} ({example.language})"
        for example in EXAMPLES
        if example.page == page and not is_run(example) and (page, example.language) not in SHOWN
    ]

    assert unrun == []


def test_the_list_of_the_others_is_current() -> None:
    """An example in the list exists, and no test runs it."""
    listed = [example for example in EXAMPLES if (example.page, example.language) in SHOWN]

    assert {(example.page, example.language) for example in listed} == set(SHOWN)
    assert not [example for example in listed if is_run(example)]


def test_an_example_without_a_test_is_found() -> None:
    assert not is_run(Example("README.md", 1, "console", "", "$ git push\n"))
    assert not is_run(Example("README.md", 1, "yaml", "", "a: 1\n"))
    assert not is_run(Example("docs/tutorial.md", 1, "doctest", "", ">>> 1\n"))
