"""Formats that are a table: how they escape text, and how they mark formatting.

In: tables of escapes and of markup. Out: a `Format`. A format whose emphasis cannot be nested
freely is a `RunFormat` instead (`inline_runs`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from citeformat._util.patterns import lazy_pattern
from citeformat.output.protocol import EntryText, Layout
from citeformat.richtext.spans import (
    BLOCK,
    CLOSERS,
    DISPLAY,
    GUARD,
    INDENT,
    MARK,
    OPENERS,
    SUPERSCRIPT,
    close_of,
)
from citeformat.richtext.superscripts import RAISED, raise_superscripts

__all__ = ["BREAKS", "Markup", "break_after_blocks"]

BREAKS = dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
"""Line break within a text -> blank: only a format itself begins a new line."""


_BLOCK_END = f"{close_of(BLOCK)}{close_of(INDENT)}"
_FIRST_BLOCK = lazy_pattern(f"^([{OPENERS.replace(BLOCK, '')}]*){BLOCK}")
_BLOCK_BEFORE_TEXT = lazy_pattern(f"[{_BLOCK_END}](?![{OPENERS}{CLOSERS}]*(?:[{BLOCK}{INDENT}]|$))")


def break_after_blocks(text: str) -> str:
    """Begin a new line where text follows a display block, for formats without an end of a block.

    A block at the beginning of a text needs no new line.

    Args:
        text: Finished rich text.
    """
    if BLOCK in text:
        text = _FIRST_BLOCK().sub(r"\1", text)
    if close_of(BLOCK) in text or close_of(INDENT) in text:
        return _BLOCK_BEFORE_TEXT().sub(rf"\g<0>{BLOCK}", text)
    return text


class Markup:
    """A format that is a table of escapes and of markup for each kind of formatting.

    Args:
        name: The name by which users choose the format.
        escapes: Character -> its escaped form.
        spans: Span character (opening or closing) -> its markup. A span character that is missing
            here is left out. If there is no markup for display blocks and margins, a blank
            separates each from its neighbours.
    """

    __slots__ = ("_is_flat", "_is_in_turn", "_special", "_table", "name")

    def __init__(self, name: str, escapes: Mapping[str, str], spans: Mapping[str, str]) -> None:
        self.name = name
        self._is_flat = not any(mark in spans for mark in _DISPLAY_MARKS)
        raised = dict.fromkeys(RAISED, GUARD) if SUPERSCRIPT in spans else {}
        escapes = {**BREAKS, **raised, **escapes}
        keys = "".join(re.escape(key) for key in escapes)
        self._table = {**escapes, **spans}
        self._special = re.compile(f"[{keys}]|{MARK}")
        # whether characters can be replaced one after another, in their order, in the whole text
        self._is_in_turn = not any(
            character < other
            for character, written in self._table.items()
            if written != GUARD
            for other in self._special.findall(written)
        )

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Write finished rich text in this format's syntax.

        >>> Markup("plain", {}, {}).write("as it is")
        'as it is'
        """
        if self._is_flat and _ANY_DISPLAY.search(text):
            text = _AROUND_DISPLAY().sub(_separated, text)
        if targets:
            from citeformat.richtext.links import LINKED  # most text has no links

            # every second piece is the content of a link
            pieces = [self.write(piece) for piece in LINKED.split(text)]
            pieces[1::2] = map(self.link, pieces[1::2], targets)
            return "".join(pieces)
        found = self._special.findall(text)
        if not found:
            return text
        table = self._table
        if self._is_in_turn and GUARD not in found:
            written = text
            for character in sorted({*found}):
                written = written.replace(character, table.get(character, ""))
        else:
            written = self._special.sub(lambda match: table.get(match[0], ""), text)
        if GUARD in written:  # a superscript character, which few texts have
            return self.write(raise_superscripts(text))
        return written

    def link(self, content: str, target: str) -> str:
        """Write a link. This base class writes its content only.

        Args:
            content: What is printed, in the format's syntax.
            target: The address, not yet escaped.
        """
        return content

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write each entry as a paragraph that ends in a line break."""
        return "".join(f"{entry.text}\n" for entry in entries)


_DISPLAY_MARKS = "".join([opener + close_of(opener) for opener in DISPLAY.values()])
_ANY_DISPLAY = re.compile(f"[{_DISPLAY_MARKS}]")
_AROUND_DISPLAY = lazy_pattern(f" *((?:{MARK})*[{_DISPLAY_MARKS}](?:{MARK})*) *")
"""The marks of display blocks, and what is next to them."""


def _separated(match: re.Match[str]) -> str:
    """Put one blank in the place of the first display mark, except at the ends of the text."""
    is_inside = match.start() > 0 and match.end() < len(match.string)
    return _ANY_DISPLAY.sub(" " if is_inside else "", match[1], count=1)
