"""MODS → records, as the Library of Congress, Zotero and bibutils write it.

In: the file's text: a `modsCollection`, one `mods`, or the `mods` in the answer of a catalogue.
Out: records. A `relatedItem` of type `host` is the container of the work, one of type `series` its
series. Elements without a CSL variable are kept under `extra["custom"]["mods"]`.

Source: the Library of Congress, "MODS User Guidelines (Version 3)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citeformat._util.text import text_of
from citeformat.errors import Problem, SourceError
from citeformat.interchange.mods.tables import GENRES, IDENTIFIERS, RESOURCES, ROLES, WITH_HOST
from citeformat.interchange.shared.languages import language_tag
from citeformat.interchange.shared.record_builder import (
    RecordBuilder,
    clean_doi,
    date_of,
    identifier,
    is_doi,
    join_keywords,
    pages_of,
    spaced_initials,
)
from citeformat.interchange.shared.xml_text import parse
from citeformat.record import Date, Name, Record, Records
from citeformat.record.citation_keys import UniqueIds
from citeformat.record.text.dates import from_text
from citeformat.record.text.name_lists import only_names
from citeformat.record.text.names import name_of

__all__ = ["read"]

_NAMESPACE = re.compile(r"\{.*\}")
_EDITION = re.compile(r"(?<=\w)\s+ed(?:n|ition)?\.?\Z", re.IGNORECASE)
"""The word that styles print after the number of an edition."""
_DATES = ("dateIssued", "copyrightDate", "dateCreated", "dateOther", "dateCaptured")
"""Elements with the date of publication, the best first."""
_MARC_NO_DATE = re.compile(r"(?:uuuu|\|{4}|9999)\Z")
_NUMBER_OF_PAGES = re.compile(r"\b(\d+)\s*(?:p|pp|pages|leaves|S|Seiten)\b\.?")
_DETAILS = {
    "volume": "volume", "issue": "issue", "number": "issue", "chapter": "chapter-number",
    "section": "section", "part": "part-number", "page": "page", "paragraph": "section",
}  # fmt: skip
"""Type of a detail of a part -> CSL variable."""
_READ = frozenset(
    """
    titleInfo name typeOfResource genre originInfo language physicalDescription abstract subject
    relatedItem identifier location part recordInfo note classification accessCondition
    """.split()
)
"""Elements that are read. All others are kept as text."""


def read(text: str, *, file: str = "") -> Records:
    """Read MODS.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Returns:
        The records in order. `.problems` reports where the text is not XML.

    Raises:
        SourceError: The text is not XML, or has no `mods`.

    >>> read("<mods><titleInfo><nonSort>The</nonSort><title>TeXbook</title></titleInfo></mods>")[0]
    Record('texbook', 'book', title='The TeXbook')
    """
    problems: list[Problem] = []
    root = parse(text, file, problems)
    elements = list(root.iter("{*}mods")) if root is not None else []
    if not elements and (root is None or _tag(root) != "modsCollection"):
        raise SourceError(f"{file or 'the text'} is not MODS: it has no element mods")
    ids = UniqueIds()
    records = [_Work(element).record(file, ids, problems) for element in elements]
    return Records(records, problems)


class _Work:
    """An element `mods` that is being read."""

    def __init__(self, element: Any) -> None:
        self.element = element
        self.builder = RecordBuilder(element.sourceline or 0)
        related = _children(element, "relatedItem")
        self.host = next((one for one in related if one.get("type") == "host"), None)
        self.series = next((one for one in related if one.get("type") == "series"), None)
        if self.series is None and self.host is not None:
            inner = _children(self.host, "relatedItem")
            self.series = next((one for one in inner if one.get("type") == "series"), None)
        self.type = self.csl_type()

    def csl_type(self) -> str:
        """Return the CSL type for the genres, the kind of resource and the host."""
        own = self.genres(self.element)
        host = self.genres(self.host) if self.host is not None else []
        types = [GENRES[one] for one in own if one in GENRES]
        resources = [
            RESOURCES[text]
            for one in _children(self.element, "typeOfResource")
            if (text := _text(one).lower()) in RESOURCES
        ]
        if not types:
            types = resources
        if self.host is None:
            issuances = [_text(one) for one in self.descendants("originInfo", "issuance")]
            is_serial = {"continuing", "serial"} & set(issuances)
            return types[0] if types else "periodical" if is_serial else "book"
        host_types = [GENRES[one] for one in host if one in GENRES]
        type = next((one for one in types if one not in WITH_HOST), "")
        if type:
            return type
        if types and types[0] == "webpage":
            return "webpage"
        host_type = host_types[0] if host_types else ""
        if host_type == "paper-conference":
            return host_type
        if "newspaper" in host:
            return "article-newspaper"
        if "magazine" in host:
            return "article-magazine"
        if host_type:
            return WITH_HOST.get(host_type, host_type)
        identifiers = {one.get("type", "").lower() for one in _children(self.host, "identifier")}
        issuances = [_text(one) for one in self.descendants("originInfo", "issuance", self.host)]
        is_book = "isbn" in identifiers or "monographic" in issuances
        return "chapter" if is_book or not _children(self.host, "part") else "article-journal"

    def genres(self, element: Any) -> list[str]:
        """Return the genres of an element in lower case, those of bibliographic programs first."""
        found = sorted(
            _children(element, "genre"),
            key=lambda one: one.get("authority") not in ("local", "bibutilsgt"),
        )
        return [_text(one).lower() for one in found]

    def descendants(self, name: str, child: str, element: Any = None) -> Iterator[Any]:
        """Yield the children of the children with a name."""
        for one in _children(self.element if element is None else element, name):
            yield from _children(one, child)

    def record(self, file: str, ids: UniqueIds, problems: list[Problem]) -> Record:
        """Build the record."""
        builder, element = self.builder, self.element
        self.put_titles()
        self.put_people(element, "")
        for related, variable in ((self.host, "container-author"),
                                  (self.series, "collection-editor")):  # fmt: skip
            if related is not None:
                self.put_people(related, variable)
        for one in (element, self.host):
            if one is not None:
                self.put_origin(one)
                self.put_parts(one)
        for one in (element, self.host, self.series):
            if one is not None:
                self.put_identifiers(one, is_series=one is self.series and one is not self.host)
        self.put_description()
        citekeys = [
            _text(one)
            for one in _children(element, "identifier")
            if one.get("type") in ("citekey", "citation key")
        ]
        record_ids = [_text(one) for one in self.descendants("recordInfo", "recordIdentifier")]
        id = next(filter(None, (*citekeys, element.get("ID", ""), *record_ids)), "")
        return builder.record(id, self.type, "mods", file, ids, problems)

    def put_titles(self) -> None:
        """Set the title, its variants, and those of the host and the series."""
        builder = self.builder
        titles = {"": "title", "abbreviated": "title-short"}
        for one in _children(self.element, "titleInfo"):
            kind = one.get("type", "")
            title, number, part = _title(one)
            builder.put_or_keep(titles.get(kind, ""), title, f"titleInfo-{kind or 'title'}")
            if not kind:
                builder.put("part-number", number)
                builder.put("part-title", part)
        titles = {"": "container-title", "abbreviated": "container-title-short"}
        for one in _children(self.host, "titleInfo"):
            kind = one.get("type", "")
            text = ". ".join(filter(None, _title(one)))
            builder.put_or_keep(titles.get(kind, ""), text, f"host-titleInfo-{kind or 'title'}")
        for one in _children(self.series, "titleInfo"):
            title, number, part = _title(one)
            title, _, volume = title.partition(" ; ")
            builder.put_or_keep("collection-title", ". ".join(filter(None, (title, part))),
                                "series-titleInfo")  # fmt: skip
            builder.put("collection-number", number or volume)
        for detail, number in self.part_numbers(self.series):
            if detail in ("volume", "number"):
                builder.put("collection-number", number)

    def put_people(self, element: Any, others: str) -> None:
        """Set the names of an element.

        Args:
            element: The work, its host or its series.
            others: The variable of authors, or `""` for the work itself.
        """
        people: dict[str, list[Name]] = {}
        for one in _children(element, "name"):
            terms = list(self.descendants("role", "roleTerm", one))
            texts = [_text(term).lower().rstrip(".") for term in terms]
            addresses = [term.get("valueURI", "").rpartition("/")[2] for term in terms]
            roles = [*filter(None, (*texts, *addresses))]
            names = _names(one)
            if one.get("type") == "conference" and names:
                self.builder.put_or_keep("event-title", str(names[0]), "name-conference")
                continue
            variables = [ROLES[role] for role in roles if role in ROLES]
            if roles and not variables and one.get("usage") != "primary":
                self.builder.keep(f"name-{roles[0]}", *map(str, names))
                continue
            variable = variables[0] if variables else "author"
            if others == "collection-editor":
                variable = others if variable in ("author", "editor") else variable
            elif others and variable == "author":
                variable = others
            if self.type == "motion_picture" and variable == "author" and not roles:
                variable = "contributor"
            people.setdefault(variable, []).extend(names)
        for variable, names in people.items():
            self.builder.add_names(variable, names)

    def put_origin(self, element: Any) -> None:
        """Set publisher, place, edition and dates."""
        builder = self.builder
        dates: dict[str, list[Any]] = {}
        for origin in _children(element, "originInfo"):
            for one in origin:
                name, text = _tag(one), _without_end(_text(one))
                if name == "place":
                    terms = _children(one, "placeTerm")
                    places = [term for term in terms if term.get("type") != "code"]
                    for place in map(_text, places if terms else [one]):
                        builder.put_or_keep(
                            "publisher-place", _without_end(place).strip("[]"), name
                        )
                elif name == "publisher":
                    builder.put_or_keep("publisher", text, "publisher")
                elif name == "edition":
                    builder.put_or_keep("edition", _EDITION.sub("", text).rstrip("."), name)
                elif name in _DATES:
                    dates.setdefault(name, []).append(one)
                elif name == "dateModified" or name == "dateValid":
                    builder.keep(name, text)
        for name in _DATES:
            date = _date(dates.get(name, []))
            if name == "dateCaptured":
                builder.put("accessed", date)
            elif date is not None and not builder.put("issued", date):
                builder.keep(name, *[_text(one) for one in dates[name]])

    def part_numbers(self, element: Any) -> Iterator[tuple[str, str]]:
        """Yield the types and numbers of the details of a part."""
        for detail in self.descendants("part", "detail", element) if element is not None else ():
            number = next((_text(one) for one in _children(detail, "number")), "")
            title = next((_text(one) for one in _children(detail, "title")), "")
            yield detail.get("type", ""), number or title

    def put_parts(self, element: Any) -> None:
        """Set volume, issue, pages and the date of the part of a host, or of the work itself."""
        builder = self.builder
        for detail, number in self.part_numbers(element):
            builder.put_or_keep(_DETAILS.get(detail.lower(), ""), number, f"part-{detail}")
        for extent in self.descendants("part", "extent", element):
            start, end, total, pages = (
                next((_text(one) for one in _children(extent, name)), "")
                for name in ("start", "end", "total", "list")
            )
            if extent.get("unit", "page").startswith("page"):
                builder.put("page", pages_of(start, end) or pages_of(pages, ""))
                builder.put("number-of-pages", total)
            else:
                builder.keep(f"extent-{extent.get('unit')}", pages or pages_of(start, end))
        builder.put("issued", _date(list(self.descendants("part", "date", element))))

    def put_identifiers(self, element: Any, *, is_series: bool) -> None:
        """Set the identifiers of the work and its host."""
        builder = self.builder
        is_work = element is self.element
        for one in _children(element, "identifier"):
            kind = one.get("type", "").lower()
            text = _text(one)
            variable = IDENTIFIERS.get(kind, "")
            if one.get("invalid") == "yes" or not text or kind in ("citekey", "citation key"):
                continue
            if variable in ("ISBN", "ISSN") or not kind:
                found, number = identifier(_without_end(text))
                variable, text = (found, number) if found else (variable, text)
            if is_doi(text) and variable in ("", "DOI", "URL"):
                variable, text = "DOI", clean_doi(text)
            if variable in ("DOI", "URL", "PMID", "PMCID", "number") and not is_work:
                variable = ""
            if is_series and variable != "ISSN":
                variable = ""
            if variable in ("ISBN", "ISSN") and variable in builder.fields:
                if text not in str(builder.fields[variable]).split():
                    builder.append(variable, text, " ")
            else:
                builder.put_or_keep(variable, text, f"identifier-{kind or 'other'}")
        for one in self.descendants("location", "url", element) if is_work else ():
            builder.put_or_keep("URL", _text(one), "url")
            builder.put("accessed", date_of(one.get("dateLastAccessed", "")))

    def put_description(self) -> None:
        """Set abstract, notes, keywords, language and where the work is kept."""
        builder, element = self.builder, self.element
        for one in _children(element, "abstract"):
            builder.append("abstract", _text(one), " ")
        for one in _children(element, "note"):
            kind = one.get("type", "")
            is_plain = kind in ("", "citation/reference") and _text(one)
            builder.append("note", _text(one), "; ") if is_plain else builder.keep(
                f"note-{kind}" if kind else "note", _text(one)
            )
        subjects = [
            "--".join(filter(None, (_text(part) for part in one.iter() if len(part) == 0)))
            for one in _children(element, "subject")
        ]
        builder.put("keyword", join_keywords(subjects))
        terms = [
            language_tag(_text(term)) or _text(term)
            for term in self.descendants("language", "languageTerm")
        ] or [_text(one) for one in _children(element, "language")]
        builder.put("language", next(filter(None, terms), ""))
        for extent in self.descendants("physicalDescription", "extent"):
            pages = _NUMBER_OF_PAGES.search(_text(extent))
            if pages is None or not builder.put("number-of-pages", pages.group(1)):
                builder.keep("extent", _text(extent))
        for place in self.descendants("location", "physicalLocation"):
            builder.put_or_keep("archive", _text(place), "physicalLocation")
        for shelf in self.descendants("location", "shelfLocator"):
            builder.put_or_keep("call-number", _text(shelf), "shelfLocator")
        for one in _children(element, "classification"):
            builder.put_or_keep("call-number", _text(one), "classification")
        for source in self.descendants("recordInfo", "recordContentSource"):
            builder.put_or_keep("source", _text(source), "recordContentSource")
        for one in _children(element, "accessCondition"):
            builder.put_or_keep("license", _text(one), "accessCondition")
        genres = [_text(one) for one in _children(element, "genre")]
        unknown = [one for one in genres if one.lower() not in GENRES]
        degree = next((one for one in genres if one.lower().endswith(" thesis")), "")
        builder.put("genre", (degree or next(iter(unknown), "")) if self.type == "thesis" else "")
        builder.keep("genre", *genres)
        for one in element:
            if isinstance(one.tag, str) and _tag(one) not in _READ:
                builder.keep(_tag(one), _text(one))
            if _tag(one) == "relatedItem" and one not in (self.host, self.series):
                builder.keep(f"relatedItem-{one.get('type', 'other')}", _text(one))


def _without_end(text: str) -> str:
    """Remove ISBD punctuation, which catalogues leave at the end of a value."""
    stripped = text.rstrip()
    return stripped[:-1].rstrip() if stripped.endswith((":", ";", "/", ",")) else text


def _tag(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return _NAMESPACE.sub("", element.tag) if isinstance(element.tag, str) else ""


def _children(element: Any, name: str) -> list[Any]:
    """Return the children with a name, whatever their namespace is."""
    return [] if element is None else list(element.iterchildren(f"{{*}}{name}"))


def _text(element: Any) -> str:
    """Return the text in an element on one line. Texts of several elements have blanks between."""
    if len(element) == 0:
        return text_of(element.text or "")
    return text_of(" ".join(text.strip() for text in element.itertext() if text.strip()))


def _title(element: Any) -> tuple[str, str, str]:
    """Return the title with its subtitle, the number of the part and the name of the part."""
    article, title, subtitle, number, part = (
        next((_without_end(_text(one)) for one in _children(element, name)), "")
        for name in ("nonSort", "title", "subTitle", "partNumber", "partName")
    )
    blank = "" if article.endswith(("'", "’", "-")) or not article else " "
    whole = f"{article}{blank}{title}".strip() or (_text(element) if len(element) == 0 else "")
    subtitle = subtitle.rstrip(".")
    return f"{whole}: {subtitle}" if subtitle else whole, number, part.rstrip(".")


def _names(element: Any) -> list[Name]:
    """Read a name, and "others" if the list goes on."""
    parts: dict[str, list[str]] = {}
    for one in _children(element, "namePart"):
        parts.setdefault(one.get("type", ""), []).append(_text(one).strip(" ,"))
    family, given, terms, whole = (
        " ".join(filter(None, parts.get(kind, ())))
        for kind in ("family", "given", "termsOfAddress", "")
    )
    names: list[Name] = []
    if element.get("type") in ("corporate", "conference"):
        text = ". ".join(filter(None, (one.rstrip(".") for one in parts.get("", ()))))
        names = [Name(literal=text)] if text else []
    elif family or given:
        head = name_of(f"{family}, {spaced_initials(given)}") if family else Name(family=given)
        if head is not None:
            suffix = terms if re.fullmatch(r"(?:[JS]r\.?|[IVX]+)", terms) else ""
            names = [head if not suffix else Name(
                head.family, head.given, dropping_particle=head.dropping_particle,
                non_dropping_particle=head.non_dropping_particle, suffix=suffix)]  # fmt: skip
    else:
        whole = whole or next((_text(one) for one in _children(element, "displayForm")), "")
        found = [name_of(one) for one in only_names([whole]) if one]
        names = [name for name in found if name is not None]
    if _children(element, "etal"):
        names.append(Name(literal="others"))
    return names


def _date(elements: list[Any]) -> Date | None:
    """Read the elements of a date: one, or the start and the end of a range.

    Of a date in several encodings, that in W3CDTF or ISO 8601 counts, then that for people.
    """
    order = {"w3cdtf": 0, "iso8601": 0, "edtf": 0, None: 1, "marc": 2}
    best = sorted(elements, key=lambda one: order.get(one.get("encoding"), 1))
    dates: dict[str, Date] = {}
    for one in best:
        text = _text(one).strip(" .,;[]")
        date = from_text(text) if text and not _MARC_NO_DATE.match(text) else None
        if date is not None and one.get("qualifier") in ("approximate", "questionable"):
            date = Date(date.parts, date.season, circa=True, literal=date.literal)
        if date is not None:
            dates.setdefault(one.get("point") or "", date)
    start = dates.get("start") or dates.get("")
    end = dates.get("end")
    if start and end and start.parts and end.parts and end.parts[0] > start.parts[0]:
        return Date((start.parts[0], end.parts[0]), circa=start.circa or end.circa)
    return start or end
