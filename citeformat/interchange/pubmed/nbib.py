"""PubMed's MEDLINE format (.nbib) → records.

In: the file's text. Out: records. `PMID-` begins a record, a field's name takes four columns, and a
line that begins with six blanks continues the field before. Fields without a CSL variable are kept
under `extra["custom"]["nbib"]`. ERIC writes the same format without `PMID-`: there `OWN -` begins a
record, or else a blank line.

Source: the National Library of Medicine, "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citeformat._util.text import text_of
from citeformat.errors import Problem, SourceError
from citeformat.interchange.shared.languages import ISO_639_2
from citeformat.interchange.shared.record_builder import (
    RecordBuilder,
    clean_doi,
    date_of,
    is_doi,
    joined,
)
from citeformat.record import Date, Name, Record, Records
from citeformat.record.citation_keys import UniqueIds
from citeformat.record.text.dates import from_year

__all__ = ["IGNORED", "PEOPLE", "TEXT", "TYPES", "read"]


TEXT = {
    "TI": "title", "TT": "original-title", "JT": "container-title",
    "TA": "container-title-short", "AB": "abstract", "VI": "volume", "IP": "issue",
    "PMID": "PMID", "PMC": "PMCID", "BTI": "container-title", "CTI": "collection-title",
    "PB": "publisher", "EN": "edition", "PL": "publisher-place", "GN": "note",
    "VTI": "volume-title",
}  # fmt: skip
"""Field -> CSL variable."""

PEOPLE = {"FAU": "author", "FED": "editor", "CN": "author"}
"""Field of full names -> CSL variable."""

_FULL_NAMES = {"AU": "FAU", "ED": "FED"}
"""Field of initials -> the field of full names of the same people."""

TYPES = {
    "book": "book", "book chapter": "chapter", "preprint": "article",
    "newspaper article": "article-newspaper", "dataset": "dataset", "interview": "interview",
    "technical report": "report", "academic dissertation": "thesis", "legal case": "legal_case",
    "legislation": "legislation", "video-audio media": "motion_picture",
    "webcast": "motion_picture",
    # ERIC
    "books": "book", "collected works": "book", "dissertations/theses": "thesis",
    "reports": "report", "speeches/meeting papers": "paper-conference",
}  # fmt: skip
"""Publication type in lower case, up to " - " -> CSL type; all others are articles in journals."""

IGNORED = frozenset(
    "AU ED OWN STAT DCOM LR CRDT MHDA EDAT PHST SB IS DP DEP PG LID AID LA OT MH PT ISBN".split()
)
"""Fields that have rules of their own, or that describe PubMed's own record."""

_JOURNAL_TYPES = ("article-journal", "article", "article-newspaper")
"""CSL types of works in a journal, whose PL is the country of the journal."""
_ISSN_LABEL = re.compile(r"[EP]?ISSN-", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)\Z")
_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)\Z")
_LOCATION = re.compile(r"(\S+)\s*\[(doi|pii)\]\Z")
_PAGE_RANGE = re.compile(r"\b([A-Za-z]*)(\d+)-(?:\1)?(\d+)\b")
_PARTICLES = re.compile(r"((?:[^\W\d_A-Z]\S*\s+)+)(?=\S)")
_SUFFIXES = ("Jr", "Sr", "2nd", "3rd", "4th", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class _Reference:
    """A record of the file."""

    line: int
    """The line where it begins."""
    items: list[tuple[str, str]] = field(default_factory=list)
    """Fields and their values, in order."""

    def values(self) -> dict[str, list[str]]:
        """Return the values of each field."""
        values: dict[str, list[str]] = {}
        for name, value in self.items:
            values.setdefault(name, []).append(value)
        return values


def read(text: str, *, file: str = "") -> Records:
    """Read PubMed's MEDLINE format.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Raises:
        SourceError: The text has no record.

    >>> read("PMID- 1\\nTI  - Pain.\\nFAU - Doe, Jane A\\nDP  - 2001 Mar 5")[0].issued
    Date('2001-03-05')
    """
    problems: list[Problem] = []
    references: list[_Reference] = []
    lines = text.split("\n")
    names = {found.group(1) for line in lines if (found := _FIELD.match(line))}
    # Without PMID, OWN or a blank line begins a record.
    first = next((name for name in ("PMID", "OWN") if name in names), "")
    after_blank = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            after_blank = True
            continue
        found = _FIELD.match(line.rstrip())
        if found is None:
            if references and references[-1].items and line[:1].isspace():
                name, value = references[-1].items[-1]
                references[-1].items[-1] = (name, f"{value} {line.strip()}")
            else:
                problems.append(Problem("error", "this line has no field", file, number))
            continue
        name, value = found.group(1), found.group(2).strip()
        is_first = name == first and (
            after_blank or not references or any(one == first for one, _ in references[-1].items)
        )
        if is_first or (not first and after_blank):
            references.append(_Reference(number))
        elif not references:
            problems.append(Problem("error", "this line is in no record", file, number,
                                    f"a record begins with {first}"))  # fmt: skip
            continue
        after_blank = False
        references[-1].items.append((name, value))
    if not references or not names & {"PMID", "TI", "BTI"}:
        raise SourceError(f"{file or 'the text'} is not PubMed's format: it has no PMID")
    ids = UniqueIds()
    records = [_record(reference, file, ids, problems) for reference in references]
    return Records(records, problems)


def _record(reference: _Reference, file: str, ids: UniqueIds, problems: list[Problem]) -> Record:
    builder = RecordBuilder(reference.line)
    values = reference.values()
    type = _csl_type(values)
    if type == "book" and "TI" not in values and "BTI" in values:
        values["TI"] = values.pop("BTI")
    # AU and ED have the initials of the people in FAU and FED.
    skipped = {short for short, full in _FULL_NAMES.items() if full in values}
    people: dict[str, list[Name | None]] = {}
    for name, text in reference.items:
        if name in PEOPLE or (name in _FULL_NAMES and name not in skipped):
            people.setdefault(PEOPLE[_FULL_NAMES.get(name, name)], []).append(_name(name, text))
    for variable, names in people.items():
        builder.add_names(variable, names)
    for name, texts in values.items():
        text = text_of(" ".join(texts))
        if name == "PL" and type in _JOURNAL_TYPES:
            builder.keep(name, *texts)
        elif name in TEXT:
            # PubMed ends each title with a full stop, and puts translated ones in brackets.
            if name in ("TI", "TT") and not (name == "TI" and text.endswith("..")):
                text = text.removesuffix(".")
            if name == "TI" and _is_in_brackets(text):
                text = text[1:-1]
            builder.put_or_keep(TEXT[name], text, name)
        elif name not in IGNORED and name not in PEOPLE:
            builder.keep(name, *texts)
    builder.put("page", _PAGE_RANGE.sub(_full_range, text_of((values.get("PG") or [""])[0])))
    _put_locations(builder, values)
    for name, variable in (("IS", "ISSN"), ("ISBN", "ISBN")):
        numbers = [_ISSN_LABEL.sub("", value.split(" ")[0]) for value in values.get(name, ())]
        builder.put(variable, " ".join(dict.fromkeys(numbers)))
    published = [_publication_date(text_of(text)) for text in values.get("DP", ())]
    builder.put("issued", next(filter(None, published), None))
    days = [found for text in values.get("DEP", ()) if (found := _DAY.match(text))]
    online = [date_of("/".join(day.groups())) for day in days]
    builder.put("available-date", next(filter(None, online), None))
    builder.keep("PT", *values.get("PT", ()))
    builder.put("keyword", joined(map(text_of, values.get("OT", ()))))
    builder.keep("MH", *values.get("MH", ()))
    language = next(filter(None, values.get("LA", ())), "")
    builder.put("language", ISO_639_2.get(language.lower(), language))
    pmid = builder.fields.get("PMID", "")
    other_id = (values.get("OID") or [""])[0] if values.get("OWN") == ["ERIC"] else ""
    id = f"pmid{pmid}" if pmid else other_id
    record, is_duplicate = builder.record(id, type, "nbib", file, ids)
    if is_duplicate:
        message, hint = f"the id {id!r} is used twice", f"this record is read as {record.id!r}"
        problems.append(Problem("warning", message, file, reference.line, hint, record.id))
    return record


def _csl_type(values: dict[str, list[str]]) -> str:
    """Return the CSL type for the types of publication."""
    publication_types = [one.lower().partition(" - ")[0] for one in values.get("PT", ())]
    type = next((TYPES[one] for one in publication_types if one in TYPES), "article-journal")
    if "journal articles" in publication_types:  # ERIC has "Reports - Research" as well
        type = "article-journal"
    if type == "article-journal" and "BTI" in values:
        type = "chapter" if "TI" in values else "book"
    return type


def _put_locations(builder: RecordBuilder, values: dict[str, list[str]]) -> None:
    """Set DOI, URL and the number of an article without pages from LID and AID."""
    locations = [("LID", one) for one in values.get("LID", ())]
    locations += [("AID", one) for one in values.get("AID", ())]
    for name, text in locations:
        location = _LOCATION.match(text)
        if location is None and is_doi(text):
            builder.put("DOI", clean_doi(text))
        elif location is None and text.startswith(("http://", "https://")):
            builder.put("URL", text)
        elif location is not None and location.group(2) == "doi":
            builder.put("DOI", location.group(1))
        elif location is not None and "page" not in builder.fields and name == "LID":
            builder.put("page", location.group(1))


def _is_in_brackets(text: str) -> bool:
    """Whether the bracket that begins a text closes at its end, as around a translated title.

    >>> _is_in_brackets("[On sleep]"), _is_in_brackets("[18F]FDG and [11C]")
    (True, False)
    """
    if not (text.startswith("[") and text.endswith("]")):
        return False
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if not depth:
            return index == len(text) - 1
    return False


def _full_range(found: re.Match[str]) -> str:
    """Complete a range whose second number has only the digits that differ.

    >>> _PAGE_RANGE.sub(_full_range, "1123-30"), _PAGE_RANGE.sub(_full_range, "S12-9, 12-4")
    ('1123-1130', 'S12-S19, 12-14')
    """
    prefix, first, last = found.groups()
    last = first[: max(0, len(first) - len(last))] + last
    return f"{prefix}{first}-{prefix}{last}"


def _publication_date(text: str) -> Date | None:
    """Read DP: `2001`, `2001 Mar 5`, `2001 Mar-Apr` or `2000 Dec-2001 Jan`."""
    found = re.match(r"(\d{4})\s+(.+)\Z", text)
    if found is None:
        return date_of(text)
    next_year = re.match(r"([A-Za-z]+)(?:\s+\d+)?-(\d{4})\s*([A-Za-z]*)", found.group(2))
    if next_year is not None:
        first, _ = from_year(found.group(1), next_year.group(1))
        last, _ = from_year(next_year.group(2), next_year.group(3))
        if first and last and first.parts and last.parts:
            return Date((first.parts[0], last.parts[0]))
    date, understood = from_year(found.group(1), found.group(2))
    return date if understood else Date(literal=text)


def _name(field: str, text: str) -> Name | None:
    """Read a name.

    FAU and FED have full names, such as `Doe, Jane A` or `Doe, John Jr`. AU and ED have initials,
    such as `Doe JA`. CN has the name of a group.
    """
    if not text and field != "CN":
        return None
    if field in _FULL_NAMES and "," not in text:
        family, _, initials = text.rpartition(" ")
        if family and initials.isupper():
            return Name(family, " ".join(f"{letter}." for letter in initials))
        return Name(literal=text)
    family, comma, given = (part.strip() for part in text.partition(","))
    if field == "CN" or not comma:
        return Name(literal=text)
    if not family and not given:
        return None
    words = given.split()
    suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else ""
    particles = _PARTICLES.match(family)
    return Name(
        family=family[particles.end() :] if particles else family,
        given=" ".join(f"{word}." if len(word) == 1 and word.isupper() else word for word in words),
        non_dropping_particle=particles.group().strip() if particles else "",
        suffix=suffix,
    )
