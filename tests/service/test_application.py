"""The application: where records come from, limits, mounting, logs and metrics."""

from __future__ import annotations

import asyncio
import gc
import gzip
import json
import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

import citeformat
from citeformat import Record, SourceError
from citeformat.engine.compiled import CompiledEngine
from citeformat.service import Settings, create_app, write_store
from citeformat.service.problems import Refusal
from citeformat.service.style_cache import StyleCache
from tests.service.client import Client
from tests.shared import ROOT

TEX = Record("knuth 1984/1", "book", {"title": "TeX", "DOI": "10.1000/TeX"})
ITEM = {"id": "a", "type": "book", "title": "Notes"}
JSON = {"Content-Type": "application/json"}
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Mine</title><id>mine</id><updated>2026-01-01T00:00:00Z</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix="!"><text variable="title"/></layout></bibliography>
</style>"""


@pytest.fixture
def clients() -> Iterator[list[Client]]:
    made: list[Client] = []
    yield made
    for client in made:
        client.close()


def client_of(clients: list[Client], records: Any = (), **settings: Any) -> Client:
    clients.append(Client(create_app(records, Settings(page=False, **settings))))
    return clients[-1]


def test_records_in_memory_are_found_by_id_and_doi(clients: list[Client]) -> None:
    client = client_of(clients, [TEX])

    for path in ("/records/knuth%201984%2F1", "/records/10.1000/tex"):
        assert client.send("GET", path).json()["title"] == "TeX"


def test_records_of_a_function(clients: list[Client]) -> None:
    def find(id: str) -> dict[str, Any] | None:
        return ITEM if id == "a" else None

    client = client_of(clients, find)

    assert client.send("GET", "/records/a").json() == ITEM
    assert client.send("GET", "/records/b").status_code == 404


def test_records_of_a_store(clients: list[Client], tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    assert write_store(path, [TEX, Record.from_csl(ITEM)]) == 2
    assert write_store(path, [TEX.replace(title="The TeXbook")]) == 1

    client = client_of(clients, path)

    assert client.send("GET", "/records/10.1000/TEX").json()["title"] == "The TeXbook"
    assert client.send("GET", "/records/a").json() == ITEM
    assert client.send("GET", "/records/'; DROP TABLE records; --").status_code == 404


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    path.write_text("no database" * 100)

    with pytest.raises(SourceError, match="is not a store of records"):
        create_app(path)
    for other in (path, tmp_path / "none" / "records.sqlite"):
        with pytest.raises(SourceError, match="cannot be written"):
            write_store(other, [TEX])
    assert path.read_text() == "no database" * 100


def test_a_store_has_no_lone_surrogates(clients: list[Client], tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"

    write_store(path, [Record("a", "book", title="x\ud800")])

    assert client_of(clients, path).send("GET", "/records/a").json()["title"] == "x\ufffd"


def test_an_answer_is_not_sent_again_if_the_client_has_it(clients: list[Client]) -> None:
    client = client_of(clients, [TEX])
    headers = {"Accept": "text/x-bibliography"}
    path = "/records/10.1000/tex?style=ieee"
    first = client.send("GET", path, headers)

    again = client.send("GET", path, headers | {"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    others = [
        client.send("GET", other, headers).headers["ETag"]
        for other in ("/records/10.1000/tex?style=apa", f"{path}&locale=de-DE")
    ]
    assert len({first.headers["ETag"], *others}) == 3


def test_head_has_no_body(clients: list[Client]) -> None:
    answer = client_of(clients, [TEX]).send("HEAD", "/records/10.1000/tex")

    assert answer.status_code == 200
    assert "ETag" in answer.headers


def test_long_answers_are_compressed(clients: list[Client]) -> None:
    client = client_of(clients)
    body = json.dumps({"items": [ITEM | {"id": str(number)} for number in range(30)]})

    answer = client.send("POST", "/bibliography", JSON | {"Accept-Encoding": "gzip"}, body)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept, Accept-Encoding"
    assert len(answer.json()["entries"]) == 30


def test_bodies_may_be_compressed(clients: list[Client]) -> None:
    client = client_of(clients, max_bytes=1000)
    headers = JSON | {"Content-Encoding": "gzip"}
    body = gzip.compress(json.dumps({"items": [ITEM]}).encode())
    bomb = gzip.compress(b"x" * 1_000_000)

    assert client.send("POST", "/bibliography", headers, body).json()["entries"][0]["id"] == "a"
    assert client.send("POST", "/bibliography", headers, bomb[:990]).status_code == 413
    assert client.send("POST", "/bibliography", headers, b"no gzip").status_code == 400
    assert client.send("POST", "/bibliography", headers, body[:-9]).status_code == 400
    unknown = JSON | {"Content-Encoding": "br"}
    assert client.send("POST", "/bibliography", unknown, b"x").status_code == 415


def test_other_sites_may_call_only_if_they_are_named(clients: list[Client]) -> None:
    origin = {"Origin": "https://journal.example"}
    closed = client_of(clients, [TEX]).send("GET", "/locales", origin)
    client = client_of(clients, [TEX], cors_origins=("https://journal.example",))

    assert "Access-Control-Allow-Origin" not in closed.headers
    answer = client.send("GET", "/locales", origin)
    assert answer.headers["Access-Control-Allow-Origin"] == "https://journal.example"
    asked = origin | {"Access-Control-Request-Method": "POST"}
    assert client.send("OPTIONS", "/bibliography", asked).status_code == 200


def test_one_site_is_not_its_parts(clients: list[Client]) -> None:
    client = client_of(clients, [TEX], cors_origins="https://journal.example")

    answers = [client.send("GET", "/locales", {"Origin": origin})
               for origin in ("https://journal.example", "https://journal.ex")]  # fmt: skip

    assert ["Access-Control-Allow-Origin" in each.headers for each in answers] == [True, False]


def test_settings_are_settings() -> None:
    with pytest.raises(TypeError, match=r"made by citeformat\.service\.Settings"):
        create_app([TEX], {"max_items": 3})  # type: ignore[arg-type]


def test_a_request_that_takes_too_long_is_given_up(clients: list[Client]) -> None:
    def slow(id: str) -> None:
        time.sleep(0.2)

    client = client_of(clients, slow, max_seconds=0.05)
    body = json.dumps({"ids": ["x"], "style": "ieee"})  # a style that must be compiled first

    answer = client.send("POST", "/bibliography", JSON, body)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert answer.json()["max_seconds"] == 0.05


def test_the_service_is_mounted_in_another_site(clients: list[Client]) -> None:
    site = Starlette(routes=[Mount("/cite", create_app([TEX]))])
    client = Client(site)
    clients.append(client)

    assert client.send("GET", "/cite/records/10.1000/tex").json()["title"] == "TeX"
    assert client.send("POST", "/cite/", JSON, json.dumps({"items": [ITEM]})).status_code == 200
    assert client.send("GET", "/cite/openapi.json").json()["servers"] == [{"url": "/cite"}]
    refused = client.send("DELETE", "/cite/bibliography")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "OPTIONS, POST")


@pytest.mark.parametrize("path", ["/cite/locales", "/cite/styles", "/cite/healthz"])
def test_paths_of_a_mounted_application(clients: list[Client], path: str) -> None:
    clients.append(Client(Starlette(routes=[Mount("/cite", create_app())])))

    assert clients[0].send("GET", path).status_code == 200
    assert clients[0].send("HEAD", path).status_code == 200
    assert clients[0].send("GET", path.removeprefix("/cite")).status_code == 404
    absent = clients[0].send("GET", f"{path}s").json()
    assert absent["detail"].startswith("there is no such resource; openapi.json describes")


def test_a_server_may_announce_its_start_and_end() -> None:
    announced = iter(("startup", "shutdown"))
    answers: list[str] = []

    async def receive() -> dict[str, str]:
        return {"type": f"lifespan.{next(announced)}"}

    async def send(message: Any) -> None:
        answers.append(message["type"])

    asyncio.run(create_app()({"type": "lifespan", "state": {}}, receive, send))

    assert answers == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_errors_of_the_program_say_nothing_about_records(
    clients: list[Client], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(id: str) -> None:
        raise ZeroDivisionError(f"secret {id}")

    client = client_of(clients, broken)
    with caplog.at_level(logging.INFO, "citeformat.service"):
        answer = client.send("GET", "/records/private-id?style=apa")

    assert answer.status_code == 500
    assert "secret" not in answer.text + caplog.text
    assert "private-id" not in caplog.text
    error, request = (json.loads(record.message) for record in caplog.records)
    assert error["error"] == "ZeroDivisionError"
    assert (request["method"], request["resource"], request["status"]) == ("GET", "record", 500)


def test_requests_are_counted(clients: list[Client]) -> None:
    client = client_of(clients, [TEX])
    client.send("GET", "/records/10.1000/tex?format=text")
    client.send("GET", "/records/none")

    lines = client.send("GET", "/metrics").text.splitlines()

    assert 'citeformat_requests_total{resource="record",status="200"} 1.0' in lines
    assert 'citeformat_requests_total{resource="record",status="404"} 1.0' in lines
    assert "citeformat_styles_in_memory 1.0" in lines


def test_styles_leave_memory_when_others_come(clients: list[Client]) -> None:
    client = client_of(clients, [TEX], styles_in_memory=2)

    for style in ("apa", "ieee", "nature", "APA 7th", "apa"):
        path = f"/records/10.1000/tex?format=text&style={style}"
        assert client.send("GET", path).status_code == 200

    assert "citeformat_styles_in_memory 2.0" in client.send("GET", "/metrics").text


def test_styles_that_left_memory_are_freed() -> None:
    def engines() -> int:
        return sum(type(each) is CompiledEngine for each in gc.get_objects())

    styles = StyleCache(2)
    names = sorted(path.stem for path in (ROOT / "styles").glob("*.csl"))[:5]
    before = engines()
    gc.disable()
    try:
        for locale in ("en-US", "de-DE", "fr-FR", "es-ES"):
            for name in names:
                styles.get(name, locale)
    finally:
        gc.enable()

    assert engines() - before <= 10


@pytest.mark.parametrize("path", ["/bibliography", "/citations"])
def test_a_style_of_a_user_is_rendered_in_a_process(clients: list[Client], path: str) -> None:
    client = client_of(clients, [TEX], user_styles=True)
    body = json.dumps({"items": [ITEM], "ids": ["10.1000/tex"], "style": STYLE})

    answer = client.send("POST", path, JSON | {"Accept": "text/plain"}, body)

    end = "!" if path == "/bibliography" else ""
    assert sorted(answer.text.splitlines()) == [f"Notes{end}", f"TeX{end}"]


def test_a_style_of_a_user_for_clients_of_citeproc_js(clients: list[Client]) -> None:
    client = client_of(clients, user_styles=True)
    body = json.dumps({"items": [ITEM], "styleXML": STYLE})

    answer = client.send("POST", "/?responseformat=html", JSON, body)

    assert '<div class="csl-entry">Notes!</div>' in answer.text


def test_an_invalid_style_of_a_user_is_explained(clients: list[Client]) -> None:
    client = client_of(clients, user_styles=True)
    body = json.dumps({"items": [ITEM], "style": "<style/>"})

    answer = client.send("POST", "/bibliography", JSON, body)

    assert answer.status_code == 422
    assert answer.json()["problems"][0]["severity"] == "error"


def test_a_style_that_takes_too_long_is_stopped(clients: list[Client]) -> None:
    client = client_of(clients, user_styles=True, max_seconds=0.05)
    body = json.dumps({"items": [ITEM], "style": STYLE})
    start = time.monotonic()

    answer = client.send("POST", "/bibliography", JSON, body)

    assert answer.status_code in (422, 503)  # the process is stopped, or the wait for it ends
    assert time.monotonic() - start < 30
    assert answer.json()["max_seconds"] == 0.05


def test_a_document_cites_more_often_than_it_has_records(clients: list[Client]) -> None:
    client = client_of(clients, max_items=2)

    def body(cites: int) -> str:
        return json.dumps({"items": [ITEM], "citations": [["a"], ["a"] * (cites - 1)]})

    assert client.send("POST", "/citations", JSON, body(20)).status_code == 200
    refused = client.send("POST", "/citations", JSON, body(21))
    assert refused.status_code == 422
    assert refused.json()["max_cites"] == 20


def test_lines_of_a_batch_are_more_than_the_items_of_a_list(clients: list[Client]) -> None:
    client = client_of(clients, max_items=2)
    lines = "\n".join(json.dumps(ITEM | {"id": str(number)}) for number in range(120))
    headers = {"Content-Type": "application/jsonl"}

    refused = client.send("POST", "/bibliography", headers, lines)
    answer = client.send("POST", "/bibliography?format=jsonl&style=ieee", headers, lines)

    assert refused.status_code == 422
    made = [json.loads(line) for line in answer.text.splitlines()]
    assert [each["id"] for each in made] == [str(number) for number in range(120)]
    assert {each["text"] for each in made} == {"[1] Notes."}


def test_the_answers_are_those_of_the_library(clients: list[Client]) -> None:
    records = citeformat.read(Path(__file__).with_name("records.json"))
    client = client_of(clients, records)
    body = json.dumps({"ids": [record.id for record in records], "style": "vancouver"})

    answer = client.send("POST", "/bibliography", JSON, body).json()

    expected = citeformat.Style.load("vancouver").bibliography(records)
    assert [each["text"] for each in answer["entries"]] == [each.text for each in expected]


def test_messages_have_no_folders_of_the_server(clients: list[Client], tmp_path: Path) -> None:
    tmp_path.joinpath("broken.csl").write_text("no style")
    client = client_of(clients, [TEX], styles_folder=str(tmp_path))

    answer = client.send("GET", "/styles/broken")

    assert answer.status_code == 422
    assert "not well-formed" in answer.json()["problems"][0]["message"]
    assert str(tmp_path) not in answer.text


@pytest.mark.parametrize(
    ("name", "value"), [("style", "apa" + "." * 10_000), ("locale", "en" + "-abcdefgh" * 10)]
)
def test_long_names_are_refused(clients: list[Client], name: str, value: str) -> None:
    client = client_of(clients)
    body = json.dumps({"items": [ITEM], name: value}).encode()

    answer = client.send("POST", "/bibliography", JSON, body)

    assert answer.status_code == 400
    assert "has at most" in answer.json()["detail"]


@pytest.mark.parametrize("query", ["", "?locale=de-DE&style=ieee&format=json"])
@pytest.mark.parametrize(
    ("path", "name", "value", "status"),
    [
        ("/cite-this", "locale", 1, 422), ("/cite-this", "styles", [1], 422),
        ("/cite-this", "styles", "apa", 422), ("/cite-this", "styles", ["no-style"], 400),
        ("/bibliography", "style", "no-style", 400), ("/bibliography", "locale", "xx", 400),
        ("/bibliography", "format", "no-format", 400), ("/bibliography", "style", "apa", 200),
    ],
)  # fmt: skip
def test_options_of_the_body_are_checked_if_the_query_has_them_too(
    clients: list[Client], query: str, path: str, name: str, value: object, status: int
) -> None:
    client = client_of(clients)
    body = json.dumps({"items": [ITEM], name: value}).encode()
    styles = "&styles=apa" if query and path == "/cite-this" else ""

    answer = client.send("POST", f"{path}{query}{styles}", JSON, body)

    assert answer.status_code == status


def test_what_waits_too_long_for_a_thread_is_dropped() -> None:
    worker = create_app(settings=Settings(page=False, threads=1, max_seconds=0.05)).state.worker
    ended = threading.Event()
    done: list[str] = []

    async def run() -> None:
        with pytest.raises(Refusal):
            await worker.run(ended.wait, 20)
        with pytest.raises(Refusal):  # the thread is busy until `ended` is set
            await worker.run(done.append, "too late")
        ended.set()
        await worker.run_for(20, done.append, "in time")

    asyncio.run(run())

    assert done == ["in time"]
