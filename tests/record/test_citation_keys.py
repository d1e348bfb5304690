"""Generated keys, with the fields and modifiers that JabRef's manual names."""

from __future__ import annotations

import pytest

from citeformat import FormatError, convert
from citeformat.record import Date, Name, Record
from citeformat.record.citation_keys import make_keys

BOOK = Record(
    "x",
    "book",
    {
        "author": (Name("Gödel", "Kurt"), Name("van Dam", "A."), Name(literal="others")),
        "title": "On the <i>Formally</i> Undecidable",
        "issued": Date(((1931, 5),)),
        "container-title": "Journal of Logic",
        "volume": "38",
        "page": "173-198",
    },
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("[auth:lower][year][title:1]", "godel1931Formally"),
        ("[authors]", "GodelvanDam"),
        ("[authors:1:upper]-[shortyear]", "GODEL-31"),
        ("[auth]_[journal]_[volume]_[firstpage]", "Godel_JOL_38_173"),
        ("[title:2:abbr:lower]", "fu"),
        ("[type:capitalize]", "Book"),
        ("[editor]", None),
        ("[auth:big]", None),
        ("[auth", None),
        ("", None),
    ],
)
def test_patterns(pattern: str, key: str | None) -> None:
    if key is None:
        with pytest.raises(FormatError):
            make_keys([BOOK], pattern)
    else:
        assert make_keys([BOOK], pattern) == [key]


def test_keys_are_unique() -> None:
    assert make_keys([BOOK] * 28, "[year]")[:3] == ["1931", "1931a", "1931b"]
    assert make_keys([BOOK] * 28, "[year]")[-1] == "1931aa"


def test_ids_that_cannot_be_keys_are_replaced_and_reported() -> None:
    made = convert([Record("a b,c", "book"), Record("a_b_c", "book")], to="bibtex")

    assert "@book{a_b_c," in made
    assert "@book{a_b_ca," in made
    assert [loss.field for loss in made.losses] == ["id", "id"]


def test_links_follow_new_keys() -> None:
    text = "@inbook{a, title={A}, crossref={b}} @book{b, title={B}, year=1999}"
    made = convert(text, to="bibtex", keys="[title][year]")

    assert "crossref = {B1999}" in made
