"""The formats of the package, and those that other packages add."""

from __future__ import annotations

import json
import zipfile
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner

from citeformat import Record, Style
from citeformat.cli.main import cli
from citeformat.errors import FormatError
from citeformat.output import FORMATS, Format, Markup, get_format
from tests.shared import ROOT

SHOUT = Markup("shout", {"a": "A"}, {})


def points(*found: EntryPoint) -> object:
    def entry_points(*, group: str, name: str = "") -> list[EntryPoint]:
        return [each for each in found if each.group == group and name in ("", each.name)]

    return entry_points


def test_every_format_keeps_the_protocol() -> None:
    assert all(isinstance(each.load(), Format) for each in FORMATS.values())
    assert all(name == each.load().name for name, each in FORMATS.items())


def test_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("shout", "tests.output.test_registry:SHOUT", "citeformat.formats")
    monkeypatch.setattr("importlib.metadata.entry_points", points(point))

    assert get_format("shout").write("banana") == "bAnAnA"


COMMANDS = (
    ("bibliography", "examples/cancer-control.bib"),
    ("cite", "examples/cancer-control.bib", "--key", "carballido2012"),
    ("cite-this", "examples/cancer-control.bib", "--only", "APA", "--only", "BIBTEX"),
)
"""The commands that write references."""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_commands_know_formats_of_other_packages(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an entry point registers works in every command."""
    point = EntryPoint("shout", "tests.output.test_registry:SHOUT", "citeformat.formats")
    monkeypatch.setattr("importlib.metadata.entry_points", points(point))
    monkeypatch.chdir(ROOT)

    made = CliRunner().invoke(cli, [*command, "--to", "shout"], standalone_mode=False)

    assert made.exception is None, made.output
    assert "CArbAllido" in made.output


@pytest.mark.parametrize("format", [*FORMATS, "docx"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_commands_know_every_format(
    command: tuple[str, ...], format: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Formats of text go to standard output or a file, Word documents to a file."""
    if format == "docx":
        pytest.importorskip("docx")
    monkeypatch.chdir(ROOT)
    out = tmp_path / "out"

    made = CliRunner().invoke(cli, [*command, "--to", format, "-o", str(out)])
    printed = CliRunner().invoke(cli, [*command, "--to", format], standalone_mode=False)

    assert made.exit_code == 0, made.output
    if format == "docx":
        assert zipfile.is_zipfile(out)
        assert "--output" in str(printed.exception)
    else:
        assert "Carballido" in out.read_text("utf-8")
        assert printed.output == out.read_text("utf-8")


def test_unknown_formats_are_refused() -> None:
    """The message lists all formats, including those of other packages."""
    for command in COMMANDS:
        made = CliRunner().invoke(cli, [*command, "--to", "htlm"])

        assert made.exit_code == 2
        assert "did you mean html" in made.output


@pytest.mark.parametrize("value", ["tests.output.nowhere:X", "tests.output.test_registry:points"])
def test_entry_point_that_is_none(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("odd", value, "citeformat.formats")
    monkeypatch.setattr("importlib.metadata.entry_points", points(point))

    with pytest.raises(FormatError, match=r"odd|output format"):
        get_format("odd")


def test_unknown_format_names_the_nearest() -> None:
    with pytest.raises(FormatError, match="did you mean markdown"):
        get_format("markdwn")


def test_json() -> None:
    record = Record("ä/1", "book", {"title": "A & B", "DOI": "10.1000/1"})
    made = Style.load("apa").bibliography([record]).with_links([record])

    (entry,) = json.loads(made.to("json"))

    assert entry["id"] == "ä/1"
    assert "A & B" in entry["text"]
    assert '<a href="https://doi.org/10.1000/1">' in entry["html"]
