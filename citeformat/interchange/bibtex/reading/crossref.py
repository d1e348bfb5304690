"""Copy the fields that an entry inherits: `crossref`, `xdata`, `@set`.

Every entry of the file gets its inherited fields; a field of its own always wins. The containers,
`@xdata`, are left out of the result.

Sources: the BibLaTeX manual, "Cross-referencing" (crossref and xref), "Data Containers" (xdata,
also of single items), "Entry Sets" and appendix "Default Inheritance Setup"; for classic BibTeX,
"BibTeXing" (btxdoc), section 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from citeformat.interchange.bibtex.entry import ExpansionLimit, ParsedEntry, ProblemLog
from citeformat.interchange.bibtex.names import split_list

__all__ = ["DATE_FIELDS", "LINKS", "NEVER_INHERITED", "inherit", "renamed_fields"]


NEVER_INHERITED = frozenset(
    """
    ids crossref xref xdata entryset entrysubtype execute label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro shorttitle sorttitle
    indextitle indexsorttitle sortkey key
    """.split()
)
"""Fields that describe their own entry only, and are not inherited through `crossref`."""

DATE_FIELDS = frozenset("date year month day".split())
"""An entry with any of these fields inherits none of them."""

_BOOKS = frozenset("inbook bookinbook suppbook".split())

_COLLECTED = frozenset("incollection inreference suppcollection".split())

_PAPERS = frozenset("inproceedings conference".split())


def _titles(word: str) -> dict[str, tuple[str, ...]]:
    return {
        "title": (f"{word}title",),
        "subtitle": (f"{word}subtitle",),
        "titleaddon": (f"{word}titleaddon",),
    }


_AUTHOR: dict[str, tuple[str, ...]] = {"author": ("author", "bookauthor")}

_RULES: tuple[tuple[frozenset[str], frozenset[str], dict[str, tuple[str, ...]]], ...] = (
    (frozenset({"mvbook", "book"}), _BOOKS, _AUTHOR),
    (frozenset({"mvbook"}), _BOOKS | {"book"}, _titles("main")),
    (
        frozenset({"mvcollection", "mvreference"}),
        _COLLECTED | {"collection", "reference"},
        _titles("main"),
    ),
    (frozenset({"mvproceedings"}), _PAPERS | {"proceedings"}, _titles("main")),
    (frozenset({"book"}), _BOOKS | _COLLECTED, _titles("book")),
    (frozenset({"collection", "reference"}), _COLLECTED | _BOOKS, _titles("book")),
    (frozenset({"proceedings", "book"}), _PAPERS, _titles("book")),
    (frozenset({"periodical"}), frozenset({"article", "suppperiodical"}), _titles("journal")),
)
"""(Types of the parent, types of the child, field of the parent -> fields of the child). Classic
BibTeX does not know @collection, so a @book may also be the parent of the types of its parts."""


@cache
def renamed_fields(parent: str, child: str) -> dict[str, tuple[str, ...]]:
    """Return the fields that change their names between these types: parent's -> child's.

    >>> renamed_fields("proceedings", "inproceedings")["title"]
    ('booktitle',)
    """
    renamed: dict[str, tuple[str, ...]] = {}
    for parents, children, fields in _RULES:
        if parent in parents and child in children:
            renamed.update(fields)
    return renamed


LINKS = ("xdata", "crossref", "entryset")
"""The fields that name other entries, in the order in which their fields are taken."""

_LINK_SET = frozenset(LINKS)

_FIELD_SIZE = 20
"""What an inherited field counts besides its text."""

_NOT_COPIED = frozenset(("xdata", "entryset", "ids", "crossref"))
"""Fields that an entry does not take from a container or from a set's first member."""

_XDATA_ITEM = re.compile(r"(?<![^\s,])xdata\s*=\s*([^\s,{}=]+)-([a-z]+)(?:-(\d+))?(?![^\s,])")


def inherit(entries: list[ParsedEntry], log: ProblemLog) -> list[ParsedEntry]:
    """Give each entry the fields that it inherits.

    Args:
        entries: All entries of the file; those that inherit are changed.
        log: Collects a problem for each missing parent and each cycle.

    Returns:
        The entries that are works.
    """
    has_containers = any(entry.type == "xdata" for entry in entries)
    if not has_containers and all(_LINK_SET.isdisjoint(entry.fields) for entry in entries):
        return entries
    inheritance = _Inheritance(entries, log)
    for entry in entries:
        if has_containers:
            inheritance.insert_items(entry)
        if not _LINK_SET.isdisjoint(entry.fields):
            inheritance.complete(entry)
    return [entry for entry in entries if entry.type != "xdata"]


class _Inheritance:
    """The entries of one file by key, and those that have inherited."""

    def __init__(self, entries: list[ParsedEntry], log: ProblemLog) -> None:
        self.log = log
        self.expansion = ExpansionLimit(
            sum(len(source) for entry in entries for source in entry.fields.values())
        )
        self.by_key = {entry.key: entry for entry in entries}
        # BibTeX ignores the case of keys and BibLaTeX does not, so the exact key goes first.
        self.by_lower = {entry.key.lower(): entry for entry in reversed(entries)}
        for entry in entries:
            for alias in _linked_keys(entry, "ids"):
                self.by_key.setdefault(alias, entry)
        self.done: set[str] = set()

    def find(self, key: str) -> ParsedEntry | None:
        return self.by_key.get(key) or self.by_lower.get(key.lower())

    def insert_items(self, entry: ParsedEntry) -> None:
        """Replace each `xdata=key-field-number` within a field by the item that it names."""
        for name, source in entry.fields.items():
            if "xdata" not in source or name == "xdata":
                continue
            pieces: list[str] = []
            end = 0
            for reference in _XDATA_ITEM.finditer(source):
                key, field, number = reference.groups()
                container = self.find(key)
                item = container.fields.get(field) if container is not None else None
                if item is not None and not self.expansion.take(len(item)):
                    item = None
                if item is not None and number:
                    items = split_list(item)
                    index = int(number[:4])
                    item = items[index - 1] if 1 <= index <= len(items) else None
                if item is None:
                    item = reference.group()
                    self.log.add_to_field(
                        entry, name, "error", f"{item!r} names no data of this file, or too much",
                        "the reference is kept as text",
                    )  # fmt: skip
                pieces += (source[end : reference.start()], item)
                end = reference.end()
            entry.fields[name] = "".join(pieces) + source[end:]

    def complete(self, entry: ParsedEntry) -> None:
        """Give an entry and its ancestors what they inherit, the eldest first."""
        chain: set[str] = set()
        pending = [entry]
        # A stack instead of recursion: a chain may be as long as the file.
        while pending:
            current = pending[-1]
            if current.key in self.done:
                pending.pop()
                continue
            waiting = [
                parent
                for link in LINKS
                for key in _linked_keys(current, link)
                if (parent := self.find(key)) and parent.key not in self.done
                if parent.key not in chain
            ]
            if waiting and current.key not in chain:
                chain.add(current.key)
                pending.extend(waiting)
                continue
            pending.pop()
            self.copy_fields(current)
            self.done.add(current.key)

    def copy_fields(self, entry: ParsedEntry) -> None:
        """Copy the fields of an entry's parents, which are complete unless there is a cycle."""
        for link in LINKS:
            keys = _linked_keys(entry, link)
            for key in keys[:1] if link == "entryset" else keys:
                parent = self.find(key)
                if parent is None:
                    self.log.add_to_field(
                        entry, link, "error", f"{link} names {key!r}, which is not in this file",
                        "nothing was inherited",
                    )  # fmt: skip
                    continue
                # A parent that still waits for its own parents descends from this entry.
                if parent is entry or (
                    parent.key not in self.done and not _LINK_SET.isdisjoint(parent.fields)
                ):
                    self.log.add_to_field(
                        entry, link, "error", f"{link} leads from {entry.key!r} back to itself",
                        "nothing was inherited from it",
                    )  # fmt: skip
                    continue
                excluded: Collection[str] = _NOT_COPIED
                renamed: dict[str, tuple[str, ...]] = {}
                if link == "crossref":
                    renamed = renamed_fields(parent.type, entry.type)
                    has_date = not DATE_FIELDS.isdisjoint(entry.lines)
                    excluded = NEVER_INHERITED | DATE_FIELDS if has_date else NEVER_INHERITED
                allowed = True
                for name, source in parent.fields.items():
                    if name in excluded:
                        continue
                    for target in renamed.get(name, (name,)):
                        # An own field keeps the parent's out even if it is empty, as in BibTeX.
                        if target not in entry.lines and target not in entry.fields:
                            allowed = self.expansion.take(len(source) + _FIELD_SIZE)
                            if allowed:
                                entry.fields[target] = source
                    if not allowed:
                        break
                if not allowed:
                    self.log.add_to_field(
                        entry, link, "error",
                        f"{link} is not followed in full: this file inherits megabytes",
                        f"some fields of {parent.key!r} were left out",
                    )  # fmt: skip
                if link == "entryset":
                    entry.read_as_type = parent.read_as_type or parent.type
                    self.log.add_to_field(
                        entry, link, "info", f"the set is read as its first member, {parent.key!r}",
                        "a CSL record is a single work",
                    )  # fmt: skip


def _linked_keys(entry: ParsedEntry, link: str) -> list[str]:
    """Return the keys in a field: one in `crossref`, a list in the others."""
    value = entry.fields.get(link, "")
    if link == "entryset" and entry.type != "set":
        return []  # an old form: the member of a set names the set
    keys = [value] if link == "crossref" else value.split(",")
    return [key.strip() for key in keys if key.strip()]
