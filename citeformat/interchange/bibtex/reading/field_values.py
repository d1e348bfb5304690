"""The kinds of field values: what the text of a field becomes in a record.

In: a field's TeX source. Out: the value of its CSL variable. The table `KINDS` has one function
for each kind that bibtex_fields.py names.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citeformat.interchange.bibtex.fields import ORDINALS, PUBSTATES
from citeformat.interchange.bibtex.reading.record_builder import Draft
from citeformat.interchange.latex.commands import verbatim
from citeformat.interchange.shared.dates import from_edtf, from_year
from citeformat.record import Date
from citeformat.record.core import Value

__all__ = ["KINDS"]

_DASH = re.compile(r"\s*(?:-{1,3}|[–—‐‑])\s*")
_PAGE_LABEL = re.compile(r"\A(?:pp?|pages?|S)\.?\s+(?=\d)", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)+", re.IGNORECASE)
_EDITION = re.compile(r"(\d+)(?:\s*(?:st|nd|rd|th|ed\.?|edn\.?|edition|\.))*\Z", re.IGNORECASE)
_ORDINAL_WORD = re.compile(r"([A-Za-z]+)(?:\s+(?:ed\.?|edn\.?|edition))?\Z", re.IGNORECASE)
_ADDRESSES = re.compile(r"(\S+?)[;,]?\s+\S")


def _text(draft: Draft, name: str, source: str) -> Value:
    return draft.decode(source, name)


def _title(draft: Draft, name: str, source: str) -> Value:
    return draft.decode(source, name, title=True)


def _verbatim(draft: Draft, name: str, source: str) -> Value:
    return verbatim(source)


def _url(draft: Draft, name: str, source: str) -> Value:
    """One address. Where there are several, the first, and the field is kept."""
    text = verbatim(source)
    several = _ADDRESSES.match(text) if " " in text else None
    if several is None:
        return text
    draft.fault(name, "info", "the field has several addresses", "the first one is used")
    draft.kept[name] = source
    return several.group(1)


def _date_value(draft: Draft, name: str, source: str) -> Value:
    text = draft.date_text(source, name)
    date = from_edtf(text)
    if date is None:
        date, _ = from_year(text)
        draft.fault(name, "warning", f"{text!r} is no date", "it is printed as it is")
    return date or Date(literal=text)


def _pages(draft: Draft, name: str, source: str) -> Value:
    return _DASH.sub("-", _PAGE_LABEL.sub("", draft.decode(source, name)))


def _edition(draft: Draft, name: str, source: str) -> Value:
    text = draft.decode(source, name)
    number = _EDITION.match(text)
    if number is not None:
        return number.group(1)
    word = _ORDINAL_WORD.match(text)
    return ORDINALS.get(word.group(1).lower(), text) if word is not None else text


def _doi(draft: Draft, name: str, source: str) -> Value:
    text = verbatim(source)
    found = _DOI.match(text)
    return text[found.end() :].strip() if found else text


def _status(draft: Draft, name: str, source: str) -> Value:
    text = draft.decode(source, name)
    return PUBSTATES.get(text.lower(), text)


KINDS: dict[str, Callable[[Draft, str, str], Value]] = {
    "text": _text,
    "title": _title,
    "verbatim": _verbatim,
    "url": _url,
    "date": _date_value,
    "pages": _pages,
    "edition": _edition,
    "doi": _doi,
    "status": _status,
}
