"""Programs that were written for citeproc-py run with their imports changed."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.compat.citeproc.programs import (
    INVENIO_STYLES,
    CatalogueOfData,
    credit,
    export,
    needs_repair,
    serialize,
    write_list,
)
from tests.shared import SharedFile

ITEM: dict[str, Any] = {
    "id": "a1b2c-D3E4F",
    "type": "article-journal",
    "title": "A study of blanks",
    "author": [{"family": "Doe", "given": "Jane B."}, {"family": "Roe", "given": "Richard"}],
    "container-title": "Journal of Typography",
    "volume": "3",
    "issue": 2,
    "page": "10-20",
    "issued": {"date-parts": [["2021", 5]]},
    "DOI": "10.1234/abc",
}

EXPECTED = {
    "apa": "Doe, J. B., & Roe, R. (2021). A study of blanks. Journal of Typography, 3(2), 10–20. "
    "https://doi.org/10.1234/abc",
    "harvard-cite-them-right": "Doe, J.B. and Roe, R. (2021) “A study of blanks,” Journal of "
    "Typography, 3(2), pp. 10–20. Available at: https://doi.org/10.1234/abc.",
    "modern-language-association": "Doe, Jane B., and Richard Roe. “A Study of Blanks.” Journal of "
    "Typography, vol. 3, no. 2, May 2021, pp. 10–20, https://doi.org/10.1234/abc.",
    "vancouver": "1. Doe JB, Roe R. A study of blanks. Journal of Typography. 2021 May;3(2):10–20. "
    "doi:10.1234/abc",
    "chicago-fullnote-bibliography": "Doe, Jane B., and Richard Roe. “A Study of Blanks.” Journal "
    "of Typography 3, no. 2 (2021): 10–20. https://doi.org/10.1234/abc.",
    "ieee": "[1] J. B. Doe and R. Roe, “A study of blanks,” Journal of Typography, vol. 3, no. 2, "
    "pp. 10–20, May 2021, doi: 10.1234/abc.",
}


@pytest.mark.parametrize("style", INVENIO_STYLES)
def test_a_repository_serializes_a_record(style: str) -> None:
    assert serialize(dict(ITEM), style) == EXPECTED[style]


def test_the_locale_counts() -> None:
    assert "Nr. 2" in serialize(dict(ITEM), "ieee", "de-DE")


@pytest.mark.shared
def test_real_records_need_no_repair(shared_file: SharedFile) -> None:
    items = json.loads(shared_file("bib/tugboat.csl.json").read_text(encoding="utf-8"))
    some = items[:: len(items) // 80]

    texts = [serialize(item, style) for style in INVENIO_STYLES for item in some]

    assert len(some) >= 80
    assert [text for text in texts if not text or needs_repair(text)] == []


def test_threads_share_the_styles() -> None:
    items = [{**ITEM, "id": f"R{n}", "title": f"Study {n}"} for n in range(20)]
    calls = [(item, style) for item in items for style in INVENIO_STYLES]
    serial = [serialize(*call) for call in calls]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda call: serialize(*call), calls * 2)) == serial * 2


def test_a_converter_writes_html() -> None:
    written = write_list([ITEM, {**ITEM, "id": "x", "title": "R & D"}], "apa", "fr-FR")

    first, second = written.split("\n\n")
    assert "<i>Journal of Typography</i>, <i>3</i>(2), 10‑20" in first.replace("–", "‑")
    assert "R &amp; D" in second


def test_a_report_credits_an_entry_of_bibtex() -> None:
    bibtex = """@article{Strunk:1918, author = {Strunk, William and M{\\"u}ller, Ä.},
        title = {The {E}lements}, journal = {Style}, year = 1918, pages = {12}, keywords = {x}}"""

    text = credit(bibtex, "Strunk:1918")

    assert text == "Strunk, W. and Müller, Ä. (1918) “The Elements,” Style, p. 12."


def test_a_library_manager_exports_a_document() -> None:
    document = {
        "ref": "MyDocument", "type": "article", "title": "The theory of everything",
        "author": "Albert Einstein", "author_list": [{"given": "Albert", "family": "Einstein"}],
        "journal": "Nature", "volume": "7", "year": "2350", "month": "March",
    }  # fmt: skip

    assert export(document, "apa", "plain") == (
        "Einstein, A. (2350). The theory of everything. Nature, 7."
    )
    assert "*Nature*" in export(document, "apa", "rst")


def test_a_portal_changes_the_language_of_a_style() -> None:
    catalogue = CatalogueOfData(["apa", "ieee"])
    dataset = {"id": "D-1", "title": "Trees", "organization": "City", "url": "https://d.org/1"}

    english = catalogue.citations(dataset, "en", "html")
    german = catalogue.citations(dataset, "de", "html")

    assert "(2024, May 17)" in english[0]
    assert "(2024, Mai 17)" in german[0]
    assert english[1].startswith("[1] ")
    assert "Verfügbar" in german[1]
