"""What made each part of an entry: entries that are rendered are traced.

In: a style compiled for tracing, the works of a bibliography, and their finished entries. Out: the
entries with the spans of their parts. An entry's text is never made anew: the traced text, which is
the same before it is finished, is laid beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from citeformat.document.bibliography import render_entries
from citeformat.document.reference import Reference
from citeformat.document.result import Entry
from citeformat.formats import get_format
from citeformat.formats.plain import blanks_left_out
from citeformat.formats.span import Span
from citeformat.richtext import trace
from citeformat.runtime.context import Item
from citeformat.runtime.tracing import Origin, TracedStyle

__all__ = ["with_spans"]


def with_spans(
    traced: TracedStyle, references: Sequence[Reference], entries: Sequence[Entry]
) -> list[Entry]:
    """The entries with the spans of their parts.

    Args:
        traced: The style that rendered them, compiled for tracing.
        references: The works.
        entries: The entry of each.
    """
    quotes = traced.style.locale.quotes()
    marks = (quotes.open, quotes.close, quotes.inner_open, quotes.inner_close, *"“”‘’")
    made = []
    texts = render_entries(traced.style, references)
    for reference, entry, text in zip(references, entries, texts, strict=True):
        owners = trace.owners(trace.parse(text), entry.rich, marks)
        pieces = list(_pieces(entry.rich, owners))
        spans = _spans(pieces, entry.text, traced, reference.item)
        made.append(replace(entry, parts=tuple(spans)))
    return made


def _pieces(rich: str, owners: Sequence[tuple[int, ...]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each character of an entry as plain text has it, and its owner; what a display block puts
    in goes with what is before it."""
    plain = get_format("text")
    left_out = blanks_left_out(rich)
    place, owner = 0, owners[0] if owners else ()
    for index, character in enumerate(rich):
        if not "\ue000" <= character <= "\uf8ff":
            owner = owners[place]
            place += 1
        if index in left_out:
            continue
        written = plain.write(character)
        if written:
            yield written, owner


def _spans(
    pieces: Sequence[tuple[str, tuple[int, ...]]], text: str, traced: TracedStyle, item: Item
) -> Iterator[Span]:
    """The spans of an entry, from its beginning to its end."""
    whole = "".join([written for written, _ in pieces])
    position = -(len(whole) - len(whole.lstrip()))
    for owner, group in groupby(pieces, key=lambda piece: piece[1]):
        length = sum(len(written) for written, _ in group)
        start, end = max(position, 0), min(position + length, len(text))
        position += length
        if start >= end:
            continue
        if owner:
            yield _span(start, end, [traced.origins[number] for number in owner], item)
        else:
            yield Span(start, end, "affix", element="layout", line=traced.layout_line)


def _span(start: int, end: int, stack: Sequence[Origin], item: Item) -> Span:
    """The span of what the innermost of some elements printed."""
    origin = stack[-1]
    macros = tuple([each.macro for each in stack if each.macro])
    if origin.kind == "element":
        return Span(start, end, "affix", "", "", origin.element, origin.line, macros)
    variable = origin.variables[0] if origin.variables else ""
    field = ""
    if origin.kind == "value":
        variable = next((each for each in origin.variables if each in item.fields), variable)
        if variable in item.fields:
            field = variable if variable in item.record.fields else "note"
    return Span(start, end, origin.kind, variable, field, origin.element, origin.line, macros)
