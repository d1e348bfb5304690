"""Typst markup. A semicolon ends each call: no text behind it is taken for its arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat.output.protocol import EntryText, Layout, Markup
from citeformat.richtext import spans

__all__ = ["TYPST"]

_SHORTHANDS = re.compile(r"(?<!\0)(?:-(?=[-?\d])|\.(?=\.\.)|/(?=[/*]))")
"""What would be a dash, a minus, an ellipsis, a comment or an address."""
_START = re.compile(rf"((?:\A|[{spans.OPENERS}{spans.CLOSERS}])\s*)(?:(?=[-+=/])|(\d+)(?=[.)]))")
"""The beginning of a text or of a content block, where lists, headings and terms begin."""


class Typst(Markup):
    """Typst, to be included in a document."""

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Finished rich text as Typst; a line never begins a list, a heading or a term."""
        written = super().write(_escape_shorthands(text), targets)
        return written.replace("\0", "\\")

    def link(self, content: str, target: str) -> str:
        """A call of `link`."""
        address = target.replace("\\", "\\\\").replace('"', '\\"')
        return f'#link("{address}")[{content}];'

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Paragraphs; those that CSL wants so hang, as do those with a number in the margin."""
        hanging = layout.hanging_indent or layout.second_field_align
        indent = "hanging-indent: 2.5em" if hanging else ""
        return "\n".join([f"#par({indent})[{entry.text}]\n" for entry in entries])


def _escape_shorthands(text: str) -> str:
    """A NUL stands for the backslash until the text is escaped."""
    text = _START.sub("\\g<0>\0", text.replace("\0", ""))
    return _SHORTHANDS.sub("\0\\g<0>", text)


_CALLS = {
    spans.ITALIC: 'text(style: "italic")', spans.OBLIQUE: 'text(style: "oblique")',
    spans.NORMAL_STYLE: 'text(style: "normal")', spans.SMALL_CAPS: "smallcaps",
    spans.BOLD: 'text(weight: "bold")', spans.LIGHT: 'text(weight: "light")',
    spans.NORMAL_WEIGHT: 'text(weight: "regular")', spans.UNDERLINE: "underline",
    spans.SUPERSCRIPT: "super", spans.SUBSCRIPT: "sub", spans.LEFT_MARGIN: "box(width: 2.5em)",
}  # fmt: skip

TYPST = Typst(
    "typst",
    {character: f"\\{character}" for character in "\\#$*_`<>@[]~\"'"} | {"\u00a0": "~"},
    {
        **{opener: f"#{call}[" for opener, call in _CALLS.items()},
        **{spans.close_of(opener): "];" for opener in _CALLS},
        spans.BLOCK: "#linebreak();",
        spans.INDENT: "#linebreak();#h(2em);",
    },
)
