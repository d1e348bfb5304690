"""The document: citations in the order of their making, and the list of what they cite.

In: ids, records or `Citation` values. Out: texts of citations and bibliographies. The work is done
by a session of an engine (`engine/base.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from citeformat.engine.base import Session
from citeformat.engine.fallback import complete_citation, complete_list
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.errors import RecordNotFound, StyleError
from citeformat.record import Record
from citeformat.record.display import Shown

__all__ = ["Document"]


class Document(Shown):
    """A text that cites: citations in the order of their making, and the list of what they cite.

    Make one with `Style.document`. A document cannot be pickled or copied; the texts that it makes
    can.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        session: Session,
        alone: Callable[[Record], CitationText],
    ) -> None:
        self._records = records
        self._session: Any = session
        self._alone = alone

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
    ) -> CitationText:
        """Cite one or more works in one place.

        Args:
            works: Ids of records, records, or `Cite` values that bring their own details.
            locator: The place in the work, `"12"` or `"12-14"`.
            label: What the locator counts: `"page"` (unless given), `"chapter"`, `"section"` ...
            prefix: Text before, such as `"see"`.
            suffix: Text behind.
            suppress_author: Leave the author out, because the sentence names it.
            author_only: Print the author and nothing else.
            note_number: The number of the note that the citation stands in.

        Returns:
            The citation, a `str` of plain text; `.to("html")` gives other formats.

        Raises:
            RecordNotFound: No record has the id; `suggestions` has the nearest ids.
            TypeError: Nothing is cited, or details are given where several works or a `Cite`
                would have to share them.
        """
        details = {"locator": str(locator), "label": label, "prefix": prefix, "suffix": suffix,
                   "suppress_author": suppress_author, "author_only": author_only}  # fmt: skip
        given = {name: value for name, value in details.items() if value}
        if not works:
            raise TypeError("cite needs the id of a record")
        if given and (len(works) > 1 or isinstance(works[0], Cite)):
            named = ", ".join(given)
            raise TypeError(f"with several works, give {named} to each: Cite(id, {named}=...)")
        cites = tuple(self._cite(work, given) for work in works)
        return self.add(Citation(cites, note_number=note_number))

    def add(self, citation: Citation, *, spans: bool = False) -> CitationText:
        """Cite what a `Citation` value says.

        Args:
            citation: The citation.
            spans: Whether its text says what made each of its parts (the compiled engine alone).

        Raises:
            RecordNotFound: No record has an id that it names.
        """
        for cite in citation.cites:
            self._check(cite.id)
        cite_it = self._ability("cite_with_spans") if spans else self._session.cite
        return self._complete(cite_it(citation), citation)

    def bibliography(self, **selection: Any) -> Bibliography:
        """The list of the works cited so far, in the style's order.

        Args:
            selection: `include`, `exclude`, `select`, `quash`: which works are listed, as
                citeproc-js has it; `spans=True`: entries say what made each part of their text
                (the compiled engine alone).

        Returns:
            An entry for each work. One that the style cannot render has a plain entry with
            `fallback` set, and a Problem. None at all where the style has no bibliography.
        """
        made: Bibliography = self._session.bibliography(**selection)
        problems = list(made.problems)
        entries = tuple(complete_list(made, self._records, problems))
        return Bibliography(entries, made.layout, tuple(problems))

    def register(self, ids: Iterable[str], sort: bool = True) -> list[str]:
        """List works without citing them (the compiled engine alone).

        Args:
            ids: Of records.
            sort: Whether they are put in the style's order, or stay in the order given.

        Returns:
            All works of the document, in the order of the bibliography.
        """
        listed: list[str] = self._ability("register")(ids, sort)
        return listed

    def process(self, citations: Sequence[Citation]) -> list[CitationText]:
        """Render all citations of a document at once (the compiled engine alone)."""
        texts: list[CitationText] = self._ability("process")(citations)
        return [self._complete(*each) for each in zip(texts, citations, strict=True)]

    def update(
        self,
        citation: Citation,
        before: Sequence[tuple[str, int]] = (),
        after: Sequence[tuple[str, int]] = (),
    ) -> list[tuple[int, str, CitationText]]:
        """Put a citation in, or another in its place (the compiled engine alone).

        Args:
            citation: The citation, with an id; its note number may be new.
            before: Id and note number of the citations before it, in order.
            after: The same for those behind it.

        Returns:
            Place, id and text of each citation whose text is now another.
        """
        changes: list[tuple[int, str, CitationText]]
        changes = self._ability("update")(citation, before, after)
        citations = self._session.citations
        return [(place, id, self._complete(text, citations[place])) for place, id, text in changes]

    def _complete(self, text: CitationText, citation: Citation) -> CitationText:
        """The text of a citation, or authors and years where the style prints nothing."""
        cited = [self._records[cite.id] for cite in citation.cites]
        return complete_citation(text, cited, self._alone)

    def _ability(self, name: str) -> Any:
        """What only some engines' sessions can do."""
        method = getattr(self._session, name, None)
        if method is None:
            raise StyleError(f"the engine of this style has no {name!r}; load it with another one")
        return method

    def _cite(self, work: str | Cite | Record, details: Mapping[str, object]) -> Cite:
        cite = work
        if isinstance(cite, Record):
            cite = cite.id
        if isinstance(cite, str):
            cite = Cite(cite, **details)  # type: ignore[arg-type]
        if not isinstance(cite, Cite):
            raise TypeError(f"an id, a Record or a Cite is needed, not {work!r}")
        self._check(cite.id)
        return cite

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError(
            "a Document cannot be pickled or copied; pickle its style, records and citations, "
            "and make another with Style.document"
        )

    def __repr__(self) -> str:
        return f"<Document: {len(self._records)} records>"

    def _repr_html_(self) -> str:
        """The list of what is cited so far."""
        made = self.bibliography()
        return made.to("html") if made.entries else "<p>Nothing is listed yet.</p>\n"

    def _repr_markdown_(self) -> str:
        made = self.bibliography()
        return made.to("markdown") if made.entries else "Nothing is listed yet.\n"

    def _check(self, id: str) -> None:
        if id not in self._records:
            import difflib

            raise RecordNotFound(id, difflib.get_close_matches(id, self._records, 3))
