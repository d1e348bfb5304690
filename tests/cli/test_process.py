"""The command `citeformat process`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from citeformat.cli.main import cli, main
from tests.shared import ROOT

EXAMPLE = ROOT / "examples" / "citations.json"


def invoke(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(
        cli, ["process", *arguments], input=stdin, standalone_mode=False, catch_exceptions=False
    )


def result(*arguments: str, stdin: str = "") -> Any:
    return json.loads(invoke(*arguments, stdin=stdin).stdout)


def test_standard_input_and_files_are_read() -> None:
    text = EXAMPLE.read_text("utf-8")

    assert result(stdin=text) == result("-", stdin=text) == result(str(EXAMPLE))
    assert result(str(EXAMPLE))["citations"][1] == "(1950)"


def test_options_replace_the_input(tmp_path: Path) -> None:
    bib = tmp_path / "x.bib"
    bib.write_text(
        "@article{turing1950, title={Other {Title}}, journal={Mind}, year=1950}", encoding="utf-8"
    )
    short = tmp_path / "short.json"
    short.write_text('{"default": {"container-title": {"Mind": "Md"}}}', encoding="utf-8")
    style = ["-s", "nature", "-l", "de", "-r", str(bib), "-a", str(short), "-f", "json"]

    made = result(str(EXAMPLE), *style)

    assert [id for id, _ in made["bibliography"]] == ["turing1950"]
    assert "'Md" in str(made["bibliography"])
    assert "knuth1984?" in str(made["citations"])


def test_the_result_is_written_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out.json"

    assert invoke(str(EXAMPLE), "-o", str(out)).stdout == ""
    assert json.loads(out.read_text("utf-8"))["warnings"] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"style": "apa",\n nonsense}', ":2: this is not JSON"),
        ("[]", "the input is not an object"),
        ("{}", "no style is given"),
        ('{"style": "no-such-style"}', "there is no style named 'no-such-style'"),
        ('{"style": "apa", "citations": [1]}', "citation 1 has no citation items"),
        ("[" * 100_000, "nested too deeply|not JSON"),
    ],
)
def test_bad_input_is_one_line(
    text: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.json"
    path.write_text(text, encoding="utf-8")

    assert main(["process", str(path)]) == 2

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert any(each in captured.err for each in message.split("|"))
