"""Listings and headings: programs that read each format find them as they were typed."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from citeformat.output import FORMATS, Layout, Markup, get_format
from citeformat.output.blocks import heading, listing
from tests.output import readers
from tests.output.hostile import TEXTS

LINES = [re.sub(r"\s", " ", text).rstrip() for text in TEXTS]
LISTING = "\n".join(["@misc{x,", *LINES, "----", "-----", "```", "````", "~~~", ".. x::", "}"])
"""Lines with the special characters of all formats."""


def written(name: str) -> str:
    """The listing in a format."""
    return listing(get_format(name), LISTING)


def test_html() -> None:
    """An HTML5 parser finds the lines in one `pre` element."""
    html5lib = pytest.importorskip("html5lib")
    tree = html5lib.parseFragment(written("html"), namespaceHTMLElements=False)

    assert [element.tag for element in tree.iter()] == ["DOCUMENT_FRAGMENT", "pre"]
    assert "".join(tree.itertext()) == LISTING


def test_markdown() -> None:
    """CommonMark finds one code block."""
    markdown_it = pytest.importorskip("markdown_it")
    (token,) = markdown_it.MarkdownIt("commonmark").parse(written("markdown"))

    assert token.type == "code_block"
    assert token.content.rstrip("\n") == LISTING


def test_rst() -> None:
    """docutils finds one literal block and reports nothing."""
    core = pytest.importorskip("docutils.core")
    messages = io.StringIO()
    settings = {"report_level": 1, "halt_level": 5, "warning_stream": messages}
    tree = core.publish_doctree(written("rst"), settings_overrides=settings)

    assert messages.getvalue() == ""
    assert [type(child).__name__ for child in tree.children] == ["literal_block"]
    assert tree.astext() == LISTING


def test_typst() -> None:
    """Typst finds raw text."""
    assert readers.typst_text(written("typst")).strip("\n") == LISTING


def test_asciidoc() -> None:
    """Asciidoctor finds one listing block."""
    if shutil.which("asciidoctor") is None:
        pytest.skip("asciidoctor is not installed")
    html5lib = pytest.importorskip("html5lib")
    made = subprocess.run(["asciidoctor", "-e", "-o", "-", "-"], input=written("asciidoc"),
                          capture_output=True, text=True, check=True)  # fmt: skip
    tree = html5lib.parseFragment(made.stdout, namespaceHTMLElements=False)

    assert [child.get("class") for child in tree] == ["listingblock"]
    assert "".join(tree.find(".//pre").itertext()) == LISTING


def test_org() -> None:
    """Pandoc finds lines of fixed width."""
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    made = subprocess.run(["pandoc", "-f", "org", "-t", "json"], input=written("org"),
                          capture_output=True, text=True, check=True)  # fmt: skip
    (block,) = json.loads(made.stdout)["blocks"]

    assert block["t"] == "CodeBlock"
    assert block["c"][1].rstrip("\n") == LISTING


def test_rtf() -> None:
    """An RTF reader finds the lines."""
    document = get_format("rtf").bibliography([], Layout())
    text = document.replace("}\n", written("rtf") + "}\n")

    assert readers.rtf_text(text).strip("\n").split("\n") == LISTING.split("\n")


def test_latex_compiles(tmp_path: Path) -> None:
    """TeX compiles the lines, and takes none for an argument or a command."""
    if shutil.which("pdflatex") is None:
        pytest.skip("pdflatex is not installed")
    lines = [line for line in LISTING.split("\n") if line.isascii()]
    body = listing(get_format("latex"), "\n".join([*lines, "[1ex]", "*", "", "  indented"]))
    source = f"\\documentclass{{article}}\\begin{{document}}\n{body}\n\\end{{document}}\n"
    (tmp_path / "list.tex").write_text(source, "utf-8")

    made = subprocess.run(["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "list.tex"],
                          cwd=tmp_path, capture_output=True, text=True, check=False)  # fmt: skip

    assert made.returncode == 0, made.stdout[-2000:]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_listings(name: str) -> None:
    made = listing(get_format(name), "one\ntwo")

    assert re.search("one.*two", made, re.DOTALL)


def test_a_format_of_another_package() -> None:
    """A heading is bold, and a listing is its lines."""
    own = Markup("own", {"<": "&lt;"}, {})

    assert heading(own, "A<B") == "A&lt;B\n\n"
    assert listing(own, "a<b\nc") == "a&lt;b\nc"


def test_headings_of_wide_letters() -> None:
    """The line below a heading is as long as the heading is wide, which docutils requires."""
    core = pytest.importorskip("docutils.core")
    messages = io.StringIO()
    settings = {"report_level": 1, "halt_level": 5, "warning_stream": messages}
    core.publish_doctree(
        heading(get_format("rst"), "研究業績") + "Text.\n", settings_overrides=settings
    )

    assert messages.getvalue() == ""
