"""Lists in the order given: `sort=False`."""

from __future__ import annotations

import pytest

from citeformat import Record, Style

RECORDS = [
    Record.from_csl({
        "id": id, "type": "book", "title": id.title(), "author": [{"family": family}],
        "issued": {"date-parts": [[2020]]},
    })
    for id, family in (("zebra", "Zimmer"), ("apple", "Adams"), ("mango", "Miller"))
]  # fmt: skip
GIVEN = ["zebra", "apple", "mango"]
SORTED = ["apple", "mango", "zebra"]


@pytest.mark.parametrize("engine", ["compiled", "citeproc-py"])
def test_a_list_keeps_the_order_given(engine: str) -> None:
    style = Style.load("apa", engine=engine)
    assert [entry.id for entry in style.bibliography(RECORDS)] == SORTED
    assert [entry.id for entry in style.bibliography(RECORDS, sort=False)] == GIVEN


@pytest.mark.parametrize("engine", ["compiled", "citeproc-py"])
def test_a_document_lists_works_in_the_order_of_citation(engine: str) -> None:
    style = Style.load("apa", engine=engine)
    for sort, expected in ((True, SORTED), (False, GIVEN)):
        document = style.document(RECORDS, sort=sort)
        for id in GIVEN:
            document.cite(id)
        assert [entry.id for entry in document.bibliography()] == expected


def test_numbers_follow_the_order_given() -> None:
    style = Style.load("acm-sig-proceedings")  # numeric, and sorted by author
    assert [entry.text[:3] for entry in style.bibliography(RECORDS)] == ["[1]", "[2]", "[3]"]
    document = style.document(RECORDS, sort=False)
    assert [document.cite(id) for id in GIVEN] == ["[1]", "[2]", "[3]"]
    assert [entry.id for entry in document.bibliography()] == GIVEN
    sorted_document = style.document(RECORDS)
    assert [entry.id for entry in sorted_document.bibliography()] == []
    assert sorted_document.register(GIVEN) == SORTED
    assert sorted_document.cite("zebra") == "[3]"
