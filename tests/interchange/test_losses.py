"""What a conversion could not carry."""

from __future__ import annotations

from fractions import Fraction

import pytest

from citeformat import convert, read
from citeformat.csl.variables import CONTEXT_VARIABLES, KIND, TYPES
from citeformat.interchange.losses import Losses, TrackedRecord, custom_data
from citeformat.interchange.registry import WRITERS
from citeformat.record import Date, Name, Record
from citeformat.record.core import Value

NAME = Name("Doe", "Jane", extra=(("orcid", "1"), ("email", "a@example.org")))
RECORD = Record(
    "x",
    "book",
    {"title": "<b>T</b>", "author": (NAME,), "keyword": "a; b, c", "issued": Date(((1999,),))},
    extra={"custom": {"ris": {"TY": ["BOOK"], "U1": ["1"]}, "cff": {"foo": ["2"]}}, "seen": True},
)


def losses_of(tracked: TrackedRecord) -> list[str]:
    """The losses so far, without the record's id."""
    return [f"{loss.field}: {loss.message}" for loss in tracked.losses.found]


def test_values_that_nobody_reads_are_lost() -> None:
    tracked = TrackedRecord(RECORD, Losses("RIS"))
    tracked.text("title")
    tracked.names("author")
    tracked.finish(format="ris")

    assert losses_of(tracked) == [
        "keyword: RIS has no field for it",
        "issued: RIS has no field for it",
        "foo: RIS has no field for it",
        "seen: RIS has no field for it",
    ]


def test_values_of_another_kind_are_empty() -> None:
    tracked = TrackedRecord(RECORD, Losses("RIS"))

    assert (tracked.text("author"), tracked.names("title"), tracked.date("keyword")) == (
        "",
        (),
        None,
    )


def test_formatting_is_lost_in_plain_text() -> None:
    tracked = TrackedRecord(RECORD, Losses("CFF"))

    assert tracked.plain("title") == "T"
    assert losses_of(tracked) == ["title: its formatting is left out"]


def test_keywords_are_separated_by_semicolons_or_else_by_commas() -> None:
    assert TrackedRecord(RECORD, Losses("RIS")).keywords() == ["a", "b, c"]
    assert TrackedRecord(Record("x", "book", {"keyword": "a, b,"}), Losses("")).keywords() == [
        "a", "b",
    ]  # fmt: skip


def test_extra_parts_of_names_are_lost_unless_the_format_has_them() -> None:
    tracked = TrackedRecord(RECORD, Losses("CFF"))

    assert tracked.basic_names("author", {"orcid"}) == (NAME,)
    assert losses_of(tracked) == ["author: the name of Doe, Jane loses email"]


@pytest.mark.parametrize(
    ("to", "name", "message"),
    [
        ("bibtex", Name("Mao", "Zedong", static_ordering=True), "loses static-ordering"),
        ("ris", Name("King", "M.", suffix="Jr.", comma_suffix=True), "loses comma-suffix"),
        ("refer", Name("van Dam", "Ann"), "is read with other parts"),
        ("endnote-xml", Name("Hunt III", "Harry"), "is read with other parts"),
        ("cff", Name("Dam", "Ann", dropping_particle="van"), "that the particle of"),
        (
            "biblatex",
            Name("Fontaine", "J.", "de", "La", extra=(("given-i", "J"),)),
            "the two particles of La Fontaine, J. de are written as one",
        ),
        (
            "bibtex",
            Name("Fontaine", "J.", dropping_particle="de", non_dropping_particle="La"),
            "is written as part of the family name",
        ),
    ],
)
def test_lost_parts_of_names_are_reported(to: str, name: Name, message: str) -> None:
    record = Record("x", "book", {"title": "T", "author": (name,)})
    made = convert(record, to=to)

    assert [loss.field for loss in made.losses] == ["author"]
    assert message in made.losses[0].message
    assert read(made, format="bibtex" if to == "biblatex" else to)[0].author != (name,)


def test_a_name_of_one_part_is_a_family_name_or_literal() -> None:
    record = Record("x", "book", {"title": "T", "author": (Name("Plato"),)})
    made = convert(record, to="ris")

    assert not made.losses
    assert read(made)[0].author == (Name(literal="Plato"),)


@pytest.mark.parametrize("to", WRITERS.names())
def test_only_csl_has_values_of_several_lines(to: str) -> None:
    record = Record("x", "book", {"title": "T", "note": "One\nline.\n\nTwo *lines*"})
    made = convert(record, to=to)

    if to.startswith("csl-"):
        assert made.losses == ()
        assert list(read(made, format=to)) == [record]
    else:
        assert [str(loss) for loss in made.losses] == ["x: note: its line ends become blanks"]


@pytest.mark.parametrize("to", [name for name in WRITERS.names() if name[:4] != "csl-"])
def test_dois_are_written_without_their_address(to: str) -> None:
    record = Record("x", "book", {"title": "T", "DOI": "https://doi.org/10.1000/1"})
    made = convert(record, to=to)

    assert "10.1000/1" in made
    assert "doi.org" not in made
    assert made.losses == ()


@pytest.mark.parametrize("to", [name for name in WRITERS.names() if name[:4] != "csl-"])
def test_texts_of_dates_with_a_year_are_lost(to: str) -> None:
    record = Record("x", "book", {"title": "T", "issued": Date(((2001,),), literal="2001?")})
    made = convert(record, to=to)

    assert [str(loss) for loss in made.losses] == ["x: issued: its text '2001?' is left out"]
    again = read(made, format="bibtex" if to == "biblatex" else to)
    assert [each.issued for each in again] == [Date(((2001,),))]


@pytest.mark.parametrize("to", ["bibtex", "ris", "cff", "hayagriva"])
def test_case_is_protected_in_titles_only(to: str) -> None:
    record = Record("x", "book", {"title": "T", "publisher": '<span class="nocase">X</span>'})

    assert [str(loss) for loss in convert(record, to=to).losses] == [
        "x: publisher: the protection of its case is left out"
    ]


def test_markup_within_protected_text_is_lost() -> None:
    record = Record("x", "book", {"title": 'On <span class="nocase"><i>k</i></span>'})
    (loss,) = convert(record, to="hayagriva").losses

    assert str(loss) == "x: title: its formatting is left out"


@pytest.mark.parametrize(
    ("address", "written", "message"),
    [
        ("http://x.org/a b", "http://x.org/a%20b", "it is written as http://x.org/a%20b"),
        ("http://x.org http://y.org", "http://x.org",
         "only the first of its addresses is read as the URL"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("to", ["ris", "refer", "endnote-xml"])
def test_blanks_in_addresses(to: str, address: str, written: str, message: str) -> None:
    made = convert(Record("x", "webpage", {"title": "T", "URL": address}), to=to)

    assert [str(loss) for loss in made.losses] == [f"x: URL: {message}"]
    assert [record.URL for record in read(made, format=to)] == [written]


_IDENTIFIERS = {
    "DOI": "10.1000/1", "URL": "https://example.org/a_b", "ISBN": "978-0-201-13447-6",
    "ISSN": "0018-9219", "PMID": "12345", "PMCID": "PMC1234567", "language": "en",
    "page": "12-14", "keyword": "alpha, beta", "license": "MIT", "genre": "Sort",
}  # fmt: skip


def _value(variable: str) -> Value:
    if KIND[variable] == "names":
        return (Name(variable.title(), "Ann"), Name("Roe", "Bob", suffix="Jr."))
    if KIND[variable] == "date":
        return Date(((2001, 2, 1 + len(variable)),))
    if KIND[variable] == "number":
        return _IDENTIFIERS.get(variable, str(len(variable)))
    return _IDENTIFIERS.get(variable, f"Some {variable}")


@pytest.mark.parametrize("to", WRITERS.names())
def test_each_value_comes_back_or_is_a_loss(to: str) -> None:
    variables = sorted(KIND.keys() - CONTEXT_VARIABLES - {"page-first", "event", "citation-key"})
    for type in sorted(TYPES):
        record = Record("x", type, {name: _value(name) for name in variables})
        made = convert(record, to=to)
        (again,) = read(made, format="bibtex" if to == "biblatex" else to)

        lost = {loss.field for loss in made.losses}
        if "volume-title" in lost:  # it is part of another title
            lost |= {"title", "container-title"}
        assert {name for name in variables if again.fields.get(name) != record.fields[name]} <= lost
        assert not {
            name for name in lost - {"type", "title", "container-title"}
            if again.fields.get(name) == record.fields[name]
        }  # fmt: skip
        assert (again.type == type) == ("type" not in lost)


def test_damaged_custom_data_is_lost() -> None:
    record = Record("x", "book", extra={"custom": {"ris": "U1", "cff": {"foo": ["2"]}}})

    assert [loss.field for loss in convert(record, to="ris").losses] == ["foo", "ris"]


def test_damaged_custom_data_is_empty() -> None:
    assert custom_data(Record("x", "book", extra={"custom": {"ris": "U1"}}), "ris") == {}
    assert custom_data(Record("x", "book", extra={"custom": {"ris": {"U1": 1}}}), "ris") == {}


@pytest.mark.parametrize("to", ["csl-json", "csl-yaml"])
def test_values_that_json_does_not_have_are_written_as_text(to: str) -> None:
    record = Record("x", "book", extra={"seen": {("a", 1): [Fraction(1, 2), 2]}})
    made = convert(record, to=to)

    assert [str(loss) for loss in made.losses] == ["x: seen: Fraction is written as text"]
    assert read(str(made))[0].extra["seen"] == {"('a', 1)": ["1/2", 2]}


@pytest.mark.parametrize("to", ["ris", "endnote-xml", "cff"])
def test_others_are_no_person(to: str) -> None:
    made = convert("@book{x, author = {Lee, Ann and others}}", to=to)

    assert "others" not in made
    assert next(str(loss) for loss in made.losses).startswith("x: author: that there are others")


def test_a_loss_is_one_line() -> None:
    record = Record("x", "book", URL="https://example.org/a;\n   https://example.org/b")
    made = convert(record, to="bibtex")

    assert [str(loss) for loss in made.losses] == [
        "x: URL: its line ends become blanks",
        "x: URL: it is written as https://example.org/a; %20%20%20https://example.org/b",
    ]


@pytest.mark.parametrize("to", ["ris", "endnote-xml", "refer", "biblatex", "hayagriva", "cff"])
def test_the_type_of_a_work_comes_back_or_is_reported(to: str) -> None:
    silent = []
    for type in sorted(TYPES):
        record = Record("x", type, title="T", author=[Name("Doe", "J.")])
        made = convert([record], to=to)
        again = read(str(made), format="bibtex" if to == "biblatex" else to)[0]
        if again.type != type and not any(loss.field == "type" for loss in made.losses):
            silent.append(type)

    assert silent == []


def test_a_journal_of_a_book_comes_back_from_refer() -> None:
    record = Record("x", "book", {"title": "T", "container-title": "Journal", "volume": "1"})

    again = read(str(convert([record], to="refer")), format="refer")[0]

    assert dict(again.fields) == dict(record.fields)


@pytest.mark.parametrize(
    ("format", "text"),
    [("bibtex", "month = may"), ("biblatex", "date = {2010-05-06}"), ("ris", "DA  - 2010/05/06/"),
     ("cff", "date-published: '2010-05-06'")],
)  # fmt: skip
@pytest.mark.parametrize("raw", ["2010-05-06", "6 May 2010"])
def test_a_raw_date_is_written_as_what_it_says(format: str, text: str, raw: str) -> None:
    record = Record("x", "article-journal", {"title": "T", "issued": Date(raw=raw)})

    assert text in str(convert([record], to=format))
