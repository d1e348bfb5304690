"""The numbers of a list's entries: those that a style prints, and those of the list itself.

In: an entry with its parts (`Style.bibliography(records, spans=True)`). Out: the entry with another
number, or without one. The parts move with their text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, get_args

from citeformat.engine.processor.result import Entry
from citeformat.output.protocol import Layout, Span
from citeformat.richtext.spans import LEFT_MARGIN, MARK, RIGHT_INLINE, close_of, wrap

__all__ = [
    "NUMBERINGS", "Numbering", "number_entry", "number_layout", "style_number",
    "without_style_number",
]  # fmt: skip

Numbering = Literal["", "continued", "restarted", "off"]
NUMBERINGS: tuple[Numbering, ...] = get_args(Numbering)

_MARK = re.compile(MARK)
_DIGITS = re.compile("[0-9]+")
_MARGIN_END = re.compile(f"(?<=\\S){close_of(LEFT_MARGIN)}(?={RIGHT_INLINE}\\S)")
_MARGINS = re.compile(
    f"[{LEFT_MARGIN}{close_of(LEFT_MARGIN)}{RIGHT_INLINE}{close_of(RIGHT_INLINE)}]"
)


def style_number(entry: Entry) -> Span | None:
    """Return the part of an entry that is its number in the style (`citation-number`)."""
    return next((part for part in entry.spans if part.variable == "citation-number"), None)


def number_entry(entry: Entry, number: int, numbering: Numbering) -> Entry:
    """Give an entry the number that it has in the list.

    Args:
        entry: The entry, with the number of the style if the style has numbers.
        number: Its number in the list.
        numbering: `""` keeps the form of the style, such as `[2]`; `"continued"` and `"restarted"`
            print `2.`; `"off"` prints no number.

    >>> entry = Entry("x", "[1] TeX.", parts=(Span(1, 2, "value", "citation-number"),
    ...     Span(4, 7, "value", "title")))
    >>> number_entry(entry, 12, "").text, number_entry(entry, 12, "continued").text
    ('[12] TeX.', '12. TeX.')
    """
    if numbering:
        entry = without_style_number(entry)
        return entry if numbering == "off" else _with_number(entry, number)
    part = style_number(entry)
    digits = _DIGITS.search(entry.text, part.start, part.end) if part else None
    return _replace_text(entry, *digits.span(), str(number)) if digits else entry


def number_layout(layout: Layout, highest: int, numbering: Numbering) -> Layout:
    """Make room in a layout for the numbers of the list.

    >>> number_layout(Layout(second_field_align="flush", max_offset=4), 100, "").max_offset
    6
    """
    if numbering == "off":
        return layout._replace(second_field_align="", max_offset=0)
    if numbering:
        return layout._replace(second_field_align="flush", max_offset=len(f"{highest}. "))
    if layout.max_offset:  # that of the number 1
        return layout._replace(max_offset=layout.max_offset + len(str(highest)) - 1)
    return layout


def without_style_number(entry: Entry) -> Entry:
    """Remove the number that a style prints before an entry, and the marks around it.

    >>> entry = Entry("x", "[1] TeX.", parts=(Span(0, 1, "affix"),
    ...     Span(1, 2, "value", "citation-number"), Span(2, 4, "affix"), Span(4, 7, "value")))
    >>> without_style_number(entry).text
    'TeX.'
    """
    number = style_number(entry)
    values = [part.start for part in entry.spans if number and part.start >= number.end]
    if number is None or not values or entry.spans[0] is not number:
        return entry
    return _replace_text(replace(entry, rich=_without_margins(entry.rich)), 0, values[0], "")


def _with_number(entry: Entry, number: int) -> Entry:
    """Put a number of the list in the margin of an entry."""
    rich = wrap(LEFT_MARGIN, f"{number}.") + wrap(RIGHT_INLINE, _without_margins(entry.rich))
    numbered = replace(entry, rich=rich)
    if not entry.parts:
        return numbered
    shift = len(numbered.text) - len(entry.text)
    moved = [part._replace(start=part.start + shift, end=part.end + shift) for part in entry.parts]
    return replace(numbered, parts=(Span(0, moved[0].start, "affix"), *moved))


def _without_margins(rich: str) -> str:
    """Move the text of the margin into the line."""
    return _MARGINS.sub("", _MARGIN_END.sub(" ", rich)) if LEFT_MARGIN in rich else rich


def _replace_text(entry: Entry, start: int, end: int, new: str) -> Entry:
    """Replace a range of the plain text, and keep the formatting around it.

    An entry in which plain text adds or omits characters before the range stays as it is.
    """
    letters = [index for index, letter in enumerate(entry.rich) if not _MARK.match(letter)]
    while letters and entry.rich[letters[0]].isspace():  # plain text omits it
        del letters[0]
    before = "".join([entry.rich[index] for index in letters[:end]])
    if before != entry.text[:end]:
        return entry
    pieces = list(entry.rich)
    for index in letters[start:end]:
        pieces[index] = ""
    if end > start:
        pieces[letters[start]] = new
    shift = len(new) - (end - start)
    parts = [
        part._replace(
            start=part.start + shift * (part.start > start),
            end=part.end + shift * (part.end > start),
        )
        for part in entry.parts
        if new or part.end > end
    ]
    return replace(entry, rich="".join(pieces), parts=tuple(parts))
