"""The page on fetching: its examples run with a local server in place of the services."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from citeformat.cli.main import cli
from citeformat.fetching import BASE_URLS
from tests.docs.examples import code, run_examples
from tests.docs.test_pages import NETWORK
from tests.fetching.conftest import server  # noqa: F401
from tests.fetching.server import Reply, Server, crossref_work, csl_reply, open_library
from tests.shared import ROOT

PAGE = (ROOT / NETWORK).read_text("utf-8")
NBIB = """PMID- 22955616
TI  - An integrated encyclopedia of DNA elements in the human genome.
CN  - ENCODE Project Consortium
JT  - Nature
DP  - 2012 Sep 6
VI  - 489
IP  - 7414
PG  - 57-74
AID - 10.1038/nature11247 [doi]
PT  - Journal Article
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry>
<id>http://arxiv.org/abs/1706.03762v7</id><published>2017-06-12T17:57:34Z</published>
<title>Attention Is All You Need</title><author><name>Ashish Vaswani</name></author>
<author><name>Noam Shazeer</name></author></entry></feed>"""
BOOK = {
    "title": "The TeXbook",
    "authors": [{"name": "Donald E. Knuth"}],
    "publishers": [{"name": "Addison-Wesley"}],
    "publish_date": "1984",
}


@pytest.fixture
def services(server: Server) -> Server:  # noqa: F811
    """The works of the page."""
    doi = "10.1038/nphys1170"
    work = crossref_work(doi, "Measured measurement") | {
        "author": [{"given": "Markus", "family": "Aspelmeyer"}],
        "container-title": ["Nature Physics"], "volume": "5", "issue": "1", "page": "11-12",
        "issued": {"date-parts": [[2009, 1]]}, "publisher": None,
    }  # fmt: skip
    server.at(f"/doi/{doi}", csl_reply(work))
    server.at("/arxiv/query", Reply(ATOM, media_type="application/atom+xml"))
    server.at("/pubmed/efetch.fcgi", Reply(NBIB))
    server.at("/openlibrary/api/books", open_library({"9780201134476": BOOK}))
    return server


def test_python_examples(services: Server) -> None:
    assert run_examples(code("docs/fetching.md", "doctest", 2), NETWORK) > 5


def test_commands(services: Server) -> None:
    (example,) = code("docs/fetching.md", "console", 1)
    command, expected = example.split("\n", 1)

    made = CliRunner().invoke(cli, shlex.split(command)[2:], standalone_mode=False)

    assert made.output == expected


def test_commands_with_files(
    services: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands read a list and standard input, and ask the address that is given."""
    monkeypatch.chdir(tmp_path)
    Path("reading-list.txt").write_text("# Physics\n10.1038/nphys1170\n")
    _, lists, address = code("docs/fetching.md", "sh", 3)
    from_file, from_input = lists.splitlines()
    _, _, piped = from_input.partition(" | ")
    elsewhere = address.replace("http://localhost:8000", f"{services.url}/doi")
    assert elsewhere != address

    for command, standard_input in (
        (from_file, ""),
        (piped, "10.1038/nphys1170\n"),
        (elsewhere, ""),
    ):
        made = CliRunner().invoke(
            cli, shlex.split(command)[1:], input=standard_input, standalone_mode=False
        )
        assert made.exception is None
        written = "-o" in command
        text = Path("reading-list.bib").read_text("utf-8") if written else made.output
        assert "Measured measurement" in text


def test_options_exist() -> None:
    """Each option that the page names is one of the command."""
    listed = CliRunner().invoke(cli, ["fetch", "--help"]).output

    assert {name for name in re.findall(r"--[a-z][a-z-]+", PAGE) if name not in listed} == set()


def test_addresses() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(https[^`]+)` \| `(\w+)` \|$", PAGE, re.MULTILINE)

    assert [(name, url) for name, url, _ in rows] == list(BASE_URLS.items())
    assert [variable for _, _, variable in rows] == [
        f"CITEFORMAT_{name.upper()}_URL" for name in BASE_URLS
    ]
