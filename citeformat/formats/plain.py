"""Plain text: no markup at all. Display blocks begin lines of their own."""

from __future__ import annotations

from citeformat.formats.base import Markup
from citeformat.richtext.spans import BLOCK, INDENT, LEFT_MARGIN, close_of

__all__ = ["PLAIN"]

PLAIN = Markup(
    "text",
    {"\n": "\n"},
    {
        BLOCK: "\n",
        close_of(BLOCK): "\n",
        INDENT: "\n    ",
        close_of(LEFT_MARGIN): " ",
    },
)
