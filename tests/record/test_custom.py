"""Other ids of a record, and records looked up by them."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.errors import RecordNotFound
from citeformat.interchange import read
from citeformat.record import Record, Records
from citeformat.record.custom import aliases

BIB = "@book{a, title = {T}, ids = {b, c ,}}\n@book{d, title = {U}, ids = {a, e}}"


def test_records_are_found_by_the_ids_of_biblatex() -> None:
    """The BibLaTeX manual, section 2.2.3, `ids`: citation key aliases for the main key."""
    records = read(BIB)

    assert [records[id].id for id in ("a", "b", "c", "d", "e")] == ["a", "a", "a", "d", "d"]
    assert "b" in records
    assert records.ids == ("a", "d")
    with pytest.raises(RecordNotFound):
        records["f"]


def test_an_id_precedes_an_alias() -> None:
    """Even if the record with the alias is first."""
    records = read("@book{a, ids = {b}}\n@book{b, title = {B}}")

    assert records["b"].title == "B"


@pytest.mark.parametrize(
    "custom", [None, "x", {}, {"bibtex": None}, {"bibtex": {"ids": ["b"]}}, {"bibtex": {"ids": ""}}]
)
def test_records_without_aliases(custom: Any) -> None:
    record = Record("a", "book", extra={"custom": custom})

    assert aliases(record) == ()
    assert Records([record]).ids == ("a",)
