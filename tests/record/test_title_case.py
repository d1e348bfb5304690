"""Titles in sentence case: `record/title_case.py`, and `printed_titles` of `record/titles.py`."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citeformat
from citeformat.errors import RecordError
from citeformat.record import Record
from citeformat.record.title_case import is_title_case, to_sentence_case
from citeformat.record.titles import printed_titles


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Computing Machinery and Intelligence", "Computing machinery and intelligence"),
        # "Designing BibTeX Styles": the first letter after a colon and white space is kept.
        ("Treewidth: Computational Experiments", "Treewidth: Computational experiments"),
        ("Short Trees—Long Trees - An Essay", "Short trees—Long trees - An essay"),
        ("Is It So? An Answer", "Is it so? An answer"),
        ("Graph Minors. X. Obstructions to Tree-Decomposition",
         "Graph minors. X. Obstructions to tree-decomposition"),
        ("Man vs. Machine", "Man vs. machine"),
        # acronyms, mixed case, single letters, digits
        ("The DNA of iPhone Users and McDonald", "The DNA of iPhone users and McDonald"),
        ("A Trial of Vitamin C in X-Ray Units", "A trial of vitamin C in X-ray units"),
        ("Tools in the U.S. on Node.js Servers", "Tools in the U.S. on Node.js servers"),
        ("3D Printing on COVID-19 Wards", "3D printing on COVID-19 wards"),
        ("What I've Learnt about Children’s Play", "What I've learnt about children’s play"),
        ("Highlights of the Summer Games and of May 2020",
         "Highlights of the summer games and of May 2020"),
        ("World Health Statistics 2022", "World health statistics 2022"),
        ("The Long Way to the Olympics 2012 and Late May 2020",
         "The long way to the Olympics 2012 and late May 2020"),
        # names joined by an en dash
        ("Solving Navier–Stokes Equations", "Solving Navier–Stokes equations"),
        # markup: braces, italics, indexes
        ('<span class="nocase">Markov</span> Chains', '<span class="nocase">Markov</span> chains'),
        ('Notes on <span class="nocase">B</span>ayesian Networks',
         'Notes on <span class="nocase">B</span>ayesian networks'),
        ("The <i>Escherichia Coli</i> Genome", "The <i>Escherichia coli</i> genome"),
        ("Growth of CO<sub>Two</sub> Levels", "Growth of CO<sub>Two</sub> levels"),
        ("Sorting in $O(N Log N)$ Steps", "Sorting in $O(N Log N)$ steps"),
        ("The “Great Divide” Reconsidered", "The “great divide” reconsidered"),
    ],
)  # fmt: skip
def test_title_case_becomes_sentence_case(title: str, expected: str) -> None:
    assert is_title_case(title)
    assert to_sentence_case(title) == expected
    assert not is_title_case(expected) or to_sentence_case(expected) == expected


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Graphs",
        "The impact of Hurricane Katrina on New Orleans",
        "A history of the Massachusetts Institute of Technology",
        "Monotonicity in <span class=\"nocase\">Bayesian networks</span>",
        "THE ART OF COMPUTER PROGRAMMING",
        '<span class="nocase">The Great Gatsby</span>',
        "Die Grundlagen der Arithmetik",
        "Die Verwandlung",
        "Zur Allgemeinen Kurventheorie",
        "Über Formal Unentscheidbare Sätze",
        "À la recherche du Temps Perdu",
        "<i>k</i>-Trees",
        "Η Ελλάδα και ο κόσμος",
        "日本の歴史",
    ],
)  # fmt: skip
def test_other_titles_stay(title: str) -> None:
    assert to_sentence_case(title) == title


@pytest.mark.parametrize(
    ("type", "changed"),
    [("article-journal", True), ("book", True), ("webpage", True), ("thesis", True),
     ("legal_case", False), ("legislation", False), ("treaty", False), ("periodical", False)],
)  # fmt: skip
def test_names_keep_their_capitals(type: str, changed: bool) -> None:
    record = Record("x", type, {"title": "Brown against Board of Education"}, titles="sentence")
    record = record.replace(title="The Board of Education")

    assert (printed_titles(record).title == "The board of education") is changed


def test_containers() -> None:
    fields = {"title": "On Graphs", "container-title": "Handbook of Graph Theory",
              "collection-title": "Lecture Notes", "event-title": "Days of Graphs"}  # fmt: skip
    chapter, paper, article = (
        printed_titles(Record("x", type, fields, titles="sentence"))
        for type in ("chapter", "paper-conference", "article-journal")
    )

    assert chapter.container_title == "Handbook of graph theory"
    assert paper.container_title == article.container_title == "Handbook of Graph Theory"
    assert chapter.collection_title == "Lecture Notes"
    assert paper.event_title == "Days of Graphs"


def test_a_short_title_follows_the_title() -> None:
    both = {"title": "The Art of Computer Programming", "title-short": "Computer Programming"}
    names = {"title": "Wuthering Heights and other novels", "title-short": "Wuthering Heights"}

    assert printed_titles(Record("x", "book", both, titles="sentence")).title_short == (
        "Computer programming"
    )
    assert printed_titles(Record("x", "book", names, titles="sentence")).title_short == (
        "Wuthering Heights"
    )


def test_the_language() -> None:
    record = Record("x", "book", {"title": "Le Petit Prince"}, titles="sentence")

    assert printed_titles(record, language="fr") == record
    assert printed_titles(record.replace(language="fr")).title == "Le Petit Prince"
    assert printed_titles(record.replace(language="en-GB"), language="fr").title == (
        "Le petit prince"
    )


BIB = "@article{a, author={C, M}, title={Comparison of {SEM} Methods}, journal={Big Data}}"


@pytest.mark.parametrize("style", ["apa", "ieee", "vancouver"])
def test_bibtex_is_printed_in_sentence_case(style: str) -> None:
    apa = citeformat.Style.load(style)

    assert "Comparison of SEM methods" in apa.bibliography(citeformat.read(BIB))[0].text
    as_is = citeformat.read(BIB, titles="as-is")
    assert "Comparison of SEM Methods" in apa.bibliography(as_is)[0].text


def test_title_case_styles_print_title_case() -> None:
    chicago = citeformat.Style.load("chicago-author-date")

    assert "Comparison of SEM Methods" in chicago.bibliography(citeformat.read(BIB))[0].text


def test_other_formats_are_printed_as_they_are() -> None:
    apa = citeformat.Style.load("apa")
    ris = "TY  - JOUR\nTI  - Comparison of Methods\nER  -\n"

    assert "Comparison of Methods" in apa.bibliography(citeformat.read(ris))[0].text
    sentence = citeformat.read(ris, titles="sentence")
    assert "Comparison of methods" in apa.bibliography(sentence)[0].text


@pytest.mark.parametrize("format", ["bibtex", "biblatex", "csl-json", "csl-yaml", "ris"])
def test_every_format_gets_the_title_as_read(format: str) -> None:
    records = citeformat.read(BIB)
    again = citeformat.read(citeformat.convert(records, to=format), format=format.replace(
        "biblatex", "bibtex"))  # fmt: skip

    assert records[0].title == 'Comparison of <span class="nocase">SEM</span> Methods'
    assert "Methods" in (again[0].title or "")


def test_a_record_of_a_bib_file_is_one_after_csl_json() -> None:
    records = citeformat.read(citeformat.convert(citeformat.read(BIB), to="csl-json"))

    assert records == citeformat.read(BIB)
    text = citeformat.Style.load("apa").bibliography(records)[0].text
    assert "Comparison of SEM methods" in text


def test_convert_writes_sentence_case_if_asked() -> None:
    text = citeformat.convert(BIB, to="csl-json", titles="sentence")

    assert "methods" in text


def test_the_case_of_a_record_survives_copies() -> None:
    record = citeformat.read(BIB, titles="as-is")[0]

    assert pickle.loads(pickle.dumps(record)).titles == "as-is"
    assert record.replace(id="b").titles == "as-is"
    assert record == citeformat.read(BIB)[0]


def test_an_unknown_case_is_an_error() -> None:
    with pytest.raises(RecordError, match="not 'upper'"):
        citeformat.read(BIB, titles="upper")  # type: ignore[arg-type]


PIECES = st.sampled_from(
    ["The", "Art", "of", "programming", "DNA", "C", "-", "–", ": ", "? ", ". ", " ", "<i>", "</i>",
     '<span class="nocase">', "</span>", "$", "“", "der", "van", "Über", "İ", "2020", "O’Neil"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_only_the_case_of_letters_changes_and_only_once(title: str) -> None:
    text = to_sentence_case(title)

    assert text.lower() == title.lower()
    assert to_sentence_case(text) == text
