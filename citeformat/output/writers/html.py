"""Write HTML, with the class names that CSL processors share (csl-bib-body, csl-entry ...)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from citeformat.output.entry_ids import entry_ids
from citeformat.output.protocol import EntryText, Layout, Markup, text_direction
from citeformat.richtext import spans

__all__ = ["HTML", "STYLE_VALUES"]

_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""Escapes in the value of an attribute."""
_SPECIAL = re.compile("[&<>\"']")


_RIGHT_INLINE = '<div class="csl-right-inline">'
_AUTO_INLINE = '<div class="csl-right-inline" dir="auto">'


class Html(Markup):
    """HTML5 fragments. Of the attributes, only addresses and ids come from records."""

    internal_links: ClassVar[bool] = True

    def link(self, content: str, target: str) -> str:
        """Write an anchor. A link to an entry has the role of one."""
        role = ' role="doc-biblioref"' if target.startswith("#") else ""
        return f'<a href="{target.translate(_ATTRIBUTE)}"{role}>{content}</a>'

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write a `div` of class csl-bib-body with a `div` of class csl-entry for each entry.

        The roles are those of DPUB-ARIA 1.1. It deprecates doc-biblioentry: an entry is an item of
        a list in a doc-bibliography.
        """
        classes, spacing, role = "csl-bib-body", "", ' role="list"' if entries else ""
        if layout.hanging_indent:
            classes += " hanging-indent"
        if layout.second_field_align:
            classes += " second-field-align"
        if layout.entry_spacing != 1:
            spacing += f' data-entry-spacing="{layout.entry_spacing}"'
        if layout.line_spacing != 1:
            spacing += f' data-line-spacing="{layout.line_spacing}"'
        language, entry_direction = "", ""
        texts = [entry.text for entry in entries]
        if layout.language:
            tag = layout.language
            language = f' lang="{tag.translate(_ATTRIBUTE) if _SPECIAL.search(tag) else tag}"'
            if text_direction(layout.language) == "rtl":
                language += ' dir="rtl"'
                if layout.second_field_align:  # numbers stay on the right
                    texts = [text.replace(_RIGHT_INLINE, _AUTO_INLINE) for text in texts]
                else:  # an entry in another script has its own direction
                    entry_direction = ' dir="auto"'
        lines = [
            f'<div role="doc-bibliography"{language}>',
            f'<div class="{classes}"{role}{spacing}>',
        ]
        keys = [entry.id for entry in entries]
        if layout.entry_ids is None:
            ids = [""] * len(keys)
        else:
            # an entry without a key is a heading
            pairs = zip(keys, entry_ids(keys, layout.entry_ids), strict=True)
            ids = [f' id="{id}"' if key else "" for key, id in pairs]
        for key, id, text in zip(keys, ids, texts, strict=True):
            value = key.translate(_ATTRIBUTE) if _SPECIAL.search(key) else key
            id += f' role="listitem" data-csl-entry-id="{value}"'
            lines.append(f'  <div class="csl-entry"{id}{entry_direction}>{text}</div>')
        return "\n".join([*lines, "</div>", "</div>"]) + "\n"


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

STYLE_VALUES = tuple([
    element.split('"')[1] for element in _ELEMENTS.values() if "style=" in element
])  # fmt: skip
"""The values of the attribute `style`. A Content-Security-Policy may allow them by their hashes."""

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
