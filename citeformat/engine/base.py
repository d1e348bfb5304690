"""What renders a style: the face of an engine, and the table of the engines that there are.

In: a style's source and a locale. Out: an object that makes bibliographies and citations. The table
holds names of modules, so that choosing one engine never imports another.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.errors import Problem, StyleError
from citeformat.record import Record
from citeformat.styles.loader import StyleSource

__all__ = ["DEFAULT", "ENGINES", "Engine", "Session", "make_engine"]


ENGINES = {
    "compiled": "citeformat.engine.compiled:CompiledEngine",
    "citeproc-py": "citeformat.engine.citeproc_py.engine:CiteprocEngine",
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

    >>> from citeformat.styles.loader import find
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
