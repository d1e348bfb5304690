"""The identifiers of a record, in one spelling each.

In: a record. Out: its DOI, PMID, arXiv number and ISBNs, so that two spellings of one identifier
are equal.

Sources: the DOI Handbook, section 2.4 (case does not count); "Understanding the arXiv identifier"
(arxiv.org/help/arxiv_identifier); ISO 2108, which makes an ISBN of 13 digits from one of 10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citeformat._util.patterns import DOI_PREFIX
from citeformat.record import Record
from citeformat.record.custom import custom_text
from citeformat.record.text.identifiers import check_digit

__all__ = ["identifiers", "isbns"]

_DOI_ADDRESS = re.compile(DOI_PREFIX, re.IGNORECASE)
_NUMBER = r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?!\d)"
_ARXIV = re.compile(r"arxiv(?:\.org)?[\s:./]\s*(?:(?:abs|pdf)/)?" + _NUMBER, re.IGNORECASE)
_ARXIV_NUMBER = re.compile(r"(?:arxiv:\s*)?" + _NUMBER, re.IGNORECASE)
_ISBN = re.compile(r"(?<![\dXx])(?:\d[-\s‐–]?){9}(?:(?:\d[-\s‐–]?){3}\d|[\dXx])(?![\dXx])")


def identifiers(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the kind and the value of each identifier, ISBNs excepted.

    >>> record = Record("x", "article", DOI="doi:10.1000/AB", number="arXiv:2101.00001v2")
    >>> list(identifiers(record))
    [('DOI', '10.1000/ab'), ('arXiv number', '2101.00001')]
    """
    if record.DOI:
        yield "DOI", _DOI_ADDRESS.sub("", str(record.DOI).strip(), count=1).casefold().rstrip(".,;")
    if record.PMID:
        yield "PMID", re.sub(r"\D", "", str(record.PMID)).lstrip("0") or str(record.PMID)
    if record.PMCID:
        yield "PMCID", re.sub(r"\D", "", str(record.PMCID)) or str(record.PMCID)
    number = _arxiv_number(record)
    if number:
        yield "arXiv number", number


def _arxiv_number(record: Record) -> str:
    """Return the number of a preprint on arXiv without its version, or `""`."""
    for name in ("number", "DOI", "URL", "container-title", "archive_location"):
        value = record.fields.get(name)
        if isinstance(value, str) and "arxiv" in value.casefold():
            found = _ARXIV.search(value)
            if found is not None:
                return found.group(1).casefold()
    if not record.extra and not record.archive:
        return ""
    archive = custom_text(record, "eprinttype") or custom_text(record, "archiveprefix")
    for place, number in (
        (archive, custom_text(record, "eprint")),
        (str(record.archive or ""), str(record.fields.get("archive_location") or "")),
    ):
        found = _ARXIV_NUMBER.fullmatch(number.strip())
        if found is not None and place.casefold() in ("arxiv", "arxiv.org"):
            return found.group(1).casefold()
    return ""


def isbns(text: str) -> list[str]:
    """Return the ISBNs in a text, with 13 digits each.

    >>> isbns("0-201-13447-0 (hbk), 978-0-201-13447-6")
    ['9780201134476', '9780201134476']
    """
    found = []
    for match in _ISBN.finditer(text):
        digits = re.sub(r"[-\s‐–]", "", match.group())
        if len(digits) == 10:
            digits = f"978{digits[:9]}"
            digits += check_digit(digits)
        found.append(digits)
    return found
