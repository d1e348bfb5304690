"""The order of entries in a file, and the texts between them.

In: a `BibFile`. Out: the same entries in another order, or with other empty lines between them.
Comments stay with their entries: those on the lines directly before an entry, and those after it on
the same line. `@string` and `@preamble` come before the first entry that may need them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TypeAlias

from citeformat.interchange.bibtex.editing import BibEntry, BibFile
from citeformat.interchange.bibtex.editing.scanner import AFTER_ENTRY, definition_end, scan_file
from citeformat.interchange.latex.decoder import decode
from citeformat.record import Name, Record
from citeformat.record.citation_keys import in_ascii

__all__ = ["DATES", "FileLayout", "RecordOf", "sorted_entries"]

RecordOf: TypeAlias = Callable[[BibEntry], "Record | None"]
"""Returns the record of an entry, or `None` for an entry that is not a work."""

_REST_OF_LINE = re.compile(r"[^\r\n@]*(?=\r?\n|\Z)")
_EMPTY_LINES = re.compile(r"\r?\n(?:[ \t]*\r?\n)+")
_DEFINITION = re.compile(r"@\s*(?:string|preamble)\s*[{(]\s*([^\s={}\"]*)", re.IGNORECASE)
_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?!(?:string|preamble|comment)\b)\w+[ \t]*[{(][ \t]*([^\s,={}]*)",
    re.IGNORECASE | re.MULTILINE,
)
DATES = ("year", "date", "issued", "month")
"""Names that sort by the date of a work, whichever of its fields have it."""


@dataclass(slots=True)
class _Gap:
    """The text before an entry, after the line of the entry before it."""

    blank: str
    """The ends of lines with which it begins."""
    block: str
    """Comments and definitions, with the empty lines after them."""
    attached: str
    """The lines directly before the entry."""

    @classmethod
    def of(cls, text: str) -> _Gap:
        """Divide a text."""
        rest = text.lstrip(" \t\r\n")
        blank = text[: len(text) - len(rest)]
        lines = rest.splitlines(keepends=True)
        start = len(lines)
        while start and _is_comment(lines[start - 1]):
            start -= 1
        return cls(blank, "".join(lines[:start]), "".join(lines[start:]))

    def spaced(self, newline: str, count: int, *, first: bool) -> str:
        """Return the text with a number of empty lines around it."""
        space = newline * (count + 1)
        text = "" if first else space
        if self.block.strip():
            block = self.block.strip()
            text += (block if count else _EMPTY_LINES.sub(newline, block)) + space
        return text + self.attached


def _is_comment(line: str) -> bool:
    """Return whether a line says something about the line after it."""
    return bool(line.strip()) and not set("@{}=").intersection(line.partition("%")[0])


class FileLayout:
    """The entries of a file, and the texts between them."""

    __slots__ = ("entries", "file", "gaps", "newline")

    def __init__(self, file: BibFile) -> None:
        self.file = file
        self.newline = "\r\n" if "\r\n" in str(file) else "\n"
        self.entries: list[BibEntry] = []
        self.gaps = [""]
        """The text before each entry, and that after the last one."""
        for part in file.parts:
            if isinstance(part, str):
                self.gaps[-1] += part
            else:
                self.entries.append(part)
                self.gaps.append("")

    def write(self) -> None:
        """Put the entries and texts into the file."""
        parts: list[str | BibEntry] = [self.gaps[0]]
        for entry, gap in zip(self.entries, self.gaps[1:], strict=True):
            parts += (entry, gap)
        self.file.rearrange(parts)

    def lines(self) -> dict[int, int]:
        """Return the line of each entry, by `id`."""
        found = {}
        line = 1
        for gap, entry in zip(self.gaps, self.entries, strict=False):
            line += gap.count("\n")
            found[id(entry)] = line
            line += entry.source.count("\n")
        return found

    def unreadable(self) -> Iterator[tuple[int, str]]:
        """Return the line and the key of each entry that is broken or has no key.

        Such an entry is a text between two others.
        """
        line = 1
        for index, gap in enumerate(self.gaps):
            for found in _ENTRY.finditer(gap):
                yield line + gap.count("\n", 0, found.start()), found[1]
            line += gap.count("\n")
            if index < len(self.entries):
                line += self.entries[index].source.count("\n")

    def readable(self) -> str:
        """Return the definitions and the entries that are complete, one after the other.

        What an entry is read as does not depend on its place among broken entries: one that never
        closes hides what follows it.
        """
        pieces = []
        for gap, entry in zip_longest(self.gaps, self.entries):
            ends = [
                (at.start(), definition_end(gap, at.start())) for at in _DEFINITION.finditer(gap)
            ]
            pieces += [gap[start:end] for start, end in ends if end]
            if entry is not None:
                pieces.append(entry.source)
        return "\n".join(pieces)

    def remove(self, entries: Iterable[BibEntry]) -> None:
        """Remove entries. The comments around them stay."""
        removed = set(map(id, entries))
        kept: list[BibEntry] = []
        gaps = [self.gaps[0]]
        for entry, gap in zip(self.entries, self.gaps[1:], strict=True):
            if id(entry) in removed:
                gaps[-1] += AFTER_ENTRY.sub("", gap)
            else:
                kept.append(entry)
                gaps.append(gap)
        self.entries, self.gaps = kept, gaps

    def has_redefinitions(self) -> bool:
        """Return whether a name has two definitions, so that the order of entries matters."""
        names = [name.lower() for gap in self.gaps for name in _DEFINITION.findall(gap) if name]
        return len(set(names)) < len(names)

    def reorder(self, entries: Sequence[BibEntry]) -> bool:
        """Put the entries into an order, each with its comments.

        Returns:
            Whether that is possible. If not, the order stays: an entry is inside a broken one,
            which would be complete without it.
        """
        if all(one is other for one, other in zip(entries, self.entries, strict=True)):
            return True
        before = self.entries, self.gaps
        after, gaps = self._divided()
        units = {}
        moved = ""
        for entry, gap, same_line in zip(self.entries, gaps, after[1:], strict=False):
            block = gap.block
            if _DEFINITION.search(block) and gap is not gaps[0]:
                moved += block if block.endswith("\n") else block + self.newline
                block = ""
            units[id(entry)] = (block if gap is not gaps[0] else "", gap.attached, same_line)
        first = gaps[0]
        top = first.blank + first.block + moved
        if moved and first.block and not first.block.endswith("\n"):
            top = first.blank + first.block + self.newline + moved
        made = [top]
        for position, entry in enumerate(entries):
            block, attached, same_line = units[id(entry)]
            made[-1] += block + attached
            blank = gaps[position + 1].blank if position + 1 < len(gaps) else ""
            is_last = position + 1 == len(entries)
            if not is_last and "\n" not in blank:
                blank = self.newline
            made.append(same_line + blank)
        last = gaps[-1]
        made[-1] += last.block + last.attached
        if after[-1] and len(entries) < len(after) - 1:
            made[-1] += after[-1]
        self.entries, self.gaps = list(entries), made
        sources = (entry.source for entry in entries)
        text = "".join(chain.from_iterable(zip_longest(made, sources, fillvalue="")))
        if [span.key for span in scan_file(text)] != [entry.key for entry in entries]:
            self.entries, self.gaps = before
            return False
        return True

    def space(self, count: int) -> None:
        """Put a number of empty lines between two entries."""
        after, gaps = self._divided()
        last = len(gaps) - 1
        made = []
        for index, (same_line, gap) in enumerate(zip(after, gaps, strict=True)):
            if index < last or not index:
                text = gap.spaced(self.newline, count, first=index == 0)
                made.append(same_line.rstrip() + text if index else text)
                continue
            rest = (gap.block + gap.attached).strip()
            end = f"{self.newline * (count + 1)}{rest}{self.newline}" if rest else self.newline
            made.append(same_line.rstrip() + end)
        if self.entries:
            self.gaps = made

    def _divided(self) -> tuple[list[str], list[_Gap]]:
        """Return for each text what is on the line of the entry before it, and the rest."""
        after, gaps = [""], [_Gap.of(self.gaps[0])]
        for text in self.gaps[1:]:
            found = _REST_OF_LINE.match(text)
            end = found.end() if found is not None else 0
            after.append(text[:end])
            gaps.append(_Gap.of(text[end:]))
        return after, gaps


def sorted_entries(
    entries: Sequence[BibEntry], names: Sequence[str], record_of: RecordOf
) -> list[BibEntry]:
    """Sort entries. Parents of `crossref` come after their children, as BibTeX needs them.

    Args:
        entries: The entries.
        names: The fields, with a `-` before those in descending order. Entries without the field
            come last.
        record_of: Returns the record of an entry.
    """
    result = list(entries)
    for name in reversed(names):
        field = name.removeprefix("-")
        values = {id(entry): _sort_value(entry, field, record_of) for entry in result}
        present = [entry for entry in result if values[id(entry)] is not None]
        missing = [entry for entry in result if values[id(entry)] is None]
        present.sort(key=lambda entry: values[id(entry)] or (), reverse=name != field)
        result = present + missing
    depths = _crossref_depths(entries)
    result.sort(key=lambda entry: depths.get(entry.key.casefold(), 0))
    return result


_SortValue: TypeAlias = "tuple[tuple[int, int, str], ...]"
"""Numbers come before texts."""


def _sort_value(entry: BibEntry, field: str, record_of: RecordOf) -> _SortValue | None:
    """Return what an entry is sorted by, or `None` without such a field."""
    if field in ("key", "type"):
        text = entry.key if field == "key" else entry.type
        return ((1, 0, text.casefold()), (1, 0, text))
    record = record_of(entry)
    if record is not None and field in DATES:
        date = record.issued
        if date is None or date.year is None or (field == "month" and date.month is None):
            return None
        parts = (date.month or 0,) if field == "month" else date.parts[0]
        return tuple((0, part, "") for part in (parts[:1] if field == "year" else parts))
    names = getattr(record, field, None) if field in ("author", "editor") else None
    if isinstance(names, tuple) and names:
        return tuple((1, 0, _name_text(name)) for name in names)
    text = decode(entry[field])[0].strip() if field in entry else ""
    number = re.match(r"\d+", text)
    if number is not None:
        return ((0, int(number.group()[:18]), ""), (1, 0, text))
    return ((1, 0, in_ascii(text).casefold()),) if text else None


def _name_text(name: Name) -> str:
    parts = (name.non_dropping_particle, name.family or name.literal, name.given)
    return in_ascii(" ".join(filter(None, parts))).casefold()


def _crossref_depths(entries: Iterable[BibEntry]) -> Mapping[str, int]:
    """Return the number of generations after each parent, by its key in lower case."""
    parents = {
        entry.key.casefold(): entry["crossref"].strip().casefold()
        for entry in entries
        if "crossref" in entry
    }
    depths: dict[str, int] = {}
    for child in parents:
        depth, key, seen = 0, child, {child}
        while key in parents and parents[key] not in seen:
            key, depth = parents[key], depth + 1
            seen.add(key)
            depths[key] = max(depths.get(key, 0), depth)
    return depths
