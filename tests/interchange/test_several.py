"""Several files, read as one bibliography."""

from __future__ import annotations

from pathlib import Path

import pytest

from citeformat.errors import SourceError
from citeformat.interchange.several import read_several

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
