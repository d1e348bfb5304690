"""Phase: label works whose records have no citation-label.

In: works that are new in a document. Out: their labels, such as "Ferr78".

Source: CSL 1.0.2 specification, Appendix IV, "citation-label".
"""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.engine.processor.state import DocumentState, Reference
from citeformat.engine.runtime.item.fields import Item

__all__ = ["assign_citation_labels", "citation_label"]


_LETTERS_PER_AUTHOR = {1: 4, 2: 2}
"""Number of authors -> letters of each; more than two authors contribute one letter each."""

_CREATORS = ("author", "editor", "translator")


def assign_citation_labels(document: DocumentState, works: Sequence[Reference]) -> None:
    """Label new works, if the style prints labels."""
    if document.style.uses_citation_label:
        for reference in works:
            reference.label = citation_label(reference.item)


def citation_label(item: Item) -> str:
    """Make the label of a work: letters of up to four authors and two digits of the year.

    >>> from citeformat.record import Record
    >>> citation_label(Item(Record.from_csl({"id": "x", "type": "book", "author":
    ...     [{"family": "Ferrari"}], "issued": {"date-parts": [[1978]]}}), "en"))
    'Ferr78'
    """
    if item.text["citation-label"]:
        return item.text["citation-label"]
    creators = next((item.names[name] for name in _CREATORS if name in item.names), ())
    if len(creators) > 1 and creators[-1].literal == "others":  # BibTeX's "and others"
        creators = creators[:-1]
    families = [person.family or person.literal or person.given for person in creators[:4]]
    letters = _LETTERS_PER_AUTHOR.get(len(families), 1)
    if not families:
        letters, families = 4, [item.text["title"]]
    words = ["".join(filter(str.isalnum, family)) for family in families]
    date = item.dates.get("issued")
    year = f"{abs(date.year) % 100:02d}" if date is not None and date.year else ""
    return "".join([word[:letters].capitalize() for word in words]) + year
