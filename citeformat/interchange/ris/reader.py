"""RIS → records, as reference managers, publishers, PubMed and library systems write it.

`record_of` makes one reference of tags and values into a record: what RIS and EndNote XML have in
common.
"""

from __future__ import annotations

import re

from citeformat.errors import Problem, SourceError
from citeformat.interchange.ris.lines import Tagged, tagged_references
from citeformat.interchange.ris.tables import (  # fmt: skip
    CONTAINERS,
    COUNTED,
    DATES,
    PEOPLE,
    TEXT,
    TYPES,
    variable_of,
)
from citeformat.interchange.shared.citation_keys import UniqueIds
from citeformat.interchange.shared.dates import from_year
from citeformat.interchange.shared.record_builder import (
    Draft,
    clean_doi,
    date_of,
    identifier,
    is_doi,
    joined,
    name_of,
    pages_of,
    text_of,
)
from citeformat.record import Date, Record, Records

__all__ = ["read", "record_of"]


_ALREADY = ("TY", "ID", "KW", "PY", "Y1", "DA", "SP", "EP", "N1", *CONTAINERS)

_WITH_YEAR = re.compile(r"\d{4}")


def record_of(
    reference: Tagged, format: str, file: str, ids: UniqueIds, problems: list[Problem]
) -> Record:
    """The record of a reference.

    Args:
        reference: Its type, tags and values.
        format: The name under which unknown values are kept.
        file: The file's name.
        ids: The ids of the file so far.
        problems: Takes what could not be read.
    """
    draft = Draft(reference.line)
    type = TYPES.get(reference.type.upper(), "")
    if not type:
        problems.append(
            Problem("warning", f"there is no reference type {reference.type!r}", file,
                    reference.line, "it was read as GEN")
        )  # fmt: skip
        type = "document"
    if reference.type.upper() == "INPR":
        draft.put("status", "in press")
    draft.keep("TY", reference.type)
    values: dict[str, list[str]] = {}
    for tag, value, line in reference.items:
        if value:
            values.setdefault(tag, []).append(value)
        if "\ufffd" in value:
            problems.append(Problem("warning", f"{tag} has characters that were lost", file, line))
    _conference(values, type)
    _containers(draft, values, type)
    for tag in values:
        if tag not in _ALREADY:
            for value in values[tag]:
                _value(draft, tag, value, type)
    _dates(draft, values)
    _pages(draft, values, type)
    _notes(draft, values)
    keywords = [part for value in values.get("KW", ()) for part in re.split(r"[;\n]+", value)]
    draft.put("keyword", joined(map(text_of, keywords)))
    id = text_of((values.get("ID") or [""])[0])
    record, taken = draft.record(id, type, format, file, ids)
    if taken:
        problems.append(Problem("warning", f"the id {id!r} is used twice", file, reference.line,
                                f"this reference is read as {record.id!r}", record.id))  # fmt: skip
    return record


def _conference(values: dict[str, list[str]], type: str) -> None:
    """With the proceedings in C3, T2 is the conference's name (EndNote, Zotero)."""
    if type == "paper-conference" and "C3" in values and "T2" in values:
        values["event"] = values.pop("T2")


def _containers(draft: Draft, values: dict[str, list[str]], type: str) -> None:
    """The larger work's title, full and short. T2 may be a series, BT the book itself."""
    if variable_of(TEXT, "T2", type) != "container-title":
        for value in values.pop("T2", ()):
            _value(draft, "T2", value, type)
    if not any(tag in values for tag in ("TI", "T1", "CT")) and "BT" in values:
        draft.put("title", text_of(values.pop("BT")[0]))
    if "C3" in values and type == "paper-conference":
        draft.put("container-title", text_of(values["C3"][0]))
    found = [(tag, text_of(value)) for tag in CONTAINERS for value in values.get(tag, ())]
    for tag, text in found:
        if tag in ("JA", "J1", "J2") and draft.put("container-title-short", text):
            continue
        if draft.put("container-title", text):
            continue
        # EndNote has the abbreviation in JO, publishers have the full name there.
        if not (tag == "JO" and draft.put("container-title-short", text)):
            draft.keep(tag, text)
    short = draft.fields.get("container-title-short")
    if short and "container-title" not in draft.fields:
        draft.fields["container-title"] = draft.fields.pop("container-title-short")


def _value(draft: Draft, tag: str, value: str, type: str) -> None:
    """One value of a tag that stands for itself."""
    people = variable_of(PEOPLE, tag, type)
    if people == "author" and draft.kept.get("TY") == ["EDBOOK"]:
        people = "editor"  # the authors of an edited book are its editors
    if people:
        draft.add_name(people, name_of(value))
    elif tag == "DO" or (tag in ("M3", "C7", "L3", "LK") and is_doi(value)):
        if not draft.put("DOI", clean_doi(value)):
            draft.keep(tag, value)
    elif tag in ("UR", "LK"):
        _address(draft, tag, value)
    elif tag == "SN":
        _serial(draft, value, type)
    elif tag in DATES:
        draft.put(DATES[tag], date_of(value) or "")
    else:
        variable = "event-title" if tag == "event" else variable_of(TEXT, tag, type)
        text = text_of(value)
        if not (variable and draft.put(variable, text)):
            draft.keep(tag, text)


def _address(draft: Draft, tag: str, value: str) -> None:
    """The first address; one of the DOI only where it stands alone is the DOI."""
    first, *others = value.split()
    if "doi.org/" in first and is_doi(first):
        draft.put("DOI", clean_doi(first))
    draft.put("URL", first)
    if others or draft.fields["URL"] != first:
        draft.keep(tag, value)


def _serial(draft: Draft, value: str, type: str) -> None:
    """ISSN and ISBN, told apart by their form; reports and patents have their number here."""
    for part in re.split(r"[;\n]|,(?=\s)| (?=(?:978|979)\d)", value):
        variable, text = identifier(part)
        if not text:
            continue
        if not variable and type in ("report", "patent", "standard"):
            variable = "number"
        if not variable:
            variable = "ISBN" if type in ("book", "chapter") else "ISSN"
        before = draft.fields.get(variable)
        if before and variable != "number" and text not in str(before).split():
            draft.fields[variable] = f"{before} {text}"
        elif not draft.put(variable, text):
            draft.keep("SN", text)


def _dates(draft: Draft, values: dict[str, list[str]]) -> None:
    """DA where it is more exact than the year in PY or Y1; without a year it completes that."""
    years = [*values.get("PY", ()), *values.get("Y1", ())]
    exact = values.get("DA", [""])[0]
    year = date_of(years[0]) if years else None
    for other in years[1:]:
        more = date_of(other)
        if year is not None and more is not None and _precision(more) > _precision(year):
            year = more
    day = date_of(exact) if _WITH_YEAR.search(exact) else None
    if day is not None and _precision(day) > _precision(year):
        year = day
    elif exact and day is None and year is not None and year.year and not year.month:
        whole, understood = from_year(str(year.year), text_of(exact))
        year = whole if understood else year
        if not understood:
            draft.keep("DA", exact)
    elif exact and day is None:
        year = year or date_of(exact)
    elif day is not None and day != year and _differs(day, year):
        draft.keep("DA", exact)
    draft.put("issued", year or "")


def _precision(date: Date | None) -> int:
    if date is None:
        return 0
    if not date.parts:
        return 0
    return len(date.parts[0]) + (date.season is not None) + bool(date.end) + date.circa


def _differs(day: Date, year: Date | None) -> bool:
    """Whether two dates say different things, and not one of them less."""
    if year is None or not (day.parts and year.parts):
        return False
    shorter = min(len(day.parts[0]), len(year.parts[0]))
    return day.parts[0][:shorter] != year.parts[0][:shorter]


def _pages(draft: Draft, values: dict[str, list[str]], type: str) -> None:
    first = values.get("SP", [""])[0]
    last = values.get("EP", [""])[0]
    if first and not last and type in COUNTED and "-" not in first and "–" not in first:
        count = re.sub(r"\s*(?:pp?\.?|pages)\Z", "", text_of(first), flags=re.IGNORECASE)
        draft.put("number-of-pages", count)
    else:
        draft.put("page", pages_of(first, last))
    for tag in ("SP", "EP"):
        for value in values.get(tag, ())[1:]:
            draft.keep(tag, value)
    # An article's number is what a reference prints for pages, where there are none.
    if "page" not in draft.fields and type == "article-journal" and "number" in draft.fields:
        draft.fields["page"] = draft.fields.pop("number")


def _notes(draft: Draft, values: dict[str, list[str]]) -> None:
    for value in values.get("N1", ()):
        text = text_of(value)
        if is_doi(text) and "DOI" not in draft.fields:
            draft.put("DOI", clean_doi(text))
        elif text != draft.fields.get("title"):  # EndNote repeats the title here
            draft.append("note", text, "; ")


def read(text: str, *, file: str = "") -> Records:
    """Read RIS.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Returns:
        The records in order. Text that belongs to no reference is a Problem.

    Raises:
        SourceError: There is no reference in the text.

    >>> read("TY  - JOUR\\nAU  - Knuth, Donald E.\\nTI  - Literate programming\\nER  - ")[0].title
    'Literate programming'
    """
    problems: list[Problem] = []
    ids = UniqueIds()
    records = [
        record_of(reference, "ris", file, ids, problems)
        for reference in tagged_references(text, file, problems)
    ]
    if not records:
        raise SourceError(f"{file or 'the text'} is not RIS: no line begins with TY")
    return Records(records, sorted(problems, key=lambda problem: problem.line))
