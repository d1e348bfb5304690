"""Render works in all styles.

In: records and shelves of styles. Out: the text that each style prints. The texts of a search are
kept in the cache, so that the next search for the same records compares texts only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from importlib.util import source_hash
from itertools import chain
from typing import NamedTuple

from citeformat._util.cache_folder import cache_folder, make_room, read_checked, write_checked
from citeformat._util.collector import paused_collector
from citeformat._util.processes import worker_pool
from citeformat.engine.processor.bibliography.lone_entries import LoneEntries
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.session import CompiledSession
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.finding.shelves import Shelf
from citeformat.output.writers.plain import PLAIN
from citeformat.record import Record
from citeformat.record.titles import join_volume_title, printed_titles

__all__ = ["StyleTexts", "Work", "render_in_all"]

_MAX_SEARCHES = 60
"""With so many files of texts in the cache, the older half is deleted."""


class Work(NamedTuple):
    """What a text is rendered of."""

    records: tuple[Record, ...]
    """A record, or those that one citation cites."""
    is_citation: bool = False
    """Whether the text is a citation. Otherwise, it is the entry of the only record."""


class StyleTexts(NamedTuple):
    """The texts of a style."""

    name: str
    texts: tuple[str, ...]
    """A plain text for each work; `""` if the style prints nothing."""
    error: str = ""
    """Why the style cannot be used; then there are no texts."""


def render_in_all(
    works: Sequence[Work],
    shelves: Sequence[Shelf],
    *,
    workers: int = 1,
    report: Callable[[float], None] | None = None,
) -> list[StyleTexts]:
    """Render works in the styles of all shelves.

    Args:
        works: The works.
        shelves: The styles.
        workers: The number of processes; 1 renders in this process.
        report: Called with the part that is done, from 0 to 1.
    """
    path = None
    folder = cache_folder()
    if folder is not None:
        items = [[*map(Record.to_csl, work.records), work.is_citation] for work in works]
        content = json.dumps(items, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
        keys = [shelf.key for shelf in shelves]
        path = folder / f"texts-{source_hash(b''.join([*keys, content])).hex()}.json"
        body = read_checked(path)
        if body is not None:
            return [StyleTexts(name, tuple(texts), why) for name, texts, why in json.loads(body)]
    made: dict[int, list[StyleTexts]] = {}
    if workers == 1 or len(shelves) <= 1:
        for number, shelf in enumerate(shelves):
            made[number] = _rendered(shelf, works)
            if report is not None:
                report(len(made) / len(shelves))
    else:
        with worker_pool(min(workers, len(shelves))) as pool:
            futures = {pool.submit(_rendered, shelf, works): n for n, shelf in enumerate(shelves)}
            for future in as_completed(futures):
                made[futures[future]] = future.result()
                if report is not None:
                    report(len(made) / len(shelves))
    found = list(chain.from_iterable(made[number] for number in range(len(shelves))))
    if path is not None:
        make_room(path.parent, "texts-", _MAX_SEARCHES)
        write_checked(path, json.dumps(found).encode())
    return found


def _rendered(shelf: Shelf, works: Sequence[Work]) -> list[StyleTexts]:
    """Render works in the styles of a shelf."""
    with paused_collector():
        return [
            StyleTexts(name, (), error)
            if style is None
            else StyleTexts(name, tuple(_texts(style, works)))
            for name, style, error in shelf.styles()
        ]


def _texts(style: CompiledStyle, works: Sequence[Work]) -> Iterator[str]:
    """Yield the text of each work in a style."""
    language = style.locale.lang[:2]
    lone_entries = LoneEntries(style)
    for work in works:
        records = []
        for record in work.records:
            printed = printed_titles(record, language=language)
            if "volume-title" in printed.fields and "volume-title" not in style.variables:
                printed = join_volume_title(printed)
            records.append(printed)
        rich = ""
        if not work.is_citation:
            rich = lone_entries.render(records[0])
        if not rich:
            session = CompiledSession(style, records)
            if style.bibliography is not None and not work.is_citation:
                session.register(record.id for record in records)
                rich = session.bibliography().entries[0].rich
            else:
                cites = tuple([Cite(record.id) for record in records])
                rich = session.cite(Citation(cites, note_number=int(style.is_note))).rich
        yield PLAIN.write(rich).strip()
