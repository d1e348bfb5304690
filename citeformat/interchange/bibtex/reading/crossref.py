"""Fields that an entry takes from another one: `crossref`, `xdata`, `@set`.

In: the entries of a file. Out: the same entries without `@xdata` (which is only a container), each
with what it inherits. A field of its own always wins.

Sources: the BibLaTeX manual, "Cross-referencing" (crossref and xref), "Data Containers" (xdata,
also of single items), "Entry Sets" and appendix "Default Inheritance Setup"; for classic BibTeX,
"BibTeXing" (btxdoc), section 2.1.
"""

from __future__ import annotations

import re
from functools import cache

from citeformat.interchange.bibtex.entry import Entry, Faults
from citeformat.interchange.bibtex.names import split_list

__all__ = ["DATE_FIELDS", "NEVER_INHERITED", "inherit", "renamed_fields"]


NEVER_INHERITED = frozenset(
    """
    ids crossref xref xdata entryset entrysubtype execute label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro shorttitle sorttitle
    indextitle indexsorttitle sortkey key
    """.split()
)
"""Fields that describe one entry and no other."""

DATE_FIELDS = frozenset("date year month day".split())
"""An entry with any of these has a date of its own and inherits none of them."""

_BOOKS = frozenset("inbook bookinbook suppbook".split())

_COLLECTED = frozenset("incollection inreference suppcollection".split())

_PAPERS = frozenset("inproceedings conference".split())


def _named(word: str) -> dict[str, tuple[str, ...]]:
    return {
        "title": (f"{word}title",),
        "subtitle": (f"{word}subtitle",),
        "titleaddon": (f"{word}titleaddon",),
    }


_AUTHOR: dict[str, tuple[str, ...]] = {"author": ("author", "bookauthor")}

_RULES: tuple[tuple[frozenset[str], frozenset[str], dict[str, tuple[str, ...]]], ...] = (
    (frozenset({"mvbook", "book"}), _BOOKS, _AUTHOR),
    (frozenset({"mvbook"}), _BOOKS | {"book"}, _named("main")),
    (
        frozenset({"mvcollection", "mvreference"}),
        _COLLECTED | {"collection", "reference"},
        _named("main"),
    ),
    (frozenset({"mvproceedings"}), _PAPERS | {"proceedings"}, _named("main")),
    (frozenset({"book"}), _BOOKS | _COLLECTED, _named("book")),
    (frozenset({"collection", "reference"}), _COLLECTED | _BOOKS, _named("book")),
    (frozenset({"proceedings", "book"}), _PAPERS, _named("book")),
    (frozenset({"periodical"}), frozenset({"article", "suppperiodical"}), _named("journal")),
)
"""(Types of the parent, types of the child, field of the parent -> fields of the child). Classic
BibTeX has no @collection, so a @book is also the parent of @incollection and @inproceedings."""


@cache
def renamed_fields(parent: str, child: str) -> dict[str, tuple[str, ...]]:
    """The fields that change their name between these two types; all others keep theirs.

    >>> renamed_fields("proceedings", "inproceedings")["title"]
    ('booktitle',)
    """
    found: dict[str, tuple[str, ...]] = {}
    for parents, children, fields in _RULES:
        if parent in parents and child in children:
            found.update(fields)
    return found


_REFERENCE = re.compile(r"(?<![^\s,])xdata\s*=\s*([^\s,{}=]+)-([a-z]+)(?:-(\d+))?(?![^\s,])")


def inherit(entries: list[Entry], faults: Faults) -> list[Entry]:
    """Give each entry what it inherits.

    Args:
        entries: All entries of the file; those that inherit are changed.
        faults: Is told of missing parents and of cycles.

    Returns:
        The entries that are works.
    """
    family = _Family(entries, faults)
    containers = any(entry.type == "xdata" for entry in entries)
    for entry in entries:
        if containers:
            family.fill(entry)
        if not _LINKS.isdisjoint(entry.fields):
            family.complete(entry)
    return [entry for entry in entries if entry.type != "xdata"]


_LINKS = frozenset(("crossref", "xdata", "entryset"))


class _Family:
    """The entries of one file, by key."""

    def __init__(self, entries: list[Entry], faults: Faults) -> None:
        self.faults = faults
        self.by_key = {entry.key: entry for entry in entries}
        # BibTeX compares keys without regard to case, BibLaTeX with it: the exact one goes first.
        self.by_lower = {entry.key.lower(): entry for entry in reversed(entries)}
        self.done: set[str] = set()

    def complete(self, entry: Entry) -> None:
        """Give an entry and its ancestors what they inherit, eldest first."""
        chain: list[Entry] = []
        pending = [entry]
        # A stack of our own: a chain may be as long as the file.
        while pending:
            current = pending[-1]
            if current.key in self.done:
                pending.pop()
                continue
            waiting = [
                parent
                for parent in self._parents(current)
                if parent.key not in self.done and parent not in chain
            ]
            if waiting and current not in chain:
                chain.append(current)
                pending.extend(waiting)
                continue
            pending.pop()
            self._take(current)
            self.done.add(current.key)

    def fill(self, entry: Entry) -> None:
        """Replace `xdata=key-field-number` within a field by the data that it names."""
        for name, source in entry.fields.items():
            if "xdata" in source and name != "xdata":
                entry.fields[name] = _REFERENCE.sub(
                    lambda found, name=name: self._datum(entry, name, found),  # type: ignore[misc]
                    source,
                )

    def _datum(self, entry: Entry, name: str, found: re.Match[str]) -> str:
        key, field, number = found.groups()
        parent = self._find(key)
        source = parent.fields.get(field) if parent is not None else None
        if source is not None and number:
            items = split_list(source)
            index = int(number[:4])
            source = items[index - 1] if 1 <= index <= len(items) else None
        if source is None:
            self.faults.at(
                entry, name, "error", f"there is no data for {found.group()!r} in this file",
                "the reference is kept as text",
            )  # fmt: skip
            return found.group()
        return source

    def _parents(self, entry: Entry) -> list[Entry]:
        found = (self._find(key) for field in _LINKS for key in _keys(entry, field))
        return [parent for parent in found if parent is not None]

    def _find(self, key: str) -> Entry | None:
        return self.by_key.get(key) or self.by_lower.get(key.lower())

    def _take(self, entry: Entry) -> None:
        """Copy the fields, nearest source first: xdata, crossref, a set's first member."""
        for field in ("xdata", "crossref", "entryset"):
            for key in _keys(entry, field)[: 1 if field == "entryset" else None]:
                parent = self._find(key)
                if parent is None:
                    self.faults.at(
                        entry, field, "error", f"{field} names {key!r}, which is not in this file",
                        "nothing was inherited",
                    )  # fmt: skip
                elif self._is_cycle(entry, parent):
                    self.faults.at(
                        entry, field, "error", f"{field} leads from {entry.key!r} back to itself",
                        "nothing was inherited from it",
                    )  # fmt: skip
                elif field == "crossref":
                    _inherit_work(entry, parent)
                else:
                    _inherit_all(entry, parent)
                    if field == "entryset":
                        self._note_set(entry, parent)

    def _note_set(self, entry: Entry, member: Entry) -> None:
        entry.like = member.like or member.type
        self.faults.at(
            entry, "entryset", "info", f"the set is read as its first member, {member.key!r}",
            "CSL has no reference that is made of several",
        )  # fmt: skip

    def _is_cycle(self, entry: Entry, parent: Entry) -> bool:
        """Whether the parent still waits for its own parents: then it descends from this entry."""
        if parent is entry:
            return True
        return parent.key not in self.done and not _LINKS.isdisjoint(parent.fields)


def _keys(entry: Entry, field: str) -> list[str]:
    value = entry.fields.get(field, "")
    if field == "crossref":
        return [value.strip()] if value.strip() else []
    return [key.strip() for key in value.split(",") if key.strip()]


def _inherit_all(entry: Entry, parent: Entry) -> None:
    for name, source in parent.fields.items():
        if name not in _OWN and name not in entry.lines and name not in entry.fields:
            entry.fields[name] = source


_OWN = frozenset(("xdata", "entryset", "ids", "crossref"))


def _inherit_work(entry: Entry, parent: Entry) -> None:
    """A part takes its parent's title as its booktitle, and everything else as it is called."""
    renamed = renamed_fields(parent.type, entry.type)
    dated = not DATE_FIELDS.isdisjoint(entry.lines)
    for name, source in parent.fields.items():
        if name in NEVER_INHERITED or (dated and name in DATE_FIELDS):
            continue
        for target in renamed.get(name, (name,)):
            # A field that is there but empty keeps the parent's out, as in BibTeX.
            if target not in entry.lines and target not in entry.fields:
                entry.fields[target] = source
