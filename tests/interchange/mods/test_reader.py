"""MODS: the Library of Congress, "MODS User Guidelines (Version 3)".

Files in the manner of the Library of Congress, Zotero and bibutils.
"""

from __future__ import annotations

import pytest

from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.record import Date, Name

CONGRESS = """<?xml version="1.0" encoding="UTF-8"?>
<modsCollection xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink">
<mods version="3.7">
<titleInfo><nonSort>The </nonSort><title>art of sleeping</title>
<subTitle>fundamental dreams.</subTitle>
<partNumber>Vol. 1</partNumber></titleInfo>
<titleInfo type="alternative"><title>Fundamental dreams</title></titleInfo>
<name type="personal" usage="primary"><namePart>Doe, Jane Ann,</namePart>
<namePart type="date">1938-</namePart>
<role><roleTerm authority="marcrelator" type="text">creator</roleTerm></role></name>
<name type="corporate"><namePart>Bonn University.</namePart>
<namePart>Department of Sleep</namePart></name>
<name type="personal"><namePart>Roe, Ann, 1950-2010</namePart>
<role><roleTerm type="code" authority="marcrelator">fnd</roleTerm></role></name>
<typeOfResource>text</typeOfResource><genre authority="marcgt">bibliography</genre>
<originInfo><place><placeTerm type="code" authority="marccountry">mau</placeTerm></place>
<place><placeTerm type="text">Reading, Mass. :</placeTerm></place>
<publisher>Press Pub. Co.,</publisher>
<dateIssued>c1968-</dateIssued><dateIssued encoding="marc" point="start">1968</dateIssued>
<dateIssued encoding="marc" point="end">9999</dateIssued><edition>2nd ed.</edition>
<issuance>monographic</issuance></originInfo>
<language><languageTerm authority="iso639-2b" type="code">eng</languageTerm></language>
<physicalDescription><form>print</form><extent>xxi, 634 p. : ill. ; 25 cm.</extent>
</physicalDescription>
<note type="statement of responsibility">Jane Doe.</note><note>Includes index.</note>
<subject authority="lcsh"><topic>Sleep</topic></subject>
<subject authority="lcsh"><topic>Dreams</topic><geographic>US</geographic></subject>
<classification authority="lcc">QA76.6 .D64</classification>
<relatedItem type="series"><titleInfo><title>Sleep series ; v. 12</title></titleInfo></relatedItem>
<relatedItem type="otherFormat"><titleInfo><title>Online</title></titleInfo></relatedItem>
<identifier type="isbn">0201038013 (v. 1) :</identifier>
<identifier type="lccn">67026020</identifier>
<identifier type="isbn" invalid="yes">12345</identifier>
<recordInfo><recordContentSource authority="marcorg">DLC</recordContentSource>
<recordIdentifier source="DLC">1234</recordIdentifier></recordInfo>
</mods></modsCollection>
"""

ZOTERO = """<modsCollection xmlns="http://www.loc.gov/mods/v3">
<mods><titleInfo><title>Sleeping &amp; dreaming</title></titleInfo>
<titleInfo type="abbreviated"><title>Sleeping</title></titleInfo>
<typeOfResource>text</typeOfResource><genre authority="local">journalArticle</genre>
<name type="personal"><namePart type="family">van Dam</namePart>
<namePart type="given">Jane</namePart>
<role><roleTerm type="code" authority="marcrelator">aut</roleTerm></role></name>
<name type="corporate"><namePart>The Group</namePart>
<role><roleTerm type="code" authority="marcrelator">aut</roleTerm></role></name>
<relatedItem type="host"><genre authority="marcgt">journal</genre>
<titleInfo><title>Journal of Sleep</title></titleInfo>
<titleInfo type="abbreviated"><title>J. Sleep</title></titleInfo>
<part><detail type="volume"><number>27</number></detail><detail type="issue"><number>2</number>
</detail>
<extent unit="pages"><start>97</start><end>111</end></extent></part>
<originInfo><dateIssued>May 1984</dateIssued><issuance>continuing</issuance></originInfo>
<identifier type="issn">0010-4620</identifier></relatedItem>
<identifier type="doi">10.1000/182</identifier>
<location><url dateLastAccessed="2020-01-02">http://a.example</url></location>
<abstract>Text.</abstract></mods>
<mods><titleInfo><title>A thesis</title></titleInfo><genre authority="local">thesis</genre>
<genre authority="marcgt">thesis</genre><genre>Ph.D. dissertation</genre>
<name type="personal"><namePart type="family">Doe</namePart><namePart type="given">J.</namePart>
</name>
<originInfo><publisher>University of Bonn</publisher><dateCreated>2001-03-05</dateCreated>
</originInfo></mods>
<mods><titleInfo><title>A page</title></titleInfo><genre authority="local">webpage</genre>
<relatedItem type="host"><titleInfo><title>The site</title></titleInfo></relatedItem></mods>
</modsCollection>
"""

BIBUTILS = """<?xml version="1.0" encoding="UTF-8"?>
<modsCollection xmlns="http://www.loc.gov/mods/v3">
<mods ID="moore1956">
    <titleInfo><title>Gedanken</title></titleInfo>
    <name type="personal"><namePart type="given">Edward</namePart>
<namePart type="given">F</namePart>
    <namePart type="family">Moore</namePart>
    <role><roleTerm authority="marcrelator" type="text">author</roleTerm></role></name>
    <typeOfResource>text</typeOfResource><genre authority="bibutilsgt">book chapter</genre>
    <relatedItem type="host"><titleInfo><title>Automata studies</title></titleInfo>
        <name type="personal"><namePart type="given">C</namePart><namePart type="given">E</namePart>
        <namePart type="family">Shannon</namePart><role><roleTerm type="text">editor</roleTerm>
</role></name>
        <originInfo><publisher>PUP</publisher><place><placeTerm type="text">Princeton</placeTerm>
</place>
        <issuance>monographic</issuance></originInfo><genre authority="marcgt">book</genre>
        <relatedItem type="series"><titleInfo><title>Annals</title></titleInfo>
        <part><detail type="volume"><number>34</number></detail></part></relatedItem></relatedItem>
    <identifier type="citekey">moore1956</identifier>
    <part><date>1956-04</date><extent unit="page"><start>129</start><end>153</end></extent></part>
</mods>
<mods ID="lee2001">
    <titleInfo><title>A paper</title></titleInfo>
    <name type="personal"><namePart type="given">Ann</namePart>
<namePart type="family">Lee</namePart></name>
    <genre authority="bibutilsgt">conference paper</genre>
    <relatedItem type="host"><titleInfo><title>Proceedings</title></titleInfo>
    <genre authority="marcgt">conference publication</genre></relatedItem>
    <name type="conference"><namePart>Sleep Conference</namePart></name>
    <part><date>2001</date></part>
</mods>
</modsCollection>
"""


def test_library_of_congress() -> None:
    records = read(CONGRESS)

    assert records.problems == ()
    assert records[0].to_csl() == {
        "id": "1234", "type": "book", "title": "The art of sleeping: fundamental dreams",
        "part-number": "Vol. 1", "collection-title": "Sleep series", "collection-number": "12",
        "author": [{"family": "Doe", "given": "Jane Ann"},
                   {"literal": "Bonn University. Department of Sleep"}],
        "publisher-place": "Reading, Mass.", "publisher": "Press Pub. Co.", "edition": "2nd",
        "issued": {"date-parts": [[1968]]}, "ISBN": "0201038013", "note": "Includes index.",
        "keyword": "Sleep, Dreams--US", "language": "en", "number-of-pages": "634",
        "call-number": "QA76.6 .D64", "source": "DLC",
        "custom": {"mods": {
            "titleInfo-alternative": ["Fundamental dreams"], "name-fnd": ["Roe, Ann"],
            "identifier-lccn": ["67026020"], "note-statement of responsibility": ["Jane Doe."],
            "genre": ["bibliography"], "relatedItem-otherFormat": ["Online"]}},
    }  # fmt: skip


def test_zotero() -> None:
    article, thesis, page = read(ZOTERO)

    assert article.to_csl() | {"custom": None} == {
        "id": "dam1984", "type": "article-journal", "custom": None,
        "title": "Sleeping & dreaming", "title-short": "Sleeping",
        "author": [{"family": "Dam", "given": "Jane", "non-dropping-particle": "van"},
                   {"literal": "The Group"}],
        "container-title": "Journal of Sleep", "container-title-short": "J. Sleep",
        "volume": "27", "issue": "2", "page": "97-111", "issued": {"date-parts": [[1984, 5]]},
        "ISSN": "0010-4620", "DOI": "10.1000/182", "URL": "http://a.example",
        "accessed": {"date-parts": [[2020, 1, 2]]}, "abstract": "Text.",
    }  # fmt: skip
    assert (thesis.type, thesis.genre, thesis.publisher, thesis.issued) == (
        "thesis", "Ph.D. dissertation", "University of Bonn", Date(((2001, 3, 5),)))  # fmt: skip
    assert (page.type, page.container_title) == ("webpage", "The site")


def test_bibutils() -> None:
    chapter, paper = read(BIBUTILS)

    assert (chapter.id, chapter.type) == ("moore1956", "chapter")
    assert chapter.author == (Name("Moore", "Edward F."),)
    assert chapter.editor == (Name("Shannon", "C. E."),)
    assert (chapter.container_title, chapter.collection_title, chapter.collection_number) == (
        "Automata studies", "Annals", "34")  # fmt: skip
    assert (chapter.publisher, chapter.publisher_place, chapter.page, chapter.issued) == (
        "PUP", "Princeton", "129-153", Date(((1956, 4),)))  # fmt: skip
    assert (paper.type, paper.container_title, paper.event_title) == (
        "paper-conference", "Proceedings", "Sleep Conference")  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "variable", "value"),
    [
        ("<name><namePart>Doe, J.</namePart><etal/></name>", "author",
         (Name("Doe", "J."), Name(literal="others"))),
        ("<name><namePart type='family'>Doe</namePart><namePart type='given'>J</namePart>"
         "<namePart type='termsOfAddress'>Jr.</namePart></name>", "author",
         (Name("Doe", "J.", suffix="Jr."),)),
        ("<name><namePart>Doe, J.</namePart><role><roleTerm>trl</roleTerm></role></name>",
         "translator", (Name("Doe", "J."),)),
        ("<originInfo><dateIssued qualifier='approximate'>1850</dateIssued></originInfo>", "issued",
         Date(((1850,),), circa=True)),
        ("<originInfo><dateIssued point='start'>1990</dateIssued><dateIssued point='end'>1995"
         "</dateIssued></originInfo>", "issued", Date(((1990,), (1995,)))),
        ("<originInfo><dateIssued>May 5, 2001</dateIssued><dateIssued encoding='w3cdtf'>2001-05-05"
         "</dateIssued></originInfo>", "issued", Date(((2001, 5, 5),))),
        ("<originInfo><copyrightDate>&#169;2001</copyrightDate></originInfo>", "issued",
         Date(((2001,),))),
        ("<identifier>https://doi.org/10.1000/182</identifier>", "DOI", "10.1000/182"),
        ("<location><physicalLocation>Library</physicalLocation><shelfLocator>X 1</shelfLocator>"
         "</location>", "call-number", "X 1"),
        ("<titleInfo><nonSort>L'</nonSort><title>amour</title></titleInfo>", "title", "L'amour"),
        ("<language><languageTerm type='text'>German</languageTerm></language>", "language", "de"),
    ],
)  # fmt: skip
def test_values(inner: str, variable: str, value: object) -> None:
    assert read(f"<mods>{inner}</mods>")[0].fields[variable] == value


@pytest.mark.parametrize(
    ("inner", "type"),
    [
        ("<typeOfResource>cartographic</typeOfResource>", "map"),
        ("<typeOfResource>moving image</typeOfResource>", "motion_picture"),
        ("<genre>technical report</genre>", "report"),
        ("<originInfo><issuance>continuing</issuance></originInfo>", "periodical"),
        ("<relatedItem type='host'><genre>newspaper</genre></relatedItem>", "article-newspaper"),
        (
            "<relatedItem type='host'><identifier type='isbn'/></relatedItem>",
            "chapter",
        ),
        ("<relatedItem type='host'><part/></relatedItem>", "article-journal"),
    ],
)
def test_types(inner: str, type: str) -> None:
    assert read(f"<mods>{inner}</mods>")[0].type == type


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("<name><namePart>Lee, A.</namePart><role><roleTerm>VerfasserIn</roleTerm></role></name>",
         "author"),
        ("<name><namePart>Lee, A.</namePart><role><roleTerm>auteur</roleTerm></role></name>",
         "author"),
        ("<name><namePart>Lee, A.</namePart><role><roleTerm"
         " valueURI='http://id.loc.gov/vocabulary/relators/trl'>tolk</roleTerm></role></name>",
         "translator"),
        ("<name usage='primary'><namePart>Lee, A.</namePart>"
         "<role><roleTerm>tolk</roleTerm></role></name>", "author"),
    ],
)  # fmt: skip
def test_roles_in_other_languages(name: str, variable: str) -> None:
    """ "MODS User Guidelines": valueURI is the role's address, `usage` marks the main author."""
    record = read(f"<mods><titleInfo><title>T</title></titleInfo>{name}</mods>", format="mods")[0]

    assert record.fields == {"title": "T", variable: (Name("Lee", "A."),)}


def test_a_name_with_another_role_is_kept() -> None:
    name = "<name><namePart>Lee, A.</namePart><role><roleTerm>tolk</roleTerm></role></name>"
    record = read(f"<mods><titleInfo><title>T</title></titleInfo>{name}</mods>", format="mods")[0]

    assert record.extra["custom"]["mods"] == {"name-tolk": ["Lee, A."]}


def test_equal_ids_and_faults_are_reported() -> None:
    records = read("<modsCollection><mods ID='x'/>\n<mods ID='x'><titleInfo></mods>")

    assert records.ids == ("x", "x-2")
    assert {(p.severity, p.line) for p in records.problems} >= {("warning", 2), ("error", 2)}


def test_mods_in_the_answer_of_a_catalogue() -> None:
    text = ('<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:record>'
            '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo></mods>'
            "</zs:record></zs:searchRetrieveResponse>")  # fmt: skip

    assert read(text, format="mods")[0].title == "T"


@pytest.mark.parametrize("text", ["<html><body/></html>", "plain\ntext"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(SourceError):
        read(text, format="mods")
