"""The numbers of a list's entries: those that a style prints, and those of the list itself.

In: an entry of a list that has only this entry, so that a style with numbers prints the number 1.
Out: the entry with its number in the publication list, or without one. The parts move with their
text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, get_args

from citeformat.engine.processor.result import Entry
from citeformat.output.protocol import Layout, Span
from citeformat.record import Record
from citeformat.richtext.spans import LEFT_MARGIN, MARK, RIGHT_INLINE, close_of, wrap
from citeformat.style import Style

__all__ = ["NUMBERINGS", "Numbering", "number_entry", "number_layout", "text_before_numbers"]

Numbering = Literal["", "continued", "restarted", "off"]
NUMBERINGS: tuple[Numbering, ...] = get_args(Numbering)

_MARK = re.compile(MARK)
_FIRST = re.compile(r"([^\w\s]*)1(?!\d)")
_AFTER_NUMBER = re.compile(r"[\])}.,:;\s]*")
_MARGIN_END = re.compile(f"(?<=\\S){close_of(LEFT_MARGIN)}(?={RIGHT_INLINE}\\S)")
_MARGINS = re.compile(
    f"[{LEFT_MARGIN}{close_of(LEFT_MARGIN)}{RIGHT_INLINE}{close_of(RIGHT_INLINE)}]"
)


def text_before_numbers(style: Style, record: Record) -> str | None:
    """Return what a style prints before the number of an entry, such as `"["`, or `None` if it does
    not begin entries with numbers.

    Args:
        style: The style.
        record: A record, which is listed twice to see whether the second entry is number 2.
    """
    twice = [record.replace(id=id) for id in ("1", "2")]
    first, second = sorted(entry.text for entry in style.bibliography(twice))
    found = _FIRST.match(first)
    return found[1] if found and second.startswith(f"{found[1]}2") else None


def number_entry(entry: Entry, number: int, numbering: Numbering, before: str | None) -> Entry:
    """Give an entry the number that it has in the list.

    Args:
        entry: The entry, with the number 1 if the style has numbers.
        number: Its number in the list.
        numbering: `""` keeps the form of the style, such as `[2]`; `"continued"` and `"restarted"`
            print `2.`; `"off"` prints no number.
        before: What the style prints before a number; `None` if it prints no numbers.

    >>> entry = Entry("x", "[1] TeX.")
    >>> [number_entry(entry, 12, numbering, "[").text for numbering in ("", "continued", "off")]
    ['[12] TeX.', '12. TeX.', 'TeX.']
    """
    if before is not None and entry.text.startswith(f"{before}1"):
        end = len(before) + 1
        if not numbering:
            return _replace_text(entry, end - 1, end, str(number))
        entry = replace(entry, rich=_without_margins(entry.rich))
        after = _AFTER_NUMBER.match(entry.text, end)
        entry = _replace_text(entry, 0, after.end() if after else end, "")
    if numbering in ("", "off"):
        return entry
    rich = wrap(LEFT_MARGIN, f"{number}.") + wrap(RIGHT_INLINE, _without_margins(entry.rich))
    numbered = replace(entry, rich=rich)
    if not entry.parts:
        return numbered
    shift = len(numbered.text) - len(entry.text)
    moved = [part._replace(start=part.start + shift, end=part.end + shift) for part in entry.parts]
    return replace(numbered, parts=(Span(0, moved[0].start, "affix"), *moved))


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
            start=max(start, part.start + shift) if part.start > start else part.start,
            end=part.end + shift * (part.end > start),
        )
        for part in entry.parts
        if new or part.end > end
    ]
    return replace(entry, rich="".join(pieces), parts=tuple(parts))
