"""References in several styles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citeformat import Record, StyleError, compare_styles
from tests.samples import bib, csl

BOOKS = [
    Record("b", "book", {"title": "Beta"}),
    Record("a", "book", {"title": "Alpha", "publisher": "Wiley & Sons"}),
]


def write(folder: Path, name: str, layout: str, sort: str = "") -> str:
    """Write a style, and return the path of its file."""
    path = folder / f"{name}.csl"
    path.write_text(csl('<text variable="title"/>', bib(layout, sort=sort)), "utf-8")
    return str(path)


@pytest.fixture
def plain(tmp_path: Path) -> str:
    return write(tmp_path, "plain", '<text variable="title"/>')


@pytest.fixture
def longer(tmp_path: Path) -> str:
    layout = '<text variable="title"/><text variable="publisher" prefix=". "/>'
    return write(tmp_path, "longer", layout, '<key variable="title"/>')


def test_only_changed_references_are_shown(plain: str, longer: str) -> None:
    made = compare_styles(BOOKS, [plain, longer])

    assert [entry.id for entry in made.changed] == ["a"]
    assert made.to() == (
        "References that change from plain to longer: 1 of 2\n"
        "longer lists the references in another order\n"
        "\n"
        "a\n"
        "  Alpha{+. Wiley & Sons+}\n"
    )


def test_another_number_is_no_change(tmp_path: Path) -> None:
    layout = '<text variable="citation-number" suffix=". "/><text variable="title"/>'
    first = write(tmp_path, "first", layout)
    sorted_by_title = write(tmp_path, "sorted", layout, '<key variable="title"/>')

    made = compare_styles(BOOKS, [first, sorted_by_title])

    assert made.changed == ()
    assert made.orders == (("b", "a"), ("a", "b"))


def test_records_with_one_id_are_compared_in_turn(plain: str, longer: str) -> None:
    twice = [BOOKS[1], BOOKS[1].replace(title="Gamma")]

    made = compare_styles(twice, [plain, longer])

    assert [entry.texts for entry in made.entries] == [
        ("Alpha", "Alpha. Wiley & Sons"), ("Gamma", "Gamma. Wiley & Sons")
    ]  # fmt: skip


def test_three_styles(plain: str, longer: str) -> None:
    made = compare_styles(BOOKS[1:], [plain, longer, plain])

    assert "  longer: Alpha{+. Wiley & Sons+}\n  plain: Alpha\n" in made.to()


def test_html_and_json(plain: str, longer: str) -> None:
    made = compare_styles(BOOKS, [plain, longer])

    assert "<dd>Alpha<ins>. Wiley &amp; Sons</ins></dd>" in made.to("html")
    value = json.loads(made.to("json"))
    assert value["styles"] == ["plain", "longer"]
    assert [entry["changes"] for entry in value["entries"]] == [False, True]


def test_a_locale_without_terms_is_a_problem(plain: str, longer: str) -> None:
    made = compare_styles(BOOKS, [plain, longer], locale="xx")

    assert any("'xx' has no terms" in problem.message for problem in made.problems)


def test_one_style_is_too_few(plain: str) -> None:
    with pytest.raises(StyleError, match="two styles"):
        compare_styles(BOOKS, [plain])
