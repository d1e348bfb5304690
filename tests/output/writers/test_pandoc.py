"""Elements of pandoc's documents."""

from __future__ import annotations

import json

from citeformat import Record, Style
from citeformat.output import get_format
from citeformat.output.writers.pandoc import inlines_of, words
from citeformat.richtext.spans import BOLD, ITALIC, NORMAL_STYLE, SMALL_CAPS, wrap


def test_nested_formatting() -> None:
    made = inlines_of(wrap(ITALIC, f"a {wrap(BOLD, 'b')}{wrap(NORMAL_STYLE, 'c')}"))

    assert made == [
        {"t": "Emph", "c": words("a")},
        {"t": "Space"},
        {"t": "Emph", "c": [{"t": "Strong", "c": words("b")}]},
        *words("c"),
    ]


def test_neighbours_share_an_element() -> None:
    made = inlines_of(wrap(ITALIC, f"a{wrap(SMALL_CAPS, 'b')}"))

    small = {"t": "SmallCaps", "c": words("b")}
    assert made == [{"t": "Emph", "c": [*words("a"), small]}]


def test_elements_in_the_place_of_characters() -> None:
    code = {"t": "Code", "c": [["", [], []], "x"]}

    assert inlines_of("a\U000f0000b", (), {"\U000f0000": code}) == [*words("a"), code, *words("b")]


def test_a_bibliography_is_an_array_of_blocks() -> None:
    record = Record("a b", "book", title="TeX", URL="https://tug.org")
    made = Style.load("ieee").bibliography([record]).with_links()

    (block,) = json.loads(made.to("pandoc"))

    assert block["c"][0][:2] == ["refs", ["references", "csl-bib-body"]]
    assert block["c"][1][0]["c"][0][:2] == ["ref-a_x20b", ["csl-entry"]]
    assert '["https://tug.org", ""]' in json.dumps(block)
    assert json.loads(get_format("pandoc").write("A B")) == words("A B")
