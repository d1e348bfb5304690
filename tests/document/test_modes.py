"""Citations that print the author alone, all but the author, or both apart."""

from __future__ import annotations

import pytest

from citeformat import Citation, Cite
from citeformat.document.cite import CitationMode
from tests.styles import cited, csl, date, names, record

AUTHOR_DATE = csl(
    '<group delimiter=", "><names variable="author"><name form="short" and="text"/>'
    '<substitute><names variable="editor"/><text variable="title"/></substitute></names>'
    '<date variable="issued"><date-part name="year"/></date>'
    '<text variable="locator" prefix="p. "/></group>',
    affixes='prefix="(" suffix=")" delimiter="; "',
)
NUMERIC = csl('<text variable="citation-number"/>', affixes='prefix="[" suffix="]"')
WORKS = [
    record("a", author=names("Ann Doe"), issued=date(2000)),
    record("b", author=names("Bob Roe, Cy Poe"), issued=date(2001)),
    record("c", title="The Title", issued=date(2002)),
    record("d", editor=names("Ed Moe"), issued=date(2003)),
]


@pytest.mark.parametrize(
    ("mode", "id", "expected"),
    [
        ("", "a", "(Doe, 2000)"),
        ("author-only", "a", "Doe"),
        ("suppress-author", "a", "(2000)"),
        ("composite", "a", "Doe (2000)"),
        ("author-only", "b", "Roe and Poe"),
        ("composite", "b", "Roe and Poe (2001)"),
        ("author-only", "d", "Moe"),
        ("suppress-author", "d", "(2003)"),
        ("composite", "d", "Moe (2003)"),
    ],
)
def test_mode(mode: CitationMode, id: str, expected: str) -> None:
    actual = cited(AUTHOR_DATE, WORKS, Citation((Cite(id),), mode=mode))

    assert [expected] == actual


@pytest.mark.parametrize(
    ("cite", "expected"),
    [
        (Cite("a", suppress_author=True), "(2000)"),
        (Cite("a", suppress_author=True, locator="7"), "(2000, p. 7)"),
        (Cite("a", author_only=True), "Doe"),
        (Cite("a", locator="7"), "(Doe, 2000, p. 7)"),
        (Cite("a", prefix="see "), "(see Doe, 2000)"),
        (Cite("a", prefix="see"), "(see Doe, 2000)"),
        (Cite("a", suffix=" for more"), "(Doe, 2000 for more)"),
        (Cite("a", suffix="for more"), "(Doe, 2000 for more)"),
        (Cite("a", suffix=", for more"), "(Doe, 2000, for more)"),
        (Cite("a", prefix="<i>see</i> "), "(<i>see</i> Doe, 2000)"),
    ],
)
def test_details_of_a_cite(cite: Cite, expected: str) -> None:
    actual = cited(AUTHOR_DATE, WORKS, [cite])

    assert [expected] == actual


def test_modes_of_several_works() -> None:
    """The mode is about the first work."""
    cites = (Cite("a"), Cite("b"))

    assert cited(AUTHOR_DATE, WORKS, Citation(cites)) == ["(Doe, 2000; Roe and Poe, 2001)"]
    assert cited(AUTHOR_DATE, WORKS, Citation(cites, mode="suppress-author")) == [
        "(2000; Roe and Poe, 2001)"
    ]
    assert cited(AUTHOR_DATE, WORKS, Citation(cites, mode="composite")) == [
        "Doe (2000; Roe and Poe, 2001)"
    ]


def test_infix() -> None:
    citation = Citation((Cite("a"),), mode="composite", infix="and her")

    assert cited(AUTHOR_DATE, WORKS, citation) == ["Doe and her (2000)"]


def test_each_cite_may_suppress_its_author() -> None:
    cites = [Cite("a", suppress_author=True), Cite("b", suppress_author=True)]

    assert cited(AUTHOR_DATE, WORKS, cites) == ["(2000; 2001)"]


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ('<group delimiter=", ">{author}<text value="told"/></group>', ("Doe, told", "told")),
        ('<group delimiter=", "><group>{author}</group><text value="told"/></group>',
         ("Doe, told", "told")),
        ('<group delimiter=", "><choose><if type="book">{author}</if></choose>'
         '<text value="told"/></group>', ("Doe, told", "told")),
        ('<group delimiter=", ">{author}<group><names variable="translator"/><text value="told"/>'
         '</group><date variable="issued"><date-part name="year"/></date></group>',
         ("Doe, 2000", "2000")),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "author",
    [
        '<names variable="author"><name form="short"/></names>',
        '<text macro="author"/>',
    ],
)
def test_words_around_an_author_who_is_left_out(
    layout: str, expected: tuple[str, str], author: str
) -> None:
    """He is not empty, so that a group keeps its words; one that is empty does not."""
    macro = '<macro name="author"><names variable="author"><name form="short"/></names></macro>'
    style = csl(layout.replace("{author}", author), macros=macro)
    told, left_out = expected

    assert cited(style, WORKS, [Cite("a")], [Cite("a", suppress_author=True)]) == [told, left_out]


def test_numbers_have_no_author_to_suppress() -> None:
    citation = Citation((Cite("a"),), mode="suppress-author")

    assert cited(NUMERIC, WORKS, citation) == ["[1]"]


def test_csl_json_citation() -> None:
    """The words of CSL-JSON's citation objects."""
    data = {
        "citationID": "x",
        "citationItems": [{"id": "a", "locator": 7, "label": "page"}],
        "properties": {"noteIndex": 0, "mode": "composite"},
    }

    assert cited(AUTHOR_DATE, WORKS, Citation.from_csl(data)) == ["Doe (2000, p. 7)"]
