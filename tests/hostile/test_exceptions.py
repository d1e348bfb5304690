"""Values of any kind end in a result or in an exception of citeformat."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

import citeformat
from citeformat import Citation, Cite, CiteformatError, InvalidStyle, Record, RecordError, Style
from tests.samples import bib, csl

WRITERS = ("bibtex", "biblatex", "csl-json", "csl-yaml", "ris", "endnote-xml", "cff")
READERS = (*WRITERS, "nbib", "crossref")


def deep(levels: int) -> Any:
    value: Any = 1
    for level in range(levels):
        value = [value] if level % 2 else {"x": value}
    return value


@pytest.mark.parametrize("to", WRITERS)
def test_numbers_in_variables_of_text(to: str) -> None:
    record = Record.from_csl(
        {"id": 1, "type": "book", "title": 1984, "publisher": 5, "ISBN": 3, "edition": 2,
         "author": [{"family": "Orwell"}], "note": 0, "DOI": 10.1}
    )  # fmt: skip

    text = str(citeformat.convert([record], to=to))

    assert citeformat.read(text, format=to)[0].title == "1984"
    assert repr(record)
    assert isinstance(citeformat.check([record]), tuple | list) or citeformat.check([record])


def test_pair_of_surrogates_in_endnote_is_a_character() -> None:
    text = (
        "<xml><records><record><ref-type name='Book'>6</ref-type><titles><title>Good</title>"
        "</titles></record><record><ref-type name='Book'>6</ref-type><titles>"
        "<title>smile &#55357;&#56832; &#55357; &#0;</title></titles></record></records></xml>"
    )

    records = citeformat.read(text, format="endnote-xml")

    assert records[0].title == "Good"
    assert (records[1].title or "").startswith("smile")
    assert records.problems


@pytest.mark.parametrize(
    "encoding",
    ["undefined", "punycode", "idna", "unicode_escape", "zip", "rot13", "nothing", "hex"],
)
def test_encoding_that_no_file_has(encoding: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'

    with pytest.raises(InvalidStyle, match="not in the encoding"):
        Style.from_string(declaration.encode() + csl('<text variable="title"/>').encode())


def test_size_of_a_style_is_checked_before_it_is_decoded() -> None:
    data = b'<?xml version="1.0" encoding="punycode"?>' + b"a" * 4_000_000

    with pytest.raises(InvalidStyle, match="at most 4,000,000 are read"):
        Style.from_string(data)


MALFORMED: tuple[Any, ...] = (
    {"citationItems": [{}]}, {"citationItems": ["x"]}, {"citationItems": [None]},
    {"citationItems": [{"id": "a", "position": "x"}]}, {"citationItems": {"id": "a"}},
    {"citationItems": [{"id": "a", "position": [1]}]}, {"citationItems": [{"id": ["a"]}]},
    {"citationItems": [{"id": "a", "label": "nothing"}]}, {"citationItems": "a"},
    {"citationItems": [{"id": "a", "first-reference-note-number": "x"}]},
    {"citationItems": [{"id": "a"}], "properties": {"noteIndex": "x"}},
    {"citationItems": [{"id": "a"}], "properties": {"noteIndex": float("inf")}},
    {"citationItems": [{"id": "a"}], "properties": {"noteIndex": "9" * 5000}},
    {"citationItems": [{"id": "a"}], "properties": {"mode": "nothing"}},
    {"citationItems": [{"id": "a"}], "properties": {"mode": {}, "noteIndex": []}},
    {"citationItems": [{"id": "a"}], "properties": [1]}, [], "a", None, 1, [{"id": "a"}],
)  # fmt: skip


@pytest.mark.parametrize("data", MALFORMED, ids=repr)
def test_malformed_citation(data: Any) -> None:
    with pytest.raises(RecordError):
        Citation.from_csl(data)


@pytest.mark.parametrize("item", [{}, "a", None, [], {"id": None}, {"id": True}], ids=repr)
def test_malformed_citation_item(item: Any) -> None:
    with pytest.raises(RecordError):
        Cite.from_csl(item)


def test_citation_that_is_nearly_empty() -> None:
    assert Citation.from_csl({}).cites == ()
    assert Citation.from_csl({"citationItems": [{"id": 1}], "properties": {"noteIndex": ""}})


@pytest.mark.parametrize("levels", [60, 400, 900])
def test_deep_value_is_left_out_with_a_problem(levels: int) -> None:
    good = {"id": "a", "title": "T", "note": "N"}
    for name in ("x", "custom", "author", "issued", "title-short"):
        text = json.dumps([{**good, name: deep(levels)}, {**good, "id": "b"}])
        records = citeformat.read(text, format="csl-json")

        assert [record.title for record in records][-1:] == ["T"]
        assert records.problems
        assert copy.deepcopy(records) == pickle.loads(pickle.dumps(records)) == records
        for to in WRITERS:
            assert citeformat.convert(records, to=to)


def test_deep_value_of_a_program_is_a_loss() -> None:
    record = Record("a", "book", {"title": "T"}, extra={"x": deep(1500)})

    for to in ("csl-json", "csl-yaml"):
        written = citeformat.convert([record], to=to)
        assert "T" in written
        assert "nested more than 50 deep" in str(written.losses[0])


def test_deep_item_of_a_program_is_refused() -> None:
    with pytest.raises(RecordError, match="nested too deeply"):
        Record.from_csl({"id": "a", "x": deep(100)})


def test_no_locator() -> None:
    document = Style.load("apa").document([Record("a", "book", {"title": "T"})])

    assert str(document.cite("a", locator=None)) == "(T, n.d.)"


@pytest.mark.parametrize(
    "issued",
    [
        {"raw": "2010-99"}, {"raw": "2010-00-00"}, {"raw": "2010-12-99"}, {"raw": "99/99/2010"},
        {"raw": "2010-13/2011-77"}, {"date-parts": [[2010, 99, 99]]}, {"date-parts": [[0, -1]]},
        {"date-parts": [[2010, 21]], "season": 9}, {"date-parts": [[10**12, 1, 1], [-5]]},
    ],
    ids=repr,
)  # fmt: skip
@pytest.mark.parametrize("type", ["article-journal", "paper-conference", "thesis"])
def test_date_that_does_not_exist(issued: Any, type: str) -> None:
    """Each box, style and format has a text without the month or the day."""
    record = Record.from_csl(
        {"id": "a", "type": type, "title": "T", "issued": issued, "event-date": issued,
         "accessed": issued, "URL": "https://a.org/", "event-title": "E"}
    )  # fmt: skip

    box = citeformat.cite_this(record)
    assert all("99" not in line for line in box["BIBTEX"].split("\n") if "month" in line)
    assert all("T" in text for text in box.values())
    for to in WRITERS:
        assert citeformat.read(str(citeformat.convert([record], to=to)), format=to)


def test_unknown_part_of_a_date_prints_nothing() -> None:
    parts = "".join(f'<date-part name="{name}"/>' for name in ("year", "mnth", "day"))
    style = Style.from_string(csl("", bib(f'<date variable="issued">{parts}</date>')))
    issued = {"date-parts": [[2000, 2, 3], [2001, 2, 9]]}

    assert any("mnth" in problem.message for problem in style.problems)
    text = style.bibliography([Record.from_csl({"id": "a", "type": "book", "issued": issued})])
    assert str(text).strip() == "20003–20019"


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize(
    "text", ["", "\0", "\ud800", "\ufeff", "{", "[", "<", "@", "%", "---", "TY  - ", "9" * 5000]
)
def test_text_of_no_format(format: str, text: str) -> None:
    try:
        records = citeformat.read(text.encode("utf-8", "surrogatepass"), format=format)
    except CiteformatError:
        return
    assert records.problems or not records
