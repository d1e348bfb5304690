"""The configurations and pages of docs/mkdocs.md and docs/sphinx.md make what these pages say."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from citeformat.integrations.markdown.options import OPTIONS
from tests.docs.examples import code
from tests.integrations.site import Html, run
from tests.shared import ROOT

MKDOCS, SPHINX = ((ROOT / "docs" / name).read_text("utf-8") for name in ("mkdocs.md", "sphinx.md"))


CONFIGURATIONS = code("docs/mkdocs.md", "yaml", 2)
(TEXT,) = code("docs/mkdocs.md", "markdown", 1)
(MADE,) = code("docs/mkdocs.md", "text", 1)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "refs.bib").write_bytes((ROOT / "examples/varied.bib").read_bytes())
    (tmp_path / "docs").mkdir()
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 1])
def test_mkdocs(folder: Path, number: int) -> None:
    (folder / "mkdocs.yml").write_text(CONFIGURATIONS[number], "utf-8")
    (folder / "docs/index.md").write_text(TEXT, "utf-8")

    run("mkdocs", "build", "--strict", cwd=folder)

    page = Html((folder / "site/index.html").read_text("utf-8"))
    if number == 0:
        page.check()
        assert words(MADE) in page.texts(".//p")
        assert len(page.entries) == 3
    else:
        assert page.citations[0] == "Turing [1, p. 433]"
        listed = Html((folder / "site/references/index.html").read_text("utf-8"))
        assert len(listed.entries) == 3
        assert (folder / "site/assets/citeformat.css").is_file()


@pytest.mark.slow
def test_zensical(folder: Path) -> None:
    (configuration,) = code("docs/mkdocs.md", "toml", 1)
    (folder / "zensical.toml").write_text(configuration, "utf-8")
    (folder / "docs/index.md").write_text(TEXT, "utf-8")

    run("zensical", "build", "--clean", cwd=folder)

    page = Html((folder / "site/index.html").read_text("utf-8"))
    assert words(MADE) in page.texts(".//p")
    assert len(page.entries) == 3

    bibliography = folder / "refs.bib"
    edited = bibliography.read_text("utf-8").replace("Turing, Alan", "Tuning, Alan")
    bibliography.write_text(edited, "utf-8")
    later = bibliography.stat().st_mtime + 10
    os.utime(bibliography, (later, later))
    run("zensical", "build", cwd=folder)

    page = Html((folder / "site/index.html").read_text("utf-8"))
    assert page.citations[0] == "Tuning (1950, p. 433)"


@pytest.mark.slow
def test_pelican(folder: Path) -> None:
    (configuration,) = code("docs/mkdocs.md", "python", 1)
    (folder / "pelicanconf.py").write_text(f"{configuration}TIMEZONE = 'UTC'\n", "utf-8")
    (folder / "content").mkdir()
    article = "Title: Machines\nDate: 2024-01-02\nSlug: machines\n\n"
    (folder / "content/machines.md").write_text(article + TEXT.partition("\n\n")[2], "utf-8")

    run("pelican", "-s", "pelicanconf.py", "-o", "output", cwd=folder)

    page = Html((folder / "output/machines.html").read_text("utf-8"))
    assert words(MADE) in page.texts(".//p")
    assert len(page.entries) == 3


@pytest.mark.slow
def test_sphinx(folder: Path) -> None:
    (configuration,) = code("docs/sphinx.md", "python", 1)
    (page,) = code("docs/sphinx.md", "rst", 1)
    (made,) = code("docs/sphinx.md", "text", 1)
    (folder / "conf.py").write_text(configuration, "utf-8")
    (folder / "index.rst").write_text(page, "utf-8")

    assert run("sphinx", "-q", "-b", "text", ".", "out", cwd=folder) == ""

    assert words(made) in words((folder / "out/index.txt").read_text("utf-8"))


def test_every_option_is_in_the_tables() -> None:
    documented = {
        name for row in re.findall(r"^\| (`.*?) \|", MKDOCS, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }  # fmt: skip

    assert documented == set(OPTIONS) - {"deferred"}


def test_every_setting_and_role_is_in_the_tables() -> None:
    from citeformat.integrations.sphinx.domain import ROLES
    from citeformat.integrations.sphinx.settings import SETTINGS

    for name in (*SETTINGS, *[f"cite:{role}" for role in ROLES]):
        assert f"`{name}`" in SPHINX, name
