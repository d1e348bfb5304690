"""Programs that read each format find the text, no more and no less."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from citeformat.output import get_format
from citeformat.output.inline_runs import BOLD, ITALIC, lines_of
from citeformat.richtext import spans
from tests.output import readers
from tests.output.hostile import CASES, RICH, TEXTS, document, plain_of, single_spaced


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("html", readers.html_text),
        ("rst", readers.docutils_text),
        ("rtf", readers.rtf_text),
        ("typst", readers.typst_text),
    ],
)
def test_reader_finds_the_text(name: str, read: Callable[[str], str]) -> None:
    cases = CASES if name != "typst" else CASES[: 2 * len(TEXTS)]  # each is a compiler's run
    for rich in cases:
        assert single_spaced(read(document(name, rich))) == plain_of(rich)


@pytest.mark.parametrize(
    ("name", "read"),
    [("text", str), ("ansi", readers.ansi_text), ("json", readers.json_text),
     ("pandoc", readers.pandoc_text)],
)  # fmt: skip
def test_text_is_found(name: str, read: Callable[[str], str]) -> None:
    for rich in CASES:
        assert single_spaced(read(document(name, rich))) == plain_of(rich)


@pytest.mark.parametrize("rich", CASES)
def test_markdown(rich: str) -> None:
    """CommonMark finds the text, with the same characters in italics and bold."""
    read = readers.markdown_runs(document("markdown", rich))
    expected = [
        (character, ("i" if style & ITALIC else "") + ("b" if style & BOLD else ""))
        for _, runs in lines_of(rich)
        for text, style, _ in runs
        for character in text
        if not character.isspace()
    ]

    assert [run for run in read if not run[0].isspace() and run[0] != "\u200b"] == expected


@pytest.mark.slow
@given(RICH)
@settings(max_examples=150, deadline=None)
def test_markdown_law(rich: str) -> None:
    if plain_of(rich):
        read = "".join(text for text, _ in readers.markdown_runs(document("markdown", rich)))

        assert single_spaced(read) == plain_of(rich)


@pytest.mark.slow
@given(RICH)
@settings(max_examples=150, deadline=None)
def test_html_law(rich: str) -> None:
    assert single_spaced(readers.html_text(document("html", rich))) == plain_of(rich)


@pytest.mark.slow
@given(RICH)
@settings(max_examples=100, deadline=None)
def test_rst_law(rich: str) -> None:
    if plain_of(rich):
        assert single_spaced(readers.docutils_text(document("rst", rich))) == plain_of(rich)


def test_asciidoc() -> None:
    found = readers.asciidoctor([document("asciidoc", rich) for rich in CASES])

    assert [single_spaced(text) for text in found] == [plain_of(rich) for rich in CASES]


def test_latex_read_by_pandoc() -> None:
    """Pandoc finds the text. It does not know the commands for straight quotes and bars."""
    cases = [rich for rich in CASES if not re.search("[\"'|`]", rich)]
    written = [get_format("latex").write(rich) for rich in cases]

    found = readers.pandoc(written, "latex-smart")

    assert [single_spaced(text) for text in found] == [plain_of(rich) for rich in cases]


def test_latex_compiles(tmp_path: Path) -> None:
    """TeX compiles the ASCII texts. Other texts need fonts that may be missing."""
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not installed")
    body = "".join(document("latex", rich) for rich in CASES if plain_of(rich).isascii())
    source = f"\\documentclass{{article}}\\begin{{document}}\n{body}\\end{{document}}\n"
    (tmp_path / "list.tex").write_text(source, "utf-8")

    made = subprocess.run(["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "list.tex"],
                          cwd=tmp_path, capture_output=True, text=True, check=False)  # fmt: skip

    assert made.returncode == 0, made.stdout[-2000:]


def test_org_read_by_pandoc() -> None:
    """Pandoc finds the text. It recognises zero width spaces within words since version 2.19."""
    cases = CASES[: 2 * len(TEXTS)]
    found = readers.pandoc([get_format("org").write(rich) for rich in cases], "org-smart")

    assert [single_spaced(text) for text in found] == [plain_of(rich) for rich in cases]


@pytest.mark.parametrize("name", ["markdown", "rst", "asciidoc", "org", "latex", "typst", "rtf"])
def test_margin_and_block(name: str) -> None:
    """The left margin comes first, and a block begins a new line."""
    rich = spans.wrap(spans.LEFT_MARGIN, "[1]") + spans.wrap(spans.RIGHT_INLINE, "Knuth.")
    text = get_format(name).write(rich + spans.wrap(spans.BLOCK, "Note."))

    assert re.search(r"1.*Knuth\.\W.*Note\.", text, re.DOTALL)


@pytest.mark.parametrize(
    ("margin", "rest"), [("1.", "Knuth."), ("1. ", "Knuth."), ("1.", " Knuth.")]
)
def test_one_blank_follows_a_margin_in_plain_text(margin: str, rest: str) -> None:
    rich = spans.wrap(spans.LEFT_MARGIN, margin) + spans.wrap(spans.RIGHT_INLINE, rest)

    assert get_format("text").write(rich) == "1. Knuth."
