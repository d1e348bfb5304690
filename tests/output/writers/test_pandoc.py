"""Elements of pandoc's documents."""

from __future__ import annotations

import json

from hypothesis import given

from citeformat import Record, Style
from citeformat.output import get_format
from citeformat.output.writers.pandoc import DataInlines, JsonInlines, words
from citeformat.richtext.links import LINK
from citeformat.richtext.spans import (
    BOLD,
    ITALIC,
    LEFT_MARGIN,
    NORMAL_STYLE,
    RIGHT_INLINE,
    SMALL_CAPS,
    wrap,
)
from tests.output.hostile import RICH


def test_nested_formatting() -> None:
    made = DataInlines().write(wrap(ITALIC, f"a {wrap(BOLD, 'b')}{wrap(NORMAL_STYLE, 'c')}"))

    assert made == [
        {"t": "Emph", "c": words("a")},
        {"t": "Space"},
        {"t": "Emph", "c": [{"t": "Strong", "c": words("b")}]},
        *words("c"),
    ]


def test_neighbours_share_an_element() -> None:
    made = DataInlines().write(wrap(ITALIC, f"a{wrap(SMALL_CAPS, 'b')}"))

    small = {"t": "SmallCaps", "c": words("b")}
    assert made == [{"t": "Emph", "c": [*words("a"), small]}]


def test_elements_in_the_place_of_characters() -> None:
    code = {"t": "Code", "c": [["", [], []], "x"]}

    assert DataInlines({"\U000f0000": code}).write("a\U000f0000b") == [
        *words("a"),
        code,
        *words("b"),
    ]


@given(RICH, RICH, RICH)
def test_data_and_json_are_equal(before: str, linked: str, after: str) -> None:
    for text in (before, wrap(LEFT_MARGIN, before) + wrap(RIGHT_INLINE, linked + after),
                 before + wrap(LINK, linked) + after):  # fmt: skip
        made = JsonInlines().write(text, ['https://tug.org/"'])

        assert json.loads(f"[{','.join(made)}]") == DataInlines().write(text, ['https://tug.org/"'])


def test_a_bibliography_is_an_array_of_blocks() -> None:
    record = Record("a b", "book", title="TeX", URL="https://tug.org")
    made = Style.load("ieee").bibliography([record]).with_links()

    (block,) = json.loads(made.to("pandoc"))

    assert block["c"][0][:2] == ["refs", ["references", "csl-bib-body"]]
    assert block["c"][1][0]["c"][0][:2] == ["ref-a_x20b", ["csl-entry"]]
    assert '["https://tug.org", ""]' in json.dumps(block)
    assert json.loads(get_format("pandoc").write("A B")) == words("A B")
