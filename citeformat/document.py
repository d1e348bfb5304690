"""The document: citations in the order of their making, and the list of what they cite.

In: ids, records or `Citation` values. Out: texts of citations and bibliographies. A session of an
engine (`engine/base.py`) does the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citeformat.engine.base import EditableSession, Engine
from citeformat.engine.fallback import complete_citation, complete_list
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.errors import RecordNotFound, StyleError
from citeformat.record import Record
from citeformat.record.display import NotebookRepr

__all__ = ["Document"]


class Document(NotebookRepr):
    """A text that cites: citations in the order of their making, and the list of what they cite.

    Make one with `Style.document`. A document cannot be pickled or copied; the texts that it makes
    can.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        engine: Engine,
        *,
        sort: bool = True,
    ) -> None:
        self._records = records
        self._engine = engine
        self._session = engine.session(tuple(records.values()), sort)

    def cite(
        self,
        *works: str | Cite | Record,
        locator: str = "",
        label: str = "",
        prefix: str = "",
        suffix: str = "",
        suppress_author: bool = False,
        author_only: bool = False,
        note_number: int = 0,
        sort: bool = True,
    ) -> CitationText:
        """Cite one or more works in one place.

        Args:
            works: Ids of records, records, or `Cite` values that bring their own details.
            locator: The place in the work, `"12"` or `"12-14"`.
            label: What the locator counts: `"page"` (the default), `"chapter"`, `"section"` ...
            prefix: The text before the cite, such as `"see"`.
            suffix: The text after the cite.
            suppress_author: Leave the author out, because the sentence names it.
            author_only: Print the author and nothing else.
            note_number: The number of the note that the citation is in.
            sort: Whether the style sorts the cites; if not, they stay in the order given.

        Returns:
            The citation, a `str` of plain text; `.to("html")` returns other formats.

        Raises:
            RecordNotFound: No record has the id; `suggestions` has the nearest ids.
            TypeError: Nothing is cited, or details are given where several works or a `Cite`
                would have to share them.
        """
        details: dict[str, Any] = {
            "locator": str(locator),
            "label": label,
            "prefix": prefix,
            "suffix": suffix,
            "suppress_author": suppress_author,
            "author_only": author_only,
        }
        given = {name: value for name, value in details.items() if value}
        if not works:
            raise TypeError("cite needs the id of a record")
        if given and (len(works) > 1 or isinstance(works[0], Cite)):
            named = ", ".join(given)
            raise TypeError(f"with several works, give {named} to each: Cite(id, {named}=...)")
        cites = []
        for work in works:
            cite = work.id if isinstance(work, Record) else work
            if isinstance(cite, str):
                cite = Cite(cite, **given)
            if not isinstance(cite, Cite):
                raise TypeError(f"cite takes an id, a Record or a Cite, not {work!r}")
            cites.append(cite)
        return self.add(Citation(tuple(cites), note_number=note_number, unsorted=not sort))

    def add(self, citation: Citation, *, spans: bool = False) -> CitationText:
        """Cite what a `Citation` value says.

        Args:
            citation: The citation.
            spans: Whether its text says what made each of its parts (the compiled engine alone).

        Raises:
            RecordNotFound: It names an id that no record has.
            StyleError: The engine of the style has no spans.
        """
        for cite in citation.cites:
            if cite.id not in self._records:
                import difflib  # only a wrong id needs it

                raise RecordNotFound(cite.id, difflib.get_close_matches(cite.id, self._records, 3))
        if spans:
            return self._complete(self._editable().cite_with_spans(citation), citation)
        return self._complete(self._session.cite(citation), citation)

    def bibliography(
        self,
        *,
        include: Sequence[Mapping[str, Any]] = (),
        exclude: Sequence[Mapping[str, Any]] = (),
        select: Sequence[Mapping[str, Any]] = (),
        quash: Sequence[Mapping[str, Any]] = (),
        spans: bool = False,
    ) -> Bibliography:
        """Render the list of the works cited so far, in the style's order.

        The conditions are those of citeproc-js, `{"field": "type", "value": "book"}`; they and
        `spans` need the compiled engine.

        Args:
            include: List the works that meet any of these conditions.
            exclude: Leave out the works that meet any of these conditions.
            select: List the works that meet all of these conditions.
            quash: Leave out the works that meet all of these conditions.
            spans: Whether entries say what made each part of their text.

        Returns:
            An entry for each work. An entry that the style cannot render has authors, year and
            title instead, is marked as `fallback`, and comes with a Problem. A style without a
            bibliography has no entries.

        Raises:
            StyleError: The engine of the style has neither conditions nor spans.
        """
        if include or exclude or select or quash or spans:
            made = self._editable().bibliography(include, exclude, select, quash, spans)
        else:
            made = self._session.bibliography()
        problems = list(made.problems)
        entries = tuple(complete_list(self._engine, made, self._records, problems))
        return Bibliography(entries, made.layout, tuple(problems))

    def register(self, ids: Iterable[str], sort: bool = True) -> list[str]:
        """List works without citing them (the compiled engine alone).

        Args:
            ids: The ids of their records.
            sort: Whether they are put in the style's order, or stay in the order given.

        Returns:
            All works of the document, in the order of the bibliography.
        """
        return self._editable().register(ids, sort)

    def process(self, citations: Sequence[Citation]) -> list[CitationText]:
        """Render all citations of a document at once (the compiled engine alone)."""
        texts = self._editable().process(citations)
        return [self._complete(*each) for each in zip(texts, citations, strict=True)]

    def update(
        self,
        citation: Citation,
        before: Sequence[tuple[str, int]] = (),
        after: Sequence[tuple[str, int]] = (),
    ) -> list[tuple[int, str, CitationText]]:
        """Insert a citation, or replace the one with its id (the compiled engine alone).

        Args:
            citation: The citation, with an id; its note number may be new.
            before: Id and note number of the citations before it, in order.
            after: Id and note number of the citations after it, in order.

        Returns:
            Index, id and text of each citation whose text changed.
        """
        session = self._editable()
        changes = session.update(citation, before, after)
        citations = session.citations
        return [(index, id, self._complete(text, citations[index])) for index, id, text in changes]

    def _complete(self, text: CitationText, citation: Citation) -> CitationText:
        """Put authors and years where the style prints nothing for a work."""
        return complete_citation(text, citation, self._records)

    def _editable(self) -> EditableSession:
        if not isinstance(self._session, EditableSession):
            raise StyleError("the engine of this style cannot do this; load the style without one")
        return self._session

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError(
            "a Document cannot be pickled or copied; pickle its style, records and citations, "
            "and make another with Style.document"
        )

    def __repr__(self) -> str:
        return f"<Document: {len(self._records)} records>"

    def _repr_html_(self) -> str:
        """Show the list of what is cited so far in a notebook."""
        made = self.bibliography()
        return made.to("html") if made.entries else "<p>Nothing is listed yet.</p>\n"

    def _repr_markdown_(self) -> str:
        made = self.bibliography()
        return made.to("markdown") if made.entries else "Nothing is listed yet.\n"
