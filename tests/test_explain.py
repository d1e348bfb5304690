"""`explain` says what made each part of a reference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli
from citeformat.explain import explain
from citeformat.interchange import read
from citeformat.interchange.bibtex.reading.field_origins import field_origins
from citeformat.record import Record
from citeformat.style import Style
from tests.samples import bib, csl, make

STYLE = make(csl('<text value="x"/>', bib(
    '<names variable="author"/><text macro="titles" prefix=". "/>'
    '<date variable="issued" prefix=" "><date-part name="year"/></date>'
), macros='<macro name="titles"><text variable="title"/></macro>'))  # fmt: skip
BIB = """@string{ok = "Oakland"}
@article{doe,
  author = {Doe, Ann},
  title = {On {TeX}},
  journal = ok,
  month = jan,
  year = 2001,
}
"""


def origins_of(text: str, id: str) -> dict[str, tuple[int, tuple[str, ...], str]]:
    """Return line, variables and ancestor of each field."""
    return {each.name: (each.line, each.variables, each.key) for each in field_origins(text, id)}


def test_fields_and_lines() -> None:
    """Each field has its line, and the variable that it is read as."""
    assert origins_of(BIB, "doe") == {
        "author": (3, ("author",), ""), "title": (4, ("title",), ""),
        "journal": (5, ("container-title",), ""), "month": (6, ("issued",), ""),
        "year": (7, ("issued",), ""),
    }  # fmt: skip


def test_a_title_of_several_fields() -> None:
    """A subtitle is one of the fields of the title."""
    found = origins_of("@book{a, title={T},\n subtitle={Of subs}}", "a")
    assert found == {"title": (1, ("title",), ""), "subtitle": (2, ("title",), "")}


def test_a_field_that_moves_another() -> None:
    """A book's title makes the journal a series, but is not a field of the series."""
    text = "@incollection{a, title={T},\n booktitle={Big book},\n journal={Lectures}}"
    found = origins_of(text, "a")
    assert found["booktitle"] == (2, ("container-title",), "")
    assert found["journal"] == (3, ("collection-title",), "")


def test_inherited_fields() -> None:
    """An inherited field has the line and key of the entry that it comes from."""
    text = (
        "@proceedings{p,\n title={Proc},\n publisher={ACM}}\n"
        "@inproceedings{a,\n crossref={p},\n title={Paper}}"
    )
    found = origins_of(text, "a")
    assert found["booktitle"] == (2, ("container-title",), "p")
    assert found["publisher"] == (3, ("publisher",), "p")
    assert found["title"] == (6, ("title",), "")


def test_no_such_entry() -> None:
    """An unknown key has no fields."""
    assert field_origins(BIB, "roe") == ()


def test_text_for_people(tmp_path: Path) -> None:
    """Every part says what it is, which element printed it, and which field it comes from."""
    file = tmp_path / "refs.bib"
    file.write_text(BIB)
    lines = str(explain(read(file)["doe"], STYLE)).splitlines()
    assert lines[0] == "Ann Doe. On TeX 2001"
    assert f"from author = Doe, Ann ({file}:3)" in lines[3]
    assert any("in titles" in line and "value of title: text at test.csl" in line for line in lines)
    assert lines[-2:] == ["Never printed:", f"    journal = Oakland ({file}:5)"]


def test_values_for_programs() -> None:
    """JSON says the same."""
    record = read(BIB)["doe"]
    made = json.loads(explain(record, STYLE, source=BIB).to("json"))
    title = next(part for part in made["parts"] if part["variable"] == "title")
    assert title["text"] == "On TeX"
    assert title["macros"] == ["titles"]
    assert title["fields"] == [{"name": "title", "value": "On {TeX}", "line": 4}]
    assert [(each["name"], each["line"]) for each in made["unprinted"]] == [("journal", 5)]


def test_a_record_without_a_file() -> None:
    """Without a file, the fields are the variables."""
    made = explain(Record("x", "book", {"title": "TeX", "note": "A gift"}), STYLE)
    assert [(each.name, each.location) for each in made.sources["title"]] == [("title", "")]
    assert [each.name for each in made.unprinted] == ["note"]


@pytest.mark.parametrize("custom", [1, "bibtex", ["bibtex"], None])
def test_strange_custom_values(custom: object) -> None:
    """What another program keeps in `custom` is not a .bib entry."""
    record = Record.from_csl({"id": "x", "type": "book", "title": "TeX", "custom": custom})
    assert explain(record, STYLE).sources["title"][0].name == "title"


def test_a_file_that_has_gone(tmp_path: Path) -> None:
    """If the file has gone, the line is that of the record."""
    file = tmp_path / "refs.bib"
    file.write_text(BIB)
    record = read(file)["doe"]
    file.unlink()
    assert explain(record, STYLE).sources["title"][0].line == 2


def test_what_the_style_cannot_print() -> None:
    """The text says that the style prints nothing for the record."""
    made = str(explain(Record("x", "book", {"note": "A gift"}), STYLE))
    assert "prints nothing for this record" in made
    assert "note = A gift" in made


def test_a_style_for_notes() -> None:
    """If a style has no bibliography, the note is explained."""
    notes = make(csl('<text variable="title"/><text variable="note" prefix=". "/>', kind="note"))
    made = explain(Record("x", "book", {"title": "TeX", "volume": "2"}), notes)
    assert made.entry.text == "TeX"
    assert [(part.variable, part.line > 0) for part in made.entry.spans] == [("title", True)]
    assert [source.name for source in made.unprinted] == ["volume"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "research-portal-author"])
def test_every_field_is_printed_or_not(name: str) -> None:
    """Each variable is either in a part or among those that were not printed."""
    style = Style.load(name)
    for record in read("examples/varied.bib"):
        made = explain(record, style)
        printed = {span.field for span in made.entry.spans}
        named = {source.name for source in made.unprinted}
        for variable in record.fields:
            sources = {source.name for source in made.sources[variable]}
            assert variable in printed or sources <= named, (record.id, variable)


def test_the_command(tmp_path: Path) -> None:
    """The command reads a file or standard input, and takes several keys."""
    file = tmp_path / "refs.bib"
    file.write_text(BIB)
    run = CliRunner().invoke
    one = run(cli, ["explain", str(file), "-k", "doe", "-s", "apa"], standalone_mode=False)
    assert f"from title = On {{TeX}} ({file}:4)" in one.output
    many = run(cli, ["explain", str(file), "-k", "doe", "-k", "doe", "--to", "json"])
    assert json.loads(many.output)["id"] == "doe"
    piped = run(cli, ["explain", "-", "-k", "doe"], input=BIB, standalone_mode=False)
    assert "from title = On {TeX}" in piped.output


def test_an_unknown_key() -> None:
    """An unknown key is an error that names similar keys."""
    made = CliRunner().invoke(cli, ["explain", "-", "-k", "doo"], input=BIB)
    assert made.exit_code != 0
    assert "doo" in str(made.exception)
