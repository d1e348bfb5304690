"""Word documents that the command writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from citeformat.cli.main import main
from tests.shared import ROOT

docx = pytest.importorskip("docx")

FILE = str(ROOT / "examples" / "varied.bib")
KEYS = ["--key", "knuth1984", "--key", "turing1950"]


def headings(path: Path) -> list[tuple[str, str]]:
    paragraphs = docx.Document(str(path)).paragraphs
    return [(each.style.name, each.text) for each in paragraphs if "Heading" in each.style.name]


def test_a_list_with_sections(tmp_path: Path) -> None:
    path = tmp_path / "list.docx"

    arguments = ["-s", "apa", "--sections", "type", "--to", "docx", "-o", str(path)]
    assert main(["bibliography", FILE, *KEYS, *arguments]) == 0

    assert headings(path) == [("Heading 1", "Books"), ("Heading 1", "Journal articles")]


def test_several_styles(tmp_path: Path) -> None:
    """Each style has a heading, and the sections are below it."""
    path = tmp_path / "list.docx"

    arguments = ["-s", "apa", "-s", "nature", "--sections", "year", "--to", "docx", "-o", str(path)]
    assert main(["bibliography", FILE, *KEYS, *arguments]) == 0

    found = headings(path)
    assert [text for style, text in found if style == "Heading 2"] == ["1984", "1950"] * 2
    assert [text for style, text in found if style == "Heading 1"][1] == "Nature"


def test_boxes(tmp_path: Path) -> None:
    path = tmp_path / "box.docx"

    arguments = ["--only", "APA", "--only", "RIS", "--to", "docx", "-o", str(path)]
    assert main(["cite-this", FILE, *KEYS, *arguments]) == 0

    assert headings(path) == [
        ("Heading 1", "The TeXbook"), ("Heading 2", "APA"), ("Heading 2", "RIS"),
        ("Heading 1", "Computing Machinery and Intelligence"),
        ("Heading 2", "APA"), ("Heading 2", "RIS"),
    ]  # fmt: skip
