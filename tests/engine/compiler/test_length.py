"""A small style never makes an enormous entry of a record."""

from __future__ import annotations

import pytest

from citeformat import Record, Style
from tests.samples import bib, csl


def doubling(times: int, last: str = '<text variable="title"/>') -> Style:
    """Make macros, where each calls the next one twice."""
    macros = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
        for n in range(times)
    )
    macros += f'<macro name="m{times}">{last}</macro>'
    call = '<text macro="m0"/>'
    return Style.from_string(csl(call, bib(call), macros=macros))


@pytest.mark.parametrize(
    ("variable", "last"),
    [
        ("title", '<text variable="title"/>'),
        ("title", '<choose><if type="book"><text variable="title"/></if></choose>'),
        ("author", '<names variable="author"/>'),
    ],
)  # fmt: skip
def test_entry_has_a_limit(variable: str, last: str) -> None:
    style = doubling(10, last)
    long = [{"family": "x" * 100_000}] if variable == "author" else "x" * 100_000
    records = [
        Record.from_csl({"id": "long", "type": "book", "title": "T", variable: long}),
        Record.from_csl({"id": "b", "type": "book", "title": "T", "author": [{"family": "D"}]}),
    ]

    made = style.bibliography(records)

    assert [len(entry.rich) < 200_000 for entry in made] == [True, True]
    assert len(made[1].text) >= 1024
    (problem,) = made.problems
    assert problem.record == "long"
    assert "the entry could have 102" in problem.message
    assert "x" in made[0].text
    assert str(style.document(records).cite("long"))


def test_ordinary_style_is_not_checked() -> None:
    assert "check_length" not in Style.load("chicago-notes").python_source
    assert "check_length" not in doubling(5).python_source
    assert "check_length" in doubling(6).python_source
