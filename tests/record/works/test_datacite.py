"""Works of DataCite, in the form of its REST API and of the Metadata Schema 4.6."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.errors import Problem, RecordError
from citeformat.record import Record

ADMINISTRATIVE: dict[str, Any] = {
    "prefix": "10.5555",
    "suffix": "x",
    "contentUrl": None,
    "metadataVersion": 3,
    "schemaVersion": "http://datacite.org/schema/kernel-4",
    "source": "mds",
    "isActive": True,
    "state": "findable",
    "reason": None,
    "viewCount": 0,
    "citationCount": 4,
    "created": "2022-01-01T10:00:00.000Z",
    "registered": "2022-01-01T10:00:00.000Z",
    "published": "2022",
    "updated": "2023-02-02T10:00:00.000Z",
    "formats": ["text/csv"],
    "geoLocations": [],
    "fundingReferences": [{"funderName": "European Commission", "awardNumber": "282625"}],
    "relatedIdentifiers": [],
    "relatedItems": [],
    "container": {},
}  # fmt: skip


def convert(**attributes: Any) -> dict[str, Any]:
    """Return the CSL-JSON of a work, without its id and DOI."""
    given = {"doi": "10.5555/x", **ADMINISTRATIVE, **attributes}
    problems: list[Problem] = []
    data = {"data": {"id": "10.5555/x", "type": "dois", "attributes": given}}
    item = Record.from_datacite(data, problems=problems).to_csl()
    assert problems == []
    assert item.pop("id") == item.pop("DOI") == "10.5555/x"
    return item


@pytest.mark.parametrize(
    ("general", "type", "genre"),
    [
        ("Audiovisual", "motion_picture", None),
        ("Award", "document", "Award"),
        ("Book", "book", None),
        ("BookChapter", "chapter", None),
        ("Collection", "collection", None),
        ("ComputationalNotebook", "software", None),
        ("ConferencePaper", "paper-conference", None),
        ("ConferenceProceeding", "book", None),
        ("DataPaper", "article-journal", None),
        ("Dataset", "dataset", None),
        ("Dissertation", "thesis", None),
        ("Event", "event", None),
        ("Image", "graphic", None),
        ("Instrument", "document", "Instrument"),
        ("InteractiveResource", "webpage", None),
        ("Journal", "periodical", None),
        ("JournalArticle", "article-journal", None),
        ("Model", "document", "Model"),
        ("OutputManagementPlan", "document", "Data management plan"),
        ("PeerReview", "review", None),
        ("PhysicalObject", "document", "Physical object"),
        ("Poster", "speech", "Poster"),
        ("Preprint", "article", "Preprint"),
        ("Presentation", "speech", "Presentation"),
        ("Project", "document", "Project"),
        ("Report", "report", None),
        ("Service", "document", "Service"),
        ("Software", "software", None),
        ("Sound", "song", None),
        ("Standard", "standard", None),
        ("StudyRegistration", "document", "Study registration"),
        ("Workflow", "document", "Workflow"),
        ("Text", "document", None),
        ("Other", "document", None),
    ],
)
def test_every_general_type(general: str, type: str, genre: str | None) -> None:
    item = convert(types={"resourceTypeGeneral": general}, titles=[{"title": "T"}])

    assert (item["type"], item.get("genre")) == (type, genre)


@pytest.mark.parametrize(
    ("general", "types", "type", "genre"),
    [
        ("Text", {"resourceType": "Journal Article"}, "article-journal", None),
        ("Text", {"resourceType": "Thesis"}, "thesis", None),
        ("Text", {"citeproc": "article-journal"}, "article-journal", None),
        ("Text", {"bibtex": "phdthesis"}, "thesis", None),
        ("Text", {"bibtex": "article"}, "article-journal", None),
        ("Text", {"ris": "RPRT", "citeproc": "article"}, "report", None),
        ("Text", {"citeproc": "article", "ris": "GEN"}, "article", None),
        ("Text", {"schemaOrg": "BlogPosting", "citeproc": "article"}, "post-weblog", None),
        ("Other", {"resourceType": "Poster"}, "document", "Poster"),
        ("Dissertation", {"resourceType": "PhD thesis"}, "thesis", "PhD thesis"),
        ("Dataset", {"resourceType": "Dataset", "bibtex": "misc"}, "dataset", None),
        ("Preprint", {"resourceType": "Article"}, "article", "Preprint"),
        ("Software", {"resourceType": "", "citeproc": "article"}, "software", None),
        ("", {}, "document", None),
    ],
)  # fmt: skip
def test_the_most_telling_type_counts(
    general: str, types: dict[str, str], type: str, genre: str | None
) -> None:
    item = convert(types={"resourceTypeGeneral": general, **types}, titles=[{"title": "T"}])

    assert (item["type"], item.get("genre")) == (type, genre)


def test_a_data_set() -> None:
    item = convert(
        creators=[
            {"name": "Garcia, Sofia", "nameType": "Personal", "givenName": "Sofia",
             "familyName": "Garcia", "affiliation": ["Arizona State University"],
             "nameIdentifiers": [{"schemeUri": "https://orcid.org",
                                  "nameIdentifier": "https://orcid.org/0000-0001-5727-2427",
                                  "nameIdentifierScheme": "ORCID"}]},
            {"name": "CERN, Data Group", "nameType": "Organizational", "affiliation": []},
        ],
        titles=[{"lang": "en", "title": "Measurements of H<sub>2</sub>O"},
                {"title": "From 2010 to 2020", "titleType": "Subtitle"},
                {"title": "Messungen", "titleType": "TranslatedTitle"},
                {"title": "Water", "titleType": "AlternativeTitle"}],
        publisher={"name": "Zenodo", "publisherIdentifier": "https://ror.org/1"},
        publicationYear=2022,
        dates=[{"date": "2022-03-01", "dateType": "Issued", "dateInformation": None},
               {"date": "2021-12-24", "dateType": "Submitted"},
               {"date": "2022-04", "dateType": "Available"},
               {"date": "2010/2020", "dateType": "Collected"}],
        types={"resourceTypeGeneral": "Dataset", "resourceType": "Time series", "ris": "DATA",
               "bibtex": "misc", "citeproc": "dataset", "schemaOrg": "Dataset"},
        contributors=[{"name": "Miller, Elizabeth", "contributorType": "DataCurator"},
                      {"name": "ETH", "contributorType": "HostingInstitution"}],
        subjects=[{"subject": "water"}, {"subject": "water"}, {"subject": "ice, solid"}],
        version="1.2", language="en", url="https://zenodo.org/record/1",
        descriptions=[{"description": "Methods here.", "descriptionType": "Methods"},
                      {"description": "<p>An abstract.</p>", "descriptionType": "Abstract"}],
        rightsList=[{"rights": "Creative Commons Attribution 4.0 International",
                     "rightsIdentifier": "cc-by-4.0"}],
        sizes=["12 MB", "34 pages"],
    )  # fmt: skip

    assert item == {
        "type": "dataset", "genre": "Time series",
        "author": [
            {"family": "Garcia", "given": "Sofia", "ORCID": "https://orcid.org/0000-0001-5727-2427"},
            {"literal": "CERN, Data Group"},
        ],
        "curator": [{"family": "Miller", "given": "Elizabeth"}],
        "title": "Measurements of H<sub>2</sub>O: From 2010 to 2020",
        "issued": {"date-parts": [[2022, 3, 1]]},
        "submitted": {"date-parts": [[2021, 12, 24]]},
        "available-date": {"date-parts": [[2022, 4]]},
        "version": "1.2", "publisher": "Zenodo", "URL": "https://zenodo.org/record/1",
        "number-of-pages": "34", "abstract": "An abstract.", "keyword": "water, ice, solid",
        "language": "en", "license": "Creative Commons Attribution 4.0 International",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("creator", "name"),
    [
        ({"name": "Garcia, Sofia"}, {"family": "Garcia", "given": "Sofia"}),
        ({"name": "Sofia Garcia", "nameType": "Personal"}, {"family": "Garcia", "given": "Sofia"}),
        ({"name": "van Beethoven, Ludwig", "nameType": "Personal"},
         {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}),
        ({"name": "Max Planck Society"}, {"literal": "Max Planck Society"}),
        ({"name": "Barcelona, Universitat de", "nameType": "Organizational"},
         {"literal": "Barcelona, Universitat de"}),
        ({"name": "Garcia", "familyName": "Garcia"}, {"family": "Garcia"}),
        # as doi.org writes them
        ({"name": "Fenner, Martin", "type": "Person", "id": "http://orcid.org/0000-0003"},
         {"family": "Fenner", "given": "Martin", "ORCID": "http://orcid.org/0000-0003"}),
        ({"name": "ETH, Zürich", "type": "Organization"}, {"literal": "ETH, Zürich"}),
    ],
)  # fmt: skip
def test_names(creator: dict[str, str], name: dict[str, str]) -> None:
    assert convert(creators=[creator])["author"] == [name]


@pytest.mark.parametrize("code", [":unav", "(:unav)", ":null", "(:tba) unknown until later"])
def test_standard_values_for_unknown_information(code: str) -> None:
    """DataCite Metadata Schema, Appendix 3."""
    item = convert(creators=[{"name": code}], titles=[{"title": code}], publisher=code)

    assert item == {"type": "document"}


def test_a_journal_article_in_a_related_item() -> None:
    """The first example of "Using RelatedItem for publication information"."""
    item = convert(
        types={"resourceTypeGeneral": "JournalArticle"}, publisher="Repository",
        relatedIdentifiers=[{"relationType": "IsPublishedIn", "relatedIdentifier": "1234-5678",
                             "relatedIdentifierType": "ISSN"}],
        relatedItems=[{
            "issue": "4", "titles": [{"title": "Journal of Metadata Examples"}], "volume": "3",
            "lastPage": "35", "firstPage": "20", "publisher": "Example Publisher",
            "relationType": "IsPublishedIn", "publicationYear": "2022",
            "relatedItemType": "Journal",
            "relatedItemIdentifier": {"relatedItemIdentifier": "1234-5678",
                                      "relatedItemIdentifierType": "ISSN"},
        }],
    )  # fmt: skip

    assert item == {
        "type": "article-journal", "container-title": "Journal of Metadata Examples",
        "volume": "3", "issue": "4", "page": "20-35", "ISSN": "1234-5678",
        "publisher": "Repository",
    }  # fmt: skip


def test_a_chapter_in_a_related_item() -> None:
    item = convert(
        types={"resourceTypeGeneral": "BookChapter"},
        relatedItems=[{
            "titles": [{"title": "A Book"}], "number": "4", "numberType": "Chapter",
            "edition": "2nd edition", "firstPage": "45", "lastPage": "45",
            "creators": [{"name": "Garcia, Sofia", "nameType": "Personal"}],
            "contributors": [{"name": "Miller, Elizabeth", "contributorType": "Editor"}],
            "relationType": "IsPublishedIn", "relatedItemType": "Book",
            "relatedItemIdentifier": {"relatedItemIdentifier": "0-12-345678-1",
                                      "relatedItemIdentifierType": "ISBN"},
        }, {"titles": [{"title": "A Series"}], "relationType": "IsPartOf"}],
    )  # fmt: skip

    assert item == {
        "type": "chapter", "container-title": "A Book", "chapter-number": "4",
        "edition": "2nd edition", "page": "45", "ISBN": "0-12-345678-1",
        "container-author": [{"family": "Garcia", "given": "Sofia"}],
        "editor": [{"family": "Miller", "given": "Elizabeth"}], "collection-title": "A Series",
    }  # fmt: skip


def test_a_container_that_the_api_made_of_a_description() -> None:
    item = convert(container={"type": "Series", "title": "J of Y", "volume": "7", "issue": "1",
                              "firstPage": "3", "lastPage": "9", "identifier": "1234-5678",
                              "identifierType": "ISSN"})  # fmt: skip

    assert item == {
        "type": "document", "container-title": "J of Y", "volume": "7", "issue": "1",
        "page": "3-9", "ISSN": "1234-5678",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "issued"),
    [
        ({"publicationYear": 2020}, [[2020]]),
        ({"publicationYear": "2020"}, [[2020]]),
        ({"dates": [{"date": "2012-03-01/2012-03-05", "dateType": "Issued"}]},
         [[2012, 3, 1], [2012, 3, 5]]),
        ({"dates": [{"date": "2012-03-01T10:00:00Z", "dateType": "Issued"}]}, [[2012, 3, 1]]),
        ({"dates": [{"date": "2013", "dateType": "Available"}], "publicationYear": 2012}, [[2012]]),
        ({"dates": [{"date": "2013", "dateType": "Copyrighted"}]}, [[2013]]),
    ],
)  # fmt: skip
def test_dates(attributes: dict[str, Any], issued: list[list[int]]) -> None:
    assert convert(**attributes)["issued"] == {"date-parts": issued}


def test_an_identifier_of_arxiv_is_a_number() -> None:
    item = convert(
        types={"resourceTypeGeneral": "Preprint", "resourceType": "Article"}, publisher="arXiv",
        identifiers=[{"identifier": "2101.00001", "identifierType": "arXiv"}],
    )  # fmt: skip

    assert item == {
        "type": "article", "genre": "Preprint", "publisher": "arXiv", "number": "arXiv:2101.00001"
    }  # fmt: skip


def test_attributes_alone_and_answers() -> None:
    attributes = {"doi": "10.5555/x", "titles": [{"title": "T"}]}
    answer = {"data": [{"id": "10.5555/x", "attributes": attributes}]}

    assert Record.from_datacite(attributes) == Record.from_datacite(answer)
    assert Record.from_datacite({"id": "https://doi.org/10.5555/x", **attributes}).id == "10.5555/x"
    with pytest.raises(RecordError, match="one work is needed, not 2"):
        Record.from_datacite({"data": answer["data"] * 2})


@pytest.mark.parametrize(
    "attributes",
    [
        {"creators": "Garcia, Sofia"},
        {"creators": ["Garcia, Sofia", None]},
        {"titles": "T", "publisher": ["P"], "dates": "2020", "types": "Dataset"},
        {"titles": ["T"], "contributors": [3], "relatedItems": "x", "container": []},
        {"subjects": "water", "rightsList": "CC0", "descriptions": "An abstract", "sizes": 3},
    ],
)
def test_values_of_another_form_do_not_stop_the_reader(attributes: dict[str, Any]) -> None:
    record = Record.from_datacite({"doi": "10.5555/x", "version": "2", **attributes}, problems=[])

    assert record.version == "2"
    assert not any("{" in str(value) for value in record.fields.values())
