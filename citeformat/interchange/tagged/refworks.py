"""RefWorks' tagged format → records, as RefWorks, ProQuest and EBSCO write it.

In: the file's text. Out: records. `RT` begins a reference; a line without a tag continues the line
before it. Values without a CSL variable are kept under `extra["custom"]["refworks"]`.

Source: RefWorks, "RefWorks Tagged Format", with its lists of tags and reference types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citeformat._util.text import did_you_mean, text_of
from citeformat.errors import Problem
from citeformat.interchange.shared.languages import language_tag
from citeformat.interchange.shared.record_builder import (
    RecordBuilder,
    clean_doi,
    date_of,
    is_doi,
    join_keywords,
    pages_of,
    records_of_file,
)
from citeformat.interchange.tagged.ris.reader import Tagged
from citeformat.interchange.tagged.ris.tables import variable_of
from citeformat.record import Date, Name, Record, Records
from citeformat.record.citation_keys import UniqueIds
from citeformat.record.text.dates import from_year
from citeformat.record.text.names import names_of

__all__ = ["PEOPLE", "TEXT", "TYPES", "read"]

TYPES = {
    "abstract": "article-journal", "artwork": "graphic", "bills": "bill",
    "bills/resolutions": "bill", "resolutions": "bill", "blog": "post-weblog",
    "book": "book", "book, edited": "book", "book, section": "chapter", "book, whole": "book",
    "book chapter": "chapter", "case": "legal_case", "case/court decisions": "legal_case",
    "court decisions": "legal_case", "computer program": "software",
    "conference proceedings": "paper-conference", "conference paper": "paper-conference",
    "dataset": "dataset", "dissertation": "thesis", "dissertation/thesis": "thesis",
    "dissertation/thesis, unpublished": "thesis", "thesis": "thesis",
    "thesis, unpublished": "thesis", "dvd": "motion_picture", "generic": "document",
    "grant": "document", "hearing": "hearing", "journal": "article-journal",
    "journal article": "article-journal", "journal, electronic": "article-journal",
    "laws": "legislation", "laws/statutes": "legislation", "statutes": "legislation",
    "magazine article": "article-magazine", "map": "map", "monograph": "book",
    "motion picture": "motion_picture", "music score": "musical_score",
    "newspaper article": "article-newspaper", "online discussion forum": "post",
    "online discussion forum/blogs": "post-weblog", "patent": "patent",
    "personal communication": "personal_communication", "report": "report",
    "sound recording": "song", "unpublished material": "manuscript", "video": "motion_picture",
    "video/dvd": "motion_picture", "video/ dvd": "motion_picture", "web page": "webpage",
}  # fmt: skip
"""RT in lower case -> CSL type."""

PEOPLE: dict[str, dict[str, str]] = {
    "A1": {"": "author", "motion_picture": "director"},
    "A2": {"": "editor", "personal_communication": "recipient", "song": "performer",
           "bill": "contributor", "motion_picture": "producer", "legal_case": "", "patent": ""},
    "A3": {"": "collection-editor", "motion_picture": "producer", "bill": "contributor",
           "thesis": "", "legal_case": "", "patent": ""},
    "A4": {"": "translator", "legal_case": ""},
    "A5": {"": "compiler"},
    "A6": {"": "editor"},
}  # fmt: skip
"""Tag -> CSL type (`""` for all others) -> variable of people, or `""` for none."""

TEXT: dict[str, dict[str, str]] = {
    "T1": {"": "title"},
    "T2": {"": "container-title", "book": "collection-title", "thesis": "",
           "report": "collection-title", "map": "collection-title",
           "software": "collection-title", "motion_picture": "collection-title",
           "speech": "event-title", "hearing": "authority", "manuscript": "collection-title"},
    "T3": {"": "collection-title", "hearing": "authority", "bill": "authority"},
    "WT": {"": "container-title"},
    "OT": {"": "original-title"},
    "ST": {"": "title-short"},
    "AB": {"": "abstract"},
    "VO": {"": "volume", "patent": ""},
    "IS": {"": "issue", "report": "number", "patent": "number", "book": "collection-number"},
    "ED": {"": "edition", "software": "version", "bill": "chapter-number",
           "hearing": "chapter-number", "legislation": "chapter-number"},
    "PB": {"": "publisher", "legal_case": "authority", "legislation": "authority"},
    "PP": {"": "publisher-place"},
    "AN": {"": "archive_location"},
    "AV": {"": "archive_location"},
    "CN": {"": "call-number"},
    "CL": {"": "", "thesis": "genre", "report": "genre", "map": "genre", "webpage": "genre",
           "manuscript": "genre", "bill": "number", "hearing": "number", "patent": "number",
           "legislation": "number", "graphic": "medium"},
    "DB": {"": "archive"},
    "DS": {"": "source"},
    "SL": {"": "archive"},
    "LL": {"": "archive-place"},
    "WV": {"": "version"},
    "PMID": {"": "PMID"},
    "PMCID": {"": "PMCID"},
}  # fmt: skip
"""Tag -> CSL type (`""` for all others) -> variable of text, or `""` for none."""

_DATES = {"RD": "accessed", "WP": "available-date"}
"""Tag -> variable of a date."""
_DEPENDENT = ("RT", "ID", "JF", "JO", "YR", "FD", "SP", "OP", "K1", "NO", "LK", "UL", "LA", "SR")
"""Tags that are read together with others."""
_OTHER_TAGS = ("SN", "DO", "AD", "SF", "IP", "CR", "OL")
_TAGS = frozenset((*PEOPLE, *TEXT, *_DATES, *_DEPENDENT, *_OTHER_TAGS))
"""The tags of the format. `U1` to `U15` are the user's own."""
_LINE = re.compile(r"(PMCID|PMID|U\d{1,2}|[A-Z][A-Z0-9])(?:[ \t]+(?:-[ \t]+)?(.*)|\s*)\Z")
_PROSE = frozenset(("AB", "NO", "T1", "T2", "CR", "AD"))
"""Tags whose values may be continued by a line that begins as an unknown tag does."""
_FOUR_DIGITS = re.compile(r"\d{4}")


def read(text: str, *, file: str = "") -> Records:
    """Read RefWorks' tagged format.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Returns:
        The records in order. `.problems` reports text that belongs to no reference.

    Raises:
        SourceError: The text has no reference.

    >>> read("RT Journal Article\\nA1 Doe, Jane\\nT1 Pain\\nYR 2001\\nSP 1\\nOP 9")[0].page
    '1-9'
    """
    problems: list[Problem] = []
    ids = UniqueIds()
    records = [_record(one, file, ids, problems) for one in _references(text, file, problems)]
    reason = "is not in RefWorks' format: no line begins with RT"
    return records_of_file(records, problems, file, reason)


def _references(text: str, file: str, problems: list[Problem]) -> Iterator[Tagged]:
    """Yield the references of a file."""
    current: Tagged | None = None
    value: list[str] = []
    fault = -1

    def ended() -> None:
        """Add the value that has been read to the reference."""
        if current is not None and current.items:
            tag, _, line = current.items[-1]
            current.items[-1] = (tag, "\n".join(value), line)

    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line.rstrip())
        tag = found.group(1) if found is not None else ""
        if tag and tag not in _TAGS and not tag[1:].isdigit():
            last = current.items[-1][0] if current is not None and current.items else ""
            tag = "" if last in _PROSE else tag
        if found is not None and tag == "RT":
            ended()
            if current is not None:
                yield current
            current, value = Tagged(number, (found.group(2) or "").strip()), []
        elif current is None:
            if line.strip() and fault != number - 1:
                problems.append(Problem("warning", "this line is in no reference", file, number,
                                        "a reference begins with RT"))  # fmt: skip
            fault = number if line.strip() else fault
        elif found is not None and tag:
            ended()
            value = [(found.group(2) or "").strip()]
            current.items.append((tag, "", number))
        elif line.strip() and current.items:
            value.append(line.strip())
    ended()
    if current is not None:
        yield current


def _record(reference: Tagged, file: str, ids: UniqueIds, problems: list[Problem]) -> Record:
    builder = RecordBuilder(reference.line)
    name = text_of(reference.type)
    type = TYPES.get(name.lower(), "")
    if not type:
        hint = did_you_mean(name.lower(), TYPES)
        hint = "it was read as Generic" + (f"; {hint}" if hint else "")
        builder.add_problem("warning", f"unknown reference type {name!r}", hint)
        type = "document"
    builder.keep("RT", name)
    values = reference.values()
    is_edited = name.lower() == "book, edited"
    for tag, texts in values.items():
        people = variable_of(PEOPLE, tag, type)
        if people:
            people = "editor" if is_edited and tag == "A1" and "A2" not in values else people
            _add_people(builder, people, reference, tag)
        elif tag in _DATES:
            builder.put(_DATES[tag], date_of(texts[0]) or "")
            builder.keep(tag, *texts[1:])
        elif tag == "SN":
            builder.add_serial_numbers("\n".join(texts), type, tag)
        elif tag == "DO":
            for text in texts:
                builder.put_or_keep("DOI" if is_doi(text) else "", clean_doi(text), tag)
        elif tag not in _DEPENDENT:
            for text in texts:
                builder.put_or_keep(variable_of(TEXT, tag, type), text_of(text), tag)
    _put_container_titles(builder, values)
    builder.put("issued", _issued(builder, values))
    first, last = (text_of((values.get(tag) or [""])[0]) for tag in ("SP", "OP"))
    is_count = type in ("book", "thesis", "manuscript", "report") and first and not last
    if is_count and "-" not in first:
        builder.put("number-of-pages", re.sub(r"(?:(?<!\s)\s+)?(?:pp?\.?|pages)\Z", "", first))
    else:
        builder.put("page", pages_of(first, last))
    _put_addresses(builder, values)
    for note in map(text_of, values.get("NO", ())):
        if is_doi(note) and builder.put("DOI", clean_doi(note)):
            continue
        builder.append("note", note, "; ")
    words = [part for text in values.get("K1", ()) for part in re.split(r"[;\n]+", text)]
    builder.put("keyword", join_keywords(map(text_of, words)))
    for language in map(text_of, values.get("LA", ())):
        builder.put_or_keep("language", language_tag(language) or language, "LA")
    builder.keep("SR", *values.get("SR", ()))
    id = text_of((values.get("ID") or [""])[0])
    return builder.record(id, type, "refworks", file, ids, problems)


def _add_people(builder: RecordBuilder, variable: str, reference: Tagged, tag: str) -> None:
    """Add the people of a tag, and report what seems to separate several in one field."""
    names: list[Name] = []
    for each, text, line in reference.items:
        for one in text.split("\n") if each == tag else ():
            found, separator = names_of(one)
            names += found
            if separator and separator != ";":
                message = f"{tag} has several people, which {separator!r} seems to separate"
                builder.add_problem("warning", message, "each person needs a tag", line)
    builder.add_names(variable, names)


def _put_container_titles(builder: RecordBuilder, values: dict[str, list[str]]) -> None:
    """Set the full and the abbreviated title of the periodical."""
    for tag in ("JF", "JO"):
        for text in map(text_of, values.get(tag, ())):
            is_short = tag == "JO" and "container-title" in builder.fields
            if builder.fields.get("container-title") != text:
                builder.put_or_keep("container-title-short" if is_short else "container-title",
                                    text, tag)  # fmt: skip


def _put_addresses(builder: RecordBuilder, values: dict[str, list[str]]) -> None:
    """Set URL and DOI from the addresses."""
    for tag in ("UL", "LK"):
        for address in (one for text in values.get(tag, ()) for one in text.split()):
            if "doi.org/" in address and is_doi(address):
                builder.put("DOI", clean_doi(address))
            builder.put_or_keep("URL" if "://" in address else "", address, tag)


def _issued(builder: RecordBuilder, values: dict[str, list[str]]) -> Date | None:
    """Return the date of publication from the year (YR) and the date in words (FD)."""
    year, text = (text_of((values.get(tag) or [""])[0]) for tag in ("YR", "FD"))
    if not text:
        return date_of(year)
    if _FOUR_DIGITS.search(text):
        date = date_of(text)
        if date is not None and not date.literal:
            return date
    elif year:
        date, understood = from_year(year, text)
        if understood:
            return date
    if not year:
        return date_of(text)
    builder.keep("FD", text)
    return date_of(year)
