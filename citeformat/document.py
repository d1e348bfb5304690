"""The document: citations in order, and the list of what they cite.

In: ids, records or `Citation` values, at the end of the document or at any position. Out: texts of
citations, bibliographies, and what an edit has changed. A session of an engine (`engine/base.py`)
does the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypedDict, cast

from citeformat._util.text import similar_to
from citeformat.engine.base import EditableSession, Engine
from citeformat.engine.fallback import complete_citation, complete_list
from citeformat.engine.processor.bibliography.selection import Conditions, check_conditions
from citeformat.engine.processor.changes import ChangedCitation, Changes, changed_entries
from citeformat.engine.processor.citation import Citation, CitationMode, Cite, CiteSort
from citeformat.engine.processor.result import Bibliography, CitationText, Entry
from citeformat.errors import RecordNotFound, StyleError
from citeformat.output.entry_ids import ENTRY_IDS
from citeformat.record import Record
from citeformat.record.custom import ids_by_alias
from citeformat.record.display import NotebookRepr

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["CiteDetails", "Document", "Unknown"]


Unknown = Literal["raise", "mark"]
"""What a document does about a cited id that no record has; see `Style.document`."""


class CiteDetails(TypedDict, total=False):
    """The keyword arguments of `Document.cite`, which `insert` and `replace` have too."""

    locator: str | int | None
    label: str
    prefix: str
    suffix: str
    suppress_author: bool
    author_only: bool
    narrative: bool
    note_number: int
    sort: CiteSort


class Document(NotebookRepr):
    """A text that cites: citations in order, and the list of what they cite.

    Make one with `Style.document`. A document cannot be pickled or copied; the texts that it makes
    can.

    `cite` adds a citation at the end. A later citation can change the texts before it: two works of
    the same author and year get the letters a and b, and a numeric style numbers the works anew.
    `texts` has the present text of each citation, and `changes` returns those that have changed.
    `insert`, `replace`, `remove` and `move` edit the document at any position, and return the
    citations and entries that changed.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        engine: Engine,
        *,
        sort: bool = True,
        link_citations: bool = False,
        entry_ids: str = ENTRY_IDS,
        unknown: Unknown = "raise",
    ) -> None:
        if unknown not in ("raise", "mark"):
            raise ValueError(f"unknown is 'raise' or 'mark', not {unknown!r}")
        self._records = records
        self._engine = engine
        self._link_citations = link_citations
        self._entry_ids = entry_ids
        self._session = engine.session(tuple(records.values()), sort)
        if link_citations:
            self._editable()  # other engines do not say where the cites are
        self._unknown: Unknown = unknown
        if unknown == "mark":
            self._editable().mark_unknown()
        self._entries: Sequence[Entry] = ()
        """The bibliography when it was last returned."""
        self._listing: tuple[Bibliography, Bibliography] | None = None
        """The bibliography that the engine returned last, and the complete one."""

    def cite(
        self,
        *works: str | Cite | Record,
        locator: str | int | None = "",
        label: str = "",
        prefix: str = "",
        suffix: str = "",
        suppress_author: bool = False,
        author_only: bool = False,
        narrative: bool = False,
        note_number: int = 0,
        sort: CiteSort = True,
        id: str = "",
    ) -> CitationText:
        """Cite one or more works in one place, after all other citations.

        The text that this returns is right for the document so far. Citations that are added later
        can change it: two works of one author and year get letters, and a style that sorts its list
        numbers all works anew. `changes` returns the texts that have changed, and `texts` has the
        present text of each citation. `process` renders all citations at once.

        Args:
            works: Ids of records, records, or `Cite` values that bring their own details.
            locator: The place in the work: `12`, `"12-14"`, or `"chap. 3"` with its label.
            label: What the locator counts: `"page"` (the default), `"chapter"`, `"section"` ...
                Plurals and abbreviations are understood.
            prefix: The text before the cite, such as `"see"`.
            suffix: The text after the cite.
            suppress_author: Leave the author out, because the sentence names it.
            author_only: Print the author and nothing else.
            narrative: Print the author of the first work as a part of the sentence, and then the
                rest: "Turing (1950)", "Smith and Lee [1]". In a style for notes, the text is that
                of the note, and its `author` has the names for the sentence.
            note_number: The number of the note that the citation is in.
            sort: Whether the style sorts the cites; if not, they stay in the order given. With
                `"between-affixes"`, a cite with a prefix or a suffix keeps its place, and those
                between are sorted. With `"between-prefixes"`, a cite with a prefix starts a new
                series, and each series is sorted.
            id: The id of the citation, for edits. By default, it is made up; see `citations`.

        Returns:
            The citation, a `str` of plain text; `.to("html")` returns other formats.

        Raises:
            RecordNotFound: No record has the id; `suggestions` has the nearest ids.
            TypeError: Nothing is cited, details are given where several works or a `Cite` would
                have to share them, or a narrative citation leaves out its author.
            ValueError: `label` is not the label of a locator, `sort` has another value, or the
                document has a citation with this `id` already.
        """
        return self.add(
            _citation(
                works,
                locator=locator,
                label=label,
                prefix=prefix,
                suffix=suffix,
                suppress_author=suppress_author,
                author_only=author_only,
                narrative=narrative,
                note_number=note_number,
                sort=sort,
                id=id,
            )
        )

    def add(self, citation: Citation, *, spans: bool = False) -> CitationText:
        """Cite what a `Citation` value says.

        Args:
            citation: The citation.
            spans: Whether its text says what made each of its parts (the compiled engine alone).

        Raises:
            RecordNotFound: It names an id that no record has.
            StyleError: The engine of the style has no spans.
            TypeError: `citation` is not a `Citation`.
            ValueError: The document has a citation with its id already.
        """
        citation = self._with_record_ids(citation)
        if spans:
            return self._complete(self._editable().cite_with_spans(citation), citation)
        return self._complete(self._session.cite(citation), citation)

    def bibliography(
        self,
        *,
        include: Conditions = (),
        exclude: Conditions = (),
        select: Conditions = (),
        quash: Conditions = (),
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
            TypeError: Something is not a list of conditions.
        """
        check_conditions(include=include, exclude=exclude, select=select, quash=quash)
        if include or exclude or select or quash or spans:
            made = self._editable().bibliography(include, exclude, select, quash, spans)
            return self._complete_list(made)
        bibliography = self._bibliography()
        self._entries = bibliography.entries
        return bibliography

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations with their ids, in the order of the document (the compiled engine alone).

        >>> from citeformat import Style
        >>> records = [Record("knuth1984", "book", {"title": "The TeXbook"})]
        >>> document = Style.load("apa").document(records)
        >>> _ = document.cite("knuth1984"), document.cite("knuth1984", locator="7", id="second")
        >>> [citation.id for citation in document.citations]
        ['citation-0', 'second']
        """
        return tuple(self._editable().citations)

    @property
    def texts(self) -> tuple[CitationText, ...]:
        """The present text of each citation, in order (the compiled engine alone).

        A text that `cite` returned is out of date when a later citation has changed it. Only texts
        that can have changed are rendered again.

        >>> from citeformat import Style
        >>> records = [Record.from_csl({"id": id, "author": [{"family": "Doe"}], "title": id,
        ...     "issued": {"date-parts": [[1999]]}}) for id in ("one", "two")]
        >>> document = Style.load("apa").document(records)
        >>> document.cite("one"), document.cite("two")
        ('(Doe, 1999)', '(Doe, 1999b)')
        >>> document.texts
        ('(Doe, 1999a)', '(Doe, 1999b)')
        """
        session = self._editable()
        pairs = zip(session.texts(), session.citations, strict=True)
        return tuple([self._complete(*each) for each in pairs])

    def insert(
        self,
        position: int,
        *works: str | Cite | Record | Citation,
        id: str = "",
        **details: Unpack[CiteDetails],
    ) -> Changes:
        """Insert a citation at any position (the compiled engine alone).

        Args:
            position: The number of citations before it, as in `list.insert`: 0 puts it first.
            works: What it cites, as in `cite`, or one `Citation`.
            id: The id of the citation. By default, it is made up: see `Changes.id`.
            details: The other arguments of `cite`. `note_number` changes no other note; `renumber`
                does.

        Returns:
            The citation and all others whose texts have changed, and the entries that have.

        Raises:
            RecordNotFound: No record has an id that is cited.
            ValueError: The document has a citation with this id already.
            TypeError: As for `cite`.

        >>> from citeformat import Style
        >>> records = [Record(id, "book", {"title": id}) for id in ("one", "two")]
        >>> document = Style.load("ieee").document(records)
        >>> document.cite("one")
        '[1]'
        >>> changes = document.insert(0, "two")
        >>> for position, id, text in changes.citations:
        ...     print(position, id, text)
        0 citation-1 [1]
        1 citation-0 [2]
        """
        session = self._editable()
        citation = _citation(works, id=id, **details)
        citation = self._with_record_ids(citation)
        return self._changes(session.insert(position, citation).id)

    def replace(
        self, id: str, *works: str | Cite | Record | Citation, **details: Unpack[CiteDetails]
    ) -> Changes:
        """Replace what a citation cites; it keeps its place and its id (the compiled engine alone).

        Args:
            id: The id of the citation.
            works: What it cites from now on, as in `cite`, or one `Citation`, whose own id does not
                count.
            details: The other arguments of `cite`. Without `note_number`, the citation stays in its
                note. No other detail stays.

        Returns:
            The citations and entries that have changed.

        Raises:
            CitationNotFound: No citation has this id.
            RecordNotFound: No record has an id that is cited.
            TypeError: As for `cite`.

        >>> from citeformat import Style
        >>> records = [Record(id, "book", {"title": id}) for id in ("one", "two")]
        >>> document = Style.load("apa").document(records)
        >>> document.cite("one", id="first")
        '(One, n.d.)'
        >>> document.replace("first", "two", locator="7").citations[0].text
        '(Two, n.d., p. 7)'
        """
        old = self._editable().find(id)
        if "note_number" not in details and not any(isinstance(work, Citation) for work in works):
            details["note_number"] = old.note_number
        citation = replace(_citation(works, **details), id=id)
        citation = self._with_record_ids(citation)
        self._editable().replace(citation)
        return self._changes(id)

    def remove(self, id: str) -> Changes:
        """Remove a citation (the compiled engine alone).

        Args:
            id: The id of the citation.

        Returns:
            The citations and entries that have changed.

        Raises:
            CitationNotFound: No citation has this id.
        """
        self._editable().remove(id)
        return self._changes(id)

    def move(self, id: str, position: int) -> Changes:
        """Move a citation (the compiled engine alone).

        Args:
            id: The id of the citation.
            position: The number of citations that are before it from now on.

        Returns:
            The citations and entries that have changed.

        Raises:
            CitationNotFound: No citation has this id.
        """
        self._editable().move(id, position)
        return self._changes(id)

    def renumber(self, note_numbers: Mapping[str, int]) -> Changes:
        """Put citations into other notes (the compiled engine alone).

        Args:
            note_numbers: The id of a citation -> the number of its note.

        Returns:
            The citations and entries that have changed.

        Raises:
            CitationNotFound: No citation has one of the ids. No number is changed.
        """
        self._editable().renumber(note_numbers)
        return self._changes("")

    def register(self, ids: Iterable[str], sort: bool = True) -> list[str]:
        """List works without citing them (the compiled engine alone).

        Args:
            ids: The ids of their records. They replace those that were listed before.
            sort: Whether all works of the document are returned, in the order of the bibliography.
                If not, the ids are returned in the order given, and nothing is rendered.

        Returns:
            The ids of the works.

        Raises:
            RecordNotFound: No record has one of the ids.

        >>> from citeformat import Style
        >>> records = [Record(id, "book", title=id) for id in ("b", "a")]
        >>> Style.load("apa").document(records).register(["b", "a"])
        ['a', 'b']
        """
        return self._editable().register([self._record_id(id) for id in ids], sort)

    def process(self, citations: Sequence[Citation]) -> list[CitationText]:
        """Render all citations of a document at once (the compiled engine alone).

        Args:
            citations: The citations in order. They replace those that the document had. One
                without an id, or with that of an earlier one, gets another id.

        Returns:
            The text of each citation. No later citation can change it.

        Raises:
            RecordNotFound: No record has an id that is cited.

        >>> from citeformat import Style
        >>> records = [Record.from_csl({"id": id, "author": [{"family": "Doe"}], "title": id,
        ...     "issued": {"date-parts": [[1999]]}}) for id in ("one", "two")]
        >>> document = Style.load("apa").document(records)
        >>> document.process([Citation((Cite("one"),)), Citation((Cite("two"),))])
        ['(Doe, 1999a)', '(Doe, 1999b)']
        """
        citations = [self._with_record_ids(citation) for citation in citations]
        texts = self._editable().process(citations)
        return [self._complete(*each) for each in zip(texts, citations, strict=True)]

    def update(
        self,
        citation: Citation,
        before: Sequence[tuple[str, int]] = (),
        after: Sequence[tuple[str, int]] = (),
    ) -> list[ChangedCitation]:
        """Insert a citation, or replace the one with its id (the compiled engine alone).

        Args:
            citation: The citation, with an id; its note number may be new.
            before: Id and note number of the citations before it, in order. Citations that neither
                `before` nor `after` names are removed.
            after: Id and note number of the citations after it, in order.

        Returns:
            Position, id and text of each citation whose text changed.

        Raises:
            RecordNotFound: No record has an id that is cited.
        """
        citation = self._with_record_ids(citation)
        return self._complete_changes(self._editable().update(citation, before, after))

    def changes(self) -> Changes:
        """Return all that has changed since it was last returned (the compiled engine alone).

        `cite` and `add` return one text, and say nothing about those before it. A program that
        writes texts into a document as they are made calls this to bring the others up to date.

        Returns:
            The citations whose texts are not those that were returned last, and the entries that
            differ from the bibliography that was returned last.

        >>> from citeformat import Style
        >>> records = [Record.from_csl({"id": id, "author": [{"family": id}]}) for id in ("B", "A")]
        >>> document = Style.load("acm-sig-proceedings").document(records)
        >>> document.cite("B"), document.cite("A")
        ('[1]', '[1]')
        >>> [(change.position, str(change.text)) for change in document.changes().citations]
        [(0, '[2]')]
        """
        return self._changes("")

    def _changes(self, id: str) -> Changes:
        """Compare texts and entries with those that were returned last."""
        citations = self._complete_changes(self._editable().changes())
        before, self._entries = self._entries, self._bibliography().entries
        return Changes(id, tuple(citations), changed_entries(before, self._entries))

    def _complete_changes(self, changes: Sequence[ChangedCitation]) -> list[ChangedCitation]:
        citations = self._editable().citations
        return [
            change._replace(text=self._complete(change.text, citations[change.position]))
            for change in changes
        ]

    def _bibliography(self) -> Bibliography:
        made = self._session.bibliography()
        if self._listing is None or self._listing[0] is not made:
            self._listing = made, self._complete_list(made)
        return self._listing[1]

    def _complete_list(self, made: Bibliography) -> Bibliography:
        """Put authors, years and titles where the style prints nothing for a work."""
        problems = list(made.problems)
        entries = tuple(complete_list(self._engine, made, self._records, problems))
        layout = made.layout._replace(entry_ids=self._entry_ids)
        return Bibliography(entries, layout, tuple(problems))

    def _with_record_ids(self, citation: Citation) -> Citation:
        """Replace other ids of records in a citation; see `_record_id`.

        Raises:
            RecordNotFound: No record has an id, and such ids are not marked.
            TypeError: `citation` is not a `Citation`.
        """
        if not isinstance(citation, Citation):
            raise TypeError(f"a Citation is needed, not {citation!r}; cite takes ids")
        known = self._records
        if not [cite for cite in citation.cites if cite.id not in known]:
            return citation
        cites = [
            cite if cite.id in known else replace(cite, id=self._record_id(cite.id))
            for cite in citation.cites
        ]
        return replace(citation, cites=tuple(cites))

    def _record_id(self, id: str) -> str:
        """Return the id of the record that has this id, or has it as another id (BibLaTeX's `ids`).

        Raises:
            RecordNotFound: No record has it, and such ids are not marked.
        """
        if id in self._records:
            return id
        known = self._aliases.get(id)
        if known is None and self._unknown == "raise":
            raise RecordNotFound(id, similar_to(str(id), self._records))
        return known or id

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        """The other ids of the records -> their ids."""
        return ids_by_alias(self._records.values())

    def _complete(self, text: CitationText, citation: Citation) -> CitationText:
        """Put authors and years where the style prints nothing for a work, and link the cites."""
        text = complete_citation(text, citation, self._records)
        return text.with_links(self._entry_ids) if self._link_citations else text

    def _editable(self) -> EditableSession:
        # a test by isinstance looks at every member of the protocol, for each citation
        if not hasattr(self._session, "insert"):
            raise StyleError("the engine of this style cannot do this; load the style without one")
        return cast("EditableSession", self._session)

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError(
            "a Document cannot be pickled or copied; pickle its style, records and citations, "
            "and make another with Style.document"
        )

    def __repr__(self) -> str:
        return f"<Document: {len(self._records)} records>"

    def _repr_html_(self) -> str:
        """Show the list of what is cited so far in a notebook."""
        made = self._bibliography()
        return made._repr_html_() if made.entries else "<p>Nothing is listed yet.</p>\n"

    def _repr_markdown_(self) -> str:
        made = self._bibliography()
        return made.to("markdown") if made.entries else "Nothing is listed yet.\n"


_DETAILS = frozenset(CiteDetails.__annotations__)


def _citation(
    works: Sequence[str | Cite | Record | Citation],
    *,
    narrative: bool = False,
    note_number: int = 0,
    sort: CiteSort = True,
    id: str = "",
    **details: Any,
) -> Citation:
    """Make a citation from the arguments of `Document.cite`.

    Raises:
        TypeError: Nothing is cited, details are given where several works or a `Cite` would have to
            share them, or a narrative citation leaves out its author.
    """
    given: dict[str, Any] = {
        name: value
        for name, value in details.items()
        if value or value.__class__ is int  # page 0 is a page
    }
    if not _DETAILS.issuperset(details):
        unknown = ", ".join(sorted(details.keys() - _DETAILS))
        raise TypeError(f"{unknown}: cite has no such argument")
    if not works:
        raise TypeError("cite needs the id of a record")
    first = works[0]
    if isinstance(first, Citation):
        if len(works) > 1 or given or narrative or note_number or sort is not True:
            raise TypeError("a Citation is cited alone, and has its own details")
        return replace(first, id=id) if id else first
    if given and (len(works) > 1 or isinstance(first, Cite)):
        named = ", ".join(given)
        raise TypeError(f"with several works, give {named} to each: Cite(id, {named}=...)")
    cites = []
    for work in works:
        if isinstance(work, (str, Record)):
            cites.append(Cite(work if isinstance(work, str) else work.id, **given))
        elif isinstance(work, Cite):
            cites.append(work)
        else:
            raise TypeError(f"cite takes an id, a Record or a Cite, not {work!r}")
    if narrative and any(cite.suppress_author or cite.author_only for cite in cites):
        raise TypeError("a narrative citation prints its author once; suppress no author in it")
    mode: CitationMode = "composite" if narrative else ""
    return Citation(tuple(cites), id, note_number, mode, sort=sort)
