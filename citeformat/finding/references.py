"""Divide what a person has pasted into references, and find the record of each.

In: text and records. Out: pairs. Nothing is read from the text itself: a reference belongs to the
record whose title and authors are in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat._util.patterns import lazy_pattern
from citeformat.finding.similarity import compared, split_label
from citeformat.record import Record
from citeformat.richtext.markup import MARKUP
from citeformat.styles.catalogue import normalise

__all__ = ["FITS", "best_record", "fit", "split_references"]

_PARAGRAPHS = lazy_pattern(r"\n\s*\n")
_NUMBERED = lazy_pattern(r"^[ \t]*[\[({]?(\d{1,4})(?:[\])}.:]|[ \t])", re.MULTILINE)
FITS = 0.6
"""The part of a title that a reference has at least; line breaks and typing errors cost some."""
_SHORTEST_WORD = 3


def split_references(text: str, records: Sequence[Record]) -> list[str]:
    """Divide a text into references.

    Blank lines separate references, or numbers in order at the beginning of lines. Otherwise, each
    line is a reference if each fits another record; if not, the whole text is one reference.

    Args:
        text: The text.
        records: The records that the references may have.

    >>> split_references("[1] Doe J. Trees.\\n[2] Roe J. More\\ntrees.", [])
    ['[1] Doe J. Trees.', '[2] Roe J. More\\ntrees.']
    """
    paragraphs = [each.strip() for each in _PARAGRAPHS().split(text) if each.strip()]
    if len(paragraphs) > 1:
        return paragraphs
    starts = [
        found
        for found in _NUMBERED().finditer(text)
        if split_label(found.string[found.start() :])[0]
    ]
    numbers = [int(found[1]) for found in starts]
    if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        places = [found.start() for found in starts]
        ends = [*places[1:], len(text)]
        return [text[start:end].strip() for start, end in zip(places, ends, strict=True)]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    ids = {record.id for line in lines if (record := best_record(line, records)) is not None}
    if len(ids) == len(lines):
        return lines
    return paragraphs


def best_record(reference: str, records: Sequence[Record]) -> Record | None:
    """Return the record that a reference is of, or `None` if none fits.

    Of several that fit equally well, none is returned.
    """
    if not records:
        return None
    ranked = sorted(((fit(reference, each), n) for n, each in enumerate(records)), reverse=True)
    best, number = ranked[0]
    is_only = len(ranked) == 1 or ranked[1][0] < best
    return records[number] if best >= FITS and is_only else None


def fit(reference: str, record: Record) -> float:
    """Say how much of a record a reference has: 1 for its whole title, and more for its first
    author, year, volume and pages.

    Some styles leave out the titles of articles. The first author, the year, the volume and the
    first page together count as the title.

    >>> fit("Doe J. About Trees. 2020.", Record("x", "book", {"title": "About trees"}))
    1.0
    """
    written = normalise(compared(reference).text)
    squeezed = written.replace(" ", "")
    words = [
        word
        for word in normalise(MARKUP().sub("", record.title or "")).split()
        if len(word) >= _SHORTEST_WORD
    ]
    letters = sum(map(len, words))
    share = sum([len(word) for word in words if word in squeezed]) / letters if letters else 0.0
    names = [normalise(name.family or name.literal or "") for name in record.author[:1]]
    year = str(record.issued.year) if record.issued is not None and record.issued.year else ""
    volume, page = [normalise(str(record.fields.get(name) or "")) for name in ("volume", "page")]
    others = [each.replace(" ", "") for each in (*names, year, volume, page)]
    found = [each for each in others if each and each in squeezed]
    numbers = {year, volume, page.partition(" ")[0]}
    if names and others[0] in found and "" not in numbers and numbers <= {*written.split()}:
        share = 1.0
    return share + 0.1 * len(found)
