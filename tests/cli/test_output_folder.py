"""`-o FOLDER/`: a file for each input."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import citeformat
from tests.cli.conftest import Run

BOOK = "@book{knuth, title = {TeX}, author = {Donald Knuth}, scale = {1:2}, year = 1984}\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make two files with the same id, in a folder that becomes the current one."""
    monkeypatch.chdir(tmp_path)
    Path("one.bib").write_text(BOOK, "utf-8")
    Path("two.ris").write_text("TY  - BOOK\nID  - knuth\nTI  - Other\nER  - \n", "utf-8")


def files_in(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_each_file_is_converted_by_itself(run: Run) -> None:
    assert run("convert", "one.bib", "two.ris", "-t", "csl-json", "-o", "a/b/") == (0, "", "")
    assert files_in("a/b") == ["one.json", "two.json"]
    titles = [citeformat.read(f"a/b/{name}.json")["knuth"].title for name in ("one", "two")]
    assert titles == ["TeX", "Other"]


def test_a_folder_that_exists_needs_no_slash(run: Run) -> None:
    Path("out").mkdir()

    assert run("convert", "two.ris", "-t", "csl-json", "-o", "out") == (0, "", "")
    assert run("convert", "two.ris", "-t", "csl-json", "-o", "out") == (0, "", "")
    assert files_in("out") == ["two.json"]


def test_files_of_folders_and_compressed_files(run: Run) -> None:
    Path("sub").mkdir()
    Path("sub/three.BIB").write_text(BOOK, "utf-8")
    Path("four.bib.gz").write_bytes(gzip.compress(BOOK.encode()))
    code, _, _ = run("convert", "sub", "four.bib.gz", "-t", "biblatex", "-o", "out/")

    assert (code, files_in("out")) == (0, ["four.bib", "three.bib"])


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("one.bib").open(encoding="utf-8") as file:
        monkeypatch.setattr("sys.stdin", file)
        code, _, _ = run("convert", "-", "two.ris", "-t", "csl-yaml", "-o", "out/")

    assert (code, files_in("out")) == (0, ["stdin.yaml", "two.yaml"])


def test_losses_name_the_file(run: Run) -> None:
    Path("more.bib").write_text(BOOK, "utf-8")
    _, _, summary = run("convert", "one.bib", "more.bib", "-t", "ris", "-o", "out/")
    _, _, report = run("convert", "one.bib", "more.bib", "-t", "ris", "-o", "out/", "--report")

    assert summary == (
        "citeformat: RIS cannot hold everything: scale (2); --report lists each value\n"
    )
    assert "citeformat: one.bib: lost: knuth: scale: RIS has no field for it\n" in report
    assert "citeformat: more.bib: lost: knuth: scale: RIS has no field for it\n" in report


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("one.bib", "sub/one.bib", "-t", "ris"), "one.bib and sub/one.bib would both be written"),
        (("one.bib", "./one.bib", "-t", "ris"), "one.bib and ./one.bib would both be written"),
        (("one.bib", "two.ris", "-t", "ris", "-k", "knuth"), "--key needs one FILE"),
        (("one.bib",), "a format with --to"),
        (("one.bib", "two.ris", "none.bib", "-t", "ris"), "there is no file named 'none.bib'"),
    ],
)
def test_nothing_is_written(run: Run, arguments: tuple[str, ...], message: str) -> None:
    Path("sub").mkdir()
    Path("sub/one.bib").write_text(BOOK, "utf-8")
    code, out, err = run("convert", *arguments, "-o", "out/")

    assert (code, out) == (2, "")
    assert message in err
    assert not Path("out").exists()


def test_inputs_are_not_overwritten(run: Run) -> None:
    code, _, err = run("convert", "two.ris", "one.bib", "-t", "bibtex", "-o", ".")

    assert (code, err) == (
        2, "citeformat: error: one.bib is an input file and would be overwritten\n"
    )  # fmt: skip
    assert Path("one.bib").read_text("utf-8") == BOOK
    assert files_in(".") == ["one.bib", "two.ris"]


def test_a_folder_that_cannot_be_made(run: Run) -> None:
    code, _, err = run("convert", "one.bib", "-t", "ris", "-o", "two.ris/out/")

    assert (code, err) == (2, "citeformat: error: two.ris/out cannot be made: Not a directory\n")


def test_documents_are_written_to_a_new_folder(run: Run) -> None:
    Path("page.md").write_text("[@knuth]\n", "utf-8")
    assert run("document", "page.md", "-b", "one.bib", "-o", "out/")[0] == 0
    assert files_in("out") == ["page.md"]
