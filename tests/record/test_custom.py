"""Other ids of a record, and records looked up by them."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.errors import RecordNotFound
from citeformat.interchange import read
from citeformat.record import Record, Records
from citeformat.record.custom import aliases
from citeformat.style import Style

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


def test_records_are_found_by_their_citation_key() -> None:
    """CSL 1.0.2, Appendix IV: `citation-key` is the identifier in the input data file."""
    address = "http://zotero.org/users/1/items/A"
    records = Records([
        {"id": address, "type": "book", "citation-key": "doe2020", "title": "T"},
        {"id": "b", "type": "book", "citation-key": "b"},
    ])  # fmt: skip
    document = Style.load("apa").document(records)

    assert records["doe2020"].id == address
    assert records.ids == (address, "b")
    assert document.cite("doe2020") == "(T, n.d.)"
