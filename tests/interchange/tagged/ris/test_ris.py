"""RIS as its producers write it.

The samples are made up after the tables of the format (the RIS Format Specifications of 2001 and
2011) and after what each producer documents or exports: Zotero's RIS translator, EndNote's "RefMan
(RIS) Export" style, the citation downloads of ScienceDirect, SpringerLink, Wiley Online Library and
IEEE Xplore, and portals that run Pure.
"""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.interchange.convert import convert
from citeformat.interchange.tagged.ris.tables import TYPE_OF, TYPES
from citeformat.record import Date, Name, Record

ZOTERO = """TY  - CHAP
TI  - The <i>Nautilus</i> shell
AU  - van Dam, Anna
AU  - Müller, Jürgen, Jr.
T2  - Shells of the sea
A2  - Roe, Richard
A3  - Poe, Edgar
T3  - Marine studies
CY  - Berlin
PB  - Example Press
DA  - 1999/05/12/
PY  - 1999
SP  - 12
EP  - 34
VL  - 3
LA  - en
SN  - 978-0-201-13447-6
ST  - Nautilus
UR  - https://example.org/shell
Y2  - 2020/01/02/10:11:12
DP  - Library Catalog
KW  - shells
KW  - spirals
N1  - A first note
N1  - A second note
ER  -

"""

ZOTERO_CONFERENCE = """TY  - CONF
TI  - On parsing
AU  - Doe, Jane
T2  - 12th Conference on Text
C1  - Utrecht
C3  - Proceedings of Text '12
PY  - 2012
SP  - 1
EP  - 9
ER  -
"""

ENDNOTE = """TY  - JOUR
AU  - World Health Organization,
AU  - Doe, Jane A.
DA  - Mar 3
DO  - 10.1000/182
IS  - 4
J2  - J. Ex. Stud.
PY  - 2001
SN  - 0896-3207
SP  - 101-110
ST  - Short form
T2  - Journal of Example Studies
TI  - A study of examples
VL  - 12
ID  - 77
ER  -

TY  - EDBOOK
AU  - Roe, Richard
PY  - 1998
TI  - Collected essays
PB  - Example Press
SP  - 320
ID  - 78
ER  -
"""

SCIENCEDIRECT = """TY  - JOUR
T1  - Food &amp; drink in water
AU  - Doe, Jane
JO  - Journal of Fluids
VL  - 100
SP  - 104512
PY  - 2021
DA  - 2021/03/01/
SN  - 0896-3207
DO  - https://doi.org/10.1016/j.fluid.2021.104512
UR  - https://www.sciencedirect.com/science/article/pii/S0000
KW  - Water
AB  - First part.
Second part.
ER  -
"""

SPRINGER = """TY  - CHAP
AU  - Doe, Jane
ED  - Roe, Richard
PY  - 2010
DA  - 2010//
TI  - On chapters
BT  - A book of chapters
SP  - 45
EP  - 67
PB  - Springer Berlin Heidelberg
CY  - Berlin, Heidelberg
SN  - 978-3-540-00000-2
UR  - https://doi.org/10.1007/978-3-540-00000-2_4
DO  - 10.1007/978-3-540-00000-2_4
ID  - Doe2010
ER  -
"""

WILEY = """TY  - JOUR
T1  - A letter
AU  - Doe, J. A.
JO  - Example Letters
JF  - Example Letters
JA  - Ex. Lett.
VL  - 5
IS  - 2
SN  - 1234-5679
UR  - https://doi.org/10.1002/ex.5
DO  - https://doi.org/10.1002/ex.5
SP  - 7
EP  - 11
PY  - 2004
M3  - https://doi.org/10.1002/ex.5
Y1  - 2004/02/01
ER  -
"""

IEEE = """TY  - CONF
TI  - Fast things
T2  - 2019 Conference on Speed
SP  - 1
EP  - 6
AU  - J. Doe
AU  - R. van Roe
PY  - 2019
DO  - 10.1109/SPEED.2019.1
JO  - 2019 Conference on Speed
Y1  - 24-26 June 2019
ER  -
"""

PURE = """TY  - THES
T1  - Deep questions
AU  - Doe,Jane
PY  - 2015/6/30
Y1  - 2015/6/30
M3  - Doctoral Thesis
SN  - 978-90-000-0000-6
PB  - University of Examples
CY  - Utrecht
N2  - Abstract text.
AB  - Abstract text.
ER  -
"""


def fields(text: str) -> dict[str, Any]:
    """Read the fields of the only record."""
    (record,) = read(text, format="ris")
    return dict(record.fields)


def test_zotero() -> None:
    records = read(ZOTERO)

    assert records.problems == ()
    assert records[0].type == "chapter"
    assert dict(records[0].fields) == {
        "title": "The <i>Nautilus</i> shell",
        "author": (
            Name("Dam", "Anna", non_dropping_particle="van"),
            Name("Müller", "Jürgen", suffix="Jr."),
        ),
        "container-title": "Shells of the sea",
        "editor": (Name("Roe", "Richard"),),
        "collection-editor": (Name("Poe", "Edgar"),),
        "collection-title": "Marine studies",
        "publisher-place": "Berlin",
        "publisher": "Example Press",
        "issued": Date(((1999, 5, 12),)),
        "page": "12-34",
        "volume": "3",
        "language": "en",
        "ISBN": "978-0-201-13447-6",
        "title-short": "Nautilus",
        "URL": "https://example.org/shell",
        "accessed": Date(((2020, 1, 2),)),
        "source": "Library Catalog",
        "keyword": "shells, spirals",
        "note": "A first note; A second note",
    }


def test_conference_of_zotero_has_a_name_and_proceedings() -> None:
    found = fields(ZOTERO_CONFERENCE)

    assert found["event-title"] == "12th Conference on Text"
    assert found["container-title"] == "Proceedings of Text '12"
    assert found["publisher-place"] == "Utrecht"


def test_endnote() -> None:
    article, book = read(ENDNOTE)

    assert (article.id, book.id) == ("77", "78")
    assert article.author == (Name(literal="World Health Organization"), Name("Doe", "Jane A."))
    assert article.issued == Date(((2001, 3, 3),))
    assert (article.page, article.ISSN) == ("101-110", "0896-3207")
    assert article.container_title_short == "J. Ex. Stud."
    assert (book.author, book.editor) == ((), (Name("Roe", "Richard"),))
    assert (book.number_of_pages, book.page) == ("320", None)


def test_sciencedirect() -> None:
    found = fields(SCIENCEDIRECT)

    assert found["title"] == "Food & drink in water"
    assert found["container-title"] == "Journal of Fluids"
    assert found["DOI"] == "10.1016/j.fluid.2021.104512"
    assert found["issued"] == Date(((2021, 3, 1),))
    assert found["abstract"] == "First part. Second part."
    assert found["page"] == "104512"


def test_springer() -> None:
    found = fields(SPRINGER)

    assert found["container-title"] == "A book of chapters"
    assert found["editor"] == (Name("Roe", "Richard"),)
    assert found["page"] == "45-67"
    assert found["issued"] == Date(((2010,),))
    assert found["ISBN"] == "978-3-540-00000-2"


def test_wiley() -> None:
    found = fields(WILEY)

    assert found["DOI"] == "10.1002/ex.5"
    assert found["container-title"] == "Example Letters"
    assert found["container-title-short"] == "Ex. Lett."
    assert found["issued"] == Date(((2004, 2, 1),))
    assert "genre" not in found


def test_ieee_writes_initials_first() -> None:
    found = fields(IEEE)

    assert found["author"] == (Name("Doe", "J."), Name("van Roe", "R."))
    assert found["container-title"] == "2019 Conference on Speed"
    assert found["issued"].year == 2019


def test_pure() -> None:
    found = fields(PURE)

    assert found["author"] == (Name("Doe", "Jane"),)
    assert found["issued"] == Date(((2015, 6, 30),))
    assert (found["genre"], found["abstract"]) == ("Doctoral Thesis", "Abstract text.")


@pytest.mark.parametrize(("ty", "type"), sorted(TYPES.items()))
def test_every_type(ty: str, type: str) -> None:
    """RIS Format Specifications, "Reference types"."""
    (record,) = read(f"TY  - {ty}\nTI  - T\nER  - \n")

    assert record.type == type


def test_every_csl_type_has_a_reference_type() -> None:
    from citeformat.csl.variables import TYPES as CSL_TYPES

    assert set(TYPE_OF) == set(CSL_TYPES)
    assert set(TYPE_OF.values()) <= set(TYPES)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("PY  - 1984", Date(((1984,),))),
        ("PY  - 1984///", Date(((1984,),))),
        ("Y1  - 1984/07//", Date(((1984, 7),))),
        ("PY  - 1984/07/04/", Date(((1984, 7, 4),))),
        ("PY  - 1984///Spring", Date(((1984,),), season=1)),
        ("PY  - 1984\nDA  - 1984-07-04", Date(((1984, 7, 4),))),
        ("PY  - 1984\nDA  - July 4", Date(((1984, 7, 4),))),
        ("PY  - 1984\nDA  - Jul-Aug", Date(((1984, 7), (1984, 8)))),
        ("DA  - 1984/07/04", Date(((1984, 7, 4),))),
        ("DA  - about 1999 or so", Date(literal="about 1999 or so")),
        ("PY  - 44 BC", Date(((-44,),))),
        ("PY  - in press", Date(literal="in press")),
        ("PY  - 1984/13/99", Date(((1984,),))),
        ("Y1  - 1984/07/04\nPY  - 1984", Date(((1984, 7, 4),))),
        ("PY  - 1984\nY1  - 1983/12/20\nDA  - 1984/01/01", Date(((1984, 1, 1),))),
        ("PY  - 1984\nDA  - 1983/12/20", Date(((1984,),))),
        # EBSCO
        ("PY  - 2007/09//Sep/Oct2007", Date(((2007, 9), (2007, 10)))),
        ("Y1  - 2013/Spring2013", Date(((2013,),), season=1)),
    ],
)
def test_dates(lines: str, expected: Date) -> None:
    """RIS Format Specifications: "YYYY/MM/DD/other info". Each part may be missing."""
    assert fields(f"TY  - JOUR\n{lines}\nER  - \n")["issued"] == expected


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("SN  - 0896-3207 (print)", "ISSN", "0896-3207"),
        ("SN  - 978-0-201-13447-6\nSN  - 0-201-13447-0", "ISBN", "978-0-201-13447-6 0-201-13447-0"),
        ("M3  - 10.1000/182", "DOI", "10.1000/182"),
        ("N1  - doi: 10.1000/182", "DOI", "10.1000/182"),
        ("UR  - https://doi.org/10.1000/182", "DOI", "10.1000/182"),
        ("KW  - a; b\nKW  - c, d", "keyword", "a; b; c, d"),
        ("C7  - e12", "page", "e12"),
        ("SP  - 12\nEP  - 12", "page", "12"),
        ("JA  - J. Ex.", "container-title", "J. Ex."),
    ],
)
def test_values_are_recognized_by_their_form(line: str, field: str, expected: str) -> None:
    assert fields(f"TY  - JOUR\n{line}\nER  - \n")[field] == expected


ENDNOTES_MEANING: list[tuple[str, str, dict[str, Any]]] = [
    # TY, lines, the variables that they give
    ("JOUR", "ET  - 2018/01/05|SE  - 12", {"available-date": Date(((2018, 1, 5),)), "page": "12"}),
    ("JOUR", "SE  - 12|SP  - 12-20", {"page": "12-20"}),
    ("JOUR", "C2  - PMC123", {"PMCID": "PMC123"}),
    ("JOUR", "C2  - other|ET  - 2nd", {}),
    ("MGZN", "SE  - 12|SP  - 12-20|NV  - weekly", {"page": "12-20"}),
    ("NEWS", "M1  - A1|SP  - A1-A2|ET  - Late", {"page": "A1-A2", "edition": "Late"}),
    ("NEWS", "M1  - A1", {"page": "A1"}),
    ("WEB", "M1  - 5 May 2019|VL  - 2019", {"accessed": Date(((2019, 5, 5),))}),
    ("ELEC", "M1  - 5 May|VL  - 2019", {"accessed": Date(((2019, 5, 5),))}),
    ("ELEC", "VL  - 2019", {"accessed": Date(((2019,),))}),
    ("ELEC", "M1  - release|VL  - two", {}),
    ("ELEC", "Y2  - 2020/01/02|VL  - 2019", {"accessed": Date(((2020, 1, 2),))}),
    ("BLOG", "VL  - 2019", {"accessed": Date(((2019,),))}),
    ("BLOG", "M1  - 5 May 2019|VL  - 2019", {"accessed": Date(((2019, 5, 5),))}),
    ("PAT", "M1  - 12/345|SN  - US 6,789", {"number": "US 6,789"}),
    ("CASE", "SV  - 13-55", {"number": "13-55"}),
    ("MPCT", "SP  - 120 min", {"dimensions": "120 min"}),
    (
        "EJOUR",
        "PY  - 2018|DA  - 2019/05/05",
        {"issued": Date(((2018,),)), "accessed": Date(((2019, 5, 5),))},
    ),
    ("EJOUR", "DA  - 2019/05/05", {"issued": Date(((2019, 5, 5),))}),
    ("EJOUR", "SE  - 2018/01/05|NV  - 7", {"available-date": Date(((2018, 1, 5),)), "page": "7"}),
    (
        "CONF",
        "A4  - Acme,|C1  - Cham|CY  - Lisbon|NV  - 2",
        {"publisher-place": "Cham", "event-place": "Lisbon", "number-of-volumes": "2"},
    ),
    ("CPAPER", "CY  - Lisbon", {"event-place": "Lisbon"}),
    (
        "CONF",
        "TI  - T|BT  - Proc|CY  - Cham",
        {"title": "T", "container-title": "Proc", "publisher-place": "Cham"},
    ),
    ("DATA", "ET  - V2|A4  - NSF,|NV  - 77", {"version": "V2", "number": "77"}),
    ("THES", "VL  - Ph.D.|A3  - Zed, Z.", {"genre": "Ph.D."}),
    ("THES", "VL  - Ph.D.|M3  - Dissertation", {"genre": "Dissertation"}),
    (
        "EBOOK",
        "A2  - Zed, Z.|A3  - Ypp, Y.",
        {"editor": (Name("Zed", "Z."),), "collection-editor": (Name("Ypp", "Y."),)},
    ),
    (
        "BOOK",
        "A2  - Zed, Z.|A3  - Ypp, Y.",
        {"collection-editor": (Name("Zed", "Z."),), "editor": (Name("Ypp", "Y."),)},
    ),
    ("BOOK", "TA  - Zed, Z.", {}),
    ("BOOK", "T1  - T|BT  - T", {"title": "T"}),
    ("UNPB", "T1  - T|BT  - Other", {"title": "T"}),
    ("BOOK", "SE  - 7-9|SP  - 320", {"page": "7-9", "number-of-pages": "320"}),
    ("BOOK", "SP  - xii, 320 p.", {"number-of-pages": "xii, 320"}),
    ("UNPB", "SP  - e12", {"page": "e12"}),
    ("THES", "SP  - 12ff.", {"page": "12ff."}),
    (
        "CHAP",
        "M1  - 3|SV  - 12|SE  - 4|C1  - B",
        {
            "number-of-volumes": "3",
            "collection-number": "12",
            "chapter-number": "4",
            "section": "B",
        },
    ),
    (
        "RPRT",
        "A2  - Zed, Z.|A3  - Acme,|A4  - Unit,|NV  - 5|M1  - 8",
        {"collection-editor": (Name("Zed", "Z."),), "collection-number": "5", "number": "8"},
    ),
    ("GOVDOC", "A2  - Department,", {}),
    ("MPCT", "A2  - Zed, Z.|A4  - Ypp, Y.", {"performer": (Name("Ypp", "Y."),)}),
    ("MUSIC", "A4  - Ypp, Y.", {"producer": (Name("Ypp", "Y."),)}),
    ("COMP", "ET  - 2.0|VL  - 3rd", {"version": "2.0", "edition": "3rd"}),
    ("CASE", "A2  - U.S.,|VL  - 5", {"container-title": "U.S.", "volume": "5"}),
    ("PAT", "A2  - Office,|NV  - 1|VL  - B1", {"authority": "Office"}),
    (
        "STAT",
        "ET  - 2nd|NV  - 99|OP  - h",
        {"chapter-number": "2nd", "number": "99", "references": "h"},
    ),
    ("HEAR", "T3  - Senate|ET  - 2nd", {"authority": "Senate", "chapter-number": "2nd"}),
]


@pytest.mark.parametrize(("ty", "lines", "expected"), ENDNOTES_MEANING)
def test_tags_have_endnotes_meaning(ty: str, lines: str, expected: dict[str, Any]) -> None:
    """The meaning of a tag depends on the reference type, in both directions."""
    text = "\n".join([f"TY  - {ty}", *lines.split("|"), "ER  -"])
    record = read(text, format="ris")[0]

    assert dict(record.fields) == expected
    for to in ("ris", "endnote-xml"):
        bare = Record("x", record.type, record.fields, extra={"custom": {"ris": {"TY": [ty]}}})
        again = read(convert(bare, to=to), format=to)[0]
        if to == "ris" or record.type == read(f"TY  - {TYPE_OF[record.type]}\nER  -")[0].type:
            assert dict(again.fields) == expected


@pytest.mark.parametrize("text", ["TY  - JOUR\r\nTI  - T\r\nER  - \r\n",
                                  "\ufeffTY - JOUR\nTI - T\nER -",
                                  "\n\n  TY  - JOUR\n  TI  - T\n  ER  -\n"])  # fmt: skip
def test_spacing_does_not_matter(text: str) -> None:
    assert read(text)[0].title == "T"


def test_problems_have_lines() -> None:
    records = read("AU  - Lost, A.\nTY  - NOPE\nTI  - T\nTY  - BOOK\nTI  - U\n", format="ris")

    assert [record.title for record in records] == ["T", "U"]
    assert [(p.line, p.severity, p.message) for p in records.problems] == [
        (1, "error", "this line is in no reference"),
        (2, "warning", "the reference has no ER at its end"),
        (2, "warning", "unknown reference type 'NOPE'"),
        (4, "warning", "the reference has no ER at its end"),
    ]


def test_unknown_tags_are_kept_and_written_again() -> None:
    from citeformat import convert

    records = read("TY  - EJOUR\nID  - x\nTI  - T\nU1  - mine\nL1  - file.pdf\nER  - \n")
    made = convert(records, to="ris")

    assert records[0].extra["custom"]["ris"] == {
        "TY": ["EJOUR"], "U1": ["mine"], "L1": ["file.pdf"]
    }  # fmt: skip
    assert made.losses == ()
    assert read(str(made)) == records


@pytest.mark.parametrize(
    ("ty", "lines", "kept"),
    [
        ("JOUR", "Y2  - 2020/01/02|Y2  - 2021/03/04", {"Y2": ["2021/03/04"]}),
        ("JOUR", "DA  - 2020/01/02|DA  - 2021/03/04", {"DA": ["2021/03/04"]}),
        ("JOUR", "ID  - second", {"ID": ["second"]}),
        ("CPAPER", "T2  - Conference|T2  - Workshop|C3  - Proceedings", {"T2": ["Workshop"]}),
        ("ELEC", "VL  - 2020|VL  - 2021|M1  - May 2|M1  - May 3",
         {"M1": ["May 3"], "VL": ["2021"]}),
    ],
)  # fmt: skip
def test_second_values_are_kept_and_written_again(
    ty: str, lines: str, kept: dict[str, list[str]]
) -> None:
    text = "\n".join([f"TY  - {ty}", "ID  - k", *lines.split("|"), "ER  - "])
    (record,) = read(text)
    written = convert([record], to="ris")

    assert record.extra["custom"]["ris"] == {"TY": [ty], **kept}
    assert written.losses == ()
    assert read(str(written))[0].extra == record.extra


def test_the_second_year_of_the_original_is_kept() -> None:
    (record,) = read("TY  - JOUR\nOP  - 1999\nOP  - 1998\nER  - ")

    assert record.original_date == Date(((1999,),))
    assert record.extra["custom"]["ris"] == {"TY": ["JOUR"], "OP": ["1998"]}


def test_an_edited_book_has_no_author() -> None:
    record = Record("k", "book", author="Doe, Jane", extra={"custom": {"ris": {"TY": ["EDBOOK"]}}})

    assert [loss.field for loss in convert([record], to="ris").losses] == ["author"]


def test_ids_are_made_of_author_and_year() -> None:
    records = read("TY  - BOOK\nAU  - Öde, J.\nPY  - 1984\nER  - \n" * 2)

    assert records.ids == ("ode1984", "ode1984-2")
    assert records.problems == ()


def test_text_that_is_not_ris_is_refused() -> None:
    with pytest.raises(SourceError, match="is not RIS"):
        read("nothing here\n", format="ris")


@pytest.mark.parametrize("text", [ZOTERO, ZOTERO_CONFERENCE, ENDNOTE, SCIENCEDIRECT, SPRINGER,
                                  WILEY, PURE])  # fmt: skip
def test_written_again_it_is_the_same(text: str) -> None:
    from citeformat import convert

    records = read(text)
    again = read(str(convert(records, to="ris")))

    assert [_comparable(record) for record in again] == [_comparable(record) for record in records]


@pytest.mark.parametrize(
    ("date", "lines"),
    [
        (Date(((1990,), (1991,))), "PY  - 1990\nDA  - 1990///1990/1991\n"),
        (Date(((2001, 2), (0,))), "PY  - 2001\nDA  - 2001/02//2001-02/..\n"),
        (Date(((1850,),), circa=True), "PY  - 1850\nDA  - 1850///1850~\n"),
        (Date(((-44,),)), "PY  - 44 BC\n"),
        (Date(((-44, 3, 15),)), "PY  - 44 BC\nDA  - -0043-03-15\n"),
    ],
)
def test_other_info_has_what_year_month_and_day_cannot_express(date: Date, lines: str) -> None:
    """RIS Format Specifications: "other info" is any text. EDTF can express the whole date."""
    from citeformat import convert

    written = convert([Record("x", "book", {"issued": date})], to="ris")

    assert lines in str(written)
    assert written.losses == ()
    assert read(str(written))[0].issued == date


def test_a_range_of_seasons_is_a_loss() -> None:
    from citeformat import convert

    date = Date(((1990,), (1991,)), season=1)
    (loss,) = convert([Record("x", "book", {"issued": date})], to="ris").losses

    message = "the end of the range, or that the date is uncertain, is left out"
    assert (loss.record, loss.field, loss.message) == ("x", "issued", message)


@pytest.mark.parametrize("format", ["ris", "endnote-xml", "refer"])
def test_the_number_of_pubmed_is_an_accession_number(format: str) -> None:
    written = convert([Record("x", "article-journal", {"title": "T", "PMID": "123"})], to=format)

    assert "PMID: 123" in str(written)
    assert written.losses == ()
    assert read(str(written), format=format)[0].fields == {"title": "T", "PMID": "123"}


def _comparable(record: Record) -> tuple[str, str, dict[str, Any]]:
    return record.id, record.type, dict(record.fields)


@pytest.mark.parametrize(
    ("type", "fields", "field"),
    [
        ("article-journal", {"number": "e12"}, "number"),
        ("article-journal", {"container-title-short": "J."}, "container-title-short"),
        ("paper-conference", {"event-title": "Conference"}, "event-title"),
        ("book", {"volume": "1", "volume-title": "Beginnings"}, "volume-title"),
        ("book", {"page": "12"}, "page"),
        ("thesis", {"number-of-pages": "1-12"}, "number-of-pages"),
    ],
)
@pytest.mark.parametrize("to", ["ris", "refer", "endnote-xml"])
def test_values_that_are_read_as_others_are_losses(
    to: str, type: str, fields: dict[str, str], field: str
) -> None:
    record = Record("x", type, {"title": "T", **fields})
    made = convert(record, to=to)

    assert [loss.field for loss in made.losses] == [field]
    assert [field in again.fields for again in read(made, format=to)] == [False]


@pytest.mark.parametrize(
    ("type", "number", "line"),
    [
        ("report", "TR-12", "SN  - TR-12"),
        ("patent", "6,265,123", "SN  - 6,265,123"),
        ("standard", "ISO 9001:2015", "SN  - ISO 9001:2015"),
        ("report", "1234-5678", "IS  - 1234-5678"),  # would be an ISSN
        ("thesis", "12", "IS  - 12"),
    ],
)
def test_numbers_are_where_endnote_and_zotero_read_them(type: str, number: str, line: str) -> None:
    """Sources: the table of EndNote's reference types; Zotero's RIS translator."""
    record = Record("x", type, {"title": "T", "number": number, "ISBN": "978-0-201-13447-6"})
    made = convert(record, to="ris")

    assert line in made.splitlines()
    assert made.losses == ()
    assert [again.fields for again in read(made, format="ris")] == [record.fields]


def test_authorities_of_patents_are_not_people() -> None:
    (record,) = records = read("TY  - PAT\nTI  - T\nA2  - Standards & Trade; Office\nER  - \n")

    assert record.authority == "Standards & Trade; Office"
    assert records.problems == ()


@pytest.mark.parametrize("to", ["ris", "refer", "endnote-xml"])
def test_a_doi_of_its_own_precedes_that_of_an_address(to: str) -> None:
    fields = {"title": "T", "DOI": "10.1000/1", "URL": "https://doi.org/10.1000/2"}
    record = Record("x", "article-journal", fields)

    assert [again.fields for again in read(convert(record, to=to), format=to)] == [fields]


@pytest.mark.parametrize(
    ("date", "message"),
    [
        (Date(((2001,),), season="Winter term"), "it is read as 2001"),
        (Date(((2001, 21),)), "it is read as 2001"),
        (Date(((-1,),)), "it is read as no date"),
    ],
)
def test_dates_that_ris_has_in_part_are_losses(date: Date, message: str) -> None:
    record = Record("x", "webpage", {"title": "T", "accessed": date})

    assert [str(loss) for loss in convert(record, to="ris").losses] == [f"x: accessed: {message}"]
