"""The default engine: it compiles a style to Python code once, and runs the code.

In: a `StyleSource` and a locale. Out: bibliographies and sessions (see `engine/base.py`).
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from citeformat.csl.locale import Locale
from citeformat.engine.compiler.build import build, python_source
from citeformat.engine.processor.bibliography.entries import layout_of, margin_width
from citeformat.engine.processor.bibliography.lone_entries import LoneEntries
from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.engine.processor.session import CompiledSession
from citeformat.engine.processor.works.citable import SharedWorks
from citeformat.engine.runtime.item.abbreviations import Abbreviations
from citeformat.errors import Problem
from citeformat.record import Record
from citeformat.styles.loader import StyleSource

if TYPE_CHECKING:
    from citeformat.engine.runtime.tracing import TracedStyle

__all__ = ["CompiledEngine"]

_built = lru_cache(maxsize=8)(build)
"""Builds a style. The last ones stay in memory, because programs load a style again and again."""


class CompiledEngine:
    """A style that was compiled to Python code.

    Args:
        source: The style.
        locale: A BCP 47 tag.

    Raises:
        InvalidStyle: The style cannot be compiled.
    """

    def __init__(self, source: StyleSource, locale: str) -> None:
        name = (source.name or source.title or "style")[:200]
        self._arguments = (source.text, name, locale, source.locales)
        self._built = _built(*self._arguments)
        self._lone_entries = LoneEntries(self._built.style)
        # the layouts of lists of one entry, by the widths of their margins
        self._layout = lru_cache(maxsize=32)(partial(layout_of, self._built.style))
        self._traced: TracedStyle | None = None
        self._shared: SharedWorks | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The warnings about the style."""
        return self._built.problems

    @property
    def has_bibliography(self) -> bool:
        """Whether the style has a bibliography."""
        return self._built.style.bibliography is not None

    @property
    def terms(self) -> Locale:
        """The locale of the style: its terms, quotation marks and options."""
        return self._built.style.locale

    @property
    def python_source(self) -> str:
        """The code that the style was compiled to."""
        return python_source(*self._arguments)

    def bibliography(
        self, records: Sequence[Record], spans: bool = False, sort: bool = True
    ) -> Bibliography:
        """Render a list of all the records: one entry for each.

        Args:
            records: The records.
            spans: Whether entries say what made each part of their text.
            sort: Whether the style sorts the entries; if not, they stay in the order given.
        """
        if len(records) == 1 and not spans:
            (record,) = records
            rich = self._lone_entries.render(record)
            if rich:  # the same entry in half the time
                entry = Entry(record.id, rich, record=record)
                return Bibliography((entry,), self._layout(margin_width(rich)))
        session = self.session(records, sort)
        session.register(record.id for record in records)
        return session.bibliography(spans=spans)

    def entries_alone(self, records: Iterable[Record]) -> Iterator[str]:
        """Yield the rich text of the entry of each record, as if it were the only record.

        The text is `""` for a record that only `bibliography` can render.
        """
        return map(self._lone_entries.render, records)

    def with_abbreviations(self, abbreviations: Abbreviations) -> CompiledEngine:
        """Make an engine that prints short forms which records do not have."""
        made = copy.copy(self)
        made._built = self._built._replace(
            style=self._built.style._replace(abbreviations=abbreviations)
        )
        made._lone_entries = LoneEntries(made._built.style)
        made._shared = None if self._shared is None else SharedWorks()
        return made

    def with_shared_works(self) -> CompiledEngine:
        """Make an engine whose sessions share what they find out about works."""
        made = copy.copy(self)
        made._shared = SharedWorks()
        return made

    def session(self, records: Sequence[Record], sort: bool = True) -> CompiledSession:
        """Start a document that cites some of the records, whose ids are distinct.

        Args:
            records: The records.
            sort: Whether the style sorts the list; if not, it is in the order of citation.
        """
        style, shared = self._built.style, self._shared
        if not sort and style.bibliography is not None:
            style = style._replace(bibliography=style.bibliography._replace(sort=()))
            shared = None  # it knows what the works of a sorted list are sorted by
        return CompiledSession(style, records, self.traced, shared)

    def traced(self) -> TracedStyle:
        """Compile the style for tracing, the first time that a text with spans is needed."""
        if self._traced is None:
            from citeformat.engine.compiler.tracing import build_traced

            self._traced = build_traced(*self._arguments)
        return self._traced
