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
from citeformat.interchange.pubmed.values import (
    JOURNAL_TYPES,
    SUFFIXES,
    csl_type,
    personal_name,
    plain_title,
    publication_date,
)
from citeformat.interchange.shared.languages import language_tag
from citeformat.interchange.shared.record_builder import (
    RecordBuilder,
    clean_doi,
    date_of,
    full_range,
    identifier,
    is_doi,
    join_keywords,
)
from citeformat.record import Name, Record, Records
from citeformat.record.citation_keys import UniqueIds

__all__ = ["IGNORED", "PEOPLE", "TEXT", "read"]


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

IGNORED = frozenset(
    "AU ED OWN STAT DCOM LR CRDT MHDA EDAT PHST SB IS DP DEP PG LID AID LA OT MH PT ISBN".split()
)
"""Fields that have rules of their own, or that describe PubMed's own record."""

_LABEL = re.compile(r"[EP]?IS[SB]N-", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)\Z")
_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)\Z")
_LOCATION = re.compile(r"(\S+)\s*\[(doi|pii)\]\Z")


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
    type = csl_type(values.get("PT", ()), has_title="TI" in values, has_book="BTI" in values)
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
        if name == "PL" and type in JOURNAL_TYPES:
            builder.keep(name, *texts)
        elif name in TEXT:
            if name in ("TI", "TT", "BTI", "CTI"):
                text = plain_title(text)
            builder.put_or_keep(TEXT[name], text, name)
        elif name not in IGNORED and name not in PEOPLE:
            builder.keep(name, *texts)
    builder.put("page", full_range(text_of((values.get("PG") or [""])[0])))
    _put_locations(builder, values)
    numbers: dict[str, list[str]] = {}
    for name, default in (("IS", "ISSN"), ("ISBN", "ISBN")):
        for value in values.get(name, ()):
            variable, number = identifier(_LABEL.sub("", value.split(" ")[0]))
            numbers.setdefault(variable or default, []).append(number)
    for variable, each in numbers.items():
        builder.put(variable, " ".join(dict.fromkeys(each)))
    published = [publication_date(text_of(text)) for text in values.get("DP", ())]
    builder.put("issued", next(filter(None, published), None))
    days = [found for text in values.get("DEP", ()) if (found := _DAY.match(text))]
    online = [date_of("/".join(day.groups())) for day in days]
    builder.put("available-date", next(filter(None, online), None))
    builder.keep("PT", *values.get("PT", ()))
    builder.put("keyword", join_keywords(map(text_of, values.get("OT", ()))))
    builder.keep("MH", *values.get("MH", ()))
    language, *others = [*filter(None, values.get("LA", ())), ""]
    builder.put("language", language_tag(language) or language)
    builder.keep("LA", *others)
    pmid = builder.fields.get("PMID", "")
    other_id = (values.get("OID") or [""])[0] if values.get("OWN") == ["ERIC"] else ""
    id = f"pmid{pmid}" if pmid else other_id
    return builder.record(id, type, "nbib", file, ids, problems)


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


def _name(field: str, text: str) -> Name | None:
    """Read a name.

    FAU and FED have full names, such as `Doe, Jane A` or `Doe, John Jr`. AU and ED have initials,
    such as `Doe JA` or `Doe J Jr`. CN has the name of a group.
    """
    if not text and field != "CN":
        return None
    if field in _FULL_NAMES and "," not in text:
        parts = text.split()
        suffix = parts.pop() if len(parts) > 2 and parts[-1] in SUFFIXES else ""
        *particles_and_family, initials = parts
        if particles_and_family and initials.isupper():
            return personal_name(" ".join(particles_and_family), initials, suffix)
        return Name(literal=text)
    family, comma, given = (part.strip() for part in text.partition(","))
    if field == "CN" or not comma:
        return Name(literal=text)
    if not family and not given:
        return None
    words = given.split()
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    return personal_name(family, " ".join(words), suffix)
