"""What the tests of fetching share: a local server, and short pauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from citeformat import Records, fetch
from tests.fetching.server import Server

Fetch = Callable[..., Records]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Run a server. No other address is known, and the cache is empty."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "CITEFORMAT_MAILTO"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("CITEFORMAT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("citeformat.fetching.client.FIRST_PAUSE", 0.001)
    monkeypatch.setattr("citeformat.fetching.services.PAUSES", {})
    server = Server()
    for service, url in server.base_urls.items():
        monkeypatch.setenv(f"CITEFORMAT_{service.upper()}_URL", url)
    yield server
    server.close()


@pytest.fixture
def ask(server: Server) -> Fetch:
    """`fetch` with the addresses of the server."""
    return partial(fetch, base_urls=server.base_urls)
