"""What publishers and databases write into RIS."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.interchange.tagged.ris.reader import read


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("TI  - TNF-&alpha; &mdash; a view", {"title": "TNF-α — a view"}),
        ("TI  - A &amp;amp; B <em>c</em> <i>d</i>", {"title": "A & B <i>c</i> <i>d</i>"}),
        ("AU  - M&uuml;ller, J.", {"author": [{"family": "Müller", "given": "J."}]}),
        ("VL  - n/a|IS  - n/a|SP  - n/a|EP  - N/A", {"volume": None, "issue": None, "page": None}),
        ("VL  - undefined|IS  - NA|SP  - n/a-n/a", {"volume": None, "issue": None, "page": None}),
        ("SP  - 3-1|EP  - 3-24", {"page": "3-1-3-24"}),
        ("SP  - 12-20|EP  - 20", {"page": "12-20"}),
        ("UR  - 10.1000/x", {"DOI": "10.1000/x", "URL": None}),
        ("N1  - Cited By :12|N1  - A note", {"note": "A note"}),
        ("LA  - Turkish", {"language": "tr"}),
        ("M3  - Article", {"genre": None}),
        ("M3  - Review", {"genre": "Review"}),
        ("N1  - doi: 10.1000/x|DO  - 10.1000/x", {"DOI": "10.1000/x", "note": None}),
        ("N1  - doi: 10.1000/x", {"DOI": "10.1000/x", "note": None}),
        ("PY  - 0000", {"issued": None}),
        ("PY  - c2001", {"issued": {"date-parts": [[2001]]}}),
        ("Y1  - 2015/october", {"issued": {"date-parts": [[2015, 10]]}}),
        (
            "VL  - Volume 523|IS  - No. 3|SP  - pp. 7-9",
            {"volume": "523", "issue": "3", "page": "7-9"},
        ),
        ("VL  - 0|IS  - 0", {"volume": None, "issue": None}),
        ("SP  - 123|EP  - 123-130", {"page": "123-130"}),
        ("UR  - http://dx.doi.org/10.1371%2Fjournal.1", {"DOI": "10.1371/journal.1"}),
        (
            "DO  - S0140-6736(10)1-1 [pii]|10.1016/S0140-6736(10)1-1 [doi]",
            {"DOI": "10.1016/S0140-6736(10)1-1"},
        ),
        ("DO  - doi: 10.1000/x", {"DOI": "10.1000/x"}),
        ("UR  - https://x.org/1; https://x.org/2", {"URL": "https://x.org/1"}),
        ("UR  - https://x.org/1;https://x.org/2", {"URL": "https://x.org/1"}),
        ("UR  - <Go to ISI>://WOS:000123", {"URL": None}),
        ("OP  - 1888", {"original-date": {"date-parts": [[1888]]}, "original-title": None}),
        ("AN  - PMID: 123", {"PMID": "123", "archive_location": None}),
        ("AN  - 123|DB  - PubMed", {"PMID": "123", "archive_location": None}),
        ("AN  - 123|UR  - https://pubmed.ncbi.nlm.nih.gov/123/", {"PMID": "123"}),
        ("AN  - 123|DB  - Embase", {"PMID": None, "archive_location": "123"}),
        ("ET  - 2020/03/01", {"available-date": {"date-parts": [[2020, 3, 1]]}}),
        ("ET  - 2", {"available-date": None}),
        (  # EndNote has the names of a journal in PubMed's order
            "T2  - N Engl J Med|J2  - The New England journal of medicine",
            {
                "container-title": "The New England journal of medicine",
                "container-title-short": "N Engl J Med",
            },
        ),
        (
            "T2  - Nature|J2  - Nature (London)",
            {"container-title": "Nature", "container-title-short": "Nature (London)"},
        ),
        ("SP  - 123|EP  - +", {"page": "123+"}),
        # Signs of library catalogues between title, place and publisher (ISBD)
        (
            "TI  - A Title /|CY  - New York, NY :|PB  - Springer,",
            {"title": "A Title", "publisher-place": "New York, NY", "publisher": "Springer"},
        ),
        ("PB  - Oslo : Dreyer, c2010", {"publisher-place": "Oslo", "publisher": "Dreyer"}),
        ("SN  - 9783161484100 : (pbk.) $12", {"ISBN": "9783161484100"}),
    ],
)
def test_values(lines: str, expected: dict[str, Any]) -> None:
    text = "\n".join(["TY  - JOUR", *lines.split("|"), "ER  - "])

    records = read(text)

    item = records[0].to_csl()
    assert {variable: item.get(variable) for variable in expected} == expected
    assert records.problems == ()


@pytest.mark.parametrize(
    ("value", "removed"),
    [
        ("Lee, Ann, ann@x.org", "ann@x.org"),
        ("Lee, Ann (ann@x.org)", "(ann@x.org)"),
        ("Lee, Ann ann@x.org", "ann@x.org"),
    ],
)
def test_an_address_after_a_name_is_reported(value: str, removed: str) -> None:
    records = read(f"TY  - JOUR\nTI  - T\nAU  - {value}\nER  - \n")

    assert records[0].to_csl()["author"] == [{"family": "Lee", "given": "Ann"}]
    assert [problem.message for problem in records.problems] == [
        f"{removed!r} in AU is not a part of a name"
    ]


def test_a_user_name_is_a_name() -> None:
    records = read("TY  - JOUR\nTI  - T\nAU  - @ann\nER  - \n")

    assert records[0].to_csl()["author"] == [{"literal": "@ann"}]
    assert records.problems == ()


def test_an_ambiguous_date_is_reported() -> None:
    records = read("TY  - JOUR\nTI  - T\nY1  - 10/05/2015\nER  - \n")

    assert records[0].to_csl()["issued"] == {"date-parts": [[2015]]}
    assert [problem.line for problem in records.problems] == [3]
