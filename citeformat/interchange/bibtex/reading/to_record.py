"""Read a .bib file, BibTeX or BibLaTeX, as records.

The file is parsed into entries, with macros expanded. Each entry gets the fields that it inherits
(`crossref`, `xdata`, `@set`), and is then converted: fields become CSL variables, and TeX becomes
text.
"""

from __future__ import annotations

import re

from citeformat._util.text import is_digits
from citeformat.interchange.bibtex.addresses import AddressInText, address_in, visit_in
from citeformat.interchange.bibtex.entry import ParsedEntry, ProblemLog
from citeformat.interchange.bibtex.entry_types import (
    GENRE_OF_TYPE,
    GENRES,
    IN_BOOK,
    NUMBER_IS_ISSUE,
    NUMBER_IS_OWN,
    PATENT,
    TYPES,
    csl_type,
    nearest_type,
)
from citeformat.interchange.bibtex.fields import (
    COUNTRIES,
    DIRECT,
    EDITOR_ROLES,
    NAME_FIELDS,
    SERIES,
    arxiv_preprint,
    from_eprint,
)
from citeformat.interchange.bibtex.names import has_use_prefix, split_list
from citeformat.interchange.bibtex.reading.crossref import inherit
from citeformat.interchange.bibtex.reading.parser import parse
from citeformat.interchange.bibtex.reading.record_builder import BibRecordBuilder, field_value
from citeformat.interchange.latex.commands import english_ordinal, verbatim
from citeformat.interchange.shared.genres import is_bookkeeping, repeats_type
from citeformat.interchange.shared.languages import language_tag
from citeformat.interchange.shared.record_builder import bare_number, clean_doi, imprint, is_doi
from citeformat.record import Record, Records
from citeformat.record.text.dates import from_text, from_year, is_ambiguous
from citeformat.record.titles import join_titles
from citeformat.record.values.texts import doi_value

__all__ = ["convert", "read"]

_LEGACY_DATES = {"orig": "original-date", "url": "accessed", "event": "event-date"}
"""Prefix of the old `origyear`, `urlmonth`, `eventday` ... -> the variable of the date."""

_BOOKS = frozenset(
    """
    book mvbook collection mvcollection proceedings mvproceedings reference mvreference manual
    booklet report techreport thesis phdthesis mastersthesis
    """.split()
)
"""Entry types of works that are not in a book."""

_IN = re.compile(r"\AIn(?::\s*|\s+(?=(?:the\s+)?Proc(?:\.|eedings)))")
"""The word that styles print before the title of a book, as CiteSeerX has it in the title."""


def read(text: str, *, file: str = "") -> Records:
    """Read BibTeX or BibLaTeX.

    Args:
        text: The text of the file.
        file: The name of the file, for problems.

    Returns:
        A record for each entry, in order. A broken entry is read as far as possible; the second
        entry with the same key gets the id `key-2`.

    Raises:
        SourceError: The text cannot be parsed at all.

    >>> records = read("@string{aw = {Addison-Wesley}} @book{tb, title={The {\\\\TeX}book},"
    ...                " publisher=aw, year=1984}")
    >>> records["tb"].publisher, records["tb"].issued.year
    ('Addison-Wesley', 1984)
    """
    log = ProblemLog(file)
    entries = inherit(parse(text, log), log)
    if not entries and not log.problems:
        log.add("warning", "there is no entry in this text", 0)
    records = [convert(entry, log) for entry in entries]
    return Records(records, log.by_line())


def convert(entry: ParsedEntry, log: ProblemLog) -> Record:
    """Convert an entry to a record.

    Args:
        entry: The entry, with its inherited fields.
        log: Collects a problem for everything that is guessed or left out.
    """
    builder = BibRecordBuilder(entry, log)
    entry_type, unread = builder.entry_type, builder.unread

    type = csl_type(entry_type, unread)
    if type is None:
        near = nearest_type(entry_type)
        meant = f"did you mean @{near}? " if near else ""
        log.add(
            "warning", f"there is no entry type @{entry_type}", entry.line,
            f"{meant}it was read as @misc", entry.key,
        )  # fmt: skip
        type = "document"
    builder.type = type
    genre = builder.text("type") if unread.get("type") else GENRE_OF_TYPE.get(entry_type, "")
    if repeats_type(genre, type):
        builder.unmapped["type"] = entry.fields["type"]
    else:
        builder.put("genre", GENRES.get(genre.lower(), genre))

    _titles(builder)
    _names(builder)
    _issued(builder)

    if entry_type in NUMBER_IS_ISSUE:
        issue = builder.text("number") or builder.text("issue")
        builder.put("issue", bare_number("issue", issue))
    elif entry_type in NUMBER_IS_OWN or entry_type not in TYPES:
        builder.put("number", builder.text("number"))
    else:
        number = builder.text("number")
        builder.put("collection-number", bare_number("collection-number", number))
    if "pages" not in unread and not is_doi(unread.get("eid", "")):  # ADS: the DOI of software
        builder.put("page", builder.text("eid"))

    _publisher(builder)

    if "ee" in unread:  # DBLP's "electronic edition"; the field itself is kept
        edition = verbatim(unread["ee"])
        if "doi" not in unread and is_doi(edition):
            builder.put("DOI", clean_doi(edition))
        elif "url" not in unread:
            builder.put("URL", edition)
    if eprint := unread.get("eprint"):  # the field itself stays unread, and so is kept
        archive = verbatim(unread.get("eprinttype", ""))
        has_address = "doi" in unread or "url" in unread
        variables = from_eprint(eprint, archive, type, has_address=has_address)
        for variable, text in variables.items():
            builder.put(variable, text)
    elif type == "article":
        number = arxiv_preprint(unread.get("doi", ""), unread.get("note", ""))
        builder.put("number", f"arXiv:{number}" if number else "")

    _note(builder)
    _language(builder)
    _legacy_dates(builder)
    for name in [name for name in unread if name in DIRECT]:
        variable, kind = DIRECT[name]
        if variable not in builder.fields and (value := field_value(builder, name, kind)):
            builder.fields[variable] = value
            del unread[name]
    return builder.record()


def _note(builder: BibRecordBuilder) -> None:
    """Set `note`, unless it only has what other variables have."""
    unread = builder.unread
    patent = PATENT.match(unread.get("note", "")) if builder.type == "patent" else None
    if patent is not None and not builder.fields.keys() & {"genre", "number"}:
        builder.fields["genre"], builder.fields["number"] = patent.groups()
        del unread["note"]
    if "note" in unread and _put_in_other_variables(builder, unread["note"]):
        builder.unmapped["note"] = unread.pop("note")
    note, addendum = builder.text("note"), builder.text("addendum")
    builder.put("note", _as_sentences(note, addendum) if note and addendum else note or addendum)


def _put_in_other_variables(builder: BibRecordBuilder, note: str) -> bool:
    """Set `DOI`, `URL` and `accessed` from a note, unless other fields have them.

    Returns:
        Whether the note has nothing else, or only what a database says about itself.
    """
    unread = builder.unread
    text = verbatim(note)
    number = arxiv_preprint("", text)
    if is_bookkeeping(text) or (number and builder.fields.get("number") == f"arXiv:{number}"):
        return True
    doi = clean_doi(text).rstrip("./").lower()
    known = [doi_value(verbatim(unread[name])) for name in ("doi", "url") if name in unread]
    if doi in [each.partition(" ")[0].rstrip("./,;").lower() for each in known]:
        return True
    if is_doi(text):
        if "doi" in unread:
            return False
        builder.put("DOI", clean_doi(text))
        return True
    found = address_in(note)
    if found is not None:
        return not found.before and _put_address(builder, "note", found)
    visit = visit_in(note)
    return bool(visit) and _put_visit(builder, "note", visit)


def _language(builder: BibRecordBuilder) -> None:
    """Set `language` from `langid`, a BibLaTeX identifier, or from `language`, a text."""
    unread = builder.unread
    tag = language_tag(verbatim(unread["langid"])) if unread.get("langid") else None
    if tag is not None:
        builder.put("language", tag)
        del unread["langid"]
    elif unread.get("language"):
        source = unread.pop("language")
        tag = language_tag(verbatim(source))
        builder.put("language", tag or builder.decode("language", source))


def _legacy_dates(builder: BibRecordBuilder) -> None:
    """Set the dates that old files split into fields such as `origyear` and `urlmonth`."""
    unread = builder.unread
    for prefix, variable in _LEGACY_DATES.items():
        if f"{prefix}year" in unread and f"{prefix}date" not in unread:
            names = [f"{prefix}{part}" for part in ("year", "month", "day")]
            date, complete = from_year(*(builder.decode(n, unread.get(n, "")) for n in names))
            if date is not None and complete:
                builder.put(variable, date)
                for name in names:
                    unread.pop(name, None)


def _titles(builder: BibRecordBuilder) -> None:
    """Set all titles: of the work, of a volume or an issue, and of what contains them."""
    unread = builder.unread
    if builder.entry_type in _BOOKS and "booktitle" in unread:
        # btxdoc's idiom for the parents of a crossref: the title of a book, a second time
        title, book = _letters(unread.get("title", "")), _letters(unread["booktitle"])
        if not title:
            unread["title"] = unread.pop("booktitle")
        elif (
            book.startswith(title) or title.startswith(book) or "proceedings" in builder.entry_type
        ):
            builder.unmapped["booktitle"] = unread.pop("booktitle")
    title = _full_title(builder, "title", "subtitle", "titleaddon")
    main = main_source = ""
    if "maintitle" in unread:
        main_source = join_titles(unread["maintitle"], unread.get("mainsubtitle", ""))
        main = _full_title(builder, "maintitle", "mainsubtitle", "maintitleaddon")
    book = ""
    if not (builder.entry_type in NUMBER_IS_ISSUE and "journal" in unread):
        book = _full_title(builder, "booktitle", "booksubtitle", "booktitleaddon")
        book = _IN.sub("", book)
    is_part = builder.entry_type in IN_BOOK or bool(book)
    volume = book if is_part else title
    in_volumes = builder.type == ("chapter" if is_part else "book") and "volume" in unread
    if main and volume and in_volumes:
        builder.put("volume-title", volume)
        volume = main
    elif main and volume:
        volume = join_titles(main, volume)
        builder.unmapped["maintitle"] = main_source  # so that it can be separated again
    else:
        volume = main or volume
    title, book = (title, volume) if is_part else (volume, book)
    if builder.entry_type == "periodical" and not title:
        title = builder.text("journal", title=True)
    if "issuetitle" in unread and builder.entry_type in ("periodical", "article"):
        issue = _full_title(builder, "issuetitle", "issuesubtitle", "issuetitleaddon")
        if builder.entry_type == "article":
            builder.put("volume-title", issue)
        elif issue:
            builder.put("container-title", title)
            title = issue
    builder.put("title", title)
    _containers(builder, book)


def _containers(builder: BibRecordBuilder, book: str) -> None:
    """Set `container-title`, `collection-title` and `event-title`.

    Args:
        builder: The entry.
        book: The title of the book that the work is in, or `""`.
    """
    unread = builder.unread
    # A book with a journal is a volume of that journal. If it is in a series as well, the journal
    # stays unread, as does the book of an article that has a journal.
    if "fjournal" in unread:  # MathSciNet and zbMATH
        abbreviation = builder.text("journal", title=True)
        builder.put("container-title-short", abbreviation)
        unread["journal"] = unread.pop("fjournal")
        builder.written_as["journal"] = "fjournal"
    if "fseries" in unread:
        if "series" in unread:
            builder.unmapped["shortseries"] = unread["series"]
        unread["series"] = unread.pop("fseries")
        builder.written_as["series"] = "fseries"
    journal = ""
    if not (book and "series" in unread):
        journal = _full_title(builder, "journal", "journalsubtitle", "journaltitleaddon")
    if book and journal:
        builder.put("collection-title", journal)
    builder.put("container-title", book or journal)
    series = builder.text("series", title=True)
    if builder.entry_type in NUMBER_IS_ISSUE and is_digits(series):
        series = f"{english_ordinal(series)} ser."
    builder.put("collection-title", SERIES.get(series.lower(), series))
    builder.put("event-title", _full_title(builder, "eventtitle", "", "eventtitleaddon"))


def _letters(source: str) -> str:
    return "".join(filter(str.isalnum, source.lower()))


def _full_title(builder: BibRecordBuilder, title: str, subtitle: str, addition: str) -> str:
    """Read three fields as `Title: Subtitle. Addition`."""
    if title not in builder.unread and subtitle not in builder.unread:
        return ""
    text = join_titles(builder.text(title, title=True), builder.text(subtitle, title=True))
    added = builder.text(addition, title=True)
    return _as_sentences(text, added) if added else text


def _as_sentences(first: str, second: str) -> str:
    """Join two texts with a full stop, or with a space after a mark that ends a sentence."""
    return f"{first} {second}" if first[-1:] in ".?!" else f"{first}. {second}"


def _names(builder: BibRecordBuilder) -> None:
    """Set the variables of names; the role of an editor decides the variable."""
    unread = builder.unread
    use_prefix = has_use_prefix(unread.get("options", ""))
    for suffix in ("", "a", "b", "c"):
        field = f"editor{suffix}"
        if field not in unread:
            continue
        role = verbatim(unread.pop(f"{field}type", "")).lower()
        variable = EDITOR_ROLES.get(role or "editor")
        if variable is None:
            builder.add_problem(
                field, "warning", f"{role!r} is not a role of editors",
                "these names were read as contributors",
            )  # fmt: skip
            variable = "contributor"
        names = builder.names(field, use_prefix=use_prefix)
        before = builder.fields.get(variable)
        if isinstance(before, tuple):
            builder.fields[variable] = (*before, *names)
        else:
            builder.put(variable, names)
    for field in [field for field in unread if field in NAME_FIELDS]:
        builder.put(NAME_FIELDS[field], builder.names(field, use_prefix=use_prefix))


def _issued(builder: BibRecordBuilder) -> None:
    """Set `issued` from `date`, or else from `year`, `month` and `day`."""
    unread = builder.unread
    source = unread.pop("date", "")
    if source:
        text = builder.decode_date("date", source)
        date = builder.date("date", text)
        if ":" in text or is_ambiguous(text):
            builder.unmapped["date"] = source  # CSL has no time of day
        is_year = len(text) == 4 and is_digits(text)
        if is_year and "month" in unread and unread.get("year", text) == text:
            unread["year"] = text  # as in biber, the month completes the date
        elif date is not None:
            year = unread.get("year", "")
            if len(year) == 4 and is_digits(year) and date.year not in (None, int(year)):
                message = f"the year {year} is not that of the date"
                builder.add_problem("year", "warning", message, "the date is used")
            builder.put("issued", date)
            return
    year, month, day = (unread.get(name, "") for name in ("year", "month", "day"))
    if not year:
        return
    date, complete = from_year(
        builder.decode_date("year", year),
        builder.decode("month", month) if month else "",
        builder.decode("day", day) if day else "",
    )
    if date is None:
        return  # such as "n.d.": the field is kept, and a style has its own term for it
    del unread["year"]
    if is_ambiguous(year):
        builder.add_problem(
            "year", "warning", f"{year!r} does not say which number is the month",
            "only the year is used",
        )  # fmt: skip
    if complete:
        unread.pop("month", None)
        unread.pop("day", None)
    elif month and not date.month:
        builder.add_problem(
            "month", "warning", f"{month!r} is not a month", "only the year is used"
        )
    elif day and not month:
        builder.add_problem("day", "warning", "the day has no month", "only the year is used")
    builder.put("issued", date)


def _put_address(builder: BibRecordBuilder, field: str, found: AddressInText) -> bool:
    """Set `URL` and `accessed` from the text of a field.

    Returns:
        Whether they are set; false if the entry has another address, or if the date is not one.
    """
    unread = builder.unread
    if "url" in unread and verbatim(unread["url"]).rstrip("/") != found.url.rstrip("/"):
        return False
    if found.visited and not _put_visit(builder, field, found.visited):
        return False
    if "url" not in unread:
        builder.put("URL", found.url)
    return True


def _put_visit(builder: BibRecordBuilder, field: str, source: str) -> bool:
    """Set `accessed` from the text of a field; return whether that is its date."""
    date = from_text(builder.decode(field, source))
    if date is None or not date.parts:
        return False
    if "urldate" in builder.unread:
        return field_value(builder, "urldate", "date") == date
    builder.put("accessed", date)
    return True


def _publisher(builder: BibRecordBuilder) -> None:
    """Set `publisher` and its place, `authority`, and the URL in `howpublished`."""
    unread = builder.unread
    published = unread.get("howpublished", "")
    found = address_in(published) if published else None
    if found is not None and _put_address(builder, "howpublished", found):
        if found.before:
            unread["howpublished"] = found.before
        else:
            del unread["howpublished"]
    if builder.type in ("legal_case", "legislation", "standard", "patent"):
        builder.put("authority", builder.text("institution") or builder.text("organization"))
    place = ""
    for field in ("publisher", "institution", "organization", "howpublished"):
        if field in unread:
            publisher = builder.text(field)
            if field == "publisher" and " : " in publisher:
                place, publisher = imprint(publisher)
            builder.put("publisher", publisher)
            break
    # A patent's place is the country where it is valid (the BibLaTeX manual, section 2.2.2).
    if builder.type == "patent":
        places = split_list(unread.pop("address", ""))
        countries = [COUNTRIES.get(each) or builder.decode("address", each) for each in places]
        builder.put("jurisdiction", ", ".join(countries))
    else:
        builder.put("publisher-place", builder.text("address") or place)
