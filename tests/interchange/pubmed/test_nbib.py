"""PubMed's MEDLINE format: "MEDLINE/PubMed Data Element (Field) Descriptions".

The samples are made up after the descriptions: an indexed article, an article of a publisher that
is not indexed yet, a chapter of NCBI Bookshelf, and a preprint.
"""

from __future__ import annotations

import pytest

from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.record import Date, Name

INDEXED = """
PMID- 12345678
OWN - NLM
STAT- MEDLINE
DCOM- 20010402
LR  - 20190501
IS  - 0000-0019 (Print)
IS  - 0000-0027 (Electronic)
VI  - 344
IP  - 10
DP  - 2001 Mar 8
TI  - Pain and sleep: a study of things that keep people
      awake at night.
PG  - 710-8
LID - 10.1056/EX200103083441002 [doi]
AB  - BACKGROUND: Pain is known. METHODS: We asked.
FAU - Doe, Jane A
AU  - Doe JA
FAU - van der Berg, Karl 3rd
AU  - van der Berg K 3rd
CN  - Sleep Study Group
LA  - eng
PT  - Journal Article
PT  - Randomized Controlled Trial
PL  - United States
TA  - N Engl J Ex
JT  - The New England journal of examples
JID - 0255562
MH  - Humans
MH  - Pain/*complications
EDAT- 2001/03/10 10:00
AID - 10.1056/EX200103083441002 [doi]
PST - ppublish
SO  - N Engl J Ex. 2001 Mar 8;344(10):710-8.

PMID- 12345679
STAT- Publisher
IS  - 0000-0035 (Linking)
DP  - 2020 Dec-2021 Jan
TI  - [On sleep].
TT  - Über den Schlaf.
LID - e1234 [pii]
LID - 10.1000/sleep.1 [doi]
DEP - 20201105
AU  - Roe R
LA  - ger
OT  - sleep
OT  - night
PT  - Journal Article
JT  - Schlaf
PMC - PMC7654321
"""

BOOKSHELF = """PMID- 20301295
STAT- Publisher
CTDT- 19980904
PB  - University of Examples
DP  - 1993
TI  - Example Disorder.
BTI - ExampleReviews(®)
FAU - Doe, Jane
FED - Adam, Margaret P
LA  - eng
PT  - Review
PT  - Book Chapter
PL  - Seattle (WA)
"""

PREPRINT = """PMID- 33000001
DP  - 2021 Spring
TI  - What is new?
FAU - Doe, Jane
PT  - Preprint
JT  - exRxiv : the preprint server
LID - 10.1101/2021.01.01.1 [doi]
"""


def test_indexed_article() -> None:
    records = read(INDEXED)
    first = records[0]

    assert records.problems == ()
    assert (first.id, first.line) == ("pmid12345678", 2)
    assert first.title == "Pain and sleep: a study of things that keep people awake at night"
    assert first.author == (
        Name("Doe", "Jane A."),
        Name("Berg", "Karl", non_dropping_particle="van der", suffix="3rd"),
        Name(literal="Sleep Study Group"),
    )
    assert (first.volume, first.issue, first.page) == ("344", "10", "710-718")
    assert first.issued == Date(((2001, 3, 8),))
    assert first.ISSN == "0000-0019 0000-0027"
    assert (first.DOI, first.PMID) == ("10.1056/EX200103083441002", "12345678")
    assert first.container_title_short == "N Engl J Ex"
    assert first.language == "en"
    assert first.extra["custom"]["nbib"]["MH"] == ["Humans", "Pain/*complications"]


def test_article_before_print() -> None:
    second = read(INDEXED)[1]

    assert second.title == "On sleep"
    assert second.original_title == "Über den Schlaf"
    assert second.issued == Date(((2020, 12), (2021, 1)))
    assert second.available_date == Date(((2020, 11, 5),))
    assert (second.page, second.DOI) == ("e1234", "10.1000/sleep.1")
    assert second.author == (Name("Roe", "R."),)
    assert (second.keyword, second.language, second.PMCID) == ("sleep, night", "de", "PMC7654321")


def test_chapter_of_the_bookshelf() -> None:
    record = read(BOOKSHELF)[0]

    assert record.type == "chapter"
    assert record.container_title == "ExampleReviews(®)"
    assert record.editor == (Name("Adam", "Margaret P."),)
    assert record.publisher_place == "Seattle (WA)"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("[On sleep].", "On sleep"),
        ("[On [18F]FDG].", "On [18F]FDG"),
        ("[18F]FDG PET in [11C] studies.", "[18F]FDG PET in [11C] studies"),
        ("[18F]FDG and [11C].", "[18F]FDG and [11C]"),
        ("[On sleep", "[On sleep"),
    ],
)
def test_brackets_around_the_whole_title_mark_a_translation(written: str, title: str) -> None:
    """ "Title (TI)"."""
    assert read(f"PMID- 1\nTI  - {written}\n")[0].title == title


@pytest.mark.parametrize("ty", ["Journal Article", "Preprint", "Newspaper Article"])
def test_the_country_of_a_journal_is_not_printed(ty: str) -> None:
    """ "Place of Publication (PL)": a journal's country."""
    record = read(f"PMID- 1\nTI  - T.\nJT  - J\nPL  - England\nPT  - {ty}\n")[0]

    assert record.publisher_place is None
    assert record.extra["custom"]["nbib"]["PL"] == ["England"]


def test_a_group_keeps_its_place_among_the_authors() -> None:
    """ "Corporate Author (CN)"."""
    text = "PMID- 1\nTI  - T.\nCN  - Group One\nFAU - Doe, Jane\nAU  - Doe J\nCN  - Group Two\n"
    record = read(f"{text}FAU - Roe, Ann\nAU  - Roe A\n")[0]

    assert [str(name) for name in record.author] == [
        "Group One", "Doe, Jane", "Group Two", "Roe, Ann"
    ]  # fmt: skip


ERIC = """OWN - ERIC
TI  - A Study of Tests
AU  - van Lee, Ann B.
AU  - Roe, Sam
JT  - Journal of Things
OID - EJ1000001
VI  - 67
IP  - 2
PG  - 423-441
DP  - Apr 2019
LID - http://eric.ed.gov/?id=EJ1000001
AID - http://dx.doi.org/10.1000/x
IS  - EISSN-1234-567X
OT  - Tests
PT  - Journal Articles
PT  - Reports - Research

OWN - ERIC
TI  - A Report
OID - ED000001
DP  - 2018
PT  - Reports - Descriptive
"""


@pytest.mark.parametrize("format", [None, "nbib"])
def test_eric_has_no_pmid(format: str | None) -> None:
    records = read(ERIC, format=format)
    article, report = records

    assert records.problems == ()
    assert records.ids == ("EJ1000001", "ED000001")
    assert (article.type, report.type) == ("article-journal", "report")
    assert article.author == (
        Name("Lee", "Ann B.", non_dropping_particle="van"), Name("Roe", "Sam")
    )  # fmt: skip
    assert (article.title, article.container_title) == ("A Study of Tests", "Journal of Things")
    assert (article.volume, article.issue, article.page) == ("67", "2", "423-441")
    assert (article.issued, report.issued) == (Date(((2019, 4),)), Date(((2018,),)))
    assert (article.URL, article.DOI) == ("http://eric.ed.gov/?id=EJ1000001", "10.1000/x")
    assert (article.ISSN, article.keyword) == ("1234-567X", "Tests")


def test_the_labels_and_languages_of_eric() -> None:
    records = read("OWN - ERIC\nTI  - T\nIS  - ISBN-978-0-201-13447-6\nIS  - ISSN-0000-0019\n"
                   "LA  - English\n", format="nbib")  # fmt: skip

    assert (records[0].ISBN, records[0].ISSN) == ("978-0-201-13447-6", "0000-0019")
    assert records[0].language == "en"


def test_the_title_of_a_book_loses_its_full_stop_in_a_chapter() -> None:
    records = read("PMID- 1\nTI  - Part.\nBTI - Whole.\nCTI - Set.\n", format="nbib")

    titles = ("title", "container-title", "collection-title")
    assert [records[0].fields[title] for title in titles] == ["Part", "Whole", "Set"]


def test_records_without_own_and_pmid_begin_after_a_blank_line() -> None:
    records = read("TI  - One\nDP  - 2018\n\nTI  - Two\n", format="nbib")

    assert [record.title for record in records] == ["One", "Two"]


def test_names_with_initials_have_particles_and_suffixes() -> None:
    names = "AU  - Smith JA Jr\nAU  - de la Cruz M\nAU  - Smith II\n"
    record = read(f"PMID- 1\n{names}LA  - eng\nLA  - spa\n")[0]

    assert record.author == (
        Name("Smith", "J. A.", suffix="Jr"),
        Name("Cruz", "M.", non_dropping_particle="de la"),
        Name("Smith", "I. I."),
    )
    assert record.language == "en"
    assert record.extra["custom"]["nbib"] == {"LA": ["spa"]}


def test_preprint() -> None:
    record = read(PREPRINT)[0]

    assert (record.type, record.title) == ("article", "What is new?")
    assert record.issued == Date(((2021,),), season=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2001", Date(((2001,),))),
        ("2001 Mar", Date(((2001, 3),))),
        ("2001 Mar-Apr", Date(((2001, 3), (2001, 4)))),
        ("2001 Mar 28-Apr 3", Date(((2001, 3, 28), (2001, 4, 3)))),
        ("2000 Nov 15 - 2001 Jan 3", Date(((2000, 11, 15), (2001, 1, 3)))),
        ("1998-1999", Date(((1998,), (1999,)))),
        ("2001 1st Quart", Date(literal="2001 1st Quart")),
    ],
)
def test_dates(text: str, expected: Date) -> None:
    """ "Date of Publication (DP)"."""
    assert read(f"PMID- 1\nDP  - {text}\n")[0].issued == expected


def test_problems_have_lines() -> None:
    records = read("TI  - Lost\nPMID- 1\nTI  - T.\nwhat\n", format="nbib")

    assert [(p.line, p.message) for p in records.problems] == [
        (1, "this line is in no record"), (4, "this line has no field")
    ]  # fmt: skip


def test_text_without_a_record() -> None:
    with pytest.raises(SourceError, match="it has no PMID"):
        read("nothing\n", format="nbib")
