"""What the importers of formats other than BibTeX and CSL share: a record in the making, and how
names, dates and numbers are written in reference managers' files.

In: values as they stand in a file. Out: `Record` parts. What has no CSL variable is kept under
the format's name in `extra["custom"]`, so that writing the same format gives it back.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from citeformat.interchange.shared.citation_keys import UniqueIds, simple_key
from citeformat.interchange.shared.dates import from_edtf, from_year
from citeformat.record import Date, Name, Record
from citeformat.record.core import Value

__all__ = [
    "Draft", "clean_doi", "date_of", "identifier", "is_doi", "name_of", "pages_of", "text_of",
]  # fmt: skip

_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_INITIALS = re.compile(r"((?:[^\W\d_]\.[ -]?)+)\s*([^\W\d_]\S+(?:\s+\S+)*)\Z")
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)\Z", re.I)
_SLASHED = re.compile(r"(\d{1,4})?/(\d{0,2})(?:/(\d{0,2}))?(?:/(.*))?\Z", re.DOTALL)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]\Z")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]\Z")
_SERIAL = re.compile(r"(?:e-?|p-?)?(?:ISSN|ISBN)(?:-1[03])?:?\s*", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\((?:[^()]*)\)")


class Draft:
    """A record in the making."""

    __slots__ = ("fields", "kept", "line")

    def __init__(self, line: int) -> None:
        self.line = line
        self.fields: dict[str, Value] = {}
        self.kept: dict[str, list[str]] = {}

    def put(self, variable: str, value: Value | None) -> bool:
        """Set a variable. False where it has another value already, which then stays."""
        if not value or variable in self.fields:
            return not value or self.fields[variable] == value
        self.fields[variable] = value
        return True

    def add_name(self, variable: str, name: Name | None) -> None:
        """Add a person to a variable."""
        if name is not None:
            before = self.fields.get(variable, ())
            self.fields[variable] = (*(before if isinstance(before, tuple) else ()), name)

    def append(self, variable: str, text: str, between: str) -> None:
        """Add text to a variable."""
        before = self.fields.get(variable)
        self.fields[variable] = f"{before}{between}{text}" if before else text

    def keep(self, name: str, value: str) -> None:
        """Keep a value that has no variable."""
        if value:
            self.kept.setdefault(name, []).append(value)

    def record(
        self, id: str, type: str, format: str, file: str, ids: UniqueIds
    ) -> tuple[Record, bool]:
        """The record, and whether its id was taken already.

        Args:
            id: The id that the file gives it, or `""`: then author and year make one.
            type: The CSL type.
            format: The key under which kept values go.
            file: The file's name.
            ids: The ids of this file so far.
        """
        wanted = id or simple_key(self.fields)
        own = ids.take(wanted)
        extra: Mapping[str, Any] = {"custom": {format: self.kept}} if self.kept else {}
        record = Record(own, type, self.fields, extra=extra, file=file, line=self.line)
        return record, bool(id) and own != id


def text_of(value: str) -> str:
    """Text on one line, with the entities of HTML resolved that publishers leave in.

    >>> text_of("Food &amp; drink ")
    'Food & drink'
    """
    if "&" in value:
        value = _ENTITY.sub(lambda found: html.unescape(found.group()), value)
    return _BLANKS.sub(" ", value).strip(" ")


def name_of(value: str) -> Name | None:
    """A name as `Family, Given, Suffix`. Without a comma it is an institution, unless it is
    initials and a surname; a comma at the end says so expressly.

    >>> name_of("van Beethoven, Ludwig"), name_of("D. E. Knuth"), name_of("Acme, Inc.,")
    (Name('van Beethoven, Ludwig'), Name('Knuth, D. E.'), Name('Acme, Inc.'))
    """
    text = text_of(value)
    if text.endswith(","):
        return Name(literal=text[:-1].strip()) if text[:-1].strip() else None
    family, comma, rest = text.partition(",")
    if not comma:
        person = _INITIALS.match(text)
        if person is not None:
            return Name(person.group(2), person.group(1).strip())
        return Name(literal=text) if text else None
    given, _, suffix = (part.strip() for part in rest.partition(","))
    return _with_particles(family.strip(), given, suffix)


def _with_particles(family: str, given: str, suffix: str) -> Name:
    """Words in lower case before the family name stay with it, those behind the given do not."""
    words = family.split()
    head = 0
    while head < len(words) - 1 and words[head][0].islower():
        head += 1
    parts = given.split()
    tail = len(parts)
    while tail > 1 and parts[tail - 1].islower() and parts[tail - 1].isalpha():
        tail -= 1
    if not family:
        return Name(given)
    return Name(
        family=" ".join(words[head:]),
        given=" ".join(parts[:tail]),
        dropping_particle=" ".join(parts[tail:]),
        non_dropping_particle=" ".join(words[:head]),
        suffix=suffix,
    )


def date_of(value: str) -> Date | None:
    """A date as `YYYY/MM/DD/other`, ISO 8601, or as people write it; other text is kept as text.

    >>> date_of("2001/05//"), date_of("2001///Spring"), date_of("12 May 2001")
    (Date('2001-05'), Date('2001 season 1'), Date('2001-05-12'))
    >>> date_of("1990///1990/1991")
    Date('1990/1991')
    """
    text = text_of(value)
    if not text:
        return None
    slashed = _SLASHED.match(text)
    if slashed is not None and slashed.group(1):
        return _from_slashes(*slashed.groups(default=""))
    exact = from_edtf(text)
    if exact is not None:
        return exact
    year = _YEAR.search(text)
    rest = _YEAR.sub(" ", text, count=1).strip(" ,") if year is not None else ""
    if year is not None and rest:
        date, understood = from_year(year.group(), rest)
        if understood:
            return date
    return from_year(text)[0]


def _from_slashes(year: str, month: str, day: str, other: str) -> Date | None:
    number = int(year)
    if not number:
        return None
    exact = from_edtf(other) if other else None
    if exact is not None and exact.year == number:
        return exact  # a range, say, which the first three parts cannot tell
    if month and 1 <= int(month) <= 12:
        if day and 1 <= int(day) <= 31:
            return Date(((number, int(month), int(day)),))
        return Date(((number, int(month)),))
    return from_year(year, other.strip())[0] if other.strip() else Date(((number,),))


def is_doi(value: str) -> bool:
    """Whether this is a DOI, as such or as an address."""
    return _DOI.match(value.strip()) is not None


def clean_doi(value: str) -> str:
    """A DOI without what stands before it.

    >>> clean_doi("https://doi.org/10.1000/182")
    '10.1000/182'
    """
    found = _DOI.match(value.strip())
    return found.group(1) if found is not None else value.strip()


def identifier(value: str) -> tuple[str, str]:
    """The variable of a number that may be an ISSN or ISBN, and the number.

    >>> identifier("ISSN 0018-9219"), identifier("978-0-201-13447-6 (hbk.)")
    (('ISSN', '0018-9219'), ('ISBN', '978-0-201-13447-6'))
    """
    text = _SERIAL.sub("", _IN_BRACKETS.sub("", text_of(value))).strip(" ;,")
    if _ISSN.match(text):
        return "ISSN", text
    return ("ISBN", text) if _ISBN.match(text) else ("", text)


def pages_of(first: str, last: str) -> str:
    """A range of pages. The first may be a whole range already.

    >>> pages_of("12", "34"), pages_of("12--34", ""), pages_of("e7", "e7")
    ('12-34', '12-34', 'e7')
    """
    first = re.sub(r"\s*(?:-{1,3}|[–—‐‑])\s*", "-", text_of(first))
    last = text_of(last)
    if not first or not last or "-" in first or first == last:
        return first or last
    return f"{first}-{last}"


def joined(values: Iterable[str]) -> str:
    """Keywords as one text: with commas, or with semicolons where one has a comma itself."""
    words = list(dict.fromkeys(word for word in values if word))
    return ("; " if any("," in word for word in words) else ", ").join(words)
