"""Records → RIS, in the form that EndNote, Zotero and Mendeley read.

`Tags` makes one record into the tags of RIS and their values: what RIS and EndNote XML have in
common.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat.interchange.losses import Losses, Source, custom_data
from citeformat.interchange.ris.tables import COUNTED, PEOPLE, TEXT, TYPE_OF, TYPES, variable_of
from citeformat.interchange.shared.dates import to_edtf
from citeformat.record import Date, Name, Record

__all__ = ["Tags", "write"]


_SEASONS = ("Spring", "Summer", "Autumn", "Winter")

_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+\s*[^\W\d_]")

_SPAN = re.compile(r"<span[^<>]*>|</span>|</?sc>", re.IGNORECASE)


class Tags:
    """The tags of one record.

    Args:
        record: The record.
        losses: Is told what has no tag.
        format: The name under which the importer keeps what it does not know.

    >>> Tags(Record("x", "book", {"title": "TeX"}), Losses("RIS"), "ris").lines
    [('ID', 'x'), ('TI', 'TeX')]
    """

    __slots__ = ("kept", "lines", "source", "type")

    type: str
    """What stands behind TY."""
    lines: list[tuple[str, str]]
    """Tag and value; no value has line ends."""

    def __init__(self, record: Record, losses: Losses, format: str) -> None:
        self.source = Source(record, losses)
        self.lines = []
        self.kept = custom_data(record, format)
        own = (self.kept.get("TY") or [""])[0]
        self.type = own if TYPES.get(own.upper()) == record.type else ""
        if not self.type:
            self.type = TYPE_OF.get(record.type, "GEN")
            if TYPES[self.type] != record.type:
                self.source.lose("type", f"{record.type} is written as {self.type}")
        self._collect(TYPES.get(self.type.upper(), "document"))
        self.source.finish(kept_under=format)

    def _collect(self, type: str) -> None:
        """Put all tags, those that depend on each other first."""
        self.put("ID", self.source.record.id)
        self._titles(type)
        self._people(type)
        self._dates()
        self._pages(type)
        self._identifiers()
        for tag in TEXT:
            self._text(tag, type)
        for tag, values in self.kept.items():
            for value in values if tag != "TY" else ():
                self.put(tag, value)

    def put(self, tag: str, value: str) -> None:
        """Add a line; a value has no line ends of its own."""
        text = re.sub(r"\s*[\r\n]+\s*", " ", value).strip()
        if text:
            self.lines.append((tag, text))

    def marked(self, variable: str) -> str:
        """A variable's text with the tags that reference managers read."""
        text = self.source.text(variable)
        if "<s" not in text:
            return text
        if re.search(r"small-caps|<sc>", text):
            self.source.lose(variable, "its small capitals are left out")
        return _SPAN.sub("", text)

    def _titles(self, type: str) -> None:
        self.put("TI", self.marked("title"))
        conference = type == "paper-conference"
        if conference and "event-title" in self.source.rest:
            self.put("T2", self.marked("event-title"))
            self.put("C3", self.marked("container-title"))
        elif variable_of(TEXT, "T2", type) == "container-title":
            self.put("T2", self.marked("container-title"))
        elif "container-title" in self.source.rest:
            self.put("JF", self.marked("container-title"))
        self.put("J2", self.marked("container-title-short"))

    def _people(self, type: str) -> None:
        for tag in PEOPLE:
            variable = variable_of(PEOPLE, tag, type)
            if self.type == "EDBOOK" and tag == "AU":
                variable = "editor"
            for name in self.source.names(variable):
                self.put(tag, self._name(name, variable))

    def _name(self, name: Name, variable: str) -> str:
        """`Family, Given, Suffix`; an institution with a comma at its end where it needs one."""
        if name.extra:
            self.source.lose(variable, f"the name of {name} loses {name.extra[0][0]}")
        if name.literal:
            needs = "," in name.literal or _INITIALS.match(name.literal)
            return f"{name.literal}," if needs else name.literal
        family = f"{name.non_dropping_particle} {name.family}".strip()
        given = f"{name.given} {name.dropping_particle}".strip()
        if name.suffix:
            return f"{family}, {given}, {name.suffix}"
        return f"{family}, {given}" if given and family else family or given

    def _dates(self) -> None:
        issued = self.source.date("issued")
        if issued is not None:
            year = issued.year
            self.put("PY", _year(year) if year is not None else self._words(issued, "issued"))
            more = issued.month or issued.season is not None or issued.end or issued.circa
            if year is not None and more:
                self.put("DA", self._slashed(issued, "issued"))
        accessed = self.source.date("accessed")
        if accessed is not None:
            exact = accessed.year is not None
            self.put("Y2", self._slashed(accessed, "accessed") if exact
                     else self._words(accessed, "accessed"))  # fmt: skip

    def _slashed(self, date: Date, variable: str) -> str:
        """`YYYY/MM/DD/other`; what the first three cannot say stands in the last as EDTF."""
        year, month, day = date.year or 0, date.month, date.day
        if year < 0:
            return to_edtf(date)
        other = str(date.season or "")
        if isinstance(date.season, int) and 1 <= date.season <= 4:
            other = _SEASONS[date.season - 1]
        if date.end or date.circa:
            exact = to_edtf(date)
            if not exact:
                self.source.lose(
                    variable, "the end of the range, or that it is about then, is left out"
                )
            other = exact or other
        parts = [f"{year:04d}", f"{month:02d}" if month else "", f"{day:02d}" if day else ""]
        return "/".join([*parts, other])

    def _words(self, date: Date, variable: str) -> str:
        return date.literal or date.raw or str(date.season or "")

    def _pages(self, type: str) -> None:
        text = self.source.text("page")
        first, dash, last = text.partition("-")
        if dash and "-" not in last and "," not in text:
            self.put("SP", first)
            self.put("EP", last)
        else:
            self.put("SP", text)
        if not text and type in COUNTED:
            self.put("SP", self.source.text("number-of-pages"))

    def _identifiers(self) -> None:
        self.put("DO", self.source.text("DOI"))
        self.put("UR", self.source.text("URL"))
        for variable in ("ISSN", "ISBN"):
            for number in re.split(r"[\s,;]+", self.source.text(variable)):
                self.put("SN", number)
        text = self.source.text("keyword")
        for word in re.split(r"\s*;\s*" if ";" in text else r"\s*,\s*", text):
            self.put("KW", word)
        self.put("N1", self.marked("note"))

    def _text(self, tag: str, type: str) -> None:
        variable = variable_of(TEXT, tag, type)
        if variable and variable in self.source.rest and tag not in [t for t, _ in self.lines]:
            self.put(tag, self.marked(variable))


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{-year} BC"


def write(records: Sequence[Record], losses: Losses) -> str:
    """Write RIS.

    Args:
        records: The records.
        losses: Is told what RIS cannot carry.

    >>> print(write([Record("x", "book", {"title": "TeX"})], Losses("RIS")), end="")
    TY  - BOOK
    ID  - x
    TI  - TeX
    ER  -
    """
    references = (Tags(record, losses, "ris") for record in records)
    return "\n".join(map(_text, references))


def _text(reference: Tags) -> str:
    lines = "".join(f"{tag}  - {value}\n" for tag, value in reference.lines)
    return f"TY  - {reference.type}\n{lines}ER  -\n"
