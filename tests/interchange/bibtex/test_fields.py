"""Every field of BibTeX and BibLaTeX becomes its CSL variable."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.interchange.bibtex.reading.to_record import read
from citeformat.record import Record


def csl(type: str, fields: str) -> dict[str, Any]:
    record = read(f"@{type}{{k, {fields}}}")["k"]
    return {
        key: value for key, value in record.to_csl().items() if key not in ("id", "type", "custom")
    }


# "BibTeXing", section 3.2, and the BibLaTeX manual, sections 2.2.2 and 2.2.5.
FIELDS = [
    ("article", "journal = {J}", {"container-title": "J"}),
    ("article", "journaltitle = {J}, journalsubtitle = {S}", {"container-title": "J: S"}),
    ("article", "journal = {J}, booktitle = {B}, series = {S}",
     {"container-title": "J", "collection-title": "S"}),
    ("inproceedings", "journal = {J}, booktitle = {B}",
     {"container-title": "B", "collection-title": "J"}),
    ("inproceedings", "journal = {J}, booktitle = {B}, series = {S}",
     {"container-title": "B", "collection-title": "S"}),
    ("article", "shortjournal = {J}", {"container-title-short": "J"}),
    ("article", "volume = 3, number = {2}", {"volume": "3", "issue": "2"}),
    ("article", "issue = {Spring}", {"issue": "Spring"}),
    ("article", "pages = {968 - 980}", {"page": "968-980"}),
    ("article", "pages = {1--10, 15--20}", {"page": "1-10, 15-20"}),
    ("article", "pages = {i---iv}", {"page": "i-iv"}),
    ("article", "year = 2014, month = dec, day = {24--26}",
     {"issued": {"date-parts": [[2014, 12, 24], [2014, 12, 26]]}}),
    ("article", "pages = {pp. 3--5}", {"page": "3-5"}),
    ("article", "eid = {e12}", {"page": "e12"}),
    ("inproceedings", "booktitle = {B}, booksubtitle = {S}", {"container-title": "B: S"}),
    ("inbook", "maintitle = {M}, booktitle = {B}", {"container-title": "M: B"}),
    ("book", "maintitle = {M}, title = {T}", {"title": "M: T"}),
    ("book", "maintitle = {M}, mainsubtitle = {S}, title = {T}, volume = 2",
     {"title": "M: S", "volume-title": "T", "volume": "2"}),
    ("inbook", "maintitle = {M}, booktitle = {B}, title = {T}, volume = 2",
     {"title": "T", "container-title": "M", "volume-title": "B", "volume": "2"}),
    ("inproceedings", "maintitle = {M}, booktitle = {B}, volume = 2",
     {"container-title": "M: B", "volume": "2"}),
    ("periodical", "title = {J}, issuetitle = {I}, issuesubtitle = {S}",
     {"container-title": "J", "title": "I: S"}),
    ("periodical", "title = {J}", {"title": "J"}),
    ("article", "journaltitle = {J}, issuetitle = {I}",
     {"container-title": "J", "volume-title": "I"}),
    ("article", "journal = {J}, series = {3}",
     {"container-title": "J", "collection-title": "3rd ser."}),
    ("article", "journal = {J}, series = {oldseries}",
     {"container-title": "J", "collection-title": "old series"}),
    ("book", "series = {3}", {"collection-title": "3"}),
    ("book", "title = {T}, subtitle = {S}, titleaddon = {A}", {"title": "T: S. A"}),
    ("book", "title = {Why?}, subtitle = {S}", {"title": "Why? S"}),
    ("book", "title = {{Why?}}, subtitle = {S}",
     {"title": '<span class="nocase">Why?</span> S'}),
    ("book", "shorttitle = {T}", {"title-short": "T"}),
    ("book", "series = {S}, number = 7", {"collection-title": "S", "collection-number": "7"}),
    ("techreport", "institution = {I}, number = {TR-7}",
     {"genre": "Technical report", "number": "TR-7", "publisher": "I"}),
    ("phdthesis", "school = {U}", {"genre": "PhD thesis", "publisher": "U"}),
    ("thesis", "type = {mathesis}, institution = {U}",
     {"genre": "Master’s thesis", "publisher": "U"}),
    ("patent", "number = {US1}, type = {patentus}, location = {US}",
     {"number": "US1", "genre": "U.S. patent", "jurisdiction": "US"}),
    ("patent", "location = {countryde and countryus and {X and Y}}",
     {"jurisdiction": "Germany, United States of America, X and Y"}),
    ("manual", "organization = {O}, address = {A}", {"publisher": "O", "publisher-place": "A"}),
    ("booklet", "howpublished = {By hand}", {"publisher": "By hand"}),
    ("misc", r"howpublished = {\url{http://a.org/b_c}}", {"URL": "http://a.org/b_c"}),
    ("misc", r"howpublished = {\url{}}", {}),
    ("book", "publisher = {P}, location = {L}", {"publisher": "P", "publisher-place": "L"}),
    ("book", "edition = 2", {"edition": "2"}),
    ("book", "edition = {Second}", {"edition": "2"}),
    ("book", "edition = {2nd ed.}", {"edition": "2"}),
    ("book", "edition = {Third revised}", {"edition": "Third revised"}),
    ("book", "volumes = 3, part = 2, pagetotal = {xii+300}, chapter = 4",
     {"number-of-volumes": "3", "part-number": "2", "number-of-pages": "xii+300",
      "chapter-number": "4"}),
    ("book", "isbn = {0-201-13448-9}, issn = {0896-3207}",
     {"ISBN": "0-201-13448-9", "ISSN": "0896-3207"}),
    ("book", "note = {N}, addendum = {A}, annotation = {C}, abstract = {B}, keywords = {a, b}",
     {"note": "N. A", "annote": "C", "abstract": "B", "keyword": "a, b"}),
    ("inproceedings", "address = {New York}, location = {Paris}",
     {"publisher-place": "New York", "event-place": "Paris"}),
    ("article", "doi = {https://doi.org/10.1000/a_b}", {"DOI": "10.1000/a_b"}),
    ("article", "doi = {doi: 10.1000/A}", {"DOI": "10.1000/A"}),
    ("article", r"doi = {10.1000/a\_b}", {"DOI": "10.1000/a_b"}),
    ("online", r"url = {\url{http://a.org/~b\%20c}}", {"URL": "http://a.org/~b%20c"}),
    ("online", "urldate = {2020-01-02}", {"accessed": {"date-parts": [[2020, 1, 2]]}}),
    ("book", "langid = {ngerman}, language = {german}", {"language": "de"}),
    ("book", "language = {eng}", {"language": "en"}),
    ("book", "langid = {pt-br}", {"language": "pt-BR"}),
    ("book", "language = {Middle High German}", {"language": "Middle High German"}),
    ("book", "origdate = {1888}, origtitle = {O}, origpublisher = {P}, origlocation = {L}",
     {"original-date": {"date-parts": [[1888]]}, "original-title": "O",
      "original-publisher": "P", "original-publisher-place": "L"}),
    ("inproceedings", "eventtitle = {E}, eventdate = {2001-05-06/2001-05-09}, venue = {V}",
     {"event-title": "E", "event-place": "V",
      "event-date": {"date-parts": [[2001, 5, 6], [2001, 5, 9]]}}),
    ("software", "version = {1.2}, pubstate = {inpress}", {"version": "1.2", "status": "in press"}),
    ("article", "eprint = {123}, eprinttype = {pubmed}", {"PMID": "123"}),
    ("article", "eprint = {123}, eprinttype = {jstor}",
     {"URL": "https://www.jstor.org/stable/123"}),
    ("book", "editor = {A B}, editortype = {compiler}",
     {"compiler": [{"family": "B", "given": "A"}]}),
    ("book", "editor = {A B}, editora = {C D}, editoratype = {collaborator}",
     {"editor": [{"family": "B", "given": "A"}], "contributor": [{"family": "D", "given": "C"}]}),
    ("book", "translator = {A B}, bookauthor = {C D}",
     {"translator": [{"family": "B", "given": "A"}],
      "container-author": [{"family": "D", "given": "C"}]}),
    ("book", "author = {Ludwig van Beethoven}, options = {useprefix=true}",
     {"author": [{"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}]}),
    ("book", "date = {1999-05}", {"issued": {"date-parts": [[1999, 5]]}}),
    ("book", "date = {1999~}", {"issued": {"date-parts": [[1999]], "circa": True}}),
    ("book", "year = 1999, month = jan # {~1}", {"issued": {"date-parts": [[1999, 1, 1]]}}),
    ("book", 'year = 1999, month = "10~" # jan', {"issued": {"date-parts": [[1999, 1, 10]]}}),
    ("book", "year = {to appear}", {"issued": {"literal": "to appear"}}),
]  # fmt: skip


@pytest.mark.parametrize(("type", "fields", "expected"), FIELDS)
def test_fields(type: str, fields: str, expected: dict[str, Any]) -> None:
    assert csl(type, fields) == expected


def test_fields_without_a_variable_are_kept_as_written() -> None:
    record = read(r"@article{k, issue = {4}, number = 1, file = {a\_b.pdf}, timestamp = {2020}}")[
        "k"
    ]

    assert record.extra["custom"]["bibtex"] == {
        "entrytype": "article",
        "issue": "4",
        "file": r"a\_b.pdf",
        "timestamp": "2020",
    }
    assert Record.from_csl(record.to_csl()) == record


def test_no_date_is_kept_as_a_field() -> None:
    record = read("@book{k, year = {n.d.}}")["k"]

    assert record.issued is None
    assert record.extra["custom"]["bibtex"]["year"] == "n.d."


def test_the_key_keeps_its_case_and_the_record_has_its_file_and_line() -> None:
    record = read("% first\n\n@book{Knuth:TB, title = {T}}", file="refs.bib")[0]

    assert (record.id, record.file, record.line) == ("Knuth:TB", "refs.bib", 3)


@pytest.mark.parametrize(
    ("fields", "line", "message"),
    [
        ("title = {A},\n month = {Michaelmas},\n year = 1999", 2, "'Michaelmas' is not a month"),
        ("title = {A},\n title = {B}", 2, "the field 'title' occurs twice"),
        ("title = {A},\n date = {soon}", 2, "'soon' is not a date"),
        ("title = {A},\n\n note = {a \\foo b}", 3, r"the command \foo is not known"),
        ("editor = {A B},\n editortype = {wizard}", 1, "'wizard' is not a role of editors"),
        ("title = {A},\n author = {A B and }", 2, "the list has an empty name"),
    ],
)
def test_a_guess_is_reported_with_its_line(fields: str, line: int, message: str) -> None:
    (problem,) = read(f"@book{{k, {fields}}}").problems

    assert message in problem.message
    assert (problem.severity, problem.line, problem.record) == ("warning", line, "k")
