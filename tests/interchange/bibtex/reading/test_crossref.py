"""Inheritance by crossref, xdata and sets, by BibLaTeX's rules."""

from __future__ import annotations

import pytest

from citeformat.interchange.bibtex.reading.to_record import read

# The BibLaTeX manual, appendix "Default Inheritance Setup".
TITLES = [
    ("proceedings", "inproceedings", {"container-title": "P: S"}),
    ("collection", "incollection", {"container-title": "P: S"}),
    ("reference", "inreference", {"container-title": "P: S"}),
    ("book", "inbook", {"container-title": "P: S"}),
    ("book", "incollection", {"container-title": "P: S"}),  # as in classic BibTeX
    ("mvbook", "book", {"title": "P: S: T"}),
    ("mvcollection", "collection", {"title": "P: S: T"}),
    ("periodical", "article", {"container-title": "P: S"}),
]


@pytest.mark.parametrize(("parent", "child", "expected"), TITLES)
def test_the_parent_s_title_is_renamed(parent: str, child: str, expected: dict[str, str]) -> None:
    records = read(
        f"@{child}{{c, title = {{T}}, crossref = {{p}}}}"
        f"@{parent}{{p, title = {{P}}, subtitle = {{S}}, shorttitle = {{X}}, year = 1999}}"
    )
    record = records["c"].to_csl()

    assert {key: record[key] for key in expected} == expected
    assert "title-short" not in record
    assert record["issued"] == {"date-parts": [[1999]]}
    assert records.problems == ()


def test_own_fields_win_and_an_own_date_replaces_the_parent_s() -> None:
    record = read(
        "@inbook{c, crossref = {P}, year = 2000, publisher = {Own}}"
        "@book{p, title = {B}, author = {A B}, date = {1999-05}, publisher = {P}, isbn = {1}}"
    )["c"]

    assert (str(record.issued), record.publisher, record.ISBN) == ("2000", "Own", "1")
    assert record.author == record.container_author


def test_an_empty_field_is_not_inherited() -> None:
    record = read("@misc{c, crossref = {p}, note = {}} @misc{p, note = {N}, isbn = {1}}")["c"]

    assert (record.note, record.ISBN) == (None, "1")


def test_chains_are_followed() -> None:
    records = read(
        "@inbook{a, crossref = {b}, title = {A}} @book{b, crossref = {c}, title = {B}}"
        "@mvbook{c, title = {C}, publisher = {P}}"
    )

    assert (records["a"].container_title, records["a"].publisher) == ("C: B", "P")


@pytest.mark.slow
def test_a_long_chain_is_followed() -> None:
    text = "".join(f"@book{{k{i}, crossref = {{k{i + 1}}}}}\n" for i in range(3000))
    records = read(text + "@book{k3000, publisher = {P}}")

    assert records["k0"].publisher == "P"
    assert records.problems == ()


def test_xdata_is_a_container_and_not_a_record() -> None:
    records = read(
        "@xdata{x, publisher = {P}, xdata = {y}} @xdata{y, location = {L}} @xdata{z, isbn = {1}}"
        "@book{b, title = {B}, xdata = {x, z}}"
    )

    assert records.ids == ("b",)
    assert (records[0].publisher, records[0].publisher_place, records[0].ISBN) == ("P", "L", "1")


def test_a_field_can_name_single_items_of_xdata() -> None:
    records = read(
        "@xdata{x-1, author = {A B and C D}, location = {L}}"
        "@book{b, author = {xdata=x-1-author-2 and E F}, location = {xdata=x-1-location},\n"
        " publisher = {xdata=x-1-publisher}}"
    )

    assert [name.family for name in records["b"].author] == ["D", "F"]
    assert records["b"].publisher_place == "L"
    assert [(p.severity, p.line) for p in records.problems] == [("error", 2)]


def test_xref_inherits_nothing() -> None:
    record = read("@inbook{a, xref = {b}} @book{b, publisher = {P}}")["a"]

    assert record.publisher is None
    assert record.extra["custom"]["bibtex"]["xref"] == "b"


def test_a_set_is_read_as_its_first_member() -> None:
    records = read("@set{s, entryset = {a, b}} @article{a, title = {A}, number = 1} @book{b}")

    assert (records["s"].title, records["s"].issue) == ("A", "1")
    assert [problem.severity for problem in records.problems] == ["info"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@book{a, title = {A},\n crossref = {a}}", "leads from 'a' back to itself"),
        ("@book{a, title = {A},\n crossref = {b}} @book{b, crossref = {a}}", "back to itself"),
        ("@book{a, title = {A},\n crossref = {b}}", "names 'b', which is not in this file"),
        ("@book{a, title = {A},\n xdata = {b}}", "names 'b', which is not in this file"),
    ],
)
def test_a_missing_parent_or_a_cycle_is_an_error(text: str, message: str) -> None:
    records = read(text)
    (problem,) = records.problems

    assert message in problem.message
    assert (problem.severity, problem.line) == ("error", 2)
    assert records["a"].title == "A"
