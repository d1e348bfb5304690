"""What made each part of an entry: entries that are rendered are traced.

In: a style compiled for tracing, the works of a bibliography, and their finished entries. Out: the
entries with the spans of their parts. An entry's text is never made anew: the traced text, which is
the same before it is finished, is laid beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from citeformat.engine.processor.bibliography import render_entries
from citeformat.engine.processor.cites.modes import render_cluster
from citeformat.engine.processor.faults import fault
from citeformat.engine.processor.result import CitationText, Entry
from citeformat.engine.processor.state import Cluster, Reference
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.tracing import Origin, TracedStyle
from citeformat.errors import Problem
from citeformat.output import get_format
from citeformat.output.protocol import Span, SpanKind
from citeformat.output.writers.plain import omitted_blanks
from citeformat.richtext import trace
from citeformat.richtext.spans import BLOCK, INDENT, LEFT_MARGIN, MARK, close_of

__all__ = ["citation_with_spans", "with_spans"]

_MARKS = re.compile(f"({MARK})")
_SHAPING = re.compile(
    f"[{BLOCK}{close_of(BLOCK)}{INDENT}{close_of(LEFT_MARGIN)}]|^{MARK}*\\s|\\s{MARK}*$"
)
"""What plain text writes as line breaks and blanks, and blanks that it leaves out."""


def with_spans(
    traced: TracedStyle, references: Sequence[Reference], entries: Sequence[Entry]
) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Find the spans of the parts of entries.

    Args:
        traced: The style that rendered them, compiled for tracing.
        references: The works.
        entries: The entry of each.

    Returns:
        The entries with their parts, and a Problem for each whose parts could not be found; such
        an entry stays as it was.
    """
    marks = _quotes(traced)
    origins = _Origins(traced, traced.bibliography_line)
    made: list[Entry] = []
    problems: list[Problem] = []
    for reference, entry in zip(references, entries, strict=True):
        try:
            (text,) = render_entries(traced.style, [reference])
            runs = _runs(text, entry.rich, marks)
            spans = tuple(_spans(runs, entry.text, origins, [reference.item]))
        except Exception as error:
            problems.append(fault(reference.item.record, error))
            made.append(entry)
        else:
            made.append(replace(entry, parts=spans))
    return tuple(made), problems


def citation_with_spans(traced: TracedStyle, cluster: Cluster, rich: str) -> CitationText:
    """A citation with the spans of its parts.

    Args:
        traced: The style that rendered it, compiled for tracing.
        cluster: The citation in its place.
        rich: Its finished text.
    """
    text = CitationText(rich)
    traced_text = render_cluster(traced.style, cluster)
    runs = _runs(traced_text, rich, _quotes(traced), stripped=False)
    items = [state.reference.item for state in cluster.cites]
    spans = _spans(runs, text, _Origins(traced, traced.citation_line), items)
    return CitationText(rich, parts=tuple(spans))


def _quotes(traced: TracedStyle) -> tuple[str, ...]:
    """All quotation marks that a text may have got."""
    quotes = traced.style.locale.quotes()
    return (quotes.open, quotes.close, quotes.inner_open, quotes.inner_close, *"“”‘’")


def _runs(text: str, rich: str, marks: Sequence[str], stripped: bool = True) -> Iterable[trace.Run]:
    """The runs of a finished text as plain text has it, with or without blanks around it."""
    runs = trace.owners(trace.parse(text), rich, marks)
    return _shaped(rich, runs, stripped) if _SHAPING.search(rich) else runs


def _shaped(rich: str, runs: Sequence[trace.Run], stripped: bool) -> Iterator[trace.Run]:
    """The runs of a text as plain text has it: what a display block puts in goes with what is
    before it, and blanks around an entry are left out."""
    plain = get_format("text")
    left_out = omitted_blanks(rich)
    pieces = _MARKS.split(rich)  # text and marks in turn
    added: list[int] = []
    gone: set[int] = set()
    place = seen = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            # what begins a citation goes with what is behind it
            added += [seen if stripped else max(seen, 1)] * len(plain.write(piece))
        else:
            ours = range(place, place + len(piece))
            gone.update([seen + blank - place for blank in left_out if blank in ours])
            seen += len(piece)
        place += len(piece)
    lead = -1
    if stripped:
        text = "".join(pieces[::2])
        lead = len(text) - len(text.lstrip())
        gone.update(range(lead))
    start = 0
    for length, numbers in runs:
        end = start + length
        more = sum([start < mark <= end for mark in added if mark > lead])
        less = sum([start <= blank < end for blank in gone])
        yield length + more - less, numbers
        start = end


class _Origins:
    """The origins of parts within parts, each looked up once."""

    def __init__(self, traced: TracedStyle, layout_line: int) -> None:
        self.traced = traced
        self.layout = Origin("element", "layout", layout_line)
        """The origin of what stands in no part."""
        self.known: dict[trace.Numbers, tuple[Origin, tuple[str, ...]]] = {}

    def of(self, numbers: trace.Numbers) -> tuple[Origin, tuple[str, ...]]:
        """The innermost element's origin, and the macros through which it was called."""
        found = self.known.get(numbers)
        if found is None:
            stack = [self.traced.origins[number] for number in numbers]
            macros = tuple([each.macro for each in stack if each.macro])
            found = self.known[numbers] = (stack[-1] if stack else self.layout, macros)
        return found


def _spans(
    runs: Iterable[trace.Run], text: str, origins: _Origins, items: Sequence[Item]
) -> Iterator[Span]:
    """The spans of a text about some works, from its beginning to its end."""
    start, last = 0, len(text)
    for length, numbers in runs:
        end = min(start + length, last)
        if start < end:
            origin, macros = origins.of(numbers)
            kind: SpanKind = "affix" if origin.kind == "element" else origin.kind
            variable, field = _variable(origin, items)
            yield Span(start, end, kind, variable, field, origin.element, origin.line, macros)
        start = end


def _variable(origin: Origin, items: Sequence[Item]) -> tuple[str, str]:
    """The variable of a value or label, and the field of the record that the value is of."""
    if origin.kind == "value":
        for variable in origin.variables:
            for item in items:
                if variable in item.fields:
                    return variable, variable if variable in item.record.fields else "note"
    has_variable = origin.kind != "element" and origin.variables
    return (origin.variables[0] if has_variable else ""), ""
