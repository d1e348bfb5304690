"""PubMed's MEDLINE format (.nbib) → records.

In: the file's text. Out: records. `PMID-` begins a record; a field's name takes four places, and
a line that begins with six blanks continues the one before. What has no variable is kept under
`extra["custom"]["nbib"]`.

Source: the National Library of Medicine, "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citeformat.errors import Problem, SourceError
from citeformat.interchange.shared.citation_keys import UniqueIds
from citeformat.interchange.shared.dates import from_year
from citeformat.interchange.shared.languages import TAG_OF_CODE
from citeformat.interchange.shared.record_builder import Draft, date_of, joined, text_of
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
"""Field of full names -> CSL variable. AU and ED have the same people with initials."""

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
"""Fields that are read by a rule of their own, or that say something of PubMed's own record."""

_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)\Z")

_LOCATION = re.compile(r"(\S+)\s*\[(doi|pii)\]\Z")

_PARTICLES = re.compile(r"((?:[^\W\d_A-Z]\S*\s+)+)(?=\S)")


@dataclass(slots=True)
class _Reference:
    line: int
    values: dict[str, list[str]] = field(default_factory=dict)


def read(text: str, *, file: str = "") -> Records:
    """Read PubMed's MEDLINE format.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Raises:
        SourceError: There is no record in the text.

    >>> read("PMID- 1\\nTI  - Pain.\\nFAU - Doe, Jane A\\nDP  - 2001 Mar 5")[0].issued
    Date('2001-03-05')
    """
    problems: list[Problem] = []
    references = _references(text, file, problems)
    if not references:
        raise SourceError(f"{file or 'the text'} is not PubMed's format: there is no PMID in it")
    ids = UniqueIds()
    return Records([_record(one, file, ids) for one in references], problems)


def _references(text: str, file: str, problems: list[Problem]) -> list[_Reference]:
    """The records' fields, continued lines put together."""
    found: list[_Reference] = []
    last: list[str] | None = None
    fresh = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            fresh = True
            continue
        match = _FIELD.match(line.rstrip())
        if match is None:
            if last is not None and line[:1].isspace():
                last[-1] = f"{last[-1]} {line.strip()}"
            else:
                problems.append(Problem("error", "this line has no field", file, number))
            continue
        name, value = match.group(1), match.group(2).strip()
        if name == "PMID" and (fresh or not found or "PMID" in found[-1].values):
            found.append(_Reference(number))
        elif not found:
            problems.append(Problem("error", "this line is in no record", file, number,
                                    "a record begins with PMID"))  # fmt: skip
            continue
        fresh = False
        last = found[-1].values.setdefault(name, [])
        last.append(value)
    return found


def _record(reference: _Reference, file: str, ids: UniqueIds) -> Record:
    draft = Draft(reference.line)
    values = reference.values
    kinds = [kind.lower() for kind in values.get("PT", ())]
    type = next((TYPES[kind] for kind in kinds if kind in TYPES), "article-journal")
    if type == "article-journal" and "BTI" in values:
        type = "chapter" if "TI" in values else "book"
    if type == "book" and "TI" not in values and "BTI" in values:
        values["TI"] = values.pop("BTI")
    for name, texts in values.items():
        if name in PEOPLE:
            for text in texts:
                draft.add_name(PEOPLE[name], _name(text) if name != "CN" else Name(literal=text))
        elif name in TEXT:
            _text(draft, name, texts)
        elif name not in IGNORED:
            for text in texts:
                draft.keep(name, text)
    for short, full in (("AU", "FAU"), ("ED", "FED")):
        for text in values.get(short, ()) if full not in values else ():
            draft.add_name(PEOPLE[full], _short_name(text))
    _numbers(draft, values)
    _dates(draft, values)
    for text in values.get("PT", ()):
        draft.keep("PT", text)
    draft.put("keyword", joined(map(text_of, values.get("OT", ()))))
    for heading in values.get("MH", ()):
        draft.keep("MH", heading)
    for code in values.get("LA", ()):
        draft.put("language", TAG_OF_CODE.get(code.lower(), code))
    pmid = str(draft.fields.get("PMID", ""))
    return draft.record(f"pmid{pmid}" if pmid else "", type, "nbib", file, ids)[0]


def _text(draft: Draft, name: str, texts: list[str]) -> None:
    text = text_of(" ".join(texts))
    if name == "TI":
        # PubMed puts a full stop behind each title, and brackets around one that it translated.
        text = text[:-1] if text.endswith(".") and not text.endswith("..") else text
        text = text.removeprefix("[").removesuffix("]") if text.startswith("[") else text
    if name == "TT":
        text = text.removesuffix(".")
    if not draft.put(TEXT[name], text):
        draft.keep(name, text)


def _numbers(draft: Draft, values: dict[str, list[str]]) -> None:
    """Pages, DOI, ISSN and ISBN."""
    draft.put("page", _full_range(text_of((values.get("PG") or [""])[0])))
    for name in ("LID", "AID"):
        for value in values.get(name, ()):
            location = _LOCATION.match(value)
            if location is not None and location.group(2) == "doi":
                draft.put("DOI", location.group(1))
            elif location is not None and "page" not in draft.fields and name == "LID":
                draft.put("page", location.group(1))
    numbers = [value.split(" ")[0] for value in values.get("IS", ())]
    draft.put("ISSN", " ".join(dict.fromkeys(numbers)))
    isbns = [value.split(" ")[0] for value in values.get("ISBN", ())]
    draft.put("ISBN", " ".join(dict.fromkeys(isbns)))


def _full_range(pages: str) -> str:
    """MEDLINE cuts the second number to what differs: 1123-30 is 1123-1130.

    >>> _full_range("1123-30"), _full_range("S12-9"), _full_range("12-4, 18")
    ('1123-1130', 'S12-S19', '12-14, 18')
    """

    def complete(found: re.Match[str]) -> str:
        prefix, first, last = found.groups()
        if len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        return f"{prefix}{first}-{prefix}{last}"

    return re.sub(r"\b([A-Za-z]*)(\d+)-(?:\1)?(\d+)\b", complete, pages)


def _dates(draft: Draft, values: dict[str, list[str]]) -> None:
    """DP as PubMed writes it: `2001`, `2001 Mar 5`, `2001 Mar-Apr`, `2000 Dec-2001 Jan`."""
    for text in values.get("DP", ()):
        draft.put("issued", _publication_date(text_of(text)) or "")
    for text in values.get("DEP", ()):
        digits = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text)
        if digits:
            draft.put("available-date", date_of("/".join(digits.groups())) or "")


def _publication_date(text: str) -> Date | None:
    found = re.match(r"(\d{4})\s+(.+)\Z", text)
    if found is None:
        return date_of(text)
    turn = re.match(r"([A-Za-z]+)(?:\s+\d+)?-(\d{4})\s*([A-Za-z]*)", found.group(2))
    if turn is not None:  # from one year into the next
        first, _ = from_year(found.group(1), turn.group(1))
        last, _ = from_year(turn.group(2), turn.group(3))
        if first and last and first.parts and last.parts:
            return Date((first.parts[0], last.parts[0]))
    date, understood = from_year(found.group(1), found.group(2))
    return date if understood else Date(literal=text)


def _name(text: str) -> Name | None:
    """`Doe, Jane A` with PubMed's suffixes at the end: `Doe, John Jr`."""
    family, comma, given = (part.strip() for part in text.partition(","))
    if not comma:
        return Name(literal=text) if text else None
    words = given.split()
    suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else ""
    particles = _PARTICLES.match(family)
    particle = particles.group(1).strip() if particles else ""
    return Name(
        family=family[len(particles.group(1)) :] if particles else family,
        given=" ".join(f"{word}." if len(word) == 1 and word.isupper() else word for word in words),
        non_dropping_particle=particle,
        suffix=suffix,
    )


_SUFFIXES = ("Jr", "Sr", "2nd", "3rd", "4th", "II", "III", "IV")


def _short_name(text: str) -> Name | None:
    """`Doe JA`"""
    family, _, initials = text.rpartition(" ")
    if not family or not initials.isupper():
        return Name(literal=text) if text else None
    return Name(family, " ".join(f"{letter}." for letter in initials))
