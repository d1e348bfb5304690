"""Plain text, without any markup. Each display block begins a new line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat.output.markup import Markup
from citeformat.output.protocol import EntryText, Layout
from citeformat.richtext.spans import BLOCK, INDENT, LEFT_MARGIN, MARK, close_of

__all__ = ["PLAIN", "omitted_blanks"]

_MARGIN_END = close_of(LEFT_MARGIN)
_BLANKS = re.compile(f"( *){_MARGIN_END}{MARK}*( *)")
_BLANKS_AFTER = re.compile(f"({_MARGIN_END}{MARK}*) +")


def omitted_blanks(text: str) -> set[int]:
    """Find the blanks that plain text omits: those around the end of a left margin.

    Returns:
        The index of each blank in the rich text.
    """
    if _MARGIN_END not in text:
        return set()
    return {
        index
        for match in _BLANKS.finditer(text)
        for group in (1, 2)
        for index in range(*match.span(group))
    }


class _Plain(Markup):
    """Plain text. One blank separates a margin from the text next to it, whatever the style has."""

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        if _MARGIN_END in text:
            text = _BLANKS_AFTER.sub(r"\1", text)
            if f" {_MARGIN_END}" in text:
                *margins, last = text.split(_MARGIN_END)
                text = _MARGIN_END.join([*[margin.rstrip(" ") for margin in margins], last])
        return super().write(text, targets)

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Begin each entry on a line of its own. An empty line follows entries of several lines."""
        texts = [entry.text.strip("\n") for entry in entries]
        end = "\n\n" if any("\n" in text for text in texts) else "\n"
        return "".join([f"{text}{end}" for text in texts])


PLAIN = _Plain(
    "text",
    {"\n": "\n"},
    {
        BLOCK: "\n",
        close_of(BLOCK): "\n",
        INDENT: "\n    ",
        _MARGIN_END: " ",
    },
)
