"""HTML, with the class names that CSL processors share (csl-bib-body, csl-entry, ...)."""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.output.protocol import EntryText, Layout, Markup
from citeformat.richtext import spans

__all__ = ["HTML"]

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
