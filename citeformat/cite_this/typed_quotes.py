"""Keep the quotation marks and apostrophes of a record as they are typed.

A style prints the quotation marks of its language, and others inside them. Research portals print
titles and names as they are recorded.

In: a record. Out: a record whose marks are noncharacters, which no rule of a style touches; and the
marks again in the rendered text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from citeformat.record import Name, Record

__all__ = ["hide_quotes", "show_quotes"]

_MARKS = "'\"‘’“”„‚«»‹›"
_HIDDEN = dict(zip(_MARKS, map(chr, range(0xFDD0, 0xFDD0 + len(_MARKS))), strict=True))
_TYPED = str.maketrans({
    **{hidden: mark for mark, hidden in _HIDDEN.items()},
    # the other marks are those of the style
    "‘": "'", "’": "'", "“": '"', "”": '"',
})  # fmt: skip
_TAG_OR_MARK = re.compile(f"<[^<>]*>|[{_MARKS}]")


def hide_quotes(record: Record) -> Record:
    """Replace the marks in the texts and names of a record, but not those in markup.

    >>> hidden = hide_quotes(Record("x", "book", {"title": "The 'old' <i>Int'l</i>"}))
    >>> hidden.title.isascii(), show_quotes(hidden.title)
    (False, "The 'old' <i>Int'l</i>")
    """
    fields = {}
    for variable, value in record.fields.items():
        if isinstance(value, str):
            value = _hide(value)
        elif isinstance(value, tuple):
            value = tuple(map(_hide_in_name, value))
        fields[variable] = value
    return Record(
        record.id,
        record.type,
        fields,
        extra=record.extra,
        file=record.file,
        line=record.line,
        titles=record.titles,
    )


def show_quotes(text: str) -> str:
    """Write the marks of the record as they were, and those of the style straight.

    >>> show_quotes("‘A’")
    "'A'"
    """
    return text.translate(_TYPED)


def _hide(text: str) -> str:
    return _TAG_OR_MARK.sub(lambda match: _HIDDEN.get(match[0], match[0]), text)


def _hide_in_name(name: Name) -> Name:
    return replace(
        name,
        family=_hide(name.family),
        given=_hide(name.given),
        dropping_particle=_hide(name.dropping_particle),
        non_dropping_particle=_hide(name.non_dropping_particle),
        suffix=_hide(name.suffix),
        literal=_hide(name.literal),
    )
