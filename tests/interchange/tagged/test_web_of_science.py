"""Web of Science: Clarivate, "Web of Science Core Collection Field Tags".

Files in the manner of the plain text export of the Core Collection (a short and a full record), of
bibutils' ISI export, and of the Derwent Innovations Index.
"""

from __future__ import annotations

import pytest

from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.record import Date, Name

FULL = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Doe, JA
   van Dam, B
   Lee, CH
AF Doe, Jane A.
   van Dam, Bo
   Lee, Chang-Ho
CA Sleep Study Grp
TI Sleep and pain: a study of
   many people
SO BMC JOURNAL OF SLEEP
LA English
DT Article; Early Access
DE sleep; chronic pain
ID INSOMNIA; COHORT
AB The text of
   the abstract.
C1 [Doe, Jane A.] Univ Bonn, Bonn, Germany.
   [Lee, Chang-Ho] Seoul Natl Univ, Seoul, South Korea.
RP Doe, JA (corresponding author), Univ Bonn, Bonn, Germany.
CR Roe R, 1999, SLEEP, V1, P2
   Poe E, 2000, PAIN, V3, P4
NR 2
TC 12
Z9 13
PU BIOMED CENTRAL LTD
PI LONDON
SN 1234-5678
EI 8765-4321
J9 BMC J SLEEP
JI BMC J. Sleep
PD MAR 5
PY 2021
VL 7
IS 2
AR 12
DI 10.1186/s1
EA JAN 2021
PM 33333333
UT WOS:000600000000001
OA gold
DA 2022-01-01
ER

EF
"""

SHORT = """FN Thomson Reuters Web of Knowledge
VR 1.0
PT B
AU Roe, R
BE Smith, J
   Doe, J
TI A chapter
SO THE BOOK OF EVERYTHING
SE Lecture Notes in Sleep
VL 12
BP 10
EP 20
PY 1999
BN 978-0-201-13447-6
PU IEEE
UT WOS:A1
ER

PT C
AU [Anonymous]
   Poe, E
TI A talk
SO PROCEEDINGS OF THE CONFERENCE
DT Proceedings Paper
CT 3rd Conference on Sleep
CY MAY 21-25, 2012
CL Paris, FRANCE
GP IEEE
PD WIN
PY 2012
BP 1
EP 1
UT WOS:A1
ER

PT B
AU Roe, R
TI Whole book
SO Whole book
PG 200
PY 2000
ER

PT J
AU Roe, R
TI A book that I read
SO J. X
DT Book Review
PD JUL-AUG
PY 2000
BP S12
EP S14
ER
EF
"""

BIBUTILS = """PT Journal
AU Knuth, D. E.
   Smith, J.
TI Literate programming
SO The Computer Journal
JI Comput. J.
PD MAY
PY 1984
BP 97
EP 111
VL 27
IS 2
ER

PT Chapter
AU Moore, E. F.
TI Gedanken
SO Automata studies
PY 1956
ER
"""

DERWENT = """FN Clarivate Analytics Derwent Innovations Index
VR 1.0
PT P
PN US2020123456-A1; EP3456789-A1
TI Pillow for sleeping
AU DOE J
AE ACME INC (ACME-C)
GA 2020123456
ER
EF
"""


def test_full_record() -> None:
    records = read(FULL)
    (record,) = records

    assert records.problems == ()
    assert record.to_csl() | {"custom": None} == {
        "id": "WOS:000600000000001", "type": "article-journal", "custom": None,
        "title": "Sleep and pain: a study of many people",
        "author": [{"family": "Doe", "given": "Jane A."},
                   {"family": "Dam", "given": "Bo", "non-dropping-particle": "van"},
                   {"family": "Lee", "given": "Chang-Ho"}, {"literal": "Sleep Study Grp"}],
        "container-title": "BMC Journal of Sleep", "container-title-short": "BMC J. Sleep",
        "volume": "7", "issue": "2", "page": "12", "DOI": "10.1186/s1", "PMID": "33333333",
        "ISSN": "1234-5678 8765-4321", "publisher": "Biomed Central Ltd",
        "publisher-place": "London", "abstract": "The text of the abstract.",
        "keyword": "sleep, chronic pain", "language": "en",
        "issued": {"date-parts": [[2021, 3, 5]]},
        "available-date": {"date-parts": [[2021, 1]]},
    }  # fmt: skip
    kept = record.extra["custom"]["web-of-science"]
    assert kept["CR"] == ["Roe R, 1999, SLEEP, V1, P2", "Poe E, 2000, PAIN, V3, P4"]
    assert kept["ID"] == ["INSOMNIA; COHORT"]
    assert kept["SO"] == ["BMC JOURNAL OF SLEEP"]
    assert "TC" not in kept


def test_short_records() -> None:
    records = read(SHORT)
    chapter, talk, book, review = records

    assert [record.type for record in records] == [
        "chapter", "paper-conference", "book", "review-book"]  # fmt: skip
    assert (chapter.container_title, chapter.publisher) == ("The Book of Everything", "IEEE")
    assert (chapter.collection_title, chapter.collection_number, chapter.volume) == (
        "Lecture Notes in Sleep", "12", None)  # fmt: skip
    assert chapter.editor == (Name("Smith", "J."), Name("Doe", "J."))
    assert talk.author == (Name("Poe", "E."),)
    assert talk.event_date == Date(((2012, 5, 21), (2012, 5, 25)))
    assert (talk.event_title, talk.event_place, talk.page) == (
        "3rd Conference on Sleep", "Paris, FRANCE", "1")  # fmt: skip
    assert talk.issued == Date(((2012,),), season=4)
    assert (book.number_of_pages, book.container_title) == ("200", None)
    assert (review.issued, review.page) == (Date(((2000, 7), (2000, 8))), "S12-S14")
    assert records.ids == ("WOS:A1", "WOS:A1-2", "roe2000", "roe2000-2")
    assert [(p.severity, p.record) for p in records.problems] == [("warning", "WOS:A1-2")]


def test_bibutils() -> None:
    article, chapter = read(BIBUTILS)

    assert article.author == (Name("Knuth", "D. E."), Name("Smith", "J."))
    assert (article.container_title, article.container_title_short, article.issued) == (
        "The Computer Journal", "Comput. J.", Date(((1984, 5),)))  # fmt: skip
    assert (chapter.type, chapter.container_title) == ("chapter", "Automata studies")


def test_patents_of_derwent() -> None:
    (record,) = read(DERWENT)

    assert (record.type, record.publisher) == ("patent", "ACME INC (ACME-C)")
    assert record.number == "US2020123456-A1; EP3456789-A1"


@pytest.mark.parametrize(
    ("text", "message", "line", "count"),
    [
        ("PT J\nTI A\n\nPT J\nTI B\nER\nEF\n", "the record has no ER", 1, 2),
        ("FN X\nVR 1.0\nPT J\nTI A\n", "the record has no ER", 3, 1),
        ("FN X\nVR 1.0\nPT Z\nTI A\nER\n", "unknown publication type 'Z'", 3, 1),
        ("hello there\nPT J\nTI A\nER\n", "this line is in no record", 1, 1),
    ],
)
def test_faults_have_lines(text: str, message: str, line: int, count: int) -> None:
    records = read(text, format="web-of-science")

    assert len(records) == count
    assert [(p.line, message in p.message) for p in records.problems] == [(line, True)]


def test_names_in_brackets_are_the_full_ones() -> None:
    (record,) = read("PT J\nAU Doe, JA (Doe, Jane A.)\n   Lee, B (Lee, Bo)\nTI A\nER\n")

    assert record.author == (Name("Doe", "Jane A."), Name("Lee", "Bo"))


def test_other_text_is_refused() -> None:
    with pytest.raises(SourceError, match="is not in Web of Science's format"):
        read("nothing\n", format="wos")
