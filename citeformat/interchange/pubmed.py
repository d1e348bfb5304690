"""PubMed's MEDLINE format (.nbib) → records.

In: the file's text. Out: records. `PMID-` begins a record, a field's name takes four columns, and a
line that begins with six blanks continues the field before. Fields without a CSL variable are kept
under `extra["custom"]["nbib"]`.

Source: the National Library of Medicine, "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citeformat.errors import Problem, SourceError
from citeformat.interchange.shared.citation_keys import UniqueIds
from citeformat.interchange.shared.dates import from_year
from citeformat.interchange.shared.languages import ISO_639_2
from citeformat.interchange.shared.record_builder import RecordBuilder, date_of, joined, text_of
from citeformat.record import Date, Name, Record, Records

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
"""Field of full names -> CSL variable. AU and ED have the initials of the same people."""

TYPES = {
    "book": "book", "book chapter": "chapter", "preprint": "article",
    "newspaper article": "article-newspaper", "dataset": "dataset", "interview": "interview",
    "technical report": "report", "academic dissertation": "thesis", "legal case": "legal_case",
    "legislation": "legislation", "video-audio media": "motion_picture",
    "webcast": "motion_picture",
}  # fmt: skip
"""Publication type in lower case -> CSL type; all others are articles in journals."""

IGNORED = frozenset(
    "AU ED OWN STAT DCOM LR CRDT MHDA EDAT PHST SB IS DP DEP PG LID AID LA OT MH PT ISBN".split()
)
"""Fields that have rules of their own, or that describe PubMed's own record."""

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
    values: dict[str, list[str]] = field(default_factory=dict)
    """Field -> its values."""


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
    last: list[str] | None = None
    after_blank = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            after_blank = True
            continue
        found = _FIELD.match(line.rstrip())
        if found is None:
            if last is not None and line[:1].isspace():
                last[-1] = f"{last[-1]} {line.strip()}"
            else:
                problems.append(Problem("error", "this line has no field", file, number))
            continue
        name, value = found.group(1), found.group(2).strip()
        if name == "PMID" and (after_blank or not references or "PMID" in references[-1].values):
            references.append(_Reference(number))
        elif not references:
            problems.append(Problem("error", "this line is in no record", file, number,
                                    "a record begins with PMID"))  # fmt: skip
            continue
        after_blank = False
        last = references[-1].values.setdefault(name, [])
        last.append(value)
    if not references:
        raise SourceError(f"{file or 'the text'} is not PubMed's format: it has no PMID")
    ids = UniqueIds()
    return Records([_record(reference, file, ids) for reference in references], problems)


def _record(reference: _Reference, file: str, ids: UniqueIds) -> Record:
    builder = RecordBuilder(reference.line)
    values = reference.values
    publication_types = [one.lower() for one in values.get("PT", ())]
    type = next((TYPES[one] for one in publication_types if one in TYPES), "article-journal")
    if type == "article-journal" and "BTI" in values:
        type = "chapter" if "TI" in values else "book"
    if type == "book" and "TI" not in values and "BTI" in values:
        values["TI"] = values.pop("BTI")
    for name, texts in values.items():
        text = text_of(" ".join(texts))
        if name in PEOPLE:
            builder.add_names(PEOPLE[name], [_name(name, one) for one in texts])
        elif name in TEXT:
            # PubMed ends each title with a full stop, and puts translated ones in brackets.
            if name in ("TI", "TT") and not (name == "TI" and text.endswith("..")):
                text = text.removesuffix(".")
            if name == "TI" and text.startswith("["):
                text = text[1:].removesuffix("]")
            builder.put_or_keep(TEXT[name], text, name)
        elif name not in IGNORED:
            builder.keep(name, *texts)
    for initials, full in (("AU", "FAU"), ("ED", "FED")):
        names = values.get(initials, ()) if full not in values else ()
        builder.add_names(PEOPLE[full], [_name(initials, one) for one in names])
    builder.put("page", _PAGE_RANGE.sub(_full_range, text_of((values.get("PG") or [""])[0])))
    locations = [("LID", one) for one in values.get("LID", ())]
    locations += [("AID", one) for one in values.get("AID", ())]
    for name, text in locations:
        location = _LOCATION.match(text)
        if location is not None and location.group(2) == "doi":
            builder.put("DOI", location.group(1))
        elif location is not None and "page" not in builder.fields and name == "LID":
            builder.put("page", location.group(1))
    for name, variable in (("IS", "ISSN"), ("ISBN", "ISBN")):
        numbers = [value.split(" ")[0] for value in values.get(name, ())]
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
    return builder.record(f"pmid{pmid}" if pmid else "", type, "nbib", file, ids)[0]


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
    if field in ("AU", "ED"):
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
