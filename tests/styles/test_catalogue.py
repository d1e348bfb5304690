"""The list of styles, and its cache."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from citeformat._util.cache_folder import VARIABLE
from citeformat.styles import catalogue
from citeformat.styles.heads import quick_titles, read_head


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty cache folder, and forget what is in memory."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(VARIABLE, str(folder))
    catalogue._cached.cache_clear()
    return folder


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a repository of two styles."""
    folder = tmp_path / "repository"
    (folder / "dependent").mkdir(parents=True)
    for name in ("one", "dependent/two"):
        write_style(folder / f"{name}.csl", f"Title of {name[-3:]}")
    monkeypatch.setattr(catalogue, "repository_folder", lambda: folder)
    monkeypatch.setattr(catalogue, "own_folder", lambda: None)
    return folder


def write_style(path: Path, title: str) -> None:
    head = f'<style xmlns="http://purl.org/net/xbiblio/csl"><info><title>{title}</title></info>'
    path.write_text(head, "utf-8")


def titles() -> dict[str, str]:
    return {listing.name: listing.title for listing in catalogue.listings()}


def test_the_shipped_styles_are_all_there() -> None:
    assert len(catalogue.names()) >= 10_844
    assert len(catalogue.listings()) == len(catalogue.names())
    assert [listing for listing in catalogue.listings() if not listing.title] == []


@pytest.mark.usefixtures("repository")
def test_list_is_kept_and_read_again(cache: Path) -> None:
    first = titles()
    files = list(cache.iterdir())
    files[0].write_bytes(files[0].read_bytes().replace(b"Title of one", b"Kept"))
    catalogue._cached.cache_clear()

    assert first == {"one": "Title of one", "two": "Title of two"}
    assert len(files) == 1
    assert titles()["one"] == "Kept"


@pytest.mark.usefixtures("cache")
def test_new_style_makes_a_new_list(repository: Path) -> None:
    titles()
    time.sleep(0.01)  # the time of the folder has to change
    write_style(repository / "three.csl", "Third")

    assert titles()["three"] == "Third"


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"citeformat styles 2", b"a\tb\nc"])
def test_damaged_cache_is_made_again(cache: Path, damage: bytes) -> None:
    expected = titles()
    file = next(cache.iterdir())
    for content in (damage, file.read_bytes()[:-5] + damage.replace(b"\n", b"")):
        file.write_bytes(content)
        catalogue._cached.cache_clear()

        assert set(titles()) == set(expected)


@pytest.mark.usefixtures("repository")
def test_works_without_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    catalogue._cached.cache_clear()

    assert set(titles()) == {"one", "two"}


@pytest.mark.usefixtures("cache")
def test_broken_style_is_listed(repository: Path) -> None:
    (repository / "broken.csl").write_text("no xml", "utf-8")

    assert titles()["broken"] == ""


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    "name", ["", ".", "..", "../one", "a/b", "a\\b", "C:one", "a\0b", "x" * 999]
)
def test_names_lead_nowhere_else(name: str) -> None:
    assert catalogue.file_of(name) is None


@pytest.mark.parametrize(
    ("xml", "title"),
    [
        ("<title>A &amp; B</title>", "A & B"),
        ("<title>\n  Two\n  lines </title>", "Two lines"),
        ("<!-- <title>No</title> --><title>Yes</title>", "Yes"),
        ("<title>&amp;lt;</title>", "&lt;"),
        ("<title>&#233;t&#xe9;</title>", "été"),
        ("<title><![CDATA[A < B]]></title>", "A < B"),
        ("<title>Zeitschrift für Kunst</title>", "Zeitschrift für Kunst"),
    ],
)
def test_both_ways_of_reading_a_title_agree(xml: str, title: str) -> None:
    head = f'<style xmlns="http://purl.org/net/xbiblio/csl"><info>{xml}</info></style>'.encode()

    assert read_head(head, "x").title == title
    assert quick_titles(head) in ((title, ""), None)


@pytest.mark.parametrize(
    "xml",
    [
        "<title>The Long Title</title>\n<title-short>TLT</title-short>",
        "<title>The Long Title</title><id>x</id><title-short> TLT </title-short>",
        "<title>The Long Title</title><title-short><![CDATA[TLT]]></title-short>",
        "<title-short>TLT</title-short><title>The Long Title</title>",
    ],
)
def test_both_ways_of_reading_a_short_title_agree(xml: str) -> None:
    head = f'<style xmlns="http://purl.org/net/xbiblio/csl"><info>{xml}</info></style>'.encode()
    found = read_head(head, "x")

    assert (found.title, found.short_title) == ("The Long Title", "TLT")
    assert quick_titles(head) in (("The Long Title", "TLT"), None)


def test_quick_titles_are_those_of_the_real_files() -> None:
    for listing in catalogue.listings()[::300]:
        path = catalogue.file_of(listing.name)
        assert path is not None
        head = read_head(path.read_bytes(), listing.name)
        assert (head.title, head.short_title) == (listing.title, listing.short_title)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A & B", "a and b"),
        ("Harts' Rules", "harts rules"),
        ("L’Année—Épigraphique", "lannee epigraphique"),
        ("under_score", "under score"),
        ("ﬁnance", "finance"),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert catalogue.normalise(text) == expected
