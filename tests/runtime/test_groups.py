"""cs:group and delimiters: tables from "Group", "Delimiter", "Affixes" and "Macro" of CSL 1.0.2."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Record
from citeformat.csl.variables import TEXT_VARIABLES
from tests.styles import bib, cited, csl, date, entries, entry, names, record

URL = "https://example.org"


@pytest.mark.parametrize(
    ("layout", "fields", "expected"),
    [
        pytest.param(
            '<group delimiter=" "><text term="retrieved"/><text term="from"/>'
            '<text variable="URL"/></group>',
            {"URL": URL}, f"retrieved from {URL}", id="a variable that is there",
        ),
        pytest.param(
            '<group delimiter=" "><text term="retrieved"/><text term="from"/>'
            '<text variable="URL"/></group>',
            {}, "", id="a variable that is empty",
        ),
        pytest.param(
            '<group delimiter=" "><text term="retrieved"/><text value="x"/></group>',
            {}, "retrieved x", id="no variable is called",
        ),
        pytest.param(
            '<group><text value="x"/><text variable="title"/><text variable="publisher"/></group>',
            {"publisher": "P"}, "xP", id="one of two variables",
        ),
        pytest.param(
            '<group><text value="x"/><names variable="author"/></group>', {}, "", id="names"
        ),
        pytest.param(
            '<group><text value="x"/><date variable="issued"><date-part name="year"/></date>'
            "</group>",
            {}, "", id="date",
        ),
        pytest.param(
            '<group><text value="x"/><number variable="volume"/></group>', {}, "", id="number"
        ),
        pytest.param(
            '<group><text value="x"/><text macro="title"/></group>', {}, "", id="macro, empty"
        ),
        pytest.param(
            '<group><text value="x"/><text macro="title"/></group>', {"title": "T"}, "xT",
            id="macro",
        ),
        pytest.param(
            '<group><text value="x"/><text macro="word"/></group>', {}, "xword",
            id="macro without variables",
        ),
        pytest.param(
            '<group><text value="x"/><group><text variable="title"/></group></group>', {}, "",
            id="inner group, empty",
        ),
        pytest.param(
            '<group><text variable="title"/><group><text value="x"/></group></group>', {}, "x",
            id="a non-empty inner group is a non-empty variable",
        ),
        pytest.param(
            '<group><text value="x"/><choose><if variable="title"><text variable="title"/></if>'
            "</choose></group>",
            {"title": "T"}, "xT", id="choose",
        ),
        pytest.param(
            '<group prefix="(" suffix=")"><text variable="title"/></group>', {}, "",
            id="affixes of an empty group",
        ),
        pytest.param(
            '<group prefix="(" suffix=")" font-style="italic"><text variable="title"/></group>',
            {"title": "T"}, "(<i>T</i>)", id="affixes and formatting",
        ),
    ],
)  # fmt: skip
def test_group_is_a_condition(layout: str, fields: dict[str, Any], expected: str) -> None:
    """Group: it is suppressed where variables are called and all of them are empty."""
    macros = (
        '<macro name="title"><text variable="title"/></macro>'
        '<macro name="word"><text value="word"/></macro>'
    )
    actual = entry(layout, record(**fields), macros=macros)

    assert expected == actual


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        pytest.param(
            '<group delimiter=", "><text variable="title"/><text variable="note"/>'
            '<text variable="publisher"/></group>',
            "T, P", id="only between what is not empty",
        ),
        pytest.param(
            '<group delimiter=": "><text term="retrieved"/><group><text value="&lt;"/>'
            '<text variable="URL"/><text value="&gt;"/></group></group>',
            f"retrieved: &lt;{URL}&gt;", id="not within an inner group",
        ),
        pytest.param(
            '<group delimiter=", "><text variable="title"/><text macro="two"/></group>',
            "T, PU", id="not within a macro",
        ),
        pytest.param(
            '<group delimiter=", "><text variable="title"/><choose><if type="book">'
            '<text variable="publisher"/><text variable="genre"/></if></choose></group>',
            "T, P, U", id="within a choose",
        ),
        pytest.param(
            '<group delimiter=", "><choose><if type="book"><choose><if type="book">'
            '<text variable="title"/><text variable="publisher"/></if></choose></if></choose>'
            '<text variable="genre"/></group>',
            "T, P, U", id="within a choose in a choose",
        ),
        pytest.param(
            '<group delimiter=", "><text variable="title" suffix="."/>'
            '<text variable="publisher"/></group>',
            "T., P", id="behind a suffix",
        ),
    ],
)  # fmt: skip
def test_delimiter(layout: str, expected: str) -> None:
    macros = '<macro name="two"><text variable="publisher"/><text variable="genre"/></macro>'
    actual = entry(layout, record(title="T", publisher="P", genre="U", URL=URL), macros=macros)

    assert expected == actual


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        pytest.param('<text variable="title" prefix="(" suffix=")"/>', "(T t)", id="text"),
        pytest.param('<text variable="note" prefix="(" suffix=")"/>', "", id="empty text"),
        pytest.param(
            '<text variable="title" font-weight="bold" prefix="(" suffix=")"/>', "(<b>T t</b>)",
            id="outside of formatting",
        ),
        pytest.param(
            '<text variable="title" quotes="true" prefix="(" suffix=")"/>', "(“T t”)",
            id="outside of quotes",
        ),
        pytest.param(
            '<text variable="title" text-case="uppercase" prefix="a " suffix=" b"/>', "a T T b",
            id="outside of text-case",
        ),
        pytest.param(
            '<text variable="publisher" strip-periods="true" suffix="."/>', "P Q.",
            id="outside of strip-periods",
        ),
        pytest.param(
            '<group font-style="italic"><text variable="title" prefix="(" suffix=")"/></group>',
            "<i>(T t)</i>", id="within the formatting of a parent",
        ),
    ],
)  # fmt: skip
def test_affixes(layout: str, expected: str) -> None:
    actual = entry(layout, record(title="T t", publisher="P. Q."))

    assert expected == actual


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ('<text variable="title"/>', "Long title"),
        ('<text variable="title" form="long"/>', "Long title"),
        ('<text variable="title" form="short"/>', "Short"),
        ('<text variable="title-short"/>', "Short"),
        ('<text variable="container-title" form="short"/>', "Journal of Tests"),
        ('<text macro="m"/>', "in Long title"),
        ('<text term="in"/>', "in"),
        ('<text value="in"/>', "in"),
    ],
)
def test_text(layout: str, expected: str) -> None:
    """Text: the short form falls back to the long one."""
    fields = {"title": "Long title", "title-short": "Short", "container-title": "Journal of Tests"}
    macros = '<macro name="m"><text value="in "/><text variable="title"/></macro>'
    actual = entry(layout, record(**fields), macros=macros)

    assert expected == actual


FORMATTING = [
    ("font-style", "italic", "<i>T</i>"),
    ("font-style", "oblique", "<em>T</em>"),
    ("font-variant", "small-caps", '<span style="font-variant:small-caps;">T</span>'),
    ("font-weight", "bold", "<b>T</b>"),
    ("font-weight", "light", '<span style="font-weight:lighter;">T</span>'),
    ("text-decoration", "underline", '<span style="text-decoration:underline;">T</span>'),
    ("vertical-align", "sup", "<sup>T</sup>"),
    ("vertical-align", "sub", "<sub>T</sub>"),
    ("font-style", "normal", "T"),
    ("font-weight", "normal", "T"),
    ("font-variant", "normal", "T"),
    ("text-decoration", "none", "T"),
    ("vertical-align", "baseline", "T"),
]


@pytest.mark.parametrize(("attribute", "value", "expected"), FORMATTING)
@pytest.mark.parametrize("tag", ["text", "number", "group", "names", "date"])
def test_formatting(tag: str, attribute: str, value: str, expected: str) -> None:
    """Formatting: each value on each element that may carry it."""
    given = f'{attribute}="{value}"'
    layout = {
        "text": f'<text variable="title" {given}/>',
        "number": f'<number variable="volume" {given}/>',
        "group": f'<group {given}><text variable="title"/></group>',
        "names": f'<names variable="author" {given}/>',
        "date": f'<date variable="issued" {given}><date-part name="month"/></date>',
    }[tag]
    fields = record(title="T", volume="T", author=names("T"), issued=date(2000, 5))
    actual = entry(layout, fields).replace("May", "T")

    assert expected == actual


@pytest.mark.parametrize("layout", ["group", "text", "names"])
def test_display(layout: str) -> None:
    """Display: each value is a block of its own class."""
    element = {
        "group": '<group display="{}"><text variable="title"/></group>',
        "text": '<text display="{}" variable="title"/>',
        "names": '<names display="{}" variable="author"/>',
    }[layout]
    for value in ("block", "left-margin", "right-inline", "indent"):
        actual = entry(element.format(value), record(title="T", author=names("T")))

        assert actual == f'<div class="csl-{value}">T</div>'


@pytest.mark.parametrize(
    ("text", "expected"), [("A. B. C", "A B C"), ("Mon.", "Mon"), ("none", "none")]
)
def test_strip_periods(text: str, expected: str) -> None:
    actual = entry('<text variable="title" strip-periods="true"/>', record(title=text))

    assert expected == actual


def test_blanks_of_affixes_are_kept() -> None:
    """Whitespace Handling: affixes and delimiters are not trimmed."""
    layout = (
        '<group delimiter=" | "><text value=" a "/><text variable="title" prefix="x " suffix=" y"/>'
        "</group>"
    )
    actual = entry(layout, record(title="T"))

    assert actual == " a | x T y"


# Appendix IV: standard variables


@pytest.mark.parametrize("variable", sorted(TEXT_VARIABLES - {"citation-label", "year-suffix"}))
def test_every_text_variable(variable: str) -> None:
    work = Record.from_csl({"id": "a", "type": "book", variable: "x"})
    actual = entry(f'<text variable="{variable}" prefix="(" suffix=")"/>', work)

    assert actual == "(x)"


@pytest.mark.parametrize("area", ["citation", "bibliography"])
def test_affixes_of_a_layout_are_formatted(area: str) -> None:
    """Affixes: those of cs:layout, and no others, are within its formatting."""
    title, affixes = '<text variable="title"/>', 'prefix="(" suffix=")" font-style="italic"'
    works = [record(title="T")]
    if area == "citation":
        actual = cited(csl(title, affixes=affixes), works)
    else:
        actual = entries(csl(title, bib(title, affixes=affixes)), works)

    assert actual == ["<i>(T)</i>"]
