"""`citeformat.convert`, its losses, and the command."""

from __future__ import annotations

import io
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli
from citeformat.errors import FormatError, SourceError
from citeformat.interchange import READERS, WRITERS, read
from citeformat.interchange.convert import Conversion, convert
from citeformat.interchange.json.stream import iter_records
from citeformat.record import Record, Records

BOOK = "@book{tb, author={Donald E. Knuth}, title={The {\\TeX}book}, year=1984, zzz={Z}}"


def test_every_source_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text(BOOK, encoding="utf-8")
    records = read(BOOK)
    sources: list[Any] = [BOOK, BOOK.encode(), file, str(file), io.StringIO(BOOK),
                          io.BytesIO(BOOK.encode()), records, list(records), records[0],
                          iter(records)]  # fmt: skip

    assert len({str(convert(source, to="csl-json")) for source in sources}) == 1


def test_a_conversion_is_text_that_does_not_change() -> None:
    made = convert(BOOK, to="ris")

    assert isinstance(made, str)
    assert [str(loss) for loss in made.losses] == [
        "tb: title: the protection of its case is left out",
        "tb: zzz: RIS has no field for it",
    ]
    with pytest.raises(AttributeError):
        made.losses = ()
    again = pickle.loads(pickle.dumps(made))
    assert (again, again.losses, again.problems) == (made, made.losses, made.problems)
    assert isinstance(again, Conversion)


def test_problems_of_reading_are_kept() -> None:
    made = convert("@book{x, title = undefined}", to="ris")

    assert [problem.severity for problem in made.problems] == ["error"]


@pytest.mark.parametrize(
    ("source", "to", "options"),
    [
        (BOOK, "docx", {}),
        (BOOK, "ris", {"ascii": True}),
        (BOOK, "bibtex", {"keys": "[nope]"}),
        ([1, 2], "bibtex", {}),
    ],
)
def test_unknown_formats_and_options_are_refused(
    source: Any, to: str, options: dict[str, Any]
) -> None:
    with pytest.raises(FormatError):
        convert(source, to=to, **options)


@pytest.mark.parametrize("source", [None, 3, "missing.bib"])
def test_other_objects_are_refused(source: Any) -> None:
    with pytest.raises(SourceError):
        convert(source, to="bibtex")


@pytest.mark.parametrize("to", list(WRITERS))
def test_every_loss_is_reported(to: str) -> None:
    """Each value is in the text or in a loss."""
    fields: dict[str, Any] = {
        "title": "Qtitle", "abstract": "Qabstract", "annote": "Qannote", "archive": "Qarchive",
        "call-number": "Qcall", "dimensions": "Qdimensions", "genre": "Qgenre", "scale": "Qscale",
        "source": "Qsource", "reviewed-title": "Qreviewed", "medium": "Qmedium",
        "volume": "Q12", "supplement-number": "Q13", "section": "Q14", "status": "Qstatus",
    }  # fmt: skip
    for type in ("article-journal", "book", "map", "software", "patent"):
        made = convert(Record("x", type, fields, extra={"own": "Qown"}), to=to)
        lost = {loss.field for loss in made.losses}

        for name, value in {**fields, "own": "Qown"}.items():
            assert value in made or name in lost


@pytest.mark.parametrize("to", list(WRITERS))
def test_no_records_are_an_empty_file(to: str) -> None:
    made = convert(Records(), to=to)

    assert made.losses == ()
    assert list(read(str(made), format=to)) in ([], list(read(str(made), format=to))[:1])


def test_names_of_formats_are_the_same_in_and_out() -> None:
    readable = {name for one in READERS.values() for name in (one.name, *one.aliases)}

    assert {*WRITERS} <= readable


SAMPLES = {
    "bibtex": BOOK,
    "csl-json": '[{"id": "x", "type": "book"}]',
    "csl-yaml": "references:\n- id: x\n  type: book\n",
    "ris": "TY  - BOOK\nTI  - mail me@home{now}\nER  - \n",
    "nbib": "PMID- 1\nTI  - T.\n",
    "endnote-xml": "<xml><records><record><volume>3</volume></record></records></xml>",
    "cff": "cff-version: 1.2.0\ntitle: T\n",
    "hayagriva": "# mine\nx:\n  type: Book\n  title: T\n",
    "refer": "%0 Book\n%T mail me@home{now}\n",
    "refworks": "RT Book, Whole\nT1 T\n",
    "web-of-science": "FN Clarivate\nVR 1.0\nPT J\nTI T\nER\nEF\n",
    "pubmed-xml": "<?xml version='1.0'?>\n<!DOCTYPE PubmedArticleSet PUBLIC 'x' 'y'>\n"
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation>"
    "</PubmedArticle></PubmedArticleSet>",
    "mods": "<?xml version='1.0'?><!-- a --><m:modsCollection xmlns:m='http://www.loc.gov/mods/v3'>"
    "<m:mods><m:titleInfo><m:title>T</m:title></m:titleInfo></m:mods></m:modsCollection>",
}


@pytest.mark.parametrize("format", SAMPLES)
def test_formats_are_known_by_their_text_and_suffix(format: str, tmp_path: Path) -> None:
    reader = READERS[format]
    file = tmp_path / f"refs{reader.suffixes[0]}"
    file.write_text(SAMPLES[format], encoding="utf-8")

    assert len(read(SAMPLES[format])) == len(read(file)) == 1
    assert list(read(SAMPLES[format])) == list(read(SAMPLES[format], format=format))


SHARED_SUFFIXES = {
    ".xml": ("endnote-xml", "pubmed-xml", "mods"),
    ".yaml": ("csl-yaml", "hayagriva"),
    ".yml": ("csl-yaml", "hayagriva"),
}


@pytest.mark.parametrize(
    ("suffix", "format"),
    [(suffix, format) for suffix, formats in SHARED_SUFFIXES.items() for format in formats],
)
def test_text_decides_if_formats_share_a_suffix(suffix: str, format: str, tmp_path: Path) -> None:
    file = tmp_path / f"refs{suffix}"
    file.write_text(SAMPLES[format], encoding="utf-8")

    assert list(read(file)) == list(read(SAMPLES[format], format=format))
    assert list(iter_records(file)) == list(read(file))


@pytest.mark.parametrize(
    "text", ["title: Paper\nreferences:\n- id: x\n", "a:\n  title: T\nreferences:\n  - id: x\n",
             "nocite: '@*'\nreferences: [{id: x}]\n"]
)  # fmt: skip
def test_metadata_of_pandoc_is_not_hayagriva(text: str, tmp_path: Path) -> None:
    file = tmp_path / "refs.yaml"
    file.write_text(text, encoding="utf-8")

    assert read(file).ids == ("x",)


def run(*arguments: str, input: str = "") -> tuple[int, str, str]:
    """The command's exit code, output and messages."""
    result = CliRunner().invoke(cli, arguments, input=input, standalone_mode=False)
    code = result.return_value if result.exception is None else 2
    return int(code or 0), result.stdout, result.stderr


def test_the_command(tmp_path: Path) -> None:
    file, out = tmp_path / "a.bib", tmp_path / "b.ris"
    file.write_text(BOOK, encoding="utf-8")

    assert run("convert", str(file), "--to", "ris")[:2] == (0, str(convert(file, to="ris")))
    counted = (
        "citeformat: RIS cannot hold everything: title (1), zzz (1); --report lists each value\n"
    )
    assert run("convert", str(file), "-o", str(out)) == (0, "", counted)
    assert out.read_text("utf-8") == convert(file, to="ris")
    code, _, messages = run("convert", "-", "--to", "ris", "--report", input=BOOK)
    assert code == 0
    assert "lost: tb: zzz: RIS has no field for it" in messages
    assert run("convert", str(file), "-t", "bibtex", "--ascii", "--keys", "[auth][year]")[1][
        :16
    ] == ("@book{Knuth1984,")


def test_the_command_refuses(tmp_path: Path) -> None:
    file = tmp_path / "a.bib"
    file.write_text(BOOK, encoding="utf-8")

    assert run("convert", str(file))[0] == 2
    assert run("convert", str(file), "--to", "nope")[0] == 2
    with pytest.raises(FormatError, match="mods can only be read; the formats to convert to are"):
        convert(file, to="mods")
    assert run("convert", str(file), "--to", "bibtex", "-o", str(file))[0] == 2
    assert run("convert", str(tmp_path / "no.bib"), "--to", "ris")[0] == 2
    assert file.read_text("utf-8") == BOOK


def test_a_broken_entry_is_exit_code_1() -> None:
    code, text, messages = run("convert", "-", "--to", "csl-json", input="@book{x, title = nope}")

    assert code == 1
    assert json.loads(text)[0]["title"] == "nope"
    assert "error: the string name 'nope' is not defined" in messages


def test_variables_in_the_note_of_zotero_get_fields_of_their_own() -> None:
    note = "DOI: 10.1000/x\nissued: 6 May 2010\ntype: dataset\ntex.ids: y\nSigned."
    (record,) = Records([Record("x", "book", {"title": "T", "note": note})])

    text = str(convert([record], to="biblatex"))

    assert text.startswith("@dataset{x,")
    assert "doi = {10.1000/x}" in text
    assert "date = {2010-05-06}" in text
    assert "note = {tex.ids: y Signed.}" in text
    assert "DO  - 10.1000/x" in str(convert([record], to="ris"))
    assert json.loads(str(convert([record], to="csl-json")))[0]["note"] == note


def test_the_note_of_a_bib_file_stays_a_note() -> None:
    assert "note = {PMID: 123}" in str(convert("@book{x, note={PMID: 123}}", to="biblatex"))
