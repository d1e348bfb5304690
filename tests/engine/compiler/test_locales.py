"""Locale fallback: "Locale Fallback" and "Terms" of CSL 1.0.2."""

from __future__ import annotations

import pytest

from citeformat.csl.variables import TERMS
from citeformat.engine.compiler.parse import parse_style
from tests.samples import csl, date, entry, make, record, terms


def own(*langs: str) -> str:
    """Write locales of a style, each with a term that says which locale it is."""
    return "".join(terms(f'<term name="and">{lang or "any"}</term>', lang) for lang in langs)


@pytest.mark.parametrize(
    ("langs", "wanted", "expected"),
    [
        pytest.param(["de-AT", "de", ""], "de-AT", "de-AT", id="1 the dialect, in the style"),
        pytest.param(["de", ""], "de-AT", "de", id="2 the language, in the style"),
        pytest.param([""], "de-AT", "any", id="3 any, in the style"),
        pytest.param([], "de-AT", "und", id="4 the dialect's file"),
        pytest.param(["fr", "en"], "de-AT", "und", id="other languages do not count"),
        pytest.param(["de-DE"], "de-AT", "und", id="nor do other dialects"),
        pytest.param(
            ["de-DE", ""], "de", "de-DE", id="a language is its primary dialect",
        ),
        pytest.param(["", "de", "de-AT"], "de-AT", "de-AT", id="in any order"),
        pytest.param([], "en-US", "and", id="American English"),
        pytest.param([], "xx-YY", "and", id="6 an unknown language is American English"),
    ],
)  # fmt: skip
def test_fallback(langs: list[str], wanted: str, expected: str) -> None:
    actual = entry('<text term="and"/>', record(), lang=wanted, locale=own(*langs))

    assert expected == actual


def test_later_of_two_locales_for_a_language_decides() -> None:
    locale = terms('<term name="and">one</term><term name="in">two</term>', "de") + terms(
        '<term name="and">three</term>', "de"
    )
    actual = entry('<text term="and"/><text term="in"/>', record(), lang="de", locale=locale)

    assert actual == "threetwo"


def test_terms_fall_back_one_by_one() -> None:
    """A style's locale adds to the locales after it; it does not replace them."""
    locale = terms('<term name="and">&amp;</term>', "de")
    layout = '<text term="and"/><text term="page" prefix=" "/>'
    actual = entry(layout, record(), lang="de-AT", locale=locale)

    assert actual == "&amp; Seite"


@pytest.mark.parametrize("lang", ["eo", "xx-YY"])
def test_locale_without_terms_is_a_problem(lang: str) -> None:
    (problem,) = make(csl('<text term="and"/>'), lang).problems

    assert problem.severity == "warning"
    assert problem.message == f"the locale '{lang}' has no terms; English terms are used"


@pytest.mark.parametrize(
    ("lang", "locale"), [("de-XX", ""), ("zh-Hans", ""), ("eo", terms('<term name="and"/>', "eo"))]
)
def test_terms_of_the_language_are_enough(lang: str, locale: str) -> None:
    assert make(csl('<text term="and"/>', locale=locale), lang).problems == ()


@pytest.mark.parametrize("term", ['<term name="and"/>', '<term name="and"></term>'])
def test_empty_term_stops_the_fallback(term: str) -> None:
    actual = entry('<text term="and"/>', record(), locale=terms(term))

    assert actual == ""


def test_fallback_of_locales_comes_before_that_of_forms() -> None:
    """The long form in the style does not hide the short form in the locale file."""
    locale = terms('<term name="editor">EDITOR</term>')
    actual = entry('<text term="editor" form="short"/>', record(), locale=locale)

    assert actual == "ed."


def test_default_locale_of_the_style() -> None:
    text = csl('<text term="and"/>', attributes='default-locale="fr-FR"')

    assert make(text).locale == "fr-FR"
    assert make(text).document([record()]).cite("a") == "et"
    assert make(text, "de-DE").document([record()]).cite("a") == "und"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("de-CH", "Januar"),
        ("de-DE", "Januar"),
        ("es-MX", "enero"),
        ("fr-CA", "janvier"),
        ("pt-BR", "janeiro"),
        ("en-GB", "January"),
        ("fr", "janvier"),
        ("zh", "一月"),
    ],
)
def test_dialects(lang: str, expected: str) -> None:
    layout = '<date variable="issued"><date-part name="month"/></date>'
    actual = entry(layout, record(issued=date(2000, 1)), lang=lang)

    assert expected == actual


@pytest.mark.parametrize(
    ("option", "expected"), [("true", "“T,”"), ("false", "“T”,"), ("", "“T,”")]
)
def test_options_fall_back(option: str, expected: str) -> None:
    """Localized Options: without punctuation-in-quote in the style, that of en-US applies."""
    locale = terms("", options=f'punctuation-in-quote="{option}"') if option else ""
    layout = '<text variable="title" quotes="true"/><text value=","/>'
    actual = entry(layout, record(title="T"), lang="en-US", locale=locale)

    assert expected == actual


def test_date_formats_fall_back() -> None:
    """A style may redefine one of the two formats."""
    locale = '<locale><date form="numeric"><date-part name="year"/></date></locale>'
    layout = '<date variable="issued" form="{}"/>'
    work = record(issued=date(2000, 1, 2))

    assert entry(layout.format("numeric"), work, locale=locale) == "2000"
    assert entry(layout.format("text"), work, locale=locale) == "January 2, 2000"


def test_single_and_multiple() -> None:
    locale = terms('<term name="page"><single>one</single><multiple>many</multiple></term>')
    layout = '<text term="page"/>/<text term="page" plural="true" prefix="/"/>'
    actual = entry(layout, record(), locale=locale)

    assert actual == "one/many"


@pytest.mark.parametrize("lang", ["en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "zh-CN", "ar"])
def test_terms_of_the_locale_files_are_known(lang: str) -> None:
    """Appendix II: the table of terms contains all that the locale files define."""
    tree = parse_style(csl('<text value="x"/>').encode(), "test", lang, validate=False)
    defined = {
        term.get("name")
        for locale in tree.locales
        for group in locale.find_all("terms")
        for term in group.find_all("term")
    }

    assert len(defined) > 200
    assert defined - TERMS == set()
