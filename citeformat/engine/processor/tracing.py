"""Find what made each part of a text that is rendered.

In: a style compiled for tracing, the works of a bibliography, and their finished entries; or a
citation. Out: the same texts with the spans of their parts. A text is not rendered anew: the traced
text, which is equal to it before both are finished, is aligned with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from citeformat.engine.processor.bibliography.entries import render_entries
from citeformat.engine.processor.cites.collapse import render_cluster
from citeformat.engine.processor.result import CitationText, Entry
from citeformat.engine.processor.state import Cluster, Reference
from citeformat.engine.processor.works.failures import describe_failure
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.tracing import Origin, TracedStyle
from citeformat.errors import Problem
from citeformat.output.protocol import Span, SpanKind
from citeformat.output.text_ranges import runs_in_plain_text
from citeformat.richtext import trace

__all__ = ["citation_with_spans", "with_spans"]


def with_spans(
    traced: TracedStyle, references: Sequence[Reference], entries: Sequence[Entry]
) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Find the spans of entries.

    Args:
        traced: The style that rendered them, compiled for tracing.
        references: The works.
        entries: The entry of each work.

    Returns:
        The entries with their parts, and a Problem for each entry whose parts could not be found;
        such an entry stays unchanged.
    """
    quotes = traced.style.locale.quotes()[:4]
    origins = _Origins(traced, traced.bibliography_line)
    result: list[Entry] = []
    problems: list[Problem] = []
    for reference, entry in zip(references, entries, strict=True):
        try:
            (text,) = render_entries(traced.style, [reference])
            runs = runs_in_plain_text(text, entry.rich, quotes)
            spans = tuple(_spans(runs, entry.text, origins, [reference.item]))
        except Exception as error:
            problems.append(describe_failure(reference.item.record, error))
            result.append(entry)
        else:
            result.append(replace(entry, parts=spans))
    return tuple(result), problems


def citation_with_spans(traced: TracedStyle, cluster: Cluster, text: CitationText) -> CitationText:
    """Find the spans of a citation.

    Args:
        traced: The style that rendered it, compiled for tracing.
        cluster: The citation in its place.
        text: Its text.
    """
    cites = text.cites
    traced_text = render_cluster(traced.style, cluster)
    quotes = traced.style.locale.quotes()[:4]
    runs = runs_in_plain_text(traced_text, text.rich, quotes, is_entry=False)
    items = [state.reference.item for state in cluster.cites]
    spans = _spans(runs, text, _Origins(traced, traced.citation_line), items)
    return CitationText(text.rich, parts=tuple(spans), cites=cites, author=text.author)


class _Origins:
    """The origins of nested parts, each looked up once."""

    def __init__(self, traced: TracedStyle, layout_line: int) -> None:
        self._traced = traced
        self._layout = Origin("element", "layout", layout_line)
        """The origin of text that is in no part."""
        self._known: dict[trace.Numbers, tuple[Origin, tuple[str, ...]]] = {}

    def find(self, numbers: trace.Numbers) -> tuple[Origin, tuple[str, ...]]:
        """Return the origin of the innermost element, and the macros that lead to it."""
        found = self._known.get(numbers)
        if found is None:
            stack = [self._traced.origins[number] for number in numbers]
            macros = tuple([origin.macro for origin in stack if origin.macro])
            found = self._known[numbers] = (stack[-1] if stack else self._layout, macros)
        return found


def _spans(
    runs: Iterable[trace.Run], text: str, origins: _Origins, items: Sequence[Item]
) -> Iterator[Span]:
    """Make the spans of a text from its runs.

    Args:
        runs: The runs of the text.
        text: The plain text.
        origins: Looks up the origin of each run.
        items: The works in the text, which tell the field that a value comes from.
    """
    start, last = 0, len(text)
    for length, numbers in runs:
        end = min(start + length, last)
        if start < end:
            origin, macros = origins.find(numbers)
            kind: SpanKind = "affix" if origin.kind == "element" else origin.kind
            variable = field = ""
            if origin.kind != "element" and origin.variables:
                variable = origin.variables[0]
            if origin.kind == "value":
                # the first of the variables that one of the works has
                owners = [(each, item) for each in origin.variables for item in items
                          if each in item.fields]  # fmt: skip
                if owners:
                    variable, item = owners[0]
                    field = variable if variable in item.record.fields else "note"
            yield Span(start, end, kind, variable, field, origin.element, origin.line, macros)
        start = end
