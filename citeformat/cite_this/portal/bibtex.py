"""BIBTEX as research portals print it: `name = "value",`, in an order of fields of its own.

In: a record. Out: one entry, ending in a line break. Given names of several words are braced and
put behind the family name; months are macros; accents are LaTeX; the event stands in the note.
"""

from __future__ import annotations

import re

from citeformat.cite_this.portal import facts
from citeformat.cite_this.portal.facts import line
from citeformat.interchange.latex.encoder import encode
from citeformat.record import Date, Name, Record
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
"""Language and region -> what stands in parentheses; most regions are not named."""


def language_name(language: str | None) -> str:
    """The name of a language; text that is no tag stays as it is.

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
"""Stands for a quotation mark while the text is encoded; accents (`{\\"o}`) have marks too."""

_SPELLINGS = {r"{\textbackslash}": r"\textbackslash{}", r"{\copyright}": r"{\textcopyright}"}
"""A command as it is usually spelled -> as portals spell it."""

_UNSAFE = {ord(character): f"%{ord(character):02X}" for character in '"{}\\'}


def escape(value: object) -> str:
    """A value as LaTeX in ASCII, as far as LaTeX has commands.

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
    """An address or DOI, in which only what would end the field is written otherwise.

    >>> verbatim('10.1000/a_b"c')
    '10.1000/a_b%22c'
    """
    return line(value).translate(_UNSAFE)


_ENTRY_TYPES = {
    facts.ARTICLE: "article", facts.CONTRIBUTION: "inproceedings", facts.CHAPTER: "inbook",
    facts.PAPER: "conference", facts.BOOK: "book", facts.THESIS: "phdthesis",
    facts.WORKING_PAPER: "techreport", facts.OTHER: "misc",
}  # fmt: skip

_COMMON = "title abstract keywords author note year month day doi language"

_IN_SERIES = f"{_COMMON} isbn volume series publisher pages editor booktitle address url"

_IN_BOOK = f"{_COMMON} isbn volume pages editor booktitle publisher address url"

_WHOLE = f"{_COMMON} isbn volume series number edition type editor publisher school address url"

_ORDERS = {
    facts.ARTICLE: f"{_COMMON} volume pages journal issn publisher number url",
    facts.PAPER: f"{_COMMON} pages url",
    facts.WORKING_PAPER: f"{_COMMON} series publisher number type url",
}

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_EVENT_DATE = "Conference date:"


def write(record: Record) -> str:
    """A record as a portal's BIBTEX.

    Args:
        record: A record; its `uuid` among its custom values is the entry's key.

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
    kind = facts.kind_of(record)
    values = _values(record, kind)
    order = _order(record, kind)
    if _event(record) and not record.note:
        order = [*(name for name in order if name not in ("note", "url")), "note", "url"]
    lines = [f"@{_ENTRY_TYPES[kind]}{{{facts.identity(record)},"]
    for name in order:
        value = values.get(name, "")
        if value:
            lines.append(f"{name} = {value}," if name == "month" else f'{name} = "{value}",')
    return "\n".join([*lines, "}\n"])


def _order(record: Record, kind: int) -> list[str]:
    if kind in (facts.CONTRIBUTION, facts.CHAPTER):
        return (_IN_SERIES if record.collection_title else _IN_BOOK).split()
    return _ORDERS.get(kind, _WHOLE).split()


def _values(record: Record, kind: int) -> dict[str, str]:
    """Every field that any kind has; the order of a kind picks those that it prints."""
    year, month, day = (*facts.date_parts(record.issued), 0, 0, 0)[:3]
    number = record.issue if kind == facts.ARTICLE else record.collection_number or record.number
    thesis = kind == facts.THESIS
    return {
        "title": escape(record.title),
        "abstract": escape(record.abstract),
        "keywords": escape(", ".join(facts.keywords(record))),
        "author": _names(record.author),
        "note": _note(record),
        "year": str(year) if year else "",
        "month": _MONTHS[month - 1] if month else "",
        "day": str(day) if day else "",
        "doi": verbatim(record.DOI),
        "language": escape(language_name(record.language)),
        "isbn": escape(facts.first_of(record.ISBN)),
        "issn": escape(facts.first_of(record.ISSN)),
        "volume": escape(record.volume),
        "number": escape(number),
        "edition": escape(record.edition),
        "series": escape(record.collection_title),
        "type": escape(record.genre) or ("WorkingPaper" if kind == facts.WORKING_PAPER else ""),
        "publisher": "" if thesis else escape(record.publisher),
        "school": escape(record.publisher) if thesis else "",
        "pages": re.sub(r"\s*(?:--?|–|—)\s*", "--", escape(record.page)),
        "journal": escape(record.container_title),
        "booktitle": escape(record.container_title),
        "editor": _names(record.editor),
        "address": escape(custom_text(record, "publisher-country") or record.publisher_place),
        "url": verbatim(record.URL),
    }


def _names(names: tuple[Name, ...]) -> str:
    """Given and family name, or braced parts in the other order where one has several words."""
    return " and ".join([shown for shown in map(_name, names) if shown])


def _name(name: Name) -> str:
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    if name.literal or not (family and given):
        return _braced(name.literal or family or given)
    if name.suffix:
        return f"{_braced(family)}, {escape(name.suffix)}, {_braced(given)}"
    if " " in family or " " in given:
        return f"{_braced(family)}, {_braced(given)}"
    return f"{escape(given)} {escape(family)}"


def _braced(text: str) -> str:
    written = escape(text)
    return f"{{{written}}}" if " " in text else written


def _note(record: Record) -> str:
    parts = [escape(record.note), _event(record)]
    return "; ".join([part for part in parts if part])


def _event(record: Record) -> str:
    """`Event ; Conference date: 29-06-2024 Through 03-07-2024`."""
    parts = [escape(record.event_title), _event_dates(record.event_date)]
    return " ; ".join([part for part in parts if part])


def _event_dates(date: Date | None) -> str:
    if date is None:
        return ""
    days = [_day(parts) for parts in date.parts if len(parts) == 3]
    return f"{_EVENT_DATE} {' Through '.join(days)}" if days else ""


def _day(parts: tuple[int, ...]) -> str:
    year, month, day = parts
    return f"{day:02d}-{month:02d}-{year:04d}"
