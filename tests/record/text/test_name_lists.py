"""Several people in one field of a reference manager."""

from __future__ import annotations

import pytest

from citeformat.interchange.tagged.ris.reader import read
from citeformat.record import Name
from citeformat.record.text.names import name_text, names_of


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Lee, A.; Roe, B.; Doe, C.", ["Lee, A.", "Roe, B.", "Doe, C."]),
        ("Lee, A.;", ["Lee, A."]),
        ("Lee, Ann, 1950-", ["Lee, Ann"]),
        ("Lee, A. et al.", ["Lee, A.", "others"]),
        ("et al.", ["others"]),
        ("Lee, A. and Roe, B.", ["Lee, A.", "Roe, B."]),
        ("Lee, Ann & Roe, Bob", ["Lee, Ann", "Roe, Bob"]),
        ("Lee, A., Roe, B. C., Doe, C.", ["Lee, A.", "Roe, B. C.", "Doe, C."]),
        ("Lee, A., and Roe, B.", ["Lee, A.", "Roe, B."]),
        ("van Lee A, Roe B.-C.", ["van Lee, A", "Roe, B.-C."]),
        ("Lee, Ann, Jr.", ["Lee, Ann, Jr."]),
        ("Lee, Jr., Ann", ["Lee, Ann, Jr."]),
        ("Hunt III, Harry B.", ["Hunt, Harry B., III"]),
        ("van den Hunt Jr., Harry", ["van den Hunt, Harry, Jr."]),
        ("Popov II, Orlov AB", ["Popov, II", "Orlov, AB"]),
        ("Acme, Inc.", ["Acme, Inc.,"]),
        ("Volvo AB", ["Volvo AB"]),
        ("Ortega y Gasset, José", ["Ortega y Gasset, José"]),
        ("Acme; Sons, 1950-2010,", ["Acme; Sons, 1950-2010,"]),
        ("Lee, Ann, author.", ["Lee, Ann"]),
        ("Lee, Ann (Ed.)", ["Lee, Ann"]),
        ("Lee, Ann, editor", ["Lee, Ann"]),
        ("Lee, Ed", ["Lee, Ed"]),
    ],
)
def test_names_of_a_field(value: str, names: list[str]) -> None:
    assert [name_text(name) for name in names_of(value)[0]] == names


def test_an_institution_with_a_semicolon_is_read_again() -> None:
    name = Name(literal="Acme; Sons")

    assert names_of(name_text(name))[0] == [name]


def test_a_role_after_a_name_is_reported() -> None:
    records = read("TY  - BOOK\nTI  - T\nAU  - Lee, Ann, editor\nER  - \n")

    (problem,) = records.problems
    assert (problem.line, problem.message) == (3, "'editor' in AU is not a part of a name")


@pytest.mark.parametrize(
    ("value", "separator"),
    [
        ("Lee, A.; Roe, B.", ";"),
        ("A. Lee & B. Roe", "&"),
        ("Lee, A. and Roe, B.", "and"),
        ("Lee, A., Roe, B.", ","),
        ("Lee A, Roe B", ","),
    ],
)
def test_several_people_are_reported(value: str, separator: str) -> None:
    records = read(f"TY  - JOUR\nTI  - T\nAU  - {value}\nER  - \n")

    (problem,) = records.problems
    assert (problem.line, repr(separator) in problem.message) == (3, True)
