"""The types, titles, dates and names of PubMed, in .nbib files and XML.

Source: the National Library of Medicine, "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from citeformat.interchange.shared.record_builder import date_of, spaced_initials
from citeformat.record import Date, Name
from citeformat.record.text.dates import from_year

__all__ = [
    "JOURNAL_TYPES", "SUFFIXES", "TYPES", "csl_type", "personal_name", "plain_title",
    "publication_date",
]  # fmt: skip

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

JOURNAL_TYPES = ("article-journal", "article", "article-newspaper")
"""CSL types of works in a journal, whose PL is the country of the journal."""

SUFFIXES = ("Jr", "Sr", "2nd", "3rd", "4th", "II", "III", "IV")
"""What PubMed writes after given names."""

_PARTICLES = re.compile(r"((?:[^\W\d_A-Z]\S*\s+)+)(?=\S)")


def csl_type(publication_types: Iterable[str], *, has_title: bool, has_book: bool) -> str:
    """Return the CSL type for types of publication.

    Args:
        publication_types: The types of publication.
        has_title: Whether the record has a title of its own.
        has_book: Whether it has the title of a book.

    >>> csl_type(["Journal Article", "Review"], has_title=True, has_book=False)
    'article-journal'
    """
    names = [one.lower().partition(" - ")[0] for one in publication_types]
    type = next((TYPES[one] for one in names if one in TYPES), "article-journal")
    if "journal articles" in names:  # ERIC has "Reports - Research" as well
        type = "article-journal"
    if type == "article-journal" and has_book:
        type = "chapter" if has_title else "book"
    return type


def plain_title(text: str) -> str:
    """Remove the full stop after a title, and the brackets around a translated one.

    >>> plain_title("[On sleep]."), plain_title("[On sleep.]"), plain_title("[18F]FDG and [11C].")
    ('On sleep', 'On sleep', '[18F]FDG and [11C]')
    >>> plain_title("And so on..")
    'And so on..'
    """
    if not text.endswith(".."):
        text = text.removesuffix(".")
    return text[1:-1].removesuffix(".") if _is_in_brackets(text) else text


def _is_in_brackets(text: str) -> bool:
    """Return whether the bracket that begins a text closes at its end."""
    if not (text.startswith("[") and text.endswith("]")):
        return False
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if not depth:
            return index == len(text) - 1
    return False


def publication_date(text: str) -> Date | None:
    """Read `2001`, `2001 Mar 5`, `2001 Mar-Apr` or `2000 Dec-2001 Jan`.

    >>> publication_date("2001 Mar 5"), publication_date("2000 Dec 20-2001 Jan 3")
    (Date('2001-03-05'), Date('2000-12-20/2001-01-03'))
    """
    found = re.match(r"(\d{4})\s+(.+)\Z", text)
    if found is None:
        return date_of(text)
    day = r"[A-Za-z]+(?:\s+\d\d?)?"
    next_year = re.match(rf"({day})\s*-\s*(\d{{4}})\s*((?:{day})?)\Z", found.group(2))
    if next_year is not None:
        first, _ = from_year(found.group(1), next_year.group(1))
        last, _ = from_year(next_year.group(2), next_year.group(3))
        if first and last and first.parts and last.parts:
            return Date((first.parts[0], last.parts[0]))
    date, understood = from_year(found.group(1), found.group(2))
    return date if understood else Date(literal=text)


def personal_name(family: str, given: str, suffix: str = "", orcid: str = "") -> Name:
    """Make a name of the parts that PubMed has.

    >>> personal_name("van der Berg", "Jane A")
    Name('van der Berg, Jane A.')
    """
    particles = _PARTICLES.match(family)
    return Name(
        family=family[particles.end() :] if particles else family,
        given=spaced_initials(given),
        non_dropping_particle=particles.group().strip() if particles else "",
        suffix=suffix,
        extra=(("ORCID", orcid),) if orcid else (),
    )
