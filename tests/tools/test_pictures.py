"""The pictures of the documentation."""

from __future__ import annotations

import re

import pytest

from tests.shared import ROOT
from tools.pictures import pages, word_document

SHOWN = {
    (page.parent / name).resolve()
    for page in (ROOT / "docs").glob("*.md")
    for name in re.findall(r"!\[[^\]]+\]\(([\w./-]+\.png)\)", page.read_text("utf-8"))
}

BY_HAND = (
    "cite-this-element.png",
    "docx.png",
    "mkdocs.png",
    "service-dark.png",
    "service-light.png",
    "service-phone.png",
    "sphinx.png",
)
"""Pictures of a word processor, and of sites in a browser."""


def test_every_picture_is_made_and_shown() -> None:
    made = {(ROOT / "docs" / picture.path).resolve() for picture in pages()}
    assert made | {ROOT / "docs" / "pictures" / name for name in BY_HAND} == SHOWN


def test_pictures_are_small() -> None:
    assert all(path.stat().st_size < 120_000 for path in SHOWN)


def test_pages_are_valid() -> None:
    html5lib = pytest.importorskip("html5lib")
    for picture in pages():
        html5lib.HTMLParser(strict=True).parse(picture.page)


def test_the_word_document() -> None:
    pytest.importorskip("docx")
    assert word_document().startswith(b"PK")
