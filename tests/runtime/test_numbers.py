"""cs:number: tables from "Number", "Ordinal Suffixes" and "Choose" of CSL 1.0.2."""

from __future__ import annotations

import pytest

from citeformat.csl.variables import NUMBER_VARIABLES
from tests.styles import entry, record, render, terms


def number(value: str | int, form: str = "numeric", **style: str) -> str:
    """A volume in a form of cs:number."""
    return entry(f'<number variable="volume" form="{form}"/>', record(volume=value), **style)


# Number: extraction


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2", "2"),
        (2, "2"),
        ("2,3", "2, 3"),
        ("2 , 3", "2, 3"),
        ("2&3", "2 &amp; 3"),
        ("2 & 3", "2 &amp; 3"),
        ("2E", "2E"),
        ("D2", "D2"),
        ("Special edition", "Special edition"),
        ("2nd edition", "2nd edition"),
        ("", ""),
    ],
)  # fmt: skip
def test_extraction(value: str | int, expected: str) -> None:
    actual = number(value)

    assert expected == actual


@pytest.mark.parametrize("value", ["2-4", "2 - 4", "2 -4"])
def test_blanks_around_a_hyphen_go(value: str) -> None:
    """Number: "2 - 4" becomes "2-4"; the reference processor prints an en dash."""
    actual = number(value).replace("–", "-")

    assert actual == "2-4"


# Number: form


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        ("1", "numeric", "1"),
        ("1", "ordinal", "1st"),
        ("2", "ordinal", "2nd"),
        ("3", "ordinal", "3rd"),
        ("11", "ordinal", "11th"),
        ("112", "ordinal", "112th"),
        ("121", "ordinal", "121st"),
        ("1", "long-ordinal", "first"),
        ("2", "long-ordinal", "second"),
        ("3", "long-ordinal", "third"),
        ("10", "long-ordinal", "tenth"),
        ("11", "long-ordinal", "11th"),
        ("1", "roman", "i"),
        ("2", "roman", "ii"),
        ("4", "roman", "iv"),
        ("9", "roman", "ix"),
        ("40", "roman", "xl"),
        ("90", "roman", "xc"),
        ("400", "roman", "cd"),
        ("1999", "roman", "mcmxcix"),
        ("2, 3", "ordinal", "2nd, 3rd"),
        ("2, 3", "long-ordinal", "second, third"),
        ("2, 3", "roman", "ii, iii"),
        ("2 & 3", "ordinal", "2nd &amp; 3rd"),
        ("2E", "ordinal", "2E"),
        ("2E", "roman", "2E"),
        ("2E", "long-ordinal", "2E"),
        ("Special edition", "ordinal", "Special edition"),
        ("Special edition", "roman", "Special edition"),
    ],
)
def test_form(value: str, form: str, expected: str) -> None:
    actual = number(value, form)

    assert expected == actual


def test_formatting_text_case_and_affixes() -> None:
    layout = (
        '<number variable="edition" form="long-ordinal" text-case="capitalize-first" '
        'font-style="italic" prefix="(" suffix=" ed.)"/>'
    )
    actual = render(layout, record(edition=2))

    assert actual == "(<i>Second</i> ed.)"


# Ordinal Suffixes

SUFFIX = '<term name="ordinal">.</term>'


@pytest.mark.parametrize(
    ("own", "value", "expected"),
    [
        pytest.param("", "7", "7.", id="default"),
        pytest.param('<term name="ordinal-00">o</term>', "10", "10o", id="last digit"),
        pytest.param('<term name="ordinal-00">o</term>', "11", "11.", id="another last digit"),
        pytest.param(
            '<term name="ordinal-00" match="last-two-digits">o</term>', "100", "100o",
            id="last two digits",
        ),
        pytest.param(
            '<term name="ordinal-00" match="last-two-digits">o</term>', "10", "10.",
            id="not the last two digits",
        ),
        pytest.param(
            '<term name="ordinal-01" match="whole-number">o</term>', "1", "1o", id="whole number"
        ),
        pytest.param(
            '<term name="ordinal-01" match="whole-number">o</term>', "21", "21.",
            id="not the whole number",
        ),
        pytest.param('<term name="ordinal-13">o</term>', "113", "113o", id="two digits"),
        pytest.param(
            '<term name="ordinal-13" match="whole-number">o</term>', "13", "13o",
            id="two digits are the whole number",
        ),
        pytest.param(
            '<term name="ordinal-13" match="whole-number">o</term>', "113", "113.",
            id="two digits are not the whole number",
        ),
        pytest.param(
            '<term name="ordinal-03">x</term><term name="ordinal-13">o</term>', "13", "13o",
            id="two digits come first",
        ),
        pytest.param(
            '<term name="ordinal-03">x</term><term name="ordinal-13">o</term>', "23", "23x",
            id="one digit comes next",
        ),
        pytest.param(
            '<term name="ordinal-03">x</term><term name="ordinal-13" match="whole-number">o</term>',
            "113", "113x", id="one digit where two do not match",
        ),
    ],
)  # fmt: skip
def test_ordinal_suffix(own: str, value: str, expected: str) -> None:
    actual = number(value, "ordinal", locale=terms(SUFFIX + own))

    assert expected == actual


def test_ordinals_of_a_style_replace_all_others() -> None:
    """Ordinal Suffixes: a style that defines one of them has none of its locale."""
    own = terms('<term name="ordinal">.</term>')
    actual = [number(value, "ordinal", locale=own) for value in ("1", "2", "3", "4")]

    assert actual == ["1.", "2.", "3.", "4."]


OLD_SCHEME = [("1", "1a"), ("21", "21a"), ("2", "2b"), ("3", "3c"), ("4", "4d")]
OLD_EXCEPTIONS = [("11", "11d"), ("12", "12d"), ("113", "113d"), ("10", "10d"), ("110", "110d")]


@pytest.mark.parametrize(("value", "expected"), OLD_SCHEME + OLD_EXCEPTIONS)
def test_ordinals_of_csl_1_0(value: str, expected: str) -> None:
    """Ordinal Suffixes: without the term `ordinal`, ordinal-04 is that of all other numbers."""
    own = terms("".join(f'<term name="ordinal-0{i}">{c}</term>' for i, c in enumerate("abcd", 1)))
    actual = number(value, "ordinal", locale=own)

    assert expected == actual


# Gender-specific Ordinals

GENDERED = (
    '<term name="edition" gender="feminine">édition</term>'
    '<term name="volume" gender="masculine">tome</term>'
    '<term name="issue">numéro</term>'
    '<term name="ordinal">e</term>'
    '<term name="ordinal-01" gender-form="feminine" match="whole-number">re</term>'
    '<term name="ordinal-01" gender-form="masculine" match="whole-number">er</term>'
    '<term name="long-ordinal-01">premier(e)</term>'
    '<term name="long-ordinal-01" gender-form="feminine">première</term>'
    '<term name="long-ordinal-02">deuxième</term>'
)


@pytest.mark.parametrize(
    ("variable", "value", "form", "expected"),
    [
        ("edition", "1", "ordinal", "1re"),
        ("edition", "3", "ordinal", "3e"),
        ("volume", "1", "ordinal", "1er"),
        ("issue", "1", "ordinal", "1e"),
        ("edition", "1", "long-ordinal", "première"),
        ("volume", "1", "long-ordinal", "premier(e)"),
        ("edition", "2", "long-ordinal", "deuxième"),
        ("edition", "11", "long-ordinal", "11e"),
    ],
)
def test_gender(variable: str, value: str, form: str, expected: str) -> None:
    """The gender is that of the variable's term; the neuter stands in for what is missing."""
    layout = f'<number variable="{variable}" form="{form}"/>'
    actual = entry(layout, record(**{variable: value}), locale=terms(GENDERED))

    assert expected == actual


# Choose: is-numeric


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2", True),
        ("D2", True),
        ("2b", True),
        ("L2d", True),
        ("2, 3", True),
        ("2,3", True),
        ("2-4", True),
        ("2 - 4", True),
        ("2 & 4", True),
        ("2&4", True),
        ("2nd", True),
        (7, True),
        ("second", False),
        ("2nd edition", False),
        ("Special edition", False),
        ("2 and a half", False),
        ("", False),
    ],
)
def test_is_numeric(value: str | int, expected: bool) -> None:
    layout = '<choose><if is-numeric="edition"><text value="yes"/></if></choose>'
    actual = entry(layout, record(edition=value)) == "yes"

    assert expected == actual


@pytest.mark.parametrize(
    "variable",
    sorted(NUMBER_VARIABLES - {"citation-number", "first-reference-note-number", "locator"}),
)
def test_every_number_variable(variable: str) -> None:
    """Appendix IV: number variables."""
    actual = entry(f'<number variable="{variable}" form="roman"/>', record(**{variable: "4"}))

    assert actual == "iv"


def test_number_variables_are_those_of_the_appendix() -> None:
    appendix = """
        chapter-number citation-number collection-number edition first-reference-note-number issue
        locator number number-of-pages number-of-volumes page page-first part-number
        printing-number section supplement-number version volume
    """.split()

    assert set(appendix) == NUMBER_VARIABLES
