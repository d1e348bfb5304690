"""A user's own locale files add locales, and override terms of the built-in ones."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from citeformat import Style
from citeformat.errors import InvalidStyle, SourceError, StyleError
from citeformat.styles.locale_files import read_locale_files
from tests.samples import csl, record

OPENING = '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="{}">'
ESPERANTO = OPENING.format("eo") + (
    '<date form="text"><date-part name="year" prefix="jaro "/></date>'
    '<terms><term name="and">kaj</term></terms></locale>'
)
GERMAN = OPENING.format("de") + '<terms><term name="and">sowie</term></terms></locale>'
LAYOUT = (
    '<text term="and"/><text term="editor" prefix=" "/>'
    '<date variable="issued" form="text" prefix=" "/>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with two locale files, and a file that is not one."""
    (tmp_path / "locales-eo.xml").write_text(ESPERANTO, "utf-8")
    (tmp_path / "locales-de-DE.xml").write_text(GERMAN, "utf-8")
    (tmp_path / "README.md").write_text("my locales", "utf-8")
    return tmp_path


def cite(locale: str, folder: Path | None) -> str:
    """Cite a work in a locale."""
    style = Style.from_string(csl(LAYOUT), locale=locale, locales=folder)
    assert not [each for each in style.problems if "terms" in each.message]
    work = record(issued={"date-parts": [[2020, 3, 1]]})
    return str(pickle.loads(pickle.dumps(style)).document([work]).cite("a"))


def test_a_file_adds_a_locale(folder: Path) -> None:
    assert cite("eo", folder) == "kaj editor jaro 2020"
    assert cite("eo", folder / "locales-eo.xml") == "kaj editor jaro 2020"


def test_a_file_overrides_a_locale(folder: Path) -> None:
    assert cite("de-DE", folder) == "sowie Herausgeber 1. März 2020"
    assert cite("de", folder) == cite("de-DE", folder)
    assert cite("de-AT", folder) == "und Herausgeber 1. März 2020"
    assert cite("en-US", folder) == "and editor March 1, 2020"


def test_terms_of_the_style_come_first(folder: Path) -> None:
    own = '<locale xml:lang="eo"><terms><term name="and">k</term></terms></locale>'
    style = Style.from_string(csl('<text term="and"/>', locale=own), locale="eo", locales=folder)

    assert style.document([record()]).cite("a") == "k"


def test_folder_is_given_to_load(folder: Path) -> None:
    works = [record(author=[{"family": "Roe"}, {"family": "Doe"}])]

    assert (
        "Roe kaj Doe" in Style.load("harvard", locale="eo", locales=folder).bibliography(works).text
    )


def test_what_cannot_be_read_is_named(folder: Path) -> None:
    with pytest.raises(SourceError, match="no folder"):
        Style.load("apa", locales=folder / "missing")
    (folder / "empty").mkdir()
    with pytest.raises(SourceError, match="locales-de-DE"):
        read_locale_files(folder / "empty")
    (folder / "locales-eo.xml").write_text("<locale>", "utf-8")
    with pytest.raises(InvalidStyle, match=r"locales-eo\.xml"):
        Style.load("apa", locale="eo", locales=folder)
    (folder / "locales-eo.xml").write_text("<style/>", "utf-8")
    with pytest.raises(InvalidStyle, match="not a CSL locale"):
        Style.load("apa", locale="eo", locales=folder)
    with pytest.raises(StyleError, match="citeproc-py"):
        Style.load("apa", locales=folder, engine="citeproc-py")
