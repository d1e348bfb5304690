"""The command `citeformat fetch`."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import citeformat
from citeformat.cli.main import main
from tests.fetching.server import Server, arxiv, crossref_work, csl_reply, pubmed

DOI = "10.1000/xyz"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], server: Server) -> Run:
    """Return a function that runs `citeformat fetch`; the server has three works."""
    server.at(f"/doi/{DOI}", csl_reply(crossref_work(DOI, "On things")))
    server.at("/pubmed/efetch.fcgi", pubmed({"12": "Pain."}))
    server.at("/arxiv/query", arxiv({"2101.00001": 1}))

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["fetch", *arguments])
        written = capsys.readouterr()
        return code, written.out, written.err

    return call


def test_bibtex_is_the_default(run: Run) -> None:
    code, out, err = run(DOI, "arXiv:2101.00001", "pmid:12")

    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if line.startswith("@")] == [
        "@article{doe2020,", "@misc{doe2021,", "@article{doe2001,",
    ]  # fmt: skip
    assert "doi = {10.1000/xyz}" in out


def test_other_formats_and_keys(run: Run, tmp_path: Path) -> None:
    assert run(DOI, "--to", "ris")[1].startswith("TY  - JOUR\n")
    assert f"@article{{{DOI}," in run(DOI, "--keys", "[id]")[1]
    assert run(DOI, "-t", "csl-json", "--keys", "[id]")[1].startswith('[\n  {\n    "id": "10.1000')

    file = tmp_path / "out.ris"
    assert run(DOI, "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8").startswith("TY  - JOUR\n")


def test_identifiers_of_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ids.txt"
    file.write_text(
        f"# my papers\n\nhttps://doi.org/{DOI}\nPMID: 12\n2101.00001, {DOI}\nsome words\n", "utf-8"
    )

    code, out, err = run("--ids", str(file), "--keys", "[id]")

    assert code == 1
    assert out.count("@") == 3
    assert err.splitlines() == [
        f"{file}:6: error: 'some words' is not an identifier (a DOI, an arXiv id, a PMID, a PMCID "
        "or an ISBN is needed)"
    ]


@pytest.mark.parametrize("arguments", [["-"], ["--ids", "-"], ["pmid:12", "-"]])
def test_identifiers_of_standard_input(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DOI.encode())))

    code, out, err = run(*arguments)

    assert (code, err) == (0, "")
    assert "doi = {10.1000/xyz}" in out


def test_unknown_works_do_not_cost_the_others(run: Run) -> None:
    code, out, err = run("10.1000/none", DOI, "5")

    assert code == 1
    assert out.count("@article") == 1
    assert err == (
        "10.1000/none: error: nothing was fetched for 10.1000/none: the DOI does not exist "
        "(compare it with the work)\n"
        "5: error: '5' is only a number (write pmid:5 or PMC5)\n"
    )


def test_cache_options(run: Run, server: Server, tmp_path: Path) -> None:
    run(DOI, "--no-cache")
    run(DOI)
    run(DOI)
    assert len(server.requests) == 2
    run(DOI, "--refresh", "--mailto", "jane@example.org")

    assert len(server.requests) == 3
    assert "mailto:jane@example.org" in server.requests[-1].headers["User-Agent"]


def test_address_of_a_service(run: Run, server: Server) -> None:
    server.at(f"/mirror/{DOI}", csl_reply(crossref_work(DOI, "Mirrored")))

    assert "Mirrored" in run(DOI, "--base-url", f"doi={server.url}/mirror")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Give an identifier, or a file of identifiers with --ids."),
        (["-", "--ids", "-"], "Standard input can be read only once."),
        (["--ids", "missing.txt"], "there is no file named 'missing.txt'"),
        ([DOI, "-o", "out.xyz"], "has files that end in '.xyz'"),
        ([DOI, "--to", "bibtxt"], "did you mean bibtex"),
        ([DOI, "--keys", "[x]"], "unknown field [x] in keys"),
        ([DOI, "--mailto", "jane"], "'jane' is not an e-mail address"),
        ([DOI, "--timeout", "0"], "0.0 is not in the range x>0"),
        ([DOI, "--base-url", "http://x"], "--base-url needs SERVICE=URL"),
        ([DOI, "--base-url", "dio=http://x"], "did you mean 'doi'"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert message in err


def test_nothing_is_sent_for_a_wrong_format(run: Run, server: Server) -> None:
    run(DOI, "--to", "bibtxt")
    run(DOI, "--keys", "[x]")

    assert server.requests == []


@pytest.mark.parametrize(
    "text",
    [DOI, f"doi:{DOI}", f"https://doi.org/{DOI}", "arXiv:2101.00001", "PMID: 12",
     "isbn:9780201134476"],
)  # fmt: skip
def test_read_says_that_fetch_exists(server: Server, text: str) -> None:
    with pytest.raises(citeformat.SourceError) as raised:
        citeformat.read(text)

    assert str(raised.value) == (
        f"there is no file named {text!r}; citeformat.fetch({text!r}) gets the work from the web"
    )
    assert server.requests == []
