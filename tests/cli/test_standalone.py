"""The options `--standalone`, `--title`, `--entry-ids` and `--link-citations`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from citeformat.cli.main import main
from tests.shared import ROOT

html5lib = pytest.importorskip("html5lib")

VARIED = str(ROOT / "examples" / "varied.bib")


def page(path: Path, *arguments: str) -> Any:
    """Run a command that writes a page, and parse it strictly."""
    assert main([*arguments, "--output", str(path)]) == 0
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(path.read_text("utf-8"))


def ids(tree: Any) -> list[str]:
    return [each.get("id") for each in tree.iter() if each.get("id") is not None]


def test_lists_in_two_styles_are_one_page(tmp_path: Path) -> None:
    tree = page(
        tmp_path / "x.html", "bibliography", VARIED, "-s", "apa", "-s", "ieee", "--standalone",
        "--title", "Mine & yours", "--links", "on",
    )  # fmt: skip
    assert tree.find(".//title").text == tree.find(".//h1").text == "Mine & yours"
    assert next(each.text for each in tree.iter("h2")) == "APA Style 7th edition"
    assert len(ids(tree)) == len(set(ids(tree))) == 34
    assert tree.find(".//style") is not None


def test_the_language_of_a_page(tmp_path: Path) -> None:
    tree = page(tmp_path / "x.html", "bibliography", VARIED, "-l", "ar", "--standalone")
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")


def test_a_page_without_standalone_is_a_fragment(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    assert main(["bibliography", VARIED, "--entry-ids", "list-", "--output", str(path)]) == 0
    assert path.read_text("utf-8").startswith('<div role="doc-bibliography" lang="en-US">')
    assert 'id="list-knuth1984"' in path.read_text("utf-8")


def test_a_linked_citation_and_its_list(tmp_path: Path) -> None:
    tree = page(
        tmp_path / "x.html", "cite", VARIED, "-k", "knuth1984", "-k", "turing1950", "-s", "apa",
        "--link-citations", "--entry-ids", "a-", "--standalone",
    )  # fmt: skip
    assert [each.get("href") for each in tree.iter("a")] == ["#a-knuth1984", "#a-turing1950"]
    assert ids(tree) == ["a-knuth1984", "a-turing1950"]


@pytest.mark.parametrize(("name", "start"), [("x.tex", "\\documentclass"), ("x.rtf", "{\\rtf1")])
def test_documents_in_other_formats(name: str, start: str, tmp_path: Path) -> None:
    path = tmp_path / name
    for command in (["bibliography", VARIED], ["cite", VARIED, "-k", "knuth1984"]):
        assert main([*command, "--standalone", "--output", str(path)]) == 0
        assert path.read_text("utf-8").startswith(start)
