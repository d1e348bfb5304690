"""What tidying changes in a .bib file.

In: the values of a user. Out: `TidyOptions`, which are checked. Without an option nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Literal, get_args

from citeformat.errors import FormatError
from citeformat.record.citation_keys import make_keys

__all__ = ["ALPHABETICAL", "USUAL", "JournalNames", "Latex", "TidyOptions", "names_in"]

Latex = Literal["encode", "decode"]
"""Whether letters become commands of LaTeX, or commands become letters."""

JournalNames = Literal["short", "full"]
"""Which names of journals are written."""

USUAL = "usual"
ALPHABETICAL = "alphabetical"


@dataclass(frozen=True, slots=True)
class TidyOptions:
    """What `tidy` changes. Options of names take a text with commas, or a list.

    Raises:
        FormatError: An option has a value that it cannot have, or braces are to be both added and
            removed.

    >>> TidyOptions(sort="-year, author").sort
    ('-year', 'author')
    """

    sort: str | Iterable[str] = ()
    """The fields by which entries are sorted. `key` and `type` work too; a `-` before a name
    sorts in descending order. Entries without the field come last."""
    sort_fields: str | Iterable[str] = ()
    """The order of fields in an entry: names, `"usual"` or `"alphabetical"`. Other fields follow in
    their own order."""
    indent: int | str | None = None
    """The blanks before each field, as a number or as text, such as a tab. Each field gets a line
    of its own."""
    align: int | None = None
    """The width of names, with blanks before the equals sign. 0 is one blank."""
    blank_lines: int | None = None
    """The number of empty lines between two entries."""
    trailing_commas: bool | None = None
    """Whether there is a comma after the last field."""
    lowercase: bool = False
    """Write entry types and the names of fields in lower case."""
    braces: bool = False
    """Put values between braces, not quotation marks."""
    bare_numbers: bool = False
    """Write numbers without braces and quotation marks."""
    wrap: int | None = None
    """The width at which long values are wrapped; 0 joins the lines of each value."""
    latex: Latex | None = None
    """Whether accents and symbols become LaTeX, or LaTeX becomes accents and symbols."""
    months: bool = False
    """Write months as macros: `jan`."""
    page_dashes: bool = False
    """Write ranges of pages with `--`."""
    strip_braces: str | Iterable[str] = ()
    """The fields that lose braces around the whole value. Lists of names keep theirs."""
    enclose_braces: str | Iterable[str] = ()
    """The fields that get braces around the whole value, so that styles keep its case."""
    remove_braces: str | Iterable[str] = ()
    """The fields that lose all braces that are not arguments of commands."""
    journals: Mapping[str, str] | None = None
    """The full names of journals -> their short names. `read_journals` reads a file of them."""
    journal_names: JournalNames = "short"
    """Whether journals get their short or their full names."""
    max_authors: int | None = None
    """The number of names in a list from which on the others become `and others`."""
    drop: str | Iterable[str] = ()
    """The fields that are removed."""
    drop_empty: bool = False
    """Remove fields without a value."""
    drop_repeated: bool = False
    """Remove fields that an entry has already. BibTeX reads the first one only."""
    merge: bool = False
    """Merge entries of the same work, as `dedupe` does: the first entry stays, with the fields that
    it lacks. Its field `ids` gets the keys of the others."""
    keys: str | None = None
    """The pattern of new keys: `"[auth:lower][year][title:1]"`. References to keys change too."""
    aliases: bool = False
    """Keep old keys in the field `ids`, so that documents can go on citing them."""

    def __post_init__(self) -> None:
        for name in _NAME_LISTS:
            object.__setattr__(self, name, names_in(getattr(self, name)))
        if isinstance(self.indent, int):
            _check_number("indent", self.indent)
            object.__setattr__(self, "indent", " " * self.indent)
        if isinstance(self.indent, str) and self.indent.strip(" \t"):
            raise FormatError(f"indent is {self.indent!r}, not a number, blanks or tabs")
        for name in ("align", "blank_lines", "wrap", "max_authors"):
            if getattr(self, name) is not None:
                _check_number(name, getattr(self, name))
        if self.max_authors == 0:
            raise FormatError("max_authors is 0, but a list needs a name")
        if self.latex is not None and self.latex not in get_args(Latex):
            raise FormatError(f"latex is {self.latex!r}, not 'encode' or 'decode'")
        if self.journal_names not in get_args(JournalNames):
            raise FormatError(f"journal_names is {self.journal_names!r}, not 'short' or 'full'")
        if self.journals is not None and not isinstance(self.journals, Mapping):
            raise FormatError(f"journals is {self.journals!r}, not full and short names")
        if self.keys is not None:
            if not isinstance(self.keys, str):
                raise FormatError(f"keys is {self.keys!r}, not a pattern")
            make_keys((), self.keys)
        both = set(self.enclose_braces) & {*self.strip_braces, *self.remove_braces}
        if both:
            raise FormatError(f"braces are both added and removed: {', '.join(sorted(both))}")

    def __bool__(self) -> bool:
        """Whether anything is to be changed."""
        return any(
            getattr(self, field.name) != field.default
            for field in fields(self)
            if field.name != "journal_names"
        )

    @classmethod
    def standard(cls) -> TidyOptions:
        """Return the options of a usual layout. They change no value.

        Entries are in lower case, with two blanks before each field, aligned equals signs, values
        in braces, commas after all fields, and an empty line between two entries.
        """
        return cls(
            indent=2, align=14, blank_lines=1, trailing_commas=True, lowercase=True, braces=True
        )


_NAME_LISTS = ("sort", "sort_fields", "strip_braces", "enclose_braces", "remove_braces", "drop")


def names_in(names: str | Iterable[str]) -> tuple[str, ...]:
    """Return the names in a text with commas, or in a list, in lower case.

    Raises:
        FormatError: Something else is given.

    >>> names_in("Title, year")
    ('title', 'year')
    """
    given = names.split(",") if isinstance(names, str) else names
    given = list(given) if isinstance(given, Iterable) else [given]
    if not all(isinstance(name, str) for name in given):
        raise FormatError(f"names of fields are needed, not {names!r}")
    return tuple(dict.fromkeys(name.strip().lower() for name in given if name.strip()))


def _check_number(name: str, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 1000:
        raise FormatError(f"{name} is {value!r}, not a number from 0 to 1000")
