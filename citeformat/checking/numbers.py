"""Check the form and the check digits of DOI, ISBN and ISSN.

In: the text of a field. Out: messages that say what is wrong with it.

Source: the DOI Handbook, section 2.2. `citeformat.record.text.identifiers` reads ISBNs and computes
check digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citeformat.record.text.identifiers import NotIdentified, check_digit, isbn_of

__all__ = ["doi_error", "isbn_errors", "issn_errors"]

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+\Z")
_NOTE = re.compile(r"\([^()]*\)|\b(?:e-?|p-?)?(?:ISBN|ISSN)(?:-?1[03])?\b:?", re.IGNORECASE)


def doi_error(text: str) -> str:
    """Return what is wrong with a DOI, or `""`.

    >>> doi_error("10.1000/182"), doi_error("11.1000/182")
    ('', "'11.1000/182' is not a DOI: it does not begin with 10. and a registrant number")
    """
    if _DOI.match(text):
        return "" if text[-1] not in ".,;" else f"the DOI {text!r} ends with punctuation"
    if " " in text:
        return f"{text!r} is not a DOI: it contains a blank"
    return f"{text!r} is not a DOI: it does not begin with 10. and a registrant number"


def isbn_errors(text: str) -> Iterator[str]:
    """Return what is wrong with each ISBN of a list.

    >>> list(isbn_errors("0-201-13447-0 978-0-201-13447-7"))
    ["the check digit of the ISBN '978-0-201-13447-7' should be 6"]
    """
    for number in _numbers(text, _ISBN):
        found = isbn_of(number)
        if isinstance(found, NotIdentified):
            yield found.message


def issn_errors(text: str) -> Iterator[str]:
    """Return what is wrong with each ISSN of a list.

    >>> list(issn_errors("0896-3207")), list(issn_errors("0896-3208"))
    ([], ["the check digit of the ISSN '0896-3208' should be 7"])
    """
    for number in _numbers(text, _ISSN):
        digits = re.sub(r"[-\s]", "", number).upper()
        if len(digits) != 8 or not digits[:7].isdecimal():
            yield f"{number!r} is not an ISSN: an ISSN is two groups of four digits"
        elif digits[-1] != check_digit(digits[:7]):
            yield f"the check digit of the ISSN {number!r} should be {check_digit(digits[:7])}"


_ISBN = re.compile(
    r"(?<![\dXx-])(?:97[89](?:[-\s]?\d){10}|\d(?:[-\s]?\d){8}[-\s]?[\dXx])(?![\dXx])"
)
_ISSN = re.compile(r"(?<![\dXx-])\d{4}[-\s]?\d{3}[\dXx](?![\dXx])")


def _numbers(text: str, form: re.Pattern[str]) -> Iterator[str]:
    """Split a list into numbers of the form, followed by other words that contain digits."""
    bare = _NOTE.sub(" ", text.translate(_HYPHENS))
    for part in re.split(r"[,;/]", bare):
        yield from (match.group().strip() for match in form.finditer(part))
        yield from (word for word in form.sub(" ", part).split() if re.search(r"\d", word))


_HYPHENS = dict.fromkeys(map(ord, "‐‑–—−"), "-")
