"""Rich Text Format 1.5, in ASCII. Other characters are escapes, which every program reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat.output.markup import Markup, break_after_blocks
from citeformat.output.protocol import EntryText, Layout
from citeformat.richtext import spans

__all__ = ["RTF"]

_NOT_ASCII = re.compile(r"[^\x00-\x7f]|\x00")
_HEAD = "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1{\\fonttbl{\\f0\\froman Times New Roman;}}\n"


class Rtf(Markup):
    """RTF. An entry is a fragment, a bibliography a complete document."""

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Write finished rich text as RTF."""
        written = super().write(break_after_blocks(text), targets)
        return written if written.isascii() else _NOT_ASCII.sub(_unicode_escape, written)

    def link(self, content: str, target: str) -> str:
        """Write a HYPERLINK field."""
        address = super().write(target)
        return f'{{\\field{{\\*\\fldinst HYPERLINK "{address}"}}{{\\fldrslt {content}}}}}'

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write a document of paragraphs, with a tab after each left margin."""
        hanging = layout.hanging_indent or layout.second_field_align
        indent = "\\li720\\fi-720\\tx720" if hanging else ""
        space = f"\\sa{120 * max(layout.entry_spacing, 0)}"
        lines = [f"\\pard{indent}{space} {entry.text}\\par\n" for entry in entries]
        return "".join([_HEAD, *lines, "}\n"])


def _unicode_escape(match: re.Match[str]) -> str:
    """Write the signed UTF-16 units of a character. Programs without Unicode print the `?`."""
    units = match[0].encode("utf-16-le", "surrogatepass")
    numbers = [int.from_bytes(units[at : at + 2], "little", signed=True)
               for at in range(0, len(units), 2)]  # fmt: skip
    return "".join([f"\\u{number}?" for number in numbers]) if match[0] != "\0" else ""


_GROUPS = {
    spans.ITALIC: "i", spans.OBLIQUE: "i", spans.NORMAL_STYLE: "i0", spans.SMALL_CAPS: "scaps",
    spans.NORMAL_VARIANT: "scaps0", spans.BOLD: "b", spans.NORMAL_WEIGHT: "b0",
    spans.UNDERLINE: "ul", spans.NO_DECORATION: "ulnone", spans.SUPERSCRIPT: "super",
    spans.SUBSCRIPT: "sub", spans.BASELINE: "nosupersub",
}  # fmt: skip

RTF = Rtf(
    "rtf",
    {"\\": "\\\\", "{": "\\{", "}": "\\}", "\t": " "},
    {
        **{opener: f"{{\\{word} " for opener, word in _GROUPS.items()},
        **{spans.close_of(opener): "}" for opener in _GROUPS},
        spans.BLOCK: "\\line ",
        spans.INDENT: "\\line\\tab ",
        spans.close_of(spans.LEFT_MARGIN): "\\tab ",
    },
)
