"""The magics of IPython."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citeformat import CiteformatError
from citeformat.integrations.ipython import CitationMagics
from tests.shared import ROOT

FILE = str(ROOT / "examples" / "varied.bib")


def begun(options: str = "--style apa") -> CitationMagics:
    """Magics with a bibliography."""
    magics = CitationMagics()
    magics.bibliography(f"{FILE} {options}")
    return magics


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("knuth1984", "(Knuth, 1984)"),
        ("knuth1984 turing1950", "(Knuth, 1984; Turing, 1950)"),
        ("@knuth1984 [p. 7]", "Knuth (1984, p. 7)"),
        ("see @knuth1984, p. 7; also @turing1950", "(see Knuth, 1984, p. 7; also Turing, 1950)"),
        ("[-@knuth1984]", "(1984)"),
    ],
)
def test_cite(line: str, expected: str) -> None:
    assert begun().cite(line) == expected


@pytest.mark.parametrize("line", ["@knuth1984 and @turing1950", "[@knuth1984] says", "see @"])
def test_only_one_citation_is_read(line: str) -> None:
    with pytest.raises(CiteformatError, match="cannot read"):
        begun().cite(line)


def test_language() -> None:
    assert begun("--style apa --lang de").cite("@knuth1984 [S. 7]") == "Knuth (1984, S. 7)"


def test_references() -> None:
    magics = begun()
    magics.cite("turing1950")

    assert [entry.id for entry in magics.references("")] == ["turing1950"]
    assert 'href="https://doi.org/10.1093/mind/LIX.236.433"' in magics.references("").to("html")
    assert len(magics.references("--all")) > 10


def test_unknown_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert begun().cite("turing") == "(turing?)"
    assert "did you mean turing1950?" in capsys.readouterr().out


@pytest.fixture
def shell() -> Iterator[Any]:
    interactive = pytest.importorskip("IPython.core.interactiveshell", reason="needs IPython")
    shell = interactive.InteractiveShell()
    yield shell
    shell.history_manager.end_session()


def test_errors_are_one_line(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for line in ("%load_ext citeformat", "%cite x", "%bibliography", "%bibliography none.bib"):
        shell.run_cell(line)

    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    assert captured.err.count("UsageError") == 3
    assert "run %bibliography refs.bib first" in captured.err


def test_extension(shell: Any) -> None:
    shell.run_cell("%load_ext citeformat")
    shell.run_cell(f"%bibliography {FILE} --style ieee")

    assert shell.run_cell("%cite knuth1984").result == "[1]"
    assert "TeXbook" in shell.run_cell("%references").result.to("html")
    shell.run_cell("%unload_ext citeformat")
    assert "cite" not in shell.magics_manager.magics["line"]


@pytest.mark.slow
def test_executed_notebook(tmp_path: Path) -> None:
    """A notebook that is executed and converted shows its list."""
    pytest.importorskip("nbconvert", reason="executes a notebook")
    pytest.importorskip("ipykernel", reason="executes a notebook")
    sources = ["%load_ext citeformat", f"%bibliography {FILE} --style apa", "%cite knuth1984",
               "%references"]  # fmt: skip
    cells: list[dict[str, Any]] = [
        {"cell_type": "code", "metadata": {}, "source": source, "outputs": [],
         "execution_count": None, "id": f"cell{number}"}
        for number, source in enumerate(sources)
    ]  # fmt: skip
    path = tmp_path / "paper.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(
        json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
    )
    words = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute", str(path)]

    subprocess.run(words, check=True, capture_output=True, timeout=180, cwd=ROOT)

    made = path.with_suffix(".html").read_text("utf-8")
    assert ">Knuth, 1984</a>)" in made
    assert 'id="ref-knuth1984"' in made
