"""Tidy a .bib file: `citeformat.tidy`.

In: a `BibFile` and `TidyOptions`. Out: the file with the changes that were asked for, and a report.
A second run changes nothing. The steps: values and layout of each entry, merging, keys, the order
of the entries, and the empty lines between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from citeformat.errors import Problem, RecordError
from citeformat.interchange import read
from citeformat.interchange.bibtex.editing import BibEntry, BibFile
from citeformat.record.citation_keys import UniqueIds
from citeformat.tidying.journals import JournalIndex
from citeformat.tidying.keys import add_aliases, new_keys, rename_references
from citeformat.tidying.layout import EntryLayout
from citeformat.tidying.merging import merge_entries
from citeformat.tidying.options import TidyOptions
from citeformat.tidying.order import DATES, FileLayout, RecordOf, sorted_entries
from citeformat.tidying.values import ValueEditor, is_empty

__all__ = ["Tidied", "tidy"]

_HINT = "citeformat check shows what is wrong"


@dataclass(frozen=True, slots=True, repr=False)
class Tidied:
    """What tidying changed in a file."""

    before: str
    """The text of the file before."""
    after: str
    """The text of the file now."""
    renamed: tuple[tuple[str, str], ...] = ()
    """The old and the new key of each entry whose key changed, or that was merged."""
    problems: tuple[Problem, ...] = ()
    """A warning for each value that was dropped, and for each change that was not possible. Lines
    are those of the file before."""

    @property
    def changed(self) -> bool:
        """Whether the file has another text."""
        return self.before != self.after

    def diff(self, name: str = "refs.bib") -> str:
        """Return the changes as a unified diff.

        Args:
            name: The name of the file in the diff.

        >>> file = BibFile(b"@book{a, year = {1984}}")
        >>> print(tidy(file, TidyOptions(bare_numbers=True)).diff(), end="")
        --- refs.bib
        +++ refs.bib (tidy)
        @@ -1 +1 @@
        -@book{a, year = {1984}}
        +@book{a, year = 1984}
        """
        import difflib  # few callers need it

        before, after = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(
            line if line.endswith("\n") else f"{line}\n"
            for line in difflib.unified_diff(before, after, name, f"{name} (tidy)")
        )

    def __repr__(self) -> str:
        changed = "changed" if self.changed else "unchanged"
        return f"<Tidied: {changed}, {len(self.renamed)} keys, {len(self.problems)} problems>"


def tidy(file: BibFile, options: TidyOptions) -> Tidied:
    """Tidy a file. It is written to disk by `file.write()`.

    Comments, `@string` and `@preamble` stay, and so does every byte that no option changes. Tidying
    a file again changes nothing.

    Args:
        file: The file, which is changed.
        options: What to change.

    Returns:
        The texts before and after, the keys that changed, and warnings.

    Raises:
        TypeError: `file` is not a `BibFile`, or `options` are not `TidyOptions`.

    >>> file = BibFile(b'@ARTICLE{b, Year="1999"}\\n@book{a, title = {G{\\\\"o}del}}\\n')
    >>> result = tidy(file, TidyOptions(sort="key", lowercase=True, latex="decode"))
    >>> print(file)
    @book{a, title = {Gödel}}
    @article{b, year="1999"}
    <BLANKLINE>
    >>> result.changed, tidy(file, TidyOptions(sort="key", lowercase=True)).changed
    (True, False)
    """
    if not isinstance(file, BibFile) or not isinstance(options, TidyOptions):
        raise TypeError("tidy takes a BibFile, such as BibFile.open(path), and TidyOptions(...)")
    before = str(file)
    layout = FileLayout(file)
    lines = layout.lines()
    message = "this entry is broken or has no key, so it was not changed"
    is_bibtex = "@" in before or not before.strip()  # a file may have only @string
    problems = (
        [] if is_bibtex else [Problem("warning", "there is no entry in this file", file.path)]
    )
    problems += [
        Problem("warning", message, file.path, line, _HINT, key)
        for line, key in layout.unreadable()
    ]

    def report(entry: BibEntry, message: str) -> None:
        line = lines.get(id(entry), 0)
        problem = Problem("warning", message, file.path, line, "", entry.key)
        if problem not in problems:
            problems.append(problem)

    tidy_entries = partial(
        _tidy_entries, layout, options, JournalIndex(options.journals or {}), report
    )
    tidy_entries(layout.entries)
    renamed: dict[str, str] = {}
    while options.merge:
        layout.write()
        changed, merged = merge_entries(layout, _records(layout), report)
        if not changed:
            break
        rename_references(layout.entries, merged)
        renamed |= merged
        tidy_entries(changed)
    if options.keys is not None:
        layout.write()
        keys = new_keys(layout.entries, options.keys, _records(layout))
        new: dict[str, str] = {}
        for entry, key in zip(layout.entries, keys, strict=True):
            old = entry.key
            if old != key:
                new.setdefault(old, key)
                entry.key = key
                if options.aliases:
                    add_aliases(entry, (old,))
                    tidy_entries((entry,))
        rename_references(layout.entries, new)
        renamed = {old: new.get(key, key) for old, key in renamed.items()} | new
    if options.sort:
        layout.write()
        problems += _sort(layout, options)
    if options.blank_lines is not None:
        layout.space(options.blank_lines)
    layout.write()
    return Tidied(before, str(file), tuple(renamed.items()), tuple(problems))


def _sort(layout: FileLayout, options: TidyOptions) -> Iterator[Problem]:
    """Sort the entries, and yield what prevents it."""
    path, entries, names = layout.file.path, layout.entries, tuple(options.sort)
    if layout.has_redefinitions():
        message = "the entries were not sorted, because an @string is defined twice"
        yield Problem("warning", message, path)
        return
    for name in (each.removeprefix("-") for each in names):
        known = name in ("key", "type", *DATES)
        if entries and not known and not any(name in entry for entry in entries):
            yield Problem("warning", f"no entry has the field {name!r}, by which to sort", path)
    wanted = sorted_entries(entries, names, _records(layout))
    is_sorted = layout.reorder(wanted)
    if not is_sorted and options.blank_lines is not None:
        # An entry on a line of its own is not inside the broken one before it.
        layout.space(options.blank_lines)
        is_sorted = layout.reorder(wanted)
    if not is_sorted:
        message = "the entries were not sorted, because some are inside a broken entry"
        yield Problem("warning", message, path, hint=_HINT)


def _records(layout: FileLayout) -> RecordOf:
    """Read the records of a file, and return the function that finds the one of an entry."""
    of_id = {record.id: record for record in read(layout.readable().encode(), format="bibtex")}
    ids = UniqueIds()  # as the reader names entries with the same key
    records = {id(entry): of_id.get(ids.take(entry.key)) for entry in layout.entries}
    return lambda entry: records.get(id(entry))


def _tidy_entries(
    layout: FileLayout,
    options: TidyOptions,
    journals: JournalIndex,
    report: Callable[[BibEntry, str], None],
    entries: Iterable[BibEntry],
) -> None:
    """Change the values and the layout of entries."""

    def can_write(text: str) -> bool:
        try:
            text.encode(layout.file.encoding)
        except UnicodeEncodeError:
            return False
        return True

    for entry in entries:
        editor = ValueEditor(options, journals, can_write, partial(report, entry))
        made = EntryLayout.of(entry, layout.newline)
        removed = []
        seen: dict[str, str] = {}
        for field in made.fields:
            name = field.name.lower()
            if name in options.drop or (options.drop_empty and is_empty(field.value)):
                removed.append(field)
            elif options.drop_repeated and name in seen:
                removed.append(field)
                if field.value != seen[name]:
                    report(entry, f"the second {name!r} was dropped: {field.value}")
            else:
                seen[name] = field.value
                field.value = editor.change(name, field.value)
        if removed:
            made.remove(removed)
        made.arrange(options)
        try:
            entry.source = made.source()
        except RecordError:
            report(entry, f"{entry.key!r} was left as it is, because the changes would break it")
