"""Works of OpenAlex, in the form that its documentation describes ("Work object")."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.errors import Problem, RecordError
from citeformat.record import Record

JOURNAL = {
    "id": "https://openalex.org/S1983995261", "display_name": "PeerJ", "issn_l": "2167-8359",
    "issn": ["2167-8359"], "is_oa": True, "host_organization_name": "PeerJ, Inc.",
    "type": "journal",
}  # fmt: skip
REPOSITORY = {"display_name": "arXiv (Cornell University)", "issn_l": None, "type": "repository"}
CONFERENCE = {"display_name": "Neural Information Processing Systems", "type": "conference"}
SERIES = {"display_name": "Lecture Notes in Computer Science", "issn_l": "0302-9743",
          "type": "book series", "host_organization_name": "Springer"}  # fmt: skip
PLATFORM = {"display_name": "Elsevier eBooks", "type": "ebook platform",
            "host_organization_name": "Elsevier BV"}  # fmt: skip


def convert(source: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """Return the CSL-JSON of a work, without its id."""
    location = {"is_oa": True, "landing_page_url": "https://doi.org/10.5555/1", "source": source,
                "version": fields.pop("version", "publishedVersion"),
                "raw_source_name": fields.pop("raw_source_name", None)}  # fmt: skip
    work = {
        "id": "https://openalex.org/W2741809807", "doi": None, "title": "T", "display_name": "T",
        "publication_year": 2018, "publication_date": "2018-02-13", "cited_by_count": 382,
        "primary_location": location, "locations": [location], "concepts": [], "topics": [],
        "open_access": {"is_oa": True, "oa_status": "gold"}, "is_retracted": False,
        "referenced_works": ["https://openalex.org/W1"], **fields,
    }  # fmt: skip
    problems: list[Problem] = []
    item = Record.from_openalex(work, problems=problems).to_csl()
    assert problems == []
    del item["id"]
    assert item.pop("issued") == {"date-parts": [[2018, 2, 13]]}
    return item


@pytest.mark.parametrize(
    ("fields", "type", "genre"),
    [
        ({"type": "article", "source": JOURNAL}, "article-journal", None),
        ({"type": "article", "source": CONFERENCE}, "paper-conference", None),
        ({"type": "article", "source": JOURNAL, "type_crossref": "proceedings-article"},
         "paper-conference", None),
        ({"type": "article", "source": REPOSITORY, "version": "submittedVersion"},
         "article", "Preprint"),
        ({"type": "article", "source": REPOSITORY}, "article", None),
        ({"type": "article", "type_crossref": "posted-content"}, "article", "Preprint"),
        ({"type": "preprint", "source": REPOSITORY}, "article", "Preprint"),
        ({"type": "book"}, "book", None),
        ({"type": "book-chapter"}, "chapter", None),
        ({"type": "book-section"}, "chapter", None),
        ({"type": "dataset"}, "dataset", None),
        ({"type": "dissertation"}, "thesis", None),
        ({"type": "editorial"}, "article-journal", "Editorial"),
        ({"type": "erratum"}, "article-journal", "Erratum"),
        ({"type": "letter"}, "article-journal", "Letter"),
        ({"type": "retraction"}, "article-journal", "Retraction"),
        ({"type": "review"}, "article-journal", None),
        ({"type": "peer-review"}, "review", None),
        ({"type": "grant"}, "document", "Grant"),
        ({"type": "libguides"}, "webpage", None),
        ({"type": "paratext"}, "document", None),
        ({"type": "reference-entry"}, "entry", None),
        ({"type": "report"}, "report", None),
        ({"type": "report-component"}, "report", None),
        ({"type": "software"}, "software", None),
        ({"type": "standard"}, "standard", None),
        ({"type": "supplementary-materials"}, "document", None),
        ({"type": "other"}, "document", None),
        ({"type": None, "type_crossref": "monograph"}, "book", None),
    ],
)  # fmt: skip
def test_types(fields: dict[str, Any], type: str, genre: str | None) -> None:
    item = convert(**fields)

    assert (item["type"], item.get("genre")) == (type, genre)


def test_a_journal_article() -> None:
    item = convert(
        JOURNAL, type="article", type_crossref="journal-article", language="en",
        doi="https://doi.org/10.7717/peerj.4375",
        title="The state of <i>OA</i>: a large-scale analysis",
        ids={"openalex": "https://openalex.org/W2741809807", "mag": "2741809807",
             "doi": "https://doi.org/10.7717/peerj.4375",
             "pmid": "https://pubmed.ncbi.nlm.nih.gov/29456894",
             "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/5815332"},
        authorships=[
            {"author_position": "first", "raw_author_name": "Heather A. Piwowar",
             "author": {"id": "https://openalex.org/A1", "display_name": "Heather Piwowar",
                        "orcid": "https://orcid.org/0000-0003-1613-5981"},
             "institutions": [{"display_name": "Impactstory"}], "is_corresponding": True},
            {"author": {"display_name": "Jan van der Berg", "orcid": None}},
            {"author": {"display_name": "Ana García Márquez"},
             "raw_author_name": "García Márquez, Ana"},
            {"author": {"display_name": "OurResearch Consortium"}},
        ],
        biblio={"volume": "6", "issue": None, "first_page": "e4375", "last_page": "e4375"},
        abstract_inverted_index={"Despite": [0], "interest": [2, 5], "growing": [1, 4], "and": [3]},
        keywords=[{"id": "https://openalex.org/keywords/oa", "display_name": "Open access",
                   "score": 0.6}, {"keyword": "Citation", "score": 0.5}],
    )  # fmt: skip

    assert item == {
        "type": "article-journal",
        "author": [
            {"family": "Piwowar", "given": "Heather",
             "ORCID": "https://orcid.org/0000-0003-1613-5981"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"family": "García Márquez", "given": "Ana"},
            {"literal": "OurResearch Consortium"},
        ],
        "title": "The state of <i>OA</i>: a large-scale analysis",
        "container-title": "PeerJ", "publisher": "PeerJ, Inc.", "volume": "6", "page": "e4375",
        "ISSN": "2167-8359", "DOI": "10.7717/peerj.4375", "PMID": "29456894",
        "PMCID": "PMC5815332", "language": "en", "keyword": "Open access, Citation",
        "abstract": "Despite growing interest and growing interest",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"type": "article", "source": REPOSITORY}, {"publisher": "arXiv (Cornell University)"}),
        ({"type": "dataset", "source": {"display_name": "Zenodo", "type": "repository"}},
         {"publisher": "Zenodo"}),
        ({"type": "book-chapter", "source": SERIES},
         {"collection-title": "Lecture Notes in Computer Science", "publisher": "Springer"}),
        ({"type": "book", "source": SERIES},
         {"collection-title": "Lecture Notes in Computer Science", "publisher": "Springer"}),
        ({"type": "book-chapter", "source": PLATFORM, "raw_source_name": "Handbook of X"},
         {"container-title": "Handbook of X", "publisher": "Elsevier BV"}),
        ({"type": "book", "source": PLATFORM}, {"publisher": "Elsevier BV"}),
        ({"type": "article", "source": None}, {}),
    ],
)  # fmt: skip
def test_sources(fields: dict[str, Any], expected: dict[str, str]) -> None:
    item = convert(**fields)
    names = ("container-title", "collection-title", "publisher")

    assert {name: item[name] for name in names if name in item} == expected


@pytest.mark.parametrize(
    ("biblio", "page"),
    [
        ({"first_page": "437", "last_page": "440"}, "437-440"),
        ({"first_page": "437", "last_page": None}, "437"),
        ({"first_page": "Inside cover"}, "Inside cover"),
        (None, None),
    ],
)
def test_pages(biblio: dict[str, Any] | None, page: str | None) -> None:
    assert convert(type="book", biblio=biblio).get("page") == page


def test_the_id_is_the_doi_or_that_of_openalex() -> None:
    work = {"id": "https://openalex.org/W1", "title": "T"}

    assert Record.from_openalex(work).id == "W1"
    assert Record.from_openalex({**work, "doi": "https://doi.org/10.5555/1"}).id == "10.5555/1"
    assert Record.from_openalex({"meta": {}, "results": [work]}).id == "W1"
    with pytest.raises(RecordError, match="one work is needed, not 0"):
        Record.from_openalex({"results": []})


@pytest.mark.parametrize(
    "fields",
    [
        {"authorships": "Ann Lee", "primary_location": [], "biblio": "6"},
        {"authorships": [None, {"author": "Ann Lee"}], "ids": [], "keywords": "x"},
        {"abstract_inverted_index": [1], "title": None, "publication_date": 5},
        {"abstract_inverted_index": {"a": "b", "c": None, "d": [None, "x"]}, "type": 7},
    ],
)
def test_values_of_another_form_do_not_stop_the_reader(fields: dict[str, Any]) -> None:
    record = Record.from_openalex(
        {"id": "https://openalex.org/W1", "display_name": "Shown", "type": "book", **fields},
        problems=[],
    )

    assert record.title == "Shown"
