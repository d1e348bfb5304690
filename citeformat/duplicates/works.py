"""A work: the records that are one work so far, with what distinguishes it from other works.

In: a record. Out: a `Work` with its details, such as its DOI, its volume, or the initial of its
first author, in one spelling each; and the keys under which works with one title are found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from citeformat.duplicates.identifiers import identifiers, isbns
from citeformat.duplicates.spelling import (
    family_letters,
    initials_of,
    number_of,
    same_letters,
    words_of,
)
from citeformat.interchange.losses import without_markup
from citeformat.record import Record

__all__ = ["NUMBERS", "Work", "work_of"]

_WORD = re.compile(r"[^\W_]+")
_SUBTITLE = re.compile(r"[:.?!;]\s+|(?<!\s)(?:\s+[-–]+\s+|\s*—\s*|\s+(?=[(\[]))")
_FEWEST_WORDS = 3
"""The words that a title needs to be recognized without its subtitle."""

_DISTINGUISHING = frozenset(
    """
    part volume vol book chapter section number no edition version episode lecture session
    teil band heft tome partie parte tomo
    one two three four five six seven eight nine ten first second third fourth fifth
    i ii iii iv v vi vii viii ix x xi xii
    erratum errata corrigendum corrigenda correction corrections addendum retraction errors
    reply response comment comments commentary rejoinder discussion review editorial preface
    foreword abstract summary supplement supplementary appendix poster demo slides solutions
    answers workbook index
    """.split()
)
"""Words after a title that make it another work, as digits do."""

_PERIODICAL = ("article-journal", "article-magazine", "article-newspaper")
_WHOLE = ("book", "classic", "collection", "periodical")
_PART = ("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference")
_UNCLEAR = ("document", "webpage", "post", "post-weblog")
"""Types that other programs and people give to works of any type."""

_KIND = (
    dict.fromkeys(_PERIODICAL, "periodical")
    | dict.fromkeys(_WHOLE, "whole")
    | dict.fromkeys(_PART, "part")
    | dict.fromkeys(_UNCLEAR, "")
)

NUMBERS = ("volume", "issue", "edition", "number", "part-number", "version", "volume-title")
"""The variables that are numbers of a work, or of a part of it."""


class Work:
    """The records that are one work so far, with all values of each detail."""

    __slots__ = ("details", "first", "members", "merged_into", "title_keys")

    def __init__(self, index: int, details: dict[str, set[str]], title_keys: set[str]) -> None:
        self.first = index
        self.members = {index: ""}
        self.details = details
        self.title_keys = title_keys
        self.merged_into: Work | None = None

    @property
    def is_vague(self) -> bool:
        """Whether there is no year or no author, so that more must agree."""
        return "undated" in self.details or "anonymous" in self.details

    @property
    def is_part(self) -> bool:
        """Whether a record is a part of a book or of proceedings."""
        return "part" in self.details.get("kind", ())

    def root(self) -> Work:
        """Return the work that this one was merged into, or itself."""
        work = self
        while work.merged_into is not None:
            work = work.merged_into
        return work

    def differs(self, other: Work, names: Iterable[str]) -> bool:
        """Return whether both works have values of one of these details, but none in common."""
        for name in names:
            mine = self.details.get(name)
            theirs = other.details.get(name)
            if mine and theirs and mine.isdisjoint(theirs):
                return True
        return False

    def shares(self, other: Work, name: str) -> bool:
        """Return whether both works have the same value of a detail."""
        return not self.details.get(name, set()).isdisjoint(other.details.get(name, ()))

    def merge(self, other: Work, shared: str) -> None:
        """Take over the records of another work, because both share something."""
        other.members[other.first] = other.members[other.first] or shared
        if other.first < self.first:
            other.members[other.first] = ""
            self.members[self.first] = self.members[self.first] or shared
            self.first = other.first
        if len(self.members) < len(other.members):  # the larger one is not copied
            self.members, other.members = other.members, self.members
        self.members |= other.members
        for name, values in other.details.items():
            self.details.setdefault(name, set()).update(values)
        self.title_keys |= other.title_keys
        other.merged_into = self


def work_of(index: int, record: Record, journal_words: Callable[[str], str]) -> Work:
    """Return a record as a work of its own, with what distinguishes it from other works.

    Args:
        index: The number of the record.
        record: The record.
        journal_words: Returns the words of a journal; few journals have many records.
    """
    full, main, subtitle = _titles(str(record.title or ""))
    details: dict[str, set[str]] = {}
    for name, value in (
        *identifiers(record),
        *_numbers(record),
        *_place(record, journal_words),
        *_circumstances(record),
        ("title", full),
        ("subtitle", subtitle),
    ):
        if value:
            details.setdefault(name, set()).add(value)
    names = record.author or record.editor
    year = "" if "undated" in details or record.issued is None else record.issued.year
    after = f"\n{year}\n{family_letters(names[0]) if names else ''}"
    return Work(index, details, {f"{title}{after}" for title in (full, main) if full})


def _numbers(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a record, and the ISBNs of a book."""
    fields = record.fields
    for name in NUMBERS:
        if name in fields:
            value = str(fields[name])
            yield name, "" if value.casefold().startswith("arxiv") else number_of(value)
    is_part = record.type in _PART or any(
        name in fields for name in ("container-title", "chapter-number", "page")
    )
    if "ISBN" in fields and not is_part:
        for isbn in isbns(str(fields["ISBN"])):
            yield "ISBN", isbn


def _place(record: Record, journal_words: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield where in a journal or book a record was published."""
    fields = record.fields
    for page in _WORD.findall(str(fields.get("page", "")))[:1]:
        yield "page", page.casefold()
    is_periodical = record.type in _PERIODICAL
    for name in ("container-title", "container-title-short"):
        if name in fields:
            words = journal_words(str(fields[name]))
            yield "container", words
            if is_periodical and words:
                yield "initials", initials_of(words)
                yield "initials", words.replace(" ", "")
    if is_periodical and record.issued is not None and record.issued.month:
        yield "month", str(record.issued.month)


def _circumstances(record: Record) -> Iterator[tuple[str, str]]:
    """Yield who made a record's work, and of what kind it is."""
    kind = _KIND.get(record.type, record.type)
    yield "kind", kind
    if record.issued is None or record.issued.year is None:
        yield "undated", "yes"
    names = record.author or record.editor
    if names:
        yield "initial", same_letters(names[0].given)[:1]
    elif kind != "whole":
        yield "anonymous", "yes"
    yield "URL", str(record.URL or "").split("://")[-1].rstrip("/")
    yield "publisher", same_letters(str(record.publisher or ""))


def _titles(title: str) -> tuple[str, str, str]:
    """Return the letters of the whole title, of the title alone, and of the subtitle."""
    title = without_markup(title)
    full = same_letters(title)
    found = _SUBTITLE.search(title)
    if found is not None:
        main_words, after_words = words_of(title[: found.start()]), words_of(title[found.end() :])
        if (
            len(main_words) >= _FEWEST_WORDS
            and after_words
            and not any(word in _DISTINGUISHING or word[0].isdigit() for word in after_words)
        ):
            return full, "".join(main_words), "".join(after_words)
    return full, full, ""
