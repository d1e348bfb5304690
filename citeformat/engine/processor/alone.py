"""Render works one by one, each as if it were the only work of its document.

In: a compiled style and records. Out: the rich text of each entry. The work has the number 1, and
nothing is ambiguous with it, so most phases have nothing to do. This takes half the time of a
session for each work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citeformat.engine.processor.bibliography import render_entries, tidy_display_blocks
from citeformat.engine.processor.citation_labels import citation_label
from citeformat.engine.processor.state import Reference
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.style import CompiledStyle, GivenNameRule
from citeformat.record import Record
from citeformat.richtext.finish import finish

__all__ = ["render_alone"]

_ONE_NAME: frozenset[GivenNameRule] = frozenset(("primary-name", "primary-name-with-initials"))
"""The rules that expand only the first name of a list."""


def render_alone(style: CompiledStyle, records: Iterable[Record]) -> Iterator[str]:
    """Yield the finished rich text of the entry of each record.

    The text is `""` for a record that takes a session: the style has no bibliography, the record
    makes the engine raise, or two persons in it are disambiguated from each other.

    Args:
        style: The style.
        records: The records.
    """
    if style.bibliography is None:
        yield from ("" for _ in records)
        return
    options = style.citation.options
    compares_names = options.add_givenname and options.givenname_rule != "by-cite"
    primary_only = options.givenname_rule in _ONE_NAME
    language, abbreviations = style.locale.language, style.abbreviations
    variables = dict.fromkeys(style.variables, "")
    quotes = style.locale.quotes()
    for record in records:
        try:
            item = Item(record, language, variables, abbreviations)
            if compares_names and _has_namesakes(item, primary_only):
                yield ""
                continue
            reference = Reference(item, 1)
            if style.uses_citation_label:
                reference.label = citation_label(item)
            (text,) = tidy_display_blocks(style, render_entries(style, [reference]))
            text = finish(text, quotes)
        except Exception:  # the session finds out what is wrong
            text = ""
        yield text


def _has_namesakes(item: Item, primary_only: bool) -> bool:
    """Return whether different persons in an item have the same family name.

    Args:
        item: The item.
        primary_only: Whether only the first person of each list counts.
    """
    found: dict[tuple[str, str], object] = {}
    for persons in item.names.values():
        for person in persons[:1] if primary_only else persons:
            family = person.non_dropping, person.family
            if person.family and found.setdefault(family, person) != person:
                return True
    return False
