"""The protocols of an engine, and the engines by name.

In: a style's source and a locale. Out: an object that renders bibliographies and citations. The
registry holds the places of classes, so that one engine never imports another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from citeformat._util.registry import Plugin, Registry
from citeformat.csl.locale import Locale
from citeformat.engine.processor.bibliography.selection import Conditions
from citeformat.engine.processor.changes import ChangedCitation
from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.engine.runtime.item.abbreviations import Abbreviations
from citeformat.errors import Problem, StyleError
from citeformat.record import Record
from citeformat.styles.loader import StyleSource

__all__ = [
    "DEFAULT", "ENGINES", "EditableSession", "Engine", "Session", "make_engine"
]  # fmt: skip


class Session(Protocol):
    """A document that grows: citations in order, and the list of what they cite."""

    def cite(self, citation: Citation) -> CitationText:
        """Add a citation at the end and render it. Every id in it is the id of a record."""
        ...

    def bibliography(self) -> Bibliography:
        """Render the list of the works cited so far."""
        ...


class EditableSession(Session, Protocol):
    """A document that changes anywhere, and that can say what made each part of a text."""

    @property
    def citations(self) -> Sequence[Citation]:
        """The citations in the order of the document."""
        ...

    def mark_unknown(self) -> None:
        """Print a mark for an id that no record has, from now on, and do not raise an exception."""
        ...

    def cite_with_spans(self, citation: Citation) -> CitationText:
        """Add a citation at the end, and say what made each part of its text."""
        ...

    def register(self, ids: Iterable[str], sort: bool = True) -> list[str]:
        """List works without citing them; return all works in the order of the bibliography."""
        ...

    def find(self, id: str) -> Citation:
        """Find a citation by its id; raise `CitationNotFound` if none has it."""
        ...

    def insert(self, position: int, citation: Citation) -> Citation:
        """Insert a citation before the one at a position; return it with its id."""
        ...

    def replace(self, citation: Citation) -> None:
        """Replace the citation that has the same id; raise `CitationNotFound` if none has."""
        ...

    def remove(self, id: str) -> None:
        """Remove a citation; raise `CitationNotFound` if none has this id."""
        ...

    def move(self, id: str, position: int) -> None:
        """Move a citation to the position that it will have."""
        ...

    def renumber(self, note_numbers: Mapping[str, int]) -> None:
        """Put citations into other notes: id -> the number of the note."""
        ...

    def texts(self) -> list[CitationText]:
        """Return the present text of each citation."""
        ...

    def changes(self) -> list[ChangedCitation]:
        """Return the citations whose texts differ from those that were returned last."""
        ...

    def process(self, citations: Sequence[Citation]) -> list[CitationText]:
        """Render the citations of a whole document; they replace the citations it had."""
        ...

    def update(
        self,
        citation: Citation,
        before: Sequence[tuple[str, int]] = (),
        after: Sequence[tuple[str, int]] = (),
    ) -> list[ChangedCitation]:
        """Insert or replace a citation; return each citation whose text changed."""
        ...

    def bibliography(
        self,
        include: Conditions = (),
        exclude: Conditions = (),
        select: Conditions = (),
        quash: Conditions = (),
        spans: bool = False,
    ) -> Bibliography:
        """Render the list of some or all works."""
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

    @property
    def terms(self) -> Locale | None:
        """The locale of the style, with its terms and options; `None` if the engine hides it."""
        ...

    @property
    def python_source(self) -> str:
        """The Python code of the style; raise `StyleError` if the engine does not compile it."""
        ...

    def bibliography(
        self, records: Sequence[Record], spans: bool = False, sort: bool = True
    ) -> Bibliography:
        """Render a list of all the records: one entry for each.

        Args:
            records: The records.
            spans: Whether entries say what made each part of their text.
            sort: Whether the style sorts the entries; if not, they stay in the order given.
        """
        ...

    def entries_alone(self, records: Iterable[Record]) -> Iterator[str]:
        """Yield the rich text of the entry of each record, as if it were the only record.

        The text is `""` for a record that only `bibliography` can render.
        """
        ...

    def with_abbreviations(self, abbreviations: Abbreviations) -> Engine:
        """Make an engine that prints short forms which records do not have."""
        ...

    def with_shared_works(self) -> Engine:
        """Make an engine whose sessions share what they find out about works."""
        ...

    def session(self, records: Sequence[Record], sort: bool = True) -> Session:
        """Start a document that cites some of the records, whose ids are distinct.

        Args:
            records: The records.
            sort: Whether the style sorts the list; if not, it is in the order of citation.
        """
        ...


ENGINES: Registry[Plugin[Callable[[StyleSource, str], Engine]]] = Registry(
    "engine",
    (
        Plugin("compiled", "citeformat.engine.compiled:CompiledEngine"),
        Plugin("citeproc-py", "citeformat.engine.citeproc_py.engine:CiteprocEngine"),
    ),
    error=StyleError,
)

DEFAULT = "compiled"
"""The engine of a style that names none."""


def make_engine(name: str, source: StyleSource, locale: str) -> Engine:
    """Make the engine of this name for a style.

    Args:
        name: A name in `ENGINES`.
        source: The style.
        locale: A BCP 47 tag.

    Raises:
        StyleError: No engine has this name.
        InvalidStyle: The style cannot be used.

    >>> from citeformat.styles.loader import find
    >>> make_engine("citeproc-py", find("apa"), "en-US").has_bibliography
    True
    """
    return ENGINES.find(name).load()(source, locale)
