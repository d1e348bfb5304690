"""The citations of a document, in order, each with an id of its own.

In: citations, with or without ids, and edits of their order. Out: the citations as they are now.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import overload

from citeformat._util.text import similar_to
from citeformat.engine.processor.citation import Citation
from citeformat.errors import CitationNotFound

__all__ = ["CitationList"]


class CitationList(Sequence[Citation]):
    """The citations of a document.

    >>> from citeformat.engine.processor.citation import Cite
    >>> citations = CitationList()
    >>> first = citations.append(Citation((Cite("knuth1984"),)))
    >>> citations.insert(0, Citation((Cite("turing1950"),), id="second")).id, first.id
    ('second', 'citation-0')
    """

    __slots__ = ("_citations", "_ids", "_numbers")

    def __init__(self) -> None:
        self._citations: list[Citation] = []
        self._ids: set[str] = set()
        self._numbers = count()
        """Numbers for the ids of citations without ids."""

    @overload
    def __getitem__(self, index: int) -> Citation: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Citation]: ...

    def __getitem__(self, index: int | slice) -> Citation | Sequence[Citation]:
        return self._citations[index]

    def __len__(self) -> int:
        return len(self._citations)

    def __iter__(self) -> Iterator[Citation]:
        return iter(self._citations)

    def find(self, id: str) -> Citation:
        """Find a citation by its id.

        Raises:
            CitationNotFound: No citation has the id.
        """
        return self._citations[self._index(id)]

    def append(self, citation: Citation) -> Citation:
        """Add a citation at the end, and return it with its id."""
        return self.insert(len(self._citations), citation)

    def insert(self, position: int, citation: Citation) -> Citation:
        """Insert a citation before the one at a position, and return it with its id.

        Raises:
            ValueError: Another citation has its id.
        """
        if not citation.id:
            citation = _numbered(citation, self._free_id(), citation.note_number)
        elif citation.id in self._ids:
            raise ValueError(f"the document has a citation with the id {citation.id!r} already")
        self._citations.insert(position, citation)
        self._ids.add(citation.id)
        return citation

    def replace(self, citation: Citation) -> None:
        """Replace the citation that has the same id.

        Raises:
            CitationNotFound: No citation has the id.
        """
        self._citations[self._index(citation.id)] = citation

    def remove(self, id: str) -> None:
        """Remove a citation.

        Raises:
            CitationNotFound: No citation has the id.
        """
        del self._citations[self._index(id)]
        self._ids.remove(id)

    def move(self, id: str, position: int) -> None:
        """Move a citation to the position that it will have.

        Raises:
            CitationNotFound: No citation has the id.
        """
        position = operator.index(position)  # raises an exception before anything is moved
        self._citations.insert(position, self._citations.pop(self._index(id)))

    def renumber(self, note_numbers: Mapping[str, int]) -> None:
        """Put citations into other notes: id -> the number of the note.

        Raises:
            CitationNotFound: No citation has one of the ids.
        """
        for id in note_numbers:
            if id not in self._ids:
                self._index(id)  # raises the exception
        self._citations = [
            _numbered(each, each.id, note_numbers.get(each.id, each.note_number))
            for each in self._citations
        ]

    def replace_all(self, citations: Iterable[Citation]) -> None:
        """Replace all citations. One without an id, or with that of an earlier one, gets another
        id."""
        citations = list(citations)
        given = {citation.id for citation in citations}
        free = (id for number in count() if (id := f"citation-{number}") not in given)
        taken = {""}
        self._citations = []
        for citation in citations:
            if citation.id in taken:
                citation = _numbered(citation, next(free), citation.note_number)
            taken.add(citation.id)
            self._citations.append(citation)
        self._ids = taken - {""}

    def place_between(
        self,
        citation: Citation,
        before: Iterable[tuple[str, int]],
        after: Iterable[tuple[str, int]],
    ) -> Citation:
        """Insert a citation, or replace the one with its id, and say where all others are.

        Args:
            citation: The citation.
            before: Id and note number of the citations before it, in order. Citations that neither
                `before` nor `after` names are removed. One that is named twice has the first place.
            after: The same for those after it.

        Returns:
            The citation with its id.
        """
        if not citation.id:
            citation = _numbered(citation, self._free_id(), citation.note_number)
        known = {each.id: each for each in self._citations if each.id != citation.id}
        self._citations = [
            *(_numbered(known.pop(id), id, note) for id, note in before if id in known),
            citation,
            *(_numbered(known.pop(id), id, note) for id, note in after if id in known),
        ]
        self._ids = {each.id for each in self._citations}
        return citation

    def _index(self, id: str) -> int:
        for index, citation in enumerate(self._citations):
            if citation.id == id:
                return index
        raise CitationNotFound(id, similar_to(str(id), self._ids))

    def _free_id(self) -> str:
        return next(id for number in self._numbers if (id := f"citation-{number}") not in self._ids)


def _numbered(citation: Citation, id: str, note: int) -> Citation:
    """Return the citation with this id and note number.

    `dataclasses.replace` is much slower, and checks values that have been checked.
    """
    if note.__class__ is not int:
        return replace(citation, id=id, note_number=note)
    made: Citation = object.__new__(Citation)
    put = object.__setattr__
    put(made, "cites", citation.cites)
    put(made, "id", id)
    put(made, "note_number", note)
    put(made, "mode", citation.mode)
    put(made, "infix", citation.infix)
    put(made, "sort", citation.sort)
    return made
