"""Finding a style by the name that a user types."""

from __future__ import annotations

from pathlib import Path

import pytest

from citeformat.errors import InvalidStyle, SourceError, StyleNotFound
from citeformat.styles import catalogue, loader
from citeformat.styles.aliases import ALIASES
from tests.shared import ROOT

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="nl-NL">
  <info><title>My  Style</title><id>my</id></info>
  <citation><layout><text variable="title"/></layout></citation>
</style>
"""
DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
  <info><title>Child</title>
    <link rel="independent-parent" href="http://www.zotero.org/styles/{parent}"/></info>
</style>
"""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("apa", "apa"),
        ("APA", "apa"),
        ("apa.csl", "apa"),
        ("  apa ", "apa"),
        ("vancouver", "nlm-citation-sequence"),
        ("Vancouver", "nlm-citation-sequence"),
        ("harvard", "harvard-cite-them-right"),
        ("harvard1", "harvard-cite-them-right"),
        ("mla", "modern-language-association"),
        ("MLA", "modern-language-association"),
        ("ama", "american-medical-association"),
        ("chicago", "chicago-author-date"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography"),
        ("ieee", "ieee"),
        ("nature", "nature"),
        ("modern language association", "modern-language-association"),
        ("APA Style 7th edition", "apa"),
        ("apa style, 7th Edition", "apa"),
        ("Chicago Manual of Style 18th edition (author-date)", "chicago-author-date"),
        ("http://www.zotero.org/styles/apa", "apa"),
        ("https://www.zotero.org/styles/vancouver", "nlm-citation-sequence"),
        ("Zeitschrift für Kunstgeschichte", "zeitschrift-fur-kunstgeschichte"),
        ("taylor and francis - apa", "taylor-and-francis-apa"),
    ],
)
def test_finds(typed: str, name: str) -> None:
    assert loader.find(typed).name == name


def test_dependent_style_brings_its_parents_text_and_its_own_title_and_locale() -> None:
    child = loader.find("american-psychologist")
    parent = loader.find("apa")

    assert child.dependent_of == "apa"
    assert child.text == parent.text
    assert child.title == "American Psychologist"
    assert (child.default_locale, parent.default_locale) == ("en-US", "")


def test_every_parent_and_every_new_name_exists() -> None:
    names = set(catalogue.names())

    assert [new for new in catalogue.renamed().values() if new not in names] == []
    assert [old for old in ALIASES if old in names] == []


def test_title_of_every_style_finds_it() -> None:
    for listing in catalogue.listings()[::500]:
        assert loader.find(listing.title).name == listing.name


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("vancuver", "vancouver"),
        ("havard", "harvard"),
        ("chicgo", "chicago"),
        ("apaa", "apa"),
        ("modern-langauge-association", "modern-language-association"),
        ("American Psychological Asociation", "apa"),
    ],
)
def test_unknown_name_names_the_nearest(typed: str, near: str) -> None:
    with pytest.raises(StyleNotFound) as caught:
        loader.find(typed)

    assert near in caught.value.suggestions
    assert near in str(caught.value)


@pytest.mark.parametrize("typed", ["my", "./my.csl", "ab"])
def test_two_letters_resemble_no_style(typed: str) -> None:
    with pytest.raises(StyleNotFound) as caught:
        loader.find(typed)

    assert not caught.value.suggestions


@pytest.mark.parametrize("typed", ["", " ", "\0", "x" * 5000, "../errors", "a\nb", "%s", "."])
def test_odd_names_are_not_found(typed: str) -> None:
    with pytest.raises(StyleNotFound):
        loader.find(typed)


def test_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "Mine.csl"
    file.write_text(STYLE, "utf-8")
    monkeypatch.chdir(tmp_path)

    for typed in (file, str(file), "Mine.csl", "./Mine.csl"):
        source = loader.find(typed)
        assert (source.name, source.title, source.default_locale) == ("Mine", "My Style", "nl-NL")
        assert Path(source.path).name == "Mine.csl"


def test_path_without_suffix_is_a_path_where_it_has_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "style.xml"
    file.write_text(STYLE, "utf-8")

    assert loader.find(str(file)).title == "My Style"


def test_missing_path_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(StyleNotFound):
        loader.find(tmp_path / "none.csl")


def test_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        loader.find(tmp_path)


def test_text() -> None:
    source = loader.from_text(STYLE, "mine")

    assert (source.name, source.title, source.path) == ("mine", "My Style", "")


def test_dependent_text_may_name_an_earlier_name() -> None:
    source = loader.from_text(DEPENDENT.format(parent="vancouver"))

    assert source.dependent_of == "nlm-citation-sequence"


def test_dependent_file_finds_its_parent_beside_it(tmp_path: Path) -> None:
    (tmp_path / "my-own-parent.csl").write_text(STYLE, "utf-8")
    (tmp_path / "child.csl").write_text(DEPENDENT.format(parent="my-own-parent"), "utf-8")

    source = loader.find(tmp_path / "child.csl")

    assert (source.name, source.title, source.default_locale) == ("child", "Child", "nl-NL")
    assert source.dependent_of == "my-own-parent"


def test_parent_that_is_missing_is_not_found() -> None:
    with pytest.raises(StyleNotFound, match="no-such-parent"):
        loader.from_text(DEPENDENT.format(parent="no-such-parent"))


def test_parent_that_is_dependent_is_invalid() -> None:
    with pytest.raises(InvalidStyle, match="dependent style itself"):
        loader.from_text(DEPENDENT.format(parent="american-psychologist"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no xml", "not well-formed"),
        ("<style", "not well-formed"),
        ("<html><body/></html>", "not a CSL style"),
        ("<style/>", "not a CSL style"),
        ('<locale xmlns="http://purl.org/net/xbiblio/csl"/>', "<locale>"),
        (b'<?xml version="1.0" encoding="utf-8"?><style \xff/>', "encoding"),
        (b'<?xml version="1.0" encoding="klingon"?><style/>', "encoding klingon"),
    ],
)
def test_what_is_no_style(text: str | bytes, message: str) -> None:
    with pytest.raises(InvalidStyle, match=message):
        loader.from_text(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = STYLE.replace("My  Style", "Über").replace('"utf-8"', f'"{declared}"')

    assert loader.from_text(text.encode(encoding)).title == "Über"


def test_own_styles_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "apa.csl").write_text(STYLE, "utf-8")
    monkeypatch.setattr(catalogue, "own_folder", lambda: tmp_path)

    assert loader.find("apa").title == "My Style"
    assert loader.find("my style").name == "apa"
    assert loader.search("apa")[0].title == "My Style"


def test_an_installation_with_common_styles_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = catalogue.repository_folder()
    assert repository is not None
    common = tmp_path / "common"
    common.mkdir()
    for name in ("nlm-citation-sequence.csl", "renamed-styles.json"):
        (common / name).write_bytes((repository / name).read_bytes())
    monkeypatch.setattr(catalogue, "find_spec", lambda name: None)
    monkeypatch.setattr(catalogue, "own_folder", lambda: tmp_path)

    assert loader.find("vancouver").path == str(common / "nlm-citation-sequence.csl")
    assert catalogue.names() == ["nlm-citation-sequence"]
    with pytest.raises(StyleNotFound, match=r"pip install 'citeformat\[styles\]' adds"):
        loader.find("apa")


def test_the_common_styles_exist_and_need_no_other() -> None:
    repository = catalogue.repository_folder()
    assert repository is not None
    names = (ROOT / "styles" / "common.txt").read_text("utf-8").split()

    assert names == sorted(set(names))
    assert {"apa", "ieee", "modern-language-association", "nlm-citation-sequence"} <= set(names)
    for name in names:
        assert loader.find(name).path == str(repository / f"{name}.csl")
        assert loader.find(name).dependent_of == ""


@pytest.fixture
def user_styles(tmp_path: Path) -> Path:
    """Make a folder of a user's own styles: an own `apa`, a house style, and one that uses it."""
    (tmp_path / "apa.csl").write_text(STYLE.replace("My  Style", "Our APA"), "utf-8")
    (tmp_path / "our-house.csl").write_text(STYLE.replace("My  Style", "House Style"), "utf-8")
    (tmp_path / "child.csl").write_text(DEPENDENT.format(parent="our-house"), "utf-8")
    (tmp_path / "other-child.csl").write_text(DEPENDENT.format(parent="vancouver"), "utf-8")
    return tmp_path


def test_styles_of_a_users_folder_come_first(user_styles: Path) -> None:
    assert loader.find("apa", user_styles).title == "Our APA"
    assert loader.find("APA", user_styles).path == str(user_styles / "apa.csl")
    assert loader.find("house style", user_styles).name == "our-house"
    assert loader.find("ieee", user_styles).name == "ieee"
    assert loader.search("apa", user_styles)[0].title == "Our APA"
    assert {"our-house", "ieee"} <= set(catalogue.names(user_styles))
    assert loader.find("apa").title == "APA Style 7th edition"


def test_dependent_styles_of_a_users_folder_find_their_parents(user_styles: Path) -> None:
    assert loader.find("child", user_styles).dependent_of == "our-house"
    assert loader.find("other-child", user_styles).dependent_of == "nlm-citation-sequence"
    assert loader.from_text(DEPENDENT.format(parent="our-house"), "x", user_styles).text
    listed = {style.name: style.dependent for style in catalogue.listings(user_styles)}
    assert (listed["child"], listed["our-house"]) == (True, False)


def test_environment_names_the_users_folder(
    user_styles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(catalogue.STYLES_VARIABLE, str(user_styles))

    assert loader.find("our house").name == "our-house"
    monkeypatch.setenv(catalogue.STYLES_VARIABLE, "")
    with pytest.raises(StyleNotFound):
        loader.find("our house")


def test_missing_folder_of_the_user_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SourceError, match="there is no folder of styles named"):
        loader.find("apa", tmp_path / "none")
    monkeypatch.setenv(catalogue.STYLES_VARIABLE, str(tmp_path / "none"))
    with pytest.raises(SourceError, match=catalogue.STYLES_VARIABLE):
        loader.search("apa")


def test_version_changes_with_the_text() -> None:
    text = STYLE.replace("<id>my</id>", "<id>my</id><updated>2024-05-06T00:00:00Z</updated>")
    version = loader.from_text(text).version

    assert (version.id, version.updated) == ("my", "2024-05-06T00:00:00Z")
    assert len(version.checksum) == 64
    assert loader.from_text(text).version == version
    assert loader.from_text(text + " ").version.checksum != version.checksum


def test_version_of_a_dependent_style_has_the_checksum_of_its_parent() -> None:
    child, parent = loader.find("american-psychologist").version, loader.find("apa").version

    assert child.id == "http://www.zotero.org/styles/american-psychologist"
    assert child.checksum == parent.checksum
