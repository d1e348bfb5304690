"""Entries that the parser gave up: those that are sound all the same, and what is left of others.

In: the source of an entry, up to the next one. Out: its type, key and fields. `sound_entry` reads
what BibTeX accepts and the parser does not (quotes within braces within quotes). `broken_entry`
saves what it can: a field is taken to begin on a line of its own or after a comma, and one whose
braces do not close ends where the next field begins.

Source: "BibTeXing" (btxdoc), section 2, for the syntax.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citeformat.interchange.bibtex.macros import closing_brace, closing_quote

__all__ = ["EntrySource", "broken_entry", "looks_like_fields", "reason_in_words", "sound_entry"]

_HEAD = re.compile(r"@\s*(\w+)\s*([{(])\s*([^\s,={}()\"]*)(\s*,)?(\s*=)?")
_NAME = r"[A-Za-z][\w:.+/-]*"
_FIELD = re.compile(rf"(?:^|(?<=[,}}\"]))[ \t]*({_NAME})\s*=\s*", re.MULTILINE)
_FIRST_FIELD = re.compile(rf"\s*({_NAME})\s*=\s*")
_NEXT_FIELD = re.compile(rf"(?:\n[ \t]*|,\s*){_NAME}\s*=\s*[\"{{\w]")
_STRAY_FIELD = re.compile(rf"^[ \t]*(?:,[ \t]*)?{_NAME}[ \t]*=[ \t]*[{{\"]", re.MULTILINE)
_BARE = re.compile(r"[^\s#,{}()\"=]+")
_JOIN = re.compile(r"\s*#\s*")
_END_OF_FIELD = re.compile(r"\s*(?:,\s*)?")
_PLAIN = re.compile(r"[^,{}\"\n]*")
_NO_ENTRY = ("comment", "string", "preamble")


_REASONS = (
    ('closing `"`', "a quotation mark does not close before the next entry"),
    ("Unexpected block start", "a brace does not close before the next entry"),
    ("end of file", "a brace or quotation mark does not close before the file ends"),
    ("comma after entry key", "there is no comma after the key"),
    ("found the end of the entry", "a field has no value"),
    ("Expected a `=`", "a field has no equals sign, or there is no comma before it"),
    ("Expected equals sign", "there is no equals sign after the name"),
)
"""What the parser says -> what it means."""


class EntrySource(NamedTuple):
    """The parts of an entry, as they stand in the file."""

    type: str
    key: str
    fields: list[tuple[str, str]]


def reason_in_words(reason: str) -> str:
    """The parser's reason for giving up, in plain English.

    >>> reason_in_words("Unexpectedly reached end of file.")
    'a brace or quotation mark does not close before the file ends'
    """
    for sign, words in _REASONS:
        if sign in reason:
            return words
    return " ".join(reason.split()).rstrip(".")


def looks_like_fields(comment: str) -> int | None:
    """The line within a comment (from 0) where a field stands, if there is one."""
    stray = _STRAY_FIELD.search(comment)
    return None if stray is None else comment.count("\n", 0, stray.start())


def sound_entry(source: str) -> EntrySource | None:
    """The parts of an entry without any fault, or None where it has one.

    >>> sound_entry('@book{x, title = "A {"}quoted, word{"}"}').fields
    [('title', '"A {"}quoted, word{"}"')]
    """
    head = _HEAD.match(source)
    if head is None or head.group(1).lower() in _NO_ENTRY or not (head.group(3) and head.group(4)):
        return None
    type, key, position = head.group(1), head.group(3), head.end()
    close = "}" if head.group(2) == "{" else ")"
    fields: list[tuple[str, str]] = []
    while True:
        field = _FIRST_FIELD.match(source, position)
        if field is None:
            ended = source[position:].lstrip()[:1] == close
            return EntrySource(type.lower(), key, fields) if ended else None
        start = position = field.end()
        while True:
            end = _piece(source, position)
            if end is None:
                return None
            join = _JOIN.match(source, end)
            if join is None:
                break
            position = join.end()
        fields.append((field.group(1), source[start:end]))
        gap = _END_OF_FIELD.match(source, end)
        position = gap.end() if gap else end
        if "," not in source[end:position] and source[position : position + 1] != close:
            return None


def _piece(source: str, position: int) -> int | None:
    """The end of one piece of a value, or None where it does not end."""
    first = source[position : position + 1]
    if first == "{":
        end = closing_brace(source, position)
    elif first == '"':
        end = closing_quote(source, position)
    else:
        bare = _BARE.match(source, position)
        return bare.end() if bare else None
    return end + 1 if end < len(source) else None


def broken_entry(source: str) -> EntrySource | None:
    """The parts of an entry that can be read, or None where it is no entry at all.

    >>> broken_entry("@book{x, title = {T}, year = {1999, \\n note = {N}\\n").fields
    [('title', '{T}'), ('year', '{1999}'), ('note', '{N}')]
    """
    head = _HEAD.match(source)
    if head is None or head.group(1).lower() in _NO_ENTRY:
        return None
    type, key, position = head.group(1), head.group(3), head.end()
    if head.group(5):  # what looks like the key is the first field's name
        key, position = "", head.start(3)
    fields: list[tuple[str, str]] = []
    field = _FIRST_FIELD.match(source, position) or _FIELD.search(source, position)
    while field is not None:
        value, position = _value(source, field.end())
        if value:
            fields.append((field.group(1), value))
        field = _FIELD.search(source, position)
    return EntrySource(type.lower(), key, fields)


def _value(source: str, start: int) -> tuple[str, int]:
    """The value that begins at `start`, and where it ends."""
    if source[start : start + 1] in ("{", '"'):
        following = _NEXT_FIELD.search(source, start)
        end = _piece(source, start)
        if end is None or (following is not None and following.start() < end):
            return _open_value(source, start)
        return source[start:end], end
    plain = _PLAIN.match(source, start)
    end = plain.end() if plain else start
    return source[start:end].strip(), end


def _open_value(source: str, start: int) -> tuple[str, int]:
    """A value that never closes: it ends where the next field or the line's end is."""
    following = _FIELD.search(source, start + 1)
    end = following.start() if following else source.find("\n", start)
    end = end if end > start else len(source)
    text = source[start + 1 : end].strip().rstrip(",").rstrip()
    opened = len(re.findall(r"(?<!\\)\{", text))
    closed = len(re.findall(r"(?<!\\)\}", text))
    text = "{" * max(closed - opened, 0) + text + "}" * max(opened - closed, 0)
    return "{" + text + "}", end
