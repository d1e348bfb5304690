"""HTML in which each value of an entry stands in an element of its own.

In: finished rich text, the targets of its links, and the spans of the values in its plain text.
Out: HTML, to be styled or linked part by part. A value whose formatting begins or ends within it
stands in several elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from citeformat.output.protocol import Span
from citeformat.output.writers.html import HTML
from citeformat.output.writers.plain import PLAIN, blanks_left_out
from citeformat.richtext import spans as marks
from citeformat.richtext.spans import MARK, close_of

__all__ = ["with_parts"]

_START, _END = "\uf700", "\uf701"
"""The ends of a value while its text is written: no format knows them, and no record has them."""
_MARKS = re.compile(MARK)
_CHUNK = re.compile(f"[^{chr(marks.FIRST)}-{marks.GUARD}]+")


def with_parts(rich: str, targets: Sequence[str], spans: Sequence[Span]) -> str:
    """An entry as HTML in which each value is a `span` with `data-csl-variable`.

    Args:
        rich: Finished rich text of the entry.
        targets: The targets of its links.
        spans: The values in its plain text, in order.

    >>> with_parts("TeX. 1984.", (), (Span(0, 3, "value", "title"),))
    '<span data-csl-variable="title">TeX</span>. 1984.'
    """
    places = _places(rich)
    pieces: list[str] = []
    variables: list[str] = []
    done = 0
    for span in spans:
        start, end = places[span.start], places[span.end - 1] + 1
        for first, last in _balanced(rich, max(start, done), end, done):
            pieces += [rich[done:first], _START, rich[first:last], _END]
            variables.append(escape(span.variable, quote=True))
            done = last
    written = HTML.write("".join([*pieces, rich[done:]]), targets)
    names = iter(variables)
    opened = re.sub(_START, lambda _: f'<span data-csl-variable="{next(names)}">', written)
    return opened.replace(_END, "</span>")


def _places(rich: str) -> list[int]:
    """Where in rich text each character of the plain text comes from."""
    left_out = blanks_left_out(rich)
    written = [
        (place, PLAIN.write(character) if character >= "\ue000" else character)
        for place, character in enumerate(rich)
        if place not in left_out
    ]
    text = "".join([each for _, each in written])
    places = [place for place, each in written for _ in each]
    return places[len(text) - len(text.lstrip()) :]


def _balanced(rich: str, start: int, end: int, done: int) -> list[tuple[int, int]]:
    """The value's place as one part, widened so that each span in it has both its ends there; text
    by text where that cannot be.

    Args:
        done: What stands before this place is not taken in.
    """
    texts = [found.span() for found in _CHUNK.finditer(rich, start, end)]
    opened: list[str] = []
    for mark in _MARKS.findall(rich[start:end]):
        if marks.is_open(mark):
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
