"""The fields of an entry that depend on each other, on the type or on the dialect.

In: the builder of an entry. Out: the builder has the type or the fields, and the values that they
carry count as written. The order of the calls matters: the type comes first.

Sources: "BibTeXing" (btxdoc), section 3; the BibLaTeX manual, sections 2.1 to 2.3.
"""

from __future__ import annotations

import re

from citeformat._util.text import SEASONS, is_digits
from citeformat.interchange.bibtex.entry_types import (
    BIBLATEX,
    BIBTEX,
    CLASSIC,
    CLASSIC_OF,
    IN_BOOK,
    NUMBER_IS_ISSUE,
    TYPES,
    could_be,
)
from citeformat.interchange.bibtex.fields import from_eprint
from citeformat.interchange.bibtex.macros import MONTH_MACROS
from citeformat.interchange.bibtex.names import has_use_prefix
from citeformat.interchange.bibtex.writing.entry_builder import EntryBuilder
from citeformat.interchange.bibtex.writing.fields import (
    BABEL,
    COUNTRY_KEYS,
    EDITOR_TYPES,
    NAME_FIELDS,
    SERIES_KEYS,
)
from citeformat.interchange.bibtex.writing.names import use_prefix
from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.shared.languages import language_tag
from citeformat.record import Date, Record
from citeformat.record.text.dates import from_text
from citeformat.record.text.edtf import is_sound, to_edtf
from citeformat.record.titles import join_titles

__all__ = [
    "to_year",
    "write_eprint",
    "write_issued",
    "write_language",
    "write_people",
    "write_publisher",
    "write_titles",
    "write_type",
]

_MACROS = tuple(MONTH_MACROS)
_OPEN = (0,)


def to_year(date: Date) -> dict[str, str]:
    """Return the right sides of BibTeX's fields, or an empty dict if they cannot express the date.

    >>> to_year(Date(((1984, 7, 4),)))
    {'year': '{1984}', 'month': 'jul # "~4"'}
    >>> to_year(Date(((1998, 12), (1999, 1))))
    {'year': '{1999}', 'month': 'dec # "--" # jan'}
    """
    if date.literal or date.raw or not date.parts or not date.parts[0]:
        return {}
    start, end = date.parts[0], date.end
    circa = "circa " if date.circa else ""
    year = start[0]
    if len(start) == 1 and year < 0 and not end and date.season is None:
        return {"year": f"{{{circa}{-year} BC}}"}
    if not (is_sound(start) and 0 < year < 100_000):
        return {}
    if date.season is not None:
        season = date.season if isinstance(date.season, int) else 0
        if len(start) > 1 or end or not 1 <= season <= 4:
            return {}
        month = f"{{{SEASONS[season - 1]}}}"
    elif not end:
        month = _month(start)
    elif end == _OPEN or not is_sound(end) or len(start) != len(end):
        return {}
    elif len(start) == 1:
        return {"year": f"{{{circa}{year}--{end[0]}}}"} if 1000 <= year < end[0] <= 9999 else {}
    else:
        # "December--January" of one issue: the year is that of its end.
        year = end[0]
        if not (start[0] == year or (start[0] == year - 1 and start[1] > end[1])):
            return {}
        if start[:2] != end[:2]:
            month = f'{_month(start)} # "--" # {_month(end)}'
        elif len(start) == 3 and start[2] < end[2]:
            month = f'{_month(start)} # "--{end[2]}"'
        else:
            return {}
    fields = {"year": f"{{{circa}{year}}}"}
    return {**fields, "month": month} if month else fields


def _month(parts: tuple[int, ...]) -> str:
    """Return the macro of the month, which each style prints in its own language, and the day."""
    if len(parts) < 2:
        return ""
    macro = _MACROS[parts[1] - 1]
    return f'{macro} # "~{parts[2]}"' if len(parts) > 2 else macro


_SERIES = re.compile(r"([1-9]\d{0,2})(?:st|nd|rd|th) ser\.\Z")
_ENTRY_TYPE = re.compile(r"[a-z][\w:+-]*\Z")
_ARXIV = re.compile(r"arXiv:(\S+)\Z", re.IGNORECASE)
_ADDRESS_AT_END = re.compile(r"https?://[^\s{}]+[.;]?\Z")
_PUBLISHERS = ("publisher", "institution", "organization", "howpublished")
"""The fields for the publisher, in the order in which the reader looks for it."""
_PUBLISHER_OF_TYPE = {
    "techreport": "institution", "report": "institution", "thesis": "institution",
    "phdthesis": "institution", "mastersthesis": "institution", "manual": "organization",
    "online": "organization", "booklet": "howpublished",
}  # fmt: skip
"""Entry type → the usual field for its publisher, if it is not `publisher`."""


def write_type(builder: EntryBuilder) -> None:
    """Choose the entry type: the entry's own one, if it fits the type of the record."""
    record, unmapped, classic = builder.record, builder.unmapped, builder.dialect.classic
    own = unmapped.get("entrytype", "").lower()
    type, subtype = BIBLATEX.get(record.type, ("misc", ""))
    if own == "set" and "entryset" in unmapped:
        builder.type, builder.read_as_type = own, type
        return
    if _ENTRY_TYPE.match(own) and could_be(
        own, unmapped.get("entrysubtype", "").lower(), record.type
    ):
        builder.type = builder.read_as_type = _classic_type(own, record) if classic else own
        return
    if classic:
        type = _classic_type(BIBTEX.get(record.type, "misc"), record)
        subtype = subtype if type == "article" else ""
    elif type == "incollection" and record.container_author:
        type = "inbook"
    builder.type = builder.read_as_type = type
    if subtype:
        unmapped.pop("entrysubtype", None)
        builder.put("entrysubtype", subtype)


def _classic_type(type: str, record: Record) -> str:
    """Return BibTeX's type for one of BibLaTeX's. A type that neither knows stays."""
    if type in TYPES or type in CLASSIC_OF:
        type = type if type in CLASSIC else CLASSIC_OF.get(type, "misc")
    masters = type == "phdthesis" and "master" in (record.genre or "").lower()
    return "mastersthesis" if masters else type


def write_titles(builder: EntryBuilder) -> None:
    """Write the titles: of the work, of the volume, and of what contains them."""
    record, type = builder.record, builder.read_as_type
    is_issue = type in NUMBER_IS_ISSUE
    title, container = "title", "journal" if is_issue else "booktitle"
    if record.volume_title and record.volume:
        if type in IN_BOOK and record.type == "chapter" and record.container_title:
            container, volume = "maintitle", "booktitle"
            builder.write_text("volume-title", volume, title=True)
        elif record.type == "book" and record.title and not record.container_title:
            title, volume = "maintitle", "title"
            builder.write_text("volume-title", volume, title=True)
    if record.type == "article-journal" and type == "article":
        builder.write_text("volume-title", "issuetitle", title=True)
    if record.type == "periodical" == type and record.title and record.container_title:
        title, container = "issuetitle", "title"
    if "maintitle" in builder.unmapped:
        _separate_main_title(builder)
    builder.write_text("title", title, title=True)
    # No style changes the case of a journal or a series.
    builder.write_text("container-title", container, title=True, protected=not is_issue)
    series = record.collection_title or ""
    key = SERIES_KEYS.get(series, "")
    if is_issue and (ordinal := _SERIES.match(series)):
        key = ordinal.group(1)
    if is_issue and is_digits(series):
        builder.values.lose("collection-title", "it is read as an ordinal")
    if key and not builder.dialect.classic:
        builder.values.text("collection-title")
        builder.put("series", key)
    builder.write_text("collection-title", "series", title=True, protected=False)


def _separate_main_title(builder: EntryBuilder) -> None:
    """Write the title of a volume without its main title, which the entry has as a field. With the
    main title, an entry with a `crossref` would have it twice."""
    is_part = builder.read_as_type in IN_BOOK
    variable, field = ("container-title", "booktitle") if is_part else ("title", "title")
    main = decode(builder.unmapped["maintitle"], title=True)[0]
    beginning = join_titles(main, main).removesuffix(main)
    text = str(builder.record.fields.get(variable, ""))
    if text.startswith(beginning) and text != beginning:
        builder.values.text(variable)
        rest = text.removeprefix(beginning)
        builder.put(field, builder.encode(rest, variable, title=True, protected=False))
    else:
        del builder.unmapped["maintitle"]  # the record has another title now


def write_people(builder: EntryBuilder) -> None:
    """Write the names. Those without a field of their own are editors in a role."""
    dialect, fields = builder.dialect, builder.values.unread
    everybody = [name for value in fields.values() if isinstance(value, tuple) for name in value]
    prefix = has_use_prefix(builder.unmapped.get("options", ""))
    changeable = not dialect.classic and not builder.has_unmapped("options")
    if not prefix and changeable and use_prefix(everybody):
        prefix = True
        builder.put("options", "useprefix=true")

    for variable, field in (*NAME_FIELDS.items(), ("editor", "editor")):
        if variable in fields:
            builder.write_names(variable, field, prefix=prefix)
    free = [
        field for field in ("editor", "editora", "editorb", "editorc")
        if field not in builder.fields and not builder.has_unmapped(field)
    ]  # fmt: skip
    roles = [variable for variable in EDITOR_TYPES if variable in fields]
    for variable, field in zip(roles, free, strict=False):
        builder.write_names(variable, field, prefix=prefix)
        builder.put(f"{field}type", EDITOR_TYPES[variable])


def write_issued(builder: EntryBuilder) -> None:
    """Write the date, as `date` in BibLaTeX and as `year` and `month` in BibTeX."""
    classic = builder.dialect.classic
    date = builder.values.date("issued")
    if date is None:
        return
    old = builder.unmapped.get("date")
    if old and from_text(old) == date:
        return  # it says more than a CSL date can, such as the time of day
    exact = to_edtf(date)
    fields = to_year(date) if classic else {"date": f"{{{exact}}}"} if exact else {}
    taken = any(builder.has_unmapped(name) for name in fields)
    # `year` may hold other EDTF, but no year 0 (1 BC), and its `~` is a tie elsewhere.
    not_a_year = not fields and (date.circa or exact.startswith("0000"))
    if classic and exact and (taken or not_a_year):
        fields = {"date": f"{{{exact}}}"}
    if not fields:
        fields = {"year": f"{{{builder.encode_date(date, 'issued')}}}"}
    for name, right_side in fields.items():
        builder.put_raw(name, right_side)


def write_publisher(builder: EntryBuilder) -> None:
    """Write the publisher and its place, in the fields that the type of the work uses."""
    record, type = builder.record, builder.type
    if record.type in ("legal_case", "legislation", "standard", "patent"):
        builder.write_text("authority", "institution")
    place = "jurisdiction" if record.type == "patent" else "publisher-place"
    countries = [COUNTRY_KEYS.get(each, "") for each in str(record.jurisdiction or "").split(", ")]
    if place == "jurisdiction" and all(countries) and not builder.dialect.classic:
        builder.values.text(place)
        builder.put("address", " and ".join(countries))
    builder.write_text(place, "address")
    if "publisher" not in builder.values.unread:
        return
    if type in _PUBLISHER_OF_TYPE:
        field = _PUBLISHER_OF_TYPE[type]
    elif type in TYPES and type != "misc":
        field = "publisher"
    else:
        # The reader takes the entry for a web page if `howpublished` ends with an address, or if
        # it has a `url` and no `howpublished`.
        webpage = record.type == "webpage"
        has_address = _ADDRESS_AT_END.search(record.publisher or "") is not None
        field = "howpublished"
        if has_address != webpage:
            field = "organization" if webpage else "publisher"
    # The reader would take another field that comes earlier in its order for the publisher.
    earlier = _PUBLISHERS[: _PUBLISHERS.index(field) + 1]
    if any(builder.has_unmapped(name) or name in builder.fields for name in earlier):
        field = "publisher"
    thesis = field == "institution" and type in ("phdthesis", "mastersthesis")
    if thesis and builder.dialect.classic:
        field = "school"
    builder.write_text("publisher", field)


def write_eprint(builder: EntryBuilder) -> None:
    """Write the archive's number. The variables that the reader derives from it are left out."""
    record, unmapped, values = builder.record, builder.unmapped, builder.values.unread
    if record.type == "article" and not builder.has_unmapped("eprint"):
        number = _ARXIV.match(str(record.number or ""))
        if number is None:
            return
        builder.write_verbatim(number.group(1), "number", "eprint")
        builder.put("eprinttype", "arxiv")
        eprint, archive = number.group(1), "arxiv"
    else:
        eprint = unmapped.get("eprint", "")
        archive = unmapped.get("eprinttype") or unmapped.get("archiveprefix", "")
    if not eprint:
        return
    derived = from_eprint(eprint, archive, record.type, has_address=bool(record.DOI))
    for variable, text in derived.items():
        if values.get(variable) == text:
            del values[variable]


def write_language(builder: EntryBuilder) -> None:
    """Write the language by babel's name for it, or as it is."""
    language = builder.values.text("language")
    if not language:
        return
    first, second = "langid", "language"
    if builder.dialect.classic or builder.has_unmapped("langid"):
        first, second = second, first
    name = BABEL.get(language) or language
    field = second if builder.has_unmapped(first) else first
    if language_tag(name) is None:
        field = "language"
    builder.put(field, builder.encode(name, "language"))
