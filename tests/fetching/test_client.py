"""Pauses between requests, and services that cannot be reached."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from citeformat.fetching.client import Client, Unavailable, retry_after
from tests.fetching.conftest import Fetch
from tests.fetching.server import Reply, Server, crossref_work, csl_reply, redirect


class Pauses:
    """A `threading.Event` that notes the pauses and does not wait."""

    seconds: list[float]

    def wait(self, seconds: float) -> bool:
        if seconds > 0:
            self.seconds.append(seconds)
        return False

    def set(self) -> None:
        pass


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch, server: Server) -> list[float]:
    """The pauses of all clients."""
    seconds: list[float] = []
    monkeypatch.setattr(Pauses, "seconds", seconds, raising=False)
    monkeypatch.setattr("citeformat.fetching.client.Event", Pauses)
    monkeypatch.setattr("citeformat.fetching.client.FIRST_PAUSE", 1.0)
    return seconds


def asked(server: Server, *replies: Reply, times: int = 1, pause: float = 0) -> str:
    """Ask the server, and return the text of the last answer, or why there is no answer."""
    server.at("/x", *replies)
    client = Client("", 20, {"it": pause})
    try:
        return [client.get("it", f"{server.url}/x").text for _ in range(times)][-1]
    except Unavailable as error:
        return f"{error} ({error.hint})"
    finally:
        client.close()


def test_closing_ends_waiting_for_an_answer() -> None:
    client = Client("", 60, {})
    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor() as pool:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        waiting = pool.submit(client.get, "it", address)
        connection, _ = listening.accept()
        with connection:
            connection.recv(1)  # the request, to which there is no answer

            client.close()

            with pytest.raises(Unavailable):
                waiting.result(timeout=20)


def test_pauses_double(server: Server, pauses: list[float]) -> None:
    assert asked(server, Reply("", 503)) == "it answered with the status 503 (try again later)"
    assert all(one <= each <= 1.25 * one for one, each in zip((1, 2, 4), pauses, strict=True))


def test_retry_after_sets_the_pause(server: Server, pauses: list[float]) -> None:
    busy = Reply("", 429, headers=(("Retry-After", "7"),))

    assert asked(server, busy, busy, Reply("done")) == "done"
    assert pauses == [7, 7]


def test_pauses_between_requests(server: Server, pauses: list[float]) -> None:
    assert asked(server, Reply("done"), times=3, pause=1000) == "done"
    assert [round(each, -2) for each in pauses] == [1000, 2000]


def test_closed_client_does_not_wait(server: Server) -> None:
    client = Client("", 20, {})
    client.close()

    with pytest.raises(Unavailable, match="interrupted"):
        client.get("it", server.url)
    assert server.requests == []


def test_unreachable_host_of_one_doi_does_not_cost_the_others(server: Server, ask: Fetch) -> None:
    """An agency that is down is not doi.org."""
    server.at("/doi/10.1000/a", redirect("http://127.0.0.1:1/a"))
    work = crossref_work("10.1000/b", "On things")
    dois = [f"10.1000/b{number}" for number in range(5)]
    for doi in dois:
        server.at(f"/doi/{doi}", csl_reply(work))

    records = ask(["10.1000/a", *dois])

    assert list(records.ids) == dois
    assert "doi.org leads to 127.0.0.1, which cannot be reached" in records.problems[0].message


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("5", 5), (" 0 ", 0), ("", None), ("-3", None), ("1.5", None), ("tomorrow", None),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 20), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ],
)  # fmt: skip
def test_retry_after(value: str, expected: float | None) -> None:
    assert retry_after(value, 100) == expected
