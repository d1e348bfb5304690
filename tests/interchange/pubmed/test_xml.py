"""PubMed's XML: the DTD of PubMed, "MEDLINE/PubMed XML Data Elements".

Files in the manner of E-utilities' efetch, of the web's export (with a book), and of Europe PMC and
old MEDLINE files, whose root is another one.
"""

from __future__ import annotations

import pytest

from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.record import Date, Name

EFETCH = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2023//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet>
<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">123</PMID>
<DateRevised><Year>2002</Year><Month>01</Month><Day>01</Day></DateRevised>
<Article PubModel="Print-Electronic"><Journal><ISSN IssnType="Electronic">1476-4687</ISSN>
<JournalIssue CitedMedium="Internet"><Volume>5</Volume><Issue>7</Issue>
<PubDate><Year>2001</Year><Month>Mar</Month><Day>05</Day></PubDate></JournalIssue>
<Title>Nature</Title><ISOAbbreviation>Nat</ISOAbbreviation></Journal>
<ArticleTitle>[On <i>E. coli</i> at 10<sup>3</sup>, p &lt; 0.05 &amp; more].</ArticleTitle>
<Pagination><StartPage>1123</StartPage><EndPage>30</EndPage><MedlinePgn>1123-30</MedlinePgn></Pagination>
<ELocationID EIdType="pii" ValidYN="Y">nature01</ELocationID>
<ELocationID EIdType="doi" ValidYN="N">10.1038/wrong</ELocationID>
<ELocationID EIdType="doi" ValidYN="Y">10.1038/x</ELocationID>
<Abstract><AbstractText Label="BACKGROUND">We.</AbstractText><AbstractText Label="RESULTS">Did.</AbstractText></Abstract>
<AuthorList CompleteYN="N"><Author ValidYN="Y"><LastName>van der Berg</LastName><ForeName>Jane A</ForeName>
<Initials>JA</Initials><Suffix>Jr</Suffix><Identifier Source="ORCID">https://orcid.org/0000-0001</Identifier>
<AffiliationInfo><Affiliation>University, Town.</Affiliation></AffiliationInfo></Author>
<Author ValidYN="N"><LastName>Wrong</LastName></Author>
<Author><CollectiveName>The Group</CollectiveName></Author></AuthorList>
<Language>ger</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>
<VernacularTitle>&#xDC;ber E. coli.</VernacularTitle>
<ArticleDate DateType="Electronic"><Year>2001</Year><Month>02</Month><Day>28</Day></ArticleDate></Article>
<MedlineJournalInfo><Country>England</Country><MedlineTA>Nature</MedlineTA></MedlineJournalInfo>
<MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN="N">Pain</DescriptorName>
<QualifierName MajorTopicYN="Y">complications</QualifierName></MeshHeading></MeshHeadingList>
<KeywordList Owner="NOTNLM"><Keyword>a</Keyword><Keyword>b</Keyword></KeywordList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">123</ArticleId><ArticleId IdType="pmc">PMC99</ArticleId>
</ArticleIdList><ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">9</ArticleId>
</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>
</PubmedArticleSet>
"""  # noqa: E501

BOOKS = """<?xml version="1.0" encoding="UTF-8"?>
<PubmedArticleSet>
<PubmedBookArticle><BookDocument><PMID>30000000</PMID>
<ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId><ArticleId IdType="doi">10.1/b</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>StatPearls</PublisherName><PublisherLocation>Treasure Island (FL)</PublisherLocation></Publisher>
<BookTitle book="x">Big book</BookTitle><PubDate><Year>2023</Year><Month>01</Month></PubDate>
<AuthorList Type="editors"><Author><LastName>Roe</LastName><ForeName>B</ForeName></Author></AuthorList>
<Isbn>9780201134476</Isbn></Book><ArticleTitle book="x">Pain</ArticleTitle><Language>eng</Language>
<AuthorList Type="authors"><Author><LastName>Doe</LastName><ForeName>J</ForeName></Author></AuthorList>
<PublicationType UI="D000072643">Study Guide</PublicationType>
<ContributionDate><Year>2022</Year></ContributionDate></BookDocument></PubmedBookArticle>
<PubmedBookArticle><BookDocument><PMID>31</PMID><Book><Publisher><PublisherName>AHRQ</PublisherName></Publisher>
<BookTitle>A whole report.</BookTitle><PubDate><Year>2012</Year><Season>Spring</Season></PubDate>
<AuthorList Type="authors"><Author><LastName>Lee</LastName><ForeName>Ann</ForeName></Author></AuthorList>
<CollectionTitle>Reviews</CollectionTitle><ReportNumber>12-E</ReportNumber></Book></BookDocument></PubmedBookArticle>
</PubmedArticleSet>
"""  # noqa: E501

EUROPE = """<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><Journal><JournalIssue>
<PubDate><MedlineDate>2000 Dec-2001 Jan</MedlineDate></PubDate></JournalIssue><Title>J</Title></Journal>
<ArticleTitle>H<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msub><mml:mi/><mml:mn>2</mml:mn></mml:msub></mml:math>O</ArticleTitle>
<ELocationID EIdType="pii">e17</ELocationID>
<PublicationTypeList><PublicationType>Preprint</PublicationType></PublicationTypeList></Article></MedlineCitation></PubmedArticle>
"""  # noqa: E501

MEDLINE = """<MedlineCitationSet><MedlineCitation><PMID>8</PMID><Article><Journal><JournalIssue>
<PubDate><Year>1999</Year><Month>Mar-Apr</Month></PubDate></JournalIssue></Journal><ArticleTitle>T</ArticleTitle>
<AuthorList><Author><LastName>Doe</LastName><Initials>JH</Initials></Author></AuthorList></Article></MedlineCitation>
<MedlineCitation><PMID>8</PMID><Article><ArticleTitle>U</ArticleTitle></Article></MedlineCitation></MedlineCitationSet>
"""


def test_efetch() -> None:
    records = read(EFETCH)

    assert records.problems == ()
    assert records[0].to_csl() == {
        "id": "pmid123", "type": "article-journal", "PMID": "123", "PMCID": "PMC99",
        "title": "On <i>E. coli</i> at 10<sup>3</sup>, p < 0.05 & more",
        "original-title": "Über E. coli", "container-title": "Nature",
        "container-title-short": "Nat", "volume": "5", "issue": "7", "page": "1123-1130",
        "author": [{"family": "Berg", "given": "Jane A.", "non-dropping-particle": "van der",
                    "suffix": "Jr", "ORCID": "0000-0001"}, {"literal": "The Group"},
                   {"literal": "others"}],
        "abstract": "BACKGROUND: We. RESULTS: Did.", "issued": {"date-parts": [[2001, 3, 5]]},
        "available-date": {"date-parts": [[2001, 2, 28]]}, "DOI": "10.1038/x",
        "ISSN": "1476-4687", "keyword": "a, b", "language": "de",
        "custom": {"pubmed-xml": {
            "pii": ["nature01"], "PublicationType": ["Journal Article"],
            "MeshHeading": ["Pain/*complications"], "AffiliationInfo": ["University, Town."],
            "Country": ["England"]}},
    }  # fmt: skip


def test_books() -> None:
    chapter, report = read(BOOKS)

    assert (chapter.type, chapter.title, chapter.container_title) == ("chapter", "Pain", "Big book")
    assert (chapter.author, chapter.editor) == ((Name("Doe", "J."),), (Name("Roe", "B."),))
    assert (chapter.publisher, chapter.publisher_place) == ("StatPearls", "Treasure Island (FL)")
    assert (chapter.issued, chapter.DOI, chapter.ISBN) == (
        Date(((2023, 1),)), "10.1/b", "9780201134476")  # fmt: skip
    assert chapter.extra["custom"]["pubmed-xml"]["bookaccession"] == ["NBK1"]
    assert (report.type, report.title, report.number) == ("book", "A whole report", "12-E")
    assert (report.author, report.collection_title) == ((Name("Lee", "Ann"),), "Reviews")
    assert report.issued == Date(((2012,),), season=1)


def test_one_article_without_a_set() -> None:
    (record,) = read(EUROPE)

    assert (record.type, record.title, record.page) == ("article", "H<sub>2</sub>O", "e17")
    assert record.issued == Date(((2000, 12), (2001, 1)))


def test_medline() -> None:
    records = read(MEDLINE)

    assert records.ids == ("pmid8", "pmid8-2")
    assert records[0].author == (Name("Doe", "J. H."),)
    assert records[0].issued == Date(((1999, 3), (1999, 4)))
    assert [(p.severity, p.record, p.line) for p in records.problems] == [
        ("warning", "pmid8-2", 4)]  # fmt: skip


def test_the_same_article_in_both_formats_of_pubmed() -> None:
    nbib = ("PMID- 123\nTI  - Pain.\nFAU - van der Berg, Jane A\nDP  - 2001 Mar 5\nJT  - Nature\n"
            "PG  - 1123-30\nVI  - 5\n")  # fmt: skip
    xml = ("<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>123</PMID><Article><Journal>"
           "<JournalIssue><Volume>5</Volume><PubDate><Year>2001</Year><Month>Mar</Month><Day>5"
           "</Day></PubDate></JournalIssue><Title>Nature</Title></Journal><ArticleTitle>Pain."
           "</ArticleTitle><Pagination><MedlinePgn>1123-30</MedlinePgn></Pagination><AuthorList>"
           "<Author><LastName>van der Berg</LastName><ForeName>Jane A</ForeName></Author>"
           "</AuthorList></Article></MedlineCitation></PubmedArticle>"
           "</PubmedArticleSet>")  # fmt: skip

    assert dict(read(nbib)[0].fields) == dict(read(xml)[0].fields)


def test_articles_before_a_fault_are_read() -> None:
    records = read(EFETCH.replace("<Language>", "<Lang"), format="pubmed-xml")

    assert records[0].PMID == "123"
    assert {problem.severity for problem in records.problems} == {"error"}
    assert all(problem.line for problem in records.problems)


def test_entities_and_other_files_are_not_read() -> None:
    text = ('<!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + EFETCH[EFETCH.index("<PubmedArticleSet>"):].replace("We.", "&x;"))  # fmt: skip

    assert "root" not in str(read(text, format="pubmed-xml")[0].abstract)


def test_a_set_may_be_empty() -> None:
    assert len(read("<PubmedArticleSet></PubmedArticleSet>")) == 0


@pytest.mark.parametrize("text", ["<html><body/></html>", "plain\ntext"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(SourceError):
        read(text, format="pubmed-xml")
