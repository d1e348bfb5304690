"""EndNote's XML as EndNote, Zotero and others write it, made up after their documented output."""

from __future__ import annotations

import pytest

from citeformat import convert
from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.interchange.endnote.tables import NAMES
from citeformat.interchange.tagged.ris.tables import TYPES
from citeformat.record import Date, Name

ENDNOTE = """<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><database
name="My.enl" path="My.enl">My.enl</database><source-app name="EndNote" version="20.1">EndNote
</source-app><rec-number>7</rec-number><foreign-keys><key app="EN" db-id="x">7</key></foreign-keys>
<ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal"
font="default" size="100%">Doe, Jane A.</style></author><author><style face="normal">World Health
Organization,</style></author></authors></contributors><titles><title><style face="normal">Growth of
</style><style face="italic">E. coli</style><style face="normal"> at 10</style><style
face="superscript">3</style></title><secondary-title><style>Journal of Growth</style>
</secondary-title></titles><periodical><full-title><style>Journal of Growth</style></full-title>
<abbr-1>J. Gr.</abbr-1></periodical><pages><style>1-9</style></pages><volume>3</volume>
<number>2</number><keywords><keyword>growth</keyword><keyword>bacteria</keyword></keywords><dates>
<year>2001</year><pub-dates><date>Mar 3</date></pub-dates></dates><isbn>0896-3207</isbn>
<electronic-resource-num>10.1000/182</electronic-resource-num><urls><related-urls><url>
http://example.org/1</url></related-urls></urls><custom9>mine</custom9></record></records></xml>"""

ZOTERO = """<?xml version="1.0" encoding="UTF-8"?>
<xml>
 <records>
  <record>
   <database name="MyLibrary">MyLibrary</database>
   <source-app name="Zotero">Zotero</source-app>
   <ref-type name="Book Section">5</ref-type>
   <contributors>
    <authors><author>Doe, Jane</author></authors>
    <secondary-authors><author>Roe, Richard</author></secondary-authors>
   </contributors>
   <titles><title>On chapters</title><secondary-title>A book</secondary-title>
    <tertiary-title>A series</tertiary-title></titles>
   <pages>45-67</pages>
   <dates><year>2010</year></dates>
   <pub-location>Berlin</pub-location>
   <publisher>Example Press</publisher>
   <language>en</language>
  </record>
 </records>
</xml>
"""

CITAVI = """<xml><records><record><ref-type name="">6</ref-type><contributors><authors>
<author>Knuth, Donald E.</author></authors></contributors><titles><title>The TeXbook</title>
</titles><dates><year>1984</year></dates><publisher>Addison-Wesley</publisher><label>knuth</label>
</record></records></xml>"""


def test_endnote() -> None:
    records = read(ENDNOTE)
    record = records[0]

    assert records.problems == ()
    assert record.type == "article-journal"
    assert record.title == "Growth of <i>E. coli</i> at 10<sup>3</sup>"
    assert record.author == (Name("Doe", "Jane A."), Name(literal="World Health Organization"))
    assert (record.container_title, record.container_title_short) == (
        "Journal of Growth", "J. Gr."
    )  # fmt: skip
    assert record.issued == Date(((2001, 3, 3),))
    assert (record.DOI, record.URL) == ("10.1000/182", "http://example.org/1")
    assert record.keyword == "growth, bacteria"
    assert record.extra["custom"]["endnote"]["custom9"] == ["mine"]


def test_zotero() -> None:
    record = read(ZOTERO)[0]

    assert (record.type, record.container_title) == ("chapter", "A book")
    assert record.editor == (Name("Roe", "Richard"),)
    assert (record.collection_title, record.publisher_place) == ("A series", "Berlin")
    assert record.line == 4


def test_type_by_number() -> None:
    record = read(CITAVI)[0]

    assert (record.id, record.type, record.title) == ("knuth", "book", "The TeXbook")


def test_all_types_are_types_of_ris() -> None:
    assert {ty for ty, _ in NAMES.values()} <= set(TYPES)


@pytest.mark.parametrize("text", [ENDNOTE, ZOTERO, CITAVI])
def test_written_again_it_is_the_same(text: str) -> None:
    records = read(text)
    made = convert(records, to="endnote-xml")
    (again,) = read(str(made))

    assert made.losses == ()
    assert (again.type, again.fields) == (records[0].type, records[0].fields)


def test_entities_and_other_files_are_not_read() -> None:
    text = (
        '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/hostname">'
        '<!ENTITY f "boo">]><xml><records><record><ref-type name="Book">6</ref-type><titles>'
        "<title>a &e; b &f; c</title></titles></record></records></xml>"
    )

    assert read(text, format="endnote-xml")[0].title == "a b c"


def test_records_before_a_fault_are_read() -> None:
    records = read(ZOTERO.replace("</records>", "<record><titles><title>x & y</"), format="xml")

    assert records[0].title == "On chapters"
    assert [problem.severity for problem in records.problems if problem.line > 20]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<xml></xml>", "not EndNote's XML: it has no record"),
        ("<html><body/></html>", "XML of <html>, and not of EndNote, PubMed or MODS"),
        ("<c:collection xmlns:c='http://www.loc.gov/MARC21/slim'/>", "XML of <collection>"),
        ("plain\ntext", "not EndNote's XML"),
    ],
)
def test_other_text_is_refused(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(text, format="endnote-xml")
