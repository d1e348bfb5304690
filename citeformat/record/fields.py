"""Declare the CSL variables as attributes of a record, and find them by other names.

In: a name as CSL, Python, BibTeX or the head of a column spells it. Out: the variable, or similar
variables for a message.

Sources: CSL 1.0.2 specification, Appendix IV, "Variables"; the fields of BibTeX and BibLaTeX; the
heads of the columns in exports of Zotero, Scopus, Web of Science and PubMed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeAlias, TypeVar, overload

from citeformat._util.text import letters_and_digits, similar_to
from citeformat.csl.variables import ALIASES, KIND
from citeformat.record.date import Date
from citeformat.record.name import Name

__all__ = [
    "SPECIAL_COLUMNS", "Field", "Fields", "Value", "near_variables", "variable_named",
    "variable_of_column",
]  # fmt: skip

Value: TypeAlias = "str | int | Date | tuple[Name, ...]"
"""The value of a CSL variable."""
_T = TypeVar("_T")


class Field(Generic[_T]):
    """A CSL variable as an attribute of a record."""

    __slots__ = ("default", "variable")

    def __init__(self, variable: str, default: _T) -> None:
        self.variable = variable
        self.default = default

    @overload
    def __get__(self, record: None, owner: type) -> Field[_T]: ...
    @overload
    def __get__(self, record: Fields, owner: type) -> _T: ...
    def __get__(self, record: Fields | None, owner: type) -> Field[_T] | _T:
        if record is None:
            return self
        fields: Mapping[str, Any] = record.fields
        value: _T = fields.get(self.variable, self.default)
        return value


def _text(variable: str) -> Field[str | None]:
    return Field(variable, None)


def _number(variable: str) -> Field[str | int | None]:
    return Field(variable, None)


def _date(variable: str) -> Field[Date | None]:
    return Field(variable, None)


def _names(variable: str) -> Field[tuple[Name, ...]]:
    return Field(variable, ())


class Fields:
    """A typed attribute for every CSL variable."""

    __slots__ = ()

    fields: Mapping[str, Value]

    DOI = _text("DOI")
    ISBN = _text("ISBN")
    ISSN = _text("ISSN")
    PMCID = _text("PMCID")
    PMID = _text("PMID")
    URL = _text("URL")
    abstract = _text("abstract")
    annote = _text("annote")
    archive = _text("archive")
    archive_place = _text("archive-place")
    archive_collection = _text("archive_collection")
    archive_location = _text("archive_location")
    authority = _text("authority")
    call_number = _text("call-number")
    citation_key = _text("citation-key")
    citation_label = _text("citation-label")
    collection_title = _text("collection-title")
    container_title = _text("container-title")
    container_title_short = _text("container-title-short")
    dimensions = _text("dimensions")
    division = _text("division")
    event = _text("event")
    event_place = _text("event-place")
    event_title = _text("event-title")
    genre = _text("genre")
    jurisdiction = _text("jurisdiction")
    keyword = _text("keyword")
    language = _text("language")
    license = _text("license")
    medium = _text("medium")
    note = _text("note")
    original_publisher = _text("original-publisher")
    original_publisher_place = _text("original-publisher-place")
    original_title = _text("original-title")
    part_title = _text("part-title")
    publisher = _text("publisher")
    publisher_place = _text("publisher-place")
    references = _text("references")
    reviewed_genre = _text("reviewed-genre")
    reviewed_title = _text("reviewed-title")
    scale = _text("scale")
    source = _text("source")
    status = _text("status")
    title = _text("title")
    title_short = _text("title-short")
    volume_title = _text("volume-title")
    year_suffix = _text("year-suffix")

    chapter_number = _number("chapter-number")
    citation_number = _number("citation-number")
    collection_number = _number("collection-number")
    edition = _number("edition")
    first_reference_note_number = _number("first-reference-note-number")
    issue = _number("issue")
    locator = _number("locator")
    number = _number("number")
    number_of_pages = _number("number-of-pages")
    number_of_volumes = _number("number-of-volumes")
    page = _number("page")
    page_first = _number("page-first")
    part_number = _number("part-number")
    printing_number = _number("printing-number")
    section = _number("section")
    supplement_number = _number("supplement-number")
    version = _number("version")
    volume = _number("volume")

    accessed = _date("accessed")
    available_date = _date("available-date")
    event_date = _date("event-date")
    issued = _date("issued")
    original_date = _date("original-date")
    submitted = _date("submitted")

    author = _names("author")
    chair = _names("chair")
    collection_editor = _names("collection-editor")
    compiler = _names("compiler")
    composer = _names("composer")
    container_author = _names("container-author")
    contributor = _names("contributor")
    curator = _names("curator")
    director = _names("director")
    editor = _names("editor")
    editor_translator = _names("editor-translator")
    editorial_director = _names("editorial-director")
    executive_producer = _names("executive-producer")
    guest = _names("guest")
    host = _names("host")
    illustrator = _names("illustrator")
    interviewer = _names("interviewer")
    narrator = _names("narrator")
    organizer = _names("organizer")
    original_author = _names("original-author")
    performer = _names("performer")
    producer = _names("producer")
    recipient = _names("recipient")
    reviewed_author = _names("reviewed-author")
    script_writer = _names("script-writer")
    series_creator = _names("series-creator")
    translator = _names("translator")


_SPELLINGS = {letters_and_digits(variable): variable for variable in KIND}
_SPELLINGS |= {letters_and_digits(alias): variable for alias, variable in ALIASES.items()}
"""A variable in lower case without hyphens -> the variable."""

_COLUMNS = {
    "authors": "author", "creator": "author", "creators": "author", "authornames": "author",
    "editors": "editor", "bookauthor": "container-author",
    "bookauthors": "container-author", "bookeditor": "editor", "serieseditor": "collection-editor",
    "translators": "translator", "contributors": "contributor",
    "articletitle": "title", "documenttitle": "title", "shorttitle": "title-short",
    "journal": "container-title", "journaltitle": "container-title",
    "journalname": "container-title", "publicationtitle": "container-title",
    "publicationname": "container-title", "journalbook": "container-title",
    "sourcetitle": "container-title", "periodical": "container-title",
    "booktitle": "container-title", "proceedingstitle": "container-title",
    "shortjournal": "container-title-short", "journalabbreviation": "container-title-short",
    "journalabbr": "container-title-short", "abbreviatedsourcetitle": "container-title-short",
    "series": "collection-title", "seriestitle": "collection-title",
    "seriesnumber": "collection-number",
    "vol": "volume", "volumenumber": "volume", "no": "issue", "issuenumber": "issue",
    "pages": "page", "pagerange": "page", "pp": "page", "articlenumber": "page", "artno": "page",
    "eid": "page",
    "numpages": "number-of-pages", "pagetotal": "number-of-pages",
    "pagecount": "number-of-pages", "volumes": "number-of-volumes",
    "numberofvolumes": "number-of-volumes", "chapter": "chapter-number", "part": "part-number",
    "date": "issued", "publicationdate": "issued", "datepublished": "issued",
    "published": "issued", "year": "issued", "publicationyear": "issued", "pubyear": "issued",
    "yearpublished": "issued", "urldate": "accessed", "accessdate": "accessed",
    "dateaccessed": "accessed", "origdate": "original-date", "eventdate": "event-date",
    "conferencedate": "event-date", "conference": "event-title",
    "conferencename": "event-title", "conferencetitle": "event-title", "venue": "event-place",
    "conferencelocation": "event-place",
    "address": "publisher-place", "location": "publisher-place", "place": "publisher-place",
    "city": "publisher-place", "placepublished": "publisher-place",
    "publishercity": "publisher-place", "school": "publisher", "institution": "publisher",
    "organization": "publisher", "university": "publisher", "howpublished": "medium",
    "origauthor": "original-author", "origtitle": "original-title",
    "origpublisher": "original-publisher", "origlocation": "original-publisher-place",
    "pubstate": "status", "publicationstage": "status",
    "keywords": "keyword", "tags": "keyword", "authorkeywords": "keyword",
    "manualtags": "keyword", "notes": "note", "comment": "note", "annotation": "annote",
    "extra": "note", "summary": "abstract", "abstractnote": "abstract", "link": "URL",
    "website": "URL", "pubmedid": "PMID",
    "pmc": "PMCID", "langid": "language", "lang": "language",
    "languageoforiginaldocument": "language",
    "rights": "license", "callnumber": "call-number", "librarycatalog": "source",
}  # fmt: skip
"""The name of a field or the head of a column, in lower case and without blanks -> the variable."""

SPECIAL_COLUMNS = {
    "id": "id", "key": "id", "citekey": "id", "citationkey": "id", "bibtexkey": "id",
    "entrykey": "id", "refid": "id",
    "type": "type", "itemtype": "type", "entrytype": "type", "documenttype": "type",
    "publicationtype": "type", "typeofreference": "type",
    "year": "year", "publicationyear": "year", "pubyear": "year", "yearpublished": "year",
    "month": "month", "day": "day", "authorfullnames": "full names",
    "pagestart": "first page", "startpage": "first page", "firstpage": "first page",
    "beginningpage": "first page", "pageend": "last page", "endpage": "last page",
    "endingpage": "last page", "lastpage": "last page",
}  # fmt: skip
"""The head of a column -> what it holds besides whole variables."""


def variable_named(name: object) -> str | None:
    """Return the variable that CSL or Python spells in this way, or `None`. Case does not matter.

    >>> variable_named("container_title"), variable_named("doi"), variable_named("journal")
    ('container-title', 'DOI', None)
    """
    if not isinstance(name, str):
        return None
    if name in KIND and name not in ALIASES:
        return name
    return ALIASES.get(name) or _SPELLINGS.get(letters_and_digits(name))


def variable_of_column(head: str) -> str | None:
    """Return the variable that a column of a table or a field of BibTeX holds, or `None`.

    >>> variable_of_column("Source title"), variable_of_column("Pages"), variable_of_column("DOI")
    ('container-title', 'page', 'DOI')
    """
    return variable_named(head) or _COLUMNS.get(letters_and_digits(head))


def near_variables(name: object) -> list[str]:
    """Return the variables that a name may mean: what BibTeX calls so, or what is spelled so.

    >>> near_variables("journal"), near_variables("titel")
    (['container-title'], ['title'])
    """
    if not isinstance(name, str):
        return []
    word = letters_and_digits(name)
    if word in _COLUMNS:
        return [_COLUMNS[word]]
    known = _COLUMNS | _SPELLINGS
    return list(dict.fromkeys([known[each] for each in similar_to(word[:60], known, 0.75)]))
