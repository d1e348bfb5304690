"""`citeformat serve`: a server in a process, started once, and messages of the command."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli, main
from tests.shared import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it stops the server by a signal")
TITLE = {"type": "book", "title": "T"}
RECORDS = Path(__file__).with_name("records.json")


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [
        sys.executable,
        "-m",
        "citeformat",
        "serve",
        "--port",
        "0",
        "--records",
        str(RECORDS),
        "--root-path",
        "cite",
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = process.stdout.readline()
        address = r"http://127\.0\.0\.1:\d+/"
        found = re.fullmatch(rf"citeformat \S+ serves ({address}), .* as /cite/ \(.*\)\n", line)
        assert found is not None, line
        yield process, found[1]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def test_requests_over_a_connection(server: tuple[subprocess.Popen[str], str]) -> None:
    with httpx.Client(base_url=server[1]) as client:
        citation = client.get(
            "records/10.1126/science.169.3946.635",
            headers={"Accept": "text/x-bibliography; style=apa"},
        )
        listed = client.post(
            "bibliography?format=text&style=ieee", content="@book{a, title={Notes}}"
        )
        lines = client.post(
            "bibliography?format=jsonl",
            content="\n".join(json.dumps(TITLE | {"id": str(number)}) for number in range(200)),
            headers={"Content-Type": "application/jsonl"},
        )
        head = client.head("records/knuth1984")
        nothing = client.get("none")
        described = client.get("openapi.json").json()

    assert citation.text.startswith("Frank, H. S. (1970).")
    assert listed.text == "[1] Notes.\n"
    assert len(lines.text.splitlines()) == 200
    assert (head.status_code, head.content) == (200, b"")
    assert "server" not in head.headers
    assert nothing.headers["Content-Type"] == "application/problem+json"
    assert described["servers"] == [{"url": "/cite"}]


def test_the_page_is_served(server: tuple[subprocess.Popen[str], str]) -> None:
    assert "<form" in httpx.get(server[1]).text


def test_ctrl_c_ends_the_server(server: tuple[subprocess.Popen[str], str]) -> None:
    """This is the last test of the server."""
    process, address = server
    httpx.get(f"{address}records/10.1126/science.169.3946.635")

    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)

    assert process.returncode == 0
    # the thread of the last request may write its line after this one
    lines = errors.splitlines()
    assert "stopped" in lines
    assert any('"resource": "record"' in line for line in lines)
    assert not any("science" in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--style", "apaa"], "there is no style named 'apaa'; did you mean apa"),
        (["--store", "pyproject.toml"], "pyproject.toml is not a store of records"),
        (["--records", "none.bib"], "there is no file named 'none.bib'"),
        (["--records", "x", "--store", "pyproject.toml"], "cannot be used together"),
        (["--styles-folder", "none"], "there is no folder of styles named 'none'"),
        (["--cors", "example.org"], "needs a site with its scheme: https://example.org"),
        (["--root-path", "https://example.org/cite"], "needs the path alone, such as /cite"),
    ],
)
def test_what_cannot_be_served(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(ROOT)

    assert main(["serve", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_a_port_that_is_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--port", port]) == 2

    assert f"cannot listen on 127.0.0.1, port {port}" in capsys.readouterr().err


def test_the_extra_is_named_if_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citeformat.cli.serve.find_spec", lambda name: None)

    done = CliRunner().invoke(cli, ["serve"], standalone_mode=False)

    assert str(done.exception) == (
        "serve needs jinja2, python-mimeparse, prometheus-client, starlette, uvicorn; "
        "pip install 'citeformat[service]' brings them"
    )
