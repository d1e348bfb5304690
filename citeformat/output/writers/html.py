"""Write HTML, with the class names that CSL processors share (csl-bib-body, csl-entry ...)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from citeformat.output.direction import text_direction
from citeformat.output.entry_ids import entry_ids
from citeformat.output.markup import Markup
from citeformat.output.protocol import EntryText, Layout
from citeformat.richtext import spans

__all__ = ["HTML", "STYLE_VALUES"]

_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""Escapes in the value of an attribute."""
_SPECIAL = re.compile("[&<>\"']")


_RIGHT_INLINE = '<div class="csl-right-inline">'
_AUTO_INLINE = '<div class="csl-right-inline" dir="auto">'
_CLOSING = "</div>\n</div>\n"


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
        opening, is_rtl = _opening(
            layout.hanging_indent, layout.second_field_align, layout.entry_spacing,
            layout.line_spacing, layout.language, bool(entries),
        )  # fmt: skip
        # An entry in another script has its own direction. Numbers stay on the right.
        direction = ' dir="auto"' if is_rtl and not layout.second_field_align else ""
        keys = [entry.id for entry in entries]
        has_ids = layout.entry_ids is not None
        ids = keys if layout.entry_ids is None else entry_ids(keys, layout.entry_ids)
        items: list[str] = []
        for (key, text, _), id in zip(entries, ids, strict=True):
            # an entry without a key is a heading
            attribute = f' id="{id}"' if has_ids and key else ""
            if _SPECIAL.search(key):
                key = key.translate(_ATTRIBUTE)
            items.append(
                f'  <div class="csl-entry"{attribute} role="listitem" data-csl-entry-id="{key}"'
                f"{direction}>{text}</div>\n"
            )
        body = "".join(items)
        if is_rtl and layout.second_field_align:
            body = body.replace(_RIGHT_INLINE, _AUTO_INLINE)
        return f"{opening}{body}{_CLOSING}"


@lru_cache(maxsize=64)
def _opening(
    hanging_indent: bool,
    second_field_align: object,
    entry_spacing: int,
    line_spacing: int,
    language: str,
    has_entries: bool,
) -> tuple[str, bool]:
    """Return the opening tags of a list, and whether its language is written from right to left."""
    classes, spacing, role = "csl-bib-body", "", ' role="list"' if has_entries else ""
    if hanging_indent:
        classes += " hanging-indent"
    if second_field_align:
        classes += " second-field-align"
    if entry_spacing != 1:
        spacing += f' data-entry-spacing="{entry_spacing}"'
    if line_spacing != 1:
        spacing += f' data-line-spacing="{line_spacing}"'
    is_rtl = text_direction(language) == "rtl"
    attributes = f' lang="{language.translate(_ATTRIBUTE)}"' if language else ""
    attributes += ' dir="rtl"' if is_rtl else ""
    return (
        f'<div role="doc-bibliography"{attributes}>\n<div class="{classes}"{role}{spacing}>\n',
        is_rtl,
    )


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
