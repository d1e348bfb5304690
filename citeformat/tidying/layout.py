"""The layout of an entry: its fields, and the blanks, commas and comments between them.

In: the text of an entry and the positions in it. Out: the same text after changes to the order and
the layout of its fields. Comments stay with their fields.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citeformat.interchange.bibtex.editing import BibEntry
from citeformat.interchange.bibtex.writing.fields import ORDER
from citeformat.tidying.options import ALPHABETICAL, USUAL, TidyOptions

__all__ = ["EntryLayout", "FieldLayout"]

_SAME_LINE = re.compile(r"[ \t]*%[^\r\n]*")
_COMMENT = re.compile(r"%[^\r\n]*")
_NEW_LINE = re.compile(r"[ \t]*\r?\n")
_HEAD = re.compile(r"@\s*([^\s{(]+)\s*([{(])\s*([^\s,]+)\s*(,?)")


@dataclass(slots=True)
class FieldLayout:
    """A field, and what is around it."""

    lead: str
    """The blanks before its name, and the lines with comments."""
    name: str
    equals: str
    """The equals sign with its blanks."""
    value: str
    """The right side with its delimiters."""
    after: str
    """What is between the value and its comma."""
    comment: str
    """The comment after it on the same line."""

    @property
    def has_comment_lines(self) -> bool:
        """Whether a line before it is a comment."""
        return "%" in self.lead


@dataclass(slots=True)
class EntryLayout:
    """An entry in pieces."""

    head: str
    """Its type and key, the comma after the key, and the comment after it on the same line."""
    fields: list[FieldLayout]
    last_comma: bool
    """Whether the last field has a comma after it."""
    tail: str
    """The blanks and comments before the closing brace, and the brace."""
    newline: str
    """The end of a line in this file."""

    @classmethod
    def of(cls, entry: BibEntry, newline: str) -> EntryLayout:
        """Return the layout of an entry."""
        text, span = entry.source, entry.span
        comment = _SAME_LINE.match(text, span.head)
        position = comment.end() if comment is not None else span.head
        head = text[:position]
        fields: list[FieldLayout] = []
        for field in span.fields:
            lead = text[position : field.start]
            equals = text[field.start + len(field.name) : field.value]
            value = text[field.value : field.end]
            has_comma = field.comma >= 0
            after = text[field.end : field.comma - 1] if has_comma else ""
            position = field.comma if has_comma else field.end
            comment = _SAME_LINE.match(text, position)
            position = comment.end() if comment is not None else position
            fields.append(
                FieldLayout(
                    lead, field.name, equals, value, after, comment.group() if comment else ""
                )
            )
        last_comma = bool(span.fields) and span.fields[-1].comma >= 0
        return cls(head, fields, last_comma, text[position:], newline)

    def source(self) -> str:
        """Return the text of the entry."""
        pieces = [self.head]
        last = len(self.fields) - 1
        for index, field in enumerate(self.fields):
            comma = "," if index < last or self.last_comma else ""
            pieces += (field.lead, field.name, field.equals, field.value, field.after, comma)
            pieces.append(field.comment)
        return "".join((*pieces, self.tail))

    def remove(self, removed: Sequence[FieldLayout]) -> None:
        """Remove fields. Comments stay as lines of their own."""
        kept: list[FieldLayout] = []
        carried = ""
        for field in self.fields:
            if any(field is one for one in removed):
                comments = _COMMENT.findall(f"{field.lead}{self.newline}{field.comment}")
                _, is_own_line, blanks = field.lead.rpartition("\n")
                indent = blanks if is_own_line else "  "
                carried += "".join([f"{self.newline}{indent}{each}" for each in comments])
            else:
                field.lead = carried + self._on_new_line(field.lead, carried)
                carried = ""
                kept.append(field)
        self.tail = carried + self._on_new_line(self.tail, carried)
        self.fields = kept

    def _on_new_line(self, text: str, comment: str) -> str:
        """Begin a line if there is a comment before a text."""
        return self.newline + text if comment and not _NEW_LINE.match(text) else text

    def arrange(self, options: TidyOptions) -> None:
        """Change the order and the layout of the fields as the options say."""
        if options.lowercase:
            self.lower()
        if options.sort_fields:
            self.sort(tuple(options.sort_fields))
        if isinstance(options.indent, str):
            self.tidy_head()
            self.indent(options.indent)
        if options.align is not None:
            self.align(options.align)
        if options.trailing_commas is not None and self.fields:
            self.last_comma = options.trailing_commas

    def sort(self, order: Sequence[str]) -> None:
        """Put the fields into an order. Fields that it does not name follow in their own order."""
        if order == (ALPHABETICAL,):
            wanted = sorted(self.fields, key=lambda field: field.name.lower())
        else:
            ranks = ORDER if order == (USUAL,) else {name: i for i, name in enumerate(order)}
            wanted = sorted(
                self.fields, key=lambda field: ranks.get(field.name.lower(), len(ranks))
            )
        if all(one is other for one, other in zip(wanted, self.fields, strict=True)):
            return
        leads = iter([field.lead for field in self.fields if not field.has_comment_lines])
        before = "%" if "%" in self.head else ""
        for field in wanted:
            if not field.has_comment_lines:
                field.lead = next(leads)
            field.lead = self._on_new_line(field.lead, before)
            before = field.comment
        self.tail = self._on_new_line(self.tail, before)
        self.fields = wanted

    def indent(self, indent: str) -> None:
        """Put each field on a line of its own."""
        for field in self.fields:
            comments = _COMMENT.findall(field.lead)
            field.lead = "".join(f"{self.newline}{indent}{one}" for one in (*comments, ""))
            if "%" not in field.after:
                field.after = ""
            if field.comment:
                field.comment = f" {field.comment.strip()}"
        if self.fields or "%" in self.tail:
            comments = _COMMENT.findall(self.tail[:-1])
            lines = "".join(f"{self.newline}{indent}{one}" for one in comments)
            self.tail = f"{lines}{self.newline}{self.tail[-1]}"

    def align(self, width: int) -> None:
        """Put the equals signs in one column."""
        for field in self.fields:
            if "%" not in field.equals:
                field.equals = " " * max(width - len(field.name), 1) + "= "

    def tidy_head(self) -> None:
        """Remove blanks around the type and the key."""
        found = _HEAD.match(self.head)
        if found is not None:
            type, opening, key, comma = found.groups()
            comment = self.head[found.end() :].strip()
            self.head = f"@{type}{opening}{key}{comma}" + (f" {comment}" if comment else "")

    def lower(self) -> None:
        """Write the type and the names of the fields in lower case."""
        found = _HEAD.match(self.head)
        if found is not None:
            start, end = found.span(1)
            self.head = self.head[:start] + found.group(1).lower() + self.head[end:]
        for field in self.fields:
            field.name = field.name.lower()
