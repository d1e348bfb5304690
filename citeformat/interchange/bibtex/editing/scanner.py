"""The positions of entries, keys and fields in a .bib file.

In: the text of a file, or of one entry. Out: spans, which the editor replaces. Nothing is decoded
here. Text that cannot be parsed is not an entry and stays as it is.

Sources: "BibTeXing" (btxdoc), sections 2 and 4; the grammar of "A summary of BibTeX".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citeformat.interchange.bibtex.comments import blank_comments
from citeformat.interchange.bibtex.entry import NOT_ENTRIES
from citeformat.interchange.bibtex.macros import (
    closing_brace,
    closing_delimiter,
    skip_blanks,
    unclosed_braces,
)

__all__ = [
    "AFTER_ENTRY", "EntrySpan", "FieldSpan", "definition_end", "is_whole_value", "scan_entry",
    "scan_file",
]  # fmt: skip

_START = re.compile(r"@[ \t]*([A-Za-z][\w:+-]*)\s*([{(])\s*")
_KEY = re.compile(r"[^\s,{}()=\"#%]+")
_NAME = re.compile(r"[^\s,{}=\"#%]+")
_BARE = re.compile(r"[^\s#{}\",=()%]+")
AFTER_ENTRY = re.compile(r"\A[ \t]*(?:\r?\n)?(?:[ \t]*\r?\n)?")
"""The rest of the line of an entry, and an empty line after it, which go when the entry goes."""


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """One field: `name = value`."""

    name: str
    """The name as written."""
    start: int
    """Where the name begins."""
    value: int
    """Where the value begins, with its delimiter."""
    end: int
    """Where the value ends."""
    comma: int
    """Where the comma after it ends, or -1 without a comma."""


@dataclass(frozen=True, slots=True)
class EntrySpan:
    """One entry."""

    type: str
    """The type as written, without the @."""
    type_start: int
    start: int
    """Where the @ is."""
    key: str
    key_start: int
    """Where the key begins."""
    fields: tuple[FieldSpan, ...]
    head: int
    """Where the comma after the key ends; without a comma, where the key ends."""
    has_comma: bool
    """Whether the key has a comma after it."""
    end: int
    """Where the entry ends, after its closing brace."""


def scan_file(text: str) -> Iterator[EntrySpan]:
    """Find the entries of a file, in order."""
    text = blank_comments(text)
    position = looked = 0
    commented = False
    # Where the last entry ends whose braces match but that cannot be parsed. Inside it, as in the
    # reader, an entry begins at the beginning of a line only; any other @ is part of a value.
    broken_until = 0
    # Known after the first failure, so that no brace is searched to the end of the file twice.
    unclosed: frozenset[int] | None = None
    while True:
        match = _START.search(text, position)
        if match is None:
            return
        line = text.rfind("\n", looked, match.start()) + 1
        before = text[line or looked : match.start()]
        commented = (commented and not line) or "%" in before
        looked = match.start()
        brace = match.start(2)
        if looked < broken_until and before.strip():
            position = match.end()
            continue
        if unclosed is None or brace not in unclosed:
            entry = None if commented else _scan(text, match.start(), unclosed or frozenset())
        else:
            entry = None
        if entry is None and unclosed is None:
            unclosed = unclosed_braces(text)
        is_open = unclosed is not None and brace in unclosed
        if entry is not None:
            yield entry
            position = entry.end
        elif match.group(1).lower() in NOT_ENTRIES and not commented:
            end = match.end()
            if match.group(2) == "{":
                end = len(text) if is_open else closing_brace(text, brace)
            # A brace that never closes does not hide what follows it.
            position = end + 1 if end < len(text) else match.end()
        else:
            position = match.end()
            if looked >= broken_until and match.group(2) == "{" and not (commented or is_open):
                broken_until = closing_brace(text, brace)


def scan_entry(text: str, start: int) -> EntrySpan | None:
    """Return the entry that begins at an @, or None if that is not a complete entry.

    >>> entry = scan_entry("@book{tb, title = {T}, year = 1984}", 0)
    >>> entry.key, [field.name for field in entry.fields]
    ('tb', ['title', 'year'])
    """
    return _scan(blank_comments(text), start)


def definition_end(text: str, start: int) -> int:
    """Return where the `@string` or `@preamble` that begins at an @ ends, or 0 if it is broken.

    >>> definition_end('@string{a = "b"}', 0), definition_end('@string{a = "b"', 0)
    (16, 0)
    """
    match = _START.match(text, start)
    if match is None or match[1].lower() not in ("string", "preamble"):
        return 0
    value = match.end()
    if match[1].lower() == "string":
        name = _NAME.match(text, value)
        equals = skip_blanks(text, name.end()) if name is not None else value
        if text[equals : equals + 1] != "=":
            return 0
        value = skip_blanks(text, equals + 1)
    end = _value_end(text, value)
    close = len(text) if end is None else skip_blanks(text, end)
    close = skip_blanks(text, close + 1) if text[close : close + 1] == "," else close
    return close + 1 if text[close : close + 1] == ("}" if match[2] == "{" else ")") else 0


def _scan(text: str, start: int, unclosed: frozenset[int] = frozenset()) -> EntrySpan | None:
    """Return the entry that begins at an @ of a text in which comments are blank.

    Args:
        text: The text.
        start: Where the @ is.
        unclosed: Braces that are known to have no end.
    """
    match = _START.match(text, start)
    if match is None or match.group(1).lower() in NOT_ENTRIES:
        return None
    close = "}" if match.group(2) == "{" else ")"
    key = _KEY.match(text, match.end())
    if key is None:
        return None
    position = skip_blanks(text, key.end())
    has_comma = text[position : position + 1] == ","
    head = position + 1 if has_comma else key.end()
    fields: list[FieldSpan] = []
    position = skip_blanks(text, position + has_comma)
    while text[position : position + 1] != close:
        name = _NAME.match(text, position)
        if name is None or not (has_comma or fields):
            return None
        equals = skip_blanks(text, name.end())
        if text[equals : equals + 1] != "=":
            return None
        value = skip_blanks(text, equals + 1)
        end = None if value in unclosed else _value_end(text, value)
        if end is None:
            return None
        following = skip_blanks(text, end)
        comma = following + 1 if text[following : following + 1] == "," else -1
        fields.append(FieldSpan(name.group(), name.start(), value, end, comma))
        position = following if comma < 0 else skip_blanks(text, comma)
        if comma < 0 and text[position : position + 1] != close:
            return None
    return EntrySpan(
        match.group(1), match.start(1), start, key.group(), key.start(), tuple(fields), head,
        has_comma, position + 1,
    )  # fmt: skip


def _value_end(text: str, start: int) -> int | None:
    """Return where a value ends, which is pieces with `#` between them."""
    position = start
    while True:
        first = text[position : position + 1]
        if first in ("{", '"'):
            end = closing_delimiter(text, position) + 1
        else:
            bare = _BARE.match(text, position)
            end = bare.end() if bare is not None else len(text) + 1
        if end > len(text):
            return None
        following = skip_blanks(text, end)
        if text[following : following + 1] != "#":
            return end
        position = skip_blanks(text, following + 1)


def is_whole_value(source: str) -> bool:
    """Return whether text is one value of a field, with its delimiters.

    >>> is_whole_value('{a} # "b"'), is_whole_value("{a}, b = {c}")
    (True, False)
    """
    return bool(source) and _value_end(source, 0) == len(source)
