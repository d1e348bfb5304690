"""A .bib file's text → entries: bibtexparser splits it, we read the blocks.

In: the text. Out: `Entry` values in the order of the file, macros put in, with a Problem for each
part that could not be read. This module and no other knows bibtexparser's blocks.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bibtexparser import model
from bibtexparser.splitter import Splitter

from citeformat.errors import SourceError
from citeformat.interchange.bibtex.entry import Entry, Faults
from citeformat.interchange.bibtex.macros import Macros, Report, simple_value
from citeformat.interchange.bibtex.reading.recovery import (
    EntrySource,
    broken_entry,
    looks_like_fields,
    reason_in_words,
    sound_entry,
)
from citeformat.interchange.shared.citation_keys import UniqueIds

__all__ = ["parse"]

_MORE_FIELDS = re.compile(r"\s*([A-Za-z][\w:.+/-]*)\s*=\s*")
_COMMENTED = re.compile(r"^[ \t]*%[^\n@]*@[ \t]*\w+[ \t]*[{(]", re.MULTILINE)


def parse(text: str, faults: Faults) -> list[Entry]:
    """The entries of a file, each with fields of TeX source.

    Args:
        text: The whole file.
        faults: Is told what cannot be read.
    """
    blocks = _split(text)
    return _Blocks(text, faults, _later_strings(blocks)).entries(blocks)


def _split(text: str) -> list[model.Block]:
    """The blocks of a file. The parser logs what it also returns, so its log is held back."""
    try:
        with _quiet("bibtexparser.splitter"):
            return list(Splitter(text).split().blocks)
    except Exception as error:
        raise SourceError(f"the BibTeX parser failed: {error}") from error


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Drop what this thread writes to a log."""
    thread = threading.get_ident()

    def elsewhere(_: logging.LogRecord) -> bool:
        return threading.get_ident() != thread

    logger = logging.getLogger(name)
    logger.addFilter(elsewhere)
    try:
        yield
    finally:
        logger.removeFilter(elsewhere)


def _later_strings(blocks: list[model.Block]) -> dict[str, str]:
    """All macros that the file defines anywhere, for uses before the definition."""
    macros = Macros()
    texts: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, model.String) and block.key.lower() not in texts:
            text, _ = macros.expand(block.value, lambda *_: None)
            macros.define(block.key, text)
            texts[block.key.lower()] = text
    return texts


class _Blocks:
    """Reads the blocks of one file, in order."""

    def __init__(self, text: str, faults: Faults, later: dict[str, str]) -> None:
        self.text = text
        self.faults = faults
        self.macros = Macros(later)
        self.ids = UniqueIds()
        self.lines: list[str] = []
        self.given_up = False
        self.commented = set(_commented_lines(text))

    def entries(self, blocks: list[model.Block]) -> list[Entry]:
        """The entries of all blocks."""
        found: list[Entry] = []
        for position, block in enumerate(blocks):
            entry: Entry | None = None
            if _line(block) in self.commented and not isinstance(block, model.ImplicitComment):
                self.given_up = True
            elif isinstance(block, model.Entry):
                entry = self.entry(block)
            elif isinstance(block, model.String):
                self.string(block)
            elif isinstance(block, model.ParsingFailedBlock):
                entry = self.failed(block, blocks[position + 1 : position + 3])
            elif isinstance(block, model.ImplicitComment):
                self.comment(block)
            elif isinstance(block, model.ExplicitComment):
                entry = self.commentary(block)
            if entry is not None:
                found.append(entry)
        return found

    def string(self, block: model.String) -> None:
        """Define a macro."""
        line = _line(block)
        text, rest = self.macros.expand(block.value, self._report(line, ""))
        if rest:
            self.faults.add("error", f"@string{{{block.key}}} holds more than one name", line)
        self.macros.define(block.key, text)

    def comment(self, block: model.ImplicitComment) -> None:
        """Text between entries is a comment, unless it is plainly the rest of an entry."""
        if self.given_up:  # it is the rest of an entry that was read in another way
            self.given_up = False
            return
        offset = looks_like_fields(block.comment)
        if offset is not None:
            self.faults.add(
                "error",
                "these fields stand outside of any entry and were left out",
                _line(block) + offset,
                "a brace above closes the entry too early",
            )

    def commentary(self, block: model.ExplicitComment) -> Entry | None:
        """The parser takes every type that begins with "comment" for a comment."""
        parts = sound_entry(block.raw or "")
        return None if parts is None else self._recovered(parts, _line(block))

    def failed(self, block: model.ParsingFailedBlock, following: list[model.Block]) -> Entry | None:
        if isinstance(block, (model.DuplicateFieldKeyBlock, model.DuplicateBlockKeyBlock)):
            inner = block.ignore_error_block
        else:
            return self.broken(block, following)
        if isinstance(inner, model.String):
            self.string(inner)
        if isinstance(inner, model.DuplicateFieldKeyBlock):
            inner = inner.ignore_error_block
        return self.entry(inner) if isinstance(inner, model.Entry) else None

    def broken(self, block: model.ParsingFailedBlock, following: list[model.Block]) -> Entry | None:
        """An entry that the parser gave up: BibTeX keeps the fields before the fault."""
        line = _line(block)
        source = self._source(block, following)
        self.given_up = True
        parts = sound_entry(source)
        if parts is None:
            parts = broken_entry(source)
            reason = reason_in_words(getattr(block.error, "abort_reason", str(block.error)))
            if parts is None:
                self.faults.add("error", f"this block cannot be read: {reason}", line)
                return None
            kept = "what could be read of it was kept" if parts.fields else "it was left out"
            self.faults.add("error", f"this entry is broken: {reason}", line, kept, parts.key)
            if not parts.fields:
                return None
        return self._recovered(parts, line)

    def _recovered(self, parts: EntrySource, line: int) -> Entry:
        entry = Entry(parts.type, self._key(parts.key, line), {}, line)
        for name, value in parts.fields:
            self._put(entry, name, value, line)
        return entry

    def _source(self, block: model.Block, following: list[model.Block]) -> str:
        """The text from a block's beginning to the next block that is no comment."""
        line = _line(block)
        lines = self.lines = self.lines or self.text.split("\n")
        end = len(lines) + 1
        for other in following:
            if not isinstance(other, model.ImplicitComment):
                end = _line(other)
        if end == line:  # the next one begins on the same line
            return block.raw or ""
        start = lines[line - 1].rfind(_first_line(block))
        return "\n".join(lines[line - 1 : end - 1])[max(start, 0) :]

    def entry(self, block: model.Entry) -> Entry:
        """A sound entry."""
        line = _line(block)
        key = self._key(block.key, line)
        entry = Entry(block.entry_type.lower(), key, {}, line)
        for part in block.fields:
            self._put(entry, part.key, part.value, (part.start_line or 0) + 1)
        return entry

    def _put(self, entry: Entry, name: str, raw: str, line: int) -> None:
        """Add a field. The first of two with one name counts, as in BibTeX."""
        name = name.lower()
        if name in entry.fields:
            self.faults.add(
                "warning", f"the field {name!r} stands twice", line,
                "the first one is used", entry.key,
            )  # fmt: skip
            return
        if not raw:
            return
        entry.lines[name] = line
        simple = simple_value(raw)
        if simple is not None:
            if simple:
                entry.fields[name] = simple
            return
        text, rest = self.macros.expand(raw, self._report(line, entry.key))
        if text:
            entry.fields[name] = text
        more = _MORE_FIELDS.match(rest) if rest else None
        if more is not None:
            self.faults.add(
                "error", f"there is no comma after the field {name!r}", line,
                "it was read as if there were one", entry.key,
            )  # fmt: skip
            self._put(entry, more.group(1), rest[more.end() :].strip(), line)

    def _key(self, key: str, line: int) -> str:
        if not key:
            self.faults.add("warning", "the entry has no key", line, "its line is used as key")
            key = f"line-{line}"
        return self._id(key, line)

    def _id(self, key: str, line: int) -> str:
        id = self.ids.take(key)
        if id != key:
            self.faults.add(
                "warning", f"the key {key!r} is used twice", line,
                f"this entry is read as {id!r}", id,
            )  # fmt: skip
        return id

    def _report(self, line: int, key: str) -> Report:
        def report(severity: str, message: str, hint: str) -> None:
            self.faults.add(severity, message, line, hint, key)  # type: ignore[arg-type]

        return report


def _commented_lines(text: str) -> Iterator[int]:
    """The lines where an entry begins after a `%`: people comment entries out like this."""
    line, counted = 1, 0
    for found in _COMMENTED.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        yield line


def _first_line(block: model.Block) -> str:
    return (block.raw or "").split("\n", 1)[0]


def _line(block: model.Block) -> int:
    return (block.start_line or 0) + 1
