"""The compiled engine behind the `Engine` face: a style is compiled once, then runs.

In: a `StyleSource` and a locale. Out: bibliographies and sessions.
"""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.compiler.build import build, python_source
from citeformat.compiler.loader import StyleSource
from citeformat.document.result import Bibliography
from citeformat.document.session import Session
from citeformat.errors import Problem
from citeformat.record import Record

__all__ = ["CompiledEngine"]


class CompiledEngine:
    """A style as Python code."""

    def __init__(self, source: StyleSource, locale: str) -> None:
        self._arguments = (source.text, (source.name or source.title or "style")[:200], locale)
        self._built = build(*self._arguments)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is odd about the style."""
        return self._built.problems

    @property
    def has_bibliography(self) -> bool:
        """Whether the style has a bibliography."""
        return self._built.style.bibliography is not None

    @property
    def python_source(self) -> str:
        """The code that the style was compiled to."""
        return python_source(*self._arguments)

    def bibliography(self, records: Sequence[Record]) -> Bibliography:
        """A list of all the records."""
        session = self.session(records)
        session.register(record.id for record in records)
        return session.bibliography()

    def session(self, records: Sequence[Record]) -> Session:
        """A document that cites some of the records."""
        return Session(self._built.style, records)
