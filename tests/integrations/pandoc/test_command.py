"""The command that pandoc runs."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from citeformat.integrations.pandoc.ast import dump, load
from citeformat.integrations.pandoc.command import main
from tests.integrations.pandoc.documents import cite, document, para, text_of
from tests.shared import ROOT

needs_pandoc = pytest.mark.skipif(
    shutil.which("pandoc") is None, reason="pandoc is not installed; the tests compare with it"
)


class Stream(io.TextIOWrapper):
    """A standard stream in memory."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8")

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined, no-any-return]


def run(monkeypatch: pytest.MonkeyPatch, content: str, *arguments: str) -> tuple[int, str, str]:
    """Run the command; return the exit code, standard output and standard error."""
    streams = Stream(content.encode()), Stream(), Stream()
    monkeypatch.setattr("gc.disable", lambda: None)
    for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
        monkeypatch.setattr(sys, name, stream)
    code = main(arguments)
    return code, streams[1].text(), streams[2].text()


def test_problems_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, errors = run(monkeypatch, json.dumps(document(para(cite("sea", "sae")))), "html")

    assert code == 0
    assert text_of(json.loads(out)["blocks"][0]) == "(Doe, 2000; sae?)"
    assert errors.startswith(
        "pandoc-citeformat: error: there is no record with the id 'sae' (did you mean sea"
    )


@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        ("{", (), "the document is not JSON"),
        ("[]", (), "this is not a document of pandoc"),
        (json.dumps(document(csl="no-such-style")), (), "no style named 'no-such-style'"),
        (json.dumps(document(bibliography="no.bib")), (), "no.bib"),
        ("{}", ("--zotero",), "unknown argument --zotero"),
        ("{}", ("html", "docx"), "unknown argument docx"),
    ],
)
def test_errors(
    content: str, arguments: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, errors = run(monkeypatch, content, *arguments)

    assert (code, out) == (2, "")
    assert message in errors


def test_a_bug_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("citeformat.integrations.pandoc.document.filter_document", fail)
    code, out, errors = run(monkeypatch, "{}")

    assert (code, out) == (2, "")
    assert errors.startswith("pandoc-citeformat: error: unexpected ZeroDivisionError: oops (this")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_information(option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, errors = run(monkeypatch, "", option)

    assert (code, errors) == (0, "")
    assert "pandoc-citeformat" in out


def nested(depth: int) -> dict[str, Any]:
    """Make a document whose quotations are nested."""
    block: Any = para(cite("sea"))
    for _ in range(depth):
        block = {"t": "BlockQuote", "c": [block]}
    return document(block)


def test_deep_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stack of Python does not limit a document."""
    code, out, errors = run(monkeypatch, dump(nested(20_000)))

    assert (code, errors) == (0, "")
    assert '"2000)"' in out
    assert out.count("BlockQuote") == 20_000


@pytest.mark.parametrize("text", ['{"a": [1, 2.5, "x\\n\\"", null, true, {}], "b": []}', "[[]]"])
def test_json_with_a_stack(text: str) -> None:
    """Both ways of reading and writing JSON agree."""
    from citeformat.integrations.pandoc import ast

    value = ast._load_deep(text)

    assert value == json.loads(text) == load(text)
    assert json.loads("".join(ast._dump_deep(value))) == value


@pytest.mark.parametrize("text", ["[" * 100_000, "]", "[" * 99_999 + "]" * 100_000, "[1] ?"])
def test_broken_json(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        load(text)


PAPER = """---
bibliography: examples/varied.bib
nocite: '@bush1945'
---

As @turing1950 [p. 433] says [see @knuth1984, pp. 3-5; also @vaswani2017].
Twice [@knuth1984], *often* [-@turing1950], and in a note.^[See [@watson1953].]

"Quoted" [@watson1953].

# References
"""


def converted(tmp_path: Path, *arguments: str, output: str = "-") -> str:
    """Convert the paper by pandoc with the filter."""
    script = tmp_path / "pandoc-citeformat"
    command = "from citeformat.integrations.pandoc.command import run; run()"
    script.write_text(f"#!{sys.executable}\n{command}\n", "utf-8")
    script.chmod(0o755)
    words = ["pandoc", "-f", "markdown", "--filter", str(script), *arguments, "-o", output]
    done = subprocess.run(
        words, input=PAPER, capture_output=True, text=True, cwd=ROOT, check=True, timeout=120
    )
    return done.stdout


def written_formats() -> list[str]:
    """Return the formats that pandoc writes."""
    words = ["pandoc", "--list-output-formats"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.slow
@needs_pandoc
@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "chicago-notes-bibliography"])
def test_the_text_is_that_of_pandoc(style: str, tmp_path: Path) -> None:
    """The paragraphs of citations are those of `pandoc --citeproc`."""
    from citeformat import Style

    path = tmp_path / "style.csl"
    path.write_text(Style.load(style).csl, "utf-8")
    ours = converted(tmp_path, "-M", f"csl={path}", "-t", "plain", "--wrap=none")
    theirs = subprocess.run(
        ["pandoc", "-f", "markdown", "--citeproc", "--csl", str(path), "-t", "plain",
         "--wrap=none"],
        input=PAPER, capture_output=True, text=True, cwd=ROOT, check=True, timeout=120,
    ).stdout  # fmt: skip

    assert ours.split("\n\n")[:2] == theirs.split("\n\n")[:2]


@needs_pandoc
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["docx", "odt", "epub", "tex", "typ", "html"])
def test_formats(suffix: str, tmp_path: Path) -> None:
    """Pandoc writes what the filter returns; LibreOffice opens it."""
    if suffix == "typ" and "typst" not in written_formats():
        pytest.skip("this pandoc does not write Typst; pandoc 3 does")
    path = tmp_path / f"paper.{suffix}"
    converted(tmp_path, "-M", "csl=ieee", "-M", "link-citations", "-s", output=str(path))

    assert path.stat().st_size > 1000
    if suffix == "typ":
        made = path.read_text("utf-8")
        assert "<ref-turing1950>" in made
        assert "#cite" not in made
        assert "#bibliography" not in made
    if suffix == "tex":
        assert "CSLReferences" in path.read_text("utf-8")
    if suffix == "html":
        made = path.read_text("utf-8")
        assert '<span class="citation" data-cites="turing1950">' in made
        assert 'id="ref-turing1950"' in made
    if suffix in ("docx", "odt") and shutil.which("soffice"):
        home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
        words = ["soffice", home, "--headless", "--convert-to", "txt:Text", path.name]
        subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, timeout=120)
        assert "The TeXbook" in (tmp_path / "paper.txt").read_text("utf-8")
