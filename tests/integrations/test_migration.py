"""Projects of sphinxcontrib-bibtex and mkdocs-bibtex with another extension in their settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citeformat.styles import loader
from tests.integrations.migration import CHAPTERS, write_mkdocs_project, write_sphinx_project
from tests.integrations.site import Html, check_site, run


@pytest.mark.slow
def test_sphinxcontrib_bibtex(tmp_path: Path) -> None:
    write_sphinx_project(tmp_path / "book", "citeformat.sphinx")

    said = run("sphinx", "-q", "-b", "html", "-j", "2", "book", "out", cwd=tmp_path)

    assert said == ""
    assert check_site(tmp_path / "out") > 100
    chapter = Html((tmp_path / "out/parts/chapter00.html").read_text("utf-8"))
    roles = [text.partition(": ")[::2] for text in chapter.texts(".//li/p") if "Role " in text]
    assert dict(roles) == {
        "Role p": "(Abel et al. 1950a).",
        "Role ps": "(Bose 1951a).",
        "Role t": "Curie (1952a).",
        "Role ts": "Dirac, Gauss and Third (1953a).",
        "Role ct": "Euler (1954a).",
        "Role cts": "Fermi (1955a).",
        "Role alp": "Gauss et al. 1956a.",
        "Role alps": "Hopper 1957a.",
        "Role label": "Abel et al. 1950a.",
        "Role labelpar": "(Bose 1951a).",
        "Role year": "1952a.",
        "Role yearpar": "(1953a).",
        "Role author": "Euler.",
        "Role authors": "Fermi.",
        "Role authorpar": "(Gauss et al.).",
        "Role authorpars": "(Hopper).",
        "Role cauthor": "Abel et al..",
        "Role cauthors": "Bose.",
        "Role empty": ".",
    }
    assert "Note tsDirac, Gauss and Third [ 4 ]" in chapter.text.replace("[4]", " [ 4 ]")
    assert {"list-1", "cite-1-local0-work005", "note-work000", "notes-1"} <= set(chapter.ids)
    assert chapter.text.count("References") >= 1
    lists = Html((tmp_path / "out/lists.html").read_text("utf-8"))
    starts = [each.get("start") for each in lists.tree.iterfind(".//section//ol")]
    assert starts == ["3", "33"]
    numbered, bullets = (lists.tree.findall(f".//section//{tag}") for tag in ("ol", "ul"))
    assert len(numbered[0]) == 30
    assert len(bullets[-1]) == 2


@pytest.mark.slow
def test_mkdocs_bibtex(tmp_path: Path) -> None:
    write_mkdocs_project(tmp_path, "citeformat", "my.csl")
    (tmp_path / "my.csl").write_bytes(loader.find("apa").text)

    said = run("mkdocs", "build", "--strict", cwd=tmp_path)

    assert "footnote_format is ignored" in said
    pages = [Html((tmp_path / f"site/chapter{number:02}.html").read_text("utf-8"))
             for number in range(CHAPTERS)]  # fmt: skip
    for number, page in enumerate(pages):
        page.check()
        assert len(page.citations) == 4
        assert len(page.entries) == 5
        before = re.search(r"csl-entry[^$]*After the list", page.source) is not None
        assert before == bool(number % 2)
    assert pages[0].citations == [
        "(Abel et al., 1950a)",
        "(Bose, 1951a; Curie, 1952a)",
        "(see Dirac et al., 1953a, p. 4)",
        "(Euler, 1954a)",
    ]
    index = Html((tmp_path / "site/index.html").read_text("utf-8"))
    assert len(index.entries) == 230
