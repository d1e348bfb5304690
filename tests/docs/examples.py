"""Find the examples on the pages of the project, and run those in Python."""

from __future__ import annotations

import doctest
from typing import NamedTuple

from markdown_it import MarkdownIt

from tests.shared import ROOT

__all__ = ["EXAMPLES", "PAGES", "Example", "code", "run_examples", "texts"]


class Example(NamedTuple):
    """A block of code on a page."""

    page: str
    """The path of the page, from the root of the checkout."""
    line: int
    language: str
    """The word after the fence. Python in the form of a session is `doctest`."""
    title: str
    text: str


def _examples(page: str) -> list[Example]:
    found = []
    for token in MarkdownIt("commonmark").parse((ROOT / page).read_text("utf-8")):
        if token.map is not None and token.type in ("fence", "code_block"):
            language, _, title = token.info.partition(" ")
            if language == "python" and token.content.startswith(">>> "):
                language = "doctest"
            found.append(Example(page, token.map[0] + 1, language, title, token.content))
    return found


PAGES = [
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", ".github/**/*.md", "docs/**/*.md", "tests/**/*.md", "changes/README.md",
                    "styles/*.md")
    for path in sorted(ROOT.glob(pattern))
]  # fmt: skip
"""All pages that people read."""

EXAMPLES = [example for page in PAGES for example in _examples(page)]
"""The examples of all pages."""


def texts(page: str, language: str) -> list[str]:
    """Return the examples of a page in a language."""
    return [each.text for each in EXAMPLES if (each.page, each.language) == (page, language)]


def code(page: str, language: str, number: int) -> list[str]:
    """Return the examples of a page in a language, for a test that runs or checks all of them.

    A test of the examples searches for calls of this function.

    Args:
        page: The path of the page, from the root of the checkout.
        language: The language, as in `Example`.
        number: How many there are, so that a new one is not forgotten.
    """
    found = texts(page, language)
    assert len(found) == number, f"{page} has {len(found)} examples of {language}, not {number}"
    return found


def run_examples(examples: list[str], name: str) -> int:
    """Run the Python sessions of a page, as a reader would type them one after another.

    Args:
        examples: The examples.
        name: What messages call the page.

    Returns:
        The number of statements.

    Raises:
        AssertionError: An example prints something else than the page says.
    """
    test = doctest.DocTestParser().get_doctest("".join(examples), {}, name, name, 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    result = runner.run(test, out=report.append)
    assert result.failed == 0, "".join(report)
    return result.attempted
