"""Several files, read as one bibliography."""

from __future__ import annotations

from pathlib import Path

import pytest

from citeformat.errors import SourceError
from citeformat.interchange import WRITERS, read
from citeformat.interchange.convert import convert
from citeformat.interchange.several import read_several
from citeformat.record import Record

STRINGS = '@string{jx = "Journal of X"}\n@mvbook{whole, title = {The Whole},\n  publisher = {P}}'
ENTRIES = """
@article{a, title = {T}, journal = jx}
@inbook{c, title = {C}, crossref = {whole}, year = lost}
@xdata{d, publisher = {Q}}
@article{a, title = {U}}
"""


def files(folder: Path, **texts: str) -> list[Path]:
    """Write files, and return their paths."""
    paths = [folder / name.replace("_", ".") for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_bib_files_share_strings_and_parents(tmp_path: Path) -> None:
    """BibTeXing (btxdoc), `\\\\bibliography` with several files."""
    paths = files(tmp_path, strings_bib=STRINGS, refs_bib=ENTRIES)
    records = read_several(paths)

    assert records.ids == ("whole", "a", "c", "a-2")
    assert records["a"].container_title == "Journal of X"
    assert records["c"].publisher == "P"
    assert [(record.file, record.line) for record in records] == [
        (str(paths[0]), 2), (str(paths[1]), 2), (str(paths[1]), 3), (str(paths[1]), 5)
    ]  # fmt: skip
    assert [(p.source, p.line, p.severity) for p in records.problems] == [
        (str(paths[1]), 3, "error"), (str(paths[1]), 5, "warning")
    ]  # fmt: skip


def test_equal_ids_of_two_files_become_unique(tmp_path: Path) -> None:
    item = '[{"id": "a", "type": "book", "title": "T"}]'
    paths = files(tmp_path, a_json=item, b_bib="@book{a, title = {T}}", c_json=item)
    records = read_several(paths)

    assert records.ids == ("a", "a-2", "a-3")
    assert [(p.severity, p.source, p.line, p.record) for p in records.problems] == [
        ("warning", str(paths[1]), 1, "a-2"), ("warning", str(paths[2]), 1, "a-3")
    ]  # fmt: skip


def test_formats_keep_the_order_of_the_files(tmp_path: Path) -> None:
    ris = "TY  - JOUR\nID  - b\nER  -\n"
    paths = files(tmp_path, a_bib="@book{a}", b_ris=ris, c_bib="@book{c}", d_bib="")

    assert read_several(paths).ids == ("a", "b", "c")


def test_no_file_and_a_missing_file() -> None:
    assert len(read_several([])) == 0
    with pytest.raises(SourceError):
        read_several([Path("missing.bib")])


@pytest.mark.parametrize("format", [name for name in WRITERS if name != "cff"])
def test_equal_ids_of_two_files_of_any_format(tmp_path: Path, format: str) -> None:
    record = Record("a", "book", {"title": "T"})
    text = convert(record, to=format)
    paths = [tmp_path / f"{number}{WRITERS[format].suffixes[0]}" for number in range(2)]
    for path in paths:
        path.write_text(text, encoding="utf-8")
    records = read_several(paths)

    assert records.ids == ("a", "a-2")
    assert [(p.severity, p.source, p.record) for p in records.problems] == [
        ("warning", str(paths[1]), "a-2")
    ]


def test_problems_of_a_record_that_gets_another_id() -> None:
    records = read_several(
        ['[{"id": "a"}]', "@book{a, title = {\\mine A}}\n@book{b, note = {\\mine}}"]
    )

    assert [(p.record, p.other_records, p.message) for p in records.problems] == [
        ("a-2", ("b",), "the command \\mine is not known"),
        ("a-2", ("a",), "the id 'a' is used in another file too"),
    ]


NBIB = "PMID- 1\nTI  - T\nPT  - Book\n"
CFF = "cff-version: 1.2.0\nmessage: m\ntitle: T\nauthors:\n- name: X\n"


@pytest.mark.parametrize(
    ("name", "text", "id"),
    [
        ("nbib", NBIB, "pmid1"),
        ("cff", CFF, "x"),
        ("jsonl", '{"DOI": "10.5555/1", "title": ["T"]}\n', "10.5555/1"),
    ],
)
def test_equal_ids_that_are_made(tmp_path: Path, name: str, text: str, id: str) -> None:
    records = read_several(files(tmp_path, **{f"a_{name}": text, f"b_{name}": text}))

    assert records.ids == (id, f"{id}-2")
    assert [problem.severity for problem in records.problems] == ["warning"]


@pytest.mark.parametrize(
    ("format", "text", "ids"),
    [
        ("csl-json", '[{"id": "a"}, {"id": "a"}]', ("a", "a-2")),
        ("crossref", '[{"DOI": "a"}, {"DOI": "a"}]', ("a", "a-2")),
        ("csl-yaml", "- id: a\n- id: a\n", ("a", "a-2")),
        ("bibtex", "@book{a}\n@book{a}\n", ("a", "a-2")),
        ("ris", "TY  - BOOK\nID  - a\nER  -\n" * 2, ("a", "a-2")),
        ("csv", "id,title\na,T\na,U\n", ("a", "a-2")),
        ("nbib", f"{NBIB}\n{NBIB}", ("pmid1", "pmid1-2")),
    ],
)
def test_equal_ids_in_one_file(format: str, text: str, ids: tuple[str, ...]) -> None:
    records = read(text, format=format)

    assert records.ids == ids
    assert [(p.severity, p.record, p.other_records) for p in records.problems] == [
        ("warning", ids[1], ids[:1])
    ]


def test_xdata_and_crossref_of_a_later_file(tmp_path: Path) -> None:
    """BibLaTeX finds the parent wherever it is."""
    child = "@inbook{c, title = {C}, crossref = {whole}}\n@book{d, title = {D}, xdata = {common}}\n"
    parents = "@xdata{common, publisher = {Q}}\n@book{whole, title = {W}, publisher = {P}}\n"
    records = read_several(files(tmp_path, a_bib=child, b_bib=parents))

    assert (records["c"].container_title, records["d"].publisher) == ("W", "Q")
    assert records.problems == ()


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("ris", "TY  - ELSE\nID  - a\nAU  - Doe, J; Roe, A\nDA  - 10/05/2015\nER  -\n"),
        ("refer", "%0 Bok\n%F a\n%T T\n"),
        ("refworks", "RT Bok\nID a\nT1 T\nA1 Doe, J. & Roe, A.\n"),
        ("web-of-science", "PT Q\nUT a\nTI T\nER\nEF\n"),
        ("hayagriva", "a:\n  type: Bok\n  title: T\n"),
        ("cff", "cff-version: 1.2.0\ntitle: T\nauthors: [a]\n"),
    ],
)
def test_problems_have_the_ids_of_records_also_of_renamed_ones(format: str, text: str) -> None:
    once, again = (list(read_several([text] * times, format=format).problems) for times in (1, 2))

    assert once
    assert {problem.record for problem in once} == {"a"}
    assert {problem.record for problem in again} == {"a", "a-2"}
