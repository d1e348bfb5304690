"""The citation-label of a work whose record brings none: letters of its authors and its year.

Source: CSL 1.0.2 specification, Appendix IV, "citation-label" ("Ferr78").
"""

from __future__ import annotations

from citeformat.runtime.context import Item

__all__ = ["citation_label"]

_LETTERS = {1: 4, 2: 2}
"""Number of authors -> letters of each; more than four authors give one letter each."""


_LABELLED = ("author", "editor", "translator")


def citation_label(item: Item) -> str:
    """The label of a work.

    >>> from citeformat.record import Record
    >>> citation_label(Item(Record.from_csl({"id": "x", "type": "book", "author":
    ...     [{"family": "Ferrari"}], "issued": {"date-parts": [[1978]]}}), True))
    'Ferr78'
    """
    own = item.text["citation-label"]
    if own:
        return own
    families = [
        person.family or person.literal
        for person in next((item.names[each] for each in _LABELLED if each in item.names), ())
    ]
    families = [_plain(family) for family in families[:4]]
    letters = _LETTERS.get(len(families), 1)
    if not families:
        letters, families = 4, [_plain(item.text["title"])]
    names = "".join(family[:letters].capitalize() for family in families)
    date = item.dates.get("issued")
    year = f"{abs(date.parts[0][0]) % 100:02d}" if date is not None and date.parts else ""
    return names + year


def _plain(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(character for character in text if character.isalnum())
