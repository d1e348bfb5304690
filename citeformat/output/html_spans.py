"""Write HTML in which the value of each variable is in a `span` of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from citeformat.output.protocol import Span
from citeformat.output.text_ranges import balanced_ranges, offsets_in_rich_text
from citeformat.output.writers.html import HTML

__all__ = ["html_with_spans"]

_START, _END = "\uf700", "\uf701"
"""The ends of a value while its text is written. No format and no record uses these characters."""


def html_with_spans(rich: str, targets: Sequence[str], spans: Sequence[Span]) -> str:
    """Write an entry as HTML in which each value is a `span` with `data-csl-variable`.

    Args:
        rich: Finished rich text of the entry.
        targets: The addresses of its links.
        spans: The values in its plain text, in order.

    >>> html_with_spans("TeX. 1984.", (), (Span(0, 3, "value", "title"),))
    '<span data-csl-variable="title">TeX</span>. 1984.'
    """
    offsets = offsets_in_rich_text(rich)

    pieces: list[str] = []
    variables: list[str] = []
    done = 0
    for span in spans:
        start, end = offsets[span.start], offsets[span.end - 1] + 1
        for first, last in balanced_ranges(rich, max(start, done), end, done):
            pieces += [rich[done:first], _START, rich[first:last], _END]
            variables.append(escape(span.variable, quote=True))
            done = last
    html = HTML.write("".join([*pieces, rich[done:]]), targets)
    names = iter(variables)
    html = re.sub(_START, lambda _: f'<span data-csl-variable="{next(names)}">', html)
    return html.replace(_END, "</span>")
