"""The face of a style: loading, bibliographies, documents."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from citeformat import (
    Cite,
    Document,
    InvalidStyle,
    Record,
    RecordError,
    RecordNotFound,
    Style,
    StyleError,
    StyleNotFound,
    read,
)
from citeformat.engine.base import ENGINES
from citeformat.engine.fallback import fallback_text
from citeformat.engine.processor.citation import Citation
from tests.samples import bib, csl
from tests.shared import ROOT, SharedFile

CSL = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Small</title><id>small</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="(" suffix=")" delimiter="; ">
    <group delimiter=" "><names variable="author"><name form="short"/></names>
    <text variable="locator"/></group></layout></citation>
  {bibliography}
</style>
"""
BIBLIOGRAPHY = '<bibliography><layout><text variable="title"/></layout></bibliography>'


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    """Every engine there is."""
    return str(request.param)


def book(id: str, **fields: Any) -> Record:
    """A book by Ann Author of 2001, with other fields."""
    return Record.from_csl(
        {
            "id": id,
            "type": "book",
            "title": "The Title",
            "author": [{"family": "Author", "given": "Ann"}],
            "issued": {"date-parts": [[2001]]},
            **{name.replace("_", "-"): value for name, value in fields.items()},
        }
    )


def small(engine: str, bibliography: str = BIBLIOGRAPHY) -> Style:
    return Style.from_string(CSL.format(bibliography=bibliography), engine=engine)


def test_attributes_of_a_named_style(engine: str) -> None:
    style = Style.load("Vancouver", engine=engine)

    assert style.name == "nlm-citation-sequence"
    assert style.title.startswith("NLM/Vancouver")
    assert style.locale == "en-US"
    assert style.has_bibliography
    assert style.problems == ()
    assert repr(style) == "<Style 'nlm-citation-sequence' (en-US)>"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "locale"),
    [("de-AT", "de-AT"), ("de_at", "de-AT"), ("DE", "de"), ("zh-hans-cn", "zh-Hans-CN")],
)
def test_locale_is_a_tag_in_any_case(given: str, locale: str, engine: str) -> None:
    assert Style.load("apa", locale=given, engine=engine).locale == locale


@pytest.mark.parametrize("given", ["x!", "../de", "english please", "-", "d"])
def test_what_is_no_locale(given: str, engine: str) -> None:
    with pytest.raises(StyleError, match="not a language tag"):
        Style.load("apa", locale=given, engine=engine)


def test_locale_of_the_style_is_used_and_that_of_the_user_wins(engine: str) -> None:
    assert Style.load("nature", engine=engine).locale == "en-GB"
    assert Style.load("nature", locale="fr", engine=engine).locale == "fr"
    assert Style.load("american-psychologist", engine=engine).locale == "en-US"


def test_locale_changes_the_terms(engine: str) -> None:
    style = Style.load("chicago", locale="de", engine=engine)
    pair = [{"family": "A", "given": "X."}, {"family": "B", "given": "Y."}]

    assert "A, X., und Y. B" in str(style.bibliography([book("a", author=pair)]))


def test_csl_text_is_taken_by_load_too(engine: str) -> None:
    assert Style.load(CSL.format(bibliography=""), engine=engine).title == "Small"


@pytest.mark.parametrize(
    ("name", "kind", "citation_format"),
    [
        ("apa", "in-text", "author-date"),
        ("ieee", "in-text", "numeric"),
        ("chicago-notes-bibliography", "note", "note"),
        ("din-1505-2-alphanumeric", "in-text", "label"),
        ("modern-language-association", "in-text", "author"),
        ("nature-genetics", "in-text", "numeric"),  # a dependent style
    ],
)
def test_kind_and_citation_format(name: str, kind: str, citation_format: str) -> None:
    style = Style.load(name)

    assert (style.kind, style.citation_format) == (kind, citation_format)


@pytest.mark.parametrize(
    ("layout", "kind", "citation_format"),
    [
        ('<names variable="author"/>', "in-text", "author-date"),
        ('<text variable="citation-number"/>', "in-text", "numeric"),
        ('<number variable="citation-number" suffix="."/>', "in-text", "numeric"),
        ("<text variable='citation-label'/>", "in-text", "label"),
        ('<text variable="title"/>', "note", "note"),
    ],
)
def test_citation_format_of_a_style_without_category(
    layout: str, kind: str, citation_format: str
) -> None:
    style = Style.from_string(csl(layout, kind=kind))

    assert (style.kind, style.citation_format) == (kind, citation_format)


def test_unknown_style() -> None:
    with pytest.raises(StyleNotFound, match="vancouver"):
        Style.load("vancuver")


def test_unknown_engine() -> None:
    with pytest.raises(StyleError, match="citeproc-py"):
        Style.load("apa", engine="citeproc-pi")


@pytest.mark.parametrize(
    "text",
    [
        "<style",
        "<html/>",
        '<style xmlns="http://purl.org/net/xbiblio/csl"><info/></style>',
        CSL.format(bibliography=BIBLIOGRAPHY)[:-12],
    ],
)
def test_what_is_no_style_is_invalid(text: str, engine: str) -> None:
    with pytest.raises(InvalidStyle) as caught:
        Style.from_string(text, engine=engine)

    assert caught.value.problems


def test_fault_of_a_style_that_works_is_a_problem_with_a_line() -> None:
    style = small("citeproc-py", BIBLIOGRAPHY.replace("<text ", '<text nonsense="1" '))

    assert {problem.severity for problem in style.problems} == {"warning"}
    assert 6 in [problem.line for problem in style.problems]
    assert len(style.bibliography([book("a")])) == 1


def test_entries_know_their_records(engine: str) -> None:
    records = [book("Zebra"), book("zebra", title="Other", author=[{"family": "Aa"}])]
    made = Style.load("apa", engine=engine).bibliography(records)

    assert [entry.id for entry in made] == ["zebra", "Zebra"]
    assert [entry.fallback for entry in made] == [False, False]
    assert "Other" in made[0].text


def test_as_many_entries_as_records_even_with_equal_ids(engine: str) -> None:
    made = Style.load("apa", engine=engine).bibliography([book("a"), book("a", title="Second")])

    assert [entry.id for entry in made] == ["a", "a"]
    assert "Second" in str(made)


def test_no_records_make_an_empty_list(engine: str) -> None:
    made = Style.load("apa", engine=engine).bibliography([])

    assert (len(made), str(made), made.problems) == (0, "", ())


def test_formats(engine: str) -> None:
    made = Style.load("apa", engine=engine).bibliography([book("a", title="X & <i>Y</i>")])

    assert str(made) == made.to("text") == "Author, A. (2001). X & Y.\n"
    assert "<i>X &amp; " in made.to("html")
    assert made[0].html in made._repr_html_()


def test_text_of_records_is_not_markup(engine: str) -> None:
    record = book("a", title='<script>alert("x")</script>', publisher="A & B")
    html = Style.load("apa", engine=engine).bibliography([record]).to("html")

    assert "<script" not in html
    assert "A &amp; B" in html


def test_private_characters_of_records_are_removed(engine: str) -> None:
    made = small(engine).bibliography([book("a", title="\ue000T\ue001\uf8ff")])

    assert made[0].text == "T"


def test_first_field_is_in_the_margin(engine: str) -> None:
    made = Style.load("ieee", engine=engine).bibliography([book("a")])

    assert made[0].text == "[1] A. Author, The Title. 2001."
    assert made[0].html.startswith('<div class="csl-left-margin">[1]</div><div class="csl-right')


def test_record_that_prints_nothing_has_a_fallback_and_a_problem(engine: str) -> None:
    record = Record.from_csl({"id": "x", "author": [{"family": "A"}]}, file="f.bib", line=7)
    made = small(engine).bibliography([record, book("b")])

    assert [entry.id for entry in made] == ["x", "b"]
    assert (made[0].text, made[0].fallback) == ("A.", True)
    assert [str(problem)[:15] for problem in made.problems] == ["f.bib:7: error:"]
    assert made.problems[0].record == "x"


YEARS = '<date variable="issued"><date-part name="year"/></date>'
NUMBER = '<text variable="citation-number" prefix="[" suffix="] "/>'


@pytest.mark.parametrize(
    ("layout", "attributes", "fields", "expected"),
    [
        pytest.param(YEARS, "", {}, "The Title (2001).", id="a year"),
        pytest.param(NUMBER + YEARS, "", {}, "[1] The Title (2001).", id="number and year"),
        pytest.param(NUMBER, "", {}, "[1] The Title (2001).", id="a number"),
        pytest.param(
            NUMBER + YEARS, 'second-field-align="flush"', {},
            "[1] The Title (2001).", id="number in the margin",
        ),
        pytest.param(
            YEARS, "", {"author": [{"family": "Doe"}]}, "Doe (2001). The Title.", id="author"
        ),
    ],
)  # fmt: skip
def test_entry_of_a_year_alone_has_a_fallback(
    layout: str, attributes: str, fields: dict[str, Any], expected: str
) -> None:
    """A year identifies no work; the number that citations print stays."""
    style = Style.from_string(csl(YEARS, bib(layout, attributes)))
    record = Record.from_csl({"id": "a", "title": "The Title",
                              "issued": {"date-parts": [[2001]]}, **fields})  # fmt: skip
    made = style.bibliography([record])

    assert (made[0].text, made[0].fallback) == (expected, True)
    assert len(made.problems) == 1


def test_year_suffix_stays_in_a_fallback() -> None:
    records = [
        Record.from_csl({"id": id, "title": id.upper(), "issued": {"date-parts": [[2001]]}})
        for id in "ab"
    ]
    text = csl(YEARS, bib(YEARS), citation='disambiguate-add-year-suffix="true"')
    made = Style.from_string(text).bibliography(records)

    assert [entry.text for entry in made] == ["A (2001a).", "B (2001b)."]


def test_year_is_enough_where_there_is_no_more() -> None:
    made = Style.from_string(csl(YEARS, bib(YEARS))).bibliography(
        [Record.from_csl({"id": "a", "issued": {"date-parts": [[2001]]}})]
    )

    assert (made[0].text, made[0].fallback, made.problems) == ("2001", False, ())


def test_document_that_prints_nothing_has_fallbacks() -> None:
    """The law holds for the list, and for the citations, of a document as well."""
    nothing = '<text variable="publisher"/>'
    document = Style.from_string(csl(nothing, bib(nothing))).document([book("a")])
    first = document.cite("a")
    made = document.bibliography()

    assert first == "(Author, 2001)"
    assert document.process([Citation((Cite("a"),), id="x")]) == ["(Author, 2001)"]
    assert document.update(Citation((Cite("a"),), id="x")) == [(0, "x", "(Author, 2001)")]
    assert (made[0].text, made[0].fallback) == ("Author, Ann (2001). The Title.", True)
    assert [problem.record for problem in made.problems] == ["a"]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ("ab", "(Pub; Author, 2001)"),
        ("ba", "(Author, 2001; Pub)"),
        ("bc", "(Author, 2001; Author, 2001)"),
    ],
)
def test_works_that_print_nothing_within_a_citation(ids: str, expected: str) -> None:
    """Each of them is named, and has a Problem."""
    works = [book("a", publisher="Pub"), book("b"), book("c")]
    style = Style.from_string(
        csl('<text variable="publisher"/>', affixes='prefix="(" suffix=")" delimiter="; "')
    )
    made = style.document(works).cite(*ids)

    assert made == expected
    assert [problem.record for problem in made.problems] == [id for id in ids if id != "a"]


def test_empty_record_is_named_by_its_id(engine: str) -> None:
    made = small(engine).bibliography([Record.from_csl({"id": "x"})])

    assert made[0].text == "[x]"


def test_style_without_bibliography_lists_all_the_same(engine: str) -> None:
    style = small(engine, "")
    made = style.bibliography([book("a"), book("b")])

    assert not style.has_bibliography
    assert [entry.text for entry in made] == ["Author, Ann (2001). The Title."] * 2
    assert all(entry.fallback for entry in made)
    assert len(made.problems) == 1


@pytest.mark.parametrize("records", ["refs.bib", Path("refs.bib"), None, 5, ["a"], [None]])
def test_what_is_no_list_of_records(records: Any) -> None:
    style = Style.load("apa")
    with pytest.raises(RecordError, match=r"is needed|is not a record"):
        style.bibliography(records)
    with pytest.raises(RecordError, match=r"is needed|is not a record"):
        style.document(records)


@pytest.mark.parametrize(
    "records",
    [book("a"), [book("a")], book("a").to_csl(), [book("a").to_csl()], {"a": book("a")}],
    ids=["a record", "a list", "an item", "items", "records by id"],
)
def test_records_may_come_one_by_one_or_as_items(records: Any, engine: str) -> None:
    style = Style.load("apa", engine=engine)

    assert [entry.id for entry in style.bibliography(records)] == ["a"]
    assert style.document(records).cite("a") == "(Author, 2001)"


def test_a_style_is_taken_wherever_its_name_is() -> None:
    style = Style.load("apa", locale="de")

    assert Style.load(style) is style
    french = Style.load(style, locale="fr")
    assert (french.name, french.locale) == ("apa", "fr")
    assert Style.load(Style.load("ieee", engine="citeproc-py")).name == "ieee"
    with pytest.raises(TypeError, match="a style is a name, a path or CSL text, not None"):
        Style.load(None)  # type: ignore[arg-type]


def test_bytes_are_csl_text() -> None:
    assert Style.load(CSL.format(bibliography="").encode()).title == "Small"


def test_records_may_come_from_a_generator(engine: str) -> None:
    assert len(small(engine).bibliography(book(id) for id in "abc")) == 3


def test_nothing_is_warned_of(engine: str) -> None:
    data = {"id": "a", "title": "T", "foo": 1, "director": [{"family": "D", "orcid": "1"}],
            "event-title": "E", "part-number": 3, "issued": {"raw": "spring"}}  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = Style.load("apa", engine=engine).bibliography([Record.from_csl(data)])

    assert len(made) == 1
    assert [problem for problem in made.problems if problem.severity != "warning"] == []


@pytest.fixture
def document(engine: str) -> Document:
    """A document in APA that may cite three works."""
    other = book("b", author=[{"family": "Baker", "given": "Bob"}])
    return Style.load("apa", engine=engine).document([book("a"), other, book("c", title="C")])


def test_cite(document: Document) -> None:
    assert document.cite("a") == "(Author, 2001)"
    assert document.cite("a", locator="12") == "(Author, 2001, p. 12)"
    assert document.cite("a", locator="12-14") == "(Author, 2001, pp. 12–14)"
    assert document.cite("a", prefix="see", suffix="and others") == "(see Author, 2001 and others)"
    assert document.cite("a", prefix="see ") == "(see Author, 2001)"
    assert document.cite("a", suppress_author=True) == "(2001)"
    assert document.cite("a", author_only=True) == "Author"


def test_cite_a_chapter() -> None:
    document = Style.load("apa").document([book("a")])

    assert document.cite("a", locator="3", label="chapter") == "(Author, 2001, Chapter 3)"


def test_cite_several(document: Document) -> None:
    assert document.cite("a", "b") == "(Author, 2001; Baker, 2001)"
    assert document.cite(Cite("a"), Cite("b", locator="3")) == "(Author, 2001; Baker, 2001, p. 3)"


def test_cite_in_the_order_given(document: Document, engine: str) -> None:
    citation = document.cite("b", "a", sort=False)

    if engine == "citeproc-py":
        assert [problem.message for problem in citation.problems] == [
            "citeproc-py sorts the cites of every citation"
        ]
    else:
        assert citation == "(Baker, 2001; Author, 2001)"
        assert citation.problems == ()


def test_cite_takes_records(document: Document) -> None:
    assert document.cite(book("a")) == "(Author, 2001)"


def test_citation_value(document: Document) -> None:
    citation = Citation((Cite("a"),), mode="suppress-author")

    assert document.add(citation) == "(2001)"
    with pytest.raises(RecordNotFound):
        document.add(Citation((Cite("nope"),)))


def test_bibliography_of_a_document_has_what_it_cites(document: Document) -> None:
    assert len(document.bibliography()) == 0
    document.cite("b")
    document.cite("a", "b")

    assert [entry.id for entry in document.bibliography()] == ["a", "b"]


def test_what_an_engine_cannot_do_is_said() -> None:
    document = Style.load("apa", engine="citeproc-py").document([book("a")])

    with pytest.raises(StyleError, match="the engine of this style cannot do this"):
        document.process([Citation((Cite("a"),))])


def test_unknown_id_names_the_nearest(document: Document, engine: str) -> None:
    document = small(engine).document([book("knuth1984")])

    with pytest.raises(RecordNotFound) as caught:
        document.cite("knuth1948")
    assert caught.value.suggestions == ("knuth1984",)


def test_wrong_calls_of_cite(document: Document) -> None:
    with pytest.raises(TypeError, match="needs the id"):
        document.cite()
    with pytest.raises(TypeError, match="Cite"):
        document.cite("a", "b", locator="1")
    with pytest.raises(TypeError, match="Cite"):
        document.cite(Cite("a"), locator="1")
    with pytest.raises(TypeError, match="not 3"):
        document.cite(3)  # type: ignore[arg-type]


def test_citation_in_html(engine: str) -> None:
    citation = Style.load("nature", engine=engine).document([book("a")]).cite("a")

    assert (citation, citation.to("html")) == ("1", "<sup>1</sup>")


def test_numbers_follow_the_citations(engine: str) -> None:
    document = Style.load("ieee", engine=engine).document([book("a"), book("b"), book("c")])

    assert [document.cite(id) for id in ("c", "a", "c")] == ["[1]", "[2]", "[1]"]
    assert [entry.id for entry in document.bibliography()] == ["c", "a"]


def test_citation_that_prints_nothing_falls_back(engine: str) -> None:
    text = small(engine).document([Record.from_csl({"id": "x", "title": "T"})]).cite("x")

    assert text == "(T)"


@pytest.mark.slow
def test_examples_render_in_every_engine(engine: str) -> None:
    records = read(ROOT / "examples" / "varied.bib")

    assert records.problems == ()
    for name in ("apa", "vancouver", "mla", "ieee", "chicago", "harvard", "ama"):
        made = Style.load(name, engine=engine).bibliography(records)
        assert len(made) == len(records)
        assert made.problems == ()


def test_fallback_text() -> None:
    record = book("a", author=[{"family": "B", "given": "C."}, {"literal": "D"}])

    assert fallback_text(record) == "B, C.; D (2001). The Title."
    assert fallback_text(Record.from_csl({"id": "x"})) == "[x]"


@pytest.mark.parametrize(("year", "expected"), [(-44, "44 BC"), (98, "98 AD"), (1098, "1098")])
def test_fallback_text_has_the_era(year: int, expected: str) -> None:
    record = Record.from_csl({"id": "x", "title": "Wars", "issued": {"date-parts": [[year]]}})

    assert fallback_text(record) == f"Wars ({expected})."


@pytest.mark.slow
@pytest.mark.parametrize("name", ["vancouver", "apa", "ieee", "mla", "chicago-author-date"])
def test_no_entry_vanishes_in_real_data(name: str, engine: str, shared_file: SharedFile) -> None:
    """A part of a real database; the whole takes citeproc-py minutes."""
    items = json.loads(shared_file("bib/tugboat.csl.json").read_text("utf-8"))[::90]
    records = [Record.from_csl(item) for item in items]
    made = Style.load(name, engine=engine).bibliography(records)

    assert sorted(entry.id for entry in made) == sorted(record.id for record in records)
    assert made.problems == ()


def test_a_document_cites_by_other_ids() -> None:
    """BibLaTeX's `ids`: the cite belongs to the record, whichever id the text has."""
    bib = "@book{a, author = {Lee, Ann}, title = {T}, year = 2001, ids = {b, c}}"
    document = Style.load("ieee").document(read(bib))

    assert [document.cite(id) for id in ("b", "a", "c")] == ["[1]"] * 3
    assert document.insert(0, "b", locator="3").id == document.citations[0].id
    assert [cite.id for citation in document.citations for cite in citation.cites] == ["a"] * 4
    assert len(document.bibliography()) == 1
    with pytest.raises(RecordNotFound):
        document.cite("d")


def test_order_is_not_text() -> None:
    style, records = Style.load("apa"), [Record("a", "book", {"title": "T"})]

    for method in (style.bibliography, style.document):
        with pytest.raises(ValueError, match="sort is True or False, not 'year'"):
            method(records, sort="year")  # type: ignore[arg-type]
