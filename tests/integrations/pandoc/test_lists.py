"""Lists of references in documents of pandoc."""

from __future__ import annotations

from typing import Any

from citeformat.integrations.pandoc import filter_document
from citeformat.manuscripts import Settings
from citeformat.output.writers.pandoc import Element, words
from tests.integrations.pandoc.documents import cite, document, filtered, para, text_of

ALL = para(cite("sky"), cite("sea"), cite("odd/key"))


def place(id: str, **attributes: str) -> Element:
    """Make an empty `Div`."""
    pairs = [[key.replace("_", "-"), value] for key, value in attributes.items()]
    return {"t": "Div", "c": [[id, ["own"], pairs], []]}


def ids(div: Any) -> list[str]:
    """The ids of the entries in a list."""
    return [entry["c"][0][0] for entry in div["c"][1]]


def test_the_list_is_at_the_end() -> None:
    made = filtered(ALL, reference_section_title="References").document["blocks"]

    header, div = made[1:]
    assert header == {
        "t": "Header",
        "c": [1, ["bibliography", ["unnumbered"], []], words("References")],
    }
    assert div["c"][0] == [
        "refs", ["references", "csl-bib-body", "hanging-indent"], [["line-spacing", "2"]]
    ]  # fmt: skip
    assert ids(div) == ["ref-sea", "ref-odd/key", "ref-sky"]


def test_the_list_is_in_its_place() -> None:
    made = filtered({"t": "BlockQuote", "c": [place("refs")]}, ALL).document["blocks"]

    div = made[0]["c"][0]
    assert len(made) == 2
    assert div["c"][0][1] == ["own", "references", "csl-bib-body", "hanging-indent"]
    assert ids(div) == ["ref-sea", "ref-odd/key", "ref-sky"]


def test_the_last_heading_is_unnumbered() -> None:
    heading = {"t": "Header", "c": [1, ["refs-heading", [], []], words("References")]}

    made = filtered(ALL, heading).document["blocks"]

    assert made[1]["c"][1][1] == ["unnumbered"]


def test_several_lists() -> None:
    made = filtered(
        ALL, place("refs-books", type="book"), place("refs-water", keyword="water"),
        place("refs-others"),
    )  # fmt: skip

    books, water, others = made.document["blocks"][1:]
    assert ids(books) == ["ref-sea"]
    assert ids(water) == [""]  # an id is unique
    assert ids(others) == ["ref-odd/key", "ref-sky"]
    assert books["c"][0][2] == [["line-spacing", "2"]]
    assert made.problems == ()


def test_works_in_no_list() -> None:
    made = filtered(ALL, place("refs-books", type="book"))

    assert [str(each.message) for each in made.problems] == [
        "no list of the document shows odd/key, sky"
    ]


def test_works_that_are_not_cited() -> None:
    nocite = {"t": "MetaInlines", "c": [cite("sky")]}
    everything = {"t": "MetaInlines", "c": [cite("*")]}

    some = filtered(para(cite("sea")), csl="ieee", nocite=nocite).document["blocks"]
    every = filtered(para("x"), nocite=everything).document["blocks"]

    assert text_of(some[0]) == "[1]"
    assert ids(some[1]) == ["ref-sea", "ref-sky"]
    assert len(ids(every[1])) == 3


def test_nocite_names_works_by_keys() -> None:
    made = filtered(para("x"), nocite={"t": "MetaString", "c": "sky"})

    assert [each.message for each in made.problems] == [
        "nocite: keys such as @knuth1984 are needed, not 'sky'"
    ]
    options = Settings(nocite=("sky",))
    assert filter_document(document(para("x")), options=options).cited == ("sky",)


def test_no_list() -> None:
    assert len(filtered(ALL, suppress_bibliography=True).document["blocks"]) == 1
    assert len(filtered(para("x")).document["blocks"]) == 1
    assert len(filtered(ALL, csl="bluebook-inline").document["blocks"]) <= 2


def test_links_of_entries() -> None:
    linked = filtered(para(cite("sky"))).document["blocks"][1]
    plain = filtered(para(cite("sky")), link_bibliography=False).document["blocks"][1]

    assert "Link" in str(linked)
    assert "Link" not in str(plain)


def test_numbers_are_in_the_margin() -> None:
    entry = filtered(para(cite("sea")), csl="ieee").document["blocks"][1]["c"][1][0]

    margin, text = entry["c"][1][0]["c"]
    assert margin == {
        "t": "Span",
        "c": [["", ["csl-left-margin"], []], [*words("[1]"), {"t": "Space"}]],
    }
    assert text["c"][0][1] == ["csl-right-inline"]
