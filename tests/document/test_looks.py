"""A cite is what it was seen to look like while works were told apart, where nothing came to it."""

from __future__ import annotations

import pytest

from citeformat import Cite
from tests.styles import bib, cited, csl, date, names, record

WORKS = [
    record("a", author=names("Ann Doe"), issued=date(2000), accessed=date(2020), title="First"),
    record("b", author=names("Ben Doe"), issued=date(2000), accessed=date(2021), title="Second"),
    record("c", author=names("Ben Doe"), issued=date(2000), accessed=date(2022), title="Third"),
]
NAMES = (
    '<names variable="author"><name form="short" initialize-with=". "/></names>'
    '<date variable="issued"><date-part name="year"/></date>'
)
GIVEN = 'disambiguate-add-givenname="true" givenname-disambiguation-rule="by-cite"'
LETTER = 'disambiguate-add-year-suffix="true"'
TITLES = '<choose><if disambiguate="true"><text variable="title"/></if></choose>'


@pytest.mark.parametrize(
    ("layout", "citation", "expected"),
    [
        (NAMES, GIVEN, ["A. Doe 2000", "B. Doe 2000", "B. Doe 2000"]),
        (NAMES, f"{GIVEN} {LETTER}", ["A. Doe 2000", "B. Doe 2000a", "B. Doe 2000b"]),
        (NAMES + TITLES, GIVEN, ["A. Doe 2000", "B. Doe 2000 Second", "B. Doe 2000 Third"]),
        (
            NAMES + '<date variable="accessed"><date-part name="year"/></date>',
            f"{GIVEN} {LETTER}",
            ["A. Doe 2000 2020", "B. Doe 2000a 2021", "B. Doe 2000b 2022"],
        ),
        (
            NAMES + '<text variable="citation-number"/>',
            GIVEN,
            ["Doe 2000 3", "Doe 2000 2", "Doe 2000 1"],
        ),
        (
            NAMES + '<text variable="locator" prefix="p. "/>',
            GIVEN,
            ["A. Doe 2000", "B. Doe 2000", "B. Doe 2000"],
        ),
    ],
)
def test_cites_of_works_that_look_alike(layout: str, citation: str, expected: list[str]) -> None:
    style = csl(
        f'<group delimiter=" ">{layout}</group>',
        bib('<text variable="title"/>', sort='<key variable="title" sort="descending"/>')
        if "citation-number" in layout
        else "",
        citation=citation,
    )

    assert cited(style, WORKS, *([Cite(work.id)] for work in WORKS)) == expected


def test_a_second_cite_and_its_details() -> None:
    """The position, a locator and an author who is left out are not overlooked."""
    layout = (
        f'<group delimiter=" ">{NAMES}<text variable="locator" prefix="p. "/>'
        '<choose><if position="subsequent"><text value="again"/></if></choose></group>'
    )
    cites = [Cite("a"), Cite("a"), Cite("b", locator="7"), Cite("b", suppress_author=True)]

    actual = cited(csl(layout, citation=GIVEN), WORKS, *([cite] for cite in cites))

    assert actual == ["A. Doe 2000", "A. Doe 2000 again", "B. Doe 2000 p. 7", "2000 again"]
