"""Spans: the parts of an entry and their variables."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

import citeformat
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.errors import StyleError
from citeformat.interchange import read
from citeformat.output.protocol import Span, SpanKind
from citeformat.record import Name, Record
from citeformat.richtext.links import Links
from citeformat.style import Style
from tests.samples import bib, csl, make
from tests.shared import ROOT

SEED = read(ROOT / "examples" / "cancer-control.bib")


def style(layout: str, attributes: str = "", macros: str = "") -> Style:
    """Make a style whose bibliography has this layout."""
    return make(csl('<text value="x"/>', bib(layout, attributes), macros=macros))


def values(entry: Entry) -> list[tuple[str, str]]:
    """Return the variables of an entry and their texts."""
    return [(span.variable, entry.text[span.start : span.end]) for span in entry.spans]


def made(records: list[Record], name: str = "apa", **how: str) -> Bibliography:
    """Render a bibliography with spans."""
    return Style.load(name, **how).bibliography(records, spans=True)


def test_the_parts_of_an_article() -> None:
    """Each value is found, without the affixes that the style puts around it."""
    title = "Immunomodulatory drugs and active immunotherapy for chronic lymphocytic leukemia"
    assert values(made(list(SEED))[0]) == [
        ("author", "Carballido, E., Veliz, M., Komrokji, R., & Pinilla-Ibarz, J."),
        ("issued", "2012"),
        ("title", title),
        ("container-title", "Cancer Control"),
        ("volume", "19"),
        ("issue", "1"),
        ("page", "54–67"),
        ("DOI", "10.1177/107327481201900108"),
    ]  # fmt: skip


@pytest.mark.slow
def test_parts_are_all_of_the_text() -> None:
    """The parts follow each other and cover the whole text."""
    for name in ("apa", "ieee", "mla", "chicago-author-date", "nature"):
        entry = made(list(SEED), name)[0]
        assert "".join(entry.text[part.start : part.end] for part in entry.parts) == entry.text


def test_spans_cost_nothing_unless_asked_for() -> None:
    """Entries have spans only on request, and ordinary compiled styles contain no marks."""
    loaded = Style.load("apa")
    assert loaded.bibliography(SEED)[0].parts == ()
    assert "mark(" not in loaded.python_source


@pytest.mark.slow
def test_the_text_is_the_same() -> None:
    """Asking for spans changes no text."""
    records = read(ROOT / "examples" / "varied.bib")
    for name in ("apa", "ieee", "mla", "chicago-author-date", "nature", "bibtex"):
        loaded = Style.load(name)
        plain = loaded.bibliography(records)
        asked = loaded.bibliography(records, spans=True)
        assert asked.to("html") == plain.to("html")
        assert asked.to("text") == plain.to("text")


def test_where_a_part_comes_from() -> None:
    """A part names the macros, the element and its line."""
    loaded = style(
        '<text macro="outer"/>',
        macros='<macro name="outer"><group><text macro="inner" prefix="["/></group></macro>'
               '<macro name="inner"><text variable="title"/></macro>',
    )  # fmt: skip
    entry = loaded.bibliography([Record("x", "book", {"title": "TeX"})], spans=True)[0]
    bracket, title = entry.parts
    assert (bracket.kind, bracket.element, bracket.macros) == ("affix", "text", ("outer", "inner"))
    assert (title.kind, title.variable, title.macros) == ("value", "title", ("outer", "inner"))
    assert title.line > 0


def test_words_of_the_style_and_the_locale() -> None:
    """Each kind of part is recognised: terms, labels, text of the style, affixes and values."""
    loaded = style(
        '<text term="in" suffix=" "/><text value="the book "/>'
        '<group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group>'
    )
    entry = loaded.bibliography([Record("x", "book", {"page": "1-2"})], spans=True)[0]
    assert [(part.kind, entry.text[part.start : part.end]) for part in entry.parts] == [
        ("term", "in "), ("text", "the book "), ("label", "pp."), ("affix", " "), ("value", "1–2"),
    ]  # fmt: skip
    assert {part.kind for part in entry.parts} == set(get_args(SpanKind))


def test_names_of_several_variables() -> None:
    """Each list of names is a part, and its label another."""
    fields = {"editor": (Name("Doe", "Ann"), Name("Roe", "Bo")), "translator": (Name("Poe", "Cy"),)}
    loaded = style(
        '<names variable="editor translator" delimiter="; " prefix="(" suffix=")">'
        '<name/><label form="short" prefix=", "/></names>'
    )
    entry = loaded.bibliography([Record("x", "book", fields)], spans=True)[0]
    found = [(part.kind, part.variable, entry.text[part.start : part.end]) for part in entry.parts]
    assert found == [
        ("affix", "", "("), ("value", "editor", "Ann Doe, Bo Roe"), ("label", "editor", ", eds."),
        ("affix", "", "; "), ("value", "translator", "Cy Poe"), ("label", "translator", ", trans."),
        ("affix", "", ")"),
    ]  # fmt: skip


def test_a_substitute_is_of_its_own_variable() -> None:
    """A title that replaces the authors is the value of `title`."""
    assert values(made([Record("x", "book", {"title": "TeX"})])[0])[0] == ("title", "TeX")


def test_a_dash_for_repeated_authors_is_a_value_of_author() -> None:
    """The text of subsequent-author-substitute is the value of `author`."""
    records = [
        Record(str(number), "book", {"author": (Name("Doe", "Ann"),), "title": f"Title {number}"})
        for number in (1, 2)
    ]
    loaded = style(
        '<names variable="author"/><text variable="title" prefix=". "/>',
        'subsequent-author-substitute="———"',
    )
    second = loaded.bibliography(records, spans=True)[1]
    assert second.text == "———. Title 2"
    assert values(second) == [("author", "———"), ("title", "Title 2")]


def test_case_and_quotation_marks() -> None:
    """Values are found when their case changes, and when marks move into the quotation."""
    title = "the groß “inner” title"
    loaded = style('<text variable="title" quotes="true" text-case="uppercase" suffix=","/>')
    entry = loaded.bibliography([Record("x", "book", {"title": title})], spans=True)[0]
    assert entry.text == "“THE GROSS ‘INNER’ TITLE,”"
    assert values(entry) == [("title", "THE GROSS ‘INNER’ TITLE")]


def test_blanks_around_an_entry() -> None:
    """Blanks that plain text omits do not move the spans."""
    loaded = style(
        '<group font-weight="bold"><text variable="title" prefix=" "/></group>'
        '<text variable="volume" prefix=": " suffix=" "/>'
    )
    entry = loaded.bibliography([Record("x", "book", {"title": "TeX", "volume": "2"})], spans=True)
    assert values(entry[0]) == [("title", "TeX"), ("volume", "2")]


def test_the_field_of_a_value() -> None:
    """A short form or a first page comes from a field of the record. A citation number does not."""
    record = Record("x", "book", {"container-title": "Nature", "page": "3-9"})
    loaded = style(
        '<text variable="citation-number"/><text variable="container-title" form="short"/>'
        '<text variable="page-first"/>'
    )
    entry = loaded.bibliography([record], spans=True)[0]
    assert [(span.variable, span.field) for span in entry.spans] == [
        ("citation-number", ""), ("container-title", "container-title"), ("page", "page"),
    ]  # fmt: skip


def test_a_variable_from_the_note() -> None:
    """The field of a variable that is set in the note is `note`."""
    record = Record("x", "book", {"note": "PMID: 123"})
    entry = style('<text variable="PMID"/>').bibliography([record], spans=True)[0]
    assert [(span.variable, span.field) for span in entry.spans] == [("PMID", "note")]


def test_json_has_spans() -> None:
    """JSON includes the spans of values on request."""
    entry = json.loads(made(list(SEED)).to("json"))[0]
    listed = [(span["variable"], entry["text"][span["start"] : span["end"]])
              for span in entry["spans"]]  # fmt: skip
    assert listed == values(made(list(SEED))[0])
    assert "spans" not in json.loads(Style.load("apa").bibliography(SEED).to("json"))[0]


def test_links_leave_spans_where_they_are() -> None:
    """Links do not change the text."""
    plain = made(list(SEED))
    assert plain.with_links(SEED, Links())[0].spans == plain[0].spans


def test_documents_have_spans() -> None:
    """The bibliography of a document has spans on request."""
    document = Style.load("apa").document(SEED)
    document.cite(SEED[0])
    assert document.bibliography(spans=True)[0].spans == made(list(SEED))[0].spans


def test_citations_have_spans() -> None:
    """The spans of a citation allow for delimiters, prefixes and locators."""
    document = Style.load("apa").document([SEED[0], SEED[0].replace(id="y", title="Other")])
    citation = document.add(
        Citation((Cite("carballido2012", locator="3", prefix="see"), Cite("y"))), spans=True
    )
    assert citation == "(see Carballido et al., 2012a, p. 3; 2012b)"
    found = [(span.variable, citation[span.start : span.end]) for span in citation.spans]
    assert found == [
        ("author", "Carballido et al."), ("issued", "2012"), ("year-suffix", "a"),
        ("locator", "3"), ("issued", "2012"), ("year-suffix", "b"),
    ]  # fmt: skip
    assert document.cite("y").spans == ()


def test_a_fallback_has_no_spans() -> None:
    """An entry that the style cannot render has no parts."""
    entry = made([Record("x", "book", {"note": "n"})], "bluebook-law-review")[0]
    assert entry.fallback
    assert entry.parts == ()


def test_the_other_engine_has_none() -> None:
    """citeproc-py raises an error."""
    loaded = Style.load("apa", engine="citeproc-py")
    with pytest.raises(StyleError, match="compiled engine"):
        loaded.bibliography(SEED, spans=True)


def test_a_span_is_public() -> None:
    """`Span` can be imported from the package."""
    assert isinstance(made(list(SEED))[0].spans[0], citeformat.Span)


def without_spans(html: str) -> str:
    """Remove the elements of values from HTML."""
    return re.sub(r'<span data-csl-variable="[\w-]+">(.*?)</span>', r"\1", html, flags=re.DOTALL)


def test_html_with_spans() -> None:
    """Each value has an element of its own, inside links and formatting."""
    record = Record("x", "book", {"title": "A & B", "DOI": "10.1000/1"})
    entry = made([record]).with_links([record])[0]
    assert entry.html_with_spans == (
        '<i><span data-csl-variable="title">A &amp; B</span></i>. (n.d.). '
        '<a href="https://doi.org/10.1000/1">https://doi.org/'
        '<span data-csl-variable="DOI">10.1000/1</span></a>'
    )


def test_html_of_values_with_markup() -> None:
    """Formatting within a value stays within the element of the value."""
    title = "<i>E. coli</i> in <b>X</b>"
    loaded = style('<text variable="title" text-case="title" suffix="."/>')
    entry = loaded.bibliography([Record("x", "book", {"title": title})], spans=True)[0]
    assert entry.html_with_spans == (
        '<span data-csl-variable="title"><i>E. Coli</i> in <b>X</b></span>.'
    )


def test_html_without_spans_is_html() -> None:
    """Without spans, `html_with_spans` is ordinary HTML."""
    plain = Style.load("apa").bibliography(SEED)
    assert plain.html_with_spans == plain.to("html")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apa", "ieee", "vancouver", "chicago-notes-bibliography"])
def test_html_with_spans_is_the_same_html(name: str) -> None:
    """Without the elements of values, the HTML is the same as without spans."""
    records = read(ROOT / "examples" / "varied.bib")
    entries = made(list(records), name).with_links(records)
    assert without_spans(entries.html_with_spans) == entries.to("html")
    for entry in entries:
        assert entry.html_with_spans.count("data-csl-variable") >= len(entry.spans)


def test_a_variable_cannot_be_markup() -> None:
    """The name of a variable is escaped."""
    span = Span(0, 1, "value", 'x" onclick="1')
    assert Entry("x", "v", parts=(span,)).html_with_spans == (
        '<span data-csl-variable="x&quot; onclick=&quot;1">v</span>'
    )
