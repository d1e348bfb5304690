"""What renders a style: the face of an engine, and the table of the engines that there are.

In: a style's source and a locale. Out: an object that makes bibliographies and citations. The table
holds names of modules, so that choosing one engine never imports another.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from citeformat.compiler.loader import StyleSource
from citeformat.document.cite import Citation
from citeformat.document.result import Bibliography, CitationText
from citeformat.errors import Problem, StyleError
from citeformat.record import Record

__all__ = ["DEFAULT", "ENGINES", "Engine", "Session", "fallback_text", "make_engine"]

ENGINES = {
    "compiled": "citeformat.compiled_engine:CompiledEngine",
    "citeproc-py": "citeformat.citeproc_engine:CiteprocEngine",
}
"""The name that a user gives -> `module:class`, called with a `StyleSource` and a locale."""

DEFAULT = "compiled"
"""The engine of a style for which none is named."""


class Session(Protocol):
    """A document that is being written: citations in order, and the list of what they cite."""

    def cite(self, citation: Citation) -> CitationText:
        """Add one citation and render it. Every id in it is that of a record."""
        ...

    def bibliography(self) -> Bibliography:
        """The list of the works cited so far."""
        ...


class Engine(Protocol):
    """A style made ready for rendering."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the style."""
        ...

    @property
    def has_bibliography(self) -> bool:
        """Whether the style has a bibliography."""
        ...

    def bibliography(self, records: Sequence[Record], spans: bool = False) -> Bibliography:
        """A list of all the records: as many entries as records, in the style's order.

        Args:
            records: The records.
            spans: Whether entries say what made each part of their text.
        """
        ...

    def session(self, records: Sequence[Record]) -> Session:
        """A document that cites some of the records; their ids are distinct."""
        ...


def make_engine(name: str, source: StyleSource, locale: str) -> Engine:
    """Make the engine of this name for a style.

    Args:
        name: A name in `ENGINES`.
        source: The style.
        locale: A BCP 47 tag.

    Raises:
        StyleError: There is no engine of this name.
        InvalidStyle: The style cannot be used.

    >>> from citeformat.compiler.loader import find
    >>> make_engine("citeproc-py", find("apa"), "en-US").has_bibliography
    True
    """
    if name not in ENGINES:
        import difflib

        near = difflib.get_close_matches(name, ENGINES, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise StyleError(f"there is no engine {name!r}{hint} ({', '.join(ENGINES)})")
    module, _, attribute = ENGINES[name].partition(":")
    factory: Any = getattr(import_module(module), attribute)
    engine: Engine = factory(source, locale)
    return engine


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
