"""RefWorks: "RefWorks Tagged Format", as RefWorks, ProQuest and EBSCO write it."""

from __future__ import annotations

import pytest

from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.record import Date, Name

REFWORKS = """
RT Book, Section
SR Print(0)
ID 41
A1 Angrist,S. S.
A1 Almquist,E. M.
T1 The class of 1968
T2 Women's lives through time
T3 The social science series
YR 1993
FD Spring
SP 282
OP 300
K1 careers
K1 families; women
A2 Hulbert,K. D.
A3 Poe,E.
A4 Lee,Ann
ED 2nd
PB Jossey-Bass
PP San Francisco
SN 1555424627; 978-0-201-13447-6
LA English
CN HQ1236
U1 my field
OL English(30)

RT Dissertation/Thesis
ID 42
A1 Doe, Jane, Jr.
T1 Sleep
YR 2001
PB University of Bonn
CL Ph.D. thesis
SP 200

RT Web Page
ID 42
A1 World Health Organization
T1 Sleep
WT The site
LK https://a.example/x
RD 12 May 2020
"""

PROQUEST = """RT Journal Article
SR Electronic(1)
ID proquest1
A1 Doe, Jane
A1 Lee, Bo
T1 Pain &amp; sleep: a &quot;study&quot;
JF Journal of Pain
JO J. Pain
VO 12
IS 3
SP 1
OP 9
YR 2015
FD May 12, 2015
SN 1234-5678
LA English
AB The abstract
goes on in a line
US is not a tag here.
PB Elsevier
PP New York
UL http://search.proquest.com/docview/1
UL http://search.proquest.com/docview/2
DO 10.1000/182
DB ProQuest
NO Last updated - 2020-01-01
"""

EBSCO = """RT Newspaper Article
SR Electronic
ID 2011-1
A1 Smith, J. and Roe, R.
T1 A story
JF The Times
YR 2011
FD 20110305
SP 4
LK https://search.ebscohost.com/login.aspx?id=1
DS EBSCOhost

RT Journal, Electronic
A1 Poe, E.
T1 Another
JO J. Ex.
YR 2010
FD Jul/Aug
LK https://doi.org/10.1000/xyz
WP 2010-06-01
"""


def test_refworks() -> None:
    records = read(REFWORKS)
    chapter, thesis, page = records

    assert chapter.to_csl() == {
        "id": "41", "type": "chapter", "title": "The class of 1968",
        "author": [{"family": "Angrist", "given": "S. S."},
                   {"family": "Almquist", "given": "E. M."}],
        "editor": [{"family": "Hulbert", "given": "K. D."}],
        "collection-editor": [{"family": "Poe", "given": "E."}],
        "translator": [{"family": "Lee", "given": "Ann"}],
        "container-title": "Women's lives through time",
        "collection-title": "The social science series", "edition": "2nd",
        "issued": {"date-parts": [[1993]], "season": 1}, "page": "282-300",
        "keyword": "careers, families, women", "publisher": "Jossey-Bass",
        "publisher-place": "San Francisco", "ISBN": "1555424627 978-0-201-13447-6",
        "language": "en", "call-number": "HQ1236",
        "custom": {"refworks": {"RT": ["Book, Section"], "SR": ["Print(0)"],
                                "U1": ["my field"], "OL": ["English(30)"]}},
    }  # fmt: skip
    assert thesis.author == (Name("Doe", "Jane", suffix="Jr."),)
    assert (thesis.genre, thesis.publisher, thesis.number_of_pages) == (
        "Ph.D. thesis", "University of Bonn", "200")  # fmt: skip
    assert (page.type, page.container_title, page.accessed) == (
        "webpage", "The site", Date(((2020, 5, 12),)))  # fmt: skip
    assert page.author == (Name(literal="World Health Organization"),)
    assert records.ids == ("41", "42", "42-2")
    assert [(p.line, p.record) for p in records.problems] == [(37, "42-2")]


def test_proquest() -> None:
    (record,) = read(PROQUEST)

    assert record.title == 'Pain & sleep: a "study"'
    assert record.abstract == "The abstract goes on in a line US is not a tag here."
    assert (record.container_title, record.container_title_short) == ("Journal of Pain", "J. Pain")
    assert (record.issued, record.page) == (Date(((2015, 5, 12),)), "1-9")
    assert (record.URL, record.DOI) == ("http://search.proquest.com/docview/1", "10.1000/182")
    assert (record.archive, record.note) == ("ProQuest", "Last updated - 2020-01-01")
    assert record.extra["custom"]["refworks"]["UL"] == ["http://search.proquest.com/docview/2"]


def test_ebsco() -> None:
    records = read(EBSCO)
    story, article = records

    assert (story.type, story.page, story.issued) == (
        "article-newspaper", "4", Date(((2011, 3, 5),)))  # fmt: skip
    assert story.author == (Name("Smith", "J."), Name("Roe", "R."))
    assert [(p.line, "'and' seems to separate" in p.message) for p in records.problems] == [
        (4, True)]  # fmt: skip
    assert (article.container_title, article.DOI) == ("J. Ex.", "10.1000/xyz")
    assert article.issued == Date(((2010, 7), (2010, 8)))
    assert article.available_date == Date(((2010, 6, 1),))


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("RT Jornal Article\nT1 T\n", "unknown reference type 'Jornal Article'", 1),
        ("Exported on Monday\nRT Journal Article\nT1 T\n", "this line is in no reference", 1),
    ],
)
def test_faults_have_lines(text: str, message: str, line: int) -> None:
    records = read(text, format="refworks")

    assert records[0].title == "T"
    assert [(p.line, p.message) for p in records.problems] == [(line, message)]


@pytest.mark.parametrize(
    ("fields", "variable", "value"),
    [
        ("RT Book, Edited\nA1 Doe, J.", "editor", (Name("Doe", "J."),)),
        ("RT Video/DVD\nA1 Doe, J.", "director", (Name("Doe", "J."),)),
        ("RT Report\nSN TR-7", "number", "TR-7"),
        ("RT Patent\nIS 123", "number", "123"),
        ("RT Case/Court Decisions\nPB Supreme Court", "authority", "Supreme Court"),
        ("RT Computer Program\nED 2.0", "version", "2.0"),
        ("RT Book, Whole\nSP 20 p.", "number-of-pages", "20"),
        ("RT Generic\nYR n.d.\nT1 T", "issued", None),
        ("RT Generic\nT1 T\nYR 2001\nFD never", "issued", Date(((2001,),))),
    ],
)
def test_values(fields: str, variable: str, value: object) -> None:
    assert read(f"{fields}\n", format="refworks")[0].fields.get(variable) == value


def test_other_text_is_refused() -> None:
    with pytest.raises(SourceError, match="is not in RefWorks' format"):
        read("nothing\n", format="refworks")
