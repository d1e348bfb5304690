"""Accents and letters."""

from __future__ import annotations

import re
import string

import pytest

from citeformat._util.patterns import DOI_PREFIX
from citeformat._util.text import letters, strip_accents


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plain", "plain"),
        ("Gödel", "Godel"),
        ("Go\u0308del", "Godel"),  # decomposed already
        ("ﬁrst", "first"),
        ("Łódź", "Łodz"),  # Unicode does not decompose ł
        ("Достоевский", "Достоевскии"),
    ],
)
def test_accents_are_removed(text: str, plain: str) -> None:
    assert strip_accents(text) == plain


def test_letters_count_like_columns_of_a_spreadsheet() -> None:
    assert "".join(letters(number) for number in range(1, 27)) == string.ascii_lowercase
    assert [letters(number) for number in (0, 27, 52, 53, 702, 703)] == [
        "", "aa", "az", "ba", "zz", "aaa",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "prefix",
    ["doi:", "DOI: ", "doi.org/", "http://dx.doi.org/", "https://doi.org/", "www.doi.org/"],
)
def test_prefix_of_a_doi_is_known(prefix: str) -> None:
    assert re.sub(DOI_PREFIX, "", f"{prefix}10.1000/182", flags=re.IGNORECASE) == "10.1000/182"
