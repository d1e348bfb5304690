"""cs:label and locators: tables from "Label", "Locators" and "Terms" of CSL 1.0.2."""

from __future__ import annotations

from typing import Any

import pytest

from tests.styles import entry, record, render, terms

BOTH = '<group delimiter=" "><label variable="{0}" {1}/><text variable="{0}"/></group>'


def labelled(variable: str, value: str | int, attributes: str = "", **style: str) -> str:
    """A variable behind its label."""
    return entry(BOTH.format(variable, attributes), record(**{variable: value}), **style)


@pytest.mark.parametrize(
    ("variable", "value", "attributes", "expected"),
    [
        ("page", "3", "", "page 3"),
        ("page", "5-7", "", "pages 5-7"),
        ("page", "1, 3", "", "pages 1, 3"),
        ("page", "1 & 3", "", "pages 1 &amp; 3"),
        ("page", "3", 'form="short"', "p. 3"),
        ("page", "5-7", 'form="short"', "pp. 5-7"),
        ("volume", "2", "", "volume 2"),
        ("volume", "2 & 4", "", "volumes 2 &amp; 4"),
        ("page", "1", 'plural="always"', "pages 1"),
        ("page", "1-3", 'plural="always"', "pages 1-3"),
        ("page", "1", 'plural="never"', "page 1"),
        ("page", "1-3", 'plural="never"', "page 1-3"),
        ("section", "3", 'form="symbol"', "§ 3"),
        ("section", "3-5", 'form="symbol"', "§§ 3-5"),
        ("page", "", "", ""),
        ("page", "3", 'text-case="capitalize-first"', "Page 3"),
        ("page", "3", 'form="short" strip-periods="true"', "p 3"),
        ("page", "3", 'font-style="italic" prefix="[" suffix="]"', "[<i>page</i>] 3"),
    ],
)
def test_label(variable: str, value: str, attributes: str, expected: str) -> None:
    """Label: the plural is that of the content, unless the style says otherwise."""
    actual = labelled(variable, value, attributes).replace("–", "-")

    assert expected == actual


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("number-of-pages", "1", "one"),
        ("number-of-pages", "2", "many"),
        ("number-of-pages", 3, "many"),
        ("number-of-volumes", "1", "one"),
        ("number-of-volumes", "3", "many"),
        ("number-of-volumes", "12", "many"),
        ("volume", "3", "one"),
    ],
)
def test_counts_are_plural_above_one(variable: str, value: str | int, expected: str) -> None:
    """Label, plural: "1 volume" and "3 volumes"."""
    own = terms(f'<term name="{variable}"><single>one</single><multiple>many</multiple></term>')
    actual = entry(f'<label variable="{variable}"/>', record(**{variable: value}), locale=own)

    assert expected == actual


@pytest.mark.parametrize(
    ("cite", "expected"),
    [
        ({"locator": "12"}, "p. 12"),
        ({"locator": "12", "label": "page"}, "p. 12"),
        ({"locator": "12-14", "label": "page"}, "pp. 12–14"),
        ({"locator": "3", "label": "chapter"}, "chap. 3"),
        ({"locator": "3", "label": "volume"}, "vol. 3"),
        ({"locator": "3", "label": "sub-verbo"}, "s.v. 3"),
        ({"locator": "3", "label": "sub verbo"}, "s.v. 3"),
        ({}, ""),
    ],
)
def test_label_of_the_locator(cite: dict[str, Any], expected: str) -> None:
    """Label: with the locator goes the term of what it counts."""
    actual = render(BOTH.format("locator", 'form="short"'), record(), cite)

    assert expected == actual


LOCATORS = """
    appendix article-locator book canon chapter column elocation equation figure folio issue line
    note opus page paragraph part rule section sub-verbo supplement table timestamp title verse
    volume
""".split()


@pytest.mark.parametrize("label", LOCATORS)
def test_every_locator_has_a_condition_and_a_term(label: str) -> None:
    """Appendix II, Locators; Choose, locator."""
    layout = (
        f'<choose><if locator="{label}"><label variable="locator" suffix=" "/>'
        '<text variable="locator"/></if></choose>'
    )
    own = terms(f'<term name="{label}">word</term>')
    actual = render(layout, record(), {"locator": "3", "label": label}, locale=own)

    assert actual == "word 3"


# Terms: fallback of forms


@pytest.mark.parametrize(
    ("defined", "wanted", "expected"),
    [
        ("long", "long", "x"),
        ("long", "short", "x"),
        ("long", "verb", "x"),
        ("long", "verb-short", "x"),
        ("long", "symbol", "x"),
        ("short", "symbol", "x"),
        ("verb", "verb-short", "x"),
        ("short", "long", ""),
        ("verb", "long", ""),
        ("symbol", "short", ""),
        ("short", "verb", ""),
    ],
)
def test_fallback_of_forms(defined: str, wanted: str, expected: str) -> None:
    """Terms: a form falls back to a longer one, never the other way."""
    own = terms(f'<term name="reference-of-ours" form="{defined}">x</term>')
    actual = entry(f'<text term="reference-of-ours" form="{wanted}"/>', record(), locale=own)

    assert expected == actual


@pytest.mark.parametrize(
    ("plural", "expected"), [("", "page"), ('plural="false"', "page"), ('plural="true"', "pages")]
)
def test_plural_of_a_term(plural: str, expected: str) -> None:
    actual = entry(f'<text term="page" {plural}/>', record())

    assert expected == actual


def test_unknown_term_is_empty() -> None:
    actual = entry('<text term="no such term" prefix="("/>', record())

    assert actual == ""


@pytest.mark.parametrize(
    ("variable", "form", "expected"),
    [
        ("part-number", "long", "part"),
        ("part-number", "short", "pt."),
        ("supplement-number", "short", "supp."),
        ("printing-number", "long", "printing"),
        ("chapter-number", "short", "chap."),
        ("collection-number", "long", "number"),
    ],
)
def test_number_variables_have_labels(variable: str, form: str, expected: str) -> None:
    """Appendix II: each number variable has a term, though the locale files name three of them
    without "-number"."""
    actual = entry(f'<label variable="{variable}" form="{form}"/>', record(**{variable: "2"}))

    assert expected == actual
