"""Find records that are the same work.

In: records. Out: groups of records. Records with the same DOI, PMID, PMCID or arXiv number are one
work, and so are books with the same ISBN. Other records are one work if title, year and first
author agree, and nothing else distinguishes them: parts, volumes, editions, pages, identifiers.

The time is linear in the number of records: every comparison starts from a dictionary, and works
of one title, year and author that an index cannot separate are compared with a hundred others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from citeformat._util.text import strip_accents
from citeformat.duplicates.identifiers import identifiers, isbns
from citeformat.interchange.losses import without_markup
from citeformat.record import Name, Record
from citeformat.record.citation_keys import in_ascii

__all__ = ["DuplicateGroup", "find_duplicates", "same_letters"]

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

_NUMBERS = ("volume", "issue", "edition", "number", "part-number", "version", "volume-title")
_DISTINCT = (
    "DOI", "PMID", "PMCID", "arXiv number", "page", *_NUMBERS, "kind", "initial",
)  # fmt: skip
"""Details in which the records of one work do not differ."""

_SHARED = ("URL", "container", "publisher")
"""Details: works without a year or an author share one of them."""

_CLEAR = ("clear", "")
"""What an index has the works under that have a year and an author."""

_MOST_COMPARED = 100
"""The number of works of one title, year and author that a work is compared with. Those with an
equal detail come first."""

_MOST_SPELLINGS = 20
"""The number of journals from which on the records of one work must have the same one."""

_INDEX_FROM = 16
"""The number of works of one title, year and author from which on an index is worth its cost."""

_SMALL = frozenset(("the", "of", "and", "for", "in", "on", "a", "an", "de", "la", "der", "und"))
_PARTICLES = re.compile(r"(?:(?:van|von|der|den|de|di|da|del|della|du|la|le|ter|ten)\s+)+")


class DuplicateGroup(NamedTuple):
    """The records of one work."""

    records: tuple[Record, ...]
    """The records in their order."""
    shared: tuple[str, ...]
    """What each of them has in common with an earlier one, such as `"DOI"`; `""` for the first."""
    places: tuple[int, ...]
    """The places of the records among all records, counted from 0."""


class _Work:
    """The records that are one work so far, with all values of each detail."""

    __slots__ = ("details", "first", "members", "merged_into", "title_keys")

    def __init__(self, index: int, details: dict[str, set[str]], title_keys: set[str]) -> None:
        self.first = index
        self.members = {index: ""}
        self.details = details
        self.title_keys = title_keys
        self.merged_into: _Work | None = None

    @property
    def is_vague(self) -> bool:
        """Whether there is no year or no author, so that more must agree."""
        return "undated" in self.details or "anonymous" in self.details

    def root(self) -> _Work:
        """Return the work that this one was merged into, or itself."""
        work = self
        while work.merged_into is not None:
            work = work.merged_into
        return work

    def differs(self, other: _Work, names: Iterable[str]) -> bool:
        """Return whether both works have values of one of these details, but none in common."""
        for name in names:
            mine = self.details.get(name)
            theirs = other.details.get(name)
            if mine and theirs and mine.isdisjoint(theirs):
                return True
        return False

    def shares(self, other: _Work, name: str) -> bool:
        """Return whether both works have the same value of a detail."""
        return not self.details.get(name, set()).isdisjoint(other.details.get(name, ()))

    def merge(self, other: _Work, shared: str) -> None:
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


class _Bucket:
    """Works with the same title, year and first author."""

    __slots__ = ("index", "works")

    def __init__(self) -> None:
        self.works: list[_Work] = []
        self.index: dict[tuple[str, str], list[int]] | None = None
        """A detail and its value, or `""` -> the places of the works among `works`."""

    def add(self, work: _Work) -> None:
        """Add a work, which may have been merged into an earlier one."""
        self.works.append(work)
        if self.index is not None:
            self._add_to_index(len(self.works) - 1)
        elif len(self.works) == _INDEX_FROM:
            self.index = defaultdict(list)
            for place in range(_INDEX_FROM):
                self._add_to_index(place)

    def _add_to_index(self, place: int) -> None:
        assert self.index is not None
        work = self.works[place]
        for name in (*_DISTINCT, *_SHARED, "initials"):
            for value in work.details.get(name) or ("",):
                self.index[name, value].append(place)
        if not work.is_vague:
            self.index[_CLEAR].append(place)

    def candidates(self, work: _Work) -> list[_Work]:
        """Return the works that may be the same as a work."""
        if self.index is None:
            return list(dict.fromkeys([one.root() for one in self.works]))
        equal = [
            self.index.get((name, value), [])
            for name in _SHARED
            for value in work.details.get(name, ())
        ]
        best: Sequence[Sequence[int]] = [range(len(self.works))]
        if work.is_vague:
            best = [*equal, self.index.get(_CLEAR, [])]
        has_place = "volume" in work.details and "page" in work.details
        for name in _DISTINCT if has_place else (*_DISTINCT, "initials"):
            values = work.details.get(name)
            if values:
                places = [self.index.get((name, value), []) for value in ("", *values)]
                if sum(map(len, places)) < sum(map(len, best)):
                    best = places
        if sum(map(len, best)) > _MOST_COMPARED:
            several = (chain.from_iterable(each) for each in (equal, best))
            best = [list(islice(each, _MOST_COMPARED)) for each in several]
        found = chain.from_iterable(best)
        return list(dict.fromkeys([self.works[place].root() for place in found]))


def find_duplicates(records: Iterable[Record]) -> list[DuplicateGroup]:
    """Find the records that are the same work as another record.

    Args:
        records: The records.

    Returns:
        A group for each work with several records.

    >>> first = Record("a", "book", title="The TeXbook", ISBN="0-201-13447-0")
    >>> second = Record("b", "book", title="TeXbook", ISBN="978-0-201-13447-6")
    >>> [[record.id for record in group.records] for group in find_duplicates([first, second])]
    [['a', 'b']]
    """
    records = list(records)
    words_of = lru_cache(None)(lambda text: " ".join(_words(text)))
    works = [_work(index, record, words_of) for index, record in enumerate(records)]
    _merge_by_identifiers(records, works)
    _merge_by_titles(works)
    groups = []
    for work in works:
        if work.merged_into is None and len(work.members) > 1:
            members = sorted(work.members)
            groups.append((members, work.members))
    groups.sort()
    return [
        DuplicateGroup(
            tuple([records[index] for index in members]),
            tuple([shared[index] for index in members]),
            tuple(members),
        )
        for members, shared in groups
    ]


def _merge_by_identifiers(records: Sequence[Record], works: Sequence[_Work]) -> None:
    """Merge the works with the same identifier, and records that differ only in their ids."""
    known: dict[tuple[str, object], _Work] = {}
    for record, work in zip(records, works, strict=True):
        keys: list[tuple[str, object]] = [
            (name, value)
            for name in ("DOI", "PMID", "PMCID", "arXiv number", "ISBN")
            for value in work.details.get(name, ())
        ]
        if len(record.fields) > 1:
            keys.append(("fields", (record.type, frozenset(record.fields.items()))))
        for key in keys:
            earlier = known.setdefault(key, work).root()
            own = work.root()
            if earlier is not own and _is_same_work(earlier, own, key[0]):
                earlier.merge(own, key[0])


def _is_same_work(one: _Work, other: _Work, shared: str) -> bool:
    """Return whether two works that share an identifier are the same."""
    if shared == "DOI":
        # Chapters often have the DOI of their book.
        if "part" not in one.details.get("kind", ()) and "part" not in other.details.get(
            "kind", ()
        ):
            return True
        if one.differs(other, ("kind",)):
            return False
        return one.shares(other, "page") or not one.title_keys.isdisjoint(other.title_keys) or (
            not one.title_keys or not other.title_keys
        )  # fmt: skip
    if shared == "arXiv number":
        # A preprint and its article may have DOIs of their own.
        return not one.differs(other, ("DOI",))
    if shared == "ISBN":
        return not one.differs(other, ("DOI", "volume", "part-number", "volume-title"))
    return True


def _merge_by_titles(works: Sequence[_Work]) -> None:
    """Merge the works whose titles, years and first authors agree."""
    buckets: defaultdict[str, _Bucket] = defaultdict(_Bucket)
    for work in works:
        if work.merged_into is not None:
            continue
        own = work
        for key in sorted(work.title_keys):
            for other in buckets[key].candidates(work):
                if other is not own and _agree(other, own):
                    other.merge(own, "title and year")
                    own = other
                    break
            if own is not work:
                break
        for key in work.title_keys:
            buckets[key].add(work)


def _agree(one: _Work, other: _Work) -> bool:
    """Return whether nothing distinguishes two works of one title, year and first author."""
    if one.differs(other, _DISTINCT):
        return False
    if one.differs(other, ("subtitle",)) and not one.shares(other, "title"):
        return False
    if (
        not one.shares(other, "title")
        and one.details.get("subtitle")
        and other.details.get("subtitle")
    ):
        return False
    same_place = one.shares(other, "page") and one.shares(other, "volume")
    if not same_place and one.differs(other, ("month",)):
        return False
    containers = [each.details.get("container", set()) for each in (one, other)]
    if containers[0] and containers[1] and not same_place:
        loosely = "part" in one.details.get("kind", ()) or "part" in other.details.get("kind", ())
        if max(map(len, containers)) > _MOST_SPELLINGS:
            return not containers[0].isdisjoint(containers[1])
        if not any(
            _is_abbreviated(left, right, loosely)
            for left in containers[0]
            for right in containers[1]
        ):
            return loosely and one.shares(other, "page")
    if one.is_vague:
        return any(one.shares(other, name) for name in _SHARED)
    return True


def _work(index: int, record: Record, words_of: Callable[[str], str]) -> _Work:
    """Return a record as a work of its own, with what distinguishes it from other works.

    Args:
        index: The number of the record.
        record: The record.
        words_of: Returns the words of a journal; few journals have many records.
    """
    full, main, subtitle = _titles(str(record.title or ""))
    details: dict[str, set[str]] = {}
    for name, value in (
        *identifiers(record),
        *_numbers(record),
        *_place(record, words_of),
        *_circumstances(record),
        ("title", full),
        ("subtitle", subtitle),
    ):
        if value:
            details.setdefault(name, set()).add(value)
    names = record.author or record.editor
    year = "" if "undated" in details or record.issued is None else record.issued.year
    after = f"\n{year}\n{_family(names[0]) if names else ''}"
    return _Work(index, details, {f"{title}{after}" for title in (full, main) if full})


def _numbers(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a record, and the ISBNs of a book."""
    fields = record.fields
    for name in _NUMBERS:
        if name in fields:
            value = str(fields[name])
            yield name, "" if value.casefold().startswith("arxiv") else _number(value)
    is_part = record.type in _PART or any(
        name in fields for name in ("container-title", "chapter-number", "page")
    )
    if "ISBN" in fields and not is_part:
        for isbn in isbns(str(fields["ISBN"])):
            yield "ISBN", isbn


def _place(record: Record, words_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield where in a journal or book a record was published."""
    fields = record.fields
    for page in _WORD.findall(str(fields.get("page", "")))[:1]:
        yield "page", page.casefold()
    is_periodical = record.type in _PERIODICAL
    for name in ("container-title", "container-title-short"):
        if name in fields:
            words = words_of(str(fields[name]))
            yield "container", words
            if is_periodical and words:
                yield "initials", _initials(words)
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


def _number(text: str) -> str:
    """Return a number in one spelling: `2` for `2nd` and `02`."""
    digits = re.match(r"0*(\d+)(?:st|nd|rd|th|\.|a|e)?(?:\s*ed\b.*)?\Z", text.strip())
    return digits.group(1) if digits is not None else same_letters(text)


def _titles(title: str) -> tuple[str, str, str]:
    """Return the letters of the whole title, of the title alone, and of the subtitle."""
    title = without_markup(title)
    full = same_letters(title)
    found = _SUBTITLE.search(title)
    if found is not None:
        main_words, after_words = _words(title[: found.start()]), _words(title[found.end() :])
        if (
            len(main_words) >= _FEWEST_WORDS
            and after_words
            and not any(word in _DISTINGUISHING or word[0].isdigit() for word in after_words)
        ):
            return full, "".join(main_words), "".join(after_words)
    return full, full, ""


def _words(text: str) -> list[str]:
    """Return the words of a text without case, accents and a leading article."""
    if "<" in text:
        text = without_markup(text)
    if not text.isascii():
        text = strip_accents(in_ascii(text)).replace("’", "")
    text = text.replace("'", "").replace("&", " and ").casefold()
    words = _WORD.findall(text.replace("ae", "a").replace("oe", "o").replace("ue", "u"))
    return words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words


def same_letters(text: str) -> str:
    """Return the letters and digits of a text, to compare values that differ in their spelling.

    >>> same_letters("Gödel, Escher & Bach") == same_letters("Goedel, Escher and Bach")
    True
    """
    return "".join(_words(text))


def _family(name: Name) -> str:
    """Return the family name of a person, without particles."""
    family = name.family or name.literal or name.given
    return "".join(_words(_PARTICLES.sub("", f"{family.casefold()} ").strip() or family))


def _is_abbreviated(one: str, other: str, loosely: bool) -> bool:
    """Return whether two titles are equal, or one abbreviates the other.

    Titles of periodicals that do have the same initials, or one consists of the other's initials.

    Args:
        one: The words of a title.
        other: The words of another title.
        loosely: Whether the short title may leave out words, as those of proceedings do.
    """
    first, second = sorted((one, other), key=len)
    joined = first.replace(" ", "")
    if joined in (second.replace(" ", ""), _initials(second)):
        return True
    short, long = _main_words(first), _main_words(second)
    if len(short) != len(long) and not loosely:
        return False
    rest = iter(long)
    return all(any(_abbreviates(word, candidate) for candidate in rest) for word in short)


def _main_words(words: str) -> list[str]:
    """Return words without articles, prepositions and conjunctions."""
    return [word for word in words.split() if word not in _SMALL] or words.split()


def _initials(words: str) -> str:
    """Return the initials of the words of a title. Numbers stay whole."""
    return "".join(word if word.isdigit() else word[0] for word in _main_words(words))


def _abbreviates(word: str, long: str) -> bool:
    """Return whether a word is the beginning of another, or its letters are a contraction of it."""
    if word.isdigit() or long.isdigit() or word[0] != long[0]:
        return word == long
    if long.startswith(word):
        return True
    letters: Iterator[str] = iter(long)
    return word[-1] == long[-1] and all(each in letters for each in word)
