"""Styles that cannot be used, and those that are odd: every fault with its line and a hint."""

from __future__ import annotations

import pytest

from citeformat import InvalidStyle, Problem, Style
from tests.styles import bib, csl, document, record

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


def faults(text: str) -> tuple[Problem, ...]:
    """The faults of an invalid style."""
    with pytest.raises(InvalidStyle) as caught:
        Style.from_string(text, name="test")
    return caught.value.problems


def test_every_fault_is_in_one_error() -> None:
    made = faults(MANY)

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
def test_fault_has_its_line_and_a_hint(line: int, word: str, hint: str) -> None:
    (problem,) = [problem for problem in faults(MANY) if problem.line == line]

    assert word in problem.message
    assert hint in problem.hint


def test_circle_of_macros_is_named() -> None:
    made = [problem for problem in faults(MANY) if "itself" in problem.message]

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
def test_circle(macros: str) -> None:
    made = faults(csl('<text value="x"/>', macros=macros))

    assert len(made) == 1
    assert "itself" in made[0].message


@pytest.mark.xfail(strict=True, reason="the search ends with the first circle")
def test_two_circles_are_both_found() -> None:
    macros = '<macro name="a"><text macro="a"/></macro><macro name="b"><text macro="b"/></macro>'

    assert len(faults(csl('<text value="x"/>', macros=macros))) == 2


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
def test_what_is_no_style(text: str, word: str) -> None:
    made = faults(text)

    assert word in made[0].message


def test_line_of_xml_that_is_not_well_formed() -> None:
    text = MANY.replace("</layout>", "</layuot>")

    assert faults(text)[0].line == 14


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
    ],
)
def test_what_does_no_harm_is_a_problem(layout: str, word: str, hint: str) -> None:
    """The style works; its problems say where it is odd."""
    style = Style.from_string(csl(f"\n{layout}", bib('<text variable="title"/>')), name="test")
    found = [problem for problem in style.problems if word in problem.message]

    assert found
    assert {problem.severity for problem in style.problems} == {"warning"}
    assert found[0].line > 1
    assert any(hint in problem.hint for problem in found)
    assert len(style.bibliography([record(title="T")])) == 1


@pytest.mark.xfail(strict=True, reason="terms are not looked at (Appendix II)")
def test_unknown_term_is_a_problem() -> None:
    style = Style.from_string(csl('<text term="no such term"/>'), name="test")

    assert any("no such term" in problem.message for problem in style.problems)


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
