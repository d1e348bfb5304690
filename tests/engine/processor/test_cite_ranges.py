"""Tests of the ranges of cites in the text of a citation (`CitationText.cites`)."""

import copy
import pickle

import pytest

from citeformat import Citation, Cite, Record, Style
from citeformat.engine.processor.citation import CitationMode


def work(id: str, title: str, author: str = "", year: int = 2000) -> Record:
    names = [{"family": author}] if author else []
    issued = {"date-parts": [[year]]}
    data = {"id": id, "type": "book", "title": title, "author": names, "issued": issued}
    return Record.from_csl(data)


RECORDS = [
    work("a", "First", "Doe"),
    work("b", "Second", "Doe"),
    work("c", "Third", "Doe"),
    work("d", 'The "Best"', "Roe", 2001),
    work("e", "Words of “Praise”", year=1999),
    work("f", "Who?", year=1999),
]

YEARS = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Years</title></info>
  <citation collapse="{collapse}" disambiguate-add-year-suffix="true">
    <layout prefix="(" suffix=")" delimiter="; ">
      <names variable="author"/>
      <date variable="issued" prefix=" " form="numeric" date-parts="year"/>
    </layout>
  </citation>
</style>"""


def printed(style: Style, *cites: str | Cite, mode: CitationMode = "") -> list[tuple[str, str]]:
    """Cite works, and return the id and the text of each range."""
    values = tuple(Cite(cite) if isinstance(cite, str) else cite for cite in cites)
    text = style.document(RECORDS).add(Citation(values, mode=mode))
    return [(each.id, text[each.start : each.end]) for each in text.cites]


@pytest.mark.parametrize(
    ("name", "ids", "expected"),
    [
        ("apa", "abd", ["Doe, 2000a", "2000b", "Roe, 2001"]),
        ("ieee", "ad", ["[1]", "[2]"]),
        # the second and third number are only implied
        ("vancouver", "abcd", ["1", "4"]),
        ("nature", "abcd", ["1", "4"]),  # superscript
        # a comma moves into the quotation
        ("apa", "e", ["Words of “Praise,” 1999"]),
        (
            "chicago-notes-bibliography",
            "ed",
            ["Words of “Praise” (1999)", "Roe, The “Best” (2001)"],
        ),
    ],
)
def test_each_cite_has_a_range(name: str, ids: str, expected: list[str]) -> None:
    found = printed(Style.load(name), *ids)
    assert [text for _, text in found] == expected
    assert [id for id, _ in found] == (
        list(ids) if len(ids) == len(expected) else [ids[0], ids[-1]]
    )


def test_sorted_cites_have_their_own_ids() -> None:
    assert printed(Style.load("apa"), "d", "f") == [("d", "Roe, 2001"), ("f", "Who?, 1999")]
    assert printed(Style.load("apa"), "f", "a") == [("a", "Doe, 2000"), ("f", "Who?, 1999")]


def test_a_range_leaves_out_the_prefix_and_suffix() -> None:
    cite = Cite("d", locator="3-4", prefix="see", suffix="and so on")
    assert printed(Style.load("apa"), cite) == [("d", "Roe, 2001, pp. 3–4")]


@pytest.mark.parametrize(
    ("collapse", "expected"),
    [
        ("year", ["Doe 2000a", "2000b", "2000c", "Roe 2001"]),
        ("year-suffix", ["Doe 2000a", "b", "c", "Roe 2001"]),
        ("year-suffix-ranged", ["Doe 2000a", "c", "Roe 2001"]),
    ],
)
def test_collapsed_years(collapse: str, expected: list[str]) -> None:
    style = Style.from_string(YEARS.format(collapse=collapse))
    assert [text for _, text in printed(style, *"abcd")] == expected


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("author-only", [("a", "Doe")]),
        ("suppress-author", [("a", "2000"), ("d", "Roe, 2001")]),
        ("composite", [("a", "2000"), ("d", "Roe, 2001")]),
    ],
)
def test_modes(mode: CitationMode, expected: list[tuple[str, str]]) -> None:
    assert printed(Style.load("apa"), "a", "d", mode=mode) == expected


def test_a_work_that_the_style_prints_nothing_for() -> None:
    style = Style.from_string(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<info><title>Publishers</title></info><citation>"
        '<layout prefix="(" suffix=")" delimiter="; "><text variable="publisher"/></layout>'
        "</citation></style>"
    )
    known = Record("p", "book", {"publisher": "Press"})
    document = style.document([*RECORDS, known])
    text = document.cite("c", "p", "e")
    assert text == "(Doe, 2000; Press; Words of “Praise”, 1999)"
    assert [text[each.start : each.end] for each in text.cites] == [
        "Doe, 2000", "Press", "Words of “Praise”, 1999",
    ]  # fmt: skip
    alone = document.cite("a", "d")
    assert [alone[each.start : each.end] for each in alone.cites] == ["Doe, 2000", "Roe, 2001"]


def test_the_ranges_survive_spans_pickling_and_copying() -> None:
    document = Style.load("apa").document(RECORDS)
    text = document.add(Citation((Cite("a"), Cite("d"))), spans=True)
    assert [each.id for each in text.cites] == ["a", "d"]
    assert pickle.loads(pickle.dumps(text)).cites == copy.deepcopy(text).cites == text.cites


def test_updates_have_ranges() -> None:
    document = Style.load("vancouver").document(RECORDS)
    document.process([Citation((Cite("a"),), "1")])
    changes = document.update(Citation((Cite("b"),), "0"), after=[("1", 0)])
    assert [(text, [each.id for each in text.cites]) for _, _, text in changes] == [
        ("(1)", ["b"]), ("(2)", ["a"]),
    ]  # fmt: skip
