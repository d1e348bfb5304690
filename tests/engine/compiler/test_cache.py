"""Compiled styles on disk: an entry is used only if everything about it is right."""

from __future__ import annotations

import importlib.util
import marshal
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from citeformat._util import cache_folder
from citeformat._util.cache_folder import VARIABLE
from citeformat.engine import compiled as compiled_engine
from citeformat.engine.compiler import cache, parse
from citeformat.style import Style
from tests.samples import csl, record

TEXT = csl('<text variable="title"/>')
KEY = bytes(range(16))
VALUE = ("a value", 1, (2, 3))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Use an empty cache for the test."""
    made = tmp_path / "cache"
    monkeypatch.setenv(VARIABLE, str(made))
    return made


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the names of the styles that are compiled, not taken from the cache."""
    names: list[str] = []
    original = parse.parse_style

    def record_call(data: bytes, name: str, locale: str, **options: Any) -> parse.Tree:
        names.append(name)
        return original(data, name, locale, **options)

    monkeypatch.setattr(parse, "parse_style", record_call)
    return names


def load(name: str = "test", text: str = TEXT, locale: str | None = None) -> str:
    """Cite a work in a style that may come from the cache, but not from memory."""
    compiled_engine._built.cache_clear()
    style = Style.from_string(text, name=name, locale=locale)
    return str(style.document([record(title="T")]).cite("a"))


def files(folder: Path) -> list[Path]:
    """List the entries of a cache."""
    return sorted(folder.glob("style-*"))


def test_value_comes_back(folder: Path) -> None:
    cache.store(KEY, VALUE)

    assert cache.load(KEY) == VALUE
    assert cache.load(b"\xff" * 16) is None


def test_style_is_compiled_once(folder: Path, compiled: list[str]) -> None:
    assert [load(), load(), load()] == ["T", "T", "T"]
    assert compiled == ["test"]
    assert len(files(folder)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"text": TEXT.replace("<layout >", "<layout>")}),
        ({}, {"locale": "de-DE"}),
        ({}, {"name": "other"}),
    ],
    ids=["text", "locale", "name"],
)
def test_each_text_name_and_locale_has_an_entry(
    folder: Path, compiled: list[str], first: dict[str, str], second: dict[str, str]
) -> None:
    load(**first)
    load(**second)

    assert len(compiled) == 2


def test_key_depends_on_every_part() -> None:
    keys = {
        cache.key(b"x", "name", "en-US"),
        cache.key(b"y", "name", "en-US"),
        cache.key(b"x", "other", "en-US"),
        cache.key(b"x", "name", "de-DE"),
        cache.key(b"xname", "", "en-US"),
    }

    assert len(keys) == 5


def flipped(content: bytes, index: int) -> bytes:
    """Change one bit of one byte."""
    return content[:index] + bytes([content[index] ^ 1]) + content[index + 1 :]


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "truncated": lambda content: content[: len(content) // 2],
    "one byte short": lambda content: content[:-1],
    "one byte long": lambda content: content + b"x",
    "magic": lambda content: flipped(content, 0),
    "key": lambda content: flipped(content, 20),
    "checksum": lambda content: flipped(content, 28),
    "body": lambda content: flipped(content, len(content) - 2),
    "text": lambda content: b"no cache entry at all",
    "an earlier version": lambda content: content.replace(b"style 3", b"style 2", 1),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_broken_entry_is_not_used(
    folder: Path, compiled: list[str], change: Callable[[bytes], bytes]
) -> None:
    load()
    (path,) = files(folder)
    content = path.read_bytes()
    path.write_bytes(change(content))

    assert load() == "T"
    assert len(compiled) == 2
    assert load() == "T"
    assert len(compiled) == 2


def test_entry_of_another_key_is_not_used(folder: Path) -> None:
    """A file that was renamed is not the entry that its name says."""
    cache.store(KEY, VALUE)
    (path,) = files(folder)
    other = b"\x01" * 16
    path.rename(path.with_name(path.name.replace(KEY.hex(), other.hex())))

    assert cache.load(other) is None


def test_body_that_marshal_cannot_read_is_not_used(folder: Path) -> None:
    cache.store(KEY, VALUE)
    (path,) = files(folder)
    body = b"\xff\xfe nothing"
    content = path.read_bytes()
    head = content[: content.index(KEY) + len(KEY)]
    path.write_bytes(head + importlib.util.source_hash(body) + body)

    assert cache.load(KEY) is None
    assert marshal.loads(marshal.dumps(VALUE)) == VALUE


def test_no_half_written_files_remain(folder: Path) -> None:
    load()

    assert [path.name for path in folder.iterdir()] == [path.name for path in files(folder)]


@pytest.mark.skipif(os.name == "nt", reason="modes of files are those of POSIX")
def test_folder_is_private(folder: Path) -> None:
    load()

    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o022 == 0 for path in files(folder))


@pytest.mark.skipif(os.name == "nt", reason="modes of files are those of POSIX")
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_folder_that_others_may_write_to_is_not_used(
    folder: Path, compiled: list[str], mode: int
) -> None:
    folder.mkdir()
    folder.chmod(mode)

    assert [load(), load()] == ["T", "T"]
    assert compiled == ["test", "test"]
    assert files(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="modes of files are those of POSIX")
def test_style_loads_if_the_folder_cannot_be_written_to(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o500)
    try:
        assert [load(), load()] == ["T", "T"]
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("kind", ["", "file", "below a file"])
def test_style_loads_without_a_folder(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiled: list[str]
) -> None:
    """Without a folder there is no cache, but everything else works."""
    file = tmp_path / "file"
    file.write_text("")
    path = {"": "", "file": str(file), "below a file": str(file / "cache")}[kind]
    monkeypatch.setenv(VARIABLE, path)

    assert [load(), load()] == ["T", "T"]
    assert compiled == ["test", "test"]


def test_style_loads_if_the_entry_is_a_folder(folder: Path) -> None:
    load()
    (path,) = files(folder)
    path.unlink()
    path.mkdir()

    assert load() == "T"


@pytest.mark.parametrize(
    "module",
    ["csl/a.py", "richtext/a.py", "engine/compiler/codegen/a.py", "engine/runtime/b/c/a.py"],
)
def test_module_at_any_depth_is_part_of_the_key(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_folder, "__file__", str(tmp_path / "_util" / "cache_folder.py"))
    for folder in ("csl", "engine/compiler", "engine/runtime", "richtext"):
        (tmp_path / folder).mkdir(parents=True)
    path = tmp_path / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("1", "utf-8")
    before = cache.key(b"x", "name", "en-US")

    assert cache.key(b"x", "name", "en-US") == before
    path.write_text("10", "utf-8")
    assert cache.key(b"x", "name", "en-US") != before


def test_locale_files_are_part_of_the_key(
    folder: Path, compiled: list[str], tmp_path: Path
) -> None:
    text = csl('<text term="and"/>')
    path = tmp_path / "locales-eo.xml"

    def load_with(word: str) -> str:
        opening = '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="eo">'
        path.write_text(f'{opening}<terms><term name="and">{word}</term></terms></locale>')
        style = Style.from_string(text, name="test", locale="eo", locales=tmp_path)
        return str(style.document([record(title="T")]).cite("a"))

    assert [load_with("kaj"), load_with("plus"), load_with("kaj")] == ["kaj", "plus", "kaj"]
    assert compiled == ["test", "test"]


def test_a_style_that_is_loaded_again_comes_from_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Style.from_string(TEXT, name="test")

    def refuse(_key: bytes) -> None:
        raise AssertionError("the style was looked up on disk")

    monkeypatch.setattr(cache, "load", refuse)
    again = Style.from_string(TEXT, name="test")
    assert again._engine._built is first._engine._built  # type: ignore[attr-defined]
    with pytest.raises(AssertionError):
        Style.from_string(TEXT, name="test", locale="de")
