"""The law that no entry vanishes, held for every engine in one place.

In: records, and what an engine makes of them. Out: a bibliography with as many entries as records.
A work for which a style prints nothing, or nothing but its number and year, has authors, year and
title instead, behind its number; the entry is marked as such, and comes with a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from citeformat.engine.base import Engine
from citeformat.engine.processor.result import Bibliography, CitationText, Entry
from citeformat.engine.processor.state import NOTHING
from citeformat.errors import Problem
from citeformat.record import Record
from citeformat.richtext import markup
from citeformat.richtext.finish import Quotes, finish
from citeformat.richtext.spans import LEFT_MARGIN, MARK, RIGHT_INLINE, close_of, wrap

__all__ = ["complete_bibliography", "complete_citation", "complete_list", "fallback_text"]


_NOTHING = re.compile(rf"[\W_]*(?:{re.escape(NOTHING)})?[\W_]*")

_WORD = re.compile(r"(?<!\d)[^\W\d_]{2}")
"""Two letters that are no year-suffix."""

_TOKEN = re.compile(r"[^\W_]+")

_MARK = re.compile(MARK)

_MARGIN = re.compile(f"{LEFT_MARGIN}[^{close_of(LEFT_MARGIN)}]*{close_of(LEFT_MARGIN)}")

_COPY = "\0"
"""Parts an id from the number of its copy while an engine renders; no id has it."""


def complete_bibliography(
    engine: Engine, records: Sequence[Record], shown: str, spans: bool = False
) -> Bibliography:
    """The bibliography of all the records, those with equal ids among them.

    Args:
        engine: A style.
        records: The records.
        shown: What messages call the style.
        spans: Whether entries say what made each part of their text.
    """
    by_id = _distinct(records)
    made = engine.bibliography(tuple(by_id.values()), spans)
    problems = [replace(each, record=each.record.partition(_COPY)[0]) for each in made.problems]
    entries: list[Entry] = []
    for entry in complete_list(made, by_id, problems):
        record = by_id.pop(entry.id)
        if _COPY in entry.id:
            entry = replace(entry, id=_original(record))
        entries.append(entry)
    if by_id and engine.has_bibliography:
        problems += [_problem(record) for record in by_id.values()]
    elif by_id and not made.problems:
        problems.append(_no_bibliography(shown))
    entries += [fallback_entry(record) for record in by_id.values()]
    return Bibliography(tuple(entries), made.layout, tuple(problems))


def complete_list(
    made: Bibliography, records: Mapping[str, Record], problems: list[Problem]
) -> Iterator[Entry]:
    """The entries that an engine made, with authors, year and title in those that say nothing.

    Args:
        made: What the engine made.
        records: Id -> record.
        problems: Takes up what is wrong.
    """
    for number, entry in enumerate(made.entries, 1):
        record = records[entry.id]
        lack = "" if entry.fallback else _lack(entry.rich, number, record)
        if lack:
            if all(problem.record != _original(record) for problem in problems):
                problems.append(_problem(record, lack))
            entry = replace(
                fallback_entry(record), id=entry.id, rich=_numbered(entry.rich, number, record)
            )
        yield entry


def _lack(rich: str, number: int, record: Record) -> str:
    """What is wrong with an entry that has no more than its own number and its year, or that says
    itself that it is empty; else `""`."""
    if _WORD.search(rich) is not None:
        return _EMPTY if NOTHING in rich else ""
    tokens = {*_TOKEN.findall(_MARK.sub("", rich))} - {str(number)}
    if not tokens:
        return _EMPTY
    year = record.issued.year if record.issued is not None else None
    if not year or not (record.title or record.author or record.editor):
        return ""
    shown = re.compile(rf"{abs(year)}[^\W\d_]?")
    return _ONLY_YEAR if all(shown.fullmatch(token) for token in tokens) else ""


_EMPTY = "nothing"

_ONLY_YEAR = "nothing but the year"


def _numbered(rich: str, number: int, record: Record) -> str:
    """Authors, year and title behind the number that an entry begins with."""
    plain = _MARK.sub("", rich)
    year = record.issued.year if record.issued is not None else None
    letter = re.search(rf"(?<!\w){year}[^\W\d_](?!\w)", plain)
    text = _plain_entry(record, letter[0] if letter is not None else "")
    margin = _MARGIN.search(rich)
    if margin is not None and str(number) in _TOKEN.findall(_MARK.sub("", margin[0])):
        return margin[0] + wrap(RIGHT_INLINE, text)
    own = re.match(rf"[\W_]*{number}(?![^\W_])\S*", plain)
    return f"{own[0]} {text}" if own is not None else text


def complete_citation(
    text: CitationText,
    records: Sequence[Record],
    alone: Callable[[Record], CitationText] | None = None,
) -> CitationText:
    """A citation, with first authors and years where the style prints nothing for a work.

    Args:
        text: What an engine made.
        records: The works that it cites.
        alone: Cites a work by itself, which tells for which of them the style prints nothing.
    """
    if NOTHING not in text.rich and not _NOTHING.fullmatch(text):
        return text
    if _NOTHING.fullmatch(text):
        rich = f"({'; '.join(_short(record) for record in records)})"
        silent = list(records)
    else:
        silent = [each for each in records if alone is None or NOTHING in alone(each).rich]
        rich = text.rich.replace(NOTHING * 2, f"{NOTHING}; {NOTHING}")
        rich = rich.replace(NOTHING * 2, f"{NOTHING}; {NOTHING}")
        for record in silent:
            rich = rich.replace(NOTHING, _short(record), 1)
    told = {problem.record for problem in text.problems}
    problems = [_problem(record) for record in silent if record.id not in told]
    return CitationText(rich, (*text.problems, *problems))


def fallback_entry(record: Record) -> Entry:
    """Authors, year and title, as an entry that is marked."""
    return Entry(_original(record), _plain_entry(record), True)


def _plain_entry(record: Record, year: str = "") -> str:
    return finish(markup.parse(fallback_text(record, year)), Quotes())


def _distinct(records: Sequence[Record]) -> dict[str, Record]:
    """The records by ids of which there is only one each, in their order."""
    by_id: dict[str, Record] = {}
    for number, record in enumerate(records):
        if record.id in by_id:
            record = record.replace(id=f"{record.id}{_COPY}{number}")
        by_id[record.id] = record
    return by_id


def _original(record: Record) -> str:
    return record.id.partition(_COPY)[0]


def _problem(record: Record, lack: str = _EMPTY) -> Problem:
    id = _original(record)
    message = f"the style prints {lack} for {id!r}"
    hint = "authors, year and title are printed instead"
    return Problem("error", message, record.file, record.line, hint, id)


def _no_bibliography(shown: str) -> Problem:
    message = "the style has no bibliography"
    return Problem("warning", message, shown, 0, "authors, year and title are printed instead")


def _short(record: Record) -> str:
    """The first author and the year, or the title, or the id."""
    names = record.author or record.editor
    who = (names[0].literal or names[0].family or names[0].given) if names else record.title
    year = record.issued.year if record.issued else None
    plain = ", ".join(str(part) for part in (who or record.id, year) if part)
    return finish(markup.parse(plain), Quotes())


def fallback_text(record: Record, year: str = "") -> str:
    """Authors, year and title of a record that a style could not render, with CSL-JSON's markup;
    the title first, where there is no author.

    Args:
        year: How the year is printed, `"1984a"`; its number, unless given.

    >>> fallback_text(Record.from_csl({"id": "x", "title": "TeX", "author": [{"family": "Knuth"}],
    ...     "issued": {"date-parts": [[1984]]}}))
    'Knuth (1984). TeX.'
    """
    names = record.author or record.editor
    who = "; ".join(str(name) for name in names)
    title = str(record.title or "")
    when = ""
    if record.issued is not None:
        when = year or (str(record.issued.year) if record.issued.year else str(record.issued))
    head = who or title
    head = f"{head} ({when})".strip() if when else head
    parts = [part for part in (head, title if who else "") if part]
    return "".join(f"{part}. " for part in parts).replace("..", ".").strip() or f"[{record.id}]"
