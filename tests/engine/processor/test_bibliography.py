"""The bibliography of a document: its layout, and which works are in it."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Style
from tests.samples import bib, csl, date, document, names, record
from tests.specification.cases import style_text


@pytest.mark.parametrize("align", ["flush", "margin"])
def test_second_field_align(align: str) -> None:
    text = style_text(f"whitespace/second-field-align-{align}")
    layout = document(text, [record(title="A")]).bibliography().layout

    assert layout.second_field_align == align


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", (False, "", 1, 1)),
        ('hanging-indent="true"', (True, "", 1, 1)),
        ('hanging-indent="false"', (False, "", 1, 1)),
        ('line-spacing="2" entry-spacing="0"', (False, "", 2, 0)),
        ('second-field-align="flush"', (False, "flush", 1, 1)),
    ],
)
def test_layout_options(options: str, expected: tuple[Any, ...]) -> None:
    text = csl('<text value="x"/>', bib('<text value="y"/><text value="z"/>', options))
    layout = document(text, [record()]).bibliography().layout
    actual = (
        layout.hanging_indent, layout.second_field_align, layout.line_spacing, layout.entry_spacing
    )  # fmt: skip

    assert expected == actual


# Which works are listed

SELECTED = [
    record("a", "book", title="A", keyword="x", issued=date(2000)),
    record("b", "thesis", title="B", publisher="P"),
    record("c", "book", title="C", author=names("Doe")),
]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        pytest.param({}, "abc", id="all"),
        pytest.param({"include": [{"field": "type", "value": "book"}]}, "ac", id="include"),
        pytest.param(
            {"include": [{"field": "type", "value": "thesis"}, {"field": "title", "value": "A"}]},
            "ab", id="include any",
        ),
        pytest.param({"exclude": [{"field": "type", "value": "book"}]}, "b", id="exclude"),
        pytest.param(
            {"exclude": [{"field": "title", "value": "A"}, {"field": "title", "value": "B"}]},
            "c", id="exclude any",
        ),
        pytest.param(
            {"select": [{"field": "type", "value": "book"}, {"field": "title", "value": "A"}]},
            "a", id="select all",
        ),
        pytest.param(
            {"quash": [{"field": "type", "value": "book"}, {"field": "title", "value": "A"}]},
            "bc", id="quash all",
        ),
        pytest.param({"include": [{"field": "publisher", "value": "P"}]}, "b", id="field"),
        pytest.param({"exclude": [{"field": "publisher", "value": ""}]}, "b", id="absent field"),
        pytest.param({"include": [{"field": "author", "value": "Doe"}]}, "c", id="name"),
        pytest.param({"include": [{"field": "nothing", "value": "x"}]}, "", id="unknown field"),
        pytest.param({"include": [{"field": "id", "value": "b"}]}, "b", id="id"),
        pytest.param({"exclude": [{"field": "id", "value": {"b", "c"}}]}, "a", id="several ids"),
        pytest.param({"include": [{"field": "title", "value": ["A", "X"]}]}, "a",
                     id="several values"),
    ],
)  # fmt: skip
def test_selection(selection: dict[str, Any], expected: str) -> None:
    made = document(csl('<text value="x"/>', bib('<text variable="title"/>')), SELECTED)
    made.register("abc")
    actual = "".join(entry.id for entry in made.bibliography(**selection))

    assert expected == actual


def test_style_without_a_bibliography() -> None:
    style = Style.from_string(csl('<text variable="title"/>'))
    made = style.document(SELECTED)
    made.cite("a")
    bibliography = made.bibliography()

    assert style.has_bibliography is False
    assert bibliography.entries == ()
    (problem,) = bibliography.problems
    assert problem.severity == "warning"
    assert "no bibliography" in problem.message


def test_a_style_without_a_bibliography_has_a_fallback_entry_for_each_record() -> None:
    made = Style.from_string(csl('<text variable="title"/>')).bibliography(SELECTED)

    assert [(entry.id, entry.text, entry.fallback) for entry in made] == [
        ("a", "A (2000).", True),
        ("b", "B.", True),
        ("c", "Doe. C.", True),
    ]
