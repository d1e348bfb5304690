"""Names in every form of BibTeX and BibLaTeX."""

from __future__ import annotations

import pytest

from citeformat.interchange.bibtex.names import is_lower, split_list
from citeformat.interchange.bibtex.reading.names import read_names
from citeformat.interchange.bibtex.writing.names import write_names
from citeformat.interchange.latex.decoder import decode
from citeformat.record import Name


def read(source: str, *, use_prefix: bool = False) -> tuple[Name, ...]:
    problems: list[str] = []
    names = read_names(
        source, lambda tex: decode(tex)[0], use_prefix=use_prefix, report=problems.append
    )
    assert problems == []
    return names


# "BibTeXing", section 4 (name forms), and "Designing BibTeX Styles", "Name formatting".
FORMS = [
    ("Donald E. Knuth", Name("Knuth", "Donald E.")),
    ("Knuth, Donald E.", Name("Knuth", "Donald E.")),
    ("Plato", Name("Plato")),
    ("Per Brinch Hansen", Name("Hansen", "Per Brinch")),
    ("Brinch Hansen, Per", Name("Brinch Hansen", "Per")),
    ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", dropping_particle="van")),
    ("van Beethoven, Ludwig", Name("Beethoven", "Ludwig", dropping_particle="van")),
    ("Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
     Name("Vallée Poussin", "Charles Louis Xavier Joseph", dropping_particle="de la")),
    ("King, Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
    ("von Last, III, First", Name("Last", "First", dropping_particle="von", suffix="III")),
    ("jean de la fontaine", Name("fontaine", dropping_particle="jean de la")),
    ("Jean-Paul Sartre", Name("Sartre", "Jean-Paul")),
    ("Donald~E. Knuth", Name("Knuth", "Donald E.")),
    ("Bas {de Geus}", Name("de Geus", "Bas")),
    ("{\\'E}mile Zola", Name("Zola", "Émile")),
    ("{\\L}ukasz Kowalik", Name("Kowalik", "Łukasz")),
    ("Frank {\\o}stergaard Lund", Name("Lund", "Frank", dropping_particle="østergaard")),
    ("Flann O'Brien", Name("O’Brien", "Flann")),
    ("\\'Evariste Galois", Name("Galois", "Évariste")),
    ("\\v Stefan Lo\\v s", Name("Loš", "Štefan")),
    ("{World Health Organization}", Name(literal="World Health Organization")),
    ("{{NASA}}", Name(literal="NASA")),
    ("{\\'E}cole {Normale}", Name("Normale", "École")),
    ("{{\\'E}cole Normale}", Name(literal="École Normale")),
    ("others", Name(literal="others")),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), FORMS)
def test_one_name(source: str, expected: Name) -> None:
    assert read(source) == (expected,)


# The BibLaTeX manual: the extended name format, and the option useprefix.
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("family=Beethoven, given=Ludwig, prefix=van",
         Name("Beethoven", "Ludwig", dropping_particle="van")),
        ("given=Ludwig, prefix=van, family=Beethoven, useprefix=true",
         Name("Beethoven", "Ludwig", non_dropping_particle="van")),
        ("family={Vall{\\'e}e Poussin}, given={C.}, suffix={Jr.}",
         Name("Vallée Poussin", "C.", suffix="Jr.")),
        ("family={Doe}, given=Jane, given-i=J", Name("Doe", "Jane", extra=(("given-i", "J"),))),
    ],
)  # fmt: skip
def test_the_extended_name_format(source: str, expected: Name) -> None:
    assert read(source) == (expected,)


def test_useprefix_keeps_the_particle_with_the_family_name() -> None:
    (name,) = read("Ludwig van Beethoven", use_prefix=True)

    assert name == Name("Beethoven", "Ludwig", non_dropping_particle="van")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A and B", ["A", "B"]),
        ("A AND B\nand\tC", ["A", "B", "C"]),
        ("{A and B} and C", ["{A and B}", "C"]),
        ("Anderson and Land", ["Anderson", "Land"]),
        ("A and others", ["A", "others"]),
    ],
)
def test_a_list_is_split_at_and_outside_of_braces(source: str, expected: list[str]) -> None:
    assert split_list(source) == expected


@pytest.mark.parametrize(
    ("source", "count", "problem"),
    [
        ("A and and B", 2, "empty name"),
        ("A, B, C, D", 1, "more than two commas"),
        ("Knuth, ", 1, "ends with a comma"),
    ],
)
def test_malformed_names_are_reported_and_kept(source: str, count: int, problem: str) -> None:
    problems: list[str] = []
    found = read_names(source, str, report=problems.append)

    assert len(found) == count
    assert [problem in message for message in problems] == [True]


@pytest.mark.parametrize(
    "source",
    [
        "Smith, J. and et al.", "Smith, J. et al.", "Smith, J., et al", "Smith, J. and {et al.}",
        "Smith, J. \\emph{et al.}", "Smith, J. and {\\it et al.}", "Smith, J. and et. al.",
        "Smith, J.~et~al.", "J. Smith and others", "J. Smith \\lowercase{et al.}",
        "Smith, J. and al.", "Smith, J. [et al.]", "Smith, J. and [et al.]", "Smith, J. \\& others",
        "Smith, J. and ...", "Smith, J. u. a.", "Smith, J. and \\dots", "Smith, J. and others,",
    ],
)  # fmt: skip
def test_et_al_is_and_others(source: str) -> None:
    assert read(source) == (Name("Smith", "J."), Name(literal="others"))


@pytest.mark.parametrize(
    "source", ["Ann van Lee Jr.", "van Lee Jr., Ann", "Ann van Lee, Jr.", "van Lee, Ann, Jr."]
)
def test_a_suffix_in_a_wrong_place_is_a_suffix(source: str) -> None:
    problems: list[str] = []

    names = read_names(source, str, report=problems.append)

    assert names == (Name("Lee", "Ann", dropping_particle="van", suffix="Jr."),)
    assert problems == [f"'Jr.' in {source!r} is read as a suffix"]


@pytest.mark.parametrize(
    "name", [Name("Hunt III", "Harry"), Name("Lee", "Jr."), Name("Acme", "Inc")]
)
def test_names_that_look_like_others_are_written_in_braces(name: Name) -> None:
    source = write_names([name], str, prefix=False, extended=False, report=print)

    assert read_names(source, lambda tex: decode(tex)[0], report=print) == (name,)


def test_a_company_without_braces_is_an_institution() -> None:
    problems: list[str] = []

    assert read_names("Acme, Inc. and Lee, Ann", str, report=problems.append) == (
        Name(literal="Acme, Inc."),
        Name("Lee", "Ann"),
    )
    assert ["needs braces" in message for message in problems] == [True]


def test_a_role_is_no_part_of_a_name() -> None:
    problems: list[str] = []

    assert read_names("Lee, A. and B. Roe (eds.)", str, report=problems.append) == (
        Name("Lee", "A."),
        Name("Roe", "B."),
    )
    assert problems == ["'(eds.)' is not a part of a name"]


@pytest.mark.parametrize(
    ("source", "removed"),
    [
        ("Lee, Ann, editor", "editor"), ("by Ann Lee", "by"), ("edited by Ann Lee", "edited by"),
        ("Lee, Ann$^{1,2}$", "$^{1,2}$"), ("Ann Lee*", "*"), ("Ann Lee\\textsuperscript{1}", "{1}"),
        ("Lee, Ann <lee@example.org>", "<lee@example.org>"),
        ("Ann Lee (University of Oslo)", "(University of Oslo)"),
    ],
)  # fmt: skip
def test_what_is_around_a_name_is_reported_and_left_out(source: str, removed: str) -> None:
    problems: list[str] = []

    assert read_names(source, str, report=problems.append) == (Name("Lee", "Ann"),)
    (problem,) = problems
    assert removed in problem
    assert problem.endswith("is not a part of a name")


def test_a_given_name_like_a_role_stays() -> None:
    assert read("Lee, Ed and King, Jr., Ed") == (
        Name("Lee", "Ed"),
        Name("King", "Ed", suffix="Jr."),
    )


@pytest.mark.parametrize(
    "source",
    [
        "ATLAS Collaboration", "R Core Team", "University of Oslo", "Acme Inc.",
        "United Nations. Department of Health",
    ],
)  # fmt: skip
def test_an_institution_without_braces_is_reported(source: str) -> None:
    problems: list[str] = []

    assert len(read_names(source, str, report=problems.append)) == 1
    assert ["needs braces" in message for message in problems] == [True]


def test_a_name_may_end_like_et_al() -> None:
    assert read("Omar Et-Al and Jean Al") == (Name("Et-Al", "Omar"), Name("Al", "Jean"))


@pytest.mark.parametrize(
    "source",
    [
        "Lee, Ann, 1950-", "Lee, Ann, 1950--2010", "Lee, Ann, 1950–2010.", "Lee, Ann, 1950",
        "Lee, Ann, b. 1950", "Lee, Ann, d. 2010", "Lee, Ann, ca. 1850-1900?",
        "Lee, Ann (1950-2010)", "Ann Lee (1950-)", "Lee, Ann, 1950- author.",
        "Lee, Ann, author.", "Ann Lee 0001", "Ann Lee (https://example.org/users/1)",
    ],
)  # fmt: skip
def test_the_years_of_a_life_and_addresses_are_no_part_of_a_name(source: str) -> None:
    assert read(source) == (Name("Lee", "Ann"),)


def test_numbers_in_names_stay() -> None:
    assert read("{Team 2000-2010} and King, 3rd, John and {Expo 67}") == (
        Name(literal="Team 2000-2010"),
        Name("King", "John", suffix="3rd"),
        Name(literal="Expo 67"),
    )


# The UK TeX FAQ, "Separating lists of authors": people separate names by other signs.
@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("Smith, J.; Doe, A.", "by ';'"),
        ("John Smith; Anna Doe", "by ';'"),
        ("John Smith \\& Anna Doe", "by '&'"),
        ("John Smith {\\&} Anna Doe", "by '&'"),
        ("John Smith, Anna Doe, Bob Roe", "by ','"),
        ("J. Smith, A. Doe", "by ','"),
        ("Smith J, Doe A", "by ','"),
        ("John Smith / Anna Doe", "by '/'"),
        ("Smith, John/Doe, Anna", "by '/'"),
        ("Smith, John|Doe, Anna", "by '|'"),
        ("John Smith\\\\Anna Doe", "by '"),
        ("J. Smith | A. Doe", "by '|'"),
        ("John Smith und Anna Doe", "by 'und'"),
        ("Knuth D. E.", "family name"),
        ("{Smith, J. and Doe, A.}", "several people"),
        ("{{John Smith} and {Anna Doe}}", "several people"),
        ("{Smith, J.; Doe, A.}", "several people"),
    ],
)
def test_names_without_and_are_reported(source: str, problem: str) -> None:
    problems: list[str] = []

    names = read_names(source, lambda tex: decode(tex)[0], report=problems.append)

    assert len(names) == 1
    assert [problem in message for message in problems] == [True]


def test_a_comma_between_names_is_reported_if_others_have_the_family_name_last() -> None:
    problems: list[str] = []

    assert len(read_names("John Smith, Anna Doe and Bob Roe", str, report=problems.append)) == 2
    assert [message.endswith("by ',', not by 'and'") for message in problems] == [True]


@pytest.mark.parametrize(
    "source",
    [
        "García Márquez, Gabriel José", "{Barnes and Noble}", "{Simon \\& Schuster}", "{A; B}",
        "{Department of Health and Human Services}", "van der Berg, Jan Pieter",
        "St. Clair, John Paul", "Smith, Jr., John Paul", "Karl Maria von und zu Lee", "Bill W.",
        "José Ortega y Gasset", "J. R. R. Tolkien",
    ],
)  # fmt: skip
def test_one_name_is_not_reported(source: str) -> None:
    problems: list[str] = []

    assert len(read_names(source, str, report=problems.append)) == 1
    assert problems == []


@pytest.mark.parametrize(
    ("word", "is_particle"),
    [(r"\ij", True), (r"{\IJ}sbrand", False), (r"{\SS}A", False), (r"{\relax van}", True)],
)
def test_a_special_character_has_the_case_of_what_it_prints(word: str, is_particle: bool) -> None:
    assert is_lower(word) is is_particle
