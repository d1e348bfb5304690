"""Read entries that the parser gave up.

`sound_entry` reads what BibTeX accepts and the parser does not, such as quotes within braces within
quotes. `broken_entry` reads what it can: a field begins on a line of its own or after a comma, and
one whose braces do not close ends where the next field begins.

Source: "BibTeXing" (btxdoc), section 2, for the syntax.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citeformat.interchange.bibtex.entry import NOT_ENTRIES
from citeformat.interchange.bibtex.macros import closing_delimiter, skip_blanks

__all__ = ["EntrySource", "broken_entry", "explain_reason", "first_field_line", "sound_entry"]

_HEAD = re.compile(r"@\s*(\w+)\s*([{(])\s*([^\s,={}()\"]*)(\s*,)?(\s*=)?")
_NAME = r"[A-Za-z][\w:.+/-]*"
_FIELD = re.compile(rf"(?:^|(?<=[,}}\"]))[ \t]*({_NAME})\s*=\s*", re.MULTILINE)
_FIRST_FIELD = re.compile(rf"\s*({_NAME})\s*=\s*")
_NEXT_FIELD = re.compile(rf"(?:\n[ \t]*|,\s*){_NAME}\s*=\s*[\"{{\w]")
_STRAY_FIELD = re.compile(rf"^[ \t]*(?:,[ \t]*)?{_NAME}[ \t]*=[ \t]*[{{\"]", re.MULTILINE)
_BARE = re.compile(r"[^\s#,{}()\"=]+")
_JOIN = re.compile(r"\s*#\s*")
_COMMA = re.compile(r"\s*,\s*")
_OPENING = re.compile(r"(?<!\\)\{")
_CLOSING = re.compile(r"(?<!\\)\}")
_PLAIN = re.compile(r"[^,{}\"\n]*")
_MOST_UNCLOSED = 20
"""How often an entry may be searched to its end for the end of a value, so that the time is
linear."""

_REASONS = (
    ('closing `"`', "a quotation mark does not close before the next entry"),
    ("Unexpected block start", "a brace does not close before the next entry"),
    ("end of file", "a brace or quotation mark does not close before the file ends"),
    ("comma after entry key", "a comma is missing after the key"),
    ("found the end of the entry", "a field has no value"),
    ("Expected a `=`", "a field has no equals sign, or a comma is missing before it"),
    ("Expected equals sign", "an equals sign is missing after the name"),
)
"""Words of the parser's reason -> the reason in plain English."""


class EntrySource(NamedTuple):
    """The parts of an entry as written in the file."""

    type: str
    key: str
    fields: list[tuple[str, str]]
    end: int = 0
    """Where the entry ends in the text, if it was read without any error."""


def explain_reason(reason: str) -> str:
    """Say in plain English why the parser gave up.

    >>> explain_reason("Unexpectedly reached end of file.")
    'a brace or quotation mark does not close before the file ends'
    """
    for words, explanation in _REASONS:
        if words in reason:
            return explanation
    return " ".join(reason.split()).rstrip(".")


def first_field_line(comment: str) -> int | None:
    """Return the line of the first field within a comment, counted from 0, or None."""
    stray = _STRAY_FIELD.search(comment)
    return None if stray is None else comment.count("\n", 0, stray.start())


def sound_entry(source: str) -> EntrySource | None:
    """Read an entry without any error, or return None if it has one.

    >>> sound_entry('@book{x, title = "A {"}quoted, word{"}"}').fields
    [('title', '"A {"}quoted, word{"}"')]
    """
    head = _HEAD.match(source)
    if head is None or head.group(1).lower() in NOT_ENTRIES:
        return None
    if not (head.group(3) and head.group(4)):  # the key, and the comma after it
        return None
    type, key, position = head.group(1), head.group(3), head.end()
    close = "}" if head.group(2) == "{" else ")"
    fields: list[tuple[str, str]] = []
    while field := _FIRST_FIELD.match(source, position):
        start = field.end()
        end = _piece_end(source, start)
        while end is not None and (join := _JOIN.match(source, end)):
            end = _piece_end(source, join.end())
        if end is None:
            return None
        fields.append((field.group(1), source[start:end]))
        comma = _COMMA.match(source, end)
        if comma is None:
            position = end
            break
        position = comma.end()
    position = skip_blanks(source, position)
    if source[position : position + 1] != close:
        return None
    return EntrySource(type.lower(), key, fields, position + 1)


def _piece_end(source: str, position: int) -> int | None:
    """Return where one piece of a value ends, or None if it does not."""
    if source[position : position + 1] not in ("{", '"'):
        bare = _BARE.match(source, position)
        return bare.end() if bare else None
    end = closing_delimiter(source, position)
    return end + 1 if end < len(source) else None


def broken_entry(source: str) -> EntrySource | None:
    """Read the parts of an entry that can be read, or return None if it is not an entry.

    >>> broken_entry("@book{x, title = {T}, year = {1999, \\n note = {N}\\n").fields
    [('title', '{T}'), ('year', '{1999}'), ('note', '{N}')]
    """
    head = _HEAD.match(source)
    if head is None or head.group(1).lower() in NOT_ENTRIES:
        return None
    type, key, position = head.group(1), head.group(3), head.end()
    if head.group(5):  # an equals sign follows: the key is missing, and this is a field's name
        key, position = "", head.start(3)
    fields: list[tuple[str, str]] = []
    field = _FIRST_FIELD.match(source, position) or _FIELD.search(source, position)
    following, unclosed = _NEXT_FIELD.search(source, position), 0
    while field is not None:
        start = field.end()
        if source[start : start + 1] in ("{", '"'):
            while following is not None and following.start() < start:
                following = _NEXT_FIELD.search(source, start)
            if following is not None:
                complete = _piece_end(source[start : following.start()], 0)
                complete = complete and start + complete
            else:
                complete = _piece_end(source, start) if unclosed < _MOST_UNCLOSED else None
                unclosed += complete is None
            if complete is None:
                # The value never closes: it ends at the next field, or at the end of the line.
                next_field = _FIELD.search(source, start + 1)
                end = next_field.start() if next_field else source.find("\n", start)
                end = end if end > start else len(source)
                value = source[start + 1 : end].strip().rstrip(",").rstrip()
                opened, closed = len(_OPENING.findall(value)), len(_CLOSING.findall(value))
                value = "{" * (closed - opened) + value + "}" * (opened - closed)
                value = f"{{{value}}}"
            else:
                end = complete
                value = source[start:end]
        else:
            plain = _PLAIN.match(source, start)
            end = plain.end() if plain else start
            value = source[start:end].strip()
        if value:
            fields.append((field.group(1), value))
        field = _FIELD.search(source, end)
    return EntrySource(type.lower(), key, fields)
