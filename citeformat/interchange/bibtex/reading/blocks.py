"""Split the text of a .bib file into blocks: entries, definitions, comments and broken entries.

Most entries are plain: each value is a number, a name, or text whose braces and quotation marks are
in order. Two regular expressions read these. bibtexparser reads the text between them, which has
all that is hard.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from bibtexparser import model
from bibtexparser.splitter import Splitter

from citeformat.errors import SourceError

__all__ = ["OtherBlock", "PlainEntry", "split"]

_HEAD = re.compile(r"^[^\S\n]*@\w*[ \t]*[{(]", re.MULTILINE)
"""Where a block begins, even if the one before is not closed."""

_KEY = re.compile(
    r"\s*@(?!comment|preamble|string)(\w+)[ \t]*\{\s*([^\s{}\",=@\\]+)\s*,", re.IGNORECASE
)

# A mark after a backslash is text, also after two, as for bibtexparser.
_TEXT = r"[^{}\\]*(?:\\+[^\\][^{}\\]*)*"
_GROUP = rf"\{{{_TEXT}(?:\{{{_TEXT}(?:\{{{_TEXT}\}}{_TEXT})*\}}{_TEXT})*\}}"
_QUOTED = r'"[^"\\]*(?:\\+[^\\][^"\\]*)*(?<!\{)"'
_PIECE = rf'(?:{_GROUP}|{_QUOTED}|[^\s#{{}}()",=@%\\]+)'
_FIELD = re.compile(
    rf"\s*([A-Za-z][\w:.+/-]*)[ \t]*=\s*({_PIECE}(?:\s*#\s*{_PIECE})*)\s*(?:,|(?=\}}))"
)
_END = re.compile(r"\s*\}")


class PlainEntry(NamedTuple):
    """An entry in which nothing is wrong."""

    type: str
    """The type in lower case."""
    key: str
    fields: list[tuple[str, str, int]]
    """The name of each field as written, its value with delimiters, and its line."""
    line: int
    """The line of the @, counted from 1."""
    start: int
    """Where the entry begins in the text."""
    end: int
    """Where it ends."""


class OtherBlock(NamedTuple):
    """A block that bibtexparser found."""

    content: model.Block
    lines_before: int
    """How many lines of the file are before the text that bibtexparser was given."""

    @property
    def line(self) -> int:
        """The line where the block begins, counted from 1."""
        return self.lines_before + (self.content.start_line or 0) + 1


def split(text: str) -> list[PlainEntry | OtherBlock]:
    """Split a file into blocks, in order.

    Raises:
        SourceError: bibtexparser failed.

    >>> [type(block).__name__ for block in split("@book{a, year = 1984}\\nOdd. @book{b}")]
    ['PlainEntry', 'OtherBlock', 'OtherBlock']
    """
    blocks: list[PlainEntry | OtherBlock] = []
    heads = [head.start() for head in _HEAD.finditer(text)]
    done = lines_done = 0
    line, counted = 1, 0
    for start, limit in pairwise([*heads, len(text)]):
        line += text.count("\n", counted, start)
        counted = start
        entry = _plain_entry(text, start, limit, line)
        if entry is None:
            continue
        between = text[done:start]
        if "@" in between:
            # With its first line, so that an entry before it that is not closed ends there.
            first_line = text[start : text.index("{", start) + 1]
            blocks += list(_other_blocks(between + first_line, lines_done))[:-1]
        elif comment := between.strip():
            blank_lines = between.count("\n", 0, between.index(comment))
            content = model.ImplicitComment(comment, blank_lines, comment)
            blocks.append(OtherBlock(content, lines_done))
        blocks.append(entry)
        done = entry.end
        line += text.count("\n", counted, done)
        counted = done
        lines_done = line - 1
    rest = text[done:]
    if rest and not rest.isspace():
        blocks += _other_blocks(rest, lines_done)
    return blocks


def _plain_entry(text: str, start: int, limit: int, line: int) -> PlainEntry | None:
    """Read a plain entry, or return `None`.

    Args:
        text: The whole file.
        start: Where the entry begins.
        limit: Where the next block begins.
        line: The line of `start`.
    """
    head = _KEY.match(text, start, limit)
    if head is None:
        return None
    fields: list[tuple[str, str, int]] = []
    field_line, counted = line, start
    position = head.end()
    while field := _FIELD.match(text, position, limit):
        name, value = field.groups()
        end_of_name = field.end(1)
        field_line += text.count("\n", counted, end_of_name)
        counted = end_of_name
        fields.append((name, value, field_line))
        position = field.end()
    end = _END.match(text, position, limit)
    if end is None:
        return None
    return PlainEntry(head[1].lower(), head[2], fields, line, start, end.end())


def _other_blocks(text: str, lines_before: int) -> Iterator[OtherBlock]:
    """Split text with bibtexparser."""
    logger = logging.getLogger("bibtexparser.splitter")
    mute = _MuteThisThread()
    logger.addFilter(mute)
    try:
        blocks = Splitter(text).split().blocks
    except Exception as error:
        raise SourceError(f"the BibTeX parser failed: {error}") from error
    finally:
        logger.removeFilter(mute)
    for block in blocks:
        content: model.Block | None = block
        # The second entry with a key, and an entry with two fields of one name. These are sound.
        while isinstance(content, (model.DuplicateBlockKeyBlock, model.DuplicateFieldKeyBlock)):
            content = content.ignore_error_block
        if content is not None:
            yield OtherBlock(content, lines_before)


class _MuteThisThread(logging.Filter):
    """Drop what this thread logs: the parser logs what it also returns."""

    def __init__(self) -> None:
        super().__init__()
        self.thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        return record.thread != self.thread
