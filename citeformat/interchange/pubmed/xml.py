"""PubMed's XML → records: `PubmedArticle`, `PubmedBookArticle` and `MedlineCitation`.

In: the file's text. Out: records. Elements without a CSL variable are kept under
`extra["custom"]["pubmed-xml"]`.

Source: the National Library of Medicine, "MEDLINE/PubMed XML Data Elements" and the DTD of PubMed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citeformat._util.text import MONTHS, is_digits, text_of
from citeformat.errors import Problem, SourceError
from citeformat.interchange.pubmed.values import (
    csl_type,
    personal_name,
    plain_title,
    publication_date,
)
from citeformat.interchange.shared.languages import ISO_639_2
from citeformat.interchange.shared.record_builder import RecordBuilder, full_range, join_keywords
from citeformat.interchange.shared.xml_text import parse
from citeformat.record import Date, Name, Record, Records
from citeformat.record.citation_keys import UniqueIds
from citeformat.record.works.markup import from_xml

__all__ = ["KEPT", "TEXT", "read"]

TEXT = (
    ("PMID", "PMID"),
    ("Article/ArticleTitle", "title"),
    ("Article/VernacularTitle", "original-title"),
    ("Article/Journal/Title", "container-title"),
    ("Article/Journal/ISOAbbreviation", "container-title-short"),
    ("MedlineJournalInfo/MedlineTA", "container-title-short"),
    ("Article/Journal/JournalIssue/Volume", "volume"),
    ("Article/Journal/JournalIssue/Issue", "issue"),
    ("ArticleTitle", "title"),
    ("VernacularTitle", "original-title"),
    ("Book/BookTitle", "container-title"),
    ("Book/Publisher/PublisherName", "publisher"),
    ("Book/Publisher/PublisherLocation", "publisher-place"),
    ("Book/CollectionTitle", "collection-title"),
    ("Book/Volume", "volume"),
    ("Book/VolumeTitle", "volume-title"),
    ("Book/Edition", "edition"),
    ("Book/ReportNumber", "number"),
    ("Book/Medium", "medium"),
    ("Article/GeneralNote", "note"),
)
"""Path of an element -> CSL variable."""

KEPT = (
    "Article/PublicationTypeList/PublicationType", "PublicationType",
    "MeshHeadingList/MeshHeading", "ChemicalList/Chemical/NameOfSubstance",
    "Article/GrantList/Grant", "GrantList/Grant", "Article/AuthorList/Author/AffiliationInfo",
    "AuthorList/Author/AffiliationInfo", "InvestigatorList/Investigator",
    "PersonalNameSubjectList/PersonalNameSubject", "CommentsCorrectionsList/CommentsCorrections",
    "MedlineJournalInfo/Country", "Article/Abstract/CopyrightInformation",
    "Abstract/CopyrightInformation", "OtherAbstract/AbstractText", "OtherID", "CoiStatement",
    "GeneralNote", "Article/DataBankList/DataBank", "SpaceFlightMission", "ContributionDate",
    "SupplMeshList/SupplMeshName", "Sections/Section/SectionTitle",
)  # fmt: skip
"""Paths of elements that have no CSL variable."""

_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "BookDocument")
_PARTS = {"DescriptorName": "", "QualifierName": "/"}
"""Element of a MeSH heading -> what comes before its text."""
_MARKUP = frozenset("i b sup sub u math DispFormula".split())


def read(text: str, *, file: str = "") -> Records:
    """Read PubMed's XML.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Returns:
        The records in order. `.problems` reports where the text is not XML.

    Raises:
        SourceError: The text is not XML, or has no record.

    >>> read("<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>"
    ...      "<ArticleTitle>On <i>E. coli</i>.</ArticleTitle></Article></MedlineCitation>"
    ...      "</PubmedArticle></PubmedArticleSet>")[0].title
    'On <i>E. coli</i>'
    """
    problems: list[Problem] = []
    root = parse(text, file, problems)
    ids = UniqueIds()
    records = [
        _record(element, file, ids, problems)
        for element in (root.iter(*_RECORDS) if root is not None else ())
        if element.getparent() is None or element.getparent().tag not in _RECORDS
    ]
    if not records and (root is None or not str(root.tag).endswith("Set")):
        raise SourceError(f"{file or 'the text'} is not PubMed's XML: it has no PubmedArticle")
    return Records(records, problems)


def _record(element: Any, file: str, ids: UniqueIds, problems: list[Problem]) -> Record:
    """Build the record of an article, a book or a chapter."""
    builder = RecordBuilder(element.sourceline or 0)
    document = element
    for name in ("MedlineCitation", "BookDocument"):
        inner = element.find(name)
        document = document if inner is None else inner
    types = [_text(one) for one in document.iterfind(KEPT[0])]
    types += [_text(one) for one in document.iterfind(KEPT[1])]
    has_title = document.find("Article/ArticleTitle") is not None or bool(
        _text(document.find("ArticleTitle"))
    )
    type = csl_type(types, has_title=has_title, has_book=document.find("Book") is not None)
    is_book = document.find("Book") is not None and not has_title
    for path, variable in TEXT:
        for one in document.iterfind(path):
            text = _text(one)
            if variable in ("title", "original-title"):
                text = plain_title(text)
            elif path == "Book/BookTitle":
                text = text.removesuffix(".")
                variable = "title" if is_book else variable
            name = path.rsplit("/", 1)[-1]
            if name != "MedlineTA" or "container-title-short" not in builder.fields:
                builder.put_or_keep(variable, text, name)
    _put_people(builder, document, is_book)

    parts = [
        f"{label}: {text}" if (label := one.get("Label", "")) and label != "UNLABELLED" else text
        for path in ("Article/Abstract/AbstractText", "Abstract/AbstractText")
        for one in document.iterfind(path)
        if (text := _text(one))
    ]
    builder.put("abstract", " ".join(parts))
    for path in ("Article/Journal/JournalIssue/PubDate", "Book/PubDate", "ContributionDate"):
        builder.put("issued", _date(document.find(path)))
    builder.put("available-date", _date(document.find("Article/ArticleDate")))
    _put_locations(builder, element, document)
    issns = [_text(one) for one in document.iterfind("Article/Journal/ISSN")]
    builder.put("ISSN", " ".join(dict.fromkeys(issns)))
    isbns = [_text(one) for one in document.iterfind("Book/Isbn")]
    builder.put("ISBN", " ".join(dict.fromkeys(isbns)))
    builder.put(
        "keyword", join_keywords(_text(one) for one in document.iterfind("KeywordList/Keyword"))
    )
    languages = [*document.iterfind("Article/Language"), *document.iterfind("Language")]
    language = next(filter(None, map(_text, languages)), "")
    builder.put("language", ISO_639_2.get(language.lower(), language))
    for path in KEPT:
        texts = [_all_text(one) for one in document.iterfind(path)]
        name = path.rsplit("/", 1)[-1]
        builder.keep(name, *dict.fromkeys(texts))
    pmid = builder.fields.get("PMID", "")
    id = f"pmid{pmid}" if pmid else ""
    return builder.record(id, type, "pubmed-xml", file, ids, problems)


def _put_people(builder: RecordBuilder, document: Any, is_book: bool) -> None:
    """Set the authors and editors of the work, and the authors of the book of a chapter."""
    own = "author" if is_book or document.find("AuthorList") is None else "container-author"
    for path in ("Article/AuthorList", "AuthorList", "Book/AuthorList"):
        for people in document.iterfind(path):
            variable = own if path == "Book/AuthorList" else "author"
            variable = "editor" if people.get("Type") == "editors" else variable
            names = [_name(one) for one in people if isinstance(one.tag, str)]
            if people.get("CompleteYN") == "N" and any(names):
                names.append(Name(literal="others"))
            builder.add_names(variable, names)


def _name(element: Any) -> Name | None:
    """Read an author: a person or a group."""
    if element.get("ValidYN") == "N":
        return None
    family, given, initials, suffix, group = (
        text_of(element.findtext(tag) or "")
        for tag in ("LastName", "ForeName", "Initials", "Suffix", "CollectiveName")
    )
    if group:
        return Name(literal=group.rstrip("."))
    if not family and not given:
        return None
    orcids = [
        _text(one).rpartition("/")[2]
        for one in element.iterfind("Identifier")
        if one.get("Source") == "ORCID"
    ]
    return personal_name(family or given, (given or initials) if family else "", suffix,
                         orcids[0] if orcids else "")  # fmt: skip


def _date(element: Any) -> Date | None:
    """Read a date of year, month and day, year and season, or text such as `2000 Dec-2001 Jan`."""
    if element is None:
        return None
    year, month, day, season, text = (
        text_of(element.findtext(tag) or "")
        for tag in ("Year", "Month", "Day", "Season", "MedlineDate")
    )
    if is_digits(month) and 1 <= int(month) <= 12:
        month = MONTHS[int(month) - 1]
    written = " ".join(filter(None, (year, month or season, day))) or text
    return publication_date(written) if written else None


def _put_locations(builder: RecordBuilder, element: Any, document: Any) -> None:
    """Set pages, DOI, PMCID and the number of an article without pages."""
    for path in ("Article/Pagination", "Pagination"):
        pages = document.find(path)
        if pages is not None:
            start, end = (text_of(pages.findtext(tag) or "") for tag in ("StartPage", "EndPage"))
            text = text_of(pages.findtext("MedlinePgn") or "")
            text = text or (f"{start}-{end}" if end and end != start else start)
            builder.put("page", full_range(text))
    lists = ("PubmedData", "PubmedBookData", ".")
    ids = [one for path in lists for one in element.iterfind(f"{path}/ArticleIdList/ArticleId")]
    if document is not element:
        ids += document.iterfind("ArticleIdList/ArticleId")
    locations = [
        *((one.get("EIdType"), one) for one in document.iterfind("Article/ELocationID")
          if one.get("ValidYN") != "N"),
        *((one.get("EIdType"), one) for one in document.iterfind("Book/ELocationID")),
        *((one.get("IdType"), one) for one in ids),
    ]  # fmt: skip
    for kind, one in locations:
        text = _text(one)
        if kind in ("doi", "pmc", "pubmed"):
            variable = {"doi": "DOI", "pmc": "PMCID", "pubmed": "PMID"}[kind]
            builder.put_or_keep(variable, text, "ArticleId")
        elif kind == "pii" and one.tag == "ELocationID":
            if not ("page" not in builder.fields and builder.put("page", text)):
                builder.keep("pii", text)
        elif text:
            builder.keep(f"{kind or 'ArticleId'}", text)


def _text(element: Any) -> str:
    """Return the text of an element, with the markup of CSL-JSON."""
    if element is None:
        return ""
    if len(element) == 0:
        return text_of(element.text or "")
    return from_xml("".join(_source(element)))


def _source(element: Any) -> Iterator[str]:
    """Yield the source of what is in an element, without namespaces and attributes."""
    yield _escaped(element.text)
    for child in element:
        if isinstance(child.tag, str):
            name = re.sub(r"\{.*\}", "", child.tag)
            yield f"<{name}>"
            yield from _source(child)
            yield f"</{name}>"
        yield _escaped(child.tail)


def _escaped(text: str | None) -> str:
    """Escape text, or return `""`."""
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")


def _all_text(element: Any) -> str:
    """Return the texts in an element, such as a MeSH heading with its qualifiers, on one line."""
    if len(element) == 0 or any(child.tag in _MARKUP for child in element):
        return _text(element)
    parts: list[str] = []
    for child in element:
        text = _all_text(child) if isinstance(child.tag, str) else ""
        if text:
            star = "*" if child.get("MajorTopicYN") == "Y" else ""
            before = _PARTS.get(child.tag, " ") if parts else ""
            parts.append(f"{before}{star}{text}")
    return "".join(parts)
