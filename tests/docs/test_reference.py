"""The reference of the documentation site has each public name."""

from __future__ import annotations

import re
from collections import Counter

import citeformat
from tests.shared import ROOT
from tools.doctest_fences import fenced
from tools.site import site_link

PAGES = sorted((ROOT / "docs" / "reference").glob("*.md"))
SHOWN = re.findall(r"^::: citeformat\.(\S+)$", "\n".join(p.read_text("utf-8") for p in PAGES), re.M)
REPOSITORY = "https://example.org/repository"


def test_each_public_name_is_shown_once() -> None:
    shown = Counter(path.rpartition(".")[2] for path in SHOWN)

    assert [name for name in citeformat.__all__ if shown[name] != 1] == []


def test_the_list_of_pages_has_the_names_of_each() -> None:
    listed = (ROOT / "docs" / "reference" / "index.md").read_text("utf-8")

    for page in PAGES:
        for path in re.findall(r"^::: citeformat\.(\S+)$", page.read_text("utf-8"), re.MULTILINE):
            line = next(line for line in listed.splitlines() if f"({page.name})" in line)
            assert f"`{path.rpartition('.')[2]}`" in line.replace("`output.", "`")


def test_examples_of_docstrings_are_code() -> None:
    text = "Add numbers.\n\n>>> add(1, 2)\n3\n\nMore.\n\n    >>> add(2, 2)\n    4\n"

    assert fenced(text) == (
        "Add numbers.\n\n```python\n>>> add(1, 2)\n3\n```\n\nMore.\n\n"
        "    ```python\n    >>> add(2, 2)\n    4\n    ```\n"
    )


def test_links_of_pages_made_from_other_files() -> None:
    assert site_link("docs/README.md", "", REPOSITORY) == "index.md"
    assert site_link("../CHANGELOG.md", "docs", REPOSITORY) == "changelog.md"
    assert site_link("../../examples", "docs/reference", REPOSITORY) == (
        f"{REPOSITORY}/tree/main/examples"
    )
