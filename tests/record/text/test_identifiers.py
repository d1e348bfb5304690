"""Identifiers of works as people write them."""

from __future__ import annotations

import pytest

from citeformat.record.text.identifiers import (
    Identifier,
    NotIdentified,
    check_digit,
    identifier_of,
)

DOI = "10.1000/x.182"
LANCET = "10.1016/S0140-6736(97)11096-0"
SICI = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"

SPELLINGS = [
    # DOIs
    *[(text, "doi", DOI) for text in (
        DOI, f" {DOI}\n", f"doi:{DOI}", f"DOI: {DOI}", f"DOI {DOI}", f"doi={DOI}",
        f"https://doi.org/{DOI}", f"http://dx.doi.org/{DOI}", f"https://www.doi.org/{DOI}",
        f"doi.org/{DOI}", f"dx.doi.org/{DOI}", f"HTTPS://DOI.ORG/{DOI}", f"info:doi/{DOI}",
        f"urn:doi:{DOI}", f"doi: https://doi.org/{DOI}", f"https://doi.org/doi:{DOI}",
        f"https://doi.org/{DOI}?utm_source=x", f"https://doi.org/{DOI}#abstract",
        "https://doi.org/10.1000%2Fx.182", "10.1000%2Fx.182",
        f"{DOI}.", f"{DOI},", f"{DOI};", f"({DOI})", f"[{DOI}].", f"<https://doi.org/{DOI}>",
        f'"{DOI}"', f"“{DOI}”", f"‘{DOI}’,", f"{DOI}).", f"{{{DOI}}}",
    )],
    (LANCET, "doi", LANCET),
    (f"(https://doi.org/{LANCET}).", "doi", LANCET),
    (SICI, "doi", SICI),
    ("10.1000.5/abc", "doi", "10.1000.5/abc"),
    ("10.48550/arXiv.2101.00001", "doi", "10.48550/arXiv.2101.00001"),
    ("10.1038/nphys1170", "doi", "10.1038/nphys1170"),
    ("10.1000/été", "doi", "10.1000/été"),
    # arXiv
    *[(text, "arxiv", "2101.00001") for text in (
        "2101.00001", "arXiv:2101.00001", "ARXIV: 2101.00001", "arXiv 2101.00001",
        "https://arxiv.org/abs/2101.00001", "http://www.arxiv.org/abs/2101.00001",
        "arxiv.org/pdf/2101.00001", "https://arxiv.org/pdf/2101.00001.pdf",
        "https://export.arxiv.org/abs/2101.00001?context=cs", "arXiv:2101.00001 [cs.CL]",
        "https://arxiv.org/html/2101.00001", "arXiv:2101.00001.", "[arXiv:2101.00001]",
    )],
    ("arXiv:2101.00001v12 [math-ph]", "arxiv", "2101.00001v12"),
    ("https://arxiv.org/pdf/2101.00001V2.pdf", "arxiv", "2101.00001v2"),
    ("0704.0001", "arxiv", "0704.0001"),
    ("hep-th/9901001", "arxiv", "hep-th/9901001"),
    ("arXiv:hep-th/9901001v3", "arxiv", "hep-th/9901001v3"),
    ("solv-int/9901001", "arxiv", "solv-int/9901001"),
    ("math.GT/0309136", "arxiv", "math/0309136"),
    ("cond-mat.mes-hall/0211022v1", "arxiv", "cond-mat/0211022v1"),
    ("https://arxiv.org/abs/Math.GT/0309136", "arxiv", "math/0309136"),
    # PubMed
    *[(text, "pmid", "123") for text in (
        "pmid:123", "PMID: 123", "PMID 123.", "pubmed:123", "PubMed ID: 123", "pmid:00123",
        "https://pubmed.ncbi.nlm.nih.gov/123/", "https://pubmed.ncbi.nlm.nih.gov/123",
        "https://www.ncbi.nlm.nih.gov/pubmed/123", "pubmed.ncbi.nlm.nih.gov/123/?format=pubmed",
    )],
    *[(text, "pmcid", "PMC123") for text in (
        "PMC123", "pmc123", "pmcid:PMC123", "PMCID: 123", "pmc:123", "PMC123.1",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC123/pdf/x.pdf",
    )],
    # books
    *[(text, "isbn", "9780306406157") for text in (
        "isbn:9780306406157", "ISBN 978-0-306-40615-7", "ISBN-13: 978 0 306 40615 7",
        "978-0-306-40615-7", "9780306406157", "0306406152", "0-306-40615-2", "ISBN-10 0306406152",
        "978‐0‐306‐40615‐7", "978–0–306–40615–7", "urn:isbn:9780306406157",
        "https://openlibrary.org/isbn/9780306406157", "isbn0306406152",
    )],
    ("isbn:0-8044-2957-x", "isbn", "9780804429573"),
    ("979-10-90636-07-1", "isbn", "9791090636071"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "scheme", "value"), SPELLINGS)
def test_spellings(text: str, scheme: str, value: str) -> None:
    found = identifier_of(text)

    assert isinstance(found, Identifier), found
    assert (found.scheme, found.value) == (scheme, value)


@pytest.mark.parametrize("text", sorted({text for text, _, _ in SPELLINGS}))
def test_one_spelling_is_read_as_itself(text: str) -> None:
    found = identifier_of(text)

    assert isinstance(found, Identifier)
    assert identifier_of(str(found)) == found
    assert identifier_of(found.address) == found


def test_case_does_not_count() -> None:
    assert Identifier("doi", "10.1/ABC").key == Identifier("doi", "10.1/abc").key
    assert Identifier("pmid", "1").key != Identifier("pmcid", "1").key


NOT_IDENTIFIED = [
    ("123", "'123' is only a number", "write pmid:123 or PMC123"),
    ("5", "'5' is only a number", "write pmid:5 or PMC5"),
    ("12345678", "is only a number", "write pmid:12345678"),
    ("0306406153", "the check digit of the ISBN '0306406153' should be 2", "compare"),
    ("978-0-306-40615-8", "should be 7", "compare"),
    ("isbn:030640615", "is not an ISBN: it has 9 digits, not 10 or 13", "compare"),
    ("isbn:9990306406157", "it does not begin with 978 or 979", "compare"),
    ("isbn:97X0306406157", "is not an identifier", "a DOI"),
    ("1234-5679", "'1234-5679' is an ISSN, which names a journal", "a DOI"),
    ("10.1038", "'10.1038' is only the beginning of a DOI", "the part after /"),
    ("doi:10.1038/", "is only the beginning of a DOI", "the part after /"),
    ("10.12/x", "is not an identifier", "a DOI"),
    ("2113.00001", "is not an identifier", "an arXiv id"),
    ("arXiv:foo/9901001", "is not an identifier", "an arXiv id"),
    ("pmid:abc", "is not an identifier", "a PMID"),
    ("pmid:0", "is not an identifier", "a PMID"),
    ("https://example.org/10.1000/x", "is not an identifier", "a DOI"),
    ("10.1000/a 10.1000/b", "is not an identifier", "a DOI"),
    ("0000-0002-1825-0097", "is not an identifier", "a DOI"),
    ("refs.bib", "is not an identifier", "a DOI"),
    ("", "'' is not an identifier", "a DOI"),
    ("...", "'' is not an identifier", "a DOI"),
]


@pytest.mark.parametrize(("text", "message", "hint"), NOT_IDENTIFIED)
def test_what_is_not_an_identifier(text: str, message: str, hint: str) -> None:
    found = identifier_of(text)

    assert isinstance(found, NotIdentified), found
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    "text", ["doi:" * 20_000, "(" * 50_000 + ")" * 50_000, "0-" * 50_000, "isbn:" + " " * 50_000]
)
def test_long_texts_are_read_quickly_and_shown_in_part(text: str) -> None:
    found = identifier_of(text)

    assert isinstance(found, NotIdentified)
    assert len(found.message) < 200


@pytest.mark.parametrize(("digits", "expected"), [("0378595", "5"), ("030640615", "2")])
def test_check_digits(digits: str, expected: str) -> None:
    assert check_digit(digits) == expected
