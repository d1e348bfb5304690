"""Declare the CSL variables as attributes of a record, with the types of their values.

Source: CSL 1.0.2 specification, Appendix IV, "Variables".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeAlias, TypeVar, overload

from citeformat.record.date import Date
from citeformat.record.name import Name

__all__ = ["Field", "Fields", "Value"]

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
        value: Any = record.fields.get(self.variable, self.default)
        return value  # type: ignore[no-any-return]


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
