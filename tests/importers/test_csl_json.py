"""CSL-JSON files, sound and broken."""

from __future__ import annotations

import pytest

from citeformat.errors import SourceError
from citeformat.importers.csl_json import read

LIST = """[
  {"id": "a", "type": "book", "title": "A"},

  {"id": "b", "type": "book",
   "issued": {"date-parts": [["x"]]}},
  {"type": "book"},
  {"id": "c" "type": "book"},
  "no item",
  {"id": "a", "type": "chapter"}
]"""


def test_each_fault_is_a_problem_and_the_rest_is_read() -> None:
    records = read(LIST, file="refs.json")

    assert [(r.id, r.type, r.line) for r in records] == [("a", "book", 2), ("a-2", "chapter", 9)]
    assert [(p.severity, p.line, p.record) for p in records.problems] == [
        ("error", 4, "b"),
        ("error", 6, ""),
        ("error", 7, ""),
        ("error", 8, ""),
        ("warning", 9, "a-2"),
    ]
    assert all(p.source == "refs.json" for p in records.problems)


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "x", "type": "book"}',
        '{"items": [{"id": "x", "type": "book"}]}',
        '[{"id": "x", "type": "book"}',  # the list does not end
        '{"id": "x", "type": "book"}\n{"id": "y", "type": "book"}',  # one item per line
    ],
)
def test_items_stand_in_a_list_an_object_or_alone(text: str) -> None:
    assert read(text)[0].id == "x"


def test_a_list_that_does_not_end_is_a_problem() -> None:
    (problem,) = read('[\n{"id": "x"},\n').problems

    assert (problem.severity, problem.message) == ("error", "the list does not end")


def test_other_json_is_no_csl_json() -> None:
    with pytest.raises(SourceError, match="neither list nor object"):
        read('"text"')
