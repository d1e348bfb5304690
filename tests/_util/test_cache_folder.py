"""The private cache folder."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from citeformat._util.cache_folder import (
    VARIABLE,
    cache_folder,
    read_checked,
    write_aside,
    write_checked,
)


def test_folder_is_made_and_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "a" / "b"))
    folder = cache_folder()

    assert folder == tmp_path / "a" / "b"
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_empty_variable_switches_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")

    assert cache_folder() is None


def test_place_without_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert cache_folder() == tmp_path / "citeformat"


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_folder_that_others_may_write_to_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o777)
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    assert cache_folder() is None


def test_a_file_in_its_place_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))

    assert cache_folder() is None


def test_write_aside_replaces_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x"

    assert write_aside(path, b"one")
    assert write_aside(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_write_aside_says_when_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    assert not write_aside(tmp_path / "missing" / "x", b"")
    assert not write_aside(tmp_path / "folder", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_damaged_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "entry"

    assert read_checked(path) is None
    assert write_checked(path, b"one\ntwo")
    assert read_checked(path) == b"one\ntwo"
    path.write_bytes(path.read_bytes()[:-1])
    assert read_checked(path) is None
