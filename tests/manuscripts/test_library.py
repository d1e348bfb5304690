"""The library of a document gives the same records with and without its cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citeformat import FormatError, Record, RecordNotFound, Records, SourceError, read_several
from citeformat._util.cache_folder import VARIABLE
from citeformat.manuscripts import library as module
from citeformat.manuscripts.library import Library, file_in, read_library
from tests.shared import ROOT, SharedFile

BIB = """@string{j = {Journal}}
@article{a, author = {Doe, Jané and {The Team}}, title = {{NASA} and <i>x</i>}, journal = j,
  date = {2001-02/2003?}, ids = {old, older}, keywords = {x}, unknown = {1}}
@book{b, title = {A Title in Capitals \\mine}, year = {19xx}}
@book{b, title = {Twice \\mine}}
@article{broken, title = {x}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a cache of its own."""
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    monkeypatch.setenv(VARIABLE, str(cache))
    return cache


def forget() -> None:
    """Forget what this process has read."""
    module._read_files.cache_clear()


def values(records: Records | Library) -> list[object]:
    """Everything that records have."""
    listed = records.values() if isinstance(records, Library) else records
    return [(r.to_csl(), repr(r.fields), dict(r.extra), r.file, r.line, r.titles) for r in listed]


@pytest.mark.parametrize(
    "name", [path.name for path in sorted((ROOT / "examples").glob("*.*")) if path.suffix == ".bib"]
)
def test_cache_gives_the_same_records(name: str, folder: Path) -> None:
    path = ROOT / "examples" / name
    direct = read_several([path])

    for _ in range(2):
        forget()
        library = read_library([str(path)])

        assert values(library) == values(direct)
        assert library.problems == direct.problems
    assert len(list(folder.glob("records-*.json"))) == 1


@pytest.mark.shared
@pytest.mark.slow
def test_cache_gives_the_same_records_of_a_large_file(
    folder: Path, shared_file: SharedFile
) -> None:
    path = shared_file("bib/tugboat.bib")
    direct = read_several([path])
    read_library([str(path)])
    forget()

    assert values(read_library([str(path)])) == values(direct)


def test_cache_keeps_problems_and_aliases(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, "utf-8")
    first = read_library([str(path)])
    forget()

    second = read_library([str(path)])

    assert first.problems
    assert second.problems == first.problems
    assert second.problems_of(["nobody"]) == tuple(p for p in first.problems if not p.record)
    assert second.resolve("older") == first.resolve("older") == "a"
    assert second.select(["old", "nobody"]).ids == ("a",)
    assert values(second) == values(first)


def test_changed_files_are_read_anew(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "refs.json"
    for title in ("One", "Another"):
        path.write_text(json.dumps([{"id": "a", "type": "book", "title": title}]), "utf-8")

        assert read_library([str(path)])["a"].title == title
    assert len(list(folder.glob("records-*.json"))) == 2


@pytest.mark.parametrize("damage", [b"", b"x", b"\n", b"0" * 500])
def test_damaged_entries_are_replaced(damage: bytes, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, "utf-8")
    first = read_library([str(path)])
    (entry,) = folder.glob("records-*.json")
    content = entry.read_bytes()
    entry.write_bytes(damage + content[len(damage) + 1 :])
    forget()

    assert values(read_library([str(path)])) == values(first)
    assert entry.read_bytes() == content


def test_without_a_cache(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, "utf-8")

    assert len(read_library([str(path)], cache=False)) == 4
    monkeypatch.setenv(VARIABLE, "")
    forget()
    assert len(read_library([str(path)])) == 4
    assert not list(folder.iterdir())


def test_state_of_the_readers_is_part_of_the_key(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, "utf-8")
    for state in ("one", "two"):
        monkeypatch.setattr(module, "modules_state", lambda _folders, state=state: state)
        forget()
        read_library([str(path)])

    assert len(list(folder.glob("records-*.json"))) == 2


def test_files_of_one_document_are_read_together(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "strings.bib").write_text("@string{j = {Journal}}", "utf-8")
    (tmp_path / "refs.bib").write_text("@article{x, journal = j}", "utf-8")

    library = read_library(["strings.bib", "refs.bib"], folder=tmp_path)

    assert library["x"].container_title == "Journal"
    assert file_in("refs.bib", tmp_path) == str(tmp_path / "refs.bib")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"there is no file named 'no\.bib'"):
        read_library(["no.bib"])
    with pytest.raises(SourceError, match="is a folder"):
        read_library([str(tmp_path)])
    (tmp_path / "x.txt").write_text("nothing", "utf-8")
    with pytest.raises(FormatError):
        read_library([str(tmp_path / "x.txt")])


def test_library_is_a_mapping() -> None:
    library = Library([Record("a", "book"), Record("a", "article")])

    assert (list(library), len(library), "a" in library) == (["a"], 1, True)
    assert library["a"].type == "book"
    assert repr(library) == "<Library: 1 records>"
    with pytest.raises(RecordNotFound):
        library["b"]
