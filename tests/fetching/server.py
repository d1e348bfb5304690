"""A local server that answers as doi.org, Crossref, DataCite, PubMed, arXiv and Open Library do."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

CSL_JSON = "application/vnd.citationstyles.csl+json"


class Reply(NamedTuple):
    """What the server answers."""

    body: str | bytes = ""
    status: int = 200
    media_type: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    packed: bool = False
    """Whether the body is compressed with gzip."""
    stalls: bool = False
    """Whether the server never finishes the answer."""


class Request(NamedTuple):
    """What the server was asked."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


Answering: TypeAlias = Callable[[Request], Reply]


class Server:
    """A server in a thread. Each service has a path of its own."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.ended = Event()
        self._replies: dict[str, list[Reply | Answering]] = {}
        self._lock = Lock()
        self._running = 0
        self.most_running = 0
        """The largest number of requests at the same time."""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer._handle(self)

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def base_urls(self) -> dict[str, str]:
        services = ("doi", "crossref", "datacite", "pubmed", "pmc", "arxiv", "openlibrary")
        return {service: f"{self.url}/{service}" for service in services}

    def close(self) -> None:
        self.ended.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def at(self, path: str, *replies: Reply | Answering) -> None:
        """Set the replies of a path; the last one is repeated."""
        self._replies[path] = list(replies)

    def paths(self) -> list[str]:
        """The paths that were asked for."""
        return [request.path for request in self.requests]

    def _handle(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        request = Request(unquote(parts.path), query, dict(handler.headers.items()))
        with self._lock:
            self.requests.append(request)
            self._running += 1
            self.most_running = max(self.most_running, self._running)
            replies = self._replies.get(request.path, [])
            reply = replies.pop(0) if len(replies) > 1 else replies[0] if replies else Reply(
                "<html>not found</html>", 404, "text/html"
            )  # fmt: skip
        try:
            reply = reply if isinstance(reply, Reply) else reply(request)
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            body = gzip.compress(body) if reply.packed else body
            handler.send_response(reply.status)
            if reply.media_type:
                handler.send_header("Content-Type", reply.media_type)
            if reply.packed:
                handler.send_header("Content-Encoding", "gzip")
            handler.send_header("Content-Length", str(len(body) + reply.stalls))
            for name, value in reply.headers:
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)
            if reply.stalls:
                self.ended.wait(10)
        except OSError:  # the client does not wait any longer
            pass
        finally:
            with self._lock:
                self._running -= 1


def csl_reply(item: dict[str, Any], **options: Any) -> Reply:
    """A reply of doi.org."""
    return Reply(json.dumps(item), media_type=CSL_JSON, **options)


def redirect(url: str) -> Reply:
    """A reply that leads to another address."""
    return Reply("", 302, "text/html", (("Location", url),))


def crossref_work(doi: str, title: str) -> dict[str, Any]:
    """A work as Crossref describes it."""
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "container-title": ["Journal of Tests"],
        "author": [{"given": "Jane", "family": "Doe", "sequence": "first"}],
        "issued": {"date-parts": [[2020, 5]]},
        "volume": "3",
        "page": "1-9",
        "publisher": "Test Press",
        "is-referenced-by-count": 0,
    }


def datacite_work(doi: str, title: str) -> dict[str, Any]:
    """An answer of DataCite."""
    attributes = {
        "doi": doi,
        "titles": [{"title": title}],
        "creators": [{"name": "Roe, Bo", "givenName": "Bo", "familyName": "Roe"}],
        "types": {"resourceTypeGeneral": "Dataset"},
        "publicationYear": 2021,
        "publisher": "Zenodo",
    }
    return {"data": {"id": doi, "type": "dois", "attributes": attributes}}


def pubmed(known: dict[str, str]) -> Answering:
    """EFetch with `rettype=medline`, which leaves out ids that do not exist."""

    def answer(request: Request) -> Reply:
        ids = [id for id in request.query["id"].split(",") if id in known]
        if not ids:
            return Reply("ID list is empty! Possibly it has no correct IDs.", 400)
        records = [
            f"PMID- {id}\nOWN - NLM\nTI  - {known[id]}\nFAU - Doe, Jane\nAU  - Doe J\n"
            "DP  - 2001 Mar 5\nJT  - Pain\nPT  - Journal Article\n"
            f"AID - 10.1000/{id} [doi]\n"
            for id in ids
        ]
        return Reply("\n" + "\n".join(records))

    return answer


def arxiv(known: dict[str, int], extra: str = "", error: str = "") -> Answering:
    """The Atom API, for ids and the number of their latest version.

    Args:
        known: Id -> its latest version.
        extra: More elements of each entry.
        error: An id for which the whole answer is an error.
    """

    def answer(request: Request) -> Reply:
        entries = []
        for id in request.query["id_list"].split(","):
            bare, _, version = id.partition("v") if id[:1].isdigit() else (id, "", "")
            if id == error:
                entries = [
                    "<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id>"
                    "<title>Error</title><summary>incorrect id format for x</summary></entry>"
                ]
                break
            if bare in known:
                number = version or known[bare]
                entries.append(
                    f"<entry><id>http://arxiv.org/abs/{bare}v{number}</id>"
                    "<updated>2022-02-03T10:00:00Z</updated>"
                    "<published>2021-01-02T09:00:00Z</published>"
                    f"<title>On {bare},\n  version {number}</title><summary> Short &amp; good.\n"
                    "</summary><author><name>Jane van Doe</name></author>"
                    "<author><name>Li Wei</name></author>"
                    f'<arxiv:primary_category term="cs.CL"/>{extra}</entry>'
                )
        return Reply(
            '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
            'xmlns:arxiv="http://arxiv.org/schemas/atom"><title>arXiv Query</title>'
            f"<id>http://arxiv.org/api/x</id>{''.join(entries)}</feed>",
            media_type="application/atom+xml; charset=UTF-8",
        )

    return answer


def open_library(known: dict[str, dict[str, Any]]) -> Answering:
    """The Books API with `jscmd=data`, which leaves out books that it does not have."""

    def answer(request: Request) -> Reply:
        keys = request.query["bibkeys"].split(",")
        books = {key: known[key[5:]] for key in keys if key[5:] in known}
        return Reply(json.dumps(books), media_type="application/json")

    return answer
