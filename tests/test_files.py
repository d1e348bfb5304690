"""Files of users: an interruption, a full disk or a character without an encoding loses nothing."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import citeformat
from citeformat._util.files import replace_file
from citeformat._util.surrogates import replace_surrogates
from citeformat.cli.main import main
from citeformat.errors import RecordError, SourceError
from citeformat.interchange import WRITERS
from citeformat.interchange.bibtex.editing.file import BibFile
from citeformat.output import FORMATS
from citeformat.record import Name, Record
from citeformat.record.core import Value
from citeformat.style import Style

posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX has this kind of file or limit")
BIB = "".join(
    f"@book{{k{n}, title = {{A long title number {n}}}, year = 2000}}\n" for n in range(900)
)
BROKEN = "x\ud800y"
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))  # as a full disk or a quota does
sys.dont_write_bytecode = True
"""


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, "utf-8")
    return path


@pytest.fixture
def broken() -> Record:
    """A record that was not read, with surrogates wherever text can be."""
    texts = ("title", "container-title", "publisher", "note", "URL", "page", "edition", "language")
    fields: dict[str, Value] = dict.fromkeys(texts, BROKEN)
    fields["DOI"] = f"10.1000/{BROKEN}"
    fields["author"] = (Name(BROKEN, BROKEN), Name(literal=BROKEN))
    return Record(BROKEN, "book", fields, extra={"custom": {BROKEN: BROKEN}})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def run_limited(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIMITED + code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "new"

    replace_file(path, b"one")
    replace_file(path, b"two")

    assert path.read_bytes() == b"two"
    assert names(tmp_path) == ["new"]


@posix
def test_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")

    replace_file(tmp_path / "new", b"")

    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@posix
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_mode_is_kept(bib: Path, mode: int) -> None:
    bib.chmod(mode)

    replace_file(bib, b"new")

    assert stat.S_IMODE(bib.stat().st_mode) == mode


@posix
def test_private_file_is_private_while_it_is_written(
    bib: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bib.chmod(0o600)
    modes = []
    monkeypatch.setattr(os, "fsync", lambda file: modes.append(os.fstat(file).st_mode & 0o777))

    replace_file(bib, b"new")

    assert modes == [0o600]


@posix
def test_symbolic_link_stays(bib: Path) -> None:
    folder = bib.parent / "links"
    folder.mkdir()
    link = folder / "link.bib"
    link.symlink_to("../refs.bib")

    replace_file(link, b"new")

    assert link.is_symlink()
    assert not bib.is_symlink()
    assert bib.read_bytes() == b"new"
    assert names(folder) == ["link.bib"]


@posix
def test_target_of_a_dangling_link_is_made(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")

    replace_file(tmp_path / "link", b"new")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


@posix
def test_fifo_is_written_to_directly(tmp_path: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()), daemon=True)
    reader.start()

    replace_file(path, b"new")
    reader.join(10)

    assert read == [b"new"]
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="the system has no /dev/stdout")
def test_standard_output_by_name(bib: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "citeformat", "convert", str(bib), "-t", "ris"]
    to_pipe = subprocess.run([*command, "-o", "/dev/stdout"], capture_output=True, check=True)
    with (tmp_path / "out").open("wb") as file:
        inode = os.fstat(file.fileno()).st_ino
        subprocess.run([*command, "-o", "/dev/stdout"], stdout=file, check=True)

    assert to_pipe.stdout.startswith(b"TY  - BOOK")
    assert (tmp_path / "out").read_bytes() == to_pipe.stdout
    assert (tmp_path / "out").stat().st_ino == inode


@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_interruption_leaves_the_old_file(
    bib: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    def open_failing(descriptor: int, _: str) -> io.BytesIO:
        os.close(descriptor)
        file = io.BytesIO()
        monkeypatch.setattr(file, "write", fail)
        return file

    if name == "write":
        monkeypatch.setattr(os, "fdopen", open_failing)
    elif name == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)

    with pytest.raises(type(error)):
        replace_file(bib, b"new")

    assert bib.read_text("utf-8") == BIB
    assert names(bib.parent) == ["refs.bib"]


@posix
def test_read_only_file_is_not_replaced(bib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bib.chmod(0o400)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write to any file

    with pytest.raises(PermissionError):
        replace_file(bib, b"new")

    assert bib.read_text("utf-8") == BIB


def test_folder_that_takes_no_new_file(bib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    file = BibFile.open(bib)
    file["k1"]["year"] = "1999"
    monkeypatch.setattr(os, "open", refuse)  # root may write to any folder

    with pytest.raises(SourceError, match=r"refs.bib cannot be written: its folder does not take"):
        file.write()

    monkeypatch.undo()
    assert bib.read_text("utf-8") == BIB


@pytest.mark.parametrize("name", ["", "missing/refs.bib", "refs\0.bib"])
def test_error_names_the_file(bib: Path, name: str) -> None:
    target = str(bib.parent / name)

    with pytest.raises(SourceError) as caught:
        BibFile.open(bib).write(target)

    assert str(caught.value).startswith(f"{target} cannot be written: ")


def test_character_that_the_encoding_lacks_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes("@book{k, title = {Grüße}}".encode("latin-1"))
    file = BibFile.open(path, encoding="latin-1")
    file["k"]["title"] = "数"

    with pytest.raises(RecordError):
        file.write()

    assert path.read_bytes() == "@book{k, title = {Grüße}}".encode("latin-1")


@posix
def test_bib_file_on_a_full_disk(bib: Path) -> None:
    done = run_limited(
        "from citeformat.interchange.bibtex.editing import BibFile\n"
        f"file = BibFile.open({str(bib)!r})\n"
        "file['k1']['year'] = '1999'\n"
        "try: file.write()\nexcept Exception as error: print(type(error).__name__, error)\n"
    )

    assert done.stdout.strip() == f"SourceError {bib} cannot be written: File too large"
    assert bib.read_text("utf-8") == BIB
    assert names(bib.parent) == ["refs.bib"]


@posix
def test_output_option_on_a_full_disk(bib: Path) -> None:
    output = bib.parent / "out.json"
    output.write_text("precious", "utf-8")

    done = run_limited(
        "from citeformat.cli.main import main\n"
        f"sys.exit(main(['convert', {str(bib)!r}, '-o', {str(output)!r}]))"
    )

    assert done.returncode == 2
    assert f"{output} cannot be written: File too large" in done.stderr
    assert output.read_text("utf-8") == "precious"
    assert names(bib.parent) == ["out.json", "refs.bib"]


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        ("x\ud800", "x\ufffd"),
        ("\udc80\ud800y", "\ufffd\ufffdy"),
        ("\ud83d\ude00", "\U0001f600"),
        ({"a\ud800": [{"b": "\ud800"}, 1, None]}, {"a\ufffd": [{"b": "\ufffd"}, 1, None]}),
        ([object, "\ud800"], [object, "\ufffd"]),
    ],
)
def test_surrogates_are_replaced(value: object, whole: object) -> None:
    assert replace_surrogates(value) == whole


@pytest.mark.parametrize(
    "value", ["é\ud7ff\ue000", {"a": ["힣", 1.5, None]}, [object], float("nan")]
)
def test_other_values_stay_the_same_object(value: object) -> None:
    assert replace_surrogates(value) is value


def test_record_from_csl_holds_no_surrogate() -> None:
    item = {"id": "a", "type": "book", "title": BROKEN, "author": [{"family": BROKEN}], "q": BROKEN}

    record = Record.from_csl(item)

    assert record.to_csl() == json.loads(json.dumps(item).replace("\\ud800", "\\ufffd"))


def test_item_that_is_nested_too_deep() -> None:
    deep: list[object] = ["\ud800"]
    for _ in range(100_000):
        deep = [deep]

    with pytest.raises(RecordError, match="nested too deep"):
        Record.from_csl({"id": "a", "custom": deep})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"id": "a", "title": "x\\ud800y", "DOI": "1"}]', "lone surrogates in title"),
        ('- id: a\n  title: "x\\ud800y"\n', "lone surrogates in title"),
        ("@book{a, title = {x\ud800y}}", "the text has lone surrogates"),
        ("TY  - BOOK\nTI  - x\ud800y\nER  - \n", "the text has lone surrogates"),
    ],
)
def test_reading_says_what_was_replaced(text: str, message: str) -> None:
    records = citeformat.read(io.StringIO(text))

    assert records[0].title == "x\ufffdy"
    assert records.problems[0].message == message


@pytest.mark.parametrize("reference", ["&#xD800;", "&#x00dfff;", "&#55296;"])
def test_xml_that_refers_to_a_surrogate(reference: str) -> None:
    title = f"<titles><title>x{reference}&#8212;y</title></titles>"
    text = f"<xml><records><record>{title}</record></records></xml>"

    assert citeformat.read(text)[0].title == "x\ufffd—y"


@pytest.mark.parametrize("engine", ["compiled", "citeproc-py"])
def test_record_with_surrogates_is_rendered(broken: Record, engine: str) -> None:
    made = Style.load("apa", engine=engine).bibliography([broken]).with_links([broken])

    assert [target.isprintable() for target in made.entries[0].targets] == [True]
    for format in FORMATS:
        assert made.to(format)


def test_record_with_surrogates_becomes_a_word_document(broken: Record) -> None:
    pytest.importorskip("docx", reason="needs python-docx")
    from citeformat.output.writers.docx import to_docx

    assert to_docx(Style.load("apa").bibliography([broken]).with_links([broken]))


@pytest.mark.parametrize("writer", WRITERS.values(), ids=lambda writer: writer.name)
def test_record_with_surrogates_is_converted(
    broken: Record, writer: citeformat.interchange.Writer
) -> None:
    assert citeformat.convert([broken], to=writer.name)


def test_record_with_surrogates_in_other_outputs(broken: Record) -> None:
    assert citeformat.cite_this(broken).to("html")
    assert citeformat.explain(broken, Style.load("apa")).to("json")
    assert citeformat.check([broken]).to("json")


@pytest.mark.parametrize(
    "command",
    [
        ["bibliography"],
        ["bibliography", "-t", "json"],
        ["bibliography", "-t", "docx"],
        ["convert", "-t", "bibtex"],
        ["convert", "-t", "csl-json"],
        ["cite-this"],
        ["explain", "-k", "a"],
        ["check"],
    ],
    ids=" ".join,
)
def test_command_reads_surrogates(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], command: list[str]
) -> None:
    if "docx" in command:
        pytest.importorskip("docx", reason="needs python-docx")
    source, output = tmp_path / "in.json", tmp_path / "out"
    item = {"id": "a", "type": "book", "title": BROKEN, "DOI": f"10.1000/{BROKEN}"}
    source.write_text(json.dumps([item]), "utf-8")

    code = main([command[0], str(source), *command[1:], "-o", str(output)])

    assert code == 0
    assert output.read_bytes()
    if "docx" not in command:
        assert "unexpected" not in capfdbinary.readouterr().err.decode()
        assert main([command[0], str(source), *command[1:]]) == 0
        assert capfdbinary.readouterr().out == output.read_bytes()


def test_a_name_that_ends_with_a_slash_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such folder"):
        replace_file(f"{tmp_path}/new/", b"")

    assert not (tmp_path / "new").exists()
