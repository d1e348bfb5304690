"""The variables, types and locators of the appendices, in the code and in the styles with all."""

from __future__ import annotations

import re

import pytest

from citeformat.csl.variables import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    TEXT_VARIABLES,
    TYPES,
)
from tests.specification.cases import style_text

NAMES = """
    author chair collection-editor compiler composer container-author contributor curator
    director editor editorial-director editor-translator executive-producer guest host
    illustrator interviewer narrator organizer original-author performer producer recipient
    reviewed-author script-writer series-creator translator
"""
NUMBERS = """
    chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part-number
    printing-number section supplement-number version volume
"""
OF_THE_PROCESSOR = {
    "citation-label",
    "citation-number",
    "first-reference-note-number",
    "locator",
    "year-suffix",
}
"""Variables whose values are not those of a record."""


@pytest.mark.parametrize(
    ("appendix", "variables"), [(NAMES, NAME_VARIABLES), (NUMBERS, NUMBER_VARIABLES)]
)
def test_variables_are_those_of_the_appendix(appendix: str, variables: frozenset[str]) -> None:
    assert set(appendix.split()) == variables


@pytest.mark.parametrize(
    ("style", "attribute", "values"),
    [
        ("text/every-text-variable", "variable", TEXT_VARIABLES),
        ("number/every-number-variable", "variable", NUMBER_VARIABLES),
        ("names/every-name-variable", "variable", NAME_VARIABLES),
        ("date/every-date-variable", "variable", DATE_VARIABLES),
        ("choose/every-type", "type", TYPES),
    ],
)
def test_a_style_has_every_one(style: str, attribute: str, values: frozenset[str]) -> None:
    found = set(re.findall(rf'{attribute}="([^"]*)"', style_text(style)))

    assert found == values - OF_THE_PROCESSOR
