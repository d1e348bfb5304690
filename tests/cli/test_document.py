"""The command `citeformat document`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from citeformat.cli.main import main

RECORDS = [
    {"id": "doe", "type": "book", "title": "Frogs", "author": [{"family": "Doe"}],
     "issued": {"date-parts": [[1999]]}},
    {"id": "roe", "type": "book", "title": "Flies", "author": [{"family": "Roe"}],
     "issued": {"date-parts": [[2000]]}},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with references, which is the current folder."""
    (tmp_path / "refs.json").write_text(json.dumps(RECORDS), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return main(["document", "-b", "refs.json", *arguments])


def written(folder: Path, name: str = "out.md") -> str:
    return (folder / name).read_bytes().decode("utf-8")


def test_markdown_keeps_its_bytes(folder: Path) -> None:
    text = "\ufeffOne\r\n\r\n\ttwo\u2028 [@doe] \x0bthree\r\n"
    (folder / "a.md").write_bytes(text.encode())

    assert run("a.md", "-s", "apa", "--suppress-bibliography", "-o", "out.md") == 0
    assert written(folder) == text  # a tab makes code of the line

    text = text.replace("\t", "")
    (folder / "a.md").write_bytes(text.encode())
    assert run("a.md", "-s", "apa", "--suppress-bibliography", "-o", "out.md") == 0
    assert written(folder) == text.replace("[@doe]", "(Doe, 1999)")


def test_html_by_suffix(folder: Path) -> None:
    (folder / "a.md").write_text("See [@doe].\n", "utf-8")

    assert run("a.md", "--csl", "apa", "--link-citations", "-o", "out.html") == 0

    assert written(folder, "out.html").startswith(
        '<p>See <span class="citation" data-cites="doe">(<a href="#ref-doe">Doe, 1999</a>)</span>.'
    )
    assert 'id="ref-doe"' in written(folder, "out.html")


def test_whole_page(folder: Path) -> None:
    (folder / "a.md").write_text("---\ntitle: A & B\nlang: de\n---\n\nSee [@doe].\n", "utf-8")

    assert run("a.md", "--standalone", "-o", "out.html") == 0

    page = written(folder, "out.html")
    assert '<html class="csl-page" lang="de" dir="ltr">' in page
    assert "<title>A &amp; B</title>" in page
    assert "<h1>A &amp; B</h1>" in page
    (folder / "a.md").write_text("# Head\n\nSee [@doe].\n", "utf-8")
    assert run("a.md", "--standalone", "-o", "out.html") == 0
    assert "<title>a</title>" in written(folder, "out.html")
    assert written(folder, "out.html").count("<h1") == 1


def test_a_whole_page_is_html(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_text("See [@doe].\n", "utf-8")

    assert run("a.md", "--standalone") == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>\n")
    assert run("a.md", "--standalone", "-o", "out.md") == 0
    assert written(folder).startswith("See (Doe 1999).\n")


def test_a_document_keeps_its_syntax(folder: Path) -> None:
    for name in ("a.txt", "a.qmd"):
        (folder / name).write_text("See [@doe].\n", "utf-8")

        assert run(name, "-o", f"out.{name[2:]}") == 0
        assert written(folder, f"out.{name[2:]}").startswith("See (Doe 1999).\n")


def test_several_files_are_one_document(folder: Path) -> None:
    (folder / "a.md").write_text("A [@roe].", "utf-8")
    (folder / "b.md").write_text("B [@doe; @roe].\n\n::: {#refs}\n:::\n", "utf-8")

    assert run("a.md", "b.md", "--style", "ieee", "-o", "out.md") == 0

    assert written(folder).startswith(
        "A \\[1\\].\n\nB \\[1\\], \\[2\\].\n\n::: {#refs}\n::: {#ref-roe"
    )
    (folder / "out").mkdir()
    assert run("a.md", "b.md", "--style", "ieee", "-o", "out", "-t", "html") == 0
    assert written(folder / "out", "a.html").startswith("<p>A <span")
    assert "csl-entry" in written(folder / "out", "b.html")


def test_options_have_the_names_of_pandoc(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Siehe [@doe, S. 3].\n")))

    code = run("-", "--csl", "apa", "--lang", "de", "--nocite", "@roe", "--no-link-bibliography",
               "--reference-section-title", "Quellen", "-M", "link-citations", "-M", "x=1",
               "-M", "x=2", "--no-cache")  # fmt: skip

    assert code == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Siehe ([Doe, 1999, S. 3](<#ref-doe>)).\n\n# Quellen {#bibliography")
    assert "#ref-roe" in printed


def test_problems_have_lines_and_an_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").write_text("---\nlink-citation: yes\n---\n\n[@nobody]\n", "utf-8")

    assert run("a.md", "-o", "out.md") == 1
    assert capsys.readouterr().err.splitlines() == [
        "a.md:2: warning: 'link-citation' is not a setting (did you mean link-citations?)",
        "a.md:5: error: there is no record with the id 'nobody'",
    ]


def test_a_document_without_a_bibliography(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").write_text("[@doe]\n", "utf-8")

    assert main(["document", "a.md", "-o", "out.md"]) == 1
    assert capsys.readouterr().err == (
        "a.md:1: error: there is no record with the id 'doe' (no bibliography has been read)\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.md", "-s", "apaa"], "there is no style named 'apaa'"),
        (["a.md", "-b", "no.bib"], "there is no file named 'no.bib'"),
        (["a.md", "-t", "latex"], "a Markdown document becomes markdown or html"),
        (["a.md", "-f", "wordstar"], "there is no syntax of documents named 'wordstar'"),
        (["a.md", "-o", "a.md"], "a.md is an input file and would be overwritten"),
        (["a.md", "-M", "link-citations=perhaps"], "true or false is needed"),
        (["a.md", "-o", "b.docx"], "pandoc --filter pandoc-citeformat a.md -o b.docx"),
        (["a.md", "-o", "b.tex"], "pandoc --filter pandoc-citeformat a.md -o b.tex"),
        (["a.md", "-t", "pdf"], "pandoc --filter pandoc-citeformat a.md -o FILE.pdf"),
        (["refs.bib"], "refs.bib has references; name it with --bibliography"),
        (["no.md"], "there is no file named 'no.md'"),
        (["bin.md"], "not a text file"),
        (["-", "-"], "only once"),
        (["a.md", "-o", "b.ipynb"], "cannot become a notebook, which b.ipynb is"),
        (["a.md", "other/a.md", "-o", "out"], "a.md and other/a.md would both be written to"),
        (["a.md", "c.ipynb"], "Notebooks cannot be joined"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage(
    arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").write_text("[@doe]\n", "utf-8")
    (folder / "bin.md").write_bytes(b"\0\1\2")
    (folder / "out").mkdir()

    assert run(*arguments) == 2
    assert message in capsys.readouterr().err
    assert not list((folder / "out").iterdir())


def test_other_encodings_are_converted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.md").write_bytes("Café [@doe]".encode("cp1252"))

    assert run("a.md", "-s", "apa", "--suppress-bibliography", "-o", "out.md") == 0
    assert written(folder) == "Café (Doe, 1999)"
    assert "a.md:1: warning: the text is not UTF-8" in capsys.readouterr().err
