"""Which records are the same work."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import read
from citeformat.duplicates import find_duplicates
from citeformat.duplicates.identifiers import identifiers, isbns
from citeformat.record import Record
from tests.shared import SharedFile


def shared(*entries: str) -> list[tuple[list[str], str]]:
    """Return the ids of each group, and what its last record shares."""
    records = read("\n".join(entries))
    return [
        ([record.id for record in group.records], group.shared[-1])
        for group in find_duplicates(records)
    ]


def article(id: str, **fields: str) -> str:
    """Return an article with other values in some fields; an empty value removes the field."""
    given = {
        "author": "Doe, Jane", "title": "Growth of crystals in warm water", "year": "1999",
        "journal": "Journal of Chemical Physics", **fields,
    }  # fmt: skip
    type = given.pop("type", "article")
    body = ", ".join(f"{name} = {{{value}}}" for name, value in given.items() if value)
    return f"@{type}{{{id}, {body}}}"


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ({"doi": "10.1000/AB"}, {"doi": "https://doi.org/10.1000/ab", "title": "Grwth"}, "DOI"),
        ({"pmid": "123"}, {"pmid": "PMID: 123", "title": "Other", "journal": "J"}, "PMID"),
        ({"eprint": "2101.00001v2", "eprinttype": "arxiv"},
         {"title": "Other", "journal": "arXiv preprint arXiv:2101.00001"}, "arXiv number"),
        ({"eprint": "hep-th/9901001", "archiveprefix": "arXiv"},
         {"title": "Other", "url": "https://arxiv.org/abs/hep-th/9901001"}, "arXiv number"),
        ({"type": "book", "isbn": "0-201-13447-0", "journal": ""},
         {"type": "book", "isbn": "9780201134476", "title": "X", "journal": ""}, "ISBN"),
    ],
)  # fmt: skip
def test_same_identifier(first: dict[str, str], second: dict[str, str], reason: str) -> None:
    """The journal may have any name, and the title may be misspelled."""
    second = {"year": "2003", "journal": "Chem. Lett.", **second}

    assert shared(article("a", **first), article("b", **second)) == [(["a", "b"], reason)]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "GROWTH OF CRYSTALS IN WARM WATER."},
        {"title": "Growth of {Crystals} in warm-water"},
        {"title": r"Gr{\'o}wth of cr\^ystals in warm w\"ater"},
        {"title": "The growth of crystals in warm water"},
        {"title": "Growth of crystals in warm water: a new approach"},
        {"title": "Growth of crystals in warm water --- An approach"},
        {"author": "Doe, J."}, {"author": "J. Doe and others"}, {"author": r"D{\"o}e, Jane Mary"},
        {"author": "van Doe, Jane"},
        {"journal": "J. Chem. Phys."}, {"journal": "The Journal of Chemical Physics"},
        {"journal": "JCP"}, {"journal": ""}, {"pages": "17--29", "volume": "3"},
        {"doi": "10.1000/x"}, {"type": "misc", "journal": ""}, {"month": "may"},
    ],
)  # fmt: skip
def test_same_title_year_and_first_author(other: dict[str, str]) -> None:
    found = shared(article("a"), article("b", **other))

    assert found == [(["a", "b"], "title and year")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"year": "1999"}, {"year": "2000"}),
        ({"author": "Doe, Jane"}, {"author": "Roe, Jane"}),
        ({"author": "Doe, Jane"}, {"author": "Doe, Richard"}),
        ({"title": "Growth of crystals. Part I"}, {"title": "Growth of crystals. Part II"}),
        ({"title": "Growth of crystals I"}, {"title": "Growth of crystals II"}),
        ({}, {"title": "Growth of crystals in warm water, 2"}),
        ({}, {"title": "Growth of crystals in warm water (Part 2)"}),
        ({}, {"title": "Erratum: Growth of crystals in warm water"}),
        ({}, {"title": "Growth of crystals in warm water: Erratum"}),
        ({}, {"title": "Growth of crystals in warm water (review)"}),
        ({}, {"title": "Reply to: Growth of crystals in warm water"}),
        ({"title": "Growth of crystals in water: an atlas"},
         {"title": "Growth of crystals in water: a history"}),
        ({"title": "Introduction"}, {"title": "Introduction: the early years"}),
        ({"doi": "10.1000/1"}, {"doi": "10.1000/2"}),
        ({"pmid": "1"}, {"pmid": "2"}),
        ({"volume": "1"}, {"volume": "2"}), ({"number": "1"}, {"number": "2"}),
        ({"pages": "1--3"}, {"pages": "7--9"}), ({"month": "may"}, {"month": "june"}),
        ({"journal": "Nature"}, {"journal": "Nature Physics"}),
        ({"type": "book", "edition": "1"}, {"type": "book", "edition": "Second"}),
        ({"type": "book", "volume": "1"}, {"type": "book", "volume": "2"}),
        ({"type": "book", "isbn": "0-201-13447-0", "volume": "1", "title": "Part A"},
         {"type": "book", "isbn": "0-201-13447-0", "volume": "2", "title": "Part B"}),
        ({"type": "phdthesis"}, {"type": "techreport"}),
        ({"type": "inproceedings", "booktitle": "Proc. ICC 1999"}, {"type": "article"}),
        ({"type": "misc", "eprint": "9901.00001", "eprinttype": "arxiv"},
         {"type": "article", "doi": "10.1000/1"}),
        ({"type": "misc", "doi": "10.48550/arXiv.2101.00001", "eprint": "2101.00001",
          "eprinttype": "arxiv"},
         {"doi": "10.1000/1", "eprint": "2101.00001", "eprinttype": "arxiv"}),
    ],
)  # fmt: skip
def test_other_works(first: dict[str, str], second: dict[str, str]) -> None:
    assert shared(article("a", **first), article("b", **second)) == []


def test_chapters_are_not_their_book() -> None:
    """A chapter often has the ISBN and the DOI of its book, also by `crossref`."""
    chapters = [
        f"@incollection{{{key}, author = {{A, B}}, title = {{{title}}}, crossref = {{book}}}}"
        for key, title in (("one", "On water"), ("two", "On ice"))
    ]
    book = (
        "@book{book, editor = {C, D}, title = {Water}, booktitle = {Water}, year = 1999,"
        " isbn = {0-201-13447-0}, doi = {10.1000/1}}"
    )

    assert shared(*chapters, book) == []
    assert shared(*chapters, book, chapters[0].replace("one", "three")) == [
        (["one", "three"], "DOI")
    ]


def test_papers_in_proceedings_with_a_short_title() -> None:
    long = "Proceedings of the 5th International Conference on Crystals (ICC)"
    fields: dict[str, Any] = {"type": "inproceedings", "journal": ""}

    assert shared(
        article("a", booktitle=long, **fields), article("b", booktitle="Proc. ICC", **fields)
    ) == [(["a", "b"], "title and year")]


def test_groups_are_consistent() -> None:
    """A record that agrees with two different works does not join them."""
    first, second = article("a", volume="1"), article("b", volume="2")

    assert shared(article("x"), first, second) == [(["x", "a"], "title and year")]
    assert shared(first, second, article("x")) == [(["a", "x"], "title and year")]


def test_identifiers_join_groups() -> None:
    assert shared(
        article("a", doi="10.1000/1"),
        article("b", pmid="5", title="Other"),
        article("c", pmid="5", doi="10.1000/1"),
    ) == [(["a", "b", "c"], "DOI")]


def test_records_that_differ_only_in_their_ids() -> None:
    assert shared("@misc{a, title={T}, note={N}}", "@misc{b, title={T}, note={N}}") == [
        (["a", "b"], "fields")
    ]
    assert shared("@misc{a, title={T}}", "@misc{b, title={T}}") == []


def test_columns_of_a_journal_are_works_of_their_own() -> None:
    """More of them than are compared one by one."""
    columns = [article(f"k{n}", pages=str(n // 2), title="Calendar") for n in range(200)]
    found = shared(*columns)

    assert [ids for ids, _ in found] == [[f"k{n}", f"k{n + 1}"] for n in range(0, 200, 2)]


def test_identifiers_in_one_spelling() -> None:
    record = Record.from_csl(
        {"id": "x", "type": "article", "archive": "arXiv", "archive_location": "2101.00001v1",
         "PMID": " 00123", "PMCID": "PMC77"}
    )  # fmt: skip

    assert dict(identifiers(record)) == {
        "PMID": "123", "PMCID": "77", "arXiv number": "2101.00001"
    }  # fmt: skip
    assert isbns("080442957X; 1234") == ["9780804429573"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("papers.bib", {"Bodlaender88d", "BodlaenderDFW93", "BodlaenderEG01", "BodlaenderKW05",
                        "DowneyF91b", "DowneyF98", "Kloks94", "TakahashiUK91a"}),
        ("tugboat.bib", set()),
    ],
)  # fmt: skip
def test_real_files(name: str, expected: set[str], shared_file: SharedFile) -> None:
    """The groups were looked at one by one."""
    groups = find_duplicates(read(shared_file(f"bib/{name}")))

    assert {group.records[0].id for group in groups} == expected
