"""A .bib file that is edited keeps every byte that was not changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeformat import Record, RecordError, RecordNotFound, SourceError, read
from citeformat.interchange.bibtex.editing.file import BibFile
from tests.shared import SharedFile

TEXT = """% My references @article{no, title={x}}
@string{aw = "Addison-Wesley"}

@Book{tb,
  title     = {The {\\TeX}book},
  publisher = aw # { \\& Co},
  year      = 1984,
  note      = "old"
}
@comment{ @book{hidden, title={H}} }

@article(par, title = {In (round) brackets})
@misc{tb, title={Again}}
@broken{b, title = {never closed
"""


def edited(change: str) -> tuple[str, str]:
    """Return the lines that a change removes and adds."""
    before = TEXT.splitlines()
    after = change.splitlines()
    return (
        "\n".join(line for line in before if line not in after),
        "\n".join(line for line in after if line not in before),
    )


def test_entries_are_found() -> None:
    file = BibFile(TEXT.encode())

    assert list(file) == ["tb", "par", "tb-2"]
    assert dict(file["tb"]) == {
        "title": "The {\\TeX}book", "publisher": "aw # { \\& Co}", "year": "1984", "note": "old",
    }  # fmt: skip
    assert file["tb"].raw("publisher") == "aw # { \\& Co}"


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("year", "1986", "  year      = 1986,"),
        ("YEAR", "c. 1986", "  year      = {c. 1986},"),
        ("note", "new", '  note      = "new"'),
        ("note", 'say "so"', '  note      = {say "so"}'),
        ("publisher", "AW", "  publisher = {AW},"),
    ],
)
def test_one_field_changes_one_line(name: str, value: str, line: str) -> None:
    file = BibFile(TEXT.encode())
    file["tb"][name] = value

    removed, added = edited(str(file))
    assert added == line
    assert removed.count("\n") == 0
    assert file["tb"][name] == value


def test_new_fields_look_like_the_others() -> None:
    file = BibFile(TEXT.encode())
    file["tb"]["isbn"] = "1"
    file["par"]["year"] = "2000"

    assert '  note      = "old",\n  isbn      = {1}\n}' in str(file)
    assert "@article(par, title = {In (round) brackets}, year = {2000})" in str(file)


def test_fields_are_deleted() -> None:
    file = BibFile(TEXT.encode())
    del file["tb"]["note"]
    del file["tb"]["title"]
    del file["tb-2"]["title"]

    assert "@Book{tb,\n  publisher = aw # { \\& Co},\n  year      = 1984\n}" in str(file)
    assert "@misc{tb,}" in str(file)
    assert read(str(file)).ids[:3] == ("tb", "par", "tb-2")


def test_entries_are_added_and_removed() -> None:
    file = BibFile(b"% top\n\n@book{a, title={A}}\n\n% middle\n\n@book{b, title={B}}\n")
    file.remove("a")
    file.add("@book{c, title={C}}")
    file.add(Record("d", "book", {"title": "D"}), to="bibtex")

    assert str(file) == (
        "% top\n\n% middle\n\n@book{b, title={B}}\n\n@book{c, title={C}}\n\n"
        "@book{d,\n  title = {D},\n}\n"
    )


def test_key_and_type_are_changed() -> None:
    file = BibFile(TEXT.encode())
    file["par"].key = "new"
    file["new"].type = "misc"

    assert edited(str(file))[1] == "@misc(new, title = {In (round) brackets})"


@pytest.mark.parametrize(
    "data",
    [TEXT.encode(), TEXT.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + TEXT.encode(),
     "@book{ö, title={Ä}}".encode("latin-1"), "@book{x, title={Ä}}".encode("utf-16"),
     b"@book{x, title={\x81\xff}}", b"", b"no entry", TEXT.encode() + b"\x00\x1a"],
)  # fmt: skip
def test_unchanged_files_have_the_same_bytes(data: bytes) -> None:
    assert BibFile(data).to_bytes() == data


def test_line_ends_and_encoding_stay() -> None:
    data = "@book{x,\r\n  title = {Ä}\r\n}\r\n".encode("latin-1")
    file = BibFile(data)
    file["x"]["year"] = "1999"
    file.add("@book{y,\n  title = {Ö}\n}")

    assert file.to_bytes() == (
        "@book{x,\r\n  title = {Ä},\r\n  year = {1999}\r\n}\r\n\r\n"
        "@book{y,\r\n  title = {Ö}\r\n}\r\n"
    ).encode("latin-1")
    file["x"]["title"] = "Ω"
    with pytest.raises(RecordError, match="cannot be written in cp1252"):
        file.to_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bib/tugboat.bib", "bib/papers.bib"])
def test_real_files(name: str, tmp_path: Path, shared_file: SharedFile) -> None:
    path = shared_file(name)
    data = path.read_bytes()
    file = BibFile.open(path)
    key = list(file)[len(file) // 2]
    before = file[key].source

    assert file.to_bytes() == data
    assert tuple(file) == read(path).ids
    file[key]["year"] = "1066"
    changed = file.to_bytes()
    at = data.index(before.encode())
    assert changed[:at] == data[:at]
    assert changed[at + len(file[key].source.encode()) :] == data[at + len(before.encode()) :]
    file.write(tmp_path / "out.bib")
    assert (tmp_path / "out.bib").read_bytes() == changed


def test_changes_that_would_break_the_file_are_refused(tmp_path: Path) -> None:
    file = BibFile(TEXT.encode())
    for value in ("{", "}", "a}b{c"):
        with pytest.raises(RecordError):
            file["tb"]["note"] = value
    for name in ("a b", "", "x=y"):
        with pytest.raises(RecordError):
            file["tb"][name] = "v"
    with pytest.raises(RecordError):
        file["tb"].key = "a,b"
    with pytest.raises(RecordError):
        file["tb"].type = "1"
    with pytest.raises(RecordError):
        file["tb"].set_raw("note", "{a}, b = {c}")
    with pytest.raises(RecordError):
        file.add("@book{a, title={A}} @book{b}")
    with pytest.raises(KeyError):
        del file["tb"]["nothing"]
    with pytest.raises(RecordNotFound):
        file.remove("nothing")
    with pytest.raises(SourceError):
        BibFile.open(tmp_path / "missing.bib")
    with pytest.raises(SourceError):
        file.write()
    assert file.to_bytes() == TEXT.encode()


PIECES = st.sampled_from(
    ["@book{", "k", ",", " ", "\n", "title", "=", "{", "}", '"', "#", "1", "@comment{", "(", ")",
     "%", "\\", "é", "@"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.binary(max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_bytes_stay_and_any_entry_can_be_changed(text: str, more: bytes) -> None:
    data = text.encode() + more
    file = BibFile(data)

    assert file.to_bytes() == data
    for entry in file.values():
        entry["title"] = "{New} title"
        assert entry["title"] == "{New} title"
        del entry["title"]


def test_a_value_of_a_broken_entry_has_no_entries() -> None:
    text = '@misc{a, title = {X @misc{b, note = "}"} y}}\n@misc{c, note = {Z}}\n'
    file = BibFile(text.encode())

    assert list(file) == ["c"]
    assert read(text.encode(), format="bibtex").ids == ("a", "c")
    file["c"]["note"] = "N"
    assert str(file) == text.replace("Z", "N")
