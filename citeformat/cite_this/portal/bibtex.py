"""BIBTEX as research portals print it.

In: a record. Out: one entry of lines `name = "value",` in the portal's order of fields. Given names
of several words are braced and follow the family name. Months are macros, accents are LaTeX
commands, and the note includes the event.
"""

from __future__ import annotations

import re

from citeformat._util.text import MONTHS
from citeformat.cite_this.portal import fields
from citeformat.cite_this.portal.fields import Kind, line
from citeformat.interchange.latex.encoder import encode
from citeformat.record import Name, Record
from citeformat.record.custom import custom_text

__all__ = ["escape", "language_name", "verbatim", "write"]


_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "la": "Latin", "lt": "Lithuanian",
    "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip

_REGIONS = {("en", "us"): "US", ("pt", "br"): "Brazil", ("fr", "ca"): "Canada"}
"""Language and region -> the text in parentheses. Most regions are not named."""


def language_name(language: str | None) -> str:
    """Return the English name of a language. Text that is not a language tag stays as it is.

    >>> language_name("en-US"), language_name("en-GB"), language_name("Kiswahili")
    ('English (US)', 'English', 'Kiswahili')
    """
    text = language or ""
    tag, _, region = text.strip().replace("_", "-").lower().partition("-")
    if tag not in _LANGUAGES:
        return text
    name = _LANGUAGES[tag]
    shown = _REGIONS.get((tag, region.rpartition("-")[2]))
    return f"{name} ({shown})" if shown else name


_QUOTE = "\ue000"
"""A placeholder for quotation marks during encoding: accents (`{\\"o}`) contain them too."""

_SPELLINGS = {
    r"{\textbackslash}": r"\textbackslash{}", r"{\copyright}": r"{\textcopyright}",
    r"{\textasteriskcentered}": "∗",
}  # fmt: skip
"""Usual spelling of a command -> the spelling of portals."""

_UNSAFE = {ord(character): f"%{ord(character):02X}" for character in '"{}\\'}


def escape(value: object) -> str:
    """Write a value as LaTeX, in ASCII as far as LaTeX has commands.

    >>> escape('Mollá & "sons" 50%')
    'Moll{\\\\\\'a} \\\\& {"}sons{"} 50\\\\%'
    """
    text = line(value)
    if text.isascii() and text.replace(" ", "").isalnum():
        return text
    source = encode(text.replace(_QUOTE, "").replace('"', _QUOTE), ascii=True).source
    for usual, portal in _SPELLINGS.items():
        source = source.replace(usual, portal)
    return source.replace(_QUOTE, '{"}')


def verbatim(value: object) -> str:
    """Write an address or a DOI, and percent-encode only characters that would end the field.

    >>> verbatim('10.1000/a_b"c')
    '10.1000/a_b%22c'
    """
    return line(value).translate(_UNSAFE)


_ENTRY_TYPES = {
    Kind.ARTICLE: "article", Kind.CONTRIBUTION: "inproceedings", Kind.CHAPTER: "inbook",
    Kind.PAPER: "conference", Kind.BOOK: "book", Kind.THESIS: "phdthesis",
    Kind.WORKING_PAPER: "techreport", Kind.OTHER: "misc",
}  # fmt: skip

_COMMON = "title abstract keywords author note year month day doi language"

_IN_SERIES = f"{_COMMON} isbn volume series publisher pages editor booktitle address url"

_IN_BOOK = f"{_COMMON} isbn volume pages editor booktitle publisher address url"

_WHOLE = f"{_COMMON} isbn volume series number edition type editor publisher school address url"

_ORDERS = {
    Kind.ARTICLE: f"{_COMMON} volume pages journal issn publisher number url",
    Kind.PAPER: f"{_COMMON} pages url",
    Kind.WORKING_PAPER: f"{_COMMON} series publisher number type url",
}


def write(record: Record) -> str:
    """Write a record as a portal's BIBTEX.

    Args:
        record: A record. Its custom value `uuid` is the key of the entry.

    >>> from citeformat.record import Date, Name
    >>> print(write(Record("x", "article-journal", {"title": "Parrots & <i>their</i> names",
    ...     "author": (Name("Curtis", "Frank E."), Name("Bottou", "Léon")), "page": "5-9",
    ...     "issued": Date(((2012, 1),)), "DOI": "10.1000/1"})), end="")
    @article{46dfe3f706ae582286fe45855818f992,
    title = "Parrots \\& \\emph{their} names",
    author = "Curtis, {Frank E.} and L{\\'e}on Bottou",
    year = "2012",
    month = jan,
    doi = "10.1000/1",
    pages = "5--9",
    }
    """
    kind = fields.kind_of(record)
    year, month, day = (*fields.date_parts(record.issued or record.available_date), 0, 0, 0)[:3]
    event = escape(record.event_title)
    days = [
        f"{parts[2]:02d}-{parts[1]:02d}-{parts[0]:04d}"
        for parts in (record.event_date.parts if record.event_date else ())
        if len(parts) == 3
    ]
    if days:
        event = " ; ".join(filter(None, [event, f"Conference date: {' Through '.join(days)}"]))
    publisher = escape(record.publisher)
    school = (escape(record.authority) or publisher) if kind is Kind.THESIS else ""
    values = {
        "title": escape(record.title),
        "abstract": escape(record.abstract),
        "keywords": escape(", ".join(fields.keywords(record))),
        "author": _names(record.author),
        "note": "; ".join(filter(None, [escape(record.note), event])),
        "year": str(year) if year else "",
        "month": MONTHS[month - 1][:3].lower() if month else "",
        "day": str(day) if day else "",
        "doi": verbatim(record.DOI),
        "language": escape(language_name(record.language)),
        "isbn": escape(fields.first_of(record.ISBN)),
        "issn": escape(fields.first_of(record.ISSN)),
        "volume": escape(record.volume),
        "number": escape(
            record.issue if kind is Kind.ARTICLE else record.collection_number or record.number
        ),
        "edition": escape(record.edition),
        "series": escape(record.collection_title),
        "type": escape(record.genre) or ("WorkingPaper" if kind is Kind.WORKING_PAPER else ""),
        "publisher": "" if school == publisher else publisher,
        "school": school,
        "pages": re.sub(r"(?:(?<!\s)\s+)?(?:--?|–|—)\s*", "--", escape(record.page)),
        "journal": escape(record.container_title),
        "booktitle": escape(record.container_title),
        "editor": _names(record.editor),
        "address": escape(custom_text(record, "publisher-country")),
        "url": verbatim(record.URL),
    }
    if kind in (Kind.CONTRIBUTION, Kind.CHAPTER):
        order = (_IN_SERIES if record.collection_title else _IN_BOOK).split()
    else:
        order = _ORDERS.get(kind, _WHOLE).split()
    if event and not record.note:
        order = [*(name for name in order if name not in ("note", "url")), "note", "url"]
    lines = [f"@{_ENTRY_TYPES[kind]}{{{fields.identity(record)},"]
    for name in order:
        if values[name]:
            quoted = values[name] if name == "month" else f'"{values[name]}"'
            lines.append(f"{name} = {quoted},")
    return "\n".join([*lines, "}\n"])


def _names(names: tuple[Name, ...]) -> str:
    """Write names in the order given, family. If a part has several words, the order is reversed
    and these parts are braced."""
    written: list[str] = []
    for name in names:
        family = " ".join(filter(None, [name.non_dropping_particle, name.family]))
        given = " ".join(filter(None, [name.given, name.dropping_particle]))
        if name.literal or not (family and given):
            written.append(_braced(name.literal or family or given))
        elif name.suffix:
            written.append(f"{_braced(family)}, {escape(name.suffix)}, {_braced(given)}")
        elif " " in family or " " in given:
            written.append(f"{_braced(family)}, {_braced(given)}")
        else:
            written.append(f"{escape(given)} {escape(family)}")
    return " and ".join(filter(None, written))


def _braced(text: str) -> str:
    written = escape(text)
    return f"{{{written}}}" if " " in text else written
