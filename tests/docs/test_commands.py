"""Commands of the pages do what the page says: those that write files, and other programs.

test_pages.py and test_followed_pages.py run commands of citeformat with what they print.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from pyarrow import parquet

import citeformat
from citeformat.cli.main import cli
from tests.docs.examples import code
from tests.docs.test_fetching import NBIB
from tests.shared import ROOT

BIN = Path(sys.executable).parent
"""The programs of the environment of the tests."""
NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "metadata": {}, "source": "As [@knuth1984] says."}],
    "nbformat": 4,
    "nbformat_minor": 4,
}


def environment() -> dict[str, str]:
    """Return the environment with the programs of the tests before all others."""
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bibliography, in which the test runs."""
    shutil.copy(ROOT / "examples/varied.bib", tmp_path / "refs.bib")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> None:
    """Run a command of citeformat, which must end without errors."""
    program, *arguments = shlex.split(command)
    assert program == "citeformat"
    made = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert (made.exception, made.return_value or 0) == (None, 0), made.output


def test_tables(folder: Path) -> None:
    works = [{"id": "a", "type": "book", "title": "TeX"}, {"id": "b", "type": "book", "title": "B"}]
    Path("works.jsonl").write_text("\n".join(map(json.dumps, works)), encoding="utf-8")
    (block,) = code("docs/batch.md", "sh", 1)

    for command in block.splitlines():
        run(command)

    run("citeformat convert refs.bib -o works.jsonl")
    assert len(citeformat.read("works.jsonl")) == len(citeformat.read("refs.bib"))
    (part,) = Path("out").glob("*.parquet")
    styles = parquet.read_table(part)["style"].to_pylist()
    assert styles == ["apa"] * 2 + ["nlm-citation-sequence"] * 2
    assert parquet.read_table("out.parquet")["text"].to_pylist() == ["TeX. (n.d.).", "B. (n.d.)."]


def test_conversion(folder: Path) -> None:
    records = citeformat.read("refs.bib")
    Path("more.ris").write_text(citeformat.convert(records[:3], to="ris"), "utf-8")
    Path("strings.bib").write_text('@string{mind = "Mind"}\n', "utf-8")
    Path("chapters").mkdir()
    Path("chapters/one.bib").write_text(
        "@article{a, author = {Lee, Ann}, title = {Rays}, journal = mind, year = 2001}\n", "utf-8"
    )
    (block,) = code("docs/conversion.md", "sh", 1)

    for command in block.splitlines():
        run(command)

    assert len(citeformat.read("all.json")) == len(records) + 3
    assert len(citeformat.read("converted/refs.json")) == len(records)
    assert len(citeformat.read("converted/more.json")) == 3


def test_tidying(folder: Path) -> None:
    (command,) = code("docs/tidying.md", "sh", 1)
    (file,) = code("docs/tidying.md", "bibtex", 1)
    (journals,) = code("docs/tidying.md", "text", 1)
    records = citeformat.read("refs.bib")
    Path("zotero.ris").write_text(citeformat.convert(records[:3], to="ris"), "utf-8")
    Path("pubmed.nbib").write_text(NBIB, "utf-8")
    Path("untidy.bib").write_text(file, "utf-8")
    Path("journals.txt").write_text(journals, "utf-8")

    run(command)
    run("citeformat tidy untidy.bib --journals journals.txt --journal-names short")

    assert len(citeformat.read("all.bib")) == len(records) + 1
    assert file == (ROOT / "examples/untidy.bib").read_text("utf-8")
    assert "{Comput. J.}" in Path("untidy.bib").read_text("utf-8")


def test_notebooks(folder: Path) -> None:
    """The metadata of the page are those of a notebook that the command finishes."""
    (command,) = code("docs/notebooks.md", "sh", 1)
    (metadata,) = code("docs/notebooks.md", "json", 1)
    Path("paper.ipynb").write_text(json.dumps({**NOTEBOOK, **json.loads(f"{{{metadata}}}")}))

    run(command)

    cells = json.loads(Path("finished.ipynb").read_text("utf-8"))["cells"]
    assert cells[0]["source"] == "As (Knuth, 1984) says."
    assert len(cells) == 2


def test_magics(folder: Path) -> None:
    interactive = pytest.importorskip("IPython.core.interactiveshell", reason="needs IPython")
    (block,) = code("docs/notebooks.md", "ipython", 1)
    shell = interactive.InteractiveShell()

    results = [shell.run_cell(line) for line in block.splitlines()]

    shell.history_manager.end_session()
    assert all(result.success for result in results)
    assert [str(result.result) for result in results[2:4]] == [
        "(Knuth, 1984)",
        "(see Knuth, 1984, p. 7; also Turing, 1950)",
    ]
    assert len(results[4].result) == 2


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc(folder: Path) -> None:
    """The command that two pages show makes a Word document, with the lists of the page."""
    docx = pytest.importorskip("docx")
    (line,) = code("docs/pandoc.md", "console", 1)
    command = line.removeprefix("$ ")
    (divs,) = code("docs/pandoc.md", "markdown", 1)
    Path("paper.md").write_text(
        f"---\nbibliography: refs.bib\ncsl: apa\n---\n[@knuth1984; @turing1950]\n\n{divs}", "utf-8"
    )

    subprocess.run(shlex.split(command), check=True, env=environment(), timeout=60)

    paragraphs = [each.text for each in docx.Document("paper.docx").paragraphs]
    assert code("docs/word.md", "sh", 1) == [command]
    assert paragraphs[0] == "(Knuth, 1984; Turing, 1950)"
    assert [text[:6] for text in paragraphs[1:]] == ["Knuth,", "Turing"]


def test_a_list_in_its_place(folder: Path) -> None:
    _, block = code("docs/documents.md", "markdown", 2)
    Path("paper.md").write_text(f"[@knuth1984]\n\n{block}\nThe end.\n", "utf-8")

    run("citeformat document paper.md --bibliography refs.bib --csl apa -o finished.md")

    parts = Path("finished.md").read_text("utf-8").split("\n\n")
    assert parts[0] == "(Knuth, 1984)"
    assert "TeXbook" in "".join(parts[1:-1])
    assert parts[-1] == "The end.\n"


@pytest.fixture
def repository(tmp_path: Path) -> dict[str, str]:
    """A repository in the place of the project's, and the settings with which git finds it."""
    source = tmp_path / "repository"
    source.mkdir()
    shutil.copy(ROOT / "pyproject.toml", source)
    for words in ("init -q", "add .", "-c user.name=x -c user.email=x@localhost commit -qm x"):
        subprocess.run(["git", *words.split()], cwd=source, check=True)
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{source.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://github.com/citeformat/citeformat",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="the page says what Windows does otherwise")
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_tutorial(repository: dict[str, str], tmp_path: Path) -> None:
    """The commands before the tutorial's first file lead into an activated environment.

    The gate runs the README's command, which installs the same; here, pip is only named.
    """
    install, folder = code("docs/tutorial.md", "sh", 2)
    start = Path(tmp_path, "home")
    start.mkdir()
    script = install.replace("python3 -m venv .venv", "python3 -m venv --without-pip .venv")
    script = script.replace(".venv/bin/pip install", "echo pip install")
    assert script.count("--without-pip") == script.count("echo pip install") == 1

    done = subprocess.run(
        ["bash", "-euc", f"{script}{folder}pwd\necho $VIRTUAL_ENV"],
        cwd=start, env={**environment(), **repository}, check=True, capture_output=True, text=True,
    )  # fmt: skip

    installed, where, activated = done.stdout.splitlines()
    assert installed == "pip install .[all]"
    assert Path(where) == start / "first-page"
    assert Path(activated) == start / "citeformat" / ".venv"


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Start the service as the page says, on a free port, and yield its address."""
    command, _ = code("docs/service.md", "sh", 2)
    with Path("refs.bib").open("a", encoding="utf-8") as file:
        file.write("@book{doe2020, author = {Doe, Jane}, title = {Trees}, year = 2020}\n")
    words = [sys.executable, "-m", *shlex.split(command), "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None
            yield re.findall(rb"http://[\d.]+:\d+", process.stdout.readline())[0].decode()
        finally:
            process.kill()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_service(address: str) -> None:
    _, requests = code("docs/service.md", "sh", 2)
    (body,) = code("docs/service.md", "json", 1)
    answers = []
    for line in requests.replace("http://127.0.0.1:8000", address).splitlines():
        done = subprocess.run([*shlex.split(line), "-sS"], capture_output=True, check=True)
        answers.append(done.stdout.decode())
    assert answers[0] == "Knuth, D. E. (1984). The TeXbook. Addison-Wesley.\n"
    assert answers[1].startswith("[1] ")

    listed = httpx.post(f"{address}/bibliography", json=json.loads(body)).json()
    cited = httpx.post(f"{address}/citations", json=json.loads(body)).json()

    assert [entry["id"] for entry in listed["entries"]] == ["doe2020", "knuth1984"]
    texts = [citation["text"] for citation in cited["citations"]]
    assert texts == ["(TeX, n.d.)", "(Doe, 2020, p. 12)"]
