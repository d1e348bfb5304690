"""Every attribute of every element in CSL 1.0.2 changes the output.

A row has a style with `@` in the place of the attribute. With the attribute, the style prints
something else than without. Other tests check what the attribute does.
"""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Cite, Style
from citeformat.csl.attributes import ATTRIBUTES
from tests.samples import bib, csl, date, names, record, terms

WORKS = [
    record(
        "a",
        author=names("Jean-Luc Doe, X Roe, Bo Poe"),
        editor=names("Eve Ed, Ann Ed"),
        title="a title. more",
        title_short="short",
        edition="2",
        page="321-328",
        issued={"date-parts": [[2005, 3, 2], [2005, 4, 2]]},
    ),
    record("b", author=names("Jim Doe, Y Roe, Bo Poe"), issued=date(2000), title="b"),
    record("c", author=names("Jim Doe, Y Roe, Bo Poe"), issued=date(2000), title="c"),
    record("d", author=names("Jim Doe, Y Roe, Bo Poe"), issued=date(2001), title="d"),
    record("e", author=[{"family": "Gogh", "given": "V", "non-dropping-particle": "van"}]),
    record("f", author=names("Jim Doe, Zed, Bo Zoe"), issued=date(2000), title="f"),
    record("g", author=names("Al Doe, Y Roe, Bo Poe"), issued=date(2000), title="g"),
]
"""Works that differ in a given name, in a name after "et al.", in a year, or not at all."""

YEAR = '<date variable="issued" prefix=" "><date-part name="year"/></date>'
SHORT = '<names variable="author"><name form="short"/></names>'
ET_AL = 'et-al-min="3" et-al-use-first="1"'
TITLE = '<text variable="title"/>'
FONT = {
    "font-style": "italic", "font-variant": "small-caps", "font-weight": "bold",
    "text-decoration": "underline", "vertical-align": "sup",
}  # fmt: skip
AFFIXES = {"prefix": "<", "suffix": ">"}
SHARED = {**FONT, **AFFIXES, "display": "block", "strip-periods": "true", "text-case": "uppercase",
          "delimiter": "~"}  # fmt: skip
"""The attributes that several elements have, each with a value."""


def layout(text: str) -> str:
    """Write a style whose two layouts have the same content."""
    return csl(text, bib(text))


def names_with(inner: str, attributes: str = "") -> str:
    """Write a style that prints authors."""
    return layout(f'<names variable="author" {attributes}>{inner}</names>')


STYLES = {
    "text": layout('<text variable="title" @/>'),
    "number": layout('<number variable="edition" form="ordinal" @/>'),
    "label": layout('<label variable="page" form="short" @/>'),
    "date": layout('<date variable="issued" @><date-part name="month" form="short"/>'
                   '<date-part name="year"/></date>'),
    "date-part": layout('<date variable="issued"><date-part name="month" form="short" @/></date>'),
    "names": layout('<names variable="author editor" @/>'),
    "name": names_with("<name @/>"),
    "name-part": names_with('<name><name-part name="given" @/></name>'),
    "et-al": names_with(f"<name {ET_AL}/><et-al @/>"),
    "group": layout(f'<group @>{TITLE}<text value="x"/></group>'),
    "layout": csl(TITLE, affixes="@"),
}  # fmt: skip
"""Element -> a style for the attributes that it shares with other elements."""

ABBREVIATED = names_with(f"<name {ET_AL} @/>")
CITED = csl(SHORT + YEAR, citation=f"@ {ET_AL}", affixes='delimiter="; "')
SUFFIXES = 'disambiguate-add-year-suffix="true"'
NUMBERS = csl('<text variable="citation-number"/>', bib(TITLE), citation="@")
GIVEN = csl('<names variable="author"><name form="short" initialize-with="."/></names>' + YEAR,
            citation='@ disambiguate-add-givenname="true"')  # fmt: skip
SORTED = csl(
    '<text value="x"/>',
    bib(TITLE, sort='<key macro="who" @/><key variable="title" sort="descending"/>'),
    macros=f'<macro name="who"><names variable="author"><name {ET_AL}/></names></macro>',
)
LISTED = csl('<text value="x"/>', bib(SHORT + YEAR, "@"))
GENDERED = csl(
    '<number variable="edition" form="ordinal"/>',
    locale=terms(
        '<term name="edition"{}>e</term><term name="ordinal">o</term>'
        '<term name="ordinal-02"{}>x</term>'
    ),
)
GLOBAL = {
    "default-locale": ("de-DE", csl('<text term="and"/>', attributes="@")),
    "demote-non-dropping-particle": (
        "never",
        csl('<names variable="author"><name name-as-sort-order="all"/></names>', attributes="@"),
    ),
    "initialize-with-hyphen": (
        "false",
        csl('<names variable="author"><name initialize-with="."/></names>', attributes="@"),
    ),
    "page-range-format": ("minimal", csl('<text variable="page"/>', attributes="@")),
}
NAME = {
    "and": ("symbol", names_with("<name @/>")),
    "delimiter": ("~", names_with("<name @/>")),
    "delimiter-precedes-et-al": ("always", ABBREVIATED),
    "delimiter-precedes-last": ("never", names_with('<name and="text" @/>')),
    "et-al-min": ("3", names_with('<name et-al-use-first="1" @/>')),
    "et-al-use-first": ("2", names_with('<name et-al-min="3" @/>')),
    "et-al-subsequent-min": ("2", names_with('<name et-al-min="9" et-al-use-first="1" @/>')),
    "et-al-subsequent-use-first": ("2", ABBREVIATED),
    "et-al-use-last": ("true", ABBREVIATED),
    "form": ("short", names_with("<name @/>")),
    "initialize": ("false", names_with('<name initialize-with="." @/>')),
    "initialize-with": (".", names_with("<name @/>")),
    "name-as-sort-order": ("all", names_with("<name @/>")),
    "sort-separator": ("~", names_with('<name name-as-sort-order="all" @/>')),
}
CITATION = {
    "cite-group-delimiter": ("~", CITED.replace("@", 'collapse="year" @')),
    "collapse": ("year", CITED),
    "year-suffix-delimiter": ("~", CITED.replace("@", f'collapse="year-suffix" {SUFFIXES} @')),
    "after-collapse-delimiter": ("~", CITED.replace("@", 'collapse="year" @')),
    "disambiguate-add-names": ("true", CITED),
    "disambiguate-add-givenname": ("true", CITED),
    "disambiguate-add-year-suffix": ("true", CITED),
    "givenname-disambiguation-rule": ("all-names", GIVEN.replace(YEAR, TITLE)),
    "near-note-distance": (
        "1",
        csl('<choose><if position="near-note"><text value="n"/></if></choose>' + TITLE,
            citation="@", kind="note"),
    ),
}  # fmt: skip
BIBLIOGRAPHY = {
    "hanging-indent": ("true", LISTED),
    "entry-spacing": ("2", LISTED),
    "line-spacing": ("2", LISTED),
    "second-field-align": ("flush", LISTED),
    "subsequent-author-substitute": ("---", LISTED),
    "subsequent-author-substitute-rule": (
        "partial-first", LISTED.replace("@", 'subsequent-author-substitute="---" @')
    ),
}  # fmt: skip
OWN: dict[str, dict[str, tuple[str, str]]] = {
    "style": GLOBAL,
    "style-options": {
        "limit-day-ordinals-to-day-1": (
            "true",
            csl('<date variable="issued"><date-part name="day" form="ordinal"/></date>',
                locale=terms("", options="@")),
        ),
        "punctuation-in-quote": (
            "false",
            csl('<text variable="title" quotes="true" suffix=","/>',
                locale=terms("", options="@")),
        ),
    },
    "term": {
        "form": ("short", csl('<text term="edition" form="long"/>', locale=terms(
            '<term name="edition" @>x</term>'))),
        "gender": ("feminine", GENDERED.replace("{}", " @", 1).replace(
            "{}", ' gender-form="feminine"')),
        "gender-form": ("feminine", GENDERED.replace("{}", "", 1).replace("{}", " @")),
        "match": ("whole-number", csl(
            '<number variable="page-first" form="ordinal"/>',
            locale=terms('<term name="ordinal">o</term><term name="ordinal-01" @>x</term>'))),
    },
    "citation": CITATION,
    "bibliography": BIBLIOGRAPHY,
    "key": {
        "sort": ("descending", SORTED),
        "names-min": ("9", SORTED),
        "names-use-first": ("2", SORTED),
        "names-use-last": ("true", SORTED.replace("@", 'names-use-first="1" @')),
    },
    "text": {
        "form": ("short", layout('<text variable="title" @/>')),
        "plural": ("true", layout('<text term="page" @/>')),
        "quotes": ("true", layout('<text variable="title" @/>')),
    },
    "layout": {
        "locale": ("de", csl('<text value="x"/></layout><layout><text value="y"/>', affixes="@")),
    },
    "number": {"form": ("roman", layout('<number variable="edition" @/>'))},
    "label": {
        "form": ("short", layout('<label variable="page" @/>')),
        "plural": ("never", layout('<label variable="page" @/>')),
    },
    "date": {
        "form": ("text", layout('<date variable="issued" @><date-part name="year"/></date>')),
        "date-parts": ("year", layout('<date variable="issued" form="text" @/>')),
    },
    "date-part": {
        "form": ("numeric", layout('<date variable="issued"><date-part name="month" @/></date>')),
        "range-delimiter": (
            "~", layout('<date variable="issued"><date-part name="month" @/></date>')
        ),
    },
    "name": NAME,
    "et-al": {"term": ("and others", names_with(f"<name {ET_AL}/><et-al @/>"))},
}  # fmt: skip
"""Element -> its attributes, each with a value and a style that prints something else for it."""

INHERITED = {name: name for name in NAME if name not in ("form", "delimiter")}
INHERITED |= {"name-form": "form", "name-delimiter": "delimiter", "names-delimiter": ""}
"""An attribute of cs:style, cs:citation and cs:bibliography -> the one of cs:name."""
STRUCTURE = frozenset(
    {
        ("style", "class"), ("style", "version"), ("style", "lang"), ("locale", "lang"),
        ("locale", "version"), ("macro", "name"), ("key", "variable"), ("key", "macro"),
        ("term", "name"), ("date-part", "name"), ("name-part", "name"),
        *((tag, what) for tag in ("text", "number", "label", "date", "names")
          for what in ("variable", "macro", "term", "value")),
    }
)  # fmt: skip
"""Attributes that their elements need. Conditions have their own tests."""
OF_CITES = frozenset(
    {
        ("bibliography", "et-al-subsequent-min"),
        ("bibliography", "et-al-subsequent-use-first"),
    }
)
"""Attributes for subsequent cites, which a bibliography does not have."""


def inherited(element: str, attribute: str) -> tuple[str, str]:
    """Return a value of an inheritable option, and a style that sets it above cs:name."""
    of_name = INHERITED[attribute]
    value, text = NAME[of_name] if of_name else ("~", layout('<names variable="author editor"/>'))
    text = text.replace("@", "")
    if element == "bibliography":
        return value, text.replace("<bibliography ", "<bibliography @ ")
    place = "<citation " if element == "citation" else 'class="in-text" '
    return value, text.replace(place, f"{place}@ ")


def rows() -> dict[tuple[str, str], tuple[str, str]]:
    """Return (element, attribute) -> a value, and a style with `@` in the attribute's place."""
    made = {
        (element, attribute): (value, STYLES[element])
        for element in STYLES
        for attribute, value in SHARED.items()
        if attribute in ATTRIBUTES[element]
    }
    made |= {(element, name): row for element, own in OWN.items() for name, row in own.items()}
    for element in ("style", "citation", "bibliography"):
        made |= {
            (element, name): inherited(element, name)
            for name in INHERITED
            if (element, name) not in OF_CITES
        }
    return made


ROWS = rows()


def printed(text: str) -> Any:
    """Render the works: citations, entries, and the layout of the list."""
    document = Style.from_string(text, name="test").document(WORKS)
    page = Cite("a", locator="3", label="page")
    cites = [[page, *map(Cite, "bcdefg")], *[[Cite(id)] for id in "abcdefgab"]]
    made = [document.cite(*each, note_number=number).to("html")
            for number, each in enumerate(cites, 1)]  # fmt: skip
    bibliography = document.bibliography()
    return made, [entry.html for entry in bibliography], bibliography.layout


@pytest.mark.parametrize(("element", "attribute"), ROWS)
def test_attribute_changes_the_output(element: str, attribute: str) -> None:
    value, text = ROWS[element, attribute]
    written = f'{attribute}="{value}"'.replace("<", "&lt;")

    assert "@" in text
    assert printed(text.replace("@", written)) != printed(text.replace("@", ""))


def test_every_attribute_has_a_row() -> None:
    """The rows are the attributes in the table of CSL's attributes."""
    known = {(element, attribute) for element, own in ATTRIBUTES.items() for attribute in own
             if element not in ("if", "else-if")}  # fmt: skip

    assert ROWS.keys() == known - STRUCTURE - OF_CITES
