"""Records from services, with a local server in their place."""

from __future__ import annotations

import json
import sys
import time
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

import citeformat
from citeformat import Name, SourceError, fetch
from citeformat.fetching.client import LARGEST
from tests.fetching.conftest import Fetch
from tests.fetching.server import (
    CSL_JSON,
    Reply,
    Server,
    arxiv,
    crossref_work,
    csl_reply,
    datacite_work,
    open_library,
    pubmed,
    redirect,
)

DOI = "10.1000/xyz"
WORK = crossref_work(DOI, "On things")
BOOK = {
    "title": "The TeXbook",
    "subtitle": "a manual",
    "authors": [{"name": "Donald E. Knuth", "url": "https://openlibrary.org/authors/OL1A"}],
    "publishers": [{"name": "Addison-Wesley"}, {"name": "Another"}],
    "publish_places": [{"name": "Reading, Mass."}],
    "publish_date": "January 1984",
    "number_of_pages": 483,
}


def messages(records: citeformat.Records) -> list[str]:
    return [str(problem) for problem in records.problems]


# DOIs


def test_doi(server: Server, ask: Fetch) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK))

    records = ask(f"https://doi.org/{DOI}")

    assert messages(records) == []
    (record,) = records
    assert (record.id, record.type, record.DOI) == (DOI, "article-journal", DOI)
    assert record.author == (Name("Doe", "Jane"),)
    assert record.title == "On things"
    assert record.file == f"https://doi.org/{DOI}"
    (request,) = server.requests
    assert request.headers["Accept"] == CSL_JSON


def test_doi_of_an_agency_that_answers_csl_json(server: Server, ask: Fetch) -> None:
    item = {"id": f"https://doi.org/{DOI}", "type": "dataset", "title": "Data", "DOI": DOI,
            "author": [{"family": "Roe", "given": "Bo"}],
            "issued": {"date-parts": [[2021]]}}  # fmt: skip
    server.at(f"/doi/{DOI}", redirect(f"{server.url}/agency"))
    server.at("/agency", Reply(json.dumps(item), media_type="application/json"))

    (record,) = ask(DOI)

    assert (record.id, record.type, str(record.issued)) == (DOI, "dataset", "2021")
    assert server.requests[1].headers["Accept"] == CSL_JSON


def test_doi_with_characters_that_addresses_do_not_have(server: Server, ask: Fetch) -> None:
    doi = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"
    server.at(f"/doi/{doi}", csl_reply(crossref_work(doi, "Old")))

    assert ask(doi)[0].title == "Old"


def test_doi_that_does_not_exist(server: Server, ask: Fetch) -> None:
    records = ask(DOI)

    assert len(records) == 0
    assert messages(records) == [
        f"{DOI}: error: nothing was fetched for {DOI}: the DOI does not exist "
        "(compare it with the work)"
    ]
    assert records.problems[0].record == DOI
    assert server.paths() == [f"/doi/{DOI}"]


NO_METADATA = {
    "not acceptable": Reply("", 406, "text/html"),
    "a page": Reply("<html><title>Article</title></html>", media_type="text/html"),
    "invalid JSON": csl_reply({})._replace(body='{"title": "On'),
    "another type of JSON": csl_reply({})._replace(body="[1, 2]"),
    "nested JSON": csl_reply({})._replace(body="[" * 100_000),
    "an empty object": csl_reply({}),
    "an error of the agency": Reply("oops", 500),
}


@pytest.mark.parametrize("reply", NO_METADATA.values(), ids=NO_METADATA)
def test_agency_is_asked_if_doi_org_has_no_metadata(
    server: Server, ask: Fetch, reply: Reply
) -> None:
    server.at(f"/doi/{DOI}", redirect(f"{server.url}/agency"))
    server.at("/agency", reply)
    server.at(f"/doi/doiRA/{DOI}", Reply(json.dumps([{"DOI": DOI, "RA": "Crossref"}])))
    server.at(f"/crossref/works/{DOI}", Reply(json.dumps({"status": "ok", "message": WORK})))

    records = ask(DOI, mailto="jane@example.org")

    assert messages(records) == []
    assert [record.title for record in records] == ["On things"]
    assert server.requests[-1].query == {"mailto": "jane@example.org"}
    assert not any(path.startswith("/datacite") for path in server.paths())


def test_datacite(server: Server, ask: Fetch) -> None:
    server.at(f"/doi/{DOI}", redirect(f"{server.url}/agency"))
    server.at("/agency", Reply("gone", 404))
    server.at(f"/doi/doiRA/{DOI}", Reply(json.dumps([{"DOI": DOI, "RA": "DataCite"}])))
    server.at(f"/datacite/dois/{DOI}", Reply(json.dumps(datacite_work(DOI, "Data"))))

    (record,) = ask(DOI)

    assert (record.type, record.title, record.author) == ("dataset", "Data", (Name("Roe", "Bo"),))


def test_both_agencies_are_asked_if_doi_org_fails(server: Server, ask: Fetch) -> None:
    server.at(f"/doi/{DOI}", Reply("", 503))
    server.at(f"/doi/doiRA/{DOI}", Reply("", 503))
    server.at(f"/datacite/dois/{DOI}", Reply(json.dumps(datacite_work(DOI, "Data"))))

    assert ask(DOI)[0].title == "Data"
    assert f"/crossref/works/{DOI}" in server.paths()


def test_another_agency(server: Server, ask: Fetch) -> None:
    server.at(f"/doi/{DOI}", Reply("<html></html>", media_type="text/html"))
    server.at(f"/doi/doiRA/{DOI}", Reply(json.dumps([{"DOI": DOI, "RA": "JaLC"}])))

    assert messages(ask(DOI)) == [
        f"{DOI}: error: nothing was fetched for {DOI}: doi.org gives no metadata (the answer is "
        "text/html) (the DOI is registered with JaLC)"
    ]


def test_wrong_values_are_problems_of_their_record(server: Server, ask: Fetch) -> None:
    item = {"type": "book", "title": "T", "issued": {"date-parts": [["soon"]]}}
    server.at(f"/doi/{DOI}", csl_reply(item))

    records = ask(DOI)

    assert records[DOI].title == "T"
    assert [(each.record, each.source) for each in records.problems] == [
        (DOI, f"https://doi.org/{DOI}")
    ]


def test_styles_print_sentence_case(server: Server, ask: Fetch) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK | {"title": ["The Art of Computer Programming"]}))
    apa = citeformat.Style.load("apa")

    records = ask(DOI)

    assert records[0].title == "The Art of Computer Programming"
    assert "The art of computer programming" in apa.bibliography(records).text
    as_is = ask(DOI, titles="as-is")
    assert "The Art of Computer Programming" in apa.bibliography(as_is).text
    with pytest.raises(citeformat.RecordError, match="'as-is' or 'sentence', not 'title'"):
        ask("10.1000/other", titles="title")
    assert len(server.requests) == 1


# PubMed


def test_pubmed_answers_for_several_ids_at_once(server: Server, ask: Fetch) -> None:
    server.at("/pubmed/efetch.fcgi", pubmed({"12": "First.", "34": "Second."}))

    records = ask(["pmid:34", "PMID 12", "pmid:56"], mailto="jane@example.org")

    assert [(record.id, record.PMID, record.title) for record in records] == [
        ("pmid:34", "34", "Second"), ("pmid:12", "12", "First"),
    ]  # fmt: skip
    assert records[0].DOI == "10.1000/34"
    assert messages(records) == [
        "pmid:56: error: nothing was fetched for pmid:56: PubMed has no such work "
        "(compare it with the work)"
    ]
    (request,) = server.requests
    assert request.query == {
        "db": "pubmed", "id": "34,12,56", "rettype": "medline", "retmode": "text",
        "tool": "citeformat", "email": "jane@example.org",
    }  # fmt: skip


def test_pubmed_without_any_of_the_ids(server: Server, ask: Fetch) -> None:
    server.at("/pubmed/efetch.fcgi", pubmed({}))

    assert "PubMed has no such work" in messages(ask("pmid:1"))[0]


def test_pubmed_answers_a_page(server: Server, ask: Fetch) -> None:
    server.at("/pubmed/efetch.fcgi", Reply("<html>Blocked</html>", media_type="text/html"))

    assert "PubMed gives no metadata (status 200)" in messages(ask("pmid:1"))[0]


def test_many_pmids_need_several_requests(server: Server, ask: Fetch) -> None:
    known = {str(number): f"Work {number}" for number in range(1, 451)}
    server.at("/pubmed/efetch.fcgi", pubmed(known))

    records = ask([f"pmid:{id}" for id in known])

    assert [record.PMID for record in records] == list(known)
    assert [len(one.query["id"].split(",")) for one in server.requests] == [200, 200, 50]


def test_pubmed_central(server: Server, ask: Fetch) -> None:
    item = {"source": "PubMed", "id": "pmcid:PMC13901", "type": "article-journal",
            "title": "Free", "author": [{"family": "Doe", "given": "J"}], "PMCID": "PMC13901",
            "issued": {"date-parts": [[2000, 11, 2]]}}  # fmt: skip
    server.at("/pmc/pmc/", Reply(json.dumps(item), media_type="application/json"))

    (record,) = ask("PMC13901")

    assert (record.id, record.title, record.PMCID) == ("pmcid:PMC13901", "Free", "PMC13901")
    assert server.requests[0].query == {"format": "csl", "id": "13901"}


def test_pubmed_central_without_the_work(server: Server, ask: Fetch) -> None:
    assert "PubMed Central has no such work" in messages(ask("PMC1"))[0]


# arXiv


def test_arxiv(server: Server, ask: Fetch) -> None:
    server.at("/arxiv/query", arxiv({"2101.00001": 2, "math/0309136": 1}))

    records = ask(["arXiv:2101.00001", "math.GT/0309136", "2101.99999"])

    first, second = records
    assert first.author == (Name("Doe", "Jane", non_dropping_particle="van"), Name("Wei", "Li"))
    assert first.title == "On 2101.00001, version 2"
    assert (str(first.issued), first.type) == ("2021-01-02", "article")
    assert (first.number, first.publisher) == ("arXiv:2101.00001", "arXiv")
    assert first.URL == "https://arxiv.org/abs/2101.00001"
    assert first.abstract == "Short & good."
    assert second.id == "arXiv:math/0309136"
    assert "arXiv has no such work" in messages(records)[0]
    assert server.requests[0].query["id_list"] == "2101.00001,math/0309136,2101.99999"


def test_versions_of_one_preprint(server: Server, ask: Fetch) -> None:
    server.at("/arxiv/query", arxiv({"2101.00001": 3}))

    records = ask(["2101.00001", "2101.00001v1"])

    assert [record.title for record in records] == [
        "On 2101.00001, version 3", "On 2101.00001, version 1",
    ]  # fmt: skip
    # A version has a date of its own.
    assert [str(record.issued) for record in records] == ["2021-01-02", "2022-02-03"]


def test_preprint_of_a_published_work(server: Server, ask: Fetch) -> None:
    extra = (
        "<arxiv:doi>10.1000/published</arxiv:doi>"
        "<arxiv:journal_ref>J. Tests 3 (2022) 1-9</arxiv:journal_ref>"
    )
    server.at("/arxiv/query", arxiv({"2101.00001": 1}, extra))

    records = ask("2101.00001")

    (problem,) = records.problems
    assert problem.severity == "info"
    assert problem.message == "the work was published: J. Tests 3 (2022) 1-9"
    assert problem.hint == "fetch 10.1000/published to cite that version"
    assert records[0].DOI is None


def test_preprint_as_bibtex(server: Server, ask: Fetch) -> None:
    server.at("/arxiv/query", arxiv({"2101.00001": 1}))

    text = citeformat.convert(ask("2101.00001"), to="bibtex")

    for line in ("eprint = {2101.00001}", "archiveprefix = {arXiv}", "primaryclass = {cs.CL}"):
        assert line in text


def test_one_id_that_arxiv_refuses_does_not_cost_the_others(server: Server, ask: Fetch) -> None:
    server.at("/arxiv/query", arxiv({"2101.00001": 1}, error="2101.00002"))

    records = ask(["2101.00001", "2101.00002"])

    assert [record.id for record in records] == ["arXiv:2101.00001"]
    assert "arXiv has no such work" in messages(records)[0]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply("Rate exceeded."), "Rate exceeded"),
        (Reply("<feed><entry>", media_type="application/atom+xml"), "it is not Atom"),
        (Reply("<html><body/></html>", media_type="text/html"), "it is not Atom"),
        (Reply(""), "it is not Atom"),
    ],
)
def test_arxiv_answers_something_else(
    server: Server, ask: Fetch, reply: Reply, reason: str
) -> None:
    server.at("/arxiv/query", reply)

    assert f"the answer of arXiv cannot be used: {reason}" in messages(ask("2101.00001"))[0]


def test_entities_of_a_feed_are_not_expanded(server: Server, ask: Fetch, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden", "utf-8")

    def answer(request: Any) -> Reply:
        reply = arxiv({"2101.00001": 1})(request)
        doctype = f'<!DOCTYPE feed [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        body = str(reply.body).replace("<feed", f"{doctype}<feed").replace("On ", "On &x; ")
        return reply._replace(body=body)

    server.at("/arxiv/query", answer)

    records = ask("2101.00001")

    assert "hidden" not in str(records.to_csl())


# Open Library


def test_open_library(server: Server, ask: Fetch) -> None:
    server.at("/openlibrary/api/books", open_library({"9780201134476": BOOK}))

    records = ask(["isbn:0-201-13447-0", "ISBN 978-3-16-148410-0"])

    (record,) = records
    assert record.id == "isbn:9780201134476"
    assert record.to_csl() | {"id": ""} == {
        "id": "",
        "type": "book",
        "title": "The TeXbook: a manual",
        "author": [{"family": "Knuth", "given": "Donald E."}],
        "issued": {"date-parts": [[1984, 1]]},
        "publisher": "Addison-Wesley",
        "publisher-place": "Reading, Mass.",
        "number-of-pages": "483",
        "ISBN": "9780201134476",
    }
    assert "Open Library has no such work" in messages(records)[0]
    assert server.requests[0].query["bibkeys"] == "ISBN:9780201134476,ISBN:9783161484100"


def test_book_without_authors(server: Server, ask: Fetch) -> None:
    book = {"title": "Essays", "by_statement": "edited by Ann Lee.", "publish_date": "199?"}
    server.at("/openlibrary/api/books", open_library({"9780201134476": book}))

    records = ask("9780201134476")

    assert records[0].title == "Essays"
    assert records.problems[0].message == "Open Library names no authors"
    assert "edited by Ann Lee" in records.problems[0].hint


def test_values_of_other_types(server: Server, ask: Fetch) -> None:
    book = {"title": "Essays", "authors": "Ann", "publishers": {"name": None},
            "publish_date": ["x"], "number_of_pages": {}}  # fmt: skip
    server.at("/openlibrary/api/books", open_library({"9780201134476": book}))

    assert ask("9780201134476")[0].title == "Essays"


def test_open_library_answers_something_else(server: Server, ask: Fetch) -> None:
    server.at("/openlibrary/api/books", Reply("<html/>", media_type="text/html"))

    assert "the answer of Open Library cannot be used" in messages(ask("9780201134476"))[0]


# several identifiers


def test_order_repetitions_and_mistakes(server: Server, ask: Fetch) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK))
    server.at("/pubmed/efetch.fcgi", pubmed({"12": "First."}))
    server.at("/arxiv/query", arxiv({"2101.00001": 1}))
    server.at("/openlibrary/api/books", open_library({"9780201134476": BOOK}))

    records = ask(
        ["isbn:0201134470", "123", DOI, "arXiv:2101.00001", f"doi:{DOI.upper()}", "pmid:12",
         "978-0-201-13447-6", "http://dx.doi.org/10.1000/none", "nonsense"],
    )  # fmt: skip

    assert records.ids == ("isbn:9780201134476", DOI, "arXiv:2101.00001", "pmid:12")
    assert messages(records) == [
        "123: error: '123' is only a number (write pmid:123 or PMC123)",
        "http://dx.doi.org/10.1000/none: error: nothing was fetched for 10.1000/none: "
        "the DOI does not exist (compare it with the work)",
        "nonsense: error: 'nonsense' is not an identifier (a DOI, an arXiv id, a PMID, a PMCID "
        "or an ISBN is needed)",
    ]
    assert server.paths().count(f"/doi/{DOI}") == 1


def test_nothing_is_asked_for_no_or_wrong_identifiers(server: Server, ask: Fetch) -> None:
    assert list(ask([])) == []
    assert len(ask(["5", ""]).problems) == 2
    assert server.requests == []


def test_dois_are_fetched_at_the_same_time_but_few(server: Server, ask: Fetch) -> None:
    dois = [f"10.1000/{number}" for number in range(12)]
    for doi in dois:
        server.at(f"/doi/{doi}", csl_reply(crossref_work(doi, doi)))

    records = ask(dois)

    assert records.ids == tuple(dois)
    assert server.most_running <= 3


# how services are asked


def test_user_agent(server: Server, ask: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK))

    ask(DOI)
    monkeypatch.setenv("CITEFORMAT_MAILTO", "roe@example.org")
    ask(DOI, refresh=True)
    ask(DOI, refresh=True, mailto="jane@example.org")

    name = f"citeformat/{citeformat.__version__} (https://github.com/citeformat/citeformat"
    assert [request.headers["User-Agent"] for request in server.requests] == [
        f"{name})", f"{name}; mailto:roe@example.org)", f"{name}; mailto:jane@example.org)",
    ]  # fmt: skip


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_busy_service_is_asked_again(server: Server, ask: Fetch, status: int) -> None:
    busy = Reply("", status)
    server.at(f"/doi/{DOI}", busy, busy, csl_reply(WORK))

    assert ask(DOI).ids == (DOI,)
    assert len(server.requests) == 3


@pytest.mark.parametrize("value", ["0", formatdate(0, usegmt=True), "soon", "-1"])
def test_retry_after(server: Server, ask: Fetch, value: str) -> None:
    busy = Reply("", 429, headers=(("Retry-After", value),))
    server.at(f"/doi/{DOI}", busy, csl_reply(WORK))

    assert ask(DOI).ids == (DOI,)


@pytest.mark.parametrize(
    "value", ["3600", formatdate(time.time() + 3600, usegmt=True)], ids=["seconds", "date"]
)
def test_long_retry_after(server: Server, ask: Fetch, value: str) -> None:
    server.at("/pubmed/efetch.fcgi", Reply("", 429, headers=(("Retry-After", value),)))

    (problem,) = ask("pmid:1").problems

    assert "PubMed answered with the status 429" in problem.message
    assert problem.hint.startswith("it asks to wait 3,")
    assert len(server.requests) == 1


def test_service_that_stays_busy(server: Server, ask: Fetch) -> None:
    server.at("/pubmed/efetch.fcgi", Reply("", 503))

    assert "PubMed answered with the status 503" in messages(ask("pmid:1"))[0]
    assert len(server.requests) == 4


def test_other_statuses_are_not_repeated(server: Server, ask: Fetch) -> None:
    server.at("/openlibrary/api/books", Reply("", 403))

    assert "status 403" in messages(ask("9780201134476"))[0]
    assert len(server.requests) == 1


def test_slow_answer(server: Server, ask: Fetch) -> None:
    server.at("/pubmed/efetch.fcgi", Reply("PMID- 1", stalls=True))

    records = ask("pmid:1", timeout=0.05)

    assert "PubMed did not answer within 0.05 seconds" in messages(records)[0]


def test_server_that_is_not_there(server: Server, ask: Fetch) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK))
    urls = server.base_urls | {"arxiv": "http://127.0.0.1:1"}

    records = fetch(["2101.00001", DOI], base_urls=urls)

    assert records.ids == (DOI,)
    assert "arXiv cannot be reached" in messages(records)[0]


def test_gzip(server: Server, ask: Fetch) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK, packed=True))

    assert ask(DOI)[0].title == "On things"


def test_damaged_gzip(server: Server, ask: Fetch) -> None:
    broken = Reply(b"\x1f\x8bnot gzip", headers=(("Content-Encoding", "gzip"),))
    server.at("/pubmed/efetch.fcgi", broken)

    assert "the answer of PubMed cannot be read" in messages(ask("pmid:1"))[0]


def test_huge_answer(server: Server, ask: Fetch) -> None:
    body = b"PMID- 1\n" + b" " * LARGEST
    server.at("/pubmed/efetch.fcgi", Reply(body, packed=True))

    assert "the answer of PubMed is larger than 32 MiB" in messages(ask("pmid:1"))[0]


def test_redirects_in_a_circle(server: Server, ask: Fetch) -> None:
    server.at("/pubmed/efetch.fcgi", redirect(f"{server.url}/pubmed/efetch.fcgi"))

    assert "PubMed leads to a wrong address" in messages(ask("pmid:1"))[0]


def test_redirect_to_another_protocol(server: Server, ask: Fetch) -> None:
    server.at("/pubmed/efetch.fcgi", redirect("file:///etc/passwd"))

    assert "PubMed leads to a wrong address" in messages(ask("pmid:1"))[0]


# the cache


def test_answers_are_kept(server: Server, ask: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK))
    server.at("/pubmed/efetch.fcgi", pubmed({"12": "First."}))
    server.at("/arxiv/query", arxiv({"2101.00001": 1}))
    server.at("/openlibrary/api/books", open_library({"9780201134476": BOOK}))
    ids = [DOI, "pmid:12", "2101.00001", "9780201134476"]
    first = ask(ids)
    asked = len(server.requests)
    monkeypatch.setitem(sys.modules, "httpx", None)  # not even needed

    second = ask([DOI.upper(), *ids[1:]])

    assert [record.fields for record in second] == [record.fields for record in first]
    assert len(server.requests) == asked == 4


def test_refresh_and_no_cache(server: Server, ask: Fetch) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK), csl_reply(WORK | {"title": ["New"]}))

    assert ask(DOI)[0].title == "On things"
    assert ask(DOI, cache=False)[0].title == "New"
    assert ask(DOI)[0].title == "On things"
    assert ask(DOI, refresh=True)[0].title == "New"
    assert ask(DOI)[0].title == "New"
    assert len(server.requests) == 3


def test_old_answers_are_not_used(
    server: Server, ask: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK))
    ask(DOI)
    now = time.time()
    monkeypatch.setattr("citeformat.fetching.stored.time.time", lambda: now + 31 * 86_400)

    ask(DOI, max_age=60)
    assert len(server.requests) == 1
    ask(DOI)
    assert len(server.requests) == 2


def test_damaged_entry(server: Server, ask: Fetch, tmp_path: Path) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK))
    ask(DOI)
    (entry,) = (tmp_path / "cache").glob("fetched-*")
    entry.write_bytes(entry.read_bytes().replace(b"things", b"thongs"))

    assert ask(DOI)[0].title == "On things"
    assert len(server.requests) == 2


def test_what_does_not_exist_is_not_kept(server: Server, ask: Fetch, tmp_path: Path) -> None:
    ask(DOI)
    ask(DOI)

    assert len(server.requests) == 2
    assert not list((tmp_path / "cache").glob("fetched-*"))


def test_answers_of_another_server_are_not_used(server: Server, ask: Fetch) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK))
    server.at(f"/mirror/{DOI}", csl_reply(WORK | {"title": ["Mirrored"]}))
    ask(DOI)

    (record,) = fetch(DOI, base_urls={"doi": f"{server.url}/mirror/"})

    assert record.title == "Mirrored"


def test_without_a_cache_folder(
    server: Server, ask: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEFORMAT_CACHE_DIR", "")
    server.at(f"/doi/{DOI}", csl_reply(WORK))

    assert ask(DOI).ids == (DOI,)


# arguments


def test_addresses_of_the_environment(server: Server) -> None:
    server.at(f"/doi/{DOI}", csl_reply(WORK))

    assert fetch(DOI).ids == (DOI,)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"ids": 12}, "an identifier, or a list of identifiers, is needed, not 12"),
        ({"ids": b"10.1000/x"}, "an identifier, or a list of identifiers, is needed"),
        ({"ids": [12]}, "an identifier must be text, not 12; write pmid: before a number"),
        ({"ids": DOI, "mailto": "nobody"}, "'nobody' is not an e-mail address"),
        ({"ids": DOI, "timeout": 0}, "timeout must be a positive number, not 0"),
        ({"ids": DOI, "timeout": "5"}, "timeout must be a positive number, not '5'"),
        ({"ids": DOI, "max_age": float("nan")}, "max_age must be a positive number, not nan"),
        ({"ids": DOI, "base_urls": {"pubmad": "http://x"}}, "did you mean 'pubmed'"),
        ({"ids": DOI, "base_urls": {"doi": "ftp://x"}}, "doi must begin with https://"),
    ],
)
def test_wrong_arguments(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        fetch(**arguments)


def test_without_httpx(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)

    with pytest.raises(SourceError, match=r"pip install 'citeformat\[fetch\]'"):
        fetch(DOI)
