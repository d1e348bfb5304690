"""Read the text of a .bib file as entries.

`blocks` splits the file. This module reads the blocks, in the order of the file, expands the macros
and reports a problem for each part that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from bibtexparser import model

from citeformat.errors import Severity
from citeformat.interchange.bibtex.comments import LONGEST_QUOTATION, blank_comments
from citeformat.interchange.bibtex.entry import ParsedEntry, ProblemLog
from citeformat.interchange.bibtex.macros import Macros, ReportProblem, simple_value
from citeformat.interchange.bibtex.preamble import (
    Definition,
    expand_commands,
    read_definitions,
)
from citeformat.interchange.bibtex.reading.blocks import OtherBlock, PlainEntry, split
from citeformat.interchange.bibtex.reading.recovery import (
    EntrySource,
    broken_entry,
    explain_reason,
    first_field_line,
    sound_entry,
)
from citeformat.record.citation_keys import UniqueIds

__all__ = ["parse"]

_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w:.+/-]*)\s*=\s*")
_SPLIT_HEAD = re.compile(r"@([ \t]*)(\w+)([ \t]*\n\s*|[ \t]*)([{(])")
_COMMENTED_OUT = re.compile(r"\n[ \t]*%[^\n@]*@[ \t]*\w+[ \t]*[{(]")
"""A head that begins with a line break and a `%`. (A search for a fixed character is fast.)"""


def parse(text: str, log: ProblemLog) -> list[ParsedEntry]:
    """Split a file into entries, whose fields are TeX source.

    Args:
        text: The whole file.
        log: Collects a problem for each part that cannot be read.

    Raises:
        SourceError: bibtexparser failed.
    """
    # The splitter does not count a line that ends in a backslash, which TeX reads as a blank.
    text = blank_comments(text).replace("\\\n", "\\ \n")
    text = _SPLIT_HEAD.sub(_join_head, text)
    return _BlockReader(text, split(text), log).entries()


def _join_head(head: re.Match[str]) -> str:
    """Move an entry's type to its @ and its brace to the type, where the parser looks for them."""
    before_type, type, before_brace, brace = head.groups()
    line = head.string[head.string.rfind("\n", 0, head.start()) + 1 : head.start()]
    if (not before_type and "\n" not in before_brace) or line.strip():
        return head.group()
    return f"{before_type}@{type}{brace}{before_brace}"


class _BlockReader:
    """Reads the blocks of one file, in order."""

    def __init__(
        self, text: str, blocks: Sequence[PlainEntry | OtherBlock], log: ProblemLog
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.log = log
        self.ids = UniqueIds()
        self.preambles: list[str] = []
        """The TeX source of each `@preamble`."""
        self.skip_comment = False
        """Whether the next comment is the rest of an entry that was read in another way."""
        self.quoted_until = 0
        """Where an entry ends whose field quotes the source of other entries."""
        # The first definition of each macro in the file, for uses before it.
        macros = Macros(length=len(text))
        later: dict[str, str] = {}
        for block in blocks:
            string = block.content if isinstance(block, OtherBlock) else None
            if isinstance(string, model.String) and string.key.lower() not in later:
                definition, _ = macros.expand(string.value, lambda *_, **__: None, keep_blanks=True)
                macros.define(string.key, definition)
                later[string.key.lower()] = definition
        self.macros = Macros(later, len(text))
        # The lines where an entry begins after a `%`: people comment entries out like this.
        self.commented_out: set[int] = set()
        line, counted, lines = 1, 0, f"\n{text}" if "%" in text else ""
        for found in _COMMENTED_OUT.finditer(lines):
            line += lines.count("\n", counted, found.start())
            counted = found.start()
            self.commented_out.add(line)

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line of the file begins, which only broken entries need."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def start(self, block: PlainEntry | OtherBlock) -> int:
        """Return where a block begins in the file."""
        if isinstance(block, PlainEntry):
            return block.start
        first_line = (block.content.raw or "").split("\n", 1)[0]
        return self.text.find(first_line, self.line_starts[block.line - 1])

    def entries(self) -> list[ParsedEntry]:
        """Read all blocks, and return the entries."""
        found: list[ParsedEntry] = []
        for position, block in enumerate(self.blocks):
            line = block.line
            if self.quoted_until and self.start(block) < self.quoted_until:
                continue
            content = None if isinstance(block, PlainEntry) else block.content
            if isinstance(content, model.ImplicitComment):
                self.comment(content, line)
                continue
            if line in self.commented_out:
                self.skip_comment = True
                continue
            if isinstance(block, PlainEntry):
                found.append(self.entry(block.type, block.key, block.fields, line))
            elif isinstance(content, model.Entry):
                fields = [
                    (field.key, field.value, block.lines_before + field.start_line + 1)
                    for field in content.fields
                ]
                found.append(self.entry(content.entry_type, content.key, fields, line))
            else:
                source: EntrySource | None = None
                if isinstance(content, model.ParsingFailedBlock):
                    source = self.broken(block, content, self.blocks[position + 1 : position + 3])
                else:
                    # The parser takes a type that begins with "comment", "preamble" or "string"
                    # for one of these.
                    source = sound_entry(block.content.raw or "")
                if source is not None:
                    entry = ParsedEntry(source.type, self.key(source.key, line), {}, line)
                    for name, value in source.fields:
                        self.add_field(entry, name, value, line)
                    found.append(entry)
                elif isinstance(content, (model.String, model.Preamble)):
                    self.define(content, line)
        if definitions := read_definitions(" ".join(self.preambles)):
            for entry in found:
                self.expand_commands(entry, definitions)
        return found

    def entry(
        self, type: str, key: str, fields: Iterable[tuple[str, str, int]], line: int
    ) -> ParsedEntry:
        """Read the fields of an entry: the name, source and line of each."""
        entry = ParsedEntry(type.lower(), self.key(key, line), {}, line)
        texts, lines = entry.fields, entry.lines
        for name, raw, field_line in fields:
            name = name.lower()
            text = simple_value(raw) or self.macros.text_of(raw)
            if text and name not in texts:  # as almost always
                texts[name] = text
                lines[name] = field_line
            else:
                self.add_field(entry, name, raw, field_line)
        return entry

    def define(self, block: model.String | model.Preamble, line: int) -> None:
        """Define a macro, or take the TeX source of a preamble."""
        report = self.reporter(line, "")
        source = block.value.strip().removesuffix(",").rstrip()
        text, rest = self.macros.expand(source, report, keep_blanks=True)
        if isinstance(block, model.Preamble):
            self.preambles.append(text)
            return
        self.macros.define(block.key, text)
        while rest:
            name, _, value = rest.lstrip(", \t\n").partition("=")
            self.log.add(
                "warning", f"@string{{{block.key}}} defines {name.strip()} as well", line,
                "BibTeX reads only the first name of an @string",
            )  # fmt: skip
            text, rest = self.macros.expand(value.strip(), report, keep_blanks=True)
            self.macros.define(name.strip(), text)

    def expand_commands(self, entry: ParsedEntry, definitions: Mapping[str, Definition]) -> None:
        """Replace the commands in an entry that the file's preamble defines."""
        for name, source in entry.fields.items():
            if "\\" not in source:
                continue
            entry.fields[name], endless = expand_commands(source, definitions)
            if endless:
                self.log.add_to_field(
                    entry, name, "error", f"the definition of \\{endless} has no end",
                    "it is left as it is",
                )  # fmt: skip

    def comment(self, block: model.ImplicitComment, line: int) -> None:
        """Skip the text between entries, but report fields: an entry was closed too early."""
        if self.skip_comment:
            self.skip_comment = False
            return
        field_line = first_field_line(block.comment)
        if field_line is not None:
            self.log.add(
                "error",
                "these fields are outside of any entry and were left out",
                line + field_line,
                "a brace above closes the entry too early",
            )

    def broken(
        self,
        block: OtherBlock,
        failed: model.ParsingFailedBlock,
        following: Sequence[PlainEntry | OtherBlock],
    ) -> EntrySource | None:
        """Recover an entry that the parser gave up; BibTeX keeps the fields before the error.

        Args:
            block: The block.
            failed: Its content.
            following: The two blocks after it.
        """
        self.skip_comment = True
        line = block.line
        starts = self.line_starts
        # The source of the entry ends where the next block begins that is not a comment.
        others = (
            other.line
            for other in following
            if isinstance(other, PlainEntry) or not isinstance(other.content, model.ImplicitComment)
        )
        end_line = next(others, len(starts) + 1)
        raw = failed.raw or ""
        if end_line == line:
            text = raw
        else:
            start = self.start(block)
            end = starts[end_line - 1] if end_line <= len(starts) else len(self.text)
            # A field may quote the source of other entries, if its braces close after them.
            source = sound_entry(self.text[start : end + LONGEST_QUOTATION])
            if source is not None:
                if start + source.end > end:
                    self.quoted_until = start + source.end
                    self.skip_comment = False
                return source
            text = self.text[start:end]
        source = sound_entry(text)
        if source is not None:
            return source
        source = broken_entry(text)
        reason = explain_reason(getattr(failed.error, "abort_reason", str(failed.error)))
        if source is None:
            self.log.add("error", f"this block cannot be read: {reason}", line)
            return None
        hint = "what could be read of it was kept" if source.fields else "it was left out"
        self.log.add("error", f"this entry is broken: {reason}", line, hint, source.key)
        return source if source.fields else None

    def add_field(self, entry: ParsedEntry, name: str, raw: str, line: int) -> None:
        """Add a field to an entry. The first of two with one name counts, as in BibTeX."""
        name = name.lower()
        if name in entry.fields:
            self.log.add(
                "warning", f"the field {name!r} occurs twice", line,
                "the first one is used", entry.key,
            )  # fmt: skip
            return
        if not raw:
            hint = "BibTeX needs one, such as {}"
            self.log.add("warning", f"the field {name!r} has no value", line, hint, entry.key)
            return
        entry.lines[name] = line
        text = simple_value(raw)
        rest = ""
        if text is None:
            text, rest = self.macros.expand(raw, self.reporter(line, entry.key))
        if text:
            entry.fields[name] = text
        more = _NEXT_FIELD.match(rest) if rest else None
        if more is not None:
            self.log.add(
                "error", f"a comma is missing after the field {name!r}", line,
                "it was read as if there were one", entry.key,
            )  # fmt: skip
            self.add_field(entry, more.group(1), rest[more.end() :].strip(), line)

    def key(self, key: str, line: int) -> str:
        """Return a key that no other entry has."""
        if not key:
            self.log.add("warning", "the entry has no key", line, "its line is used as key")
            key = f"line-{line}"
        elif " " in key:
            self.log.add(
                "warning", f"the key {key!r} has a blank", line,
                "BibTeX does not allow it", key,
            )  # fmt: skip
        id = self.ids.take(key)
        if id != key:
            self.log.add(
                "warning", f"the key {key!r} is used twice", line,
                f"this entry is read as {id!r}", id, other_keys=(key,),
            )  # fmt: skip
        return id

    def reporter(self, line: int, key: str) -> ReportProblem:
        """Return a function that reports the problems of one value."""

        def report(severity: Severity, message: str, hint: str, *, counted: bool = False) -> None:
            self.log.add(severity, message, line, hint, key, counted=counted)

        return report
