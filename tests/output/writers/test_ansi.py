"""Text for terminals."""

from __future__ import annotations

import os
import re
import sys

import pytest

from citeformat.output import EntryText, Layout, get_format
from citeformat.richtext.links import LINK
from citeformat.richtext.spans import (
    BLOCK,
    BOLD,
    ITALIC,
    LEFT_MARGIN,
    RIGHT_INLINE,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    close_of,
    wrap,
)

ANSI = get_format("ansi")
LINKED = "\x1b]8;;https://doi.org/10.1\x1b\\"
NO_LINK = "\x1b]8;;\x1b\\"


def plain(text: str) -> str:
    return re.sub(r"\x1b\[\d+m|\x1b\]8;;[^\x1b]*\x1b\\", "", text)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make standard output a terminal of 30 columns."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda _=None: os.terminal_size((30, 24)))


@pytest.mark.parametrize(
    ("rich", "written"),
    [
        ("plain", "plain"),
        (wrap(ITALIC, "Mind"), "\x1b[3mMind\x1b[23m"),
        (wrap(BOLD, "59"), "\x1b[1m59\x1b[22m"),
        (wrap(UNDERLINE, "x"), "\x1b[4mx\x1b[24m"),
        (wrap(ITALIC, f"a {wrap(BOLD, 'b')}"), "\x1b[3ma \x1b[23m\x1b[3m\x1b[1mb\x1b[22m\x1b[23m"),
        (f"H{wrap(SUBSCRIPT, '2')}O{wrap(SUPERSCRIPT, '1,2')}", "H₂O1,2"),
        (wrap(SUPERSCRIPT, "12"), "¹²"),
        ("1ʳᵉ", "1ʳᵉ"),
        (wrap(BLOCK, "a") + wrap(BLOCK, "b"), "a\nb"),
        (wrap(LEFT_MARGIN, "[1]") + wrap(RIGHT_INLINE, "Doe"), "[1] Doe"),
    ],
)
def test_formatting(rich: str, written: str) -> None:
    found = ANSI.write(rich)

    assert plain(found) == plain(written)
    assert re.findall(r"\x1b\[\d+m", found).count("\x1b[0m") == 0
    if "a \x1b" not in written:
        assert found == written


def test_link() -> None:
    rich = f"doi:{LINK}10.1{close_of(LINK)}."

    assert ANSI.write(rich, ["https://doi.org/10.1"]) == f"doi:{LINKED}10.1{NO_LINK}."


def test_records_cannot_control_the_terminal() -> None:
    written = ANSI.write(f"a\x1b[2Jb\x07c\x9bd{LINK}x{close_of(LINK)}", ["https://x/\x1b\\é\x07 y"])

    assert plain(written) == "a[2Jbcdx"
    assert "\x07" not in written
    assert "https://x/%1B%5C%C3%A9%07%20y\x1b\\" in written


def test_white_space_among_control_characters_is_a_blank() -> None:
    """Words on both sides of a tab, a form feed or NEL are not joined."""
    written = ANSI.write("a\tb\x0bc\x0cd\re\x1cf\x85g\x1b[2Jh\x9bi")

    assert written == "a b c d e f g[2Jhi"


def test_numbers_are_aligned() -> None:
    layout = Layout(second_field_align="flush", max_offset=3)
    entries = [EntryText("a", "9. Doe"), EntryText("b", "10. Roe"), EntryText("c", "Unnumbered x")]

    assert ANSI.bibliography(entries, layout) == "9.  Doe\n10. Roe\nUnnumbered x\n"


def test_lists_are_not_wrapped_in_a_file() -> None:
    assert ANSI.bibliography([EntryText("a", "word " * 99)], Layout()) == "word " * 99 + "\n"


@pytest.mark.usefixtures("terminal")
def test_lines_are_wrapped_with_a_hanging_indent() -> None:
    text = "Doe, J. (2000). A title that takes more than one line of a terminal."
    written = ANSI.bibliography([EntryText("a", text)], Layout(hanging_indent=True))
    lines = written.splitlines()

    assert len(lines) > 2
    assert max(map(len, lines)) <= 30
    assert not lines[0].startswith(" ")
    assert all(line.startswith("    ") and line[4] != " " for line in lines[1:])
    assert " ".join(written.split()) == text


@pytest.mark.usefixtures("terminal")
def test_formatting_does_not_reach_the_indent() -> None:
    rich = f"Doe. {LINK}{wrap(UNDERLINE, 'A long title ' * 4)}{close_of(LINK)} end"
    text = ANSI.write(rich, ["https://doi.org/10.1"])
    lines = ANSI.bibliography([EntryText("a", text)], Layout(hanging_indent=True)).split("\n")

    assert lines[0].endswith(f"\x1b[24m{NO_LINK}")
    assert lines[1].startswith(f"    {LINKED}\x1b[4m")
    assert plain("\n".join(lines)).split() == plain(text).split()


@pytest.mark.usefixtures("terminal")
def test_wide_letters_take_two_columns() -> None:
    lines = ANSI.bibliography([EntryText("a", "漢字漢字漢字 " * 4)], Layout()).splitlines()

    assert [line.count("漢") for line in lines] == [6, 6]
