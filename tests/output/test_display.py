"""Display blocks in the output formats."""

from __future__ import annotations

import pytest

from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.output import get_format
from citeformat.richtext.spans import BLOCK, INDENT, ITALIC, wrap


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("text", "\nA\nB"),
        ("html", '<div class="csl-block">A</div><i>B</i>'),
        ("markdown", "A\\\n*B*"),
        ("latex", "A\\newline \\textit{B}"),
        ("typst", 'A#linebreak();#text(style: "italic")[B];'),
        ("rtf", "A\\line {\\i B}"),
    ],
)
def test_text_after_a_block_begins_a_line(format: str, expected: str) -> None:
    assert get_format(format).write(wrap(BLOCK, "A") + wrap(ITALIC, "B")) == expected


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("latex", "A\\newline\\hspace*{2em}B\\newline C"),
        ("typst", "A#linebreak();#h(2em);B#linebreak();C"),
        ("rtf", "A\\line\\tab B\\line C"),
    ],
)
def test_a_line_ends_once(format: str, expected: str) -> None:
    assert get_format(format).write(wrap(BLOCK, "A") + wrap(INDENT, "B") + "C") == expected


@pytest.mark.parametrize("format", ["latex", "typst", "rtf"])
def test_nothing_is_around_a_block_alone(format: str) -> None:
    write = get_format(format).write

    assert "line" not in write(wrap(ITALIC, wrap(BLOCK, "A")))
    assert write("A" + wrap(BLOCK, "B")).count("line") == 1


def test_plain_text_separates_entries_of_several_lines() -> None:
    first, second = (Entry(id, f"{id}{wrap(BLOCK, 'note')}") for id in "ab")
    assert Bibliography((first, second)).text == "a\nnote\n\nb\nnote\n\n"
    first, second = (Entry(id, wrap(BLOCK, id)) for id in "ab")
    assert Bibliography((first, second)).text == "a\nb\n"
