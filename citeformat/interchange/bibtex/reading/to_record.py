"""A .bib file, BibTeX or BibLaTeX → records, entry by entry.

In: the file's text. Out: `Records`. The phases: parse (bibtexparser splits, macros are put in) →
inherit (`crossref`, `xdata`, `@set`) → convert (entry by entry: names, dates, TeX to text).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citeformat.interchange.bibtex.entry import Entry, Faults
from citeformat.interchange.bibtex.entry_types import (
    ADDRESS,
    GENRE_OF_TYPE,
    GENRES,
    IN_BOOK,
    NUMBER_IS_ISSUE,
    NUMBER_IS_OWN,
    TYPES,
    csl_type,
)
from citeformat.interchange.bibtex.fields import DIRECT, EDITOR_ROLES, NAME_FIELDS, from_eprint
from citeformat.interchange.bibtex.names import has_use_prefix, names
from citeformat.interchange.bibtex.reading.crossref import inherit
from citeformat.interchange.bibtex.reading.field_values import KINDS
from citeformat.interchange.bibtex.reading.parser import parse
from citeformat.interchange.bibtex.reading.record_builder import Draft
from citeformat.interchange.latex.commands import verbatim
from citeformat.interchange.shared.dates import from_edtf, from_year
from citeformat.interchange.shared.languages import language_tag
from citeformat.record import Name, Record, Records

__all__ = ["convert", "read"]


def convert(entry: Entry, faults: Faults) -> Record:
    """The record of an entry.

    Args:
        entry: The entry; its inherited fields are in place.
        faults: Is told what was guessed or left aside.
    """
    draft = Draft(entry, faults)
    for step in _STEPS:
        step(draft)
    return draft.record()


def _type(draft: Draft) -> None:
    like, rest = draft.like, draft.rest
    type = csl_type(like, rest)
    if type is None:
        draft.faults.add(
            "warning", f"there is no entry type @{like}", draft.entry.line,
            "it was read as @misc", draft.entry.key,
        )  # fmt: skip
        type = "document"
    draft.type = type
    genre = rest.get("type", "")
    if genre:
        genre = draft.text("type")
        draft.put("genre", GENRES.get(genre.lower(), genre))
    elif like in GENRE_OF_TYPE:
        draft.put("genre", GENRE_OF_TYPE[like])


def _titles(draft: Draft) -> None:
    """Title, subtitle and addition; the main title of a work in volumes goes before them."""
    title = _joined(draft, "title", "subtitle", "titleaddon")
    main = _joined(draft, "maintitle", "mainsubtitle", "maintitleaddon")
    book = ""
    if not (draft.like in NUMBER_IS_ISSUE and "journal" in draft.rest):
        book = _joined(draft, "booktitle", "booksubtitle", "booktitleaddon")
    in_book = draft.like in IN_BOOK or bool(book)
    if main and in_book:
        book = _with_colon(main, book) if book else main
    elif main:
        title = _with_colon(main, title) if title else main
    if draft.like == "periodical" and not title:
        title = draft.text("journal", title=True)
    draft.put("title", title)
    # A book with a journal is a volume of that; where it is one of a series as well, the journal
    # stays among the fields without a variable, as an article's book beside its journal does.
    journal = ""
    if not (book and "series" in draft.rest):
        journal = _joined(draft, "journal", "journalsubtitle", "journaltitleaddon")
    if book and journal:
        draft.put("collection-title", journal)
    draft.put("container-title", book or journal)
    draft.put("collection-title", draft.text("series", title=True))
    event = _joined(draft, "eventtitle", "", "eventtitleaddon")
    draft.put("event-title", event)


def _joined(draft: Draft, title: str, subtitle: str, addition: str) -> str:
    """Title: Subtitle. Addition"""
    if title not in draft.rest and subtitle not in draft.rest:
        return ""
    text = draft.text(title, title=True)
    below = draft.text(subtitle, title=True)
    if below:
        text = _with_colon(text, below) if text else below
    more = draft.text(addition, title=True)
    if more:
        text = f"{text} {more}" if text[-1:] in ".?!" else f"{text}. {more}"
    return text


def _with_colon(first: str, second: str) -> str:
    """`first: second`, without a colon after a mark that ends a sentence."""
    last = re.sub(r"(?:<[^<>]*>)+\Z", "", first)[-1:]
    return f"{first} {second}" if last in "?!:…" else f"{first}: {second}"


def _people(draft: Draft) -> None:
    """Editors in their roles; all other people are in the table of fields."""
    use_prefix = has_use_prefix(draft.rest.get("options", ""))
    for suffix in ("", "a", "b", "c"):
        field = "editor" + suffix
        if field not in draft.rest:
            continue
        role = draft.take(field + "type" if suffix else "editortype").strip().lower()
        variable = EDITOR_ROLES.get(role or "editor")
        if variable is None:
            draft.fault(field, "warning", f"there is no editor's role {role!r}",
                        "these people were read as contributors")  # fmt: skip
            variable = "contributor"
        people = _names(draft, field, use_prefix)
        before = draft.fields.get(variable)
        if isinstance(before, tuple):
            draft.fields[variable] = (*before, *people)
        else:
            draft.put(variable, people)
    for field in [field for field in draft.rest if field in NAME_FIELDS]:
        draft.put(NAME_FIELDS[field], _names(draft, field, use_prefix))


def _names(draft: Draft, field: str, use_prefix: bool) -> tuple[Name, ...]:
    def read(source: str) -> str:
        return draft.decode(source, field)

    def fault(message: str) -> None:
        draft.fault(field, "warning", message)

    return names(draft.take(field), read, use_prefix=use_prefix, fault=fault)


def _dates(draft: Draft) -> None:
    """`date`, otherwise `year`, `month` and `day`."""
    source = draft.take("date")
    if source:
        text = draft.date_text(source, "date")
        date = from_edtf(text)
        if date is not None and "T" in text:
            draft.kept["date"] = source  # CSL has no time of day
        if date is None:
            date, whole = from_year(text)
            if date is not None and date.literal:
                draft.fault("date", "warning", f"{text!r} is no date", "it is printed as it is")
        draft.put("issued", date or "")
        if date is not None:
            return
    year, month, day = (draft.rest.get(name, "") for name in ("year", "month", "day"))
    if not year:
        return
    date, whole = from_year(
        draft.date_text(year, "year"),
        draft.decode(month, "month") if month else "",
        draft.decode(day, "day") if day else "",
    )
    if date is None:
        return  # "n.d.", say: the field is kept, and a style has its own words for it
    draft.take("year")
    if whole:
        draft.rest.pop("month", None)
        draft.rest.pop("day", None)
    elif month:
        draft.fault("month", "warning", f"{month!r} is no month", "only the year is used")
    draft.put("issued", date)


def _numbers(draft: Draft) -> None:
    """`number` counts issues, volumes of a series, or is the work's own."""
    type = draft.like
    number = draft.text("number")
    if type in NUMBER_IS_ISSUE:
        if number:
            draft.put("issue", number)
        else:
            draft.put("issue", draft.text("issue"))
    elif type in NUMBER_IS_OWN or type not in TYPES:
        draft.put("number", number)
    else:
        draft.put("collection-number", number)
    if "pages" not in draft.rest and "eid" in draft.rest:
        draft.put("page", draft.text("eid"))


def _publishers(draft: Draft) -> None:
    """Who published it, and where: the first field of those that say so."""
    rest = draft.rest
    published = rest.get("howpublished", "")
    address = ADDRESS.search(published) if published else None
    if address is not None and "url" not in rest and address.start() == 0:
        draft.take("howpublished")
        draft.put("URL", verbatim(address.group(1) or address.group(2)))
    if draft.type in ("legal_case", "legislation", "standard", "patent"):
        draft.put("authority", draft.text("institution") or draft.text("organization"))
    for field in ("publisher", "institution", "organization", "howpublished"):
        if field in rest:
            draft.put("publisher", draft.text(field))
            break
    # A patent's place is the country that it holds in (the BibLaTeX manual, section 2.2.2).
    place = "jurisdiction" if draft.type == "patent" else "publisher-place"
    draft.put(place, draft.text("address"))


def _electronic(draft: Draft) -> None:
    """What an archive's number says; the fields themselves are kept."""
    rest = draft.rest
    if rest.get("eprint"):
        archive, addressed = rest.get("eprinttype", ""), "doi" in rest or "url" in rest
        found = from_eprint(rest["eprint"], archive, draft.type, addressed=addressed)
        for variable, text in found.items():
            draft.put(variable, text)


def _notes(draft: Draft) -> None:
    note, addendum = draft.text("note"), draft.text("addendum")
    if note and addendum:
        note = f"{note} {addendum}" if note[-1] in ".?!" else f"{note}. {addendum}"
    draft.put("note", note or addendum)


def _language(draft: Draft) -> None:
    """The language's tag. `langid` is BibLaTeX's exact one; `language` is text for people."""
    for field in ("langid", "language"):
        source = draft.rest.get(field)
        if not source or "language" in draft.fields:
            continue
        tag = language_tag(source)
        if tag is not None or field == "language":
            draft.put("language", tag or draft.decode(source, field))
            draft.take(field)


def _direct(draft: Draft) -> None:
    """All fields that mean one variable."""
    for name in [name for name in draft.rest if name in DIRECT]:
        variable, kind = DIRECT[name]
        if variable in draft.fields:
            continue
        value = KINDS[kind](draft, name, draft.rest[name])
        if value:
            draft.fields[variable] = value
            del draft.rest[name]


_STEPS: tuple[Callable[[Draft], None], ...] = (
    _type,
    _titles,
    _people,
    _dates,
    _numbers,
    _publishers,
    _electronic,
    _notes,
    _language,
    _direct,
)


def read(text: str, *, file: str = "") -> Records:
    """Read BibTeX or BibLaTeX.

    Args:
        text: The text of the file.
        file: The file's name, for problems.

    Returns:
        A record for each entry, in order. An entry that is broken is read as far as it goes; a
        second entry with a key that is taken gets the id `key-2`.

    Raises:
        SourceError: The text cannot be parsed at all.

    >>> records = read("@string{aw = {Addison-Wesley}} @book{tb, title={The {\\\\TeX}book},"
    ...                " publisher=aw, year=1984}")
    >>> records["tb"].publisher, records["tb"].issued.year
    ('Addison-Wesley', 1984)
    """
    faults = Faults(file)
    entries = inherit(parse(text, faults), faults)
    if not entries and not faults.found:
        faults.add("warning", "there is no entry in this text", 0)
    records = [convert(entry, faults) for entry in entries]
    return Records(records, sorted(faults.found, key=lambda problem: problem.line))
