"""Tables of Arrow: columns of JSON and of structs, and whole rows."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from typing import Any

import pyarrow as pa
import pytest

from citeformat import RecordError, arrow_schema, render_arrow, render_batch
from tests.batch.test_rendering import ARTICLE, BOOK

WORK: dict[str, Any] = {
    "id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/x", "title": "Rays",
    "type": "article", "publication_date": datetime.date(2001, 5, 12), "publication_year": 2001,
    "authorships": [
        {"author": {"display_name": "Ann Lee", "orcid": None},
         "institutions": [{"display_name": "MIT"}], "raw_affiliation_strings": ["MIT"]},
        {"author": {"display_name": "Ben Roe", "orcid": None}, "institutions": [],
         "raw_affiliation_strings": None},
    ],
    "primary_location": {"source": {"display_name": "Nature", "type": "journal"}},
    "biblio": {"volume": "3", "issue": None, "first_page": "1", "last_page": "9"},
    "topics": [{"display_name": "Physics"}], "referenced_works": ["https://openalex.org/W2"],
    "updated_date": datetime.datetime(2024, 1, 2, 3, 4, 5),
}  # fmt: skip
EXPECTED = "Lee, A., & Roe, B. (2001). Rays. Nature, 3, 1–9. https://doi.org/10.1000/x"


def texts(batch: Any) -> list[str | None]:
    values: list[str | None] = batch.column("text").to_pylist()
    return values


TEXTS = [pa.string(), pa.large_string(), pa.binary(), pa.dictionary(pa.int32(), pa.string())]
if hasattr(pa, "string_view"):  # from 16 on
    TEXTS.append(pa.string_view())


@pytest.mark.parametrize("type", TEXTS, ids=str)
def test_columns_of_json(type: Any) -> None:
    column = pa.array([json.dumps(BOOK), None, json.dumps(ARTICLE), "{"])
    table = pa.table({"n": [1, 2, 3, 4], "csl": column.cast(type)})

    made = render_arrow(table, "csl", "apa", citation=True)

    expected = render_batch([BOOK, None, ARTICLE, "{"], "apa", citation=True)
    assert made.schema == arrow_schema()
    assert made.column("id").to_pylist() == ["knuth", None, "lee", None]
    for name, values in (("text", expected.text), ("html", expected.html),
                         ("citation", expected.citation)):  # fmt: skip
        assert made.column(name).to_pylist() == [value or None for value in values]
    assert made.column("problems").to_pylist()[:2] == [
        [],
        [{"severity": "error", "message": "the row is empty", "hint": "the row has no text"}],
    ]


def test_columns_of_structs() -> None:
    items = [BOOK, None, ARTICLE]
    table = pa.table({"csl": pa.array(items)})

    made = render_arrow(table.slice(1).to_batches()[0], "csl", "apa")

    assert texts(made) == [None, render_batch([ARTICLE], "apa").text[0]]
    assert [len(each) for each in made.column("problems").to_pylist()] == [1, 0]


def test_rows_are_works() -> None:
    table = pa.Table.from_pylist([WORK, {"title": "Other"}])

    made = render_arrow(table, None, "apa", formats=["text"])

    assert texts(made)[0] == EXPECTED
    assert made.column("html").null_count == 2
    assert texts(render_arrow(pa.table({"work": pa.array([WORK])}), "work", "apa")) == [EXPECTED]


def test_dates_keep_their_days() -> None:
    style = "chicago-notes-bibliography"
    magazine = {**WORK, "type": "book", "primary_location": None, "biblio": None}

    stamped = {**magazine, "publication_date": datetime.datetime(2001, 5, 12)}
    written = {**magazine, "publication_date": "2001-05-12"}
    made = [
        texts(render_arrow(pa.Table.from_pylist([each]), None, style))
        for each in (magazine, stamped, written)
    ]

    assert made[0] == made[1] == made[2]


def test_maps_are_objects() -> None:
    index = pa.array([[("Rays", [0]), ("shine", [1])]], pa.map_(pa.string(), pa.list_(pa.int32())))
    row = {"id": ["https://openalex.org/W1"], "title": ["T"], "type": ["article"]}
    table = pa.table({**row, "abstract_inverted_index": index})

    from citeformat.batch.arrow import rows_of

    assert rows_of(table, None)[0]["abstract_inverted_index"] == {"Rays": [0], "shine": [1]}
    assert texts(render_arrow(table, None, "vancouver")) == ["1. T."]


def test_numbers_and_dates_of_csl() -> None:
    item = {"id": 7, "type": "book", "title": "T", "volume": 3, "issued": datetime.date(2001, 5, 1),
            "author": [{"family": "Lee", "given": None}]}  # fmt: skip

    made = render_arrow(pa.Table.from_pylist([item]), None, "apa")

    assert texts(made) == ["Lee. (2001). T (Vol. 3)."]
    assert made.column("problems").to_pylist() == [[]]


def test_lone_surrogates_are_replaced() -> None:
    from citeformat.batch.arrow import to_arrow
    from citeformat.batch.rendering import Batch, Rendering

    batch = Batch(("a\ud800",), ("",), ((),), (False,), ("",), ("x",))

    assert texts(to_arrow(batch, Rendering(("text",)))) == ["a\ufffd"]


def test_tables_without_rows() -> None:
    table = pa.table({"csl": pa.array([], pa.string())})

    assert render_arrow(table, "csl", "apa").num_rows == 0
    assert render_arrow(table.schema.empty_table(), "csl", "apa").schema == arrow_schema()


def test_a_wrong_column_is_refused() -> None:
    table = pa.table({"work": ["{}"], "doi": ["x"]})

    with pytest.raises(RecordError, match="the table has no column 'works'; did you mean 'work'"):
        render_arrow(table, "works", "apa")
    with pytest.raises(RecordError, match="its columns are work, doi"):
        render_arrow(table, "json", "apa")


def test_pyarrow_is_imported_when_it_is_needed() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None; import citeformat\n"
        "print(citeformat.render_batch([{'id': 'x', 'title': 'T'}], 'vancouver').text)\n"
        "try: citeformat.arrow_schema()\n"
        "except citeformat.CiteformatError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines() == [
        "('1. T.',)",
        "tables need pyarrow: pip install 'citeformat[arrow]'",
    ]


@pytest.mark.parametrize("value", [[1], 5, "x", None, [{"id": "a"}], pa.chunked_array([["{}"]])])
def test_what_is_not_a_table(value: Any) -> None:
    with pytest.raises(TypeError, match="render_batch takes lists of works"):
        render_arrow(value, None, "apa")
