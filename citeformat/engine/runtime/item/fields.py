"""A record prepared for one style: its values as rich text, its names, its dates.

In: a `Record`, and the variables that the style reads. Out: an `Item`. Values are converted once,
when a document begins, not each time that they are printed.

Source: CSL 1.0.2 specification, Appendix IV, "Variables".
"""

from __future__ import annotations

from citeformat.csl.variables import NUMBER_VARIABLES, TEXT_VARIABLES
from citeformat.engine.runtime.item.abbreviations import Abbreviations
from citeformat.engine.runtime.item.person import Person, prepare_names
from citeformat.engine.runtime.item.raw_dates import parse_raw_date
from citeformat.engine.runtime.pages import first_page
from citeformat.record import Date, Record
from citeformat.record.text.note_fields import with_note_fields
from citeformat.record.values.texts import doi_value
from citeformat.richtext.markup import is_unusual, parse_field

__all__ = ["ALL_VARIABLES", "Item"]

_VERBATIM = frozenset({"DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "citation-key"})

ALL_VARIABLES = dict.fromkeys(sorted(TEXT_VARIABLES | NUMBER_VARIABLES), "")
"""Every text and number variable, empty."""


class Item:
    """A record prepared for rendering in one style.

    Its tables are plain and small: Python's garbage collector looks at each of them again and
    again while a long document is made.
    """

    __slots__ = ("dates", "fields", "id", "language", "names", "record", "text", "type")

    def __init__(
        self,
        record: Record,
        language: str,
        variables: dict[str, str] = ALL_VARIABLES,
        abbreviations: Abbreviations | None = None,
    ) -> None:
        """Prepare a record.

        Args:
            record: The record.
            language: The two letters of its language, unless it says otherwise.
            variables: The text and number variables that the style reads, each empty.
            abbreviations: Short forms that records do not have themselves.
        """
        self.record = record
        self.id = record.id
        self.type = record.type
        fields = record.fields
        if not all(fields.values()):
            fields = {key: value for key, value in fields.items() if value or value == 0}
        own_language = fields.get("language")
        self.language = str(own_language)[:2].lower() if own_language else language
        """The language that decides how letters change their case, and whether title case applies
        (CSL 1.0.2, "Title case conversion")."""
        self.fields = fields = with_note_fields(fields)
        self.type = str(fields.get("type", self.type))
        self.text = text = variables.copy()
        """Variable -> rich text; `""` if the record does not have it."""
        self.names: dict[str, tuple[Person, ...]] = {}
        """Names variable -> its names; only variables with names."""
        self.dates: dict[str, Date] = {}
        """Date variable -> its date; only variables with a date."""
        for variable, value in fields.items():
            if isinstance(value, str):
                if variable in text:
                    if not value.isalnum():  # letters and digits alone are what they are
                        value = value.strip()
                        if not value:
                            self._remove(variable)
                        elif is_unusual(value):
                            value = parse_field(value, variable in _VERBATIM)
                    text[variable] = value
            elif isinstance(value, tuple):
                persons = prepare_names(value)
                if persons:
                    self.names[variable] = persons
                else:
                    self._remove(variable)
            elif isinstance(value, Date):
                date = parse_raw_date(value)
                if date is not None:
                    self.dates[variable] = date
            elif variable in text:
                text[variable] = str(value) if abs(value) < 10**18 else ""
        self._add_derived()
        if abbreviations is not None:
            self._add_short_forms(abbreviations)

    def _remove(self, variable: str) -> None:
        """Remove a variable that has only blanks or names without a letter."""
        self.fields = {key: self.fields[key] for key in self.fields if key != variable}

    def _add_derived(self) -> None:
        """Set variables that are made from others, and the DOI without an address before it."""
        text = self.text
        doi = text.get("DOI")
        if doi and not doi.startswith("10."):
            text["DOI"] = parse_field(doi_value(str(self.fields["DOI"])), True)
        if "page-first" in text and "page-first" not in self.fields:
            text["page-first"] = first_page(text["page"])
        if "event" in text and "event" not in self.fields:  # its name before CSL 1.0.2
            text["event"] = text["event-title"]

    def _add_short_forms(self, abbreviations: Abbreviations) -> None:
        """Set the short forms that the record does not have."""
        jurisdiction = str(self.fields.get("jurisdiction") or "")
        for variable in abbreviations.variables:
            name, value = f"{variable}-short", self.fields.get(variable)
            if isinstance(value, str) and self.text.get(name) == "":
                short = abbreviations.short_form(variable, value, jurisdiction)
                self.text[name] = parse_field(short)
