"""Plain text: no markup at all. Display blocks begin lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat.output.protocol import Markup
from citeformat.richtext.spans import BLOCK, INDENT, LEFT_MARGIN, MARK, close_of

__all__ = ["PLAIN", "blanks_left_out"]

_MARGIN_END = close_of(LEFT_MARGIN)
_BLANKS = re.compile(f"( *){_MARGIN_END}{MARK}*( *)")


def blanks_left_out(text: str) -> set[int]:
    """The places of the blanks around the end of a margin, which is a blank in plain text."""
    if _MARGIN_END not in text:
        return set()
    return {
        place
        for match in _BLANKS.finditer(text)
        for group in (1, 2)
        for place in range(*match.span(group))
    }


class _Plain(Markup):
    """A margin is parted from the text beside it by one blank, whatever blanks the style has."""

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        if gone := blanks_left_out(text):
            text = "".join(each for place, each in enumerate(text) if place not in gone)
        return super().write(text, targets)


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
