"""Validation against the schema gives its verdict, and takes milliseconds."""

from __future__ import annotations

import io
import subprocess
import sys
from xml.sax.saxutils import quoteattr

import pytest
from citeproc import SCHEMA_PATH
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from citeformat.csl.attributes import ATTRIBUTES, NUMBER, TEXT, Values
from citeformat.engine.compiler.schema import INDEPENDENT, schema_errors
from tests.samples import bib, csl, terms

SCHEMA = etree.RelaxNG(etree.parse(SCHEMA_PATH))
TEXT_ELEMENT = '<text value="x"/>'
MACRO = f'<macro name="m">{TEXT_ELEMENT}</macro>'


def in_date(part: str, attributes: str = "") -> str:
    return csl(f'<date variable="issued" {attributes}>{part}</date>')


def in_locale(part: str) -> str:
    return csl(TEXT_ELEMENT, locale=f"<locale>{part}</locale>")


def in_names(part: str) -> str:
    return csl(f'<names variable="author">{part}</names>')


PLACES = {
    "style": [csl(TEXT_ELEMENT, attributes="@")],
    "citation": [csl(TEXT_ELEMENT, citation="@")],
    "bibliography": [csl(TEXT_ELEMENT, bib(TEXT_ELEMENT, "@"))],
    "layout": [
        csl(TEXT_ELEMENT, affixes="@"),
        csl(TEXT_ELEMENT, bib(TEXT_ELEMENT).replace("<layout", "<layout @")),
    ],
    "key": [
        csl(TEXT_ELEMENT, sort='<key variable="title" @/>'),
        csl(TEXT_ELEMENT, sort='<key macro="m" @/>', macros=MACRO),
    ],
    "text": [
        csl('<text variable="title" @/>'),
        csl('<text term="and" @/>'),
        csl('<text value="x" @/>'),
        csl('<text macro="m" @/>', macros=MACRO),
        in_names('<substitute><text variable="title" @/></substitute>'),
    ],
    "number": [csl('<number variable="volume" @/>')],
    "label": [csl('<label variable="page" @/>'), in_names("<label @/>")],
    "date": [
        in_date('<date-part name="year"/>', "@"),
        in_date("", 'form="text" @'),
        in_locale('<date form="text" @><date-part name="year"/></date>'),
    ],
    "date-part": [
        in_date('<date-part name="day" @/>'),
        in_date('<date-part name="month" @/>'),
        in_date('<date-part name="year" @/>'),
        in_date('<date-part name="year" @/>', 'form="text"'),
        in_locale('<date form="text"><date-part name="day" @/></date>'),
    ],
    "names": [
        csl('<names variable="author" @/>'),
        in_names('<substitute><names variable="editor" @/></substitute>'),
    ],
    "name": [in_names("<name @/>")],
    "name-part": [in_names('<name><name-part name="family" @/></name>')],
    "et-al": [in_names("<et-al @/>")],
    "group": [csl(f"<group @>{TEXT_ELEMENT}</group>")],
    "if": [csl(f'<choose><if type="book" @>{TEXT_ELEMENT}</if></choose>')],
    "else-if": [csl('<choose><if type="book"/><else-if variable="title" @/></choose>')],
    "style-options": [csl(TEXT_ELEMENT, locale=terms('<term name="and">x</term>', options="@"))],
}  # fmt: skip
"""Element -> styles with `@` in the place of its attributes, for each parent and each variant."""


def accepted(text: str) -> bool:
    """Return the verdict of the schema itself."""
    return bool(SCHEMA.validate(etree.parse(io.BytesIO(text.encode()))))


def errors(text: str) -> list[tuple[int, str]]:
    return schema_errors(etree.parse(io.BytesIO(text.encode())))


def some_of(values: Values) -> list[str]:
    """Return all values of an attribute, or some if there is no end of them."""
    if isinstance(values, str):
        return {TEXT: ["", " ", "x y", "1"], NUMBER: ["0", "1", "007", "999999"]}[values]
    return sorted(values)


def test_every_element_has_styles() -> None:
    assert PLACES.keys() == INDEPENDENT.keys()
    assert [
        text for texts in PLACES.values() for text in texts if not accepted(text.replace("@", ""))
    ] == []


@pytest.mark.parametrize(
    ("element", "attribute"),
    [(element, attribute) for element, own in INDEPENDENT.items() for attribute in own],
)
def test_schema_allows_an_independent_attribute_in_every_place(
    element: str, attribute: str
) -> None:
    """So it may be removed before the schema sees it."""
    refused = [
        (text, value)
        for text in PLACES[element]
        for value in some_of(INDEPENDENT[element][attribute])
        if not accepted(text.replace("@", f"{attribute}={quoteattr(value)}"))
    ]

    assert refused == []


ODD = ["", "x", "1", "-1", "0", " ", "true", " bold", "2 ", "1000000", "\u00a03", "text", "verb",
       "title", "far-note", "sub verbo", "title book", "issued"]  # fmt: skip


@pytest.mark.slow
@given(st.data())
def test_verdict_is_that_of_the_schema(data: st.DataObject) -> None:
    element = data.draw(st.sampled_from(sorted(PLACES)))
    text = data.draw(st.sampled_from(PLACES[element]))
    names = [*ATTRIBUTES[element], "nonsense"]
    if element == "layout":
        names.remove("locale")  # CSL-M's, which the schema of CSL does not have
    own = text[text.rindex("<", 0, text.index("@")) :].partition(">")[0]
    chosen = data.draw(st.lists(st.sampled_from(names), max_size=4, unique=True))
    written = ""
    for name in chosen:
        if f" {name}=" not in own and name != "lang":
            known = some_of(ATTRIBUTES[element].get(name, TEXT))
            value = data.draw(st.sampled_from(ODD) | st.sampled_from(known))
            written += f" {name}={quoteattr(value)}"
    full = text.replace("@", written)

    assert (errors(full) == []) == accepted(full)


def test_errors_have_the_lines_of_the_style() -> None:
    text = csl(
        '\n<choose>\n<if type="book" variable="title" position="far-note">\n'
        '<text value="x" prefix="&lt;" form="y"/>\n</if></choose>'
    )
    first = text[: text.index("<if")].count("\n") + 1

    assert {line for line, _ in errors(text)} >= {first}


def full(element: str, without: frozenset[str] = frozenset()) -> str:
    """Write all independent attributes of an element, each with a valid value."""
    return " ".join(
        f"{attribute}={quoteattr(some_of(values)[-1])}"
        for attribute, values in INDEPENDENT[element].items()
        if attribute not in without
    )


CONDITIONS = ('disambiguate="true" is-numeric="volume" is-uncertain-date="issued" locator="page" '
              'position="first" type="book" variable="title" match="any"')  # fmt: skip
FULL_TEXT = f'<text variable="title" form="short" {full("text")}/>'
FULL_NAME = f'<name {full("name")}><name-part name="given" {full("name-part")}/></name>'
FULL_NAMES = (
    f'<names variable="author" {full("names")}>{FULL_NAME}<et-al {full("et-al")}/>'
    f"<label {full('label')}/><substitute>{FULL_TEXT}</substitute></names>"
)
FULL_DATE = (
    f'<date variable="issued" prefix="x" suffix="y" display="block" delimiter="-" {full("date")}>'
    + f'<date-part name="month" form="short" strip-periods="true" {full("date-part")}/>' * 3
    + "</date>"
)


def nested(depth: int, inner: str) -> str:
    for _ in range(depth):
        inner = f"<group {full('group')}>{inner}</group>"
    return inner


def conditional(depth: int, inner: str) -> str:
    for _ in range(depth):
        inner = f"<choose><if {CONDITIONS}>{inner}</if><else-if {CONDITIONS}/></choose>"
    return inner


def everything(layout: str) -> str:
    """Write a style whose every part has all its options."""
    return csl(
        layout,
        bib(layout, full("bibliography")),
        sort=f'<key variable="title" {full("key")}/>' * 9,
        attributes=full("style"),
        citation=full("citation"),
        affixes=full("layout"),
        macros="".join(f'<macro name="m{n}">{FULL_TEXT}</macro>' for n in range(99)),
    )


LARGE = {
    "options of style and citation": csl(
        TEXT_ELEMENT, attributes=full("style"), citation=full("citation")
    ),
    "names": csl(FULL_NAMES * 20),
    "texts": csl(FULL_TEXT * 50),
    "dates": csl(FULL_DATE * 20),
    "groups": csl(nested(40, FULL_NAMES + FULL_DATE)),
    "conditions": csl(conditional(20, FULL_TEXT)),
    "everything": everything(nested(9, conditional(9, FULL_NAMES + FULL_DATE))),
    "unknown variable in groups": csl(nested(30, '<text variable="x"/>')),
    "unknown variable in conditions": csl(conditional(20, '<text variable="x"/>')),
    "unknown attribute in everything": everything(nested(9, conditional(9, '<text valeu="x"/>'))),
    "wrong values": csl(nested(30, FULL_NAMES).replace('="', '="~')),
}  # fmt: skip
"""Styles for which libxml2 alone takes minutes or longer."""
VALIDATE = """
import io, sys, time
from lxml import etree
from citeformat.engine.compiler.schema import schema_errors
start = time.process_time()
errors = schema_errors(etree.parse(io.BytesIO(sys.stdin.buffer.read())))
print(time.process_time() - start, len(errors))
"""


@pytest.mark.parametrize("name", LARGE)
def test_validation_takes_milliseconds(name: str) -> None:
    """It runs in another process, since only a signal that kills the process interrupts libxml2."""
    done = subprocess.run(
        [sys.executable, "-c", VALIDATE], input=LARGE[name].encode(), capture_output=True,
        timeout=60, check=True,
    )  # fmt: skip
    seconds, count = done.stdout.split()

    assert float(seconds) < 1
    assert (int(count) > 0) == name.startswith(("unknown", "wrong"))
