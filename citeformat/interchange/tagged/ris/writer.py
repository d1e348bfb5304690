"""Records → RIS, in the form that EndNote, Zotero and Mendeley read.

In: records. Out: the text of a file. `Tags` converts one record to tags and values; EndNote's XML
is written from them as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from citeformat._util.text import SEASONS
from citeformat.interchange.losses import Losses, TrackedRecord, custom_data
from citeformat.interchange.shared.record_builder import RecordBuilder, date_of
from citeformat.interchange.tagged.ris.tables import (
    ACCESSED_IN_DA,
    COUNTED,
    DATES,
    PEOPLE,
    TEXT,
    TYPE_OF,
    TYPES,
    is_count,
    variable_of,
)
from citeformat.record import Date, Name, Record
from citeformat.record.text.edtf import to_edtf
from citeformat.record.text.names import name_text, names_of
from citeformat.record.titles import join_volume_title

__all__ = ["Tags", "write"]

_TAG = re.compile(r"[A-Z][A-Z0-9]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_SPAN = re.compile(r"<span[^<>]*>|</span>|</?sc>", re.IGNORECASE)


def write(records: Sequence[Record], losses: Losses) -> str:
    """Write RIS.

    Args:
        records: The records.
        losses: Receives what RIS cannot carry.

    >>> print(write([Record("x", "book", {"title": "TeX"})], Losses("RIS")), end="")
    TY  - BOOK
    ID  - x
    TI  - TeX
    ER  -
    """
    references = []
    for record in records:
        tags = Tags(record, losses, "ris")
        lines = "".join([f"{tag}  - {value}\n" for tag, value in tags.lines])
        references.append(f"TY  - {tags.type}\n{lines}ER  -\n")
    return "\n".join(references)


def _one_line(text: str) -> str:
    """Replace line ends by blanks, and remove control characters and the blanks at the ends."""
    if text.isprintable():
        return text.strip()
    lines = filter(None, map(str.strip, text.replace("\t", " ").splitlines()))
    return _CONTROL.sub("", " ".join(lines))


class Tags:
    """The tags of one record.

    Args:
        record: The record.
        losses: Receives what has no tag.
        format: The name under which the reader keeps unknown tags.
        aliases: A type of RIS -> the nearest type that the format has instead.

    >>> Tags(Record("x", "book", {"title": "TeX"}), Losses("RIS"), "ris").lines
    [('ID', 'x'), ('TI', 'TeX')]
    """

    __slots__ = ("lines", "type", "values")

    type: str
    """The value of TY."""
    lines: list[tuple[str, str]]
    """Tag and value. No value has line ends."""
    values: TrackedRecord
    """The record's values."""

    def __init__(
        self,
        record: Record,
        losses: Losses,
        format: str,
        aliases: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.values = values = TrackedRecord(record, losses)
        self.lines = []
        unmapped = custom_data(record, format)
        read_type = (unmapped.pop("TY", None) or [""])[0]
        is_current = TYPES.get(read_type.upper()) == record.type
        self.type = read_type if is_current else TYPE_OF.get(record.type, "GEN")
        self.type = aliases.get(self.type.upper(), self.type)
        type = TYPES[self.type.upper()]
        if type != record.type:
            values.lose("type", f"{record.type} is written as {self.type}")

        ty = self.type.upper()
        if all(variable_of(TEXT, tag, type, ty) != "volume-title" for tag in TEXT):
            joined = join_volume_title(record)
            if joined is not record:
                values.lose("volume-title", "it is written with the title of the whole")
            self.values = values = TrackedRecord(joined, losses)
        self.put("ID", record.id)
        self.put("TI", self.marked("title"))
        if type == "paper-conference" and "event-title" in values.unread:
            if "container-title" not in values.unread:
                values.lose("event-title", "it is read as the title of the proceedings")
            self.put("T2", self.marked("event-title"))
            self.put("C3", self.marked("container-title"))
        elif variable_of(TEXT, "T2", type, ty) == "container-title":
            self.put("T2", self.marked("container-title"))
        else:
            self.put("JF", self.marked("container-title"))
        has_title = any(tag in ("T2", "JF") for tag, _ in self.lines)
        if "container-title-short" in values.unread and not has_title:
            values.lose("container-title-short", "it is read as the full title")
        self.put("J2", self.marked("container-title-short"))
        for tag in PEOPLE:
            self.put_names(tag, variable_of(PEOPLE, tag, type, ty))
        self.put_dates(type)
        self.put_pages(type)
        self.put("DO", values.text("DOI"))
        self.put_address()
        self.put_own_number(type)
        self.put("SN", *re.split(r"[\s,;]+", values.text("ISSN")))
        self.put("SN", *re.split(r"[\s,;]+", values.text("ISBN")))
        self.put("KW", *values.keywords())
        self.put("N1", self.marked("note"))
        for tag in TEXT:
            variable = variable_of(TEXT, tag, type, ty)
            if variable in values.unread and all(tag != used for used, _ in self.lines):
                self.put(tag, self.marked(variable))
        if "PMID" in values.unread and all(used != "AN" for used, _ in self.lines):
            self.put("AN", f"PMID: {values.text('PMID')}")
        for tag, texts in unmapped.items():
            # The reader keeps tags of RIS, and the paths of elements of EndNote's XML.
            if format == "ris" and (not _TAG.fullmatch(tag) or tag in ("TY", "ER")):
                values.lose(tag, f"{losses.format} has no such tag")
            else:
                self.put(tag, *texts)
        values.finish(format=format)

    def put_own_number(self, type: str) -> None:
        """Add the number of a report, a patent or a standard where EndNote and Zotero have it.

        A number that looks like an ISSN or ISBN stays in IS, which these programs take for the
        number of an application or an issue.
        """
        number = self.values.unread.get("number")
        as_read = RecordBuilder(0)
        as_read.add_serial_numbers(str(number or ""), type, "SN")
        if as_read.fields == {"number": number}:
            self.put("SN", self.values.text("number"))

    def put_address(self) -> None:
        """Add the line of the URL. Blanks separate addresses, so others are escaped."""
        address = _one_line(self.values.text("URL"))
        if " " in address and "://" in address.partition(" ")[2]:
            self.values.lose("URL", "only the first of its addresses is read as the URL")
        elif " " in address:
            address = address.replace(" ", "%20")
            self.values.lose("URL", f"it is written as {address}")
        self.put("UR", address)

    def put_names(self, tag: str, variable: str) -> None:
        """Add a line for each name of a variable."""
        for name in self.values.basic_names(variable):
            text = name_text(name)
            bare = replace(name, extra=(), comma_suffix=False, static_ordering=False)
            # a name of one part is a family name or literal
            same = [bare, Name(literal=text)] if text == name.family else [bare]
            if names_of(text)[0] not in [[each] for each in same]:
                self.values.lose(variable, f"the name of {name} is read with other parts")
            self.put(tag, text)

    def put_pages(self, type: str) -> None:
        """Add the lines of the pages or of their number, which share a tag."""
        values, ty = self.values, self.type.upper()
        pages = "" if variable_of(TEXT, "SP", type, ty) else values.text("page")
        if "number-of-pages" in values.unread and variable_of(TEXT, "SE", type, ty) == "page":
            self.put("SE", pages)
            pages = ""
        if pages:
            first, dash, last = pages.partition("-")
            is_range = dash and "-" not in last and "," not in pages
            self.put("SP", first if is_range else pages)
            self.put("EP", last if is_range else "")
            if is_count(pages, type):
                values.lose("page", "it is read as the number of pages")
        elif type in COUNTED and (count := values.text("number-of-pages")):
            self.put("SP", count)
            if not is_count(count, type):
                values.lose("number-of-pages", "it is read as the pages")
        elif type == "article-journal" and "number" in values.unread:
            values.lose("number", "it is read as the page, because the article has no pages")

    def put_dates(self, type: str) -> None:
        """Add the lines of all dates."""
        values, ty = self.values, self.type.upper()
        issued = values.date("issued")
        if issued is not None and issued.year is not None:
            year = issued.year
            text = str(year) if year > 0 else f"{-year} BC"
            is_exact = issued.month or issued.season is not None or issued.end or issued.circa
            if is_exact and ty in ACCESSED_IN_DA:
                text = self.slashed(issued, "issued")
            self.put("PY", text)
            if is_exact and ty not in ACCESSED_IN_DA:
                self.put("DA", self.slashed(issued, "issued"))
        elif issued is not None:
            self.put("PY", issued.literal or issued.raw or str(issued.season or ""))
        for tag in DATES:
            variable = variable_of(DATES, tag, type, ty)
            date = values.date(variable) if variable in values.unread else None
            if date is None:
                continue
            if date.year is not None:
                self.put(tag, self.slashed(date, variable))
            elif variable == "accessed":
                self.put(tag, date.literal or date.raw or str(date.season or ""))
            else:
                values.lose(variable, "it is not a date")

    def put(self, tag: str, *texts: str) -> None:
        """Add a line for each text that is not empty. Line ends in a text become blanks."""
        for text in texts:
            value = _one_line(text)
            if value:
                self.lines.append((tag, value))

    def marked(self, variable: str) -> str:
        """Read the text of a variable, with the tags that reference managers understand."""
        text = self.values.text(variable)
        if "<s" not in text:
            return text
        if re.search(r"small-caps|<sc>", text):
            self.values.lose(variable, "its small capitals are left out")
        if "nocase" in text:
            self.values.lose(variable, "the protection of its case is left out")
        return _SPAN.sub("", text)

    def slashed(self, date: Date, variable: str) -> str:
        """Write a date as `YYYY/MM/DD/other`, with EDTF as the last part if it is needed."""
        year, month, day = date.year or 0, date.month, date.day
        exact = to_edtf(date)
        text = exact
        if year > 0:
            other = str(date.season or "")
            if isinstance(date.season, int) and 1 <= date.season <= 4:
                other = SEASONS[date.season - 1]
            if date.end or date.circa:
                other = exact or other
            parts = [f"{year:04d}", f"{month:02d}" if month else "", f"{day:02d}" if day else ""]
            text = "/".join([*parts, other])
        if (date.end or date.circa) and not exact:
            message = "the end of the range, or that the date is uncertain, is left out"
            self.values.lose(variable, message)
        elif (as_read := date_of(text)) != date:
            self.values.lose(variable, f"it is read as {as_read or 'no date'}")
        return text
