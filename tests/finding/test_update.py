"""Styles of the user's own copy of the repository take the place of those of the package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citeformat import SourceError, Style, StyleNotFound, styles, update_styles
from citeformat.styles.catalogue import repository_folder
from citeformat.styles.installed import DATA_VARIABLE
from tests.samples import csl

DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
<info><title>Child</title><id>child</id>
<link href="http://www.zotero.org/styles/plain" rel="independent-parent"/></info></style>"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with two styles, which are faster to compare than ten thousand."""
    folder = tmp_path / "data"
    monkeypatch.setenv(DATA_VARIABLE, str(folder))
    (folder / "styles-old").mkdir(parents=True)
    for name in ("apa", "nature", "ieee"):
        (folder / "styles-old" / f"{name}.csl").write_text(csl(f'<text value="{name}"/>'), "utf-8")
    (folder / "styles-in-use").write_text("styles-old\n", "utf-8")
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A small copy of the repository."""
    folder = tmp_path / "copy"
    (folder / "dependent").mkdir(parents=True)
    (folder / "plain.csl").write_text(csl('<text variable="title"/>'), "utf-8")
    (folder / "apa.csl").write_text(csl('<text variable="title"/>'), "utf-8")
    (folder / "dependent" / "child.csl").write_text(DEPENDENT, "utf-8")
    (folder / "renamed-styles.json").write_text('{"ieee": "plain"}', "utf-8")
    (folder / "README.md").write_text("The licence is CC BY-SA 3.0.", "utf-8")
    (folder / "Rakefile").write_text("not needed", "utf-8")
    return folder


def test_what_is_new_changed_and_gone(copy: Path) -> None:
    update = update_styles(copy)

    assert (update.new, update.changed, update.total) == (("child", "plain"), ("apa",), 3)
    assert update.gone == ("ieee", "nature")
    assert update.renamed == {"ieee": "plain"}
    assert update.problems == ()


def test_the_new_styles_are_loaded(copy: Path) -> None:
    update_styles(copy)

    assert styles.names() == sorted({"apa", "child", "plain"} | own_names())
    assert Style.load("child").dependent_of == "plain"
    assert Style.load("ieee").name == "plain"
    with pytest.raises(StyleNotFound):
        Style.load("nature")


def own_names() -> set[str]:
    """The styles that come with citeformat itself."""
    return {name for name in styles.names() if name.startswith("research-portal-")}


def test_the_notices_are_kept(copy: Path) -> None:
    update_styles(copy)

    folder = repository_folder()
    assert folder is not None
    assert (folder / "README.md").read_text("utf-8") == "The licence is CC BY-SA 3.0."
    assert not (folder / "Rakefile").exists()


def test_a_second_update_is_compared_with_the_first(copy: Path) -> None:
    update_styles(copy)
    (copy / "plain.csl").write_text(csl('<text variable="DOI"/>'), "utf-8")
    (copy / "dependent" / "child.csl").unlink()

    update = update_styles(copy)

    assert (update.new, update.changed, update.gone) == ((), ("plain",), ("child",))


def test_the_same_copy_changes_nothing(copy: Path) -> None:
    update_styles(copy)
    update = update_styles(copy)

    assert (update.new, update.changed, update.gone) == ((), (), ())


def test_a_style_that_cannot_be_compiled_is_reported(copy: Path) -> None:
    (copy / "broken.csl").write_text(csl('<text macro="none"/>'), "utf-8")

    (problem,) = update_styles(copy).problems

    assert problem.source == "broken.csl"
    assert "the macro 'none' is not defined" in problem.message


def test_only_regular_files_are_copied(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    (copy / "link.csl").symlink_to(tmp_path / "secret")

    update = update_styles(copy)

    assert [problem.source for problem in update.problems] == ["link.csl"]
    assert "link" not in styles.names()


def test_going_back(copy: Path, data: Path) -> None:
    update_styles(copy)

    assert styles.restore()
    assert not styles.restore()
    assert Style.load("nature").title == "Nature"


@pytest.mark.parametrize("missing", ["dependent", "renamed-styles.json"])
def test_another_folder_is_refused(copy: Path, missing: str) -> None:
    (copy / missing).rename(copy / "other")

    with pytest.raises(SourceError, match=f"it has no {missing}"):
        update_styles(copy)
    assert styles.names() == sorted({"apa", "ieee", "nature"} | own_names())


def test_a_folder_that_cannot_be_written(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("a file", "utf-8")
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "file"))

    with pytest.raises(SourceError, match="cannot be copied"):
        update_styles(copy)


def test_old_copies_are_deleted(copy: Path, data: Path) -> None:
    for text in ("one", "two", "three"):
        (copy / "plain.csl").write_text(csl(f'<text value="{text}"/>'), "utf-8")
        update_styles(copy)

    assert len([path for path in data.iterdir() if path.is_dir()]) == 2


@pytest.mark.parametrize("name", ["", "../copy", "styles-unknown", "\udcff"])
def test_a_damaged_data_folder_is_ignored(data: Path, name: str) -> None:
    (data / "styles-in-use").write_text(name, "utf-8", "surrogateescape")

    assert Style.load("nature").title == "Nature"


def test_reports(copy: Path) -> None:
    update = update_styles(copy)

    assert "2 new: child, plain\n1 changed: apa\n" in update.to()
    assert "2 gone: ieee (now plain), nature\n" in update.to()
    assert json.loads(update.to("json"))["changed"] == ["apa"]
