"""Sources of text, and the recognition of formats."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from citeformat.errors import FormatError, RecordNotFound, SourceError
from citeformat.interchange import read
from citeformat.interchange.registry import find_reader

BOOK = "@book{knuth, author = {Donald E. Knuth}, title = {TeX}, year = 1984}"


def test_a_path_is_read(tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text(BOOK, encoding="utf-8")

    for source in (file, str(file)):
        records = read(source)
        assert records.ids == ("knuth",)
        assert (records[0].file, records[0].line) == (str(file), 1)


@pytest.mark.parametrize(
    "source",
    [BOOK, "\n" + BOOK, BOOK.encode(), io.StringIO(BOOK), io.BytesIO(BOOK.encode()),
     "\ufeff" + BOOK, b"\xef\xbb\xbf" + BOOK.encode(), BOOK.encode("utf-16"),
     "% a comment, then an entry\n" + BOOK],
)  # fmt: skip
def test_text_bytes_and_open_files_are_read(source: str | bytes) -> None:
    assert read(source).ids == ("knuth",)


def test_an_existing_file_wins_over_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("@book{x}").write_text(BOOK, encoding="utf-8")

    assert read("@book{x}").ids == ("knuth",)


@pytest.mark.parametrize("source", ["missing.bib", "folder/refs.json", Path("missing.bib")])
def test_a_missing_file_is_named(source: str | Path) -> None:
    with pytest.raises(SourceError, match=r"there is no file named '(missing|folder/refs)"):
        read(source)


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder, not a file"):
        read(tmp_path)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\xff\xfe\x01\x02"])
def test_a_binary_file_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "image.bib"
    file.write_bytes(data)

    with pytest.raises(SourceError, match=r"image\.bib is not a text file"):
        read(file)


@pytest.mark.parametrize(
    ("text", "is_identifier"), [("10.1000/182\n10.1000/183\n", True), ("plain text", False)]
)
def test_a_list_of_identifiers_is_not_a_format(text: str, is_identifier: bool) -> None:
    with pytest.raises(FormatError, match="is in none of the formats") as error:
        read(io.StringIO(text))

    assert str(error.value).endswith("gets works by their identifiers") == is_identifier


def test_a_spreadsheet_is_not_a_table_of_text(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "refs.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    with pytest.raises(SourceError, match=r"refs\.xlsx is not a text file; save a spreadsheet as"):
        read(tmp_path / "refs.xlsx")


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"])
def test_an_empty_file_has_no_records_and_says_so(tmp_path: Path, text: str) -> None:
    file = tmp_path / "empty.bib"
    file.write_text(text, encoding="utf-8")
    records = read(file)

    assert len(records) == 0
    assert [str(problem) for problem in records.problems] == [
        f"{file}: info: no references were found"
    ]


def test_text_in_another_encoding_is_read_with_a_warning() -> None:
    records = read("@book{x,\n title = {Käse – “x”}}".encode("cp1252"))

    assert records["x"].title == "Käse – “x”"
    (problem,) = records.problems
    assert (problem.severity, problem.line) == ("warning", 2)


def test_an_encoding_can_be_named() -> None:
    data = "@book{x, title = {Łódź}}".encode("iso8859-2")

    assert read(data, encoding="iso8859-2")["x"].title == "Łódź"
    with pytest.raises(SourceError, match="cannot be read as no-such"):
        read(data, encoding="no-such")


def test_windows_line_ends_do_not_matter() -> None:
    assert read("@book{x,\r\n title = {A\r\n B}\r\n}")["x"].title == "A B"


@pytest.mark.parametrize("text", ['[{"id": "x"}]', ' {"id": "x"}', '{"items": [{"id": "x"}]}'])
def test_json_is_recognized_by_its_beginning(text: str) -> None:
    assert read(text).ids == ("x",)


@pytest.mark.parametrize("text", [BOOK, "TY  - BOOK\nER  - ", '[{"id": "x", "type": "book"}]'])
def test_other_packages_are_not_searched_for_a_known_format(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def entry_points(**_: object) -> None:
        raise AssertionError("this takes a hundred times as long as a short text")

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)
    assert len(read(text)) == len(read(text.encode())) == 1


def test_a_format_can_be_named() -> None:
    assert read(BOOK, format="biblatex").ids == ("knuth",)
    with pytest.raises(FormatError, match="no input format named 'docx'"):
        read(BOOK, format="docx")
    with pytest.raises(FormatError, match="none of the formats"):
        read("two lines\nof nothing")


def test_records_are_looked_up_by_id_and_index() -> None:
    records = read(BOOK)

    assert records["knuth"] is records[0]
    assert "knuth" in records
    assert records[0] in records
    assert "lamport" not in records
    assert records[:1] == records
    assert (records + records[:0]).ids == ("knuth",)
    with pytest.raises(RecordNotFound, match="did you mean knuth"):
        records["knut"]


def test_importing_the_package_imports_no_parser() -> None:
    code = "import sys, citeformat.interchange; print('bibtexparser' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ris", "TY  - JOUR\nTI  - TeX\nER  - \n"),
        ("bibtex", "@book{a, title={TeX}}"),
    ],
)
def test_the_format_of_a_text_whose_records_come_late(name: str, text: str) -> None:
    notes = "A line of notes.\n" * 5_000

    assert find_reader(notes + text, "").name == name
    assert [record.title for record in read(text=notes + text)] == ["TeX"]
