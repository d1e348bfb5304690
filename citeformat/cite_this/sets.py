"""Define the sets of texts in a "Cite this" box.

In: the name of a set. Out: a `Box` of outputs in order. Each output is a CSL style or an export
format, with a label.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, get_args

from citeformat._util.text import similar_to
from citeformat.cite_this.portal.fields import date_parts
from citeformat.errors import FormatError
from citeformat.interchange.registry import WRITERS
from citeformat.record import Date, Record
from citeformat.record.titles import with_subtitle_delimiter

if TYPE_CHECKING:
    from citeformat.style import Style

__all__ = ["BOXES", "RESEARCH_PORTAL", "Box", "Output", "export_label", "get_box"]

LinkChoice = Literal["identifiers", "on", "off"]
Prepare = Callable[[Record], Record]


@dataclass(frozen=True, slots=True)
class Output:
    """A text of the box: a reference in a style, or a record in an export format.

    Raises:
        FormatError: The output has neither a style nor an export format, or both.

    >>> Output("APA", style="apa").label
    'APA'
    """

    label: str
    """The heading of the text."""
    style: str | Style = ""
    """A style or its name, or `""`."""
    export: str = ""
    """The name of an export format, or `""`."""
    prepare: Prepare | None = field(default=None, repr=False)
    """A function that changes the record before it is rendered."""
    below: str = ""
    """The name of a custom value of the record that is printed below the reference."""
    typed_quotes: bool = False
    """Whether quotation marks, apostrophes and the case of titles stay as they are in the record,
    unless the record asks for another case (`Record.titles`)."""
    whole_dates: bool = False
    """Whether both dates of an event are printed in full after its place (`Oslo, 15/08/22 -
    17/08/22`)."""

    def __post_init__(self) -> None:
        if bool(self.style) == bool(self.export):
            raise FormatError(f"the output {self.label!r} needs a style or an export format")


@dataclass(frozen=True, slots=True)
class Box:
    """The outputs of a box, in order.

    Raises:
        FormatError: `links` has another value.

    >>> box = Box((Output("APA", style="apa"), Output("RIS", export="ris")), locale="en-GB")
    >>> [output.label for output in box.outputs]
    ['APA', 'RIS']
    """

    outputs: tuple[Output, ...]
    locale: str = ""
    """The language of all styles as a BCP 47 tag, or `""` for the language of each style."""
    links: LinkChoice = "identifiers"
    """What becomes a link: `"identifiers"`, `"on"` (titles too), or `"off"`."""

    def __post_init__(self) -> None:
        outputs: object = self.outputs
        if isinstance(outputs, Output):
            outputs = (outputs,)
        elif isinstance(outputs, list | tuple):
            outputs = tuple(outputs)
        if not isinstance(outputs, tuple) or not all(isinstance(one, Output) for one in outputs):
            raise FormatError(f"the outputs of a box are Output values, not {outputs!r}")
        object.__setattr__(self, "outputs", outputs)
        allowed = get_args(LinkChoice)
        if self.links not in allowed:
            raise FormatError(f"links must be one of {', '.join(allowed)}, not {self.links!r}")

    def only(self, *labels: str) -> Box:
        """Return a box with some of the outputs.

        Args:
            labels: The labels of the outputs, in the new order. Case does not matter.

        Raises:
            FormatError: No output has this label.

        >>> [output.label for output in RESEARCH_PORTAL.only("RIS", "APA").outputs]
        ['RIS', 'APA']
        """
        known = {output.label.casefold(): output for output in self.outputs}
        for label in labels:
            if label.casefold() not in known:
                labels_here = ", ".join(output.label for output in self.outputs)
                raise FormatError(f"the box has no output {label!r}; it has {labels_here}")
        return replace(self, outputs=tuple(known[label.casefold()] for label in labels))


def _separate_subtitle(record: Record) -> Record:
    return with_subtitle_delimiter(record, " : ")


def _shorten_event(record: Record) -> Record:
    """Reduce the date of an event to its first day if the work is part of a book."""
    date = record.event_date
    if date is None or not date.end or not record.container_title:
        return record
    return record.replace(event_date=Date(date.parts[:1]))


def _keep_earlier_online_date(record: Record) -> Record:
    """Remove the date of online publication, unless the work was printed later."""
    online = date_parts(record.available_date)
    printed = date_parts(record.issued)
    if not online or not printed:
        return record
    # of two dates of the same year or month, the more precise one is the earlier
    known = min(len(online), len(printed))
    is_earlier = (online[:known], -len(online)) < (printed[:known], -len(printed))
    return record if is_earlier else record.replace(available_date=None)


RESEARCH_PORTAL = Box(
    (
        Output("APA", style="research-portal-apa", typed_quotes=True),
        Output(
            "Standard", style="research-portal-standard", typed_quotes=True, below="research-output"
        ),
        Output(
            "Harvard",
            style="research-portal-harvard",
            typed_quotes=True,
            prepare=_shorten_event,
            whole_dates=True,
        ),
        Output(
            "Vancouver",
            style="research-portal-vancouver",
            typed_quotes=True,
            prepare=_keep_earlier_online_date,
        ),
        Output(
            "Author", style="research-portal-author", typed_quotes=True, prepare=_separate_subtitle
        ),
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
"""Name of a set -> its box."""


def get_box(name: str) -> Box:
    """Return the set of a name.

    Args:
        name: The name. Case, blanks, hyphens and underscores do not matter.

    Raises:
        FormatError: No set has this name. The message suggests a similar name.

    >>> [output.label for output in get_box("PubMed").outputs]
    ['AMA', 'MLA', 'APA', 'NLM']
    """
    known = {_normalized(each): box for each, box in BOXES.items()}
    if _normalized(name) in known:
        return known[_normalized(name)]
    near = similar_to(name.casefold(), BOXES)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise FormatError(f"there is no set {name!r}{hint} ({', '.join(BOXES)})")


def export_label(format: str) -> str:
    """Return the label of an export format: that of research portals, or the title of the format.

    Args:
        format: The name of a format of `citeformat.convert`.

    >>> export_label("bibtex"), export_label("csl-json")
    ('BIBTEX', 'CSL-JSON')
    """
    labels = (output.label for output in RESEARCH_PORTAL.outputs if output.export)
    return next((each for each in labels if each.lower() == format), WRITERS[format].title)


def _normalized(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")
