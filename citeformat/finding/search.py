"""Find the styles that print a person's own reference: `citeformat.find_styles`.

In: a reference as text, and its record. Out: a `StyleSearch`: the styles that print the most
similar texts, and what differs. The record is rendered in every independent style, and the texts
are compared. Nothing is read from the reference by guessing.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from citeformat.errors import Problem, RecordError
from citeformat.finding.matches import StyleMatch, StyleSearch
from citeformat.finding.references import FITS, best_record, fit, split_references
from citeformat.finding.shelves import shelves_of
from citeformat.finding.similarity import (
    Compared,
    absent_marks,
    compared,
    edit_distance,
    fewest_edits,
)
from citeformat.finding.texts import Work, render_in_all
from citeformat.record import Record
from citeformat.record.collection import RecordsLike, records_of
from citeformat.styles import catalogue
from citeformat.styles.aliases import ALIASES
from citeformat.styles.catalogue import Listing
from citeformat.styles.loader import find

if TYPE_CHECKING:
    import os

__all__ = ["find_styles"]

_MOST_REFERENCES = 20
"""The number of references that are compared. More hardly change which styles come first."""
_LINKS = ("DOI", "URL", "accessed")
"""The variables that people leave out when they copy a reference."""
_WITHOUT_LINKS = 1.5
"""The number of edits that the missing DOI and address of a reference count as."""
_EXACT = 0.01
"""How much the shape of a quotation mark or dash counts, where a letter counts 1."""
_FEW = 20
"""With more edits than that, the shapes of marks do not matter."""
_WITH_SHORT_NAMES = frozenset(ALIASES.values())
_LINK = re.compile(r"\bdoi\b|https?:|www\.|\b10\.\d{4,}/", re.IGNORECASE)
_SHOWN = 60


def find_styles(
    like: str | Iterable[str],
    records: RecordsLike,
    *,
    citation: bool = False,
    limit: int = 10,
    styles: Iterable[str] | None = None,
    styles_folder: str | os.PathLike[str] | None = None,
    locale: str | None = None,
    workers: int = 1,
    report: Callable[[float], None] | None = None,
) -> StyleSearch:
    """Find the styles that print a reference as a person has it.

    Line breaks, hyphenation, lost italics, the shapes of quotation marks and dashes, and the
    number of the reference do not count. A reference without a DOI and an address is compared with
    what styles print without them as well. Styles that print the same text are one match.

    The first search compiles all styles, which takes one to two minutes; later ones take a second
    or two, and less for a record that was searched with before.

    Args:
        like: A reference, or several: a list, or text with a blank line between them. More
            references of different types tell more styles from each other.
        records: The record of the reference. If there are several references or records, each
            reference belongs to the record whose title it has.
        citation: Whether `like` is a citation of all the records, such as `"(Doe, 2020)"`.
        limit: The number of matches.
        styles: The names of the styles to compare; by default, all independent styles.
        styles_folder: The folder of your own styles, which are compared too.
        locale: The language of the reference as a BCP 47 tag; by default, that of each style.
        workers: The number of processes that render. A script that uses several needs
            `if __name__ == "__main__":`, as always with `multiprocessing`.
        report: Called with the part that is done, from 0 to 1.

    Raises:
        RecordError: There is no record, or no record fits a reference.
        StyleNotFound: One of `styles` does not exist.
        ValueError: `limit` is not 1 or more.

    >>> from citeformat import Record
    >>> record = Record.from_csl({"id": "x", "type": "article-journal", "title": "Trees of life",
    ...     "author": [{"family": "Doe", "given": "Jane"}], "container-title": "Forests",
    ...     "volume": "3", "page": "4-9", "issued": {"date-parts": [[2020]]}})
    >>> found = find_styles("Doe J. Trees of life. Forests 3, 4-9 (2020).", record,
    ...                     styles=["apa", "ieee", "nature"], limit=1)
    >>> print(found, end="")
    1. nature (Nature): 98% similar
       Doe{+,+} J. Trees of life. Forests 3, 4-9 (2020).
       38 dependent styles
    """
    if limit < 1:
        raise ValueError(f"limit is 1 or more, not {limit}")
    known = records_of(records)
    if not known:
        raise RecordError("a search for styles needs the record of the reference")
    typed = split_references(like, known) if isinstance(like, str) else list(like)
    if not any(each.strip() for each in typed):
        raise RecordError("a search for styles needs a reference, and its text is empty")
    problems: list[Problem] = []
    if citation:
        id = ", ".join([record.id for record in known])
        work = Work(tuple(known), is_citation=True)
        pairs = [_Pair(id, "citation", compared(text, numbered=False), (work,)) for text in typed]
    else:
        pairs = _pairs(typed, known, problems)
    pairs = _most_varied(pairs)
    wanted = None
    if styles is not None:
        names = [styles] if isinstance(styles, str) else styles
        sources = [find(name, styles_folder) for name in names]
        wanted = [source.dependent_of or source.name for source in sources]
    works = [work for pair in pairs for work in pair.works]
    rendered = render_in_all(
        works, shelves_of(wanted, styles_folder, locale), workers=workers, report=report
    )
    groups: dict[_Forms, list[str]] = defaultdict(list)
    known_forms: dict[tuple[str, int], Compared] = {}
    for name, texts, error in rendered:
        if error:
            problems.append(Problem("warning", f"the style was left out: {error}", name))
            continue
        forms, rest = [], iter(texts)
        for number, pair in enumerate(pairs):
            own = []
            for _ in pair.works:
                text = next(rest)
                if (text, number) not in known_forms:
                    known_forms[text, number] = pair.form(text)
                own.append(known_forms[text, number])
            forms.append(tuple(own))
        groups[tuple(forms)].append(name)
    listings = catalogue.listings(styles_folder)
    by_name = {listing.name: listing for listing in listings}
    dependents = Counter(listing.parent for listing in listings if listing.parent)

    def fame(style: Listing) -> tuple[int, int, int, str]:
        """Sort styles with a short name first, then by the number of dependent styles."""
        known_by = style.name not in _WITH_SHORT_NAMES
        return known_by, -dependents[style.name], len(style.name), style.name

    matches = []
    for edits, key in _nearest(pairs, groups, limit):
        printed = [forms[0] for forms in key]
        matches.append(
            StyleMatch(
                tuple(sorted([by_name[name] for name in groups[key]], key=fame)),
                sum([dependents[name] for name in groups[key]]),
                edits,
                tuple([pair.reference.label + pair.reference.exact for pair in pairs]),
                tuple([form.label + form.exact for form in printed]),
            )
        )
    matches.sort(key=lambda match: (match.edits, fame(match.styles[0])))
    searched = sum([len(names) for names in groups.values()])
    ids = tuple([pair.id for pair in pairs])
    return StyleSearch(tuple(matches[:limit]), ids, searched, tuple(problems))


class _Pair(NamedTuple):
    """A reference, and what is rendered to be compared with it."""

    id: str
    kind: str
    """The type of the record, or `"citation"`."""
    reference: Compared
    works: tuple[Work, ...]
    """The record; and if the reference has no DOI or address, the record without them."""

    def form(self, text: str) -> Compared:
        """Return the form of a style's text that is compared with the reference.

        It has a number only if the reference has one. It has typographic quotation marks and dashes
        only if the reference has some; people type those of ASCII.
        """
        form = compared(text, numbered=self.kind != "citation")
        reference = self.reference
        label = form.label if reference.label else ""
        return form._replace(label=label, exact=form.exact.translate(absent_marks(reference.exact)))


_Forms: TypeAlias = tuple[tuple[Compared, ...], ...]
"""For each reference, what a style prints for each of its works."""


_HINT = "give its record alone"


def _pairs(typed: Sequence[str], records: Sequence[Record], problems: list[Problem]) -> list[_Pair]:
    """Pair references with their records, and report those without a record.

    Raises:
        RecordError: No reference has a record.
    """
    pairs = []
    for text in typed:
        shown = " ".join(text.split())[:_SHOWN]
        record = records[0] if len(typed) == len(records) == 1 else best_record(text, records)
        if record is None:
            message = f"no record has the title in {shown!r}"
            problems.append(Problem("warning", message, hint=_HINT))
            continue
        if fit(text, record) < FITS:
            message = f"{shown!r} lacks most of the title of {record.id!r}"
            hint = "is it the right record?"
            problems.append(Problem("warning", message, record.file, record.line, hint, record.id))
        reference = compared(text)
        works = [Work((record,))]
        bare = record.replace(**dict.fromkeys(_LINKS))
        if bare != record and not _LINK.search(reference.text):
            works.append(Work((bare,)))
        pairs.append(_Pair(record.id, record.type, reference, tuple(works)))
    if not pairs:
        raise RecordError(f"{'; '.join([each.message for each in problems])} ({_HINT})")
    return pairs


def _most_varied(pairs: list[_Pair]) -> list[_Pair]:
    """Return the references that are compared: if there are many, some of each type."""
    if len(pairs) <= _MOST_REFERENCES:
        return pairs
    by_kind: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        by_kind[pair.kind].append(pair)
    in_turn = [pair for turn in zip_longest(*by_kind.values()) for pair in turn if pair is not None]
    chosen = in_turn[:_MOST_REFERENCES]
    return [pair for pair in pairs if pair in chosen]


def _nearest(
    pairs: Sequence[_Pair], groups: Iterable[_Forms], limit: int
) -> list[tuple[float, _Forms]]:
    """Return the groups whose texts take the fewest edits, and the number of edits.

    Most groups are ruled out by the characters of their texts. There are more than `limit` if the
    last ones take the same number.
    """
    counts = [Counter(pair.reference.label + pair.reference.text) for pair in pairs]
    least = []
    for key in groups:
        bound = sum([
            min([fewest_edits(count, form.label + form.text) for form in forms])
            for count, forms in zip(counts, key, strict=True)
        ])  # fmt: skip
        least.append((bound, key))
    least.sort()
    best: list[tuple[float, _Forms]] = []
    for bound, key in least:
        if len(best) >= limit and bound > best[limit - 1][0]:
            break
        total = 0.0
        for pair, forms in zip(pairs, key, strict=True):
            reference, found = pair.reference, []
            for number, form in enumerate(forms):
                edits = edit_distance(reference.label + reference.text, form.label + form.text)
                exact = _EXACT * edit_distance(reference.exact, form.exact) if edits < _FEW else 0
                found.append(edits + exact + number * _WITHOUT_LINKS)
            total += min(found)
        insort(best, (total, key))
    return [each for each in best if len(best) <= limit or each[0] <= best[limit - 1][0]]
