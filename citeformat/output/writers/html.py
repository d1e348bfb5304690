"""Write HTML, with the class names that CSL processors share (csl-bib-body, csl-entry ...).

`html_with_spans` also puts the value of each variable into a `span` of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat.output.protocol import EntryText, Layout, Markup, Span
from citeformat.output.writers.plain import PLAIN, omitted_blanks
from citeformat.richtext import spans
from citeformat.richtext.spans import FIRST, GUARD, MARK, close_of, is_open

__all__ = ["HTML", "html_with_spans"]

_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""Escapes in the value of an attribute."""


class Html(Markup):
    """HTML5 fragments. Of the attributes, only addresses and ids come from records."""

    def link(self, content: str, target: str) -> str:
        """Write an anchor."""
        return f'<a href="{target.translate(_ATTRIBUTE)}">{content}</a>'

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write a `div` of class csl-bib-body with a `div` of class csl-entry for each entry."""
        lines = ['<div class="csl-bib-body">']
        for entry in entries:
            key = entry.id.translate(_ATTRIBUTE)
            lines.append(f'  <div class="csl-entry" data-csl-entry-id="{key}">{entry.text}</div>')
        lines.append("</div>")
        return "\n".join(lines) + "\n"


_ELEMENTS = {
    spans.ITALIC: "i",
    spans.OBLIQUE: "em",
    spans.NORMAL_STYLE: 'span style="font-style:normal;"',
    spans.SMALL_CAPS: 'span style="font-variant:small-caps;"',
    spans.NORMAL_VARIANT: 'span style="font-variant:normal;"',
    spans.BOLD: "b",
    spans.LIGHT: 'span style="font-weight:lighter;"',
    spans.NORMAL_WEIGHT: 'span style="font-weight:normal;"',
    spans.UNDERLINE: 'span style="text-decoration:underline;"',
    spans.NO_DECORATION: 'span style="text-decoration:none;"',
    spans.SUPERSCRIPT: "sup",
    spans.SUBSCRIPT: "sub",
    spans.BASELINE: 'span style="baseline"',
    spans.BLOCK: 'div class="csl-block"',
    spans.LEFT_MARGIN: 'div class="csl-left-margin"',
    spans.RIGHT_INLINE: 'div class="csl-right-inline"',
    spans.INDENT: 'div class="csl-indent"',
}

HTML = Html(
    "html",
    {"\n": "\n", "&": "&amp;", "<": "&lt;", ">": "&gt;"},
    {
        **{opener: f"<{element}>" for opener, element in _ELEMENTS.items()},
        **{
            spans.close_of(opener): f"</{element.partition(' ')[0]}>"
            for opener, element in _ELEMENTS.items()
        },
    },
)


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
    from html import escape  # a list without spans does without its tables

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
