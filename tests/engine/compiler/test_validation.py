"""Errors and warnings about a style: each has its line and, if possible, a hint."""

from __future__ import annotations

import pytest

from citeformat import InvalidStyle, Problem, Style
from tests.samples import bib, csl, document, record

MANY = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><title>Many</title><id>many</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <macro name="author">
    <text macro="editor"/>
  </macro>
  <macro name="editor">
    <text macro="author"/>
  </macro>
  <macro name="title"><txt variable="title"/></macro>
  <citation>
    <layout>
      <text macro="autor"/>
      <text macro="nowhere near"/>
    </layout>
  </citation>
  <bibliography>
    <sort><key macro="titel"/></sort>
  </bibliography>
</style>
"""


def errors(text: str) -> tuple[Problem, ...]:
    """Return the errors of an invalid style."""
    with pytest.raises(InvalidStyle) as caught:
        Style.from_string(text, name="test")
    return caught.value.problems


def test_every_error_is_in_one_exception() -> None:
    made = errors(MANY)

    assert {problem.line for problem in made} >= {9, 12, 13, 16, 17}
    assert {problem.severity for problem in made} == {"error"}
    assert {problem.source for problem in made} == {"test"}


@pytest.mark.parametrize(
    ("line", "word", "hint"),
    [
        (9, "txt", ""),
        (12, "autor", "author"),
        (13, "nowhere near", "cs:macro"),
        (16, "layout", ""),
        (17, "titel", "title"),
    ],
)
def test_error_has_its_line_and_a_hint(line: int, word: str, hint: str) -> None:
    (problem,) = [problem for problem in errors(MANY) if problem.line == line]

    assert word in problem.message
    assert hint in problem.hint


def test_cycle_of_macros_is_reported() -> None:
    made = [problem for problem in errors(MANY) if "itself" in problem.message]

    assert len(made) == 1
    assert made[0].line in (3, 6)
    assert "author" in made[0].message
    assert "editor" in made[0].message


@pytest.mark.parametrize(
    "macros",
    [
        '<macro name="a"><text macro="a"/></macro>',
        '<macro name="a"><group><text macro="b"/></group></macro>'
        '<macro name="b"><choose><if type="book"><text macro="a"/></if></choose></macro>',
        '<macro name="a"><names variable="author"><substitute><text macro="a"/></substitute>'
        "</names></macro>",
    ],
    ids=["itself", "two", "substitute"],
)
def test_cycle(macros: str) -> None:
    made = errors(csl('<text value="x"/>', macros=macros))

    assert len(made) == 1
    assert "itself" in made[0].message


def test_two_cycles_are_both_reported() -> None:
    macros = '<macro name="a"><text macro="a"/></macro><macro name="b"><text macro="b"/></macro>'

    assert len(errors(csl('<text value="x"/>', macros=macros))) == 2


def test_two_cycles_through_one_macro_are_both_reported() -> None:
    macros = (
        '<macro name="a"><text macro="b"/><text macro="c"/></macro>'
        '<macro name="b"><text macro="a"/></macro><macro name="c"><text macro="a"/></macro>'
    )
    made = errors(csl('<text value="x"/>', macros=macros))

    assert ["a > b > a" in made[0].message, "a > c > a" in made[1].message] == [True, True]
    assert len(made) == 2


@pytest.mark.parametrize(
    ("layout", "word", "hint"),
    [
        ('<sort><key variable="title"/></sort>', "cs:sort is not allowed in cs:layout", ""),
        ('<group><if type="book"/></group>', "cs:if is not allowed in cs:group", ""),
        ('<choose><text value="x"/></choose>', "cs:text is not allowed in cs:choose", ""),
        ('<group><date-part name="year"/></group>', "cs:date-part is not allowed in cs:group", ""),
        ('<names variable="author"><substitute><name/></substitute></names>', "cs:name", ""),
        ("<gruop/>", "cs:gruop", "'cs:group'"),
        ("<names><name/></names>", "cs:names has no variable", ""),
        ("<date/>", "cs:date has no variable", ""),
        ("<number/>", "cs:number has no variable", ""),
    ],
)
def test_misplaced_and_empty_elements_are_errors(layout: str, word: str, hint: str) -> None:
    (made,) = errors(csl(f"\n{layout}"))

    assert word in made.message
    assert hint in made.hint
    assert made.line > 1


def test_misplaced_elements_are_reported_together() -> None:
    made = errors(csl('<sort/>\n<group><if type="book"/></group>\n<txt/>'))

    assert [problem.message.split()[0] for problem in made] == ["cs:sort", "cs:if", "CSL"]
    assert sorted(problem.line for problem in made) == [problem.line for problem in made]


HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", ""),
        ("no XML", ""),
        ("<style>", ""),
        ("<html/>", "html"),
        ("<style/>", "style"),
        (f"{HEAD}</style>", "citation"),
        (f"{HEAD}<citation/></style>", "layout"),
        (f"{HEAD}<citation><layout></citation></style>", ""),
        (csl("<text/>", "<bibliography/>"), "layout"),
        ('<locale xmlns="http://purl.org/net/xbiblio/csl"/>', "locale"),
    ],
    ids=["empty", "text", "open", "HTML", "no namespace", "no citation", "no layout",
         "not well-formed", "no layout of the bibliography", "locale"],
)  # fmt: skip
def test_text_that_is_not_a_style(text: str, word: str) -> None:
    made = errors(text)

    assert word in made[0].message


def test_line_of_xml_that_is_not_well_formed() -> None:
    text = MANY.replace("</layout>", "</layuot>")

    assert errors(text)[0].line == 14
    assert errors(text)[0].message.startswith("this is not well-formed XML: ")


@pytest.mark.parametrize(
    ("layout", "word", "hint"),
    [
        ('<text variable="titel"/>', "titel", "title"),
        ('<names variable="autor"/>', "autor", "author"),
        ('<date variable="isued"><date-part name="year"/></date>', "isued", "issued"),
        ('<choose><if variable="titel"><text value="x"/></if></choose>', "titel", "title"),
        ('<number variable="volum"/>', "volum", "volume"),
        ('<names variable="title"/>', "title", ""),
        ('<text variable="title" nonsense="1"/>', "nonsense", ""),
        ('<text vairable="title"/>', "cs:text has no attribute 'vairable'", "variable"),
        ('<text variable="title" font-style="italics"/>', "font-style of cs:text", "italic"),
        ('<text variable="title" text-case="Title"/>', "text-case", "title"),
        ('<text variable="title" quotes="yes"/>', "quotes", ""),
        ('<text/>', "no variable, macro, term or value", ""),
        ('<text variable="title" value="x"/>', "value and variable", ""),
        ('<text term="edtior"/>', "no term 'edtior'", "editor"),
        ('<text term="and" form="lnog"/>', "form", "long"),
        ('<number variable="volume" form="romn"/>', "form of cs:number", "roman"),
        ('<label/>', "cs:label has no variable", ""),
        ('<label variable="page" plural="allways"/>', "plural", "always"),
        ('<date variable="issued" form="txt"/>', "form of cs:date", "text"),
        ('<date variable="issued" form="text" date-parts="month"/>', "date-parts", ""),
        ('<names variable="author"><name and="&amp;"/></names>', "and of cs:name", ""),
        ('<names variable="author"><name et-al-min="x"/></names>', "et-al-min", ""),
        ('<names variable="author"><name-part name="family"/></names>', "cs:name-part", ""),
        ('<names variable="author"><et-al term="others"/></names>', "term of cs:et-al", ""),
        ('<names variable="author"><label variable="editor"/></names>', "ignores its variable", ""),
        ('<choose><if type="bok"><text value="x"/></if></choose>', "type of cs:if", "book"),
        ('<choose><if type="book thesiss"><text value="x"/></if></choose>', "thesiss", "thesis"),
        ('<choose><if position="frist"><text value="x"/></if></choose>', "position", "first"),
        ('<choose><if locator="pag"><text value="x"/></if></choose>', "locator", "page"),
        ('<choose><if type="book" match="some"><text value="x"/></if></choose>', "match", ""),
        ('<choose><if is-numeric="volum"><text value="x"/></if></choose>', "volum", "volume"),
        ('<choose><if><text value="x"/></if></choose>', "no condition", ""),
        ('<choose><else><text value="x"/></else></choose>', "begin with cs:if", ""),
        (
            '<choose><if type="book"/><else><text value="x"/></else><else-if type="map"/></choose>',
            "never used", "",
        ),
    ],
)  # fmt: skip
def test_what_does_no_harm_is_a_warning(layout: str, word: str, hint: str) -> None:
    """The style works, and its problems are warnings."""
    style = Style.from_string(csl(f"\n{layout}", bib('<text variable="title"/>')), name="test")
    found = [problem for problem in style.problems if word in problem.message]

    assert found
    assert {problem.severity for problem in style.problems} == {"warning"}
    assert found[0].line > 1
    assert any(hint in problem.hint for problem in found)
    assert len(style.bibliography([record(title="T")])) == 1


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"locale": '<locale><terms><term name="edtior">x</term></terms></locale>'}, "edtior"),
        ({"locale": '<locale><style-options punctuation="true"/></locale>'}, "punctuation"),
        ({"locale": '<locale><terms><term name="page" gender="m">p</term></terms></locale>'}, "m"),
        ({"attributes": 'page-range-format="short"'}, "page-range-format"),
        ({"attributes": 'demote="never"'}, "demote"),
        ({"attributes": 'et-al-min="-1"'}, "et-al-min"),
        ({"citation": 'collapse="years"'}, "collapse"),
        ({"citation": 'givenname-disambiguation-rule="all"'}, "givenname"),
        ({"sort": "<key/>"}, "cs:key"),
        ({"sort": '<key variable="title" sort="down"/>'}, "sort of cs:key"),
        ({"macros": '<macro name="a"><text value="x"/></macro>' * 2}, "more than once"),
        ({"bibliography": bib('<text value="x"/>') * 2}, "more than once"),
        ({"bibliography": bib('<text value="x"/>', 'line-spacing="wide"')}, "line-spacing"),
    ],
)
def test_warnings_outside_of_layouts(parts: dict[str, str], word: str) -> None:
    """Attributes, values, terms and keys are checked everywhere."""
    style = Style.from_string(csl('<text value="x"/>', **parts), name="test")

    assert any(word in problem.message and problem.line for problem in style.problems)
    assert {problem.severity for problem in style.problems} == {"warning"}


def test_term_that_a_style_defines_is_known() -> None:
    """There is a warning about its definition, but not about its use."""
    own = '<locale><terms><term name="my term">x</term></terms></locale>'
    style = Style.from_string(csl('\n<text term="my term"/>', locale=own), name="test")

    assert [problem.message for problem in style.problems] == ["CSL 1.0.2 has no term 'my term'"]


def test_problems_are_in_the_order_of_lines() -> None:
    text = csl('\n<text term="nonsense"/>\n<text nonsense="1" value="x"/>\n<label/>')
    lines = [problem.line for problem in Style.from_string(text, name="test").problems]

    assert lines == sorted(lines)
    assert len(set(lines)) == 3


def test_good_style_has_no_problems() -> None:
    style = Style.from_string(csl('<text variable="title"/>', bib('<text variable="title"/>')))

    assert style.problems == ()


def test_problems_are_the_same_from_the_cache() -> None:
    text = csl('<text variable="titel"/>')
    first, second = (Style.from_string(text, name="test").problems for _ in range(2))

    assert first == second != ()


def test_style_with_problems_still_prints() -> None:
    made = document(csl('<text variable="titel"/><text variable="title"/>'), [record(title="T")])

    assert made.cite("a") == "T"
