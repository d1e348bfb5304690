"""Typst markup. A semicolon ends each call, so that the text after it is not an argument."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat.output.markup import Markup, break_after_blocks
from citeformat.output.protocol import EntryText, Layout
from citeformat.richtext import spans

__all__ = ["TYPST"]

_SHORTHANDS = re.compile(r"(?<!\0)(?:-(?=[-?\d])|\.(?=\.\.)|/(?=[/*]))")
"""What would be a dash, a minus, an ellipsis, a comment or an address."""
_BLOCK_START = re.compile(
    rf"((?:\A|[{spans.OPENERS}{spans.CLOSERS}])\s*)(?:(?=[-+=/])|(\d+)(?=[.)]))"
)
"""The beginning of a text or of a content block, where a list, heading or term could begin."""


class Typst(Markup):
    """Typst, to be included in a document."""

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Write finished rich text as Typst. No line can begin a list, a heading or a term."""
        # a NUL takes the place of the backslash until the text is escaped
        text = _BLOCK_START.sub("\\g<0>\0", break_after_blocks(text).replace("\0", ""))
        text = _SHORTHANDS.sub("\0\\g<0>", text)
        return super().write(text, targets).replace("\0", "\\")

    def link(self, content: str, target: str) -> str:
        """Write a call of `link`."""
        address = target.replace("\\", "\\\\").replace('"', '\\"')
        return f'#link("{address}")[{content}];'

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write paragraphs, which hang if the style asks for it or aligns a second field."""
        hanging = layout.hanging_indent or layout.second_field_align
        indent = "hanging-indent: 2.5em" if hanging else ""
        return "\n".join([f"#par({indent})[{entry.text}]\n" for entry in entries])


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
