"""Render the sample in one style, and collect what is wrong.

In: the path of a style. Out: the flaws, each as one line of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from citeformat import Citation, Cite, Record, Span, Style
from citeformat.engine.compiled import CompiledEngine
from citeformat.engine.processor.bibliography.entries import render_entries
from citeformat.engine.processor.state import NOTHING
from citeformat.richtext.trace import without_marks
from citeformat.styles.loader import find
from tests.every_style.flaws import flaws, own_texts
from tests.every_style.sample import ARCHIVED, NOTES, RECORDS
from tests.time_limit import TimeIsUp, time_limit

__all__ = ["check"]

_RECORDS = [Record.from_csl(record) for record in RECORDS]
_ARCHIVED = Record.from_csl(ARCHIVED)
_TITLED = {record.id for record in _RECORDS if record.title}
_NOTHING = re.compile(r"[\W_]*")
_YEAR_ALONE = re.compile(r"(?:\d+\.)?[\W_]*\d{1,4}[a-z]?[\W_]*")


def check(path: Path, seconds: float = 60) -> list[str]:
    """Return the flaws of one style.

    Args:
        path: The file of the style.
        seconds: The time limit.
    """
    try:
        with time_limit(seconds):
            style = Style.load(path)
            own = own_texts(path.read_text(encoding="utf-8"))
            return [
                *_entry_flaws(style, own),
                *_citation_flaws(style, own),
                *_span_flaws(path),
            ]
    except TimeIsUp:
        return [f"stopped after {seconds:g} s"]
    except Exception as error:
        return [f"raises {type(error).__name__}: {error}"]


def _entry_flaws(style: Style, own: list[str]) -> Iterator[str]:
    """Yield the flaws of the list.

    A fallback entry is not a flaw: the style may print nothing for works of that type.
    """
    if not style.has_bibliography:
        return
    entries = style.bibliography(_RECORDS)
    if sorted(entry.id for entry in entries) != sorted(record.id for record in _RECORDS):
        yield "entries: not one for each record"
    if all(entry.fallback for entry in entries):
        yield "entries: empty for every type"
    for entry in entries:
        if entry.id in _TITLED and _NOTHING.fullmatch(entry.text):
            yield f"entry of {entry.id}: empty"
        elif entry.id in _TITLED and _YEAR_ALONE.fullmatch(entry.text):
            yield f"entry of {entry.id}: a number or a year, and nothing else"
        yield from (f"entry of {entry.id}: {flaw}" for flaw in flaws(entry.html, own))


def _citation_flaws(style: Style, own: list[str]) -> Iterator[str]:
    """Yield the flaws of citations.

    Fallback texts are not flaws, as long as the style prints something for some work. One style
    cites archives alone.
    """
    document = style.document([*_RECORDS, _ARCHIVED])
    texts = [
        document.cite(*map(Cite.from_csl, note), note_number=number)
        for number, note in enumerate(NOTES, 1)
    ]
    for number, text in enumerate(texts, 1):
        if _NOTHING.fullmatch(text) or NOTHING in text:
            yield f"citation {number}: empty"
        yield from (f"citation {number}: {flaw}" for flaw in flaws(text.to("html"), own))
    if all(text.problems for text in texts) and document.cite(_ARCHIVED.id).problems:
        yield "citations: empty for every work"


def _span_flaws(path: Path) -> Iterator[str]:
    """Yield where the traced text differs from the text, and where a text has no span."""
    engine = CompiledEngine(find(path), "en-US")
    session = engine.session(_RECORDS)
    for number, note in enumerate(NOTES, 1):
        cites = tuple(Cite.from_csl(cite) for cite in note)
        made = session.cite_with_spans(Citation(cites, note_number=number))
        yield from (f"citation {number}: {flaw}" for flaw in _gaps(made, made.parts))
    if not engine.has_bibliography:
        return
    ids = session.register(session.works.records)
    references = [session._arrange().references[id] for id in ids]
    texts = render_entries(session.works.style, references)
    traced = render_entries(engine.traced().style, references)
    for reference, text, marked in zip(references, texts, traced, strict=True):
        if without_marks(marked) != text:
            yield f"entry of {reference.item.id}: the traced text differs"
    for entry in session.bibliography(spans=True):
        yield from (f"entry of {entry.id}: {flaw}" for flaw in _gaps(entry.text, entry.parts))


def _gaps(text: str, parts: Sequence[Span]) -> Iterator[str]:
    """Yield the flaws of the parts of a text."""
    edges = [0, *(part.end for part in parts)]
    if [part.start for part in parts] != edges[:-1] or edges[-1] != len(text):
        yield "spans leave gaps"
    for part in parts:
        if part.kind == "value" and _NOTHING.fullmatch(text[part.start : part.end]):
            yield f"the value of {part.variable} is punctuation"
