"""What an output format is: how it escapes text and how it marks formatting.

`Format` is the protocol of all formats. `Markup` is the class of the formats that need only a table
of opening and closing marks. `Span` describes a part of an entry's text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from citeformat._util.patterns import lazy_pattern
from citeformat.output.entry_ids import ENTRY_IDS
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

__all__ = [
    "BREAKS", "EntryText", "Format", "Layout", "Markup", "Span", "SpanKind", "break_after_blocks",
    "text_direction",
]  # fmt: skip

SpanKind = Literal["value", "label", "term", "text", "affix"]
"""`"value"` of a variable; `"label"` of a variable; `"term"` of the locale; `"text"`, words of the
style; `"affix"`, what an element puts around or between other parts."""


class Span(NamedTuple):
    """A part of an entry's text: `entry.text[span.start:span.end]`."""

    start: int
    end: int
    kind: SpanKind
    """What the part is: `"value"`, `"label"`, `"term"`, `"text"` or `"affix"`."""
    variable: str = ""
    """The CSL variable of a value or label."""
    field: str = ""
    """The field of the record that the value comes from; `""` if the document makes the value, as
    it makes a citation number."""
    element: str = ""
    """The CSL element, such as `"names"`."""
    line: int = 0
    """The line of the element in the style."""
    macros: tuple[str, ...] = ()
    """The macros that lead to the element, the outermost first."""


BREAKS = dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
"""Line break within a text -> blank: only a format itself begins a new line."""


_BLOCK_END = f"{close_of(BLOCK)}{close_of(INDENT)}"
_BLOCK_BEFORE_TEXT = lazy_pattern(f"[{_BLOCK_END}](?![{OPENERS}{CLOSERS}]*(?:[{BLOCK}{INDENT}]|$))")


def break_after_blocks(text: str) -> str:
    """Begin a new line where text follows a display block, for formats without an end of a block.

    Args:
        text: Finished rich text.
    """
    if close_of(BLOCK) in text or close_of(INDENT) in text:
        return _BLOCK_BEFORE_TEXT().sub(rf"\g<0>{BLOCK}", text)
    return text


class EntryText(NamedTuple):
    """One entry of a bibliography, written in the syntax of a format."""

    id: str
    """The id of its record."""
    text: str
    """The entry in the format's syntax."""
    spans: tuple[Span, ...] = ()
    """The values in its plain text, if spans were asked for."""


class Layout(NamedTuple):
    """The layout of a bibliography (CSL 1.0.2, "Bibliography-specific Options")."""

    hanging_indent: bool = False
    second_field_align: Literal["", "flush", "margin"] = ""
    """Where the first field is: in the text (`"flush"`), in the margin, or `""` if not aligned."""
    line_spacing: int = 1
    """Lines, as a multiple of single spacing."""
    entry_spacing: int = 1
    """Blank lines between two entries, as a multiple of single spacing."""
    max_offset: int = 0
    """The width of the widest left margin, in characters."""
    language: str = ""
    """The language of the list, as a BCP 47 tag; `""` if it is not known."""
    entry_ids: str | None = ENTRY_IDS
    """What the ids of the entries begin with, in formats that have ids; `None` for no ids."""


_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "lrc", "mzn",
                            "nqo", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi"))  # fmt: skip
"""Languages that are written from right to left."""
_SCRIPTS = {"adlm": True, "arab": True, "hebr": True, "nkoo": True, "rohg": True, "syrc": True,
            "thaa": True, "cyrl": False, "deva": False, "latn": False}  # fmt: skip
"""A script in a tag -> whether it is written from right to left, whatever the language."""


def text_direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a language is written, as in HTML's attribute `dir`.

    Args:
        language: A BCP 47 tag.

    >>> text_direction("he-IL"), text_direction("ku-Arab"), text_direction("en-US")
    ('rtl', 'rtl', 'ltr')
    """
    first, *rest = language.lower().split("-")
    is_rtl = first in _RIGHT_TO_LEFT
    for tag in rest:
        if tag in _SCRIPTS:
            is_rtl = _SCRIPTS[tag]
            break
    return "rtl" if is_rtl else "ltr"


@runtime_checkable
class Format(Protocol):
    """An output format of citations and bibliographies.

    If the attribute `internal_links` is true, `write` gets links whose address is `#` and the id of
    an entry; by default, it does not.
    """

    @property
    def name(self) -> str:
        """The name by which users choose the format."""
        ...

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Write finished rich text in this format's syntax.

        Args:
            text: Finished rich text.
            targets: The addresses of its links, in order.
        """
        ...

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Join written entries to a complete list.

        Args:
            entries: The entries, in the syntax of this format.
            layout: The layout that the style asks for.
        """
        ...


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
