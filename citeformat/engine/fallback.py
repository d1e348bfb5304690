"""Make sure that no entry vanishes, whatever an engine renders.

In: records, and what an engine made of them. Out: a bibliography with as many entries as
records. If a style prints nothing for a work, or nothing but its number and year, the entry has
authors, year and title after its number instead. It is marked, and comes with a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from citeformat._util.collector import paused_collector
from citeformat.engine.base import Engine
from citeformat.engine.processor.citation import Citation, CiteRange
from citeformat.engine.processor.result import Bibliography, CitationText, Entry
from citeformat.engine.processor.state import NOTHING
from citeformat.errors import Problem
from citeformat.record import Record
from citeformat.richtext import markup
from citeformat.richtext.finish import Quotes, finish
from citeformat.richtext.spans import LEFT_MARGIN, RIGHT_INLINE, close_of, plain_text, wrap

__all__ = [
    "complete_bibliography", "complete_citation", "complete_entries_alone", "complete_list",
    "fallback_text",
]  # fmt: skip


_NOTHING = re.compile(rf"[\W_]*(?:{re.escape(NOTHING)}[\W_]*)?")

_WORD = re.compile(r"(?<!\d)[^\W\d_]{2}")
"""Two letters that are not the suffix of a year."""

_TOKEN = re.compile(r"[^\W_]+")

_MARGIN = re.compile(f"{LEFT_MARGIN}[^{close_of(LEFT_MARGIN)}]*{close_of(LEFT_MARGIN)}")

_COPY = "\0"
"""Separates an id from the number of its copy while an engine renders. No id contains it."""

_HINT = "authors, year and title are printed instead"

_EMPTY = "nothing"

_ONLY_YEAR = "nothing but the year"


def complete_bibliography(
    engine: Engine,
    records: Sequence[Record],
    style_name: str,
    spans: bool = False,
    sort: bool = True,
) -> Bibliography:
    """Render the bibliography of all the records, including those with equal ids.

    Args:
        engine: A style.
        records: The records.
        style_name: What messages call the style.
        spans: Whether entries say what made each part of their text.
        sort: Whether the style sorts the entries; if not, they stay in the order given.
    """
    if len(records) == 1 and not spans:  # most records have an entry, and need nothing else
        rendered = engine.bibliography(records, spans, sort)
        for entry in rendered.entries:
            if not entry.fallback and not _missing_content(entry.rich, 1, records[0]):
                return rendered
    with paused_collector():
        return _complete_bibliography(engine, records, style_name, spans, sort)


def _complete_bibliography(
    engine: Engine, records: Sequence[Record], style_name: str, spans: bool, sort: bool
) -> Bibliography:
    # An engine needs distinct ids, so later records with the same id get a number for a while.
    by_id: dict[str, Record] = {}
    for number, record in enumerate(records):
        if record.id in by_id:
            record = record.replace(id=f"{record.id}{_COPY}{number}")
        by_id[record.id] = record
    rendered = engine.bibliography(tuple(by_id.values()), spans, sort)
    problems = [replace(each, record=each.record.partition(_COPY)[0]) for each in rendered.problems]
    entries: list[Entry] = []
    for entry in complete_list(engine, rendered, by_id, problems):
        record = by_id.pop(entry.id)
        if _COPY in entry.id:
            entry = replace(entry, id=_original_id(record), record=record)
        entries.append(entry)
    if by_id and engine.has_bibliography:
        problems += [_problem(record) for record in by_id.values()]
    elif by_id and not rendered.problems:
        message = "the style has no bibliography"
        problems.append(Problem("warning", message, style_name, 0, _HINT))
    entries += [_fallback_entry(record) for record in by_id.values()]
    return Bibliography(tuple(entries), rendered.layout, tuple(problems))


def complete_entries_alone(
    engine: Engine, records: Sequence[Record], style_name: str
) -> Iterator[tuple[Entry, tuple[Problem, ...]]]:
    """Render the entry of each record, with its problems, as if it were the only record.

    Args:
        engine: A style.
        records: The records. Their ids need not be distinct.
        style_name: What messages call the style.
    """
    for record, rich in zip(records, engine.entries_alone(records), strict=True):
        if rich and not _missing_content(rich, 1, record):
            yield Entry(record.id, rich, record=record), ()
        else:
            alone = complete_bibliography(engine, (record,), style_name)
            yield alone.entries[0], alone.problems


def complete_list(
    engine: Engine,
    rendered: Bibliography,
    records: Mapping[str, Record],
    problems: list[Problem],
) -> Iterator[Entry]:
    """Yield the entries that an engine rendered; replace those without content by fallback entries.

    Args:
        engine: A style.
        rendered: What the engine rendered.
        records: The record of each id.
        problems: A list to which a Problem is added for each replaced entry.
    """
    for number, entry in enumerate(rendered.entries, 1):
        record = records[entry.id]
        missing = "" if entry.fallback else _missing_content(entry.rich, number, record)
        if missing and number > 1:  # subsequent-author-substitute may have replaced its names
            (alone,) = engine.bibliography((record,)).entries
            if not alone.fallback and not _missing_content(alone.rich, 1, record):
                missing = ""
        if missing:
            if all(problem.record != _original_id(record) for problem in problems):
                problems.append(_problem(record, missing))
            rich = _text_after_number(entry.rich, number, record)
            entry = replace(_fallback_entry(record), id=entry.id, rich=rich)
        yield entry


def _missing_content(rich: str, number: int, record: Record) -> str:
    """Say what is wrong with an entry that has no content but its own number and its year.

    An entry that says itself that it is empty has no content either. The answer is `""` for an
    entry that has content.
    """
    if _WORD.search(rich) is not None:
        return _EMPTY if NOTHING in rich else ""
    tokens = {*_TOKEN.findall(plain_text(rich))} - {str(number)}
    if not tokens:
        return _EMPTY
    year = record.issued.year if record.issued is not None else None
    if not year or not (record.title or record.author or record.editor):
        return ""
    printed_year = re.compile(rf"{abs(year)}[^\W\d_]?")
    return _ONLY_YEAR if all(printed_year.fullmatch(token) for token in tokens) else ""


def _text_after_number(rich: str, number: int, record: Record) -> str:
    """Put authors, year and title after the number that an entry begins with."""
    plain = plain_text(rich)
    year = record.issued.year if record.issued is not None else None
    with_suffix = re.search(rf"(?<!\w){year}[^\W\d_](?!\w)", plain)
    text = _plain_entry(record, with_suffix[0] if with_suffix is not None else "")
    margin = _MARGIN.search(rich)
    if margin is not None and str(number) in _TOKEN.findall(plain_text(margin[0])):
        return margin[0] + wrap(RIGHT_INLINE, text)
    leading = re.match(rf"[\W_]*{number}(?![^\W_])\S*", plain)
    return f"{leading[0]} {text}" if leading is not None else text


def complete_citation(
    text: CitationText, citation: Citation, records: Mapping[str, Record]
) -> CitationText:
    """Put first authors and years into a citation where the style prints nothing for a work.

    A work whose author the citation leaves out may print nothing.

    Args:
        text: What an engine rendered.
        citation: The citation.
        records: The record of each id.
    """
    is_empty = _NOTHING.fullmatch(text) is not None
    if not is_empty and NOTHING not in text.rich:
        return text
    hides_first = citation.mode == "suppress-author"
    empty = [
        records[cite.id]
        for index, cite in enumerate(citation.cites)
        if cite.id in records and not (cite.suppress_author or (hides_first and not index))
    ]
    if not empty:
        return text
    if is_empty:
        texts = [_short_cite(record) for record in empty]
        rich = f"({'; '.join(texts)})"
        ends = [*accumulate([len(plain_text(each)) + 2 for each in texts])]
        cites = [
            CiteRange(record.id, start + 1, end - 1)
            for record, start, end in zip(empty, [0, *ends], ends, strict=False)
        ]
    else:
        empty, rich, cites = [], "", []
        rest, moved = text.rich, 0
        for each in text.cites:
            start, end = each.start + moved, each.end + moved
            if NOTHING in text[each.start : each.end]:
                empty.append(records[each.id])
                before, _, rest = rest.partition(NOTHING)
                between = "; " if empty[1:] and not before else ""
                short = _short_cite(empty[-1])
                rich += before + between + short
                moved += len(between) + len(plain_text(short)) - len(NOTHING)
                start, end = start + len(between), each.end + moved
            cites.append(CiteRange(each.id, start, end))
        rich += rest
    reported = {problem.record for problem in text.problems}
    problems = [_problem(record) for record in empty if record.id not in reported]
    return CitationText(rich, (*text.problems, *problems), cites=tuple(cites), author=text.author)


def _fallback_entry(record: Record) -> Entry:
    return Entry(_original_id(record), _plain_entry(record), True, record=record)


def _plain_entry(record: Record, year: str = "") -> str:
    return finish(markup.parse(fallback_text(record, year)), Quotes())


def _original_id(record: Record) -> str:
    return record.id.partition(_COPY)[0]


def _problem(record: Record, missing: str = _EMPTY) -> Problem:
    id = _original_id(record)
    message = f"the style prints {missing} for {id!r}"
    return Problem("error", message, record.file, record.line, _HINT, id)


def _short_cite(record: Record) -> str:
    """Return the first author and the year, or the title, or the id."""
    names = [name for name in record.author or record.editor if name]
    title = str(record.title or "").strip()
    who = (names[0].literal or names[0].family or names[0].given) if names else title
    year = _year_with_era(record.issued.year) if record.issued and record.issued.year else ""
    plain = ", ".join(str(part) for part in (who or record.id, year) if part)
    return finish(markup.parse(plain), Quotes())


def _year_with_era(year: int) -> str:
    """Write a year with the era that styles print (CSL 1.0.2, "AD and BC")."""
    if year < 0:
        return f"{-year} BC"
    return f"{year} AD" if year < 1000 else str(year)


def fallback_text(record: Record, year: str = "") -> str:
    """Write authors, year and title of a record that a style cannot render.

    The text has CSL-JSON's markup. Without an author it begins with the title.

    Args:
        record: The record.
        year: The year as it is to be printed, such as `"1984a"`. The default is its number,
            with the era where a style prints it.

    >>> fallback_text(Record.from_csl({"id": "x", "title": "TeX", "author": [{"family": "Knuth"}],
    ...     "issued": {"date-parts": [[1984]]}}))
    'Knuth (1984). TeX.'
    """
    who = "; ".join(str(name) for name in record.author or record.editor if name)
    title = str(record.title or "").strip()
    when = ""
    if record.issued is not None:
        number = record.issued.year
        when = year or (_year_with_era(number) if number else str(record.issued))
    head = who or title
    head = f"{head} ({when})".strip() if when else head
    parts = [part for part in (head, title if who else "") if part]
    return "".join(f"{part}. " for part in parts).replace("..", ".").strip() or f"[{record.id}]"
