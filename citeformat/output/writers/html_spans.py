"""HTML in which each value of an entry is in an element of its own.

In: finished rich text, the addresses of its links, and the spans of the values in its plain text.
Out: HTML whose values can be styled or linked. If formatting begins or ends within a value, the
value is split into several elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from citeformat.output.protocol import Span
from citeformat.output.writers.html import HTML
from citeformat.output.writers.plain import PLAIN, omitted_blanks
from citeformat.richtext.spans import FIRST, GUARD, MARK, close_of, is_open

__all__ = ["html_with_spans"]

_START, _END = "\uf700", "\uf701"
"""The ends of a value while its text is written. No format and no record uses these characters."""
_MARKS = re.compile(MARK)
_TEXT = re.compile(f"[^{chr(FIRST)}-{GUARD}]+")


def html_with_spans(rich: str, targets: Sequence[str], spans: Sequence[Span]) -> str:
    """Write an entry as HTML in which each value is a `span` with `data-csl-variable`.

    Args:
        rich: Finished rich text of the entry.
        targets: The addresses of its links.
        spans: The values in its plain text, in order.

    >>> html_with_spans("TeX. 1984.", (), (Span(0, 3, "value", "title"),))
    '<span data-csl-variable="title">TeX</span>. 1984.'
    """
    omitted = omitted_blanks(rich)
    plain = ""
    offsets: list[int] = []  # of each character of the plain text in the rich text
    for offset, character in enumerate(rich):
        if offset not in omitted:
            written = PLAIN.write(character) if character >= "\ue000" else character
            plain += written
            offsets += [offset] * len(written)
    offsets = offsets[len(plain) - len(plain.lstrip()) :]

    pieces: list[str] = []
    variables: list[str] = []
    done = 0
    for span in spans:
        start, end = offsets[span.start], offsets[span.end - 1] + 1
        for first, last in _balanced_ranges(rich, max(start, done), end, done):
            pieces += [rich[done:first], _START, rich[first:last], _END]
            variables.append(escape(span.variable, quote=True))
            done = last
    html = HTML.write("".join([*pieces, rich[done:]]), targets)
    names = iter(variables)
    html = re.sub(_START, lambda _: f'<span data-csl-variable="{next(names)}">', html)
    return html.replace(_END, "</span>")


def _balanced_ranges(rich: str, start: int, end: int, done: int) -> list[tuple[int, int]]:
    """Find ranges of a value that contain both ends of each of their formatting spans.

    Args:
        rich: Finished rich text.
        start: The start of the value.
        end: The end of the value.
        done: The end of the previous value, which no range may include.

    Returns:
        One range, widened by the marks around the value; or a range for each piece of text if
        formatting begins or ends within the value.
    """
    texts = [match.span() for match in _TEXT.finditer(rich, start, end)]
    opened: list[str] = []
    for mark in _MARKS.findall(rich[start:end]):
        if is_open(mark):
            opened.append(mark)
            continue
        opener = chr(ord(mark) - 1)
        if not opened and start > done and rich[start - 1] == opener:
            start -= 1
        elif not opened or opened.pop() != opener:
            return texts
    for mark in reversed(opened):
        if rich[end : end + 1] != close_of(mark):
            return texts
        end += 1
    return [(start, end)]
