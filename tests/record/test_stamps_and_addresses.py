"""Time stamps are read as dates, and DOIs without the address before them."""

from __future__ import annotations

import pytest

from citeformat import Record, Style


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/aB1",
        "https://doi.org/10.1000/aB1",
        "http://dx.doi.org/10.1000/aB1",
        "HTTPS://DOI.ORG/10.1000/aB1",
        "www.doi.org/10.1000/aB1",
        "doi:10.1000/aB1",
        "DOI: 10.1000/aB1",
        "DOI 10.1000/aB1 ",
        "https://doi.org/10.1000%2FaB1",
        "https://doi-org.proxy.example.edu/10.1000/aB1",
    ],
)
def test_a_doi_is_kept_without_its_address(text: str) -> None:
    read = Record.from_csl({"id": "a", "type": "book", "DOI": text})
    made = Record("a", "book", {"DOI": text})

    assert read.DOI == "10.1000/aB1"
    for record in (read, made):
        entry = str(Style.load("apa").bibliography([record]))
        assert entry.endswith(" https://doi.org/10.1000/aB1\n")


@pytest.mark.parametrize(
    "text", ["see 10.1000/1", "https://example.org/10.1000/1", "10.1000/a b", ""]
)
def test_other_text_in_place_of_a_doi_stays(text: str) -> None:
    assert (Record.from_csl({"id": "a", "type": "book", "DOI": text}).DOI or "") == text


@pytest.mark.parametrize("key", ["raw", "literal"])
@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("2010-03-12T10:00:00Z", "2010-03-12"),
        ("2010-03-12T10:00:00.123+02:00", "2010-03-12"),
        ("2010-03-12 10:00", "2010-03-12"),
        ("2010-03-12T00:00:00Z/2010-04-01T00:00:00Z", "2010-03-12/2010-04-01"),
    ],
)
def test_a_time_stamp_is_its_date(key: str, stamp: str, date: str) -> None:
    record = Record.from_csl({"id": "a", "type": "book", "issued": {key: stamp}})

    assert str(record.issued) == date
    assert record.to_csl()["issued"]["date-parts"][0] == [2010, 3, 12]


def test_text_with_a_colon_is_no_time_stamp() -> None:
    for text in ("spring 2010: revised", "2010-03-12T", "12:30"):
        record = Record.from_csl({"id": "a", "type": "book", "issued": {"literal": text}})
        assert record.to_csl()["issued"] == {"literal": text}
