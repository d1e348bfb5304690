"""Tables of CSV and TSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from citeformat.errors import SourceError
from citeformat.interchange import read

SCOPUS = (
    '"Authors","Title","Year","Source title","Volume","Page start","Page end","DOI"\n'
    '"Doe, J.; Roe, R.","Rays, and ""waves""","2020","Physics","3","1","9","10.1000/1"\n'
)


def test_an_export_is_read() -> None:
    (record,) = read(SCOPUS, format="csv")

    assert (record.type, record.id, record.line) == ("article-journal", "10.1000/1", 2)
    assert (record.title, record.page, str(record.issued)) == ('Rays, and "waves"', "1-9", "2020")
    assert record.author is not None
    assert [name.family for name in record.author] == ["Doe", "Roe"]


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("a.csv", "Title,Year\nA,2001\n", "utf-8"),
        ("a.csv", "Title;Year\r\nA;2001\r\n", "utf-8-sig"),
        ("a.tsv", "Title\tYear\nA\t2001", "utf-8"),
        ("A.CSV", '\n"Title" , "Year"\nA,2001\n\n', "utf-16"),
    ],
)
def test_files(name: str, text: str, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))

    (record,) = read(file)

    assert (record.title, str(record.issued), record.file) == ("A", "2001", str(file))


def test_lines_of_rows_and_problems() -> None:
    text = 'Title,Year,type\n"A\nB",2001,\n\n,,\nC,2002,buch,x\n'
    records = read(text, format="csv")

    assert [(record.title, record.line) for record in records] == [("A\nB", 2), ("C", 6)]
    assert [str(problem) for problem in records.problems] == [
        "<text>:6: warning: the row has more cells than the table has columns (they are left out)",
        "<text>:6: warning: unknown type 'buch' (it is read as 'document')",
    ]


def test_a_quotation_mark_that_does_not_close() -> None:
    records = read('Title,Year\nA,2001\n"B,2002\nC,2003\n', format="csv")

    assert [record.line for record in records] == [2, 3]
    assert str(records.problems[0]) == (
        "<text>:3: error: a quotation mark does not close "
        "(the rows after it are read as part of a cell)"
    )


def test_a_row_that_is_too_long_costs_no_other_row() -> None:
    records = read(f"Title,Year\nA,2001\n{'x' * 200_000},2002\nC,2003\n", format="csv")

    assert [record.title for record in records] == ["A", "C"]
    assert "<text>:3: error: the row cannot be read" in str(records.problems[0])


def test_a_table_without_rows() -> None:
    records = read("Title,Year\n", format="csv")

    assert ([*records], records.problems[0].message) == ([], "there is no row in this table")


def test_unknown_columns() -> None:
    with pytest.raises(SourceError, match="no column that is known, only 'foo', 'bar'"):
        read("foo,bar\n1,2\n", format="csv")
