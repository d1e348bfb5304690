"""What the command prints on a terminal, and what it prints elsewhere."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from citeformat.cli import terminal
from tests.cli.conftest import Run
from tests.shared import ROOT

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

import fcntl
import pty
import termios

CANCER = str(ROOT / "examples" / "cancer-control.bib")
VARIED = str(ROOT / "examples" / "varied.bib")
ITALIC = "\x1b[3mCancer Control\x1b[23m"


def on_terminal(
    *arguments: str, columns: int = 80, variables: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, str]:
    """Run the command with a terminal as its output and messages; return both."""
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **variables}
    ends = [pty.openpty(), pty.openpty()]
    for _, end in ends:
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "citeformat", *arguments],
        stdin=subprocess.DEVNULL, stdout=ends[0][1], stderr=ends[1][1], env=environment,
    )  # fmt: skip
    received = {reading: b"" for reading, _ in ends}
    for _, end in ends:
        os.close(end)
    still_open = set(received)
    while still_open:
        for reading in select.select(still_open, [], [])[0]:
            try:
                part = os.read(reading, 65536)
            except OSError:  # Linux: the other end is closed
                part = b""
            received[reading] += part
            if not part:
                still_open.remove(reading)
                os.close(reading)
    process.wait()
    out, err = [text.decode().replace("\r\n", "\n") for text in received.values()]
    return out, err


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;[^\x1b]*\x1b\\", "", text)


def test_lists_are_formatted_and_wrapped_on_a_terminal() -> None:
    out, err = on_terminal("bibliography", CANCER, columns=60)
    lines = plain(out).splitlines()

    assert err == ""
    assert ITALIC in out
    assert "\x1b]8;;https://doi.org/10.1177/107327481201900108\x1b\\" in out
    assert len(lines) > 3
    assert max(map(len, lines)) <= 60
    assert all(line.startswith("    ") for line in lines[1:])


@pytest.mark.parametrize(
    "variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"CLICOLOR": "0"}], ids=str
)
def test_terminal_without_formatting(variables: dict[str, str], run: Run) -> None:
    out, _ = on_terminal("bibliography", CANCER, variables=variables)

    assert out == run("bibliography", CANCER)[1]


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_tables_fit_the_terminal(columns: int) -> None:
    for arguments in (("styles", "chicago"), ("list", VARIED), ("styles", "vancouver", "-n", "3")):
        out, _ = on_terminal(*arguments, columns=columns)
        assert max(map(len, plain(out).splitlines())) <= columns
    assert "3 of " in out


def test_long_work_shows_a_percentage(tmp_path: Path) -> None:
    file = tmp_path / "many.bib"
    entry = "@book{k%d, title={A Title of a Book}, author={Doe, Jane}, year=%d, publisher={Press}}"
    file.write_text("\n".join(entry % (number, number) for number in range(1500)), "utf-8")
    out, err = on_terminal("bibliography", str(file), "-s", "apa", "-s", "ieee", "-o", "-")

    assert "Reading" in err
    assert re.search(r"Formatting 1,500 references in ieee.* \d+%", plain(err), re.DOTALL)
    assert "%" not in out


def test_steps_of_a_box_have_a_percentage(tmp_path: Path) -> None:
    file = tmp_path / "many.bib"
    file.write_text("\n".join(f"@book{{k{n}, title={{T}}, year={n}}}" for n in range(400)), "utf-8")
    _, err = on_terminal("cite-this", str(file), "--only", "APA", "-o", str(tmp_path / "x.json"))

    assert re.search(r"Making the texts of 400 records.* \d+%", plain(err), re.DOTALL)


@pytest.mark.parametrize(
    ("variables", "is_terminal", "shown"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"CLICOLOR_FORCE": "1"}, False, True),
        ({"CLICOLOR": "0"}, True, False),
        ({"CLICOLOR": "1"}, False, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_variables(
    variables: dict[str, str], is_terminal: bool, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)

    assert terminal.shows_formatting() is shown


def test_ansi_can_be_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert ITALIC in run("bibliography", CANCER, "--to", "ansi")[1]
    assert "\x1b]8" not in run("bibliography", CANCER, "--to", "ansi", "--links", "off")[1]
    assert "\x1b" not in run("bibliography", CANCER)[1]


def test_forced_formatting_in_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert ITALIC in run("bibliography", CANCER)[1]
    assert run("cite", CANCER, "-k", "carballido2012", "-s", "nature")[1] == "¹\n"
