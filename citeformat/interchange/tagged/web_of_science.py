"""Web of Science's tagged format, or ISI's (plain text, .ciw) → records.

In: the file's text. Out: records. `PT` begins a record and `ER` ends it; a line that begins with
blanks continues the line before it. Values without a CSL variable are kept under
`extra["custom"]["web-of-science"]`.

Source: Clarivate, "Web of Science Core Collection Field Tags" and "Derwent Innovations Index Field
Tags"; the document types of the Core Collection; bibutils, for the types in words that it writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citeformat._util.text import text_of
from citeformat.errors import Problem
from citeformat.interchange.shared.languages import language_tag
from citeformat.interchange.shared.record_builder import (
    RecordBuilder,
    clean_doi,
    date_of,
    join_keywords,
    pages_of,
    records_of_file,
    spaced_initials,
)
from citeformat.record import Date, Name, Record, Records
from citeformat.record.citation_keys import UniqueIds
from citeformat.record.text.dates import from_year
from citeformat.record.text.names import name_of

__all__ = ["PUBLICATION_TYPES", "TEXT", "TYPES", "read"]

PUBLICATION_TYPES = {
    "J": "article-journal", "B": "book", "S": "book", "C": "paper-conference", "P": "patent",
    "D": "dataset", "R": "report",
    # bibutils
    "JOURNAL": "article-journal", "BOOK": "book", "CHAPTER": "chapter", "SERIES": "book",
    "CONFERENCE": "paper-conference", "PATENT": "patent",
}  # fmt: skip
"""PT in capitals -> CSL type."""

TYPES = {
    "book review": "review-book", "film review": "review", "art exhibit review": "review",
    "dance performance review": "review", "music performance review": "review",
    "music score review": "review", "record review": "review", "software review": "review",
    "database review": "review", "hardware review": "review", "theater review": "review",
    "tv review, radio review": "review", "data set": "dataset", "data study": "dataset",
    "software": "software", "preprint": "article", "awarded grant": "document",
    "dissertation/thesis": "thesis", "dissertation": "thesis", "thesis/dissertation": "thesis",
    "thesis": "thesis", "report": "report", "patent": "patent",
}  # fmt: skip
"""Document type (DT) in lower case -> CSL type, whatever PT is."""

_IN_BOOKS = {
    "proceedings paper": "paper-conference", "meeting abstract": "paper-conference",
    "meeting": "paper-conference", "book chapter": "chapter", "book": "book",
}  # fmt: skip
"""Document type in lower case -> CSL type of a work that is not in a journal."""

TEXT = {
    "TI": "title", "SO": "container-title", "JI": "container-title-short", "AB": "abstract",
    "VL": "volume", "IS": "issue", "SU": "supplement-number", "MA": "number",
    "SE": "collection-title", "PU": "publisher", "PI": "publisher-place", "CT": "event-title",
    "CL": "event-place", "PM": "PMID", "AE": "publisher", "ED": "edition",
    "FT": "original-title",
}  # fmt: skip
"""Tag -> CSL variable."""

_CAPITALIZED = ("SO", "SE", "PU", "PI", "TI")
"""Tags whose values may be in capitals."""
_DEPENDENT = frozenset(
    "PT DT AU AF BA BF CA GP BE BP EP PS AR PD PY EA EY DE DI D2 SN EI BN LA UT PN PG CY BS"
    " J9".split()
)
"""Tags that are read together with others."""
_IGNORED = frozenset("NR TC Z9 U1 U2 DA GA HC HP FN VR".split())
"""Tags that describe the database's own record, such as the number of citations."""
_LINES = frozenset("AU AF BA BF BE CA GP CR C1 UT SN EI BN PN AE".split())
"""Tags with one value in each line."""

_LINE = re.compile(r"([A-Z][A-Z0-9])(?:[ \t]+(.*)|\s*)\Z")
_FULL_NAME = re.compile(r"(?:(?<!\s)\s+)?\(([^()]+)\)\s*\Z")
_YEAR = re.compile(r"\d{4}")
_SMALL = frozenset(
    "a an and at by for from in of on or the to with de der des du und et la".split()
)
_KEPT_CAPITALS = frozenset(
    "IEEE ACM MDPI AAAS AIP IOP AMS SIAM SAGE PLOS BMC BMJ EDP SPIE ASME ASCE USA UK DC NY BV AG SA"
    " PLC LLC NV KG II III IV".split()
)
"""Words in capitals that stay so."""


@dataclass(slots=True)
class _Reference:
    """A record of the file."""

    line: int
    """The line where it begins."""
    values: dict[str, list[str]] = field(default_factory=dict)
    """Tag -> the lines of its value."""

    def text(self, tag: str) -> str:
        """Return the value of a tag on one line, or `""`."""
        return text_of(" ".join(self.values.get(tag, ())))

    def lines(self, tag: str) -> list[str]:
        """Return the lines of a tag."""
        return [text for line in self.values.get(tag, ()) if (text := text_of(line))]


def read(text: str, *, file: str = "") -> Records:
    """Read Web of Science's tagged format.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Returns:
        The records in order. `.problems` reports text that belongs to no record.

    Raises:
        SourceError: The text has no record.

    >>> read("FN Clarivate\\nPT J\\nAU Doe, JA\\nTI Pain\\nPD MAR\\nPY 2001\\nER")[0].issued
    Date('2001-03')
    """
    problems: list[Problem] = []
    ids = UniqueIds()
    references: list[_Reference] = []
    current: _Reference | None = None
    tag = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line.rstrip()) if line[:1].strip() else None
        if found is None:
            if current is not None and tag and line.strip():
                current.values[tag].append(line.strip())
            elif line.strip() and not tag:
                problems.append(Problem("error", "this line is in no record", file, number,
                                        "a record begins with PT"))  # fmt: skip
            continue
        tag, value = found.group(1), (found.group(2) or "").strip()
        if tag in ("ER", "EF"):
            current = None
            continue
        if tag == "PT" or current is None:
            if tag in ("FN", "VR"):
                continue
            if current is not None:
                problems.append(Problem("warning", "the record has no ER at its end", file,
                                        current.line, "the next PT ends it"))  # fmt: skip
            current = _Reference(number)
            references.append(current)
        current.values.setdefault(tag, []).append(value)
    if current is not None:
        problems.append(Problem("warning", "the record has no ER at its end", file, current.line,
                                "the end of the file ends it"))  # fmt: skip
    if not any("PT" in one.values or "TI" in one.values for one in references):
        references = []
    records = [_record(reference, file, ids, problems) for reference in references]
    reason = "is not in Web of Science's format: it has no PT"
    return records_of_file(records, problems, file, reason)


def _record(reference: _Reference, file: str, ids: UniqueIds, problems: list[Problem]) -> Record:
    builder = RecordBuilder(reference.line)
    type = _csl_type(builder, reference)
    builder.keep("PT", reference.text("PT"))
    builder.keep("DT", reference.text("DT"))
    _put_people(builder, reference, type)
    abbreviation = reference.text("JI")
    for tag, lines in reference.values.items():
        if tag in TEXT:
            value = _text(builder, reference, tag, abbreviation)
            variable = TEXT[tag]
            if (
                tag == "VL"
                and type in ("chapter", "book", "paper-conference")
                and ("SE" in reference.values)
            ):
                variable = "collection-number"
            if tag == "SO" and type == "book":
                variable = "title" if "TI" not in reference.values else ""
                if value.lower() == reference.text("TI").lower():
                    continue
            if tag == "SE" and "BS" in reference.values:
                value = f"{value}: {reference.text('BS')}"
            builder.put_or_keep(variable, value, tag)
        elif tag not in _DEPENDENT and tag not in _IGNORED:
            builder.keep(tag, *(lines if tag in _LINES else [reference.text(tag)]))
    if not abbreviation:
        builder.keep("J9", reference.text("J9"))
    builder.put("issued", _date(reference.text("PY"), reference.text("PD")))
    online, year = reference.text("EA"), reference.text("EY")
    builder.put("available-date", date_of(online) if _YEAR.search(online) else date_of(year))
    dates = reference.text("CY")
    years = _YEAR.findall(dates)
    event = _date(years[-1], dates.replace(years[-1], "").strip(" ,")) if years else None
    builder.put("event-date", event or (Date(literal=dates) if dates else None))
    pages = pages_of(reference.text("BP") or reference.text("PS"), reference.text("EP"))
    article_number = reference.text("AR").removeprefix("ARTN ")
    # References print the number of an article that has no pages in their place.
    builder.put("page", pages or article_number)
    builder.put_or_keep("number", article_number if pages else "", "AR")
    builder.put_or_keep("number-of-pages" if type == "book" else "", reference.text("PG"), "PG")
    is_patent = type == "patent"
    builder.put("number" if is_patent else "part-number", join_keywords(reference.lines("PN")))
    builder.put("DOI", clean_doi(reference.text("DI")))
    builder.put_or_keep("DOI" if type == "book" else "", clean_doi(reference.text("D2")), "D2")
    for tag, variable in (("SN", "ISSN"), ("EI", "ISSN"), ("BN", "ISBN")):
        numbers = re.split(r"[;,\s]+", reference.text(tag))
        before = str(builder.fields.pop(variable, "")).split()
        builder.put(variable, " ".join(dict.fromkeys([*before, *filter(None, numbers)])))
    keywords = [text_of(word) for word in reference.text("DE").split(";")]
    builder.put("keyword", join_keywords(keywords))
    language = reference.text("LA")
    builder.put("language", language_tag(language) or language)

    id = reference.text("UT").replace(" ", "")
    return builder.record(id, type, "web-of-science", file, ids, problems)


def _csl_type(builder: RecordBuilder, reference: _Reference) -> str:
    """Return the CSL type for the type of publication and the types of the document."""
    publication_type = reference.text("PT")
    type = PUBLICATION_TYPES.get(publication_type.upper(), "")
    if not type:
        if publication_type:
            message = f"unknown publication type {publication_type!r}"
            builder.add_problem("warning", message, "it was read as an article in a journal")
        type = "article-journal"
    document_types = [one.strip().lower() for one in reference.text("DT").split(";")]
    for one in document_types:
        if one in TYPES:
            return TYPES[one]
        if one in _IN_BOOKS and type in ("book", "chapter"):
            type = _IN_BOOKS[one]
    title, source = reference.text("TI").lower(), reference.text("SO").lower()
    if type == "book" and title and source and title != source:
        return "chapter"
    return type


def _put_people(builder: RecordBuilder, reference: _Reference, type: str) -> None:
    """Set authors and editors from the full names, or else from the initials."""
    for variable, full, short in (
        ("author", "AF", "AU"),
        ("author" if type == "book" else "container-author", "BF", "BA"),
        ("editor", "", "BE"),
    ):
        lines = reference.lines(full) if full else []
        lines = lines if len(lines) >= len(reference.lines(short)) else reference.lines(short)
        lines = [one for line in lines for one in line.split(";")]
        builder.add_names(variable, map(_name, lines))
    groups = [text_of(one) for line in reference.lines("CA") for one in line.split(";")]
    builder.add_names("author", [Name(literal=group) for group in groups if group])
    if type == "book" and "author" not in builder.fields:
        builder.add_names("author", [Name(literal=group) for group in reference.lines("GP")])
    else:
        builder.keep("GP", *reference.lines("GP"))


def _name(text: str) -> Name | None:
    """Read a name: `Doe, JA`, `Doe, Jane A.` or `Doe, JA (Doe, Jane A.)`."""
    full = _FULL_NAME.search(text)
    if full is not None and "," in full.group(1):
        text = full.group(1)
    name = name_of(_FULL_NAME.sub("", text))
    if name is None or "anonymous" in str(name).lower():
        return None
    if name.literal or not name.given:
        return name
    return Name(
        family=name.family,
        given=spaced_initials(name.given),
        dropping_particle=name.dropping_particle,
        non_dropping_particle=name.non_dropping_particle,
        suffix=name.suffix,
    )


def _text(builder: RecordBuilder, reference: _Reference, tag: str, abbreviation: str) -> str:
    """Return the text of a tag. Text in capitals gets capitals at the begin of words only."""
    value = reference.text(tag)
    if tag not in _CAPITALIZED or not value.isupper() or len(value) < 4:
        return value
    # The abbreviated title has names such as "BMC" and "PLoS" as they are written.
    spellings: dict[str, str] = {
        word.upper(): word for word in re.findall(r"\w+", abbreviation) if not word.isupper()
    }
    spellings |= {word: word for word in re.findall(r"\w+", abbreviation) if word.isupper()}

    def cased(found: re.Match[str]) -> str:
        word: str = found.group()
        if word in spellings and spellings[word][:1].isupper():
            return spellings[word]
        if word in _KEPT_CAPITALS:
            return word
        if word.lower() in _SMALL and found.start():
            return word.lower()
        return word.capitalize()

    text = re.sub(r"[^\W_]+(?:'[^\W_]+)?", cased, value)
    if tag == "TI":
        return text
    builder.keep(tag, value)
    return text


def _date(year: str, month: str) -> Date | None:
    """Read the date in PY and PD, such as `2011` and `FEB 3`, `JUL-AUG` or `WIN`."""
    year = year or next(iter(_YEAR.findall(month)), "")
    month = month.replace(year, "").strip(" ,") if year else month
    month = _SEASONS.get(month.upper(), month)
    if not year:
        return date_of(month)
    date, understood = from_year(year, month)
    if not understood and month:
        return date_of(f"{month} {year}")
    return date


_SEASONS = {"SPR": "Spring", "SUM": "Summer", "FAL": "Autumn", "WIN": "Winter"}
"""Abbreviations of seasons in PD."""
