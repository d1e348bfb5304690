"""Convert the source of a field to the value of its CSL variable, by the field's kind."""

from __future__ import annotations

import re

from citeformat._util.patterns import DOI_PREFIX
from citeformat.interchange.bibtex.fields import ORDINALS, PUBSTATES, FieldKind
from citeformat.interchange.bibtex.reading.record_builder import RecordBuilder
from citeformat.interchange.latex.commands import verbatim
from citeformat.interchange.shared.dates import from_edtf, from_year
from citeformat.record import Date
from citeformat.record.core import Value

__all__ = ["field_value"]

_DASH = re.compile(r"\s*(?:-{1,3}|[–—‐‑])\s*")
_PAGE_LABEL = re.compile(r"\A(?:pp?|pages?|S)\.?\s+(?=\d)", re.IGNORECASE)
_DOI = re.compile(f"{DOI_PREFIX}+", re.IGNORECASE)
_EDITION = re.compile(r"(\d+)(?:\s*(?:st|nd|rd|th|ed\.?|edn\.?|edition|\.))*\Z", re.IGNORECASE)
_ORDINAL_WORD = re.compile(r"([A-Za-z]+)(?:\s+(?:ed\.?|edn\.?|edition))?\Z", re.IGNORECASE)
_SEVERAL_ADDRESSES = re.compile(r"(\S+?)[;,]?\s+\S")


def field_value(builder: RecordBuilder, name: str, kind: FieldKind) -> Value:
    """Convert a field that is not read yet; the field stays unread."""
    source = builder.unread[name]
    match kind:  # the most frequent kinds first
        case "text":
            return builder.decode(name, source)
        case "title":
            return builder.decode(name, source, title=True)
        case "pages":
            text = builder.decode(name, source)
            return _DASH.sub("-", _PAGE_LABEL.sub("", text))
        case "doi":
            text = verbatim(source)
            prefix = _DOI.match(text)
            return text[prefix.end() :].strip() if prefix else text
        case "url":
            text = verbatim(source)
            several = _SEVERAL_ADDRESSES.match(text) if " " in text else None
            if several is None:
                return text
            builder.add_problem(
                name, "info", "the field has several addresses", "the first one is used"
            )
            builder.unmapped[name] = source
            return several.group(1)
        case "verbatim":
            return verbatim(source)
        case "date":
            text = builder.decode_date(name, source)
            date = from_edtf(text)
            if date is None:
                date, _ = from_year(text)
                builder.add_problem(
                    name, "warning", f"{text!r} is not a date", "it is printed as it is"
                )
            return date or Date(literal=text)
        case "edition":
            text = builder.decode(name, source)
            if number := _EDITION.match(text):
                return number.group(1)
            word = _ORDINAL_WORD.match(text)
            return ORDINALS.get(word.group(1).lower(), text) if word else text
        case "status":
            text = builder.decode(name, source)
            return PUBSTATES.get(text.lower(), text)
