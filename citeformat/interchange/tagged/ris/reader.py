"""RIS → records, as reference managers, publishers, PubMed and library systems write it.

In: the file's text. Out: records. `record_of_tags` builds the record of one reference. EndNote's
formats are read with it as well, since their elements and tags correspond to tags of RIS.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from citeformat._util.text import is_no_number, text_of
from citeformat.errors import Problem
from citeformat.interchange.shared.genres import is_bookkeeping, repeats_type
from citeformat.interchange.shared.languages import language_tag
from citeformat.interchange.shared.record_builder import (
    RecordBuilder,
    clean_doi,
    date_of,
    imprint,
    is_doi,
    join_keywords,
    pages_of,
    records_of_file,
)
from citeformat.interchange.tagged.ris.tables import (  # fmt: skip
    ACCESS,
    ACCESSED_IN_DA,
    CONTAINERS,
    DATES,
    PEOPLE,
    START_PAGES,
    TEXT,
    TYPES,
    is_count,
    variable_of,
)
from citeformat.record import Date, Record, Records
from citeformat.record.citation_keys import UniqueIds
from citeformat.record.text.dates import from_year, is_ambiguous
from citeformat.record.text.name_lists import bare_name
from citeformat.record.text.names import names_of

__all__ = ["Tagged", "read", "record_of_tags"]

_LINE = re.compile(r"\s{0,3}([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t](.*)|[ \t]*)\Z")
_NUMBERS = frozenset(("VL", "IS", "SP", "EP"))
_DEPENDENT = ("TY", "ID", "KW", "PY", "Y1", "DA", "SP", "EP", "N1", *CONTAINERS)
"""Tags whose values depend on each other or on the rest."""
_DATE_TAGS = frozenset(("PY", "Y1", "DA", *DATES))
_FORM_OF_2001 = frozenset(("T1", "A1", "BT", "ED", "JF", "JO", "Y1"))
"""Tags that EndNote and Zotero do not write."""
_BETWEEN_ADDRESSES = re.compile(r"[;,]?\s+|[;,](?=https?://)")
_SEPARATOR = re.compile(r"[;&]|,.*,|\s[A-Z.]+,")
"""What is between people, if one field has several."""
_FOUR_DIGITS = re.compile(r"\d{4}")
_WORD = re.compile(r"\w+")
_PUBMED = frozenset(("pubmed", "medline", "nlm"))
"""What DB or DP has for a reference from PubMed, in lower case."""


@dataclass(slots=True)
class Tagged:
    """The tags and values of a reference, in order."""

    line: int
    """The line where the reference begins."""
    type: str = ""
    """The value of TY."""
    items: list[tuple[str, str, int]] = field(default_factory=list)
    """Tag, value, line."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Tag -> what messages call it, if the file has other tags than RIS."""

    def values(self) -> dict[str, list[str]]:
        """Return the values of each tag, without empty ones."""
        values: dict[str, list[str]] = {}
        for tag, value, _ in self.items:
            if value.lower() == "n/a" or (tag in _NUMBERS and is_no_number(value)):
                continue
            if value:
                values.setdefault(tag, []).append(value)
        if values.get("VL") == ["0"] == values.get("IS"):
            # Publishers write both zeros for an article that is in no issue yet.
            del values["VL"], values["IS"]
        return values


def _references(text: str, file: str, problems: list[Problem]) -> Iterator[Tagged]:
    """Yield the references of a file. A line without a tag continues the line before it.

    Args:
        text: The text.
        file: The file's name.
        problems: Receives a problem for each line outside of a reference, and each missing ER.
    """
    current: Tagged | None = None
    outside = -1
    unended = "the reference has no ER at its end"
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line.rstrip())
        tag, value = (found.group(1), (found.group(2) or "").strip()) if found else ("", "")
        if tag == "TY":
            if current is not None:
                problems.append(
                    Problem("warning", unended, file, current.line, "the next TY ends it")
                )
                yield current
            current = Tagged(number, value)
        elif current is None:
            if tag and tag != "ER" and outside != number - 1:
                problems.append(Problem("error", "this line is in no reference", file, number,
                                        "a reference begins with TY"))  # fmt: skip
            outside = number if tag else outside
        elif tag == "ER":
            yield current
            current = None
        elif tag:
            current.items.append((tag, value, number))
        elif line.strip() and current.items:
            before, so_far, start = current.items[-1]
            current.items[-1] = (before, f"{so_far}\n{line.strip()}".strip(), start)
    if current is not None:
        problems.append(
            Problem("warning", unended, file, current.line, "the end of the file ends it")
        )
        yield current


def read(text: str, *, file: str = "") -> Records:
    """Read RIS.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Returns:
        The records in order. `.problems` reports text that belongs to no reference.

    Raises:
        SourceError: The text has no reference.

    >>> read("TY  - JOUR\\nAU  - Knuth, Donald E.\\nTI  - Literate programming\\nER  - ")[0].title
    'Literate programming'
    """
    problems: list[Problem] = []
    ids = UniqueIds()
    records = [
        record_of_tags(reference, "ris", file, ids, problems)
        for reference in _references(text, file, problems)
    ]
    return records_of_file(records, problems, file, "is not RIS: no line begins with TY")


def record_of_tags(
    reference: Tagged, format: str, file: str, ids: UniqueIds, problems: list[Problem]
) -> Record:
    """Build the record of a reference.

    Args:
        reference: Its type, tags and values.
        format: The name under which values without a variable are kept.
        file: The file's name.
        ids: The ids of the file so far.
        problems: Receives a problem for each value that could not be read.
    """
    builder = RecordBuilder(reference.line)
    ty = reference.type.upper()
    type = TYPES.get(ty, "document")
    if ty not in TYPES:
        message = f"unknown reference type {reference.type!r}"
        builder.add_problem("warning", message, "it was read as GEN")
    builder.put("status", "in press" if ty == "INPR" else "")
    builder.keep("TY", reference.type)
    _report_doubts(builder, reference, type)
    values = reference.values()
    if type == "paper-conference" and "C3" in values and "T2" in values:
        # EndNote and Zotero write the proceedings to C3 and the name of the conference to T2.
        for value in values.pop("T2"):
            builder.put_or_keep("event-title", text_of(value), "T2")
    if type == "paper-conference" and _FORM_OF_2001 & values.keys():
        # In the form of 2001, CY is the place of publication of every type.
        values["PP"] = [*values.get("PP", ()), *values.pop("CY", ())]
    _put_container_titles(builder, values, type, ty)
    _put_accessed(builder, values, ty)
    independent = [tag for tag in values if tag not in _DEPENDENT]
    # The number of a report or a patent is in SN rather than in M1, and the DOI in DO rather than
    # in an address. The degree of a thesis (VL) is its genre if there is no type of thesis.
    for tag in sorted(independent, key=lambda tag: (tag not in ("SN", "DO")) + (tag == "VL")):
        if people := variable_of(PEOPLE, tag, type, ty):
            builder.add_names(people, [name for text in values[tag] for name in names_of(text)[0]])
        else:
            for value in values[tag]:
                _put_value(builder, tag, value, type, ty)
    builder.put("issued", _issued(builder, values))
    _put_pmid(builder)
    _remove_isbd_punctuation(builder)
    _put_pages(builder, values, type, ty)
    for note in map(text_of, values.get("N1", ())):
        known = str(builder.fields.get("DOI", "")).lower()
        if is_doi(note) and (
            clean_doi(note).lower() == known or builder.put("DOI", clean_doi(note))
        ):
            continue
        if is_bookkeeping(note):
            builder.keep("N1", note)
        elif note != builder.fields.get("title"):  # EndNote repeats the title here
            builder.append("note", note, "; ")
    genre = builder.fields.get("genre")
    if isinstance(genre, str) and repeats_type(genre, type):
        builder.keep("M3", genre)
        del builder.fields["genre"]
    keywords = [part for value in values.get("KW", ()) for part in re.split(r"[;\n]+", value)]
    builder.put("keyword", join_keywords(map(text_of, keywords)))
    id, *more = dict.fromkeys(map(text_of, values.get("ID") or [""]))
    builder.keep("ID", *more)
    return builder.record(id, type, format, file, ids, problems)


def _report_doubts(builder: RecordBuilder, reference: Tagged, type: str) -> None:
    """Report lost characters, dates with two meanings, and fields that should have one name, and
    have several people or more than a name."""
    ty = reference.type.upper()
    for tag, value, line in reference.items:
        name = reference.names.get(tag, tag)
        if "\ufffd" in value:
            builder.add_problem("warning", f"{name} has characters that were lost", line=line)
        if tag in _DATE_TAGS and is_ambiguous(value):
            message = f"{value!r} does not say which number is the month"
            builder.add_problem("warning", message, "only the year is used", line)
        if tag not in PEOPLE or variable_of(TEXT, tag, type, ty):
            continue
        if _SEPARATOR.search(value) and (separator := names_of(value)[1]):
            message = f"{name} has several people, which {separator!r} seems to separate"
            builder.add_problem("warning", message, "each person needs a tag", line)
        elif not value[-1:].isalpha() or value.count(",") > 1 or "@" in value:
            removed = bare_name(value)[1]
            if removed:
                message = f"{removed!r} in {name} is not a part of a name"
                builder.add_problem("warning", message, line=line)


def _put_container_titles(
    builder: RecordBuilder, values: dict[str, list[str]], type: str, ty: str
) -> None:
    """Set the full and the abbreviated title of the container from all tags that may have one."""
    if variable_of(TEXT, "T2", type, ty) != "container-title":
        for value in values.pop("T2", ()):
            _put_value(builder, "T2", value, type, ty)
    titles_of_work = [text for tag in ("TI", "T1", "CT") for text in values.get(tag, ())]
    if "BT" in values and (not titles_of_work or type in ("book", "manuscript")):
        # For BOOK and UNPB, the specification of 2001 calls the title of the work BT or TI.
        title, *more = map(text_of, values.pop("BT"))
        if not titles_of_work:
            builder.put("title", title)
        elif title not in map(text_of, titles_of_work):
            more = [title, *more]
        builder.keep("BT", *more)
    if "C3" in values and type == "paper-conference":
        builder.put("container-title", text_of(values["C3"][0]))
    titles = [(tag, text_of(value)) for tag in CONTAINERS for value in values.get(tag, ())]
    for tag, title in titles:
        if tag in ("JA", "J1", "J2") and builder.put("container-title-short", title):
            continue
        if builder.put("container-title", title):
            continue
        # EndNote writes the abbreviation to JO, publishers the full name.
        if not (tag == "JO" and builder.put("container-title-short", title)):
            builder.keep(tag, title)
    full, short = map(builder.fields.get, ("container-title", "container-title-short"))
    if isinstance(short, str) and not full:
        builder.fields["container-title"] = builder.fields.pop("container-title-short")
    elif isinstance(full, str) and isinstance(short, str) and _abbreviates(full, short):
        # EndNote has the names of a journal from PubMed in this order.
        builder.fields |= {"container-title": short, "container-title-short": full}


def _abbreviates(title: str, other: str) -> bool:
    """Return whether a title has the beginnings of another title's words, in their order.

    >>> _abbreviates("N Engl J Med", "The New England Journal of Medicine")
    True
    >>> _abbreviates("Nature", "Nature (London)")  # no word is shorter
    False
    """
    rest = iter(_WORD.findall(other.lower()))
    is_shorter = False
    for word in _WORD.findall(title.lower()):
        whole = next((each for each in rest if each.startswith(word)), "")
        if not whole:
            return False
        is_shorter = is_shorter or whole != word
    return is_shorter


def _put_pages(builder: RecordBuilder, values: dict[str, list[str]], type: str, ty: str) -> None:
    """Set the pages, the number of pages or the running time from SP and EP."""
    if (variable := variable_of(TEXT, "SP", type, ty)) and "EP" not in values:
        for value in values.pop("SP", ()):
            builder.put_or_keep(variable, text_of(value), "SP")
    first, *more_first = values.get("SP") or builder.unmapped.pop(START_PAGES.get(ty, ""), [""])
    last, *more_last = values.get("EP") or [""]
    if first and not last and is_count(first, type):
        count = re.sub(r"(?i)(?:(?<!\s)\s+)?(?:pp?\.?|pages)\Z", "", text_of(first))
        builder.put("number-of-pages", count)
    else:
        builder.put("page", pages_of(first, last))
    builder.keep("SP", *more_first)
    builder.keep("EP", *more_last)
    if type == "article-journal" and "page" not in builder.fields and "number" in builder.fields:
        # References print the number of an article that has no pages in their place.
        builder.fields["page"] = builder.fields.pop("number")


def _remove_isbd_punctuation(builder: RecordBuilder) -> None:
    """Remove the signs with which library catalogues (ISBD) separate title, place and publisher."""
    fields = builder.fields
    title, place, publisher = map(fields.get, ("title", "publisher-place", "publisher"))
    if isinstance(title, str) and title.endswith((" /", " :")):
        fields["title"] = title[:-2].rstrip()
    if isinstance(place, str) and place.endswith((" :", " ;", ",")):
        fields["publisher-place"] = place.rstrip(" ,:;")
    if isinstance(publisher, str) and (" : " in publisher or publisher[-1] in ",:;"):
        place, fields["publisher"] = imprint(publisher)
        builder.put("publisher-place", place)


def _put_pmid(builder: RecordBuilder) -> None:
    """Set `PMID` to the accession number of a reference from PubMed."""
    fields = builder.fields
    number, url = str(fields.get("archive_location", "")), str(fields.get("URL", ""))
    databases = (str(fields.get(variable, "")).lower() for variable in ("archive", "source"))
    if not number.isdecimal() or "PMID" in fields:
        return
    if not _PUBMED.isdisjoint(databases) or ("pubmed" in url and url.rstrip("/").endswith(number)):
        fields["PMID"] = fields.pop("archive_location")


def _put_accessed(builder: RecordBuilder, values: dict[str, list[str]], ty: str) -> None:
    """Set the date of access from the tags that have it in references of one type only."""
    if "Y2" in values:
        return
    if ty in ACCESSED_IN_DA and "DA" in values and ("PY" in values or "Y1" in values):
        text, *more = values.pop("DA")
        builder.put("accessed", date_of(text))
        builder.keep("DA", *more)
    day_tag, year_tag = ACCESS.get(ty, ("", ""))
    day, year = (text_of((values.get(tag) or [""])[0]) for tag in (day_tag, year_tag))
    is_year = _FOUR_DIGITS.fullmatch(year) is not None
    date = date_of(day) if _FOUR_DIGITS.search(day) else None
    if date is None and is_year:
        completed, understood = from_year(year, day)
        date = completed if understood or not day else None
    if date is not None and date.year is not None and builder.put("accessed", date):
        for tag, is_read in ((day_tag, day), (year_tag, is_year)):
            if is_read:
                builder.keep(tag, *values.pop(tag)[1:])


def _put_value(builder: RecordBuilder, tag: str, value: str, type: str, ty: str) -> None:
    """Set the variable of a tag that depends on no other tag."""
    if tag == "DO" or (tag in ("M3", "C7", "L3", "LK") and is_doi(value)):
        # EndNote has "S0140-6736(10)1 [pii] 10.1016/S0140-6736(10)1 [doi]" from PubMed.
        doi = next(filter(is_doi, value.split()), value)
        if not builder.put("DOI", clean_doi(doi)):
            builder.keep(tag, value)
    elif tag in ("UR", "LK"):
        if value.startswith("<") and not value.endswith(">"):
            builder.keep(tag, value)  # "<Go to ISI>://...", which only EndNote can follow
            return
        address, *more = _BETWEEN_ADDRESSES.split(value.strip("<>"))
        has_doi = is_doi(address) and builder.put("DOI", clean_doi(address))
        if not has_doi or "://" in address:
            builder.put("URL", address)
        if more or builder.fields.get("URL", address) != address:
            builder.keep(tag, value)
    elif tag == "SN":
        builder.add_serial_numbers(value, type, "SN")
    elif date_variable := variable_of(DATES, tag, type, ty):
        _put_date(builder, tag, date_variable, value)
    else:
        variable = variable_of(TEXT, tag, type, ty)
        # In a field of names, EndNote ends the name of an institution with a comma.
        text = text_of(value).removesuffix("," if tag == "A2" else "")
        if variable == "language":
            text = language_tag(text) or text
        if variable == "original-title" and _FOUR_DIGITS.fullmatch(text):
            if not builder.put("original-date", date_of(text)):
                builder.keep(tag, text)
            return
        if tag == "AN" and text.upper().startswith("PMID"):
            variable, text = "PMID", text[4:].lstrip(": ")
        is_valid = variable != "PMCID" or text.upper().startswith("PMC")
        builder.put_or_keep(variable if is_valid else "", text, tag)


def _put_date(builder: RecordBuilder, tag: str, variable: str, value: str) -> None:
    """Set a date. The text of a tag that may have something else, such as ET, must be a date."""
    date = date_of(value)
    is_date = variable == "accessed" or (date and date.year and _FOUR_DIGITS.search(value))
    if not (is_date and builder.put(variable, date)):
        builder.keep(tag, value)


def _issued(builder: RecordBuilder, values: dict[str, list[str]]) -> Date | None:
    """Return the date of publication from PY, Y1 and DA.

    PY decides about the year. Y1 and DA count if they are more exact. Without a year of its own, DA
    completes the others.
    """
    issued: Date | None = None
    for tag in ("PY", "Y1"):
        for text in values.get(tag, ()):
            issued = _more_exact(builder, issued, date_of(text), tag, text)
    text, *more = values.get("DA") or [""]
    builder.keep("DA", *more)
    if not text:
        return issued
    if _FOUR_DIGITS.search(text):
        return _more_exact(builder, issued, date_of(text), "DA", text)
    if issued is None or not issued.year or issued.month:
        return issued or date_of(text)
    completed, understood = from_year(str(issued.year), text_of(text))
    if understood:
        return completed
    builder.keep("DA", text)
    return issued


def _more_exact(
    builder: RecordBuilder, issued: Date | None, date: Date | None, tag: str, text: str
) -> Date | None:
    """Return the more exact of two dates. Keep the second one if it contradicts the first."""
    if issued is not None and date is not None and issued.parts and date.parts:
        pairs = zip(date.parts[0], issued.parts[0], strict=False)
        if any(one != other for one, other in pairs):
            builder.keep(tag, text)
            return issued
    return date if _precision(date) > _precision(issued) else issued or date


def _precision(date: Date | None) -> int:
    """Count what a date says: year, month, day, season, end and circa."""
    if date is None or not date.parts:
        return 0
    return len(date.parts[0]) + (date.season is not None) + bool(date.end) + date.circa
