"""The calls for what somebody else has sent: they open no file that the sender names."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import citeformat
from citeformat import SourceError, Style, StyleNotFound, read
from citeformat._util.files import remove_leftovers, replace_file
from citeformat.cli.main import main
from tests.samples import csl
from tests.time_limit import time_limit

BIB = "@book{k,\n title = {T},\n annote = {private note}}\n"


@pytest.fixture
def private(tmp_path: Path) -> Path:
    file = tmp_path / "private.bib"
    file.write_text(BIB)
    return file


def test_text_is_never_a_path(private: Path) -> None:
    assert read(str(private))["k"].title == "T"

    for format in ("bibtex", None):
        try:
            records = read(text=str(private), format=format)
        except citeformat.FormatError:
            continue
        assert not records

    assert read(text=BIB)["k"].title == "T"
    assert len(read(text="")) == 0


@pytest.mark.parametrize("arguments", [{}, {"source": "x", "text": "y"}, {"text": b"@book{x,}"}])
def test_source_or_text(arguments: Any) -> None:
    with pytest.raises((TypeError, SourceError)):
        read(**arguments)


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../../../../../../etc/passwd", "/etc/nothing.csl", "/etc/", "", " ", "\0",
     "x" * 10_000, "a\nb", "..", ".", "apa/../apa", "<style/>", csl('<text variable="title"/>'),
     "file:///etc/passwd", "C:\\x.csl"],
    ids=lambda name: ascii(name)[:20],
)  # fmt: skip
def test_name_of_a_style_is_never_a_path(name: str) -> None:
    with time_limit(20), pytest.raises(StyleNotFound) as caught:
        Style.named(name)
    assert "root:" not in str(caught.value)


def test_names_of_styles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.csl").write_text(csl('<text variable="title"/>'))
    monkeypatch.chdir(tmp_path)

    assert Style.named("apa").name == "apa"
    assert Style.named("apa.csl", locale="de-DE").locale == "de-DE"
    assert Style.named("mine", styles_folder=tmp_path).name == "mine"
    with pytest.raises(StyleNotFound):
        Style.named("./mine.csl")
    with pytest.raises(TypeError):
        Style.named(tmp_path / "mine.csl")  # type: ignore[arg-type]


class Upload(io.BytesIO):
    """An upload: the client chose its name."""

    name = ""


def test_explain_opens_no_file_that_a_client_names(private: Path) -> None:
    upload = Upload(b"@book{k, title={T}}")
    upload.name = str(private)

    records = read(upload)

    assert records[0].file == f"<{private}>"
    assert "private note" not in str(citeformat.explain(records[0], Style.load("apa")))


@pytest.mark.parametrize("mode", ["r", "rb"])
def test_open_file_keeps_its_name(private: Path, mode: str) -> None:
    with private.open(mode) as file:
        record = read(file)[0]
    assert record.file == str(private)
    assert "private note" in str(citeformat.explain(record, Style.load("apa")))


def test_suffix_of_an_upload_says_its_format() -> None:
    upload = Upload(b"k,T")
    upload.name = "refs.bib"
    assert read(upload).problems[0].source == "<refs.bib>"
    upload.name = "refs"
    upload.seek(0)
    with pytest.raises(citeformat.FormatError):
        read(upload)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no FIFOs")
def test_fifo_and_device_are_refused(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)

    for name in (str(fifo), fifo, "/dev/zero", Path("/dev/null")):
        with time_limit(5), pytest.raises(SourceError, match="not a regular file"):
            read(name)
    with time_limit(5), pytest.raises(SourceError, match="not a regular file"):
        Style.load(fifo)
    with time_limit(5):
        assert main(["convert", str(fifo), "--to", "ris"]) == 2


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="the system has no /dev/fd")
def test_file_that_a_shell_has_opened_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, BIB.encode())
    os.close(writing)
    try:
        assert read(f"/dev/fd/{reading}")["k"].title == "T"
    finally:
        os.close(reading)


def test_size_of_a_source_has_a_limit(tmp_path: Path) -> None:
    large = BIB + " " * 2000
    file = tmp_path / "large.bib"
    file.write_text(large)
    sources: tuple[Any, ...] = (
        file, str(file), large, large.encode(), io.StringIO(large), io.BytesIO(large.encode()),
        gzip.compress(large.encode()),
    )  # fmt: skip
    for source in sources:
        with pytest.raises(SourceError, match="more than 1,000 bytes"):
            read(source, max_bytes=1000)
        if hasattr(source, "seek"):
            source.seek(0)
        assert read(source, max_bytes=3000)["k"].title == "T"
    with pytest.raises(SourceError, match="more than 1,000 bytes"):
        read(text=large, max_bytes=1000)


def test_compressed_file_that_expands_to_much_is_not_expanded() -> None:
    bomb = gzip.compress(gzip.compress(b" " * 50_000_000))

    with time_limit(10), pytest.raises(SourceError, match="more than 100,000 bytes"):
        read(bomb, max_bytes=100_000)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these have folders of their own")
def test_relative_cache_folder_is_ignored(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "CITEFORMAT_CACHE_DIR"}
    environment |= {"XDG_CACHE_HOME": "relative", "HOME": str(tmp_path / "home")}
    environment["PYTHONPATH"] = str(Path(citeformat.__file__).parents[1])
    code = "from citeformat import Style; Style.load('ieee')"

    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True)

    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_leftover_temporary_files_are_removed(tmp_path: Path) -> None:
    old = tmp_path / ".citeformat-0123456789abcdef.tmp"
    new = tmp_path / ".citeformat-fedcba9876543210.tmp"
    others = [tmp_path / ".citeformat-0123.tmp", tmp_path / "citeformat-0123456789abcdef.tmp"]
    for path in (old, new, *others):
        path.write_text("")
    for path in (old, *others):
        os.utime(path, (time.time() - 4000,) * 2)

    replace_file(tmp_path / "refs.bib", b"@book{x,}")

    assert not old.exists()
    assert new.exists()
    assert all(path.exists() for path in others)
    remove_leftovers(tmp_path / "nothing")
