"""What a "Cite this" box shows: its outputs as values, and the ready sets.

In: the name of a set. Out: a `Box`: outputs in order, each a CSL style or an export format under a
label.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from citeformat.errors import FormatError
from citeformat.record import Date, Record
from citeformat.record.titles import with_subtitle_delimiter

__all__ = ["BOXES", "RESEARCH_PORTAL", "Box", "Output", "get_box"]

LINKS = ("identifiers", "on", "off")
"""What can be linked in HTML."""
Prepare = Callable[[Record], Record]


@dataclass(frozen=True, slots=True)
class Output:
    """One text of the box: a reference in a style, or a record in an export format.

    >>> Output("APA", style="apa").label
    'APA'
    """

    label: str
    """What stands over it."""
    style: str = ""
    """The name of a CSL style, or `""`."""
    export: str = ""
    """The name of an export format, or `""`."""
    prepare: Prepare | None = field(default=None, repr=False)
    """Changes the record before it is rendered."""
    below: str = ""
    """The name of a custom value of the record that is printed below, in a paragraph of its own."""
    typed_quotes: bool = False
    """Whether quotation marks and apostrophes are those that the record has, not typographic."""

    def __post_init__(self) -> None:
        if bool(self.style) == bool(self.export):
            raise FormatError(f"the output {self.label!r} needs a style or an export format")


@dataclass(frozen=True, slots=True)
class Box:
    """The outputs of a box, in order.

    >>> box = Box((Output("APA", style="apa"), Output("RIS", export="ris")), locale="en-GB")
    >>> [output.label for output in box.outputs]
    ['APA', 'RIS']
    """

    outputs: tuple[Output, ...]
    locale: str = ""
    """The language of all styles as a BCP 47 tag; `""` for each style's own."""
    links: str = "identifiers"
    """What is linked in HTML: `"identifiers"`, `"on"` (titles too), or `"off"`."""

    def __post_init__(self) -> None:
        if self.links not in LINKS:
            raise FormatError(f"links are {', '.join(LINKS)}, not {self.links!r}")

    def only(self, *labels: str) -> Box:
        """The box with some of its outputs, in the order named.

        Raises:
            FormatError: It has no output of such a label.

        >>> [output.label for output in RESEARCH_PORTAL.only("RIS", "APA").outputs]
        ['RIS', 'APA']
        """
        known = {output.label.casefold(): output for output in self.outputs}
        for label in labels:
            if label.casefold() not in known:
                shown = ", ".join(output.label for output in self.outputs)
                raise FormatError(f"the box has no output {label!r}; it has {shown}")
        return replace(self, outputs=tuple(known[label.casefold()] for label in labels))


def _author_title(record: Record) -> Record:
    return with_subtitle_delimiter(record, " : ")


def _event_begins(record: Record) -> Record:
    """An event by the day on which it begins, where the work is part of a book."""
    date = record.event_date
    if date is None or not date.end or not record.container_title:
        return record
    return record.replace(event_date=Date(date.parts[:1]))


RESEARCH_PORTAL = Box(
    (
        Output("APA", style="research-portal-apa", typed_quotes=True),
        Output(
            "Standard", style="research-portal-standard", typed_quotes=True, below="research-output"
        ),
        Output(
            "Harvard", style="research-portal-harvard", typed_quotes=True, prepare=_event_begins
        ),
        Output("Vancouver", style="research-portal-vancouver", typed_quotes=True),
        Output("Author", style="research-portal-author", typed_quotes=True, prepare=_author_title),
        Output("BIBTEX", export="portal-bibtex"),
        Output("RIS", export="portal-ris"),
    )
)
"""The seven texts of a research portal's "Cite this"."""

_APA = Output("APA", style="apa")
_MLA = Output("MLA", style="modern-language-association")
_HARVARD = Output("Harvard", style="harvard-cite-them-right")
_VANCOUVER = Output("Vancouver", style="nlm-citation-sequence")
_CHICAGO = Output("Chicago", style="chicago-notes-bibliography")

BOXES = {
    "research-portal": RESEARCH_PORTAL,
    "google-scholar": Box(
        (
            _MLA,
            _APA,
            _CHICAGO,
            _HARVARD,
            _VANCOUVER,
            Output("BibTeX", export="bibtex"),
            Output("EndNote", export="endnote"),
            Output("RefMan", export="ris"),
        )
    ),
    "pubmed": Box(
        (
            Output("AMA", style="american-medical-association"),
            _MLA,
            _APA,
            Output("NLM", style="nlm-citation-sequence"),
        )
    ),
    "inveniordm": Box(
        (
            _APA,
            _HARVARD,
            _MLA,
            _VANCOUVER,
            _CHICAGO,
            Output("IEEE", style="ieee"),
        )
    ),
}
"""The name of a ready set -> its box."""


def get_box(name: str) -> Box:
    """The ready set of this name.

    Args:
        name: Its case, blanks and hyphens do not count.

    Raises:
        FormatError: There is none.

    >>> [output.label for output in get_box("PubMed").outputs]
    ['AMA', 'MLA', 'APA', 'NLM']
    """
    known = {_bare(each): box for each, box in BOXES.items()}
    if _bare(name) in known:
        return known[_bare(name)]
    near = difflib.get_close_matches(name.casefold(), BOXES, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise FormatError(f"there is no set {name!r}{hint} ({', '.join(BOXES)})")


def _bare(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")
