"""The law that no entry vanishes, held for every engine in one place.

In: records, and what an engine makes of them. Out: a bibliography with as many entries as records.
What a style prints nothing for has authors, year and title instead, is marked as such, and comes
with a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from citeformat.document.reference import NOTHING
from citeformat.document.result import Bibliography, CitationText, Entry
from citeformat.engine import Engine, fallback_text
from citeformat.errors import Problem
from citeformat.record import Record
from citeformat.richtext import markup
from citeformat.richtext.finish import Quotes, finish

__all__ = ["complete_bibliography", "complete_citation"]

_NOTHING = re.compile(rf"[\W_]*(?:{re.escape(NOTHING)})?[\W_]*")
_LETTER = re.compile(r"[^\W\d_]")
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
    problems = list(made.problems)
    entries: list[Entry] = []
    for entry in made.entries:
        record = by_id.pop(entry.id)
        if not entry.fallback and _is_nothing(entry.rich, len(entries) + 1):
            problems.append(_problem(record))
            entry = fallback_entry(record)
        if _COPY in entry.id:
            entry = replace(entry, id=_original(record))
        entries.append(entry)
    if by_id and engine.has_bibliography:
        problems += [_problem(record) for record in by_id.values()]
    elif by_id and not made.problems:
        problems.append(_no_bibliography(shown))
    entries += [fallback_entry(record) for record in by_id.values()]
    return Bibliography(tuple(entries), made.layout, tuple(problems))


def _is_nothing(rich: str, number: int) -> bool:
    """Whether an entry has no more than its own number, or says itself that it is empty."""
    if _LETTER.search(rich) is not None:
        return NOTHING in rich
    return "".join(character for character in rich if character.isalnum()) in ("", str(number))


def complete_citation(text: CitationText, records: Iterable[Record]) -> CitationText:
    """A citation, or first authors and years where the style prints nothing for it."""
    if not _NOTHING.fullmatch(text):
        return text
    cited = list(records)
    inner = "; ".join(_short(record) for record in cited)
    problems = (*text.problems, *(_problem(record) for record in cited))
    return CitationText(f"({inner})", problems)


def fallback_entry(record: Record) -> Entry:
    """Authors, year and title, as an entry that is marked."""
    rich = finish(markup.parse(fallback_text(record)), Quotes())
    return Entry(_original(record), rich, True)


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


def _problem(record: Record) -> Problem:
    id = _original(record)
    message = f"the style prints nothing for {id!r}"
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
