"""The works that a document can cite: their items, and what is wrong with them.

In: a compiled style and records; then ids that are cited or listed. Out: the items that the phases
work with, and the Problems of works that have no record or that make the engine raise. Documents
of the same style can share what they find out about works.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from citeformat._util.text import similar_to
from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.state import Reference
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.errors import Problem, RecordNotFound
from citeformat.record import Record

__all__ = ["CitableWorks", "SharedWorks"]


class SharedWorks:
    """What the documents of one style share about the works that several of them cite.

    Nothing here depends on the document. Each document adds what it finds out, and replaces what
    is known about another record with the same id.
    """

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        """Id -> item."""
        self.references: dict[str, Reference] = {}
        """Id -> a work with its bare cites and what it is sorted by."""


class CitableWorks:
    """The works of one document, prepared when they are first cited or listed."""

    def __init__(
        self,
        style: CompiledStyle,
        records: Iterable[Record],
        shared: SharedWorks | None = None,
    ) -> None:
        self.style = style
        """The style. It prints `NOTHING` for works that have made it raise an exception."""
        self.records = {record.id: record for record in records}
        """Id -> record, for all works that can be cited."""
        self.items: dict[str, Item] = {}
        """Id -> item, for all works that are cited or listed."""
        self.unknown: dict[str, Reference] | None = None
        """The works that are cited, but have no records, if they are marked."""
        self._shared = shared
        self._variables = dict.fromkeys(style.variables, "")
        self._failures: dict[str, Problem] = {}
        """The id of a work that the engine cannot render -> what went wrong."""
        self._unknown_problems: dict[str, Problem] = {}
        """The id of a work without a record -> the problem of each citation of it."""

    @property
    def shared_references(self) -> dict[str, Reference] | None:
        """The works of all documents that share them; `None` if this document does not."""
        # the style that prints `NOTHING` for works that fail is this document's own
        return None if self._shared is None or self._failures else self._shared.references

    @property
    def failures(self) -> tuple[Problem, ...]:
        """The problems of the works that the engine cannot render."""
        return tuple(self._failures.values())

    @property
    def have_problems(self) -> bool:
        """Whether any work cannot be rendered, or has no record."""
        return bool(self._failures or self._unknown_problems)

    def problems_of(self, citation: Citation) -> tuple[Problem, ...]:
        """Return the problems of the works in a citation."""
        ids = dict.fromkeys(cite.id for cite in citation.cites)
        kinds = self._failures, self._unknown_problems
        return tuple([found[id] for id in ids for found in kinds if id in found])

    def mark_unknown(self) -> None:
        """Mark cited works without records, from now on, and do not raise an exception."""
        if self.unknown is None:
            self.unknown = {}

    def prepare(self, ids: Iterable[str]) -> None:
        """Make the items of works.

        Raises:
            RecordNotFound: No record has one of the ids.
        """
        for id in ids:
            if id in self.items:
                continue
            if id not in self.records:
                raise RecordNotFound(id, similar_to(str(id), self.records))
            record = self.records[id]
            item = None if self._shared is None else self._shared.items.get(id)
            if item is None or item.record is not record:
                style = self.style
                try:
                    item = Item(record, style.locale.language, self._variables, style.abbreviations)
                except Exception as error:
                    self._silence(id, error)
                    continue
                if self._shared is not None:
                    self._shared.items[id] = item
            self.items[id] = item

    def prepare_cited(self, citation: Citation) -> None:
        """Make the items of the works in a citation, and mark those without records.

        Raises:
            RecordNotFound: A work has no record, and such works are not marked.
        """
        for cite in citation.cites:
            id = cite.id
            if id in self.items:
                continue
            if self.unknown is None or id in self.records:
                self.prepare((id,))
            elif id not in self.unknown:
                item = Item(Record(id, "document"), self.style.locale.language)
                # a number that follows no other, and is sorted after them
                self.unknown[id] = Reference(item, sys.maxsize, is_unknown=True)
                similar = similar_to(id, self.records)
                self._unknown_problems[id] = Problem(
                    "error",
                    f"there is no record with the id {id!r}",
                    hint=f"did you mean {', '.join(similar)}?" if similar else "",
                    record=id,
                )

    def silence_failing(self, error: Exception) -> None:
        """Find the works that make the engine raise, and print `NOTHING` for them.

        Args:
            error: What the engine raised for the document.
        """
        from citeformat.engine.processor.works.failures import find_failing

        for id, own in find_failing(self.style, self.items, error).items():
            self._silence(id, own)

    def _silence(self, id: str, error: Exception) -> None:
        """Have the style print `NOTHING` for a work: its item gets no values."""
        from citeformat.engine.processor.works.failures import describe_failure, silenced

        if not self._failures:  # the style finds all later failures there, too
            self.style = silenced(self.style, self._failures)
        self._failures[id] = describe_failure(self.records[id], error)
        language = self.style.locale.language
        self.items[id] = Item(Record(id, "document"), language, self._variables)
