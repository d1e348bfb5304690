"""text-case: tables from "Text-case", "Sentence Case Conversion" and "Title Case Conversion"."""

from __future__ import annotations

import pytest

from citeformat.richtext.text_case import CASES, STOP_WORDS
from tests.richtext.show import rich, shown
from tests.samples import entry, record

SIMPLE = [
    ("lowercase", "The NASA Report", "the nasa report"),
    ("lowercase", "ÉCOLE Straße", "école straße"),
    ("uppercase", "The NASA Report", "THE NASA REPORT"),
    ("uppercase", "école", "ÉCOLE"),
    ("capitalize-first", "in press", "In press"),
    ("capitalize-first", "iPhone sales", "iPhone sales"),
    ("capitalize-first", "In press", "In press"),
    ("capitalize-first", "école", "École"),
    ("capitalize-first", "3 blind mice", "3 blind mice"),
    ("capitalize-first", "c’est la vie", "C’est la vie"),
    ("capitalize-first", "o'clock", "O'clock"),
    ("capitalize-all", "d’un jour l'autre", "D’un Jour L'autre"),
    ("capitalize-all", "in the iPhone press", "In The iPhone Press"),
    ("capitalize-all", "a TeX book", "A TeX Book"),
]


@pytest.mark.parametrize(("case", "text", "expected"), SIMPLE)
def test_simple_cases(case: str, text: str, expected: str) -> None:
    actual = CASES[case](text)

    assert expected == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ALL CAPITALS HERE", "All capitals here", id="upper-case string"),
        pytest.param("all lower case", "All lower case", id="lower-case string"),
        pytest.param("iPhone sales", "iPhone sales", id="first word in mixed case"),
        pytest.param("a NASA report", "A NASA report", id="acronym"),
        pytest.param("d’un Autre Temps", "D’un autre temps", id="elided first word"),
        pytest.param("l’Étranger et l’Europe", "L’Étranger et l’Europe", id="elided article first"),
        pytest.param(
            '{nocase}DNA{/nocase} IN CELLS', "{nocase}DNA{/nocase} in cells", id="nocase"
        ),
    ],
)  # fmt: skip
def test_sentence_case(text: str, expected: str) -> None:
    actual = shown(CASES["sentence"](rich(text)))

    assert expected == actual


def test_sentence_case_lowers_words_with_a_capital() -> None:
    """The suite's `textcase_SentenceCapitalization` lowers "Pen" and "Pencil", against "Sentence
    Case Conversion", 2, where the case of all words but the first stays. The suite decides."""
    actual = CASES["sentence"]("The History of Modern Rome in the USA")

    assert actual == "The history of modern rome in the USA"


TITLES = [
    ("the cost of things", "The Cost of Things", "stop word within"),
    ("of mice and men", "Of Mice and Men", "stop word first"),
    ("what the world is made of", "What the World Is Made Of", "stop word last"),
    ("a thing: an overview", "A Thing: An Overview", "stop word after a colon"),
    ("the two-thirds majority", "The Two-Thirds Majority", "hyphen"),
    ("a study of iPhone and DNA use", "A Study of iPhone and DNA Use", "mixed and upper case stay"),
    ("the {nocase}de novo{/nocase} case", "The {nocase}de novo{/nocase} Case", "nocase"),
    ("the {i}homo sapiens{/i} case", "The {i}Homo Sapiens{/i} Case", "italics"),
    ("die ökonomie", "Die Ökonomie", "accent"),
    ("where is it? in the end", "Where Is It? In the End", "stop word after a question mark"),
    ("war and peace", "War and Peace", "and"),
    ("science vs religion", "Science vs Religion", "vs"),
    ("tea at five o’clock and l’amour", "Tea at Five o’clock and l’amour", "elided words"),
    ("the long {i}s{/i}", "The Long {i}s{/i}", "symbol in italics last"),
    ("d’un autre temps", "D’un Autre Temps", "elided word first"),
    (
        "d'Alembert's dream of l'Étranger",
        "D'Alembert's Dream of l'Étranger",
        "elided article first",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, expected, id=id) for text, expected, id in TITLES],
)
def test_title_case(text: str, expected: str) -> None:
    actual = shown(CASES["title"](rich(text)))

    assert expected == actual


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("THE COST OF THINGS", "The Cost of Things", id="upper-case string"),
        pytest.param("COSTS OF LIFE: A STUDY", "Costs of Life: A Study", id="after a colon"),
        pytest.param("NASA", "NASA", id="one word"),
        pytest.param("OC 1", "OC 1", id="one word and a number"),
        pytest.param("PLOS ONE", "PLOS ONE", id="two words"),
        pytest.param("EMBO J.", "EMBO J.", id="an abbreviation"),
        pytest.param("HTML & CSS", "HTML & CSS", id="an ampersand"),
        pytest.param("ASIA CCS ’13", "ASIA CCS ’13", id="two words and a year"),
        pytest.param("ACM TOPLAS 2019 (SPECIAL)", "ACM TOPLAS 2019 (SPECIAL)", id="three words"),
        pytest.param("A TWO-THIRDS SHARE OF IT", "A Two-Thirds Share of It", id="hyphen"),
        pytest.param("VITAMIN A AND THE HEART", "Vitamin A and the Heart", id="a single letter"),
        pytest.param("THE COST OF A THING", "The Cost of a Thing", id="an article"),
        pytest.param("B. F. DOE: A LIFE", "B. F. Doe: A Life", id="initials"),
        pytest.param("THE U.N. IN THE 19TH YEAR", "The U.N. in the 19th Year", id="full stops"),
        pytest.param("COVID-19 AND H2O IN RAIN", "COVID-19 and H2O in Rain", id="digits"),
        pytest.param("R&D UNDER HENRY VIII OF X", "R&D under Henry VIII of X", id="numerals"),
        pytest.param(
            "{nocase}DNA{/nocase} IN THE CELLS OF MICE",
            "{nocase}DNA{/nocase} in the Cells of Mice",
            id="nocase",
        ),
        pytest.param("RNA {sup}X{/sup} OF CELLS", "Rna {sup}X{/sup} of Cells", id="raised"),
    ],
)
def test_title_case_of_capitals(text: str, expected: str) -> None:
    """Title Case Conversion, 1, for more than three words; fewer may be acronyms and names."""
    actual = shown(CASES["title"](rich(text)))

    assert expected == actual


COMMON_STOP_WORDS = """
    a an and as at but by down for from in into nor of on onto or over so the till to up via with
    yet
""".split()


@pytest.mark.parametrize("word", COMMON_STOP_WORDS)
def test_stop_words_stay_low_within_and_are_capitals_at_the_edges(word: str) -> None:
    capital = word[0].upper() + word[1:]
    actual = CASES["title"](f"{word} big {word} small {word} end")

    assert word in STOP_WORDS
    assert actual == f"{capital} Big {word} Small {word} End"


@pytest.mark.parametrize(
    ("default", "language", "titled"),
    [
        pytest.param("", None, True, id="no language, no default"),
        pytest.param("", "en", True, id="English"),
        pytest.param("", "en-GB", True, id="British English"),
        pytest.param("", "de", False, id="German"),
        pytest.param("en-US", None, True, id="English default"),
        pytest.param("en-US", "fr-FR", False, id="French under an English default"),
        pytest.param("de-DE", None, False, id="German default"),
        pytest.param("de-DE", "en-US", True, id="English under a German default"),
        pytest.param("de-DE", "de", False, id="German under a German default"),
    ],
)
def test_title_case_is_for_english(default: str, language: str | None, titled: bool) -> None:
    """Non-English Items: language of the item, then default-locale of the style."""
    fields = {"title": "the cost of things"} | ({"language": language} if language else {})
    attributes = f'default-locale="{default}"' if default else ""
    actual = entry(
        '<text variable="title" text-case="title"/>', record(**fields), attributes=attributes
    )

    assert actual == ("The Cost of Things" if titled else "the cost of things")


@pytest.mark.parametrize("case", sorted(CASES))
def test_nocase_is_kept_in_every_case(case: str) -> None:
    actual = CASES[case](rich("one {nocase}dE nOvO{/nocase} two"))

    assert rich("{nocase}dE nOvO{/nocase}") in actual


@pytest.mark.parametrize("case", sorted(CASES))
@pytest.mark.parametrize("text", ["", " ", "123", "…", "{i}{/i}"])
def test_text_without_letters_stays(case: str, text: str) -> None:
    actual = CASES[case](rich(text))

    assert rich(text) == actual
