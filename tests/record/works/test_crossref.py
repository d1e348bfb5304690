"""Works of Crossref, in the form that its REST API documents (model `Work`)."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.errors import Problem, RecordError
from citeformat.record import Record
from citeformat.record.works.crossref import csl_item

ADMINISTRATIVE: dict[str, Any] = {
    "indexed": {"date-parts": [[2024, 5, 1]], "date-time": "2024-05-01T10:00:00Z",
                "timestamp": 1714557600000},
    "reference-count": 12,
    "content-domain": {"domain": ["example.org"], "crossmark-restriction": True},
    "funder": [{"DOI": "10.13039/501100000780", "name": "European Commission", "award": ["1"]}],
    "created": {"date-parts": [[2019, 12, 30]], "date-time": "2019-12-30T05:00:00Z",
                "timestamp": 1577682000000},
    "source": "Crossref",
    "is-referenced-by-count": 7,
    "prefix": "10.5555",
    "member": "7822",
    "reference": [{"key": "ref1", "doi-asserted-by": "publisher", "DOI": "10.5555/1"}],
    "link": [{"URL": "https://example.org/full.pdf", "content-type": "application/pdf",
              "content-version": "vor", "intended-application": "text-mining"}],
    "deposited": {"date-parts": [[2024, 1, 2]], "timestamp": 1704153600000},
    "score": 1,
    "resource": {"primary": {"URL": "https://example.org/works/1"}},
    "references-count": 12,
    "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.5555/2"}]},
    "archive": ["Portico", "CLOCKSS"],
    "alternative-id": ["S1234"],
    "update-policy": "https://doi.org/10.5555/crossmark",
    "assertion": [{"value": "1 March 2020", "name": "received", "label": "Received"}],
}  # fmt: skip
"""Fields that every answer has, and that no style prints."""

AUTHOR = {"given": "Ada", "family": "Byron", "sequence": "first", "affiliation": []}


def convert(**fields: Any) -> dict[str, Any]:
    """Return the CSL-JSON of a work, without its id and DOI."""
    work = {"DOI": "10.5555/12345678", **ADMINISTRATIVE, **fields}
    problems: list[Problem] = []
    item = Record.from_crossref(work, problems=problems).to_csl()
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert item.pop("id") == item.pop("DOI") == "10.5555/12345678"
    return item


TYPES = {
    "book": "book",
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "book-series": "book",
    "book-set": "book",
    "book-track": "chapter",
    "component": "document",
    "database": "dataset",
    "dataset": "dataset",
    "dissertation": "thesis",
    "edited-book": "book",
    "grant": "document",
    "journal": "periodical",
    "journal-article": "article-journal",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "monograph": "book",
    "other": "document",
    "peer-review": "review",
    "posted-content": "article",
    "proceedings": "book",
    "proceedings-article": "paper-conference",
    "proceedings-series": "book",
    "reference-book": "book",
    "reference-entry": "entry",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "standard": "standard",
    "standard-series": "standard",
    # former names
    "book-entry": "entry",
    "journal-section": "article-journal",
}  # fmt: skip


@pytest.mark.parametrize(("name", "type"), TYPES.items())
def test_every_type_has_a_csl_type(name: str, type: str) -> None:
    problems: list[Problem] = []
    work = {"DOI": "10.5555/1", "type": name, "title": ["T"], **ADMINISTRATIVE}

    assert Record.from_crossref(work, problems=problems).type == type
    assert problems == []


def test_a_type_that_crossref_does_not_have_is_a_problem() -> None:
    problems: list[Problem] = []
    record = Record.from_crossref(
        {"DOI": "10.5555/1", "type": "journal-artikle"}, problems=problems
    )

    assert record.type == "article-journal"
    assert "journal-artikle" in problems[0].message


def test_a_journal_article() -> None:
    item = convert(
        type="journal-article",
        title=["Toward a <i>Unified</i> Theory of High&amp;Energy Metaphysics"],
        subtitle=["Silly String Theory"],
        author=[
            {"ORCID": "https://orcid.org/0000-0002-1825-0097", "authenticated-orcid": True,
             "given": "Josiah", "family": "Carberry", "suffix": "Jr.", "prefix": "Dr.",
             "sequence": "first", "affiliation": [{"name": "Brown University"}]},
            {"name": "The Psychoceramics Group", "sequence": "additional", "affiliation": []},
        ],
        **{
            "container-title": ["Journal of Psychoceramics"],
            "short-container-title": ["J. Psychoceram."],
            "volume": "5", "issue": "11", "page": "1-3",
            "journal-issue": {"issue": "11", "published-print": {"date-parts": [[2008, 8]]}},
            "published-print": {"date-parts": [[2008, 8]]},
            "published-online": {"date-parts": [[2008, 7, 1]]},
            "issued": {"date-parts": [[2008, 7, 1]]},
            "publisher": "Test accounts", "language": "en",
            "ISSN": ["0264-3561", "1476-4687"],
            "issn-type": [{"value": "1476-4687", "type": "electronic"},
                          {"value": "0264-3561", "type": "print"}],
            "URL": "https://doi.org/10.5555/12345678",
            "subject": ["Philosophy", "Psychology"],
            "license": [
                {"URL": "https://example.org/tdm", "content-version": "tdm", "delay-in-days": 0},
                {"URL": "https://creativecommons.org/licenses/by/4.0/", "content-version": "vor"},
            ],
            "abstract": "<jats:title>Abstract</jats:title>"
            "<jats:p>The <jats:sub>2</jats:sub>.</jats:p>",
        },
    )  # fmt: skip

    assert item == {
        "type": "article-journal",
        "title": "Toward a <i>Unified</i> Theory of High&Energy Metaphysics: Silly String Theory",
        "author": [
            {"given": "Josiah", "family": "Carberry", "suffix": "Jr.",
             "ORCID": "https://orcid.org/0000-0002-1825-0097"},
            {"literal": "The Psychoceramics Group"},
        ],
        "container-title": "Journal of Psychoceramics",
        "container-title-short": "J. Psychoceram.",
        "volume": "5", "issue": "11", "page": "1-3",
        "issued": {"date-parts": [[2008, 7, 1]]},
        "publisher": "Test accounts", "language": "en", "ISSN": "0264-3561",
        "keyword": "Philosophy, Psychology",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "abstract": "The <sub>2</sub>.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("subtype", "type", "genre"),
    [
        ("preprint", "article", "Preprint"),
        (None, "article", "Preprint"),
        ("working_paper", "article", "Working paper"),
        ("letter", "article", "Letter"),
        ("dissertation", "thesis", None),
        ("report", "report", None),
        ("other", "article", None),
    ],
)
def test_posted_content_by_its_subtype(subtype: str | None, type: str, genre: str | None) -> None:
    item = convert(
        type="posted-content", subtype=subtype, title=["T"], institution=[{"name": "bioRxiv"}],
        publisher="Cold Spring Harbor Laboratory", posted={"date-parts": [[2020, 3, 25]]},
        **{"group-title": "Neuroscience"},
    )  # fmt: skip

    assert (item["type"], item.get("genre")) == (type, genre)
    assert item["publisher"] == "Cold Spring Harbor Laboratory"
    assert item["issued"] == {"date-parts": [[2020, 3, 25]]}


@pytest.mark.parametrize("type", ["book-chapter", "proceedings-article", "reference-entry"])
def test_a_part_of_a_book_in_a_series(type: str) -> None:
    """The series precedes the book."""
    item = convert(
        type=type, title=["U-Net"], page="234-241",
        **{"container-title": ["Lecture Notes in Computer Science", "MICCAI 2015"]},
        ISBN=["9783319245737", "9783319245744"],
        **{"isbn-type": [{"value": "9783319245737", "type": "print"},
                         {"value": "9783319245744", "type": "electronic"}]},
        editor=[{"given": "Nassir", "family": "Navab", "sequence": "first", "affiliation": []}],
    )  # fmt: skip

    assert item["container-title"] == "MICCAI 2015"
    assert item["collection-title"] == "Lecture Notes in Computer Science"
    assert item["ISBN"] == "9783319245737"
    assert item["editor"] == [{"given": "Nassir", "family": "Navab"}]


def test_of_several_titles_of_a_journal_the_first_is_read() -> None:
    item = convert(type="journal-article", title=["T"], **{"container-title": ["Nature", "Nat."]})

    assert item["container-title"] == "Nature"
    assert "collection-title" not in item


def test_a_translated_title_is_reported() -> None:
    problems: list[Problem] = []
    work = {"DOI": "10.5555/1", "type": "journal-article", "title": ["T", "Titel"],
            "subtitle": ["S"], "original-title": ["Titre"]}  # fmt: skip
    record = Record.from_crossref(work, problems=problems)

    assert (record.title, record.original_title) == ("T: S", "Titre")
    assert [problem.message for problem in problems] == ["title has 2 values"]


def test_proceedings_with_their_event() -> None:
    item = convert(
        type="proceedings-article", title=["T"], **{"container-title": ["Proc. X"]},
        event={"name": "Conference on X", "location": "Oslo, Norway", "acronym": "CX '14",
               "start": {"date-parts": [[2014, 9, 6]]}, "end": {"date-parts": [[2014, 9, 12]]}},
        chair=[{"given": "Kari", "family": "Moe"}], translator=[{"family": "Dahl"}],
    )  # fmt: skip

    assert item["event-title"] == "Conference on X"
    assert item["event-place"] == "Oslo, Norway"
    assert item["event-date"] == {"date-parts": [[2014, 9, 6], [2014, 9, 12]]}
    assert item["chair"] == [{"given": "Kari", "family": "Moe"}]
    assert item["translator"] == [{"family": "Dahl"}]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"article-number": "e42"}, {"page": "e42"}),
        ({"article-number": "e42", "page": "e42"}, {"page": "e42"}),
        ({"article-number": "103", "page": "1-12"}, {"page": "1-12", "number": "103"}),
        ({"edition-number": "2"}, {"edition": "2"}),
        ({"part-number": "3"}, {"part-number": "3"}),
        ({"issue-title": ["Special Issue on Y"]}, {"volume-title": "Special Issue on Y"}),
        ({"journal-issue": {"issue": "4"}}, {"issue": "4"}),
        ({"version": {"number": "1.2"}}, {"version": "1.2"}),
        ({"version": "3"}, {"version": "3"}),
        ({"publisher-location": "New York"}, {"publisher-place": "New York"}),
        ({"degree": ["Doctor of Philosophy"]}, {"genre": "Doctor of Philosophy"}),
        ({"institution": [{"name": "MIT", "place": ["Cambridge"], "acronym": ["MIT"]}]},
         {"publisher": "MIT", "publisher-place": "Cambridge"}),
        ({"standards-body": {"name": "ISO", "acronym": "ISO"}},
         {"authority": "ISO", "publisher": "ISO"}),
        ({"review": {"type": "referee-report", "running-number": "RC1"}},
         {"genre": "Referee report", "number": "RC1"}),
        ({"event": "Conference on X"}, {"event-title": "Conference on X"}),
        ({"ISSN": ["http://id.crossref.org/issn/0264-3561"]}, {"ISSN": "0264-3561"}),
        ({"URL": "https://example.org/landing"}, {"URL": "https://example.org/landing"}),
        ({"URL": "http://dx.doi.org/10.5555/12345678"}, {}),
        ({"short-title": ["Short"]}, {"title-short": "Short"}),
    ],
)  # fmt: skip
def test_fields(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    item = convert(type="other", **fields)

    issued = {"date-parts": [[2019, 12, 30]]}  # when the DOI was registered, without another date
    assert item == {"type": "document", "issued": issued, **expected}


def test_a_grant() -> None:
    item = convert(
        type="grant", award="107769/Z/10/Z", publisher="Wellcome",
        project=[{"project-title": [{"title": "A <i>Big</i> Project", "language": "en"}],
                  "award-start": {"date-parts": [[2011, 1, 1]]},
                  "lead-investigator": [{"given": "Ann", "family": "Lee", "affiliation": []}]}],
    )  # fmt: skip

    assert (item["title"], item["number"], item["genre"]) == (
        "A <i>Big</i> Project", "107769/Z/10/Z", "Grant")  # fmt: skip
    assert item["author"] == [{"given": "Ann", "family": "Lee"}]
    assert item["issued"] == {"date-parts": [[2011, 1, 1]]}


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ({"issued": [[2001]], "published": [[2002]], "published-print": [[2003]]}, 2001),
        ({"issued": [[None]], "published": [[2002]], "published-print": [[2003]]}, 2002),
        ({"published-online": [[2004, 1]], "published-print": [[2003]]}, 2003),
        ({"published-online": [[2004, 1]], "posted": [[2003]]}, 2004),
        ({"posted": [[2003]]}, 2003),
        ({"issued": [[0]]}, 2019),
        ({}, 2019),  # created
    ],
)
def test_the_order_of_the_dates(dates: dict[str, Any], year: int) -> None:
    given = {name: {"date-parts": parts} for name, parts in dates.items()}

    assert convert(type="book", **given)["issued"]["date-parts"][0][0] == year


def test_csl_json_of_doi_org() -> None:
    """Content negotiation returns CSL's types and texts, with the administrative fields."""
    item = convert(
        type="article-journal", title="A title", **{"container-title": "Nature"},
        author=[AUTHOR], issued={"date-parts": [[2020]]}, ISSN=["1234-5678"],
    )  # fmt: skip

    assert item == {
        "type": "article-journal", "title": "A title", "container-title": "Nature",
        "author": [{"given": "Ada", "family": "Byron"}], "issued": {"date-parts": [[2020]]},
        "ISSN": "1234-5678",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({"title": {"x": [1]}}, "type"),
        ({"author": [5]}, "type"),
        ({"issued": True}, "type"),
        ({"author": "Lee, Ann"}, "author"),
        ({"issued": 2001}, "issued"),
        ({"title": 1984}, "title"),
        ({"container-title": {"name": "Nature"}}, "container-title"),
        ({"event": [1], "journal-issue": "x", "institution": "y", "review": []}, "type"),
        ({"license": "CC BY", "project": 3, "degree": None, "subtitle": [None]}, "license"),
    ],
)
def test_a_value_of_another_form_costs_no_other(fields: dict[str, Any], left: str) -> None:
    problems: list[Problem] = []
    item = Record.from_crossref(
        {"DOI": "10.5555/1", "type": "book", "publisher": "P", **fields}, problems=problems
    ).to_csl()

    assert item["publisher"] == "P"
    assert left in item
    assert "{" not in str(item.get("title", ""))


def test_answers_with_one_work() -> None:
    work = {"DOI": "10.5555/1", "type": "book"}

    assert Record.from_crossref({"status": "ok", "message": work}).id == "10.5555/1"
    assert Record.from_crossref({"message": {"items": [work]}}).id == "10.5555/1"
    with pytest.raises(RecordError, match="one work is needed, not 2"):
        Record.from_crossref({"message": {"items": [work, work]}})
    with pytest.raises(RecordError, match="one work is needed, not 0"):
        Record.from_crossref({"message": {"items": []}})
    with pytest.raises(RecordError, match="must be an object"):
        Record.from_crossref({"message": {"items": [5]}})


@pytest.mark.parametrize(
    ("work", "id"),
    [
        ({"author": [{"family": "Lee-Smith"}], "issued": {"date-parts": [[2001]]}}, "leesmith2001"),
        ({"author": [{"name": "The Group"}], "title": ["T"]}, "thegroup"),
        ({"title": ["On a Theory of X"], "issued": {"date-parts": [[2001, 5]]}}, "theory2001"),
        ({"title": ["T"]}, "t"),
        ({"author": "Lee", "issued": 2001, "title": 5}, "lee2001"),
    ],
)
def test_without_a_doi_an_id_is_made(work: dict[str, Any], id: str) -> None:
    assert Record.from_crossref({"type": "book", **work}, problems=[]).id == id


def test_the_doi_is_bare_and_an_id_stays() -> None:
    assert csl_item({"DOI": "https://doi.org/10.5555/1"})["id"] == "10.5555/1"
    assert csl_item({"id": "lee", "DOI": "10.5555/1"})["id"] == "lee"


@pytest.mark.parametrize("work", [{}, {"foo": 1}, {"message": {}}])
def test_empty_work(work: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="no value that the works of Crossref have"):
        Record.from_crossref(work)


def test_signs_for_a_missing_number_are_no_values() -> None:
    item = csl_item({"DOI": "10.5555/1", "page": "n/a-n/a", "volume": "N/A", "issue": "3"})

    assert ("page" in item, "volume" in item, item["issue"]) == (False, False, "3")
