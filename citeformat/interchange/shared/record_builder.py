"""Build records from the values that reference managers write.

In: the values of a RIS, EndNote, PubMed or CFF file. Out: a `Record`, and the names, dates, numbers
and pages in it. Values without a CSL variable are kept under the format's name in
`extra["custom"]`, so that writing the same format restores them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from citeformat._util.patterns import DOI_PREFIX, lazy_pattern
from citeformat._util.text import text_of
from citeformat.errors import Problem, Severity, SourceError
from citeformat.record import Date, Name, Record, Records
from citeformat.record.citation_keys import UniqueIds, simple_key
from citeformat.record.core import Value
from citeformat.record.text.dates import from_text, from_year
from citeformat.record.text.edtf import from_edtf
from citeformat.record.text.locators import known_label
from citeformat.record.values.texts import doi_value
from citeformat.record.works.markup import with_csl_tags

__all__ = [
    "RecordBuilder", "bare_number", "bare_serials", "clean_doi", "date_of", "full_range",
    "identifier", "imprint", "is_doi", "join_keywords", "page_range", "pages_of",
    "records_of_file", "spaced_initials",
]  # fmt: skip

_DOI = re.compile(rf"(?:{DOI_PREFIX}){{0,3}}10\.\d{{4,9}}(?:/|%2F)\S+\Z", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,4})?/(\d{0,2})(?:/(\d{0,2}))?(?:/(.*))?\Z", re.DOTALL)
_FOUR_DIGITS = re.compile(r"\d{4}\Z")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]\Z")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]\Z")
_SERIAL = re.compile(r"(?:e-?|p-?)?(?:ISSN|ISBN)(?:-1[03])?:?\s*", re.IGNORECASE)
_SERIAL_SEPARATOR = re.compile(r"[;\n]|,(?=\s)| (?=(?:978|979)\d)")
_INITIALS = re.compile(r"[^\W\d_]{1,4}(?:-[^\W\d_])?\Z")
_IN_BRACKETS = re.compile(r"(?:(?<!\s)\s+)?\((?:[^()]*)\)")


class RecordBuilder:
    """The CSL variables of a record so far, the values that have none, and its problems."""

    __slots__ = ("fields", "line", "problems", "unmapped")

    def __init__(self, line: int) -> None:
        self.line = line
        self.fields: dict[str, Value] = {}
        self.unmapped: dict[str, list[str]] = {}
        self.problems: list[Problem] = []
        """What is wrong with the record, which has no id before it is built."""

    def put(self, variable: str, value: Value | None) -> bool:
        """Set a variable that has no value yet.

        Returns:
            Whether the variable now has this value; false if it had another one, which stays.
        """
        if isinstance(value, str):
            if "</" in value:
                value = with_csl_tags(value)
            if variable in ("volume", "issue", "collection-number"):
                value = bare_number(variable, value)
        if not value or variable in self.fields:
            return not value or self.fields[variable] == value
        self.fields[variable] = value
        return True

    def put_or_keep(self, variable: str, value: str, name: str) -> None:
        """Set a variable; keep the value under a field's name if that is not possible.

        Args:
            variable: The variable, or `""` if the field has none.
            value: The value.
            name: The field's name in the file.
        """
        if not (variable and self.put(variable, value)):
            self.keep(name, value)

    def add_names(self, variable: str, names: Iterable[Name | None]) -> None:
        """Add people to a variable. `None` is skipped."""
        before = self.fields.get(variable, ())
        added = (
            *(before if isinstance(before, tuple) else ()),
            *(name for name in names if name is not None),
        )
        if added:
            self.fields[variable] = added

    def add_serial_numbers(self, value: str, type: str, name: str) -> None:
        """Add the ISBNs, ISSNs or the number of a report that a field has.

        Args:
            value: The value of the field: one number, or several.
            type: The CSL type, which decides what a number of another form is.
            name: The field's name in the file.
        """
        for variable, number in map(identifier, _SERIAL_SEPARATOR.split(value)):
            if not variable and type in ("report", "patent", "standard"):
                variable = "number"
            variable = variable or ("ISBN" if type in ("book", "chapter") else "ISSN")
            before = self.fields.get(variable)
            if before and variable != "number" and number not in str(before).split():
                self.fields[variable] = f"{before} {number}".strip()
            else:
                self.put_or_keep(variable, number, name)

    def append(self, variable: str, text: str, separator: str) -> None:
        """Append text to a variable."""
        before = self.fields.get(variable)
        self.fields[variable] = f"{before}{separator}{text}" if before else text

    def keep(self, name: str, *values: str) -> None:
        """Keep values that no variable can hold."""
        for value in values:
            if value:
                self.unmapped.setdefault(name, []).append(value)

    def add_problem(self, severity: Severity, message: str, hint: str = "", line: int = 0) -> None:
        """Report a problem of the record, at a line or where the record begins."""
        self.problems.append(Problem(severity, message, line=line or self.line, hint=hint))

    def record(
        self, id: str, type: str, format: str, file: str, ids: UniqueIds, problems: list[Problem]
    ) -> Record:
        """Build the record, and report an id that an earlier record of the file has.

        Args:
            id: The id in the file, or `""` to make one of author and year.
            type: The CSL type.
            format: The name under which unmapped values are kept.
            file: The file's name.
            ids: The ids of this file so far.
            problems: Receives the problems of the record.
        """
        wanted = id or simple_key(self.fields)
        unique = ids.take(wanted)
        extra: Mapping[str, Any] = {"custom": {format: self.unmapped}} if self.unmapped else {}
        record = Record(unique, type, self.fields, extra=extra, file=file, line=self.line)
        problems += [replace(each, source=file, record=unique) for each in self.problems]
        if id and unique != id:
            message, hint = f"the id {id!r} is used twice", f"this record is read as {unique!r}"
            problems.append(
                Problem("warning", message, file, self.line, hint, unique, other_records=(id,))
            )
        return record


def records_of_file(
    records: Sequence[Record], problems: Iterable[Problem], file: str, reason: str
) -> Records:
    """Return the records of a file, and its problems in the order of their lines.

    Args:
        records: The records in order.
        problems: The problems, as they were found.
        file: The name of the file, or `""`.
        reason: Why a text without records is not in the format: `"is not RIS: ..."`.

    Raises:
        SourceError: The file has no record.
    """
    if not records:
        raise SourceError(f"{file or 'the text'} {reason}")
    return Records(records, sorted(problems, key=lambda problem: problem.line))


def date_of(value: str) -> Date | None:
    """Read a date written as `YYYY/MM/DD/other`, in ISO 8601 or in words.

    Other text becomes the date's literal.

    >>> date_of("2001/05//"), date_of("2001///Spring"), date_of("12 May 2001")
    (Date('2001-05'), Date('2001 season 1'), Date('2001-05-12'))
    >>> date_of("1990///1990/1991"), date_of("2007/09//Sep/Oct2007")
    (Date('1990/1991'), Date('2007-09/2007-10'))
    """
    text = text_of(value)
    if not text:
        return None
    slashed = _SLASHED.match(text)
    year_is_last = slashed is not None and _FOUR_DIGITS.match(slashed.group(4) or "")
    if slashed is not None and slashed.group(1) and not year_is_last:
        year, month, day, other = slashed.groups(default="")
        number = int(year)
        if not number:
            return None
        # Such as a range, which year, month and day cannot express.
        exact = from_edtf(other) if other else None
        in_words = from_text(other) if other and exact is None else None
        exact = in_words if in_words is not None and in_words.end else exact
        if exact is not None and exact.year == number:
            return exact
        if month and 1 <= int(month) <= 12:
            has_day = day and 1 <= int(day) <= 31
            return Date(((number, int(month), *([int(day)] if has_day else ())),))
        return from_year(year, other.strip())[0] if other.strip() else Date(((number,),))
    return from_text(text)


def is_doi(value: str) -> bool:
    """Return whether a value is a DOI, with or without the address before it."""
    return _DOI.match(value.strip()) is not None


def clean_doi(value: str) -> str:
    """Remove what comes before a DOI.

    >>> clean_doi("https://doi.org/10.1000/182"), clean_doi("doi:10.1000/182")
    ('10.1000/182', '10.1000/182')
    """
    text = value.strip()
    return doi_value(text) if is_doi(text) else text


def identifier(value: str) -> tuple[str, str]:
    """Recognise an ISSN or ISBN by its form.

    Returns:
        The CSL variable, or `""` if it is neither, and the bare number.

    >>> identifier("ISSN 0018-9219"), identifier("978-0-201-13447-6 (hbk.) : $20")
    (('ISSN', '0018-9219'), ('ISBN', '978-0-201-13447-6'))
    """
    text = bare_serials(text_of(value).partition(" : ")[0]).strip(" ;,")
    if _ISSN.match(text):
        return "ISSN", text
    return ("ISBN", text) if _ISBN.match(text) else ("", text)


def bare_serials(text: str) -> str:
    """Remove the words around ISBNs and ISSNs: "ISBN", "(hbk.)", "(Print)".

    >>> bare_serials("ISSN 2689-6575(ELECTRONIC), 2689-6567(PRINT)")
    '2689-6575, 2689-6567'
    """
    return _SERIAL.sub("", _IN_BRACKETS.sub("", text))


_WORD_BEFORE_NUMBER = lazy_pattern(
    r"(?:([^\W\d_]+)(?:\.\s*|\s+)|[№#]\s*|n[°º]\s*)(?=\d|[IVXLC]+\b)", re.IGNORECASE
)
_VOLUME_WORDS = ("bd", "band", "jg", "jahrgang", "tome", "t")
_ISSUE_WORDS = ("nr", "heft", "h", "number", "num")
_MORE_WORDS = {
    "volume": _VOLUME_WORDS,
    "issue": _ISSUE_WORDS,
    "collection-number": ("v", "vol", "volume", *_VOLUME_WORDS, "no", *_ISSUE_WORDS),
    "page": ("s", "seite", "seiten"),
}
"""Variable -> words before its number, besides those of locators."""


def bare_number(variable: str, text: str) -> str:
    """Remove what styles print themselves around a volume, an issue or pages.

    Args:
        variable: `"volume"`, `"issue"`, `"collection-number"` or `"page"`.
        text: The text of the field.

    >>> bare_number("volume", "Vol. 12"), bare_number("issue", "no. 3,")
    ('12', '3')
    >>> bare_number("page", "pp. 12-14."), bare_number("page", "S12"), bare_number("page", "12ff.")
    ('12-14', 'S12', '12ff.')
    """
    if text[-1:] in (".", ",", ";") and text[-2:-1].isdigit():
        text = text[:-1]
    if text[:1].isdigit():
        return text
    found = _WORD_BEFORE_NUMBER().match(text)
    word = found[1] if found is not None else None
    if found is None or (
        word is not None
        and word.lower() not in _MORE_WORDS[variable]
        and known_label(word) != variable
    ):
        return text
    return text[found.end() :]


_IMPRINT = lazy_pattern(r"([^:]*[^:\s])\s+:\s+(\S.*?)(?:,\s*(?:[©c]|cop\.\s*)?\d{4}\.?)?\Z")


def imprint(text: str) -> tuple[str, str]:
    """Split the imprint of a library catalogue into place and publisher.

    Source: ISBD, area 4, "Place : Publisher, date", whose punctuation separates the parts.

    >>> imprint("Chicago : ALA Editions, 2010"), imprint("Springer,")
    (('Chicago', 'ALA Editions'), ('', 'Springer'))
    """
    text = text.rstrip(" ,:;")
    found = _IMPRINT().match(text) if " : " in text else None
    return (found[1], found[2]) if found is not None else ("", text)


_DASH = re.compile(r"(?:(?<!\s)\s+)?(?:-{1,3}|[–—‐‑−])\s*")


def page_range(text: str) -> str:
    """Write pages with hyphens for the dashes of ranges.

    >>> page_range("pp. 12--14"), page_range("7 – 9, 12"), page_range("1--1")
    ('12-14', '7-9, 12', '1')
    >>> page_range("123-+")  # Web of Science: the article has further pages
    '123+'
    """
    pages = _DASH.sub("-", bare_number("page", text))
    first, _, last = pages.partition("-")
    return f"{first}+" if first and last == "+" else first if first == last else pages


def pages_of(first: str, last: str) -> str:
    """Join the first and last page to a range. The first may be a range already.

    >>> pages_of("12", "34"), pages_of("12--34", "34"), pages_of("e7", "e7")
    ('12-34', '12-34', 'e7')
    >>> pages_of("3-1", "3-24"), pages_of("p. 12", "12-14")
    ('3-1-3-24', '12-14')
    """
    first, last = (page_range(text_of(each)) for each in (first, last))
    if first and last.startswith(f"{first}-"):
        return last
    if not first or not last or first == last:
        return first or last
    # "C-12" and "C-18" are pages with a hyphen, but "12-20" is a range with its last page
    if "-" in first and ("-" not in last or first.endswith(f"-{last}")):
        return first
    return page_range(f"{first}-{last}")


def join_keywords(values: Iterable[str]) -> str:
    """Join keywords with commas, or with semicolons if a keyword has a comma.

    >>> join_keywords(["TeX", "fonts", "TeX"]), join_keywords(["Knuth, Donald", "TeX"])
    ('TeX, fonts', 'Knuth, Donald; TeX')
    """
    words = list(dict.fromkeys(word for word in values if word))
    return ("; " if any("," in word for word in words) else ", ").join(words)


_PAGE_RANGE = re.compile(r"\b([A-Za-z]*)(\d+)-(?:\1)?(\d+)\b")


def full_range(pages: str) -> str:
    """Complete ranges whose second number has only the digits that differ.

    >>> full_range("1123-30"), full_range("S12-9, 12-4")
    ('1123-1130', 'S12-S19, 12-14')
    """

    def completed(found: re.Match[str]) -> str:
        prefix, first, last = found.groups()
        last = first[: max(0, len(first) - len(last))] + last
        return f"{prefix}{first}-{prefix}{last}"

    return _PAGE_RANGE.sub(completed, pages)


def spaced_initials(given: str) -> str:
    """Write initials without full stops as CSL has them. Other given names stay as they are.

    >>> spaced_initials("JA"), spaced_initials("J-H"), spaced_initials("Jane A")
    ('J. A.', 'J.-H.', 'Jane A.')
    """
    words = given.split()
    if len(words) == 1 and given.isupper() and _INITIALS.match(words[0]):
        first, hyphen, last = words[0].partition("-")
        text = " ".join(f"{letter}." for letter in first)
        return f"{text}-{last}." if hyphen else text
    return " ".join(f"{word}." if len(word) == 1 and word.isupper() else word for word in words)
