"""Records of the rows of tables."""

from __future__ import annotations

import csv
import io
import sqlite3
from typing import Any

import pytest

from citeformat import Name, RecordError, Records
from citeformat.csl.variables import KIND
from citeformat.interchange.bibtex.fields import DIRECT, NAME_FIELDS

DOE, ROE = Name("Doe", "Jane"), Name("Roe", "R.")


def one(**row: Any) -> Any:
    """Make the record of a row."""
    records = Records.from_dicts([row])

    assert [problem for problem in records.problems if problem.severity == "error"] == []
    return records[0]


def test_a_table_of_a_spreadsheet() -> None:
    text = (
        "DOI,Year,Journal,Pages,Authors,Title,Volume,Issue,Shelf\n"
        '10.1000/x,2020,Nature,1--9,"Doe, Jane; Roe, R.",On A,3,4,B7\n'
        'https://doi.org/10.1000/y,May 2021,Science,12,"Doe J, Roe RA",On B,,,\n'
    )
    records = Records.from_dicts(csv.DictReader(io.StringIO(text)), file="refs.csv")

    assert records[0].to_csl() == {
        "id": "10.1000/x", "type": "article-journal", "DOI": "10.1000/x",
        "container-title": "Nature", "page": "1-9", "title": "On A", "volume": "3", "issue": "4",
        "author": [DOE.to_csl(), ROE.to_csl()], "issued": {"date-parts": [[2020]]},
        "custom": {"Shelf": "B7"},
    }  # fmt: skip
    assert records[1].DOI == "10.1000/y"
    assert records[1].author == (Name("Doe", "J"), Name("Roe", "RA"))
    assert str(records[1].issued) == "2021-05"
    assert [str(problem) for problem in records.problems] == [
        "refs.csv: warning: the column 'Shelf' is not known (its values are in extra[\"custom\"])"
    ]
    assert (records[1].file, records[1].line) == ("refs.csv", 2)


def test_rows_without_known_columns_are_reported() -> None:
    records = Records.from_dicts([{"Titel": "T", "Jahr": 2001}, {"title": None}])

    assert records.ids == ()
    assert [problem.message for problem in records.problems] == [
        "row 1: no column with a value is known", "row 2: it has no values",
        "the column 'Titel' is not known", "the column 'Jahr' is not known",
    ]  # fmt: skip


def test_a_misspelled_column_has_a_suggestion() -> None:
    records = Records.from_dicts([{"title": "T", "authr": "Lee, A", "Shelf": "B"}])

    assert [problem.hint for problem in records.problems] == [
        "did you mean 'author'? its values are in extra[\"custom\"]",
        'its values are in extra["custom"]',
    ]


@pytest.mark.parametrize("variable", sorted(set(KIND) - {"event", "citation-key"}))
def test_names_of_csl_are_heads_of_columns(variable: str) -> None:
    value = {"names": [DOE], "date": 2020}.get(KIND[variable], "7")
    for head in (variable, variable.replace("-", "_"), variable.upper().replace("-", " ")):
        assert variable in one(id="x", type="document", **{head: value}), head


@pytest.mark.parametrize("field", sorted({*DIRECT, *NAME_FIELDS}))
def test_fields_of_bibtex_are_heads_of_columns(field: str) -> None:
    variable = NAME_FIELDS.get(field) or DIRECT[field][0]
    value: Any = {"names": "Doe, Jane", "date": "2020"}.get(KIND[variable], "7")

    assert variable in one(id="x", type="document", **{field: value})


@pytest.mark.parametrize(
    ("row", "date"),
    [
        ({"year": "2020"}, "2020"), ({"year": 2020.0, "month": 5.0, "day": 17.0}, "2020-05-17"),
        ({"year": "2020", "month": "May"}, "2020-05"),
        ({"year": 2020, "month": "May", "day": "3"}, "2020-05-03"),
        ({"date": "2020-05"}, "2020-05"),
        ({"Publication Year": "2020", "Date": "2020-05"}, "2020-05"),
    ],
)  # fmt: skip
def test_dates(row: dict[str, Any], date: str) -> None:
    assert str(one(title="T", **row).issued) == date


@pytest.mark.parametrize(
    ("row", "type"),
    [
        ({"type": "Journal Article"}, "article-journal"), ({"itemType": "book"}, "book"),
        ({"type": "article", "journal": "J"}, "article-journal"),
        ({"entrytype": "inproceedings"}, "paper-conference"), ({"journal": "J"}, "article-journal"),
        ({"publisher": "P"}, "book"),
        ({"booktitle": "B", "editor": "Doe, J", "publisher": "P"}, "chapter"),
        ({"conference": "C"}, "paper-conference"), ({"title": "T"}, "document"),
    ],
)  # fmt: skip
def test_types(row: dict[str, Any], type: str) -> None:
    assert one(id="x", title="T" if "title" not in row else row.pop("title"), **row).type == type


def test_pages_and_numbers() -> None:
    assert one(title="T", **{"Page start": 1.0, "Page end": "9"}).page == "1-9"
    assert one(title="T", pages="12 – 34").page == "12-34"
    assert one(title="T", journal="J", number="4").issue == "4"


def test_a_bad_row_is_a_problem_with_its_number() -> None:
    rows: list[Any] = [
        {"id": "a", "title": "A", "volume": object()},
        5,
        {"title": None, "year": float("nan")},
        {"id": "b", "title": "B", "authors": "Jane Doe, John Smith"},
        {"id": "b", "title": "C"},
        {"id": object(), "title": "D"},
    ]
    records = Records.from_dicts(rows)

    assert records.ids == ("a", "b", "b-2")
    assert [(problem.severity, problem.line) for problem in records.problems] == [
        ("error", 1), ("error", 2), ("warning", 3), ("warning", 4), ("warning", 5), ("error", 6),
    ]  # fmt: skip
    assert all(f"row {p.line}:" in p.message for p in records.problems)
    assert records.problems[0].record == "a"
    assert "volume must be text or a number" in records.problems[0].message


def test_columns_of_the_users_own() -> None:
    rows = [{"Titel": "T", "Verfasser": "Doe, Jane", "Jahr": 2020, "Signatur": "B7", "title": "X"}]
    columns = {"titel": "title", "Verfasser": "author", "Jahr": "year", "Signatur": None,
               "title": None}  # fmt: skip
    records = Records.from_dicts(rows, columns=columns)

    assert records.problems == ()
    assert records[0].to_csl() == {
        "id": "doe2020", "type": "document", "title": "T", "author": [DOE.to_csl()],
        "issued": {"date-parts": [[2020]]},
    }  # fmt: skip
    assert [problem.message for problem in Records.from_dicts(rows, {"Autor": "author"}).problems][
        -1
    ] == "no row has the column 'Autor'"
    with pytest.raises(RecordError, match=r"CSL has no variable 'Titel'; write \{'Titel'"):
        Records.from_dicts(rows, columns={"title": "Titel"})


def test_two_columns_for_one_variable() -> None:
    records = Records.from_dicts([{"id": 1, "journal": "J", "Source title": "K"}])

    assert records[0].container_title == "J"
    assert records[0].extra == {"custom": {"Source title": "K"}}
    assert [problem.message for problem in records.problems] == [
        "row 1: two columns hold container-title"
    ]


class Frame:
    """A data frame: of pandas if it has columns, otherwise of polars."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def to_dicts(self) -> list[dict[str, Any]]:
        return self.rows


class PandasFrame:
    columns = ("title",)

    def to_dict(self, orient: str) -> list[dict[str, Any]]:
        assert orient == "records"
        return [{"title": "T"}]


def test_rows_of_arrow() -> None:
    pa = pytest.importorskip("pyarrow")
    table = pa.table({"Title": ["A", "B"], "Year": [2001, None]})
    for rows in (table, table.to_batches()[0], table.to_reader()):
        assert [record.title for record in Records.from_dicts(rows)] == ["A", "B"]


def test_rows_of_other_libraries() -> None:
    database = sqlite3.connect(":memory:")
    database.row_factory = sqlite3.Row
    rows: Any = database.execute("select 'T' as title, 'Doe, Jane' as author, null as year")
    polars: Any = Frame([{"title": "T"}])
    pandas: Any = PandasFrame()

    assert Records.from_dicts(rows)[0].author == (DOE,)
    database.close()
    assert Records.from_dicts(polars)[0].title == "T"
    assert Records.from_dicts(pandas)[0].title == "T"
    assert Records.from_dicts([]) == Records()


def test_an_export_of_scopus() -> None:
    row = {
        "Authors": "Doe J.; Roe R.A.", "Author full names": "Doe, Jane (123); Roe, Richard (4)",
        "Title": "T", "Year": "2020", "Source title": "J", "Art. No.": "e12", "Page start": "",
        "Document Type": "Article", "Publication Stage": "Final", "EID": "2-s2.0-1",
        "Language of Original Document": "English", "CODEN": "",
    }  # fmt: skip
    records = Records.from_dicts([row])

    assert records.problems == ()
    assert records[0].to_csl() == {
        "id": "doe2020", "type": "article-journal", "title": "T", "container-title": "J",
        "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Richard"}],
        "issued": {"date-parts": [[2020]]}, "page": "e12", "language": "English",
        "custom": {"EID": "2-s2.0-1", "status": "Final"},
    }  # fmt: skip


def test_an_export_of_zotero() -> None:
    row = {
        "Key": "ABC", "Item Type": "book", "Publication Year": "2020", "Date": "2020-05",
        "Author": "Doe, Jane", "Title": "T", "Abstract Note": "A.", "Extra": "PMID: 7",
        "Cast Member": "", "Court": None,
    }  # fmt: skip
    records = Records.from_dicts([row])

    assert records.problems == ()
    assert (records[0].abstract, records[0].note) == ("A.", "PMID: 7")
    assert str(records[0].issued) == "2020-05"
    assert Records.from_dicts([row | {"Court": "C"}]).problems[0].message == (
        "the column 'Court' is not known"
    )


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Doe, J., Roe, R. A., & Lee, B.", ["Doe, J.", "Roe, R. A.", "Lee, B."]),
        ("van Dam, J.-P., Roe, R.", ["van Dam, J.-P.", "Roe, R."]),
        ("Doe, J., Roe, R. and Lee, B.", ["Doe, J.", "Roe, R.", "Lee, B."]),
    ],
)
def test_authors_as_in_reference_lists(authors: str, names: list[str]) -> None:
    records = Records.from_dicts([{"title": "T", "authors": authors}])

    assert (list(map(str, records[0].author)), records.problems) == (names, ())


def test_authors_that_are_not_clear_are_reported() -> None:
    records = Records.from_dicts([{"title": "T", "authors": "Acme, Smith, & Sons"}])

    assert records[0].author[0].literal == "Acme, Smith, & Sons"
    assert "not a name in parts" in records.problems[0].message
